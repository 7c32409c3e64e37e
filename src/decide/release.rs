//! Gate 0: does the release speak for now?

use crate::compile::Program;
use crate::time::Moment;

/// How far a clock may lie before the release was issued, in milliseconds: five minutes.
const CLOCK_TOLERANCE: i64 = 300_000;

/// Whether the release may decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Issued and not expired.
    Current,
    /// `now` lies well before it was issued: the clock is wrong, or the page's time is.
    ClockBehind,
    /// `now >= expires`.
    Expired,
}

/// The standing of the program's release at `now`; asked at every decision, since a page may stay open longer than a release is valid.
pub(super) fn standing(program: &Program, now: Moment) -> Standing {
    let (issued, expires) = (program.release.issued, program.release.expires);
    if now.millis() >= expires.millis() {
        Standing::Expired
    } else if now.millis() < issued.millis().saturating_sub(CLOCK_TOLERANCE) {
        Standing::ClockBehind
    } else {
        Standing::Current
    }
}
