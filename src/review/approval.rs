//! What an approver signs of a bundle, and the approval in it.

use crate::bundle::digest::sha256;
use crate::bundle::envelope::Envelope;
use crate::bundle::signing::Statement;
use crate::bundle::{Index, Sheet, Transport, VerifyError, statement as text};

/// What an approver of `transport` signs. Whether all its texts are composed (Unicode NFC) is asked by who has the tables for it.
///
/// # Errors
/// [`VerifyError`] where index or sheet is malformed, or the sheet is about something else.
pub fn statement(transport: &Transport) -> Result<Statement, Box<VerifyError>> {
    let index = Index::read(transport.index.as_bytes())?;
    let sheet = Sheet::read(transport.sheet.as_bytes())?;
    sheet.covers(&index, sha256(transport.index.as_bytes()))?;
    Ok(Statement::new(text::write_approval(&sheet.audience, sha256(transport.sheet.as_bytes()))))
}

/// Adds `approval` to `transport`, in place of an earlier one by the same keys.
pub fn add(transport: &mut Transport, approval: Envelope) {
    let again = |earlier: &Envelope| {
        earlier.signatures.iter().all(|old| approval.signatures.iter().any(|new| new.keyid == old.keyid))
    };
    transport.approvals.retain(|earlier| !again(earlier));
    transport.approvals.push(approval);
}
