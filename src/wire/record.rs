//! The decision record: what was decided and from which bytes, without anything about the customer.

#[cfg(feature = "cli")]
mod comparison;

use super::Tree;
use super::decision::{notifications, reasons, trial, variant};
use super::spelling::{self, field};
use crate::decision::{Decision, Placement, ReleaseFacts};
use crate::id::Digest;
use crate::time::Moment;
#[cfg(feature = "cli")]
pub use comparison::{Difference, difference, inputs_differ, read_now};

/// The name of the document, which is its format's field too.
const NAME: &str = "record";

/// The bytes that were decided from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputDigests {
    /// Of the canonical feature vector.
    pub features: Digest,
    /// Of the canonical history before the decision.
    pub history: Digest,
    /// Of the canonical request without features and history.
    pub request: Digest,
}

/// The canonical text of the record of `decision`, made at `now`.
#[must_use]
pub fn write(decision: &Decision, release: &ReleaseFacts, inputs: &InputDigests, now: Moment) -> String {
    let bundle = Tree::Object(vec![
        field("bank", Tree::text(release.bank.as_str())),
        field("environment", Tree::text(release.environment)),
        field("index", Tree::written(release.index.to_string())),
        field("sheet", Tree::written(release.sheet.to_string())),
        field("version", Tree::Whole(release.version.get())),
    ]);
    spelling::write(&Tree::Object(vec![
        field("bundle", bundle),
        field("candidates", reasons(&decision.verdicts)),
        field("features", Tree::written(inputs.features.to_string())),
        field("history", Tree::written(inputs.history.to_string())),
        // What was told, and none of the customer's values.
        field("notifications", notifications(decision, false)),
        field("now", Tree::written(now.to_string())),
        field("placements", Tree::List(decision.placements.iter().map(placed).collect())),
        field(NAME, Tree::Whole(1)),
        field("request", Tree::written(inputs.request.to_string())),
        field("semantics", Tree::Whole(release.semantics.into())),
        field("statuses", Tree::List(decision.statuses.iter().map(|status| Tree::text(status.word())).collect())),
    ]))
}

fn placed(placement: &Placement) -> Tree<'_> {
    Tree::Object(vec![
        field("campaign", Tree::text(placement.campaign.as_str())),
        field("experiment", trial(placement)),
        field("id", Tree::text(placement.id.as_str())),
        field("locale", Tree::text(placement.locale.as_str())),
        field("slot", Tree::text(placement.slot.as_str())),
        field("variant", variant(placement)),
    ])
}
