//! What an approver is asked: the policy and the catalogue where they changed, each campaign that is new or changed, and the signature.

use std::collections::BTreeMap;

use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Sheet, Transport, Verdict};
use tellerside::review::changes::{Change, Changes, Standing, judged, put};

use crate::cli::asking::{agreed, answered, nothing_signed};
use crate::cli::failure::Failure;
use crate::cli::showing::printable;

/// Asks for all that `review` does not carry forward, and puts the sheet of the answers into `transport`.
pub(super) fn ask(review: &Changes<'_>, sheet: &Sheet, transport: &mut Transport) -> Result<(), Failure> {
    for (document, change) in [("policy", &review.policy), ("catalogue of features", &review.catalogue)] {
        let word = match change {
            Change::New => "new",
            Change::Changed(_) => "changed",
            Change::Unchanged => continue,
        };
        if !agreed(&format!("accept the {word} {document}, for all campaigns? [y/n] "))? {
            let said = format!("a release stands or falls with its {document}: nothing was signed");
            return Err(Failure::refused("NOT_AGREED", said));
        }
    }
    let mut verdicts = BTreeMap::new();
    for (reviewed, entry) in review.campaigns.iter().zip(&sheet.campaigns) {
        let word = match reviewed.standing {
            Standing::New => "new".to_owned(),
            Standing::Changed { was, .. } => format!("changed, was {}", was.as_str()),
            Standing::Unchanged(_) => continue,
        };
        let id = &reviewed.campaign.id;
        let proposed = match entry.verdict {
            Verdict::Approved => String::new(),
            verdict @ (Verdict::Rejected | Verdict::Held) => format!(", in this sheet {}", verdict.as_str()),
        };
        let question = format!("approve {id} ({word}{proposed})? [y approve, n reject, h hold] ");
        let words = [("y", Verdict::Approved), ("n", Verdict::Rejected), ("h", Verdict::Held)];
        verdicts.insert(id.clone(), answered(&question, &words)?);
    }
    let judged = judged(sheet, &verdicts);
    let signers: Vec<String> =
        transport.approvals.iter().flat_map(|one| &one.signatures).map(|by| by.keyid.clone()).collect();
    if put(transport, &judged)? {
        say!("your answers make another sheet; the other approvers sign it anew");
        signers.iter().for_each(|key| say!("  dropped with the sheet before: the approval by {}", printable(key)));
    }
    let count = |verdict: Verdict| judged.campaigns.iter().filter(|entry| entry.verdict == verdict).count();
    let [approved, rejected, held] = [Verdict::Approved, Verdict::Rejected, Verdict::Held].map(count);
    let (digest, until) = (sha256(transport.sheet.as_bytes()), judged.not_after);
    if agreed(&format!(
        "sign sheet {digest}: {approved} approved, {rejected} rejected, {held} held, until {until}? [y/n] "
    ))? {
        return Ok(());
    }
    Err(nothing_signed())
}
