//! The workshop: YAML sources to checked drafts, and releases and approvals made of them. Native only.

// Sources: what authors write, checked.
pub mod campaign;
pub mod catalogue;
mod cell;
mod corners;
pub mod customers;
pub mod examples;
pub mod finding;
mod mandatory;
mod node;
pub mod pictures;
pub mod policy;
pub mod reads;
mod request;
mod sense;
mod slots;
pub mod sources;
pub mod standard;
pub mod terms;
mod typed;
mod vector;
pub mod vectors;

// Releases: what is signed.
pub mod approve;
mod composed;
pub mod denied;
mod error;
pub mod folder;
pub mod needs;
pub mod pilot;
pub mod plan;
pub mod rehearsal;
pub mod release;
pub mod renew;
pub mod rotation;

// Measurement: what came of it.
pub mod measure;

pub use error::{FolderError, SigningError};
