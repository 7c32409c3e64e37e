//! Caps, cooldowns and pauses, in campaigns and in the policy.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{refused, word, word_at};
use super::fields::{Reader, each_if_given, number, within, within_if_given};
use super::words::word_table;
use super::{At, Malformed, Object, Tree};
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
pub(super) fn caps_in(object: &mut Object<'_, '_>) -> Result<Vec<Cap>, Malformed> {
    entries(object, "caps", cap)
}

/// The cooldowns of a campaign.
pub(super) fn cooldowns_in(object: &mut Object<'_, '_>) -> Result<Vec<Cooldown>, Malformed> {
    entries(object, "cooldowns", cooldown)
}

/// What the policy says about contact.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Result<Contact, Malformed> {
    let mut object = Object::new(tree, at)?;
    let contact = Contact {
        caps: entries(&mut object, "caps", shared_cap)?,
        gap: within_if_given(&mut object, "gap_hours", hours)?,
        pauses: entries(&mut object, "pauses", pause)?,
    };
    object.end()?;
    if contact.is_empty() { Err(at.fault("empty: leave it out")) } else { Ok(contact) }
}

fn entries<T>(object: &mut Object<'_, '_>, name: &str, read: Reader<T>) -> Result<Vec<T>, Malformed> {
    let entries = each_if_given(object, name, read)?;
    if entries.len() > MAX_ENTRIES {
        return Err(refused(&object.at().field(name), &format_args!("{MAX_ENTRIES} at most")));
    }
    Ok(entries)
}

fn cap(tree: &Tree<'_>, at: &At<'_>) -> Result<Cap, Malformed> {
    let mut object = Object::new(tree, at)?;
    let cap = Cap {
        count: within(&mut object, "count", number)?,
        window: window(&mut object)?,
        counted: word(&mut object, "event", COUNTED)?,
        scope: word(&mut object, "scope", SCOPES)?,
    };
    object.end()?;
    if cap.count == 0 {
        let mend = "a cap of zero never shows anything: end the campaign's schedule instead";
        return Err(at.field("count").fault(mend));
    }
    Ok(cap)
}

/// A cap of the policy, which concerns more than one campaign.
fn shared_cap(tree: &Tree<'_>, at: &At<'_>) -> Result<Cap, Malformed> {
    let cap = cap(tree, at)?;
    if cap.scope == CapScope::Campaign {
        return Err(at.field("scope").fault("a campaign's own cap stands in the campaign: write it there"));
    }
    Ok(cap)
}

/// The window of a cap: in one of three fields.
fn window(object: &mut Object<'_, '_>) -> Result<CapWindow, Malformed> {
    let at = object.at();
    let given = [
        within_if_given(object, "days", days)?.map(CapWindow::Rolling),
        within_if_given(object, "hours", hours)?.map(CapWindow::Rolling),
        within_if_given(object, "calendar", |tree, at| word_at(tree, at, PERIODS))?.map(CapWindow::Calendar),
    ];
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(window), None) => Ok(window),
        (_, _) => Err(at.fault("say one of `days`, `hours` and `calendar`")),
    }
}

fn cooldown(tree: &Tree<'_>, at: &At<'_>) -> Result<Cooldown, Malformed> {
    let mut object = Object::new(tree, at)?;
    let cooldown = Cooldown { after: answer(&mut object)?, lasts: within(&mut object, "days", days)? };
    object.end()?;
    Ok(cooldown)
}

fn pause(tree: &Tree<'_>, at: &At<'_>) -> Result<Pause, Malformed> {
    let mut object = Object::new(tree, at)?;
    let pause = Pause {
        after: answer(&mut object)?,
        count: within(&mut object, "count", number)?,
        within: within(&mut object, "days", days)?,
        lasts: within(&mut object, "pause_days", days)?,
        scope: word(&mut object, "scope", PAUSES)?,
    };
    object.end()?;
    if pause.count == 0 {
        return Err(at.field("count").fault("a pause after no event never ends: write 1 or more"));
    }
    Ok(pause)
}

/// What a cooldown or a pause follows, in the field `after`.
fn answer(object: &mut Object<'_, '_>) -> Result<Counted, Malformed> {
    let after = word(object, "after", COUNTED)?;
    if after == Counted::Impression {
        let mend = "after an impression a cap says the same: write it in `caps`";
        return Err(object.at().field("after").fault(mend));
    }
    Ok(after)
}

fn days(tree: &Tree<'_>, at: &At<'_>) -> Result<Span, Malformed> {
    Span::days(number(tree, at)?)
        .ok_or_else(|| at.fault("zero days switch the rule off: write 1 or more, or leave it out"))
}

fn hours(tree: &Tree<'_>, at: &At<'_>) -> Result<Span, Malformed> {
    Span::hours(number(tree, at)?)
        .ok_or_else(|| at.fault("zero hours switch the rule off: write 1 or more, or leave it out"))
}
