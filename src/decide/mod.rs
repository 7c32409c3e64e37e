//! The decision: total, pure, and the same on every machine.
//!
//! Gates in order; the first one that a campaign does not pass is its reason:
//! release, deny list, schedule, sign-off, permission, suppressions, trigger, contact policy, experiment arm, arbitration, holdout, placement.

mod arbitrate;
mod bucket;
mod clearance;
mod condition;
mod contact;
mod experiment;
mod facts;
mod holdout;
mod notify;
mod observe;
mod place;
mod prune;
mod release;
mod suppress;
mod trigger;
mod truth;

#[cfg(feature = "review")]
pub(crate) use arbitrate::Factors;
#[cfg(feature = "review")]
pub(crate) use condition::judge::{Judge, Label, Read, Unusable};
pub use observe::observe;
pub use prune::prune;
#[cfg(feature = "review")]
pub(crate) use truth::Truth;

use crate::compile::{Candidate, Program};
use crate::decision::{Decision, Gate, Status, Verdict};
use crate::history::{Event, Happening, History};
use crate::id::{CampaignId, SuppressionCode};
use crate::request::Request;
use crate::time::Moment;

use condition::Answers;
use contact::Contact;
use facts::Facts;
use release::Standing;

/// What is shown to a customer, and for every campaign the gate that it reached.
///
/// Total: never fails and never traps, whatever the request and the history hold.
#[must_use]
pub fn decide(program: &Program, request: &Request, history: &History) -> Decision {
    let standing = release::standing(program, request.now);
    let facts = Facts::new(program, request);
    let answers = Answers::new(program, &facts);
    let mut contact = Contact::new(program, &facts, history);

    let stopped: Vec<Option<Stop>> = program
        .candidates
        .iter()
        .map(|candidate| match standing {
            Standing::Current => stop(program, candidate, request, history, &answers, &contact),
            Standing::ClockBehind | Standing::Expired => Some((Gate::ReleaseStatus, None)),
        })
        .collect();
    let through = program.candidates.iter().zip(&stopped).filter(|(_, stop)| stop.is_none());
    let ranked = arbitrate::rank(through.map(|(candidate, _)| candidate).collect(), program, &facts, &answers, history);
    let placed = place::place(&ranked, program, (&facts, &answers), history, &mut contact);
    let notices = match standing {
        Standing::Current => notify::due(program, request, &facts, &answers, history),
        Standing::ClockBehind | Standing::Expired => notify::Due::default(),
    };

    let verdicts = program.candidates.iter().zip(stopped).map(|(candidate, stop)| {
        let (gate, code) = stop.unwrap_or_else(|| placed.stop_of(&candidate.id));
        Verdict { campaign: candidate.id.clone(), gate, code }
    });
    let verdicts: Vec<Verdict> = verdicts.collect();
    Decision {
        statuses: statuses(standing, &facts, request, &verdicts),
        verdicts,
        placements: placed.placements,
        notifications: notices.notifications,
        history: if request.dry_run {
            history.clone()
        } else {
            carried(history, request.now, placed.events.into_iter().chain(notices.events))
        },
    }
}

/// The gate that one campaign would reach in a current release without competitors, with the code of what stops it; `None` for a
/// campaign that the program lacks.
///
/// Golden decisions are replayed by it, so that they outlive a release's dates and a denial of other campaigns.
#[must_use]
pub fn alone(program: &Program, campaign: &CampaignId, request: &Request, history: &History) -> Option<Stop> {
    let candidate = program.candidates.iter().find(|candidate| candidate.id == *campaign)?;
    let facts = Facts::new(program, request);
    let answers = Answers::new(program, &facts);
    let mut contact = Contact::new(program, &facts, history);
    let own = stop(program, candidate, request, history, &answers, &contact);
    Some(own.unwrap_or_else(|| {
        place::place(&[candidate], program, (&facts, &answers), history, &mut contact).stop_of(campaign)
    }))
}

/// What the score of each campaign of `program` is made of on `request`, in their order; `None` for those in a lane.
#[cfg(feature = "review")]
pub(crate) fn factors(program: &Program, request: &Request) -> Vec<Option<Factors>> {
    let facts = Facts::new(program, request);
    let answers = Answers::new(program, &facts);
    let weights = program.candidates.iter().map(|candidate| &candidate.weight);
    weights.map(|weight| weight.lane.is_none().then(|| Factors::of(weight, &facts, &answers))).collect()
}

/// Where a campaign stopped, and the code of the suppression or of the rule of contact that stopped it.
pub type Stop = (Gate, Option<SuppressionCode>);

/// The gates that a campaign passes on its own, before it competes.
fn stop(
    program: &Program,
    candidate: &Candidate,
    request: &Request,
    history: &History,
    answers: &Answers<'_>,
    contact: &Contact<'_>,
) -> Option<Stop> {
    let waits = || {
        let assignment = experiment::assignment(candidate, program, request, answers, history);
        assignment.is_some_and(|assignment| !assignment.due(request, answers)).then_some(plain(Gate::ArmWaits))
    };
    clearance::stops(program, candidate, request)
        .map(plain)
        .or_else(|| suppress::stops(candidate, answers).map(|(gate, code)| (gate, Some(code))))
        .or_else(|| trigger::stops(candidate, answers).map(plain))
        .or_else(|| contact.stops(candidate))
        .or_else(waits)
}

/// A stop that has no more to say than its gate.
fn plain(gate: Gate) -> Stop {
    (gate, None)
}

/// What the host should know, ascending.
fn statuses(standing: Standing, facts: &Facts<'_>, request: &Request, verdicts: &[Verdict]) -> Vec<Status> {
    let reached = |gate: Gate| verdicts.iter().any(|verdict| verdict.gate == gate);
    let told = [
        (Status::ClockBehind, standing == Standing::ClockBehind),
        (Status::DryRun, request.dry_run),
        (Status::FeatureMalformed, request.vector.has_malformed()),
        (Status::HistoryEphemeral, reached(Gate::HistoryEphemeral)),
        (Status::HistoryOverflow, reached(Gate::HistoryOverflow)),
        (Status::ReleaseExpired, standing == Standing::Expired),
        (Status::VectorAhead, facts.ahead()),
    ];
    told.into_iter().filter_map(|(status, holds)| holds.then_some(status)).collect()
}

/// The history after the decision: placements whose deadline has passed are forgotten, what the decision did is added.
fn carried(history: &History, now: Moment, events: impl Iterator<Item = Event>) -> History {
    let kept = history.events().iter().filter(|event| match &event.what {
        Happening::Placed { until, .. } => *until >= now.millis(),
        Happening::Did { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. } => true,
    });
    History::new(kept.cloned().chain(events).collect(), history.seed, history.pruned_before)
}
