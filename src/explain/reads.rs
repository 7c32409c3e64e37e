//! Which features and segments a condition reads, as the catalogue has them.

use std::collections::BTreeSet;

use crate::campaign::{Condition, Read, Segment, SegmentRef};
use crate::feature::Catalogue;
use crate::id::{FeatureId, ProductId};

/// What conditions read.
pub(super) struct Reads<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) segments: &'a [Segment],
    /// The features of the catalogue, ascending.
    pub(super) ids: BTreeSet<FeatureId>,
    /// The segments, in the order in which they are named, each once.
    pub(super) named: Vec<SegmentRef>,
}

impl Reads<'_> {
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
