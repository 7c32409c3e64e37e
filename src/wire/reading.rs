//! Holds a value of a vector against the type of its feature.

use super::Tree;
use super::entries::integer as whole;
use crate::feature::{Feature, FeatureType, Missing, Reading, Scalar, Series};
use crate::money::{Currency, Money};
use crate::time::{Day, Month};

/// Most months that one feature may have values for: a century. More are no value.
const MAX_MONTHS: usize = 1_200;

/// What `value` says about `feature`, whose amounts are in `currency`.
pub(super) fn read(value: &Tree<'_>, feature: &Feature, currency: Currency) -> Reading {
    let known = match (feature.series, value) {
        (None, Tree::Object(_)) => single_average(value, feature, currency).map(Reading::One),
        (None, value) => scalar(value, feature, currency).map(Reading::One),
        (Some(Series::CalendarMonth), Tree::List(entries)) => months(entries, feature, currency).map(Reading::Months),
        (Some(Series::CalendarMonth), _) => None,
    };
    known.unwrap_or(Reading::Missing(Missing::Malformed))
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

/// The months of `entries`, ascending; `None` where one is no month's value or stands twice.
fn months(entries: &[Tree<'_>], feature: &Feature, currency: Currency) -> Option<Box<[(Month, Scalar)]>> {
    if entries.len() > MAX_MONTHS {
        return None;
    }
    let mut months: Vec<(Month, Scalar)> = Vec::with_capacity(entries.len());
    for tree in entries {
        let entry = entry(tree)?;
        let month = Month::parse(entry.period?).ok()?;
        let value = match entry.value {
            Some(value) => scalar(value, feature, currency)?,
            None => average(&entry, feature, currency).filter(|value| fits_month(value, month))?,
        };
        let place = months.binary_search_by(|(earlier, _)| earlier.cmp(&month)).err()?;
        months.insert(place, (month, value));
    }
    Some(months.into())
}

/// A month's average covers no more days than the month has, and all of them where it says it is full.
fn fits_month(value: &Scalar, month: Month) -> bool {
    match value {
        Scalar::Average { days, full: true, .. } => *days == month.days(),
        Scalar::Average { days, full: false, .. } => *days <= month.days(),
        Scalar::Money { .. }
        | Scalar::Count(_)
        | Scalar::Flag(_)
        | Scalar::BasisPoints(_)
        | Scalar::Date(_)
        | Scalar::Symbol(_) => true,
    }
}

fn average(entry: &Entry<'_>, feature: &Feature, currency: Currency) -> Option<Scalar> {
    if feature.kind != FeatureType::Average || entry.value.is_some() {
        return None;
    }
    let days = u32::try_from(entry.days?).ok().filter(|days| *days > 0)?;
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
            | FeatureType::Average,
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
