//! From a bundle's text to a running program: verified, compiled, and its golden decisions replayed.

mod running;

pub use running::{Running, Served};

use crate::bundle::{PagePolicy, RootError, TrustRoot, VerifyError, verify};
use crate::compile::{Clearance, CompileError, Program, compile};
use crate::decide;
use crate::id::CampaignId;
use crate::time::Moment;
use crate::wire::golden::Golden;

/// Why a bundle does not become the running program; the one that runs goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ActivateError {
    /// The chain of roots does not lead on from the root that is trusted.
    #[error(transparent)]
    Root(#[from] Box<RootError>),
    /// It is not what vendor and bank signed.
    #[error(transparent)]
    Verify(#[from] Box<VerifyError>),
    /// It has no meaning under its catalogue.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// This module decides otherwise than the bank approved.
    #[error(
        "campaign `{campaign}` reaches `{reached}`, its golden decision says `{expected}`: refused, since the bank approved another result"
    )]
    GoldenMismatch {
        /// The campaign.
        campaign: CampaignId,
        /// The gate that was approved.
        expected: Box<str>,
        /// The gate that is reached.
        reached: &'static str,
    },
}

impl ActivateError {
    /// The code by which hosts tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Root(error) => error.code(),
            Self::Verify(error) => error.code(),
            Self::Compile(error) => error.code(),
            Self::GoldenMismatch { .. } => "GOLDEN_MISMATCH",
        }
    }

    /// Where in its document the fault is; `$` where it is about the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Root(error) => error.path(),
            Self::Verify(error) => error.path(),
            Self::Compile(error) => error.path(),
            Self::GoldenMismatch { .. } => "$",
        }
    }
}

/// The program of the bundle in the text `transport`, if `root` vouches for it, `page` accepts it, it holds at `now`, and every
/// golden decision of a cleared campaign comes out as approved.
///
/// # Errors
/// [`ActivateError`]; the caller keeps the program it has.
pub fn activate(transport: &str, root: &TrustRoot, page: &PagePolicy, now: Moment) -> Result<Program, ActivateError> {
    let mut bundle = verify(transport, root, page, now)?;
    let goldens = bundle.take_goldens();
    let program = compile(bundle)?;
    goldens.iter().try_for_each(|golden| replay(&program, golden))?;
    Ok(program)
}

pub(crate) fn replay(program: &Program, golden: &Golden) -> Result<(), ActivateError> {
    let candidate = program.candidates().iter().find(|candidate| candidate.id() == &golden.campaign);
    if candidate.is_some_and(|candidate| candidate.clearance() != Clearance::Cleared) {
        return Ok(());
    }
    let stop = decide::alone(program, &golden.campaign, &golden.request, &golden.history);
    let reached = stop.map_or("unknown campaign", |(gate, _)| gate.word());
    if reached == &*golden.expect {
        return Ok(());
    }
    let (campaign, expected) = (golden.campaign.clone(), golden.expect.clone());
    Err(ActivateError::GoldenMismatch { campaign, expected, reached })
}
