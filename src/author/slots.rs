//! Slots that are misspelt. No list of slots exists, as pages name their own; a slip only shows beside what other campaigns name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::campaign::CampaignDraft;
use super::finding::{Finding, SLOT_MISSPELT, Source};
use super::node;
use crate::compile::{edits, nearest};
use crate::id::SlotId;

/// Most edits that make a slip; more make another name.
const MAX_EDITS: usize = 2;

/// Fewest campaigns that make a name one which pages have.
const MANY: usize = 2;

/// Slots that one campaign alone names, and that are spelt almost as one that it does not name and several others do.
pub(super) fn findings<'a>(drafts: &'a [(CampaignDraft, &Arc<Source>)]) -> Vec<Finding> {
    let mut users: BTreeMap<&SlotId, usize> = BTreeMap::new();
    let once = |slots: &'a [SlotId]| slots.iter().collect::<BTreeSet<_>>();
    for slot in drafts.iter().flat_map(|(draft, _)| once(&draft.campaign.slots)) {
        let count = users.entry(slot).or_default();
        *count = count.saturating_add(1);
    }
    let mut findings = Vec::new();
    for (draft, file) in drafts {
        let own = &draft.campaign.slots;
        for (n, slot) in own.iter().enumerate().filter(|(_, slot)| users.get(slot) == Some(&1)) {
            let known = users.iter().filter(|(known, users)| **users >= MANY && !own.contains(known));
            let known = known.map(|(known, _)| known.as_str()).filter(|known| is_slip(slot.as_str(), known));
            let Some(meant) = nearest(known, slot.as_str()) else { continue };
            let said = format!(
                "no other campaign names the slot `{slot}`, and several name `{meant}`: did you mean `{meant}`?"
            );
            let place = node::parse(file).ok().and_then(|root| root.place_of(&format!("slots[{n}]")));
            findings.push(Finding::new(SLOT_MISSPELT, file, place.unwrap_or(0..0), &said));
        }
    }
    findings
}

/// Whether `slot` is spelt almost as `known`. Slots that are numbered, as `card` and `card-2`, are several.
fn is_slip(slot: &str, known: &str) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    edits(slot, known) <= MAX_EDITS && digits(slot) == digits(known)
}
