//! Gate 7: arbitration. One total order, never random, so that every decision replays.

use std::cmp::Reverse;

use crate::compile::Candidate;
use crate::history::{Happening, History, Outcome};
use crate::id::CampaignId;
use crate::order::sorted;

/// Higher priority first, then longest unseen, then smaller id: no two campaigns compare equal.
pub(super) fn rank<'a>(eligible: Vec<&'a Candidate>, history: &History) -> Vec<&'a Candidate> {
    let keyed = eligible.into_iter().map(|candidate| (candidate, last_seen(&candidate.id, history)));
    let key = |(candidate, seen): &(&'a Candidate, Option<i64>)| (Reverse(candidate.priority), *seen, &candidate.id);
    let ranked = sorted(keyed.collect(), &|a, b| key(a) < key(b));
    ranked.into_iter().map(|(candidate, _)| candidate).collect()
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
