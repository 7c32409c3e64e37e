//! A release dated anew: the same index, the same sheet and its approvals, and a new statement of the vendor around them.
//!
//! The bank is not asked again, for the sheet is about the index and not about the dates; so it must hold for every day that is added.

use super::error::{SigningError, whole_seconds};
use super::plan;
use super::release::Unsigned;
use crate::activate::activate;
use crate::bundle::{PagePolicy, Release, Sheet, Transport, TrustRoot, VerifyError, admits, verify};
use crate::id::ReleaseVersion;
use crate::time::{Moment, Span};

/// The new dates of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// Its new place in the order of the bank's releases.
    pub version: ReleaseVersion,
    /// When it is issued, in whole seconds of UTC.
    pub issued: Moment,
    /// How many days of 24 hours it holds; as long as before where not said.
    pub days: Option<u16>,
}

/// The release in the text `transport` with the dates `dates`, for the vendor to sign, and what it will state.
///
/// It may have expired, which is why it is renewed. All else must hold under `root`: who signed and approved it, every digest, and its
/// golden decisions.
///
/// # Errors
/// [`SigningError`], in this order: the present release is refused, its version is not below the new one, `root` would not admit the
/// new dates, or the sheet does not hold for all of them.
pub fn renew(transport: &str, root: &TrustRoot, dates: Dates) -> Result<(Unsigned, Release), SigningError> {
    let parts = Transport::read(transport)?;
    let sheet = Sheet::read(parts.sheet.as_bytes())?;
    // At the first moment of its sheet every release held that ever did; nothing else in it depends on the time. The sheet is not
    // proven yet: one with a false moment has another digest, and no approvals.
    let present = verify(transport, root, &PagePolicy::SILENT, sheet.not_before)?.as_inner().clone();
    activate(transport, root, &PagePolicy::SILENT, sheet.not_before)?;

    let (found, present_version) = (dates.version, present.release.version);
    if found <= present_version {
        return Err(SigningError::VersionNotHigher { found, present: present_version });
    }
    whole_seconds("issued", dates.issued)?;
    let facts = Release {
        version: dates.version,
        issued: dates.issued,
        expires: match dates.days {
            Some(days) => plan::after(dates.issued, i16::try_from(days).unwrap_or(i16::MAX)),
            None => later(dates.issued, &present.release),
        },
        ..present.release
    };
    admits(root, &facts)?;
    holds_throughout(&sheet, &facts)?;
    Ok((Unsigned::new(parts, &facts, present.index)?, facts))
}

/// As long after `issued` as `release` expires after it was issued.
fn later(issued: Moment, release: &Release) -> Moment {
    let lifetime = release.expires.millis().saturating_sub(release.issued.millis());
    Moment::new(issued.millis().saturating_add(lifetime), 0).unwrap_or(issued)
}

/// Refuses a release that its sheet does not cover from the first moment to the last.
fn holds_throughout(sheet: &Sheet, release: &Release) -> Result<(), SigningError> {
    let Sheet { not_before, not_after, .. } = *sheet;
    let Release { issued, expires, .. } = *release;
    if issued.millis() < not_before.millis() {
        return Err(Box::new(VerifyError::SheetNotYetValid { not_before, now: issued }).into());
    }
    if expires.millis() <= not_after.millis() {
        return Ok(());
    }
    let left = not_after.millis().saturating_sub(issued.millis()).max(0);
    let day = Span::days(1).map_or(i64::MAX, Span::millis);
    Err(SigningError::SheetEnds { not_after, expires, days_left: left.checked_div(day).unwrap_or(0) })
}
