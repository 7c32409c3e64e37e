//! A release on its way to approval, as its reviewers and approvers read it.
//!
//! It is what a vendor signed and nobody may have approved. What is answered here is told; no program leaves this room.

// What is read.
pub mod edition;
pub mod opened;
mod what_if;

// What is told.
mod campaigns;
mod facts;
mod features;
mod signatures;
mod told;

// What is judged, and signed.
pub mod approval;
pub mod changes;
pub mod evidence;
pub mod judgement;

pub use opened::Opened;
pub use what_if::{AsIf, WhatIfError};
