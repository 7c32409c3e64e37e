//! Parts of a year and of a day, as calendars and clocks repeat them.

use core::fmt;

use chrono::{Datelike, Timelike};

use super::{Day, Moment};
use crate::stand_in::StandIn;

/// A day of every year, written `02-29`; in other years February 29 does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearDay {
    month: u8,
    day: u8,
}

/// A text that is not a day of every year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a day of the year: write month and day as in `04-15`")]
pub struct InvalidYearDay {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

impl YearDay {
    /// The day written in `text`, two digits of month and two of day.
    ///
    /// # Errors
    /// [`InvalidYearDay`] for any other form, and for days that no year has.
    pub fn parse(text: &str) -> Result<Self, InvalidYearDay> {
        // 2028 is a leap year, so it has every day that any year has.
        let day = Day::parse(&format!("2028-{text}"));
        day.map(Self::of).map_err(|_| InvalidYearDay { found: text.chars().take(80).collect() })
    }

    /// The place of `day` in its year.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let narrow = |part: u32| u8::try_from(part).unwrap_or(1);
        Self { month: narrow(day.0.month()), day: narrow(day.0.day()) }
    }
}

impl StandIn for YearDay {
    fn stand_in() -> Self {
        Self { month: 1, day: 1 }
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// A time of day to the minute, written `08:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(u16);

/// A text that is not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a time of day: write it as in `08:30`, up to `23:59`")]
pub struct InvalidClock {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

impl Clock {
    /// The time written in `text`, two digits of hour and two of minute.
    ///
    /// # Errors
    /// [`InvalidClock`] for any other form.
    pub fn parse(text: &str) -> Result<Self, InvalidClock> {
        let refused = || InvalidClock { found: text.chars().take(80).collect() };
        let (hour, minute) = text.split_once(':').ok_or_else(refused)?;
        let part = |text: &str, below: u16| {
            let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            text.parse::<u16>().ok().filter(|number| digits && *number < below)
        };
        let (hour, minute) = part(hour, 24).zip(part(minute, 60)).ok_or_else(refused)?;
        Ok(Self(hour.saturating_mul(60).saturating_add(minute)))
    }

    /// The time of day that the bank's clock shows at `moment`.
    #[must_use]
    pub fn at(moment: Moment) -> Self {
        let clock = moment.at_the_bank();
        let minutes = clock.hour().saturating_mul(60).saturating_add(clock.minute());
        Self(u16::try_from(minutes).unwrap_or(0))
    }
}

impl StandIn for Clock {
    fn stand_in() -> Self {
        Self(0)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.div_euclid(60), self.0.rem_euclid(60))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_year_and_day_keep_their_grammar() {
        for (text, shown) in
            [("02-29", Some("02-29")), ("12-31", Some("12-31")), ("02-30", None), ("2-1", None), ("", None)]
        {
            assert_eq!(YearDay::parse(text).ok().map(|day| day.to_string()).as_deref(), shown, "{text:?}");
        }
        for (text, shown) in [
            ("00:00", Some("00:00")),
            ("23:59", Some("23:59")),
            ("24:00", None),
            ("08:60", None),
            ("8:30", None),
            ("+8:30", None),
        ] {
            assert_eq!(Clock::parse(text).ok().map(|time| time.to_string()).as_deref(), shown, "{text:?}");
        }
        let moment = Moment::parse("2026-11-23T23:30:59-05:00").unwrap();
        assert_eq!(Clock::at(moment).to_string(), "23:30", "the bank's clock, not Greenwich's");
    }
}
