//! One feature value as it stands in a vector, before it is held against its feature's type.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::time::Month;

/// A value as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`.
    Flag(bool),
    /// A whole number within 64 bits.
    Integer(i64),
    /// A text.
    Text(String),
    /// One period: `{"days":31,"full":true,"period":"2026-10","sum":"310000"}`.
    Entry(Box<Entry>),
    /// Several periods.
    Entries(Vec<Value>),
    /// Single events.
    Events(Box<EventsValue>),
    /// `null`: known to be absent.
    Null,
    /// Anything else, fractions among it.
    Unusable,
}

/// The value of one period: an average has `days`, `full` and `sum`, all else has `value`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Entry {
    /// How many days were summed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Whether they are all days of the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<bool>,
    /// The period's label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The sum of the daily values, in minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
    /// The value of anything but an average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// Single events, and since when they are all there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventsValue {
    /// The events.
    pub list: Vec<EventValue>,
    /// From which day on no event is left out; `ever` where there never was anything earlier.
    pub since: String,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventValue {
    /// The amount, without sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// The balance just before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance_before: Option<String>,
    /// What happened.
    pub class: String,
    /// The posting day.
    pub date: String,
    /// Sets it apart from the others of the list.
    pub id: String,
}

impl Value {
    /// The average of one calendar month.
    #[must_use]
    pub fn month_average(period: Month, sum: i64, days: u32, full: bool) -> Self {
        Self::Entry(Box::new(Entry {
            days: Some(i64::from(days)),
            full: Some(full),
            period: Some(period.to_string()),
            sum: Some(sum.to_string()),
            value: None,
        }))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Entry(entry) => entry.serialize(serializer),
            Self::Entries(entries) => entries.serialize(serializer),
            Self::Events(events) => events.serialize(serializer),
            Self::Null | Self::Unusable => serializer.serialize_unit(),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Within::Feature.deserialize(deserializer)
    }
}

/// Where a value stands, so that hostile nesting ends after three levels instead of exhausting the stack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Directly under its feature's id: anything may stand here.
    Feature,
    /// In a list: one period's entry.
    List,
    /// In an entry: no container.
    Entry,
}

impl<'de> DeserializeSeed<'de> for Within {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or(Value::Unusable, Value::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Unusable)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        if self != Self::Feature {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Unusable);
        }
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element_seed(Self::List)? {
            entries.push(entry);
        }
        Ok(Value::Entries(entries))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        if self == Self::Entry {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Unusable);
        }
        let mut entry = Entry::default();
        let mut usable = true;
        let (mut list, mut since) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            if self == Self::Feature && (key == "list" || key == "since") {
                if key == "list" {
                    list = Some(map.next_value::<Vec<EventValue>>()?);
                } else {
                    since = Some(map.next_value::<String>()?);
                }
                continue;
            }
            let first_of_its_type = match (key.as_str(), map.next_value_seed(Self::Entry)?) {
                ("days", Value::Integer(days)) => entry.days.replace(days).is_none(),
                ("full", Value::Flag(full)) => entry.full.replace(full).is_none(),
                ("period", Value::Text(period)) => entry.period.replace(period).is_none(),
                ("sum", Value::Text(sum)) => entry.sum.replace(sum).is_none(),
                ("value", value @ (Value::Flag(_) | Value::Integer(_) | Value::Text(_))) => {
                    entry.value.replace(value).is_none()
                }
                (_, _) => false,
            };
            usable &= first_of_its_type;
        }
        if let (Some(list), Some(since)) = (list, since) {
            return Ok(if usable { Value::Events(Box::new(EventsValue { list, since })) } else { Value::Unusable });
        }
        Ok(if usable { Value::Entry(Box::new(entry)) } else { Value::Unusable })
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let events = generator.subschema_for::<EventsValue>();
        let entry = serde_json::json!({
            "type": "object",
            "properties": {
                "days": {"type": "integer"},
                "full": {"type": "boolean"},
                "period": {"type": "string"},
                "sum": {"type": "string", "pattern": "^-?[0-9]+$"},
                "value": {"type": ["boolean", "integer", "string"]}
            },
            "additionalProperties": false
        });
        schemars::json_schema!({
            "description": "money: decimal string with the currency's minor digits; count, basis points: integer; flag: boolean; \
                            date, enumeration: string; by periods: a list of entries; events: their list and since when it is complete",
            "anyOf": [{"type": ["boolean", "integer", "string"]}, entry, {"type": "array", "items": entry}, events]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_reads_as_something_and_writes_its_canonical_form() {
        let nested = format!("{}{}", "[".repeat(100), "]".repeat(100));
        for (text, canonical, because) in [
            ("true", "true", "a flag"),
            ("-5", "-5", "a count"),
            ("9223372036854775808", "null", "beyond 64 bits"),
            ("1.0", "null", "a fraction, even a whole one"),
            ("null", "null", "null is unknown"),
            ("\"99.99\"", "\"99.99\"", "money"),
            (r#"{"sum":"1","days":1,"full":true}"#, r#"{"days":1,"full":true,"sum":"1"}"#, "fields sorted"),
            (r#"{"sum":"1","sum":"2"}"#, "null", "a duplicate inside a value"),
            (r#"{"sum":1}"#, "null", "a sum is a text"),
            (r#"{"other":1}"#, "null", "an unknown field inside a value"),
            (r#"[{"period":"2026-10","value":3},7]"#, r#"[{"period":"2026-10","value":3},7]"#, "periods"),
            (r#"[{"value":{"a":[1]}}]"#, "[null]", "a container inside an entry"),
            (&nested, "[null]", "hostile depth ends at once"),
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&value).unwrap(), canonical, "{text}: {because}");
        }
    }
}
