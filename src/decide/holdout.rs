//! Gate 8: holdouts. Who belongs to a comparison group sees nothing, and it is counted what would have been shown.

use crate::campaign::MessageClass;
use crate::compile::{Candidate, Program};
use crate::feature::Scalar;
use crate::history::History;
use crate::request::Request;

use super::bucket;
use super::facts::Facts;

/// Whether a unit belongs to a comparison group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// It may be shown the campaign.
    Treated,
    /// It must not.
    HeldOut,
    /// There is a comparison group, but nothing to tell by.
    Unknown,
}

/// The household's group in the global holdout, by the bank's own bucket.
pub(super) fn global(program: &Program, facts: &Facts<'_>) -> Group {
    let Some(holdout) = program.global_holdout else { return Group::Treated };
    match facts.one(facts.customer(), holdout.bucket) {
        Some(Scalar::Count(bucket @ 0..=9_999)) if bucket < i64::from(holdout.below) => Group::HeldOut,
        Some(Scalar::Count(0..=9_999)) => Group::Treated,
        _ => Group::Unknown,
    }
}

/// The unit's group in the campaign's own holdout.
pub(super) fn of_campaign(candidate: &Candidate, request: &Request, history: &History) -> Group {
    let (Some(holdout), MessageClass::Promotional) = (&candidate.holdout, candidate.class) else {
        return Group::Treated;
    };
    match request.unit.or(history.seed) {
        None => Group::Unknown,
        Some(unit) if bucket::of(holdout.salt.as_str(), unit, 10_000) < u32::from(holdout.share_bp) => Group::HeldOut,
        Some(_) => Group::Treated,
    }
}
