//! Features by name, and amounts held against their types.

use super::Lowering;
use crate::campaign::{Amount, Operand, Period, Relative, Threshold};
use crate::compile::suggest;
use crate::compile::test::{BaseShare, Bound, OwnerRoles, Source, Test};
use crate::feature::{Feature, FeatureIx, FeatureType, Scope, Series, Unit};
use crate::id::{FeatureId, ProductId, Symbol};
use crate::quantity::Quantity;

/// Symbols of a `role.<product>` enumeration that mean ownership.
const OWNER_SYMBOLS: [&str; 2] = ["owner", "joint_owner"];

/// The purpose of features whose values may leave with a notification, and how sensitive these may be.
const MAY_LEAVE: &str = "marketing";
const MOST_SENSITIVE: u8 = 3;

impl<'a> Lowering<'a> {
    pub(super) fn owns(&mut self, product: &ProductId) -> Option<Test> {
        let owned = format!("own.{product}");
        let Some((place, feature)) = self.entry(&owned) else {
            self.fault("", format!("the catalogue has no flag `{owned}`{}", suggest::feature(self.catalogue, &owned)));
            return None;
        };
        if feature.kind != FeatureType::Flag || feature.scope != Scope::Customer || feature.series.is_some() {
            self.fault("", format!("`{owned}` must be a flag of the customer"));
            return None;
        }
        let role = self.entry(&format!("role.{product}")).and_then(|(feature, entry)| {
            let FeatureType::Enumeration(symbols) = &entry.kind else { return None };
            let owners = OWNER_SYMBOLS.iter().filter_map(|owner| place_of(symbols, owner)).collect();
            Some(OwnerRoles { feature, owners })
        });
        Some(Test::Owns { owned: place, role })
    }

    pub(super) fn entry(&self, id: &str) -> Option<(FeatureIx, &'a Feature)> {
        let place = self.catalogue.find(id)?;
        Some((place, self.catalogue.get(place)?))
    }

    pub(super) fn found(&mut self, place: &str, id: &FeatureId, scope: Scope) -> Option<(FeatureIx, &'a Feature)> {
        let Some((ix, entry)) = self.entry(id.as_str()) else {
            let hint = suggest::feature(self.catalogue, id.as_str());
            self.fault(place, format!("the catalogue has no feature `{id}`{hint}"));
            return None;
        };
        match (entry.scope, scope) {
            (Scope::Account, Scope::Customer) => {
                self.fault(place, format!("`{id}` belongs to an account: ask for it inside `any_account`"));
                None
            }
            (Scope::Customer, Scope::Account) => {
                self.fault(place, format!("`{id}` belongs to the customer: ask for it outside `any_account`"));
                None
            }
            (Scope::Account, Scope::Account) | (Scope::Customer, Scope::Customer) => Some((ix, entry)),
        }
    }

    pub(super) fn single(
        &mut self,
        place: &str,
        id: &FeatureId,
        scope: Scope,
        wanted: &str,
        fits: fn(&FeatureType) -> bool,
    ) -> Option<FeatureIx> {
        let (ix, entry) = self.found(place, id, scope)?;
        if fits(&entry.kind) && entry.series.is_none() {
            return Some(ix);
        }
        self.fault(place, format!("`{id}` is not {wanted} with a single value"));
        None
    }

    /// The customer's count with this id.
    pub(in crate::compile) fn bucket(&mut self, id: &str) -> Option<FeatureIx> {
        match self.entry(id) {
            Some((place, entry))
                if entry.kind == FeatureType::Count && entry.scope == Scope::Customer && entry.series.is_none() =>
            {
                Some(place)
            }
            Some(_) | None => {
                self.fault("global_holdout_bp", format!("the catalogue needs the customer's count `{id}` for it"));
                None
            }
        }
    }

    /// The customer's share in basis points with this id, of which rank is made.
    pub(in crate::compile) fn propensity(&mut self, id: &FeatureId) -> Option<FeatureIx> {
        let fits = |kind: &FeatureType| *kind == FeatureType::BasisPoints;
        self.single("propensity", id, Scope::Customer, "a share in basis points", fits)
    }

    /// The customer's single value with this id, which leaves with a notification.
    pub(in crate::compile) fn carried(&mut self, place: &str, id: &FeatureId) -> Option<Source> {
        let fault = match self.entry(id.as_str()) {
            None => {
                self.found(place, id, Scope::Customer)?;
                return None;
            }
            Some((_, entry))
                if entry.scope != Scope::Customer
                    || entry.series.is_some()
                    || matches!(entry.kind, FeatureType::Average | FeatureType::Events(_)) =>
            {
                format!("`{id}` cannot be told: name a feature of the customer with a single value, and no average")
            }
            Some((_, entry))
                if entry.purpose.as_str() != MAY_LEAVE
                    || entry.sensitivity > MOST_SENSITIVE
                    || !entry.basis.is_empty() =>
            {
                format!(
                    "`{id}` may not leave: only what serves `{MAY_LEAVE}`, is of sensitivity {MOST_SENSITIVE} at most and stands for no prohibited basis may"
                )
            }
            Some((feature, entry)) => {
                let window = match &entry.window {
                    None => None,
                    Some(window) => Some((window.days, self.since(&window.since)?)),
                };
                return Some(Source { feature, period: None, window });
            }
        };
        self.fault(place, fault);
        None
    }

    /// Where the value of `operand` is read.
    pub(super) fn source(&mut self, operand: &Operand, scope: Scope) -> Option<(Source, &'a Feature)> {
        let (feature, entry) = self.found("feature", &operand.feature, scope)?;
        match (entry.series, operand.period) {
            (Some(unit), None) => {
                let (each, mend) = (each(unit), last(unit));
                self.fault(
                    "feature",
                    format!(
                        "`{}` has a value for each {each}: say which, as in `period: {mend}` for the last complete one",
                        operand.feature
                    ),
                );
                return None;
            }
            (None, Some(_)) => {
                self.fault("period", format!("`{}` has a single value: remove the period", operand.feature));
                return None;
            }
            (Some(unit), Some(period)) => self.of_unit("period", entry, unit, period)?,
            (None, None) => {}
        }
        let window = match &entry.window {
            None => None,
            Some(window) => Some((window.days, self.since(&window.since)?)),
        };
        Some((Source { feature, period: operand.period, window }, entry))
    }

    /// The customer's date since when all occurrences of something are known.
    fn since(&mut self, id: &FeatureId) -> Option<FeatureIx> {
        match self.entry(id.as_str()) {
            Some((place, entry))
                if entry.kind == FeatureType::Date && entry.scope == Scope::Customer && entry.series.is_none() =>
            {
                Some(place)
            }
            Some(_) | None => {
                self.fault(
                    "feature",
                    format!("its window counts since `{id}`, which is no date of the customer in the catalogue"),
                );
                None
            }
        }
    }

    /// The feature `id`, which must have values by the unit of `period`.
    pub(super) fn by_periods(
        &mut self,
        id: &FeatureId,
        period: Period,
        place: &str,
        scope: Scope,
    ) -> Option<(FeatureIx, &'a Feature)> {
        let (ix, entry) = self.found("feature", id, scope)?;
        let Some(unit) = entry.series else {
            self.fault("feature", format!("`{id}` has no values by period"));
            return None;
        };
        self.of_unit(place, entry, unit, period)?;
        Some((ix, entry))
    }

    fn of_unit(&mut self, place: &str, entry: &Feature, unit: Series, period: Period) -> Option<()> {
        if period.unit == unit {
            return Some(());
        }
        let (id, each, mend) = (&entry.id, each(unit), last(unit));
        self.fault(place, format!("`{id}` has a value for each {each}: write the period as in `{mend}`"));
        None
    }

    /// The places of `symbols` among those that the feature knows.
    pub(super) fn symbols(&mut self, place: &str, feature: &Feature, symbols: &[Symbol]) -> Option<Vec<u16>> {
        let (known, what) = match &feature.kind {
            FeatureType::Enumeration(known) => (known, "value"),
            FeatureType::Events(known) => (known, "class"),
            FeatureType::Money
            | FeatureType::Average
            | FeatureType::Count
            | FeatureType::BasisPoints
            | FeatureType::Date
            | FeatureType::Flag => return None,
        };
        let mut places = Vec::with_capacity(symbols.len());
        for (n, symbol) in symbols.iter().enumerate() {
            match place_of(known, symbol.as_str()) {
                Some(place) => places.push(place),
                None => {
                    let hint = suggest::among(known.iter().map(|s| s.as_str()), symbol.as_str());
                    self.fault(&format!("{place}[{n}]"), format!("`{}` has no {what} `{symbol}`{hint}", feature.id));
                }
            }
        }
        (places.len() == symbols.len()).then_some(places)
    }

    /// The quantity of `amount`, which is compared with values of `feature`.
    pub(super) fn amount(&mut self, place: &str, feature: &Feature, amount: Amount) -> Option<Quantity> {
        let fits = match (&feature.kind, amount) {
            (FeatureType::Money | FeatureType::Average | FeatureType::Events(_), Amount::Money(money)) => {
                match feature.currency.filter(|currency| *currency != money.currency) {
                    Some(currency) => {
                        let fault = format!("`{}` is in {currency}, the threshold in {}", feature.id, money.currency);
                        self.fault(place, fault);
                        return None;
                    }
                    None => true,
                }
            }
            (FeatureType::Count, Amount::Count(_)) => feature.unit.is_none(),
            (FeatureType::Count, Amount::Units(_, unit)) => feature.unit == Some(unit),
            (FeatureType::BasisPoints, Amount::BasisPoints(_)) | (FeatureType::Date, Amount::Date(_)) => true,
            (
                FeatureType::Money
                | FeatureType::Average
                | FeatureType::Count
                | FeatureType::BasisPoints
                | FeatureType::Date
                | FeatureType::Flag
                | FeatureType::Enumeration(_)
                | FeatureType::Events(_),
                Amount::Money(_) | Amount::Count(_) | Amount::Units(..) | Amount::BasisPoints(_) | Amount::Date(_),
            ) => false,
        };
        if fits {
            return Some(Quantity::of_amount(amount));
        }
        let fault = match feature.unit {
            Some(unit) => format!(
                "`{}` is a number of {unit}: write the threshold as in `12 {unit}`",
                feature.id,
                unit = unit_word(unit)
            ),
            None => format!("`{}` is {}", feature.id, comparable(&feature.kind)),
        };
        self.fault(place, fault);
        None
    }

    /// As [`Lowering::amount`]; what is not given is no fault.
    pub(super) fn amount_if_given(
        &mut self,
        place: &str,
        feature: &Feature,
        amount: Option<Amount>,
    ) -> Option<Option<Quantity>> {
        match amount {
            None => Some(None),
            Some(amount) => self.amount(place, feature, amount).map(Some),
        }
    }

    /// What values of `feature` are compared with.
    pub(super) fn bound(
        &mut self,
        place: &str,
        feature: &Feature,
        threshold: &Threshold,
        scope: Scope,
    ) -> Option<Bound> {
        match threshold {
            Threshold::Fixed(amount) => self.amount(place, feature, *amount).map(Bound::Fixed),
            Threshold::Relative(relative) => self.at(place, |this| this.relative(feature, relative, scope)),
        }
    }

    fn relative(&mut self, feature: &Feature, relative: &Relative, scope: Scope) -> Option<Bound> {
        let (source, entry) = self.source(&relative.operand, scope)?;
        self.alike("feature", feature, entry)?;
        let plus = self.amount_if_given("plus", entry, relative.plus);
        let min_base = self.amount_if_given("min_base", entry, relative.min_base);
        let (plus, min_base) = (plus?, min_base?);
        let share = relative.share_bp.map(|basis_points| BaseShare { basis_points, min_base });
        Some(Bound::Relative { source, share, plus })
    }

    /// Refuses two features whose values cannot be compared with each other.
    pub(super) fn alike(&mut self, place: &str, one: &Feature, other: &Feature) -> Option<()> {
        let family = |feature: &Feature| match feature.kind {
            FeatureType::Money | FeatureType::Average | FeatureType::Events(_) => Some(0),
            FeatureType::Count => Some(1),
            FeatureType::BasisPoints => Some(2),
            FeatureType::Date | FeatureType::Flag | FeatureType::Enumeration(_) => None,
        };
        let events = matches!(other.kind, FeatureType::Events(_));
        let currencies = one.currency.zip(other.currency);
        let same = family(one).is_some()
            && family(one) == family(other)
            && one.unit == other.unit
            && currencies.is_none_or(|(one, other)| one == other);
        if same && !events {
            return Some(());
        }
        self.fault(place, format!("`{}` and `{}` cannot be compared: both must be amounts in one currency, counts of one unit, or percentages", one.id, other.id));
        None
    }
}

fn place_of(symbols: &[Symbol], wanted: &str) -> Option<u16> {
    symbols.iter().position(|symbol| symbol.as_str() == wanted).and_then(|place| u16::try_from(place).ok())
}

/// What a series has a value for.
const fn each(unit: Series) -> &'static str {
    match unit {
        Series::CalendarMonth => "month",
        Series::StatementCycle => "statement cycle",
        Series::Day => "day",
    }
}

/// How the last complete period of a series is written.
const fn last(unit: Series) -> &'static str {
    match unit {
        Series::CalendarMonth => "m1",
        Series::StatementCycle => "c1",
        Series::Day => "d1",
    }
}

/// How a unit is written.
const fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "days",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Points => "points",
        Unit::Deciles => "deciles",
    }
}

/// What a feature of this type is, and how its threshold is written.
fn comparable(kind: &FeatureType) -> &'static str {
    match kind {
        FeatureType::Money => "an amount: write the threshold as in `100.00 USD`",
        FeatureType::Average => "an average amount: write the threshold as in `100.00 USD`",
        FeatureType::Count => "a count: write the threshold as a whole number",
        FeatureType::BasisPoints => "a percentage: write the threshold as in `12.50 %`",
        FeatureType::Date => "a date: write the threshold as in `2026-11-23`",
        FeatureType::Flag => "a flag and has no threshold: use `flag`",
        FeatureType::Enumeration(_) => "an enumeration and has no threshold: use `one_of`",
        FeatureType::Events(_) => "a list of events: ask for them by `event`, with an amount as in `100.00 USD`",
    }
}
