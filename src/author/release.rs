//! A release: the vendor's signature over the files, and a sheet ready for the bank's.

use std::collections::BTreeMap;

use super::composed::refuse_decomposed;
use super::error::{SigningError, whole_seconds};
use crate::bundle::digest::sha256;
use crate::bundle::envelope::Envelope;
use crate::bundle::signature::SigningKey;
use crate::bundle::signing::Statement;
use crate::bundle::{Evidence, Index, IndexedFile, Release, Sheet, SheetEntry, Transport, Verdict, statement};
use crate::id::{CampaignId, Digest};
use crate::time::Moment;
use crate::wire::Malformed;

/// The canonical texts of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFiles {
    /// The features that the campaigns may read.
    pub catalogue: String,
    /// What holds for all campaigns.
    pub policy: String,
    /// What the release must decide.
    pub goldens: String,
    /// The campaigns.
    pub campaigns: BTreeMap<CampaignId, String>,
}

/// What the sheet of a release says, for approvers to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlan {
    /// The first moment at which the approval holds, in whole seconds of UTC.
    pub not_before: Moment,
    /// The first moment at which it no longer holds, in whole seconds of UTC.
    pub not_after: Moment,
    /// The verdict on each campaign, and what it rests on.
    pub verdicts: BTreeMap<CampaignId, (Verdict, Evidence)>,
}

/// A release that its vendor has not signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned(Transport);

impl Unsigned {
    /// The release of `parts` with the statement of `facts` for the index with the digest `index` in place of any other.
    pub(super) fn new(parts: Transport, facts: &Release, index: Digest) -> Result<Self, SigningError> {
        whole_seconds("issued", facts.issued)?;
        whole_seconds("expires", facts.expires)?;
        let release = Envelope { payload: statement::write_release(facts, index), signatures: Vec::new() };
        Ok(Self(Transport { release, ..parts }))
    }

    /// What the vendor signs, here or elsewhere.
    #[must_use]
    pub fn statement(&self) -> Statement {
        Statement::new(self.0.release.payload.clone())
    }

    /// The digest of its sheet, which approvers sign.
    #[must_use]
    pub fn sheet(&self) -> Digest {
        sha256(self.0.sheet.as_bytes())
    }

    /// The release with `envelope`, which was made of its [`statement`](Self::statement).
    #[must_use]
    pub fn signed(self, envelope: Envelope) -> Transport {
        Transport { release: envelope, ..self.0 }
    }
}

/// The release `facts` of `files`, signed by `vendor`, with the sheet of `plan` and no approval yet.
///
/// It signs what it is given: whether the texts are documents, and whether the bank's root admits the facts, is for the verifier.
///
/// # Errors
/// [`SigningError`] where a moment has no signed form, a campaign no verdict, or a file more bytes than an index can hold.
pub fn release(
    files: ReleaseFiles,
    facts: &Release,
    plan: &SheetPlan,
    vendor: &SigningKey,
) -> Result<Transport, SigningError> {
    let unsigned = unsigned(files, facts, plan)?;
    let envelope = unsigned.statement().sign(vendor);
    Ok(unsigned.signed(envelope))
}

/// The release `facts` of `files` with the sheet of `plan`, for its vendor to sign.
///
/// # Errors
/// As [`release`].
pub fn unsigned(files: ReleaseFiles, facts: &Release, plan: &SheetPlan) -> Result<Unsigned, SigningError> {
    let index = index(&files)?;
    let index_text = text(index.write()?)?;
    let digest = sha256(index_text.as_bytes());
    let sheet = sheet(&index, digest, facts, plan)?;
    let ReleaseFiles { catalogue, policy, goldens, campaigns } = files;
    let texts = campaigns.into_values().chain([catalogue, policy, goldens]);
    let parts = Transport {
        approvals: Vec::new(),
        files: texts.map(|text| (sha256(text.as_bytes()), text)).collect(),
        index: index_text,
        release: Envelope { payload: Vec::new(), signatures: Vec::new() },
        sheet: text(sheet.write()?)?,
    };
    refuse_decomposed(&parts)?;
    Unsigned::new(parts, facts, digest)
}

/// The envelope around the statement of `facts` for the index with the digest `index`, signed by `vendor`.
///
/// With later facts this dates an unchanged release anew; its approvals stay good for as long as their sheet holds.
///
/// # Errors
/// [`SigningError::NotWholeSeconds`] where a moment has no signed form.
pub fn sign_release(facts: &Release, index: Digest, vendor: &SigningKey) -> Result<Envelope, SigningError> {
    whole_seconds("issued", facts.issued)?;
    whole_seconds("expires", facts.expires)?;
    Ok(sign(statement::write_release(facts, index), vendor))
}

/// An envelope around `payload` with the one signature of `key`.
#[must_use]
pub fn sign(payload: Vec<u8>, key: &SigningKey) -> Envelope {
    Statement::new(payload).sign(key)
}

fn index(files: &ReleaseFiles) -> Result<Index, SigningError> {
    let file = |name: &str, text: &str| {
        let length = u32::try_from(text.len())
            .map_err(|_| SigningError::FileTooLong { file: name.into(), found: text.len() })?;
        Ok::<_, SigningError>(IndexedFile { digest: sha256(text.as_bytes()), length })
    };
    let campaign = |(id, text): (&CampaignId, &String)| Ok::<_, SigningError>((id.clone(), file(id.as_str(), text)?));
    Ok(Index {
        campaigns: files.campaigns.iter().map(campaign).collect::<Result<_, _>>()?,
        catalogue: file("catalogue", &files.catalogue)?,
        goldens: file("goldens", &files.goldens)?,
        policy: file("policy", &files.policy)?,
    })
}

fn sheet(index: &Index, digest: Digest, facts: &Release, plan: &SheetPlan) -> Result<Sheet, SigningError> {
    whole_seconds("not_before", plan.not_before)?;
    whole_seconds("not_after", plan.not_after)?;
    let entry = |(id, file): &(CampaignId, IndexedFile)| {
        let judged = plan.verdicts.get(id).cloned();
        let (verdict, evidence) = judged.ok_or_else(|| SigningError::NoVerdict { campaign: id.clone() })?;
        Ok::<_, SigningError>(SheetEntry { campaign: id.clone(), digest: file.digest, evidence, verdict })
    };
    Ok(Sheet {
        audience: facts.audience.clone(),
        index: digest,
        not_before: plan.not_before,
        not_after: plan.not_after,
        campaigns: index.campaigns.iter().map(entry).collect::<Result<_, _>>()?,
    })
}

fn text(bytes: Vec<u8>) -> Result<String, SigningError> {
    String::from_utf8(bytes).map_err(|_| Malformed::whole("document", "not UTF-8").into())
}
