//! Which features a campaign reads: what must be in a vector for it, and nothing more.

use std::collections::BTreeSet;

use crate::campaign::{Campaign, Condition, Threshold};
use crate::id::FeatureId;

/// The ids of the features that `campaign` reads in its trigger and its own suppressions, ascending.
///
/// Ownership reads the flag `own.<product>`, of the product that it sells as well.
#[must_use]
pub fn features_read(campaign: &Campaign) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let suppressions = campaign.suppress.iter().map(|suppression| &suppression.when);
    for condition in suppressions.chain([&campaign.when]) {
        collect(condition, &mut ids);
    }
    ids.extend(campaign.product.iter().map(|product| format!("own.{product}")));
    ids
}

// Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
fn collect(condition: &Condition, ids: &mut BTreeSet<String>) {
    let mut read = |feature: &FeatureId| ids.extend([feature.to_string()]);
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect(part, ids)),
        Condition::AtLeast(some) => some.of.iter().for_each(|part| collect(part, ids)),
        Condition::Not(part) => collect(part, ids),
        Condition::AnyAccount(block) | Condition::EveryAccount(block) => {
            block.meets.iter().for_each(|part| collect(part, ids));
        }
        Condition::CountAccounts(count) => count.meets.iter().for_each(|part| collect(part, ids)),
        Condition::Owns(product) | Condition::Lacks(product) => ids.extend([format!("own.{product}")]),
        Condition::Level(level) => {
            read(&level.operand.feature);
            of_threshold(&level.value, ids);
        }
        Condition::Crossing(crossing) => read(&crossing.feature),
        Condition::Change(change) => [&change.from, &change.to].into_iter().for_each(|operand| read(&operand.feature)),
        Condition::Consecutive(consecutive) => {
            read(&consecutive.feature);
            of_threshold(&consecutive.value, ids);
        }
        Condition::Trend(trend) => read(&trend.feature),
        Condition::Flag(feature) | Condition::Never(feature) => read(feature),
        Condition::OneOf(one_of) => read(&one_of.feature),
        Condition::Recent(window) | Condition::Past(window) | Condition::Upcoming(window) => read(&window.feature),
        Condition::Event(event) => {
            read(&event.feature);
            if let Some((_, threshold)) = &event.filter.amount {
                of_threshold(threshold, ids);
            }
        }
        Condition::First(first) => read(&first.feature),
        Condition::Combined(combined) => read(&combined.operand.feature),
        // What a segment reads is told with the policy that holds it.
        Condition::Segment(_) | Condition::Calendar(_) | Condition::Session(_) => {}
    }
}

fn of_threshold(threshold: &Threshold, ids: &mut BTreeSet<String>) {
    if let Threshold::Relative(relative) = threshold {
        ids.insert(relative.operand.feature.to_string());
    }
}
