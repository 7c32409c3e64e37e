//! What stands in one field as a number or a text, as it is authored.

use core::fmt;

use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize, Serializer};

use super::RelativeDoc;

/// `100.00 USD`, `12.50 %`, `12 months`, `2026-11-23` or a whole number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountDoc {
    /// A whole number.
    Number(i64),
    /// Anything else.
    Text(String),
}

/// Something fixed, or a share of another value and something on top of it.
#[derive(Debug, Clone)]
pub enum ThresholdDoc {
    /// Something fixed.
    Fixed(AmountDoc),
    /// Another value.
    Relative(Box<RelativeDoc>),
}

/// A number of days, or `all`.
pub type LookbackDoc = AmountDoc;

const EXPECTED: &str = "an amount as in `100.00 USD`, a percentage as in `12.50 %`, a number of units as in `12 months`, a day or a whole number";

impl Serialize for AmountDoc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for AmountDoc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOrText)
    }
}

struct NumberOrText;

impl Visitor<'_> for NumberOrText {
    type Value = AmountDoc;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<AmountDoc, E> {
        // Signed texts hold no other (RFC 8785).
        if number.unsigned_abs() < 1 << 53 {
            Ok(AmountDoc::Number(number))
        } else {
            Err(E::custom("write a whole number below 9007199254740992"))
        }
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<AmountDoc, E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn visit_str<E>(self, text: &str) -> Result<AmountDoc, E> {
        Ok(AmountDoc::Text(text.into()))
    }
}

impl Serialize for ThresholdDoc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Fixed(amount) => amount.serialize(serializer),
            Self::Relative(relative) => relative.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ThresholdDoc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FixedOrRelative)
    }
}

struct FixedOrRelative;

impl<'de> Visitor<'de> for FixedOrRelative {
    type Value = ThresholdDoc;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{EXPECTED}, or another value as in `{{feature: bal.adb, period: m1, percent: 150.00 %}}`")
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<ThresholdDoc, E> {
        NumberOrText.visit_i64(number).map(ThresholdDoc::Fixed)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<ThresholdDoc, E> {
        NumberOrText.visit_u64(number).map(ThresholdDoc::Fixed)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ThresholdDoc, E> {
        NumberOrText.visit_str(text).map(ThresholdDoc::Fixed)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ThresholdDoc, A::Error> {
        let relative = RelativeDoc::deserialize(MapAccessDeserializer::new(map))?;
        Ok(ThresholdDoc::Relative(Box::new(relative)))
    }
}

impl schemars::JsonSchema for AmountDoc {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "description": EXPECTED, "type": ["integer", "string"] })
    }
}

impl schemars::JsonSchema for ThresholdDoc {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Threshold".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (fixed, relative) = (generator.subschema_for::<AmountDoc>(), generator.subschema_for::<RelativeDoc>());
        schemars::json_schema!({ "anyOf": [fixed, relative] })
    }
}
