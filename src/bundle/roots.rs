//! From the root that a page pins to the bank's newest: a chain of roots, each signed by the one before it and by itself.
//!
//! The rules are those of The Update Framework (TUF 1.0, section 5.3): no step is skipped, old and new keys both sign, and only the
//! last root must still hold.

use super::digest::sha256;
use super::envelope::Envelope;
use super::error::RootError;
use super::root::{MAX_ROOT_BYTES, TrustRoot};
use super::{statement, threshold};
use crate::wire::{self, At, Object, Tree};

const DOCUMENT: &str = "chain of roots";

/// Most bytes of the text of a chain.
pub const MAX_CHAIN_BYTES: usize = 2 * MAX_STEPS * MAX_ROOT_BYTES;
/// Most steps of a chain.
pub const MAX_STEPS: usize = 16;

/// One step of a chain as it came: nothing of it is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootStep {
    /// What claims to be a statement about the root, with signatures of the old root keys and of the new ones.
    pub envelope: Envelope,
    /// The exact text of the root.
    pub root: String,
}

impl TrustRoot {
    /// The newest root to which the chain in the text `chain` leads from this one.
    ///
    /// Steps up to this very root are passed over unread, so that one chain serves pages that pin different roots.
    ///
    /// # Errors
    /// [`RootError`] for the first step that is refused, and then for the whole chain: a step that leads nowhere is not passed over.
    pub fn follow(&self, chain: &str) -> Result<Self, Box<RootError>> {
        let mut steps = read(chain)?;
        let known = steps.iter().rposition(|step| sha256(step.root.as_bytes()) == self.digest);
        let passed = known.map_or(0, |place| place.saturating_add(1));
        let mut newest = self.clone();
        for (n, step) in steps.drain(passed..).enumerate() {
            newest = newest.next(&step, passed.saturating_add(n))?;
        }
        Ok(newest)
    }

    /// The root to which `step`, the one with this index, leads from this one.
    fn next(&self, step: &RootStep, index: usize) -> Result<Self, Box<RootError>> {
        let number = index.saturating_add(1);
        let signed_by = |by: &'static str, root: &Self| {
            let stated = statement::write_root(&self.audience, sha256(step.root.as_bytes()));
            let of_this = step.envelope.payload == stated;
            let signatures = step.envelope.signatures.iter().filter(|_| of_this);
            let (found, threshold) = (threshold::signers(&stated, signatures, &root.root).len(), root.root.threshold);
            if found >= threshold {
                return Ok(());
            }
            Err(Box::new(RootError::SignaturesMissing { step: number, by, found, threshold }))
        };
        // Before the root is parsed: nobody but those who are trusted now may hand it a text to read.
        signed_by("old", self)?;
        let next = Self::read(&step.root).map_err(|cause| RootError::RootOfStep { step: number, cause })?;
        let audience = next.audience.is(&self.audience, "next trust root");
        audience.map_err(|cause| RootError::Step { step: number, cause })?;
        let expected = self.version.saturating_add(1);
        if next.version != expected {
            return Err(RootError::VersionSkipped { step: number, found: next.version, expected }.into());
        }
        signed_by("new", &next)?;
        Ok(next)
    }
}

/// The steps in the text `chain`.
///
/// # Errors
/// [`RootError`] where the text is beyond a limit, or not a chain of format 1.
pub fn read(chain: &str) -> Result<Vec<RootStep>, Box<RootError>> {
    if chain.len() > MAX_CHAIN_BYTES {
        return Err(RootError::TooLarge { document: DOCUMENT, found: chain.len(), limit: MAX_CHAIN_BYTES }.into());
    }
    let tree = wire::parse(DOCUMENT, chain)?;
    wire::document(DOCUMENT, |top| from_tree(&tree, top))?
}

fn from_tree(tree: &Tree<'_>, top: &At<'_>) -> Result<Vec<RootStep>, Box<RootError>> {
    let mut object = Object::new(tree, top);
    match object.number("tellerside_roots") {
        1 => {}
        found => return Err(RootError::UnsupportedFormat { document: DOCUMENT, found, known: 1 }.into()),
    }
    let list = object.list("roots");
    object.end();
    if list.len() > MAX_STEPS {
        return Err(RootError::TooManySteps { found: list.len(), limit: MAX_STEPS }.into());
    }
    let at = top.field("roots");
    let mut steps = Vec::with_capacity(list.len());
    for (n, step) in list.iter().enumerate() {
        let at = at.item(n);
        let mut step = Object::new(step, &at);
        let envelope = step.take("envelope");
        let envelope = at.field("envelope").apart(|at| Envelope::from_tree(envelope, at));
        let envelope = envelope.unwrap_or_else(|fault| Err(fault.into()));
        let envelope = envelope.map_err(|cause| RootError::Step { step: n.saturating_add(1), cause })?;
        steps.push(RootStep { envelope, root: step.text("root").into() });
        step.end();
    }
    Ok(steps)
}

/// The text of the chain of `steps`. Native only: a page follows chains and never makes one.
///
/// # Errors
/// None for a chain; the writer's own failure is passed on.
#[cfg(feature = "cli")]
pub fn write(steps: &[RootStep]) -> Result<String, crate::wire::Malformed> {
    use super::envelope::EnvelopeDoc;
    use crate::wire::{Malformed, canonical};

    #[derive(serde::Serialize)]
    struct ChainDoc<'a> {
        roots: Vec<StepDoc<'a>>,
        tellerside_roots: u8,
    }

    #[derive(serde::Serialize)]
    struct StepDoc<'a> {
        envelope: EnvelopeDoc,
        root: &'a str,
    }

    let roots = steps.iter().map(|step| StepDoc { envelope: EnvelopeDoc::from(&step.envelope), root: &step.root });
    let bytes = canonical::write(&ChainDoc { roots: roots.collect(), tellerside_roots: 1 })?;
    String::from_utf8(bytes).map_err(|_| Malformed::whole(DOCUMENT, "not UTF-8"))
}
