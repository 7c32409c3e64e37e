//! Conditions: the typed algebra that triggers and suppressions are written in.

use crate::id::{AccountKind, FeatureId, ProductId, Symbol};
use crate::money::Money;
use crate::time::Day;

/// A statement about a customer that is TRUE, FALSE or UNKNOWN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// TRUE when all are; FALSE when one is FALSE; otherwise UNKNOWN.
    All(Vec<Condition>),
    /// TRUE when one is; FALSE when all are FALSE; otherwise UNKNOWN.
    Any(Vec<Condition>),
    /// TRUE and FALSE exchanged; UNKNOWN stays.
    Not(Box<Condition>),
    /// A value stands on one side of a threshold.
    Level(Level),
    /// A value came from one side of a threshold to the other.
    Crossing(Crossing),
    /// A value stood on one side of a threshold for months in a row.
    Consecutive(Consecutive),
    /// The person owns the product, alone or jointly.
    Owns(ProductId),
    /// The person does not own the product.
    Lacks(ProductId),
    /// The flag is true.
    Flag(FeatureId),
    /// The enumeration has one of some values.
    OneOf(OneOf),
    /// The date lies at most so many days back.
    Recent(Recent),
    /// At least one account meets all of it.
    AnyAccount(AnyAccount),
}

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

/// What a value is compared with; its type must be the feature's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// An amount, for money and averages.
    Money(Money),
    /// A whole number, for counts.
    Count(i64),
    /// Hundredths of a percent.
    BasisPoints(i64),
    /// A calendar day.
    Date(Day),
}

/// A month counted back from the vector's: `m0` is the month of its day, `m1` the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthsBack(u8);

impl MonthsBack {
    /// Most months a condition may look back.
    pub const MAX: u8 = 36;

    /// The last complete month.
    pub const LAST: Self = Self(1);

    /// `back` months back, or `None` beyond [`MonthsBack::MAX`].
    #[must_use]
    pub const fn new(back: u8) -> Option<Self> {
        if back <= Self::MAX { Some(Self(back)) } else { None }
    }

    /// How many months back.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
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

/// A value stands on one side of a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The feature read.
    pub feature: FeatureId,
    /// The month read, for a feature by months.
    pub period: Option<MonthsBack>,
    /// The side.
    pub is: Comparison,
    /// The threshold.
    pub value: Threshold,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// The way a crossing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From at or above the threshold to below it.
    Below,
    /// From at or below the threshold to above it.
    Above,
}

/// A value came from one side of a threshold to the other, between two months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The feature read.
    pub feature: FeatureId,
    /// The earlier month.
    pub from: MonthsBack,
    /// The later month.
    pub to: MonthsBack,
    /// The way.
    pub goes: Direction,
    /// The threshold.
    pub value: Threshold,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// A value stood on one side of a threshold for months in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consecutive {
    /// The feature read.
    pub feature: FeatureId,
    /// How many months, at least two.
    pub months: u8,
    /// The last of them.
    pub ending: MonthsBack,
    /// The side.
    pub is: Comparison,
    /// The threshold.
    pub value: Threshold,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}

/// The enumeration has one of some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOf {
    /// The feature read.
    pub feature: FeatureId,
    /// The values, at least one, ascending.
    pub values: Vec<Symbol>,
}

/// The date lies in the `days` days that end with the vector's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// The feature read.
    pub feature: FeatureId,
    /// How many days, at least one: 1 is the vector's day itself.
    pub days: u16,
}

/// At least one open consumer account that the person owns, alone or jointly, meets all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyAccount {
    /// The kind of account.
    pub kind: AccountKind,
    /// The product, where only one will do; an account that names no product does not match.
    pub product: Option<ProductId>,
    /// What that one account must meet.
    pub meets: Box<Condition>,
}
