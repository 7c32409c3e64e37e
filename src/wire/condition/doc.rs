//! Conditions, as they are authored.

mod accounts;
mod events;
mod threshold;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::from_tree;
use super::moments::DeviceWord;
use super::threshold::ComparisonWord;
use super::values::{BaseWord, DirectionWord, WayWord};
use crate::campaign::Condition;
use crate::wire::Malformed;
use crate::wire::entries::read_back;
pub use accounts::{AccountBlockDoc, AccountFilterDoc, CombinedDoc, CountAccountsDoc};
pub use events::{ComparedCountDoc, ComparedDoc, EventDoc, FirstDoc, OfBalanceDoc};
pub use threshold::{AmountDoc, LookbackDoc, ThresholdDoc};

/// A statement about a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionDoc {
    /// It holds of everybody; `true` is the only word for it.
    Always(bool),
    /// All of them hold.
    All(Vec<ConditionDoc>),
    /// At least one holds.
    Any(Vec<ConditionDoc>),
    /// It does not hold.
    Not(Box<ConditionDoc>),
    /// At least so many of them hold.
    AtLeast(AtLeastDoc),
    /// The segment with this id and version: `affluent@2`.
    Segment(String),
    /// A value stands on one side of a threshold.
    Level(LevelDoc),
    /// A value came from one side of a threshold to the other.
    Crossing(CrossingDoc),
    /// A value rose or fell by an amount, or by a share of the earlier one.
    Change(ChangeDoc),
    /// A value stood on one side of a threshold for periods in a row.
    Consecutive(ConsecutiveDoc),
    /// A value never turned back over periods in a row.
    Trend(TrendDoc),
    /// The date lies at most so many days back.
    Recent(DateWindowDoc),
    /// The date lies at least so many days back.
    Past(DateWindowDoc),
    /// The date lies at most so many days ahead.
    Upcoming(DateWindowDoc),
    /// What the date tells of never happened.
    Never(String),
    /// The day of the decision lies in a part of the calendar.
    Calendar(CalendarDoc),
    /// What the page tells of this visit.
    Session(SessionDoc),
    /// The flag is true.
    Flag(String),
    /// The enumeration has one of some values.
    OneOf(OneOfDoc),
    /// The person owns the product, alone or jointly.
    Owns(String),
    /// The person does not own the product.
    Lacks(String),
    /// So many single events are of a kind.
    Event(EventDoc),
    /// An event happened for the first time.
    First(FirstDoc),
    /// At least one account meets all of it.
    AnyAccount(AccountBlockDoc),
    /// There is such an account, and all meet all of it.
    EveryAccount(AccountBlockDoc),
    /// So many accounts meet all of it.
    CountAccounts(CountAccountsDoc),
    /// The sum over some accounts stands on one side of a threshold.
    Combined(CombinedDoc),
}

/// A part of the calendar.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalendarDoc {
    /// From one day to another: `2026-02-01`.
    Dates(SpanDoc),
    /// From one day of each year to another: `11-15`.
    Season(SpanDoc),
    /// From one day of each month to another.
    MonthDays(MonthDaysDoc),
}

/// What the page tells of this visit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionDoc {
    /// The page is one of these, ascending.
    Pages(Vec<String>),
    /// The device is one of these, in the order phone, tablet, desktop.
    Devices(Vec<DeviceWord>),
    /// The bank's clock reads from `from` to just before `until`: `08:30`.
    Hours(SpanDoc),
}

/// At least `count` of the conditions hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AtLeastDoc {
    /// How many.
    pub count: u16,
    /// The conditions.
    pub of: Vec<ConditionDoc>,
}

impl ConditionDoc {
    /// The condition of the vocabulary.
    ///
    /// # Errors
    /// [`Malformed`] with the path to the fault.
    pub fn into_condition(self) -> Result<Condition, Malformed> {
        read_back("condition", &self, from_tree)
    }
}

/// A value stands on one side of a threshold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelDoc {
    /// The feature read.
    pub feature: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The side.
    pub is: ComparisonWord,
    /// The period read: `m1` is the last complete month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The threshold.
    pub value: ThresholdDoc,
}

/// A value came from one side of a threshold to the other.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrossingDoc {
    /// The feature read.
    pub feature: String,
    /// The earlier period.
    pub from: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// How far beyond the threshold the earlier value must have stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<AmountDoc>,
    /// The way.
    pub goes: DirectionWord,
    /// The later period.
    pub to: String,
    /// The threshold.
    pub value: AmountDoc,
}

/// A value to be read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperandDoc {
    /// The feature read.
    pub feature: String,
    /// The period read: `m1` is the last complete month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
}

/// A value rose or fell by an amount, or by a share of the earlier one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDoc {
    /// What a share is taken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseWord>,
    /// By how much.
    pub by: AmountDoc,
    /// The earlier value.
    pub from: OperandDoc,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The way.
    pub goes: WayWord,
    /// `at_least` where it is left out, or `above`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<ComparisonWord>,
    /// The least earlier value of which a share means anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_base: Option<AmountDoc>,
    /// The least change beside a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_change: Option<AmountDoc>,
    /// The later value.
    pub to: OperandDoc,
}

/// A value stood on one side of a threshold for periods in a row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsecutiveDoc {
    /// The last of the periods; `m1` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<String>,
    /// The feature read.
    pub feature: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The side.
    pub is: ComparisonWord,
    /// How many periods, at least two.
    pub periods: u8,
    /// The threshold.
    pub value: ThresholdDoc,
}

/// A value never turned back over periods in a row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrendDoc {
    /// How far it went in all, at least.
    pub by: AmountDoc,
    /// The last of the periods; `m1` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<String>,
    /// The feature read.
    pub feature: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The way.
    pub goes: WayWord,
    /// How many periods, at least three.
    pub periods: u8,
}

/// A date, and days counted from the vector's day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateWindowDoc {
    /// How many days.
    pub days: u16,
    /// The feature read.
    pub feature: String,
}

/// From one to another.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpanDoc {
    /// The first.
    pub from: String,
    /// The last; of hours, the first after them.
    pub until: String,
}

/// From one day of each month to another.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthDaysDoc {
    /// The first day.
    pub from: u8,
    /// The last day.
    pub until: u8,
}

/// The enumeration has one of some values.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneOfDoc {
    /// The feature read.
    pub feature: String,
    /// The values, ascending.
    pub values: Vec<String>,
}

/// A share of another value, and something on top of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RelativeDoc {
    /// The feature read.
    pub feature: String,
    /// The least other value of which a share means anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_base: Option<AmountDoc>,
    /// The share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
    /// The period read: `m1` is the last complete month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plus: Option<AmountDoc>,
}
