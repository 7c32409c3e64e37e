//! Replaying a record: the same program and request must give its bytes again, and what does not is named.

use super::record;
use crate::compile::Program;
use crate::wire::Malformed;
use crate::wire::record::{Difference, difference, inputs_differ};

/// Why a record is not reproduced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// It is no record.
    #[error(transparent)]
    Record(Malformed),
    /// The request is none.
    #[error(transparent)]
    Request(Malformed),
    /// The record was made from something else than what was given.
    #[error("the record was made from another input: {0}")]
    Input(Difference),
    /// From the same inputs something else was decided.
    #[error("the decision comes out otherwise, first at {0}")]
    Decision(Difference),
    /// The record says the same in other bytes.
    #[error("the record says what the replay says, but not in its bytes: it was written anew since")]
    Spelling,
}

impl ReplayError {
    /// The code by which programs know it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Record(_) => "RECORD_INVALID",
            Self::Request(_) => "REQUEST_INVALID",
            Self::Input(_) => "REPLAY_INPUT",
            Self::Decision(_) | Self::Spelling => "REPLAY_DIFFERS",
        }
    }
}

/// Decides the request in `text` again and holds the outcome against the record in the text `recorded`, byte for byte.
///
/// # Errors
/// [`ReplayError`] with the digest that does not match, or else the first place where the decision differs.
pub fn replay(program: &Program, recorded: &str, text: &str) -> Result<(), ReplayError> {
    // Asked first: what is no record is refused whatever the request is.
    crate::wire::record::read_now(recorded).map_err(ReplayError::Record)?;
    let replayed = record(program, text).map_err(ReplayError::Request)?;
    if replayed == recorded {
        return Ok(());
    }
    if let Some(input) = inputs_differ(recorded, &replayed).map_err(ReplayError::Record)? {
        return Err(ReplayError::Input(input));
    }
    let differs = difference(recorded, &replayed).map_err(ReplayError::Record)?;
    Err(differs.map_or(ReplayError::Spelling, ReplayError::Decision))
}
