//! The feature catalogue of a bundle.

#[cfg(feature = "cli")]
mod doc;
#[cfg(feature = "review")]
mod told;

use super::condition::unit;
use super::entries::{format_1, known, no_word, parsed, word, word_at};
use super::fields::{each, number, only_field, symbols, within, within_if_given};
use super::shown::shown;
use super::words::word_table;
use super::{At, Malformed, Object, Tree, canonical, document, text};
use crate::feature::{Catalogue, Feature, FeatureType, MaxAge, Provenance, Scope, Series, Window};
use crate::id::{FeatureId, Symbol};
use crate::money::Currency;
#[cfg(feature = "cli")]
pub use doc::{CatalogueDoc, FeatureDoc, MaxAgeDoc, TypeWord, WindowDoc};
#[cfg(feature = "review")]
pub(crate) use told::told;

const NAME: &str = "catalogue";

word_table! {
    /// The periods of a feature.
    SERIES, SeriesWord = Series {
        CalendarMonth = "calendar_month", StatementCycle = "statement_cycle", Day = "day",
    }
}
word_table! {
    /// Whose value a feature is.
    SCOPES, ScopeWord = Scope { Customer = "customer", Account = "account" }
}
word_table! {
    /// Where the bank has a feature from.
    PROVENANCES, ProvenanceWord = Provenance {
        FirstParty = "first_party", Affiliate = "affiliate", ConsumerReport = "consumer_report",
        ConsumerPermissioned = "consumer_permissioned", Purchased = "purchased", Declared = "declared",
        Inferred = "inferred",
    }
}

/// The words for the type of a feature's values.
const TYPES: [&str; 8] = ["money", "count", "flag", "basis_points", "date", "enumeration", "average", "events"];

/// The catalogue in canonical `bytes`.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(bytes: &[u8]) -> Result<Catalogue, Malformed> {
    let tree = canonical::parse(NAME, bytes)?;
    document(NAME, |top| from_tree(&tree, top))
}

fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Catalogue {
    let mut object = Object::new(tree, at);
    format_1(&mut object, NAME);
    let features = within(&mut object, "features", features);
    object.end();
    known(Catalogue::new(features), &at.field("features"))
}

fn features(tree: &Tree<'_>, at: &At<'_>) -> Vec<Feature> {
    each(tree, at, feature)
}

fn feature(tree: &Tree<'_>, at: &At<'_>) -> Feature {
    let mut object = Object::new(tree, at);
    let feature = Feature {
        id: parsed(&mut object, "id", FeatureId::new),
        version: within(&mut object, "version", number),
        kind: kind(&mut object),
        currency: within_if_given(&mut object, "currency", currency),
        unit: within_if_given(&mut object, "unit", unit),
        window: within_if_given(&mut object, "window", window),
        series: within_if_given(&mut object, "series", |tree, at| word_at(tree, at, SERIES)),
        scope: word(&mut object, "scope", SCOPES),
        max_age: within_if_given(&mut object, "max_age", max_age),
        definition: within(&mut object, "definition", shown),
        source: within(&mut object, "source", shown),
        provenance: word(&mut object, "provenance", PROVENANCES),
        basis: within(&mut object, "basis", symbols),
        sensitivity: within(&mut object, "sensitivity", number),
        purpose: parsed(&mut object, "purpose", Symbol::new),
    };
    object.end();
    if feature.version == 0 {
        at.refuse_field("version", "versions count from 1");
    }
    if feature.sensitivity > 4 {
        at.refuse_field("sensitivity", "write 0, public, to 4, most sensitive");
    }
    let has_amounts = matches!(feature.kind, FeatureType::Money | FeatureType::Average | FeatureType::Events(_));
    if feature.currency.is_some() && !has_amounts {
        at.refuse_field("currency", "only money, averages and events have a currency");
    }
    if feature.kind != FeatureType::Count && (feature.unit.is_some() || feature.window.is_some()) {
        at.field(if feature.unit.is_some() { "unit" } else { "window" }).refuse("only a count has one");
    }
    if feature.series.is_some() && (feature.window.is_some() || matches!(feature.kind, FeatureType::Events(_))) {
        at.refuse_field("series", "events, and counts with a window, have no values by period");
    }
    feature
}

/// The type in the fields of a feature, with the values of an enumeration or the classes of events.
fn kind(object: &mut Object<'_, '_>) -> FeatureType {
    let values = within_if_given(object, "values", symbols);
    let classes = within_if_given(object, "classes", symbols);
    let word = object.text("type");
    let at = object.at();
    match (word, values, classes) {
        ("enumeration", Some(values), None) if !values.is_empty() => return FeatureType::Enumeration(values),
        ("enumeration", None, None) => at.refuse_field("values", "an enumeration lists its values"),
        ("events", None, Some(classes)) if !classes.is_empty() => return FeatureType::Events(classes),
        ("events", None, None) => at.refuse_field("classes", "events list their classes"),
        ("money", None, None) => return FeatureType::Money,
        ("count", None, None) => return FeatureType::Count,
        ("flag", None, None) => return FeatureType::Flag,
        ("basis_points", None, None) => return FeatureType::BasisPoints,
        ("date", None, None) => return FeatureType::Date,
        ("average", None, None) => return FeatureType::Average,
        (word, Some(_), _) if TYPES.contains(&word) => {
            at.refuse_field("values", "only an enumeration lists values");
        }
        (word, _, Some(_)) if TYPES.contains(&word) => at.refuse_field("classes", "only events have classes"),
        _ => no_word(&at.field("type"), &TYPES),
    }
    FeatureType::Flag
}

fn window(tree: &Tree<'_>, at: &At<'_>) -> Window {
    let mut object = Object::new(tree, at);
    let window =
        Window { days: within(&mut object, "days", number), since: parsed(&mut object, "since", FeatureId::new) };
    object.end();
    if window.days == 0 {
        at.refuse_field("days", "write at least 1 day");
    }
    window
}

fn currency(tree: &Tree<'_>, at: &At<'_>) -> Currency {
    let code = text(tree, at);
    known(Currency::new(code).ok_or(format_args!("ISO 4217 lists no currency `{code}`")), at)
}

fn max_age(tree: &Tree<'_>, at: &At<'_>) -> MaxAge {
    let (unit, count) = only_field(tree, at);
    let inside = &at.field(unit);
    match unit {
        "business_days" => MaxAge::BusinessDays(number(count, inside)),
        "days" => MaxAge::Days(number(count, inside)),
        _ => {
            no_word(at, &["business_days", "days"]);
            MaxAge::Days(0)
        }
    }
}
