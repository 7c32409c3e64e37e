//! The bank's policy, as it is authored.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::WeekdayWord;
use crate::campaign::Policy;
use crate::wire::campaign::{CategoryWord, TierWord};
use crate::wire::condition::ConditionDoc;
use crate::wire::contact::ContactDoc;
use crate::wire::experiment::ExperimentDoc;
use crate::wire::ranking::ArbitrationDoc;
use crate::wire::{Malformed, canonical};

/// What holds for all campaigns.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyDoc {
    /// How campaigns are ranked; without it by priority alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arbitration: Option<ArbitrationDoc>,
    /// The bank's working days.
    pub calendar: CalendarDoc,
    /// How often promotions may be shown, all together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactDoc>,
    /// The experiments, ascending by id.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub experiments: Vec<ExperimentDoc>,
    /// The share of household buckets, in basis points of 10,000, that see no promotion.
    pub global_holdout_bp: u16,
    /// Format version: 1.
    pub policy: u8,
    /// Pages on which nothing is promoted.
    pub quiet_pages: Vec<String>,
    /// The segments that campaigns share, ascending by id.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<SegmentDoc>,
    /// For a product, what else counts as owning it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitutes: Option<BTreeMap<String, Vec<String>>>,
    /// Suppressions by category.
    pub suppressions: Vec<PolicySuppressionDoc>,
}

/// A condition with a name and a version.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentDoc {
    /// Its name, for people.
    pub name: String,
    /// Its id.
    pub segment: String,
    /// The version of what it says, from 1.
    pub version: u16,
    /// Who belongs to it.
    pub when: ConditionDoc,
}

/// The bank's working days.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarDoc {
    /// Days on which the bank does not post, ascending.
    pub holidays: Vec<String>,
    /// Days of the week on which the bank does not post.
    pub weekend: Vec<WeekdayWord>,
}

/// A suppression that holds for whole categories.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicySuppressionDoc {
    /// The categories it holds for; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<CategoryWord>>,
    /// The code that reasons report.
    pub code: String,
    /// Whether servicing messages skip it.
    pub marketing_only: bool,
    /// The tier that reasons report.
    pub tier: TierWord,
    /// When it holds; an unknown suppresses too.
    pub when: ConditionDoc,
}

impl PolicyDoc {
    /// The policy of the vocabulary.
    ///
    /// # Errors
    /// [`Malformed`] with the path to the fault.
    pub fn into_policy(self) -> Result<Policy, Malformed> {
        super::read(&canonical::write(&self)?)
    }
}
