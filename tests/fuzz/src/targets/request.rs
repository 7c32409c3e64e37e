//! Any text as a request to the program of the corpus: refused, or decided, and twice the same bytes.

use tellerside::decide::decide;
use tellerside::explain::{Language, decision, decision_text};
use tellerside::record::record;
use tellerside::wire;

use super::material::{CORPUS, SAMPLE, assert_canonical, corpus_requests, right};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    SAMPLE.requests.iter().cloned().chain(corpus_requests()).map(String::into_bytes).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let program = &*CORPUS;
    let Ok((request, history)) = wire::request::read(text, program.catalogue()) else {
        assert!(record(program, text).is_err(), "a record of what cannot be read");
        return;
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
    assert_canonical(right(record(program, text)).as_bytes());
    let carried = wire::decision::write_history(&once.history);
    assert_eq!(wire::history::read(&carried), Ok(once.history), "the host cannot hand the history in again");
    explained(text);
}

/// The sample bank has few campaigns, so that all can be told; each form of the language is told by `contents` and `yaml`.
fn explained(text: &str) {
    let program = &SAMPLE.program;
    let Ok((request, history)) = wire::request::read(text, program.catalogue()) else { return };
    for language in [Language::English, Language::Spanish] {
        assert!(!decision_text(&decision(program, &request, &history, language)).is_empty());
    }
}
