//! A feature vector as people write it in YAML: the wire's vector, in which days and months may be relative.
//!
//! - A day may be `today` or `today-5`, counted from the civil day of the request's `now`; so may `as_of`.
//! - A month may be `m1`, counted back from `as_of`, wherever a label as in `2026-10` may stand.
//! - A feature by months may be a map from month to value, as in `{m1: 99.99}`. For an average that is the value of every day of
//!   the month up to `as_of`: exact, since its sum is that times the days.
//! - `vector: 1` may be left out.

use std::sync::Arc;

use super::cell;
use super::finding::{Finding, Source, VALUE_INVALID};
use super::node::{Kind, Node};
use super::typed;
use crate::compile::nearest;
use crate::feature::{Catalogue, Feature, FeatureType, Scope, Series};
use crate::money::Currency;
use crate::time::{Day, Moment};
use crate::wire::Value;
use crate::wire::vector::VectorDoc;

/// A feature that the catalogue does not have, or not in this place.
const FEATURE_UNKNOWN: &str = "FEATURE_UNKNOWN";

/// The vector in `node`, seen at `now`; `None` where what is wrong leaves none. Every fault is added to `findings`.
pub(super) fn read(
    node: &Node,
    now: Moment,
    catalogue: &Catalogue,
    file: &Arc<Source>,
    findings: &mut Vec<Finding>,
) -> Option<VectorDoc> {
    let mut root = node.clone();
    if let Some(as_of) = root.get("as_of").map(|as_of| absolute(as_of, now)) {
        root.put("as_of", as_of);
    }
    if root.get("vector").is_none() {
        root.put("vector", Node::placeless(Kind::Integer(1)));
    }
    let as_of = root.get("as_of").and_then(Node::spelling).and_then(|text| Day::parse(&text).ok());
    let currency = currency_of(&root);
    if let (Some(as_of), Some(currency)) = (as_of, currency) {
        let mut drafting = Drafting { now, as_of, catalogue, file, findings: Vec::new() };
        drafting.scope(&mut root, Scope::Customer, currency);
        if let Some(mut accounts) = root.take("accounts") {
            if let Kind::List(accounts) = &mut accounts.kind {
                for account in accounts {
                    let currency =
                        if account.get("currency").is_some() { currency_of(account) } else { Some(currency) };
                    if let Some(currency) = currency {
                        drafting.scope(account, Scope::Account, currency);
                    }
                }
            }
            root.put("accounts", accounts);
        }
        findings.append(&mut drafting.findings);
    }
    let (doc, root) = typed::read::<VectorDoc>(root, file, findings)?;
    match doc.clone().into_vector(catalogue) {
        Ok(_) => Some(doc),
        Err(fault) => {
            findings.push(Finding::new(
                VALUE_INVALID,
                file,
                root.place_of(fault.path()).unwrap_or(0..0),
                fault.fault(),
            ));
            None
        }
    }
}

fn currency_of(node: &Node) -> Option<Currency> {
    node.get("currency").and_then(Node::spelling).and_then(|code| Currency::new(&code))
}

/// `today` and `today-5` as days; anything else as it stands.
pub(super) fn absolute(node: &Node, now: Moment) -> Node {
    let relative = node.spelling().and_then(|text| {
        let back = text.strip_prefix("today")?;
        if back.is_empty() {
            return Some(now.day());
        }
        back.strip_prefix('-')?.parse().ok().map(|days| now.day().minus(days))
    });
    relative.map_or_else(|| node.clone(), |day| node.with_text(day.to_string()))
}

struct Drafting<'a> {
    now: Moment,
    as_of: Day,
    catalogue: &'a Catalogue,
    file: &'a Arc<Source>,
    findings: Vec<Finding>,
}

impl Drafting<'_> {
    fn fault(&mut self, code: &'static str, node: &Node, said: &str) {
        self.findings.push(Finding::new(code, self.file, node.at.clone().unwrap_or(0..0), said));
    }

    /// Puts the `features` of `holder` into the wire's form.
    fn scope(&mut self, holder: &mut Node, scope: Scope, currency: Currency) {
        let Some(mut features) = holder.take("features") else { return };
        if let Kind::Map(entries) = &mut features.kind {
            let mut kept = Vec::with_capacity(entries.len());
            for (key, value) in entries.drain(..) {
                let at_key = Node { at: key.at.clone(), kind: Kind::Null };
                let Some(feature) = self.feature(&key.text, scope, &at_key) else { continue };
                if let Some(value) = self.value(&feature, &value, currency) {
                    kept.push((key, value));
                }
            }
            *entries = kept;
        }
        holder.put("features", features);
    }

    fn feature(&mut self, key: &str, scope: Scope, at: &Node) -> Option<Feature> {
        let id = key.split_once('@').map_or(key, |(id, _)| id);
        let known = self.catalogue.find(id).and_then(|place| self.catalogue.get(place)).cloned();
        let fault = match &known {
            Some(feature) if feature.scope == scope => return known,
            Some(_) => match scope {
                Scope::Customer => format!("`{id}` belongs to an account: write it under `accounts`"),
                Scope::Account => {
                    format!("`{id}` belongs to the customer: write it beside `accounts`, under `features`")
                }
            },
            None => {
                let ids = self.catalogue.features().iter().map(|feature| feature.id.as_str());
                let hint = nearest(ids, id).map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
                format!("the catalogue has no feature `{id}`{hint}")
            }
        };
        self.fault(FEATURE_UNKNOWN, at, &fault);
        None
    }

    /// The value of `feature` in the wire's form; `None` for nothing, and after a fault.
    fn value(&mut self, feature: &Feature, node: &Node, currency: Currency) -> Option<Node> {
        match (feature.series, &node.kind) {
            (_, Kind::Null) => None,
            (Some(unit), Kind::Map(periods)) => {
                let entries = periods.iter().filter_map(|(label, value)| {
                    let at = Node { at: label.at.clone(), kind: Kind::Null };
                    self.period(feature, (unit, &label.text), &at, value, currency)
                });
                Some(Node { at: node.at.clone(), kind: Kind::List(entries.collect()) })
            }
            (Some(unit), Kind::List(items)) => {
                let entries = items.iter().filter_map(|item| match item.get("period").and_then(Node::spelling) {
                    Some(label) => self.period(feature, (unit, &label), item, item, currency),
                    None => {
                        self.fault(VALUE_INVALID, item, "the period is missing: add it, as in `period: m1`");
                        None
                    }
                });
                Some(Node { at: node.at.clone(), kind: Kind::List(entries.collect()) })
            }
            (Some(_), _) => {
                let said = format!("`{}` has a value for each period: write a map, as in `{{m1: ..}}`", feature.id);
                self.fault(VALUE_INVALID, node, &said);
                None
            }
            (None, Kind::Map(_)) if feature.kind == FeatureType::Average => {
                let entry = self.told(entry(node, None), node)?;
                Some(entry)
            }
            (None, Kind::Map(_)) if matches!(feature.kind, FeatureType::Events(_)) => {
                self.events(feature, node, currency)
            }
            (None, _) => self.scalar(feature, node, currency),
        }
    }

    /// One period of a feature: an entry of the wire's form, or a value that holds on each of its days.
    fn period(
        &mut self,
        feature: &Feature,
        (unit, label): (Series, &str),
        at: &Node,
        node: &Node,
        currency: Currency,
    ) -> Option<Node> {
        let period = self.told(cell::period(label, unit, self.as_of), at)?;
        match (&node.kind, &feature.kind) {
            (Kind::Map(_), FeatureType::Average) => self.told(entry(node, Some(&period)), node),
            (Kind::Map(_), _) => {
                let Some(value) = node.get("value").cloned() else {
                    self.fault(VALUE_INVALID, node, "the value is missing: add it, as in `value: ..`");
                    return None;
                };
                let value = self.scalar(feature, &value, currency)?;
                Some(of_period(&period.label, value))
            }
            (_, FeatureType::Average) => {
                let text = node.spelling().unwrap_or_default();
                let each_day = self.told(cell::amount(&text, feature, currency), node)?;
                // The month of `as_of` has passed up to it; every other period, whole.
                let days = if period.label == self.as_of.month().to_string() {
                    i64::from(self.as_of.day_of_month())
                } else {
                    period.days
                };
                let sum = each_day.checked_mul(days).ok_or_else(|| "write a smaller amount".to_owned());
                let sum = self.told(sum, node)?;
                let entry = self.told(cell::average(Some(&period), sum, days, None), node)?;
                Some(in_wire_form(&Value::Entry(Box::new(entry)), node))
            }
            (_, _) => {
                let value = self.scalar(feature, node, currency)?;
                Some(of_period(&period.label, value))
            }
        }
    }

    /// A list of events: days may be counted from `today`, amounts are spelt as everywhere.
    fn events(&mut self, feature: &Feature, node: &Node, currency: Currency) -> Option<Node> {
        let mut events = node.clone();
        if let Some(since) = events.take("since") {
            events.put("since", absolute(&since, self.now));
        }
        let mut list = events.take("list")?;
        if let Kind::List(items) = &mut list.kind {
            for item in items {
                for (name, is_day) in [("date", true), ("amount", false), ("balance_before", false)] {
                    let Some(value) = item.take(name) else { continue };
                    let text = if is_day { absolute(&value, self.now).spelling() } else { value.spelling() };
                    let text = text.unwrap_or_default();
                    if !is_day {
                        self.told(cell::amount(&text, feature, currency), &value)?;
                    }
                    item.put(name, value.with_text(text));
                }
            }
        }
        events.put("list", list);
        Some(events)
    }

    fn scalar(&mut self, feature: &Feature, node: &Node, currency: Currency) -> Option<Node> {
        let node = if feature.kind == FeatureType::Date { absolute(node, self.now) } else { node.clone() };
        let read = match node.spelling() {
            Some(text) => cell::value(&text, feature, currency),
            None => Err("write a single value".into()),
        };
        let value = self.told(read, &node)?;
        Some(in_wire_form(&value, &node))
    }

    fn told<T>(&mut self, read: Result<T, String>, at: &Node) -> Option<T> {
        read.map_err(|said| self.fault(VALUE_INVALID, at, &said)).ok()
    }
}

/// An average's entry with its own sum, days and fullness; the sum is in minor units, as on the wire.
fn entry(node: &Node, period: Option<&cell::Labelled>) -> Result<Node, String> {
    let known = ["days", "full", "period", "sum"];
    if let Some((key, _)) = node.entries().iter().find(|(key, _)| !known.contains(&key.text.as_str())) {
        return Err(format!("an average has no `{}`: write `days`, `full`, `period` and `sum`", key.text));
    }
    let number = |key: &str| node.get(key).and_then(Node::spelling).and_then(|text| cell::integer(&text));
    let full = match node.get("full").map(|full| &full.kind) {
        None => None,
        Some(Kind::Flag(full)) => Some(*full),
        Some(_) => return Err("`full` is true or false".into()),
    };
    let sum = number("sum").ok_or("write `sum`, a whole number of minor units")?;
    let days = number("days").ok_or("write `days`, a whole number")?;
    Ok(in_wire_form(&Value::Entry(Box::new(cell::average(period, sum, days, full)?)), node))
}

fn of_period(label: &str, value: Node) -> Node {
    let mut entry = Node { at: value.at.clone(), kind: Kind::Map(Vec::new()) };
    entry.put("period", value.with_text(label));
    entry.put("value", value);
    entry
}

/// `value` as a node at the place of `at`.
fn in_wire_form(value: &Value, at: &Node) -> Node {
    let leaf = |kind: Kind| Node { at: at.at.clone(), kind };
    match value {
        Value::Flag(flag) => leaf(Kind::Flag(*flag)),
        Value::Integer(number) => leaf(Kind::Integer(*number)),
        Value::Text(text) => leaf(Kind::Text(text.clone())),
        Value::Entries(entries) => leaf(Kind::List(entries.iter().map(|entry| in_wire_form(entry, at)).collect())),
        Value::Entry(entry) => {
            let mut map = leaf(Kind::Map(Vec::new()));
            entry.days.into_iter().for_each(|days| map.put("days", leaf(Kind::Integer(days))));
            entry.full.into_iter().for_each(|full| map.put("full", leaf(Kind::Flag(full))));
            entry.period.iter().for_each(|period| map.put("period", at.with_text(period)));
            entry.sum.iter().for_each(|sum| map.put("sum", at.with_text(sum)));
            map
        }
        Value::Events(_) | Value::Null | Value::Unusable => leaf(Kind::Null),
    }
}
