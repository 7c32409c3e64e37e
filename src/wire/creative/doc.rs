//! A banner in one locale, as it is authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One whole banner in one locale.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreativeDoc {
    /// What the customer can do.
    pub action: ActionDoc,
    /// The text below the headline.
    pub body: String,
    /// What the law wants said, in order.
    #[serde(default, deserialize_with = "crate::wire::canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<String>,
    /// The headline.
    pub headline: String,
    /// The picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<ImageDoc>,
    /// The approved answer to "why am I seeing this".
    pub why: String,
}

/// The call to action.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionDoc {
    /// The words on it.
    pub label: String,
    /// The opaque code by which the bank knows the offer.
    pub offer: String,
    /// A path of the bank's own origin.
    pub url: String,
}

/// A picture in the bank's own origin.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImageDoc {
    /// What it shows, in words.
    pub alt: String,
    /// The name of its file in `images/`, beside the campaigns.
    pub asset: String,
    /// The digest of its bytes, which `tellerside assets` writes.
    pub sha256: String,
}
