//! The feature catalogue of a bundle.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{format_1, no_word, parsed, refused, word, word_at};
use super::fields::{each, number, only_field, symbols, within, within_if_given};
use super::words::word_table;
use super::{At, Malformed, Object, Tree, canonical, text};
use crate::feature::{Catalogue, Feature, FeatureType, MaxAge, Provenance, Scope, Series};
use crate::id::{FeatureId, Symbol};
use crate::money::Currency;
#[cfg(feature = "cli")]
pub use doc::{CatalogueDoc, FeatureDoc, MaxAgeDoc, TypeWord};

const NAME: &str = "catalogue";

word_table! {
    /// The periods of a feature.
    SERIES, SeriesWord = Series { CalendarMonth = "calendar_month" }
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
const TYPES: [&str; 7] = ["money", "count", "flag", "basis_points", "date", "enumeration", "average"];

/// The catalogue in canonical `bytes`.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(bytes: &[u8]) -> Result<Catalogue, Malformed> {
    let top = At::document(NAME);
    let mut object = Object::new(canonical::parse(NAME, bytes)?, &top)?;
    format_1(&mut object, NAME)?;
    let features = within(&mut object, "features", features)?;
    object.end()?;
    Catalogue::new(features).map_err(|error| refused(&top.field("features"), &error))
}

fn features(tree: Tree<'_>, at: &At<'_>) -> Result<Vec<Feature>, Malformed> {
    each(tree, at, feature)
}

fn feature(tree: Tree<'_>, at: &At<'_>) -> Result<Feature, Malformed> {
    let mut object = Object::new(tree, at)?;
    let feature = Feature {
        id: parsed(&mut object, "id", FeatureId::new)?,
        version: within(&mut object, "version", number)?,
        kind: kind(&mut object)?,
        currency: within_if_given(&mut object, "currency", currency)?,
        series: within_if_given(&mut object, "series", |tree, at| word_at(tree, at, SERIES))?,
        scope: word(&mut object, "scope", SCOPES)?,
        max_age: within_if_given(&mut object, "max_age", max_age)?,
        definition: object.text("definition")?.into(),
        source: object.text("source")?.into(),
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
    let is_amount = matches!(feature.kind, FeatureType::Money | FeatureType::Average);
    if feature.currency.is_some() && !is_amount {
        return Err(at.field("currency").fault("only money and averages have a currency"));
    }
    Ok(feature)
}

/// The type in the fields of a feature, with the values of an enumeration.
fn kind(object: &mut Object<'_, '_>) -> Result<FeatureType, Malformed> {
    let values = within_if_given(object, "values", symbols)?;
    let word = object.text("type")?;
    let at = object.at();
    match (&*word, values) {
        ("enumeration", Some(values)) if !values.is_empty() => Ok(FeatureType::Enumeration(values)),
        ("enumeration", _) => Err(at.field("values").fault("an enumeration lists its values")),
        (word, Some(_)) if TYPES.contains(&word) => Err(at.field("values").fault("only an enumeration lists values")),
        ("money", None) => Ok(FeatureType::Money),
        ("count", None) => Ok(FeatureType::Count),
        ("flag", None) => Ok(FeatureType::Flag),
        ("basis_points", None) => Ok(FeatureType::BasisPoints),
        ("date", None) => Ok(FeatureType::Date),
        ("average", None) => Ok(FeatureType::Average),
        _ => Err(no_word(&at.field("type"), &mut TYPES.into_iter())),
    }
}

fn currency(tree: Tree<'_>, at: &At<'_>) -> Result<Currency, Malformed> {
    let code = text(tree, at)?;
    Currency::new(&code).ok_or_else(|| refused(at, &format_args!("ISO 4217 lists no currency `{code}`")))
}

fn max_age(tree: Tree<'_>, at: &At<'_>) -> Result<MaxAge, Malformed> {
    let (unit, count) = only_field(tree, at)?;
    let inside = &at.field(&unit);
    match &*unit {
        "business_days" => number(count, inside).map(MaxAge::BusinessDays),
        "days" => number(count, inside).map(MaxAge::Days),
        _ => Err(no_word(at, &mut ["business_days", "days"].into_iter())),
    }
}
