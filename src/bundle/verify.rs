//! The one door: from a text that anyone could have written to a bundle that vendor and bank both signed.

use super::contents::{self, Contents};
use super::digest::sha256;
use super::envelope::Envelope;
use super::error::VerifyError;
use super::index::Index;
use super::page::PagePolicy;
use super::root::TrustRoot;
use super::sheet::{EvidenceKind, Sheet, SheetEntry};
use super::signature::PublicKey;
use super::statement::{self, Release};
use super::transport::Transport;
use super::{files, rollback, threshold, validity};
use crate::decision::SEMANTICS;
use crate::id::{CampaignId, Digest};
use crate::time::Moment;
use crate::wire::golden::Golden;

/// A proof that the value was verified: only [`verify`] makes one.
///
/// It does not dereference and cannot be built elsewhere, so that nothing unverified passes for it:
///
/// ```compile_fail,E0423
/// let forged = tellerside::bundle::Verified(());
/// ```
///
/// What is in it can be looked at, and neither changed nor taken out:
///
/// ```compile_fail,E0594
/// fn change(bundle: tellerside::bundle::Verified<tellerside::bundle::Bundle>) {
///     bundle.as_inner().denied = Vec::new();
/// }
/// ```
///
/// ```compile_fail,E0624
/// fn take(bundle: tellerside::bundle::Verified<tellerside::bundle::Bundle>) -> tellerside::bundle::Bundle {
///     bundle.into_inner()
/// }
/// ```
///
/// A program is made of nothing else, not of what approvers are shown:
///
/// ```compile_fail,E0308
/// fn run(shown: tellerside::bundle::Bundle) {
///     let program = tellerside::compile::compile(shown);
/// }
/// ```
///
/// ```compile_fail
/// let program = tellerside::compile::Program { candidates: Vec::new() };
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<T>(T);

impl<T> Verified<T> {
    /// The verified value, to look at.
    #[must_use]
    pub const fn as_inner(&self) -> &T {
        &self.0
    }

    /// The verified value, to be compiled; the proof is used up.
    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

impl Verified<Bundle> {
    /// The golden decisions, which are replayed on the program and no part of it.
    pub(crate) fn take_goldens(&mut self) -> Vec<Golden> {
        core::mem::take(&mut self.0.contents.goldens)
    }
}

/// A release with everything that it consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What the vendor states of it.
    pub release: Release,
    /// The version of the trust root that vouches for it.
    pub root: u64,
    /// The digest of its index, and so of every byte that can change what is shown.
    pub index: Digest,
    /// The digest of the sheet that approves it.
    pub sheet: Digest,
    /// The verdicts, ascending by campaign, one for each.
    pub verdicts: Vec<SheetEntry>,
    /// The first moment at which the release, its approval or the root no longer holds, whichever comes first.
    pub valid_until: Moment,
    /// The ids of the vendor keys that signed the release.
    pub vendors: Vec<Digest>,
    /// The ids of the approver keys that signed the sheet.
    pub approvers: Vec<Digest>,
    /// The campaigns that the page denies, whatever is signed.
    pub denied: Vec<CampaignId>,
    /// Its documents.
    pub contents: Contents,
}

/// The bundle in the text `transport`, if `root` vouches for it, `page` accepts it and it holds at `now`.
///
/// Nothing is parsed before the signatures over it, or the digest that names it, are checked; only the transport around the signed
/// texts is, under limits of bytes and counts.
///
/// # Errors
/// [`VerifyError`], the first in this order: validity and version of the root, limits and form of the transport, signatures of the release, its
/// statement, audience, validity and version, the index, approvals of the sheet, the sheet, the files, what the files say.
pub fn verify(
    transport: &str,
    root: &TrustRoot,
    page: &PagePolicy,
    now: Moment,
) -> Result<Verified<Bundle>, Box<VerifyError>> {
    check::<true>(transport, root, page, now, root.approver.threshold).map(Verified)
}

/// The bundle in `transport` as an approver must see it before signing: all that [`verify`] checks, but for the number of approvals.
///
/// What comes back is not [`Verified`], so that no program can be made of it. For reviewers only.
///
/// # Errors
/// As [`verify`], without [`VerifyError::ApprovalsMissing`].
#[cfg(feature = "review")]
pub fn review(transport: &str, root: &TrustRoot, page: &PagePolicy, now: Moment) -> Result<Bundle, Box<VerifyError>> {
    check::<true>(transport, root, page, now, 0)
}

/// The bundle in `transport` to look at: signed by the vendor of `root` for its audience, whole and well-formed, be it approved or not,
/// and whether it holds at any time or not. Not [`Verified`] either.
///
/// # Errors
/// As [`verify`], without those about time, the page's floor, approvals and evidence.
#[cfg(feature = "review")]
pub fn shown(transport: &str, root: &TrustRoot) -> Result<Bundle, Box<VerifyError>> {
    check::<false>(transport, root, &PagePolicy::SILENT, root.expires, 0)
}

/// Every check in its order, with `approvals` distinct approvers demanded. Without `DOOR` it is not asked whether the bundle is for here
/// and now.
fn check<const DOOR: bool>(
    transport: &str,
    root: &TrustRoot,
    page: &PagePolicy,
    now: Moment,
    approvals: usize,
) -> Result<Bundle, Box<VerifyError>> {
    if DOOR {
        validity::root_holds(root, now)?;
        rollback::root_not_below(page, root)?;
    }
    let parts = Transport::read(transport)?;

    let vendors = signed_by_vendor(&parts.release, root)?;
    let (release, released) = statement::read_release(&parts.release.payload)?;
    if release.semantics > SEMANTICS {
        return Err(VerifyError::SemanticsTooNew { needed: release.semantics, known: SEMANTICS }.into());
    }
    release.audience.is(&root.audience, "release")?;
    if DOOR {
        validity::release_holds(&release, root.lifetime_days, now)?;
        rollback::not_below(page, root, &release)?;
    }

    let index_digest = sha256(parts.index.as_bytes());
    if index_digest != released {
        return Err(VerifyError::IndexMismatch { found: index_digest, expected: released }.into());
    }
    let sheet_digest = sha256(parts.sheet.as_bytes());
    let approvers = approved_by(sheet_digest, &parts.approvals, root, approvals)?;

    let index = Index::read(parts.index.as_bytes())?;
    let sheet = Sheet::read(parts.sheet.as_bytes())?;
    sheet.audience.is(&root.audience, "sheet")?;
    sheet.covers(&index, index_digest)?;
    if DOOR {
        sheet.rests_on(&root.evidence)?;
        validity::sheet_holds(&sheet, now)?;
    }

    let contents = contents::read(&files::take(&index, parts.files)?)?;
    if DOOR && root.evidence.contains(&EvidenceKind::Renderings) {
        sheet.renders(&contents.campaigns)?;
    }
    Ok(Bundle {
        valid_until: validity::first_end(&release, &sheet, root),
        release,
        root: root.version,
        index: index_digest,
        sheet: sheet_digest,
        verdicts: sheet.campaigns,
        vendors,
        approvers,
        denied: page.deny.clone(),
        contents,
    })
}

/// The vendor keys that signed `release`, if they suffice.
fn signed_by_vendor(release: &Envelope, root: &TrustRoot) -> Result<Vec<Digest>, Box<VerifyError>> {
    let signers = threshold::signers(&release.payload, release.signatures.iter(), &root.vendor);
    let (found, threshold) = (signers.len(), root.vendor.threshold);
    if found < threshold {
        return Err(VerifyError::SignaturesMissing { found, threshold }.into());
    }
    Ok(signers.into_iter().map(PublicKey::id).collect())
}

/// The approver keys that signed the sheet with the digest `sheet`, if they are `threshold` at least.
///
/// Only envelopes around the one text that approves this sheet count, so approvals never add up across sheets.
fn approved_by(
    sheet: Digest,
    approvals: &[Envelope],
    root: &TrustRoot,
    threshold: usize,
) -> Result<Vec<Digest>, Box<VerifyError>> {
    let approval = statement::write_approval(&root.audience, sheet);
    let of_this_sheet = approvals.iter().filter(|envelope| envelope.payload == approval);
    let elsewhere = approvals.len().saturating_sub(of_this_sheet.clone().count());
    let signatures = of_this_sheet.flat_map(|envelope| &envelope.signatures);
    let signers = threshold::signers(&approval, signatures, &root.approver);
    let found = signers.len();
    if found < threshold {
        return Err(VerifyError::ApprovalsMissing { found, threshold, elsewhere }.into());
    }
    Ok(signers.into_iter().map(PublicKey::id).collect())
}
