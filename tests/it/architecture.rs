//! The house keeps its shape: who may import whom, who owns which crate, and how long a file may be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Room, and the rooms that it may look into. What is not listed is not allowed.
const EDGES: &[(&str, &[&str])] = &[
    ("lib", &[]),
    // Vocabulary.
    ("stand_in", &[]),
    ("id", &["stand_in"]),
    ("money", &["stand_in"]),
    ("time", &["stand_in"]),
    ("order", &[]),
    ("feature", &["id", "money", "stand_in", "time"]),
    ("campaign", &["feature", "id", "money", "order", "stand_in", "time"]),
    ("quantity", &["campaign", "feature", "money"]),
    ("history", &["id", "order", "stand_in"]),
    ("request", &["campaign", "feature", "id", "time"]),
    ("decision", &["campaign", "history", "id", "time"]),
    // Trust.
    ("wire", VOCABULARY),
    (
        "bundle",
        &["wire", "id", "money", "order", "stand_in", "time", "feature", "campaign", "history", "request", "decision"],
    ),
    // Engine.
    ("compile", &["order", "quantity", "bundle", "id", "money", "time", "feature", "campaign", "decision"]),
    (
        "decide",
        &[
            "order", "quantity", "compile", "id", "money", "time", "feature", "campaign", "history", "request",
            "decision",
        ],
    ),
    ("activate", &["decide", "compile", "bundle", "wire", "id", "time"]),
    ("record", &["decide", "compile", "bundle", "wire", "id", "history"]),
    (
        "explain",
        &["compile", "decide", "wire", "id", "money", "time", "feature", "campaign", "history", "request", "decision"],
    ),
    (
        "review",
        &[
            "activate", "explain", "decide", "compile", "bundle", "wire", "id", "time", "feature", "campaign",
            "decision",
        ],
    ),
    // Workshop.
    ("author", BELOW_THE_WORKSHOP),
    // Boundaries.
    ("heap", &[]),
    ("js", BELOW_THE_WORKSHOP),
    ("cli", BELOW_THE_BOUNDARIES),
    ("main", &["cli"]),
];

const VOCABULARY: &[&str] =
    &["stand_in", "id", "money", "time", "order", "feature", "campaign", "quantity", "history", "request", "decision"];
const BELOW_THE_WORKSHOP: &[&str] = &[
    "id", "money", "time", "feature", "campaign", "history", "request", "decision", "wire", "bundle", "compile",
    "decide", "activate", "record", "explain", "review",
];
const BELOW_THE_BOUNDARIES: &[&str] = &[
    "id", "money", "time", "feature", "campaign", "history", "request", "decision", "wire", "bundle", "compile",
    "decide", "activate", "record", "explain", "review", "author", "cli",
];

/// What may be named, by the start of its path, and the only files or folders below `src/` that may name it.
const OWNERS: &[(&str, &[&str])] = &[
    ("ed25519_dalek", &["bundle/signature.rs"]),
    ("p256", &["bundle/signature.rs"]),
    ("curve25519_dalek", &[]),
    ("pkcs8", &["bundle/signature.rs", "bundle/passphrase.rs"]),
    ("zeroize", &["bundle/signature.rs", "bundle/passphrase.rs", "cli/"]),
    ("rpassword", &["cli/"]),
    ("sha2", &["bundle/digest.rs"]),
    ("base64ct", &["bundle/"]),
    ("wasm_bindgen", &["js.rs", "js/"]),
    ("js_sys", &["js.rs"]),
    ("talc", &["heap.rs"]),
    ("serde_wasm_bindgen", &["js.rs"]),
    ("serde", &["wire/", "bundle/", "author/", "cli/"]),
    ("serde_json", &["wire/", "bundle/", "author/", "cli/"]),
    ("serde_saphyr", &["author/"]),
    ("similar", &["explain/"]),
    ("schemars", &["wire/", "cli/"]),
    ("miette", &["author/", "cli/", "main.rs"]),
    ("csv", &["author/"]),
    ("unicode_normalization", &["author/"]),
    ("clap", &["cli/", "main.rs"]),
    ("getrandom", &["cli/"]),
    ("rust_decimal", &["money.rs"]),
    ("chrono", &["time.rs", "time/", "wire/policy.rs"]),
    ("std::fs", &["author/", "cli/"]),
    ("std::io", &["author/", "cli/", "main.rs"]),
    ("std::env", &["cli/", "main.rs"]),
    ("std::net", &[]),
    ("std::process", &["cli/", "main.rs"]),
    ("SystemTime::now", &["cli/"]),
    ("Instant::now", &[]),
    ("Utc::now", &[]),
];

const MAX_LINES: usize = 400;

struct Source {
    /// Below `src/`, with forward slashes: `wire/campaign.rs`.
    path: String,
    /// Without comments and without everything from the first `#[cfg(test)]` on.
    code: String,
    lines: usize,
}

impl Source {
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or("").trim_end_matches(".rs")
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let tests = ["#[cfg(test)]", "#[cfg(all(test"].iter().filter_map(|mark| text.find(mark)).min();
                let product = &text[..tests.unwrap_or(text.len())];
                sources.push(Source {
                    path: path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
                    code: without_comments(product),
                    lines: product.lines().count(),
                });
            }
        }
    }
    assert!(sources.len() > 40, "the sources were not found");
    sources
}

fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}

/// The rooms named by `crate::room` and by groups as in `crate::{room::x, other}`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => rooms.extend(first_word(rest)),
            Some(group) => {
                let mut depth = 0_i32;
                let mut item = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            rooms.extend(first_word(item.trim()));
                            item.clear();
                            continue;
                        }
                        _ => {}
                    }
                    item.push(c);
                }
                rooms.extend(first_word(item.trim()));
            }
        }
    }
    rooms
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// Whether `code` names `path` as a path of its own, not as the end of a longer word.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + path.len()..];
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '"' && c != '/' && c != '-');
        // A crate is named by a path or by `use crate_name;`; a call such as `SystemTime::now()` ends in a bracket.
        starts && (after.starts_with("::") || after.starts_with('(') || after.starts_with(';') || path.contains("::"))
    })
}

#[test]
fn imports_point_one_way() {
    let mut faults = Vec::new();
    for source in sources() {
        let Some((room, allowed)) = EDGES.iter().find(|(room, _)| *room == source.room()) else {
            faults.push(format!("{}: a room that the table does not know", source.path));
            continue;
        };
        for named in rooms_named(&source.code) {
            if named != *room && !allowed.contains(&named.as_str()) {
                faults.push(format!("{}: `{room}` may not look into `{named}`", source.path));
            }
        }
        if source.code.contains("super::super") {
            faults.push(format!("{}: climbs out of its room by `super::super`; say `crate::`", source.path));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_crate_has_its_owner() {
    let mut faults = Vec::new();
    for source in sources() {
        for (path, owners) in OWNERS {
            let owned = owners
                .iter()
                .any(|owner| source.path == *owner || (owner.ends_with('/') && source.path.starts_with(owner)));
            if !owned && names(&source.code, path) {
                faults.push(format!("{}: only {owners:?} may name `{path}`", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn decide_is_total() {
    // What is told of a clause in a review may be that there is no value; nothing is decided by it.
    let decides = |source: &&Source| source.room() == "decide" && source.path != "decide/condition/judge.rs";
    for source in sources().iter().filter(decides) {
        assert!(!source.code.contains("Result<"), "{}: a decision never fails", source.path);
    }
}

#[test]
fn files_fit_on_a_few_screens_and_have_a_name_of_their_own() {
    let containers = ["utils", "util", "common", "helpers", "helper", "misc", "manager", "types"];
    let mut faults = Vec::new();
    for source in sources() {
        let most = match source.path.as_str() {
            "lib.rs" => 80,
            "js.rs" => 200,
            _ => MAX_LINES,
        };
        if source.lines > most {
            faults.push(format!("{}: {} lines before tests, {most} at most", source.path, source.lines));
        }
        if source.path.split('/').any(|part| containers.contains(&part.trim_end_matches(".rs"))) {
            faults.push(format!("{}: a name that promises nothing", source.path));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_catches_what_it_must() {
    for (code, named, because) in [
        ("use crate::wire::Malformed;", vec!["wire"], "a plain import"),
        ("use crate::{id::Digest, wire::{self, canonical}};", vec!["id", "wire"], "a grouped import"),
        ("let x = crate::decide::decide(a);", vec!["decide"], "a path in code"),
        ("use mycrate::wire;", vec![], "another crate"),
    ] {
        assert_eq!(rooms_named(code).into_iter().collect::<Vec<_>>(), named, "{because}");
    }
    for (code, path, found, because) in [
        ("use p256::ecdsa;", "p256", true, "an import"),
        ("let s = \"ecdsa-p256-sha256\";", "p256", false, "a word in a text"),
        ("std::time::SystemTime::now()", "SystemTime::now", true, "a call"),
        ("use serde_json::Value;", "serde", false, "the start of another crate's name"),
    ] {
        assert_eq!(names(code, path), found, "{because}");
    }
}
