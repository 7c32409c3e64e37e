//! Conditions, as they are authored.

use core::fmt;

use schemars::JsonSchema;
use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::{ComparisonWord, DirectionWord};

/// A statement about a customer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConditionDoc {
    /// All of them hold.
    All(Vec<ConditionDoc>),
    /// At least one holds.
    Any(Vec<ConditionDoc>),
    /// It does not hold.
    Not(Box<ConditionDoc>),
    /// A value stands on one side of a threshold.
    Level(LevelDoc),
    /// A value came from one side of a threshold to the other.
    Crossing(CrossingDoc),
    /// A value stood on one side of a threshold for months in a row.
    Consecutive(ConsecutiveDoc),
    /// The person owns the product, alone or jointly.
    Owns(String),
    /// The person does not own the product.
    Lacks(String),
    /// The flag is true.
    Flag(String),
    /// The enumeration has one of some values.
    OneOf(OneOfDoc),
    /// The date lies at most so many days back.
    Recent(RecentDoc),
    /// At least one open consumer account of the person meets all of it.
    AnyAccount(AnyAccountDoc),
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
    /// The month read: `m1` is the last complete one.
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
    /// The earlier month.
    pub from: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The way.
    pub goes: DirectionWord,
    /// The later month.
    pub to: String,
    /// The threshold.
    pub value: ThresholdDoc,
}

/// A value stood on one side of a threshold for months in a row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsecutiveDoc {
    /// The last of the months; `m1` where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<String>,
    /// The feature read.
    pub feature: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The side.
    pub is: ComparisonWord,
    /// How many months, at least two.
    pub months: u8,
    /// The threshold.
    pub value: ThresholdDoc,
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

/// The date lies in the `days` days that end with the vector's day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecentDoc {
    /// How many days, at least one.
    pub days: u16,
    /// The feature read.
    pub feature: String,
}

/// At least one open consumer account of the person meets all of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnyAccountDoc {
    /// The kind of account.
    pub kind: String,
    /// The product, where only one will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What that one account must meet.
    #[serde(rename = "where")]
    pub meets: Box<ConditionDoc>,
}

/// A threshold: `100.00 USD`, `12.50 %`, `2026-11-23` or a whole number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThresholdDoc {
    /// A whole number.
    Number(i64),
    /// Anything else.
    Text(String),
}

impl Serialize for ThresholdDoc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for ThresholdDoc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOrText)
    }
}

struct NumberOrText;

impl Visitor<'_> for NumberOrText {
    type Value = ThresholdDoc;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount as in `100.00 USD`, a percentage as in `12.50 %`, a day or a whole number")
    }

    fn visit_i64<E>(self, number: i64) -> Result<ThresholdDoc, E> {
        Ok(ThresholdDoc::Number(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<ThresholdDoc, E> {
        i64::try_from(number).map(ThresholdDoc::Number).map_err(|_| E::custom("does not fit in 64 bits"))
    }

    fn visit_str<E>(self, text: &str) -> Result<ThresholdDoc, E> {
        Ok(ThresholdDoc::Text(text.into()))
    }
}

impl schemars::JsonSchema for ThresholdDoc {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Threshold".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "an amount as in `100.00 USD`, a percentage as in `12.50 %`, a day as in `2026-11-23`, or a whole number",
            "type": ["integer", "string"]
        })
    }
}
