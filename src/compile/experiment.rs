//! Experiments, made ready to assign, and what campaigns do in them.

use std::sync::Arc;

use super::Fault;
use super::lower::Lowering;
use super::program::Code;
use crate::campaign::{
    Campaign, Creative, Experiment, ExperimentRef, ExperimentState, Namespace, Participation, Schedule,
};
use crate::id::{ArmId, Locale};
use crate::order::Ascending;

/// An experiment.
#[derive(Debug, Clone)]
pub(crate) struct Trial {
    pub(crate) key: ExperimentRef,
    /// Each with its weight; the first is the campaign as it stands.
    pub(crate) arms: Vec<(ArmId, u32)>,
    pub(crate) coverage_bp: u16,
    pub(crate) layer: Option<Namespace>,
    pub(crate) state: ExperimentState,
    pub(crate) when: Option<Code>,
}

/// What a campaign does in an experiment.
#[derive(Debug, Clone)]
pub(crate) struct Stake {
    /// The place of the experiment in the program.
    pub(crate) trial: usize,
    pub(crate) variants: Vec<ArmVariant>,
}

/// What a campaign does in an arm.
#[derive(Debug, Clone)]
pub(crate) struct ArmVariant {
    pub(crate) arm: ArmId,
    pub(crate) creatives: Ascending<Locale, Arc<Creative>>,
    pub(crate) when: Option<Code>,
    pub(crate) schedule: Option<Schedule>,
}

/// The experiments of a policy, with its faults in them.
pub(super) fn trials(lowering: &mut Lowering<'_>, experiments: &[Experiment]) -> Vec<Trial> {
    let mut trials = Vec::with_capacity(experiments.len());
    for (n, experiment) in experiments.iter().enumerate() {
        let place = format!("experiments[{n}]");
        if let Some(other) = experiments.iter().take(n).find(|other| overlap(experiment, other)) {
            let fault =
                format!("its part of the layer is `{}`'s too, and no customer takes part in both: part them", other.id);
            lowering.faults.push(Fault { path: format!("{place}.layer"), fault });
        }
        trials.push(Trial {
            key: experiment.key(),
            arms: experiment.arms.iter().map(|arm| (arm.id.clone(), arm.weight)).collect(),
            coverage_bp: experiment.coverage_bp,
            layer: experiment.layer.clone(),
            state: experiment.state.clone(),
            when: experiment.when.as_ref().map(|when| lowering.code(&format!("{place}.when"), when)),
        });
    }
    trials
}

/// Whether both enrol, or have enrolled, in buckets of one layer.
fn overlap(one: &Experiment, other: &Experiment) -> bool {
    let enrols = |of: &Experiment| matches!(of.state, ExperimentState::Running | ExperimentState::Paused);
    let (Some(a), Some(b)) = (&one.layer, &other.layer) else { return false };
    let end = |of: &Namespace| of.start.saturating_add(of.count);
    enrols(one) && enrols(other) && a.layer == b.layer && a.start < end(b) && b.start < end(a)
}

/// The faults in what `campaign` does in the `experiments` of the policy, in the order of the document.
#[must_use]
pub fn experiment_faults(campaign: &Campaign, experiments: &[Experiment]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (n, stake) in campaign.experiments.iter().enumerate() {
        let place = format!("experiments[{n}]");
        let mut tell = |field: &str, fault: String| faults.push(Fault { path: format!("{place}.{field}"), fault });
        let wanted = &stake.experiment;
        if campaign.experiments.iter().take(n).any(|other| other.experiment.id == wanted.id) {
            tell("experiment", format!("the campaign takes part in `{}` already: say all in one place", wanted.id));
        }
        let Some(found) = experiments.iter().find(|known| known.id == wanted.id) else {
            tell("experiment", format!("the policy has no experiment `{}`", wanted.id));
            continue;
        };
        if found.version != wanted.version {
            tell("experiment", format!("`{wanted}` is `{}` by now: see what it says, and write that", found.key()));
            continue;
        }
        for (m, variant) in stake.arms.iter().enumerate() {
            let arm = &variant.arm;
            let locales = variant.creatives.keys().eq(campaign.creatives.keys()) || variant.creatives.is_empty();
            let fault = match found.arms.iter().position(|known| known.id == *arm) {
                None => format!("`{wanted}` has no arm `{arm}`"),
                Some(0) => format!("`{arm}` is the first arm, the campaign as it stands: name another one"),
                Some(_) if !locales => {
                    "the arm has other locales than the campaign: write all of the campaign's, and no more".to_owned()
                }
                Some(_) if !variant.creatives.is_empty() && !campaign.variants.is_empty() => {
                    "the campaign has `variants`, and beside them no arm has `creatives`: remove either".to_owned()
                }
                Some(_) if variant.schedule.is_some_and(|of| !within(of, campaign.schedule)) => {
                    "the arm's schedule leaves the campaign's: keep it inside, or nobody in the arm is shown anything"
                        .to_owned()
                }
                Some(_) => continue,
            };
            tell(&format!("arms[{m}]"), fault);
        }
    }
    faults
}

fn within(part: Schedule, whole: Schedule) -> bool {
    part.from.millis() >= whole.from.millis() && part.until.millis() <= whole.until.millis()
}

/// What `campaign` does in the experiments `trials`; what none of them is, is left out: it is a fault that has been told.
pub(super) fn stakes(lowering: &mut Lowering<'_>, campaign: &[Participation], trials: &[Experiment]) -> Vec<Stake> {
    let mut stakes = Vec::with_capacity(campaign.len());
    for (n, stake) in campaign.iter().enumerate() {
        let mut variants = Vec::with_capacity(stake.arms.len());
        for (m, variant) in stake.arms.iter().enumerate() {
            let place = format!("experiments[{n}].arms[{m}].when");
            variants.push(ArmVariant {
                arm: variant.arm.clone(),
                creatives: variant.creatives.clone(),
                when: variant.when.as_ref().map(|when| lowering.code(&place, when)),
                schedule: variant.schedule,
            });
        }
        let trial = trials.iter().position(|known| known.id == stake.experiment.id);
        stakes.extend(trial.map(|trial| Stake { trial, variants }));
    }
    stakes
}
