//! Words by locale, by place, and with terms: what authors are told, and what is signed. `LOCALES.md` says what each means.

use std::fs;

use serde_json::{Value, json};
use tellerside::author::campaign::{self, CampaignDraft};
use tellerside::author::catalogue;
use tellerside::author::finding::{Findings, Source};
use tellerside::author::standard;
use tellerside::campaign::{Campaign, Experiment};
use tellerside::compile::experiment_faults;
use tellerside::feature::Catalogue;
use tellerside::wire;

use crate::oracle::Chance;

fn standard_catalogue() -> Catalogue {
    catalogue::read(&Source::new("catalogue.yaml", standard::CATALOGUE.into())).unwrap().catalogue
}

/// A campaign with `more` fields; its words say `body` in each locale.
fn yaml(more: &str, english: &str, spanish: &str) -> String {
    format!(
        "campaign: c
name: n
category: service
class: promotional
schedule: {{from: 2026-01-01T00:00:00Z, until: 2036-01-01T00:00:00Z}}
slots: [hero]
priority: 50
when: {{flag: pay.present}}
default_locale: en-US
creatives:
  en-US: {{headline: a, body: '{english}', action: {{label: c, url: /d, offer: e}}, why: f}}
  es-US: {{headline: a, body: '{spanish}', action: {{label: c, url: /d, offer: e}}, why: f}}
{more}
"
    )
}

fn read(text: &str, catalogue: &Catalogue) -> Result<CampaignDraft, Findings> {
    campaign::read(&Source::new("c.yaml", text.into()), catalogue, &[])
}

/// The findings in one line each: the signs they point at, the code, and what is said.
fn found(text: &str, catalogue: &Catalogue) -> Vec<String> {
    let told = |findings: Findings| {
        let told = findings.0.iter().map(|finding| {
            let help = finding.help.as_deref().map_or_else(String::new, |help| format!(": {help}"));
            let (line, _) = finding.line_and_column();
            format!("{line} {} {} {}{help}", &text[finding.at.clone()], finding.code, finding.message)
        });
        told.collect()
    };
    read(text, catalogue).map_or_else(told, |_| Vec::new())
}

#[test]
fn terms_are_said_as_each_locale_writes_them_and_are_not_signed() {
    let catalogue = standard_catalogue();
    let terms = "terms: {apr: 24.99 %, fee: 36.00 USD, min_open: 2500 USD, ends: 2026-12-31, months: 12, form: {text: 1099-INT}}";
    let english = "{apr} APR, {fee} a year, open with {min_open} by {ends}, {months} months, form {form}, {{as is}}.";
    let spanish = "{apr} de APR, {fee} al año, abra con {min_open} hasta el {ends}, {months} meses, formulario {form}, {{tal cual}}.";
    let draft = read(&yaml(terms, english, spanish), &catalogue).unwrap();
    for (locale, body) in [
        ("en-US", "24.99% APR, $36.00 a year, open with $2,500 by Dec 31, 2026, 12 months, form 1099-INT, {as is}."),
        (
            "es-US",
            "24.99% de APR, $36.00 al año, abra con $2,500 hasta el 31 de diciembre de 2026, 12 meses, formulario 1099-INT, {tal cual}.",
        ),
    ] {
        let found = draft.campaign.creatives.iter().find(|(tag, _)| tag.as_str() == locale).unwrap();
        assert_eq!(&*found.1.body, body);
    }
    let signed = String::from_utf8(wire::canonical::write(&draft.doc).unwrap()).unwrap();
    assert!(!signed.contains("terms"), "{signed}");
    let told: Vec<String> = draft
        .terms
        .iter()
        .map(|bound| format!("{} {} {} {}", bound.path, bound.term, bound.written, bound.said))
        .collect();
    assert_eq!(told.len(), 12);
    assert_eq!(told[0], "creatives.en-US.body apr 24.99 % 24.99%");
    assert_eq!(told[9], "creatives.es-US.body ends 2026-12-31 31 de diciembre de 2026");
}

#[test]
fn every_text_of_a_creative_can_say_terms_and_a_variant_may_give_them_other_values() {
    let words = |n: &str| {
        format!(
            "{{headline: 'h {n}', body: 'b {n}', action: {{label: 'l {n}', url: /d, offer: e}}, why: 'w {n}', disclosures: ['d {n}', '{n}'], image: {{alt: 'i {n}', asset: a.png, sha256: {}}}}}",
            "00".repeat(32)
        )
    };
    let text = format!(
        "{}terms: {{fee: 36.00 USD}}
variants:
  - variant: west
    when: {{one_of: {{feature: geo.region, values: [west]}}}}
    terms: {{fee: 29.00 USD}}
    creatives: {{en-US: {}}}
  - variant: south
    when: {{one_of: {{feature: geo.region, values: [south]}}}}
    creatives: {{en-US: {}}}
",
        yaml("", "x", "x").replace(
            &yaml("", "x", "x")[yaml("", "x", "x").find("creatives:").unwrap()..],
            &format!("creatives: {{en-US: {}}}\n", words("{fee}"))
        ),
        words("{fee}"),
        words("{fee}"),
    );
    let draft = read(&text, &standard_catalogue()).unwrap();
    let document: Value = serde_json::to_value(&draft.doc).unwrap();
    let said = |fee: &str| {
        let zero = "00".repeat(32);
        json!({"en-US": {
            "headline": format!("h {fee}"), "body": format!("b {fee}"), "why": format!("w {fee}"),
            "action": {"label": format!("l {fee}"), "url": "/d", "offer": "e"},
            "disclosures": [format!("d {fee}"), fee],
            "image": {"alt": format!("i {fee}"), "asset": "a.png", "sha256": zero},
        }})
    };
    assert_eq!(document["creatives"], said("$36.00"));
    assert_eq!(document["variants"][0]["creatives"], said("$29.00"));
    assert_eq!(document["variants"][1]["creatives"], said("$36.00"));
    assert_eq!(draft.terms.iter().filter(|bound| bound.said == "$29.00").count(), 7);
}

#[test]
fn mistakes_in_terms_are_told_where_they_stand() {
    let catalogue = standard_catalogue();
    let west = |terms: &str| {
        format!(
            "terms: {{fee: 36.00 USD}}
variants:
  - variant: west
    when: {{one_of: {{feature: geo.region, values: [west]}}}}
    terms: {{{terms}}}
    creatives:
      en-US: {{headline: a, body: '{{fee}}', action: {{label: c, url: /d, offer: e}}, why: f}}
      es-US: {{headline: a, body: '{{fee}}', action: {{label: c, url: /d, offer: e}}, why: f}}"
        )
    };
    let fee = "terms: {fee: 36.00 USD}";
    let kinds = "write a percentage as in `24.99 %`, an amount as in `36.00 USD` or `300 USD`, a day as in `2026-12-31`, a whole number, or `{text: ..}` for what every locale says alike";
    for (more, english, spanish, told, because) in [
        (fee.to_owned(), "{fee}", "{fee}", vec![], "nothing is wrong"),
        (String::new(), "24 hours, $5", "24 horas", vec![], "without terms numbers are free"),
        (
            fee.to_owned(),
            "{fees}",
            "{fee}",
            vec![
                "11 fees TERM_INVALID the campaign has no term `fees`: did you mean `fee`?".to_owned(),
            ],
            "a slip in a name",
        ),
        (
            String::new(),
            "{fee}",
            "{fee}",
            vec![
                "11 fee TERM_INVALID the campaign has no term `fee`: add it to `terms`, or write `{{` for a brace".into(),
                "12 fee TERM_INVALID the campaign has no term `fee`: add it to `terms`, or write `{{` for a brace".into(),
            ],
            "no terms at all",
        ),
        (
            "terms: {fee: 36.00 USD, apr: 5 %}".into(),
            "{fee}",
            "{fee}",
            vec!["13 apr TERM_INVALID no text says this term: write its name in braces, or remove it".into()],
            "a term that nobody says",
        ),
        (
            fee.into(),
            "{fee} and {fe",
            "{fee}",
            vec![
                "11 {fe TERM_INVALID this brace does not close: write `{apr}` for a term, or `{{` for a brace".into(),
            ],
            "a brace that does not close",
        ),
        (
            fee.into(),
            "{fee} }",
            "{fee}",
            vec![
                "11 } TERM_INVALID this brace closes and none is open: write `}}` for a brace".into(),
            ],
            "a brace that did not open",
        ),
        (
            "terms: {fee: 36.00}".into(),
            "{fee}",
            "{fee}",
            vec!["13 36.00 TERM_INVALID `36.00` of what is not said: write `36.00 %`, or an amount with its currency".into()],
            "a number of nothing",
        ),
        (
            "terms: {fee: soon}".into(),
            "{fee}",
            "{fee}",
            vec![format!("13 soon TERM_INVALID this is no term: {kinds}")],
            "a term of no kind",
        ),
        (
            "terms: {fee: true}".into(),
            "{fee}",
            "{fee}",
            vec![format!("13 true TERM_INVALID this is no term: {kinds}")],
            "a flag",
        ),
        (
            "terms: {FEE: 3}".into(),
            "x",
            "x",
            vec![
                "13 FEE TERM_INVALID no text says this term: write its name in braces, or remove it".into(),
                "13 FEE TERM_INVALID this is not the name of a term: write letters a to z, digits and `_`".into(),
            ],
            "no name",
        ),
        (
            "terms: {}".into(),
            "x",
            "x",
            vec!["13 terms TERM_INVALID no term stands here: write names and what they are, as in `apr: 24.99 %`, or leave `terms` out".into()],
            "there is one way to have none",
        ),
        (
            fee.into(),
            "{fee} for 12 months",
            "{fee}",
            vec!["11 12 NUMBER_UNBOUND `12` is not bound to a term: name it among `terms` and write the name in braces".into()],
            "a number that is no term",
        ),
        (
            fee.into(),
            "{fee}",
            "$36.00",
            vec![
                "12 es-US LOCALES_DIFFER `es-US` does not say `{fee}`, which `en-US` says: say the same terms in every locale".into(),
                "12 36.00 NUMBER_UNBOUND `36.00` is not bound to a term: name it among `terms` and write the name in braces".into(),
            ],
            "bound in one locale, written out in the other",
        ),
        (west("fee: 29.00 USD"), "{fee}", "{fee}", vec![], "a variant with another value"),
        (
            west("fee: 36.00 USD"),
            "{fee}",
            "{fee}",
            vec!["17 fee TERM_INVALID this is the campaign's own value: leave it out".into()],
            "the same value",
        ),
        (
            west("fee: 3 %"),
            "{fee}",
            "{fee}",
            vec!["17 fee TERM_INVALID the campaign's term is of another kind: write one of the same".into()],
            "another kind",
        ),
        (
            west("apr: 3 %"),
            "{fee}",
            "{fee}",
            vec![
                "17 apr TERM_INVALID no text says this term: write its name in braces, or remove it".into(),
                "17 apr TERM_INVALID the campaign has no such term: a variant gives other values to the campaign's".into(),
            ],
            "a term that the campaign has not",
        ),
    ] {
        assert_eq!(found(&yaml(&more, english, spanish), &catalogue), told, "{because}");
    }
    let british = yaml(fee, "{fee}", "{fee}").replace("  es-US:", "  en-GB:");
    let told = "12 en-GB TERM_INVALID how `en-GB` writes numbers and days is not known: it is for `en`, `en-US`, `es`, `es-US`";
    assert_eq!(found(&british, &catalogue), [told]);
    let disclosed = yaml("", "x", "x").replacen("why: f", "disclosures: [g], why: f", 1);
    let told = "12 es-US LOCALES_DIFFER `es-US` has fewer disclosures than `en-US`: say the same in every locale";
    assert_eq!(found(&disclosed, &catalogue), [told]);
}

#[test]
fn words_follow_places_and_nothing_else() {
    let catalogue = standard_catalogue();
    let variant = |when: &str| {
        let words = "{headline: a, body: b, action: {label: c, url: /d, offer: e}, why: f}";
        let more = format!("variants: [{{variant: v, when: {when}, creatives: {{en-US: {words}, es-US: {words}}}}}]");
        yaml(&more, "x", "x")
    };
    let no = "CONDITION_INVALID words follow where a customer banks, and nothing else: ask by `one_of` for `geo.*`, joined by `all`, `any` and `not`";
    for (when, told, because) in [
        ("{one_of: {feature: geo.region, values: [west]}}", vec![], "a region"),
        (
            "{not: {any: [{one_of: {feature: geo.branch, values: [b001]}}, {one_of: {feature: geo.state, values: [ny]}}]}}",
            vec![],
            "a branch or a state, negated",
        ),
        (
            "{level: {feature: bal.combined.deposits, period: d0, is: above, value: 9.00 USD}}",
            vec![format!("13 when {no}")],
            "a balance",
        ),
        (
            "{all: [{one_of: {feature: geo.region, values: [west]}}, {flag: pay.present}]}",
            vec![format!("13 flag {no}")],
            "a balance beside a region",
        ),
        (
            "{one_of: {feature: lang.pref, values: [es]}}",
            vec![format!("13 when {no}")],
            "an enumeration that is no place",
        ),
        ("{owns: card}", vec![format!("13 when {no}")], "ownership"),
        (
            "{at_least: {count: 1, of: [{one_of: {feature: geo.region, values: [west]}}]}}",
            vec![format!("13 when {no}")],
            "counting",
        ),
        ("{session: {devices: [phone]}}", vec![format!("13 when {no}")], "the visit"),
        ("{calendar: {season: {from: 11-15, until: 01-06}}}", vec![format!("13 when {no}")], "the season"),
        ("{segment: affluent@2}", vec![format!("13 when {no}")], "a segment"),
    ] {
        assert_eq!(found(&variant(when), &catalogue), told, "{because}");
    }
    let unknown = found(&variant("{one_of: {feature: geo.region, values: [moon]}}"), &catalogue);
    assert!(unknown.len() == 1 && unknown[0].contains("moon"), "{unknown:?}");
    let never =
        "{all: [{one_of: {feature: geo.region, values: [west]}}, {one_of: {feature: geo.region, values: [south]}}]}";
    assert!(found(&variant(never), &catalogue)[0].contains("CONDITION_NEVER_TRUE"), "nobody banks there");
}

fn campaign(variants: &Value, more: &Value) -> Value {
    let words = json!({"action": {"label": "a", "offer": "b", "url": "/c"}, "body": "d", "headline": "e", "why": "f"});
    let mut campaign = json!({
        "campaign": "c", "category": "service", "class": "promotional", "creatives": {"en-US": words, "es-US": words},
        "default_locale": "en-US", "name": "n", "priority": 0,
        "schedule": {"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"}, "slots": ["hero"], "when": {"flag": "x"},
    });
    campaign["variants"] = variants.clone();
    for (name, value) in more.as_object().unwrap() {
        campaign[name] = value.clone();
    }
    campaign
}

fn words(locales: &[&str]) -> Value {
    let words = json!({"action": {"label": "a", "offer": "b", "url": "/c"}, "body": "d", "headline": "e", "why": "f"});
    locales.iter().map(|locale| ((*locale).to_owned(), words.clone())).collect::<serde_json::Map<_, _>>().into()
}

fn signed(campaign: &Value) -> Result<Campaign, String> {
    wire::campaign::read(campaign.to_string().as_bytes()).map_err(|fault| fault.to_string())
}

#[test]
fn a_signed_variant_has_one_spelling_and_every_locale_of_its_campaign() {
    let variant = |id: &str, locales: &[&str]| json!({"creatives": words(locales), "variant": id, "when": {"one_of": {"feature": "geo.region", "values": ["west"]}}});
    let both = ["en-US", "es-US"];
    for (variants, fault, because) in [
        (json!([variant("a", &both)]), None, "one"),
        (json!([variant("a", &both), variant("b", &both)]), None, "two"),
        (json!([]), Some("at `variants`: empty"), "none is left out"),
        (
            json!([variant("a", &both), variant("a", &both)]),
            Some("at `variants[1].variant`: a variant stands twice"),
            "twice",
        ),
        (
            json!([variant("a", &["en-US"])]),
            Some("at `variants[0].creatives`: other locales than the campaign"),
            "a locale fewer",
        ),
        (
            json!([variant("a", &["en-US", "es-US", "fr-CA"])]),
            Some("at `variants[0].creatives`: other locales than the campaign"),
            "one more",
        ),
        (json!([variant("A", &both)]), Some("at `variants[0].variant`: `A` is not an id"), "no id"),
        (
            json!([{"creatives": words(&both), "variant": "a"}]),
            Some("missing field `when`"),
            "for nobody in particular",
        ),
        (json!(vec![variant("a", &both); 65]), Some("64 at most"), "too many"),
    ] {
        match (signed(&campaign(&variants, &json!({}))), fault) {
            (Ok(_), None) => {}
            (Err(told), Some(fault)) => assert!(told.contains(fault), "{because}: {told}"),
            (other, _) => panic!("{because}: {other:?}"),
        }
    }
}

#[test]
fn arms_with_words_and_variants_are_not_for_one_campaign() {
    let policy = json!({
        "calendar": {"holidays": [], "weekend": ["sat", "sun"]}, "global_holdout_bp": 0, "policy": 1, "quiet_pages": [],
        "experiments": [{
            "arms": [{"arm": "control", "weight": 1}, {"arm": "calm", "weight": 1}], "coverage_bp": 10_000, "experiment": "e",
            "name": "E", "state": "running", "version": 1,
        }],
        "suppressions": [],
    });
    let policy = wire::policy::read(policy.to_string().as_bytes()).unwrap();
    let experiments: &[Experiment] = &policy.experiments;
    let variants = json!([{
        "creatives": words(&["en-US", "es-US"]), "variant": "a",
        "when": {"one_of": {"feature": "geo.region", "values": ["west"]}},
    }]);
    let arm = |arm: Value| json!({"experiments": [{"arms": [arm], "experiment": "e@1"}]});
    let faults = |more: &Value| experiment_faults(&signed(&campaign(&variants, more)).unwrap(), experiments);
    assert!(faults(&arm(json!({"arm": "calm", "when": {"flag": "x"}}))).is_empty(), "an arm without words");
    let found = faults(&arm(json!({"arm": "calm", "creatives": words(&["en-US", "es-US"])})));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "experiments[0].arms[0]");
    assert_eq!(found[0].fault, "the campaign has `variants`, and beside them no arm has `creatives`: remove either");
}

/// Words without braces come out as they went in, whatever signs they are made of.
#[test]
fn copy_without_braces_is_left_as_it_is() {
    let catalogue = standard_catalogue();
    let signs: Vec<char> = "aZ9 .,:%$€ñé¿¡½-/@#&*()[]_~^|<>\u{A0}".chars().collect();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..300 {
        let length = 1 + chance.below(40);
        let text: String = (0..length).map(|_| signs[chance.below(signs.len())]).collect();
        let text = format!("x{text}x");
        let draft = read(&yaml("", &text, &text), &catalogue).unwrap_or_else(|findings| panic!("{text}: {findings:?}"));
        assert!(draft.campaign.creatives.iter().all(|(_, creative)| *creative.body == text), "{text}");
        assert!(draft.terms.is_empty());
    }
}

#[test]
fn the_page_of_locales_is_what_the_engine_does() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/campaign/LOCALES.md")).unwrap();
    let rows = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/locales.json")).unwrap();
    let rows: Vec<Value> = serde_json::from_str(&rows).unwrap();
    let table: Vec<&str> = page.lines().filter(|line| line.starts_with("| `[")).collect();
    assert!(table.len() >= 8, "the table of the page");
    for line in table {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let (locales, have, default, shown) = (cells[0], cells[1], cells[2], cells[3]);
        let wanted: Value = serde_json::from_str(&locales.replace('\'', "\"")).unwrap();
        let row = rows.iter().find(|row| {
            let campaign = &row["campaigns"][0];
            let creatives: Vec<&String> =
                campaign["creatives"].as_object().map(|c| c.keys().collect()).unwrap_or_default();
            let creatives: Vec<&str> = creatives.into_iter().map(String::as_str).collect();
            row["request"]["locales"] == wanted
                && creatives.join(" ") == have
                && campaign.get("default_locale").and_then(Value::as_str).unwrap_or("en-US") == default
        });
        let row = row.unwrap_or_else(|| panic!("no corpus row is {line}"));
        assert_eq!(row["locale"], json!(shown), "{line}");
    }
}
