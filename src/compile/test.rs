//! Tests: what a program asks of a vector and a visit, with every name looked up and every threshold in the units of its values.

use super::program::Code;
use crate::campaign::{
    AccountFilter, Base, CalendarSpan, Comparison, Direction, Lookback, Period, PeriodRule, SessionFact, Way,
};
use crate::feature::FeatureIx;
use crate::quantity::Quantity;

/// A question about the features or the visit, answered once a decision however many campaigns ask it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Test {
    Level {
        source: Source,
        is: Comparison,
        bound: Bound,
        rule: PeriodRule,
    },
    /// The earlier value is held against `armed`, which lies `gap` beyond the later one's `bound`.
    Crossing {
        from: Source,
        to: Source,
        goes: Direction,
        armed: Quantity,
        bound: Quantity,
        rule: PeriodRule,
    },
    Change {
        from: Source,
        to: Source,
        goes: Way,
        is: Comparison,
        by: Growth,
        min_change: Option<Quantity>,
        rule: PeriodRule,
    },
    Consecutive {
        run: Run,
        is: Comparison,
        bound: Bound,
        rule: PeriodRule,
    },
    Trend {
        run: Run,
        goes: Way,
        by: Quantity,
        rule: PeriodRule,
    },
    Date {
        feature: FeatureIx,
        asks: DateQuestion,
    },
    Calendar(CalendarSpan),
    Session(SessionFact),
    Flag(FeatureIx),
    OneOf {
        feature: FeatureIx,
        symbols: Vec<u16>,
    },
    Owns {
        owned: FeatureIx,
        role: Option<OwnerRoles>,
    },
    Event(EventTest),
    First {
        feature: FeatureIx,
        days: u16,
        lookback: Lookback,
        classes: Vec<u16>,
    },
    Accounts {
        filter: AccountFilter,
        meets: Option<Code>,
        asks: Quantifier,
    },
    Combined {
        include: Vec<AccountFilter>,
        source: Source,
        is: Comparison,
        bound: Quantity,
        rule: PeriodRule,
    },
}

/// A value to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    pub(crate) feature: FeatureIx,
    pub(crate) period: Option<Period>,
    /// The days that a count looks back on, and the customer's date since when all is known.
    pub(crate) window: Option<(u16, FeatureIx)>,
}

/// A run of periods of one feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub(crate) feature: FeatureIx,
    pub(crate) periods: u8,
    pub(crate) ending: Period,
}

/// How much a value must have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Growth {
    By(Quantity),
    Share { basis_points: u32, base: Base, min_base: Option<Quantity> },
}

/// What is asked of a date, in days from the vector's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DateQuestion {
    Recent(u16),
    Past(u16),
    Upcoming(u16),
    Never,
}

/// Which single events of a list count, and how many there must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EventTest {
    pub(crate) feature: FeatureIx,
    pub(crate) days: u16,
    /// Places of classes; empty for all.
    pub(crate) classes: Vec<u16>,
    pub(crate) amount: Option<(Comparison, Bound)>,
    pub(crate) of_balance: Option<BalanceShare>,
    pub(crate) is: Comparison,
    pub(crate) count: u16,
}

/// How an amount compares with a share of the balance before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BalanceShare {
    pub(crate) is: Comparison,
    pub(crate) basis_points: u32,
    pub(crate) min_base: Option<Quantity>,
}

/// How many accounts must meet a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Quantifier {
    Any,
    Every,
    Count(Comparison, u16),
}

/// The enumeration that says in which role a product is held, and the symbols that mean ownership.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OwnerRoles {
    pub(crate) feature: FeatureIx,
    pub(crate) owners: Vec<u16>,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bound {
    Fixed(Quantity),
    Relative { source: Source, share: Option<BaseShare>, plus: Option<Quantity> },
}

/// A share of a base, which must not be too small for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BaseShare {
    pub(crate) basis_points: u32,
    pub(crate) min_base: Option<Quantity>,
}
