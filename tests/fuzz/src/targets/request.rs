//! Any text as a request to the program of the corpus: refused without a word of the customer's values, or decided, and twice the same
//! bytes.

use serde_json::Value;
use tellerside::decide::{decide, prune};
use tellerside::explain::{Language, decision, decision_text};
use tellerside::history::History;
use tellerside::record::{record, replay};
use tellerside::request::Request;
use tellerside::wire;

use super::material::{CORPUS, SAMPLE, SECRET, assert_canonical, corpus_requests, right};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let corpus = corpus_requests();
    // A value that must not be repeated, in place of one value each.
    let secret = |(n, text): (usize, &String)| {
        let (at, _) = text.match_indices("\":\"").nth(n % 12)?;
        let (head, value) = text.split_at_checked(at.saturating_add(3))?;
        Some(format!("{head}{SECRET}\"{}", value.split_once('"')?.1))
    };
    let secrets: Vec<String> = corpus.iter().enumerate().step_by(7).filter_map(secret).collect();
    SAMPLE.requests.iter().cloned().chain(corpus).chain(secrets).map(String::into_bytes).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let program = &*CORPUS;
    let (request, history) = match wire::request::read(text, program.catalogue()) {
        Ok(read) => read,
        Err(fault) => {
            assert_eq!(record(program, text), Err(fault.clone()), "a record of what cannot be read");
            let told = fault.to_string();
            return assert!(!told.contains(SECRET) || !is_secret(text), "a customer's value is repeated: {told}");
        }
    };
    assert_eq!(wire::request::read_now(text), Ok(request.now));
    let once = decide(program, &request, &history);
    let written = wire::decision::write(&once, &request.vector.surplus);
    let again = decide(program, &request, &history);
    assert_eq!(wire::decision::write(&again, &request.vector.surplus), written, "decided twice, and not alike");
    assert_eq!(again, once);
    assert_canonical(written.as_bytes());
    let reasons = wire::decision::write_reasons(&once);
    assert_canonical(reasons.as_bytes());
    let recorded = right(record(program, text));
    assert_canonical(recorded.as_bytes());
    assert_eq!(replay(program, &recorded, text), Ok(()), "a record does not replay");
    remembered(&request, &history);
    let carried = wire::decision::write_history(&once.history);
    assert_eq!(wire::history::read(&carried), Ok(once.history), "the host cannot hand the history in again");
    explained(text);
}

/// A dry run decides alike and leaves the history; what pruning forgets changes nothing.
fn remembered(request: &Request, history: &History) {
    let program = &*CORPUS;
    let outcome = |history: &History| {
        let dry = decide(program, &Request { dry_run: true, ..request.clone() }, history);
        assert_eq!(dry.history, *history, "a dry run wrote into the history");
        (dry.verdicts, dry.placements)
    };
    let wet = decide(program, &Request { dry_run: false, ..request.clone() }, history);
    let whole = outcome(history);
    assert_eq!(whole, (wet.verdicts, wet.placements), "a dry run decides otherwise");
    if !history.overflows() {
        assert_eq!(outcome(&prune(program, history, request.now)), whole, "something was forgotten that mattered");
    }
}

/// Whether the secret word stands in `text` as values of features alone; names are repeated where they help.
fn is_secret(text: &str) -> bool {
    let Ok(Value::Object(mut request)) = serde_json::from_str(text) else { return false };
    let features = request.remove("features").unwrap_or_default();
    !Value::Object(request).to_string().contains(SECRET) && !is_in_a_name(&features)
}

fn is_in_a_name(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains(SECRET) || is_in_a_name(value)),
        Value::Array(items) => items.iter().any(is_in_a_name),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The sample bank has few campaigns, so that all can be told; each form of the language is told by `contents` and `yaml`.
fn explained(text: &str) {
    let program = &SAMPLE.program;
    let Ok((request, history)) = wire::request::read(text, program.catalogue()) else { return };
    for language in [Language::English, Language::Spanish] {
        assert!(!decision_text(&decision(program, &request, &history, language)).is_empty());
    }
}
