//! Forms about single events.

use super::threshold::{comparison, positive, share_in, threshold};
use super::values::feature;
use super::{ascending, symbol};
use crate::campaign::{Comparison, EventCount, EventFilter, FirstEvent, Lookback, OfBalance, Threshold};
use crate::id::Symbol;
use crate::wire::fields::{number, within, within_if_given};
use crate::wire::{At, Malformed, Object, Tree};

pub(super) fn event(tree: &Tree<'_>, at: &At<'_>) -> Result<EventCount, Malformed> {
    let mut object = Object::new(tree, at)?;
    let (is, count) = within_if_given(&mut object, "count", compared_count)?.unwrap_or((Comparison::AtLeast, 1));
    let event = EventCount {
        feature: feature(&mut object)?,
        days: days(&mut object)?,
        filter: EventFilter {
            classes: classes(&mut object)?,
            amount: within_if_given(&mut object, "amount", compared_amount)?,
            of_balance: within_if_given(&mut object, "of_balance", of_balance)?,
        },
        is,
        count,
    };
    object.end()?;
    Ok(event)
}

pub(super) fn first(tree: &Tree<'_>, at: &At<'_>) -> Result<FirstEvent, Malformed> {
    let mut object = Object::new(tree, at)?;
    let first = FirstEvent {
        feature: feature(&mut object)?,
        days: days(&mut object)?,
        lookback: within(&mut object, "lookback", lookback)?,
        classes: classes(&mut object)?,
    };
    object.end()?;
    match first.lookback {
        Lookback::Days(back) if back <= first.days => {
            Err(at.field("lookback").fault("look back over more days than `days`, or over `all`"))
        }
        Lookback::Days(_) | Lookback::All => Ok(first),
    }
}

fn days(object: &mut Object<'_, '_>) -> Result<u16, Malformed> {
    let days = within(object, "days", number)?;
    if days > 0 {
        return Ok(days);
    }
    Err(object.at().field("days").fault("zero days can never hold: write 1 for the vector's day itself"))
}

fn classes(object: &mut Object<'_, '_>) -> Result<Vec<Symbol>, Malformed> {
    let classes = within_if_given(object, "classes", |tree, at| ascending(tree, at, symbol))?;
    Ok(classes.unwrap_or_default())
}

fn lookback(tree: &Tree<'_>, at: &At<'_>) -> Result<Lookback, Malformed> {
    if *tree == Tree::text("all") { Ok(Lookback::All) } else { number(tree, at).map(Lookback::Days) }
}

/// `{is, value}`, with a whole number.
pub(super) fn compared_count(tree: &Tree<'_>, at: &At<'_>) -> Result<(Comparison, u16), Malformed> {
    let mut object = Object::new(tree, at)?;
    let compared = (within(&mut object, "is", comparison)?, within(&mut object, "value", number)?);
    object.end()?;
    Ok(compared)
}

fn compared_amount(tree: &Tree<'_>, at: &At<'_>) -> Result<(Comparison, Threshold), Malformed> {
    let mut object = Object::new(tree, at)?;
    let compared = (within(&mut object, "is", comparison)?, within(&mut object, "value", threshold)?);
    object.end()?;
    Ok(compared)
}

fn of_balance(tree: &Tree<'_>, at: &At<'_>) -> Result<OfBalance, Malformed> {
    let mut object = Object::new(tree, at)?;
    let of_balance = OfBalance {
        is: within(&mut object, "is", comparison)?,
        share_bp: share_in(&mut object)?,
        min_base: within_if_given(&mut object, "min_base", positive)?,
    };
    object.end()?;
    Ok(of_balance)
}
