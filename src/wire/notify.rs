//! What a campaign tells the bank.

#[cfg(feature = "cli")]
mod doc;

use super::condition;
use super::entries::{parsed, parsed_at, word};
use super::fields::{each_if_given, within_if_given};
#[cfg(feature = "review")]
use super::words::word_of;
use super::words::word_table;
use super::{At, Object, Tree};
use crate::campaign::{Again, Notify};
use crate::id::{FeatureId, NoticeCode};
#[cfg(feature = "cli")]
pub use doc::NotifyDoc;

/// Most tiers of a campaign, and most values of a tier.
const MAX_ENTRIES: usize = 8;

word_table! {
    /// When a notice is given again.
    AGAINS, AgainWord = Again { Day = "day", Week = "week", Month = "month", Once = "once" }
}

/// The word of `again` in documents.
#[cfg(feature = "review")]
pub(crate) fn again_word(again: Again) -> &'static str {
    word_of(AGAINS, again)
}

/// What the campaign in `object` tells the bank.
pub(super) fn notify_in(object: &mut Object<'_, '_>) -> Vec<Notify> {
    let tiers = each_if_given(object, "notify", tier);
    let order = tiers.is_sorted_by(|a, b| a.notice < b.notice);
    ordered(tiers.len(), order, &object.at().field("notify"));
    tiers
}

fn tier(tree: &Tree<'_>, at: &At<'_>) -> Notify {
    let mut object = Object::new(tree, at);
    let tier = Notify {
        notice: parsed(&mut object, "notice", NoticeCode::new),
        again: word(&mut object, "again", AGAINS),
        when: within_if_given(&mut object, "when", condition::from_tree),
        values: each_if_given(&mut object, "values", |tree, at| parsed_at(tree, at, FeatureId::new)),
    };
    object.end();
    ordered(tier.values.len(), tier.values.is_sorted_by(|a, b| a < b), &at.field("values"));
    tier
}

fn ordered(found: usize, in_order: bool, at: &At<'_>) {
    if !in_order || found > MAX_ENTRIES {
        at.refuse("8 at most, ascending, each once");
    }
}
