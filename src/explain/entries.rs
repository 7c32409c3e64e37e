//! Entries of the catalogue: as a term in a sentence, and in full.

use crate::feature::{Catalogue, Feature, FeatureType, MaxAge, Provenance, Scope, Series, Unit};
use crate::id::Symbol;
use crate::money::Currency;

use super::amounts;
use super::clause::bullet;
use super::naming::Naming;
use super::phrase::{Language, Phrase, visible};
use super::phrases::{campaign, entry as says};
use super::section::{Section, joined};

/// The entry of `feature` in full: what it is, where it comes from, what it may be used for, and how sensitive it is.
///
/// Total, and the same text on every machine.
#[must_use]
pub fn feature(feature: &Feature, catalogue: &Catalogue, language: Language) -> String {
    joined(&[Naming { language, catalogue }.entry(feature)])
}

impl Naming<'_> {
    /// A feature by the bank's own definition, and when its values are too old.
    pub(super) fn term(&self, feature: &Feature) -> String {
        let language = self.language;
        let mut definition = visible(feature.definition.trim_end()).into_owned();
        if !definition.ends_with(['.', '!', '?']) {
            definition.push('.');
        }
        let noun = match feature.kind {
            FeatureType::Flag => self.flag(&feature.id, true),
            FeatureType::Events(_) => self.quoted(feature.id.as_str()),
            FeatureType::Money
            | FeatureType::Count
            | FeatureType::BasisPoints
            | FeatureType::Date
            | FeatureType::Enumeration(_)
            | FeatureType::Average => self.noun(&feature.id),
        };
        let version = feature.version.to_string();
        let gaps =
            [("noun", &*noun), ("id", feature.id.as_str()), ("version", &*version), ("definition", &*definition)];
        let term = campaign::TERM.say(language, &gaps);
        let age = match feature.max_age {
            None => return term,
            Some(MaxAge::Days(n)) => campaign::TERM_DAYS.say(language, &[("days", &amounts::days(n, language))]),
            Some(MaxAge::BusinessDays(1)) => campaign::TERM_BUSINESS_DAY.text(language).to_owned(),
            Some(MaxAge::BusinessDays(n)) => campaign::TERM_BUSINESS_DAYS.say(language, &[("n", &n.to_string())]),
        };
        format!("{term} {age}")
    }

    /// A feature with everything that the catalogue says of it.
    pub(super) fn entry(&self, feature: &Feature) -> Section {
        let language = self.language;
        let scope = match feature.scope {
            Scope::Customer => says::CUSTOMER,
            Scope::Account => says::ACCOUNT,
        };
        let provenance = match feature.provenance {
            Provenance::FirstParty => says::FIRST_PARTY,
            Provenance::Affiliate => says::AFFILIATE,
            Provenance::ConsumerReport => says::CONSUMER_REPORT,
            Provenance::ConsumerPermissioned => says::CONSUMER_PERMISSIONED,
            Provenance::Purchased => says::PURCHASED,
            Provenance::Declared => says::DECLARED,
            Provenance::Inferred => says::INFERRED,
        };
        let bases: Vec<String> = feature.basis.iter().map(ToString::to_string).collect();
        let bases = if bases.is_empty() { says::NO_BASIS.text(language).to_owned() } else { self.and(&bases) };
        let sensitivity = feature.sensitivity.to_string();
        let values = [("kind", &*self.values(feature)), ("scope", scope.text(language))];
        let from = [("source", &*visible(&feature.source)), ("provenance", provenance.text(language))];
        let used = [("purpose", feature.purpose.as_str()), ("sensitivity", &*sensitivity), ("bases", &*bases)];
        Section::of(feature.id.as_str(), |out| {
            bullet(out, 0, &self.term(feature));
            bullet(out, 1, &says::VALUES.say(language, &values));
            bullet(out, 1, &says::FROM.say(language, &from));
            bullet(out, 1, &says::USE.say(language, &used));
        })
    }

    /// The values that a feature has.
    fn values(&self, feature: &Feature) -> String {
        let language = self.language;
        let currency = feature.currency.as_ref().map(Currency::code);
        let gaps = |symbols: &[Symbol]| {
            let symbols: Vec<String> = symbols.iter().map(|symbol| symbol.as_str().to_owned()).collect();
            self.or(&symbols)
        };
        let coined = |plain: Phrase, coined: Phrase, classes: &str| {
            let phrase = if currency.is_some() { coined } else { plain };
            phrase.say(language, &[("currency", currency.unwrap_or_default()), ("classes", classes)])
        };
        let values = match &feature.kind {
            FeatureType::Money => coined(says::MONEY, says::MONEY_IN, ""),
            FeatureType::Average => coined(says::AVERAGE, says::AVERAGE_IN, ""),
            FeatureType::Events(classes) => coined(says::EVENTS, says::EVENTS_IN, &gaps(classes)),
            FeatureType::Enumeration(values) => says::ENUMERATION.say(language, &[("values", &gaps(values))]),
            FeatureType::Flag => says::FLAG.text(language).to_owned(),
            FeatureType::BasisPoints => says::BASIS_POINTS.text(language).to_owned(),
            FeatureType::Date => says::DAY.text(language).to_owned(),
            FeatureType::Count => match feature.unit {
                None => says::COUNT.text(language).to_owned(),
                Some(unit) => says::COUNT_OF.say(language, &[("unit", units(unit).text(language))]),
            },
        };
        let values = match &feature.window {
            None => values,
            Some(window) => {
                let days = window.days.to_string();
                let gaps = [("values", &*values), ("days", &*days), ("since", window.since.as_str())];
                says::WINDOW.say(language, &gaps)
            }
        };
        let series = match feature.series {
            None => return values,
            Some(Series::CalendarMonth) => says::BY_MONTH,
            Some(Series::StatementCycle) => says::BY_CYCLE,
            Some(Series::Day) => says::BY_DAY,
        };
        series.say(language, &[("values", &values)])
    }
}

fn units(unit: Unit) -> Phrase {
    match unit {
        Unit::Days => says::DAYS,
        Unit::Months => says::MONTHS,
        Unit::Years => says::YEARS,
        Unit::Points => says::POINTS,
        Unit::Deciles => says::DECILES,
    }
}
