//! A bank with a rule of every kind, released anew every ten days.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tellerside::author::release::ReleaseFiles;
use tellerside::bundle::{Audience, Environment, PagePolicy};
use tellerside::compile::Program;
use tellerside::id::{BankId, CampaignId};
use tellerside::time::Moment;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;
use tellerside::wire::policy::PolicyDoc;

use super::{DAYS, GROWTH};
use crate::contact::campaign;
use crate::corpus::canonical;
use crate::experiments::words;
use crate::signing::Signed;

/// 2026-06-01, a Monday and the first of a month of 30 days.
pub(super) const START: i64 = 1_780_272_000_000;
pub(super) const HOUR: i64 = 3_600_000;
pub(super) const DAY: i64 = 24 * HOUR;

/// A release holds for eleven days.
const RELEASE_DAYS: i64 = 10;

/// Below this bucket a household sees no promotion.
pub(super) const HOUSEHOLDS: u64 = 500;

pub(super) struct Bank {
    programs: Vec<Program>,
}

impl Bank {
    pub(super) fn new() -> Self {
        let program = |day: i64| {
            let coverage = if day < GROWTH { 1_000 } else { 5_000 };
            let issued = Moment::new(START + day * DAY, 0).unwrap();
            let page = PagePolicy::read(r#"{"deny":[],"floor":7,"policy":1}"#).unwrap();
            let audience = Audience { bank: BankId::new("two-months").unwrap(), environment: Environment::Test };
            Signed::of(&audience, files(coverage), issued).activate(&page, issued).unwrap()
        };
        Self { programs: (0..DAYS).step_by(usize::try_from(RELEASE_DAYS).unwrap()).map(program).collect() }
    }

    pub(super) fn program(&self, day: i64) -> &Program {
        &self.programs[usize::try_from(day / RELEASE_DAYS).unwrap()]
    }
}

fn files(coverage: u64) -> ReleaseFiles {
    let text = |(id, over): (&str, Value)| {
        let mut whole = campaign(id, &over);
        whole["schedule"]["from"] = json!("2026-01-01T00:00:00Z");
        (CampaignId::new(id).unwrap(), canonical::<CampaignDoc>(&whole))
    };
    ReleaseFiles {
        catalogue: canonical::<CatalogueDoc>(&catalogue()),
        policy: canonical::<PolicyDoc>(&policy(coverage)),
        goldens: r#"{"goldens":[]}"#.into(),
        campaigns: campaigns().into_iter().map(text).collect::<BTreeMap<_, _>>(),
    }
}

fn catalogue() -> Value {
    let feature = |id: &str, kind: &str| {
        json!({
            "basis": [], "definition": id, "id": id, "max_age": {"days": 3}, "provenance": "first_party", "purpose": "marketing",
            "scope": "customer", "sensitivity": 1, "source": "core", "type": kind, "version": 1
        })
    };
    json!({"catalogue": 1, "features": [
        feature("exp.bucket", "count"), feature("low", "flag"), feature("opt.marketing", "flag"), feature("sup.all", "flag"),
        feature("sup.credit", "flag"), feature("yes", "flag")
    ]})
}

fn policy(coverage: u64) -> Value {
    let arm = |arm: &str, weight: u64| json!({"arm": arm, "weight": weight});
    let experiment = |name: &str, coverage: u64, arms: Value, layer: Option<u64>| {
        let mut experiment = json!({
            "arms": arms, "coverage_bp": coverage, "experiment": name, "name": name, "state": "running", "version": 1
        });
        if let Some(start) = layer {
            experiment["layer"] = json!({"count": 5_000, "layer": "deposits", "start": start});
        }
        experiment
    };
    let halves = || json!([arm("control", 1), arm("other", 1)]);
    json!({
        "calendar": {"holidays": [], "weekend": ["sat", "sun"]}, "global_holdout_bp": HOUSEHOLDS, "policy": 1,
        "quiet_pages": ["pay.confirm"],
        "contact": {
            "caps": [
                {"count": 5, "days": 7, "event": "impression", "scope": "global"},
                {"calendar": "month", "count": 6, "event": "impression", "scope": "group"},
                {"calendar": "day", "count": 1, "event": "impression", "scope": "slot"}
            ],
            "gap_hours": 3,
            "pauses": [
                {"after": "dismiss", "count": 2, "days": 14, "pause_days": 20, "scope": "group"},
                {"after": "dismiss", "count": 2, "days": 30, "pause_days": 45, "scope": "campaign"}
            ]
        },
        "experiments": [
            experiment("headline", coverage, json!([arm("control", 1), arm("calm", 2), arm("bold", 1)]), None),
            experiment("layer-a", 10_000, halves(), Some(0)),
            experiment("layer-b", 10_000, halves(), Some(5_000))
        ],
        "suppressions": [
            {"code": "credit", "tier": "T2", "marketing_only": true, "categories": ["card"], "when": {"flag": "sup.credit"}},
            {"code": "legal", "tier": "T0", "marketing_only": false, "when": {"flag": "sup.all"}},
            {"code": "optout", "tier": "T0", "marketing_only": true, "when": {"flag": "opt.marketing"}}
        ]
    })
}

/// What the rules of `rules.rs` say again in their own words.
fn campaigns() -> Vec<(&'static str, Value)> {
    let cap =
        |count: u64, days: u64| json!([{"count": count, "days": days, "event": "impression", "scope": "campaign"}]);
    let arms = |experiment: &str, arms: &[&str]| {
        let arms: Vec<Value> = arms.iter().map(|arm| json!({"arm": arm, "creatives": words(arm)})).collect();
        json!({"arms": arms, "experiment": experiment})
    };
    let evergreen =
        |slot: &str| json!({"class": "servicing", "category": "service", "lane": "evergreen", "slots": [slot]});
    vec![
        (
            "card-offer",
            json!({"category": "card", "topic": "cards", "group": "lending", "caps": cap(2, 5), "slots": ["card", "hero"]}),
        ),
        ("evergreen-card", evergreen("card")),
        ("evergreen-hero", evergreen("hero")),
        (
            "headline-test",
            json!({
                "caps": cap(3, 10), "group": "deposits", "slots": ["hero"],
                "experiments": [arms("headline@1", &["bold", "calm"])]
            }),
        ),
        (
            "held-out",
            json!({"caps": cap(4, 30), "holdout": {"salt": "own-2026", "share_bp": 1_000}, "slots": ["card", "hero"], "topic": "savings"}),
        ),
        (
            "layered",
            json!({
                "caps": [{"calendar": "week", "count": 1, "event": "impression", "scope": "campaign"}], "group": "deposits",
                "slots": ["card"], "experiments": [arms("layer-a@1", &["other"]), arms("layer-b@1", &["other"])]
            }),
        ),
        (
            "low-balance",
            json!({
                "cooldowns": [{"after": "click", "days": 9}, {"after": "dismiss", "days": 15}, {"after": "not_interested", "days": 40}],
                "group": "lending", "priority": 70, "slots": ["card", "hero"], "when": {"flag": "low"}
            }),
        ),
        (
            "notice",
            json!({"class": "servicing", "category": "service", "lane": "mandatory", "slots": ["card"], "when": {"session": {"hours": {"from": "20:00", "until": "22:00"}}}}),
        ),
    ]
}
