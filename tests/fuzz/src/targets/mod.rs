//! What is fuzzed: one file a target, plain functions over bytes that panic where a law is broken.
//!
//! `cargo xtask fuzz` runs them under libFuzzer; `cargo test` runs each once over its seeds and kept inputs.

mod contents;
mod edits;
mod envelope;
mod flip;
mod history;
mod index;
pub(crate) mod material;
mod measurements;
mod page_policy;
mod request;
mod root;
mod roots;
mod sheet;
mod statement;
mod transport;
mod vectors;
mod vendor;
mod yaml;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;

use flate2::read::GzDecoder;

/// One target.
pub(crate) struct Target {
    /// Its name on the command line and of its archive.
    pub(crate) name: &'static str,
    /// Inputs to start from, made of the project's own documents.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Runs one input.
    pub(crate) run: fn(&[u8]),
}

/// All targets; `cargo xtask fuzz` reads their names here.
pub(crate) const TARGETS: &[Target] = &[
    Target { name: "transport", seeds: transport::seeds, run: transport::run },
    Target { name: "envelope", seeds: envelope::seeds, run: envelope::run },
    Target { name: "statement", seeds: statement::seeds, run: statement::run },
    Target { name: "index", seeds: index::seeds, run: index::run },
    Target { name: "sheet", seeds: sheet::seeds, run: sheet::run },
    Target { name: "contents", seeds: contents::seeds, run: contents::run },
    Target { name: "root", seeds: root::seeds, run: root::run },
    Target { name: "roots", seeds: roots::seeds, run: roots::run },
    Target { name: "page_policy", seeds: page_policy::seeds, run: page_policy::run },
    Target { name: "request", seeds: request::seeds, run: request::run },
    Target { name: "history", seeds: history::seeds, run: history::run },
    Target { name: "measurements", seeds: measurements::seeds, run: measurements::run },
    Target { name: "yaml", seeds: yaml::seeds, run: yaml::run },
    Target { name: "vectors", seeds: vectors::seeds, run: vectors::run },
    Target { name: "flip", seeds: flip::seeds, run: flip::run },
    Target { name: "vendor", seeds: vendor::seeds, run: vendor::run },
];

/// Where the kept inputs of the target `name` lie.
pub(crate) fn kept_path(name: &str) -> PathBuf {
    material::project().join("tests/fuzz/corpus").join(name).with_extension("gz")
}

/// The kept inputs of the target `name`; none where it has no archive yet.
pub(crate) fn kept(name: &str) -> Vec<Vec<u8>> {
    let path = kept_path(name);
    let mut bytes = Vec::new();
    match File::open(&path).and_then(|file| GzDecoder::new(file).read_to_end(&mut bytes)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => panic!("{}: {error}", path.display()),
        Ok(_) => {}
    }
    let mut rest = bytes.as_slice();
    let mut inputs = Vec::new();
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let (input, tail) = tail.split_at_checked(length).unwrap_or_else(|| panic!("{}: cut short", path.display()));
        inputs.push(input.to_vec());
        rest = tail;
    }
    inputs
}
