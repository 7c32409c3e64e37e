//! The next trust root: proposed to the holders of root keys, and signed by old and new ones until it follows.

use crate::bundle::digest::sha256;
use crate::bundle::draft::RootDraft;
use crate::bundle::envelope::Envelope;
use crate::bundle::roots::{self, MAX_STEPS, RootStep};
use crate::bundle::signing::Statement;
use crate::bundle::{RootError, TrustRoot, statement};
use crate::id::Digest;
use crate::wire::Malformed;

/// A chain of roots in the making: its last step may still want signatures.
#[derive(Debug, Clone)]
pub struct Rotation {
    steps: Vec<RootStep>,
    /// The root before the last step.
    before: TrustRoot,
    /// The root of the last step.
    next: TrustRoot,
}

/// Why a root is not to be signed as the next one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are the facts that each message names")]
pub enum RotationError {
    /// The chain so far does not hold, or the next root is none.
    #[error(transparent)]
    Root(#[from] Box<RootError>),
    /// It is not the one that comes next.
    #[error("the next root has version {found}, and {expected} comes next")]
    Version { found: u64, expected: u64 },
    /// It is for somebody else.
    #[error("the next root is for `{found}`, and the one before it for `{expected}`")]
    Audience { found: String, expected: String },
    /// The chain is as long as a page follows.
    #[error(
        "the chain of roots has {limit} steps, as many as a page follows: pin its newest root and begin a new chain"
    )]
    Full { limit: usize },
    /// A key that neither root knows as a root key.
    #[error("the key {key} is a root key of neither the old root nor the new one")]
    NotARootKey { key: Digest },
}

impl RotationError {
    /// The code by which programs tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Root(error) => error.code(),
            Self::Version { .. } => "ROOT_VERSION",
            Self::Audience { .. } => "WRONG_AUDIENCE",
            Self::Full { .. } => "CHAIN_FULL",
            Self::NotARootKey { .. } => "NOT_A_ROOT_KEY",
        }
    }
}

impl Rotation {
    /// The chain in the text `chain`, with `next` as its last step: the step that is there already, or a new one without signatures.
    ///
    /// # Errors
    /// [`RotationError`] where the chain does not lead on from `pinned`, or `next` does not come next.
    pub fn propose(pinned: &TrustRoot, chain: Option<&str>, next: &str) -> Result<Self, RotationError> {
        let mut steps = chain.map_or_else(|| Ok(Vec::new()), roots::read)?;
        let proposed = steps.pop_if(|last| last.root == next);
        let before = pinned.follow(&written(&steps)?)?;
        let root = TrustRoot::read(next)?;
        if root.audience() != before.audience() {
            let told = |root: &TrustRoot| format!("{}, {}", root.audience().bank, root.audience().environment);
            return Err(RotationError::Audience { found: told(&root), expected: told(&before) });
        }
        let expected = before.version().saturating_add(1);
        if root.version() != expected {
            return Err(RotationError::Version { found: root.version(), expected });
        }
        if steps.len() >= MAX_STEPS {
            return Err(RotationError::Full { limit: MAX_STEPS });
        }
        let payload = statement::write_root(before.audience(), sha256(next.as_bytes()));
        let unsigned = || RootStep { envelope: Envelope { payload, signatures: Vec::new() }, root: next.into() };
        steps.push(proposed.unwrap_or_else(unsigned));
        Ok(Self { steps, before, next: root })
    }

    /// What the next root changes, a line each: `-` is no longer, `+` is new.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        let [before, next] = [&self.before, &self.next].map(facts);
        let gone = before.iter().filter(|fact| !next.contains(fact)).map(|fact| format!("- {fact}"));
        let new = next.iter().filter(|fact| !before.contains(fact)).map(|fact| format!("+ {fact}"));
        gone.chain(new).collect()
    }

    /// The digest of the next root, by which it can be agreed on.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.next.digest()
    }

    /// The statement that the holders of root keys sign.
    #[must_use]
    pub fn statement(&self) -> Statement {
        Statement::new(self.steps.last().map(|step| step.envelope.payload.clone()).unwrap_or_default())
    }

    /// Refuses a key that could sign nothing here, so that its holder is not asked to.
    ///
    /// # Errors
    /// [`RotationError::NotARootKey`] where it is a root key of neither root.
    pub fn must_know(&self, key: Digest) -> Result<(), RotationError> {
        let known = [&self.before, &self.next].iter().any(|root| root.root_keys().0.any(|id| id == key));
        if known { Ok(()) } else { Err(RotationError::NotARootKey { key }) }
    }

    /// Adds the signatures of `signed`, an envelope around [`Rotation::statement`], in place of earlier ones by the same keys.
    ///
    /// # Errors
    /// [`RotationError::NotARootKey`] where a key is a root key of neither root.
    pub fn add(&mut self, signed: Envelope) -> Result<(), RotationError> {
        let ids = signed.signatures.iter().filter_map(|signature| Digest::from_hex(&signature.keyid).ok());
        ids.into_iter().try_for_each(|id| self.must_know(id))?;
        if let Some(step) = self.steps.last_mut() {
            step.envelope.add(signed.signatures);
        }
        Ok(())
    }

    /// What the last step still wants before pages follow it; `None` where it wants nothing.
    ///
    /// # Errors
    /// [`RotationError`] where more signatures would not mend it.
    pub fn missing(&self) -> Result<Option<RootError>, RotationError> {
        match self.before.follow(&self.write()?).map_err(|error| *error) {
            Ok(_) => Ok(None),
            Err(missing @ RootError::SignaturesMissing { .. }) => Ok(Some(missing)),
            Err(error) => Err(Box::new(error).into()),
        }
    }

    /// The version of the last step's root.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.next.version()
    }

    /// The text of the chain.
    ///
    /// # Errors
    /// None for a chain; the writer's own failure is passed on.
    pub fn write(&self) -> Result<String, RotationError> {
        written(&self.steps)
    }
}

/// What a root says, in lines; its version and audience aside, which follow from the one before.
fn facts(root: &TrustRoot) -> Vec<String> {
    let RootDraft { evidence, expires, lifetime_days, vendor, approver, root, .. } = RootDraft::from(root);
    let mut facts = Vec::new();
    for (name, role) in [("vendor", vendor), ("approver", approver), ("root", root)] {
        facts.push(format!("{name}: {} of its keys sign", role.threshold));
        facts.extend(role.keys.iter().map(|key| format!("{name} key {} ({})", key.id(), key.algorithm().as_str())));
    }
    let kinds: Vec<&str> = evidence.iter().map(|kind| kind.as_str()).collect();
    facts.push(format!("approvals rest on {}", if kinds.is_empty() { "nothing".into() } else { kinds.join(", ") }));
    facts.push(format!("a release holds for {lifetime_days} days at most"));
    facts.push(format!("until {expires}"));
    facts
}

fn written(steps: &[RootStep]) -> Result<String, RotationError> {
    roots::write(steps).map_err(|fault: Malformed| Box::<RootError>::from(fault).into())
}
