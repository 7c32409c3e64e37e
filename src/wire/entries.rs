//! What the fields of documents hold, read in one place for all of them.
//!
//! In host documents null is nothing: a field that is null reads as one left out, wherever it stands, and is left out of digests too.

use core::fmt::Display;

use super::{At, Malformed, Object, Tree, text};
#[cfg(feature = "cli")]
use super::{canonical, parse};

/// The object that `tree`, which stands `at` its place, must be, without its fields that are null.
pub(super) fn open<'at, 'tree>(tree: &'tree Tree<'tree>, at: &'at At<'at>) -> Result<Object<'at, 'tree>, Malformed> {
    Object::without_null(tree, at)
}

/// Refuses any format but 1 in the field that is named like the document.
pub(super) fn format_1(object: &mut Object<'_, '_>, name: &str) -> Result<(), Malformed> {
    if object.number(name)? == 1 { Ok(()) } else { Err(object.at().field(name).fault("only format 1 is known")) }
}

/// What the text that `tree`, which stands `at` its place, must be says to `parse`.
pub(super) fn parsed_at<T, E: Display>(
    tree: &Tree<'_>,
    at: &At<'_>,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, Malformed> {
    parse(text(tree, at)?).map_err(|error| refused(at, &error))
}

/// What the text in the field `name` says to `parse`.
pub(super) fn parsed<T, E: Display>(
    object: &mut Object<'_, '_>,
    name: &str,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, Malformed> {
    parsed_at(object.take(name)?, &object.at().field(name), parse)
}

/// As [`parsed`]; `None` where the field is left out.
pub(super) fn parsed_if_given<T, E: Display>(
    object: &mut Object<'_, '_>,
    name: &str,
    parse: fn(&str) -> Result<T, E>,
) -> Result<Option<T>, Malformed> {
    let Some(tree) = object.optional(name) else { return Ok(None) };
    parsed_at(tree, &object.at().field(name), parse).map(Some)
}

/// What each text of the list in the field `name`, `most` at most, says to `parse`.
pub(super) fn each_parsed<T, E: Display>(
    object: &mut Object<'_, '_>,
    name: &str,
    most: usize,
    parse: fn(&str) -> Result<T, E>,
) -> Result<Vec<T>, Malformed> {
    let items = object.list(name)?;
    let at = object.at().field(name);
    bounded(items.len(), most, &at)?;
    let mut read = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        read.push(parsed_at(item, &at.item(n), parse)?);
    }
    Ok(read)
}

/// The meaning of the word in the field `name`, one of `words`.
pub(super) fn word<T: Copy>(
    object: &mut Object<'_, '_>,
    name: &str,
    words: &[(&'static str, T)],
) -> Result<T, Malformed> {
    word_at(object.take(name)?, &object.at().field(name), words)
}

/// The meaning of the word that `tree`, which stands `at` its place, must be: one of `words`.
pub(super) fn word_at<T: Copy>(tree: &Tree<'_>, at: &At<'_>, words: &[(&'static str, T)]) -> Result<T, Malformed> {
    let found = text(tree, at)?;
    match words.iter().find(|(word, _)| *word == found) {
        Some((_, meaning)) => Ok(*meaning),
        None => Err(no_word(at, &mut words.iter().map(|(word, _)| *word))),
    }
}

/// What is wrong with a word `at` a place that is none of `words`; the word itself is not repeated.
#[inline(never)]
pub(super) fn no_word(at: &At<'_>, words: &mut dyn Iterator<Item = &'static str>) -> Malformed {
    let mut said = String::from("unknown variant, expected one of `");
    for (n, word) in words.enumerate() {
        said.push_str(if n == 0 { "" } else { "`, `" });
        said.push_str(word);
    }
    said.push('`');
    at.fault(said)
}

/// The list that `tree`, which stands `at` its place, must be.
pub(super) fn items<'tree>(tree: &'tree Tree<'_>, at: &At<'_>) -> Result<&'tree [Tree<'tree>], Malformed> {
    if let Tree::List(items) = tree { Ok(items) } else { Err(at.fault("invalid type, expected a list")) }
}

/// The flag in the field `name`; `None` where it is left out.
pub(super) fn flag_if_given(object: &mut Object<'_, '_>, name: &str) -> Result<Option<bool>, Malformed> {
    match object.optional(name) {
        None => Ok(None),
        Some(Tree::Flag(flag)) => Ok(Some(*flag)),
        Some(_) => Err(object.at().field(name).fault("invalid type, expected a boolean")),
    }
}

/// The whole number within 64 bits in the field `name`.
pub(super) fn integer_in(object: &mut Object<'_, '_>, name: &str) -> Result<i64, Malformed> {
    let tree = object.take(name)?;
    integer(tree).ok_or_else(|| no_integer(object, name))
}

fn no_integer(object: &Object<'_, '_>, name: &str) -> Malformed {
    object.at().field(name).fault("invalid type, expected a whole number of 64 bits")
}

/// The whole number in the field `name`; `None` where it is left out.
pub(super) fn integer_if_given(object: &mut Object<'_, '_>, name: &str) -> Result<Option<i64>, Malformed> {
    let Some(tree) = object.optional(name) else { return Ok(None) };
    match integer(tree) {
        Some(number) => Ok(Some(number)),
        None => Err(no_integer(object, name)),
    }
}

/// The whole number within 64 bits that `tree` is.
pub(super) fn integer(tree: &Tree<'_>) -> Option<i64> {
    match tree {
        Tree::Whole(number) => i64::try_from(*number).ok(),
        Tree::Negative(number) => Some(*number),
        Tree::Null | Tree::Flag(_) | Tree::Fraction | Tree::Text(_) | Tree::List(_) | Tree::Object(_) => None,
    }
}

/// Refuses more than `most` of the things `at` a place.
pub(super) fn bounded(found: usize, most: usize, at: &At<'_>) -> Result<(), Malformed> {
    if found <= most { Ok(()) } else { Err(at.fault(format!("{most} at most"))) }
}

/// What is wrong `at` a place, in the words of `error`.
#[inline(never)]
pub(super) fn refused(at: &At<'_>, error: &dyn Display) -> Malformed {
    at.fault(error.to_string())
}

/// What `read` makes of the text of an author's `document`, so that there is one reader for both.
#[cfg(feature = "cli")]
pub(super) fn read_back<D: serde::Serialize, T>(
    name: &'static str,
    document: &D,
    read: impl FnOnce(&Tree<'_>, &At<'_>) -> Result<T, Malformed>,
) -> Result<T, Malformed> {
    let text = String::from_utf8(canonical::write(document)?).map_err(|_| Malformed::whole(name, "not UTF-8"))?;
    read(&parse(name, &text)?, &At::document(name))
}
