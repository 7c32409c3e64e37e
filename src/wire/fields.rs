//! Fields that hold more than a text: what stands in them is read by a function of its own.
//!
//! Readers are plain function pointers, so that one small function serves all types of one shape.

use super::entries::parsed_at;
use super::object::{for_each, items, whole};
use super::{At, Object, Tree};
use crate::id::Symbol;

/// Reads what stands at a place.
pub(super) type Reader<T> = fn(&Tree<'_>, &At<'_>) -> T;

/// What `read` makes of the field `name`.
#[inline(never)]
pub(super) fn within<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> T {
    read(object.take(name), &object.at().field(name))
}

/// As [`within`]; `None` where the field is left out.
#[inline(never)]
pub(super) fn within_if_given<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> Option<T> {
    Some(read(object.optional(name)?, &object.at().field(name)))
}

/// The name and value of the only field of the object that `tree`, which stands `at` its place, must be; no name where it is none.
pub(super) fn only_field<'tree>(tree: &'tree Tree<'tree>, at: &At<'_>) -> (&'tree str, &'tree Tree<'tree>) {
    if let [(name, value)] = Object::new(tree, at).into_fields().as_slice() {
        return (name, value);
    }
    at.refuse("expected exactly one key");
    ("", tree)
}

/// What `read` makes of each item of the list that `tree`, which stands `at` its place, must be.
#[inline(never)]
pub(super) fn each<T>(tree: &Tree<'_>, at: &At<'_>, read: Reader<T>) -> Vec<T> {
    let mut read_so_far = Vec::new();
    for_each(items(tree, at), at, &mut |item, at| read_so_far.push(read(item, at)));
    read_so_far
}

/// What `read` makes of each item of the list in the field `name`, which is left out where it would be empty: there is one way to say
/// that there is none.
#[inline(never)]
pub(super) fn each_if_given<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> Vec<T> {
    let Some(tree) = object.optional(name) else { return Vec::new() };
    let at = object.at().field(name);
    let items = each(tree, &at, read);
    if items.is_empty() {
        at.refuse("empty: leave the list out");
    }
    items
}

/// A list of symbols.
pub(super) fn symbols(tree: &Tree<'_>, at: &At<'_>) -> Vec<Symbol> {
    each(tree, at, |tree, at| parsed_at(tree, at, Symbol::new))
}

/// The whole number that `tree`, which stands `at` its place, must be, within the range of `T`.
pub(super) fn number<T: TryFrom<u64> + Default>(tree: &Tree<'_>, at: &At<'_>) -> T {
    T::try_from(whole(tree, at)).unwrap_or_else(|_| {
        at.refuse("invalid value, expected a smaller number");
        T::default()
    })
}
