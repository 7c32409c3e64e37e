//! Gate 6: contact policy. What the customer refused, and what was shown often enough.

use crate::campaign::{Cap, CapScope, Counted, MessageClass};
use crate::compile::Candidate;
use crate::decision::Gate;
use crate::history::{Happening, History, Outcome, Target};
use crate::request::{Request, Storage};
use crate::time::Moment;

/// Why the history does not let a promotion through; servicing messages skip this gate.
pub(super) fn stops(candidate: &Candidate, request: &Request, history: &History) -> Option<Gate> {
    if candidate.class == MessageClass::Servicing {
        return None;
    }
    if history.overflows() {
        return Some(Gate::HistoryOverflow);
    }
    if refused(candidate, history) {
        return Some(Gate::Refused);
    }
    // A window of days cannot be kept by a history that ends with the page or the session.
    if !candidate.caps.is_empty() && request.storage != Storage::Durable {
        return Some(Gate::HistoryEphemeral);
    }
    candidate.caps.iter().any(|cap| reached(cap, candidate, history, request.now)).then_some(Gate::Capped)
}

fn refused(candidate: &Candidate, history: &History) -> bool {
    let product = candidate.product.clone().map(Target::Product);
    let topic = candidate.topic.clone().map(Target::Topic);
    let own = [Target::All, Target::Campaign(candidate.id.clone())];
    own.into_iter().chain(product).chain(topic).any(|target| history.refuses(&target))
}

/// Whether as many events lie in the cap's window as it allows. An event dated in the future counts: a clock set back frees nothing.
fn reached(cap: &Cap, candidate: &Candidate, history: &History, now: Moment) -> bool {
    let in_window = |at: i64| now.millis().saturating_sub(at) < cap.within.millis();
    let counted = history.events().iter().filter(|event| in_window(event.at) && counts(cap, candidate, &event.what));
    u32::try_from(counted.count()).map_or(true, |n| n >= cap.count)
}

fn counts(cap: &Cap, candidate: &Candidate, what: &Happening) -> bool {
    let (event, exposure) = match what {
        Happening::Did { outcome: Outcome::Impression, exposure } | Happening::Ghost(exposure) => {
            (Counted::Impression, exposure)
        }
        Happening::Did { outcome: Outcome::Click, exposure } => (Counted::Click, exposure),
        Happening::Did { outcome: Outcome::Dismiss, exposure } => (Counted::Dismiss, exposure),
        Happening::Did { outcome: Outcome::NotInterested | Outcome::Start, .. }
        | Happening::Placed { .. }
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. } => return false,
    };
    match cap.scope {
        CapScope::Campaign => event == cap.counted && exposure.campaign == candidate.id,
    }
}
