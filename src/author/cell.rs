//! One spelt value, held against its feature: a cell of a table or a scalar of a YAML vector.
//!
//! Faults say what is expected and never repeat what stands there: it is a customer's.

use crate::feature::{Feature, FeatureType, Series};
use crate::money::{Currency, Money};
use crate::time::{Day, Month};
use crate::wire::{Entry, NEVER, Value};

/// The value that `text` spells for `feature`, amounts in `currency`; for an average its sum and days are needed instead.
pub(super) fn value(text: &str, feature: &Feature, currency: Currency) -> Result<Value, String> {
    match &feature.kind {
        FeatureType::Money => amount(text, feature, currency).map(|_| Value::Text(text.into())),
        FeatureType::Count => integer(text).map(Value::Integer).ok_or_else(|| "write a whole number".into()),
        FeatureType::BasisPoints => {
            integer(text).map(Value::Integer).ok_or_else(|| "write whole basis points: 1250 for 12.50 %".into())
        }
        FeatureType::Flag => match text {
            "true" => Ok(Value::Flag(true)),
            "false" => Ok(Value::Flag(false)),
            _ => Err("write true or false".into()),
        },
        FeatureType::Date if text == NEVER => Ok(Value::Text(NEVER.into())),
        FeatureType::Date => {
            let day = Day::parse(text).map_err(|_| "write a day, as in 2026-11-23".to_owned())?;
            Ok(Value::Text(day.to_string()))
        }
        FeatureType::Enumeration(symbols) => {
            if symbols.iter().any(|symbol| symbol.as_str() == text) {
                return Ok(Value::Text(text.into()));
            }
            let known: Vec<&str> = symbols.iter().map(|symbol| symbol.as_str()).collect();
            Err(format!("write one of `{}`", known.join("`, `")))
        }
        FeatureType::Average => Err("an average has no single value: give its sum and days".into()),
        FeatureType::Events(_) => Err("events have no single value: list them in a vector in JSON or YAML".into()),
    }
}

/// The amount that `text` spells, in minor units.
pub(super) fn amount(text: &str, feature: &Feature, currency: Currency) -> Result<i64, String> {
    in_currency(feature, currency)?;
    let digits = currency.minor_digits();
    Money::parse(text, currency)
        .map(|money| money.minor)
        .map_err(|_| format!("write an amount in {currency}: digits with exactly {digits} after the point"))
}

/// A whole number in its only spelling.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

/// Refuses amounts in another currency than the feature's own.
pub(super) fn in_currency(feature: &Feature, currency: Currency) -> Result<(), String> {
    match feature.currency {
        Some(own) if own != currency => Err(format!("`{}` is in {own}, this vector in {currency}", feature.id)),
        Some(_) | None => Ok(()),
    }
}

/// A period by its label, and how many days it has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Labelled {
    pub(super) label: String,
    pub(super) days: i64,
}

/// The average of `days` days, which are all days of `period` unless `full` says otherwise; without period, `full` must say.
pub(super) fn average(period: Option<&Labelled>, sum: i64, days: i64, full: Option<bool>) -> Result<Entry, String> {
    let of_period = period.map(|period| period.days);
    if days < 1 || of_period.is_some_and(|most| days > most) {
        return Err("write the number of days summed: at least 1, at most those of the period".into());
    }
    let full = match (full, of_period) {
        (Some(true), Some(all)) if days != all => return Err("a full period has all of its days summed".into()),
        (Some(full), _) => full,
        (None, Some(all)) => days == all,
        (None, None) => return Err("say whether these are all days of the period".into()),
    };
    Ok(Entry {
        days: Some(days),
        full: Some(full),
        period: period.map(|period| period.label.clone()),
        sum: Some(sum.to_string()),
        value: None,
    })
}

/// The period of `unit` that `label` names.
pub(super) fn period(label: &str, unit: Series, as_of: Day) -> Result<Labelled, String> {
    match unit {
        Series::CalendarMonth => month(label, as_of),
        Series::StatementCycle => {
            let cycle =
                label.split_once('/').and_then(|(from, until)| Day::parse(from).ok().zip(Day::parse(until).ok()));
            let cycle = cycle.filter(|(from, until)| from <= until);
            let (from, until) =
                cycle.ok_or("write the first and the last day of the cycle, as in `2026-09-17/2026-10-16`")?;
            Ok(Labelled { label: label.into(), days: until.days_since(from).saturating_add(1) })
        }
        Series::Day => {
            let day = Day::parse(label).map_err(|_| "write a day, as in `2026-10-16`".to_owned())?;
            Ok(Labelled { label: day.to_string(), days: 1 })
        }
    }
}

/// The month that `label` names: itself as in `2026-10`, or counted back from `as_of` as in `m1`.
fn month(label: &str, as_of: Day) -> Result<Labelled, String> {
    let back = label.strip_prefix('m').and_then(integer).and_then(|back| u8::try_from(back).ok());
    let month = match back {
        Some(back) => as_of.month().minus(back),
        None => Month::parse(label).map_err(|_| {
            "write a month as in `2026-10`, or `m1` for the last complete one before `as_of`".to_owned()
        })?,
    };
    Ok(Labelled { label: month.to_string(), days: month.days().into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_labels_or_counted_back() {
        let as_of = Day::parse("2026-01-31").unwrap();
        for (label, month) in [("m0", Some("2026-01")), ("m1", Some("2025-12")), ("2024-02", Some("2024-02"))] {
            assert_eq!(super::month(label, as_of).ok().map(|month| month.label).as_deref(), month);
        }
        assert!(super::month("m01", as_of).is_err() && super::month("October", as_of).is_err());
    }

    #[test]
    fn averages_cover_their_days() {
        let october = Some(Labelled { label: "2026-10".into(), days: 31 });
        let october = october.as_ref();
        for (month, days, full, ok, because) in [
            (october, 31, None, true, "all days"),
            (october, 10, None, true, "some days"),
            (october, 32, None, false, "more days than the month has"),
            (october, 0, None, false, "no day"),
            (october, 30, Some(true), false, "not all days, said to be full"),
            (None, 7, Some(true), true, "a period without label"),
            (None, 7, None, false, "who says that it is full?"),
        ] {
            assert_eq!(average(month, 1, days, full).is_ok(), ok, "{because}");
        }
        assert_eq!(average(october, 1, 31, None).unwrap().full, Some(true));
        assert_eq!(average(october, 1, 30, None).unwrap().full, Some(false));
    }
}
