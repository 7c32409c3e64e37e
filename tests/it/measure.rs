//! What measurements come to: counts per campaign and arm, events that come twice, and codes that name no campaign.

use std::fs;

use serde_json::{Value, json};
use tellerside::author::measure::{Measurements, measurements};
use tellerside::wire::measurement::{Batch, Kind, read};

use crate::cli::{folder, json as parsed, tellerside};
use crate::oracle::Chance;

/// Events with ids of their own, from `first` on.
struct Ids(u64);

impl Ids {
    fn event(&mut self, kind: &str, more: Value) -> Value {
        self.0 += 1;
        let mut event = json!({"day": "2026-11-23", "id": format!("{:016x}", self.0), "kind": kind});
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        event
    }

    fn times(&mut self, n: usize, kind: &str, more: &Value) -> Vec<Value> {
        (0..n).map(|_| self.event(kind, more.clone())).collect()
    }
}

fn batch(events: &[Value]) -> Batch {
    let text = json!({"events": events, "measurements": 1}).to_string();
    read(&text).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

fn page(campaign: &str, offer: &str) -> Value {
    json!({"campaign": campaign, "offer": offer, "slot": "hero"})
}

fn in_arm(arm: &str, offer: &str) -> Value {
    json!({"arm": arm, "campaign": "a", "experiment": "x@1", "offer": offer, "slot": "hero"})
}

/// The counts of a row that are not zero: `impression 3, fund 1`, and after a bar those of the comparison group.
fn told(found: &Measurements, campaign: &str, arm: Option<&str>) -> String {
    let row = found
        .rows
        .iter()
        .find(|((id, of), _)| id.as_str() == campaign && of.as_ref().map(|(_, arm)| arm.as_str()) == arm);
    let Some((_, row)) = row else { return "none".into() };
    let counts = |counts: &tellerside::author::measure::Counts| {
        let happened = Kind::ALL.into_iter().filter(|kind| counts.of(*kind) > 0);
        happened.map(|kind| format!("{} {}", kind.as_str(), counts.of(kind))).collect::<Vec<_>>().join(", ")
    };
    format!("{} | {}", counts(&row.shown), counts(&row.held_out))
}

#[test]
fn what_a_bank_knows_by_its_code_belongs_to_the_campaign_that_was_shown_with_it() {
    let mut ids = Ids(0);
    let mut events = ids.times(5, "impression", &page("a", "A-0"));
    events.extend(ids.times(3, "impression", &in_arm("plain", "A-0")));
    events.extend(ids.times(4, "impression", &in_arm("benefit", "A-1")));
    events.extend(ids.times(2, "click", &in_arm("benefit", "A-1")));
    events.extend(ids.times(2, "impression", &page("b", "B")));
    events.extend(ids.times(2, "impression", &page("b", "SHARED")));
    events.extend(ids.times(1, "impression", &page("c", "SHARED")));
    events.extend(ids.times(6, "ghost", &json!({"campaign": "a", "slot": "hero"})));
    // Of the bank's own systems.
    events.extend(ids.times(2, "fund", &json!({"offer": "A-0"})));
    events.extend(ids.times(1, "fund", &json!({"offer": "A-1"})));
    events.extend(ids.times(1, "use", &json!({"campaign": "a", "offer": "A-1"})));
    events.extend(ids.times(1, "approve", &json!({"offer": "B"})));
    events.extend(ids.times(1, "approve", &json!({"offer": "SHARED"})));
    events.extend(ids.times(1, "approve", &json!({"campaign": "c", "offer": "SHARED"})));
    events.extend(ids.times(3, "start", &json!({"offer": "ELSEWHERE"})));
    events.extend(ids.times(1, "fund", &json!({"campaign": "a", "held_out": true})));
    let found = measurements(&[batch(&events)]).unwrap();
    for (campaign, arm, counts, because) in [
        ("a", None, "impression 12, click 2, fund 3, use 1 | ghost 6, fund 1", "all of it, whatever the arm"),
        ("a", Some("plain"), "impression 3 | ghost 6, fund 1", "whose code was shown outside of it too"),
        ("a", Some("benefit"), "impression 4, click 2, fund 1, use 1 | ghost 6, fund 1", "whose code is its own"),
        ("b", None, "impression 4, approve 1 | ", "of two codes one"),
        ("c", None, "impression 1, approve 1 | ", "which the bank names"),
    ] {
        assert_eq!(told(&found, campaign, arm), counts, "{campaign} {arm:?}: {because}");
    }
    let unjoined: Vec<(&str, u64)> =
        found.unjoined.iter().map(|(code, of)| (&**code, of.of(Kind::Approve) + of.of(Kind::Start))).collect();
    assert_eq!(unjoined, [("ELSEWHERE", 3), ("SHARED", 1)], "of no campaign, and of two");
}

#[test]
fn order_and_repetition_of_batches_change_no_count() {
    let mut chance = Chance(67);
    for _ in 0..200 {
        let mut ids = Ids(0);
        let mut events = Vec::new();
        for _ in 0..chance.below(60) {
            let more = [page("a", "A"), page("b", "B"), in_arm("plain", "A"), in_arm("benefit", "A-1")]
                [chance.below(4)]
            .clone();
            let kind = ["impression", "click", "dismiss", "start"][chance.below(4)];
            events.push(ids.event(kind, more));
            let kind = ["start", "approve", "fund", "use"][chance.below(4)];
            let offer = ["A", "A-1", "B", "C"][chance.below(4)];
            events.push(ids.event(kind, json!({ "offer": offer })));
        }
        let whole = measurements(&[batch(&events)]).unwrap();
        // In parts, in another order, some of them twice: as requests come again that had arrived.
        let mut parts: Vec<Batch> = events.chunks(1 + chance.below(9)).map(batch).collect();
        let again: Vec<Batch> = parts.iter().filter(|_| chance.below(3) == 0).cloned().collect();
        let repeated: usize = again.iter().map(|batch| batch.events.len()).sum();
        parts.extend(again);
        parts.reverse();
        let mixed = measurements(&parts).unwrap();
        assert_eq!((mixed.rows, mixed.unjoined), (whole.rows, whole.unjoined));
        assert_eq!(mixed.repeated, repeated as u64);
    }
}

#[test]
fn measure_tells_counts_rates_and_the_difference_to_the_comparison_group() {
    let folder = folder("measure");
    let mut ids = Ids(0);
    let mut events = ids.times(80, "impression", &page("a", "A"));
    events.extend(ids.times(56, "fund", &json!({"offer": "A"})));
    let body = json!({"events": events, "measurements": 1, "padding": "   "});
    let mut held_out = ids.times(70, "ghost", &json!({"campaign": "a", "slot": "hero"}));
    held_out.extend(ids.times(7, "fund", &json!({"campaign": "a", "held_out": true})));
    held_out.extend(ids.times(1, "start", &json!({"offer": "C"})));
    let other = json!({"dropped": 2, "events": held_out, "measurements": 1});
    fs::write(folder.join("page.jsonl"), format!("{body}\n{body}\n")).unwrap();
    fs::write(folder.join("bank.jsonl"), other.to_string()).unwrap();
    let done = tellerside(&folder, &["measure", "page.jsonl", "bank.jsonl"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert_eq!(
        done.out,
        "a: impressions 80, ghosts 70\n  fund     56 of 80, 70.0000 % (59.2316 % to 78.9356 %); comparison group 7 of 70, 10.0000 % (4.9288 % to 19.2332 %); difference +60.0000 % (+45.8151 % to +70.2744 %)\n\
         not joined, since the offer code C is that of no campaign here, or of several: start 1\n\
         counted once though they came again: 136\n\
         lost where queues were full, so that counts are too low: 2\n"
    );
    let done = tellerside(&folder, &["measure", "page.jsonl", "bank.jsonl", "--format", "json"]);
    let lines: Vec<Value> = done.out.lines().map(parsed).collect();
    assert_eq!(lines[0]["shown"], json!({"impression": 80, "fund": 56}));
    assert_eq!(lines[0]["held_out"], json!({"ghost": 70, "fund": 7}));
    assert_eq!(lines[0]["rates"]["fund"]["rate"], 700_000);
    assert_eq!(lines[0]["against"]["fund"]["difference"]["by"], 600_000);
    assert_eq!(lines[1], json!({"offer": "C", "unjoined": {"start": 1}}));
    assert_eq!(lines[2], json!({"dropped": 2, "repeated": 136}));

    fs::write(
        folder.join("wrong.jsonl"),
        format!("{body}\n{{\"events\":[],\"measurements\":1,\"customer\":\"anna\"}}\n"),
    )
    .unwrap();
    let mut contradicts = ids.event("fund", json!({"offer": "A"}));
    contradicts["id"] = json!(format!("{:016x}", 1));
    fs::write(folder.join("twice.jsonl"), json!({"events": [contradicts], "measurements": 1}).to_string()).unwrap();
    for (files, code, says, because) in [
        (&["wrong.jsonl"][..], 1, "wrong.jsonl:2", "an unknown field, in its line"),
        (&["page.jsonl", "twice.jsonl"][..], 1, "0000000000000001", "an id that was used twice"),
        (&["nowhere.jsonl"][..], 2, "nowhere.jsonl", "no such file"),
        (&[][..], 2, "BATCHES", "no file"),
    ] {
        let done = tellerside(&folder, &[&["measure"][..], files].concat());
        assert_eq!(done.code, code, "{because}: {}", done.err);
        assert!(done.err.contains(says) && !done.err.contains("anna"), "{because}: {}", done.err);
    }
}
