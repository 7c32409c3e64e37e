//! The truth of forms about the day and the visit.

use crate::campaign::{CalendarSpan, SessionFact};
use crate::decide::truth::Truth;
use crate::request::Request;
use crate::time::{Clock, Day, YearDay};

pub(super) fn calendar(span: CalendarSpan, today: Day) -> bool {
    match span {
        CalendarSpan::Dates { from, until } => (from..=until).contains(&today),
        CalendarSpan::Season { from, until } => {
            let (day, over_new_year) = (YearDay::of(today), from > until);
            if over_new_year { from <= day || day <= until } else { (from..=until).contains(&day) }
        }
        CalendarSpan::MonthDays { from, until } => (from..=until).contains(&today.day_of_month()),
    }
}

pub(super) fn session(fact: &SessionFact, request: &Request) -> Truth {
    match fact {
        SessionFact::Pages(pages) => Truth::known(pages.contains(&request.page)),
        SessionFact::Devices(devices) => Truth::of(request.device.map(|device| devices.contains(&device))),
        SessionFact::Hours { from, until } => {
            let (now, over_midnight) = (Clock::at(request.now), from > until);
            Truth::known(if over_midnight { *from <= now || now < *until } else { (*from..*until).contains(&now) })
        }
    }
}
