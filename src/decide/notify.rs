//! Notifications to the bank: a TRUE trigger, its suppressions, and once for each period.

use crate::compile::{Candidate, Clearance, Program};
use crate::decision::Notification;
use crate::history::{Event, EventId, Happening, History};
use crate::id::NoticeCode;
use crate::request::{Notifications, Request};

use super::condition::Answers;
use super::facts::Facts;
use super::{suppress, trigger};

/// What the bank is told, and what the history must remember of it.
#[derive(Default)]
pub(super) struct Due {
    pub(super) notifications: Vec<Notification>,
    pub(super) events: Vec<Event>,
}

/// The notifications that are due; none unless the host asked for them.
///
/// Slots, caps, arbitration and holdouts do not matter. A notice is given once in the calendar month of the vector's day.
pub(super) fn due(
    program: &Program,
    request: &Request,
    facts: &Facts<'_>,
    answers: &Answers<'_>,
    history: &History,
) -> Due {
    let mut due = Due::default();
    if request.notifications == Notifications::Omitted {
        return due;
    }
    let period: Box<str> = facts.as_of().month().to_string().into();
    for candidate in &program.candidates {
        let Some(notice) = &candidate.notify else { continue };
        if !speaks(candidate, request, answers) || given(history, candidate, notice, &period) {
            continue;
        }
        let campaign = candidate.id.clone();
        due.notifications.push(Notification { campaign: campaign.clone(), notice: notice.clone() });
        let id = EventId::new(&format!("notified-{period}-{campaign}-{notice}"));
        let what = Happening::Notified { campaign, notice: notice.clone(), period: period.clone() };
        due.events.extend(id.map(|id| Event { at: request.now.millis(), id, what }));
    }
    due
}

fn speaks(candidate: &Candidate, request: &Request, answers: &Answers<'_>) -> bool {
    candidate.clearance == Clearance::Cleared
        && candidate.schedule.covers(request.now)
        && suppress::stops(candidate, answers).is_none()
        && trigger::stops(candidate, answers).is_none()
}

fn given(history: &History, candidate: &Candidate, notice: &NoticeCode, period: &str) -> bool {
    history.events().iter().any(|event| match &event.what {
        Happening::Notified { campaign, notice: told, period: when } => {
            *campaign == candidate.id && told == notice && **when == *period
        }
        Happening::Placed { .. }
        | Happening::Did { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. } => false,
    })
}
