//! Caps, cooldowns and pauses, in campaigns and in the policy.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{at_most, known, word, word_at};
use super::fields::{Reader, each_if_given, number, within, within_if_given};
use super::words::word_table;
use super::{At, Object, Tree};
use crate::campaign::{Cap, CapPeriod, CapScope, CapWindow, Contact, Cooldown, Counted, Pause, PauseScope};
use crate::time::Span;
#[cfg(feature = "cli")]
pub use doc::{CapDoc, ContactDoc, CooldownDoc, PauseDoc};

/// Most caps, cooldowns or pauses of one document.
const MAX_ENTRIES: usize = 64;

word_table! {
    /// The event that is counted.
    COUNTED, CountedWord = Counted {
        Impression = "impression", Click = "click", Dismiss = "dismiss", NotInterested = "not_interested",
        Start = "start",
    }
}
word_table! {
    /// Whose events a cap counts.
    SCOPES, ScopeWord = CapScope { Campaign = "campaign", Group = "group", Slot = "slot", Global = "global" }
}
word_table! {
    /// A period of the bank's calendar.
    PERIODS, PeriodWord = CapPeriod { Day = "day", Week = "week", Month = "month" }
}
word_table! {
    /// Whose events a pause counts, and who pauses.
    PAUSES, PauseScopeWord = PauseScope { Campaign = "campaign", Group = "group" }
}

/// The caps of a campaign.
pub(super) fn caps_in(object: &mut Object<'_, '_>) -> Vec<Cap> {
    entries(object, "caps", cap)
}

/// The cooldowns of a campaign.
pub(super) fn cooldowns_in(object: &mut Object<'_, '_>) -> Vec<Cooldown> {
    entries(object, "cooldowns", cooldown)
}

/// What the policy says about contact.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Contact {
    let mut object = Object::new(tree, at);
    let contact = Contact {
        caps: entries(&mut object, "caps", shared_cap),
        gap: within_if_given(&mut object, "gap_hours", hours),
        pauses: entries(&mut object, "pauses", pause),
    };
    object.end();
    if contact.is_empty() {
        at.refuse("empty: leave it out");
    }
    contact
}

fn entries<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> Vec<T> {
    let entries = each_if_given(object, name, read);
    if entries.len() > MAX_ENTRIES {
        at_most(MAX_ENTRIES, &object.at().field(name));
    }
    entries
}

fn cap(tree: &Tree<'_>, at: &At<'_>) -> Cap {
    let mut object = Object::new(tree, at);
    let cap = Cap {
        count: within(&mut object, "count", number),
        window: window(&mut object),
        counted: word(&mut object, "event", COUNTED),
        scope: word(&mut object, "scope", SCOPES),
    };
    object.end();
    if cap.count == 0 {
        let mend = "a cap of zero never shows anything: end the campaign's schedule instead";
        at.refuse_field("count", mend);
    }
    cap
}

/// A cap of the policy, which concerns more than one campaign.
fn shared_cap(tree: &Tree<'_>, at: &At<'_>) -> Cap {
    let cap = cap(tree, at);
    if cap.scope == CapScope::Campaign {
        at.refuse_field("scope", "a campaign's own cap stands in the campaign: write it there");
    }
    cap
}

/// The window of a cap: in one of three fields.
fn window(object: &mut Object<'_, '_>) -> CapWindow {
    let at = object.at();
    let given = [
        within_if_given(object, "days", days).map(CapWindow::Rolling),
        within_if_given(object, "hours", hours).map(CapWindow::Rolling),
        within_if_given(object, "calendar", |tree, at| word_at(tree, at, PERIODS)).map(CapWindow::Calendar),
    ];
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(window), None) => window,
        (_, _) => {
            at.refuse("say one of `days`, `hours` and `calendar`");
            CapWindow::Calendar(CapPeriod::Day)
        }
    }
}

fn cooldown(tree: &Tree<'_>, at: &At<'_>) -> Cooldown {
    let mut object = Object::new(tree, at);
    let cooldown = Cooldown { after: answer(&mut object), lasts: within(&mut object, "days", days) };
    object.end();
    cooldown
}

fn pause(tree: &Tree<'_>, at: &At<'_>) -> Pause {
    let mut object = Object::new(tree, at);
    let pause = Pause {
        after: answer(&mut object),
        count: within(&mut object, "count", number),
        within: within(&mut object, "days", days),
        lasts: within(&mut object, "pause_days", days),
        scope: word(&mut object, "scope", PAUSES),
    };
    object.end();
    if pause.count == 0 {
        at.refuse_field("count", "a pause after no event never ends: write 1 or more");
    }
    pause
}

/// What a cooldown or a pause follows, in the field `after`.
fn answer(object: &mut Object<'_, '_>) -> Counted {
    let after = word(object, "after", COUNTED);
    if after == Counted::Impression {
        let mend = "after an impression a cap says the same: write it in `caps`";
        object.at().refuse_field("after", mend);
    }
    after
}

fn days(tree: &Tree<'_>, at: &At<'_>) -> Span {
    known(Span::days(number(tree, at)).ok_or("zero days switch the rule off: write 1 or more, or leave it out"), at)
}

fn hours(tree: &Tree<'_>, at: &At<'_>) -> Span {
    known(Span::hours(number(tree, at)).ok_or("zero hours switch the rule off: write 1 or more, or leave it out"), at)
}
