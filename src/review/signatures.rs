//! Who signed, and what of it holds.

use super::Opened;
use crate::bundle::envelope::{Envelope, PAYLOAD_TYPE, Signature, pae};
use crate::bundle::signature::PublicKey;
use crate::bundle::statement;
use crate::id::Digest;
use crate::wire::Tree;
use crate::wire::spelling::{NONE, field};

impl Opened {
    /// Each signature of the release and of the approvals, in the order in which they stand.
    pub(super) fn signatures(&self) -> Vec<Tree<'_>> {
        let approval = statement::write_approval(self.root.audience(), self.bundle.sheet);
        let release = self.signed_by(&self.parts.release, "release", "vendor", false);
        let approvals = self.parts.approvals.iter().flat_map(|envelope| {
            let elsewhere = envelope.payload != approval;
            self.signed_by(envelope, "approval", "approver", elsewhere)
        });
        release.into_iter().chain(approvals).collect()
    }

    fn signed_by<'a>(
        &'a self,
        envelope: &'a Envelope,
        of: &'static str,
        must_be: &'static str,
        elsewhere: bool,
    ) -> Vec<Tree<'a>> {
        let message = pae(PAYLOAD_TYPE, &envelope.payload);
        let told = |Signature { keyid, sig }: &'a Signature| {
            let known = self.key(keyid);
            let holds = known.is_some_and(|(role, key)| role == must_be && !elsewhere && key.signed(&message, sig));
            Tree::Object(vec![
                field("elsewhere", Tree::Flag(elsewhere)),
                field("holds", Tree::Flag(holds)),
                field("key", Tree::text(keyid)),
                field("of", Tree::text(of)),
                field("role", known.map_or(NONE, |(role, _)| Tree::text(role))),
            ])
        };
        envelope.signatures.iter().map(told).collect()
    }

    /// The key of the root that `keyid` names, and its role.
    fn key(&self, keyid: &str) -> Option<(&'static str, &PublicKey)> {
        let id = Digest::from_hex(keyid).ok()?;
        self.root.roles().into_iter().find_map(|(role, keys, _)| Some((role, keys.iter().find(|key| key.id() == id)?)))
    }
}
