//! What the fuzzer kept, run once: each seed and each kept input through its target.
//!
//! `cargo xtask fuzz` looks for more and keeps them in `tests/fuzz/corpus`; an input that broke a law is a row beside the code as well.

#[path = "../fuzz/src/targets/mod.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use targets::{TARGETS, Target, kept};

/// The inputs of `target` that break a law, in hexadecimal, and how many there were in all.
fn broken(target: &Target) -> (usize, Vec<String>) {
    let inputs: Vec<Vec<u8>> = (target.seeds)().into_iter().chain(kept(target.name)).collect();
    let breaks = |input: &&Vec<u8>| catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err();
    let told = |input: &Vec<u8>| input.iter().map(|byte| format!("{byte:02x}")).collect();
    (inputs.len(), inputs.iter().filter(breaks).map(told).collect())
}

#[test]
fn every_kept_input_keeps_the_laws() {
    targets::material::prepare();
    let half = TARGETS.len().div_ceil(2);
    let (first, second) = TARGETS.split_at(half);
    let all = thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().map(broken).collect::<Vec<_>>());
        let own: Vec<_> = first.iter().map(broken).collect();
        own.into_iter().chain(other.join().unwrap()).collect::<Vec<_>>()
    });
    for (target, (count, broken)) in TARGETS.iter().zip(&all) {
        println!("{}: {count} inputs", target.name);
        assert!(broken.is_empty(), "{}: these inputs break a law: {broken:?}", target.name);
    }
}

#[test]
fn no_archive_is_without_its_target() {
    let folder = targets::kept_path("any").parent().unwrap().to_path_buf();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        assert!(TARGETS.iter().any(|target| targets::kept_path(target.name) == path), "{}", path.display());
    }
}
