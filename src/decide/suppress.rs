//! Gate 4: suppressions. TRUE suppresses, UNKNOWN suppresses, and nothing overrides it.

use crate::compile::Candidate;
use crate::decision::Gate;
use crate::id::SuppressionCode;

use super::condition::Answers;
use super::truth::Truth;

/// The first suppression of `candidate`, by tier, that holds or cannot be ruled out; one that holds is the better reason.
pub(super) fn stops(candidate: &Candidate, answers: &Answers<'_>) -> Option<(Gate, SuppressionCode)> {
    let judged = candidate.suppressors.iter().map(|suppressor| (suppressor, answers.truth(suppressor.when)));
    let reasons = judged.filter_map(|(suppressor, truth)| match truth {
        Truth::False => None,
        Truth::True => Some((suppressor.tier, 0, Gate::Suppressed(suppressor.tier), &suppressor.code)),
        Truth::Unknown => Some((suppressor.tier, 1, Gate::SuppressedUnknown(suppressor.tier), &suppressor.code)),
    });
    reasons.min_by_key(|(tier, certainty, ..)| (*tier, *certainty)).map(|(_, _, gate, code)| (gate, code.clone()))
}
