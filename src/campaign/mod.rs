//! Campaigns: what a vendor proposes and a bank approves, one by one.

mod account;
mod condition;
mod contact;
mod creative;
mod experiment;
mod notify;
mod policy;
mod ranking;
mod reads;
mod segment;
mod threshold;

pub use account::{AccountBlock, AccountFilter, Combined, CountAccounts};
pub use condition::{
    AtLeast, Base, CalendarSpan, Change, Condition, Consecutive, Crossing, DateWindow, Device, Direction, EventCount,
    EventFilter, FirstEvent, Level, Lookback, OfBalance, OneOf, Operand, Period, PeriodRule, SessionFact, Trend, Way,
};
pub use contact::{
    Cap, CapPeriod, CapScope, CapWindow, Contact, Cooldown, Counted, Holdout, MAX_COUNT, Pause, PauseScope, Salt,
};
pub use creative::{Action, Creative, Image, Wording};
pub use experiment::{Arm, Experiment, ExperimentRef, ExperimentState, Namespace, Participation, Variant};
pub use notify::{Again, Lasts, Notify};
pub use policy::{Policy, PolicySuppression};
pub use ranking::{Arbitration, Context, Factor, Lane, Lever, LeverTarget, Ranking};
pub use reads::Read;
pub use segment::{Segment, SegmentRef};
pub use threshold::{Amount, Comparison, Relative, Threshold};

use std::sync::Arc;

use crate::id::{CampaignId, ConflictGroupId, GroupId, Locale, ProductId, SlotId, SuppressionCode, TopicId};
use crate::order::Ascending;
use crate::stand_in::StandIn;
use crate::time::Moment;

/// The kind of offer, which selects the suppressions that every such offer must meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Deposit accounts.
    Deposit,
    /// Loans and lines other than mortgages and cards.
    Credit,
    /// Overdraft services.
    Overdraft,
    /// Credit cards.
    Card,
    /// Loans secured by a home.
    Mortgage,
    /// Investments.
    Investment,
    /// Insurance.
    Insurance,
    /// Help and information.
    Service,
    /// Use of something the customer already has.
    Activation,
}

/// Which gates a message must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageClass {
    /// Meets all gates.
    Promotional,
    /// Skips marketing opt-outs, hardship, bank policy, contact policy and holdouts; legal, estate and fraud suppressions hold.
    Servicing,
}

/// The tier of a suppression; a lower one is reported first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Law and permission.
    T0,
    /// Harm and service issues.
    T1,
    /// Credit fairness.
    T2,
    /// Ownership and pending applications.
    T3,
    /// Bank policy.
    T4,
}

impl Tier {
    /// The tier as reviewers write it: `T0`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::T0 => "T0",
            Self::T1 => "T1",
            Self::T2 => "T2",
            Self::T3 => "T3",
            Self::T4 => "T4",
        }
    }
}

/// A condition under which a campaign is not shown; TRUE and UNKNOWN both suppress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The code that reasons report.
    pub code: SuppressionCode,
    /// The tier that reasons report.
    pub tier: Tier,
    /// When it holds.
    pub when: Condition,
}

/// When a campaign may run: `from <= now < until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// The first moment.
    pub from: Moment,
    /// The first moment after it.
    pub until: Moment,
}

impl Schedule {
    /// Whether the campaign may run at `now`.
    #[must_use]
    pub fn covers(&self, now: Moment) -> bool {
        (self.from.millis()..self.until.millis()).contains(&now.millis())
    }
}

/// Rank among campaigns, 0 to 1000; higher wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Priority(u16);

impl Priority {
    /// The priority `rank`, or `None` above 1000.
    #[must_use]
    pub const fn new(rank: u16) -> Option<Self> {
        if rank <= 1000 { Some(Self(rank)) } else { None }
    }

    /// The rank as a number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl StandIn for Priority {
    fn stand_in() -> Self {
        Self(0)
    }
}

/// One campaign, as the bank approves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its id, stable for ever.
    pub id: CampaignId,
    /// Its name, for people.
    pub name: Box<str>,
    /// The kind of offer.
    pub category: Category,
    /// Which gates it must pass.
    pub class: MessageClass,
    /// The product it sells; who owns it is suppressed.
    pub product: Option<ProductId>,
    /// The subject a customer can refuse.
    pub topic: Option<TopicId>,
    /// The group it shares caps with.
    pub group: Option<GroupId>,
    /// The group of which one decision shows at most one.
    pub conflict_group: Option<ConflictGroupId>,
    /// When it runs.
    pub schedule: Schedule,
    /// Where it may be shown.
    pub slots: Vec<SlotId>,
    /// Its rank.
    pub priority: Priority,
    /// What else it brings to arbitration.
    pub ranking: Ranking,
    /// Its trigger.
    pub when: Condition,
    /// Its own suppressions, beside the policy's.
    pub suppress: Vec<Suppression>,
    /// How often it may be shown; all must allow.
    pub caps: Vec<Cap>,
    /// How long it stays away after an answer.
    pub cooldowns: Vec<Cooldown>,
    /// The share of units that see nothing, for comparison.
    pub holdout: Option<Holdout>,
    /// What it does in experiments; a customer takes part in the first one that is for them.
    pub experiments: Vec<Participation>,
    /// What the bank is told when the trigger is TRUE, ascending by notice.
    pub notify: Vec<Notify>,
    /// The locale whose creative serves where no requested one exists.
    pub default_locale: Locale,
    /// The whole banner in each locale; shared with every decision that shows it.
    pub creatives: Ascending<Locale, Arc<Creative>>,
    /// Other words by where the customer banks; the first whose condition is TRUE is seen, and else the campaign's own.
    pub variants: Vec<Wording>,
}

impl Campaign {
    /// Every banner that a customer of `locale` may see: the campaign's own, those of its arms, those of its variants.
    pub fn banners_in<'a>(&'a self, locale: &'a Locale) -> impl Iterator<Item = &'a Creative> {
        let arms = self.experiments.iter().flat_map(|stake| &stake.arms).map(|arm| &arm.creatives);
        let variants = self.variants.iter().map(|variant| &variant.creatives);
        let sets = core::iter::once(&self.creatives).chain(arms).chain(variants);
        sets.filter_map(move |set| set.get(locale)).map(|creative| &**creative)
    }
}
