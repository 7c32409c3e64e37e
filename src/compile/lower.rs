//! Conditions to flat code: names become places in the catalogue, types are checked, equal tests are shared.
//!
//! Collects every fault instead of stopping at the first, so that an author sees all mistakes of a campaign at once.

use crate::campaign::{AnyAccount, Condition, Level, OneOf, Threshold};
use crate::feature::{Catalogue, Feature, FeatureIx, FeatureType, Scope, Series};
use crate::id::{FeatureId, ProductId};

use super::Fault;
use super::program::{Bound, Code, OwnerRoles, Step, Test, TestIx};
use super::suggest;

/// Symbols of a `role.<product>` enumeration that mean ownership.
const OWNER_SYMBOLS: [&str; 2] = ["owner", "joint_owner"];

/// What has been lowered so far.
pub(super) struct Lowering<'a> {
    catalogue: &'a Catalogue,
    pub(super) tests: Vec<Test>,
    /// The places of the tests, ascending by test.
    known: Vec<TestIx>,
    pub(super) steps: Vec<Step>,
    pub(super) faults: Vec<Fault>,
    path: Vec<String>,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            tests: Vec::new(),
            known: Vec::new(),
            steps: Vec::new(),
            faults: Vec::new(),
            path: Vec::new(),
        }
    }

    /// The code of `condition`, which stands at `place` of its document and asks about the customer.
    pub(super) fn code(&mut self, place: &str, condition: &Condition) -> Code {
        self.at(place, |this| this.block(condition, Scope::Customer))
    }

    /// Lowers a condition into steps of its own, so that nested account blocks keep their code together.
    fn block(&mut self, condition: &Condition, scope: Scope) -> Code {
        let mut steps = Vec::new();
        self.condition(condition, scope, &mut steps);
        let start = self.steps.len();
        self.steps.append(&mut steps);
        Code { start, end: self.steps.len() }
    }

    fn at<T>(&mut self, place: &str, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(place.into());
        let lowered = lower(self);
        self.path.pop();
        lowered
    }

    fn fault(&mut self, place: &str, fault: impl Into<String>) {
        let mut path = String::new();
        for step in self.path.iter().map(String::as_str).chain([place]).filter(|step| !step.is_empty()) {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        self.faults.push(Fault { path, fault: fault.into() });
    }

    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
    fn condition(&mut self, condition: &Condition, scope: Scope, steps: &mut Vec<Step>) {
        match condition {
            Condition::All(parts) => {
                self.parts("all", parts, scope, steps);
                steps.push(Step::All(parts.len()));
            }
            Condition::Any(parts) => {
                self.parts("any", parts, scope, steps);
                steps.push(Step::Any(parts.len()));
            }
            Condition::Not(part) => {
                self.at("not", |this| this.condition(part, scope, steps));
                steps.push(Step::Not);
            }
            Condition::Lacks(product) => {
                let test = self.at("lacks", |this| this.owns(product));
                self.push(test, steps);
                steps.push(Step::Not);
            }
            Condition::Owns(product) => {
                let test = self.at("owns", |this| this.owns(product));
                self.push(test, steps);
            }
            Condition::Level(level) => {
                let test = self.at("level", |this| this.level(level, scope));
                self.push(test, steps);
            }
            Condition::Crossing(c) => {
                let test = self.at("crossing", |this| {
                    let feature = this.by_months(&c.feature, scope)?;
                    let bound = this.bound(feature, c.value)?;
                    Some(Test::Crossing { feature, from: c.from, to: c.to, goes: c.goes, bound, rule: c.rule })
                });
                self.push(test, steps);
            }
            Condition::Consecutive(c) => {
                let test = self.at("consecutive", |this| {
                    let feature = this.by_months(&c.feature, scope)?;
                    let bound = this.bound(feature, c.value)?;
                    let (months, ending, is, rule) = (c.months, c.ending, c.is, c.rule);
                    Some(Test::Consecutive { feature, months, ending, is, bound, rule })
                });
                self.push(test, steps);
            }
            Condition::Flag(id) => {
                let test = self.at("flag", |this| {
                    this.single("", id, scope, "a flag", |kind| *kind == FeatureType::Flag).map(Test::Flag)
                });
                self.push(test, steps);
            }
            Condition::OneOf(one_of) => {
                let test = self.at("one_of", |this| this.one_of(one_of, scope));
                self.push(test, steps);
            }
            Condition::Recent(recent) => {
                let test = self.at("recent", |this| {
                    let is_date = |kind: &FeatureType| *kind == FeatureType::Date;
                    let feature = this.single("feature", &recent.feature, scope, "a date", is_date)?;
                    Some(Test::Recent { feature, days: recent.days })
                });
                self.push(test, steps);
            }
            Condition::AnyAccount(any) => {
                let test = self.at("any_account", |this| this.any_account(any, scope));
                self.push(test, steps);
            }
        }
    }

    fn parts(&mut self, form: &str, parts: &[Condition], scope: Scope, steps: &mut Vec<Step>) {
        for (n, part) in parts.iter().enumerate() {
            self.at(&format!("{form}[{n}]"), |this| this.condition(part, scope, steps));
        }
    }

    /// Pushes a test, sharing an equal one; `None` stands for a fault already collected.
    fn push(&mut self, test: Option<Test>, steps: &mut Vec<Step>) {
        let Some(test) = test else { return };
        match self.known.binary_search_by(|known| self.tests.get(known.0).cmp(&Some(&test))) {
            Ok(known) => steps.extend(self.known.get(known).map(|place| Step::Test(*place))),
            Err(place) => {
                let new = TestIx(self.tests.len());
                self.known.insert(place, new);
                self.tests.push(test);
                steps.push(Step::Test(new));
            }
        }
    }

    fn owns(&mut self, product: &ProductId) -> Option<Test> {
        let owned = format!("own.{product}");
        let Some((place, feature)) = self.entry(&owned) else {
            self.fault("", format!("the catalogue has no flag `{owned}`{}", suggest::feature(self.catalogue, &owned)));
            return None;
        };
        if feature.kind != FeatureType::Flag || feature.scope != Scope::Customer || feature.series.is_some() {
            self.fault("", format!("`{owned}` must be a flag of the customer"));
            return None;
        }
        let role = self.entry(&format!("role.{product}")).and_then(|(feature, entry)| match &entry.kind {
            FeatureType::Enumeration(symbols) => {
                let owners = OWNER_SYMBOLS.iter().filter_map(|owner| symbol(symbols, owner)).collect();
                Some(OwnerRoles { feature, owners })
            }
            FeatureType::Money
            | FeatureType::Count
            | FeatureType::Flag
            | FeatureType::BasisPoints
            | FeatureType::Date
            | FeatureType::Average => None,
        });
        Some(Test::Owns { owned: place, role })
    }

    fn level(&mut self, level: &Level, scope: Scope) -> Option<Test> {
        let (feature, entry) = self.found("feature", &level.feature, scope)?;
        match (entry.series, level.period) {
            (Some(Series::CalendarMonth), None) => {
                let mend = "has a value for each month: say which, as in `period: m1` for the last complete one";
                self.fault("feature", format!("`{}` {mend}", level.feature));
                return None;
            }
            (None, Some(_)) => {
                self.fault("period", format!("`{}` has a single value: remove the period", level.feature));
                return None;
            }
            (Some(Series::CalendarMonth), Some(_)) | (None, None) => {}
        }
        let bound = self.bound(feature, level.value)?;
        Some(Test::Level { feature, period: level.period, is: level.is, bound, rule: level.rule })
    }

    fn one_of(&mut self, one_of: &OneOf, scope: Scope) -> Option<Test> {
        let is_enumeration = |kind: &FeatureType| matches!(kind, FeatureType::Enumeration(_));
        let feature = self.single("feature", &one_of.feature, scope, "an enumeration", is_enumeration)?;
        let FeatureType::Enumeration(known) = &self.catalogue.get(feature)?.kind else { return None };
        let mut symbols = Vec::with_capacity(one_of.values.len());
        for (n, value) in one_of.values.iter().enumerate() {
            match symbol(known, value.as_str()) {
                Some(place) => symbols.push(place),
                None => {
                    let hint = suggest::among(known.iter().map(|s| s.as_str()), value.as_str());
                    self.fault(&format!("values[{n}]"), format!("`{}` has no value `{value}`{hint}", one_of.feature));
                }
            }
        }
        (symbols.len() == one_of.values.len()).then_some(Test::OneOf { feature, symbols })
    }

    fn any_account(&mut self, any: &AnyAccount, scope: Scope) -> Option<Test> {
        if scope == Scope::Account {
            self.fault("", "an account block cannot stand in another one");
            return None;
        }
        let meets = self.at("where", |this| this.block(&any.meets, Scope::Account));
        Some(Test::AnyAccount { kind: any.kind.clone(), product: any.product.clone(), meets })
    }

    fn entry(&self, id: &str) -> Option<(FeatureIx, &'a Feature)> {
        let place = self.catalogue.find(id)?;
        Some((place, self.catalogue.get(place)?))
    }

    fn found(&mut self, place: &str, id: &FeatureId, scope: Scope) -> Option<(FeatureIx, &'a Feature)> {
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

    fn single(
        &mut self,
        place: &str,
        id: &FeatureId,
        scope: Scope,
        wanted: &str,
        fits: impl FnOnce(&FeatureType) -> bool,
    ) -> Option<FeatureIx> {
        let (ix, entry) = self.found(place, id, scope)?;
        if fits(&entry.kind) && entry.series.is_none() {
            return Some(ix);
        }
        self.fault(place, format!("`{id}` is not {wanted} with a single value"));
        None
    }

    /// The customer's count with this id.
    pub(super) fn bucket(&mut self, id: &str) -> Option<FeatureIx> {
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

    fn by_months(&mut self, id: &FeatureId, scope: Scope) -> Option<FeatureIx> {
        let (ix, entry) = self.found("feature", id, scope)?;
        if entry.series == Some(Series::CalendarMonth) {
            return Some(ix);
        }
        self.fault("feature", format!("`{id}` has no values by month"));
        None
    }

    /// The threshold in the units of the feature.
    fn bound(&mut self, feature: FeatureIx, threshold: Threshold) -> Option<Bound> {
        let entry = self.catalogue.get(feature)?;
        match (&entry.kind, threshold) {
            (FeatureType::Money | FeatureType::Average, Threshold::Money(money)) => match entry.currency {
                Some(currency) if currency != money.currency => {
                    let fault = format!("`{}` is in {currency}, the threshold in {}", entry.id, money.currency);
                    self.fault("value", fault);
                    None
                }
                Some(_) | None => Some(Bound::Money { minor: money.minor, currency: money.currency }),
            },
            (FeatureType::Count, Threshold::Count(count)) => Some(Bound::Count(count)),
            (FeatureType::BasisPoints, Threshold::BasisPoints(points)) => Some(Bound::BasisPoints(points)),
            (FeatureType::Date, Threshold::Date(day)) => Some(Bound::Date(day)),
            (
                kind @ (FeatureType::Money
                | FeatureType::Average
                | FeatureType::Count
                | FeatureType::BasisPoints
                | FeatureType::Date
                | FeatureType::Flag
                | FeatureType::Enumeration(_)),
                Threshold::Money(_) | Threshold::Count(_) | Threshold::BasisPoints(_) | Threshold::Date(_),
            ) => {
                self.fault("value", format!("`{}` is {}", entry.id, comparable(kind)));
                None
            }
        }
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
    }
}

fn symbol(symbols: &[crate::id::Symbol], wanted: &str) -> Option<u16> {
    symbols.iter().position(|symbol| symbol.as_str() == wanted).and_then(|place| u16::try_from(place).ok())
}
