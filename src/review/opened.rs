//! A release that a vendor signed, opened to look at: approved or not, and whether it holds now or not.

use super::edition::Edition;
use super::evidence::{Piece, evidence};
use crate::activate::{ActivateError, activate, replay};
use crate::bundle::digest::sha256;
use crate::bundle::{Bundle, PagePolicy, Transport, TrustRoot, VerifyError, review, shown};
use crate::compile::what_if;
use crate::explain::{self, Language};
use crate::id::{CampaignId, Digest, Locale};
use crate::time::Moment;

/// One release, and the circumstances in which it is looked at.
#[derive(Debug, Clone)]
pub struct Opened {
    pub(super) text: String,
    pub(super) root: TrustRoot,
    pub(super) page: PagePolicy,
    pub(super) now: Moment,
    pub(super) parts: Transport,
    /// As it is shown: nothing denied.
    pub(super) bundle: Bundle,
    pub(super) edition: Edition,
    pub(super) pieces: Vec<Piece>,
}

impl Opened {
    /// The release in `text`, which a vendor of `root` signed for its audience.
    ///
    /// # Errors
    /// [`VerifyError`] as [`shown`].
    pub fn open(text: &str, root: TrustRoot, page: PagePolicy, now: Moment) -> Result<Self, Box<VerifyError>> {
        let bundle = shown(text, &root)?;
        let parts = Transport::read(text)?;
        let edition = Edition::of(&parts, &bundle.release)?;
        let pieces = evidence(&edition);
        Ok(Self { text: text.into(), root, page, now, parts, bundle, edition, pieces })
    }

    /// The release with its own bytes.
    #[must_use]
    pub const fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Everything that its sheet rests on, made again.
    #[must_use]
    pub fn evidence(&self) -> &[Piece] {
        &self.pieces
    }

    /// What the page's own door says of it now.
    ///
    /// # Errors
    /// As [`activate`].
    pub fn accepted(&self) -> Result<(), ActivateError> {
        activate(&self.text, &self.root, &self.page, self.now).map(drop)
    }

    /// What the page's own door would say of it if its sheet were signed.
    ///
    /// # Errors
    /// As [`activate`], without what is missing of approvals.
    pub fn if_approved(&self) -> Result<(), ActivateError> {
        let bundle = review(&self.text, &self.root, &self.page, self.now)?;
        let goldens = bundle.contents.goldens.clone();
        let program = what_if(bundle)?;
        goldens.iter().try_for_each(|golden| replay(&program, golden))
    }

    /// Whether enough approvers signed its sheet.
    #[must_use]
    pub fn is_approved(&self) -> bool {
        self.bundle.approvers.len() >= self.root.approver_keys().1
    }

    /// A text as it is signed: that of `policy`, `catalogue`, `goldens`, `index` or `sheet`.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        let index = &self.edition.index;
        match file {
            "index" => Some(&self.parts.index),
            "sheet" => Some(&self.parts.sheet),
            "catalogue" => self.file(index.catalogue.digest),
            "policy" => self.file(index.policy.digest),
            "goldens" => self.file(index.goldens.digest),
            _ => None,
        }
    }

    /// The text of the campaign `id` as it is signed.
    #[must_use]
    pub fn campaign_text(&self, id: &CampaignId) -> Option<&str> {
        self.edition.campaign(id).map(|(_, text)| text.as_str())
    }

    fn file(&self, digest: Digest) -> Option<&str> {
        self.parts.files.get(&digest).map(String::as_str)
    }

    /// The policy in sentences.
    #[must_use]
    pub fn policy(&self, language: Language) -> String {
        explain::policy(&self.edition.policy, &self.edition.catalogue, language)
    }

    /// The campaign `id` in sentences.
    #[must_use]
    pub fn describe(&self, id: &CampaignId, language: Language) -> Option<String> {
        let (campaign, _) = self.edition.campaign(id)?;
        Some(explain::campaign(campaign, &self.edition.catalogue, &self.edition.policy, language))
    }

    /// The campaign `id` as approvers read it for `locale`.
    #[must_use]
    pub fn rendering(&self, id: &CampaignId, locale: &Locale) -> Option<String> {
        let (campaign, _) = self.edition.campaign(id)?;
        explain::rendering(campaign, &self.edition.catalogue, &self.edition.policy, locale)
    }

    /// The feature `id` in sentences.
    #[must_use]
    pub fn describe_feature(&self, id: &str, language: Language) -> Option<String> {
        let catalogue = &self.edition.catalogue;
        let feature = catalogue.get(catalogue.find(id)?)?;
        Some(explain::feature(feature, catalogue, language))
    }

    /// The SHA-256 of its text as it was handed in.
    #[must_use]
    pub fn digest(&self) -> Digest {
        sha256(self.text.as_bytes())
    }
}
