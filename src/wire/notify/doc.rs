//! What a campaign tells the bank, as it is authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AgainWord;
use crate::wire::canonical;
use crate::wire::condition::ConditionDoc;

/// One tier of what the bank is told when the trigger is TRUE.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotifyDoc {
    /// When it is given again, by the vector's day.
    pub again: AgainWord,
    /// The code by which the bank knows it.
    pub notice: String,
    /// Features of the customer whose values the bank is told with it, ascending; none is told that is not listed.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// What must be TRUE beside the trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionDoc>,
}
