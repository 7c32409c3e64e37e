//! What a history may forget. Merging never forgets, so this is a step of its own.

use crate::compile::{Candidate, Program};
use crate::history::{Event, Happening, History, MAX_EVENTS, Outcome};
use crate::id::CampaignId;
use crate::order::sorted;
use crate::time::Moment;

const DAY: i64 = 86_400_000;

/// What no rule asks for any more is kept so long all the same, for releases with longer windows: 90 days.
const COURTESY: i64 = 90 * DAY;

/// A notice is given once a period, and no period is told of that long after it: 400 days.
const NOTICES: i64 = 400 * DAY;

/// Above so many bytes of events, what no rule asks for is not kept.
const MAX_BYTES: usize = 512 * 1024;

/// `history` without what cannot change a decision of `program` at `now` or later.
///
/// Always kept, whatever the size: what customers did and were shown within the longest window of the program, and of each of its campaigns
/// the last showing; the last word on everything that was refused or allowed; enrolments; unconfirmed placements within their
/// deadline; notices of the last 400 days. Beside it what is younger than 90 days is kept while there are at most [`MAX_EVENTS`] and
/// 512 KiB; the oldest goes first.
///
/// Pruned copies merge as whole ones do: what another copy brings back is as old as it was.
#[must_use]
pub fn prune(program: &Program, history: &History, now: Moment) -> History {
    let age = |event: &Event| now.millis().saturating_sub(event.at);
    let window = program.looks_back();
    let words = history.last_words();
    let words = sorted(words.into_iter().map(|event| &event.id).collect(), &|a, b| a < b);
    let mut seen = Vec::new();
    let (mut needed, mut spare) = (Vec::new(), Vec::new());
    // From the youngest on.
    for event in history.events().iter().rev() {
        let is_needed = match &event.what {
            Happening::Placed { until, .. } => *until >= now.millis(),
            Happening::Refused(_) | Happening::Allowed(_) => words.binary_search(&&event.id).is_ok(),
            Happening::Enrolled { .. } => true,
            Happening::Notified { .. } => age(event) < NOTICES.max(window),
            Happening::Did { .. } | Happening::Ghost(_) => {
                // Asked of the young ones too: they are the last showing of their campaign, and no older one is.
                let is_last = showing(event).is_some_and(|shown| is_first(shown, program, &mut seen));
                is_last || age(event) < window
            }
        };
        let is_contact = matches!(event.what, Happening::Did { .. } | Happening::Ghost(_));
        if is_needed {
            needed.push(event);
        } else if is_contact {
            spare.push(event);
        }
    }
    let mut room = MAX_EVENTS.saturating_sub(needed.len());
    let mut bytes = needed.iter().map(|event| event.most_bytes()).fold(0, usize::saturating_add);
    let mut forgotten = history.pruned_before;
    for event in spare {
        bytes = bytes.saturating_add(event.most_bytes());
        if room == 0 || bytes > MAX_BYTES || age(event) >= COURTESY {
            // All others are older.
            forgotten = forgotten.max(Some(event.at.saturating_add(1)));
            break;
        }
        room = room.saturating_sub(1);
        needed.push(event);
    }
    History::new(needed.into_iter().cloned().collect(), history.seed, forgotten)
}

/// Of which campaign the event is a showing, and whether one that a comparison group did not see.
fn showing(event: &Event) -> Option<(&CampaignId, bool)> {
    match &event.what {
        Happening::Did { outcome: Outcome::Impression, exposure } => Some((&exposure.campaign, false)),
        Happening::Ghost(exposure) => Some((&exposure.campaign, true)),
        Happening::Did {
            outcome: Outcome::Click | Outcome::Dismiss | Outcome::NotInterested | Outcome::Start, ..
        }
        | Happening::Placed { .. }
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. } => None,
    }
}

/// Whether a campaign that `program` has is shown for the first time among those `seen`, which then has it.
fn is_first(shown: (&CampaignId, bool), program: &Program, seen: &mut Vec<(usize, bool)>) -> bool {
    let known = program.candidates().binary_search_by(|candidate: &Candidate| candidate.id().cmp(shown.0));
    let Ok(place) = known else { return false };
    let Err(at) = seen.binary_search(&(place, shown.1)) else { return false };
    seen.insert(at, (place, shown.1));
    true
}
