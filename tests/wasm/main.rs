//! The decision corpus in WebAssembly: the same bytes as natively, in Node and, by environment, in a headless browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::Deserialize;
use tellerside::activate::activate;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{PagePolicy, TrustRoot};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::record::record;
use tellerside::time::Moment;
use tellerside::wire;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

mod objects;

const BUNDLE: &str = include_str!("../corpus/golden/bundle.tsb.json");
const ROOT: &str = include_str!("../corpus/golden/root.json");
const PAGE: &str = include_str!("../corpus/golden/policy.json");
const ROWS: &str = include_str!("../corpus/golden/rows.json");
const NOW: &str = "2026-11-23T09:30:00-05:00";

#[derive(Deserialize)]
struct Row {
    id: String,
    request: String,
    decision: String,
    reasons_sha256: String,
    record_sha256: String,
}

fn program() -> Program {
    let root = TrustRoot::read(ROOT).unwrap();
    activate(BUNDLE, &root, &PagePolicy::read(PAGE).unwrap(), Moment::parse(NOW).unwrap()).unwrap()
}

fn rows() -> Vec<Row> {
    serde_json::from_str(ROWS).unwrap()
}

#[wasm_bindgen_test]
fn corpus_decides_the_same_bytes() {
    let program = program();
    let rows = rows();
    for row in &rows {
        let (request, history) = wire::request::read(&row.request, program.catalogue()).unwrap();
        let decision = decide(&program, &request, &history);
        assert_eq!(wire::decision::write(&decision, &request.vector.surplus), row.decision, "{}", row.id);
        let digest = |text: String| sha256(text.as_bytes()).to_string();
        assert_eq!(digest(wire::decision::write_reasons(&decision)), row.reasons_sha256, "{}", row.id);
        assert_eq!(digest(record(&program, &row.request).unwrap()), row.record_sha256, "{}", row.id);
    }
    assert!(rows.len() >= 40);
    console_log!("{} corpus rows", rows.len());
}

#[wasm_bindgen_test]
fn one_byte_changed_is_refused() {
    let root = TrustRoot::read(ROOT).unwrap();
    let changed = BUNDLE.replacen("OFFER-1", "OFFER-2", 1);
    let refused = activate(&changed, &root, &PagePolicy::SILENT, Moment::parse(NOW).unwrap()).unwrap_err();
    assert_eq!(refused.code(), "DIGEST_MISMATCH");
}
