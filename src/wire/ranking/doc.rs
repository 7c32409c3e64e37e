//! What a campaign brings to arbitration, and how the policy weighs it, as they are authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FactorWord;
use crate::wire::campaign::CategoryWord;
use crate::wire::canonical;
use crate::wire::condition::ConditionDoc;

/// A change of rank while a condition is TRUE.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContextDoc {
    /// By how many percent, -100 to 1000; what holds adds up.
    pub percent: i16,
    /// When; an unknown changes nothing.
    pub when: ConditionDoc,
}

/// How the bank ranks campaigns.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArbitrationDoc {
    /// The factors that count; those left out are 1.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<FactorWord>,
    /// More or less of some campaigns.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub levers: Vec<LeverDoc>,
    /// What the hash that breaks ties is salted with; without it ids break them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

/// More or less of the campaigns of a category or of a group.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeverDoc {
    /// The kind of offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryWord>,
    /// The campaign group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// By how many percent, -100 to 1000; what concerns a campaign adds up.
    pub percent: i16,
}
