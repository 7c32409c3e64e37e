//! Segments: conditions with a name and a version, which campaigns share.

use core::fmt;

use super::condition::Condition;
use crate::id::SegmentId;
use crate::stand_in::StandIn;

/// A condition with a name and a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its id.
    pub id: SegmentId,
    /// The version of what it says, from 1.
    pub version: u16,
    /// Its name, for people.
    pub name: Box<str>,
    /// Who belongs to it.
    pub when: Condition,
}

/// A segment by id and version, so that a campaign says which one it was approved with: `affluent@2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentRef {
    /// The id.
    pub id: SegmentId,
    /// The version.
    pub version: u16,
}

impl StandIn for SegmentRef {
    fn stand_in() -> Self {
        Self { id: SegmentId::stand_in(), version: 1 }
    }
}

impl fmt::Display for SegmentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.version)
    }
}
