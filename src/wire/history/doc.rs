//! The history as authors have it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::KindWord;

/// What one customer was shown and did.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryDoc {
    /// The events, each id once; written ascending by time and id.
    pub events: Vec<EventDoc>,
    /// Format version: 1.
    pub history: u8,
    /// Milliseconds since 1970 before which events may have been dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pruned_before: Option<i64>,
    /// The device's own unit of assignment: 16 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
}

/// One event; which fields it has follows from its kind.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventDoc {
    /// `enrol`: the arm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arm: Option<String>,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// The campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// `enrol`: `experiment@version`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment: Option<String>,
    /// The campaign's group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its id; two copies of one event have one id.
    pub id: String,
    /// What happened.
    pub kind: KindWord,
    /// `notified`: of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// `notified`: for which period of the trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The placement it confirms or answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement: Option<String>,
    /// The slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    /// `refuse` and `allow`: of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetDoc>,
    /// `placed`: milliseconds since 1970 after which it is forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
}

/// What a customer refuses or allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetDoc {
    /// All promotions.
    All,
    /// One campaign.
    Campaign(String),
    /// All campaigns that sell a product.
    Product(String),
    /// All campaigns of a topic.
    Topic(String),
}
