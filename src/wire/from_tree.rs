//! How the types of documents read themselves from a [`Tree`].

use core::fmt;
use std::borrow::Cow;
use std::vec;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::{Malformed, Tree};

impl Error for Malformed {
    fn custom<T: fmt::Display>(said: T) -> Self {
        whole(said.to_string())
    }

    // What was found is not repeated: a balance must not reach a log through an error message.
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        whole(format!("invalid type, expected {expected}"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        whole(format!("invalid value, expected {expected}"))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        whole(format!("invalid length, expected {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        whole(format!("unknown variant, expected {}", one_of(expected)))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        whole(format!("unknown field `{field}`, expected {}", one_of(expected)))
    }

    fn missing_field(field: &'static str) -> Self {
        whole(format!("missing field `{field}`"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        whole(format!("duplicate field `{field}`"))
    }
}

/// A fault of a document that its reader will name.
fn whole(said: impl Into<String>) -> Malformed {
    Malformed::whole("", said)
}

fn one_of(words: &[&str]) -> String {
    match words {
        [a, b] => format!("`{a}` or `{b}`"),
        [a] => format!("`{a}`"),
        _ => format!("one of `{}`", words.join("`, `")),
    }
}

fn wrong(expected: &dyn Expected) -> Malformed {
    whole(format!("invalid type, expected {expected}"))
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Flag(flag) => visitor.visit_bool(flag),
            Self::Whole(number) => visitor.visit_u64(number),
            Self::Negative(number) => visitor.visit_i64(number),
            // The visitor learns that it is a fraction; which one is of no use to any document.
            Self::Fraction => visitor.visit_f64(0.5),
            Self::Text(text) => visit_text(text, visitor),
            Self::List(items) => visitor.visit_seq(Items { at: 0, rest: items.into_iter() }),
            Self::Object(fields) => visitor.visit_map(Fields { rest: fields.into_iter(), current: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self == Self::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        let Self::Text(text) = self else { return Err(wrong(&visitor)) };
        visit_text(text, visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        let Self::Flag(flag) = self else { return Err(wrong(&visitor)) };
        visitor.visit_bool(flag)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if let Self::Negative(number) = self {
            return visitor.visit_i64(number);
        }
        let Self::Whole(number) = self else { return Err(wrong(&visitor)) };
        visitor.visit_u64(number)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        let Self::List(items) = self else { return Err(wrong(&visitor)) };
        visitor.visit_seq(Items { at: 0, rest: items.into_iter() })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        let Self::Object(fields) = self else { return Err(wrong(&visitor)) };
        visitor.visit_map(Fields { rest: fields.into_iter(), current: None })
    }

    // Never from a list: a reviewer would see values without their names.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        let (name, value) = match self {
            Self::Text(name) => (name, None),
            Self::Object(fields) => {
                let mut fields = fields.into_iter();
                match (fields.next(), fields.next()) {
                    (Some((name, value)), None) => (name, Some(value)),
                    _ => return Err(whole("expected exactly one key")),
                }
            }
            Self::Null | Self::Flag(_) | Self::Whole(_) | Self::Negative(_) | Self::Fraction | Self::List(_) => {
                return Err(wrong(&visitor));
            }
        };
        visitor.visit_enum(Variant { name, value })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct identifier ignored_any
    }
}

fn visit_text<'de, V: Visitor<'de>>(text: Cow<'de, str>, visitor: V) -> Result<V::Value, Malformed> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}

struct Items<'de> {
    at: usize,
    rest: vec::IntoIter<Tree<'de>>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        let at = self.at;
        self.at = at.saturating_add(1);
        seed.deserialize(item).map(Some).map_err(|fault| fault.within(&format!("[{at}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Fields<'de> {
    rest: vec::IntoIter<(Cow<'de, str>, Tree<'de>)>,
    current: Option<(Cow<'de, str>, Tree<'de>)>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Malformed;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Malformed> {
        self.current = self.rest.next();
        let Some((name, _)) = &self.current else { return Ok(None) };
        let key: StrDeserializer<'_, Malformed> = StrDeserializer::new(name);
        seed.deserialize(key).map(Some).map_err(|fault| fault.within(name))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Malformed> {
        let Some((name, value)) = self.current.take() else { return Err(whole("a value without a key")) };
        seed.deserialize(value).map_err(|fault| fault.within(&name))
    }
}

struct Variant<'de> {
    name: Cow<'de, str>,
    value: Option<Tree<'de>>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Malformed;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Malformed> {
        let name: StrDeserializer<'_, Malformed> = StrDeserializer::new(&self.name);
        let variant = seed.deserialize(name)?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Malformed;

    fn unit_variant(self) -> Result<(), Malformed> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(whole("invalid type, expected a word")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Malformed> {
        match self.value {
            Some(value) => seed.deserialize(value).map_err(|fault| fault.within(&self.name)),
            None => Err(whole(format!("`{}` needs a value", self.name))),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Malformed> {
        Err(wrong(&visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Malformed> {
        Err(wrong(&visitor))
    }
}
