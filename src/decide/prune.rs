//! What a history may forget. Merging never forgets, so this is a step of its own.

use crate::campaign::{Again, Lasts, Notify};
use crate::compile::Program;
use crate::history::{Event, Happening, History, MAX_EVENTS, Outcome};
use crate::id::CampaignId;
use crate::time::Moment;

const DAY: i64 = 86_400_000;

/// What no rule asks for any more is kept so long all the same, for releases with longer windows: 90 days.
const COURTESY: i64 = 90 * DAY;

/// A clock told by another offset may show a day that lies up to two days earlier.
const OFFSETS: u32 = 2;

/// So many days after its period a notice cannot be given for it any more.
const NOTICES: i64 = Notify::OLDEST_DAYS as i64 + OFFSETS as i64;

/// Above so many bytes of events, what no rule asks for is not kept.
const MAX_BYTES: usize = 512 * 1024;

/// `history` without what cannot change a decision of `program` at `now` or later.
///
/// Always kept, whatever the size: what customers did and were shown within the longest window of the program, and of each of its campaigns
/// the last showing; the last word on everything that was refused or allowed; enrolments; unconfirmed placements within their
/// deadline; notices while their period may come again, whatever they are dated. Beside it what is younger than 90 days is kept while there are at most [`MAX_EVENTS`] and
/// 512 KiB; the oldest goes first.
///
/// Pruned copies merge as whole ones do: what another copy brings back is as old as it was.
#[must_use]
pub fn prune(program: &Program, history: &History, now: Moment) -> History {
    let age = |event: &Event| now.millis().saturating_sub(event.at);
    let window = program.looks_back();
    let mut needed = history.last_words();
    let mut spare = Vec::new();
    let mut seen = vec![[false; 2]; program.candidates.len()];
    // From the youngest on.
    for event in history.events().iter().rev() {
        let is_needed = match &event.what {
            Happening::Placed { until, .. } => *until >= now.millis(),
            Happening::Enrolled { .. } => true,
            Happening::Notified { period, .. } => match Again::lasts(period) {
                Some(Lasts::Ever) => true,
                Some(Lasts::Until(last)) => now.day().days_since(last) <= NOTICES,
                // No rule gives it; another release may.
                None => age(event) < NOTICES.saturating_mul(DAY),
            },
            Happening::Did { outcome, exposure } => {
                let is_last = *outcome == Outcome::Impression && is_last(&exposure.campaign, 0, program, &mut seen);
                is_last || age(event) < window
            }
            Happening::Ghost(exposure) => is_last(&exposure.campaign, 1, program, &mut seen) || age(event) < window,
            Happening::Refused(_) | Happening::Allowed(_) => false,
        };
        if is_needed {
            needed.push(event);
        } else if matches!(event.what, Happening::Did { .. } | Happening::Ghost(_)) {
            spare.push(event);
        }
    }
    let mut bytes = needed.iter().fold(0, |bytes: usize, event| bytes.saturating_add(event.most_bytes()));
    let mut forgotten = history.pruned_before;
    for event in spare {
        bytes = bytes.saturating_add(event.most_bytes());
        if needed.len() >= MAX_EVENTS || bytes > MAX_BYTES || age(event) >= COURTESY {
            // All others are older.
            forgotten = forgotten.max(Some(event.at.saturating_add(1)));
            break;
        }
        needed.push(event);
    }
    History::new(needed.into_iter().cloned().collect(), history.seed, forgotten)
}

/// Whether no younger showing of a campaign that `program` has was `seen`: none to the customer, or none to a comparison group.
fn is_last(campaign: &CampaignId, kind: usize, program: &Program, seen: &mut [[bool; 2]]) -> bool {
    let place = program.candidates.binary_search_by(|candidate| candidate.id.cmp(campaign));
    let seen = place.ok().and_then(|place| seen.get_mut(place)).and_then(|kinds| kinds.get_mut(kind));
    seen.is_some_and(|seen| !core::mem::replace(seen, true))
}
