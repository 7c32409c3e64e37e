//! Notifications to the bank: a TRUE trigger, its suppressions, the tier's own condition, and once for each period.

use crate::campaign::Notify;
use crate::compile::{Candidate, Clearance, NotifyTier, Program, Source};
use crate::decision::{Notification, Told};
use crate::feature::{FeatureType, Scalar};
use crate::history::{Event, EventId, Happening, History};
use crate::id::FeatureId;
use crate::money::Money;
use crate::request::{Notifications, Request};

use super::condition::Answers;
use super::facts::Facts;
use super::truth::Truth;
use super::{suppress, trigger};

/// What the bank is told, and what the history must remember of it.
#[derive(Default)]
pub(super) struct Due {
    pub(super) notifications: Vec<Notification>,
    pub(super) events: Vec<Event>,
}

/// The notifications that are due; none unless the host asked for them, nor by a vector that lies ahead or is too old to be in any
/// period that is still remembered.
///
/// Slots, caps, arbitration and holdouts do not matter. Periods are those of the vector's day.
pub(super) fn due(
    program: &Program,
    request: &Request,
    facts: &Facts<'_>,
    answers: &Answers<'_>,
    history: &History,
) -> Due {
    let mut due = Due::default();
    let is_current = facts.days_old().is_some_and(|days| days <= Notify::OLDEST_DAYS);
    if request.notifications == Notifications::Omitted || !is_current {
        return due;
    }
    for candidate in &program.candidates {
        if candidate.notify.is_empty() || !speaks(candidate, request, answers) {
            continue;
        }
        for tier in &candidate.notify {
            let period = tier.again.period(facts.as_of());
            let holds = tier.when.is_none_or(|when| answers.truth(when) == Truth::True);
            if !holds || given(history, candidate, tier, &period) {
                continue;
            }
            let (campaign, notice) = (candidate.id.clone(), tier.notice.clone());
            let id = event_id(&period, campaign.as_str(), notice.as_str());
            let mut values = Vec::with_capacity(tier.values.len());
            for source in &tier.values {
                values.extend(told(facts, *source));
            }
            let what =
                Happening::Notified { campaign: campaign.clone(), notice: notice.clone(), period: period.clone() };
            due.notifications.push(Notification { campaign, notice, period, values });
            due.events.extend(id.map(|id| Event { at: request.now.millis(), id, what }));
        }
    }
    due
}

/// The id of the event, the same wherever it is made. No two notices share one: no period has a dot, and the campaign's length says
/// where it ends.
fn event_id(period: &str, campaign: &str, notice: &str) -> Option<EventId> {
    let length = campaign.len();
    let mut id = format!("notified-{period}.{length}-{campaign}-{notice}");
    // Of a week.
    id.make_ascii_lowercase();
    EventId::new(&id).ok()
}

fn speaks(candidate: &Candidate, request: &Request, answers: &Answers<'_>) -> bool {
    candidate.clearance == Clearance::Cleared
        && candidate.schedule.covers(request.now)
        && suppress::stops(candidate, answers).is_none()
        && trigger::stops(candidate, answers).is_none()
}

fn given(history: &History, candidate: &Candidate, tier: &NotifyTier, period: &str) -> bool {
    history.events().iter().any(|event| match &event.what {
        Happening::Notified { campaign, notice, period: when } => {
            *campaign == candidate.id && *notice == tier.notice && **when == *period
        }
        Happening::Placed { .. }
        | Happening::Did { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. } => false,
    })
}

/// The usable value at `source`, with the feature's name; a count that is only a lower bound is none.
fn told(facts: &Facts<'_>, source: Source) -> Option<(FeatureId, Told)> {
    let feature = facts.catalogue().get(source.feature)?;
    let value = facts.one(facts.customer(), source.feature)?;
    if source.window.is_some_and(|(days, since)| !facts.covers(days, since)) {
        return None;
    }
    let text = match (value, &feature.kind) {
        (Scalar::Flag(flag), _) => return Some((feature.id.clone(), Told::Flag(flag))),
        (Scalar::Count(number) | Scalar::BasisPoints(number), _) => {
            return Some((feature.id.clone(), Told::Number(number)));
        }
        (Scalar::Money { minor, currency }, _) => Money { minor, currency }.to_string(),
        (Scalar::Date(day), _) => day.to_string(),
        (Scalar::Never, _) => "never".into(),
        (Scalar::Symbol(place), FeatureType::Enumeration(symbols)) => {
            symbols.get(usize::from(place))?.as_str().to_owned()
        }
        (Scalar::Symbol(_) | Scalar::Average { .. }, _) => return None,
    };
    Some((feature.id.clone(), Told::Text(text.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_notices_share_an_event() {
        let mut ids: Vec<EventId> = Vec::new();
        for (period, campaign, notice) in [
            ("2026-11", "card", "plus-low"),
            ("2026-11", "card-plus", "low"),
            ("2026-11", "22-card", "plus-low"),
            ("2026-11-22", "card", "plus-low"),
            ("2026-11-22", "card-plus", "low"),
            ("2026-W47", "card", "low"),
            ("once", "4-card", "low"),
            ("once", "card", "low"),
        ] {
            ids.extend(event_id(period, campaign, notice));
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((count, ids.len()), (8, 8));
        let longest = "x".repeat(64);
        assert!(event_id("2026-11-22", &longest, &longest).is_some(), "the longest names fit");
    }
}
