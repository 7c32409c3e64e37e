//! Holds a value of a vector against the type of its feature.

mod events;

use super::Tree;
use super::entries::integer as whole;
use crate::feature::{Cycle, Feature, FeatureType, Missing, Reading, Scalar, Series};
use crate::money::{Currency, Money};
use crate::time::{Day, Month};

/// Most periods that one feature may have values for: a century of months. More are no value.
const MAX_PERIODS: usize = 1_200;

/// Most days that one average may sum: a century. With it no comparison leaves 128 bits.
const MAX_DAYS: u32 = 36_600;

/// How a date says that there is none: what it would tell of never happened.
pub(crate) const NEVER: &str = "never";

/// How a list of events says that it is complete: there never was anything earlier.
const EVER: &str = "ever";

/// What `value` says about `feature`, whose amounts are in `currency`.
pub(super) fn read(value: &Tree<'_>, feature: &Feature, currency: Currency) -> Reading {
    if feature.currency.is_some_and(|own| own != currency) {
        return Reading::Missing(Missing::OtherCurrency);
    }
    let known = match (feature.series, value) {
        (None, value) if matches!(feature.kind, FeatureType::Events(_)) => {
            events::read(value, feature, currency).map(Reading::Events)
        }
        (None, Tree::Object(_)) => single_average(value, feature, currency).map(Reading::One),
        (None, value) => scalar(value, feature, currency).map(Reading::One),
        (Some(Series::CalendarMonth), Tree::List(entries)) => {
            periods(entries, feature, currency, |label| Month::parse(label).ok(), Month::days).map(Reading::Months)
        }
        (Some(Series::StatementCycle), Tree::List(entries)) => {
            let cycles = periods(entries, feature, currency, cycle, days_of);
            cycles.filter(|cycles| are_apart(cycles)).map(Reading::Cycles)
        }
        (Some(Series::Day), Tree::List(entries)) => {
            periods(entries, feature, currency, |label| Day::parse(label).ok(), |_| 1).map(Reading::Days)
        }
        (Some(Series::CalendarMonth | Series::StatementCycle | Series::Day), _) => None,
    };
    known.unwrap_or(Reading::Missing(Missing::Malformed))
}

/// `2026-09-17/2026-10-16`.
fn cycle(label: &str) -> Option<Cycle> {
    let (from, until) = label.split_once('/')?;
    let cycle = Cycle { from: Day::parse(from).ok()?, until: Day::parse(until).ok()? };
    (cycle.from <= cycle.until).then_some(cycle)
}

fn days_of(cycle: Cycle) -> u32 {
    u32::try_from(cycle.until.days_since(cycle.from).saturating_add(1)).unwrap_or(u32::MAX)
}

fn are_apart(cycles: &[(Cycle, Scalar)]) -> bool {
    cycles.is_sorted_by(|(earlier, _), (later, _)| earlier.until < later.from)
}

/// The value of one period: an average has `days`, `full` and `sum`, all else has `value`.
#[derive(Default)]
struct Entry<'tree> {
    days: Option<i64>,
    full: Option<bool>,
    period: Option<&'tree str>,
    sum: Option<&'tree str>,
    value: Option<&'tree Tree<'tree>>,
}

/// The entry that `tree` is; `None` for anything else.
fn entry<'tree>(tree: &'tree Tree<'tree>) -> Option<Entry<'tree>> {
    let Tree::Object(fields) = tree else { return None };
    let mut entry = Entry::default();
    for (name, value) in fields {
        match (&**name, value) {
            // Null is nothing, as everywhere in a host document.
            (_, Tree::Null) => {}
            ("days", days) => entry.days = Some(whole(days)?),
            ("full", Tree::Flag(full)) => entry.full = Some(*full),
            ("period", Tree::Text(period)) => entry.period = Some(period),
            ("sum", Tree::Text(sum)) => entry.sum = Some(sum),
            ("value", value) => entry.value = Some(value),
            (_, _) => return None,
        }
    }
    Some(entry)
}

fn single_average(value: &Tree<'_>, feature: &Feature, currency: Currency) -> Option<Scalar> {
    let entry = entry(value)?;
    if entry.period.is_none() { average(&entry, feature, currency) } else { None }
}

/// The periods of `entries`, ascending; `None` where one is no period's value or stands twice.
///
/// A period's average covers no more days than the period has, and all of them where it says it is full.
fn periods<P: Copy + Ord>(
    entries: &[Tree<'_>],
    feature: &Feature,
    currency: Currency,
    label: fn(&str) -> Option<P>,
    days_of: fn(P) -> u32,
) -> Option<Box<[(P, Scalar)]>> {
    if entries.len() > MAX_PERIODS {
        return None;
    }
    let mut periods: Vec<(P, Scalar)> = Vec::with_capacity(entries.len());
    for tree in entries {
        let entry = entry(tree)?;
        let period = label(entry.period?)?;
        let value = match entry.value {
            Some(value) => scalar(value, feature, currency)?,
            None => average(&entry, feature, currency).filter(|value| fits(value, days_of(period)))?,
        };
        let place = periods.binary_search_by(|(earlier, _)| earlier.cmp(&period)).err()?;
        periods.insert(place, (period, value));
    }
    Some(periods.into())
}

fn fits(value: &Scalar, all: u32) -> bool {
    match value {
        Scalar::Average { days, full: true, .. } => *days == all,
        Scalar::Average { days, full: false, .. } => *days <= all,
        Scalar::Money { .. }
        | Scalar::Count(_)
        | Scalar::Flag(_)
        | Scalar::BasisPoints(_)
        | Scalar::Date(_)
        | Scalar::Never
        | Scalar::Symbol(_) => true,
    }
}

fn average(entry: &Entry<'_>, feature: &Feature, currency: Currency) -> Option<Scalar> {
    if feature.kind != FeatureType::Average || entry.value.is_some() {
        return None;
    }
    let days = u32::try_from(entry.days?).ok().filter(|days| (1..=MAX_DAYS).contains(days))?;
    Some(Scalar::Average { sum: integer(entry.sum?)?, currency, days, full: entry.full? })
}

/// An i64 in its only spelling: no plus sign, no leading zero, no minus zero.
fn integer(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = match digits.strip_prefix('0') {
        Some(rest) => rest.is_empty() && digits.len() == text.len(),
        None => !digits.starts_with('+'),
    };
    canonical.then_some(number)
}

fn scalar(value: &Tree<'_>, feature: &Feature, currency: Currency) -> Option<Scalar> {
    match (&feature.kind, value) {
        (FeatureType::Money, Tree::Text(text)) => {
            Money::parse(text, currency).ok().map(|m| Scalar::Money { minor: m.minor, currency })
        }
        (FeatureType::Count, value) => whole(value).map(Scalar::Count),
        (FeatureType::Flag, Tree::Flag(flag)) => Some(Scalar::Flag(*flag)),
        (FeatureType::BasisPoints, value) => whole(value).map(Scalar::BasisPoints),
        (FeatureType::Date, Tree::Text(text)) if text == NEVER => Some(Scalar::Never),
        (FeatureType::Date, Tree::Text(text)) => Day::parse(text).ok().map(Scalar::Date),
        (FeatureType::Enumeration(symbols), Tree::Text(text)) => {
            let place = symbols.iter().position(|symbol| symbol.as_str() == text)?;
            u16::try_from(place).ok().map(Scalar::Symbol)
        }
        (
            FeatureType::Money
            | FeatureType::Flag
            | FeatureType::Date
            | FeatureType::Enumeration(_)
            | FeatureType::Average
            | FeatureType::Events(_),
            _,
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_have_one_spelling() {
        for (text, value) in [
            ("0", Some(0)),
            ("-1", Some(-1)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("-0", None),
            ("00", None),
            ("01", None),
            ("-01", None),
            ("+1", None),
            ("", None),
            ("1.0", None),
        ] {
            assert_eq!(integer(text), value, "{text:?}");
        }
    }
}
