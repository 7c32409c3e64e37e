//! Contact policy and comparison groups: how often a customer is shown something, and who sees nothing for comparison.
//!
//! `CONTACT.md` beside this file says what each form means to the millisecond.

use crate::stand_in::StandIn;
use crate::time::{Moment, Span};

/// The event that a cap or a pause counts, or that a cooldown follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Confirmed impressions; for a campaign's own caps also the ghosts of held-out ones.
    Impression,
    /// Clicks.
    Click,
    /// Dismissals.
    Dismiss,
    /// Answers that it is not interesting.
    NotInterested,
    /// Applications that were started.
    Start,
}

/// Whose events a cap counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapScope {
    /// The campaign's own.
    Campaign,
    /// Those of all promotions of the campaign's group.
    Group,
    /// Those of all promotions in the slot that the campaign would take.
    Slot,
    /// Those of all promotions.
    Global,
}

/// A period of the bank's own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapPeriod {
    /// A day, from midnight.
    Day,
    /// A week, from Monday.
    Week,
    /// A month, from its first day.
    Month,
}

/// Which events lie near enough to count. One dated in the future always does: a clock set back frees nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapWindow {
    /// Those younger than this; one exactly that old no longer counts.
    Rolling(Span),
    /// Those since the period began that now lies in, by the clock that now is told by.
    Calendar(CapPeriod),
}

impl CapWindow {
    /// The first millisecond whose events count at `now`.
    #[must_use]
    pub fn opens(self, now: Moment) -> i64 {
        let today = now.day();
        match self {
            Self::Rolling(span) => now.millis().saturating_sub(span.millis()).saturating_add(1),
            Self::Calendar(CapPeriod::Day) => now.midnight_of(today),
            Self::Calendar(CapPeriod::Week) => now.midnight_of(today.minus(today.days_since_monday())),
            Self::Calendar(CapPeriod::Month) => {
                now.midnight_of(today.minus(u16::from(today.day_of_month()).saturating_sub(1)))
            }
        }
    }
}

/// Highest number that a cap or a pause may count to: a history holds no more events than this.
pub const MAX_COUNT: u32 = 2_000;

/// Allows a showing while fewer than `count` events lie in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// First number that is too many; at least one.
    pub count: u32,
    /// When an event counts.
    pub window: CapWindow,
    /// What is counted.
    pub counted: Counted,
    /// Whose events.
    pub scope: CapScope,
}

/// No showing of the campaign while its last event of a kind is younger than a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cooldown {
    /// The event; never an impression, after which a cap of one is the same.
    pub after: Counted,
    /// The span; an event exactly that old no longer matters, one dated in the future does.
    pub lasts: Span,
}

/// Whose events a pause counts, and who pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseScope {
    /// Each campaign for itself.
    Campaign,
    /// Each group for itself.
    Group,
}

/// Once `count` events lie less than `within` apart, no showing until the last of them is `lasts` old.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// What is counted; never an impression.
    pub after: Counted,
    /// How many; at least one.
    pub count: u32,
    /// The first and the last of them lie less than this apart.
    pub within: Span,
    /// How long it pauses, from the last of them on.
    pub lasts: Span,
    /// Whose events, and who pauses.
    pub scope: PauseScope,
}

impl Pause {
    /// Milliseconds from the first answer that can make a pause to its end.
    #[must_use]
    pub const fn looks_back(&self) -> i64 {
        self.within.millis().saturating_add(self.lasts.millis())
    }
}

/// What the bank says about contact for all promotions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Caps by group, by slot and over all promotions; all must allow.
    pub caps: Vec<Cap>,
    /// The least time between two impressions of promotions.
    pub gap: Option<Span>,
    /// Pauses after several answers.
    pub pauses: Vec<Pause>,
}

impl Contact {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.caps.is_empty() && self.gap.is_none() && self.pauses.is_empty()
    }
}

/// Text that makes one assignment independent of all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salt(Box<str>);

impl Salt {
    /// The salt `text`, 1 to 64 printable ASCII characters other than `:`, which parts what is hashed.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic() && b != b':');
        fits.then(|| Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl StandIn for Salt {
    fn stand_in() -> Self {
        Self(Box::default())
    }
}

/// A share of units that see nothing of a campaign, for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdout {
    /// The share in basis points, 1 to 9,999.
    pub share_bp: u16,
    /// What sets this assignment apart.
    pub salt: Salt,
}
