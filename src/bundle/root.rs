//! The trust root: which keys speak for the vendor and for the bank. The page pins it; nothing in a bundle can change it.

use core::ops::RangeInclusive;

use super::audience::Audience;
use super::digest::sha256;
use super::envelope::{MAX_SIGNATURES, bytes_in};
use super::error::RootError;
use super::scalars;
use super::sheet::EvidenceKind;
use super::signature::{Algorithm, PublicKey};
use crate::id::Digest;
use crate::time::Moment;
use crate::wire::{self, At, Object, Tree, canonical};

const DOCUMENT: &str = "trust root";

/// Most bytes of a trust root.
pub const MAX_ROOT_BYTES: usize = 16 * 1024;
/// Most keys of a trust root.
pub const MAX_ROOT_KEYS: usize = 16;
/// Most days for which any root lets a release hold, those of a pilot among them.
pub const MAX_LIFETIME_DAYS: u16 = 90;
/// Fewest approvers of any root: four eyes.
pub const MIN_APPROVERS: usize = 2;
/// Most root keys that any root may ask for: the old ones and the new ones sign the next root in one envelope.
pub const MAX_ROOT_THRESHOLD: usize = MAX_SIGNATURES / 2;

/// The keys that a bank trusts, as its page pins them. Immutable; a new one is a new value.
#[derive(Debug, Clone)]
pub struct TrustRoot {
    /// The bank and the environment that it speaks for.
    pub(super) audience: Audience,
    /// The kinds of evidence that every approval must rest on.
    pub(super) evidence: Vec<EvidenceKind>,
    /// The first moment at which it no longer holds.
    pub(super) expires: Moment,
    /// Longest time from issue to expiry of a release, in days of 24 hours.
    pub(super) lifetime_days: u16,
    /// Its place in the order of the bank's roots.
    pub(super) version: u64,
    /// Who releases.
    pub(super) vendor: Role,
    /// Who approves, for the bank.
    pub(super) approver: Role,
    /// Who signs the next root.
    pub(super) root: Role,
    /// The digest of its text.
    pub(super) digest: Digest,
}

/// Keys that speak together, and how many of them must.
#[derive(Debug, Clone)]
pub(super) struct Role {
    /// The keys, each once.
    pub(super) keys: Vec<PublicKey>,
    /// How many distinct ones must sign, at least 1.
    pub(super) threshold: usize,
}

impl TrustRoot {
    /// The root in canonical `text`, which the caller has from a place it trusts.
    ///
    /// Whether it has expired is asked by [`verify`](super::verify) each time, since a page may stay open.
    ///
    /// # Errors
    /// [`RootError`] where the text is not a canonical root, or one that could not keep its promise: a key that is unfit or wrongly
    /// named, a role without enough keys, the vendor among those who control it.
    pub fn read(text: &str) -> Result<Self, Box<RootError>> {
        if text.len() > MAX_ROOT_BYTES {
            return Err(RootError::TooLarge { document: DOCUMENT, found: text.len(), limit: MAX_ROOT_BYTES }.into());
        }
        let tree = canonical::parse(DOCUMENT, text.as_bytes())?;
        wire::document(DOCUMENT, |top| Self::from_tree(&tree, top, sha256(text.as_bytes())))?
    }

    fn from_tree(tree: &Tree<'_>, top: &At<'_>, digest: Digest) -> Result<Self, Box<RootError>> {
        let mut object = Object::new(tree, top);
        match object.number("root") {
            1 => {}
            found => return Err(RootError::UnsupportedFormat { document: DOCUMENT, found, known: 1 }.into()),
        }
        let days = object.number("lifetime_days");
        let lifetime_days = u16::try_from(days).ok().filter(|days| (1..=MAX_LIFETIME_DAYS).contains(days));
        let lifetime_days = lifetime_days.ok_or(RootError::Lifetime { found: days, limit: MAX_LIFETIME_DAYS })?;
        let evidence = read_evidence(object.list("evidence"), &top.field("evidence"));
        let at = top.field("keys");
        let keys = read_keys(Object::new(object.take("keys"), &at))?;
        let at = top.field("roles");
        let mut roles = Object::new(object.take("roles"), &at);
        let mut role = |name, bounds| Role::read(name, Object::new(roles.take(name), &at.field(name)), bounds, &keys);
        let root = Self {
            audience: scalars::audience_in(&mut object),
            evidence,
            expires: scalars::moment_in(&mut object, "expires"),
            lifetime_days,
            version: scalars::version_in(&mut object, "version").get(),
            vendor: role("vendor", 1..=MAX_SIGNATURES)?,
            approver: role("approver", MIN_APPROVERS..=MAX_ROOT_KEYS)?,
            root: role("root", 1..=MAX_ROOT_THRESHOLD)?,
            digest,
        };
        roles.end();
        object.end();
        // A vendor that could approve, or name the approvers, would need nobody's consent; an approver who could name the others
        // would be four eyes alone.
        root.vendor.shares_no_key_with("vendor", &root.approver, "approver")?;
        root.vendor.shares_no_key_with("vendor", &root.root, "root")?;
        root.approver.shares_no_key_with("approver", &root.root, "root")?;
        Ok(root)
    }

    /// The bank and the environment that it speaks for.
    #[must_use]
    pub const fn audience(&self) -> &Audience {
        &self.audience
    }

    /// The first moment at which it no longer holds.
    #[must_use]
    pub const fn expires(&self) -> Moment {
        self.expires
    }

    /// Its place in the order of the bank's roots, from 1.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The SHA-256 of its text, by which a page can pin it.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// The kinds of evidence that every approval must rest on.
    #[cfg(feature = "review")]
    #[must_use]
    pub fn evidence(&self) -> &[EvidenceKind] {
        &self.evidence
    }

    /// The longest that it lets a release hold, in days of 24 hours.
    #[cfg(feature = "review")]
    #[must_use]
    pub const fn lifetime_days(&self) -> u16 {
        self.lifetime_days
    }

    /// Its roles: the name, the keys, and how many of them must sign.
    #[cfg(feature = "review")]
    #[must_use]
    pub fn roles(&self) -> [(&'static str, &[PublicKey], usize); 3] {
        [("vendor", &self.vendor), ("approver", &self.approver), ("root", &self.root)]
            .map(|(name, role)| (name, role.keys.as_slice(), role.threshold))
    }

    /// The ids of the keys that may release, and how many of them must.
    #[cfg(feature = "cli")]
    pub fn vendor_keys(&self) -> (impl Iterator<Item = Digest>, usize) {
        (self.vendor.keys.iter().map(PublicKey::id), self.vendor.threshold)
    }

    /// The ids of the keys that may approve, and how many of them must.
    pub fn approver_keys(&self) -> (impl Iterator<Item = Digest>, usize) {
        (self.approver.keys.iter().map(PublicKey::id), self.approver.threshold)
    }

    /// The ids of the keys that may sign the next root, and how many of them must.
    pub fn root_keys(&self) -> (impl Iterator<Item = Digest>, usize) {
        (self.root.keys.iter().map(PublicKey::id), self.root.threshold)
    }
}

fn read_evidence(list: &[Tree<'_>], at: &At<'_>) -> Vec<EvidenceKind> {
    let mut kinds: Vec<EvidenceKind> = Vec::new();
    wire::for_each(list, at, &mut |kind, at| {
        let kind = EvidenceKind::parse(wire::text(kind, at));
        match kind.filter(|kind| kinds.last().is_none_or(|last| last.as_str() < kind.as_str())) {
            Some(kind) => kinds.push(kind),
            None => at.refuse("write `goldens`, `lint`, `reach`, `renderings`, ascending, each at most once"),
        }
    });
    kinds
}

fn read_keys(docs: Object<'_, '_>) -> Result<Vec<PublicKey>, Box<RootError>> {
    let place = docs.at();
    let docs = docs.into_fields();
    if docs.len() > MAX_ROOT_KEYS {
        return Err(RootError::TooManyKeys { found: docs.len(), limit: MAX_ROOT_KEYS }.into());
    }
    let mut keys: Vec<PublicKey> = Vec::with_capacity(docs.len());
    for (name, doc) in docs {
        let at = place.field(name);
        let mut doc = Object::new(doc, &at);
        let called = || name.chars().take(80).collect();
        // Before the bytes: a key of an algorithm to come is named as such, whatever it looks like. It is refused and not passed over,
        // since a root that counts on it would mean something else here.
        let stated = doc.text("algorithm");
        let Some(algorithm) = Algorithm::parse(stated) else {
            return Err(
                RootError::UnsupportedAlgorithm { key: called(), found: stated.chars().take(80).collect() }.into()
            );
        };
        let spki = bytes_in(&mut doc, "public");
        doc.end();
        let key = PublicKey::from_spki(&spki).map_err(|cause| RootError::UnfitKey { key: called(), cause })?;
        if key.algorithm() != algorithm {
            let (found, stated) = (key.algorithm().as_str(), algorithm.as_str());
            return Err(RootError::OtherAlgorithm { key: key.id(), found, stated }.into());
        }
        // One public key, one id: with this no key can be listed twice, under whatever names.
        if Digest::from_hex(name) != Ok(key.id()) {
            return Err(RootError::Misnamed { found: called(), expected: key.id() }.into());
        }
        keys.push(key);
    }
    Ok(keys)
}

impl Role {
    /// The role `name` in `doc`, with keys of `all` and a threshold within `bounds`.
    fn read(
        name: &'static str,
        mut doc: Object<'_, '_>,
        bounds: RangeInclusive<usize>,
        all: &[PublicKey],
    ) -> Result<Self, Box<RootError>> {
        let at = doc.at().field("keys");
        let mut keys: Vec<PublicKey> = Vec::new();
        for (n, id) in doc.list("keys").iter().enumerate() {
            let at = at.item(n);
            let id = scalars::digest(&at, wire::text(id, &at));
            let Some(key) = all.iter().find(|key| key.id() == id) else {
                return Err(RootError::UnknownKey { role: name, key: id }.into());
            };
            if keys.contains(key) {
                return Err(RootError::RepeatedKey { role: name, key: id }.into());
            }
            keys.push(key.clone());
        }
        let threshold = usize::try_from(doc.number("threshold")).unwrap_or(usize::MAX);
        doc.end();
        let (least, most) = (*bounds.start(), keys.len().min(*bounds.end()));
        if !(least..=most).contains(&threshold) {
            return Err(RootError::Threshold { role: name, found: threshold, keys: keys.len(), least, most }.into());
        }
        Ok(Self { keys, threshold })
    }

    fn shares_no_key_with(
        &self,
        name: &'static str,
        other: &Self,
        other_name: &'static str,
    ) -> Result<(), Box<RootError>> {
        match self.keys.iter().find(|key| other.keys.contains(key)) {
            None => Ok(()),
            Some(key) => Err(RootError::SharedKey { key: key.id(), roles: [name, other_name] }.into()),
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use base64ct::{Base64, Encoding};

    use super::super::draft::{RoleDraft, RootDraft};
    use super::super::signature::SigningKey;
    use super::*;
    use crate::bundle::Environment;
    use crate::id::BankId;

    fn key(algorithm: Algorithm, seed: u8) -> PublicKey {
        SigningKey::generate(algorithm, [seed; 32]).unwrap().public().clone()
    }

    fn ed25519(seed: u8) -> PublicKey {
        key(Algorithm::Ed25519, seed)
    }

    fn role(keys: &[PublicKey], threshold: u8) -> RoleDraft {
        RoleDraft { keys: keys.to_vec(), threshold }
    }

    fn draft() -> RootDraft {
        RootDraft {
            audience: Audience { bank: BankId::new("first-sample").unwrap(), environment: Environment::Production },
            evidence: vec![EvidenceKind::Goldens, EvidenceKind::Renderings],
            expires: Moment::parse("2027-11-20T00:00:00Z").unwrap(),
            lifetime_days: 14,
            version: 1,
            vendor: role(&[ed25519(1)], 1),
            approver: role(&[key(Algorithm::EcdsaP256Sha256, 2), key(Algorithm::EcdsaP256Sha256, 3)], 2),
            root: role(&[ed25519(4)], 1),
        }
    }

    #[test]
    fn a_root_says_whom_the_bank_trusts() {
        let text = draft().write().unwrap();
        let root = TrustRoot::read(&text).unwrap();
        assert_eq!(root.audience(), &draft().audience);
        assert_eq!((root.version(), root.expires().to_string()), (1, "2027-11-20T00:00:00Z".into()));
        assert_eq!((root.vendor.keys.len(), root.approver.threshold), (1, 2));
        assert_eq!(root.digest(), sha256(text.as_bytes()));
        assert_eq!(RootDraft::from(&root).write(), Ok(text), "what it says can be said again");
        let (keys, threshold) = root.root_keys();
        assert_eq!((keys.collect::<Vec<_>>(), threshold), (vec![ed25519(4).id()], 1));
    }

    #[test]
    fn roots_that_could_not_keep_their_promise_are_refused() {
        type Change = fn(&mut RootDraft);
        let rows: [(Change, &str, &str); 18] = [
            (|_| {}, "", "as it should be"),
            (|root| root.lifetime_days = 90, "", "the longest lifetime"),
            (|root| root.lifetime_days = 91, "lets a release hold for 91 days", "a longer one"),
            (|root| root.lifetime_days = 0, "lets a release hold for 0 days", "none"),
            (|root| root.version = 0, "`version`", "versions count from 1"),
            (|root| root.approver.threshold = 1, "needs 1 of its 2 keys", "one approver alone"),
            (|root| root.approver.threshold = 3, "needs 3 of its 2 keys", "more approvers than there are"),
            (|root| root.vendor.threshold = 0, "needs 0 of its 1 keys", "no vendor at all"),
            (|root| root.root.threshold = 0, "needs 0 of its 1 keys", "anyone may replace the root"),
            (|root| root.vendor.keys.clear(), "needs 1 of its 0 keys", "a vendor without keys"),
            (|root| root.approver.keys.push(ed25519(1)), "`vendor` and `approver` share", "the vendor approves"),
            (|root| root.root.keys.push(ed25519(1)), "`vendor` and `root` share", "the vendor names the approvers"),
            (
                |root| root.root.keys = root.approver.keys.clone(),
                "`approver` and `root` share",
                "an approver names the approvers",
            ),
            (
                |root| {
                    root.root.keys = (4..9).map(ed25519).collect();
                    root.root.threshold = 5;
                },
                "needs 5 of its 5 keys; write 1 to 4",
                "more than an envelope has room for, when old and new keys sign",
            ),
            (|root| root.approver.keys.push(root.approver.keys[0].clone()), "twice", "an approver twice"),
            (|root| root.root.keys.extend((5..17).map(ed25519)), "", "16 keys"),
            (|root| root.root.keys.extend((5..18).map(ed25519)), "17 keys", "17 keys"),
            (|root| root.vendor.keys.push(key(Algorithm::EcdsaP256Sha256, 9)), "", "a vendor with two algorithms"),
        ];
        for (change, says, because) in rows {
            let mut root = draft();
            change(&mut root);
            let said = root.write().err().map_or(String::new(), |error| error.to_string());
            assert!(said.contains(says) && said.is_empty() == says.is_empty(), "{because}: {said}");
        }
    }

    #[test]
    fn a_root_is_read_strictly() {
        let good = draft().write().unwrap();
        let id = ed25519(1).id().to_string();
        let public = Base64::encode_string(ed25519(1).spki());
        let weak = Base64::encode_string(&[&ed25519(1).spki()[..12], &[0; 32]].concat());
        for (from, to, code, says, because) in [
            (r#""root":1,"version""#, r#""root":2,"version""#, "UNSUPPORTED", "format 2", "a format to come"),
            ("ecdsa-p256-sha256", "ml-dsa-44", "UNSUPPORTED", "`ml-dsa-44`", "reserved: refused, not passed over"),
            ("ecdsa-p256-sha256", "hmac-sha256", "UNSUPPORTED", "`hmac-sha256`", "an unheard-of algorithm"),
            (r#""ed25519""#, r#""ecdsa-p256-sha256""#, "ROOT_INVALID", "for `ed25519`", "the wrong algorithm"),
            (&public, &weak, "ROOT_INVALID", "weak", "a key that anyone can sign for"),
            (&public, &public.replace('=', ""), "ROOT_INVALID", "base64", "base64 without its padding"),
            (&format!(r#""{id}":{{"#), r#""ff":{"#, "ROOT_INVALID", "SPKI has the digest", "a key under another name"),
            (
                &format!(r#"["{id}"]"#),
                &format!(r#"["{}"]"#, "0".repeat(64)),
                "ROOT_INVALID",
                "does not have",
                "no such key",
            ),
            (
                &format!(r#"["{id}"]"#),
                &format!(r#"["{}"]"#, id.to_uppercase()),
                "ROOT_INVALID",
                "hexadecimal",
                "upper case",
            ),
            (r#","lifetime_days""#, r#", "lifetime_days""#, "ROOT_INVALID", "not canonical", "a space"),
            (r#","expires""#, r#","exempt":[],"expires""#, "ROOT_INVALID", "unknown field", "an unknown field"),
            (r#","evidence":["goldens","renderings"]"#, "", "ROOT_INVALID", "`evidence`", "silent about evidence"),
            (r#"["goldens","#, r#"["goldens","goldens","#, "ROOT_INVALID", "evidence[1]", "a kind twice"),
            (r#"["goldens","#, r#"["mood","#, "ROOT_INVALID", "evidence[0]", "an unheard-of kind"),
            (
                r#"["goldens","renderings"]"#,
                r#"["renderings","goldens"]"#,
                "ROOT_INVALID",
                "evidence[1]",
                "not ascending",
            ),
            ("production", "pilot2", "ROOT_INVALID", "environment", "an unknown environment"),
            ("2027-11-20T00:00:00Z", "2027-11-20", "ROOT_INVALID", "expires", "no moment"),
        ] {
            // The first place may be a longer word; every row changes the text.
            let changed = good.replacen(from, to, 1);
            assert_ne!(changed, good, "{because}: the row must change something");
            let refused = TrustRoot::read(&changed).unwrap_err();
            assert_eq!(refused.code(), code, "{because}: {refused}");
            assert!(refused.to_string().contains(says), "{because}: {refused}");
        }
        let long = format!("{good}{}", " ".repeat(MAX_ROOT_BYTES));
        assert!(matches!(*TrustRoot::read(&long).unwrap_err(), RootError::TooLarge { limit: MAX_ROOT_BYTES, .. }));
    }

    #[test]
    fn one_public_key_under_two_names_is_refused() {
        // The second name is not the digest of the key, and there is only one that is.
        let good = draft().write().unwrap();
        let id = ed25519(4).id().to_string();
        let entry = good.split_once(&format!(r#""{id}":"#)).unwrap().1.split_once('}').unwrap().0;
        let first = good.split_once(r#""keys":{"#).unwrap().0.len() + r#""keys":{"#.len();
        let (head, tail) = good.split_at(first);
        let twice = format!(r#"{head}"{}":{entry}}},{tail}"#, "0".repeat(64));
        assert!(matches!(*TrustRoot::read(&twice).unwrap_err(), RootError::Misnamed { .. }));
    }
}
