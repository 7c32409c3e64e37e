//! Which features and segments a condition reads, as the catalogue has them.

use std::collections::BTreeSet;

use crate::campaign::{Arbitration, Campaign, Condition, Factor, MessageClass, Policy, Read, Segment, SegmentRef};
use crate::compile::{BUCKET, Origin, suppressions_by};
use crate::feature::Catalogue;
use crate::id::{FeatureId, ProductId};

use super::contact;

/// The features of `catalogue` that are read to decide on `campaign`: by its trigger, by every suppression that holds for it, the
/// policy's among them, by the segments that these name, by the comparison group of all promotions, by caps
/// that rest on the bank's own count, for its rank, in its experiments, for its words, and for what the bank is told.
#[must_use]
pub fn features_read(campaign: &Campaign, catalogue: &Catalogue, policy: &Policy) -> BTreeSet<FeatureId> {
    ReadPart::ALL.into_iter().flat_map(|part| part.reads(campaign, catalogue, policy)).collect()
}

/// A part of what decides on a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadPart {
    /// Its trigger.
    Trigger,
    /// Its own suppressions.
    Suppression,
    /// Those of the policy that hold for it.
    Policy,
    /// Those that come with the product that it sells.
    Product,
    /// The comparison group of all promotions.
    Holdout,
    /// Caps that rest on the bank's own count.
    Contact,
    /// Its rank.
    Ranking,
    /// Its experiments.
    Experiment,
    /// Its words.
    Variant,
    /// What the bank is told.
    Notification,
}

impl ReadPart {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Trigger,
        Self::Suppression,
        Self::Policy,
        Self::Product,
        Self::Holdout,
        Self::Contact,
        Self::Ranking,
        Self::Experiment,
        Self::Variant,
        Self::Notification,
    ];

    /// The part as a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trigger => "trigger",
            Self::Suppression => "suppression",
            Self::Policy => "policy",
            Self::Product => "product",
            Self::Holdout => "holdout",
            Self::Contact => "contact",
            Self::Ranking => "ranking",
            Self::Experiment => "experiment",
            Self::Variant => "variant",
            Self::Notification => "notification",
        }
    }

    /// The features of `catalogue` that are read in this part to decide on `campaign`.
    #[must_use]
    pub fn reads(self, campaign: &Campaign, catalogue: &Catalogue, policy: &Policy) -> BTreeSet<FeatureId> {
        let mut reads = Reads::new(catalogue, &policy.segments);
        let promotional = campaign.class == MessageClass::Promotional;
        match self {
            Self::Trigger => reads.add(&campaign.when),
            Self::Suppression => reads.suppressions(Origin::Own, campaign, policy),
            Self::Policy => reads.suppressions(Origin::Policy, campaign, policy),
            Self::Product => reads.suppressions(Origin::Product, campaign, policy),
            Self::Holdout if promotional && policy.global_holdout_bp > 0 => {
                FeatureId::new(BUCKET).iter().for_each(|bucket| reads.id(bucket));
            }
            Self::Contact if promotional => reads.ids.extend(contact::counters(campaign, policy, catalogue)),
            Self::Holdout | Self::Contact => {}
            Self::Ranking => reads.ranking(campaign, &policy.arbitration),
            Self::Experiment => reads.experiments(campaign, policy),
            Self::Variant => campaign.variants.iter().for_each(|variant| reads.add(&variant.when)),
            Self::Notification => reads.notices(campaign),
        }
        reads.ids
    }
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

    fn suppressions(&mut self, origin: Origin, campaign: &Campaign, policy: &Policy) {
        for (_, suppression) in suppressions_by(campaign, policy, self.catalogue).iter().filter(|(of, _)| *of == origin)
        {
            self.add(&suppression.when);
        }
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
