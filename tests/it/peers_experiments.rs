//! What other systems got wrong in experiments, and what happens here instead: every row is really decided.
//!
//! Each row says what the peer is known to do, by its own source, documentation or issue, and what this engine does.

use serde_json::{Value, json};
use tellerside::decide::decide;

use crate::arbitration::request;
use crate::experiments::{arm, bank, experiment, headline, unit, words};

struct Row {
    peer: &'static str,
    theirs: &'static str,
    ours: &'static str,
    experiment: Value,
    /// Laid over a campaign with another headline in the arm `benefit`.
    campaign: Value,
    /// Laid over a request.
    request: Value,
    /// The campaign's gate, and the arm of its placement, `*` where the customer counts.
    expect: (&'static str, Option<&'static str>),
}

fn enrolled(arm: &str) -> Value {
    json!({"events": [{"arm": arm, "at": 1_795_357_800_000_i64, "experiment": "e@1", "id": "enrolled-e.1", "kind": "enrol"}], "history": 1})
}

fn rows() -> Vec<Row> {
    let sticky = || json!({"unit": "00000000000000ff", "history": enrolled("benefit")});
    let growthbook = "GrowthBook (sdk-js, core.ts steps 7 to 8.1)";
    let kotlin = "growthbook-kotlin#210";
    vec![
        Row {
            peer: growthbook,
            theirs: "a sticky bucket skips the condition of the experiment",
            ours: "who no longer belongs to the audience is in no arm, whatever the history says",
            experiment: json!({"when": {"flag": "young"}}),
            campaign: json!({}),
            request: sticky(),
            expect: ("shown", None),
        },
        Row {
            peer: growthbook,
            theirs: "a sticky bucket skips prerequisites",
            ours: "the trigger of the campaign is asked at every decision",
            experiment: json!({}),
            campaign: json!({"when": {"flag": "young"}}),
            request: sticky(),
            expect: ("not_triggered", None),
        },
        Row {
            peer: growthbook,
            theirs: "a sticky bucket skips filters, and with them whatever should keep the customer away",
            ours: "suppressions are asked at every decision",
            experiment: json!({}),
            campaign: json!({"suppress": [{"code": "hardship", "tier": "T1", "when": {"flag": "yes"}}]}),
            request: sticky(),
            expect: ("suppressed", None),
        },
        Row {
            peer: growthbook,
            theirs: "a sticky bucket skips the namespace: two experiments that exclude one another share a customer",
            ours: "the part of the layer is asked at every decision",
            experiment: json!({"layer": {"layer": "l", "start": 0, "count": 1}}),
            campaign: json!({}),
            request: sticky(),
            expect: ("shown", None),
        },
        Row {
            peer: growthbook,
            theirs: "what a sticky bucket does right: the arm stays",
            ours: "here too, and it counts",
            experiment: json!({"coverage_bp": 1}),
            campaign: json!({}),
            request: sticky(),
            expect: ("shown", Some("benefit*")),
        },
        Row {
            peer: "Statsig (how-evaluation-works)",
            theirs: "\"even a null or empty unitID will be bucketed\": everybody without one is in the same arm, and counts",
            ours: "without a unit nobody is enrolled: the first arm, not counted",
            experiment: json!({"arms": [{"arm": "control", "weight": 1}, {"arm": "benefit", "weight": 999_999}]}),
            campaign: json!({}),
            request: json!({}),
            expect: ("shown", Some("control")),
        },
        Row {
            peer: "Statsig (how-evaluation-works)",
            theirs: "the same for a holdout",
            ours: "without a unit nobody knows, and nothing is shown",
            experiment: json!({}),
            campaign: json!({"holdout": {"salt": "h", "share_bp": 1}}),
            request: json!({}),
            expect: ("holdout_unknown", None),
        },
        Row {
            peer: "DevCycle (bucketing.ts)",
            theirs: "a missing key is hashed as the text `null`",
            ours: "null is no unit",
            experiment: json!({"arms": [{"arm": "control", "weight": 1}, {"arm": "benefit", "weight": 999_999}]}),
            campaign: json!({}),
            request: json!({"unit": null}),
            expect: ("shown", Some("control")),
        },
        Row {
            peer: kotlin,
            theirs: "evaluated before the sticky buckets were loaded, a paused experiment drops who is enrolled",
            ours: "the history is an argument: with it who is enrolled stays",
            experiment: json!({"state": "paused"}),
            campaign: json!({}),
            request: sticky(),
            expect: ("shown", Some("benefit*")),
        },
        Row {
            peer: kotlin,
            theirs: "and a visit without them is counted for an arm all the same",
            ours: "without it there is nothing to load later: the first arm, not counted, at this decision and every one like it",
            experiment: json!({"state": "paused"}),
            campaign: json!({}),
            request: json!({"unit": "00000000000000ff", "storage": "memory"}),
            expect: ("shown", Some("control")),
        },
    ]
}

#[test]
fn defects_of_peers_in_experiments_do_not_happen_here() {
    for Row { peer, theirs, ours, experiment: over, campaign, request: asked, expect } in rows() {
        let because = format!("{peer}: {theirs}. Here {ours}");
        let mut does = headline();
        for (name, value) in campaign.as_object().unwrap() {
            does[name] = value.clone();
        }
        let program = bank(vec![experiment(&over)], vec![does]).program();
        let (request, history) = request(&program, &asked);
        let decision = decide(&program, &request, &history);
        let found = (decision.verdicts[0].gate.word(), arm(&decision));
        assert_eq!((found.0, found.1.as_deref()), expect, "{because}");
    }
}

/// DevCycle: the module and the TypeScript SDK ramp up by two formulas, `(cur + (next - cur)) * t` and `cur + (next - cur) * t`, so
/// that one customer is in and out of one rollout.
///
/// Here a ramp is a coverage that a release states: it does not move with the clock, and more of it only adds customers.
#[test]
fn a_ramp_is_no_formula_of_the_clock_and_only_adds_customers() {
    let theirs = |cur: u32, next: u32, t: u32| ((cur + (next - cur)) * t / 100, cur + (next - cur) * t / 100);
    assert_eq!(
        theirs(2_000, 6_000, 50),
        (3_000, 4_000),
        "a tenth of all customers is in by one formula and out by the other"
    );
    let covered = |coverage_bp: u16, now: &str| {
        let program = bank(vec![experiment(&json!({"coverage_bp": coverage_bp}))], vec![headline()]).program();
        let inside = |n: &u64| {
            let mut asked = unit(*n);
            asked["now"] = json!(now);
            asked["features"] = json!({});
            let (request, history) = request(&program, &asked);
            arm(&decide(&program, &request, &history)).is_some_and(|arm| arm.ends_with('*'))
        };
        (0..500).filter(inside).collect::<Vec<u64>>()
    };
    let (early, late) = ("2026-11-23T09:30:00-05:00", "2026-11-24T21:00:00-05:00");
    let (some, more) = (covered(2_000, early), covered(6_000, early));
    assert_eq!(covered(2_000, late), some, "time alone moves nobody");
    assert!(some.iter().all(|n| more.contains(n)), "more coverage frees nobody");
    assert!((50..=150).contains(&some.len()) && (240..=360).contains(&more.len()), "{} {}", some.len(), more.len());
}

/// GrowthBook#3181: reading an assignment enrols. Here asking enrols whom the decision shows the campaign, and one customer once.
#[test]
fn one_customer_is_enrolled_once_over_several_campaigns() {
    let other =
        json!({"experiments": [{"experiment": "e@1", "arms": [{"arm": "benefit", "creatives": words("two")}]}]});
    let program = bank(vec![experiment(&json!({}))], vec![headline(), other]).program();
    let mut asked = unit(3);
    asked["slots"] = json!(["hero", "card"]);
    let (request, history) = request(&program, &asked);
    let decision = decide(&program, &request, &history);
    assert_eq!(decision.placements.len(), 2);
    let arms: Vec<_> = decision.placements.iter().map(|placed| placed.trial.as_ref().unwrap().arm.as_str()).collect();
    assert_eq!(arms[0], arms[1]);
    let enrolments = decision.history.events().iter().filter(|event| event.id.as_str() == "enrolled-e.1").count();
    assert_eq!(enrolments, 1);
}
