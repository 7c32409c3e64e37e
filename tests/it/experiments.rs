//! Experiments over time: enrolment, growth, the states one after the other, the faults that are told, and what approvers read.
//!
//! Single decisions have their rows in `tests/corpus/experiments.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::decision::Decision;
use tellerside::explain::{self, Language, Version};
use tellerside::history::{Happening, History};
use tellerside::id::{CampaignId, Locale};
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;
use tellerside::wire::policy::PolicyDoc;

use crate::arbitration::{Bank, catalogue, request};
use crate::changes::{leaves, others};
use crate::contact::campaign;
use crate::corpus::canonical;

/// An experiment of two equal arms with `over` laid on it.
pub(crate) fn experiment(over: &Value) -> Value {
    let mut experiment = json!({
        "arms": [{"arm": "control", "weight": 1}, {"arm": "benefit", "weight": 1}], "coverage_bp": 10_000, "experiment": "e",
        "name": "Headlines", "state": "running", "version": 1
    });
    for (name, value) in over.as_object().into_iter().flatten() {
        experiment[name] = value.clone();
    }
    experiment
}

pub(crate) fn words(headline: &str) -> Value {
    let action = json!({"label": "Go", "offer": "O-1", "url": "/o"});
    json!({"en-US": {"action": action, "body": "b", "headline": headline, "why": "w"}})
}

/// A campaign with another headline in the arm `benefit` of `e@1`.
pub(crate) fn headline() -> Value {
    json!({"experiments": [{"experiment": "e@1", "arms": [{"arm": "benefit", "creatives": words("benefit")}]}]})
}

pub(crate) fn bank(experiments: Vec<Value>, campaigns: Vec<Value>) -> Bank {
    let policy = if experiments.is_empty() { json!({}) } else { json!({"experiments": experiments}) };
    Bank { policy, campaigns }
}

pub(crate) fn unit(n: u64) -> Value {
    json!({"unit": format!("{:016x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15))})
}

/// `arm` of the first placement, and `arm*` where the customer counts for it.
pub(crate) fn arm(decision: &Decision) -> Option<String> {
    let trial = decision.placements.first()?.trial.as_ref()?;
    Some(format!("{}{}", trial.arm, if trial.enrolled { "*" } else { "" }))
}

fn arm_of(program: &Program, n: u64) -> String {
    let (request, history) = request(program, &unit(n));
    arm(&decide(program, &request, &history)).unwrap()
}

#[test]
fn experiments_grow_without_moving_anybody() {
    let program = |coverage_bp: u16| {
        let weights =
            json!([{"arm": "control", "weight": 2}, {"arm": "benefit", "weight": 1}, {"arm": "third", "weight": 1}]);
        bank(vec![experiment(&json!({"arms": weights, "coverage_bp": coverage_bp}))], vec![headline()]).program()
    };
    let steps: Vec<Program> = [1, 500, 2_500, 5_000, 10_000].map(program).into();
    let mut counted: BTreeMap<(usize, String), u32> = BTreeMap::new();
    for n in 0..2_000 {
        let mut before: Option<String> = None;
        for (step, program) in steps.iter().enumerate() {
            let now = arm_of(program, n);
            if let Some(before) = before.filter(|before| before.ends_with('*')) {
                assert_eq!(now, before, "unit {n} moved at step {step}");
            }
            *counted.entry((step, now.clone())).or_default() += 1;
            before = Some(now);
        }
    }
    let count = |step: usize, arm: &str| counted.get(&(step, arm.to_owned())).copied().unwrap_or(0);
    // Each within five standard deviations of its share of 2,000.
    for (step, arm, least, most) in [
        (4, "control*", 888, 1_112),
        (4, "benefit*", 403, 597),
        (4, "third*", 403, 597),
        (4, "control", 0, 0),
        (3, "control*", 403, 597),
        (3, "benefit*", 176, 324),
        (3, "control", 888, 1_112),
        (2, "third*", 71, 179),
        (0, "control", 1_990, 2_000),
    ] {
        let found = count(step, arm);
        assert!((least..=most).contains(&found), "step {step}, {arm}: {found}");
    }
}

#[test]
fn experiments_arms_holdouts_layers_and_inclusion_are_independent() {
    let half = |id: &str| {
        experiment(
            &json!({"experiment": id, "coverage_bp": 5_000, "layer": {"layer": "l", "start": 0, "count": 5_000}}),
        )
    };
    let stake = |id: &str| json!({"experiments": [{"experiment": format!("{id}@1"), "arms": [{"arm": "benefit", "creatives": words("x")}]}]});
    let mut held_out = stake("e");
    held_out["holdout"] = json!({"salt": "e@1", "share_bp": 5_000});
    let one = bank(vec![half("e")], vec![held_out]).program();
    let mut other = half("f");
    other["layer"]["layer"] = json!("m");
    let two = bank(vec![other], vec![stake("f")]).program();
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    for n in 0..4_000 {
        let (request, history) = request(&one, &unit(n));
        let of_one = arm(&decide(&one, &request, &history)).unwrap_or_else(|| "none".into());
        let (request, history) = crate::arbitration::request(&two, &unit(n));
        let of_two = arm(&decide(&two, &request, &history)).unwrap_or_else(|| "none".into());
        *seen.entry((of_one, of_two)).or_default() += 1;
    }
    // A sixteenth is in an arm of one: half held out, half in the layer, half included, half in the arm. Of two an eighth.
    for one in ["control*", "benefit*"] {
        let all: u32 = seen.iter().filter(|((of, _), _)| of == one).map(|(_, n)| n).sum();
        assert!((173..=327).contains(&all), "{one}: {all} of 4,000");
        for two in ["control*", "benefit*"] {
            let both = seen.get(&(one.to_owned(), two.to_owned())).copied().unwrap_or(0);
            assert!((9..=58).contains(&both), "{one} and {two}: {both} of 4,000");
        }
    }
}

#[test]
fn experiments_pass_through_their_states_and_keep_who_is_enrolled() {
    let states = |over: Value| bank(vec![experiment(&over)], vec![headline()]).program();
    let running = states(json!({}));
    let in_arm = |wanted: &str| (0..).find(|n| arm_of(&running, *n) == wanted).unwrap();
    let (enrolled, late) = (in_arm("benefit*"), in_arm("control*"));
    let newcomer = (enrolled + 1..).find(|n| arm_of(&running, *n) == "benefit*").unwrap();
    let mut histories: BTreeMap<u64, History> = [enrolled, late, newcomer].map(|n| (n, History::default())).into();
    let heavier = json!([{"arm": "control", "weight": 1}, {"arm": "benefit", "weight": 999_999}]);
    let lighter = json!([{"arm": "control", "weight": 999_999}, {"arm": "benefit", "weight": 1}]);
    for (over, visitors, because) in [
        (json!({}), vec![(enrolled, "benefit*"), (late, "control*")], "both are enrolled where they fall"),
        (
            json!({"arms": lighter.clone()}),
            vec![(enrolled, "benefit*"), (late, "control*")],
            "other weights move nobody",
        ),
        (json!({"arms": heavier}), vec![(enrolled, "benefit*"), (late, "control*")], "whichever way"),
        (json!({"coverage_bp": 1}), vec![(enrolled, "benefit*"), (late, "control*")], "less coverage frees nobody"),
        (
            json!({"state": "paused"}),
            vec![(enrolled, "benefit*"), (late, "control*"), (newcomer, "control")],
            "nobody new, and the first arm without counting",
        ),
        (json!({"state": "stopped"}), vec![(enrolled, "control"), (newcomer, "control")], "the first arm for all"),
        (json!({}), vec![(enrolled, "benefit*")], "running again, who was enrolled still is"),
        (
            json!({"state": "shipped", "ship": "benefit"}),
            vec![(enrolled, "benefit"), (late, "benefit"), (newcomer, "benefit")],
            "the arm that won for all, and nobody counts any more",
        ),
    ] {
        let program = states(over);
        for (n, expected) in visitors {
            let (request, _) = request(&program, &unit(n));
            let decision = decide(&program, &request, &histories[&n]);
            assert_eq!(arm(&decision).as_deref(), Some(expected), "{because}: unit {n}");
            histories.insert(n, decision.history);
        }
    }
    let enrolments = |history: &History| {
        let enrolled = history.events().iter().filter(|event| matches!(event.what, Happening::Enrolled { .. }));
        enrolled.map(|event| event.id.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(enrolments(&histories[&enrolled]), ["enrolled-e.1"], "one enrolment, whatever came after it");
    assert_eq!(enrolments(&histories[&newcomer]), Vec::<String>::new());
    // A new version is a new experiment.
    let anew = bank(
        vec![experiment(&json!({"version": 2}))],
        vec![json!({"experiments": [{"experiment": "e@2", "arms": [{"arm": "benefit", "creatives": words("x")}]}]})],
    );
    let anew = anew.program();
    let moved = (0..200).filter(|n| arm_of(&anew, *n) != arm_of(&running, *n)).count();
    assert!((60..=140).contains(&moved), "{moved} of 200 fall elsewhere in another version");
}

#[test]
fn experiments_enrol_only_whom_they_are_shown_to() {
    let program = bank(vec![experiment(&json!({}))], vec![headline(), json!({"priority": 60})]).program();
    let (request, history) = request(&program, &unit(1));
    let decision = decide(&program, &request, &history);
    assert_eq!(decision.placements[0].campaign.as_str(), "b");
    let enrolled = decision.history.events().iter().any(|event| matches!(event.what, Happening::Enrolled { .. }));
    assert!(!enrolled, "an outranked campaign enrols nobody");
}

#[test]
fn experiments_faults_say_how_to_mend_them() {
    let other = |id: &str, layer: Value| experiment(&json!({"experiment": id, "layer": layer}));
    let part = |start: u16, count: u16| json!({"layer": "l", "start": start, "count": count});
    let does = |arm: Value| vec![json!({"experiments": [{"experiment": "e@1", "arms": [arm]}]})];
    for (bank, told) in [
        (
            bank(vec![other("e", part(0, 5_000)), other("f", part(4_999, 1))], vec![json!({})]),
            "`experiments[1].layer`: its part of the layer is `e`'s too, and no customer takes part in both: part them",
        ),
        (
            bank(vec![experiment(&json!({"when": {"flag": "n"}}))], vec![json!({})]),
            "`experiments[0].when.flag`: `n` is not a flag",
        ),
        (bank(vec![], vec![headline()]), "`experiments[0].experiment`: the policy has no experiment `e`"),
        (
            bank(vec![experiment(&json!({"version": 3}))], vec![headline()]),
            "`e@1` is `e@3` by now: see what it says, and write that",
        ),
        (
            bank(vec![experiment(&json!({}))], does(json!({"arm": "other", "when": {"flag": "yes"}}))),
            "`experiments[0].arms[0]`: `e@1` has no arm `other`",
        ),
        (
            bank(
                vec![experiment(&json!({}))],
                does(
                    json!({"arm": "benefit", "schedule": {"from": "2020-01-01T00:00:00Z", "until": "2021-01-01T00:00:00Z"}}),
                ),
            ),
            "the arm's schedule leaves the campaign's: keep it inside",
        ),
        (
            bank(vec![experiment(&json!({}))], does(json!({"arm": "control", "when": {"flag": "yes"}}))),
            "`control` is the first arm, the campaign as it stands: name another one",
        ),
        (
            bank(
                vec![experiment(&json!({}))],
                does(json!({"arm": "benefit", "creatives": {"es-US": words("x")["en-US"]}})),
            ),
            "the arm has other locales than the campaign: write all of the campaign's, and no more",
        ),
        (
            bank(vec![experiment(&json!({}))], does(json!({"arm": "benefit", "when": {"flag": "n"}}))),
            "`experiments[0].arms[0].when.flag`: `n` is not a flag",
        ),
        (
            bank(vec![experiment(&json!({}))], does(json!({"arm": "benefit"}))),
            "this arm is the campaign as it stands: say `creatives`, `when` or `schedule`, or leave it out",
        ),
        (
            bank(vec![experiment(&json!({}))], vec![json!({"experiments": [{"experiment": "e", "arms": []}]})]),
            "not an experiment: write its id and version, as in `od-headline@1`",
        ),
        (
            bank(vec![experiment(&json!({}))], vec![json!({"experiments": [{"experiment": "e@1", "arms": []}]})]),
            "empty: name an arm other than the first, or leave the experiment out",
        ),
        (
            bank(
                vec![experiment(&json!({}))],
                vec![json!({"experiments": [headline()["experiments"][0], headline()["experiments"][0]]})],
            ),
            "the campaign takes part in `e` already: say all in one place",
        ),
    ] {
        let refused = bank.activate().expect_err(told);
        assert!(refused.contains(told), "{told}\n{refused}");
    }
    let weight = |n: u32| json!({"arms": [{"arm": "control", "weight": n}, {"arm": "benefit", "weight": 1}]});
    for (over, told) in [
        (json!({"version": 0}), "versions count from 1"),
        (json!({"coverage_bp": 0}), "write 1 to 10000 basis points, or pause the experiment"),
        (json!({"coverage_bp": 10_001}), "write 1 to 10000 basis points, or pause the experiment"),
        (json!({"arms": [{"arm": "control", "weight": 1}]}), "an experiment has 2 to 16 arms"),
        (weight(0), "each weight is 1 or more, and all together 1000000 at most"),
        (weight(1_000_000), "each weight is 1 or more, and all together 1000000 at most"),
        (
            json!({"arms": [{"arm": "a", "weight": 1}, {"arm": "a", "weight": 1}]}),
            "an arm stands twice: name each once",
        ),
        (json!({"state": "shipped"}), "say in `ship` which arm is `shipped`, and only then"),
        (json!({"ship": "benefit"}), "say in `ship` which arm is `shipped`, and only then"),
        (json!({"state": "shipped", "ship": "other"}), "the experiment has no such arm"),
        (json!({"layer": part(0, 0)}), "a layer has the buckets 0 to 9999: name at least one, and none beyond"),
        (json!({"layer": part(9_999, 2)}), "a layer has the buckets 0 to 9999: name at least one, and none beyond"),
    ] {
        let text = bank(vec![experiment(&over)], vec![]).policy_text();
        let refused = serde_json::from_value::<PolicyDoc>(text).unwrap().into_policy().expect_err(told).to_string();
        assert!(refused.contains(told), "{told}\n{refused}");
    }
}

#[test]
fn experiments_are_read_arm_by_arm_before_they_are_approved() {
    let audience =
        json!({"when": {"flag": "young"}, "coverage_bp": 2_000, "layer": {"layer": "copy", "start": 0, "count": 500}});
    let arm = json!({
        "arm": "benefit", "creatives": words("Save twice as much"), "when": {"past": {"days": 3, "feature": "ev.date"}},
        "schedule": {"from": "2026-06-01T08:00:00-04:00", "until": "2026-07-01T00:00:00-04:00"}
    });
    let program =
        bank(vec![experiment(&audience)], vec![json!({"experiments": [{"experiment": "e@1", "arms": [arm]}]})])
            .program();
    let id = CampaignId::new("a").unwrap();
    let told = explain::rendering_of(&program, &id, &Locale::new("en-US").unwrap()).unwrap();
    for sentence in [
        "The experiment “Headlines” (e@1) is running.\n",
        "  - “control”: 1 of 2; campaigns as they stand\n  - “benefit”: 1 of 2\n",
        "  - 20% of the customers in each arm are enrolled; everybody else sees the first arm\n",
        "  - only customers in the buckets 0 to 499 of 0 to 9999 of the layer “copy” take part, and in no other experiment there\n",
        "  - only customers take part for whom this holds: the bank's flag “young” is set\n",
        "In the arm “benefit” of e@1:\n  - customers see other words, which are given for each locale\n",
        "  - it is shown only from Jun 1, 2026, 08:00 (UTC-04:00) until just before Jul 1, 2026, 00:00 (UTC-04:00)\n",
        "  - it is shown only when this holds too: ",
        "A customer of exactly en-US in the arm “benefit” of e@1 sees:\n  - headline: “Save twice as much”\n",
    ] {
        assert!(told.contains(sentence), "{sentence}\n{told}");
    }
    let policy = explain::policy(&program.review().policy, program.catalogue(), Language::Spanish);
    assert!(policy.contains("El experimento “Headlines” (e@1) está en curso."), "{policy}");
    let review = program.review();
    let read = explain::features_read(&review.campaigns[0], program.catalogue(), &review.policy);
    let read: Vec<&str> = read.iter().map(|id| id.as_str()).collect();
    assert_eq!(read, ["ev.date", "yes", "young"], "arms and audiences read features too");
}

/// A campaign and a policy that say all there is to say about ranking and experiments.
fn everything() -> (Value, Value) {
    let flag = |name: &str| json!({"flag": name});
    let arm = json!({
        "arm": "benefit", "creatives": words("other"), "when": flag("young"),
        "schedule": {"from": "2026-06-01T08:00:00-04:00", "until": "2026-07-01T00:00:00-04:00"}
    });
    let campaign = campaign(
        "a",
        &json!({
            "conflict_group": "rates", "context": [{"percent": 20, "when": flag("yes")}, {"percent": -30, "when": flag("young")}],
            "experiments": [{"experiment": "e@1", "arms": [arm]}, {"experiment": "f@1", "arms": [{"arm": "benefit", "when": flag("yes")}]}],
            "propensity": "p", "value": "35.00 USD"
        }),
    );
    let shipped = json!({"experiment": "f", "state": "shipped", "ship": "benefit"});
    let bounded =
        json!({"coverage_bp": 2_000, "layer": {"layer": "copy", "start": 5, "count": 500}, "when": flag("yes")});
    let policy = Bank {
        policy: json!({
            "arbitration": {
                "factors": ["propensity", "value"], "salt": "s-1",
                "levers": [{"category": "card", "percent": 20}, {"group": "g", "percent": -5}]
            },
            "experiments": [experiment(&bounded), experiment(&shipped)]
        }),
        campaigns: vec![],
    };
    (campaign, policy.policy_text())
}

#[test]
fn every_edit_of_ranking_and_experiments_is_told_in_words() {
    let (campaign, policy) = everything();
    let catalogue = wire::catalogue::read(canonical::<CatalogueDoc>(&catalogue()).as_bytes()).unwrap();
    let read_campaign = |text: &str| wire::campaign::read(text.as_bytes()).ok();
    let read_policy = |text: &str| wire::policy::read(text.as_bytes()).ok();
    let before = (canonical::<CampaignDoc>(&campaign), canonical::<PolicyDoc>(&policy));
    let (says, rules) = (read_campaign(&before.0).unwrap(), read_policy(&before.1).unwrap());
    let words: BTreeSet<String> =
        ["mandatory", "paused", "stopped", "running", "context", "lever", "deposit", "r", "young", "yes"]
            .map(str::to_owned)
            .into();
    let (mut told, mut untold) = (0, BTreeSet::new());
    for (of_policy, text) in [(false, &before.0), (true, &before.1)] {
        let whole: Value = serde_json::from_str(text).unwrap();
        let mut paths = Vec::new();
        leaves(&whole, "", &mut paths);
        for path in &paths {
            let edits = others(whole.pointer(path).unwrap(), &words).into_iter().map(|other| {
                let mut changed = whole.clone();
                *changed.pointer_mut(path).unwrap() = other;
                changed.to_string()
            });
            let differs = |after: &String| match of_policy {
                true => read_policy(after).map(|new| {
                    explain::policy_changes(
                        &Version { says: &rules, text, catalogue: &catalogue, policy: &rules },
                        &Version { says: &new, text: after, catalogue: &catalogue, policy: &new },
                        Language::English,
                    )
                }),
                false => read_campaign(after).map(|new| {
                    explain::campaign_changes(
                        &Version { says: &says, text, catalogue: &catalogue, policy: &rules },
                        &Version { says: &new, text: after, catalogue: &catalogue, policy: &rules },
                        Language::English,
                    )
                }),
            };
            for difference in edits.filter_map(|after| differs(&after)).take(3) {
                told += 1;
                if difference.is_empty() || difference.text().contains("no sentence above tells it") {
                    untold.insert(path.clone());
                }
            }
        }
    }
    println!("{told} edits told");
    assert!(told > 80, "{told}");
    assert!(untold.is_empty(), "{untold:?}");
}
