//! Mistakes in what campaigns say: each is told, in its line, with the mend, and all of them on one screen.

use std::fs;
use std::path::Path;

use miette::{GraphicalReportHandler, GraphicalTheme};
use tellerside::author::campaign;
use tellerside::author::catalogue;
use tellerside::author::finding::{Findings, Source};
use tellerside::author::policy;
use tellerside::author::standard;
use tellerside::campaign::{Condition, Segment};
use tellerside::feature::Catalogue;
use tellerside::id::{FeatureId, SegmentId};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/mistakes"))
}

fn sample_catalogue() -> Catalogue {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample/catalogue.yaml");
    catalogue::read(&Source::new("catalogue.yaml", fs::read_to_string(path).unwrap())).unwrap().catalogue
}

fn standard_catalogue() -> Catalogue {
    catalogue::read(&Source::new("catalogue.yaml", standard::CATALOGUE.into())).unwrap().catalogue
}

/// As the command line draws it, without colors.
fn drawn(findings: &Findings) -> String {
    let handler =
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_links(false).with_width(120);
    let mut drawn = String::new();
    for report in findings.reports() {
        handler.render_report(&mut drawn, &report).unwrap();
    }
    drawn
}

#[test]
fn twelve_kinds_of_mistakes_are_told_on_one_screen() {
    let text = fs::read_to_string(folder().join("twelve-mistakes.yaml")).unwrap();
    let affluent = Segment {
        id: SegmentId::new("affluent").unwrap(),
        version: 2,
        name: "Affluent".into(),
        when: Condition::Flag(FeatureId::new("pay.present").unwrap()),
    };
    let file = Source::new("twelve-mistakes.yaml", text);
    let found = campaign::read(&file, &standard_catalogue(), &[affluent]).unwrap_err();
    let drawn = drawn(&found);
    let golden = folder().join("twelve-mistakes.txt");
    if std::env::var_os("UPDATE_MISTAKES").is_some() {
        fs::write(&golden, &drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(golden).unwrap());
    assert!(drawn.lines().count() <= 50, "more than a screen");
}

fn campaign(product: &str, suppress: &str, when: &str) -> String {
    format!(
        "campaign: c
name: n
category: card
class: promotional
{product}schedule: {{from: 2026-01-01T00:00:00Z, until: 2036-01-01T00:00:00Z}}
slots: [hero]
priority: 50
default_locale: en-US
creatives: {{en-US: {{headline: a, body: b, action: {{label: c, url: /d, offer: e}}, why: f}}}}
suppress: [{suppress}]
when: {when}
"
    )
    .replace("suppress: []\n", "")
}

/// The findings in one line each: the signs they point at and the code.
fn found(text: &str, catalogue: &Catalogue) -> Vec<String> {
    let told = |findings: Findings| {
        let told = findings.0.iter().map(|finding| {
            let signs = &text[finding.at.clone()];
            let before = &text[..finding.at.start];
            format!("{signs} {} {}", before.matches(signs).count() + 1, finding.code)
        });
        told.collect()
    };
    campaign::read(&Source::new("c.yaml", text.into()), catalogue, &[]).map_or_else(told, |_| Vec::new())
}

#[test]
fn what_makes_no_sense_is_told_where_it_stands_and_nothing_else_is() {
    let catalogue = sample_catalogue();
    let refund =
        |is: &str, value: &str| format!("{{level: {{feature: ev.tax_refund.amt, is: {is}, value: {value} USD}}}}");
    let month =
        |m: &str, is: &str| format!("{{level: {{feature: bal.acb, period: {m}, is: {is}, value: 100.00 USD}}}}");
    let account = |meets: &str| format!("{{any_account: {{kind: checking, where: [{meets}]}}}}");
    let (low, high) = (refund("below", "100.00"), refund("at_least", "100.00"));
    let crossing = "{crossing: {feature: bal.acb, from: m2, to: m1, goes: below, value: 100.00 USD}}";
    let recent = "{recent: {feature: pay.first_seen, days: 45}}";
    let past = "{past: {feature: pay.first_seen, days: 45}}";
    let twice = "{consecutive: {feature: bal.acb, periods: 2, is: at_least, value: 100.00 USD}}";
    for (when, told, because) in [
        (low.clone(), &[][..], "a threshold"),
        (format!("{{all: [{low}, {high}]}}"), &["level 2 CONDITION_NEVER_TRUE"], "one cent lies on one side"),
        (format!("{{any: [{low}, {high}]}}"), &["level 2 CONDITION_ALWAYS_TRUE"], "and on one of them always"),
        (format!("{{all: [{}, {high}]}}", refund("at_most", "100.00")), &[], "exactly one value"),
        (format!("{{all: [{}, {}]}}", refund("above", "100.00"), refund("below", "100.02")), &[], "one cent between"),
        (
            format!("{{all: [{}, {}]}}", refund("above", "100.00"), refund("below", "100.01")),
            &["level 2 CONDITION_NEVER_TRUE"],
            "no cent between",
        ),
        (
            format!("{{not: {{any: [{low}, {{not: {low}}}]}}}}"),
            &["not 2 CONDITION_ALWAYS_TRUE"],
            "the innermost is told",
        ),
        (
            account(&format!("{{all: [{}, {}]}}", month("m1", "above"), month("m1", "below"))),
            &["level 2 CONDITION_NEVER_TRUE"],
            "of the same account",
        ),
        (
            account(&format!("{{all: [{}, {}]}}", month("m1", "above"), month("m2", "below"))),
            &[],
            "of two months",
        ),
        (
            format!("{{all: [{}, {}]}}", account(&month("m1", "above")), account(&month("m1", "below"))),
            &[],
            "of two accounts",
        ),
        (
            account(&format!("{{all: [{}, {crossing}]}}", month("m2", "below"))),
            &["crossing 1 CONDITION_NEVER_TRUE"],
            "was above before",
        ),
        (account(&format!("{{all: [{twice}, {crossing}]}}")), &["crossing 1 CONDITION_NEVER_TRUE"], "stayed above"),
        (account(&format!("{{any: [{twice}, {crossing}]}}")), &[], "either"),
        (
            "{one_of: {feature: fn.p2p.state, values: [declined, done, none, started, submitted]}}".into(),
            &["one_of 1 CONDITION_ALWAYS_TRUE"],
            "every value",
        ),
        ("{one_of: {feature: fn.p2p.state, values: [declined, done, none]}}".into(), &[], "some values"),
        ("{all: [{owns: card}, {lacks: card}]}".into(), &["card 3 CONDITION_NEVER_TRUE"], "owned and not"),
        ("{all: [{owns: card}, {flag: own.card}]}".into(), &[], "the same, said in two ways"),
        ("{all: [{flag: own.card}, {flag: own.card}]}".into(), &["own.card 2 CONDITION_REPEATED"], "said twice"),
        (
            "{all: [{recent: {feature: pay.first_seen, days: 30}}, {not: {recent: {feature: pay.first_seen, days: 45}}}]}"
                .into(),
            &["not 1 CONDITION_NEVER_TRUE"],
            "the shorter window lies in the longer one",
        ),
        (
            "{all: [{recent: {feature: pay.first_seen, days: 45}}, {not: {recent: {feature: pay.first_seen, days: 30}}}]}"
                .into(),
            &[],
            "between two windows",
        ),
        (
            "{all: [{recent: {feature: pay.first_seen, days: 45}}, {level: {feature: pay.first_seen, is: below, value: 2020-01-01}}]}"
                .into(),
            &[],
            "which day it is, is not known",
        ),
        (
            format!("{{all: [{{never: pay.first_seen}}, {recent}]}}"),
            &["recent 1 CONDITION_NEVER_TRUE"],
            "never and lately",
        ),
        (format!("{{all: [{past}, {recent}]}}"), &["recent 1 CONDITION_NEVER_TRUE"], "before and lately"),
        (format!("{{all: [{past}, {{not: {recent}}}]}}"), &[], "before, which is not lately"),
        (
            format!("{{any: [{{never: pay.first_seen}}, {past}, {recent}]}}"),
            &["any 1 CONDITION_ALWAYS_TRUE"],
            "whenever it was, if ever",
        ),
        (
            format!("{{all: [{past}, {{upcoming: {{feature: pay.first_seen, days: 30}}}}]}}"),
            &["upcoming 1 CONDITION_NEVER_TRUE"],
            "before and ahead",
        ),
        (
            format!("{{at_least: {{count: 2, of: [{low}, {high}]}}}}"),
            &["at_least 1 CONDITION_NEVER_TRUE"],
            "both sides of a threshold",
        ),
        (format!("{{at_least: {{count: 2, of: [{low}, {high}, {recent}]}}}}"), &[], "one side of it and another"),
        (
            format!(
                "{{every_account: {{kind: checking, where: [{}, {}]}}}}",
                month("m1", "above"),
                month("m1", "below")
            ),
            &["level 2 CONDITION_NEVER_TRUE"],
            "two conditions of one account",
        ),
        (
            format!(
                "{{count_accounts: {{kind: checking, where: [{}], is: equal, value: 0}}}}",
                month("m1", "above")
            ),
            &[],
            "no account is",
        ),
        (
            "{all: [{calendar: {month_days: {from: 1, until: 5}}}, {session: {pages: [home]}}]}".into(),
            &[],
            "the visit may be any",
        ),
        (
            "{all: [{session: {pages: [home]}}, {not: {session: {pages: [home]}}}]}".into(),
            &["not 1 CONDITION_NEVER_TRUE"],
            "but one at a time",
        ),
        ("{level: {feature: hw.card.cnt90, is: below, value: 0}}".into(), &["level 1 CONDITION_NEVER_TRUE"], "a count"),
    ] {
        let text = campaign("", "", &when);
        assert_eq!(found(&text, &catalogue), told, "{because}: {when}");
    }
}

#[test]
fn periods_of_every_kind_have_corners() {
    let catalogue = standard_catalogue();
    for (conditions, wrong) in [
        (
            [
                "crossing: {feature: bal.avail.day, from: d3, to: d1, goes: below, value: 100.00 USD}",
                "level: {feature: bal.avail.day, period: d1, is: above, value: 200.00 USD}",
            ],
            true,
        ),
        (
            [
                "crossing: {feature: bal.avail.day, from: d3, to: d1, goes: below, value: 100.00 USD}",
                "level: {feature: bal.avail.day, period: d2, is: above, value: 200.00 USD}",
            ],
            false,
        ),
        (
            [
                "consecutive: {feature: bal.acb.cycle, periods: 3, ending: c1, is: above, value: 100.00 USD}",
                "level: {feature: bal.acb.cycle, period: c3, is: below, value: 100.00 USD}",
            ],
            true,
        ),
        (
            [
                "consecutive: {feature: bal.acb.cycle, periods: 3, ending: c1, is: above, value: 100.00 USD}",
                "level: {feature: bal.acb.cycle, period: c4, is: below, value: 100.00 USD}",
            ],
            false,
        ),
        (
            [
                "crossing: {feature: bal.min, from: m2, to: m0, goes: below, value: 100.00 USD, gap: 50.00 USD}",
                "level: {feature: bal.min, period: m2, is: below, value: 149.99 USD}",
            ],
            true,
        ),
        (
            [
                "crossing: {feature: bal.min, from: m2, to: m0, goes: below, value: 100.00 USD, gap: 50.00 USD}",
                "level: {feature: bal.min, period: m2, is: at_most, value: 150.00 USD}",
            ],
            false,
        ),
        (
            [
                "level: {feature: acct.days_open, is: above, value: 30 days}",
                "level: {feature: acct.days_open, is: below, value: 31 days}",
            ],
            true,
        ),
        (
            [
                "change: {from: {feature: bal.min, period: m2}, to: {feature: bal.min, period: m1}, goes: up, by: 5.00 USD}",
                "level: {feature: bal.min, period: m1, is: below, value: 0.00 USD}",
            ],
            false,
        ),
    ] {
        let [one, other] = conditions;
        let when = format!("{{any_account: {{kind: checking, where: [{{{one}}}, {{{other}}}]}}}}");
        let told = found(&campaign("", "", &when), &catalogue);
        assert_eq!(told.iter().any(|told| told.ends_with("CONDITION_NEVER_TRUE")), wrong, "{when}: {told:?}");
        assert_eq!(told.len(), usize::from(wrong), "{when}: {told:?}");
    }
}

#[test]
fn a_campaign_that_suppresses_whoever_it_is_meant_for_is_told() {
    let catalogue = sample_catalogue();
    let other = "{level: {feature: hw.card.cnt90, is: at_least, value: 3}}";
    let suppress = |when: &str| format!("{{code: x, tier: T4, when: {when}}}");
    let few = suppress("{level: {feature: hw.card.cnt90, is: above, value: 1}}");
    let many = suppress("{level: {feature: hw.card.cnt90, is: above, value: 100}}");
    for (product, suppress, when, told, because) in [
        ("card", "", "{owns: savings}".to_owned(), &[][..], "owns something else"),
        ("card", "", format!("{{all: [{other}, {{owns: card}}]}}"), &["card 2 NEVER_SHOWN"], "needs what it sells"),
        ("card", "", format!("{{any: [{other}, {{owns: card}}]}}"), &[], "some do not own it"),
        ("card", "", "{flag: own.card}".into(), &["card 2 NEVER_SHOWN"], "said as a flag"),
        ("", few.as_str(), other.into(), &["when 1 NEVER_SHOWN"], "three are more than one"),
        ("", many.as_str(), other.into(), &[], "not all have more than a hundred"),
    ] {
        let product = if product.is_empty() { String::new() } else { format!("product: {product}\n") };
        let text = campaign(&product, suppress, &when);
        assert_eq!(found(&text, &catalogue), told, "{because}: {when}");
    }
}

#[test]
fn a_policy_that_suppresses_everybody_or_nobody_is_told() {
    let always = "{any: [{flag: sup.all}, {not: {flag: sup.all}}]}";
    let never = "{all: [{level: {feature: hw.card.cnt90, is: above, value: 5}}, {level: {feature: hw.card.cnt90, is: below, value: 5}}]}";
    for (when, told) in [
        ("{flag: sup.all}", &[][..]),
        (always, &["4 CONDITION_ALWAYS_TRUE", "6 CONDITION_ALWAYS_TRUE"]),
        (never, &["4 CONDITION_NEVER_TRUE", "6 CONDITION_NEVER_TRUE"]),
    ] {
        let text = format!(
            "policy: 1
suppressions:
  - {{code: a, tier: T0, marketing_only: true, when: {{flag: opt.marketing}}}}
  - {{code: b, tier: T0, marketing_only: false, when: {when}}}
segments:
  - {{segment: s, version: 1, name: n, when: {when}}}
quiet_pages: [pay.confirm]
global_holdout_bp: 0
calendar: {{weekend: [], holidays: []}}
"
        );
        let read = policy::read(&Source::new("policy.yaml", text), &sample_catalogue());
        let lines = |findings: Findings| {
            let told = findings.0.iter().map(|finding| format!("{} {}", finding.line_and_column().0, finding.code));
            told.collect::<Vec<_>>()
        };
        assert_eq!(read.map_or_else(lines, |_| Vec::new()), told, "{when}");
    }
}

/// A condition about two counts, for an evaluator that knows nothing of the engine.
#[derive(Clone, PartialEq)]
enum Simple {
    Level(&'static str, &'static str, i64),
    Not(Box<Simple>),
    All(Vec<Simple>),
    Any(Vec<Simple>),
}

const COUNTS: [&str; 2] = ["cnt.x", "cnt.y"];

impl Simple {
    fn random(dice: &mut dyn FnMut(u64) -> usize, depth: usize) -> Self {
        let several = |dice: &mut dyn FnMut(u64) -> usize| {
            let n = 2 + dice(2);
            (0..n).map(|_| Self::random(dice, depth - 1)).collect()
        };
        match if depth == 0 { 0 } else { dice(5) } {
            1 => Self::Not(Box::new(Self::random(dice, depth - 1))),
            2 | 3 => Self::All(several(dice)),
            4 => Self::Any(several(dice)),
            _ => {
                let is = ["below", "at_most", "above", "at_least", "equal"][dice(5)];
                Self::Level(COUNTS[dice(2)], is, i64::try_from(dice(6)).unwrap())
            }
        }
    }

    fn holds(&self, counts: [i64; 2]) -> bool {
        match self {
            Self::Level(count, is, value) => {
                let found = counts[COUNTS.iter().position(|known| known == count).unwrap()];
                match *is {
                    "below" => found < *value,
                    "at_most" => found <= *value,
                    "above" => found > *value,
                    "at_least" => found >= *value,
                    _ => found == *value,
                }
            }
            Self::Not(part) => !part.holds(counts),
            Self::All(parts) => parts.iter().all(|part| part.holds(counts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(counts)),
        }
    }

    /// Whether it is the same for all counts from 0 to 9, which is more than any threshold.
    fn is_constant(&self) -> bool {
        let all = (0..10).flat_map(|x| (0..10).map(move |y| self.holds([x, y])));
        let truths: Vec<bool> = all.collect();
        truths.iter().all(|truth| *truth == truths[0])
    }

    /// Whether it, a part of it, or two parts of a list make no sense.
    fn makes_no_sense(&self) -> bool {
        let pair = |parts: &[Self], of: fn(Vec<Self>) -> Self| {
            parts.iter().enumerate().any(|(n, later)| {
                parts[..n]
                    .iter()
                    .any(|earlier| earlier == later || of(vec![earlier.clone(), later.clone()]).is_constant())
            })
        };
        self.is_constant()
            || match self {
                Self::Level(..) => false,
                Self::Not(part) => part.makes_no_sense(),
                Self::All(parts) => parts.iter().any(Self::makes_no_sense) || pair(parts, Self::All),
                Self::Any(parts) => parts.iter().any(Self::makes_no_sense) || pair(parts, Self::Any),
            }
    }

    fn yaml(&self) -> String {
        let list = |parts: &[Self]| parts.iter().map(Self::yaml).collect::<Vec<_>>().join(", ");
        match self {
            Self::Level(count, is, value) => format!("{{level: {{feature: {count}, is: {is}, value: {value}}}}}"),
            Self::Not(part) => format!("{{not: {}}}", part.yaml()),
            Self::All(parts) => format!("{{all: [{}]}}", list(parts)),
            Self::Any(parts) => format!("{{any: [{}]}}", list(parts)),
        }
    }
}

#[test]
fn exactly_what_makes_no_sense_is_told() {
    let entries = COUNTS.map(|id| {
        format!("  - {{id: {id}, type: count, scope: customer, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}}\n")
    });
    let text = format!("catalogue: 1\nfeatures:\n{}", entries.concat());
    let catalogue = catalogue::read(&Source::new("catalogue.yaml", text)).unwrap().catalogue;
    let mut state = 20_261_123_u64;
    let mut dice = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % sides).unwrap()
    };
    let (mut senseless, mut sensible) = (0, 0);
    for _ in 0..400 {
        let condition = Simple::random(&mut dice, 3);
        let told = found(&campaign("", "", &condition.yaml()), &catalogue);
        assert_eq!(!told.is_empty(), condition.makes_no_sense(), "{}: {told:?}", condition.yaml());
        if told.is_empty() {
            sensible += 1;
        } else {
            senseless += 1;
        }
    }
    println!("{sensible} conditions make sense, {senseless} do not");
    assert!(sensible > 100 && senseless > 100);
}

#[test]
fn a_tier_that_the_trigger_rules_out_is_told_where_it_stands() {
    let catalogue = sample_catalogue();
    let refund =
        |is: &str, value: &str| format!("{{level: {{feature: ev.tax_refund.amt, is: {is}, value: {value} USD}}}}");
    let recent = "{recent: {feature: pay.first_seen, days: 45}}";
    let low = refund("below", "100.00");
    for (when, tier, told, because) in [
        (low.clone(), refund("below", "25.00"), &[][..], "a lower tier"),
        (low.clone(), low.clone(), &[], "the trigger once more"),
        (low.clone(), refund("at_least", "100.00"), &["level 2 CONDITION_NEVER_TRUE"], "beyond the trigger"),
        (
            format!("{{all: [{recent}, {low}]}}"),
            refund("above", "100.00"),
            &["level 2 CONDITION_NEVER_TRUE"],
            "beyond a part of it",
        ),
        (format!("{{any: [{recent}, {low}]}}"), refund("above", "100.00"), &[], "of two of which one is enough"),
        (recent.into(), refund("above", "100.00"), &[], "about something else"),
        (
            recent.into(),
            format!("{{all: [{low}, {}]}}", refund("above", "100.00")),
            &["level 2 CONDITION_NEVER_TRUE"],
            "never of its own",
        ),
    ] {
        let text = format!("{}notify: [{{again: day, notice: n, when: {tier}}}]\n", campaign("", "", &when));
        assert_eq!(found(&text, &catalogue), told, "{because}: {text}");
    }
}
