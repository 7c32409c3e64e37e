//! What the bank is told: once a period whoever decides, remembered as long as the period may come again, and faults told to authors.
//!
//! What one request tells has its rows in `tests/corpus/notify.json`.

use serde_json::{Value, json};
use tellerside::campaign::{Again, Notify};
use tellerside::compile::{self, Program};
use tellerside::decide::{decide, prune};
use tellerside::decision::Decision;
use tellerside::feature::Catalogue;
use tellerside::history::{History, MAX_EVENTS};
use tellerside::time::{Day, Moment};
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;

use crate::contact::{Bank, campaign};
use crate::oracle::Chance;

const AGAIN: [&str; 4] = ["day", "week", "month", "once"];

/// TRUE whatever is known.
fn always() -> Value {
    json!({"calendar": {"season": {"from": "01-01", "until": "12-31"}}})
}

/// A campaign with a tier for each period.
fn tiers() -> Value {
    let tier = |again: &&str| json!({"again": again, "notice": again});
    let mut notify: Vec<Value> = AGAIN.iter().map(tier).collect();
    notify.sort_by_key(|tier| tier["notice"].as_str().unwrap().to_owned());
    json!({"notify": notify, "when": always(), "schedule": {"from": "2000-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"}})
}

fn program(campaigns: Vec<Value>) -> Program {
    Bank { contact: Value::Null, campaigns }.activate().unwrap()
}

fn asked(program: &Program, as_of: &str, now: &str, history: &History) -> Decision {
    let request = json!({
        "features": {"as_of": as_of, "currency": "USD", "features": {"yes": true}, "vector": 1},
        "locales": ["en-US"], "notifications": true, "now": now, "page": "home", "slots": ["hero"],
        "storage": "durable", "visit": "own_session"
    });
    let (request, _) = wire::request::read(&request.to_string(), program.catalogue()).unwrap();
    decide(program, &request, history)
}

fn told(decision: &Decision) -> Vec<String> {
    decision.notifications.iter().map(|told| format!("{} {}", told.notice, told.period)).collect()
}

fn notices(history: &History) -> Vec<&str> {
    let ids = history.events().iter().map(|event| event.id.as_str());
    ids.filter(|id| id.starts_with("notified-")).collect()
}

#[test]
fn page_and_edge_make_one_event_of_one_notice() {
    let program = program(vec![tiers()]);
    let none = History::default();
    // Two hosts, whose clocks tell different offsets and hours, of one vector.
    let page = asked(&program, "2026-11-22", "2026-11-23T09:30:00-05:00", &none);
    let edge = asked(&program, "2026-11-22", "2026-11-23T23:10:00+02:00", &none);
    assert_eq!(told(&page), ["day 2026-11-22", "month 2026-11", "once once", "week 2026-W47"]);
    assert_eq!(told(&page), told(&edge));
    let both = page.history.merge(&edge.history);
    assert_eq!(
        notices(&both).iter().collect::<std::collections::BTreeSet<_>>().into_iter().copied().collect::<Vec<_>>(),
        [
            "notified-2026-11-22.1-a-day",
            "notified-2026-11.1-a-month",
            "notified-2026-w47.1-a-week",
            "notified-once.1-a-once"
        ]
    );
    assert_eq!(notices(&both).len(), 4, "each once");
    for history in [&both, &page.history, &edge.history] {
        assert!(told(&asked(&program, "2026-11-22", "2026-11-24T09:30:00-05:00", history)).is_empty());
    }
    let next = asked(&program, "2026-11-23", "2026-11-24T09:30:00-05:00", &both);
    assert_eq!(told(&next), ["day 2026-11-23", "week 2026-W48"]);
}

#[test]
fn a_vector_of_no_known_day_tells_nothing() {
    let program = program(vec![tiers()]);
    for (as_of, count, because) in [
        ("2026-11-23", 4, "of today"),
        ("2026-11-24", 0, "of tomorrow: nothing in it is believed, nor its day"),
        ("2025-10-19", 4, "400 days ago"),
        ("2025-10-18", 0, "longer ago than any notice is remembered"),
    ] {
        let decision = asked(&program, as_of, "2026-11-23T09:30:00-05:00", &History::default());
        assert_eq!((told(&decision).len(), notices(&decision.history).len()), (count, count), "{because}");
    }
}

#[test]
fn a_pruned_history_tells_nothing_twice() {
    let program = program(vec![tiers()]);
    let mut chance = Chance(61);
    let (mut kept, mut gone, mut again) = (0, 0, 0);
    let last = Day::parse("2026-11-22").unwrap();
    for _ in 0..300 {
        // What was told over three years, dated by clocks that are right, early or late.
        let events: Vec<Value> = (0..30)
            .map(|n| {
                let back = [chance.below(1_100), 395 + chance.below(12), chance.below(40)][chance.below(3)];
                let kind = chance.below(4);
                let again = [Again::Day, Again::Week, Again::Month, Again::Once][kind];
                let days = i64::try_from([back, 0, back + 700][chance.below(3)]).unwrap();
                json!({
                    "at": (last.number() - days) * 86_400_000, "campaign": "a", "id": format!("e{n}"), "kind": "notified",
                    "notice": AGAIN[kind], "period": again.period(last.minus(u16::try_from(back).unwrap()))
                })
            })
            .collect();
        let history = wire::history::read(&json!({"events": events, "history": 1}).to_string()).unwrap();
        let offsets = ["Z", "+14:00", "-12:00", "+23:59", "-23:59"];
        let now = Moment::parse(&format!("{last}T12:00:00{}", offsets[chance.below(5)])).unwrap();
        let pruned = prune(&program, &history, now);
        assert_eq!(prune(&program, &pruned, now), pruned);
        kept += pruned.events().len();
        gone += history.events().len() - pruned.events().len();
        for later in [0, 1, 60_000, 86_400_000, 5 * 86_400_000] {
            let offset = [0, 840, -720, 1_439, -1_439][chance.below(5)];
            let at = Moment::new(now.millis() + later, offset).unwrap();
            for old in [0, 1, 30, 200, 397, 398, 399, 400, 401] {
                let as_of = at.day().minus(old).to_string();
                let [before, after] =
                    [&history, &pruned].map(|history| told(&asked(&program, &as_of, &at.to_string(), history)));
                assert_eq!(before, after, "{as_of} at {at}");
                again += before.len();
            }
        }
    }
    assert!(kept > 1_000 && gone > 100 && again > 1_000, "{kept} {gone} {again}");
    println!("{kept} notices kept, {gone} forgotten, {again} given afterwards");
}

#[test]
fn overflow_stops_promotions_and_no_notice() {
    let program = program(vec![tiers()]);
    let events: Vec<Value> =
        (0..=MAX_EVENTS).map(|n| json!({"at": 1, "campaign": "x", "id": format!("e{n}"), "kind": "click"})).collect();
    let history = wire::history::read(&json!({"events": events, "history": 1}).to_string()).unwrap();
    let decision = asked(&program, "2026-11-22", "2026-11-23T09:30:00-05:00", &history);
    assert_eq!((decision.placements.len(), told(&decision).len()), (0, 4));
    assert!(told(&asked(&program, "2026-11-22", "2026-11-23T09:30:01-05:00", &decision.history)).is_empty());
}

fn catalogue() -> Catalogue {
    let feature = |id: &str, kind: &str, more: Value| {
        let mut feature = json!({
            "basis": [], "definition": id, "id": id, "provenance": "first_party", "purpose": "marketing",
            "scope": "customer", "sensitivity": 3, "source": "core", "type": kind, "version": 1
        });
        feature.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        feature
    };
    let catalogue = json!({"catalogue": 1, "features": [
        feature("acc", "money", json!({"scope": "account"})),
        feature("age", "count", json!({"basis": ["age"]})),
        feature("avg", "average", json!({})),
        feature("bal", "money", json!({})),
        feature("ev", "events", json!({"classes": ["a"]})),
        feature("health", "flag", json!({"sensitivity": 4})),
        feature("months", "money", json!({"series": "calendar_month"})),
        feature("sup", "flag", json!({"purpose": "suppression"})),
        feature("yes", "flag", json!({})),
    ]});
    serde_json::from_value::<CatalogueDoc>(catalogue).unwrap().into_catalogue().unwrap()
}

#[test]
fn what_may_not_leave_is_told_to_authors() {
    const TELLS: &str = "cannot be told: name a feature of the customer with a single value, and no average";
    const LEAVES: &str = "may not leave: only what serves `marketing`, is of sensitivity 3 at most and stands for no prohibited basis may";
    for (more, path, fault) in [
        (json!({"values": ["bal", "yes"]}), "", String::new()),
        (json!({"values": ["acc"]}), "notify[0].values[0]", format!("`acc` {TELLS}")),
        (json!({"values": ["avg"]}), "notify[0].values[0]", format!("`avg` {TELLS}")),
        (json!({"values": ["ev"]}), "notify[0].values[0]", format!("`ev` {TELLS}")),
        (json!({"values": ["bal", "months"]}), "notify[0].values[1]", format!("`months` {TELLS}")),
        (json!({"values": ["age"]}), "notify[0].values[0]", format!("`age` {LEAVES}")),
        (json!({"values": ["health"]}), "notify[0].values[0]", format!("`health` {LEAVES}")),
        (json!({"values": ["sup"]}), "notify[0].values[0]", format!("`sup` {LEAVES}")),
        (
            json!({"values": ["ball"]}),
            "notify[0].values[0]",
            "the catalogue has no feature `ball`: did you mean `bal`?".into(),
        ),
        (json!({"when": {"flag": "bal"}}), "notify[0].when.flag", "`bal` is not a flag with a single value".into()),
        // Whatever may not leave may still be asked.
        (json!({"when": {"flag": "health"}}), "", String::new()),
    ] {
        let mut tier = json!({"again": "day", "notice": "n"});
        tier.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let doc: CampaignDoc = serde_json::from_value(campaign("a", &json!({"notify": [tier]}))).unwrap();
        let faults = compile::faults(&doc.into_campaign().unwrap(), &catalogue(), &[]);
        let told: Vec<_> = faults.iter().map(|f| (f.path.as_str(), f.fault.as_str())).collect();
        let expected = if path.is_empty() { vec![] } else { vec![(path, fault.as_str())] };
        assert_eq!(told, expected, "{more}");
    }
}

#[test]
fn tiers_have_one_order() {
    let tier = |notice: &str| json!({"again": "day", "notice": notice});
    let nine: Vec<Value> = (0..9).map(|n| tier(&format!("n{n}"))).collect();
    for (notify, path, because) in [
        (json!([tier("a"), tier("a")]), "notify", "a notice twice"),
        (json!([tier("b"), tier("a")]), "notify", "not ascending"),
        (json!(nine), "notify", "nine"),
        (json!([{"again": "day", "notice": "a", "values": ["b", "a"]}]), "notify[0].values", "values not ascending"),
        (json!([{"again": "day", "notice": "a", "values": ["a", "a"]}]), "notify[0].values", "a value twice"),
        (json!([{"again": "day", "notice": "A"}]), "notify[0].notice", "no code"),
    ] {
        let doc: CampaignDoc = serde_json::from_value(campaign("a", &json!({"notify": notify}))).unwrap();
        assert_eq!(doc.into_campaign().unwrap_err().path(), path, "{because}");
    }
    for (notify, because) in [
        (json!([]), "empty: there is one way to say that there is none"),
        (json!({"notice": "a"}), "an object, as it once was"),
        (json!([{"notice": "a"}]), "without a period"),
        (json!([{"again": "year", "notice": "a"}]), "a year is no period"),
    ] {
        assert!(serde_json::from_value::<CampaignDoc>(campaign("a", &json!({"notify": notify}))).is_err(), "{because}");
    }
    assert_eq!(Notify::OLDEST_DAYS, 400);
}
