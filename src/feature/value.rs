//! Values: what a vector says about one feature.

use crate::money::Currency;
use crate::time::{Day, Month};

/// One known value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Minor units of a currency.
    Money {
        /// The amount.
        minor: i64,
        /// Its currency.
        currency: Currency,
    },
    /// A whole number.
    Count(i64),
    /// True or false.
    Flag(bool),
    /// Hundredths of a percent.
    BasisPoints(i64),
    /// A calendar day.
    Date(Day),
    /// What a date would tell of never happened.
    Never,
    /// The place of the symbol among the values of the feature's enumeration.
    Symbol(u16),
    /// A sum over days.
    Average {
        /// Sum of the daily values, in minor units.
        sum: i64,
        /// The currency of the sum.
        currency: Currency,
        /// How many days were summed, at least one.
        days: u32,
        /// Whether they are all days of the period.
        full: bool,
    },
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The vector does not carry it.
    Absent,
    /// The vector carries something that is no value of the feature's type.
    Malformed,
    /// The vector carries it by another version of its definition.
    OtherDefinition,
    /// The vector carries it in another currency than the only one that it comes in.
    OtherCurrency,
}

/// A statement cycle: its first and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cycle {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

/// Most events that one list may hold; a longer one is no value.
pub const MAX_EVENTS: usize = 256;

/// A bounded list of single events, and since when it is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Events {
    /// From when on no event is left out.
    pub since: Since,
    /// The events, in any order, each id once.
    pub list: Box<[Event]>,
}

/// From when on a list of events is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// From this day on.
    Day(Day),
    /// There never was anything earlier.
    Ever,
}

/// One event of an account or a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The posting day.
    pub date: Day,
    /// The place of its class among the classes of the feature.
    pub class: u16,
    /// The amount in minor units, without sign, where there is one.
    pub amount: Option<i64>,
    /// The balance just before it in minor units, where it is known.
    pub balance_before: Option<i64>,
    /// The currency of both.
    pub currency: Currency,
}

/// What a vector says about one feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A single value.
    One(Scalar),
    /// A value for each of some calendar months, ascending.
    Months(Box<[(Month, Scalar)]>),
    /// A value for each of some statement cycles, ascending and apart.
    Cycles(Box<[(Cycle, Scalar)]>),
    /// A value for each of some days, ascending.
    Days(Box<[(Day, Scalar)]>),
    /// Single events.
    Events(Events),
    /// Nothing that could be used.
    Missing(Missing),
}
