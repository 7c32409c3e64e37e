//! Checks of the contact policy: a rule that can never be the one that stops a showing says something that its author does not mean.

use super::Fault;
use super::lower::Lowering;
use crate::campaign::{Campaign, Cap, CapPeriod, CapScope, CapWindow, Contact, Counted, MAX_COUNT};
use crate::feature::{Catalogue, Feature, FeatureIx, FeatureType, Scope};
#[cfg(feature = "review")]
use crate::id::FeatureId;
use crate::time::Span;

/// The features in which the bank counts impressions of promotions over all its channels, by the days up to the vector's day.
const COUNTERS: [(&str, u16); 2] = [("ct.imp7", 7), ("ct.imp30", 30)];

/// The bank's counters that a catalogue has, the one of fewer days first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counters([Option<(FeatureIx, Span)>; 2]);

impl Counters {
    /// The counters that `catalogue` has.
    fn of_catalogue(catalogue: &Catalogue) -> Self {
        Self(COUNTERS.map(|(id, days)| {
            let place = catalogue.find(id).filter(|place| catalogue.get(*place).is_some_and(counts));
            place.zip(Span::days(days))
        }))
    }

    /// The counter that `cap` may rest on: of impressions, over no fewer days than the cap's rolling window has.
    pub(crate) fn of(&self, cap: &Cap) -> Option<FeatureIx> {
        let CapWindow::Rolling(window) = cap.window else { return None };
        let wide = |(_, span): &(FeatureIx, Span)| *span >= window && cap.counted == Counted::Impression;
        self.0.into_iter().flatten().find(wide).map(|(place, _)| place)
    }
}

/// The bank's counter that `cap` may rest on in `catalogue`.
#[cfg(feature = "review")]
pub(crate) fn counter_id(cap: &Cap, catalogue: &Catalogue) -> Option<FeatureId> {
    let place = Counters::of_catalogue(catalogue).of(cap)?;
    catalogue.get(place).map(|entry| entry.id.clone())
}

/// The counters of the catalogue; one that is no single count of the customer, or that never ages, is a fault: caps would rest on it.
pub(super) fn counters(lowering: &mut Lowering<'_>) -> Counters {
    let counters = Counters::of_catalogue(lowering.catalogue());
    for ((id, _), counter) in COUNTERS.into_iter().zip(counters.0) {
        if counter.is_none() && lowering.catalogue().find(id).is_some() {
            let said =
                "caps rest on it: it must be the customer's count with one value, without unit or window, and age";
            lowering.fault("contact", format!("`{id}` of the catalogue: {said}"));
        }
    }
    counters
}

fn counts(entry: &Feature) -> bool {
    entry.kind == FeatureType::Count
        && entry.scope == Scope::Customer
        && entry.series.is_none()
        && entry.unit.is_none()
        && entry.window.is_none()
        && entry.max_age.is_some()
}

/// The faults in the contact policy of `campaign`, in the order of the document.
#[must_use]
pub fn contact_faults(campaign: &Campaign) -> Vec<Fault> {
    let mut faults = Vec::new();
    of_caps("caps", &campaign.caps, &mut faults);
    let grouped = campaign.group.is_some();
    for (n, _) in campaign.caps.iter().enumerate().filter(|(_, cap)| cap.scope == CapScope::Group && !grouped) {
        let said = "the campaign has no `group`, so the cap counts nothing: name its group, or remove the cap";
        faults.push(fault("caps", n, ".scope", said.into()));
    }
    let cooldowns = &campaign.cooldowns;
    for (n, cooldown) in cooldowns.iter().enumerate() {
        if cooldowns.iter().take(n).any(|other| other.after == cooldown.after) {
            let said = "there is a cooldown after this event already: keep the longer one";
            faults.push(fault("cooldowns", n, ".after", said.into()));
        }
    }
    faults
}

/// The faults in what the policy says about contact, in the order of the document.
pub(super) fn shared_faults(contact: &Contact) -> Vec<Fault> {
    let mut faults = Vec::new();
    of_caps("contact.caps", &contact.caps, &mut faults);
    for (n, cap) in contact.caps.iter().enumerate() {
        if contact.gap.is_some_and(|gap| held_by(gap, cap)) {
            let said =
                "`gap_hours` lets fewer impressions than that into the window, so the cap stops nothing: remove one";
            faults.push(fault("contact.caps", n, ".count", said.into()));
        }
    }
    for (n, pause) in contact.pauses.iter().enumerate() {
        too_many("contact.pauses", n, pause.count, &mut faults);
        let idle = contact.pauses.iter().enumerate().any(|(m, other)| {
            let same = (other.after, other.scope) == (pause.after, pause.scope);
            let sooner = other.count <= pause.count && other.within >= pause.within && other.lasts >= pause.lasts;
            m != n && same && sooner && (other != pause || m < n)
        });
        if idle {
            let said = "another pause after this event comes no later and lasts no less: remove one";
            faults.push(fault("contact.pauses", n, "", said.into()));
        }
    }
    faults
}

fn of_caps(list: &str, caps: &[Cap], faults: &mut Vec<Fault>) {
    for (n, cap) in caps.iter().enumerate() {
        too_many(list, n, cap.count, faults);
        let other =
            caps.iter().enumerate().position(|(m, other)| m != n && idles(cap, other) && (other != cap || m < n));
        if let Some(other) = other {
            let said =
                format!("`{list}[{other}]` allows no more in no less time, so this cap stops nothing: remove one");
            faults.push(fault(list, n, "", said));
        }
    }
}

/// Whether `other` is always reached where `cap` is.
fn idles(cap: &Cap, other: &Cap) -> bool {
    (other.counted, other.scope) == (cap.counted, cap.scope)
        && other.count <= cap.count
        && holds(other.window, cap.window)
}

/// Whether every event in the window `inner` lies in `outer` too, whenever it is asked.
fn holds(outer: CapWindow, inner: CapWindow) -> bool {
    let longest = |period: CapPeriod| match period {
        CapPeriod::Day => Span::days(1),
        CapPeriod::Week => Span::days(7),
        CapPeriod::Month => Span::days(31),
    };
    match (outer, inner) {
        (CapWindow::Rolling(outer), CapWindow::Rolling(inner)) => outer >= inner,
        // Events dated in the future are in both; at its end the longest period is as long as this.
        (CapWindow::Rolling(outer), CapWindow::Calendar(inner)) => longest(inner).is_some_and(|inner| outer >= inner),
        // A rolling window reaches back over midnight.
        (CapWindow::Calendar(_), CapWindow::Rolling(_)) => false,
        // A week may begin in the month before.
        (CapWindow::Calendar(outer), CapWindow::Calendar(inner)) => outer == inner || inner == CapPeriod::Day,
    }
}

/// Whether impressions `gap` apart never fill `cap`, or only where the gap itself stops the next one.
fn held_by(gap: Span, cap: &Cap) -> bool {
    let CapWindow::Rolling(window) = cap.window else { return false };
    let steps = i64::from(cap.count).saturating_sub(1).max(1);
    cap.counted == Counted::Impression && gap.millis().saturating_mul(steps) >= window.millis()
}

fn too_many(list: &str, n: usize, count: u32, faults: &mut Vec<Fault>) {
    if count > MAX_COUNT {
        let said =
            format!("a history holds {MAX_COUNT} events at most, so no event reaches it: write no more than that");
        faults.push(fault(list, n, ".count", said));
    }
}

fn fault(list: &str, n: usize, field: &str, fault: String) -> Fault {
    Fault { path: format!("{list}[{n}]{field}"), fault }
}
