//! Which of two events with one id stays: a total order over all that an event says, so that merging never depends on who asks first.

use super::{Event, EventId, Exposure, Happening, Outcome, Target};
use crate::id::{GroupId, SlotId};

/// Bytes of an event's field names, numbers and punctuation in its document, at most.
const FRAME: usize = 160;

/// What an event says beside its time and id: its kind, a moment, and its names.
type Said<'a> = (u8, i64, [&'a str; 4]);

impl Event {
    /// Whether this event stays where `other` has the same id: the earlier one, of the same time the refusal, and else the first in the
    /// order of what they say.
    #[must_use]
    pub fn takes_precedence(&self, other: &Self) -> bool {
        (self.at, self.said()) < (other.at, other.said())
    }

    /// Bytes of the event in its document, at most.
    #[must_use]
    pub fn most_bytes(&self) -> usize {
        let (_, _, names) = self.said();
        // The names of arms, experiments and periods may need an escape for each character.
        let bytes = names.iter().map(|name| name.len().saturating_mul(2));
        bytes.chain([self.id.as_str().len(), FRAME]).fold(0, usize::saturating_add)
    }

    pub(super) fn said(&self) -> Said<'_> {
        match &self.what {
            Happening::Refused(target) => (0, 0, named(target)),
            Happening::Allowed(target) => (1, 0, named(target)),
            Happening::Did { outcome, exposure } => {
                let rank = match outcome {
                    Outcome::Impression => 2,
                    Outcome::Click => 3,
                    Outcome::Dismiss => 4,
                    Outcome::NotInterested => 5,
                    Outcome::Start => 6,
                };
                (rank, 0, exposed(exposure))
            }
            Happening::Ghost(exposure) => (7, 0, exposed(exposure)),
            Happening::Placed { exposure, until } => (8, *until, exposed(exposure)),
            Happening::Enrolled { experiment, arm } => (9, 0, [experiment, arm, "", ""]),
            Happening::Notified { campaign, notice, period } => {
                (10, 0, [campaign.as_str(), notice.as_str(), period, ""])
            }
        }
    }
}

/// No id is empty, so that an empty text is what is left out.
fn exposed(exposure: &Exposure) -> [&str; 4] {
    [
        exposure.campaign.as_str(),
        exposure.group.as_ref().map_or("", GroupId::as_str),
        exposure.slot.as_ref().map_or("", SlotId::as_str),
        exposure.placement.as_ref().map_or("", EventId::as_str),
    ]
}

fn named(target: &Target) -> [&str; 4] {
    let (kind, id) = target.words();
    [kind, id, "", ""]
}
