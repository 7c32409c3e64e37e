//! Which features a condition reads.

use std::collections::BTreeSet;

use crate::campaign::{Condition, Operand, Segment, SegmentRef, Threshold};
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
    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep, and a segment holds no segment.
    pub(super) fn add(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => self.add_all(parts),
            Condition::Not(part) => self.add(part),
            Condition::AtLeast(some) => self.add_all(&some.of),
            Condition::Segment(named) => {
                if !self.named.contains(named) {
                    self.named.push(named.clone());
                }
                if let Some(segment) = self.segments.iter().find(|known| known.id == named.id) {
                    self.add(&segment.when);
                }
            }
            Condition::Level(level) => {
                self.operand(&level.operand);
                self.threshold(&level.value);
            }
            Condition::Crossing(crossing) => self.id(&crossing.feature),
            Condition::Change(change) => {
                self.operand(&change.from);
                self.operand(&change.to);
            }
            Condition::Consecutive(run) => {
                self.id(&run.feature);
                self.threshold(&run.value);
            }
            Condition::Trend(trend) => self.id(&trend.feature),
            Condition::Recent(window) | Condition::Past(window) | Condition::Upcoming(window) => {
                self.id(&window.feature);
            }
            Condition::Never(feature) | Condition::Flag(feature) => self.id(feature),
            Condition::Calendar(_) | Condition::Session(_) => {}
            Condition::OneOf(one_of) => self.id(&one_of.feature),
            Condition::Owns(product) | Condition::Lacks(product) => self.product(product),
            Condition::Event(event) => {
                self.id(&event.feature);
                event.filter.amount.iter().for_each(|(_, value)| self.threshold(value));
            }
            Condition::First(first) => self.id(&first.feature),
            Condition::AnyAccount(block) | Condition::EveryAccount(block) => self.add_all(&block.meets),
            Condition::CountAccounts(count) => self.add_all(&count.meets),
            Condition::Combined(combined) => self.operand(&combined.operand),
        }
    }

    fn add_all(&mut self, conditions: &[Condition]) {
        conditions.iter().for_each(|condition| self.add(condition));
    }

    fn operand(&mut self, operand: &Operand) {
        self.id(&operand.feature);
    }

    fn threshold(&mut self, threshold: &Threshold) {
        match threshold {
            Threshold::Fixed(_) => {}
            Threshold::Relative(relative) => self.operand(&relative.operand),
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
