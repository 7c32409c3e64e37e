//! The machine's clock, read here and nowhere else.

use std::time::{SystemTime, UNIX_EPOCH};

use tellerside::time::Moment;

use super::failure::Failure;

/// Now, with the bank's offset of `offset_minutes` east of UTC.
pub(super) fn now(offset_minutes: i32) -> Result<Moment, Failure> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the clock; everything below takes it as argument"
    )]
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = since.ok().and_then(|since| i64::try_from(since.as_millis()).ok());
    millis.and_then(|millis| Moment::new(millis, offset_minutes)).ok_or_else(|| {
        Failure::usage("the machine's clock is not set: say `--now`, as in `--now 2026-11-23T09:30:00-05:00`")
    })
}

/// `--now` if it was given, or else the clock in UTC.
pub(super) fn given_or_now(given: Option<Moment>) -> Result<Moment, Failure> {
    given.map_or_else(|| now(0), Ok)
}

/// A moment as an argument.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| error.to_string())
}
