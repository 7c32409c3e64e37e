//! Experiments in the policy, and what a campaign does in them.

#[cfg(feature = "cli")]
mod doc;

use super::campaign::{creatives, schedule};
use super::condition;
use super::entries::{at_most, parsed, parsed_if_given, word};
use super::fields::{each, each_if_given, number, within, within_if_given};
use super::shown::shown;
use super::words::Words;
use super::{At, Object, Tree};
use crate::campaign::{Arm, Experiment, ExperimentRef, ExperimentState, Namespace, Participation, Variant};
use crate::id::{ArmId, ExperimentId, LayerId};
use crate::stand_in::StandIn;
#[cfg(feature = "cli")]
pub use doc::{ArmDoc, ExperimentDoc, NamespaceDoc, ParticipationDoc, StateWord, VariantDoc};

/// Most experiments of a policy.
const MAX_EXPERIMENTS: usize = 256;
/// Most experiments that a campaign takes part in.
const MAX_PARTICIPATIONS: usize = 8;
/// Buckets of a layer.
const BUCKETS: u16 = 10_000;

/// The words of a state; `shipped` says beside it which arm.
#[derive(Clone, Copy)]
enum Standing {
    Running,
    Paused,
    Stopped,
    Shipped,
}

impl StandIn for Standing {
    fn stand_in() -> Self {
        Self::Stopped
    }
}

const STATES: &Words<Standing> = &Words {
    words: &["running", "paused", "stopped", "shipped"],
    meanings: &[Standing::Running, Standing::Paused, Standing::Stopped, Standing::Shipped],
};

/// The experiments of the policy in `object`.
pub(super) fn experiments_in(object: &mut Object<'_, '_>) -> Vec<Experiment> {
    let experiments = each_if_given(object, "experiments", experiment);
    let at = object.at().field("experiments");
    if experiments.len() > MAX_EXPERIMENTS {
        at_most(MAX_EXPERIMENTS, &at);
    }
    if !experiments.is_sorted_by(|a, b| a.id < b.id) {
        at.refuse("experiments ascend by id, each once");
    }
    experiments
}

fn experiment(tree: &Tree<'_>, at: &At<'_>) -> Experiment {
    let mut object = Object::new(tree, at);
    let standing = word(&mut object, "state", STATES);
    let ship = parsed_if_given(&mut object, "ship", ArmId::new);
    let experiment = Experiment {
        id: parsed(&mut object, "experiment", ExperimentId::new),
        version: within(&mut object, "version", number),
        name: within(&mut object, "name", shown),
        arms: within(&mut object, "arms", arms),
        coverage_bp: within(&mut object, "coverage_bp", number),
        layer: within_if_given(&mut object, "layer", namespace),
        state: match (standing, ship) {
            (Standing::Running, None) => ExperimentState::Running,
            (Standing::Paused, None) => ExperimentState::Paused,
            (Standing::Stopped, None) => ExperimentState::Stopped,
            (Standing::Shipped, Some(arm)) => ExperimentState::Shipped(arm),
            (_, _) => {
                at.refuse_field("state", "say in `ship` which arm is `shipped`, and only then");
                ExperimentState::Stopped
            }
        },
        when: within_if_given(&mut object, "when", condition::from_tree),
    };
    object.end();
    if experiment.version == 0 {
        at.refuse_field("version", "versions count from 1");
    }
    if !(1..=10_000).contains(&experiment.coverage_bp) {
        at.refuse_field("coverage_bp", "write 1 to 10000 basis points, or pause the experiment");
    }
    if let ExperimentState::Shipped(arm) = &experiment.state
        && experiment.arms.iter().all(|known| known.id != *arm)
    {
        at.refuse_field("ship", "the experiment has no such arm");
    }
    experiment
}

fn arms(tree: &Tree<'_>, at: &At<'_>) -> Vec<Arm> {
    let arms = each(tree, at, arm);
    if !(2..=Experiment::MAX_ARMS).contains(&arms.len()) {
        at.refuse("an experiment has 2 to 16 arms; the first one is the campaign as it stands");
        return Vec::new();
    }
    if arms.iter().enumerate().any(|(n, arm)| arms.iter().take(n).any(|other| other.id == arm.id)) {
        at.refuse("an arm stands twice: name each once");
    }
    let total = arms.iter().fold(0_u32, |sum, arm| sum.saturating_add(arm.weight));
    if arms.iter().any(|arm| arm.weight == 0) || total > Experiment::MAX_WEIGHT {
        at.refuse("each weight is 1 or more, and all together 1000000 at most");
    }
    arms
}

fn arm(tree: &Tree<'_>, at: &At<'_>) -> Arm {
    let mut object = Object::new(tree, at);
    let arm = Arm { id: parsed(&mut object, "arm", ArmId::new), weight: within(&mut object, "weight", number) };
    object.end();
    arm
}

fn namespace(tree: &Tree<'_>, at: &At<'_>) -> Namespace {
    let mut object = Object::new(tree, at);
    let namespace = Namespace {
        layer: parsed(&mut object, "layer", LayerId::new),
        start: within(&mut object, "start", number),
        count: within(&mut object, "count", number),
    };
    object.end();
    let fits = namespace.count > 0 && namespace.start.checked_add(namespace.count).is_some_and(|end| end <= BUCKETS);
    if !fits {
        at.refuse("a layer has the buckets 0 to 9999: name at least one, and none beyond");
    }
    namespace
}

/// What the campaign in `object` does in experiments.
pub(super) fn participations_in(object: &mut Object<'_, '_>) -> Vec<Participation> {
    let participations = each_if_given(object, "experiments", participation);
    if participations.len() > MAX_PARTICIPATIONS {
        at_most(MAX_PARTICIPATIONS, &object.at().field("experiments"));
    }
    participations
}

fn participation(tree: &Tree<'_>, at: &At<'_>) -> Participation {
    let mut object = Object::new(tree, at);
    let participation = Participation {
        experiment: parsed(&mut object, "experiment", reference),
        arms: within(&mut object, "arms", |tree, at| each(tree, at, variant)),
    };
    object.end();
    let arms = &participation.arms;
    if arms.is_empty() {
        at.refuse_field("arms", "empty: name an arm other than the first, or leave the experiment out");
    }
    if arms.iter().enumerate().any(|(n, arm)| arms.iter().take(n).any(|other| other.arm == arm.arm)) {
        at.refuse_field("arms", "an arm stands twice: name each once");
    }
    participation
}

fn variant(tree: &Tree<'_>, at: &At<'_>) -> Variant {
    let mut object = Object::new(tree, at);
    let variant = Variant {
        arm: parsed(&mut object, "arm", ArmId::new),
        creatives: within_if_given(&mut object, "creatives", creatives).unwrap_or_default(),
        when: within_if_given(&mut object, "when", condition::from_tree),
        schedule: within_if_given(&mut object, "schedule", schedule),
    };
    object.end();
    if variant.creatives.is_empty() && variant.when.is_none() && variant.schedule.is_none() {
        at.refuse("this arm is the campaign as it stands: say `creatives`, `when` or `schedule`, or leave it out");
    }
    variant
}

/// The experiment in `text`: `od-headline@1`.
pub(super) fn reference(text: &str) -> Result<ExperimentRef, &'static str> {
    let refused = "not an experiment: write its id and version, as in `od-headline@1`";
    let named = condition::segment(text).map_err(|_| refused)?;
    let id = ExperimentId::new(named.id.as_str()).map_err(|_| refused)?;
    Ok(ExperimentRef { id, version: named.version })
}
