//! The bank's policy as it is authored: the wire's fields in YAML.

use std::sync::Arc;

use super::finding::{CONDITION_INVALID, CONTACT_INVALID, Finding, Findings, Source, VALUE_INVALID};
use super::node::{self, Kind, Node};
use super::sense::Conditions;
use super::typed;
use crate::campaign::Policy;
use crate::compile;
use crate::feature::Catalogue;
use crate::wire::policy::PolicyDoc;

/// A checked policy.
#[derive(Debug, Clone)]
pub struct PolicyDraft {
    /// As it will be signed.
    pub doc: PolicyDoc,
    /// What it means.
    pub policy: Policy,
}

/// The policy in `file`, checked against `catalogue`.
///
/// # Errors
/// All [`Findings`], each with its place.
pub fn read(file: &Arc<Source>, catalogue: &Catalogue) -> Result<PolicyDraft, Findings> {
    let root = node::parse(file).map_err(|finding| Findings(vec![finding]))?;
    let mut findings = Vec::new();
    let mut checked = None;
    // Each suppression on its own first, so that none hides another.
    let suppressions = root.get("suppressions").map(|list| list.items().to_vec()).unwrap_or_default();
    let with = |items: Vec<Node>| {
        let mut one = root.clone();
        let at = root.get("suppressions").and_then(|list| list.at.clone());
        one.put("suppressions", Node { at, kind: Kind::List(items) });
        one
    };
    let alone = suppressions.iter().map(|item| with(vec![item.clone()]));
    for policy in alone.chain([root.clone()]) {
        checked = check(policy, catalogue, file, &mut findings);
    }
    Findings(findings).or(())?;
    let each = |list: &'static str| {
        let items = root.get(list).map(Node::items).unwrap_or_default().iter().enumerate();
        items.filter_map(move |(n, item)| Some((format!("{list}[{n}].when"), item.get("when")?.clone())))
    };
    let suppress = each("suppressions").chain(each("segments")).chain(each("experiments")).collect();
    let conditions = Conditions { suppress, ..Conditions::default() };
    Findings(conditions.findings(&root, catalogue, file)).or(())?;
    // Whatever leaves no policy has left a finding.
    checked.ok_or_else(|| Findings(Vec::new()))
}

fn check(root: Node, catalogue: &Catalogue, file: &Arc<Source>, findings: &mut Vec<Finding>) -> Option<PolicyDraft> {
    let (doc, root) = typed::read::<PolicyDoc>(root, file, findings)?;
    let mut tell = |code, path: &str, said: &str| {
        findings.push(Finding::new(code, file, root.place_of(path).unwrap_or(0..0), said));
    };
    match doc.clone().into_policy() {
        Err(fault) => {
            tell(VALUE_INVALID, fault.path(), fault.fault());
            None
        }
        Ok(policy) => {
            for fault in compile::policy_faults(&policy, catalogue) {
                let code = if fault.path.starts_with("contact") { CONTACT_INVALID } else { CONDITION_INVALID };
                tell(code, &fault.path, &fault.fault);
            }
            Some(PolicyDraft { doc, policy })
        }
    }
}
