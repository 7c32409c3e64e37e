//! An entry of the catalogue for reviewers, with everything that it says.

use super::{PROVENANCES, SCOPES, SERIES};
use crate::feature::{Feature, FeatureType, MaxAge, Window};
use crate::id::Symbol;
use crate::money::Currency;
use crate::wire::Tree;
use crate::wire::condition::unit_word;
use crate::wire::spelling::{NONE, field, text_or_null, texts};
use crate::wire::tree::Field;
use crate::wire::words::word_of;

/// The fields of `feature`, each of them there.
pub(crate) fn told(feature: &Feature) -> Vec<Field<'_>> {
    let (kind, values) = kind(&feature.kind);
    let window = |Window { days, since }: &'_ Window| {
        let since = Tree::written(since.to_string());
        Tree::Object(vec![field("days", Tree::Whole((*days).into())), field("since", since)])
    };
    let age = |days: u16, of: &'static str| {
        Tree::Object(vec![field("days", Tree::Whole(days.into())), field("of", Tree::text(of))])
    };
    vec![
        field("basis", symbols(&feature.basis)),
        field("currency", text_or_null(feature.currency.as_ref().map(Currency::code))),
        field("description", Tree::text(&feature.definition)),
        field("feature", Tree::text(feature.id.as_str())),
        field(
            "max_age",
            match feature.max_age {
                None => NONE,
                Some(MaxAge::Days(days)) => age(days, "days"),
                Some(MaxAge::BusinessDays(days)) => age(days, "business_days"),
            },
        ),
        field("provenance", Tree::text(word_of(PROVENANCES, feature.provenance))),
        field("purpose", Tree::text(feature.purpose.as_str())),
        field("scope", Tree::text(word_of(SCOPES, feature.scope))),
        field("sensitivity", Tree::Whole(feature.sensitivity.into())),
        field("series", text_or_null(feature.series.map(|series| word_of(SERIES, series)))),
        field("source", Tree::text(&feature.source)),
        field("type", Tree::text(kind)),
        field("unit", text_or_null(feature.unit.map(unit_word))),
        field("values", symbols(values)),
        field("version", Tree::Whole(feature.version.into())),
        field("window", feature.window.as_ref().map_or(NONE, window)),
    ]
}

fn kind(kind: &FeatureType) -> (&'static str, &[Symbol]) {
    match kind {
        FeatureType::Money => ("money", &[]),
        FeatureType::Count => ("count", &[]),
        FeatureType::Flag => ("flag", &[]),
        FeatureType::BasisPoints => ("basis_points", &[]),
        FeatureType::Date => ("date", &[]),
        FeatureType::Enumeration(values) => ("enumeration", values),
        FeatureType::Average => ("average", &[]),
        FeatureType::Events(classes) => ("events", classes),
    }
}

fn symbols(symbols: &[Symbol]) -> Tree<'_> {
    texts(symbols.iter().map(Symbol::as_str))
}
