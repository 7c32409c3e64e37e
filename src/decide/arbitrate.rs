//! Gate 7: arbitration. One total order, never random, so that every decision replays.

use std::cmp::Reverse;

use crate::campaign::Lane;
use crate::compile::{Candidate, Program, Weight, factor};
use crate::feature::Scalar;
use crate::history::{Happening, History, Outcome};
use crate::id::CampaignId;
use crate::order::sorted;

use super::bucket;
use super::condition::Answers;
use super::facts::Facts;
use super::truth::Truth;

/// A certain taker, in basis points.
const CERTAIN: u64 = 10_000;

/// The factors of a score, each in its own scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Factors {
    /// In basis points, 0 to 10,000.
    pub(crate) propensity: u64,
    /// In percent, 0 to 1,000.
    pub(crate) context: u64,
    /// In thousandths.
    pub(crate) value: u64,
    /// In percent, 0 to 1,000.
    pub(crate) lever: u64,
}

impl Factors {
    /// What `weight` comes to for one customer.
    pub(super) fn of(weight: &Weight, facts: &Facts<'_>, answers: &Answers<'_>) -> Self {
        let read = weight.propensity.and_then(|feature| facts.one(facts.customer(), feature));
        let propensity = match read {
            Some(Scalar::BasisPoints(share)) => u64::try_from(share).ok().filter(|share| *share <= CERTAIN),
            _ => None,
        };
        let held = weight.context.iter().filter(|(_, when)| answers.truth(*when) == Truth::True);
        let sum = held.fold(0_i64, |sum, (percent, _)| sum.saturating_add(i64::from(*percent)));
        Self {
            propensity: propensity.unwrap_or(CERTAIN),
            context: factor(sum),
            value: weight.value,
            lever: weight.lever,
        }
    }

    /// The exact product, in units of 10^-11: nothing is rounded, and nothing saturates within the limits of the formats.
    pub(crate) fn score(self) -> u128 {
        let factors = [self.propensity, self.context, self.value, self.lever];
        factors.into_iter().fold(1, |product: u128, factor| product.saturating_mul(u128::from(factor)))
    }
}

/// The mandatory lane first and evergreens last; between them higher score, then higher priority, longest unseen, the smaller hash where there is a salt and a unit, and
/// the smaller id: no two campaigns compare equal.
pub(super) fn rank<'a>(
    eligible: Vec<&'a Candidate>,
    program: &Program,
    facts: &Facts<'_>,
    answers: &Answers<'_>,
    history: &History,
) -> Vec<&'a Candidate> {
    let unit = facts.request.unit.or(history.seed);
    let tie = program.arbitration.salt.as_ref().zip(unit);
    let keyed = eligible.into_iter().map(|candidate| {
        let weight = &candidate.weight;
        let (lane, score) = match weight.lane {
            Some(Lane::Mandatory) => (0, 0),
            None => (1, Factors::of(weight, facts, answers).score()),
            Some(Lane::Evergreen) => (2, 0),
        };
        let hash = tie.map(|(salt, unit)| bucket::tie(salt, &candidate.id, unit));
        let place = (lane, Reverse(score), Reverse(candidate.priority));
        (place, last_seen(&candidate.id, history), hash, candidate)
    });
    let ranked = sorted(keyed.collect(), &|a, b| (&a.0, a.1, a.2, &a.3.id) < (&b.0, b.1, b.2, &b.3.id));
    ranked.into_iter().map(|(.., candidate)| candidate).collect()
}

/// When the campaign was last seen, in milliseconds; `None`, which is the earliest, for never.
fn last_seen(campaign: &CampaignId, history: &History) -> Option<i64> {
    let seen = history.events().iter().filter(|event| match &event.what {
        Happening::Did { outcome: Outcome::Impression, exposure } => exposure.campaign == *campaign,
        Happening::Did {
            outcome: Outcome::Click | Outcome::Dismiss | Outcome::NotInterested | Outcome::Start, ..
        }
        | Happening::Placed { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. } => false,
    });
    seen.map(|event| event.at).max()
}
