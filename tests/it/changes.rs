//! What changed between two versions, as reviewers read it. Some are held word for word; `BLESS=1` writes them anew, for a person to
//! read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use serde_json::Value;
use tellerside::author::release::ReleaseFiles;
use tellerside::author::sources::Sources;
use tellerside::bundle::{Index, Transport};
use tellerside::campaign::{Campaign, Policy};
use tellerside::explain::{self, Difference, Language, Version};
use tellerside::feature::Catalogue;
use tellerside::id::CampaignId;
use tellerside::wire;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/changes");

/// The sample bank's release, as it is signed and as it is read.
struct Sample {
    files: ReleaseFiles,
    catalogue: Catalogue,
    policy: Policy,
}

fn sample() -> Sample {
    let sources = Sources::read(Path::new(SAMPLE)).unwrap();
    let files = sources.release_files().unwrap();
    Sample { files, catalogue: sources.catalogue.catalogue, policy: sources.policy.policy }
}

fn campaign(text: &str) -> Option<Campaign> {
    wire::campaign::read(text.as_bytes()).ok()
}

impl Sample {
    fn text(&self, id: &str) -> &str {
        &self.files.campaigns[&CampaignId::new(id).unwrap()]
    }

    /// What changed in a campaign from one text to another.
    fn changes(&self, before: &str, after: &str, language: Language) -> Difference {
        let (old, new) = (campaign(before).unwrap(), campaign(after).unwrap());
        let (catalogue, policy) = (&self.catalogue, &self.policy);
        explain::campaign_changes(
            &Version { says: &old, text: before, catalogue, policy },
            &Version { says: &new, text: after, catalogue, policy },
            language,
        )
    }

    fn policy_changes(&self, before: &str, after: &str) -> Difference {
        let read = |text: &str| wire::policy::read(text.as_bytes()).unwrap();
        let (old, new, catalogue) = (read(before), read(after), &self.catalogue);
        explain::policy_changes(
            &Version { says: &old, text: before, catalogue, policy: &old },
            &Version { says: &new, text: after, catalogue, policy: &new },
            Language::English,
        )
    }

    fn catalogue_changes(&self, before: &str, after: &str) -> Difference {
        let read = |text: &str| wire::catalogue::read(text.as_bytes()).unwrap();
        let (old, new, policy) = (read(before), read(after), &self.policy);
        let campaigns = self.files.campaigns.values().map(|text| campaign(text).unwrap());
        let features = campaigns.flat_map(|campaign| explain::features_read(&campaign, &self.catalogue, policy));
        explain::catalogue_changes(
            &Version { says: &old, text: before, catalogue: &old, policy },
            &Version { says: &new, text: after, catalogue: &new, policy },
            &features.collect(),
            Language::English,
        )
    }
}

#[track_caller]
fn same_as_golden(file: &str, text: &str) {
    let golden = Path::new(GOLDEN).join(file);
    if env::var_os("BLESS").is_some() {
        fs::write(&golden, text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&golden).unwrap(), "{file}");
}

/// `text` with each of `edits` made where it stands, once.
fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {text}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn changes_of_a_campaign_read_as_a_compliance_officer_would_note_them() {
    let sample = sample();
    for (file, id, edits) in [
        ("threshold", "overdraft-protection", &[(r#""value":"100.00 USD""#, r#""value":"900.00 USD""#)][..]),
        (
            "many",
            "overdraft-protection",
            &[
                (r#""count":3,"#, r#""count":5,"#),
                (r#""headline":"Link your savings"#, r#""headline":"Use your savings"#),
                (r#""url":"/products/overdraft-protection"},"body":"If"#, r#""url":"/products/overdraft"},"body":"If"#),
                (r#""priority":70"#, r#""priority":90"#),
                (r#""slots":["hero"]"#, r#""slots":["hero","card"]"#),
                (r#""until":"2036-01-01T00:00:00-05:00""#, r#""until":"2027-01-01T00:00:00-05:00""#),
                (r#""group":"checking-care","#, ""),
            ],
        ),
        (
            "nested",
            "savings-growth",
            &[(
                r#"{"recent":{"days":14,"feature":"ev.tax_refund.date"}}"#,
                r#"{"recent":{"days":30,"feature":"ev.tax_refund.date"}}"#,
            )],
        ),
    ] {
        let before = sample.text(id);
        let after = edited(before, edits);
        for language in [Language::English, Language::Spanish] {
            let told = sample.changes(before, &after, language).text();
            same_as_golden(&format!("{file}.{}.txt", language.code()), &told);
        }
    }
}

#[test]
fn changes_of_policy_and_catalogue_are_told_too() {
    let sample = sample();
    let policy = &sample.files.policy;
    let changed = edited(
        policy,
        &[
            (r#""global_holdout_bp":100"#, r#""global_holdout_bp":250"#),
            (r#""2026-12-25","#, ""),
            (r#"{"code":"quiet_time","marketing_only":true,"#, r#"{"code":"quiet_time","marketing_only":false,"#),
        ],
    );
    same_as_golden("policy.txt", &sample.policy_changes(policy, &changed).text());
    let catalogue = &sample.files.catalogue;
    let changed = edited(
        catalogue,
        &[
            (r#""id":"bal.avail","max_age":{"business_days":2}"#, r#""id":"bal.avail","max_age":{"business_days":5}"#),
            (r#""basis":["age"]"#, r#""basis":[]"#),
            (r#""id":"own.personal_loan","max_age":{"days":7}"#, r#""id":"own.personal_loans","max_age":{"days":7}"#),
        ],
    );
    same_as_golden("catalogue.txt", &sample.catalogue_changes(catalogue, &changed).text());
}

#[test]
fn what_no_sentence_tells_is_shown_by_its_path() {
    let sample = sample();
    let servicing = edited(sample.text("p2p-resume"), &[(r#""class":"promotional""#, r#""class":"servicing""#)]);
    for (edit, told, because) in [
        (
            (r#""count":2"#, r#""count":4"#),
            "  Differs in the signed texts, and no sentence above tells it:\n      at caps[0].count: 2, now 4\n",
            "a cap does not hold for a servicing message",
        ),
        (
            (r#""from":"2026-01-01T00:00:00-05:00""#, r#""from":"2026-01-01T00:00:00.250-05:00""#),
            "  How often, where and how long\n    - Runs from Jan 1, 2026 through Dec 31, 2035 (bank time, UTC-05:00), in the slots “card” or “hero”.\n    + Runs from Jan 1, 2026, 00:00 (UTC-05:00), until just before Jan 1, 2036, 00:00 (UTC-05:00), in the slots “card” or “hero”.\n",
            "no whole days any more",
        ),
    ] {
        let after = edited(&servicing, &[edit]);
        assert_eq!(sample.changes(&servicing, &after, Language::English).text(), told, "{because}");
    }
    let some_millis =
        edited(&servicing, &[(r#""from":"2026-01-01T00:00:00-05:00""#, r#""from":"2026-01-01T00:00:00.250-05:00""#)]);
    let others = some_millis.replace("00.250", "00.750");
    let told = sample.changes(&some_millis, &others, Language::English).text();
    assert!(told.contains("at schedule.from: \"2026-01-01T00:00:00.250-05:00\", now "), "{told}");
}

/// A path to each leaf of `value`, an empty list or object among them.
pub(crate) fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            fields.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), found));
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{at}/{n}"), found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            found.push(at.to_owned());
        }
    }
}

/// Values of the same kind as `value`, one of which the format may take in its place.
pub(crate) fn others(value: &Value, words: &BTreeSet<String>) -> Vec<Value> {
    match value {
        Value::Bool(flag) => vec![Value::Bool(!flag)],
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            [number + 1, number - 1].into_iter().map(Value::from).collect()
        }
        Value::String(text) => {
            let exchanged = text.char_indices().filter_map(|(at, c)| {
                let other = match c {
                    '0'..='8' => char::from(c as u8 + 1),
                    '9' => '8',
                    'a'..='y' => char::from(c as u8 + 1),
                    _ => return None,
                };
                Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
            });
            let words = words.iter().filter(|word| *word != text).cloned();
            words.chain(exchanged).map(Value::String).collect()
        }
        Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

/// The texts of `value` with one thing less, one twice, or two exchanged.
fn rearranged(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    let mut each = |rebuilt: &mut dyn FnMut(Value) -> Value, inner: &Value| {
        all.extend(rearranged(inner).into_iter().map(rebuilt));
    };
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                each(
                    &mut |new| {
                        let mut fields = fields.clone();
                        fields.insert(name.clone(), new);
                        Value::Object(fields)
                    },
                    inner,
                );
            }
            for name in fields.keys() {
                let mut fewer = fields.clone();
                fewer.remove(name);
                all.push(Value::Object(fewer));
            }
        }
        Value::Array(items) => {
            for (n, inner) in items.iter().enumerate() {
                each(
                    &mut |new| {
                        let mut items = items.clone();
                        items[n] = new;
                        Value::Array(items)
                    },
                    inner,
                );
            }
            for n in 0..items.len() {
                let mut fewer = items.clone();
                fewer.remove(n);
                let mut more = items.clone();
                more.insert(n, items[n].clone());
                let mut swapped = items.clone();
                swapped.swap(0, n);
                all.extend([fewer, more, swapped].map(Value::Array));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    all
}

/// Words of the format that stand in campaigns in place of one another.
pub(super) const WORDS: &[&str] = &[
    "below",
    "at_most",
    "above",
    "at_least",
    "equal",
    "impression",
    "click",
    "dismiss",
    "not_interested",
    "start",
    "group",
    "slot",
    "global",
    "day",
    "month",
    "T0",
    "T1",
    "T2",
    "T3",
    "T4",
    "deposit",
    "credit",
    "overdraft",
    "card",
    "mortgage",
    "investment",
    "insurance",
    "service",
    "activation",
    "promotional",
    "servicing",
    "en-US",
    "es-US",
    "m1",
    "m2",
    "d0",
    "d1",
    "started",
    "done",
    "checking",
    "savings",
];

#[test]
fn every_edit_of_a_campaign_is_seen() {
    let sample = sample();
    let words: BTreeSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    let (mut edits, mut in_words) = (0_usize, 0_usize);
    let mut fixed = BTreeSet::new();
    let mut untold = BTreeSet::new();
    for (id, before) in &sample.files.campaigns {
        let whole: Value = serde_json::from_str(before).unwrap();
        let mut paths = Vec::new();
        leaves(&whole, "", &mut paths);
        for path in &paths {
            let leaf = whole.pointer(path).unwrap();
            let candidates = others(leaf, &words).into_iter().map(|other| {
                let mut changed = whole.clone();
                *changed.pointer_mut(path).unwrap() = other;
                changed.to_string()
            });
            let valid: Vec<String> = candidates.filter(|text| campaign(text).is_some()).take(3).collect();
            if valid.is_empty() {
                fixed.insert(path.rsplit('/').next().unwrap().to_owned());
            }
            for after in valid {
                let difference = sample.changes(before, &after, Language::English);
                assert!(!difference.is_empty(), "{id}: {path}: {after}");
                let told = difference.text();
                let by_path = told.contains("no sentence above tells it");
                assert!(
                    !told.is_empty() && (by_path || told.contains("\n    + ") || told.contains("\n    - ")),
                    "{path}: {told}"
                );
                if by_path {
                    untold.insert(path.clone());
                }
                edits += 1;
                in_words += usize::from(!by_path);
            }
        }
        for after in rearranged(&whole) {
            let after = after.to_string();
            if after != *before && campaign(&after).is_some() {
                assert!(!sample.changes(before, &after, Language::English).is_empty(), "{id}: {after}");
                edits += 1;
            }
        }
    }
    println!("{edits} edits seen, {in_words} of leaves in words");
    assert!(edits > 500);
    assert!(untold.is_empty(), "the renderings of the sample bank tell all that is signed: {untold:?}");
    assert_eq!(fixed.into_iter().collect::<Vec<_>>(), Vec::<String>::new(), "the leaves that take no other value");
}

/// The field that a leaf belongs to, past its place in a list.
fn field(path: &str) -> &str {
    path.rsplit('/').find(|step| step.parse::<usize>().is_err()).unwrap_or_default()
}

#[test]
fn every_edit_of_every_form_of_a_condition_is_seen() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/golden/bundle.tsb.json");
    let transport = Transport::read(&fs::read_to_string(corpus).unwrap()).unwrap();
    let index = Index::read(transport.index.as_bytes()).unwrap();
    let text = |digest| transport.files.get(&digest).unwrap().clone();
    let catalogue = wire::catalogue::read(text(index.catalogue.digest).as_bytes()).unwrap();
    let policy = wire::policy::read(text(index.policy.digest).as_bytes()).unwrap();
    let campaigns: BTreeMap<_, _> = index.campaigns.iter().map(|(id, file)| (id.clone(), text(file.digest))).collect();
    let mut conditions = Vec::new();
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in campaigns.values() {
        let whole: Value = serde_json::from_str(text).unwrap();
        let mut paths = Vec::new();
        leaves(&whole, "", &mut paths);
        for path in paths.iter().filter(|path| path.starts_with("/when")) {
            if let Value::String(word) = whole.pointer(path).unwrap() {
                words.entry(field(path).to_owned()).or_default().insert(word.clone());
            }
        }
        conditions.push((text, whole, paths));
    }
    let files = ReleaseFiles {
        catalogue: String::new(),
        policy: String::new(),
        goldens: String::new(),
        campaigns: BTreeMap::new(),
    };
    let sample = Sample { files, catalogue, policy };
    let mut edits = 0;
    let mut untold: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut done = BTreeSet::new();
    for (before, whole, paths) in &conditions {
        for path in paths.iter().filter(|path| path.starts_with("/when")) {
            // Each place of each form once: the corpus says many of them often.
            let form: String =
                path.split('/').filter(|step| step.parse::<usize>().is_err()).collect::<Vec<_>>().join("/");
            let leaf = whole.pointer(path).unwrap();
            if !done.insert((form.clone(), leaf.to_string())) {
                continue;
            }
            let none = BTreeSet::new();
            let candidates = others(leaf, words.get(field(path)).unwrap_or(&none)).into_iter().map(|other| {
                let mut changed = whole.clone();
                *changed.pointer_mut(path).unwrap() = other;
                changed.to_string()
            });
            for after in candidates.filter(|text| campaign(text).is_some()).take(3) {
                let difference = sample.changes(before, &after, Language::English);
                assert!(!difference.is_empty(), "{path}: {before}\n{after}");
                edits += 1;
                if difference.text().contains("no sentence above tells it") {
                    untold.entry(form.clone()).or_default().push(difference.text());
                }
            }
        }
    }
    println!("{edits} edits of {} places seen", done.len());
    assert!(edits > 500);
    assert!(untold.is_empty(), "the sentences tell every part of every form: {untold:#?}");
}

#[test]
fn every_edit_of_policy_and_catalogue_is_seen() {
    let sample = sample();
    let words: BTreeSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    let policy_reads = |text: &str| wire::policy::read(text.as_bytes()).is_ok();
    let catalogue_reads = |text: &str| wire::catalogue::read(text.as_bytes()).is_ok();
    type Reads<'a> = &'a dyn Fn(&str) -> bool;
    type Changes<'a> = &'a dyn Fn(&str, &str) -> Difference;
    // An entry under another id is another one, which nothing reads.
    let rows: [(&str, Reads<'_>, Changes<'_>, &[&str]); 2] = [
        (&sample.files.policy, &policy_reads, &|before, after| sample.policy_changes(before, after), &[]),
        (&sample.files.catalogue, &catalogue_reads, &|before, after| sample.catalogue_changes(before, after), &["id"]),
    ];
    for (before, reads, changes, by_path) in rows {
        let whole: Value = serde_json::from_str(before).unwrap();
        let mut paths = Vec::new();
        leaves(&whole, "", &mut paths);
        let mut edits = 0;
        let mut untold = BTreeSet::new();
        for path in &paths {
            let candidates = others(whole.pointer(path).unwrap(), &words).into_iter().map(|other| {
                let mut changed = whole.clone();
                *changed.pointer_mut(path).unwrap() = other;
                changed.to_string()
            });
            for after in candidates.filter(|text| reads(text)).take(1) {
                let difference = changes(before, &after);
                assert!(!difference.is_empty(), "{path}");
                if difference.text().contains("no sentence above tells it") {
                    untold.insert(field(path).to_owned());
                }
                edits += 1;
            }
        }
        println!("{edits} edits of {} leaves seen", paths.len());
        assert!(edits > 50);
        assert_eq!(untold.iter().map(String::as_str).collect::<Vec<_>>(), by_path, "told by path alone");
    }
}
