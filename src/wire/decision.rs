//! What the host gets back: the decision and, for people, the reasons.

use std::borrow::Cow;

use super::spelling::{self, field};
use super::tree::Field;
use super::{Tree, history};
use crate::decision::{Decision, Notification, Placement, Told, Verdict};
use crate::history::History;

/// The canonical text of `decision`, with the keys of the request that no campaign can read.
#[must_use]
pub fn write(decision: &Decision, surplus: &[Box<str>]) -> String {
    let gates = decision.verdicts.iter().map(|verdict| char::from(verdict.gate.byte())).collect();
    spelling::write(&Tree::Object(vec![
        field("decision", Tree::Whole(1)),
        field("gates", Tree::written(gates)),
        field("history", history::tree(&decision.history)),
        field("notifications", notifications(decision, true)),
        field("placements", Tree::List(decision.placements.iter().map(placement).collect())),
        field("statuses", Tree::List(decision.statuses.iter().map(|status| Tree::text(status.word())).collect())),
        field("surplus", if_any(surplus.iter().map(|key| Tree::text(key)).collect())),
    ]))
}

/// The canonical text of the reasons, one for each campaign, ascending by id.
#[must_use]
pub fn write_reasons(decision: &Decision) -> String {
    spelling::write(&reasons(&decision.verdicts))
}

/// The canonical text of a decision that shows nothing to a customer: no history, no gates, and a format of its own.
#[cfg(feature = "review")]
#[must_use]
pub fn write_preview(decision: &Decision) -> String {
    spelling::write(&Tree::Object(vec![
        field("placements", Tree::List(decision.placements.iter().map(placement).collect())),
        field("preview", Tree::Whole(1)),
        field("reasons", reasons(&decision.verdicts)),
        field("statuses", Tree::List(decision.statuses.iter().map(|status| Tree::text(status.word())).collect())),
    ]))
}

/// The canonical text of `history`.
#[must_use]
pub fn write_history(history: &History) -> String {
    spelling::write(&history::tree(history))
}

/// The list of `items`, which is left out where it is empty.
fn if_any(items: Vec<Tree<'_>>) -> Tree<'_> {
    if items.is_empty() { Tree::Null } else { Tree::List(items) }
}

pub(super) fn reasons(verdicts: &[Verdict]) -> Tree<'_> {
    Tree::List(verdicts.iter().map(reason).collect())
}

fn reason(verdict: &Verdict) -> Tree<'_> {
    Tree::Object(vec![
        field("campaign", Tree::text(verdict.campaign.as_str())),
        field("code", verdict.code.as_ref().map_or(Tree::Null, |code| Tree::text(code.as_str()))),
        field("gate", Tree::text(verdict.gate.word())),
        field("tier", verdict.gate.tier().map_or(Tree::Null, |tier| Tree::text(tier.as_str()))),
    ])
}

/// The arm that is seen, and whether the customer counts for it.
pub(super) fn trial(placement: &Placement) -> Tree<'_> {
    placement.trial.as_ref().map_or(Tree::Null, |trial| {
        Tree::Object(vec![
            field("arm", Tree::text(trial.arm.as_str())),
            field("enrolled", Tree::Flag(trial.enrolled)),
            field("key", Tree::written(trial.experiment.to_string())),
        ])
    })
}

/// The variant of the words that is seen.
pub(super) fn variant(placement: &Placement) -> Tree<'_> {
    placement.variant.as_ref().map_or(Tree::Null, |variant| Tree::text(variant.as_str()))
}

/// What the bank is told, with the values that it is told or without.
pub(super) fn notifications(decision: &Decision, with_values: bool) -> Tree<'_> {
    let mut notices = Vec::with_capacity(decision.notifications.len());
    for notification in &decision.notifications {
        let mut values: Vec<Field<'_>> = Vec::new();
        for (id, told) in notification.values.iter().filter(|_| with_values) {
            values.push((Cow::Borrowed(id.as_str()), value(told)));
        }
        notices.push(notice(notification, values));
    }
    if_any(notices)
}

fn value(told: &Told) -> Tree<'_> {
    match told {
        Told::Flag(flag) => Tree::Flag(*flag),
        Told::Number(number) => Tree::integer(*number),
        Told::Text(text) => Tree::text(text),
    }
}

fn notice<'a>(notification: &'a Notification, values: Vec<Field<'a>>) -> Tree<'a> {
    Tree::Object(vec![
        field("campaign", Tree::text(notification.campaign.as_str())),
        field("notice", Tree::text(notification.notice.as_str())),
        field("period", Tree::text(&notification.period)),
        field("values", if values.is_empty() { Tree::Null } else { Tree::Object(values) }),
    ])
}

fn placement(placement: &Placement) -> Tree<'_> {
    let creative = &placement.creative;
    let action = Tree::Object(vec![
        field("label", Tree::text(&creative.action.label)),
        field("offer", Tree::text(&creative.action.offer)),
        field("url", Tree::text(&creative.action.url)),
    ]);
    let image = creative.image.as_ref().map_or(Tree::Null, |image| {
        Tree::Object(vec![
            field("alt", Tree::text(&image.alt)),
            field("asset", Tree::text(image.asset.as_str())),
            field("sha256", Tree::written(image.sha256.to_string())),
        ])
    });
    Tree::Object(vec![
        field("action", action),
        field("body", Tree::text(&creative.body)),
        field("campaign", Tree::text(placement.campaign.as_str())),
        field("disclosures", Tree::List(creative.disclosures.iter().map(|text| Tree::text(text)).collect())),
        field("experiment", trial(placement)),
        field("headline", Tree::text(&creative.headline)),
        field("id", Tree::text(placement.id.as_str())),
        field("image", image),
        field("locale", Tree::text(placement.locale.as_str())),
        field("slot", Tree::text(placement.slot.as_str())),
        field("variant", variant(placement)),
        field("why", Tree::text(&creative.why)),
    ])
}
