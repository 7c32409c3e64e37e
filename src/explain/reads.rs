//! Which features and segments a condition reads, as the catalogue has them.

use std::collections::BTreeSet;

use crate::campaign::{Arbitration, Campaign, Condition, Factor, MessageClass, Policy, Read, Segment, SegmentRef};
use crate::compile::{BUCKET, suppressions};
use crate::feature::Catalogue;
use crate::id::{FeatureId, ProductId};

use super::contact;

/// The features of `catalogue` that are read to decide on `campaign`: by its trigger, by every suppression that holds for it, the
/// policy's among them, by the segments that these name, by the comparison group of all promotions, by caps
/// that rest on the bank's own count, for its rank, in its experiments, for its words, and for what the bank is told.
#[must_use]
pub fn features_read(campaign: &Campaign, catalogue: &Catalogue, policy: &Policy) -> BTreeSet<FeatureId> {
    let mut reads = Reads::new(catalogue, &policy.segments);
    reads.add(&campaign.when);
    suppressions(campaign, policy, catalogue).iter().for_each(|suppression| reads.add(&suppression.when));
    if campaign.class == MessageClass::Promotional && policy.global_holdout_bp > 0 {
        FeatureId::new(BUCKET).iter().for_each(|bucket| reads.id(bucket));
    }
    if campaign.class == MessageClass::Promotional {
        reads.ids.extend(contact::counters(campaign, policy, catalogue));
    }
    reads.ranking(campaign, &policy.arbitration);
    reads.experiments(campaign, policy);
    reads.notices(campaign);
    campaign.variants.iter().for_each(|variant| reads.add(&variant.when));
    reads.ids
}

/// What conditions read.
pub(super) struct Reads<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) segments: &'a [Segment],
    /// The features of the catalogue, ascending.
    pub(super) ids: BTreeSet<FeatureId>,
    /// The segments, in the order in which they are named, each once.
    pub(super) named: Vec<SegmentRef>,
}

impl<'a> Reads<'a> {
    /// Nothing yet.
    pub(super) fn new(catalogue: &'a Catalogue, segments: &'a [Segment]) -> Self {
        Self { catalogue, segments, ids: BTreeSet::new(), named: Vec::new() }
    }

    /// Adds what `condition` reads, and the segments that it speaks of.
    // Recursion is bounded: a segment holds no segment.
    pub(super) fn add(&mut self, condition: &Condition) {
        condition.reads(&mut |read| match read {
            Read::Feature(id) => self.id(id),
            Read::Product(product) => self.product(product),
            Read::Segment(named) => {
                if !self.named.contains(named) {
                    self.named.push(named.clone());
                }
                if let Some(segment) = self.segments.iter().find(|known| known.id == named.id) {
                    self.add(&segment.when);
                }
            }
        });
    }

    /// Adds what the rank of `campaign` is made of, as far as the policy counts it.
    pub(super) fn ranking(&mut self, campaign: &Campaign, policy: &Arbitration) {
        if policy.counts(Factor::Propensity) {
            campaign.ranking.propensity.iter().for_each(|id| self.id(id));
        }
        if policy.counts(Factor::Context) {
            campaign.ranking.context.iter().for_each(|entry| self.add(&entry.when));
        }
    }

    /// Adds what decides on the arms of `campaign` and on who takes part in its experiments.
    pub(super) fn experiments(&mut self, campaign: &Campaign, policy: &Policy) {
        for stake in &campaign.experiments {
            let known = policy.experiments.iter().find(|known| known.key() == stake.experiment);
            known.and_then(|known| known.when.as_ref()).into_iter().for_each(|when| self.add(when));
            stake.arms.iter().filter_map(|arm| arm.when.as_ref()).for_each(|when| self.add(when));
        }
    }

    /// Adds what decides on what the bank is told of `campaign`, and what it is told with it.
    pub(super) fn notices(&mut self, campaign: &Campaign) {
        for tier in &campaign.notify {
            tier.when.iter().for_each(|when| self.add(when));
            tier.values.iter().for_each(|id| self.id(id));
        }
    }

    fn product(&mut self, product: &ProductId) {
        for prefix in ["own", "role"] {
            if let Ok(id) = FeatureId::new(&format!("{prefix}.{product}")) {
                self.id(&id);
            }
        }
    }

    fn id(&mut self, id: &FeatureId) {
        let entry = self.catalogue.find(id.as_str()).and_then(|place| self.catalogue.get(place));
        if let Some(feature) = entry {
            let since = feature.window.as_ref().map(|window| window.since.clone());
            self.ids.extend(since);
            self.ids.insert(id.clone());
        }
    }
}
