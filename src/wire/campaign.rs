//! A campaign, as it is signed and approved.

#[cfg(feature = "cli")]
mod doc;

use std::sync::Arc;

use super::creative;
use super::entries::{at_most, known, parsed, parsed_at, parsed_if_given, word, word_at};
use super::fields::{each, each_if_given, number, within, within_if_given};
use super::shown::shown;
use super::words::{word_of, word_table};
use super::{At, Malformed, Object, Tree, canonical, condition, contact, document, experiment, notify, ranking};
use crate::campaign::{
    Campaign, Category, Creative, Holdout, Lane, MessageClass, Priority, Salt, Schedule, Suppression, Tier, Wording,
};
use crate::id::{CampaignId, ConflictGroupId, GroupId, Locale, ProductId, SlotId, SuppressionCode, TopicId, VariantId};
use crate::order::Ascending;
use crate::time::Moment;
#[cfg(feature = "cli")]
pub use doc::{CampaignDoc, HoldoutDoc, ScheduleDoc, SuppressionDoc, WordingDoc};

const NAME: &str = "campaign";

/// Most entries of any list in a campaign.
const MAX_ENTRIES: usize = 64;

word_table! {
    /// The kind of offer.
    CATEGORIES, CategoryWord = Category {
        Deposit = "deposit", Credit = "credit", Overdraft = "overdraft", Card = "card", Mortgage = "mortgage",
        Investment = "investment", Insurance = "insurance", Service = "service", Activation = "activation",
    }
}
word_table! {
    /// Which gates a message must pass.
    CLASSES, ClassWord = MessageClass { Promotional = "promotional", Servicing = "servicing" }
}
word_table! {
    /// The tier of a suppression.
    TIERS, TierWord = Tier { T0 = "T0", T1 = "T1", T2 = "T2", T3 = "T3", T4 = "T4" }
}

/// The word of `category` in documents.
#[must_use]
pub fn category_word(category: Category) -> &'static str {
    word_of(CATEGORIES, category)
}

/// The word of `class` in documents.
#[must_use]
pub fn class_word(class: MessageClass) -> &'static str {
    word_of(CLASSES, class)
}

/// The campaign in canonical `bytes`.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(bytes: &[u8]) -> Result<Campaign, Malformed> {
    let tree = canonical::parse(NAME, bytes)?;
    document(NAME, |top| from_tree(&tree, top))
}

fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Campaign {
    let mut object = Object::new(tree, at);
    let campaign = Campaign {
        id: parsed(&mut object, "campaign", CampaignId::new),
        name: within(&mut object, "name", shown),
        category: word(&mut object, "category", CATEGORIES),
        class: word(&mut object, "class", CLASSES),
        product: parsed_if_given(&mut object, "product", ProductId::new),
        topic: parsed_if_given(&mut object, "topic", TopicId::new),
        group: parsed_if_given(&mut object, "group", GroupId::new),
        conflict_group: parsed_if_given(&mut object, "conflict_group", ConflictGroupId::new),
        schedule: within(&mut object, "schedule", schedule),
        slots: within(&mut object, "slots", slots),
        priority: within(&mut object, "priority", priority),
        ranking: ranking::ranking_in(&mut object),
        when: within(&mut object, "when", condition::from_tree),
        suppress: each_if_given(&mut object, "suppress", suppression),
        caps: contact::caps_in(&mut object),
        cooldowns: contact::cooldowns_in(&mut object),
        holdout: within_if_given(&mut object, "holdout", holdout),
        experiments: experiment::participations_in(&mut object),
        notify: notify::notify_in(&mut object),
        default_locale: parsed(&mut object, "default_locale", Locale::new),
        creatives: within(&mut object, "creatives", creatives),
        variants: each_if_given(&mut object, "variants", wording),
    };
    object.end();
    if campaign.suppress.len() > MAX_ENTRIES {
        at.refuse_for(&format_args!("{MAX_ENTRIES} suppressions at most"));
    }
    if campaign.ranking.lane == Some(Lane::Evergreen) && campaign.class == MessageClass::Promotional {
        let mend = "an evergreen stands where no promotion may: write `class: servicing`, or leave the lane out";
        at.refuse_field("lane", mend);
    }
    if campaign.creatives.get(&campaign.default_locale).is_none() {
        at.refuse_field("default_locale", "no creative has this locale");
    }
    let (list, variants) = (at.field("variants"), &campaign.variants);
    if variants.len() > MAX_ENTRIES {
        at_most(MAX_ENTRIES, &list);
    }
    for (n, variant) in variants.iter().enumerate() {
        let at = list.item(n);
        if variants.iter().take(n).any(|other| other.id == variant.id) {
            at.refuse_field("variant", "a variant stands twice: name each once");
        }
        if !variant.creatives.keys().eq(campaign.creatives.keys()) {
            at.refuse_field("creatives", "other locales than the campaign: write all of the campaign's, and no more");
        }
    }
    campaign
}

fn wording(tree: &Tree<'_>, at: &At<'_>) -> Wording {
    let mut object = Object::new(tree, at);
    let wording = Wording {
        id: parsed(&mut object, "variant", VariantId::new),
        when: within(&mut object, "when", condition::from_tree),
        creatives: within(&mut object, "creatives", creatives),
    };
    object.end();
    wording
}

fn slots(tree: &Tree<'_>, at: &At<'_>) -> Vec<SlotId> {
    let slots = each(tree, at, |tree, at| parsed_at(tree, at, SlotId::new));
    if slots.is_empty() || slots.len() > MAX_ENTRIES {
        at.refuse_for(&format_args!("name 1 to {MAX_ENTRIES} slots"));
    }
    slots
}

fn priority(tree: &Tree<'_>, at: &At<'_>) -> Priority {
    known(Priority::new(number(tree, at)).ok_or("write 0 to 1000"), at)
}

/// Whole banners by locale.
pub(super) fn creatives(tree: &Tree<'_>, at: &At<'_>) -> Ascending<Locale, Arc<Creative>> {
    let mut creatives = Ascending::default();
    for (tag, tree) in Object::new(tree, at).into_fields() {
        let at = at.field(tag);
        let locale = known(Locale::new(tag), &at);
        creatives.insert(locale, Arc::new(creative::from_tree(tree, &at)));
    }
    creatives
}

/// The schedule that `tree` is.
pub(super) fn schedule(tree: &Tree<'_>, at: &At<'_>) -> Schedule {
    let mut object = Object::new(tree, at);
    let schedule = Schedule {
        from: parsed(&mut object, "from", Moment::parse),
        until: parsed(&mut object, "until", Moment::parse),
    };
    object.end();
    if schedule.until.millis() <= schedule.from.millis() {
        at.refuse_field("until", "the schedule ends before it begins");
    }
    schedule
}

fn suppression(tree: &Tree<'_>, at: &At<'_>) -> Suppression {
    let mut object = Object::new(tree, at);
    let suppression = suppression_in(&mut object);
    object.end();
    suppression
}

/// The suppression in the fields of `object`, which may have more.
pub(super) fn suppression_in(object: &mut Object<'_, '_>) -> Suppression {
    Suppression {
        code: parsed(object, "code", SuppressionCode::new),
        tier: word(object, "tier", TIERS),
        when: within(object, "when", condition::from_tree),
    }
}

/// Several categories.
pub(super) fn categories(tree: &Tree<'_>, at: &At<'_>) -> Vec<Category> {
    each(tree, at, |tree, at| word_at(tree, at, CATEGORIES))
}

fn holdout(tree: &Tree<'_>, at: &At<'_>) -> Holdout {
    let mut object = Object::new(tree, at);
    let holdout =
        Holdout { share_bp: within(&mut object, "share_bp", number), salt: within(&mut object, "salt", salt_at) };
    object.end();
    if !(1..=9_999).contains(&holdout.share_bp) {
        at.refuse_field("share_bp", "write 1 to 9999 basis points");
    }
    holdout
}

/// The salt that `tree` is.
pub(super) fn salt_at(tree: &Tree<'_>, at: &At<'_>) -> Salt {
    let salt = Salt::new(super::text(tree, at));
    known(salt.ok_or("write 1 to 64 printable ASCII characters other than `:`"), at)
}
