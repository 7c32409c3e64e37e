//! The vector: one person's features and accounts, read against a catalogue, and no identity in it.

use super::catalogue::{Catalogue, FeatureIx};
use super::value::{Missing, Reading};
use crate::id::{AccountKind, ProductId};
use crate::time::Day;

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
            .any(|reading| matches!(reading, Reading::Missing(Missing::Malformed)))
    }
}
