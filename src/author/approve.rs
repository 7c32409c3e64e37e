//! An approval: one approver's signature over the sheet of a release.

use super::composed::refuse_decomposed;
use super::error::SigningError;
use crate::bundle::envelope::Envelope;
use crate::bundle::signature::SigningKey;
use crate::bundle::signing::Statement;
use crate::bundle::{Audience, Transport, statement as text};
use crate::id::Digest;
use crate::review::approval;

pub use crate::review::approval::add;

/// Adds the approval of `approver` to `transport`, in place of an earlier one by the same key.
///
/// It signs only a sheet that judges exactly the release beside it. That the release is the vendor's own, and is meant for this
/// bank, is what [`review`](crate::bundle::review) tells; ask it first.
///
/// # Errors
/// [`SigningError::Refused`] where index or sheet is malformed, or the sheet is about something else.
pub fn approve(transport: &mut Transport, approver: &SigningKey) -> Result<(), SigningError> {
    let approval = statement(transport)?.sign(approver);
    add(transport, approval);
    Ok(())
}

/// What an approver of `transport` signs, here or elsewhere.
///
/// # Errors
/// As [`approve`].
pub fn statement(transport: &Transport) -> Result<Statement, SigningError> {
    let statement = approval::statement(transport)?;
    refuse_decomposed(transport)?;
    Ok(statement)
}

/// The envelope around the approval of the sheet with the digest `sheet`, signed by `approver`.
#[must_use]
pub fn sign_approval(audience: &Audience, sheet: Digest, approver: &SigningKey) -> Envelope {
    Statement::new(text::write_approval(audience, sheet)).sign(approver)
}
