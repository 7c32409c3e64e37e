//! The feature catalogue of a bundle.

#[cfg(feature = "cli")]
mod doc;

use super::condition::unit;
use super::entries::{format_1, no_word, parsed, refused, word, word_at};
use super::fields::{each, number, only_field, symbols, within, within_if_given};
use super::shown::shown;
use super::words::word_table;
use super::{At, Malformed, Object, Tree, canonical, text};
use crate::feature::{Catalogue, Feature, FeatureType, MaxAge, Provenance, Scope, Series, Window};
use crate::id::{FeatureId, Symbol};
use crate::money::Currency;
#[cfg(feature = "cli")]
pub use doc::{CatalogueDoc, FeatureDoc, MaxAgeDoc, TypeWord, WindowDoc};

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
    let top = At::document(NAME);
    let tree = canonical::parse(NAME, bytes)?;
    let mut object = Object::new(&tree, &top)?;
    format_1(&mut object, NAME)?;
    let features = within(&mut object, "features", features)?;
    object.end()?;
    Catalogue::new(features).map_err(|error| refused(&top.field("features"), &error))
}

fn features(tree: &Tree<'_>, at: &At<'_>) -> Result<Vec<Feature>, Malformed> {
    each(tree, at, feature)
}

fn feature(tree: &Tree<'_>, at: &At<'_>) -> Result<Feature, Malformed> {
    let mut object = Object::new(tree, at)?;
    let feature = Feature {
        id: parsed(&mut object, "id", FeatureId::new)?,
        version: within(&mut object, "version", number)?,
        kind: kind(&mut object)?,
        currency: within_if_given(&mut object, "currency", currency)?,
        unit: within_if_given(&mut object, "unit", unit)?,
        window: within_if_given(&mut object, "window", window)?,
        series: within_if_given(&mut object, "series", |tree, at| word_at(tree, at, SERIES))?,
        scope: word(&mut object, "scope", SCOPES)?,
        max_age: within_if_given(&mut object, "max_age", max_age)?,
        definition: within(&mut object, "definition", shown)?,
        source: within(&mut object, "source", shown)?,
        provenance: word(&mut object, "provenance", PROVENANCES)?,
        basis: within(&mut object, "basis", symbols)?,
        sensitivity: within(&mut object, "sensitivity", number)?,
        purpose: parsed(&mut object, "purpose", Symbol::new)?,
    };
    object.end()?;
    if feature.version == 0 {
        return Err(at.field("version").fault("versions count from 1"));
    }
    if feature.sensitivity > 4 {
        return Err(at.field("sensitivity").fault("write 0, public, to 4, most sensitive"));
    }
    let has_amounts = matches!(feature.kind, FeatureType::Money | FeatureType::Average | FeatureType::Events(_));
    if feature.currency.is_some() && !has_amounts {
        return Err(at.field("currency").fault("only money, averages and events have a currency"));
    }
    if feature.kind != FeatureType::Count && (feature.unit.is_some() || feature.window.is_some()) {
        return Err(at.field(if feature.unit.is_some() { "unit" } else { "window" }).fault("only a count has one"));
    }
    if feature.series.is_some() && (feature.window.is_some() || matches!(feature.kind, FeatureType::Events(_))) {
        return Err(at.field("series").fault("events, and counts with a window, have no values by period"));
    }
    Ok(feature)
}

/// The type in the fields of a feature, with the values of an enumeration or the classes of events.
fn kind(object: &mut Object<'_, '_>) -> Result<FeatureType, Malformed> {
    let values = within_if_given(object, "values", symbols)?;
    let classes = within_if_given(object, "classes", symbols)?;
    let word = object.text("type")?;
    let at = object.at();
    match (word, values, classes) {
        ("enumeration", Some(values), None) if !values.is_empty() => Ok(FeatureType::Enumeration(values)),
        ("enumeration", None, None) => Err(at.field("values").fault("an enumeration lists its values")),
        ("events", None, Some(classes)) if !classes.is_empty() => Ok(FeatureType::Events(classes)),
        ("events", None, None) => Err(at.field("classes").fault("events list their classes")),
        ("money", None, None) => Ok(FeatureType::Money),
        ("count", None, None) => Ok(FeatureType::Count),
        ("flag", None, None) => Ok(FeatureType::Flag),
        ("basis_points", None, None) => Ok(FeatureType::BasisPoints),
        ("date", None, None) => Ok(FeatureType::Date),
        ("average", None, None) => Ok(FeatureType::Average),
        (word, Some(_), _) if TYPES.contains(&word) => {
            Err(at.field("values").fault("only an enumeration lists values"))
        }
        (word, _, Some(_)) if TYPES.contains(&word) => Err(at.field("classes").fault("only events have classes")),
        _ => Err(no_word(&at.field("type"), &mut TYPES.into_iter())),
    }
}

fn window(tree: &Tree<'_>, at: &At<'_>) -> Result<Window, Malformed> {
    let mut object = Object::new(tree, at)?;
    let window =
        Window { days: within(&mut object, "days", number)?, since: parsed(&mut object, "since", FeatureId::new)? };
    object.end()?;
    if window.days == 0 { Err(at.field("days").fault("write at least 1 day")) } else { Ok(window) }
}

fn currency(tree: &Tree<'_>, at: &At<'_>) -> Result<Currency, Malformed> {
    let code = text(tree, at)?;
    Currency::new(code).ok_or_else(|| refused(at, &format_args!("ISO 4217 lists no currency `{code}`")))
}

fn max_age(tree: &Tree<'_>, at: &At<'_>) -> Result<MaxAge, Malformed> {
    let (unit, count) = only_field(tree, at)?;
    let inside = &at.field(unit);
    match unit {
        "business_days" => number(count, inside).map(MaxAge::BusinessDays),
        "days" => number(count, inside).map(MaxAge::Days),
        _ => Err(no_word(at, &mut ["business_days", "days"].into_iter())),
    }
}
