//! The values at the corners: one for each threshold, and one for each side of it.

use std::collections::BTreeMap;

use super::reads::{Reads, Turns};
use crate::campaign::Period;
use crate::feature::{Catalogue, Cycle, Feature, FeatureType, Features, Reading, Scalar, Series, Unit};
use crate::money::Currency;
use crate::time::Day;

/// Most combinations of corners that are asked; beyond them nothing is said.
const MAX_CORNERS: usize = 4_096;

/// Days of a statement cycle, and those of the present one that have passed.
const CYCLE_DAYS: u16 = 30;
const CYCLE_PASSED: u16 = 10;

/// The values of one variable that a condition can tell apart.
struct Axis {
    feature: String,
    period: Option<Period>,
    values: Vec<Scalar>,
}

/// Every combination of the values that a condition can tell apart, at the end of a day.
pub(super) struct Corners {
    axes: Vec<Axis>,
    today: Day,
}

impl Corners {
    /// The corners of what a condition `reads`; `None` where there are too many, or none.
    pub(super) fn new(reads: &Reads, catalogue: &Catalogue, today: Day) -> Option<Self> {
        if reads.tangled {
            return None;
        }
        let mut axes = Vec::new();
        for ((feature, period), turns) in &reads.values {
            let entry = catalogue.get(catalogue.find(feature.as_str())?)?;
            axes.push(Axis {
                feature: feature.to_string(),
                period: *period,
                values: values(entry, *period, turns, today),
            });
        }
        for flag in &reads.free {
            axes.push(Axis { feature: flag.clone(), period: None, values: FLAGS.into() });
        }
        let count = axes.iter().try_fold(1_usize, |count, axis| count.checked_mul(axis.values.len()))?;
        (1..=MAX_CORNERS).contains(&count).then_some(Self { axes, today })
    }

    pub(super) fn len(&self) -> usize {
        self.axes.iter().map(|axis| axis.values.len()).product()
    }

    /// The values at corner `n`, as readings for `catalogue`.
    pub(super) fn readings(&self, n: usize, catalogue: &Catalogue) -> Features {
        let mut features = Features::unknown(catalogue);
        let mut by_period: BTreeMap<&str, Vec<(Period, Scalar)>> = BTreeMap::new();
        let mut rest = n;
        for axis in &self.axes {
            let at = rest.checked_rem(axis.values.len()).unwrap_or(0);
            rest = rest.checked_div(axis.values.len()).unwrap_or(0);
            let (Some(value), Some(place)) = (axis.values.get(at), catalogue.find(&axis.feature)) else { continue };
            match axis.period {
                None => features.set(place, Reading::One(*value)),
                Some(period) => by_period.entry(&axis.feature).or_default().push((period, *value)),
            }
        }
        for (feature, values) in by_period {
            if let Some(place) = catalogue.find(feature) {
                features.set(place, reading(values, self.today));
            }
        }
        features
    }
}

const FLAGS: [Scalar; 2] = [Scalar::Flag(true), Scalar::Flag(false)];

/// The values by period as one reading, ascending.
fn reading(mut values: Vec<(Period, Scalar)>, today: Day) -> Reading {
    values.sort_by_key(|(period, _)| core::cmp::Reverse(period.back()));
    match values.first().map(|(period, _)| period.unit) {
        Some(Series::CalendarMonth) | None => Reading::Months(
            values.into_iter().map(|(period, value)| (today.month().minus(period.back()), value)).collect(),
        ),
        Some(Series::StatementCycle) => {
            Reading::Cycles(values.into_iter().map(|(period, value)| (cycle(period, today), value)).collect())
        }
        // No day of the corners' calendar is without posting.
        Some(Series::Day) => Reading::Days(
            values.into_iter().map(|(period, value)| (today.minus(u16::from(period.back())), value)).collect(),
        ),
    }
}

fn cycle(period: Period, today: Day) -> Cycle {
    let back = u16::from(period.back()).saturating_mul(CYCLE_DAYS).saturating_add(CYCLE_PASSED);
    let from = today.minus(back);
    Cycle { from, until: from.plus(CYCLE_DAYS.saturating_sub(1)) }
}

/// The values of `feature` that a condition with these `turns` can tell apart.
fn values(feature: &Feature, period: Option<Period>, turns: &Turns, today: Day) -> Vec<Scalar> {
    let currency = turns.currency.or(feature.currency);
    match &feature.kind {
        FeatureType::Money => amounts(currency, &around(turns, 1, i64::MIN..=i64::MAX), |minor, currency| {
            Scalar::Money { minor, currency }
        }),
        FeatureType::Average => {
            let days = match period.map(|period| (period.unit, period.back())) {
                Some((Series::CalendarMonth, back)) => today.month().minus(back).days(),
                Some((Series::StatementCycle | Series::Day, _)) | None => u32::from(CYCLE_DAYS),
            };
            let sums = around(turns, i64::from(days), i64::MIN..=i64::MAX);
            amounts(currency, &sums, |sum, currency| Scalar::Average { sum, currency, days, full: true })
        }
        FeatureType::Count => {
            let possible = match feature.unit {
                // There are no fewer than none of a thing.
                None => 0..=i64::MAX,
                Some(Unit::Deciles) => 1..=10,
                Some(Unit::Days | Unit::Months | Unit::Years | Unit::Points) => i64::MIN..=i64::MAX,
            };
            around(turns, 1, possible).into_iter().map(Scalar::Count).collect()
        }
        FeatureType::BasisPoints => {
            around(turns, 1, i64::MIN..=i64::MAX).into_iter().map(Scalar::BasisPoints).collect()
        }
        FeatureType::Flag => FLAGS.into(),
        FeatureType::Date => {
            let days = around(turns, 1, i64::MIN..=i64::MAX)
                .into_iter()
                .filter_map(|after| day(after, today))
                .map(Scalar::Date);
            days.chain([Scalar::Never]).collect()
        }
        FeatureType::Enumeration(symbols) => {
            let all = (0_i64..).take(symbols.len());
            let named = |place: &i64| turns.points.contains(place);
            // All that are not named are alike.
            let others = all.clone().find(|place| !named(place));
            let told_apart = all.filter(named).chain(others);
            told_apart.filter_map(|place| u16::try_from(place).ok()).map(Scalar::Symbol).collect()
        }
        FeatureType::Events(_) => Vec::new(),
    }
}

fn amounts(currency: Option<Currency>, numbers: &[i64], of: impl Fn(i64, Currency) -> Scalar) -> Vec<Scalar> {
    currency.map_or_else(Vec::new, |currency| numbers.iter().map(|number| of(*number, currency)).collect())
}

fn day(after: i64, today: Day) -> Option<Day> {
    let days = u16::try_from(after.unsigned_abs()).ok()?;
    Some(if after < 0 { today.minus(days) } else { today.plus(days) })
}

/// Each threshold, multiplied, and a number from each interval between two of them, below the first and above the last.
fn around(turns: &Turns, times: i64, possible: core::ops::RangeInclusive<i64>) -> Vec<i64> {
    let points: Vec<i64> = turns.points.iter().filter_map(|point| point.checked_mul(times)).collect();
    let below = points.first().and_then(|first| first.checked_sub(1));
    let above = points.iter().enumerate().filter_map(|(n, point)| {
        let next = point.checked_add(1)?;
        (points.get(n.saturating_add(1)) != Some(&next)).then_some(next)
    });
    let mut numbers: Vec<i64> = below.into_iter().chain(points.iter().copied()).chain(above).collect();
    if numbers.is_empty() {
        numbers.push(0);
    }
    // A threshold outside of what is possible leaves the nearest possible number in its interval.
    for number in &mut numbers {
        *number = (*number).clamp(*possible.start(), *possible.end());
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_number_in_each_interval() {
        for (points, times, possible, expected) in [
            (&[][..], 1, i64::MIN..=i64::MAX, &[0][..]),
            (&[5], 1, i64::MIN..=i64::MAX, &[4, 5, 6]),
            (&[5, 6], 1, i64::MIN..=i64::MAX, &[4, 5, 6, 7]),
            (&[5, 7], 1, i64::MIN..=i64::MAX, &[4, 5, 6, 7, 8]),
            (&[5, 6], 30, i64::MIN..=i64::MAX, &[149, 150, 151, 180, 181]),
            (&[0], 1, 0..=i64::MAX, &[0, 1]),
            (&[-3], 1, 0..=i64::MAX, &[0]),
            (&[11], 1, 1..=10, &[10]),
            (&[i64::MAX], 1, i64::MIN..=i64::MAX, &[i64::MAX - 1, i64::MAX]),
        ] {
            let turns = Turns { points: points.iter().copied().collect(), ..Turns::default() };
            assert_eq!(around(&turns, times, possible), expected, "{points:?}");
        }
    }
}
