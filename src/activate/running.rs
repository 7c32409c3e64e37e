//! The bundle that runs under the bank's newest root; another takes its place whole or not at all.

use super::{ActivateError, activate};
use crate::bundle::digest::sha256;
use crate::bundle::{PagePolicy, TrustRoot};
use crate::compile::Program;
use crate::id::Digest;
use crate::time::Moment;

/// What the bank's own origin serves: a bundle, and what the page says of it.
#[derive(Debug)]
pub struct Served<'a> {
    /// The text of the bundle.
    pub bundle: &'a str,
    /// The text of the chain of roots, where the bank has rotated any.
    pub roots: Option<&'a str>,
    /// The page's policy.
    pub page: PagePolicy,
}

/// A program with what it was activated from, which is remembered here and in no storage.
#[derive(Debug)]
pub struct Running {
    root: TrustRoot,
    /// `None` where more is denied than it says: then the next update is asked anew.
    page: Option<PagePolicy>,
    bundle: Digest,
    since: Moment,
    program: Program,
}

impl Running {
    /// The program of what is `served` at `now`, to a page that pins `root`.
    ///
    /// # Errors
    /// [`ActivateError`], that of the chain of roots first.
    pub fn start(root: &TrustRoot, served: Served<'_>, now: Moment) -> Result<Self, ActivateError> {
        let root = newest(root, &served)?;
        let program = activate(served.bundle, &root, &served.page, now)?;
        Ok(Self { root, page: Some(served.page), bundle: sha256(served.bundle.as_bytes()), since: now, program })
    }

    /// Goes over to what is `served` at `now`. The same served again, within the time for which it holds, is not verified anew.
    ///
    /// What the page denies is denied at once, whatever becomes of the rest: its word comes from the bank's own origin, and nobody waits
    /// for a good bundle to take a bad campaign down.
    ///
    /// # Errors
    /// As [`Running::start`]; then nothing else changes, and the last good program goes on.
    pub fn update(&mut self, served: Served<'_>, now: Moment) -> Result<(), ActivateError> {
        if self.program.deny(&served.page.deny) {
            self.page = None;
        }
        let root = newest(&self.root, &served)?;
        let same = root.digest() == self.root.digest()
            && self.page.as_ref() == Some(&served.page)
            && sha256(served.bundle.as_bytes()) == self.bundle;
        // Whatever holds at two moments holds at each between them.
        let holds = (self.since.millis()..self.program.release().expires.millis()).contains(&now.millis());
        if !(same && holds) {
            *self = Self::start(&root, Served { roots: None, ..served }, now)?;
        }
        Ok(())
    }

    /// The program that runs.
    #[must_use]
    pub const fn program(&self) -> &Program {
        &self.program
    }
}

fn newest(root: &TrustRoot, served: &Served<'_>) -> Result<TrustRoot, ActivateError> {
    Ok(match served.roots {
        Some(chain) => root.follow(chain)?,
        None => root.clone(),
    })
}
