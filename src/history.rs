//! History: what one customer was shown and did, as the host keeps it. The engine stores nothing.

mod choices;
mod precedence;

use crate::id::{CampaignId, GroupId, NoticeCode, ProductId, SlotId, TopicId, Unit};
use crate::order::sorted;
use crate::stand_in::StandIn;

/// Most events a history may hold; beyond it promotions are suppressed, and nothing is dropped silently.
pub const MAX_EVENTS: usize = 2_000;

/// The id of an event: 1 to 192 of `a-z 0-9 . _ -`. Two copies of one event have one id, so that merging is set union.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId(Box<str>);

/// A text that is not an event id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an event id is 1 to 192 of `a-z 0-9 . _ -`")]
pub struct InvalidEventId;

impl EventId {
    /// The id in `text`.
    ///
    /// # Errors
    /// [`InvalidEventId`] where the text breaks the grammar.
    pub fn new(text: &str) -> Result<Self, InvalidEventId> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
        let fits = (1..=192).contains(&text.len()) && text.bytes().all(allowed);
        if fits { Ok(Self(text.into())) } else { Err(InvalidEventId) }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl StandIn for EventId {
    fn stand_in() -> Self {
        Self(Box::default())
    }
}

/// What a showing belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its group, so that the group's caps outlive the campaign.
    pub group: Option<GroupId>,
    /// The slot.
    pub slot: Option<SlotId>,
    /// The placement it confirms or answers; `None` where the host does not say.
    pub placement: Option<EventId>,
}

/// What a customer can do with a banner, or a banner with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// At least half of it was visible for a second, as the host confirms.
    Impression,
    /// Its action was taken.
    Click,
    /// It was closed.
    Dismiss,
    /// It was called uninteresting.
    NotInterested,
    /// An application was started.
    Start,
}

/// What a customer refuses or allows again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// One campaign.
    Campaign(CampaignId),
    /// All campaigns that sell a product.
    Product(ProductId),
    /// All campaigns of a topic.
    Topic(TopicId),
    /// All promotions.
    All,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A decision placed a banner; not an impression, and forgotten after `until`.
    Placed {
        /// What was placed.
        exposure: Exposure,
        /// Milliseconds since 1970 after which an unconfirmed placement no longer counts for anything.
        until: i64,
    },
    /// Something was done with a banner.
    Did {
        /// What was done.
        outcome: Outcome,
        /// With what.
        exposure: Exposure,
    },
    /// A held-out banner would have been placed.
    Ghost(Exposure),
    /// The customer refuses.
    Refused(Target),
    /// The customer takes a refusal back.
    Allowed(Target),
    /// The unit was enrolled in an arm of an experiment.
    Enrolled {
        /// `experiment@version`.
        experiment: Box<str>,
        /// The arm.
        arm: Box<str>,
    },
    /// The bank was notified.
    Notified {
        /// By which campaign.
        campaign: CampaignId,
        /// Of what.
        notice: NoticeCode,
        /// For which period of the trigger.
        period: Box<str>,
    },
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Its id.
    pub id: EventId,
    /// What happened.
    pub what: Happening,
}

/// The events of one customer, ascending by time and id, each id once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    events: Vec<Event>,
    /// The device's own unit of assignment, which never leaves it.
    pub seed: Option<Unit>,
    /// Milliseconds since 1970 before which events may have been dropped.
    pub pruned_before: Option<i64>,
}

impl History {
    /// A history of `events` in any order; of two events with one id the one that [takes precedence](Event::takes_precedence) stays.
    #[must_use]
    pub fn new(mut events: Vec<Event>, seed: Option<Unit>, pruned_before: Option<i64>) -> Self {
        events = sorted(events, &|a, b| a.id < b.id || (a.id == b.id && a.takes_precedence(b)));
        events.dedup_by(|later, earlier| later.id == earlier.id);
        events = sorted(events, &|a, b| (a.at, &a.id) < (b.at, &b.id));
        Self { events, seed, pruned_before }
    }

    /// The events, ascending by time and id.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// This history with `more` events.
    #[must_use]
    pub fn with(&self, more: impl IntoIterator<Item = Event>) -> Self {
        let mut events = self.events.clone();
        events.extend(more);
        Self::new(events, self.seed, self.pruned_before)
    }

    /// What the placement `id` placed: until its deadline, and where the customer did something with it, as long as that is remembered.
    #[must_use]
    pub fn placed(&self, id: &EventId) -> Option<&Exposure> {
        self.events.iter().find_map(|event| match &event.what {
            Happening::Placed { exposure, .. } if event.id == *id => Some(exposure),
            Happening::Did { exposure, .. } if exposure.placement.as_ref() == Some(id) => Some(exposure),
            Happening::Placed { .. }
            | Happening::Did { .. }
            | Happening::Ghost(_)
            | Happening::Refused(_)
            | Happening::Allowed(_)
            | Happening::Enrolled { .. }
            | Happening::Notified { .. } => None,
        })
    }

    /// Whether there are more events than a history may hold.
    #[must_use]
    pub fn overflows(&self) -> bool {
        self.events.len() > MAX_EVENTS
    }

    /// Everything that this copy and `other` know: the union of their events by id.
    ///
    /// Commutative, associative and idempotent, so that tabs, page and edge may merge in any order and as often as they like. Of two
    /// seeds the smaller stays, for all copies alike.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let seed = match (self.seed, other.seed) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let both =
            Self { seed, pruned_before: self.pruned_before.max(other.pruned_before), events: self.events.clone() };
        both.with(other.events.iter().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: i64, id: &str, what: Happening) -> Event {
        Event { at, id: EventId::new(id).unwrap(), what }
    }

    #[test]
    fn an_event_known_by_two_copies_counts_once() {
        let twice = [event(5, "a", Happening::Refused(Target::All)), event(5, "a", Happening::Refused(Target::All))];
        assert_eq!(History::default().with(twice).events().len(), 1);
    }

    #[test]
    fn of_two_events_with_one_id_the_same_one_stays_whoever_merges() {
        let topic = |id: &str| Target::Topic(TopicId::new(id).unwrap());
        let enrolled = |arm: &str| Happening::Enrolled { experiment: "e@1".into(), arm: arm.into() };
        let shown = |slot: Option<&str>| Happening::Did {
            outcome: Outcome::Impression,
            exposure: Exposure {
                campaign: CampaignId::new("c").unwrap(),
                group: None,
                slot: slot.map(|slot| SlotId::new(slot).unwrap()),
                placement: None,
            },
        };
        let confirmed = |placement: &str| {
            let Happening::Did { outcome, exposure } = shown(None) else { return shown(None) };
            Happening::Did { outcome, exposure: Exposure { placement: EventId::new(placement).ok(), ..exposure } }
        };
        for (stays, goes, because) in [
            (event(1, "a", enrolled("b")), event(2, "a", enrolled("a")), "the earlier one"),
            (
                event(1, "a", Happening::Refused(topic("z"))),
                event(1, "a", Happening::Allowed(topic("a"))),
                "of the same time a refusal",
            ),
            (event(1, "a", enrolled("a")), event(1, "a", enrolled("b")), "then by what they say"),
            (event(1, "a", shown(None)), event(1, "a", shown(Some("hero"))), "where one says less, that one"),
            (event(1, "a", confirmed("p")), event(1, "a", confirmed("q")), "down to the last that they say"),
        ] {
            let [one, other] = [&stays, &goes].map(|event| History::new(vec![event.clone()], None, None));
            for merged in [one.merge(&other), other.merge(&one)] {
                assert_eq!(merged.events(), core::slice::from_ref(&stays), "{because}");
            }
        }
    }

    #[test]
    fn of_two_seeds_and_prunings_the_same_stay() {
        let unit = |text: &str| Some(Unit::from_hex(text).unwrap());
        let (low, high) = (unit("000000000000000a"), unit("000000000000000b"));
        for (a, b, merged) in [
            ((low, Some(5)), (high, Some(7)), (low, Some(7))),
            ((None, Some(5)), (high, None), (high, Some(5))),
            ((None, None), (None, None), (None, None)),
        ] {
            let [a, b] = [a, b].map(|(seed, pruned)| History::new(vec![], seed, pruned));
            let both = a.merge(&b);
            assert_eq!((both.seed, both.pruned_before), merged);
            assert_eq!(both, b.merge(&a));
        }
    }
}
