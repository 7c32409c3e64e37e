//! Conditions: the typed algebra that triggers and suppressions are written in. `LANGUAGE.md` says what each means.

use crate::feature::Series;
use crate::id::{FeatureId, PageId, ProductId, Symbol};
use crate::time::{Clock, Day, YearDay};

use super::account::{AccountBlock, Combined, CountAccounts};
use super::segment::SegmentRef;
use super::threshold::{Amount, Comparison, Threshold};

/// A statement about a customer that is TRUE, FALSE or UNKNOWN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// TRUE when all are; FALSE when one is FALSE; otherwise UNKNOWN. Of none it is TRUE, which documents spell `always`.
    All(Vec<Condition>),
    /// TRUE when one is; FALSE when all are FALSE; otherwise UNKNOWN.
    Any(Vec<Condition>),
    /// TRUE and FALSE exchanged; UNKNOWN stays.
    Not(Box<Condition>),
    /// At least so many of some conditions are TRUE.
    AtLeast(AtLeast),
    /// What a segment of the bundle says.
    Segment(SegmentRef),
    /// A value stands on one side of a threshold.
    Level(Level),
    /// A value came from one side of a threshold to the other.
    Crossing(Crossing),
    /// A value rose or fell by an amount or a share.
    Change(Change),
    /// A value stood on one side of a threshold for periods in a row.
    Consecutive(Consecutive),
    /// A value never turned back over periods in a row.
    Trend(Trend),
    /// The date lies at most so many days back.
    Recent(DateWindow),
    /// The date lies at least so many days back.
    Past(DateWindow),
    /// The date lies at most so many days ahead.
    Upcoming(DateWindow),
    /// What the date tells of never happened.
    Never(FeatureId),
    /// The day of the decision lies in a part of the calendar.
    Calendar(CalendarSpan),
    /// What the page tells of this visit.
    Session(SessionFact),
    /// The flag is true.
    Flag(FeatureId),
    /// The enumeration has one of some values.
    OneOf(OneOf),
    /// The person owns the product, alone or jointly.
    Owns(ProductId),
    /// The person does not own the product.
    Lacks(ProductId),
    /// So many single events are of a kind.
    Event(EventCount),
    /// An event of a kind happened for the first time.
    First(FirstEvent),
    /// At least one account meets all of it.
    AnyAccount(AccountBlock),
    /// There is such an account, and all of them meet all of it.
    EveryAccount(AccountBlock),
    /// So many accounts meet all of it.
    CountAccounts(CountAccounts),
    /// The sum over some accounts stands on one side of a threshold.
    Combined(Combined),
}

/// At least `count` of the conditions are TRUE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtLeast {
    /// How many, from 1 to as many as there are.
    pub count: u16,
    /// The conditions.
    pub of: Vec<Condition>,
}

/// A period counted back from the vector's day, in the unit of a series.
///
/// `m1` is the last complete calendar month, `c1` the last complete statement cycle, `d1` the business day before the vector's.
/// `m0` and `c0` are the periods that the vector's day lies in, up to that day, and `d0` is that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The unit.
    pub unit: Series,
    back: u8,
}

impl Period {
    /// Most periods that a condition may look back.
    pub const MAX: u8 = 36;
    /// The last complete month.
    pub const LAST_MONTH: Self = Self { unit: Series::CalendarMonth, back: 1 };

    /// `back` periods of `unit` back, or `None` beyond [`Period::MAX`].
    #[must_use]
    pub const fn new(unit: Series, back: u8) -> Option<Self> {
        if back <= Self::MAX { Some(Self { unit, back }) } else { None }
    }

    /// How many periods back.
    #[must_use]
    pub const fn back(self) -> u8 {
        self.back
    }

    /// The period `more` periods before this one; `None` beyond [`Period::MAX`].
    #[must_use]
    pub fn before(self, more: u8) -> Option<Self> {
        Self::new(self.unit, self.back.checked_add(more)?)
    }
}

/// Whether an average over part of its period may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodRule {
    /// A partial period is UNKNOWN.
    Full,
    /// The days so far serve.
    Partial,
}

/// A value to be read: a feature and, where it has one value a period, the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// The feature read.
    pub feature: FeatureId,
    /// The period read, for a feature by periods.
    pub period: Option<Period>,
}

/// A value stands on one side of a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The value.
    pub operand: Operand,
    /// The side.
    pub is: Comparison,
    /// The threshold.
    pub value: Threshold,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// The way across a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From at or above the threshold to below it.
    Below,
    /// From at or below the threshold to above it.
    Above,
}

/// A value came from one side of a threshold to the other, between two periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The feature read.
    pub feature: FeatureId,
    /// The earlier period.
    pub from: Period,
    /// The later period.
    pub to: Period,
    /// The way.
    pub goes: Direction,
    /// The threshold.
    pub value: Amount,
    /// How far beyond the threshold the earlier value must have stood, so that a value that wavers around it does not cross again
    /// and again; of the threshold's type, above zero.
    pub gap: Option<Amount>,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// The way of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// What a share of change is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// The earlier value, which must be above zero.
    Positive,
    /// The earlier value without its sign, which must not be zero.
    Absolute,
}

/// A value rose or fell between two readings by an amount, or by a share of the earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The earlier value.
    pub from: Operand,
    /// The later value.
    pub to: Operand,
    /// The way.
    pub goes: Way,
    /// [`Comparison::AtLeast`] or [`Comparison::Above`].
    pub is: Comparison,
    /// By how much, above zero: of the values' type, or a share of the earlier value.
    pub by: Amount,
    /// What a share is taken of.
    pub base: Base,
    /// The least earlier value of which a share means anything; where it is left out, 100 major units for money, and 1 for counts.
    pub min_base: Option<Amount>,
    /// The least change in the values' own unit, beside a share.
    pub min_change: Option<Amount>,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// A value stood on one side of a threshold for periods in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consecutive {
    /// The feature read.
    pub feature: FeatureId,
    /// How many periods, at least two.
    pub periods: u8,
    /// The last of them.
    pub ending: Period,
    /// The side.
    pub is: Comparison,
    /// The threshold.
    pub value: Threshold,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// A value never turned back over periods in a row, and came as far as an amount in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The feature read.
    pub feature: FeatureId,
    /// How many periods, at least three.
    pub periods: u8,
    /// The last of them.
    pub ending: Period,
    /// The way.
    pub goes: Way,
    /// How far from the first to the last at least; above zero.
    pub by: Amount,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// A date and a number of days, counted from the vector's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateWindow {
    /// The date read.
    pub feature: FeatureId,
    /// How many days.
    pub days: u16,
}

/// A part of the calendar, both ends included; asked of the bank's civil day of the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarSpan {
    /// From one day to another.
    Dates {
        /// The first day.
        from: Day,
        /// The last day.
        until: Day,
    },
    /// From one day of each year to another; over the end of the year where the first is the later one.
    Season {
        /// The first day.
        from: YearDay,
        /// The last day.
        until: YearDay,
    },
    /// From one day of each month to another, each 1 to 31.
    MonthDays {
        /// The first day.
        from: u8,
        /// The last day, not before the first.
        until: u8,
    },
}

/// The kind of device that a page runs on, as the host says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Device {
    /// A telephone.
    Phone,
    /// A tablet.
    Tablet,
    /// A desktop or laptop computer.
    Desktop,
}

/// What the page tells of this visit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SessionFact {
    /// The page is one of these, ascending.
    Pages(Vec<PageId>),
    /// The device is one of these, ascending; UNKNOWN where the host does not say.
    Devices(Vec<Device>),
    /// The bank's clock reads `from <= now < until`; over midnight where the first is the later one.
    Hours {
        /// The first minute.
        from: Clock,
        /// The first minute after it.
        until: Clock,
    },
}

/// The enumeration has one of some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOf {
    /// The feature read.
    pub feature: FeatureId,
    /// The values, at least one, ascending.
    pub values: Vec<Symbol>,
}

/// Which single events count: those that meet all that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFilter {
    /// The classes, ascending; empty for all.
    pub classes: Vec<Symbol>,
    /// How the amount compares.
    pub amount: Option<(Comparison, Threshold)>,
    /// How the amount compares with a share of the balance just before the event.
    pub of_balance: Option<OfBalance>,
}

/// How an amount compares with a share of the balance just before the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OfBalance {
    /// The side.
    pub is: Comparison,
    /// The share in basis points, above zero.
    pub share_bp: u32,
    /// The least balance of which a share means anything; 100 major units where it is left out.
    pub min_base: Option<Amount>,
}

/// So many events of a list are of a kind, in the `days` days that end with the vector's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCount {
    /// The list read.
    pub feature: FeatureId,
    /// How many days, at least one.
    pub days: u16,
    /// Which events.
    pub filter: EventFilter,
    /// How many: at least one where nothing else is said.
    pub is: Comparison,
    /// With how many they are compared.
    pub count: u16,
}

/// How far back no event may lie for one to be the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookback {
    /// So many days that end with the vector's day; more than the window of the event itself.
    Days(u16),
    /// As long as there is anything to look at.
    All,
}

/// An event of a class happened in the `days` days that end with the vector's day, and none before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstEvent {
    /// The list read.
    pub feature: FeatureId,
    /// How many days, at least one.
    pub days: u16,
    /// How far back none may lie.
    pub lookback: Lookback,
    /// The classes, ascending; empty for all.
    pub classes: Vec<Symbol>,
}
