//! An approval: one approver's signature over the sheet of a release.

use super::error::SigningError;
use super::release::sign;
use crate::bundle::digest::sha256;
use crate::bundle::envelope::Envelope;
use crate::bundle::signature::SigningKey;
use crate::bundle::{Audience, Index, Sheet, Transport, statement};
use crate::id::Digest;

/// Adds the approval of `approver` to `transport`, in place of an earlier one by the same key.
///
/// It signs only a sheet that judges exactly the release beside it. That the release is the vendor's own, and is meant for this
/// bank, is what [`review`](crate::bundle::review) tells; ask it first.
///
/// # Errors
/// [`SigningError::Refused`] where index or sheet is malformed, or the sheet is about something else.
pub fn approve(transport: &mut Transport, approver: &SigningKey) -> Result<(), SigningError> {
    let index = Index::read(transport.index.as_bytes())?;
    let sheet = Sheet::read(transport.sheet.as_bytes())?;
    sheet.covers(&index, sha256(transport.index.as_bytes()))?;
    let approval = sign_approval(&sheet.audience, sha256(transport.sheet.as_bytes()), approver);
    let keyid = approver.public().id().to_string();
    transport.approvals.retain(|earlier| !earlier.signatures.iter().all(|signature| signature.keyid == keyid));
    transport.approvals.push(approval);
    Ok(())
}

/// The envelope around the approval of the sheet with the digest `sheet`, signed by `approver`.
#[must_use]
pub fn sign_approval(audience: &Audience, sheet: Digest, approver: &SigningKey) -> Envelope {
    sign(statement::write_approval(audience, sheet), approver)
}
