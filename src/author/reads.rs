//! Which features a campaign reads: what must be in a vector for it, and nothing more.

use std::collections::BTreeSet;

use crate::campaign::{Campaign, Read};

/// The ids of the features that `campaign` reads in its trigger, its own suppressions, for its rank, in its arms, for its words and for what the
/// bank is told, ascending.
///
/// Ownership reads the flag `own.<product>`, of the product that it sells as well. What a segment reads is told with the policy that
/// holds it.
#[must_use]
pub fn features_read(campaign: &Campaign) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = campaign.product.iter().map(|product| format!("own.{product}")).collect();
    let suppressions = campaign.suppress.iter().map(|suppression| &suppression.when);
    let context = campaign.ranking.context.iter().map(|entry| &entry.when);
    let arms = campaign.experiments.iter().flat_map(|stake| &stake.arms).filter_map(|arm| arm.when.as_ref());
    let variants = campaign.variants.iter().map(|variant| &variant.when);
    ids.extend(campaign.ranking.propensity.iter().map(ToString::to_string));
    let notices = campaign.notify.iter().filter_map(|tier| tier.when.as_ref());
    ids.extend(campaign.notify.iter().flat_map(|tier| &tier.values).map(ToString::to_string));
    for condition in suppressions.chain([&campaign.when]).chain(context).chain(arms).chain(notices).chain(variants) {
        condition.reads(&mut |read| match read {
            Read::Feature(id) => ids.extend([id.to_string()]),
            Read::Product(product) => ids.extend([format!("own.{product}")]),
            Read::Segment(_) => {}
        });
    }
    ids
}
