//! What other systems got wrong, and what happens here instead: every row is really decided.
//!
//! Each row says what the peer is known to do, by its own documentation, support notes or source, and what this engine does.

use serde_json::{Value, json};
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::policy::PolicyDoc;

use crate::contact::{Bank, Step, campaign, policy};

struct Row {
    peer: &'static str,
    theirs: &'static str,
    ours: &'static str,
    contact: Value,
    campaigns: Vec<Value>,
    steps: Vec<Step>,
}

const IMPRESSION: &str = "impression";

fn cap(count: u32, scope: &str, window: (&str, Value)) -> Value {
    json!({"count": count, "event": "impression", "scope": scope, window.0: window.1})
}

fn days(days: u16) -> (&'static str, Value) {
    ("days", json!(days))
}

fn calendar(period: &str) -> (&'static str, Value) {
    ("calendar", json!(period))
}

fn rows() -> Vec<Row> {
    use Step::{AsOf, Ask, Did, Kept};
    vec![
        Row {
            peer: "Pega CDH 24.2 (HFIX-C541, C1316, C316)",
            theirs: "policies at several levels at once: the outer ones are silently not enforced",
            ours: "every level is asked at every decision, and the reason says which one stopped it: here the group",
            contact: json!({"caps": [cap(2, "group", days(7)), cap(9, "global", days(7))]}),
            campaigns: vec![json!({"group": "g", "caps": [cap(3, "campaign", days(7))]}), json!({"group": "g"})],
            steps: vec![
                Did("2026-11-22T09:00:00Z", IMPRESSION, "a", "hero"),
                Did("2026-11-22T10:00:00Z", IMPRESSION, "b", "hero"),
                Ask("2026-11-23T09:00:00Z", &["capped:cap.group", "capped:cap.group"]),
            ],
        },
        Row {
            peer: "Pega CDH 24.2 (HFIX-C541, C1316, C316)",
            theirs: "the same, where the inner level allows and the outermost does not",
            ours: "the cap over all promotions holds for a campaign that has caps of its own, and for one that has none",
            contact: json!({"caps": [cap(2, "global", days(7))]}),
            campaigns: vec![
                json!({"group": "g", "caps": [cap(3, "campaign", days(7)), cap(3, "group", days(7))]}),
                json!({}),
            ],
            steps: vec![
                Did("2026-11-22T09:00:00Z", IMPRESSION, "gone", "hero"),
                Did("2026-11-22T10:00:00Z", IMPRESSION, "gone", "hero"),
                Ask("2026-11-23T09:00:00Z", &["capped:cap.global", "capped:cap.global"]),
            ],
        },
        Row {
            peer: "Pega CDH 24.2 (HFIX-C541, C1316, C316)",
            theirs: "what is not enforced is not told either",
            ours: "what cannot be kept stops the campaign, under a gate and a status of its own",
            contact: json!({"pauses": [{"after": "dismiss", "count": 3, "days": 30, "pause_days": 60, "scope": "campaign"}]}),
            campaigns: vec![json!({})],
            steps: vec![Kept("memory"), Ask("2026-11-23T09:00:00Z", &["history_ephemeral"])],
        },
        Row {
            peer: "Adobe Journey Optimizer",
            theirs: "the counter of a cap lags by up to 3 seconds, and a new rule takes up to 15 minutes",
            ours: "the decision of the same millisecond counts it",
            contact: json!({"caps": [cap(1, "global", days(1))]}),
            campaigns: vec![json!({})],
            steps: vec![
                Ask("2026-11-23T09:00:00.000Z", &["shown"]),
                Did("2026-11-23T09:00:00.000Z", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T09:00:00.000Z", &["capped:cap.global"]),
            ],
        },
        Row {
            peer: "Adobe Journey Optimizer",
            theirs: "several caps do not work for decisions that code asks for (\"multicapping not working\")",
            ours: "there is one way to decide, and all caps hold in it: also for the second slot of one call",
            contact: json!({"caps": [cap(2, "global", days(7)), cap(1, "slot", days(1))]}),
            campaigns: vec![json!({"priority": 60}), json!({})],
            steps: vec![
                Did("2026-11-22T10:00:00Z", IMPRESSION, "gone", "list"),
                Ask("2026-11-23T09:00:00Z", &["shown", "capped:cap.global"]),
            ],
        },
        Row {
            peer: "Adobe Journey Optimizer",
            theirs: "a day ends at midnight UTC, whatever clock the customer's bank goes by",
            ours: "a day ends at the bank's midnight: 20:00 in New York is past midnight UTC, and nothing is freed",
            contact: json!({"caps": [cap(1, "global", calendar("day"))]}),
            campaigns: vec![json!({})],
            steps: vec![
                Did("2026-11-23T18:00:00-05:00", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T20:00:00-05:00", &["capped:cap.global"]),
                Ask("2026-11-23T23:59:59.999-05:00", &["capped:cap.global"]),
                Ask("2026-11-24T00:00:00-05:00", &["shown"]),
            ],
        },
        Row {
            peer: "Adobe Journey Optimizer",
            theirs: "a week begins on Sunday",
            ours: "a week begins on Monday, and that is written down",
            contact: json!({"caps": [cap(1, "global", calendar("week"))]}),
            campaigns: vec![json!({})],
            steps: vec![
                Did("2026-11-21T12:00:00-05:00", IMPRESSION, "a", "hero"),
                Ask("2026-11-22T12:00:00-05:00", &["capped:cap.global"]),
                Ask("2026-11-23T00:00:00-05:00", &["shown"]),
            ],
        },
        Row {
            peer: "Adobe Journey Optimizer",
            theirs: "the capping event is by default the decision, not what was seen",
            ours: "a decision counts nothing, however often the page asks; a confirmed impression does",
            contact: json!({"caps": [cap(1, "global", days(1))]}),
            campaigns: vec![json!({})],
            steps: vec![
                Ask("2026-11-23T09:00:00Z", &["shown"]),
                Ask("2026-11-23T09:00:01Z", &["shown"]),
                Ask("2026-11-23T09:00:02Z", &["shown"]),
                Did("2026-11-23T09:00:03Z", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T09:00:03Z", &["capped:cap.global"]),
            ],
        },
        Row {
            peer: "Braze",
            theirs: "the global frequency cap does not hold for triggered in-app messages",
            ours: "no promotion is excluded, whatever triggers it: only a servicing message is, and it says so in its signed text",
            contact: json!({"caps": [cap(1, "global", days(7))]}),
            campaigns: vec![
                json!({"when": {"session": {"pages": ["home"]}}}),
                json!({"category": "activation"}),
                json!({"class": "servicing", "category": "service"}),
            ],
            steps: vec![
                Did("2026-11-22T10:00:00Z", IMPRESSION, "gone", "hero"),
                Ask("2026-11-23T09:00:00Z", &["capped:cap.global", "capped:cap.global", "shown"]),
            ],
        },
        Row {
            peer: "Braze",
            theirs: "caps in days are calendar days: \"once in 1 day\" allows 23:59 and 00:00",
            ours: "`days: 1` is 24 hours; a calendar day is another form, `calendar: day`",
            contact: json!({"caps": [cap(1, "global", days(1))]}),
            campaigns: vec![json!({})],
            steps: vec![
                Did("2026-11-22T23:59:00-05:00", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T00:00:00-05:00", &["capped:cap.global"]),
                Ask("2026-11-23T23:58:59.999-05:00", &["capped:cap.global"]),
                Ask("2026-11-23T23:59:00-05:00", &["shown"]),
            ],
        },
        Row {
            peer: "Braze, Nimbus",
            theirs: "a month is 2,592,000 seconds (Braze) or 28 days (Nimbus)",
            ours: "a month is the calendar's: what was seen on the 1st still counts on the 30th, and not on the 1st after it",
            contact: json!({"caps": [cap(1, "global", calendar("month"))]}),
            campaigns: vec![json!({})],
            steps: vec![
                Did("2026-11-01T00:00:00+14:00", IMPRESSION, "a", "hero"),
                AsOf("2026-11-29"),
                Ask("2026-11-30T23:59:59.999+14:00", &["capped:cap.global"]),
                Ask("2026-12-01T00:00:00+14:00", &["shown"]),
            ],
        },
        Row {
            peer: "Brave Ads",
            theirs: "parts of the day do not go over midnight, and include their last minute",
            ours: "22:00 to 06:00 holds at midnight, from its first minute up to its last",
            contact: Value::Null,
            campaigns: vec![json!({"when": {"session": {"hours": {"from": "22:00", "until": "06:00"}}}})],
            steps: vec![
                Ask("2026-11-22T21:59:59.999-05:00", &["not_triggered"]),
                Ask("2026-11-22T22:00:00-05:00", &["shown"]),
                Ask("2026-11-23T00:00:00-05:00", &["shown"]),
                Ask("2026-11-23T05:59:59.999-05:00", &["shown"]),
                Ask("2026-11-23T06:00:00-05:00", &["not_triggered"]),
            ],
        },
        Row {
            peer: "Brave Ads",
            theirs: "what was dismissed stays away for 48 hours, a number of the code",
            ours: "the campaign says how long, and is back after exactly that",
            contact: Value::Null,
            campaigns: vec![json!({"cooldowns": [{"after": "dismiss", "days": 2}]})],
            steps: vec![
                Did("2026-11-21T09:00:00Z", "dismiss", "a", "hero"),
                Ask("2026-11-23T08:59:59.999Z", &["cooling:cooldown.dismiss"]),
                Ask("2026-11-23T09:00:00Z", &["shown"]),
            ],
        },
        Row {
            peer: "Protected Audience",
            theirs: "caps at several levels have been asked for since 2021 (turtledove#138)",
            ours: "a group has caps, which outlive each of its campaigns",
            contact: json!({"caps": [cap(2, "group", days(30))]}),
            campaigns: vec![json!({"group": "g"}), json!({})],
            steps: vec![
                Did("2026-11-21T09:00:00Z", IMPRESSION, "a", "hero"),
                Did("2026-11-22T09:00:00Z", IMPRESSION, "a", "hero"),
                Ask("2026-11-23T09:00:00Z", &["capped:cap.group", "shown"]),
            ],
        },
    ]
}

#[test]
fn defects_of_peers_in_contact_policies_do_not_happen_here() {
    for Row { peer, theirs, ours, contact, campaigns, steps } in rows() {
        Bank { contact, campaigns }.live(&steps, &format!("{peer}: {theirs}. Here {ours}"));
    }
}

/// Zero that means "for ever" with one peer and "without limit" with another is refused here, and the mend says what to write.
#[test]
fn zero_of_peers_is_refused_here() {
    let zero =
        |count: u32, days: u16| json!([{"count": count, "days": days, "event": "impression", "scope": "campaign"}]);
    let cooldown = json!({"cooldowns": [{"after": "dismiss", "days": 0}]});
    let zero_days = "zero days switch the rule off: write 1 or more, or leave it out";
    for (peer, theirs, over, path, fault) in [
        (
            "Pega, upgrade from 8.6 or earlier",
            "a suppression whose time to live became 0 holds for ever",
            cooldown,
            "cooldowns[0].days",
            zero_days,
        ),
        (
            "Brave Ads",
            "a cap of 0 is no cap",
            json!({"caps": zero(0, 7)}),
            "caps[0].count",
            "a cap of zero never shows anything: end the campaign's schedule instead",
        ),
        ("Brave Ads", "a window of 0 is no cap", json!({"caps": zero(1, 0)}), "caps[0].days", zero_days),
    ] {
        let doc: CampaignDoc = serde_json::from_value(campaign("c", &over)).unwrap();
        let refused = doc.into_campaign().unwrap_err();
        assert_eq!((refused.path(), refused.fault()), (path, fault), "{peer}: {theirs}");
        // The module refuses the signed bundle too.
        let refused = Bank { contact: Value::Null, campaigns: vec![over] }.activate().map_err(|refused| refused.code());
        assert_eq!(refused.err(), Some("CAMPAIGN_INVALID"), "{peer}: {theirs}");
    }
    let pause = json!({"pauses": [{"after": "dismiss", "count": 1, "days": 1, "pause_days": 0, "scope": "campaign"}]});
    let doc: PolicyDoc = serde_json::from_value(policy(&pause)).unwrap();
    assert_eq!(
        doc.into_policy().unwrap_err().path(),
        "contact.pauses[0].pause_days",
        "Pega: a pause of 0 holds for ever"
    );
}
