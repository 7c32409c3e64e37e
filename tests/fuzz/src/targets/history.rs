//! Any text as a history, and any as an event of it, parted by the first line break: refused, or observed, and twice is once. What is
//! read merges as sets do, and what may be forgotten of it is not missed.

use tellerside::decide::{observe, prune};
use tellerside::history::{Event, History};
use tellerside::wire;

use super::material::{CORPUS, assert_canonical, corpus_requests, now, right};

const EVENTS: [&str; 6] = [
    r#"{"at":"2026-11-23T09:31:00-05:00","kind":"impression","placement":"1795444200000-hero"}"#,
    r#"{"at":"2026-11-23T14:31:00Z","campaign":"od-low","kind":"click","nonce":"0123456789abcdef","slot":"hero"}"#,
    r#"{"at":"2026-11-23T14:31:00.250Z","kind":"refuse","target":"all"}"#,
    r#"{"at":"2026-11-23T14:31:00Z","kind":"refuse","target":{"product":"od"}}"#,
    r#"{"at":"2026-11-23T14:31:00Z","kind":"allow","target":{"topic":"credit"}}"#,
    r#"{"at":"2026-11-23T14:31:00Z","campaign":"od-low","kind":"not_interested"}"#,
];

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let history = |request: String| {
        let request: serde_json::Value = right(serde_json::from_str(&request));
        request.get("history").map(serde_json::Value::to_string)
    };
    let histories = corpus_requests().into_iter().filter_map(history).chain([r#"{"events":[],"history":1}"#.into()]);
    histories.zip(EVENTS.iter().cycle()).map(|(history, event)| format!("{history}\n{event}").into_bytes()).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let (before, event) = text.split_once('\n').unwrap_or((text, ""));
    let Ok(history) = wire::history::read(before) else { return };
    let written = wire::decision::write_history(&history);
    assert_canonical(written.as_bytes());
    assert_eq!(wire::history::read(&written).as_ref(), Ok(&history), "it does not read back");
    merged(&history);
    pruned(&history, written.len());
    let Ok(event) = wire::observed::read(event, &history) else { return };
    let once = observe(&CORPUS, &history, event.clone());
    assert!(once.events().len() >= history.events().len(), "an event was lost");
    assert_eq!(observe(&CORPUS, &once, event), once, "observed twice, and not once");
    assert_eq!(wire::history::read(&wire::decision::write_history(&once)), Ok(once), "it does not read back");
}

/// Each of three copies knows a part.
fn merged(history: &History) {
    let copy = |part: usize| {
        let known = history.events().iter().enumerate().filter(|(n, _)| n.count_ones() as usize % 3 != part);
        let seed = history.seed.filter(|_| part == 0);
        History::new(known.map(|(_, event)| event.clone()).collect(), seed, history.pruned_before)
    };
    let [a, b, c] = [copy(0), copy(1), copy(2)];
    assert_eq!(a.merge(&b), b.merge(&a), "merged in another order");
    assert_eq!(a.merge(&b).merge(&c), a.merge(&b.merge(&c)), "merged in other groups");
    assert_eq!(history.merge(history), *history, "merged with itself");
    assert_eq!(a.merge(&b).merge(&c), *history, "the parts are not the whole");
}

fn pruned(history: &History, bytes: usize) {
    let foretold: usize = history.events().iter().map(Event::most_bytes).sum();
    assert!(bytes <= foretold.saturating_add(160), "longer than foretold");
    let pruned = prune(&CORPUS, history, now());
    assert!(pruned.events().iter().all(|event| history.events().contains(event)), "an event was made up");
    assert_eq!(pruned.last_words(), history.last_words(), "a word of the customer was lost");
    assert_eq!(prune(&CORPUS, &pruned, now()), pruned, "pruned twice, and not once");
    assert_canonical(wire::history::write_choices(history).as_bytes());
}
