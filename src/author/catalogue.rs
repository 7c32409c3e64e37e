//! The feature catalogue as it is authored: the wire's fields in YAML, the features in any order.

use std::sync::Arc;

use super::finding::{Finding, Findings, Source, VALUE_INVALID};
use super::node::{self, Kind, Node};
use super::typed;
use crate::feature::Catalogue;
use crate::wire::catalogue::CatalogueDoc;

/// A checked catalogue.
#[derive(Debug, Clone)]
pub struct CatalogueDraft {
    /// As it will be signed, ascending by id.
    pub doc: CatalogueDoc,
    /// What it means.
    pub catalogue: Catalogue,
}

/// The catalogue in `file`.
///
/// # Errors
/// All [`Findings`], each with its place.
pub fn read(file: &Arc<Source>) -> Result<CatalogueDraft, Findings> {
    let mut root = node::parse(file).map_err(|finding| Findings(vec![finding]))?;
    let mut findings = Vec::new();
    if let Some(mut features) = root.take("features") {
        if let Kind::List(items) = &mut features.kind {
            items.sort_by_key(|item| item.get("id").and_then(Node::spelling));
        }
        for feature in features.items() {
            alone(feature, file, &mut findings);
        }
        repeated(&features, file, &mut findings);
        root.put("features", features);
    }
    Findings(findings).or(())?;
    let mut findings = Vec::new();
    let Some((doc, root)) = typed::read::<CatalogueDoc>(root, file, &mut findings) else {
        return Err(Findings(findings));
    };
    match doc.clone().into_catalogue() {
        Ok(catalogue) => Findings(findings).or(CatalogueDraft { doc, catalogue }),
        Err(fault) => {
            let at = root.place_of(fault.path()).unwrap_or(0..0);
            findings.push(Finding::new(VALUE_INVALID, file, at, fault.fault()));
            Err(Findings(findings))
        }
    }
}

/// Holds one feature against the rules, in a catalogue of its own.
fn alone(feature: &Node, file: &Arc<Source>, findings: &mut Vec<Finding>) {
    let mut root = Node::placeless(Kind::Map(Vec::new()));
    root.put("catalogue", Node::placeless(Kind::Integer(1)));
    root.put("features", Node::placeless(Kind::List(vec![feature.clone()])));
    let Some((doc, root)) = typed::read::<CatalogueDoc>(root, file, findings) else { return };
    if let Err(fault) = doc.into_catalogue() {
        findings.push(Finding::new(VALUE_INVALID, file, root.place_of(fault.path()).unwrap_or(0..0), fault.fault()));
    }
}

/// The features are sorted, so that equal ids are neighbours.
fn repeated(features: &Node, file: &Arc<Source>, findings: &mut Vec<Finding>) {
    let ids: Vec<_> = features.items().iter().filter_map(|item| item.get("id")).collect();
    for pair in ids.windows(2) {
        if let [earlier, later] = pair
            && earlier.kind == later.kind
        {
            let at = later.at.clone().unwrap_or(0..0);
            findings.push(Finding::new(VALUE_INVALID, file, at, "this feature is listed twice: keep one of the two"));
        }
    }
}
