//! Forms about accounts.

use super::threshold::{amount, comparison};
use super::values::{operand_in, rule};
use super::{ascending, several};
use crate::campaign::{AccountBlock, AccountFilter, Combined, CountAccounts};
use crate::id::{AccountKind, ProductId};
use crate::wire::entries::{parsed, parsed_if_given, word_at};
use crate::wire::fields::{each, number, within, within_if_given};
use crate::wire::vector::{CLASSES, ROLES, STATUSES};
use crate::wire::{At, Object, Tree};

pub(super) fn block(tree: &Tree<'_>, at: &At<'_>, depth: usize) -> AccountBlock {
    let mut object = Object::new(tree, at);
    let filter = filter_in(&mut object);
    let meets = several(object.take("where"), &at.field("where"), depth);
    object.end();
    AccountBlock { filter, meets }
}

pub(super) fn count(tree: &Tree<'_>, at: &At<'_>, depth: usize) -> CountAccounts {
    let mut object = Object::new(tree, at);
    let filter = filter_in(&mut object);
    let meets = match object.optional("where") {
        Some(conditions) => several(conditions, &at.field("where"), depth),
        None => Vec::new(),
    };
    let (is, count) = (within(&mut object, "is", comparison), within(&mut object, "value", number));
    object.end();
    CountAccounts { filter, meets, is, count }
}

pub(super) fn combined(tree: &Tree<'_>, at: &At<'_>) -> Combined {
    let mut object = Object::new(tree, at);
    let combined = Combined {
        include: within(&mut object, "include", |tree, at| each(tree, at, filter)),
        operand: operand_in(&mut object),
        is: within(&mut object, "is", comparison),
        value: within(&mut object, "value", amount),
        rule: rule(&mut object),
    };
    object.end();
    if combined.include.is_empty() {
        at.refuse_field("include", "empty: list at least one kind of account");
    }
    combined
}

fn filter(tree: &Tree<'_>, at: &At<'_>) -> AccountFilter {
    let mut object = Object::new(tree, at);
    let filter = filter_in(&mut object);
    object.end();
    filter
}

/// The filter in some fields of something larger.
fn filter_in(object: &mut Object<'_, '_>) -> AccountFilter {
    let roles = |tree: &Tree<'_>, at: &At<'_>| ascending(tree, at, |tree, at| word_at(tree, at, ROLES));
    let statuses = |tree: &Tree<'_>, at: &At<'_>| ascending(tree, at, |tree, at| word_at(tree, at, STATUSES));
    let classes = |tree: &Tree<'_>, at: &At<'_>| ascending(tree, at, |tree, at| word_at(tree, at, CLASSES));
    AccountFilter {
        kind: parsed(object, "kind", AccountKind::new),
        product: parsed_if_given(object, "product", ProductId::new),
        roles: within_if_given(object, "roles", roles).unwrap_or_else(|| AccountFilter::ROLES.into()),
        statuses: within_if_given(object, "statuses", statuses).unwrap_or_else(|| AccountFilter::STATUSES.into()),
        classes: within_if_given(object, "classes", classes).unwrap_or_else(|| AccountFilter::CLASSES.into()),
    }
}
