//! What a condition reads, and at which values it turns.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Asked, Place};
use crate::campaign::{
    Amount, Condition, Consecutive, Crossing, DateWindow, Direction, Level, OneOf, Operand, Period, Threshold,
};
use crate::feature::{Catalogue, Feature, FeatureType, Scope};
use crate::id::FeatureId;
use crate::money::Currency;
use crate::time::Day;

/// One value that a condition reads: a feature, and its period where it has several.
pub(super) type Variable = (FeatureId, Option<Period>);

/// Where a condition turns on one value.
#[derive(Debug, Clone, Default)]
pub(super) struct Turns {
    /// Thresholds: minor units, numbers, places of symbols, days after the day of the vectors.
    pub(super) points: BTreeSet<i64>,
    /// The currency of thresholds.
    pub(super) currency: Option<Currency>,
    /// Whether a window of days turns on it, which moves with the vector's day, and whether a day of the calendar does.
    pub(super) windows: bool,
    pub(super) days: bool,
}

/// What a condition reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads {
    pub(super) values: BTreeMap<Variable, Turns>,
    /// The flags that stand for forms without corners.
    pub(super) free: BTreeSet<String>,
    /// Whether it reads something in two ways that have no corners in common.
    pub(super) tangled: bool,
}

/// Farthest threshold that is looked at, so that no sum over the days of a period leaves 64 bits; and farthest day.
const MOST: u64 = 1_000_000_000_000_000;
const MOST_DAYS: u64 = 60_000;

/// How the flags are named that stand for forms without corners.
const FREE: &str = "corner";

impl Reads {
    /// Adds what another condition reads.
    pub(super) fn add(&mut self, other: Self) {
        self.free.extend(other.free);
        self.tangled |= other.tangled;
        for (variable, turns) in other.values {
            let known = self.values.entry(variable).or_default();
            known.points.extend(turns.points);
            known.windows |= turns.windows;
            known.days |= turns.days;
            let currencies_differ =
                known.currency.is_some() && turns.currency.is_some() && known.currency != turns.currency;
            known.currency = known.currency.or(turns.currency);
            self.tangled |= currencies_differ || (known.windows && known.days);
        }
    }

    /// Whether both read something.
    pub(super) fn meet(&self, other: &Self) -> bool {
        self.values.keys().any(|variable| other.values.contains_key(variable)) || !self.free.is_disjoint(&other.free)
    }

    /// `condition` as a flag that may be either; equal conditions are equal flags.
    pub(super) fn free(condition: &Condition, document: &Value, place: &Place<'_>) -> Asked {
        // What reads the customer is one flag wherever it stands.
        let scope = if place.account.is_some() { "account" } else { "customer" };
        // Its spelling sets it apart; the engine sees only a short name.
        let spelling = format!("{condition:?}{document}");
        let digest = crate::bundle::digest::sha256(spelling.as_bytes()).to_string();
        let name = format!("{FREE}.{scope}.{}", digest.get(..32).unwrap_or(&digest));
        let reads = Self { free: BTreeSet::from([name.clone()]), ..Self::default() };
        Asked { document: json!({ "flag": name }), reads }
    }

    /// What a condition that holds no other one asks.
    pub(super) fn of_leaf(
        leaf: &Condition,
        document: &Value,
        place: &Place<'_>,
        catalogue: &Catalogue,
        today: Day,
    ) -> Asked {
        let scope = if place.account.is_some() { Scope::Account } else { Scope::Customer };
        let mut reading = Reading { catalogue, scope, today, reads: Self::default() };
        match reading.leaf(leaf) {
            Some(()) => Asked { document: document.clone(), reads: reading.reads },
            None => Self::free(leaf, document, place),
        }
    }
}

struct Reading<'a> {
    catalogue: &'a Catalogue,
    scope: Scope,
    today: Day,
    reads: Reads,
}

impl Reading<'_> {
    /// `None` for a form without corners.
    fn leaf(&mut self, leaf: &Condition) -> Option<()> {
        match leaf {
            Condition::Level(Level { operand: Operand { feature, period }, value: Threshold::Fixed(at), .. }) => {
                self.threshold(feature, *period, *at, 0)
            }
            Condition::Crossing(Crossing { feature, from, to, goes, value, gap, .. }) => {
                let beyond = gap.map_or(Some(0), |gap| self.number(gap))?;
                let beyond = match goes {
                    Direction::Below => beyond,
                    Direction::Above => beyond.checked_neg()?,
                };
                self.threshold(feature, Some(*from), *value, beyond)?;
                self.threshold(feature, Some(*to), *value, 0)
            }
            Condition::Consecutive(Consecutive { feature, periods, ending, value: Threshold::Fixed(at), .. }) => {
                (0..*periods).try_for_each(|n| self.threshold(feature, Some(ending.before(n)?), *at, 0))
            }
            Condition::Flag(feature) => self.turn(feature, None, |_, _| Some(())),
            Condition::OneOf(OneOf { feature, values }) => self.turn(feature, None, |entry, turns| {
                let FeatureType::Enumeration(symbols) = &entry.kind else { return None };
                for value in values {
                    let place = symbols.iter().position(|symbol| symbol == value)?;
                    turns.points.insert(i64::try_from(place).ok()?);
                }
                Some(())
            }),
            Condition::Recent(window) | Condition::Past(window) => {
                self.window(window, i64::from(window.days).saturating_neg())
            }
            Condition::Upcoming(window) => self.window(window, i64::from(window.days)),
            Condition::Never(feature) => self.turn(feature, None, |_, turns| {
                turns.windows = true;
                Some(())
            }),
            Condition::Owns(product) | Condition::Lacks(product) if self.scope == Scope::Customer => {
                let owned = FeatureId::new(&format!("own.{product}")).ok()?;
                self.turn(&owned, None, |_, _| Some(()))?;
                let role = FeatureId::new(&format!("role.{product}")).ok()?;
                let roles = self.catalogue.find(role.as_str()).and_then(|place| self.catalogue.get(place));
                // Which roles own is the engine's to say: each is a corner.
                let Some(Feature { kind: FeatureType::Enumeration(symbols), .. }) = roles else { return Some(()) };
                let all = (0_i64..).take(symbols.len());
                self.turn(&role, None, |_, turns| {
                    turns.points.extend(all);
                    Some(())
                })
            }
            Condition::Level(_)
            | Condition::Consecutive(_)
            | Condition::Owns(_)
            | Condition::Lacks(_)
            | Condition::Change(_)
            | Condition::Trend(_)
            | Condition::Segment(_)
            | Condition::Calendar(_)
            | Condition::Session(_)
            | Condition::Event(_)
            | Condition::First(_)
            | Condition::Combined(_)
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::AtLeast(_)
            | Condition::AnyAccount(_)
            | Condition::EveryAccount(_)
            | Condition::CountAccounts(_) => None,
        }
    }

    fn threshold(&mut self, feature: &FeatureId, period: Option<Period>, at: Amount, beyond: i64) -> Option<()> {
        let point = self.number(at)?;
        self.turn(feature, period, |_, turns| {
            turns.points.extend([point, point.checked_add(beyond)?]);
            match at {
                Amount::Money(money) => turns.currency = Some(money.currency),
                Amount::Date(_) => turns.days = true,
                Amount::Count(_) | Amount::Units(..) | Amount::BasisPoints(_) => {}
            }
            Some(())
        })
    }

    fn window(&mut self, window: &DateWindow, edge: i64) -> Option<()> {
        if edge.unsigned_abs() > MOST_DAYS {
            return None;
        }
        self.turn(&window.feature, None, |_, turns| {
            turns.points.extend([0, edge]);
            turns.windows = true;
            Some(())
        })
    }

    /// Notes where the condition turns on one value; `None` where the catalogue has no such feature in this scope.
    fn turn(
        &mut self,
        feature: &FeatureId,
        period: Option<Period>,
        note: impl FnOnce(&Feature, &mut Turns) -> Option<()>,
    ) -> Option<()> {
        let entry = self.catalogue.find(feature.as_str()).and_then(|place| self.catalogue.get(place))?;
        if entry.scope != self.scope {
            return None;
        }
        let mut turns = Turns::default();
        note(entry, &mut turns)?;
        let values = BTreeMap::from([((feature.clone(), period), turns)]);
        self.reads.add(Reads { values, ..Reads::default() });
        Some(())
    }

    /// The number of a threshold, in the units of its feature; `None` where its neighbours are beyond what is counted with.
    fn number(&self, amount: Amount) -> Option<i64> {
        let (number, most) = match amount {
            Amount::Money(money) => (money.minor, MOST),
            Amount::Count(number) | Amount::Units(number, _) | Amount::BasisPoints(number) => (number, MOST),
            Amount::Date(day) => (day.days_since(self.today), MOST_DAYS),
        };
        (number.unsigned_abs() <= most).then_some(number)
    }
}
