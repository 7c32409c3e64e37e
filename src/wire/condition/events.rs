//! Forms about single events.

use super::threshold::{comparison, positive, share_in, threshold};
use super::values::feature;
use super::{ascending, symbol};
use crate::campaign::{Comparison, EventCount, EventFilter, FirstEvent, Lookback, OfBalance, Threshold};
use crate::id::Symbol;
use crate::wire::fields::{number, within, within_if_given};
use crate::wire::{At, Object, Tree};

pub(super) fn event(tree: &Tree<'_>, at: &At<'_>) -> EventCount {
    let mut object = Object::new(tree, at);
    let (is, count) = within_if_given(&mut object, "count", compared_count).unwrap_or((Comparison::AtLeast, 1));
    let event = EventCount {
        feature: feature(&mut object),
        days: days(&mut object),
        filter: EventFilter {
            classes: classes(&mut object),
            amount: within_if_given(&mut object, "amount", compared_amount),
            of_balance: within_if_given(&mut object, "of_balance", of_balance),
        },
        is,
        count,
    };
    object.end();
    event
}

pub(super) fn first(tree: &Tree<'_>, at: &At<'_>) -> FirstEvent {
    let mut object = Object::new(tree, at);
    let first = FirstEvent {
        feature: feature(&mut object),
        days: days(&mut object),
        lookback: within(&mut object, "lookback", lookback),
        classes: classes(&mut object),
    };
    object.end();
    if let Lookback::Days(back) = first.lookback
        && back <= first.days
    {
        at.refuse_field("lookback", "look back over more days than `days`, or over `all`");
    }
    first
}

fn days(object: &mut Object<'_, '_>) -> u16 {
    let days = within(object, "days", number);
    if days == 0 {
        object.at().refuse_field("days", "zero days can never hold: write 1 for the vector's day itself");
    }
    days
}

fn classes(object: &mut Object<'_, '_>) -> Vec<Symbol> {
    let classes = within_if_given(object, "classes", |tree, at| ascending(tree, at, symbol));
    classes.unwrap_or_default()
}

fn lookback(tree: &Tree<'_>, at: &At<'_>) -> Lookback {
    if matches!(tree, Tree::Text(text) if text == "all") { Lookback::All } else { Lookback::Days(number(tree, at)) }
}

/// `{is, value}`, with a whole number.
pub(super) fn compared_count(tree: &Tree<'_>, at: &At<'_>) -> (Comparison, u16) {
    let mut object = Object::new(tree, at);
    let compared = (within(&mut object, "is", comparison), within(&mut object, "value", number));
    object.end();
    compared
}

fn compared_amount(tree: &Tree<'_>, at: &At<'_>) -> (Comparison, Threshold) {
    let mut object = Object::new(tree, at);
    let compared = (within(&mut object, "is", comparison), within(&mut object, "value", threshold));
    object.end();
    compared
}

fn of_balance(tree: &Tree<'_>, at: &At<'_>) -> OfBalance {
    let mut object = Object::new(tree, at);
    let of_balance = OfBalance {
        is: within(&mut object, "is", comparison),
        share_bp: share_in(&mut object),
        min_base: within_if_given(&mut object, "min_base", positive),
    };
    object.end();
    of_balance
}
