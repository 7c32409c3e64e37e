//! Why nothing was signed, or nothing written.

use std::io;
use std::path::PathBuf;

use crate::bundle::VerifyError;
use crate::id::CampaignId;
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
    /// A campaign that nobody judged.
    #[error("the sheet has no verdict on campaign `{campaign}`")]
    NoVerdict { campaign: CampaignId },
    /// What would be approved cannot stand.
    #[error(transparent)]
    Refused(#[from] Box<VerifyError>),
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
