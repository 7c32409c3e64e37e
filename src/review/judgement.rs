//! From an approver's verdicts to a signed approval: by the same steps, and to the same bytes, as on the command line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::approval;
use super::changes::{self, Changes, LastError, judged, put};
use super::evidence::{EvidenceMismatch, mismatches};
use super::facts::{approvals, count, digest, digest_of};
use super::opened::Opened;
use super::what_if::unknown;
use crate::bundle::signature::{KeyError, PublicKey};
use crate::bundle::signing::{SignatureInvalid, Statement};
use crate::bundle::{PagePolicy, Sheet, SheetEntry, Transport, Verdict, VerifyError, review};
use crate::explain::Language;
use crate::id::{CampaignId, Digest};
use crate::wire::spelling::{self, field};
use crate::wire::{Malformed, Tree};

/// What an approver says of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<'a> {
    /// Verdicts on campaigns; on the others the sheet's own stand, or those that carry forward.
    pub verdicts: BTreeMap<CampaignId, Verdict>,
    /// The text of the release that was approved last.
    pub last: Option<&'a str>,
}

/// A sheet that waits for signatures, in its bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The bundle. Approvals of another sheet are gone.
    pub transport: Transport,
    /// The sheet.
    pub sheet: Sheet,
    /// Whether it is another one than the bundle had.
    pub changed: bool,
    /// How many approvals went with the sheet before.
    pub dropped: usize,
}

/// Why nothing is put up for signature, or no approval is made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are the facts that each message names")]
pub enum ApprovalError {
    /// The release does not hold, or its sheet breaks a rule of the root.
    #[error(transparent)]
    Refused(#[from] Box<VerifyError>),
    /// What is said to have been approved last was not, or not before.
    #[error(transparent)]
    Last(#[from] LastError),
    /// The sheet does not rest on what comes out of the bundle.
    #[error("{}", said(.0))]
    Evidence(Vec<EvidenceMismatch>),
    /// No key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A key of nobody who may approve.
    #[error("the key {key} is {what}, and no approver that this root names: nothing was signed")]
    NotAnApprover { key: Digest, what: &'static str },
    /// Signed twice.
    #[error("the key {key} has signed this sheet already; another approver must be the next")]
    AlreadySigned { key: Digest },
    /// No signature of the key over the bytes.
    #[error(transparent)]
    Signature(#[from] SignatureInvalid),
}

impl ApprovalError {
    /// The code by which programs tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(error) => error.code(),
            Self::Last(error) => error.code(),
            Self::Evidence(_) => EvidenceMismatch::CODE,
            Self::Key(_) => "KEY_INVALID",
            Self::NotAnApprover { .. } => "NOT_AN_APPROVER",
            Self::AlreadySigned { .. } => "ALREADY_SIGNED",
            Self::Signature(_) => SignatureInvalid::CODE,
        }
    }

    /// The refusal of a bundle that it is, if it is one.
    #[must_use]
    pub const fn of_bundle(&self) -> Option<&VerifyError> {
        match self {
            Self::Refused(error) | Self::Last(LastError::Verify(error)) => Some(error),
            Self::Last(LastError::Later { .. })
            | Self::Evidence(_)
            | Self::Key(_)
            | Self::NotAnApprover { .. }
            | Self::AlreadySigned { .. }
            | Self::Signature(_) => None,
        }
    }
}

fn said(mismatches: &[EvidenceMismatch]) -> String {
    mismatches.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl From<Malformed> for ApprovalError {
    fn from(fault: Malformed) -> Self {
        Self::Refused(fault.into())
    }
}

impl Opened {
    /// The verdicts in the text `text`, one a line: `approved overdraft-protection`.
    ///
    /// # Errors
    /// [`Malformed`] where a line is no verdict, or not on a campaign of the release.
    pub fn verdicts(&self, text: &str) -> Result<BTreeMap<CampaignId, Verdict>, Malformed> {
        let verdict = |line: &str| {
            let (word, id) = line.split_once(' ').unwrap_or((line, ""));
            let path = format!("verdicts.{id}");
            let campaign = self.campaign_named(id).ok_or_else(|| unknown(&path))?;
            let verdict = Verdict::parse(word);
            let verdict =
                verdict.ok_or_else(|| Malformed::at("options", path, "write `approved`, `rejected` or `held`"))?;
            Ok((campaign.clone(), verdict))
        };
        text.lines().map(verdict).collect()
    }

    /// The sheet that `judgement` makes, in the bundle.
    ///
    /// # Errors
    /// [`ApprovalError::Last`].
    pub fn judged(&self, judgement: &Judgement<'_>) -> Result<Judged, ApprovalError> {
        let mut transport = self.parts.clone();
        let mut sheet = self.edition.sheet.clone();
        let mut changed = false;
        if let Some(last) = judgement.last {
            let last = changes::last(last, &self.root, self.bundle.release.version)?;
            sheet = Changes::of(&self.edition, Some(&last), Language::English).carried(&sheet);
            changed = put(&mut transport, &sheet)?;
        }
        sheet = judged(&sheet, &judgement.verdicts);
        changed |= put(&mut transport, &sheet)?;
        let dropped = if changed { self.parts.approvals.len() } else { 0 };
        Ok(Judged { changed: transport.sheet != self.parts.sheet, transport, sheet, dropped })
    }

    /// The same, and the statement that an approver signs of it.
    ///
    /// # Errors
    /// [`ApprovalError`] wherever nobody should sign: the release does not hold now, its evidence is not what it says, or the sheet would
    /// be refused.
    pub fn to_sign(&self, judgement: &Judgement<'_>) -> Result<(Judged, Statement), ApprovalError> {
        self.holds(&self.text)?;
        let mismatches = mismatches(&self.pieces);
        if !mismatches.is_empty() {
            return Err(ApprovalError::Evidence(mismatches));
        }
        let judged = self.judged(judgement)?;
        if judged.changed {
            self.holds(&judged.transport.write()?)?;
        }
        let statement = approval::statement(&judged.transport)?;
        Ok((judged, statement))
    }

    /// The bundle with the approval that `given` is: a signature of the key with the SPKI `key`, over the bytes of [`Self::to_sign`].
    ///
    /// # Errors
    /// [`ApprovalError`].
    pub fn signed(
        &self,
        judgement: &Judgement<'_>,
        key: &[u8],
        given: &[u8],
    ) -> Result<(Transport, Digest), ApprovalError> {
        let key = PublicKey::from_spki(key)?;
        self.must_approve(&key)?;
        let (Judged { mut transport, .. }, statement) = self.to_sign(judgement)?;
        let signers = self.holds(&transport.write()?)?;
        if signers.contains(&key.id()) {
            return Err(ApprovalError::AlreadySigned { key: key.id() });
        }
        let approval = statement.signed_elsewhere(&key, given)?;
        approval::add(&mut transport, approval);
        Ok((transport, key.id()))
    }

    /// The approvers of the bundle in `text`, if all else of it holds now.
    fn holds(&self, text: &str) -> Result<Vec<Digest>, Box<VerifyError>> {
        Ok(review(text, &self.root, &PagePolicy::SILENT, self.now)?.approvers)
    }

    fn must_approve(&self, key: &PublicKey) -> Result<(), ApprovalError> {
        let role = self.root.roles().into_iter().find(|(_, keys, _)| keys.contains(key)).map(|(role, ..)| role);
        let what = match role {
            Some("approver") => return Ok(()),
            Some("vendor") => "the vendor's",
            Some(_) => "a root key",
            None => "unknown",
        };
        Err(ApprovalError::NotAnApprover { key: key.id(), what })
    }

    /// The canonical text of [`Self::judged`].
    ///
    /// # Errors
    /// As there.
    pub fn sheet(&self, judgement: &Judgement<'_>) -> Result<String, ApprovalError> {
        let Judged { transport, sheet, changed, dropped } = self.judged(judgement)?;
        let verdict = |entry: &SheetEntry| (Cow::Owned(entry.campaign.to_string()), Tree::text(entry.verdict.as_str()));
        Ok(spelling::write(&Tree::Object(vec![
            field("changed", Tree::Flag(changed)),
            field("digest", digest_of(&transport.sheet)),
            field("dropped", count(dropped)),
            field("text", Tree::text(&transport.sheet)),
            field("verdicts", Tree::Object(sheet.campaigns.iter().map(verdict).collect())),
        ])))
    }

    /// The canonical text of [`Self::to_sign`].
    ///
    /// # Errors
    /// As there.
    pub fn signing(&self, judgement: &Judgement<'_>) -> Result<String, ApprovalError> {
        let (Judged { transport, changed, .. }, statement) = self.to_sign(judgement)?;
        let bytes = String::from_utf8_lossy(&statement.to_sign()).into_owned();
        let bundle = if changed { transport.write()? } else { self.text.clone() };
        Ok(spelling::write(&Tree::Object(vec![
            field("bundle", Tree::written(bundle)),
            field("bytes", Tree::text(&bytes)),
            field("sha256", digest_of(&bytes)),
            field("sheet", digest_of(&transport.sheet)),
            field("statement", Tree::written(String::from_utf8_lossy(statement.payload()).into_owned())),
        ])))
    }

    /// The canonical text of [`Self::signed`].
    ///
    /// # Errors
    /// As there.
    pub fn approved(&self, judgement: &Judgement<'_>, key: &[u8], given: &[u8]) -> Result<String, ApprovalError> {
        let (transport, key) = self.signed(judgement, key, given)?;
        let bundle = transport.write()?;
        let found = self.holds(&bundle)?.len();
        Ok(spelling::write(&Tree::Object(vec![
            field("approvals", approvals(found, self.root.approver_keys().1)),
            field("bundle", Tree::written(bundle)),
            field("key", digest(key)),
            field("sheet", digest_of(&transport.sheet)),
        ])))
    }
}
