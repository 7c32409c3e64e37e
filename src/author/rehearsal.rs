//! A rehearsal: sources released, approved, verified and run with keys of the moment, before anyone is asked to sign.
//!
//! It goes through the same door as every bundle; the keys are known to all and speak for no bank.

use super::approve::approve;
use super::error::SigningError;
use super::finding::Findings;
use super::plan;
use super::release::{self, ReleaseFiles};
use super::sources::Sources;
use crate::activate::{ActivateError, activate};
use crate::bundle::draft::{RoleDraft, RootDraft};
use crate::bundle::signature::{Algorithm, KeyError, SigningKey};
use crate::bundle::{Audience, PagePolicy, RootError, TrustRoot};
use crate::compile::Program;
use crate::decide;
use crate::id::ReleaseVersion;
use crate::time::Moment;
use crate::wire::Malformed;

/// Why sources cannot be released.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RehearsalError {
    /// Examples come out otherwise than they say.
    #[error(transparent)]
    Examples(#[from] Findings),
    /// An engine would refuse the bundle.
    #[error("an engine would refuse the release: {0}")]
    Refused(#[from] ActivateError),
    /// It cannot be signed.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// A key cannot be made.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// No root fits the bank.
    #[error(transparent)]
    Root(#[from] Box<RootError>),
    /// A document cannot be written.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

impl RehearsalError {
    /// The code by which programs tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Examples(_) => "EXAMPLE_MISMATCH",
            Self::Refused(error) => error.code(),
            Self::Signing(error) => error.code(),
            Self::Key(_) => "KEY_INVALID",
            Self::Root(error) => error.code(),
            Self::Malformed(_) => "MALFORMED",
        }
    }
}

/// Any moment serves: a rehearsal leaves nothing that could be shown.
const STAGE: &str = "2026-01-01T00:00:00Z";

/// Days that the rehearsed release and its approval hold.
const DAYS: u16 = 1;

/// The program of `sources`, if an engine takes them and every example comes out as it says.
///
/// # Errors
/// [`RehearsalError`]; for examples with the place of each that does not.
pub fn rehearse(sources: &Sources) -> Result<Program, RehearsalError> {
    let program = stage(sources)?;
    let mut findings = Vec::new();
    for example in sources.campaigns.values().flat_map(|draft| &draft.examples) {
        let (request, history) = example.golden.request.clone().into_request(program.catalogue())?;
        let campaign = sources.campaigns.keys().find(|id| id.as_str() == example.golden.campaign);
        let stop = campaign.and_then(|id| decide::alone(&program, id, &request, &history));
        let (reached, code) = stop.map_or(("no gate", None), |(gate, code)| (gate.word(), code));
        if reached != example.golden.expect {
            findings.push(example.mismatch(reached, code.as_ref()));
        }
    }
    Ok(Findings(findings).or(program)?)
}

/// Makes a program of `sources` without their examples.
fn stage(sources: &Sources) -> Result<Program, RehearsalError> {
    let now = Moment::parse(STAGE).map_err(|fault| Malformed::whole("rehearsal", fault.to_string()))?;
    let files = sources.release_files_with(Vec::new())?;
    programmed(files, &sources.bank.audience, now)
}

/// The program of `files`, released and approved at `now` with keys that are known to all.
pub(super) fn programmed(files: ReleaseFiles, audience: &Audience, now: Moment) -> Result<Program, RehearsalError> {
    let key = |seed: u8| SigningKey::generate(Algorithm::Ed25519, [seed; 32]);
    let (vendor, first, second, next) = (key(1)?, key(2)?, key(3)?, key(4)?);
    let role = |keys: &[&SigningKey], threshold: u8| RoleDraft {
        keys: keys.iter().map(|key| key.public().clone()).collect(),
        threshold,
    };
    let root = RootDraft {
        audience: audience.clone(),
        evidence: Vec::new(),
        expires: plan::after(now, 2),
        lifetime_days: DAYS,
        version: 1,
        vendor: role(&[&vendor], 1),
        approver: role(&[&first, &second], 2),
        root: role(&[&next], 1),
    };
    let root = TrustRoot::read(&root.write()?)?;
    let version = ReleaseVersion::new(1).unwrap_or(ReleaseVersion::ZERO);
    let facts = plan::release(audience, version, now, DAYS);
    let sheet = plan::sheet(&files, now, DAYS).map_err(ActivateError::from)?;
    let mut transport = release::release(files, &facts, &sheet, &vendor)?;
    approve(&mut transport, &first)?;
    approve(&mut transport, &second)?;
    Ok(activate(&transport.write()?, &root, &PagePolicy::SILENT, now)?)
}
