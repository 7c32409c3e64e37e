//! The version floor: a release that was good once must not come back after the page moved on.

use super::error::VerifyError;
use crate::id::ReleaseVersion;

/// Refuses a release below the floor of the page.
pub(super) fn not_below(floor: ReleaseVersion, found: ReleaseVersion) -> Result<(), Box<VerifyError>> {
    if found >= floor { Ok(()) } else { Err(VerifyError::RolledBack { found, floor }.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_itself_is_accepted() {
        let version = |number| ReleaseVersion::new(number).unwrap();
        for (floor, found, accepted) in [(6, 5, false), (6, 6, true), (6, 7, true), (0, 1, true)] {
            assert_eq!(not_below(version(floor), version(found)).is_ok(), accepted, "{found} under the floor {floor}");
        }
    }
}
