//! Forms about single events, as they are authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AmountDoc, LookbackDoc, ThresholdDoc};
use crate::wire::condition::threshold::ComparisonWord;

/// So many single events are of a kind.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventDoc {
    /// How the amount compares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<ComparedDoc>,
    /// The classes of events, ascending; all where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<String>>,
    /// How many; at least one where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<ComparedCountDoc>,
    /// In how many days, ending with the vector's.
    pub days: u16,
    /// The feature read.
    pub feature: String,
    /// How the amount compares with a share of the balance just before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_balance: Option<OfBalanceDoc>,
}

/// How an amount compares.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparedDoc {
    /// The side.
    pub is: ComparisonWord,
    /// The threshold.
    pub value: ThresholdDoc,
}

/// How a number compares.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparedCountDoc {
    /// The side.
    pub is: ComparisonWord,
    /// The number.
    pub value: u16,
}

/// How an amount compares with a share of the balance just before the event.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfBalanceDoc {
    /// The side.
    pub is: ComparisonWord,
    /// The least balance of which a share means anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_base: Option<AmountDoc>,
    /// The share.
    pub percent: String,
}

/// An event happened for the first time.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstDoc {
    /// The classes of events, ascending; all where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<String>>,
    /// In how many days, ending with the vector's.
    pub days: u16,
    /// The feature read.
    pub feature: String,
    /// How far back none may lie: a number of days, or `all`.
    pub lookback: LookbackDoc,
}
