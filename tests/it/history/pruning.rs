//! Pruning forgets what cannot matter: no decision at that moment or later changes, whatever other copies are merged in afterwards.

use serde_json::{Value, json};
use tellerside::compile::Program;
use tellerside::decide::{decide, prune};
use tellerside::decision::Gate;
use tellerside::history::{History, MAX_EVENTS};
use tellerside::request::Request;
use tellerside::time::Moment;
use tellerside::wire;

use super::{DAY, NOW, any_history, of};
use crate::contact::Bank;
use crate::corpus::program_and_rows;
use crate::oracle::{Chance, some};

/// Decides alike with `pruned` and with `whole`; returns whether a cap held.
fn assert_alike(program: &Program, request: &Request, whole: &History, pruned: &History) -> bool {
    let (before, after) = (decide(program, request, whole), decide(program, request, pruned));
    assert_eq!(after.verdicts, before.verdicts, "{pruned:#?}\nof {whole:#?}\nat {request:?}");
    assert_eq!(
        (after.placements, after.notifications, after.statuses),
        (before.placements, before.notifications, before.statuses)
    );
    before.verdicts.iter().any(|verdict| verdict.gate == Gate::Capped)
}

fn at(millis: i64) -> Moment {
    Moment::new(millis, -300).unwrap()
}

/// Prunes a random history at the request's moment, and decides then and later, alone and merged with a copy that was not pruned.
fn hold(program: &Program, request: &Request, campaigns: &[String], chance: &mut Chance) -> (usize, usize) {
    let whole = any_history(campaigns, 1_000_000, 24, chance);
    // A copy that another tab kept: some of the same events, and some of its own.
    let stale = History::new(whole.events().iter().filter(|_| chance.below(2) == 0).cloned().collect(), None, None);
    let stale = stale.merge(&any_history(campaigns, 1_000_000, 4, chance));
    let pruned = prune(program, &whole, request.now);
    assert_eq!(prune(program, &pruned, request.now), pruned, "pruned twice, and not once");
    assert!(pruned.events().iter().all(|event| whole.events().contains(event)), "an event was made up");
    assert_eq!(pruned.choices(), whole.choices());
    let mut capped = 0;
    for later in [0, 1, DAY - 1, DAY, 7 * DAY, 31 * DAY] {
        let mut request = request.clone();
        request.now = at(request.now.millis() + later);
        capped += usize::from(assert_alike(program, &request, &whole, &pruned));
        assert_alike(program, &request, &whole.merge(&stale), &pruned.merge(&stale));
        assert_alike(program, &request, &whole.merge(&stale), &prune(program, &pruned.merge(&stale), request.now));
    }
    (whole.events().len() - pruned.events().len(), capped)
}

#[test]
fn pruning_changes_no_decision_of_the_corpus() {
    let (program, rows) = program_and_rows();
    let mut chance = Chance(53);
    let (mut forgotten, mut capped, mut held) = (0, 0, 0);
    for (_, request, campaigns) in rows.iter().filter(|(id, _, _)| {
        ["cap", "refused", "dry", "one-id", "notif", "campaign-", "longest", "priority", "ghost"]
            .iter()
            .any(|of| id.starts_with(of))
    }) {
        let (request, _) = wire::request::read(request, program.catalogue()).unwrap();
        for _ in 0..4 {
            let (dropped, caps) = hold(&program, &request, campaigns, &mut chance);
            (forgotten, capped, held) = (forgotten + dropped, capped + caps, held + 1);
        }
    }
    assert!(forgotten > 50 && capped > 20, "{forgotten} events forgotten, {capped} times capped");
    println!("{held} histories, {forgotten} events forgotten, {capped} times capped");
}

#[test]
fn pruning_changes_no_decision_of_random_programs() {
    let mut chance = Chance(59);
    let (mut forgotten, mut capped, mut held) = (0, 0, 0);
    some(|mut drawn| {
        for (n, campaign) in drawn.campaigns.iter_mut().enumerate() {
            let days = [1, 7, 30, 90, 365, 365][chance.below(6)];
            let event = ["impression", "click", "dismiss"][chance.below(3)];
            campaign["caps"] =
                json!([{"count": 1 + chance.below(3), "days": days, "event": event, "scope": "campaign"}]);
            campaign["group"] = json!(format!("g{}", n % 3));
            // The notices that random histories know.
            let again = |chance: &mut Chance| ["day", "week", "month", "once"][chance.below(4)];
            campaign["notify"] = json!([
                {"again": again(&mut chance), "notice": "high"}, {"again": again(&mut chance), "notice": "low"}
            ]);
        }
        let program = drawn.program();
        // Those that get as far as their caps for some request; of the others no history changes anything.
        let ids: Vec<String> = drawn.campaigns.iter().map(|c| c["campaign"].as_str().unwrap().to_owned()).collect();
        for request in drawn.requests.iter().take(8) {
            let (mut request, _) = wire::request::read(&request.to_string(), program.catalogue()).unwrap();
            request.storage = tellerside::request::Storage::Durable;
            request.notifications = tellerside::request::Notifications::Returned;
            let open: Vec<String> = decide(&program, &request, &History::default())
                .verdicts
                .iter()
                .filter(|verdict| matches!(verdict.gate, Gate::Shown | Gate::Outranked))
                .map(|verdict| verdict.campaign.to_string())
                .collect();
            // Few, so that their caps are reached.
            let campaigns = if open.is_empty() { &ids } else { &open };
            let campaigns = &campaigns[..campaigns.len().min(2)];
            let (dropped, caps) = hold_from(&program, &request, campaigns, &mut chance);
            (forgotten, capped, held) = (forgotten + dropped, capped + caps, held + 1);
        }
    });
    assert!(forgotten > 50 && capped > 20, "{forgotten} events forgotten, {capped} times capped");
    println!("{held} histories, {forgotten} events forgotten, {capped} times capped");
}

/// As [`hold`]; the random histories are dated around the moment of the corpus, so the request is too.
fn hold_from(program: &Program, request: &Request, campaigns: &[String], chance: &mut Chance) -> (usize, usize) {
    let moved = |history: &History, by: i64| {
        let events = history.events().iter().cloned().map(|mut event| {
            event.at += by;
            event
        });
        History::new(events.collect(), history.seed, history.pruned_before)
    };
    let by = request.now.millis() - NOW;
    let whole = moved(&any_history(campaigns, 1_000_000, 40, chance), by);
    let stale = moved(&any_history(campaigns, 1_000_000, 4, chance), by);
    let pruned = prune(program, &whole, request.now);
    let mut capped = 0;
    for later in [0, 1, DAY, 7 * DAY] {
        let mut request = request.clone();
        request.now = at(request.now.millis() + later);
        capped += usize::from(assert_alike(program, &request, &whole, &pruned));
        assert_alike(program, &request, &whole.merge(&stale), &pruned.merge(&stale));
    }
    (whole.events().len() - pruned.events().len(), capped)
}

fn shown(campaign: &str, days: i64, id: &str) -> Value {
    json!({"at": NOW - days * DAY, "campaign": campaign, "id": id, "kind": "impression"})
}

fn refuse(kind: &str, days: i64, id: &str) -> Value {
    json!({"at": NOW - days * DAY, "id": id, "kind": kind, "target": "all"})
}

fn notified(id: &str, days: i64, period: &str) -> Value {
    json!({"at": NOW - days * DAY, "campaign": "c", "id": id, "kind": "notified", "notice": "n", "period": period})
}

#[test]
fn what_is_forgotten_and_what_never() {
    let (program, rows) = program_and_rows();
    let campaign =
        rows.iter().find(|(id, _, _)| id == "cap-reached").map(|(_, _, campaigns)| campaigns[0].clone()).unwrap();
    let c = campaign.as_str();
    // No window of the corpus is longer than the 90 days for which all is kept.
    for (events, kept, because) in [
        (vec![shown(c, 89, "a"), shown(c, 1, "b")], "a b", "younger than 90 days"),
        (vec![shown(c, 90, "a"), shown(c, 1, "b")], "b", "90 days old, and shown again since"),
        (
            vec![shown(c, 900, "a"), shown(c, 800, "b")],
            "b",
            "the last showing of a campaign, for who is longest unseen",
        ),
        (
            vec![shown("gone", 900, "a"), shown("gone", 800, "b")],
            "",
            "a campaign that the program lacks is ranked nowhere",
        ),
        (vec![shown(c, -400, "a")], "a", "dated in the future: a clock set back frees nothing"),
        (
            vec![json!({"at": NOW - 900 * DAY, "campaign": c, "id": "a", "kind": "ghost"}), shown(c, 800, "b")],
            "a b",
            "the last ghost beside the last showing",
        ),
        (
            vec![json!({"at": NOW - 100 * DAY, "campaign": c, "id": "a", "kind": "dismiss"})],
            "",
            "a dismissal beyond every window",
        ),
        (vec![refuse("refuse", 900, "a"), refuse("refuse", 800, "b")], "b", "of words on one target the last"),
        (
            vec![refuse("refuse", 900, "a"), refuse("allow", 800, "b")],
            "b",
            "consent is a word too: a copy may still know the refusal",
        ),
        (vec![refuse("refuse", 800, "a"), refuse("allow", 800, "b")], "a", "at one time the refusal"),
        (
            vec![json!({"arm": "a", "at": 0, "experiment": "x@1", "id": "a", "kind": "enrol"})],
            "a",
            "an arm stays the customer's",
        ),
        (
            vec![
                notified("a", 0, "2025-10-16"),
                notified("b", 900, "2025-10-17"),
                notified("c", 0, "2025-W41"),
                notified("d", 900, "2025-W42"),
                notified("e", 0, "2025-09"),
                notified("f", 900, "2025-10"),
                notified("g", 9_000, "once"),
                notified("h", -900, "2025-01"),
                notified("i", 900, "2027-01-01"),
            ],
            "g b d f i",
            "notices by the period that they name: 400 days, and two for clocks of other offsets; one of `once` for ever",
        ),
        (
            vec![notified("a", 402, "2025-Q4"), notified("b", 401, "2025-Q4")],
            "b",
            "a period that no rule names, by the date of its event",
        ),
        (
            vec![
                json!({"at": NOW - DAY, "campaign": c, "id": "a", "kind": "placed", "until": NOW - 1}),
                json!({"at": NOW - DAY, "campaign": c, "id": "b", "kind": "placed", "until": NOW}),
            ],
            "b",
            "a placement up to its deadline",
        ),
    ] {
        let pruned = prune(&program, &of(&events), at(NOW));
        let ids: Vec<&str> = pruned.events().iter().map(|event| event.id.as_str()).collect();
        assert_eq!(ids.join(" "), kept, "{because}");
    }
}

#[test]
fn bounds_give_way_to_windows_and_never_the_other_way_round() {
    let cap = json!({"count": 3, "days": 30, "event": "impression", "scope": "campaign"});
    let program = Bank { contact: Value::Null, campaigns: vec![json!({"caps": [cap]})] }.activate().unwrap();
    let campaign = "a";
    let long = "x".repeat(180);
    let events = |count: i64, step: i64, id: &str| -> Vec<Value> {
        (0..count)
            .map(|n| json!({"at": NOW - n * step, "campaign": campaign, "id": format!("{id}{n:05}"), "kind": "click"}))
            .collect()
    };
    let longest = program.looks_back();
    assert_eq!(longest, 30 * DAY);
    for (events, least, most, because) in [
        (events(1_999, 60_000, "a"), 1_999, 1_999, "within every bound all stay"),
        (events(2_500, longest / 3_000, "a"), 2_500, 2_500, "too many, but all within a window: none goes"),
        (events(3_000, 80 * DAY / 3_000, "a"), MAX_EVENTS, MAX_EVENTS, "what no rule asks for makes room"),
        (events(1_900, 80 * DAY / 1_900, &long), 1_000, 1_800, "and goes where there are too many bytes"),
    ] {
        let whole = of(&events);
        let pruned = prune(&program, &whole, at(NOW));
        let count = pruned.events().len();
        assert!((least..=most).contains(&count), "{because}: {count}");
        // What is left is all that is younger than what is gone.
        let oldest = pruned.events().first().unwrap().at;
        assert_eq!(whole.events().iter().filter(|event| event.at >= oldest).count(), count, "{because}");
        match pruned.pruned_before {
            Some(before) => assert!(before <= oldest && count < events.len(), "{because}"),
            None => assert_eq!(count, events.len(), "{because}"),
        }
        if count < 2_000 && count < events.len() {
            assert!(wire::decision::write_history(&pruned).len() < 512 * 1024, "{because}");
        }
    }
}

#[test]
fn a_program_looks_back_as_far_as_its_longest_rule() {
    const HOUR: i64 = DAY / 24;
    let cap = |window: Value| {
        let mut cap = json!({"count": 1, "event": "impression", "scope": "campaign"});
        cap.as_object_mut().unwrap().extend(window.as_object().unwrap().clone());
        json!({ "caps": [cap] })
    };
    let pause =
        json!({"pauses": [{"after": "dismiss", "count": 2, "days": 20, "pause_days": 60, "scope": "campaign"}]});
    let shared = json!({"caps": [{"count": 1, "days": 45, "event": "impression", "scope": "global"}]});
    for (contact, campaign, longest, because) in [
        (Value::Null, json!({}), 0, "no rule looks back"),
        (Value::Null, cap(json!({"days": 120})), 120 * DAY, "a cap by its window"),
        (Value::Null, cap(json!({"hours": 5})), 5 * HOUR, "in hours too"),
        (Value::Null, cap(json!({"calendar": "day"})), 3 * DAY, "a day of the calendar, by whatever offset"),
        (Value::Null, cap(json!({"calendar": "week"})), 9 * DAY, "a week"),
        (Value::Null, cap(json!({"calendar": "month"})), 33 * DAY, "the longest month"),
        (Value::Null, json!({"cooldowns": [{"after": "click", "days": 200}]}), 200 * DAY, "a cooldown"),
        (json!({"gap_hours": 6}), json!({}), 6 * HOUR, "the gap"),
        (shared, json!({}), 45 * DAY, "a cap of the policy"),
        (pause, json!({}), 80 * DAY, "a pause from the first answer that makes it"),
    ] {
        let program = Bank { contact, campaigns: vec![campaign] }.activate().unwrap();
        assert_eq!(program.looks_back(), longest, "{because}");
    }
}
