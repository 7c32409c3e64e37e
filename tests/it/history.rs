//! History: copies merge as sets do, pruning changes no decision, and nothing that somebody wrote there stops the engine.

mod hostile;
mod laws;
mod pruning;
mod replay;
mod words;

use serde_json::{Value, json};
use tellerside::campaign::Again;
use tellerside::history::History;
use tellerside::time::Day;
use tellerside::wire;

use crate::oracle::Chance;

/// The moment of the corpus in milliseconds.
const NOW: i64 = 1_795_444_200_000;
const DAY: i64 = 86_400_000;

fn read(document: &Value) -> History {
    wire::history::read(&document.to_string()).unwrap_or_else(|fault| panic!("{fault}: {document}"))
}

fn of(events: &[Value]) -> History {
    read(&json!({"events": events, "history": 1}))
}

/// An event about one of `campaigns`, of any kind, at a time at or beside the edge of a window, with an id of which there are few.
fn any_event(campaigns: &[String], ids: usize, chance: &mut Chance) -> Value {
    let mut one = |list: &[&str]| list[chance.below(list.len())].to_owned();
    let kind = one(&[
        "impression",
        "impression",
        "impression",
        "ghost",
        "click",
        "dismiss",
        "not_interested",
        "start",
        "placed",
        "refuse",
        "allow",
        "enrol",
        "notified",
    ]);
    let (target, slot, arm) =
        (one(&["all", "campaign", "product", "topic"]), one(&["hero", "card", ""]), one(&["a", "b"]));
    let campaign = campaigns[chance.below(campaigns.len())].as_str();
    let edges = [0, 1, 6, 7, 7, 7, 8, 29, 30, 31, 89, 90, 91, 120, 200, 300, 364, 365, 366, 399, 401, 1_000, -1, -40];
    let days = edges[chance.below(edges.len())];
    let at = NOW - days * DAY + [0, 0, -1, 1, 3_600_000][chance.below(5)];
    let mut event = json!({"at": at, "id": format!("e{}", chance.below(ids)), "kind": kind});
    let more = match kind.as_str() {
        "refuse" | "allow" => match target.as_str() {
            "all" => json!({"target": "all"}),
            "campaign" => json!({"target": {"campaign": campaign}}),
            other => json!({"target": {other: "card"}}),
        },
        "enrol" => json!({"arm": arm, "experiment": "x@1"}),
        // Of any period around the day that it is dated, or by a clock that is far off.
        "notified" => {
            let of = Day::parse("2026-11-22").unwrap();
            let off = [0, 0, 0, 1, 8, 500][chance.below(6)];
            let back = u16::try_from(days.max(0) + off).unwrap();
            let again = [Again::Day, Again::Week, Again::Month, Again::Once][chance.below(4)];
            let period = if chance.below(20) == 0 { "2026-Q4".into() } else { again.period(of.minus(back)) };
            let notice = ["low", "high"][chance.below(2)];
            json!({"campaign": campaign, "notice": notice, "period": period})
        }
        "placed" => json!({"campaign": campaign, "slot": "hero", "until": at + 1_800_000}),
        _ if slot.is_empty() => json!({"campaign": campaign}),
        _ if slot == "card" => json!({"campaign": campaign, "slot": slot, "placement": arm}),
        _ => json!({"campaign": campaign, "slot": slot, "group": "g"}),
    };
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    event
}

/// A history of at most `most` such events; now and then with a seed or a pruning of its own.
fn any_history(campaigns: &[String], ids: usize, most: usize, chance: &mut Chance) -> History {
    let events: Vec<Value> = (0..chance.below(most + 1)).map(|_| any_event(campaigns, ids, chance)).collect();
    let mut document = json!({"events": events, "history": 1});
    if chance.below(3) == 0 {
        document["seed"] = json!(format!("{:016x}", chance.below(3)));
    }
    if chance.below(3) == 0 {
        document["pruned_before"] = json!(chance.below(3));
    }
    read(&document)
}
