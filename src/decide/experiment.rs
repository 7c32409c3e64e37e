//! Experiments: which arm of a campaign a customer sees. `BUCKETING.md` says how customers fall into arms.

use crate::campaign::ExperimentState;
use crate::compile::{ArmVariant, Candidate, Program, Trial};
use crate::history::{Event, EventId, Happening, History};
use crate::id::{ArmId, Unit};
use crate::request::Request;

use super::bucket;
use super::condition::Answers;
use super::truth::Truth;

/// Buckets of a layer, and parts of an arm.
const PARTS: u32 = 10_000;

/// The arm that a customer sees.
#[derive(Clone, Copy)]
pub(super) struct Assignment<'a> {
    pub(super) trial: &'a Trial,
    pub(super) arm: &'a ArmId,
    /// What the campaign does in it; `None` where it is as it stands.
    pub(super) variant: Option<&'a ArmVariant>,
    pub(super) enrolment: Enrolment,
}

/// Whether a customer is counted for an arm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Enrolment {
    /// The arm is seen without counting for it.
    None,
    /// The history says so.
    Known,
    /// This decision says so, once it shows the campaign.
    New,
}

/// The arm of the first experiment of `candidate` that the customer takes part in: whose audience the customer belongs to, and whose part
/// of a layer the unit lies in. Audience and layer are asked at every decision, whatever the history says.
pub(super) fn assignment<'a>(
    candidate: &'a Candidate,
    program: &'a Program,
    request: &Request,
    answers: &Answers<'_>,
    history: &History,
) -> Option<Assignment<'a>> {
    let unit = request.unit.or(history.seed);
    let belongs = |trial: &Trial| {
        let named = |unit| {
            trial.layer.as_ref().is_none_or(|layer| {
                let bucket = bucket::of(&format!("layer:{}", layer.layer), unit, PARTS);
                bucket.checked_sub(layer.start.into()).is_some_and(|place| place < layer.count.into())
            })
        };
        trial.when.is_none_or(|when| answers.truth(when) == Truth::True) && unit.is_none_or(named)
    };
    let stakes = candidate.stakes.iter().filter_map(|stake| Some((stake, program.trials.get(stake.trial)?)));
    let (stake, trial) = stakes.into_iter().find(|(_, trial)| belongs(trial))?;
    let (arm, enrolment) = arm(trial, unit, history)?;
    let variant = stake.variants.iter().find(|variant| variant.arm == *arm);
    Some(Assignment { trial, arm, variant, enrolment })
}

fn arm<'a>(trial: &'a Trial, unit: Option<Unit>, history: &History) -> Option<(&'a ArmId, Enrolment)> {
    let (first, _) = trial.arms.first()?;
    let as_it_stands = Some((first, Enrolment::None));
    let unit = match (&trial.state, unit) {
        (ExperimentState::Shipped(arm), _) => {
            return trial.arms.iter().find(|(known, _)| known == arm).map(|(arm, _)| (arm, Enrolment::None));
        }
        (ExperimentState::Stopped, _) | (ExperimentState::Running | ExperimentState::Paused, None) => {
            return as_it_stands;
        }
        (ExperimentState::Running | ExperimentState::Paused, Some(unit)) => unit,
    };
    let key = trial.key.to_string();
    let enrolled = history.events().iter().find_map(|event| match &event.what {
        Happening::Enrolled { experiment, arm } if **experiment == *key => Some(arm),
        Happening::Enrolled { .. }
        | Happening::Placed { .. }
        | Happening::Did { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Notified { .. } => None,
    });
    if let Some(enrolled) = enrolled {
        // Who was in an arm that is gone is in none: another one would count what the gone one did.
        let known = trial.arms.iter().find(|(known, _)| known.as_str() == &**enrolled);
        return known.map(|(arm, _)| (arm, Enrolment::Known)).or(as_it_stands);
    }
    if trial.state == ExperimentState::Paused
        || bucket::of(&format!("in:{key}"), unit, PARTS) >= u32::from(trial.coverage_bp)
    {
        return as_it_stands;
    }
    let total = trial.arms.iter().fold(0_u32, |sum, (_, weight)| sum.saturating_add(*weight));
    let mut place = bucket::of(&format!("arm:{key}"), unit, total);
    for (arm, weight) in &trial.arms {
        match place.checked_sub(*weight) {
            None => return Some((arm, Enrolment::New)),
            Some(rest) => place = rest,
        }
    }
    as_it_stands
}

impl Assignment<'_> {
    /// Whether the arm lets the campaign be shown now.
    pub(super) fn due(&self, request: &Request, answers: &Answers<'_>) -> bool {
        self.variant.is_none_or(|variant| {
            variant.schedule.is_none_or(|schedule| schedule.covers(request.now))
                && variant.when.is_none_or(|when| answers.truth(when) == Truth::True)
        })
    }

    /// What the history must remember. Its id is the same for all campaigns and hosts, so that copies merge into one enrolment.
    pub(super) fn event(&self, request: &Request) -> Option<Event> {
        if self.enrolment != Enrolment::New {
            return None;
        }
        let key = &self.trial.key;
        let id = EventId::new(&format!("enrolled-{}.{}", key.id, key.version)).ok()?;
        let what = Happening::Enrolled { experiment: key.to_string().into(), arm: self.arm.as_str().into() };
        Some(Event { at: request.now.millis(), id, what })
    }
}
