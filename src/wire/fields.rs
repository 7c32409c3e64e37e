//! Fields that hold more than a text: what stands in them is read by a function of its own.
//!
//! Readers are plain function pointers, so that one small function serves all types of one shape.

use super::entries::{items, parsed_at};
use super::{At, Malformed, Object, Tree};
use crate::id::Symbol;

/// Reads what stands at a place.
pub(super) type Reader<T> = fn(&Tree<'_>, &At<'_>) -> Result<T, Malformed>;

/// What `read` makes of the field `name`.
pub(super) fn within<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> Result<T, Malformed> {
    read(object.take(name)?, &object.at().field(name))
}

/// As [`within`]; `None` where the field is left out.
pub(super) fn within_if_given<T>(
    object: &mut Object<'_, '_>,
    name: &str,
    read: Reader<T>,
) -> Result<Option<T>, Malformed> {
    let Some(tree) = object.optional(name) else { return Ok(None) };
    read(tree, &object.at().field(name)).map(Some)
}

/// The name and value of the only field of the object that `tree`, which stands `at` its place, must be.
pub(super) fn only_field<'tree>(
    tree: &'tree Tree<'tree>,
    at: &At<'_>,
) -> Result<(&'tree str, &'tree Tree<'tree>), Malformed> {
    match Object::new(tree, at)?.into_fields().as_slice() {
        [(name, value)] => Ok((name, value)),
        _ => Err(at.fault("expected exactly one key")),
    }
}

/// What `read` makes of each item of the list that `tree`, which stands `at` its place, must be.
pub(super) fn each<T>(tree: &Tree<'_>, at: &At<'_>, read: Reader<T>) -> Result<Vec<T>, Malformed> {
    let items = items(tree, at)?;
    let mut read_so_far = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        read_so_far.push(read(item, &at.item(n))?);
    }
    Ok(read_so_far)
}

/// What `read` makes of each item of the list in the field `name`, which is left out where it would be empty: there is one way to say
/// that there is none.
pub(super) fn each_if_given<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> Result<Vec<T>, Malformed> {
    let Some(tree) = object.optional(name) else { return Ok(Vec::new()) };
    let at = object.at().field(name);
    let items = each(tree, &at, read)?;
    if items.is_empty() { Err(at.fault("empty: leave the list out")) } else { Ok(items) }
}

/// A list of symbols.
pub(super) fn symbols(tree: &Tree<'_>, at: &At<'_>) -> Result<Vec<Symbol>, Malformed> {
    each(tree, at, |tree, at| parsed_at(tree, at, Symbol::new))
}

/// The whole number that `tree`, which stands `at` its place, must be, within the range of `T`.
pub(super) fn number<T: TryFrom<u64>>(tree: &Tree<'_>, at: &At<'_>) -> Result<T, Malformed> {
    let Tree::Whole(number) = tree else { return Err(at.fault("invalid type, expected a whole number")) };
    T::try_from(*number).map_err(|_| at.fault("invalid value, expected a smaller number"))
}

/// The flag that `tree`, which stands `at` its place, must be.
pub(super) fn flag(tree: &Tree<'_>, at: &At<'_>) -> Result<bool, Malformed> {
    if let Tree::Flag(flag) = tree { Ok(*flag) } else { Err(at.fault("invalid type, expected a boolean")) }
}
