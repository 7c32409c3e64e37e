//! Time: moments, civil days and months. Nothing here reads a clock; time is always an argument.

mod parts;

use core::fmt;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};

use crate::stand_in::StandIn;
pub use parts::{Clock, InvalidClock, InvalidYearDay, YearDay};

/// A moment with the offset of the bank's own clock: milliseconds since 1970-01-01T00:00:00Z, and minutes east of UTC.
///
/// The offset comes with the moment (RFC 3339), so that no zone database is needed to know the bank's civil day.
/// Years 1970 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    millis: i64,
    offset_minutes: i32,
}

/// A text that is not a moment in RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a moment: write RFC 3339 with the bank's offset, as in `2026-11-23T09:30:00-05:00`")]
pub struct InvalidMoment {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

/// Milliseconds of 9999-12-31T23:59:59.999Z.
const LAST_MILLI: i64 = 253_402_300_799_999;

impl Moment {
    /// The moment written in `text`: RFC 3339, from 1970 on, whole milliseconds at most.
    ///
    /// # Errors
    /// [`InvalidMoment`] where there is no offset, a time before 1970, or anything else RFC 3339 does not allow.
    pub fn parse(text: &str) -> Result<Self, InvalidMoment> {
        moment(text).ok_or_else(|| InvalidMoment { found: text.chars().take(80).collect() })
    }

    /// The moment `millis` milliseconds after 1970-01-01T00:00:00Z, seen `offset_minutes` east of UTC; `None` outside 1970 to 9999
    /// or an offset of a day or more.
    #[must_use]
    pub fn new(millis: i64, offset_minutes: i32) -> Option<Self> {
        let in_range = (0..=LAST_MILLI).contains(&millis) && offset_minutes.unsigned_abs() < 24 * 60;
        in_range.then_some(Self { millis, offset_minutes })
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.millis
    }

    /// Minutes east of UTC.
    #[must_use]
    pub const fn offset_minutes(self) -> i32 {
        self.offset_minutes
    }

    /// The civil day at the bank.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.at_the_bank().date())
    }

    /// When `day` begins by the clock that this moment is told by, in milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// A clock with summer time begins some days of a year at another offset than `now` has: no zone database says so.
    #[must_use]
    pub fn midnight_of(self, day: Day) -> i64 {
        DAY_MILLIS.saturating_mul(day.number()).saturating_sub(offset_millis(self.offset_minutes))
    }

    /// What the bank's calendar and clock show.
    fn at_the_bank(self) -> NaiveDateTime {
        let millis = self.millis.saturating_add(offset_millis(self.offset_minutes));
        // `new` proved both in range; the epoch is what an impossible failure would show.
        DateTime::from_timestamp_millis(millis).unwrap_or_default().naive_utc()
    }
}

/// The moment in `text`, read as chrono reads RFC 3339: letters in either case, a space for the `T`, leap seconds, the true minus sign.
///
/// chrono's own reader slices texts, and the message of a slice that fails comes with tables of Unicode.
fn moment(text: &str) -> Option<Moment> {
    let (date, rest) = text.split_at_checked(10)?;
    let (clock, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    let (hour, clock) = clock.split_once(':')?;
    let (minute, second) = clock.split_once(':')?;
    let (millis, zone) = match rest.strip_prefix('.') {
        None => (0, rest),
        Some(rest) => fraction(rest)?,
    };
    // A leap second is the second before it with a second's milliseconds more.
    let (second, millis) = match digits(second, 2)? {
        60 => (59, millis.saturating_add(1_000)),
        second => (second, millis),
    };
    let clock = day(date)?.0.and_hms_milli_opt(digits(hour, 2)?, digits(minute, 2)?, second, millis)?;
    let offset = offset_minutes(zone)?;
    Moment::new(clock.and_utc().timestamp_millis().saturating_sub(offset_millis(offset)), offset)
}

/// The milliseconds that the digits at the start of `text` say, further ones cut off, and what follows the digits.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(text.find(|sign: char| !sign.is_ascii_digit())?)?;
    let places = digits.bytes().map(|digit| u32::from(digit.wrapping_sub(b'0'))).chain([0, 0]).take(3);
    let millis = places.fold(0_u32, |millis, digit| millis.saturating_mul(10).saturating_add(digit));
    (!digits.is_empty()).then_some((millis, rest))
}

/// The minutes east of UTC in `zone`: `Z`, or as in `-05:00`.
fn offset_minutes(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let east = zone.strip_prefix('+');
    let (hours, minutes) = east.or_else(|| zone.strip_prefix(['-', '\u{2212}']))?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2).filter(|minutes| *minutes < 60)?);
    let offset = i32::try_from(hours.saturating_mul(60).saturating_add(minutes)).ok()?;
    Some(if east.is_some() { offset } else { offset.saturating_neg() })
}

fn offset_millis(minutes: i32) -> i64 {
    i64::from(minutes).saturating_mul(60_000)
}

impl StandIn for Moment {
    fn stand_in() -> Self {
        Self { millis: 0, offset_minutes: 0 }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = self.at_the_bank();
        write!(f, "{}T{:02}:{:02}:{:02}", self.day(), clock.hour(), clock.minute(), clock.second())?;
        match self.millis.rem_euclid(1000) {
            0 => {}
            millis => write!(f, ".{millis:03}")?,
        }
        let minutes = self.offset_minutes.unsigned_abs();
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        match self.offset_minutes {
            0 => f.write_str("Z"),
            _ => write!(f, "{sign}{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60)),
        }
    }
}

/// A calendar day in the bank's own time zone, written `2026-11-23`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

/// A text that is not a calendar day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a day: write it as in `2026-11-23`")]
pub struct InvalidDay {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

impl Day {
    /// The day written in `text`, four digits of year, two of month, two of day.
    ///
    /// # Errors
    /// [`InvalidDay`] for any other form and for days that do not exist.
    pub fn parse(text: &str) -> Result<Self, InvalidDay> {
        day(text).ok_or_else(|| InvalidDay { found: text.chars().take(80).collect() })
    }

    /// How many days lie between `earlier` and this day: 0 for the same day, negative where `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The month this day lies in.
    #[must_use]
    pub fn month(self) -> Month {
        Month::containing(self.0)
    }

    /// The day after this one; the last representable day is its own successor.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_days(Days::new(1)).unwrap_or(self.0))
    }

    /// The day `days` days earlier; the first representable day stops it.
    #[must_use]
    pub fn minus(self, days: u16) -> Self {
        Self(self.0.checked_sub_days(Days::new(days.into())).unwrap_or(self.0))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i64 {
        self.days_since(Self(NaiveDate::default()))
    }

    /// The day of its month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> u8 {
        u8::try_from(self.0.day()).unwrap_or(1)
    }

    /// The day `days` days later; the last representable day stops it.
    #[must_use]
    pub fn plus(self, days: u16) -> Self {
        Self(self.0.checked_add_days(Days::new(days.into())).unwrap_or(self.0))
    }

    /// How many days its week is old: 0 on a Monday, 6 on a Sunday.
    #[must_use]
    pub fn days_since_monday(self) -> u16 {
        u16::try_from(self.0.weekday().num_days_from_monday()).unwrap_or(0)
    }

    /// The week that it lies in, from Monday, as ISO 8601 counts: the year of its Thursday, and its number there from 1.
    #[must_use]
    pub fn week(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }

    /// The day's place in the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }
}

fn day(text: &str) -> Option<Day> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let year = i32::try_from(digits(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?).map(Day)
}

/// The number that `text` writes in exactly `width` digits.
fn digits(text: &str, width: usize) -> Option<u32> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

impl StandIn for Day {
    fn stand_in() -> Self {
        Self(NaiveDate::MIN)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // chrono's own formatter interprets a pattern, at 9 KB of code.
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A calendar month, written `2026-11`; counted from year 0 so that neighbours differ by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

/// A text that is not a calendar month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a month: write it as in `2026-11`")]
pub struct InvalidMonth {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

impl Month {
    /// The month written in `text`, four digits of year and two of month.
    ///
    /// # Errors
    /// [`InvalidMonth`] for any other form.
    pub fn parse(text: &str) -> Result<Self, InvalidMonth> {
        let first = day(&format!("{text}-01"));
        first.map(Day::month).ok_or_else(|| InvalidMonth { found: text.chars().take(80).collect() })
    }

    fn containing(date: NaiveDate) -> Self {
        let month0 = i32::try_from(date.month0()).unwrap_or(0);
        Self(date.year().saturating_mul(12).saturating_add(month0))
    }

    /// The month `back` months before this one: `m1` of November is October.
    #[must_use]
    pub fn minus(self, back: u8) -> Self {
        Self(self.0.saturating_sub(i32::from(back)))
    }

    /// How many days the month has: 28 to 31.
    #[must_use]
    pub fn days(self) -> u32 {
        let first = |month: i32| {
            NaiveDate::from_ymd_opt(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()?.checked_add(1)?, 1)
        };
        let length = |(this, next): (NaiveDate, NaiveDate)| next.signed_duration_since(this).num_days();
        let days = first(self.0).zip(first(self.0.saturating_add(1))).map_or(31, length);
        u32::try_from(days).unwrap_or(31)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12).saturating_add(1))
    }
}

/// A length of time, in milliseconds, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(i64);

impl StandIn for Span {
    fn stand_in() -> Self {
        Self(1)
    }
}

/// Milliseconds of one day of 24 hours.
const DAY_MILLIS: i64 = 86_400_000;

/// Milliseconds of one hour.
const HOUR_MILLIS: i64 = 3_600_000;

impl Span {
    /// `days` times 24 hours; `None` for zero, since a zero window would silently switch its rule off.
    #[must_use]
    pub fn days(days: u16) -> Option<Self> {
        (days > 0).then_some(Self(DAY_MILLIS.saturating_mul(i64::from(days))))
    }

    /// `hours` times 60 minutes; `None` for zero, as for days.
    #[must_use]
    pub fn hours(hours: u16) -> Option<Self> {
        (hours > 0).then_some(Self(HOUR_MILLIS.saturating_mul(i64::from(hours))))
    }

    /// Milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }
}

/// The bank's working days, as the bundle carries them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessCalendar {
    /// Days of the week on which the bank does not post.
    pub weekend: Vec<Weekday>,
    /// Days on which the bank does not post, ascending.
    pub holidays: Vec<Day>,
}

/// Business days counted before giving up; every staleness bound is smaller.
const MAX_COUNTED_DAYS: i64 = 400;

impl BusinessCalendar {
    /// Whether the bank posts on `day`.
    #[must_use]
    pub fn is_business_day(&self, day: Day) -> bool {
        !self.weekend.contains(&day.weekday()) && self.holidays.binary_search(&day).is_err()
    }

    /// The business day `back` business days before `day`; `day` itself for 0, whether the bank posts on it or not.
    ///
    /// `None` where there are not as many within 400 calendar days.
    #[must_use]
    pub fn business_days_back(&self, day: Day, back: u8) -> Option<Day> {
        let (mut day, mut left) = (day, back);
        for _ in 0..MAX_COUNTED_DAYS {
            if left == 0 {
                return Some(day);
            }
            day = day.minus(1);
            left = left.saturating_sub(u8::from(self.is_business_day(day)));
        }
        None
    }

    /// How many business days follow `earlier` up to and including `later`; 0 where `later` is not after it.
    ///
    /// Friday to Monday is one. Stops at 400 calendar days, far beyond any staleness bound.
    #[must_use]
    pub fn business_days_between(&self, earlier: Day, later: Day) -> u32 {
        let span = later.days_since(earlier).min(MAX_COUNTED_DAYS);
        let mut day = earlier;
        let mut counted = 0_u32;
        for _ in 0..span {
            day = day.next();
            counted = counted.saturating_add(u32::from(self.is_business_day(day)));
        }
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_carry_the_banks_offset() {
        for (text, shown, day) in [
            ("2026-11-23T23:30:00-05:00", "2026-11-23T23:30:00-05:00", "2026-11-23"),
            ("2026-11-24T04:30:00Z", "2026-11-24T04:30:00Z", "2026-11-24"),
            ("2026-11-24T04:30:00+00:00", "2026-11-24T04:30:00Z", "2026-11-24"),
            ("2026-11-23T09:30:00.250+05:30", "2026-11-23T09:30:00.250+05:30", "2026-11-23"),
        ] {
            let moment = Moment::parse(text).unwrap();
            assert_eq!((moment.to_string().as_str(), moment.day().to_string().as_str()), (shown, day));
        }
        for text in ["2026-11-23", "2026-11-23T09:30:00", "1969-12-31T23:59:59Z", "now", "1"] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_read_as_chrono_reads_them() {
        let check = |text: &str| {
            let chronos = DateTime::parse_from_rfc3339(text)
                .ok()
                .and_then(|read| Moment::new(read.timestamp_millis(), read.offset().local_minus_utc().div_euclid(60)));
            assert_eq!(Moment::parse(text).ok(), chronos, "{text:?}");
        };
        let signs =
            ["", "0", "1", "2", "3", "5", "6", "9", "T", "t", " ", "Z", "z", "+", "-", "\u{2212}", ":", ".", "é"];
        for text in [
            "2026-11-23T23:30:00-05:00",
            "2028-02-29 00:00:00.1Z",
            "1970-01-01t00:00:60.123456789012+00:00",
            "9999-12-31T23:59:59.9999\u{2212}00:01",
            "1969-12-31T23:59:59-23:59",
        ] {
            check(text);
            for (at, sign) in text.char_indices() {
                check(&text[..at]);
                for new in signs {
                    check(&[&text[..at], new, &text[at..]].concat());
                    check(&[&text[..at], new, &text[at + sign.len_utf8()..]].concat());
                }
            }
        }
    }

    #[test]
    fn days_and_months_are_calendar_ones() {
        assert!(Day::parse("2026-02-29").is_err() && Day::parse("2028-02-29").is_ok());
        assert!(Day::parse("2026-2-1").is_err() && Day::parse("+026-02-01").is_err());
        let march = Day::parse("2026-03-31").unwrap().month();
        assert_eq!((march.minus(1).to_string(), march.minus(1).days()), ("2026-02".into(), 28));
        assert_eq!(march.minus(3).to_string(), "2025-12");
        assert_eq!(Month::parse("2026-12").unwrap().days(), 31);
        assert!(Month::parse("2026-13").is_err());
    }

    #[test]
    fn days_begin_by_the_clock_of_the_moment() {
        for (now, monday, midnight, because) in [
            ("2026-11-23T09:30:00-05:00", 0, "2026-11-23T05:00:00Z", "a Monday, west of Greenwich"),
            ("2026-11-23T00:00:00-05:00", 0, "2026-11-23T05:00:00Z", "its first millisecond"),
            ("2026-11-22T23:59:59.999-05:00", 6, "2026-11-22T05:00:00Z", "the last of the Sunday before"),
            ("2026-11-23T03:00:00+14:00", 0, "2026-11-22T10:00:00Z", "far to the east"),
        ] {
            let now = Moment::parse(now).unwrap();
            let expected = Moment::parse(midnight).unwrap().millis();
            assert_eq!((now.day().days_since_monday(), now.midnight_of(now.day())), (monday, expected), "{because}");
        }
    }

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        let day = |text| Day::parse(text).unwrap();
        let calendar =
            BusinessCalendar { weekend: vec![Weekday::Sat, Weekday::Sun], holidays: vec![day("2026-11-26")] };
        for (from, to, n, because) in [
            ("2026-11-20", "2026-11-23", 1, "Friday to Monday"),
            ("2026-11-25", "2026-11-27", 1, "Thanksgiving between"),
            ("2026-11-23", "2026-11-23", 0, "the same day"),
            ("2026-11-24", "2026-11-23", 0, "backwards"),
        ] {
            assert_eq!(calendar.business_days_between(day(from), day(to)), n, "{because}");
        }
        for (from, back, to, because) in [
            ("2026-11-22", 0, "2026-11-22", "a Sunday is itself"),
            ("2026-11-22", 1, "2026-11-20", "and follows a Friday"),
            ("2026-11-23", 1, "2026-11-20", "so does a Monday"),
            ("2026-11-27", 1, "2026-11-25", "over Thanksgiving"),
            ("2026-11-27", 3, "2026-11-23", "counted on"),
        ] {
            assert_eq!(calendar.business_days_back(day(from), back), Some(day(to)), "{because}");
        }
        let weekend =
            [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let never = BusinessCalendar { weekend: weekend.into(), holidays: Vec::new() };
        assert_eq!(never.business_days_back(day("2026-11-23"), 1), None, "a bank that never opens");
    }
}
