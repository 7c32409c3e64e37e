//! `images.json`: which pictures a page fetches, all of them for everybody.
//!
//! Nobody signs it: a page shows a picture only under the digest that the bank signed in a placement, so a wrong list can leave pictures
//! out, and nothing else.

use super::Picture;

/// Its name in the folder of pictures.
pub const LIST: &str = "images.json";

/// The list of `pictures`.
#[must_use]
pub fn list(pictures: &[Picture]) -> String {
    let files: Vec<serde_json::Value> = pictures
        .iter()
        .map(|picture| {
            serde_json::json!({
                "bytes": picture.bytes.len(),
                "name": picture.asset.as_str(),
                "sha256": picture.sha256.to_string(),
                "type": picture.format.media_type(),
            })
        })
        .collect();
    format!("{:#}\n", serde_json::json!({"files": files, "images": 1}))
}
