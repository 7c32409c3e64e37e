//! What a condition reads, in the words of its author.

use super::condition::Condition;
use super::segment::SegmentRef;
use super::threshold::Threshold;
use crate::id::{FeatureId, ProductId};

/// One thing that a condition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read<'a> {
    /// A feature.
    Feature(&'a FeatureId),
    /// Whether a product is owned: the flag `own.<product>`, and the role where the catalogue knows one.
    Product(&'a ProductId),
    /// A segment, and so whatever that reads.
    Segment(&'a SegmentRef),
}

impl Condition {
    /// Tells `each` thing that the condition reads, in its order, as often as it stands there.
    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
    pub fn reads<'a>(&'a self, each: &mut dyn FnMut(Read<'a>)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.reads(each)),
            Self::AtLeast(some) => some.of.iter().for_each(|part| part.reads(each)),
            Self::Not(part) => part.reads(each),
            Self::AnyAccount(block) | Self::EveryAccount(block) => block.meets.iter().for_each(|part| part.reads(each)),
            Self::CountAccounts(count) => count.meets.iter().for_each(|part| part.reads(each)),
            Self::Segment(segment) => each(Read::Segment(segment)),
            Self::Owns(product) | Self::Lacks(product) => each(Read::Product(product)),
            Self::Level(level) => {
                each(Read::Feature(&level.operand.feature));
                of_threshold(&level.value, each);
            }
            Self::Crossing(crossing) => each(Read::Feature(&crossing.feature)),
            Self::Change(change) => {
                each(Read::Feature(&change.from.feature));
                each(Read::Feature(&change.to.feature));
            }
            Self::Consecutive(consecutive) => {
                each(Read::Feature(&consecutive.feature));
                of_threshold(&consecutive.value, each);
            }
            Self::Trend(trend) => each(Read::Feature(&trend.feature)),
            Self::Recent(window) | Self::Past(window) | Self::Upcoming(window) => each(Read::Feature(&window.feature)),
            Self::Never(feature) | Self::Flag(feature) => each(Read::Feature(feature)),
            Self::OneOf(one_of) => each(Read::Feature(&one_of.feature)),
            Self::Event(event) => {
                each(Read::Feature(&event.feature));
                if let Some((_, threshold)) = &event.filter.amount {
                    of_threshold(threshold, each);
                }
            }
            Self::First(first) => each(Read::Feature(&first.feature)),
            Self::Combined(combined) => each(Read::Feature(&combined.operand.feature)),
            Self::Calendar(_) | Self::Session(_) => {}
        }
    }
}

fn of_threshold<'a>(threshold: &'a Threshold, each: &mut dyn FnMut(Read<'a>)) {
    if let Threshold::Relative(relative) = threshold {
        each(Read::Feature(&relative.operand.feature));
    }
}
