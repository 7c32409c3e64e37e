//! What the fields of documents hold, read in one place for all of them.
//!
//! In host documents null is nothing: a field that is null reads as one left out, wherever it stands, and is left out of digests too.

use core::fmt::Display;

use super::object::for_each;
use super::words::Words;
use super::{At, Object, Tree, text};
#[cfg(feature = "cli")]
use super::{Malformed, canonical, document, parse};
use crate::stand_in::StandIn;

/// The object that `tree`, which stands `at` its place, must be, without its fields that are null.
pub(super) fn open<'at, 'tree>(tree: &'tree Tree<'tree>, at: &'at At<'at>) -> Object<'at, 'tree> {
    Object::without_null(tree, at)
}

/// Refuses any format but 1 in the field that is named like the document.
pub(crate) fn format_1(object: &mut Object<'_, '_>, name: &str) {
    if object.number(name) != 1 {
        object.at().refuse_field(name, "only format 1 is known");
    }
}

/// What the text that `tree`, which stands `at` its place, must be says to `parse`.
#[inline(never)]
pub(super) fn parsed_at<T: StandIn, E: Display>(tree: &Tree<'_>, at: &At<'_>, parse: fn(&str) -> Result<T, E>) -> T {
    known(parse(text(tree, at)), at)
}

/// What was `read`, or the fault `at` its place, in the words of the error.
pub(crate) fn known<T: StandIn, E: Display>(read: Result<T, E>, at: &At<'_>) -> T {
    read.unwrap_or_else(|error| {
        at.refuse_for(&error);
        T::stand_in()
    })
}

/// What the text in the field `name` says to `parse`.
#[inline(never)]
pub(crate) fn parsed<T: StandIn, E: Display>(
    object: &mut Object<'_, '_>,
    name: &str,
    parse: fn(&str) -> Result<T, E>,
) -> T {
    parsed_at(object.take(name), &object.at().field(name), parse)
}

/// As [`parsed`]; `None` where the field is left out.
#[inline(never)]
pub(super) fn parsed_if_given<T: StandIn, E: Display>(
    object: &mut Object<'_, '_>,
    name: &str,
    parse: fn(&str) -> Result<T, E>,
) -> Option<T> {
    Some(parsed_at(object.optional(name)?, &object.at().field(name), parse))
}

/// What each text of the list in the field `name`, `most` at most, says to `parse`.
pub(super) fn each_parsed<T: StandIn, E: Display>(
    object: &mut Object<'_, '_>,
    name: &str,
    most: usize,
    parse: fn(&str) -> Result<T, E>,
) -> Vec<T> {
    let at = object.at().field(name);
    let items = bounded(object.list(name), most, &at);
    let mut read = Vec::new();
    for_each(items, &at, &mut |item, at| read.push(parsed_at(item, at, parse)));
    read
}

/// The meaning of the word in the field `name`, one of `table`.
pub(super) fn word<T: Copy + StandIn>(object: &mut Object<'_, '_>, name: &str, table: &Words<T>) -> T {
    word_at(object.take(name), &object.at().field(name), table)
}

/// The meaning of the word that `tree`, which stands `at` its place, must be: one of `table`.
#[inline(never)]
pub(super) fn word_at<T: Copy + StandIn>(tree: &Tree<'_>, at: &At<'_>, table: &Words<T>) -> T {
    let place = place_of(text(tree, at), at, table.words);
    table.meanings.get(place).copied().unwrap_or_else(T::stand_in)
}

/// The place among `words` of the word `found`, which stands `at` its place; their number where it is none of them.
fn place_of(found: &str, at: &At<'_>, words: &[&str]) -> usize {
    words.iter().position(|word| *word == found).unwrap_or_else(|| {
        no_word(at, words);
        words.len()
    })
}

/// Refuses a word `at` a place that is none of `words`; the word itself is not repeated.
#[inline(never)]
pub(super) fn no_word(at: &At<'_>, words: &[&str]) {
    let mut said = String::from("unknown variant, expected one of `");
    for (n, word) in words.iter().enumerate() {
        said.push_str(if n == 0 { "" } else { "`, `" });
        said.push_str(word);
    }
    said.push('`');
    at.refuse(&said);
}

/// The flag in the field `name`; `None` where it is left out.
pub(super) fn flag_if_given(object: &mut Object<'_, '_>, name: &str) -> Option<bool> {
    Some(flag(object.optional(name)?, &object.at().field(name)))
}

/// The flag that `tree`, which stands `at` its place, must be.
pub(super) fn flag(tree: &Tree<'_>, at: &At<'_>) -> bool {
    if let Tree::Flag(flag) = tree {
        return *flag;
    }
    at.refuse("invalid type, expected a boolean");
    false
}

/// The whole number within 64 bits in the field `name`.
pub(super) fn integer_in(object: &mut Object<'_, '_>, name: &str) -> i64 {
    integer_at(object.take(name), &object.at().field(name))
}

/// The whole number in the field `name`; `None` where it is left out.
pub(super) fn integer_if_given(object: &mut Object<'_, '_>, name: &str) -> Option<i64> {
    Some(integer_at(object.optional(name)?, &object.at().field(name)))
}

/// The whole number within 64 bits that `tree`, which stands `at` its place, must be.
fn integer_at(tree: &Tree<'_>, at: &At<'_>) -> i64 {
    integer(tree).unwrap_or_else(|| {
        at.refuse("invalid type, expected a whole number of 64 bits");
        0
    })
}

/// The whole number within 64 bits that `tree` is.
pub(super) fn integer(tree: &Tree<'_>) -> Option<i64> {
    match tree {
        Tree::Whole(number) => i64::try_from(*number).ok(),
        Tree::Negative(number) => Some(*number),
        Tree::Null | Tree::Flag(_) | Tree::Fraction | Tree::Text(_) | Tree::List(_) | Tree::Object(_) => None,
    }
}

/// The `items` of the list `at` a place, `most` at most.
pub(super) fn bounded<'tree>(items: &'tree [Tree<'tree>], most: usize, at: &At<'_>) -> &'tree [Tree<'tree>] {
    if items.len() <= most {
        return items;
    }
    at_most(most, at);
    &[]
}

/// Refuses what stands `at` a place for its number.
pub(super) fn at_most(most: usize, at: &At<'_>) {
    at.refuse_for(&format_args!("{most} at most"));
}

/// What `read` makes of the text of an author's document `written`, so that there is one reader for both.
#[cfg(feature = "cli")]
pub(super) fn read_back<D: serde::Serialize, T>(
    name: &'static str,
    written: &D,
    read: impl FnOnce(&Tree<'_>, &At<'_>) -> T,
) -> Result<T, Malformed> {
    let text = String::from_utf8(canonical::write(written)?).map_err(|_| Malformed::whole(name, "not UTF-8"))?;
    let tree = parse(name, &text)?;
    document(name, |top| read(&tree, top))
}
