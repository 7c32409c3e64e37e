//! When a root, a release and a sheet hold: from their first moment to just before their last, and a release never too long.
//!
//! A clock that runs behind the issue of a release is not refused here; the decision reports it and promotes nothing.

use super::error::VerifyError;
use super::root::TrustRoot;
use super::sheet::Sheet;
use super::statement::Release;
use crate::time::Moment;

const DAY_MILLIS: i64 = 86_400_000;

/// Refuses an expired root.
pub(super) fn root_holds(root: &TrustRoot, now: Moment) -> Result<(), Box<VerifyError>> {
    if now.millis() < root.expires.millis() {
        Ok(())
    } else {
        Err(VerifyError::RootExpired { expires: root.expires, now }.into())
    }
}

/// Refuses a release that holds for longer than `limit_days`, however far off its end is, and one that has expired.
pub(super) fn release_holds(release: &Release, limit_days: u16, now: Moment) -> Result<(), Box<VerifyError>> {
    let Release { issued, expires, .. } = *release;
    let longest = i64::from(limit_days).saturating_mul(DAY_MILLIS);
    if expires.millis().saturating_sub(issued.millis()) > longest {
        return Err(VerifyError::LifetimeTooLong { issued, expires, limit_days }.into());
    }
    if now.millis() < expires.millis() { Ok(()) } else { Err(VerifyError::Expired { expires, now }.into()) }
}

/// Refuses a release that `root` would refuse on the day of its issue for its audience or its dates: for one that is still to be signed.
///
/// # Errors
/// [`VerifyError`], as [`verify`](super::verify) would find it.
#[cfg(feature = "cli")]
pub fn admits(root: &TrustRoot, release: &Release) -> Result<(), Box<VerifyError>> {
    root_holds(root, release.issued)?;
    release.audience.is(&root.audience, "release")?;
    release_holds(release, root.lifetime_days, release.issued)
}

/// Refuses a sheet outside its own window.
pub(super) fn sheet_holds(sheet: &Sheet, now: Moment) -> Result<(), Box<VerifyError>> {
    let Sheet { not_before, not_after, .. } = *sheet;
    if now.millis() < not_before.millis() {
        return Err(VerifyError::SheetNotYetValid { not_before, now }.into());
    }
    if now.millis() < not_after.millis() { Ok(()) } else { Err(VerifyError::SheetExpired { not_after, now }.into()) }
}

/// The first moment at which one of the three no longer holds.
pub(super) fn first_end(release: &Release, sheet: &Sheet, root: &TrustRoot) -> Moment {
    let earlier = |a: Moment, b: Moment| if b.millis() < a.millis() { b } else { a };
    earlier(earlier(release.expires, sheet.not_after), root.expires)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Audience, Environment};
    use crate::id::{BankId, ReleaseVersion};

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn release(issued: &str, expires: &str) -> Release {
        Release {
            audience: Audience { bank: BankId::new("bank").unwrap(), environment: Environment::Test },
            version: ReleaseVersion::new(1).unwrap(),
            issued: at(issued),
            expires: at(expires),
            semantics: 1,
        }
    }

    #[test]
    fn a_release_holds_until_just_before_it_expires() {
        let (issued, expires) = ("2026-11-20T00:00:00Z", "2026-12-04T00:00:00Z");
        for (expires, days, now, code, because) in [
            (expires, 14, "2026-11-23T00:00:00Z", "", "in between"),
            (expires, 14, "2026-12-03T23:59:59.999Z", "", "the last millisecond"),
            (expires, 14, "2026-12-04T00:00:00Z", "EXPIRED", "the moment itself"),
            (expires, 14, "2026-12-03T19:00:00-05:00", "EXPIRED", "the moment itself, by the bank's clock"),
            (expires, 14, "2027-12-04T00:00:00Z", "EXPIRED", "a year later"),
            (expires, 14, "2026-01-01T00:00:00Z", "", "a clock far behind is the decision's to report"),
            (expires, 13, "2026-11-23T00:00:00Z", "LIFETIME_TOO_LONG", "a day longer than the bank allows"),
            ("2026-12-04T00:00:01Z", 14, "2026-11-23T00:00:00Z", "LIFETIME_TOO_LONG", "a second longer"),
            ("2036-12-04T00:00:00Z", 90, "2026-11-23T00:00:00Z", "LIFETIME_TOO_LONG", "ten years"),
        ] {
            let held = release_holds(&release(issued, expires), days, at(now));
            assert_eq!(held.err().map_or("", |error| error.code()), code, "{because}");
        }
    }

    #[test]
    fn a_sheet_holds_within_its_window() {
        let sheet = Sheet {
            audience: Audience { bank: BankId::new("bank").unwrap(), environment: Environment::Test },
            index: crate::bundle::digest::sha256(b""),
            not_before: at("2026-11-20T00:00:00Z"),
            not_after: at("2027-02-20T00:00:00Z"),
            campaigns: Vec::new(),
        };
        for (now, holds) in [
            ("2026-11-19T23:59:59.999Z", false),
            ("2026-11-20T00:00:00Z", true),
            ("2026-11-19T19:00:00-05:00", true),
            ("2027-02-19T23:59:59.999Z", true),
            ("2027-02-20T00:00:00Z", false),
            ("2027-02-19T19:00:00-05:00", false),
        ] {
            assert_eq!(sheet_holds(&sheet, at(now)).is_ok(), holds, "{now}");
        }
    }
}
