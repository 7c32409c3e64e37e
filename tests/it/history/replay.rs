//! Records replay to the same bytes, and what does not match is named.

use serde_json::{Value, json};
use tellerside::record::{record, replay};

use crate::corpus::program_and_rows;

#[test]
fn every_record_of_the_corpus_replays() {
    let (program, rows) = program_and_rows();
    for (id, request, _) in &rows {
        let recorded = record(&program, request).unwrap();
        assert_eq!(replay(&program, &recorded, request), Ok(()), "{id}");
    }
    println!("{} records", rows.len());
}

#[test]
fn the_first_difference_is_named() {
    let (program, rows) = program_and_rows();
    let (_, request, _) = rows.iter().find(|(id, _, _)| id == "cap-reached").unwrap();
    let recorded: Value = serde_json::from_str(&record(&program, request).unwrap()).unwrap();
    let place = recorded["candidates"].as_array().unwrap().iter().position(|told| told["gate"] == "capped").unwrap();
    let gate = format!("`candidates[{place}].gate` is \"shown\" in the record and \"capped\" in the replay");
    let zero = json!("0".repeat(64));
    for (path, value, code, told, because) in [
        ("/bundle/index", zero.clone(), "REPLAY_INPUT", "`bundle.index` is", "another release"),
        ("/bundle/sheet", zero.clone(), "REPLAY_INPUT", "`bundle.sheet` is", "another approval"),
        (
            "/bundle/version",
            json!(8),
            "REPLAY_INPUT",
            "`bundle.version` is 8 in the record and 7 in the replay",
            "another version",
        ),
        ("/features", zero.clone(), "REPLAY_INPUT", "`features` is", "another vector"),
        ("/history", zero.clone(), "REPLAY_INPUT", "`history` is", "another history"),
        ("/request", zero, "REPLAY_INPUT", "`request` is", "another request"),
        ("/semantics", json!(2), "REPLAY_INPUT", "`semantics` is 2 in the record and 1 in the replay", "other rules"),
        (&format!("/candidates/{place}/gate"), json!("shown"), "REPLAY_DIFFERS", gate.as_str(), "another gate"),
        ("/now", json!("2026-11-24T09:30:00-05:00"), "REPLAY_DIFFERS", "`now` is", "another moment than the request's"),
        (
            "/statuses",
            json!(["dry_run"]),
            "REPLAY_DIFFERS",
            "`statuses[0]` is \"dry_run\" in the record and nothing in",
            "a status",
        ),
        (
            "/record",
            json!(2),
            "RECORD_INVALID",
            "record is malformed at `record`: only format 1 is known",
            "a later format",
        ),
    ] {
        let mut other = recorded.clone();
        *other.pointer_mut(path).unwrap() = value;
        let refused = replay(&program, &other.to_string(), request).unwrap_err();
        assert_eq!(refused.code(), code, "{because}: {refused}");
        assert!(refused.to_string().contains(told), "{because}: {refused}");
    }
    let mut more = recorded.clone();
    more["note"] = json!("n");
    let refused = replay(&program, &more.to_string(), request).unwrap_err();
    assert!(refused.to_string().contains("`note` is \"n\" in the record and nothing in the replay"), "{refused}");
    let spaced = serde_json::to_string_pretty(&recorded).unwrap();
    let refused = replay(&program, &spaced, request).unwrap_err();
    assert!(refused.to_string().contains("not in its bytes"), "{refused}");
    assert_eq!(replay(&program, "{}", request).unwrap_err().code(), "RECORD_INVALID");
    assert_eq!(replay(&program, &recorded.to_string(), "{}").unwrap_err().code(), "REQUEST_INVALID");
}
