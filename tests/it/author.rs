//! Authoring: the sample bank reads without a fault, and faults are told where they stand.

use std::fs;
use std::path::{Path, PathBuf};

use tellerside::activate::activate;
use tellerside::author::campaign::{self, CampaignDraft};
use tellerside::author::catalogue;
use tellerside::author::customers;
use tellerside::author::finding::{Finding, Findings, Source};
use tellerside::author::pilot::{PilotKeys, pilot};
use tellerside::author::policy;
use tellerside::author::rehearsal::{RehearsalError, rehearse};
use tellerside::author::sources::{Sources, SourcesError};
use tellerside::bundle::signature::{Algorithm, SigningKey};
use tellerside::bundle::{PagePolicy, TrustRoot};
use tellerside::decide::decide;
use tellerside::feature::Catalogue;
use tellerside::time::Moment;

fn sample() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample"))
}

fn sample_catalogue() -> Catalogue {
    let text = fs::read_to_string(sample().join("catalogue.yaml")).unwrap();
    catalogue::read(&Source::new("catalogue.yaml", text)).unwrap().catalogue
}

/// A finding in one line: the line, the signs it points at, the code, what is wrong, how to mend it.
fn line(finding: &Finding) -> String {
    let (line, _) = finding.line_and_column();
    let signs = &finding.file.text()[finding.at.clone()];
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!(" -> {help}"));
    format!("{line} `{signs}` {} {}{help}", finding.code, finding.message)
}

fn lines(findings: &Findings) -> Vec<String> {
    findings.0.iter().map(line).collect()
}

fn campaign_of(text: &str) -> Result<CampaignDraft, Vec<String>> {
    campaign::read(&Source::new("campaign.yaml", text.into()), &sample_catalogue(), &[]).map_err(|found| lines(&found))
}

fn overdraft() -> String {
    fs::read_to_string(sample().join("campaigns/overdraft-protection.yaml")).unwrap()
}

/// A copy of the sample's folder for a test to spoil.
pub(crate) fn copy_of_sample(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for inner in ["", "campaigns", "images"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
        for entry in fs::read_dir(sample().join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, folder.join(inner).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

fn refused(folder: &Path) -> Vec<String> {
    match Sources::read(folder).map(|_| ()) {
        Err(SourcesError::Findings(findings)) => lines(&findings),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_sample_bank_has_no_fault_on_any_day() {
    let sources = Sources::read(sample()).unwrap();
    let ids: Vec<_> = sources.campaigns.keys().map(|id| id.as_str()).collect();
    let expected = [
        "everyday-card",
        "home-project-loan",
        "interest-checking",
        "overdraft-protection",
        "overdraft-protection-today",
        "p2p-resume",
        "savings-growth",
    ];
    assert_eq!(ids, expected);
    for draft in sources.campaigns.values() {
        assert_eq!(draft.examples.len(), 2, "{}: who sees it and who does not", draft.campaign.id);
        let locales: Vec<_> = draft.campaign.creatives.keys().map(|locale| locale.as_str()).collect();
        assert_eq!(locales, ["en-US", "es-US"], "{}", draft.campaign.id);
    }
    for now in ["2026-11-23T09:30:00-05:00", "2027-01-01T00:00:00-05:00", "2028-02-29T23:59:59-05:00"] {
        let customers = sources.customers(sample(), Moment::parse(now).unwrap()).unwrap();
        assert_eq!(customers.len(), 12, "{now}");
        assert!(customers.iter().all(|customer| customer.request.now == now && customer.request.history.is_none()));
    }
}

#[test]
fn no_feature_of_the_sample_is_read_by_nobody() {
    let sources = Sources::read(sample()).unwrap();
    let mut read = String::new();
    for draft in sources.campaigns.values() {
        for id in tellerside::author::reads::features_read(&draft.campaign) {
            read.push_str(&format!(" {id} "));
        }
    }
    // The policy reads suppression bits, and the global holdout its bucket.
    read.push_str(&serde_json::to_string(&sources.policy.doc).unwrap());
    read.push_str(" exp.bucket ");
    for feature in sources.catalogue.catalogue.features() {
        assert!(read.contains(feature.id.as_str()), "nothing reads `{}`: a vector must not carry it", feature.id);
    }
}

#[test]
fn every_mistake_of_a_campaign_is_told_at_once_and_in_its_place() {
    let text = r#"campaign: Overdraft Protection
name: Low balances
category: overdaft
class: promotional
product: overdraft_protecton
schedule: {from: 2026-01-01T00:00:00-05:00, until: 2025-01-01T00:00:00-05:00}
slots: [hero]
piority: 50
when:
  all:
    - any_account:
        kind: checking
        where:
          - level: {feature: bal.abc, period: m1, is: below, value: 100.00 USD}
    - level: {feature: bal.avail, is: below, value: 100.00 USD}
    - any_account: {kind: checking, where: [{level: {feature: bal.avail, is: bellow, value: 100.00}}]}
    - any_account: {kind: checking, where: [{level: {feature: bal.avail, is: below, value: 100}}]}
    - any_account: {kind: checking, where: [{level: {feature: bal.acb, is: below, value: 100.00 USD}}]}
    - any_account: {kind: checking, where: [{flag: own.card}]}
    - level: {feature: hw.card.cnt90, is: at_least, value: 3.00 USD}
    - level: {feature: ev.tax_refund.amt, is: above, value: 1000.00 CZK}
    - flag: hw.card.cnt90
    - one_of: {feature: fn.p2p.state, values: [begun, started]}
    - not: {lacks: mortgage}
    - recent: {feature: ev.tax_refund.date, days: 0}
caps:
  - {count: 0, days: 7, event: impression, scope: campaign}
  - {count: 3, days: 7, event: impresion, scope: campaign}
suppress:
  - {code: fragile, tier: T1, when: {flag: sup.al}}
default_locale: en-US
creatives:
  en-US:
    headline: A headline
    body: A body
    action: {label: Go, url: "https://elsewhere.example/", offer: OD-2026}
    why: Because
  es_US: {headline: a, body: b, action: {label: c, url: /d, offer: e}, why: f}
examples:
  - because: a slip
    expect: showm
    features: {as_of: today-1, currency: USD, features: {own.cards: false, hw.card.cnt90: 3.0}}
"#;
    let expected = [
        "1 `Overdraft Protection` VALUE_INVALID `Overdraft Protection` is not an id -> write 1 to 64 of `a-z 0-9 . _ -`, starting with a letter or digit",
        "3 `overdaft` VALUE_INVALID `overdaft` is not a word here -> did you mean `overdraft`?",
        "5 `overdraft_protecton` CONDITION_INVALID the catalogue has no flag `own.overdraft_protecton` -> did you mean `own.overdraft_protection`?",
        "6 `2025-01-01T00:00:00-05:00` VALUE_INVALID the schedule ends before it begins",
        "8 `piority` FIELD_UNKNOWN there is no field `piority` here -> did you mean `priority`?",
        "14 `bal.abc` CONDITION_INVALID the catalogue has no feature `bal.abc` -> did you mean `bal.acb`?",
        "15 `bal.avail` CONDITION_INVALID `bal.avail` belongs to an account -> ask for it inside `any_account`",
        "16 `bellow` VALUE_INVALID `bellow` is not a word here -> did you mean `below`?",
        "16 `100.00` VALUE_INVALID `100.00` names no currency -> write the amount and its ISO 4217 code, as in `100.00 USD`",
        "17 `100` CONDITION_INVALID `bal.avail` is an amount -> write the threshold as in `100.00 USD`",
        "18 `bal.acb` CONDITION_INVALID `bal.acb` has a value for each month -> say which, as in `period: m1` for the last complete one",
        "19 `own.card` CONDITION_INVALID `own.card` belongs to the customer -> ask for it outside `any_account`",
        "20 `3.00 USD` CONDITION_INVALID `hw.card.cnt90` is a count -> write the threshold as a whole number",
        "21 `1000.00 CZK` CONDITION_INVALID `ev.tax_refund.amt` is in USD, the threshold in CZK",
        "22 `hw.card.cnt90` CONDITION_INVALID `hw.card.cnt90` is not a flag with a single value",
        "23 `begun` CONDITION_INVALID `fn.p2p.state` has no value `begun`",
        "24 `mortgage` CONDITION_INVALID the catalogue has no flag `own.mortgage`",
        "25 `0` VALUE_INVALID zero days can never hold -> write 1 for the vector's day itself",
        "27 `0` VALUE_INVALID a cap of zero never shows anything -> end the campaign's schedule instead",
        "28 `impresion` VALUE_INVALID `impresion` is not a word here -> did you mean `impression`?",
        "30 `sup.al` CONDITION_INVALID the catalogue has no feature `sup.al` -> did you mean `sup.all`?",
        "36 `\"https://elsewhere.example/\"` VALUE_INVALID write a path of the bank's own origin, as in `/products/overdraft`",
        "38 `es_US` VALUE_INVALID `es_US` is not a locale -> write a language and a region as in `en-US`, or a language as in `en`",
        "41 `showm` VALUE_INVALID `showm` is not a gate that a campaign reaches on its own -> did you mean `shown`?",
        "42 `own.cards` FEATURE_UNKNOWN the catalogue has no feature `own.cards` -> did you mean `own.card`?",
        "42 `3.0` VALUE_INVALID write a whole number",
    ];
    let told = campaign_of(text).unwrap_err();
    for (told, expected) in told.iter().zip(expected) {
        assert_eq!(told, expected);
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
}

#[test]
fn one_mistake_more_or_less_is_told_alone() {
    for (from, to, told, because) in [
        (
            "value: 100.00 USD",
            "value: 100.00",
            "16 `100.00` VALUE_INVALID `100.00` names no currency -> write the amount and its ISO 4217 code, as in `100.00 USD`",
            "a bare amount is refused with its mend",
        ),
        (
            "value: 100.00 USD",
            "value: 100.0 USD",
            "16 `100.0 USD` VALUE_INVALID `100.0` is not an amount in USD -> write digits with exactly 2 after the point",
            "a digit short",
        ),
        (
            "value: 100.00 USD",
            "value: 1e2 USD",
            "16 `1e2 USD` VALUE_INVALID `1e2` is not an amount in USD -> write digits with exactly 2 after the point",
            "an exponent",
        ),
        (
            "period: m1",
            "period: 1",
            "16 `1` VALUE_INVALID this is `1`, where a text is expected -> put it in quotes",
            "a number for a label",
        ),
        (
            "period: m1",
            "period: m37",
            "16 `m37` VALUE_INVALID not a period -> write `m1` for the last complete month, `c1` for the last statement cycle, `d1` for the business day before, up to 36 back",
            "too far back",
        ),
        (
            "kind: checking",
            "kinds: checking",
            "14 `kinds` FIELD_UNKNOWN there is no field `kinds` here -> did you mean `kind`?",
            "a slip in a block",
        ),
        (
            "product: overdraft_protection",
            "product: [a]",
            "6 `product` VALUE_INVALID this is a list, where a text is expected",
            "a list for an id",
        ),
        (
            "default_locale: en-US",
            "default_locale: fr-CA",
            "28 `fr-CA` VALUE_INVALID no creative has this locale",
            "only the whole campaign tells",
        ),
        ("slots: [hero]", "slots: []", "10 `slots` VALUE_INVALID name 1 to 64 slots", "an empty list"),
        (
            "topic: overdraft\n",
            "topic: overdraft\ntopic: again\n",
            "8 `topic` SOURCE_SYNTAX duplicate mapping key",
            "a key given twice",
        ),
        ("priority: 70", "priority: 1001", "11 `1001` VALUE_INVALID write 0 to 1000", "beyond the range"),
        (
            "priority: 70\n",
            "",
            "2 `campaign` FIELD_MISSING the field `priority` is missing here -> add it",
            "a field left out",
        ),
        (
            "priority: 70\n",
            "priority: 70\nmotto: x\n",
            "12 `motto` FIELD_UNKNOWN there is no field `motto` here -> write one of `campaign`, `caps`",
            "nothing like any field",
        ),
        (
            "priority: 70\n",
            "priority: 70\nterm: {}\n",
            "12 `term` FIELD_UNKNOWN there is no field `term` here -> did you mean `terms`?",
            "a field that is not signed",
        ),
        (
            "count: 3, days: 7",
            "count: 3, days: 70000",
            "18 `70000` VALUE_INVALID `70000` is out of range -> write a whole number from 0 to 65535",
            "beyond what its field can hold",
        ),
        (
            "expect: not_triggered",
            "expect: outranked",
            "61 `outranked` VALUE_INVALID `outranked` is not a gate that a campaign reaches on its own",
            "alone nothing outranks",
        ),
        (
            "bal.acb: {m1: 99.99}",
            "bal.acb: {m1: 99.9}",
            "59 `99.9` VALUE_INVALID write an amount in USD -> digits with exactly 2 after the point",
            "a digit short in a vector",
        ),
        (
            "bal.acb: {m1: 99.99}",
            "bal.acb: 99.99",
            "59 `99.99` VALUE_INVALID `bal.acb` has a value for each period -> write a map, as in `{m1: ..}`",
            "which month?",
        ),
        (
            "bal.acb: {m1: 99.99}",
            "opt.marketing: true",
            "59 `opt.marketing` FEATURE_UNKNOWN `opt.marketing` belongs to the customer -> write it beside `accounts`, under `features`",
            "not an account's",
        ),
        (
            "role: owner, status: open, class: consumer, features: {bal.acb: {m1: 99.99}}",
            "role: boss, status: open, class: consumer, features: {}",
            "59 `boss` VALUE_INVALID `boss` is not a word here -> write one of `owner`, `joint_owner`",
            "not a role",
        ),
    ] {
        let text = overdraft();
        assert!(text.contains(from), "{from}");
        let found = campaign_of(&text.replacen(from, to, 1)).unwrap_err();
        assert_eq!(found.len(), 1, "{because}: {found:#?}");
        assert!(found[0].starts_with(told), "{because}:\n{}\n{told}", found[0]);
    }
}

#[test]
fn a_vector_follows_the_day_it_is_read_on() {
    let text = "
- id: c01
  name: A
  situation: B
  features:
    as_of: today-1
    currency: USD
    features: {ev.tax_refund.date: today-5, ev.tax_refund.amt: 5.00}
    accounts:
      - {kind: checking, role: owner, status: open, class: consumer, features: {bal.acb: {m0: 0.01, m1: 99.99, 2025-02: -1.00}}}
";
    let catalogue = sample_catalogue();
    for (now, vector, because) in [
        (
            "2026-11-23T09:30:00-05:00",
            r#"{"accounts":[{"class":"consumer","features":{"bal.acb":[{"days":22,"full":false,"period":"2026-11","sum":"22"},{"days":31,"full":true,"period":"2026-10","sum":"309969"},{"days":28,"full":true,"period":"2025-02","sum":"-2800"}]},"kind":"checking","role":"owner","status":"open"}],"as_of":"2026-11-22","currency":"USD","features":{"ev.tax_refund.amt":"5.00","ev.tax_refund.date":"2026-11-18"},"vector":1}"#,
            "in the middle of a month",
        ),
        (
            "2027-03-01T00:30:00-05:00",
            r#"{"accounts":[{"class":"consumer","features":{"bal.acb":[{"days":28,"full":true,"period":"2027-02","sum":"28"},{"days":31,"full":true,"period":"2027-01","sum":"309969"},{"days":28,"full":true,"period":"2025-02","sum":"-2800"}]},"kind":"checking","role":"owner","status":"open"}],"as_of":"2027-02-28","currency":"USD","features":{"ev.tax_refund.amt":"5.00","ev.tax_refund.date":"2027-02-24"},"vector":1}"#,
            "yesterday was the last day of its month, which is complete",
        ),
    ] {
        let file = Source::new("customers.yaml", text.into());
        let customers = customers::read(&file, &catalogue, Moment::parse(now).unwrap()).unwrap();
        assert_eq!(serde_json::to_string(&customers[0].request.features).unwrap(), vector, "{because}");
    }
}

#[test]
fn catalogue_and_policy_tell_all_their_mistakes() {
    let catalogue_text = "catalogue: 1
features:
  - {id: b.two, type: mony, scope: account, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
  - {id: a.one, type: count, currency: USD, scope: account, definition: d, source: s, provenance: first_party, sensitivity: 9, basis: [], purpose: marketing, version: 1}
  - {id: a.one, type: flag, scope: account, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
";
    let found = catalogue::read(&Source::new("catalogue.yaml", catalogue_text.into())).unwrap_err();
    assert_eq!(
        lines(&found),
        [
            "3 `mony` VALUE_INVALID `mony` is not a word here -> did you mean `money`?",
            "4 `9` VALUE_INVALID write 0, public, to 4, most sensitive",
            "5 `a.one` VALUE_INVALID this feature is listed twice -> keep one of the two",
        ]
    );
    let policy_text = "policy: 1
suppressions:
  - {code: legal, tier: T9, marketing_only: false, when: {flag: sup.all}}
  - {code: optout, tier: T0, marketing_only: false, when: {flag: opt.marketng}}
quiet_pages: []
global_holdout_bp: 10001
calendar: {weekend: [sat, sun], holidays: []}
";
    let found = policy::read(&Source::new("policy.yaml", policy_text.into()), &sample_catalogue()).unwrap_err();
    let told = lines(&found);
    for expected in [
        "3 `T9` VALUE_INVALID `T9` is not a word here -> did you mean `T0`?",
        "6 `10001` VALUE_INVALID write 0 to 10000 basis points",
    ] {
        assert!(told.iter().any(|line| line == expected), "{expected}\n{told:#?}");
    }
    let found = policy::read(
        &Source::new("policy.yaml", policy_text.replace("T9", "T0").replace("10001", "100")),
        &sample_catalogue(),
    );
    assert_eq!(
        lines(&found.unwrap_err()),
        [
            "4 `opt.marketng` CONDITION_INVALID the catalogue has no feature `opt.marketng` -> did you mean `opt.marketing`?"
        ]
    );
}

#[test]
fn the_mistakes_of_all_files_come_in_one_answer() {
    let folder = copy_of_sample("many-files");
    let spoil = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
    };
    spoil("bank.yaml", "\"-05:00\"", "EST");
    spoil("policy.yaml", "flag: sup.credit", "flag: sup.crdit");
    spoil("campaigns/everyday-card.yaml", "priority: 40", "priority: high");
    spoil("campaigns/p2p-resume.yaml", "campaign: p2p-resume", "campaign: p2p-again");
    assert_eq!(
        refused(&folder),
        [
            "6 `EST` VALUE_INVALID this is no offset from UTC -> write it in quotes, as in \"-05:00\"",
            "10 `high` VALUE_INVALID this is `high`, where a whole number, not negative, is expected",
            "2 `p2p-again` VALUE_INVALID the file has another name than its campaign -> name both alike",
            "8 `sup.crdit` CONDITION_INVALID the catalogue has no feature `sup.crdit` -> did you mean `sup.credit`?",
        ]
    );
}

/// What is told of the sample, with each `from` in a file replaced by `to`.
fn spoilt(name: &str, edits: &[(&str, &str, &str)]) -> Vec<String> {
    let folder = copy_of_sample(name);
    for (file, from, to) in edits {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
    }
    match Sources::read(&folder).map(|_| ()) {
        Ok(()) => Vec::new(),
        Err(SourcesError::Findings(findings)) => findings.0.iter().map(line).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn what_a_servicing_message_skips_is_not_for_it_to_say() {
    let file = "campaigns/savings-growth.yaml";
    let class = (file, "class: promotional", "class: servicing");
    let caps = "caps:\n  - {count: 3, days: 7, event: impression, scope: campaign}\n";
    let said = |line: u8, name: &str, holds: &str| {
        format!(
            "{line} `{name}` CONTACT_INVALID {holds} holds for a servicing message -> take `{name}` out, or write `class: promotional`"
        )
    };
    let cooldowns = "cooldowns:\n  - {after: dismiss, days: 7}\n";
    for (put, told, because) in [
        (caps, vec![said(18, "caps", "no cap")], "caps"),
        (cooldowns, vec![said(18, "cooldowns", "no cooldown")], "pauses after an answer"),
        ("holdout: {salt: a, share_bp: 500}\n", vec![said(18, "holdout", "no comparison group")], "a comparison group"),
        ("", vec![], "none of them"),
    ] {
        let found = spoilt("servicing", &[class, (file, caps, put)]);
        assert_eq!(found, told, "{because}");
    }
}

#[test]
fn what_every_promotion_of_a_category_must_have_is_asked_for() {
    let policy = "policy.yaml";
    let (card, deposit) = ("campaigns/everyday-card.yaml", "campaigns/savings-growth.yaml");
    let legal = "  - {code: legal, tier: T0, marketing_only: false, when: {flag: sup.all}}\n";
    let opt_out = "  - {code: optout_marketing, tier: T0, marketing_only: true, when: {flag: opt.marketing}}\n";
    let quiet = "  - {code: quiet_time, tier: T1, marketing_only: true, when: {flag: sup.service}}\n";
    let cap = "caps:\n  - {count: 3, days: 14, event: impression, scope: campaign}\n";
    let pages = "[pay.confirm, card.dispute, fraud.report, login.timeout, privacy.consent]";
    let (flags, either) = ("when: {flag: sup.all}", "when: {any: [{flag: sup.all}, {flag: sup.service}]}");
    for (edits, n, needs, because) in [
        (&[(policy, legal, "")][..], 7, "a suppression of T0 on `sup.all`", "for each of seven campaigns"),
        (&[(policy, opt_out, "")], 7, "a suppression of T0 on `opt.marketing`", "the customer's own word"),
        (&[(policy, quiet, "")], 7, "a suppression of T1", "quiet time"),
        (&[(policy, pages, "[]")], 7, "pages on which nothing is promoted", "quiet pages"),
        (&[(card, cap, "")], 0, "", "the policy caps all promotions"),
        (
            &[(card, cap, ""), (policy, "impression, scope: global", "click, scope: global")],
            1,
            "a cap on impressions, its own or the policy's",
            "shown without end",
        ),
        (&[(card, "product: card\n", "")], 1, "the product that it sells", "would be shown to owners"),
        (&[(deposit, "product: savings\n", "")], 1, "the product that it sells", "deposits too"),
        (
            &[(policy, "[card, credit, mortgage], when: {flag: sup.credit}", "[card], when: {flag: sup.credit}")],
            1,
            "a suppression of T2",
            "the loan",
        ),
        (&[(deposit, "category: deposit", "category: insurance")], 2, "a suppression on `", "who is protected"),
        (&[(policy, flags, either)], 0, "", "one of two flags, and that is enough"),
        (
            &[(policy, flags, "when: {not: {flag: sup.all}}")],
            7,
            "a suppression of T0 on `sup.all`",
            "the wrong way round",
        ),
        (
            &[
                (deposit, "class: promotional", "class: servicing"),
                (deposit, "product: savings\n", ""),
                (deposit, "caps:\n  - {count: 3, days: 7, event: impression, scope: campaign}\n", ""),
            ],
            0,
            "",
            "no promotion",
        ),
    ] {
        let told = spoilt("mandatory", edits);
        assert_eq!(told.len(), n, "{because}: {told:#?}");
        for line in told {
            assert!(
                line.contains(" SUPPRESSION_MISSING ") && line.contains(&format!(" needs {needs}")),
                "{because}: {line}"
            );
        }
    }
    assert_eq!(
        spoilt(
            "mandatory",
            &[(
                policy,
                "tier: T2, marketing_only: true, categories: [card, credit, mortgage]",
                "tier: T2, marketing_only: true, categories: [credit]"
            )]
        ),
        [
            "4 `card` SUPPRESSION_MISSING a promotion of category `card` needs a suppression of T2 -> add to the policy's suppressions \
             `- {code: credit_policy, tier: T2, marketing_only: true, categories: [card, credit, mortgage], when: {flag: sup.credit}}`"
        ]
    );
}

#[test]
fn an_example_that_comes_out_otherwise_is_told_before_anyone_signs() {
    let folder = copy_of_sample("examples");
    let path = folder.join("campaigns/overdraft-protection.yaml");
    let text = fs::read_to_string(&path).unwrap();
    // Both examples say the opposite of what happens.
    fs::write(&path, text.replace("is: below", "is: at_least")).unwrap();
    let sources = Sources::read(&folder).unwrap();
    let Err(RehearsalError::Examples(findings)) = rehearse(&sources) else { panic!("the examples came out") };
    assert_eq!(
        lines(&findings),
        [
            "52 `shown` EXAMPLE_MISMATCH the campaign reaches `not_triggered` here, where the example expects `shown` -> mend the one that is wrong",
            "61 `not_triggered` EXAMPLE_MISMATCH the campaign reaches `shown` here, where the example expects `not_triggered` -> mend the one that is wrong",
        ]
    );
    assert!(rehearse(&Sources::read(sample()).unwrap()).is_ok(), "the sample's own examples come out");
}

/// What each customer of the sample sees at `now`, in a pilot that starts then.
fn seen_at(sources: &Sources, now: &str) -> Vec<String> {
    let key = |seed: u8, algorithm| SigningKey::generate(algorithm, [seed; 32]).unwrap();
    let keys = PilotKeys {
        vendor: key(1, Algorithm::Ed25519),
        approvers: [key(2, Algorithm::Ed25519), key(3, Algorithm::EcdsaP256Sha256)],
        root: key(4, Algorithm::Ed25519),
    };
    let now = Moment::parse(now).unwrap();
    let made = pilot(sources, &keys, now).unwrap();
    let program = activate(&made.bundle, &TrustRoot::read(&made.root).unwrap(), &PagePolicy::SILENT, now).unwrap();
    let customers = sources.customers(sample(), now).unwrap();
    let seen = customers.into_iter().map(|customer| {
        let (request, history) = customer.request.into_request(program.catalogue()).unwrap();
        let decision = decide(&program, &request, &history);
        assert_eq!((decision.statuses.len(), request.vector.surplus.len()), (0, 0), "{} at {now}", customer.id);
        let words = decision.verdicts.iter().map(|verdict| verdict.gate.word()).collect::<Vec<_>>();
        format!("{} {}", customer.id, words.join(" "))
    });
    seen.collect()
}

#[test]
fn the_demo_never_goes_stale() {
    let sources = Sources::read(sample()).unwrap();
    let today = seen_at(&sources, "2026-11-23T09:30:00-05:00");
    for (now, because) in [
        ("2026-11-27T23:59:59-05:00", "the day after Thanksgiving"),
        ("2026-11-28T00:00:00-05:00", "a Saturday"),
        ("2026-11-29T12:00:00-05:00", "a Sunday"),
        ("2026-12-01T00:00:01-05:00", "the first of a month: yesterday belongs to another one"),
        ("2026-12-28T08:00:00-05:00", "the Monday after Christmas"),
        ("2027-01-01T00:00:00-05:00", "New Year"),
        ("2027-01-19T09:00:00-05:00", "the Tuesday after a holiday on Monday"),
        ("2027-03-01T06:00:00-05:00", "after the shortest month"),
        ("2028-02-29T18:00:00Z", "a leap day, in another offset"),
        ("2031-07-04T10:00:00-04:00", "years from now, beyond the calendar's holidays"),
    ] {
        assert_eq!(seen_at(&sources, now), today, "{because}");
    }
}

#[test]
fn whatever_is_written_is_read_or_refused_with_a_place() {
    let catalogue = sample_catalogue();
    let text = overdraft();
    let check = |text: String| {
        let file = Source::new("campaign.yaml", text);
        if let Err(findings) = campaign::read(&file, &catalogue, &[]) {
            assert!(!findings.0.is_empty(), "refused without a word:\n{}", file.text());
            for finding in &findings.0 {
                assert!(file.text().get(finding.at.clone()).is_some(), "{}: {:?}", line(finding), finding.at);
            }
            return 1;
        }
        0
    };
    let mut refused = 0;
    let lines: Vec<&str> = text.lines().collect();
    for n in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| *at != n).map(|(_, line)| *line).collect();
        refused += check(without.join("\n"));
        refused += check(lines[..n].join("\n"));
    }
    for (at, _) in text.char_indices().step_by(41) {
        let (before, after) = text.split_at(at);
        let rest: String = after.chars().skip(1).collect();
        for put in ["", "\"", "{", "]", ":", "\n", "\t", "*", "é", "9"] {
            refused += check(format!("{before}{put}{rest}"));
        }
    }
    println!("{refused} spoilt campaigns were refused");
    assert!(refused > 300, "{refused}");
}

#[test]
fn mistakes_in_ranking_and_experiments_are_told_where_they_stand() {
    let text = overdraft()
        + "\ncontext:\n  - {percent: 20, when: {flag: no.such}}\n  - {percent: 0, when: {flag: is_minor}}\n"
        + "propensity: is_minor\nvalue: 35.00\n"
        + "experiments:\n  - experiment: e@1\n    arms:\n      - {arm: b, when: {flag: neither.this}}\n";
    let told = campaign_of(&text).unwrap_err();
    for (signs, code, said) in [
        ("`no.such`", "CONDITION_INVALID", "the catalogue has no feature `no.such`"),
        ("`0`", "VALUE_INVALID", "write a whole number from -100 to 1000"),
        ("`is_minor`", "CONDITION_INVALID", "`is_minor` is not a share in basis points with a single value"),
        ("`35.00`", "VALUE_INVALID", ""),
        ("`neither.this`", "CONDITION_INVALID", "the catalogue has no feature `neither.this`"),
    ] {
        let found = told.iter().any(|line| line.contains(signs) && line.contains(code) && line.contains(said));
        assert!(found, "{signs} {code} {said}\n{told:#?}");
    }
    // What only the whole release shows.
    let folder = copy_of_sample("ranking");
    let append = |file: &str, more: &str| {
        let path = folder.join("campaigns").join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap() + more).unwrap();
    };
    append("everyday-card.yaml", "\nvalue: 35.00 USD\n");
    append("savings-growth.yaml", "\nvalue: 35 points\n");
    append("p2p-resume.yaml", "\nexperiments:\n  - {experiment: gone@1, arms: [{arm: b, when: {flag: is_minor}}]}\n");
    let told = refused(&folder);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("`gone@1` VALUE_INVALID the policy has no experiment `gone`"), "{told:#?}");
    assert!(told[1].contains("`35 points` VALUE_INVALID `everyday-card` has its value in USD"), "{told:#?}");
}

#[test]
fn an_evergreen_is_a_servicing_message() {
    let evergreen = |class: &str| {
        let creative = "{headline: a, body: b, action: {label: c, url: /d, offer: e}, why: f}";
        let schedule = "{from: 2026-01-01T00:00:00Z, until: 2027-01-01T00:00:00Z}";
        format!(
            "campaign: hours\nname: Branch hours\ncategory: service\nclass: {class}\nschedule: {schedule}\nslots: [hero]\npriority: 0\n\
             lane: evergreen\nwhen: {{always: true}}\ndefault_locale: en-US\ncreatives: {{en-US: {creative}}}\n"
        )
    };
    for (class, told, because) in [
        ("servicing", &[][..], "the class and the lane go together"),
        (
            "promotional",
            &[
                "8 `evergreen` VALUE_INVALID an evergreen stands where no promotion may -> write `class: servicing`, or leave the lane out",
            ],
            "an evergreen shows where no promotion may",
        ),
    ] {
        assert_eq!(campaign_of(&evergreen(class)).err().unwrap_or_default(), told, "{because}");
    }
}

#[test]
fn an_empty_list_is_told_where_it_stands() {
    let text = overdraft() + "\ncooldowns: []\n";
    let line = text.lines().count();
    assert_eq!(
        campaign_of(&text).unwrap_err(),
        [format!("{line} `cooldowns` VALUE_INVALID empty -> leave the list out")]
    );
}
