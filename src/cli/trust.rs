//! Whom a command trusts: the root that a page pins, or the newest one to which the bank's chain leads from it.

use std::path::PathBuf;

use clap::Args;
use tellerside::bundle::TrustRoot;

use super::failure::Failure;
use super::files;

#[derive(Args)]
pub(super) struct Trusted {
    /// The trust root that the page pins.
    #[arg(long, value_name = "FILE")]
    pub(super) root: PathBuf,
    /// The chain of roots that leads on from it, where the bank has rotated any.
    #[arg(long, value_name = "FILE")]
    pub(super) roots: Option<PathBuf>,
}

impl Trusted {
    /// The newest root.
    pub(super) fn newest(&self) -> Result<TrustRoot, Failure> {
        let pinned = files::root(&self.root)?;
        match &self.roots {
            None => Ok(pinned),
            Some(chain) => pinned.follow(&files::text(chain)?).map_err(|error| Failure::from(error).of(chain)),
        }
    }
}
