//! Reads a tree as a document of `wire`, with the place of every fault.
//!
//! A misspelt field or word is told together with the one that was probably meant, and reading goes on with that one, so that an
//! author sees all mistakes of a document at once.

use core::fmt::Display;
use std::sync::Arc;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::finding::{FIELD_MISSING, FIELD_UNKNOWN, Finding, Source, VALUE_INVALID};
use super::node::{Key, Kind, Node, Place};
use crate::compile::nearest;

/// Most faults of one document that are told; reading stops there.
const MAX_FAULTS: usize = 50;

/// The document in `root`, and the tree with all slips mended, for paths to be looked up in; `None` where what is wrong leaves
/// none. Every fault is added to `findings`.
pub(super) fn read<T: DeserializeOwned>(
    mut root: Node,
    file: &Arc<Source>,
    findings: &mut Vec<Finding>,
) -> Option<(T, Node)> {
    for _ in 0..MAX_FAULTS {
        let fault = match T::deserialize(&root) {
            Ok(document) => return Some((document, root)),
            Err(fault) => fault,
        };
        // A node without place belongs to no author.
        if let Some(at) = fault.at.clone() {
            findings.push(Finding::new(fault.cause.code(), file, at, &fault.cause.said()));
        }
        if !mend(&mut root, &fault) {
            return None;
        }
    }
    None
}

/// What is wrong with a tree.
#[derive(Debug)]
pub(super) struct Fault {
    at: Place,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    UnknownField { found: String, known: &'static [&'static str] },
    UnknownWord { found: String, known: &'static [&'static str] },
    MissingField(&'static str),
    Other(String),
}

impl Cause {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownField { .. } => FIELD_UNKNOWN,
            Self::MissingField(_) => FIELD_MISSING,
            Self::UnknownWord { .. } | Self::Other(_) => VALUE_INVALID,
        }
    }

    fn said(&self) -> String {
        match self {
            Self::UnknownField { found, known } => {
                format!("there is no field `{found}` here: {}", meant(found, &[known, authored(known)].concat()))
            }
            Self::UnknownWord { found, known } => format!("`{found}` is not a word here: {}", meant(found, known)),
            // Nobody writes a digest by hand.
            Self::MissingField("sha256") => "the picture is not pinned: let `tellerside assets` pin it".into(),
            Self::MissingField(name) => format!("the field `{name}` is missing here: add it"),
            Self::Other(said) => said.clone(),
        }
    }
}

/// Fields that authors write beside those of the document with the fields `known`, and that are not signed.
fn authored(known: &[&str]) -> &'static [&'static str] {
    if known.contains(&"default_locale") { &["examples", "terms"] } else { &[] }
}

fn meant(found: &str, known: &[&str]) -> String {
    match nearest(known.iter().copied(), found) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write one of `{}`", known.join("`, `")),
    }
}

/// Mends `root` as the fault's message proposes; `false` where it proposes nothing certain.
fn mend(root: &mut Node, fault: &Fault) -> bool {
    let Some(at) = &fault.at else { return false };
    match &fault.cause {
        Cause::UnknownField { found, known } => {
            let all = [known, authored(known)].concat();
            let meant = nearest(all.into_iter(), found).filter(|name| known.contains(name));
            rename(root, &Some(at.clone()), meant)
        }
        Cause::UnknownWord { found, known } => match nearest(known.iter().copied(), found) {
            Some(word) => rename(root, &Some(at.clone()), Some(word)),
            None => false,
        },
        Cause::MissingField(_) | Cause::Other(_) => false,
    }
}

/// Gives the key or text at `at` another name, or removes the key where there is none, or where the name is taken.
fn rename(node: &mut Node, at: &Place, name: Option<&str>) -> bool {
    match &mut node.kind {
        Kind::Map(entries) => match entries.iter().position(|(key, _)| key.at == *at) {
            Some(place) => {
                let free = name.filter(|name| entries.iter().all(|(key, _)| key.text != *name));
                match (free, entries.get_mut(place)) {
                    (Some(name), Some((key, _))) => key.text = name.into(),
                    _ => drop(entries.remove(place)),
                }
                true
            }
            None => entries.iter_mut().any(|(_, inner)| rename(inner, at, name)),
        },
        Kind::List(items) => items.iter_mut().any(|inner| rename(inner, at, name)),
        Kind::Text(text) if node.at == *at => match name {
            Some(name) => {
                *text = name.into();
                true
            }
            None => false,
        },
        Kind::Text(_) | Kind::Null | Kind::Flag(_) | Kind::Integer(_) | Kind::Number(_) => false,
    }
}

impl Fault {
    fn new(cause: Cause) -> Self {
        Self { at: None, cause }
    }

    /// The innermost place is the one that is told.
    fn placed(self, at: &Place) -> Self {
        Self { at: self.at.or_else(|| at.clone()), ..self }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.cause.said())
    }
}

impl core::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: Display>(said: T) -> Self {
        Self::new(Cause::Other(said.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let (this, wanted) = (in_words(found), wanted(expected));
        let scalar = matches!(found, Unexpected::Bool(_) | Unexpected::Signed(_));
        let mend = if wanted == TEXT && scalar { ": put it in quotes" } else { "" };
        Self::custom(format_args!("this is {this}, where {wanted} is expected{mend}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        match range(&expected) {
            Some((least, most)) => {
                let this = in_words(found);
                Self::custom(format_args!("{this} is out of range: write a whole number from {least} to {most}"))
            }
            None => Self::custom(format_args!("{} is out of range, where {expected} is expected", in_words(found))),
        }
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(Cause::UnknownWord { found: found.into(), known })
    }

    fn unknown_field(found: &str, known: &'static [&'static str]) -> Self {
        Self::new(Cause::UnknownField { found: found.into(), known })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Cause::MissingField(name))
    }
}

const TEXT: &str = "a text";

/// What a reader expects, in an author's words: documents are read by types whose names say nothing to authors.
fn wanted(expected: &dyn Expected) -> String {
    let said = expected.to_string();
    match said.as_str() {
        "a string" => TEXT.into(),
        "a boolean" => "`true` or `false`".into(),
        "a sequence" => "a list".into(),
        "an object" => "a map of names".into(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, not negative,".into(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".into(),
        fields if fields.starts_with("struct ") => "a map of fields".into(),
        _ => said,
    }
}

/// The least and the greatest number of a type by its name.
fn range(expected: &str) -> Option<(i128, i128)> {
    Some(match expected {
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        _ => return None,
    })
}

fn in_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(flag) => format!("`{flag}`"),
        Unexpected::Unsigned(number) => format!("`{number}`"),
        Unexpected::Signed(number) => format!("`{number}`"),
        Unexpected::Str(text) => format!("`{}`", text.chars().take(80).collect::<String>()),
        Unexpected::Unit | Unexpected::Option => "nothing".into(),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map => "a map".into(),
        Unexpected::Float(_)
        | Unexpected::Char(_)
        | Unexpected::Bytes(_)
        | Unexpected::NewtypeStruct
        | Unexpected::Enum
        | Unexpected::UnitVariant
        | Unexpected::NewtypeVariant
        | Unexpected::TupleVariant
        | Unexpected::StructVariant
        | Unexpected::Other(_) => "something else".into(),
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let read = match &self.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Flag(flag) => visitor.visit_bool(*flag),
            Kind::Integer(number) => visitor.visit_i64(*number),
            // The spelling, never a float: what an amount means is for its own grammar to say.
            Kind::Number(text) | Kind::Text(text) => visitor.visit_str(text),
            Kind::List(items) => visitor.visit_seq(Items(items.iter())),
            Kind::Map(entries) => visitor.visit_map(Entries { entries: entries.iter(), value: None }),
        };
        read.map_err(|fault| fault.placed(&self.at))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.kind == Kind::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let read = match &self.kind {
            Kind::Text(word) => visitor.visit_enum(Form { word, at: &self.at, value: None }),
            Kind::Map(entries) => match entries.as_slice() {
                [(key, value)] => visitor.visit_enum(Form { word: &key.text, at: &key.at, value: Some(value) }),
                several => Err(Fault::custom(format_args!(
                    "{} forms stand here, where one is expected: put each into an item of its own",
                    several.len()
                ))),
            },
            Kind::Null | Kind::Flag(_) | Kind::Integer(_) | Kind::Number(_) | Kind::List(_) => {
                Err(Fault::custom("this is not a word or a form: write its name, as in `all:`"))
            }
        };
        read.map_err(|fault| fault.placed(&self.at))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self).map_err(|fault: Fault| fault.placed(&self.at))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'de>(core::slice::Iter<'de, Node>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Entries<'de> {
    entries: core::slice::Iter<'de, (Key, Node)>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let name: StrDeserializer<'de, Fault> = key.text.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|fault| fault.placed(&key.at))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(|fault| fault.placed(&value.at)),
            None => Err(Fault::custom("a value was read before its key")),
        }
    }
}

/// One variant of an enumeration: a word, with what it holds.
struct Form<'de> {
    word: &'de str,
    at: &'de Place,
    value: Option<&'de Node>,
}

impl<'de> EnumAccess<'de> for Form<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let name: StrDeserializer<'de, Fault> = self.word.into_deserializer();
        let read = seed.deserialize(name).map_err(|fault| fault.placed(self.at))?;
        Ok((read, self))
    }
}

impl<'de> Form<'de> {
    fn held(&self) -> Result<&'de Node, Fault> {
        let missing = || Fault::custom(format_args!("`{}` holds nothing: write what it is about", self.word));
        self.value.ok_or_else(|| missing().placed(self.at))
    }
}

impl<'de> VariantAccess<'de> for Form<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(Fault::custom(format_args!("`{}` is a word and holds nothing", self.word)).placed(self.at)),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.held()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.held()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.held()?.deserialize_any(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::node;
    use crate::wire::condition::ConditionDoc;

    #[test]
    fn faults_are_told_where_they_stand_and_reading_goes_on_past_a_slip() {
        for (text, expected, because) in [
            ("level: {feature: a, is: below, value: 1}\n", &[][..], "nothing is wrong"),
            ("levle: {featur: a, is: bellow, value: 1}\n", &["levle", "featur", "bellow"], "three slips in a row"),
            ("level: {feature: a, is: below, value: 1, valeu: 2}\n", &["valeu"], "a slip beside the right field"),
            ("level: {feature: a, is: below}\n", &["level"], "a missing field, told at the form"),
            ("all: [{flag: a}, {flagg: b}, {flag: 3}]\n", &["flagg", "3"], "in a list"),
            ("flag: a\nowns: b\n", &["flag"], "two forms in one condition"),
            ("all\n", &["all"], "a form without what it holds"),
            ("nonsense: 3\n", &["nonsense"], "nothing like a form"),
        ] {
            let file = Source::new("test.yaml", text.into());
            let mut findings = Vec::new();
            read::<ConditionDoc>(node::parse(&file).unwrap(), &file, &mut findings);
            let told: Vec<_> = findings.iter().map(|finding| &text[finding.at.clone()]).collect();
            assert_eq!(told, expected, "{because}");
        }
    }
}
