//! What a release is, who signed it, and what the page's door says of it.

use super::Opened;
use crate::activate::ActivateError;
use crate::bundle::digest::sha256;
use crate::bundle::envelope::Envelope;
use crate::bundle::signature::PublicKey;
use crate::bundle::{MAX_APPROVALS, MAX_CAMPAIGNS, MAX_CONTENT_BYTES, MAX_TRANSPORT_BYTES};
use crate::feature::MAX_FEATURES;
use crate::id::{CampaignId, Digest};
use crate::time::Moment;
use crate::wire::Tree;
use crate::wire::spelling::{self, field, texts};

impl Opened {
    /// The canonical text of the facts of the release as a whole.
    #[must_use]
    pub fn facts(&self) -> String {
        let found = self.bundle.approvers.len();
        spelling::write(&Tree::Object(vec![
            field("accepted", answer(self.accepted())),
            field("approvals", approvals(found, self.root.approver_keys().1)),
            field("denied", texts(self.page.deny.iter().map(CampaignId::as_str))),
            field("goldens", count(self.bundle.contents.goldens.len())),
            field("if_approved", answer(self.if_approved())),
            field("limits", self.limits()),
            field("release", self.release()),
            field("root", self.root_facts()),
            field("sheet", self.sheet_facts()),
            field("signatures", Tree::List(self.signatures())),
        ]))
    }

    fn release(&self) -> Tree<'_> {
        let release = &self.bundle.release;
        Tree::Object(vec![
            field("bank", Tree::text(release.audience.bank.as_str())),
            field("bundle", digest(self.digest())),
            field("environment", Tree::text(release.audience.environment.as_str())),
            field("expires", moment(release.expires)),
            field("index", digest(self.bundle.index)),
            field("issued", moment(release.issued)),
            field("semantics", Tree::Whole(release.semantics.into())),
            field("sheet", digest(self.bundle.sheet)),
            field("version", Tree::Whole(release.version.get())),
        ])
    }

    fn root_facts(&self) -> Tree<'_> {
        let root = &self.root;
        let key = |key: &PublicKey| {
            let algorithm = Tree::text(key.algorithm().as_str());
            Tree::Object(vec![field("algorithm", algorithm), field("key", digest(key.id()))])
        };
        let role = |(name, keys, threshold): (&'static str, &[PublicKey], usize)| {
            let keys = Tree::List(keys.iter().map(key).collect());
            field(name, Tree::Object(vec![field("keys", keys), field("threshold", count(threshold))]))
        };
        Tree::Object(vec![
            field("digest", digest(root.digest())),
            field("evidence", texts(root.evidence().iter().map(|kind| kind.as_str()))),
            field("expires", moment(root.expires())),
            field("lifetime_days", Tree::Whole(root.lifetime_days().into())),
            field("roles", Tree::Object(root.roles().into_iter().map(role).collect())),
            field("version", Tree::Whole(root.version())),
        ])
    }

    fn sheet_facts(&self) -> Tree<'_> {
        let sheet = &self.edition.sheet;
        Tree::Object(vec![
            field("digest", digest(self.bundle.sheet)),
            field("not_after", moment(sheet.not_after)),
            field("not_before", moment(sheet.not_before)),
        ])
    }

    fn limits(&self) -> Tree<'_> {
        let payload = |envelope: &Envelope| envelope.payload.len();
        let files = self.parts.files.iter().map(|(_, text)| text.len());
        let content = files.chain([self.parts.index.len(), self.parts.sheet.len(), payload(&self.parts.release)]);
        let content = content.chain(self.parts.approvals.iter().map(payload)).fold(0_usize, usize::saturating_add);
        let limit =
            |used: usize, most: usize| Tree::Object(vec![field("most", count(most)), field("used", count(used))]);
        Tree::Object(vec![
            field("approvals", limit(self.parts.approvals.len(), MAX_APPROVALS)),
            field("bundle_bytes", limit(self.text.len(), MAX_TRANSPORT_BYTES)),
            field("campaigns", limit(self.bundle.verdicts.len(), MAX_CAMPAIGNS)),
            field("content_bytes", limit(content, MAX_CONTENT_BYTES)),
            field("features", limit(self.edition.catalogue.features().len(), MAX_FEATURES)),
        ])
    }
}

/// What a door says.
fn answer(answer: Result<(), ActivateError>) -> Tree<'static> {
    match answer {
        Ok(()) => Tree::Object(vec![field("ok", Tree::Flag(true))]),
        Err(error) => refused(error.code(), error.path(), error.to_string()),
    }
}

/// A refusal as a fact.
pub(super) fn refused(code: &'static str, path: &str, message: String) -> Tree<'static> {
    Tree::Object(vec![
        field("code", Tree::text(code)),
        field("message", Tree::written(message)),
        field("ok", Tree::Flag(false)),
        field("path", Tree::written(path.into())),
    ])
}

/// How many of the approvers that it needs have signed a sheet.
pub(super) fn approvals(found: usize, threshold: usize) -> Tree<'static> {
    Tree::Object(vec![field("found", count(found)), field("threshold", count(threshold))])
}

pub(super) fn count(n: usize) -> Tree<'static> {
    Tree::Whole(u64::try_from(n).unwrap_or(u64::MAX))
}

pub(super) fn digest(digest: Digest) -> Tree<'static> {
    Tree::written(digest.to_string())
}

pub(super) fn moment(moment: Moment) -> Tree<'static> {
    Tree::written(moment.to_string())
}

/// The SHA-256 of `text`.
pub(super) fn digest_of(text: &str) -> Tree<'static> {
    digest(sha256(text.as_bytes()))
}
