//! What a decision may use of a vector: known, of the right definition, and not too old.

use crate::campaign::{Period, PeriodRule};
use crate::compile::{Program, Source};
use crate::feature::{
    Account, Catalogue, Cycle, Event, Events, FeatureIx, Features, MaxAge, Reading, Scalar, Series, Since, Vector,
};
use crate::quantity::Quantity;
use crate::request::Request;
use crate::time::{BusinessCalendar, Day};

/// Longest a statement cycle lasts, in days: one that ended earlier is not the last one.
const LONGEST_CYCLE: i64 = 36;

/// The usable facts of one request.
pub(super) struct Facts<'a> {
    catalogue: &'a Catalogue,
    pub(super) calendar: &'a BusinessCalendar,
    pub(super) request: &'a Request,
    vector: &'a Vector,
    /// Age of the vector in calendar days and business days; `None` where it lies after the day of the decision.
    age: Option<(u32, u32)>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(program: &'a Program, request: &'a Request) -> Self {
        let (vector, today) = (&request.vector, request.now.day());
        let age = u32::try_from(today.days_since(vector.as_of)).ok();
        let age = age.map(|days| (days, program.calendar.business_days_between(vector.as_of, today)));
        Self { catalogue: &program.catalogue, calendar: &program.calendar, request, vector, age }
    }

    /// Whether the vector's day lies after the day of the decision, so that nothing in it can be believed.
    pub(super) fn ahead(&self) -> bool {
        self.age.is_none()
    }

    /// How many days before the day of the decision the vector's day lies; `None` where it lies after it.
    pub(super) fn days_old(&self) -> Option<u32> {
        self.age.map(|(days, _)| days)
    }

    /// What a vector may carry.
    pub(super) fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// The vector's day.
    pub(super) fn as_of(&self) -> Day {
        self.vector.as_of
    }

    /// The accounts, where the vector lists them and can be believed.
    pub(super) fn accounts(&self) -> Option<&'a [Account]> {
        self.age.and(self.vector.accounts.as_deref())
    }

    /// What is known of the customer.
    pub(super) fn customer(&self) -> &'a Features {
        &self.vector.customer
    }

    /// The usable reading of `feature` among `features`.
    pub(super) fn reading<'f>(&self, features: &'f Features, feature: FeatureIx) -> Option<&'f Reading> {
        let (days, business_days) = self.age?;
        let fresh = match self.catalogue.get(feature)?.max_age {
            None => true,
            Some(MaxAge::Days(most)) => days <= u32::from(most),
            Some(MaxAge::BusinessDays(most)) => business_days <= u32::from(most),
        };
        fresh.then(|| features.get(feature))
    }

    /// The usable single value of `feature`.
    pub(super) fn one(&self, features: &Features, feature: FeatureIx) -> Option<Scalar> {
        match self.reading(features, feature)? {
            Reading::One(value) => Some(*value),
            Reading::Months(_) | Reading::Cycles(_) | Reading::Days(_) | Reading::Events(_) | Reading::Missing(_) => {
                None
            }
        }
    }

    /// The usable list of events of `feature`.
    pub(super) fn events<'f>(&self, features: &'f Features, feature: FeatureIx) -> Option<&'f Events> {
        match self.reading(features, feature)? {
            Reading::Events(events) => Some(events),
            Reading::One(_) | Reading::Months(_) | Reading::Cycles(_) | Reading::Days(_) | Reading::Missing(_) => None,
        }
    }

    /// The usable value of `feature` in `period`.
    pub(super) fn in_period(&self, features: &Features, feature: FeatureIx, period: Period) -> Option<Scalar> {
        match (self.reading(features, feature)?, period.unit) {
            (Reading::Months(months), Series::CalendarMonth) => {
                let wanted = self.as_of().month().minus(period.back());
                let place = months.binary_search_by_key(&wanted, |(month, _)| *month).ok()?;
                months.get(place).map(|(_, value)| *value)
            }
            (Reading::Days(days), Series::Day) => {
                let wanted = self.calendar.business_days_back(self.as_of(), period.back())?;
                let place = days.binary_search_by_key(&wanted, |(day, _)| *day).ok()?;
                days.get(place).map(|(_, value)| *value)
            }
            (Reading::Cycles(cycles), Series::StatementCycle) => {
                cycle(cycles, self.as_of(), period.back()).map(|(_, value)| *value)
            }
            (
                Reading::One(_)
                | Reading::Months(_)
                | Reading::Days(_)
                | Reading::Cycles(_)
                | Reading::Events(_)
                | Reading::Missing(_),
                Series::CalendarMonth | Series::StatementCycle | Series::Day,
            ) => None,
        }
    }

    /// The usable quantity at `source`, and whether it is only a lower bound.
    pub(super) fn bounded(&self, features: &Features, source: Source, rule: PeriodRule) -> Option<(Quantity, bool)> {
        let value = match source.period {
            Some(period) => self.in_period(features, source.feature, period)?,
            None => self.one(features, source.feature)?,
        };
        let quantity = Quantity::of_scalar(value).filter(|_| period_fits(value, rule))?;
        Some((quantity, source.window.is_some_and(|(days, since)| !self.covers(days, since))))
    }

    /// The usable quantity at `source`, exactly.
    pub(super) fn quantity(&self, features: &Features, source: Source, rule: PeriodRule) -> Option<Quantity> {
        self.bounded(features, source, rule).and_then(|(quantity, at_least)| (!at_least).then_some(quantity))
    }

    /// Whether everything in the last `days` days is known, by the customer's date `since`.
    pub(super) fn covers(&self, days: u16, since: FeatureIx) -> bool {
        match self.one(self.customer(), since) {
            Some(Scalar::Date(since)) => since <= self.first_of_last(days),
            _ => false,
        }
    }

    /// The first of the last `days` days.
    pub(super) fn first_of_last(&self, days: u16) -> Day {
        self.as_of().minus(days.saturating_sub(1))
    }

    /// Whether `event` lies in the last `days` days.
    pub(super) fn in_last(&self, days: u16, event: &Event) -> bool {
        (self.first_of_last(days)..=self.as_of()).contains(&event.date)
    }
}

/// The cycle, with its value, that lies `back` before the one that `as_of` lies in.
pub(super) fn cycle(cycles: &[(Cycle, Scalar)], as_of: Day, back: u8) -> Option<&(Cycle, Scalar)> {
    let mut newest_first = cycles.iter().rev().skip_while(|(cycle, _)| cycle.from > as_of).peekable();
    let (newest, _) = newest_first.peek()?;
    // Without the cycle that is under way, the last one that ended must be the one before it.
    let mut place = u8::from(newest.until <= as_of);
    if place == 1 && as_of.days_since(newest.until) >= LONGEST_CYCLE {
        return None;
    }
    let mut later: Option<Cycle> = None;
    for entry in newest_first {
        let (cycle, _) = entry;
        if later.is_some_and(|later| cycle.until.next() != later.from) {
            return None;
        }
        if place == back {
            return Some(entry);
        }
        later = Some(*cycle);
        place = place.saturating_add(1);
    }
    None
}

/// Whether everything from `first` on is in `events`.
pub(super) fn complete_from(events: &Events, first: Day) -> bool {
    match events.since {
        Since::Ever => true,
        Since::Day(since) => since <= first,
    }
}

/// Whether an average may be used although its period is partial.
fn period_fits(value: Scalar, rule: PeriodRule) -> bool {
    match (value, rule) {
        (Scalar::Average { full: false, .. }, PeriodRule::Full) => false,
        (Scalar::Average { .. }, PeriodRule::Full | PeriodRule::Partial)
        | (
            Scalar::Money { .. }
            | Scalar::Count(_)
            | Scalar::Flag(_)
            | Scalar::BasisPoints(_)
            | Scalar::Date(_)
            | Scalar::Never
            | Scalar::Symbol(_),
            PeriodRule::Full | PeriodRule::Partial,
        ) => true,
    }
}
