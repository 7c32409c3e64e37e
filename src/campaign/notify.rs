//! What a campaign tells the bank: each tier of its trigger, once a period. `NOTIFICATIONS.md` says it in full.

use super::Condition;
use crate::id::{FeatureId, NoticeCode};
use crate::time::Day;

/// How the only period of a notice is written that is given once.
const ONCE: &str = "once";

/// When a notice is given again; always by the vector's day, never by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Each day.
    Day,
    /// Each week, from Monday.
    Week,
    /// Each calendar month.
    Month,
    /// Never.
    Once,
}

/// One tier of what the bank is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notify {
    /// What the bank knows it by.
    pub notice: NoticeCode,
    /// When it is given again.
    pub again: Again,
    /// What must be TRUE beside the trigger.
    pub when: Option<Condition>,
    /// The customer's features whose values the bank is told with it, ascending.
    pub values: Vec<FeatureId>,
}

impl Notify {
    /// A vector older than so many days tells nothing, so that a period ends and a notice can be forgotten.
    pub const OLDEST_DAYS: u32 = 400;
}

impl Again {
    /// The period that `day` lies in: `2026-11-22`, `2026-W47`, `2026-11` or `once`.
    #[must_use]
    pub fn period(self, day: Day) -> Box<str> {
        let text = match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let (year, week) = day.week();
                format!("{year:04}-W{week:02}")
            }
            Self::Month => day.month().to_string(),
            Self::Once => ONCE.into(),
        };
        text.into()
    }

    /// When `period` may come again for the last time: on its last day, or on any; `None` for what is no period.
    #[must_use]
    pub fn lasts(period: &str) -> Option<Lasts> {
        if period == ONCE {
            return Some(Lasts::Ever);
        }
        let first = |text: &str, rest: &str| Day::parse(&[text, rest].concat()).ok();
        // A search for `-W` would bring tables of Unicode along.
        let (year, rest) = period.split_at_checked(4)?;
        let last = if let Some(week) = rest.strip_prefix("-W") {
            // The fourth of January always lies in the first week.
            let fourth = first(year, "-01-04")?;
            let days = week.parse::<u16>().ok()?.saturating_mul(7).saturating_sub(1);
            fourth.minus(fourth.days_since_monday()).plus(days)
        } else if let Some(month) = first(period, "-01") {
            month.plus(u16::try_from(month.month().days()).ok()?.saturating_sub(1))
        } else {
            first(period, "")?
        };
        Some(Lasts::Until(last))
    }
}

/// How long a period lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// Up to this day.
    Until(Day),
    /// For ever.
    Ever,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_names_the_day_and_ends_with_its_last() {
        for (day, again, period, last, because) in [
            ("2026-11-22", Again::Day, "2026-11-22", "2026-11-22", "a day is its own last"),
            ("2026-11-22", Again::Week, "2026-W47", "2026-11-22", "a Sunday ends its week"),
            ("2026-11-23", Again::Week, "2026-W48", "2026-11-29", "a Monday begins the next"),
            ("2027-01-03", Again::Week, "2026-W53", "2027-01-03", "the year of a week is that of its Thursday"),
            ("2024-12-30", Again::Week, "2025-W01", "2025-01-05", "before New Year too"),
            ("2026-11-22", Again::Month, "2026-11", "2026-11-30", "a month"),
            ("2028-02-01", Again::Month, "2028-02", "2028-02-29", "a leap month"),
        ] {
            assert_eq!(&*again.period(Day::parse(day).unwrap()), period, "{because}");
            assert_eq!(Again::lasts(period), Some(Lasts::Until(Day::parse(last).unwrap())), "{because}");
        }
        assert_eq!(&*Again::Once.period(Day::parse("2026-11-22").unwrap()), "once");
        assert_eq!(Again::lasts("once"), Some(Lasts::Ever));
        for (period, because) in [
            ("2026", "a year is none"),
            ("2026-Q4", "nor a quarter"),
            ("2026-W", "nor a week without number"),
            ("2026-13", "nor a month that there is not"),
            ("", "nor nothing"),
        ] {
            assert_eq!(Again::lasts(period), None, "{because}");
        }
        assert!(Again::lasts("9999-W65535").is_some(), "what cannot be, and ends where days end");
    }

    #[test]
    fn each_day_of_years_lies_in_a_period_that_it_does_not_outlast() {
        let mut day = Day::parse("2023-12-01").unwrap();
        for _ in 0..1_500 {
            for again in [Again::Day, Again::Week, Again::Month] {
                let Some(Lasts::Until(last)) = Again::lasts(&again.period(day)) else { panic!("{day} {again:?}") };
                assert!(day <= last && again.period(last) == again.period(day), "{day} {again:?}");
                assert_ne!(again.period(last.next()), again.period(day), "{day} {again:?}");
            }
            day = day.next();
        }
    }
}
