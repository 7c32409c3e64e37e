//! The decision corpus: rows in words, one signed bundle made of them, and the exact bytes that every host must give.
//!
//! `tests/corpus/*.json` are the rows, `tests/corpus/template/` the bank that they share. `tests/corpus/golden/` is rendered from them with fixed keys: the bundle, the root, and for each
//! row the request, the exact decision, and the digests of reasons and record. The same folder is decided in Node, Chromium and workerd.
//! `UPDATE_CORPUS=1 cargo test --features cli --test it corpus` renders it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tellerside::author::release::ReleaseFiles;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Audience, Environment, PagePolicy, Verdict};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::id::{BankId, CampaignId};
use tellerside::record::record;
use tellerside::time::Moment;
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;

use crate::signing::Signed;

/// One row: what must be decided, and because of what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    because: String,
    /// The conformance case of the rule book that it shows.
    case: Option<u32>,
    /// Laid over the template; the campaign's id is `<row>.<n>`, and its only slot the row's own.
    campaigns: Vec<Map<String, Value>>,
    /// Laid over the template.
    request: Map<String, Value>,
    #[serde(default)]
    history: Vec<Value>,
    seed: Option<String>,
    /// The gate of each campaign.
    expect: Vec<String>,
    /// The suppression that stops the first campaign.
    code: Option<String>,
    #[serde(default)]
    status: Vec<String>,
    #[serde(default)]
    surplus: Vec<String>,
    locale: Option<String>,
    /// Of the first placement, the experiment's arm, and behind it whether the customer is `enrolled` in it.
    arm: Option<String>,
    /// The variant of the words of the first placement.
    variant: Option<String>,
    /// The headline of the first placement.
    headline: Option<String>,
    /// What the bank is told: of a notification its campaign by number, the notice, the period, and the values.
    #[serde(default)]
    notices: Vec<Value>,
    verdict: Option<String>,
    #[serde(default)]
    denied: bool,
}

/// When the corpus is verified; the release is issued three days before and expires eight days later.
const NOW: &str = "2026-11-23T09:30:00-05:00";
const ISSUED: &str = "2026-11-20T00:00:00Z";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut files: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let read: Vec<Row> = serde_json::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        rows.extend(read);
    }
    let ids: BTreeSet<_> = rows.iter().map(|row| &row.id).collect();
    assert_eq!(ids.len(), rows.len(), "an id stands twice");
    rows
}

/// Lays `over` on `base`, object by object.
fn lay(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                // A condition replaces a condition as a whole.
                if key == "when" || !base.contains_key(key) {
                    base.insert(key.clone(), value.clone());
                } else {
                    lay(base.get_mut(key).unwrap(), value);
                }
            }
        }
        (base, over) => *base = over.clone(),
    }
}

fn creative(text: &str) -> Value {
    json!({
        "action": {"label": text, "offer": "OFFER-1", "url": "/offer"},
        "body": text, "headline": text, "why": text
    })
}

fn campaign_id(row: &Row, n: usize) -> String {
    format!("{}.{n}", row.id)
}

fn campaign(row: &Row, n: usize) -> Value {
    let mut over = row.campaigns[n].clone();
    let creatives = over.remove("creatives").unwrap_or_else(|| json!({"en-US": "en"}));
    let creatives: Map<String, Value> = creatives
        .as_object()
        .unwrap()
        .iter()
        .map(|(locale, text)| (locale.clone(), creative(text.as_str().unwrap())))
        .collect();
    let stakes = over.get_mut("experiments").and_then(Value::as_array_mut).into_iter().flatten();
    let arms = stakes.flat_map(|stake| stake["arms"].as_array_mut().unwrap());
    let of_arms = arms.filter_map(|arm| arm.get_mut("creatives")?.as_object_mut());
    of_arms.flatten().for_each(|(_, words)| *words = creative(words.as_str().unwrap()));
    let variants = over.get_mut("variants").and_then(Value::as_array_mut).into_iter().flatten();
    let of_variants = variants.map(|variant| variant["creatives"].as_object_mut().unwrap());
    of_variants.flatten().for_each(|(_, words)| *words = creative(words.as_str().unwrap()));
    let slots = over.remove("slots").map_or_else(|| json!([row.id]), |slots| slots_of(row, &slots));
    let mut campaign = json!({
        "campaign": campaign_id(row, n),
        "category": "deposit",
        "class": "promotional",
        "creatives": creatives,
        "default_locale": "en-US",
        "name": row.because,
        "priority": 50,
        "schedule": {"from": "2026-01-01T00:00:00-05:00", "until": "2027-01-01T00:00:00-05:00"},
        "slots": slots,
    });
    lay(&mut campaign, &Value::Object(over));
    campaign
}

/// The row's own slots, so that rows do not compete: `hero` becomes `<row>.hero`.
fn slots_of(row: &Row, slots: &Value) -> Value {
    slots.as_array().unwrap().iter().map(|slot| json!(format!("{}.{}", row.id, slot.as_str().unwrap()))).collect()
}

fn request(row: &Row) -> String {
    let mut over = row.request.clone();
    let slots = over.remove("slots").map_or_else(|| json!([row.id]), |slots| slots_of(row, &slots));
    let mut request = json!({
        "features": {
            "as_of": "2026-11-22",
            "currency": "USD",
            "features": {
                "exp.bucket": 5000, "known.false": false, "known.true": true, "opt.marketing": false,
                "sup.all": false, "sup.credit": false
            },
            "vector": 1
        },
        "locales": ["en-US"],
        "now": NOW,
        "page": "home",
        "slots": slots,
        "storage": "durable",
        "visit": "own_session"
    });
    lay(&mut request, &Value::Object(over));
    if !row.history.is_empty() || row.seed.is_some() {
        let own = |n: usize| format!("\"{}\"", campaign_id(row, n));
        let events = serde_json::to_string(&row.history).unwrap().replace("\"@0\"", &own(0)).replace("\"@1\"", &own(1));
        request["history"] = json!({"events": serde_json::from_str::<Value>(&events).unwrap(), "history": 1});
        if let Some(seed) = &row.seed {
            request["history"]["seed"] = json!(seed);
        }
    }
    serde_json::to_string(&request).unwrap()
}

/// A document of the bank that all rows share.
fn template(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join("template").join(name)).unwrap()).unwrap()
}

/// The canonical text of a document given in any order.
pub(crate) fn canonical<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> String {
    let doc: T = serde_json::from_value(value.clone()).unwrap_or_else(|fault| panic!("{fault}: {value}"));
    String::from_utf8(wire::canonical::write(&doc).unwrap()).unwrap()
}

struct Corpus {
    rows: Vec<Row>,
    signed: Signed,
    page: String,
}

impl Corpus {
    fn new() -> Self {
        let rows = rows();
        let mut campaigns = BTreeMap::new();
        let mut rejected = BTreeSet::new();
        let mut denied = Vec::new();
        for row in &rows {
            for n in 0..row.campaigns.len() {
                let id = CampaignId::new(&campaign_id(row, n)).unwrap();
                campaigns.insert(id.clone(), canonical::<CampaignDoc>(&campaign(row, n)));
                match row.verdict.as_deref() {
                    None => {}
                    Some("rejected") => drop(rejected.insert(id.clone())),
                    Some(other) => panic!("{}: no verdict `{other}`", row.id),
                }
                if row.denied {
                    denied.push(id.to_string());
                }
            }
        }
        let files = ReleaseFiles {
            catalogue: canonical::<wire::catalogue::CatalogueDoc>(&template("catalogue.json")),
            policy: canonical::<wire::policy::PolicyDoc>(&template("policy.json")),
            goldens: r#"{"goldens":[]}"#.into(),
            campaigns,
        };
        let audience = Audience { bank: BankId::new("corpus-bank").unwrap(), environment: Environment::Test };
        let verdict = |id: &CampaignId| if rejected.contains(id) { Verdict::Rejected } else { Verdict::Approved };
        let signed = Signed::judged(&audience, files, Moment::parse(ISSUED).unwrap(), verdict);
        Self { rows, signed, page: json!({"deny": denied, "floor": 7, "policy": 1}).to_string() }
    }

    fn program(&self) -> Program {
        self.signed.activate(&PagePolicy::read(&self.page).unwrap(), Moment::parse(NOW).unwrap()).unwrap()
    }
}

/// The program of the corpus, and for each row its id, its request and the ids of its campaigns.
pub(crate) fn program_and_rows() -> (Program, Vec<(String, String, Vec<String>)>) {
    let corpus = Corpus::new();
    let row = |row: &Row| {
        (row.id.clone(), request(row), (0..row.campaigns.len()).map(|n| campaign_id(row, n)).collect::<Vec<_>>())
    };
    (corpus.program(), corpus.rows.iter().map(row).collect())
}

/// What a row's request is decided to, as every host must give it.
fn decided(program: &Program, request: &str) -> [String; 3] {
    let (read, history) = wire::request::read(request, program.catalogue()).unwrap();
    let decision = decide(program, &read, &history);
    [
        wire::decision::write(&decision, &read.vector.surplus),
        wire::decision::write_reasons(&decision),
        record(program, request).unwrap(),
    ]
}

#[track_caller]
fn check(row: &Row, decision: &Value, reasons: &Value) {
    let told = format!("{}: {}", row.id, row.because);
    let own: Vec<&Value> = (0..row.campaigns.len())
        .map(|n| reasons.as_array().unwrap().iter().find(|r| r["campaign"] == *campaign_id(row, n)).unwrap())
        .collect();
    let gates: Vec<_> = own.iter().map(|reason| reason["gate"].as_str().unwrap()).collect();
    assert_eq!(gates, row.expect, "{told}");
    assert_eq!(own[0]["code"].as_str(), row.code.as_deref(), "{told}");
    assert_eq!(decision["statuses"], json!(row.status), "{told}");
    assert_eq!(decision.get("surplus").cloned().unwrap_or(json!([])), json!(row.surplus), "{told}");
    let placements = decision["placements"].as_array().unwrap();
    let shown = row.expect.iter().filter(|gate| *gate == "shown").count();
    assert_eq!(placements.len(), shown, "{told}");
    if row.request.get("dry_run") == Some(&json!(true)) {
        let request: Value = serde_json::from_str(&request(row)).unwrap();
        let before = request.get("history").cloned().unwrap_or(json!({"events": [], "history": 1}));
        assert_eq!(decision["history"], before, "{told}");
    }
    if let Some(locale) = &row.locale {
        assert_eq!(placements[0]["locale"], json!(locale), "{told}");
    }
    let trial = |placement: &Value| {
        let trial = placement.get("experiment")?;
        let enrolled = if trial["enrolled"] == json!(true) { " enrolled" } else { "" };
        Some(format!("{}{enrolled}", trial["arm"].as_str().unwrap()))
    };
    assert_eq!(placements.first().and_then(trial), row.arm, "{told}");
    let variant = placements.first().and_then(|placement| placement.get("variant")?.as_str());
    assert_eq!(variant, row.variant.as_deref(), "{told}");
    if let Some(headline) = &row.headline {
        assert_eq!(placements[0]["headline"], json!(headline), "{told}");
    }
    let of_row = |notification: &Value| {
        let number = notification["campaign"].as_str()?.strip_prefix(&format!("{}.", row.id))?.to_owned();
        let mut notification = notification.clone();
        notification["campaign"] = json!(number);
        Some(notification)
    };
    let told_of: Vec<Value> = decision["notifications"].as_array().into_iter().flatten().filter_map(of_row).collect();
    assert_eq!(told_of, row.notices, "{told}");
}

#[test]
fn corpus_decides_as_its_rows_say() {
    let corpus = Corpus::new();
    let program = corpus.program();
    for row in &corpus.rows {
        let [decision, reasons, _] = decided(&program, &request(row));
        check(row, &serde_json::from_str(&decision).unwrap(), &serde_json::from_str(&reasons).unwrap());
    }
    println!("{} corpus rows", corpus.rows.len());
}

#[test]
fn corpus_has_the_conformance_cases() {
    let cases: BTreeSet<u32> = rows().iter().filter_map(|row| row.case).collect();
    let wanted: BTreeSet<u32> = (1..=17).chain(19..=29).collect();
    assert_eq!(cases, wanted);
}

#[test]
fn corpus_golden_folder_is_what_the_rows_render_to() {
    let corpus = Corpus::new();
    let program = corpus.program();
    let rendered: Vec<Value> = corpus
        .rows
        .iter()
        .map(|row| {
            let request = request(row);
            let [decision, reasons, record] = decided(&program, &request);
            let [reasons, record] = [reasons, record].map(|text| sha256(text.as_bytes()).to_string());
            json!({
                "id": row.id, "request": request, "decision": decision, "reasons_sha256": reasons, "record_sha256": record
            })
        })
        .collect();
    let rows: Vec<String> = rendered.iter().map(Value::to_string).collect();
    let files = [
        ("bundle.tsb.json", corpus.signed.bundle),
        ("root.json", corpus.signed.root),
        ("policy.json", corpus.page),
        ("rows.json", format!("[\n{}\n]\n", rows.join(",\n"))),
    ];
    for (name, text) in files {
        let path = folder().join("golden").join(name);
        if std::env::var_os("UPDATE_CORPUS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{name} is not what the rows render to: run with UPDATE_CORPUS=1 and read the diff");
    }
}

/// A `serde_json::Value` keeps its keys in order, so writing it again is an independent canonical writer.
#[test]
fn corpus_documents_are_canonical() {
    let corpus = Corpus::new();
    let program = corpus.program();
    let transport: Value = serde_json::from_str(&corpus.signed.bundle).unwrap();
    let files = transport["files"].as_object().unwrap().values().map(|text| text.as_str().unwrap().to_owned());
    let signed = ["index", "sheet"].map(|name| transport[name].as_str().unwrap().to_owned());
    let answers = corpus.rows.iter().flat_map(|row| decided(&program, &request(row)));
    let mut counted = 0;
    for text in files.chain(signed).chain([corpus.signed.root.clone()]).chain(answers) {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value.to_string(), text);
        counted += 1;
    }
    println!("{counted} documents");
}
