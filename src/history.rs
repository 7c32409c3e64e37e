//! History: what one customer was shown and did, as the host keeps it. The engine stores nothing.

use crate::id::{CampaignId, GroupId, NoticeCode, ProductId, SlotId, TopicId, Unit};
use crate::order::sorted;

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
    /// A history of `events` in any order; of two events with one id the earlier stays.
    #[must_use]
    pub fn new(mut events: Vec<Event>, seed: Option<Unit>, pruned_before: Option<i64>) -> Self {
        events = sorted(events, &|a, b| (&a.id, a.at) < (&b.id, b.at));
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
        let events = self.events.iter().cloned().chain(more).collect();
        Self::new(events, self.seed, self.pruned_before)
    }

    /// Whether there are more events than a history may hold.
    #[must_use]
    pub fn overflows(&self) -> bool {
        self.events.len() > MAX_EVENTS
    }

    /// Whether the customer's last word on `target` is a refusal. Words are ordered by time, and at the same time a refusal wins.
    #[must_use]
    pub fn refuses(&self, target: &Target) -> bool {
        let words = self.events.iter().filter_map(|event| match &event.what {
            Happening::Refused(said) if said == target => Some((event.at, true)),
            Happening::Allowed(said) if said == target => Some((event.at, false)),
            Happening::Refused(_)
            | Happening::Allowed(_)
            | Happening::Placed { .. }
            | Happening::Did { .. }
            | Happening::Ghost(_)
            | Happening::Enrolled { .. }
            | Happening::Notified { .. } => None,
        });
        words.max().is_some_and(|(_, refused)| refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: i64, id: &str, what: Happening) -> Event {
        Event { at, id: EventId::new(id).unwrap(), what }
    }

    #[test]
    fn the_last_word_counts_and_a_refusal_wins_ties() {
        let (refuse, allow) = (Happening::Refused(Target::All), Happening::Allowed(Target::All));
        for (events, refused, because) in [
            (vec![], false, "nothing was said"),
            (vec![event(1, "a", refuse.clone())], true, "a refusal"),
            (vec![event(1, "a", refuse.clone()), event(2, "b", allow.clone())], false, "taken back later"),
            (vec![event(2, "a", refuse.clone()), event(1, "b", allow.clone())], true, "order is by time"),
            (vec![event(1, "a", refuse), event(1, "z", allow)], true, "a refusal wins the tie, whatever the ids"),
        ] {
            assert_eq!(History::new(events, None, None).refuses(&Target::All), refused, "{because}");
        }
    }

    #[test]
    fn an_event_known_by_two_copies_counts_once() {
        let twice = [event(5, "a", Happening::Refused(Target::All)), event(5, "a", Happening::Refused(Target::All))];
        assert_eq!(History::default().with(twice).events().len(), 1);
    }
}
