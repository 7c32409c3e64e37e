//! Experiments: who sees which arm. `EXPERIMENTS.md` says what each part means, `BUCKETING.md` who falls into which.

use core::fmt;
use std::sync::Arc;

use super::{Condition, Creative, Schedule};
use crate::id::{ArmId, ExperimentId, LayerId, Locale};
use crate::order::Ascending;
use crate::stand_in::StandIn;

/// An experiment, which one campaign or several take part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experiment {
    /// Its id.
    pub id: ExperimentId,
    /// The version, from 1; a new one forgets who was enrolled and assigns anew.
    pub version: u16,
    /// Its name, for people.
    pub name: Box<str>,
    /// The arms, at least two; the first one is the campaign as it stands.
    pub arms: Vec<Arm>,
    /// How much of each arm's share is enrolled, in basis points, 1 to 10,000.
    pub coverage_bp: u16,
    /// The part of a layer that is its own; `None` where it shares its customers with every other experiment.
    pub layer: Option<Namespace>,
    /// Where it stands.
    pub state: ExperimentState,
    /// Who takes part, where not everybody does: asked at every decision.
    pub when: Option<Condition>,
}

/// An arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// Its id.
    pub id: ArmId,
    /// Its share, as a part of the sum of all weights; at least 1.
    pub weight: u32,
}

/// The buckets `start..start + count` of the 10,000 of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// The layer.
    pub layer: LayerId,
    /// The first bucket.
    pub start: u16,
    /// How many, at least one.
    pub count: u16,
}

/// Where an experiment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExperimentState {
    /// Customers are enrolled.
    Running,
    /// Nobody is enrolled any more; who is stays.
    Paused,
    /// Everybody sees the first arm.
    Stopped,
    /// Everybody sees this arm.
    Shipped(ArmId),
}

/// An experiment by id and version: `od-headline@1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExperimentRef {
    /// The id.
    pub id: ExperimentId,
    /// The version.
    pub version: u16,
}

impl StandIn for ExperimentRef {
    fn stand_in() -> Self {
        Self { id: ExperimentId::stand_in(), version: 1 }
    }
}

impl fmt::Display for ExperimentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)
    }
}

impl Experiment {
    /// Most arms of an experiment.
    pub const MAX_ARMS: usize = 16;
    /// The most that the weights of all arms may add up to.
    pub const MAX_WEIGHT: u32 = 1_000_000;

    /// Its key, `<id>@<version>`: the salt of its assignment, and what histories know it by.
    #[must_use]
    pub fn key(&self) -> ExperimentRef {
        ExperimentRef { id: self.id.clone(), version: self.version }
    }
}

/// What a campaign does in an experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// The experiment.
    pub experiment: ExperimentRef,
    /// What it does in arms other than the first; in those that are not here it is as it stands.
    pub arms: Vec<Variant>,
}

/// What a campaign does in one arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The arm.
    pub arm: ArmId,
    /// The whole banner in each locale, in place of the campaign's; empty for the campaign's own.
    pub creatives: Ascending<Locale, Arc<Creative>>,
    /// What must hold besides the trigger.
    pub when: Option<Condition>,
    /// When the arm may run, within the campaign's schedule.
    pub schedule: Option<Schedule>,
}
