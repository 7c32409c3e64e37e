//! Features: what the bank precomputes about a customer, as the catalogue defines it and as a vector carries it.

use crate::id::{AccountKind, FeatureId, ProductId, Symbol};
use crate::money::Currency;
use crate::time::{Day, Month};

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

/// The place of a feature in the catalogue, and of its value in a [`Features`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeatureIx(u16);

impl FeatureIx {
    fn as_usize(self) -> usize {
        usize::from(self.0)
    }
}

/// Most features a catalogue may have.
pub const MAX_FEATURES: usize = 4_096;

/// All features that a bundle's campaigns may read, ascending by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    features: Vec<Feature>,
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

/// One known value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Minor units of a currency.
    Money {
        /// The amount.
        minor: i64,
        /// Its currency.
        currency: Currency,
    },
    /// A whole number.
    Count(i64),
    /// True or false.
    Flag(bool),
    /// Hundredths of a percent.
    BasisPoints(i64),
    /// A calendar day.
    Date(Day),
    /// What a date would tell of never happened.
    Never,
    /// The place of the symbol among the values of the feature's enumeration.
    Symbol(u16),
    /// A sum over days.
    Average {
        /// Sum of the daily values, in minor units.
        sum: i64,
        /// The currency of the sum.
        currency: Currency,
        /// How many days were summed, at least one.
        days: u32,
        /// Whether they are all days of the period.
        full: bool,
    },
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The vector does not carry it.
    Absent,
    /// The vector carries something that is no value of the feature's type.
    Malformed,
    /// The vector carries it by another version of its definition.
    OtherDefinition,
}

/// A statement cycle: its first and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cycle {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

/// Most events that one list may hold; a longer one is no value.
pub const MAX_EVENTS: usize = 256;

/// A bounded list of single events, and since when it is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Events {
    /// From when on no event is left out.
    pub since: Since,
    /// The events, in any order, each id once.
    pub list: Box<[Event]>,
}

/// From when on a list of events is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// From this day on.
    Day(Day),
    /// There never was anything earlier.
    Ever,
}

/// One event of an account or a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The posting day.
    pub date: Day,
    /// The place of its class among the classes of the feature.
    pub class: u16,
    /// The amount in minor units, without sign, where there is one.
    pub amount: Option<i64>,
    /// The balance just before it in minor units, where it is known.
    pub balance_before: Option<i64>,
    /// The currency of both.
    pub currency: Currency,
}

/// What a vector says about one feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A single value.
    One(Scalar),
    /// A value for each of some calendar months, ascending.
    Months(Box<[(Month, Scalar)]>),
    /// A value for each of some statement cycles, ascending and apart.
    Cycles(Box<[(Cycle, Scalar)]>),
    /// A value for each of some days, ascending.
    Days(Box<[(Day, Scalar)]>),
    /// Single events.
    Events(Events),
    /// Nothing that could be used.
    Missing(Missing),
}

/// The readings of one customer or one account, one for each feature of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    readings: Box<[Reading]>,
}

impl Features {
    /// Readings for `catalogue` with nothing known yet.
    #[must_use]
    pub fn unknown(catalogue: &Catalogue) -> Self {
        Self { readings: vec![Reading::Missing(Missing::Absent); catalogue.features.len()].into() }
    }

    /// Puts `reading` at `place`; a place of a larger catalogue is ignored.
    pub fn set(&mut self, place: FeatureIx, reading: Reading) {
        if let Some(slot) = self.readings.get_mut(place.as_usize()) {
            *slot = reading;
        }
    }

    /// What is known at `place`.
    #[must_use]
    pub fn get(&self, place: FeatureIx) -> &Reading {
        self.readings.get(place.as_usize()).unwrap_or(&Reading::Missing(Missing::Absent))
    }
}

/// What the person is to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Sole or first owner.
    Owner,
    /// Joint owner.
    JointOwner,
    /// May use a card of it, owns nothing.
    AuthorizedUser,
    /// May sign, owns nothing.
    Signer,
    /// Keeps it for somebody else.
    Custodian,
}

/// Where an account stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountStatus {
    /// In use.
    Open,
    /// Applied for.
    Pending,
    /// Blocked by the bank.
    Blocked,
    /// Unused so long that the bank calls it dormant.
    Dormant,
    /// Closed.
    Closed,
    /// Written off.
    ChargedOff,
}

/// In which capacity an account is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountClass {
    /// For personal, family or household purposes.
    Consumer,
    /// For a business.
    Business,
    /// For somebody else, as a fiduciary.
    Fiduciary,
    /// For taxes and insurance of a loan.
    Escrow,
    /// A retirement account.
    Retirement,
    /// A health savings account.
    Health,
}

/// One account of the person, without number or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The kind: `checking`.
    pub kind: AccountKind,
    /// The product it is: `checking_noninterest`.
    pub product: Option<ProductId>,
    /// What the person is to it.
    pub role: Role,
    /// Where it stands.
    pub status: AccountStatus,
    /// In which capacity it is held.
    pub class: AccountClass,
    /// What is known of it.
    pub features: Features,
}

/// A customer's feature vector, read against a catalogue: one per signed-in person, and no identity in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector {
    /// The bank's civil day up to whose end the values are computed.
    pub as_of: Day,
    /// What is known of the person.
    pub customer: Features,
    /// The person's accounts; `None` where the vector does not say.
    pub accounts: Option<Vec<Account>>,
    /// Keys that no feature of the catalogue in that scope has, ascending; they are never read.
    pub surplus: Vec<Box<str>>,
}

impl Vector {
    /// Whether the vector carries something that is no value of its feature's type.
    #[must_use]
    pub fn has_malformed(&self) -> bool {
        let accounts = self.accounts.iter().flatten().map(|account| &account.features);
        core::iter::once(&self.customer)
            .chain(accounts)
            .flat_map(|features| features.readings.iter())
            .any(|reading| *reading == Reading::Missing(Missing::Malformed))
    }
}
