//! The files of a release: exactly those that the index names, each with its length and digest.

use super::digest::sha256;
use super::error::VerifyError;
use super::index::{FileName, Index, IndexedFile};
use crate::id::{CampaignId, Digest};
use crate::order::Ascending;

/// The texts of a release, byte for byte those that its index names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VerifiedFiles {
    pub(super) catalogue: String,
    pub(super) policy: String,
    pub(super) goldens: String,
    /// In index order.
    pub(super) campaigns: Vec<(CampaignId, String)>,
}

/// Takes the files that `index` names out of `files`, and refuses a missing, an altered and a left-over one.
#[inline(never)]
pub(super) fn take(index: &Index, mut files: Ascending<Digest, String>) -> Result<VerifiedFiles, Box<VerifyError>> {
    let mut file = |name: FileName, indexed: IndexedFile| -> Result<String, Box<VerifyError>> {
        let Some(text) = files.remove(&indexed.digest) else {
            return Err(VerifyError::FileMissing { file: name, digest: indexed.digest }.into());
        };
        if u32::try_from(text.len()) != Ok(indexed.length) {
            let (found, expected) = (text.len(), indexed.length);
            return Err(VerifyError::LengthMismatch { file: name, found, expected }.into());
        }
        let found = sha256(text.as_bytes());
        if found == indexed.digest {
            Ok(text)
        } else {
            Err(VerifyError::FileMismatch { file: name, found, expected: indexed.digest }.into())
        }
    };
    let taken = VerifiedFiles {
        catalogue: file(FileName::Catalogue, index.catalogue)?,
        policy: file(FileName::Policy, index.policy)?,
        goldens: file(FileName::Goldens, index.goldens)?,
        campaigns: index
            .campaigns
            .iter()
            .map(|(id, indexed)| Ok((id.clone(), file(FileName::Campaign(id.clone()), *indexed)?)))
            .collect::<Result<_, Box<VerifyError>>>()?,
    };
    match files.keys().next() {
        None => Ok(taken),
        Some(digest) => Err(VerifyError::FileUnnamed { digest: *digest }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(text: &str) -> IndexedFile {
        IndexedFile { digest: sha256(text.as_bytes()), length: u32::try_from(text.len()).unwrap() }
    }

    #[test]
    fn the_files_are_exactly_those_of_the_index() {
        let id = CampaignId::new("od").unwrap();
        let index = Index {
            campaigns: vec![(id.clone(), indexed("campaign"))],
            catalogue: indexed("catalogue"),
            goldens: indexed("goldens"),
            policy: indexed("policy"),
        };
        let good = ["campaign", "catalogue", "goldens", "policy"];
        let files = |under: &[(&str, &str)]| -> Ascending<Digest, String> {
            under.iter().map(|(name, text)| (sha256(name.as_bytes()), (*text).into())).collect()
        };
        let own = |text| (text, text);
        let taken = take(&index, files(&good.map(own))).unwrap();
        assert_eq!((taken.campaigns, taken.policy.as_str()), (vec![(id, "campaign".into())], "policy"));
        for (under, code, because) in [
            (vec![own("campaign"), own("catalogue"), own("goldens")], "FILE_SET", "a file is missing"),
            ([&good.map(own)[..], &[own("more")]].concat(), "FILE_SET", "a file that nobody named"),
            ([&good.map(own)[1..], &[("campaign", "campaigm")]].concat(), "DIGEST_MISMATCH", "one byte changed"),
            ([&good.map(own)[1..], &[("campaign", "campaign ")]].concat(), "DIGEST_MISMATCH", "one byte more"),
            ([&good.map(own)[1..], &[("campaign", "")]].concat(), "DIGEST_MISMATCH", "nothing left"),
            ([&good.map(own)[1..], &[("cAmpaign", "campaign")]].concat(), "FILE_SET", "under another digest"),
        ] {
            assert_eq!(take(&index, files(&under)).unwrap_err().code(), code, "{because}");
        }
        let longer = Index { policy: IndexedFile { length: 7, ..indexed("policy") }, ..index };
        assert_eq!(
            take(&longer, files(&good.map(own))).unwrap_err().code(),
            "DIGEST_MISMATCH",
            "a wrong length signed"
        );
    }
}
