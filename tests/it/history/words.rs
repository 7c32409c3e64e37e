//! What the customer says is obeyed at the next decision, listed, and taken back.

use serde_json::{Value, json};
use tellerside::compile::Program;
use tellerside::decide::{decide, observe};
use tellerside::decision::{Decision, Gate};
use tellerside::history::{Happening, History};
use tellerside::wire;

use super::{DAY, NOW, of};
use crate::contact::Bank;
use crate::corpus::program_and_rows;

fn observed(program: &Program, history: &History, event: &Value) -> History {
    let event = wire::observed::read(&event.to_string(), history).unwrap();
    observe(program, history, event)
}

fn choices(history: &History) -> Value {
    serde_json::from_str(&wire::history::write_choices(history)).unwrap()
}

#[test]
fn a_refusal_holds_at_once_is_listed_and_is_taken_back() {
    let (program, rows) = program_and_rows();
    let row = |id: &str| rows.iter().find(|(row, _, _)| row == id).unwrap();
    let (_, request, campaigns) = row("refused-product");
    let own = campaigns[0].clone();
    let gate = |history: &History| {
        let (request, _) = wire::request::read(request, program.catalogue()).unwrap();
        let verdicts = decide(&program, &request, history).verdicts;
        verdicts.into_iter().find(|verdict| verdict.campaign.as_str() == own).unwrap().gate
    };
    assert_eq!(gate(&History::default()), Gate::Shown);
    // The page's clock stands still between refusal and undo, and lies before what is already written down.
    let at = "2026-11-23T09:30:00-05:00";
    for (target, because) in [
        (json!({"campaign": own}), "this offer"),
        (json!({"product": "card"}), "this product"),
        (json!("all"), "all offers"),
    ] {
        for (before, clock) in [
            (History::default(), "the clock stands still"),
            (
                of(&[json!({"at": NOW + DAY, "id": "z", "kind": "allow", "target": target})]),
                "the clock was set back since the last word",
            ),
        ] {
            let refused = observed(&program, &before, &json!({"at": at, "kind": "refuse", "target": target}));
            assert_eq!(gate(&refused), Gate::Refused, "{because}: {clock}");
            let listed = choices(&refused);
            assert_eq!(listed[0]["target"], target, "{because}: {clock}");
            assert_eq!(listed[0]["since"], json!(NOW.max(before.events().first().map_or(NOW, |event| event.at))));
            let twice = observed(&program, &refused, &json!({"at": at, "kind": "refuse", "target": target}));
            assert_eq!(twice, refused, "{because}: {clock}: refused twice is refused once");
            let allowed = observed(&program, &refused, &json!({"at": at, "kind": "allow", "target": target}));
            assert_eq!(gate(&allowed), Gate::Shown, "{because}: {clock}");
            assert_eq!(choices(&allowed), json!([]), "{because}: {clock}");
            let again = observed(&program, &allowed, &json!({"at": at, "kind": "allow", "target": target}));
            assert_eq!(again, allowed, "{because}: {clock}: allowed twice is allowed once");
            // A copy that knows only the refusal does not bring it back.
            assert_eq!(gate(&allowed.merge(&refused)), Gate::Shown, "{because}: {clock}");
        }
    }
}

#[test]
fn refusals_of_one_name_and_moment_are_as_many_as_their_targets() {
    let (program, _) = program_and_rows();
    let mut history = History::default();
    for target in [json!({"campaign": "all"}), json!({"product": "all"}), json!({"topic": "all"}), json!("all")] {
        history =
            observed(&program, &history, &json!({"at": "2026-11-23T14:30:00Z", "kind": "refuse", "target": target}));
    }
    assert_eq!(choices(&history).as_array().unwrap().len(), 4);
}

#[test]
fn an_impression_observed_again_with_the_clock_set_back_frees_no_cap() {
    let (program, rows) = program_and_rows();
    let campaign =
        rows.iter().find(|(id, _, _)| id == "cap-reached").map(|(_, _, campaigns)| campaigns[0].clone()).unwrap();
    let event = |at: &str| json!({"at": at, "campaign": campaign, "kind": "impression", "placement": "p1"});
    let once = observed(&program, &History::default(), &event("2026-11-23T14:30:00Z"));
    assert_eq!(observed(&program, &once, &event("2025-01-01T00:00:00Z")), once);
}

/// The decision for the slot `hero` at `now`.
fn at_hero(program: &Program, now: &str, history: &History) -> Decision {
    let request = json!({
        "features": {"as_of": "2026-11-22", "currency": "USD", "features": {"yes": true}, "vector": 1}, "locales": ["en-US"],
        "now": now, "page": "home", "slots": ["hero"], "storage": "durable", "visit": "own_session"
    });
    decide(program, &wire::request::read(&request.to_string(), program.catalogue()).unwrap().0, history)
}

#[test]
fn two_placements_of_one_moment_are_two() {
    let program =
        Bank { contact: Value::Null, campaigns: vec![json!({"priority": 60}), json!({})] }.activate().unwrap();
    let now = "2026-11-23T09:30:00Z";
    let first = at_hero(&program, now, &History::default());
    let refused =
        observed(&program, &first.history, &json!({"at": now, "kind": "refuse", "target": {"campaign": "a"}}));
    let second = at_hero(&program, now, &refused);
    let id = |decision: &Decision| decision.placements[0].id.as_str().to_owned();
    assert_eq!((id(&first), id(&second)), ("1795426200000-hero".into(), "1795426200000-hero-b".into()));
    assert_eq!(id(&at_hero(&program, now, &second.history)), id(&second), "the same decision has the same id");
    let seen = observed(&program, &second.history, &json!({"at": now, "kind": "impression", "placement": id(&second)}));
    let shown = seen.events().iter().filter_map(|event| match &event.what {
        Happening::Did { exposure, .. } => Some(exposure.campaign.as_str()),
        Happening::Placed { .. }
        | Happening::Ghost(_)
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. } => None,
    });
    assert_eq!(shown.collect::<Vec<_>>(), ["b"], "what is seen counts for the campaign that was placed");
}

#[test]
fn what_was_seen_is_known_beyond_the_deadline_of_its_placement() {
    let cooldown = json!({"cooldowns": [{"after": "dismiss", "days": 9}]});
    let program = Bank { contact: Value::Null, campaigns: vec![cooldown] }.activate().unwrap();
    let placed = at_hero(&program, "2026-11-23T09:30:00Z", &History::default());
    let id = placed.placements[0].id.as_str();
    let seen = observed(
        &program,
        &placed.history,
        &json!({"at": "2026-11-23T09:30:01Z", "kind": "impression", "placement": id}),
    );
    for (history, told, because) in [
        (seen, "", "confirmed, and dismissed an hour later"),
        (
            placed.history,
            "event is malformed at `placement`: the history knows no such placement, or no longer: say `campaign` and `slot` too",
            "nothing confirmed it within its half hour",
        ),
    ] {
        let later = at_hero(&program, "2026-11-23T10:31:00Z", &history).history;
        let dismissed = json!({"at": "2026-11-23T10:32:00Z", "kind": "dismiss", "placement": id}).to_string();
        match wire::observed::read(&dismissed, &later) {
            Err(fault) => assert_eq!(fault.to_string(), told, "{because}"),
            Ok(event) => {
                let cools = at_hero(&program, "2026-11-23T10:33:00Z", &observe(&program, &later, event));
                assert_eq!((told, cools.verdicts[0].gate), ("", Gate::Cooling), "{because}");
            }
        }
    }
}
