//! Features: what the bank precomputes about a customer, as the catalogue defines it and as a vector carries it.

mod catalogue;
mod value;
mod vector;

pub use catalogue::{
    Catalogue, Feature, FeatureIx, FeatureType, InvalidCatalogue, MAX_FEATURES, MaxAge, Provenance, Scope, Series,
    Unit, Window,
};
pub use value::{Cycle, Event, Events, MAX_EVENTS, Missing, Reading, Scalar, Since};
pub use vector::{Account, AccountClass, AccountStatus, Features, Role, Vector};
