//! What a customer did, written into the history.

use crate::compile::Program;
use crate::history::{Event, Exposure, Happening, History};

/// The history with `event`, which gets the group of its campaign, so that the group's caps outlive the campaign.
///
/// Total and idempotent: an event whose id the history holds changes nothing, whenever it is said to have been; a clock set back does
/// not move an impression out of a window.
#[must_use]
pub fn observe(program: &Program, history: &History, event: Event) -> History {
    if history.events().iter().any(|known| known.id == event.id) {
        return history.clone();
    }
    let what = match event.what {
        Happening::Did { outcome, exposure } => Happening::Did { outcome, exposure: with_group(program, exposure) },
        other @ (Happening::Placed { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. }) => other,
    };
    history.with([Event { what, ..event }])
}

fn with_group(program: &Program, exposure: Exposure) -> Exposure {
    let campaign = program.candidates.iter().find(|candidate| candidate.id == exposure.campaign);
    Exposure { group: campaign.and_then(|candidate| candidate.group.clone()).or(exposure.group), ..exposure }
}
