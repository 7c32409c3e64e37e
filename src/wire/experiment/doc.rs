//! Experiments in the policy, and what a campaign does in them, as they are authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wire::UniqueMap;
use crate::wire::campaign::ScheduleDoc;
use crate::wire::condition::ConditionDoc;
use crate::wire::creative::CreativeDoc;

/// Where an experiment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StateWord {
    /// Customers are enrolled.
    Running,
    /// Nobody is enrolled any more; who is stays.
    Paused,
    /// Everybody sees the first arm.
    Stopped,
    /// Everybody sees the arm in `ship`.
    Shipped,
}

/// An experiment, which one campaign or several take part in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExperimentDoc {
    /// The arms, 2 to 16; the first one is the campaign as it stands.
    pub arms: Vec<ArmDoc>,
    /// How much of each arm's share is enrolled, in basis points, 1 to 10,000.
    pub coverage_bp: u16,
    /// Its id.
    pub experiment: String,
    /// The part of a layer that is its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<NamespaceDoc>,
    /// Its name, for people.
    pub name: String,
    /// The arm that everybody sees; with the state `shipped` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ship: Option<String>,
    /// Where it stands.
    pub state: StateWord,
    /// The version, from 1; a new one forgets who was enrolled and assigns anew.
    pub version: u16,
    /// Who takes part, where not everybody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionDoc>,
}

/// An arm.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArmDoc {
    /// Its id.
    pub arm: String,
    /// Its share, as a part of the sum of all weights; at least 1.
    pub weight: u32,
}

/// The buckets `start..start + count` of the 10,000 of a layer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamespaceDoc {
    /// How many buckets, at least one.
    pub count: u16,
    /// The layer.
    pub layer: String,
    /// The first bucket.
    pub start: u16,
}

/// What a campaign does in an experiment.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipationDoc {
    /// What it does in arms other than the first.
    pub arms: Vec<VariantDoc>,
    /// The experiment and its version: `od-headline@1`.
    pub experiment: String,
}

/// What a campaign does in one arm.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantDoc {
    /// The arm.
    pub arm: String,
    /// The whole banner in each locale of the campaign, in place of the campaign's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creatives: Option<UniqueMap<CreativeDoc>>,
    /// When the arm may run, within the campaign's schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<ScheduleDoc>,
    /// What must hold besides the trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionDoc>,
}
