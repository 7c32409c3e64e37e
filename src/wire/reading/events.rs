//! A list of single events: `{"list": [..], "since": "2026-08-01"}`.

use super::EVER;
use crate::feature::{Event, Events, Feature, FeatureType, MAX_EVENTS, Since};
use crate::id::Symbol;
use crate::money::{Currency, Money};
use crate::time::Day;
use crate::wire::Tree;
use crate::wire::tree::Field;

/// The events that `value` lists; `None` where one is none, or stands twice.
pub(super) fn read(value: &Tree<'_>, feature: &Feature, currency: Currency) -> Option<Events> {
    let (Tree::Object(fields), FeatureType::Events(classes)) = (value, &feature.kind) else { return None };
    let [list, since] = named(fields, ["list", "since"])?;
    let since = match since? {
        Tree::Text(text) if text == EVER => Since::Ever,
        Tree::Text(text) => Since::Day(Day::parse(text).ok()?),
        Tree::Null
        | Tree::Flag(_)
        | Tree::Whole(_)
        | Tree::Negative(_)
        | Tree::Fraction
        | Tree::List(_)
        | Tree::Object(_) => return None,
    };
    let Tree::List(items) = list? else { return None };
    if items.len() > MAX_EVENTS {
        return None;
    }
    let mut ids: Vec<&str> = Vec::with_capacity(items.len());
    let mut events = Vec::with_capacity(items.len());
    for item in items {
        let (id, event) = event(item, classes, currency)?;
        let place = ids.binary_search(&id).err()?;
        ids.insert(place, id);
        events.push(event);
    }
    Some(Events { since, list: events.into() })
}

fn event<'tree>(tree: &'tree Tree<'_>, classes: &[Symbol], currency: Currency) -> Option<(&'tree str, Event)> {
    let Tree::Object(fields) = tree else { return None };
    let [amount, balance_before, class, date, id] = named(fields, ["amount", "balance_before", "class", "date", "id"])?;
    let class = text(class)?;
    let place = classes.iter().position(|known| known.as_str() == class)?;
    let minor = |tree: Option<&Tree<'_>>| match tree {
        None => Some(None),
        tree => Money::parse(text(tree)?, currency).ok().map(|money| Some(money.minor)),
    };
    let event = Event {
        date: Day::parse(text(date)?).ok()?,
        class: u16::try_from(place).ok()?,
        amount: minor(amount)?.map_or(Some(None), |minor| (minor >= 0).then_some(Some(minor)))?,
        balance_before: minor(balance_before)?,
        currency,
    };
    Some((text(id)?, event))
}

fn text<'tree>(tree: Option<&'tree Tree<'_>>) -> Option<&'tree str> {
    if let Some(Tree::Text(text)) = tree { Some(text) } else { None }
}

/// The fields with these names; `None` where there is one with another name. Null is nothing, as everywhere in a host document.
fn named<'tree, 'text, const N: usize>(
    fields: &'tree [Field<'text>],
    names: [&str; N],
) -> Option<[Option<&'tree Tree<'text>>; N]> {
    let strange = |(name, value): &Field<'text>| !names.contains(&&**name) && !matches!(value, Tree::Null);
    if fields.iter().any(strange) {
        return None;
    }
    let given = |name: &str| fields.iter().find(|(field, value)| field == name && !matches!(value, Tree::Null));
    Some(names.map(|name| given(name).map(|(_, value)| value)))
}
