//! What a trust root is made of. Native only: a page reads roots and never makes one.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding};
use serde::Serialize;

use super::audience::Audience;
use super::error::RootError;
use super::root::{Role, TrustRoot};
use super::sheet::EvidenceKind;
use super::signature::PublicKey;
use crate::time::Moment;
use crate::wire::{Malformed, canonical};

#[derive(Serialize)]
struct RootDoc {
    bank: String,
    environment: &'static str,
    evidence: Vec<&'static str>,
    expires: String,
    keys: BTreeMap<String, KeyDoc>,
    lifetime_days: u16,
    roles: RolesDoc,
    root: u8,
    version: u64,
}

#[derive(Serialize)]
struct KeyDoc {
    algorithm: &'static str,
    public: String,
}

#[derive(Serialize)]
struct RolesDoc {
    approver: RoleDoc,
    root: RoleDoc,
    vendor: RoleDoc,
}

#[derive(Serialize)]
struct RoleDoc {
    keys: Vec<String>,
    threshold: u8,
}

/// A root to be written.
#[derive(Debug, Clone)]
pub struct RootDraft {
    /// The bank and the environment that it speaks for.
    pub audience: Audience,
    /// The kinds of evidence that every approval must rest on, ascending, each once.
    pub evidence: Vec<EvidenceKind>,
    /// The first moment at which it no longer holds, in whole seconds of UTC.
    pub expires: Moment,
    /// Longest time from issue to expiry of a release, in days: 1 to [`MAX_LIFETIME_DAYS`](super::MAX_LIFETIME_DAYS).
    pub lifetime_days: u16,
    /// Its place in the order of the bank's roots, from 1.
    pub version: u64,
    /// Who releases.
    pub vendor: RoleDraft,
    /// Who approves, for the bank.
    pub approver: RoleDraft,
    /// Who signs the next root.
    pub root: RoleDraft,
}

/// Keys that speak together, and how many of them must.
#[derive(Debug, Clone)]
pub struct RoleDraft {
    /// The keys.
    pub keys: Vec<PublicKey>,
    /// How many distinct ones must sign.
    pub threshold: u8,
}

impl From<&TrustRoot> for RootDraft {
    /// What `root` says, to begin the next one from.
    fn from(root: &TrustRoot) -> Self {
        let role = |role: &Role| RoleDraft {
            keys: role.keys.clone(),
            // A root has at most 16 keys.
            threshold: u8::try_from(role.threshold).unwrap_or(u8::MAX),
        };
        Self {
            audience: root.audience.clone(),
            evidence: root.evidence.clone(),
            expires: root.expires,
            lifetime_days: root.lifetime_days,
            version: root.version,
            vendor: role(&root.vendor),
            approver: role(&root.approver),
            root: role(&root.root),
        }
    }
}

impl RootDraft {
    /// The canonical text, one that [`TrustRoot::read`] accepts.
    ///
    /// # Errors
    /// [`RootError`] as reading it back gives.
    pub fn write(&self) -> Result<String, Box<RootError>> {
        let roles = [&self.vendor, &self.approver, &self.root];
        let key = |key: &PublicKey| {
            let public = Base64::encode_string(key.spki());
            (key.id().to_string(), KeyDoc { algorithm: key.algorithm().as_str(), public })
        };
        let role = |role: &RoleDraft| RoleDoc {
            keys: role.keys.iter().map(|key| key.id().to_string()).collect(),
            threshold: role.threshold,
        };
        let keys: BTreeMap<_, _> = roles.iter().flat_map(|role| &role.keys).map(key).collect();
        let bytes = canonical::write(&RootDoc {
            bank: self.audience.bank.to_string(),
            environment: self.audience.environment.as_str(),
            evidence: self.evidence.iter().map(|kind| kind.as_str()).collect(),
            expires: self.expires.to_string(),
            keys,
            lifetime_days: self.lifetime_days,
            roles: RolesDoc { approver: role(&self.approver), root: role(&self.root), vendor: role(&self.vendor) },
            root: 1,
            version: self.version,
        })?;
        let text = String::from_utf8(bytes).map_err(|_| Malformed::whole("trust root", "not UTF-8"))?;
        TrustRoot::read(&text)?;
        Ok(text)
    }
}
