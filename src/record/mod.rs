//! The decision record, made on request and after the fact: what was decided, from which bytes, and nothing about the customer.

#[cfg(feature = "cli")]
mod replay;

use crate::bundle::digest::sha256;
use crate::compile::Program;
use crate::decide::decide;
use crate::wire::record::InputDigests;
use crate::wire::{self, Malformed};
#[cfg(feature = "cli")]
pub use replay::{ReplayError, replay};

/// The canonical text of the record of the decision on the request in `text`.
///
/// Decides again, so that a host need not keep anything: the same program and request always give the same bytes.
///
/// # Errors
/// [`Malformed`] with the path to the fault of the request.
pub fn record(program: &Program, text: &str) -> Result<String, Malformed> {
    let (request, history) = wire::request::read(text, program.catalogue())?;
    let inputs = wire::request::inputs(text)?;
    let digests = InputDigests {
        features: sha256(inputs.features.as_bytes()),
        history: sha256(inputs.history.as_bytes()),
        request: sha256(inputs.request.as_bytes()),
    };
    Ok(wire::record::write(&decide(program, &request, &history), program.release(), &digests, request.now))
}
