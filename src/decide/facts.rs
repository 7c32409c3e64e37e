//! What a decision may use of a vector: known, of the right definition, and not too old.

use crate::campaign::{MonthsBack, PeriodRule};
use crate::compile::Program;
use crate::feature::{Account, Catalogue, FeatureIx, Features, MaxAge, Reading, Scalar, Vector};
use crate::time::{Day, Moment, Month};

/// The usable facts of one request.
pub(super) struct Facts<'a> {
    catalogue: &'a Catalogue,
    vector: &'a Vector,
    /// Age of the vector in calendar days and business days; `None` where it lies after the day of the decision.
    age: Option<(u32, u32)>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(program: &'a Program, vector: &'a Vector, now: Moment) -> Self {
        let today = now.day();
        let age = u32::try_from(today.days_since(vector.as_of)).ok();
        let age = age.map(|days| (days, program.calendar.business_days_between(vector.as_of, today)));
        Self { catalogue: &program.catalogue, vector, age }
    }

    /// Whether the vector's day lies after the day of the decision, so that nothing in it can be believed.
    pub(super) fn ahead(&self) -> bool {
        self.age.is_none()
    }

    /// The vector's day.
    pub(super) fn as_of(&self) -> Day {
        self.vector.as_of
    }

    /// The accounts, where the vector lists them.
    pub(super) fn accounts(&self) -> Option<&'a [Account]> {
        self.vector.accounts.as_deref()
    }

    /// What is known of the customer.
    pub(super) fn customer(&self) -> &'a Features {
        &self.vector.customer
    }

    /// The usable reading of `feature` among `features`.
    fn reading<'f>(&self, features: &'f Features, feature: FeatureIx) -> Option<&'f Reading> {
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
            Reading::Months(_) | Reading::Missing(_) => None,
        }
    }

    /// The usable value of `feature` in the month `back` months before the vector's.
    pub(super) fn month(&self, features: &Features, feature: FeatureIx, back: MonthsBack) -> Option<Scalar> {
        let wanted: Month = self.vector.as_of.month().minus(back.get());
        match self.reading(features, feature)? {
            Reading::Months(months) => {
                let place = months.binary_search_by_key(&wanted, |(month, _)| *month).ok()?;
                months.get(place).map(|(_, value)| *value)
            }
            Reading::One(_) | Reading::Missing(_) => None,
        }
    }
}

/// Whether an average may be used although its period is partial.
pub(super) fn period_fits(value: Scalar, rule: PeriodRule) -> bool {
    match (value, rule) {
        (Scalar::Average { full: false, .. }, PeriodRule::Full) => false,
        (Scalar::Average { .. }, PeriodRule::Full | PeriodRule::Partial)
        | (
            Scalar::Money { .. }
            | Scalar::Count(_)
            | Scalar::Flag(_)
            | Scalar::BasisPoints(_)
            | Scalar::Date(_)
            | Scalar::Symbol(_),
            PeriodRule::Full | PeriodRule::Partial,
        ) => true,
    }
}
