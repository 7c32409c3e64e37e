//! Releases signed with fixed keys, for tests that need a bundle.

use tellerside::activate::{ActivateError, activate};
use tellerside::author::approve::approve;
use tellerside::author::release::{ReleaseFiles, SheetPlan, release};
use tellerside::bundle::draft::{RoleDraft, RootDraft};
use tellerside::bundle::signature::{Algorithm, SigningKey};
use tellerside::bundle::{Audience, Evidence, PagePolicy, Release, TrustRoot, Verdict};
use tellerside::compile::Program;
use tellerside::id::{CampaignId, ReleaseVersion};
use tellerside::time::Moment;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A release that holds for eleven days, approved by both approvers, and the root that vouches for it.
pub(crate) struct Signed {
    pub(crate) bundle: String,
    pub(crate) root: String,
}

fn key(algorithm: Algorithm, seed: u8) -> SigningKey {
    SigningKey::generate(algorithm, [seed; 32]).unwrap()
}

fn days_after(moment: Moment, days: i64) -> Moment {
    Moment::new(moment.millis() + days * DAY, 0).unwrap()
}

impl Signed {
    /// The release, version 7, of `files` for `audience`, issued at `issued`, all campaigns approved.
    pub(crate) fn of(audience: &Audience, files: ReleaseFiles, issued: Moment) -> Self {
        Self::judged(audience, files, issued, |_| Verdict::Approved)
    }

    /// The same with a verdict on each campaign.
    pub(crate) fn judged(
        audience: &Audience,
        files: ReleaseFiles,
        issued: Moment,
        verdict: impl Fn(&CampaignId) -> Verdict,
    ) -> Self {
        let vendor = key(Algorithm::Ed25519, 1);
        let approvers = [key(Algorithm::Ed25519, 2), key(Algorithm::EcdsaP256Sha256, 3)];
        let role = |keys: &[&SigningKey], threshold| RoleDraft {
            keys: keys.iter().map(|key| key.public().clone()).collect(),
            threshold,
        };
        let root = RootDraft {
            audience: audience.clone(),
            evidence: Vec::new(),
            expires: days_after(issued, 365),
            lifetime_days: 14,
            version: 1,
            vendor: role(&[&vendor], 1),
            approver: role(&[&approvers[0], &approvers[1]], 2),
            root: role(&[&key(Algorithm::Ed25519, 4)], 1),
        };
        let nothing = Evidence { goldens: None, lint: None, reach: None, renderings: Default::default() };
        let verdicts = files.campaigns.keys().map(|id| (id.clone(), (verdict(id), nothing.clone()))).collect();
        let facts = Release {
            audience: audience.clone(),
            version: ReleaseVersion::new(7).unwrap(),
            issued,
            expires: days_after(issued, 11),
            semantics: 1,
        };
        let plan = SheetPlan { not_before: issued, not_after: days_after(issued, 42), verdicts };
        let mut transport = release(files, &facts, &plan, &vendor).unwrap();
        for approver in &approvers {
            approve(&mut transport, approver).unwrap();
        }
        Self { bundle: transport.write().unwrap(), root: root.write().unwrap() }
    }

    pub(crate) fn activate(&self, page: &PagePolicy, now: Moment) -> Result<Program, ActivateError> {
        activate(&self.bundle, &TrustRoot::read(&self.root).unwrap(), page, now)
    }
}
