//! Thresholds: what values are compared with, and how.

use super::condition::Operand;
use crate::feature::Unit;
use crate::money::Money;
use crate::stand_in::StandIn;
use crate::time::Day;

/// How a value is compared with a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// `<`: below, under, drops below.
    Below,
    /// `<=`: at most, at or below.
    AtMost,
    /// `>`: above, over, exceeds.
    Above,
    /// `>=`: at least.
    AtLeast,
    /// `=`.
    Equal,
}

/// A value that an author writes; its type must be the feature's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// An amount, for money and averages: `100.00 USD`.
    Money(Money),
    /// A whole number, for counts without a unit: `3`.
    Count(i64),
    /// A whole number of a unit, for counts with that unit: `12 months`.
    Units(i64, Unit),
    /// Hundredths of a percent, for percentages and shares: `12.50 %`.
    BasisPoints(i64),
    /// A calendar day: `2026-11-23`.
    Date(Day),
}

impl StandIn for Amount {
    fn stand_in() -> Self {
        Self::Count(0)
    }
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Threshold {
    /// Something fixed.
    Fixed(Amount),
    /// A share of another value, and something on top of it.
    Relative(Relative),
}

/// A share of another value, and something on top of it: `{feature: flow.out.p90m, plus: 10000.00 USD}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// The other value.
    pub operand: Operand,
    /// The share of it, in basis points from 1 to [`Relative::MAX_SHARE`]; all of it where it is left out.
    pub share_bp: Option<u32>,
    /// What is added, of the values' type.
    pub plus: Option<Amount>,
    /// The least other value of which a share means anything; 100 major units for money, and 1 for counts, where it is left out.
    pub min_base: Option<Amount>,
}

impl Relative {
    /// The largest share: a million percent, so that no product leaves 128 bits.
    pub const MAX_SHARE: u32 = 100_000_000;
}
