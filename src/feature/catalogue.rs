//! The catalogue: which features there are, and what each of them means.

use crate::id::{FeatureId, Symbol};
use crate::money::Currency;
use crate::stand_in::StandIn;

/// What the values of a feature are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeatureType {
    /// An amount in minor units of a currency.
    Money,
    /// A whole number of things or occurrences.
    Count,
    /// True or false.
    Flag,
    /// Hundredths of a percent.
    BasisPoints,
    /// A calendar day at the bank.
    Date,
    /// One of these symbols.
    Enumeration(Vec<Symbol>),
    /// A sum of daily values and the number of its days; never divided.
    Average,
    /// A bounded list of single events, each of one of these classes.
    Events(Vec<Symbol>),
}

/// What a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
    /// Points of a score.
    Points,
    /// Tenths of a population, 1 the lowest.
    Deciles,
}

/// The days that a count looks back on, and since when there has been anything to count.
///
/// A count over more days than there are data for is only a lower bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// How many days, ending with the vector's day.
    pub days: u16,
    /// The date of the customer from which on all occurrences are known.
    pub since: FeatureId,
}

/// The periods of a feature that has one value for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// One value a calendar month, labelled `2026-10`.
    CalendarMonth,
    /// One value a statement cycle, labelled by its first and last day: `2026-09-17/2026-10-16`.
    StatementCycle,
    /// One value a business day, labelled `2026-10-16`.
    Day,
}

/// Whose value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The signed-in person's, over all accounts.
    Customer,
    /// One account's.
    Account,
}

/// How old a value may be, at the bank's civil day of the decision; older reads as unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaxAge {
    /// So many business days after the vector's day.
    BusinessDays(u16),
    /// So many calendar days after the vector's day.
    Days(u16),
}

/// Where the bank has the information from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// The bank's own transactions and experience.
    FirstParty,
    /// An affiliate of the bank.
    Affiliate,
    /// A consumer report.
    ConsumerReport,
    /// Another institution, with the customer's permission.
    ConsumerPermissioned,
    /// Bought.
    Purchased,
    /// Told by the customer.
    Declared,
    /// Computed by a model.
    Inferred,
}

/// One entry of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The canonical id: `bal.acb`.
    pub id: FeatureId,
    /// The version of the definition, from 1; a vector with another version reads as unknown.
    pub version: u16,
    /// The type of its values.
    pub kind: FeatureType,
    /// The only currency it comes in, where it has just one.
    pub currency: Option<Currency>,
    /// What a count counts; `None` for things and occurrences.
    pub unit: Option<Unit>,
    /// The days that a count looks back on, where it does.
    pub window: Option<Window>,
    /// The periods it has values for; `None` for a single value.
    pub series: Option<Series>,
    /// Whose value it is.
    pub scope: Scope,
    /// How old it may be; `None` never ages.
    pub max_age: Option<MaxAge>,
    /// What exactly is measured, in words.
    pub definition: Box<str>,
    /// The system it comes from.
    pub source: Box<str>,
    /// Where the bank has the information from.
    pub provenance: Provenance,
    /// Prohibited bases that it is, or stands for: `age`, `public_assistance`.
    pub basis: Vec<Symbol>,
    /// From 0, public, to 4, most sensitive.
    pub sensitivity: u8,
    /// What the bank may use it for: `marketing`.
    pub purpose: Symbol,
}

/// The place of a feature in the catalogue, and of its value in a [`Features`](super::Features).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeatureIx(u16);

impl FeatureIx {
    pub(super) fn as_usize(self) -> usize {
        usize::from(self.0)
    }
}

/// Most features a catalogue may have.
pub const MAX_FEATURES: usize = 4_096;

/// All features that a bundle's campaigns may read, ascending by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    pub(super) features: Vec<Feature>,
}

/// Why a list of features is no catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCatalogue {
    /// An id appears twice, or the ids do not ascend.
    #[error("feature `{id}` is a duplicate or out of order: list each feature once, ascending by id")]
    OutOfOrder {
        /// The id that is not above its predecessor.
        id: FeatureId,
    },
    /// Too many features.
    #[error("the catalogue has {found} features, {MAX_FEATURES} at most")]
    TooMany {
        /// How many there are.
        found: usize,
    },
}

impl StandIn for Catalogue {
    fn stand_in() -> Self {
        Self { features: Vec::new() }
    }
}

impl Catalogue {
    /// The catalogue of `features`, which ascend by id without duplicates.
    ///
    /// # Errors
    /// [`InvalidCatalogue`] names the first feature that breaks the order.
    pub fn new(features: Vec<Feature>) -> Result<Self, InvalidCatalogue> {
        if features.len() > MAX_FEATURES {
            return Err(InvalidCatalogue::TooMany { found: features.len() });
        }
        let disorder = features.windows(2).find_map(|pair| match pair {
            [earlier, later] if earlier.id >= later.id => Some(later.id.clone()),
            _ => None,
        });
        match disorder {
            Some(id) => Err(InvalidCatalogue::OutOfOrder { id }),
            None => Ok(Self { features }),
        }
    }

    /// The place of the feature with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FeatureIx> {
        let place = self.features.binary_search_by(|feature| feature.id.as_str().cmp(id)).ok()?;
        u16::try_from(place).ok().map(FeatureIx)
    }

    /// The entry at `place`; `None` for a place of a larger catalogue.
    #[must_use]
    pub fn get(&self, place: FeatureIx) -> Option<&Feature> {
        self.features.get(place.as_usize())
    }

    /// All entries, ascending by id.
    #[must_use]
    pub fn features(&self) -> &[Feature] {
        &self.features
    }
}
