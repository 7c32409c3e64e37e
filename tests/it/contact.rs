//! What the bank's policy says about contact, for all campaigns, and the faults that are told of caps, cooldowns and pauses.
//!
//! A campaign's own caps and cooldowns have their rows in `tests/corpus/contact.json`; there all rows share one policy.

use serde_json::{Value, json};
use tellerside::activate::ActivateError;
use tellerside::author::release::ReleaseFiles;
use tellerside::bundle::{Audience, Environment, PagePolicy};
use tellerside::campaign::MAX_COUNT;
use tellerside::compile::{self, Fault, Program};
use tellerside::decide::{decide, observe};
use tellerside::history::{History, MAX_EVENTS};
use tellerside::id::{BankId, CampaignId, SuppressionCode};
use tellerside::time::Moment;
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;
use tellerside::wire::policy::PolicyDoc;

use crate::corpus::canonical;
use crate::signing::Signed;

const ISSUED: &str = "2026-11-20T00:00:00Z";

/// What happens to one customer, one after the other.
pub(crate) enum Step {
    /// At this moment the page asks for its slots; the answer for each campaign, `gate` or `gate:code`, by id.
    Ask(&'static str, &'static [&'static str]),
    /// At this moment an event of this kind happens to this campaign in this slot.
    Did(&'static str, &'static str, &'static str, &'static str),
    /// From now on the host keeps the history like this.
    Kept(&'static str),
    /// From now on the vector carries this for `ct.imp7`.
    Fed(Value),
    /// From now on the vector is of this day.
    AsOf(&'static str),
}

/// A bank with a contact policy and some campaigns, `a` first.
pub(crate) struct Bank {
    pub(crate) contact: Value,
    /// Laid over a promotion that is always on and may take every slot.
    pub(crate) campaigns: Vec<Value>,
}

fn feature(id: &str, kind: &str) -> Value {
    json!({
        "basis": [], "definition": id, "id": id, "max_age": {"days": 3}, "provenance": "first_party", "purpose": "marketing",
        "scope": "customer", "sensitivity": 1, "source": "core", "type": kind, "version": 1
    })
}

fn catalogue() -> Value {
    json!({"catalogue": 1, "features": [feature("ct.imp7", "count"), feature("yes", "flag")]})
}

pub(crate) fn policy(contact: &Value) -> Value {
    let mut policy = json!({
        "calendar": {"holidays": [], "weekend": ["sat", "sun"]}, "global_holdout_bp": 0, "policy": 1, "quiet_pages": [],
        "suppressions": []
    });
    if !contact.is_null() {
        policy["contact"] = contact.clone();
    }
    policy
}

pub(crate) fn campaign(id: &str, over: &Value) -> Value {
    let action = json!({"label": "Go", "offer": "O-1", "url": "/o"});
    let mut campaign = json!({
        "campaign": id, "category": "deposit", "class": "promotional", "default_locale": "en-US",
        "creatives": {"en-US": {"action": action, "body": "b", "headline": "h", "why": "w"}},
        "name": id, "priority": 50, "schedule": {"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"},
        "slots": ["card", "hero", "list"], "when": {"flag": "yes"}
    });
    for (name, value) in over.as_object().into_iter().flatten() {
        campaign[name] = value.clone();
    }
    campaign
}

impl Bank {
    pub(crate) fn activate(&self) -> Result<Program, ActivateError> {
        let id = |n: usize| char::from(b'a' + u8::try_from(n).unwrap()).to_string();
        let campaigns = self
            .campaigns
            .iter()
            .enumerate()
            .map(|(n, over)| (CampaignId::new(&id(n)).unwrap(), canonical::<CampaignDoc>(&campaign(&id(n), over))));
        let files = ReleaseFiles {
            catalogue: canonical::<CatalogueDoc>(&catalogue()),
            policy: canonical::<PolicyDoc>(&policy(&self.contact)),
            goldens: r#"{"goldens":[]}"#.into(),
            campaigns: campaigns.collect(),
        };
        let audience = Audience { bank: BankId::new("contact-bank").unwrap(), environment: Environment::Test };
        let issued = Moment::parse(ISSUED).unwrap();
        let page = PagePolicy::read(r#"{"deny":[],"floor":7,"policy":1}"#).unwrap();
        Signed::of(&audience, files, issued).activate(&page, issued)
    }

    /// Lives through the steps, and holds every answer against what it must be.
    #[track_caller]
    pub(crate) fn live(&self, steps: &[Step], because: &str) {
        let program = self.activate().unwrap_or_else(|refused| panic!("{because}: {refused}"));
        let (mut history, mut storage, mut fed, mut as_of) = (History::default(), "durable", Value::Null, "2026-11-22");
        for (n, step) in steps.iter().enumerate() {
            match step {
                Step::Kept(word) => storage = word,
                Step::Fed(count) => fed = count.clone(),
                Step::AsOf(day) => as_of = day,
                Step::Did(at, kind, campaign, slot) => {
                    let text = json!({"at": at, "campaign": campaign, "kind": kind, "slot": slot}).to_string();
                    history = observe(&program, &history, wire::observed::read(&text, &history).unwrap());
                }
                Step::Ask(now, expected) => {
                    let request = json!({
                        "features": {
                            "as_of": as_of, "currency": "USD", "features": {"ct.imp7": fed, "yes": true}, "vector": 1
                        },
                        "locales": ["en-US"], "now": now, "page": "home", "slots": ["hero", "card"], "storage": storage,
                        "visit": "own_session"
                    });
                    let (request, _) = wire::request::read(&request.to_string(), program.catalogue()).unwrap();
                    let decision = decide(&program, &request, &history);
                    let told = decision.verdicts.iter().map(|verdict| {
                        let code = verdict.code.as_ref().map(SuppressionCode::as_str);
                        code.map_or(verdict.gate.word().into(), |code| format!("{}:{code}", verdict.gate.word()))
                    });
                    assert_eq!(told.collect::<Vec<String>>(), *expected, "{because}: step {n}, {now}");
                    history = decision.history;
                }
            }
        }
    }
}

fn one(over: Value) -> Vec<Value> {
    vec![over]
}

const IMPRESSION: &str = "impression";

#[test]
fn what_the_policy_says_holds_for_every_promotion() {
    use Step::{AsOf, Ask, Did, Fed, Kept};
    let gap = json!({"gap_hours": 4});
    let slot = json!({"caps": [{"count": 1, "event": "impression", "scope": "slot", "calendar": "day"}]});
    let global = json!({"caps": [{"count": 2, "days": 7, "event": "impression", "scope": "global"}]});
    let pause = json!({"pauses": [{"after": "dismiss", "count": 2, "days": 2, "pause_days": 3, "scope": "campaign"}]});
    let servicing = json!({"class": "servicing", "category": "service"});
    for (contact, campaigns, steps, because) in [
        (
            gap.clone(),
            one(json!({})),
            vec![
                Did("2026-11-23T05:30:00Z", IMPRESSION, "gone", "hero"),
                Ask("2026-11-23T09:29:59.999Z", &["cooling:gap"]),
                Ask("2026-11-23T09:30:00Z", &["shown"]),
            ],
            "a gap ends exactly four hours after any promotion",
        ),
        (
            gap.clone(),
            vec![json!({"priority": 60}), json!({}), servicing.clone()],
            vec![Ask("2026-11-23T09:30:00Z", &["shown", "cooling:gap", "shown"])],
            "between two promotions of one decision there is no gap: the second is not placed",
        ),
        (
            gap.clone(),
            vec![json!({}), servicing.clone()],
            vec![
                Did("2026-11-23T09:00:00Z", IMPRESSION, "b", "hero"),
                Ask("2026-11-23T09:30:00Z", &["shown", "shown"]),
                Did("2026-11-23T09:30:00Z", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T09:30:00Z", &["cooling:gap", "shown"]),
            ],
            "a servicing message opens no gap and waits for none",
        ),
        (
            gap.clone(),
            one(json!({})),
            vec![Did("2026-11-23T09:30:00Z", IMPRESSION, "a", "hero"), Ask("2026-11-23T08:00:00Z", &["cooling:gap"])],
            "a clock set back ends no gap",
        ),
        (
            gap,
            one(json!({})),
            vec![Kept("session"), Fed(json!(0)), Ask("2026-11-23T09:30:00Z", &["history_ephemeral"])],
            "no count keeps a gap",
        ),
        (
            slot.clone(),
            vec![json!({"priority": 60}), json!({})],
            vec![
                Did("2026-11-23T09:00:00Z", IMPRESSION, "gone", "hero"),
                Ask("2026-11-23T09:30:00Z", &["shown", "capped:cap.slot"]),
                Did("2026-11-23T09:30:00Z", IMPRESSION, "a", "card"),
                Ask("2026-11-23T09:31:00Z", &["capped:cap.slot", "capped:cap.slot"]),
                Ask("2026-11-24T00:00:00Z", &["shown", "shown"]),
            ],
            "each slot counts for itself",
        ),
        (
            slot,
            vec![json!({"priority": 60}), servicing],
            vec![
                Did("2026-11-23T09:00:00Z", IMPRESSION, "b", "hero"),
                Did("2026-11-23T09:00:00Z", IMPRESSION, "b", "card"),
                Ask("2026-11-23T09:30:00Z", &["shown", "shown"]),
                Did("2026-11-23T09:30:00Z", IMPRESSION, "a", "hero"),
                Did("2026-11-23T09:30:01Z", IMPRESSION, "a", "card"),
                Ask("2026-11-23T09:31:00Z", &["capped:cap.slot", "shown"]),
            ],
            "servicing messages fill no slot and are kept from none",
        ),
        (
            global.clone(),
            vec![json!({}), json!({"group": "g"})],
            vec![
                Did("2026-11-23T09:00:00Z", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T09:30:00Z", &["capped:cap.global", "shown"]),
                Did("2026-11-23T09:30:00Z", IMPRESSION, "b", "hero"),
                Ask("2026-11-23T09:31:00Z", &["capped:cap.global", "capped:cap.global"]),
            ],
            "one is left: the one longest unseen takes it, and the decision places no second",
        ),
        (
            global,
            one(json!({})),
            vec![
                Kept("memory"),
                Ask("2026-11-23T09:30:00Z", &["history_ephemeral"]),
                Fed(json!(1)),
                Ask("2026-11-23T09:30:00Z", &["shown"]),
                Did("2026-11-23T09:31:00Z", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T09:31:00Z", &["capped:cap.global"]),
                AsOf("2026-11-23"),
                Fed(json!(2)),
                Ask("2026-11-24T09:30:00Z", &["capped:cap.global"]),
                AsOf("2026-11-19"),
                Ask("2026-11-23T09:30:00Z", &["trigger_unknown"]),
            ],
            "a page without storage rests on the bank's count",
        ),
        (
            pause.clone(),
            one(json!({})),
            vec![
                Did("2026-11-20T10:00:00Z", "dismiss", "a", "hero"),
                Did("2026-11-22T10:00:00Z", "dismiss", "a", "hero"),
                Ask("2026-11-22T11:00:00Z", &["shown"]),
                Did("2026-11-22T12:00:00Z", "dismiss", "a", "hero"),
                Ask("2026-11-25T11:59:59.999Z", &["cooling:pause"]),
                AsOf("2026-11-24"),
                Ask("2026-11-25T12:00:00Z", &["shown"]),
            ],
            "two that lie exactly two days apart are too far apart; a third within two days of the second pauses for three",
        ),
        (
            pause,
            vec![json!({}), json!({})],
            vec![
                Did("2026-11-22T10:00:00Z", "dismiss", "a", "hero"),
                Did("2026-11-22T11:00:00Z", "dismiss", "b", "hero"),
                Ask("2026-11-22T12:00:00Z", &["shown", "shown"]),
                Did("2026-11-22T12:00:00Z", "dismiss", "b", "hero"),
                Ask("2026-11-22T13:00:00Z", &["shown", "cooling:pause"]),
            ],
            "each campaign pauses for itself",
        ),
    ] {
        Bank { contact, campaigns }.live(&steps, because);
    }
}

#[test]
fn what_can_never_stop_a_showing_is_told() {
    let cap = |count: u32, scope: &str, window: &str| {
        let (name, value) = window.split_once(' ').unwrap();
        let value = value.parse::<u16>().map_or(json!(value), |number| json!(number));
        json!({"count": count, "event": "impression", "scope": scope, name: value})
    };
    let idle = |n: usize| format!("`caps[{n}]` allows no more in no less time, so this cap stops nothing: remove one");
    let clicks = json!({"count": 3, "days": 7, "event": "click", "scope": "campaign"});
    let cooldown = |after: &str, days: u16| json!({"after": after, "days": days});
    let a = "campaign";
    for (over, told, because) in [
        (
            json!({"caps": [cap(3, a, "days 7"), cap(1, a, "days 1"), clicks]}),
            vec![],
            "fewer in less time, and other events",
        ),
        (
            json!({"caps": [cap(3, a, "days 7"), cap(3, a, "days 6")]}),
            vec![("caps[1]", idle(0))],
            "as many in less time",
        ),
        (json!({"caps": [cap(5, a, "days 6"), cap(3, a, "days 7")]}), vec![("caps[0]", idle(1))], "more in less time"),
        (json!({"caps": [cap(3, a, "days 7"), cap(3, a, "days 7")]}), vec![("caps[1]", idle(0))], "the same twice"),
        (
            json!({"caps": [cap(3, a, "days 1"), cap(3, a, "hours 24")]}),
            vec![("caps[1]", idle(0))],
            "the same in hours",
        ),
        (json!({"caps": [cap(3, a, "days 7"), cap(3, "global", "days 6")]}), vec![], "of other campaigns as well"),
        (
            json!({"caps": [cap(3, a, "days 1"), cap(3, a, "calendar day")]}),
            vec![("caps[1]", idle(0))],
            "a day is no longer",
        ),
        (json!({"caps": [cap(3, a, "hours 23"), cap(3, a, "calendar day")]}), vec![], "but longer than this"),
        (json!({"caps": [cap(3, a, "days 7"), cap(3, a, "calendar week")]}), vec![("caps[1]", idle(0))], "a week"),
        (json!({"caps": [cap(3, a, "days 30"), cap(3, a, "calendar month")]}), vec![], "months have 31 days"),
        (json!({"caps": [cap(3, a, "days 31"), cap(3, a, "calendar month")]}), vec![("caps[1]", idle(0))], "no more"),
        (json!({"caps": [cap(3, a, "calendar month"), cap(3, a, "days 1")]}), vec![], "yesterday may be last month"),
        (json!({"caps": [cap(3, a, "calendar month"), cap(3, a, "calendar week")]}), vec![], "a week of two months"),
        (
            json!({"caps": [cap(3, a, "calendar week"), cap(4, a, "calendar day")]}),
            vec![("caps[1]", idle(0))],
            "a day of a week",
        ),
        (json!({"caps": [cap(2000, a, "days 7")]}), vec![], "as many as a history holds"),
        (
            json!({"caps": [cap(2001, a, "days 7")]}),
            vec![(
                "caps[0].count",
                "a history holds 2000 events at most, so no event reaches it: write no more than that".into(),
            )],
            "one more",
        ),
        (json!({"group": "g", "caps": [cap(2, "group", "days 7")]}), vec![], "a group"),
        (
            json!({"caps": [cap(2, "group", "days 7")]}),
            vec![(
                "caps[0].scope",
                "the campaign has no `group`, so the cap counts nothing: name its group, or remove the cap".into(),
            )],
            "no group",
        ),
        (json!({"cooldowns": [cooldown("click", 3), cooldown("dismiss", 3)]}), vec![], "after two answers"),
        (
            json!({"cooldowns": [cooldown("click", 3), cooldown("click", 30)]}),
            vec![("cooldowns[1].after", "there is a cooldown after this event already: keep the longer one".into())],
            "after one twice",
        ),
    ] {
        let doc: CampaignDoc = serde_json::from_value(campaign("c", &over)).unwrap();
        let faults = compile::contact_faults(&doc.into_campaign().unwrap());
        check_faults(&faults, &told, because);
        // The module refuses what the author is told of.
        let activated =
            Bank { contact: Value::Null, campaigns: one(over) }.activate().map_err(|refused| refused.code());
        assert_eq!(activated.err(), (!told.is_empty()).then_some("CAMPAIGN_INVALID"), "{because}");
    }
    assert_eq!(usize::try_from(MAX_COUNT).unwrap(), MAX_EVENTS, "what a cap counts to is what a history holds");
}

#[track_caller]
fn check_faults(faults: &[Fault], told: &[(&str, String)], because: &str) {
    let found: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.fault.clone())).collect();
    assert_eq!(found, told, "{because}");
}

#[test]
fn a_policy_that_can_never_stop_a_showing_is_told() {
    let cap =
        |count: u32, hours: u16| json!({"count": count, "event": "impression", "hours": hours, "scope": "global"});
    let pause = |count: u32, days: u16, lasts: u16| json!({"after": "dismiss", "count": count, "days": days, "pause_days": lasts, "scope": "group"});
    let held =
        "`gap_hours` lets fewer impressions than that into the window, so the cap stops nothing: remove one".to_owned();
    let later = "another pause after this event comes no later and lasts no less: remove one".to_owned();
    for (contact, told, because) in [
        (json!({"gap_hours": 4, "caps": [cap(3, 9)]}), vec![], "three in eight hours and a bit"),
        (json!({"gap_hours": 4, "caps": [cap(3, 8)]}), vec![("contact.caps[0].count", held.clone())], "not in eight"),
        (json!({"gap_hours": 4, "caps": [cap(1, 4)]}), vec![("contact.caps[0].count", held)], "the gap itself"),
        (json!({"gap_hours": 4, "caps": [cap(1, 5)]}), vec![], "longer than the gap"),
        (json!({"pauses": [pause(2, 7, 7), pause(3, 30, 30)]}), vec![], "more answers pause longer"),
        (
            json!({"pauses": [pause(2, 7, 7), pause(3, 7, 7)]}),
            vec![("contact.pauses[1]", later.clone())],
            "but no less",
        ),
        (json!({"pauses": [pause(2, 7, 7), pause(2, 7, 7)]}), vec![("contact.pauses[1]", later)], "twice"),
    ] {
        let doc: PolicyDoc = serde_json::from_value(policy(&contact)).unwrap();
        let catalogue = wire::catalogue::read(canonical::<CatalogueDoc>(&catalogue()).as_bytes()).unwrap();
        check_faults(&compile::policy_faults(&doc.into_policy().unwrap(), &catalogue), &told, because);
        let activated = Bank { contact, campaigns: Vec::new() }.activate().map_err(|refused| refused.code());
        assert_eq!(activated.err(), (!told.is_empty()).then_some("POLICY_INVALID"), "{because}");
    }
}

#[test]
fn a_counter_that_caps_cannot_rest_on_is_told() {
    let said = "`ct.imp7` of the catalogue: caps rest on it: it must be the customer's count with one value, without unit or window, and age";
    for (name, value, fits) in [
        ("type", json!("count"), true),
        ("type", json!("flag"), false),
        ("unit", json!("days"), false),
        ("scope", json!("account"), false),
        ("series", json!("day"), false),
        ("max_age", Value::Null, false),
    ] {
        let mut document = catalogue();
        document["features"][0][name] = value;
        if document["features"][0][name].is_null() {
            document["features"][0].as_object_mut().unwrap().remove(name);
        }
        let catalogue = wire::catalogue::read(canonical::<CatalogueDoc>(&document).as_bytes()).unwrap();
        let doc: PolicyDoc = serde_json::from_value(policy(&Value::Null)).unwrap();
        let faults = compile::policy_faults(&doc.into_policy().unwrap(), &catalogue);
        let told: Vec<_> = if fits { Vec::new() } else { vec![("contact", said.to_owned())] };
        check_faults(&faults, &told, name);
    }
}

#[test]
fn what_switches_a_rule_off_is_refused_and_the_mend_is_told() {
    let cap = json!({"count": 1, "days": 7, "event": "impression", "scope": "global"});
    let over = |name: &str, value: Value| {
        let mut cap = cap.clone();
        cap[name] = value;
        json!({"caps": [cap]})
    };
    let pause = |count: u32, days: u16, lasts: u16, after: &str| json!({"pauses": [{"after": after, "count": count, "days": days, "pause_days": lasts, "scope": "group"}]});
    let (zero_days, zero_hours) = (
        "zero days switch the rule off: write 1 or more, or leave it out",
        "zero hours switch the rule off: write 1 or more, or leave it out",
    );
    let impression = "after an impression a cap says the same: write it in `caps`";
    for (contact, path, fault) in [
        (json!({}), "contact", "empty: leave it out"),
        (json!({"gap_hours": 0}), "contact.gap_hours", zero_hours),
        (
            over("count", json!(0)),
            "contact.caps[0].count",
            "a cap of zero never shows anything: end the campaign's schedule instead",
        ),
        (over("days", json!(0)), "contact.caps[0].days", zero_days),
        (over("hours", json!(24)), "contact.caps[0]", "say one of `days`, `hours` and `calendar`"),
        (over("calendar", json!("day")), "contact.caps[0]", "say one of `days`, `hours` and `calendar`"),
        (
            over("scope", json!("campaign")),
            "contact.caps[0].scope",
            "a campaign's own cap stands in the campaign: write it there",
        ),
        (pause(0, 1, 1, "dismiss"), "contact.pauses[0].count", "a pause after no event never ends: write 1 or more"),
        (pause(1, 0, 1, "dismiss"), "contact.pauses[0].days", zero_days),
        (pause(1, 1, 0, "dismiss"), "contact.pauses[0].pause_days", zero_days),
        (pause(1, 1, 1, "impression"), "contact.pauses[0].after", impression),
    ] {
        let doc: PolicyDoc = serde_json::from_value(policy(&contact)).unwrap();
        let refused = doc.into_policy().unwrap_err();
        assert_eq!((refused.path(), refused.fault()), (path, fault), "{contact}");
    }
    for (over, path, fault) in [
        (json!({"cooldowns": [{"after": "click", "days": 0}]}), "cooldowns[0].days", zero_days),
        (json!({"cooldowns": [{"after": "impression", "days": 1}]}), "cooldowns[0].after", impression),
        (
            json!({"caps": [{"count": 1, "event": "click", "hours": 0, "scope": "campaign"}]}),
            "caps[0].hours",
            zero_hours,
        ),
        (
            json!({"caps": [{"count": 1, "event": "click", "scope": "campaign"}]}),
            "caps[0]",
            "say one of `days`, `hours` and `calendar`",
        ),
    ] {
        let doc: CampaignDoc = serde_json::from_value(campaign("c", &over)).unwrap();
        let refused = doc.into_campaign().unwrap_err();
        assert_eq!((refused.path(), refused.fault()), (path, fault), "{over}");
    }
}
