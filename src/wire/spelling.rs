//! The canonical spelling (RFC 8785) of a tree: of what the engine writes, and of what it was given, for digests.

use core::fmt::Write;
use std::borrow::Cow;

use super::tree::{Field, Tree, ascending};

impl<'text> Tree<'text> {
    /// A text.
    pub(crate) const fn text(text: &'text str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// A text made for the purpose.
    pub(crate) const fn written(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }

    /// A whole number.
    pub(crate) fn integer(number: i64) -> Self {
        u64::try_from(number).map_or(Self::Negative(number), Self::Whole)
    }
}

/// A value that is written as null, where [`Tree::Null`] is left out.
#[cfg(feature = "review")]
pub(crate) const NONE: Tree<'static> = Tree::Fraction;

/// A text, or null.
#[cfg(feature = "review")]
pub(crate) fn text_or_null(text: Option<&str>) -> Tree<'_> {
    text.map_or(NONE, Tree::text)
}

/// A list of texts.
#[cfg(feature = "review")]
pub(crate) fn texts<'text>(texts: impl Iterator<Item = &'text str>) -> Tree<'text> {
    Tree::List(texts.map(Tree::text).collect())
}

/// The field `name` of an object that is written.
pub(crate) const fn field<'text>(name: &'static str, value: Tree<'text>) -> Field<'text> {
    (Cow::Borrowed(name), value)
}

/// The canonical spelling of `tree`: fields sorted, and those that are null left out.
///
/// A number that no document has, such as a fraction, is spelled null: it reads as unusable, whichever it is.
pub(crate) fn write(tree: &Tree<'_>) -> String {
    let mut text = String::new();
    value(tree, &mut text);
    text
}

/// The canonical spelling of an object of these `fields`.
pub(super) fn write_fields(fields: Vec<&Field<'_>>) -> String {
    let mut text = String::new();
    object(fields, &mut text);
    text
}

fn value(tree: &Tree<'_>, text: &mut String) {
    match tree {
        Tree::Null | Tree::Fraction => text.push_str("null"),
        Tree::Flag(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Tree::Whole(number) => display(number, text),
        Tree::Negative(number) => display(number, text),
        Tree::Text(string) => quoted(string, text),
        Tree::List(items) => {
            text.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    text.push(',');
                }
                value(item, text);
            }
            text.push(']');
        }
        Tree::Object(fields) => object(fields.iter().collect(), text),
    }
}

fn object(fields: Vec<&Field<'_>>, text: &mut String) {
    text.push('{');
    let start = text.len();
    for (name, field) in ascending(fields) {
        if matches!(field, Tree::Null) {
            continue;
        }
        if text.len() > start {
            text.push(',');
        }
        quoted(name, text);
        text.push(':');
        value(field, text);
    }
    text.push('}');
}

fn display(number: &dyn core::fmt::Display, text: &mut String) {
    let written = write!(text, "{number}");
    debug_assert!(written.is_ok(), "a String takes all that is written");
}

/// Escapes what must be escaped and nothing else.
fn quoted(string: &str, text: &mut String) {
    text.push('"');
    for piece in string.split_inclusive(|c: char| c < ' ' || c == '"' || c == '\\') {
        let mut plain = piece.chars();
        let last = plain.next_back();
        let short = match last {
            Some(c @ ('"' | '\\')) => c,
            Some('\u{8}') => 'b',
            Some('\u{c}') => 'f',
            Some('\n') => 'n',
            Some('\r') => 'r',
            Some('\t') => 't',
            Some(c) if c < ' ' => 'u',
            Some(_) | None => {
                text.push_str(piece);
                continue;
            }
        };
        text.push_str(plain.as_str());
        text.push('\\');
        text.push(short);
        if short == 'u' {
            let code = last.map_or(0, u32::from);
            text.push_str(if code < 0x10 { "000" } else { "001" });
            text.extend(char::from_digit(code & 0xf, 16));
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    #[test]
    fn a_tree_has_one_spelling() {
        for (text, spelling, because) in [
            (r#"{"b":1,"a":[true,false,-5]}"#, r#"{"a":[true,false,-5],"b":1}"#, "fields sorted, no spaces"),
            (r#" { "a" : { "c":"", "b":"" } } "#, r#"{"a":{"b":"","c":""}}"#, "in objects of objects too"),
            (r#"{"a":null,"b":1,"c":null}"#, r#"{"b":1}"#, "null is left out"),
            (r#"{"a":null}"#, "{}", "and nothing may remain"),
            ("[null,1.5,1e3,18446744073709551616]", "[null,null,null,null]", "what is unusable is null, not left out"),
            (r#"{"a":1.5}"#, r#"{"a":null}"#, "nor among fields: it is not absent"),
            ("9007199254740991", "9007199254740991", "the largest number of signed texts"),
            ("-9007199254740991", "-9007199254740991", "the same below 0"),
            (r#""\u0061\/\u00e9\ud83d\ude00\u007f""#, "\"a/é\u{1f600}\u{7f}\"", "no escape without need"),
            (
                r#""x\"\\\u0008\u000c\u000a\u000d\u0009\u0000\u001Fy""#,
                r#""x\"\\\b\f\n\r\t\u0000\u001fy""#,
                "what must be escaped, briefly",
            ),
            ("\"\"", "\"\"", "nothing"),
        ] {
            let spelled = write(&tree::parse("test", text).unwrap().0);
            assert_eq!(spelled, spelling, "{because}");
            // What was unusable is spelled null, which is not canonical and means something else when read again.
            if !spelling.contains("null") {
                let (again, canonical) = tree::parse("test", &spelled).unwrap();
                assert_eq!((write(&again).as_str(), canonical), (spelling, true), "{because}: spelled again");
            }
        }
    }
}
