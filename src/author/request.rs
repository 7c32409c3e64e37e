//! A request as people write it in YAML: only `features` must be there.

use std::sync::Arc;

use super::finding::{FIELD_MISSING, Finding, Source, VALUE_INVALID};
use super::node::{Kind, Node};
use super::{typed, vector};
use crate::feature::Catalogue;
use crate::time::Moment;
use crate::wire::request::RequestDoc;

/// What a request has where it does not say otherwise.
pub(super) struct Defaults {
    /// Its moment.
    pub(super) now: Moment,
    /// The one language of its customer.
    pub(super) locale: Node,
    /// Its slots.
    pub(super) slots: Node,
}

/// The request in `node`, with `defaults` for what it leaves out; `None` after a fault, which is added to `findings`.
pub(super) fn read(
    node: &Node,
    defaults: &Defaults,
    catalogue: &Catalogue,
    file: &Arc<Source>,
    findings: &mut Vec<Finding>,
) -> Option<RequestDoc> {
    let mut root = node.clone();
    let now = root.get("now").and_then(Node::spelling).and_then(|text| Moment::parse(&text).ok());
    let text = |text: &str| Node::placeless(Kind::Text(text.into()));
    for (name, value) in [
        ("now", text(&defaults.now.to_string())),
        ("locales", Node::placeless(Kind::List(vec![defaults.locale.clone()]))),
        ("page", text("home")),
        ("slots", defaults.slots.clone()),
        ("storage", text("durable")),
        ("visit", text("own_session")),
    ] {
        if root.get(name).is_none() {
            root.put(name, value);
        }
    }
    let Some(features) = root.get("features") else {
        let at = node.at.clone().unwrap_or(0..0);
        findings.push(Finding::new(FIELD_MISSING, file, at, "there are no `features`: add the customer's vector"));
        return None;
    };
    let drafted = vector::read(features, now.unwrap_or(defaults.now), catalogue, file, findings);
    // The frame is read with a vector that is certainly right, so that faults of both are told.
    root.put("features", empty_vector());
    let (frame, root) = typed::read::<RequestDoc>(root, file, findings)?;
    if let Err(fault) = frame.clone().into_request(catalogue) {
        findings.push(Finding::new(VALUE_INVALID, file, root.place_of(fault.path()).unwrap_or(0..0), fault.fault()));
        return None;
    }
    Some(RequestDoc { features: drafted?, ..frame })
}

fn empty_vector() -> Node {
    let mut vector = Node::placeless(Kind::Map(Vec::new()));
    let text = |text: &str| Node::placeless(Kind::Text(text.into()));
    vector.put("as_of", text("1970-01-01"));
    vector.put("currency", text("USD"));
    vector.put("features", Node::placeless(Kind::Map(Vec::new())));
    vector.put("vector", Node::placeless(Kind::Integer(1)));
    vector
}
