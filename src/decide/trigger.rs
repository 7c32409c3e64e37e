//! Gate 5: the trigger. Only TRUE shows a banner.

use crate::compile::Candidate;
use crate::decision::Gate;

use super::condition::Answers;
use super::truth::Truth;

/// Why the trigger of `candidate` does not let it through.
pub(super) fn stops(candidate: &Candidate, answers: &Answers<'_>) -> Option<Gate> {
    match answers.truth(candidate.trigger) {
        Truth::True => None,
        Truth::False => Some(Gate::NotTriggered),
        Truth::Unknown => Some(Gate::TriggerUnknown),
    }
}
