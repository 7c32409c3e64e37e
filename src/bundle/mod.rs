#![doc = include_str!("FORMAT.md")]

// The door, and what comes through it.
mod contents;
mod error;
mod verify;

pub use contents::Contents;
pub use error::{RootError, VerifyError};
#[cfg(feature = "cli")]
pub use validity::admits;
pub use verify::{Bundle, Verified, verify};
#[cfg(feature = "review")]
pub use verify::{review, shown};

// What the bank says: whom it trusts, and what its page accepts.
mod audience;
#[cfg(feature = "cli")]
pub mod draft;
mod page;
#[cfg(feature = "cli")]
pub mod passphrase;
mod root;
pub mod roots;
pub mod signature;
#[cfg(feature = "review")]
pub mod signing;

pub use audience::{Audience, Environment};
pub use page::PagePolicy;
pub use root::{MAX_LIFETIME_DAYS, MAX_ROOT_BYTES, MAX_ROOT_KEYS, MAX_ROOT_THRESHOLD, MIN_APPROVERS, TrustRoot};

// What is signed.
mod base64;
mod der;
pub mod digest;
pub mod envelope;
mod index;
mod sheet;
pub mod statement;
mod transport;

pub use index::{FileName, Index, IndexedFile, MAX_CAMPAIGN_BYTES, MAX_CAMPAIGNS};
pub use sheet::{Evidence, EvidenceKind, MAX_APPROVAL_DAYS, Sheet, SheetEntry, Verdict};
pub use statement::Release;
pub use transport::{MAX_APPROVALS, MAX_CONTENT_BYTES, MAX_TRANSPORT_BYTES, Transport};

// The checks.
mod files;
mod rollback;
mod scalars;
mod threshold;
mod validity;
