//! The feature catalogue, as it is authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ProvenanceWord, ScopeWord, SeriesWord};
use crate::feature::Catalogue;
use crate::wire::condition::UnitWord;
use crate::wire::{Malformed, canonical};

/// All features that the bundle's campaigns may read, ascending by id.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueDoc {
    /// Format version: 1.
    pub catalogue: u8,
    /// The features.
    pub features: Vec<FeatureDoc>,
}

/// One feature.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeatureDoc {
    /// Prohibited bases that it is, or stands for.
    pub basis: Vec<String>,
    /// The classes of the events of a list, ascending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<String>>,
    /// The only currency it comes in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What exactly is measured, in words.
    pub definition: String,
    /// The canonical id.
    pub id: String,
    /// How old it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<MaxAgeDoc>,
    /// Where the bank has the information from.
    pub provenance: ProvenanceWord,
    /// What the bank may use it for.
    pub purpose: String,
    /// Whose value it is.
    pub scope: ScopeWord,
    /// From 0, public, to 4, most sensitive.
    pub sensitivity: u8,
    /// The periods it has values for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesWord>,
    /// The system it comes from.
    pub source: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: TypeWord,
    /// What a count counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitWord>,
    /// The values of an enumeration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    /// The version of the definition, from 1.
    pub version: u16,
    /// The days that a count looks back on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowDoc>,
}

/// The days that a count looks back on, and since when there has been anything to count.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowDoc {
    /// How many days, ending with the vector's.
    pub days: u16,
    /// The date of the customer from which on all occurrences are known.
    pub since: String,
}

/// How old a value may be.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaxAgeDoc {
    /// So many business days.
    BusinessDays(u16),
    /// So many calendar days.
    Days(u16),
}

/// The type of a feature's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the vocabulary, documented there")]
pub enum TypeWord {
    Money,
    Count,
    Flag,
    BasisPoints,
    Date,
    Enumeration,
    Average,
    Events,
}

impl CatalogueDoc {
    /// The catalogue of the vocabulary.
    ///
    /// # Errors
    /// [`Malformed`] with the path to the fault.
    pub fn into_catalogue(self) -> Result<Catalogue, Malformed> {
        super::read(&canonical::write(&self)?)
    }
}
