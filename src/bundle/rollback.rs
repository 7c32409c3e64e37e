//! The floor of the page: a root or a release that was good once must not come back after the page moved on.

use super::error::VerifyError;
use super::page::PagePolicy;
use super::root::TrustRoot;
use super::statement::Release;

/// Refuses a root older than the one that the page's floor is meant for.
pub(super) fn root_not_below(page: &PagePolicy, root: &TrustRoot) -> Result<(), Box<VerifyError>> {
    match page.root {
        Some(floor) if root.version < floor => Err(VerifyError::RootRolledBack { found: root.version, floor }.into()),
        Some(_) | None => Ok(()),
    }
}

/// Refuses a release below the floor of the page, unless a newer root than the floor's has made it void.
pub(super) fn not_below(page: &PagePolicy, root: &TrustRoot, release: &Release) -> Result<(), Box<VerifyError>> {
    let void = page.root.is_some_and(|meant| root.version > meant);
    let (found, floor) = (release.version, page.floor);
    if void || found >= floor { Ok(()) } else { Err(VerifyError::RolledBack { found, floor }.into()) }
}
