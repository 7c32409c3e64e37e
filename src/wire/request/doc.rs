//! A request as authors have it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{NAME, StorageWord, VisitWord, from_tree};
use crate::feature::Catalogue;
use crate::history::History;
use crate::request::Request;
use crate::wire::condition::DeviceWord;
use crate::wire::entries::{open, read_back};
use crate::wire::history::HistoryDoc;
use crate::wire::vector::VectorDoc;
use crate::wire::{Malformed, Tree, document, parse, spelling};

/// One request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestDoc {
    /// The device, where the host says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<DeviceWord>,
    /// Decides alike and leaves the history as it was; for reviewers and simulations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// The customer's features.
    pub features: VectorDoc,
    /// What the host keeps; absent for nothing yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<HistoryDoc>,
    /// The customer's languages, best first, as tags of BCP 47.
    pub locales: Vec<String>,
    /// Sets placement ids of two hosts apart that decide in the same millisecond: 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// Whether notifications to the bank are wanted; the bank's own replay and stream only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notifications: Option<bool>,
    /// The only clock of the decision: RFC 3339 with the bank's offset.
    pub now: String,
    /// The page asking.
    pub page: String,
    /// The slots to fill, in order of preference.
    pub slots: Vec<String>,
    /// How long the host keeps the history.
    pub storage: StorageWord,
    /// The unit of campaign holdouts, from the bank: 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Who looks.
    pub visit: VisitWord,
}

/// The text of the request in `text` with the documents in the texts `features` and `history` in place of its own, where they are
/// given: a bank may keep the three apart.
///
/// # Errors
/// [`Malformed`] where one of them is no JSON, or the request no object.
pub fn joined(text: &str, features: Option<&str>, history: Option<&str>) -> Result<String, Malformed> {
    let tree = parse(NAME, text)?;
    let mut fields: Vec<_> = document(NAME, |top| open(&tree, top).into_fields().into_iter().cloned().collect())?;
    for (name, given) in [("features", features), ("history", history)] {
        if let Some(given) = given {
            fields.retain(|(field, _)| field != name);
            fields.push((name.into(), parse(NAME, given).map_err(|fault| fault.within(name))?));
        }
    }
    Ok(spelling::write(&Tree::Object(fields)))
}

impl RequestDoc {
    /// The request and history of the vocabulary, the features held against `catalogue`.
    ///
    /// # Errors
    /// [`Malformed`] with the path to the fault; it repeats no feature value.
    pub fn into_request(self, catalogue: &Catalogue) -> Result<(Request, History), Malformed> {
        read_back(NAME, &self, |tree, at| from_tree(tree, at, catalogue))
    }
}
