//! Conditions that mean something and still make no sense, told where they stand.

use std::sync::Arc;

use super::corners::{self, Authored, Corner, CornerFault};
use super::finding::{CONDITION_ALWAYS_TRUE, CONDITION_NEVER_TRUE, CONDITION_REPEATED, Finding, NEVER_SHOWN, Source};
use super::node::Node;
use super::typed;
use crate::feature::Catalogue;
use crate::id::ProductId;
use crate::wire::condition::ConditionDoc;

/// The conditions of one document.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// The trigger, where there is one to look at.
    pub(super) when: Option<Node>,
    /// The suppressions, and a policy's segments, with the path of each condition.
    pub(super) suppress: Vec<(String, Node)>,
    /// Conditions of what the bank is told, beside the trigger, with the path of each.
    pub(super) tiers: Vec<(String, Node)>,
    /// Conditions that keep nobody away, with the path of each.
    pub(super) apart: Vec<(String, Node)>,
    /// The product that is sold.
    pub(super) product: Option<ProductId>,
}

impl Conditions {
    /// What makes no sense in them; places are those of `root`, the document in `file`.
    pub(super) fn findings(&self, root: &Node, catalogue: &Catalogue, file: &Arc<Source>) -> Vec<Finding> {
        let trigger = self.when.as_ref().and_then(|when| authored("when", when, file));
        let suppress = self.suppress.iter().filter_map(|(path, when)| authored(path, when, file));
        let suppress: Vec<Authored> = suppress.collect();
        let tiers: Vec<Authored> = self.tiers.iter().filter_map(|(path, when)| authored(path, when, file)).collect();
        let corners = match trigger {
            None => corners::of_each(&suppress, catalogue),
            Some(trigger) => corners::of_campaign(&trigger, &suppress, &tiers, self.product.as_ref(), catalogue),
        };
        let apart: Vec<Authored> = self.apart.iter().filter_map(|(path, when)| authored(path, when, file)).collect();
        let apart = corners::of_each(&apart, catalogue);
        corners.iter().chain(&apart).map(|corner| told(corner, root, file)).collect()
    }
}

/// The condition that `node` is; what is wrong with it has been told before.
fn authored(path: &str, node: &Node, file: &Arc<Source>) -> Option<Authored> {
    let (doc, _) = typed::read::<ConditionDoc>(node.clone(), file, &mut Vec::new())?;
    let document = serde_json::to_value(&doc).ok()?;
    Some(Authored { path: path.into(), condition: doc.into_condition().ok()?, document })
}

fn told(corner: &Corner, root: &Node, file: &Arc<Source>) -> Finding {
    let place = |path: &str| root.place_of(path).unwrap_or(0..0);
    let with = corner.with.as_ref().map(|with| file.line_and_column(place(with).start).0);
    let (code, said) = match (corner.fault, with) {
        (CornerFault::NeverTrue, None) => {
            (CONDITION_NEVER_TRUE, "this can never be true: mend or remove it".to_owned())
        }
        (CornerFault::NeverTrue, Some(line)) => {
            (CONDITION_NEVER_TRUE, format!("this can never be true together with line {line}: mend one of the two"))
        }
        (CornerFault::AlwaysTrue, None) => {
            let said = "this is always true where its features are known: mend or remove it";
            (CONDITION_ALWAYS_TRUE, said.to_owned())
        }
        (CornerFault::AlwaysTrue, Some(line)) => {
            let said =
                format!("this or line {line} is always true where their features are known: mend one of the two");
            (CONDITION_ALWAYS_TRUE, said)
        }
        (CornerFault::Repeated, line) => {
            let line = line.unwrap_or(0);
            (CONDITION_REPEATED, format!("this stands here already, in line {line}: remove one of the two"))
        }
        (CornerFault::OwnsProduct, line) => {
            let line = line.unwrap_or(0);
            let said = format!(
                "only who owns this meets line {line}, and who owns it is never shown the campaign: mend one of the two"
            );
            (NEVER_SHOWN, said)
        }
        (CornerFault::Suppressed, line) => {
            let line = line.unwrap_or(0);
            (
                NEVER_SHOWN,
                format!(
                    "whoever meets line {line} is suppressed here, and nobody is shown the campaign: mend one of the two"
                ),
            )
        }
    };
    Finding::new(code, file, place(&corner.path), &said)
}
