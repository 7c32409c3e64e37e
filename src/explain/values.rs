//! Values as they were read, and why there is none: `$99.99 = $3,099.69 / 31 days, October 2026, full`.

use crate::campaign::{Amount, Operand, PeriodRule, Threshold};
use crate::decide::{Label, Read, Unusable};
use crate::feature::{Event, Events, Feature, FeatureType, Scalar, Since};
use crate::money::{Currency, Money};
use crate::time::Day;

use super::amounts;
use super::naming::Naming;
use super::phrase::Phrase;
use super::phrases::decision as says;

/// What was read for a clause: of what, and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Readout {
    pub(super) what: String,
    pub(super) value: String,
}

/// How a value is to be used: what it is compared with, and whether part of a period will do.
#[derive(Clone, Copy)]
pub(super) struct Use<'a> {
    pub(super) rule: PeriodRule,
    pub(super) against: Option<&'a Threshold>,
}

impl Naming<'_> {
    /// The value of `operand`, or why there is none.
    pub(super) fn readout(&self, operand: &Operand, read: &Read, as_of: Day, to: Use<'_>) -> Readout {
        let flag = self.feature(&operand.feature).is_some_and(|feature| feature.kind == FeatureType::Flag);
        // A flag is a sentence and no noun.
        let what = if flag { self.quoted(operand.feature.as_str()) } else { self.operand(operand, to.rule) };
        let Some(feature) = self.feature(&operand.feature) else {
            return Readout { what, value: says::ABSENT.text(self.language).to_owned() };
        };
        let label = read.label.map(|label| self.label(label));
        let value = match read.value {
            Err(cause) => self.cause(cause, label.as_deref(), as_of),
            Ok(scalar) => {
                let value = self.usable(feature, scalar, label.as_deref(), to);
                if read.at_least { says::AT_LEAST.say(self.language, &[("value", &value)]) } else { value }
            }
        };
        Readout { what, value }
    }

    /// A value, and what keeps it from being used.
    fn usable(&self, feature: &Feature, scalar: Scalar, label: Option<&str>, to: Use<'_>) -> String {
        let value = self.scalar(feature, scalar, label);
        let hindered = |phrase: Phrase| phrase.say(self.language, &[("value", &value)]);
        match (scalar, to.rule) {
            (Scalar::Average { full: false, .. }, PeriodRule::Full) => return hindered(says::PARTIAL),
            (Scalar::Average { .. }, PeriodRule::Full | PeriodRule::Partial)
            | (
                Scalar::Money { .. }
                | Scalar::Count(_)
                | Scalar::Flag(_)
                | Scalar::BasisPoints(_)
                | Scalar::Date(_)
                | Scalar::Never
                | Scalar::Symbol(_),
                _,
            ) => {}
        }
        match (currency_of(scalar), to.against) {
            (Some(found), Some(Threshold::Fixed(Amount::Money(wanted)))) if found != wanted.currency => {
                hindered(says::OTHER_CURRENCY)
            }
            (Some(_) | None, _) => value,
        }
    }

    /// A value with the period that it is of.
    pub(super) fn scalar(&self, feature: &Feature, scalar: Scalar, label: Option<&str>) -> String {
        let language = self.language;
        let plain = match scalar {
            Scalar::Average { sum, currency, days, full } => {
                return self.average(Money { minor: sum, currency }, days, full, label);
            }
            Scalar::Money { minor, currency } => amounts::money(Money { minor, currency }),
            Scalar::Count(n) => {
                feature.unit.map_or_else(|| amounts::whole(n), |unit| amounts::units(n, unit, language))
            }
            Scalar::Flag(true) => says::YES.text(language).to_owned(),
            Scalar::Flag(false) => says::NO.text(language).to_owned(),
            Scalar::BasisPoints(points) => amounts::percent(points),
            Scalar::Date(day) => amounts::date(day, language),
            Scalar::Never => says::NEVER.text(language).to_owned(),
            Scalar::Symbol(place) => match &feature.kind {
                FeatureType::Enumeration(symbols) => {
                    symbols.get(usize::from(place)).map_or_else(String::new, |symbol| self.quoted(symbol.as_str()))
                }
                FeatureType::Money
                | FeatureType::Count
                | FeatureType::Flag
                | FeatureType::BasisPoints
                | FeatureType::Date
                | FeatureType::Average
                | FeatureType::Events(_) => String::new(),
            },
        };
        match label {
            Some(period) => says::READ_OF.say(language, &[("value", &plain), ("period", period)]),
            None => plain,
        }
    }

    /// The average, which the engine never divides out, with what it is made of.
    fn average(&self, sum: Money, days: u32, full: bool, label: Option<&str>) -> String {
        let language = self.language;
        let (total, n) = (i128::from(sum.minor), i128::from(days));
        // Half up; `about` says that it is not exact.
        let rounded = total.saturating_mul(2).saturating_add(n).checked_div_euclid(n.saturating_mul(2)).unwrap_or(0);
        let average = amounts::money(Money { minor: i64::try_from(rounded).unwrap_or(i64::MAX), ..sum });
        let exact = rounded.saturating_mul(n) == total;
        let average = if exact { average } else { says::ABOUT.say(language, &[("amount", &average)]) };
        let phrase = match (label.is_some(), full) {
            (true, true) => says::AVERAGE_FULL,
            (true, false) => says::AVERAGE_PARTIAL,
            (false, true) => says::AVERAGE_FULL_ALONE,
            (false, false) => says::AVERAGE_PARTIAL_ALONE,
        };
        let days = amounts::units(i64::from(days), crate::feature::Unit::Days, language);
        let gaps = [
            ("average", &*average),
            ("sum", &*amounts::money(sum)),
            ("days", &*days),
            ("period", label.unwrap_or_default()),
        ];
        phrase.say(language, &gaps)
    }

    /// The period by its place in the calendar.
    fn label(&self, label: Label) -> String {
        match label {
            Label::Month(month) => amounts::month(month, self.language),
            Label::Day(day) => amounts::date(day, self.language),
            Label::Cycle(cycle) => {
                let day = |day: Day| amounts::date(day, self.language);
                says::CYCLE.say(self.language, &[("from", &day(cycle.from)), ("until", &day(cycle.until))])
            }
        }
    }

    /// Why there is no value.
    pub(super) fn cause(&self, cause: Unusable, label: Option<&str>, as_of: Day) -> String {
        let phrase = match cause {
            Unusable::VectorAhead => says::VECTOR_AHEAD,
            Unusable::Stale => says::STALE,
            Unusable::Absent => says::ABSENT,
            Unusable::Malformed => says::MALFORMED,
            Unusable::OtherDefinition => says::OTHER_DEFINITION,
            Unusable::OtherCurrency => says::ITS_CURRENCY,
            Unusable::BeyondData if label.is_some() => says::BEYOND,
            Unusable::BeyondData => says::BEYOND_ALL,
        };
        let as_of = amounts::date(as_of, self.language);
        phrase.say(self.language, &[("as_of", &as_of), ("period", label.unwrap_or_default())])
    }

    /// A list of events as a whole, and each of the last `days` days.
    pub(super) fn events(&self, feature: &Feature, events: &Events, (as_of, days): (Day, u16)) -> Vec<Readout> {
        let language = self.language;
        let what = self.quoted(feature.id.as_str());
        let n = events.list.len().to_string();
        let whole = match events.since {
            Since::Day(day) => says::EVENTS_SINCE.say(language, &[("n", &n), ("day", &amounts::date(day, language))]),
            Since::Ever => says::EVENTS_EVER.say(language, &[("n", &n)]),
        };
        let recent = events.list.iter().filter(|event| (0..i64::from(days)).contains(&as_of.days_since(event.date)));
        let each = recent.map(|event| Readout { what: what.clone(), value: self.event(feature, event) });
        core::iter::once(Readout { what: what.clone(), value: whole }).chain(each).collect()
    }

    fn event(&self, feature: &Feature, event: &Event) -> String {
        let language = self.language;
        let class = match &feature.kind {
            FeatureType::Events(classes) => classes.get(usize::from(event.class)).map_or("", |class| class.as_str()),
            FeatureType::Money
            | FeatureType::Count
            | FeatureType::Flag
            | FeatureType::BasisPoints
            | FeatureType::Date
            | FeatureType::Average
            | FeatureType::Enumeration(_) => "",
        };
        let money = |minor: i64| amounts::money(Money { minor, currency: event.currency });
        let date = amounts::date(event.date, language);
        let mut said = says::EVENT.say(language, &[("class", &self.quoted(class)), ("date", &date)]);
        if let Some(amount) = event.amount {
            said = says::EVENT_AMOUNT.say(language, &[("event", &said), ("amount", &money(amount))]);
        }
        match event.balance_before {
            Some(balance) => says::EVENT_BALANCE.say(language, &[("event", &said), ("balance", &money(balance))]),
            None => said,
        }
    }
}

fn currency_of(scalar: Scalar) -> Option<Currency> {
    match scalar {
        Scalar::Money { currency, .. } | Scalar::Average { currency, .. } => Some(currency),
        Scalar::Count(_)
        | Scalar::Flag(_)
        | Scalar::BasisPoints(_)
        | Scalar::Date(_)
        | Scalar::Never
        | Scalar::Symbol(_) => None,
    }
}
