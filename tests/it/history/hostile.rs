//! A history is written by a device that anybody may have touched: it is refused with a place, or there is a decision.

use serde_json::{Map, Value, json};
use tellerside::decide::decide;
use tellerside::wire;

use super::{NOW, any_event, of};
use crate::corpus::program_and_rows;
use crate::oracle::Chance;

/// Any JSON, such as it never is one of our documents.
fn any_json(depth: usize, chance: &mut Chance) -> Value {
    match chance.below(if depth == 0 { 9 } else { 11 }) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(i64::MIN),
        3 => json!(i64::MAX),
        4 => json!(u64::MAX),
        5 => json!(-1.5e300),
        6 => json!("refuse"),
        7 => json!("\u{0}\u{feff}\u{202e}"),
        8 => json!("x".repeat(300)),
        9 => Value::Array((0..chance.below(4)).map(|_| any_json(depth - 1, chance)).collect()),
        _ => {
            let names = ["at", "id", "kind", "target", "until", "campaign", "__proto__", ""];
            (0..chance.below(4))
                .map(|_| (names[chance.below(8)].to_owned(), any_json(depth - 1, chance)))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

/// A history that is right but for what chance did to it.
fn any_document(campaigns: &[String], chance: &mut Chance) -> Value {
    let mut events: Vec<Value> = (0..chance.below(6)).map(|_| any_event(campaigns, 50, chance)).collect();
    let extremes = [json!(i64::MIN), json!(i64::MAX), json!(0), json!(NOW)];
    for event in &mut events {
        match chance.below(6) {
            0 => *event = any_json(3, chance),
            1 => event["at"] = extremes[chance.below(4)].clone(),
            2 => {
                let fields = event.as_object_mut().unwrap();
                let name = fields.keys().nth(chance.below(fields.len())).unwrap().clone();
                fields.insert(name, any_json(2, chance));
            }
            _ => {}
        }
    }
    match chance.below(8) {
        0 => any_json(3, chance),
        1 => json!({"events": any_json(2, chance), "history": 1}),
        2 => {
            json!({"events": events, "history": 1, "pruned_before": extremes[chance.below(4)], "seed": any_json(0, chance)})
        }
        _ => json!({"events": events, "history": 1}),
    }
}

#[test]
fn any_json_as_history_is_refused_or_decided() {
    let (program, rows) = program_and_rows();
    let mut chance = Chance(61);
    let contact: Vec<_> =
        rows.iter().filter(|(id, _, _)| id.starts_with("cap-") || id.starts_with("refused-")).collect();
    let (mut refused, mut decided) = (0, 0);
    for n in 0..600 {
        let (_, request, campaigns) = contact[n % contact.len()];
        let mut request: Value = serde_json::from_str(request).unwrap();
        request["history"] = any_document(campaigns, &mut chance);
        let text = request.to_string();
        match wire::request::read(&text, program.catalogue()) {
            Err(fault) => {
                assert!(fault.path().starts_with("history"), "{fault}: {text}");
                refused += 1;
            }
            Ok((read, history)) => {
                let decision = decide(&program, &read, &history);
                assert_eq!(decision.verdicts.len(), program.candidates().len());
                let written = wire::decision::write_history(&decision.history);
                assert_eq!(wire::history::read(&written), Ok(decision.history));
                decided += 1;
            }
        }
    }
    assert!(refused > 100 && decided > 100, "{refused} refused, {decided} decided");
    println!("{refused} refused, {decided} decided");
}

#[test]
fn faults_of_a_history_are_told_with_their_place() {
    let event = |more: Value| {
        let mut event = json!({"at": NOW, "campaign": "c", "id": "e", "kind": "click"});
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"events": [event], "history": 1})
    };
    let many: Vec<Value> =
        (0..20_001).map(|n| json!({"at": n, "id": format!("{n}"), "kind": "refuse", "target": "all"})).collect();
    for (document, path, fault, because) in [
        (json!({"events": [], "history": 2}), "history", "only format 1 is known", "a later format is not guessed at"),
        (json!({"events": [], "history": 0}), "history", "only format 1 is known", "there never was an earlier one"),
        (
            json!({"events": [], "history": "1"}),
            "history",
            "invalid type, expected a whole number",
            "a format is a number",
        ),
        (json!({"events": []}), "$", "missing field `history`", "nor is it left out"),
        (json!({"history": 1}), "$", "missing field `events`", "nothing yet is an empty list"),
        (json!({"events": many, "history": 1}), "events", "20000 at most", "more than is read at all"),
        (
            event(json!({"id": "E"})),
            "events[0].id",
            "an event id is 1 to 192 of `a-z 0-9 . _ -`",
            "an id of other signs",
        ),
        (event(json!({"at": 1.5})), "events[0].at", "invalid type, expected a whole number of 64 bits", "a fraction"),
        (event(json!({"until": 1})), "events[0].until", "unknown field `until`", "a field that its kind has not"),
        (event(json!({"name": "n"})), "events[0].name", "unknown field `name`", "a field that none has"),
        (
            json!({"events": [], "history": 1, "seed": "g"}),
            "seed",
            "a unit is 16 lower-case hexadecimal digits",
            "a seed",
        ),
    ] {
        let refused = wire::history::read(&document.to_string()).unwrap_err();
        assert_eq!((refused.path(), refused.fault()), (path, fault), "{because}");
    }
    let padded = format!("{{\"events\":[],\"history\":1{}}}", " ".repeat(2 * 1024 * 1024));
    assert_eq!(wire::history::read(&padded).unwrap_err().fault(), "2 MiB at most");
    assert!(wire::history::union(&of(&[]), r#"{"events":[],"history":2}"#).is_err());
}

#[test]
fn copies_that_are_too_many_together_are_refused() {
    let copy = |start: usize| {
        let event = |n| json!({"at": n, "id": format!("{n}"), "kind": "refuse", "target": "all"});
        json!({"events": (start..start + 11_000).map(event).collect::<Vec<_>>(), "history": 1}).to_string()
    };
    let first = wire::history::read(&copy(0)).unwrap();
    assert_eq!(wire::history::union(&first, &copy(9_000)).unwrap().events().len(), 20_000);
    let refused = wire::history::union(&first, &copy(11_000)).unwrap_err();
    assert_eq!((refused.path(), refused.fault()), ("events", "20000 at most"));
}
