//! Why nothing was signed, or nothing written.

use std::io;
use std::path::PathBuf;

use crate::activate::ActivateError;
use crate::bundle::VerifyError;
use crate::bundle::signing::SignatureInvalid;
use crate::id::{CampaignId, Digest, ReleaseVersion};
use crate::time::Moment;
use crate::wire::Malformed;

/// Why a release or an approval was not signed: what it would say could not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are the facts that each message names")]
pub enum SigningError {
    /// A moment that no signed document can hold.
    #[error("`{field}` is {found}; signed documents hold whole seconds in UTC, as in `2026-11-23T09:30:00Z`")]
    NotWholeSeconds { field: &'static str, found: Moment },
    /// A file too long for its index.
    #[error("the file `{file}` has {found} bytes, more than an index can hold")]
    FileTooLong { file: String, found: usize },
    /// A text that could be spelt in another way and look the same.
    #[error(
        "the file {file} has `{}`, which is not in composed form (Unicode NFC): type it as one sign",
        found.escape_unicode()
    )]
    NotComposed { file: Digest, found: String },
    /// A campaign that nobody judged.
    #[error("the sheet has no verdict on campaign `{campaign}`")]
    NoVerdict { campaign: CampaignId },
    /// A signature from elsewhere that is not the key's over the bytes that it was asked for.
    #[error(transparent)]
    SignatureInvalid(#[from] SignatureInvalid),
    /// A renewal that pages with a floor would take for an old release.
    #[error("the version {found} is not above {present}, which the release has now")]
    VersionNotHigher { found: ReleaseVersion, present: ReleaseVersion },
    /// A renewal beyond what the bank approved.
    #[error(
        "the sheet holds until {not_after}, and the release would until {expires}: {days_left} whole days are left"
    )]
    SheetEnds { not_after: Moment, expires: Moment, days_left: i64 },
    /// What would be approved cannot stand.
    #[error(transparent)]
    Refused(#[from] Box<VerifyError>),
    /// What would be signed again does not run.
    #[error(transparent)]
    DoesNotRun(#[from] ActivateError),
}

impl SigningError {
    /// The code by which programs tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotWholeSeconds { .. } | Self::FileTooLong { .. } | Self::NoVerdict { .. } => "NOT_SIGNED",
            Self::NotComposed { .. } => "TEXT_NOT_COMPOSED",
            Self::SignatureInvalid(_) => SignatureInvalid::CODE,
            Self::VersionNotHigher { .. } => "VERSION_NOT_HIGHER",
            Self::SheetEnds { .. } => "SHEET_ENDS",
            Self::Refused(error) => error.code(),
            Self::DoesNotRun(error) => error.code(),
        }
    }
}

impl From<Malformed> for SigningError {
    fn from(fault: Malformed) -> Self {
        Self::Refused(fault.into())
    }
}

/// Refuses a moment that is not a whole second of UTC, which signed documents could not hold in their one spelling.
pub(super) fn whole_seconds(field: &'static str, moment: Moment) -> Result<(), SigningError> {
    let whole = moment.millis().checked_rem(1000) == Some(0) && moment.offset_minutes() == 0;
    if whole { Ok(()) } else { Err(SigningError::NotWholeSeconds { field, found: moment }) }
}

/// Why a folder was not written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are the facts that each message names")]
pub enum FolderError {
    /// The system refused.
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    /// A file of the folder is not what its name says.
    #[error("{}: {cause}", path.display())]
    Content { path: PathBuf, cause: Box<VerifyError> },
    /// A file that a folder of this form does not have.
    #[error("{}: a bundle's folder has no such file", path.display())]
    Unknown { path: PathBuf },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::digest::sha256;
    use crate::bundle::signing::SignedInstead;

    #[test]
    fn messages_name_what_to_mend() {
        let at = |text| Moment::parse(text).unwrap();
        let whole = "`issued` is 2026-11-20T00:00:00.500Z; signed documents hold whole seconds in UTC, as in `2026-11-23T09:30:00Z`";
        for (error, message) in [
            (whole_seconds("issued", at("2026-11-20T00:00:00.500Z")).unwrap_err(), whole),
            (
                SigningError::FileTooLong { file: "policy".into(), found: 5_000_000_000 },
                "the file `policy` has 5000000000 bytes, more than an index can hold",
            ),
            (
                SigningError::NoVerdict { campaign: CampaignId::new("od").unwrap() },
                "the sheet has no verdict on campaign `od`",
            ),
            (
                SignatureInvalid {
                    key: sha256(b""),
                    length: 64,
                    expected: sha256(b"abc"),
                    instead: SignedInstead::Digest,
                }
                .into(),
                "64 bytes are no signature by the key e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 over the bytes with the SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad; it is over their SHA-256: the signer was given the digest and hashed it again",
            ),
            (
                SigningError::VersionNotHigher {
                    found: ReleaseVersion::new(7).unwrap(),
                    present: ReleaseVersion::new(8).unwrap(),
                },
                "the version 7 is not above 8, which the release has now",
            ),
            (
                SigningError::SheetEnds {
                    not_after: at("2026-12-01T00:00:00Z"),
                    expires: at("2026-12-04T00:00:00Z"),
                    days_left: 11,
                },
                "the sheet holds until 2026-12-01T00:00:00Z, and the release would until 2026-12-04T00:00:00Z: 11 whole days are left",
            ),
            (Malformed::at("sheet", "index", "write it").into(), "sheet is malformed at `index`: write it"),
        ] {
            assert_eq!(error.to_string(), message);
        }
        assert!(whole_seconds("issued", at("2026-11-20T00:00:00Z")).is_ok());
        assert!(whole_seconds("issued", at("2026-11-20T00:00:00-05:00")).is_err(), "the bank's own clock");
        let path = PathBuf::from("x");
        let cause = Box::new(VerifyError::TooLarge { what: "files", found: 2, limit: 1 });
        for (error, message) in [
            (FolderError::Content { path: path.clone(), cause }, "x: there are 2 files, more than 1"),
            (FolderError::Unknown { path: path.clone() }, "x: a bundle's folder has no such file"),
            (FolderError::File { path, cause: io::ErrorKind::NotFound.into() }, "x: entity not found"),
        ] {
            assert_eq!(error.to_string(), message);
        }
    }
}
