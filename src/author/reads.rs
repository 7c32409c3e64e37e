//! Which features a campaign reads: what must be in a vector for it, and nothing more.

use std::collections::BTreeSet;

use crate::campaign::{Campaign, Condition};

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
    let feature = match condition {
        Condition::All(parts) | Condition::Any(parts) => return parts.iter().for_each(|part| collect(part, ids)),
        Condition::Not(part) => return collect(part, ids),
        Condition::AnyAccount(block) => return collect(&block.meets, ids),
        Condition::Owns(product) | Condition::Lacks(product) => format!("own.{product}"),
        Condition::Level(level) => level.feature.to_string(),
        Condition::Crossing(crossing) => crossing.feature.to_string(),
        Condition::Consecutive(consecutive) => consecutive.feature.to_string(),
        Condition::Flag(flag) => flag.to_string(),
        Condition::OneOf(one_of) => one_of.feature.to_string(),
        Condition::Recent(recent) => recent.feature.to_string(),
    };
    ids.insert(feature);
}
