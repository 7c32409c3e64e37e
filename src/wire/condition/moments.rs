//! Forms about days, and about the visit itself.

use super::ascending;
use super::values::feature;
use crate::campaign::{CalendarSpan, DateWindow, Device, SessionFact};
use crate::id::PageId;
use crate::time::{Clock, Day, YearDay};
use crate::wire::entries::{no_word, parsed, parsed_at, word_at};
use crate::wire::fields::{number, only_field, within};
use crate::wire::words::word_table;
use crate::wire::{At, Object, Tree};

word_table! {
    /// The kind of device.
    DEVICES, DeviceWord = Device { Phone = "phone", Tablet = "tablet", Desktop = "desktop" }
}

/// A date and at least `least` days.
pub(super) fn window(tree: &Tree<'_>, at: &At<'_>, least: u16) -> DateWindow {
    let mut object = Object::new(tree, at);
    let window = DateWindow { feature: feature(&mut object), days: within(&mut object, "days", number) };
    object.end();
    if window.days < least {
        at.refuse_field("days", "zero days can never hold: write 1 for the vector's day itself");
    }
    window
}

pub(super) fn calendar(tree: &Tree<'_>, at: &At<'_>) -> CalendarSpan {
    let (form, held) = only_field(tree, at);
    let inside = &at.field(form);
    let mut object = Object::new(held, inside);
    let in_order = match form {
        "dates" => {
            let (from, until) = (parsed(&mut object, "from", Day::parse), parsed(&mut object, "until", Day::parse));
            (from <= until).then_some(CalendarSpan::Dates { from, until })
        }
        "season" => {
            let (from, until) =
                (parsed(&mut object, "from", YearDay::parse), parsed(&mut object, "until", YearDay::parse));
            Some(CalendarSpan::Season { from, until })
        }
        "month_days" => {
            let (from, until) = (within(&mut object, "from", number), within(&mut object, "until", number));
            (1 <= from && from <= until && until <= 31).then_some(CalendarSpan::MonthDays { from, until })
        }
        _ => {
            no_word(at, &["dates", "season", "month_days"]);
            None
        }
    };
    object.end();
    in_order.unwrap_or_else(|| {
        inside.refuse("`until` must not lie before `from`");
        CalendarSpan::MonthDays { from: 1, until: 1 }
    })
}

pub(super) fn session(tree: &Tree<'_>, at: &At<'_>) -> SessionFact {
    let (form, held) = only_field(tree, at);
    let inside = &at.field(form);
    match form {
        "pages" => SessionFact::Pages(ascending(held, inside, |tree, at| parsed_at(tree, at, PageId::new))),
        "devices" => SessionFact::Devices(ascending(held, inside, device)),
        "hours" => {
            let mut object = Object::new(held, inside);
            let (from, until) = (parsed(&mut object, "from", Clock::parse), parsed(&mut object, "until", Clock::parse));
            object.end();
            if from == until {
                inside.refuse("no time lies between the two: leave the condition out for the whole day");
            }
            SessionFact::Hours { from, until }
        }
        _ => {
            no_word(at, &["pages", "devices", "hours"]);
            SessionFact::Pages(Vec::new())
        }
    }
}

/// The kind of device.
pub(in crate::wire) fn device(tree: &Tree<'_>, at: &At<'_>) -> Device {
    word_at(tree, at, DEVICES)
}
