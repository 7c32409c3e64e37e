//! Conditions, as campaigns, segments and policies write them: one form a condition, named by its only key.

#[cfg(feature = "cli")]
mod doc;

mod accounts;
mod events;
mod moments;
mod threshold;
mod values;

use super::entries::{no_word, parsed_at};
use super::fields::{Reader, each, number, only_field, within};
use super::object::{for_each, items};
use super::{At, Object, Tree};
use crate::campaign::{AtLeast, Condition, SegmentRef};
use crate::id::{FeatureId, ProductId, SegmentId, Symbol};
#[cfg(feature = "cli")]
pub use doc::*;
#[cfg(feature = "cli")]
pub use moments::DeviceWord;
pub(super) use moments::device;
#[cfg(feature = "review")]
pub(super) use threshold::unit_word;
#[cfg(feature = "cli")]
pub use threshold::{ComparisonWord, UnitWord};
pub(super) use threshold::{positive, unit};
#[cfg(feature = "cli")]
pub use values::{BaseWord, DirectionWord, WayWord};

/// Deepest nesting of conditions.
pub const MAX_DEPTH: usize = 8;

/// What a condition may be, for whoever writes something else.
const FORMS: [&str; 27] = [
    "always",
    "all",
    "any",
    "not",
    "at_least",
    "segment",
    "level",
    "crossing",
    "change",
    "consecutive",
    "trend",
    "recent",
    "past",
    "upcoming",
    "never",
    "calendar",
    "session",
    "flag",
    "one_of",
    "owns",
    "lacks",
    "event",
    "first",
    "any_account",
    "every_account",
    "count_accounts",
    "combined",
];

/// The condition that `tree` is.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Condition {
    nested(tree, at, MAX_DEPTH)
}

/// The condition that `tree` is, with `depth` levels of conditions left.
fn nested(tree: &Tree<'_>, at: &At<'_>, depth: usize) -> Condition {
    let Some(deeper) = depth.checked_sub(1) else {
        at.refuse_for(&format_args!("conditions nest {MAX_DEPTH} deep at most"));
        return Condition::All(Vec::new());
    };
    let (form, held) = only_field(tree, at);
    let inside = &at.field(form);
    match form {
        "always" => always(held, inside),
        "all" => Condition::All(several(held, inside, deeper)),
        "any" => Condition::Any(several(held, inside, deeper)),
        "not" => Condition::Not(Box::new(nested(held, inside, deeper))),
        "at_least" => Condition::AtLeast(at_least(held, inside, deeper)),
        "segment" => Condition::Segment(parsed_at(held, inside, segment)),
        "level" => Condition::Level(values::level(held, inside)),
        "crossing" => Condition::Crossing(values::crossing(held, inside)),
        "change" => Condition::Change(values::change(held, inside)),
        "consecutive" => Condition::Consecutive(values::consecutive(held, inside)),
        "trend" => Condition::Trend(values::trend(held, inside)),
        "recent" => Condition::Recent(moments::window(held, inside, 1)),
        "past" => Condition::Past(moments::window(held, inside, 0)),
        "upcoming" => Condition::Upcoming(moments::window(held, inside, 0)),
        "never" => Condition::Never(parsed_at(held, inside, FeatureId::new)),
        "calendar" => Condition::Calendar(moments::calendar(held, inside)),
        "session" => Condition::Session(moments::session(held, inside)),
        "flag" => Condition::Flag(parsed_at(held, inside, FeatureId::new)),
        "one_of" => Condition::OneOf(values::one_of(held, inside)),
        "owns" => Condition::Owns(parsed_at(held, inside, ProductId::new)),
        "lacks" => Condition::Lacks(parsed_at(held, inside, ProductId::new)),
        "event" => Condition::Event(events::event(held, inside)),
        "first" => Condition::First(events::first(held, inside)),
        "any_account" => Condition::AnyAccount(accounts::block(held, inside, deeper)),
        "every_account" => Condition::EveryAccount(accounts::block(held, inside, deeper)),
        "count_accounts" => Condition::CountAccounts(accounts::count(held, inside, deeper)),
        "combined" => Condition::Combined(accounts::combined(held, inside)),
        _ => {
            no_word(at, &FORMS);
            Condition::All(Vec::new())
        }
    }
}

/// What holds of everybody. Said in a word of its own, since a list that was left empty by mistake must not.
fn always(tree: &Tree<'_>, at: &At<'_>) -> Condition {
    if !matches!(tree, Tree::Flag(true)) {
        at.refuse("write `always: true`");
    }
    Condition::All(Vec::new())
}

fn several(tree: &Tree<'_>, at: &At<'_>, depth: usize) -> Vec<Condition> {
    let parts = items(tree, at);
    if parts.is_empty() {
        at.refuse("empty: list at least one condition");
    }
    let mut conditions = Vec::new();
    for_each(parts, at, &mut |part, at| conditions.push(nested(part, at, depth)));
    conditions
}

fn at_least(tree: &Tree<'_>, at: &At<'_>, depth: usize) -> AtLeast {
    let mut object = Object::new(tree, at);
    let count: u16 = within(&mut object, "count", number);
    let of = several(object.take("of"), &at.field("of"), depth);
    object.end();
    if !(1..=of.len()).contains(&usize::from(count)) {
        at.refuse_field("count", "write 1 to the number of conditions");
    }
    AtLeast { count, of }
}

/// The segment in `text`: `affluent@2`.
pub(super) fn segment(text: &str) -> Result<SegmentRef, &'static str> {
    let refused = "not a segment: write its id and version, as in `affluent@2`";
    let (id, version) = text.split_once('@').ok_or(refused)?;
    let version = if version.starts_with(['0', '+']) { None } else { version.parse().ok() };
    Ok(SegmentRef { id: SegmentId::new(id).map_err(|_| refused)?, version: version.ok_or(refused)? })
}

/// A list of at least one value, ascending, each once.
fn ascending<T: Ord>(tree: &Tree<'_>, at: &At<'_>, read: Reader<T>) -> Vec<T> {
    let values = each(tree, at, read);
    if values.is_empty() || !values.is_sorted_by(|a, b| a < b) {
        at.refuse("list at least one value, ascending, each once");
    }
    values
}

fn symbol(tree: &Tree<'_>, at: &At<'_>) -> Symbol {
    parsed_at(tree, at, Symbol::new)
}
