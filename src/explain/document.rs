//! Explanations of a decision as JSON, for programs that show them their own way.

use crate::decide::Truth;
use crate::wire::Tree;
use crate::wire::spelling::{self, field};

use super::clause::Join;
use super::decisions::{CampaignExplanation, Judged};
use super::ranking;
use super::values::Readout;

/// The canonical JSON of `explanations`, one a campaign.
#[must_use]
pub fn write(explanations: &[CampaignExplanation]) -> String {
    spelling::write(&Tree::List(explanations.iter().map(explanation).collect()))
}

fn explanation(explanation: &CampaignExplanation) -> Tree<'_> {
    let verdict = &explanation.verdict;
    let suppressions = explanation.suppressions.iter().map(|(suppression, judged)| {
        Tree::Object(vec![
            field("clause", clause(judged)),
            field("code", Tree::text(suppression.code.as_str())),
            field("tier", Tree::text(suppression.tier.as_str())),
        ])
    });
    let arbitration = explanation.factors.map_or(Tree::Null, |factors| {
        Tree::Object(ranking::decimals(factors).into_iter().map(|(name, n)| field(name, Tree::written(n))).collect())
    });
    Tree::Object(vec![
        field("arbitration", arbitration),
        field("campaign", Tree::text(verdict.campaign.as_str())),
        field("code", verdict.code.as_ref().map_or(Tree::Null, |code| Tree::text(code.as_str()))),
        field("gate", Tree::text(verdict.gate.word())),
        field("says", Tree::written(explanation.gate())),
        field("suppressions", Tree::List(suppressions.collect())),
        field("tier", verdict.gate.tier().map_or(Tree::Null, |tier| Tree::text(tier.as_str()))),
        field("trigger", clause(&explanation.trigger)),
    ])
}

// Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
fn clause(judged: &Judged) -> Tree<'_> {
    let join = match judged.join {
        Join::And if !judged.parts.is_empty() => Tree::text("and"),
        Join::Or if !judged.parts.is_empty() => Tree::text("or"),
        Join::And | Join::Or | Join::Counted => Tree::Null,
    };
    let truth = match judged.truth {
        Truth::True => "TRUE",
        Truth::False => "FALSE",
        Truth::Unknown => "UNKNOWN",
    };
    Tree::Object(vec![
        field("join", join),
        field("parts", list(&judged.parts, clause)),
        field("read", list(&judged.reads, read)),
        field("says", Tree::text(&judged.text)),
        field("truth", Tree::text(truth)),
    ])
}

fn read(read: &Readout) -> Tree<'_> {
    Tree::Object(vec![field("value", Tree::text(&read.value)), field("what", Tree::text(&read.what))])
}

/// A list, left out where it is empty.
fn list<T>(items: &[T], tree: fn(&T) -> Tree<'_>) -> Tree<'_> {
    if items.is_empty() { Tree::Null } else { Tree::List(items.iter().map(tree).collect()) }
}
