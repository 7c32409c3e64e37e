//! A YAML text as a tree in which every node knows its place, and scalars keep the spelling that the author chose.
//!
//! No amount passes through a float: a number that is not whole is the text of its scalar.

use core::fmt;
use core::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, SnippetMode, Spanned, UserMessageFormatter};

use super::composed::decomposed;
use super::finding::{Finding, SOURCE_SYNTAX, Source, TEXT_NOT_COMPOSED};

/// A place in a text, in bytes; `None` for a node that stands in no text.
pub(super) type Place = Option<Range<usize>>;

/// One node.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// What to point at: a scalar itself; for a container the key it stands under, or else its first sign or key.
    pub(super) at: Place,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Nothing, `null` or `~`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number of 64 bits.
    Integer(i64),
    /// Any other number, as it is spelt.
    Number(String),
    /// A text.
    Text(String),
    /// Several nodes.
    List(Vec<Node>),
    /// Nodes by key, in the order of the text, each key once.
    Map(Vec<(Key, Node)>),
}

/// The key of a node in a map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) at: Place,
}

impl Node {
    /// A node that stands in no text.
    pub(super) const fn placeless(kind: Kind) -> Self {
        Self { at: None, kind }
    }

    /// The same, standing in no text.
    pub(super) fn without_places(mut self) -> Self {
        self.at = None;
        if let Kind::Map(entries) = &mut self.kind {
            entries.iter_mut().for_each(|(key, _)| key.at = None);
        }
        self.each_mut(|inner| *inner = core::mem::replace(inner, Self::placeless(Kind::Null)).without_places());
        self
    }

    /// Hands `change` every node that stands directly in this one.
    pub(super) fn each_mut(&mut self, mut change: impl FnMut(&mut Self)) {
        match &mut self.kind {
            Kind::List(items) => items.iter_mut().for_each(change),
            Kind::Map(entries) => entries.iter_mut().for_each(|(_, inner)| change(inner)),
            Kind::Null | Kind::Flag(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) => {}
        }
    }

    /// A text at the place of this node.
    pub(super) fn with_text(&self, text: impl Into<String>) -> Self {
        Self { at: self.at.clone(), kind: Kind::Text(text.into()) }
    }

    /// The spelling of a scalar; `None` for nothing and for containers.
    pub(super) fn spelling(&self) -> Option<String> {
        match &self.kind {
            Kind::Flag(flag) => Some(flag.to_string()),
            Kind::Integer(number) => Some(number.to_string()),
            Kind::Number(text) | Kind::Text(text) => Some(text.clone()),
            Kind::Null | Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// The entries of a map; none for anything else.
    pub(super) fn entries(&self) -> &[(Key, Node)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            Kind::Null | Kind::Flag(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::List(_) => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub(super) fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Null | Kind::Flag(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Map(_) => &[],
        }
    }

    /// The node under `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(known, _)| known.text == key).map(|(_, node)| node)
    }

    /// The node under `key`, to be changed.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let Kind::Map(entries) = &mut self.kind else { return None };
        entries.iter_mut().find(|(known, _)| known.text == key).map(|(_, node)| node)
    }

    /// Takes the node under `key` out of a map.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let Kind::Map(entries) = &mut self.kind else { return None };
        let place = entries.iter().position(|(known, _)| known.text == key)?;
        Some(entries.remove(place).1)
    }

    /// Puts `node` under `key` of a map, in place of an earlier one.
    pub(super) fn put(&mut self, key: &str, node: Node) {
        let Kind::Map(entries) = &mut self.kind else { return };
        match entries.iter_mut().find(|(known, _)| known.text == key) {
            Some((_, earlier)) => *earlier = node,
            None => entries.push((Key { text: key.into(), at: node.at.clone() }, node)),
        }
    }

    /// The place of what stands under `path`, as in `creatives.en-US.action.url`; of its nearest container where nothing does.
    ///
    /// Keys may hold points, as feature ids do; the longest key that fits is taken.
    pub(super) fn place_of(&self, path: &str) -> Place {
        let (mut node, mut rest) = (self, path.trim_start_matches('$'));
        while let Some((next, left)) = node.step(rest) {
            (node, rest) = (next, left);
        }
        node.at.clone()
    }

    fn step<'a>(&self, path: &'a str) -> Option<(&Node, &'a str)> {
        if let Some(rest) = path.strip_prefix('[') {
            let (index, rest) = rest.split_once(']')?;
            let item = self.items().get(index.parse::<usize>().ok()?)?;
            return Some((item, rest.trim_start_matches('.')));
        }
        let fits = |key: &Key| {
            let rest = path.strip_prefix(key.text.as_str())?;
            let whole = rest.is_empty() || rest.starts_with(['.', '[']);
            (whole && !key.text.is_empty()).then(|| rest.strip_prefix('.').unwrap_or(rest))
        };
        let under = self.entries().iter().filter_map(|(key, node)| Some((key.text.len(), node, fits(key)?)));
        under.max_by_key(|(length, ..)| *length).map(|(_, node, rest)| (node, rest))
    }
}

/// The tree of the one YAML document in `file`.
///
/// # Errors
/// A [`Finding`] where the text is not one YAML document, has a key twice, or nests beyond reason.
pub(super) fn parse(file: &Arc<Source>) -> Result<Node, Finding> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        with_snippet: false,
        budget: serde_saphyr::budget! { max_depth: 64 },
    };
    let text = file.text();
    if let Some(at) = decomposed(text) {
        return Err(Finding::new(
            TEXT_NOT_COMPOSED,
            file,
            at,
            "not in composed form (Unicode NFC): type it as one sign",
        ));
    }
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(Spanned { value: Raw::Null, .. }) => {
            Err(Finding::new(SOURCE_SYNTAX, file, 0..0, "the file is empty: write the document's fields"))
        }
        Ok(root) => Ok(placed(root, None, text)),
        Err(error) => {
            let quiet = serde_saphyr::render_options! { formatter: &UserMessageFormatter, snippets: SnippetMode::Off };
            let said = error.render_with_options(quiet);
            // The place is told by the label; the sentence need not repeat it.
            let message = said.rfind(" at line ").and_then(|end| said.get(..end)).unwrap_or(&said);
            let at = error.location().map_or(0..0, |location| signs(&location, text));
            Err(Finding::new(SOURCE_SYNTAX, file, at, message))
        }
    }
}

/// What the YAML reader hands over, before it is held against the text.
enum Raw {
    Null,
    Flag(bool),
    Integer(i64),
    Number,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNode)
    }
}

struct AnyNode;

impl<'de> Visitor<'de> for AnyNode {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML node")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Raw, E> {
        Ok(Raw::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Raw, E> {
        Ok(Raw::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Raw, E> {
        Ok(i64::try_from(number).map_or(Raw::Number, Raw::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

fn placed(spanned: Spanned<Raw>, key: Place, text: &str) -> Node {
    let own = signs(&spanned.referenced, text);
    let spelt = || text.get(signs(&spanned.defined, text)).unwrap_or("").to_owned();
    let (at, kind) = match spanned.value {
        Raw::Null => (Some(own), Kind::Null),
        Raw::Flag(flag) => (Some(own), Kind::Flag(flag)),
        Raw::Integer(number) => (Some(own), Kind::Integer(number)),
        Raw::Number => (Some(own), Kind::Number(spelt())),
        Raw::Text(said) => (Some(own), Kind::Text(said)),
        Raw::List(items) => {
            let items: Vec<Node> = items.into_iter().map(|item| placed(item, None, text)).collect();
            (Some(key.unwrap_or(own)), Kind::List(items))
        }
        Raw::Map(entries) => {
            let first = entries.first().map(|(key, _)| signs(&key.referenced, text));
            let entries = entries.into_iter().map(|(key, value)| {
                let at = Some(signs(&key.referenced, text));
                (Key { text: key.value, at: at.clone() }, placed(value, at, text))
            });
            (key.or(first).or(Some(own)), Kind::Map(entries.collect()))
        }
    };
    Node { at, kind }
}

/// The bytes of `text` that `location` names, without the white space that block scalars end with.
fn signs(location: &Location, text: &str) -> Range<usize> {
    let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    let span = location.span();
    let range = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => {
            let start = number(start).min(text.len());
            start..start.saturating_add(number(length)).min(text.len())
        }
        _ => {
            let start = byte_at(text, number(location.line()), number(location.column()));
            let sign = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            start..start.saturating_add(sign)
        }
    };
    let trimmed = text.get(range.clone()).map_or(0, |said| said.trim_end().len());
    range.start..range.start.saturating_add(trimmed)
}

/// The byte at which line `line`, column `column` of `text` starts, both counted from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let above = line.saturating_sub(1);
    let before = text.split_inclusive('\n').take(above).fold(0_usize, |sum, line| sum.saturating_add(line.len()));
    let within = text.split_inclusive('\n').nth(above).unwrap_or("");
    let within = within.chars().take(column.saturating_sub(1)).fold(0_usize, |sum, c| sum.saturating_add(c.len_utf8()));
    before.saturating_add(within).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        parse(&Source::new("test.yaml", text.into())).unwrap()
    }

    #[test]
    fn scalars_keep_their_spelling() {
        for (text, kind, because) in [
            ("100.00", Kind::Number("100.00".into()), "no float drops the zeros"),
            ("1e3", Kind::Number("1e3".into()), "an exponent is not an amount, and stays visible"),
            ("99999999999999999999", Kind::Number("99999999999999999999".into()), "beyond 64 bits"),
            ("18446744073709551615", Kind::Number("18446744073709551615".into()), "beyond signed 64 bits"),
            ("-5", Kind::Integer(-5), "a whole number"),
            ("1_000", Kind::Text("1_000".into()), "separators are no digits"),
            ("007", Kind::Text("007".into()), "leading zeros are no number"),
            ("100.00 USD", Kind::Text("100.00 USD".into()), "an amount"),
            ("2026-11-23", Kind::Text("2026-11-23".into()), "a day"),
            ("no", Kind::Text("no".into()), "only true and false are flags"),
            ("true", Kind::Flag(true), "a flag"),
            ("'100.00'", Kind::Text("100.00".into()), "quoted"),
            ("~", Kind::Null, "nothing"),
        ] {
            assert_eq!(tree(&format!("é: {text}\n")).get("é").unwrap().kind, kind, "{text}: {because}");
        }
    }

    #[test]
    fn paths_lead_to_the_authors_signs() {
        let text = "when:\n  all:\n    - level: {feature: bal.acb, value: 100.00}\n    - lacks: card\nx:\n  bal.acb:\n  - {sum: 1}\n";
        let root = tree(text);
        for (path, signs, because) in [
            ("when.all[0].level.value", "100.00", "a scalar in a flow map"),
            ("when.all[1].lacks", "card", "a scalar in a list"),
            ("when.all[0].level", "level", "a container is pointed at by its key"),
            ("when.all[0].level.period", "level", "what is missing, by its container"),
            ("when.all[7]", "all", "an item that is not there"),
            ("x.bal.acb[0].sum", "1", "a key with a point in it"),
            ("nothing", "when", "what the document lacks, by its first key"),
            ("$", "when", "the document"),
        ] {
            assert_eq!(&text[root.place_of(path).unwrap()], signs, "{path}: {because}");
        }
    }

    #[test]
    fn what_is_not_one_document_is_refused_at_its_place() {
        for (text, place, message) in [
            ("a: 1\na: 2\n", (2, 1), "duplicate mapping key"),
            ("a: [1, 2\nb: 3\n", (2, 2), "illegal placement"),
            ("a: 1\n---\nb: 2\n", (3, 1), "only single YAML document expected"),
            ("", (1, 1), "the file is empty"),
            ("a: *b\n", (1, 4), "unknown value"),
        ] {
            let finding = parse(&Source::new("test.yaml", text.into())).unwrap_err();
            assert_eq!(finding.line_and_column(), place, "{text:?}: {finding}");
            assert!(finding.message.contains(message), "{text:?}: {finding}");
        }
    }
}
