//! Changed bundles: never another decision, and the same code from the second verifier.

use super::{Given, Second, activated, beyond_the_second, case, cases, code, root, statuses};
use crate::trust::bank::{self, ann, approved_by, audience, bob, good, vendor};
use tellerside::author::approve::sign_approval;
use tellerside::author::release::sign;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Index, Sheet, Transport};

/// How many random mutants there are of each kind; more by environment.
fn count() -> u64 {
    std::env::var("TELLERSIDE_MUTANTS").map_or(3_000, |text| text.parse().unwrap())
}

/// A source of numbers that are the same in every run: xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % bound
    }
}

/// `text` with one small change that leaves it UTF-8.
fn changed(text: &str, numbers: &mut Numbers) -> String {
    // What stands for something in these texts, and what is easily taken for it.
    const PIECES: [&str; 20] = [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "1",
        "-1",
        "1.0",
        "null",
        "true",
        "\\u0061",
        " ",
        "=",
        "A",
        "\"id\":\"a\",",
        "ml-dsa-44",
        "9007199254740993",
    ];
    loop {
        let mut bytes = text.as_bytes().to_vec();
        let at = numbers.below(bytes.len());
        let span = (numbers.below(12) + 1).min(bytes.len() - at);
        match numbers.below(6) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => drop(bytes.drain(at..at + span)),
            2 => bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].bytes()).for_each(drop),
            3 => {
                let piece = bytes[at..at + span].to_vec();
                bytes.splice(at..at, piece).for_each(drop);
            }
            4 => bytes.splice(at..at + 1, PIECES[numbers.below(PIECES.len())].bytes()).for_each(drop),
            _ => {
                let from = numbers.below(bytes.len());
                let piece = bytes[from..(from + span).min(bytes.len())].to_vec();
                bytes.splice(at..at + span, piece).for_each(drop);
            }
        }
        match String::from_utf8(bytes) {
            Ok(mutant) if mutant != text => return mutant,
            Ok(_) | Err(_) => {}
        }
    }
}

/// Whether the codes are as good as the same. Faults in the form of one transport come in no stated order.
fn alike(engine: &str, second: &str) -> bool {
    let of_form = |code| matches!(code, "TOO_LARGE" | "MALFORMED" | "UNSUPPORTED");
    engine == second || of_form(engine) && of_form(second)
}

/// Holds the second verifier against the engine on `mutants`, and tells the codes of the engine.
#[track_caller]
fn held_against_the_second(mutants: Vec<Given>, unless: impl Fn(&str, &str) -> bool) {
    let engine: Vec<&str> = mutants.iter().map(code).collect();
    let second = Second::start().codes(mutants.clone());
    assert_eq!(engine.len(), second.len());
    let mut counts = std::collections::BTreeMap::new();
    for ((mutant, engine), second) in mutants.iter().zip(&engine).zip(&second) {
        assert!(alike(engine, second) || unless(engine, second), "engine {engine}, second {second}: {mutant:#?}");
        *counts.entry(*engine).or_insert(0_u32) += 1;
    }
    println!("{} mutants alike: {counts:?}", mutants.len());
}

/// The mutants of the smallest bundle: each bit of each byte changed.
fn flips() -> Vec<Given> {
    let given = case(root().join("good/smallest")).given;
    let mut flips = Vec::new();
    for at in 0..given.bundle.len() {
        for bit in 0..8 {
            let mut bytes = given.bundle.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            // A host hands over text: what is not UTF-8 never comes this far.
            if let Ok(bundle) = String::from_utf8(bytes) {
                flips.push(Given { bundle, ..given.clone() });
            }
        }
    }
    flips
}

#[test]
fn every_bit_of_the_smallest_bundle_counts() {
    let flips = flips();
    let bytes = case(root().join("good/smallest")).given.bundle.len();
    assert!(flips.len() >= bytes * 7, "all but those that are not UTF-8");
    for flip in &flips {
        // Each byte of it is there for a reason: none can change, not even without effect.
        assert_ne!(code(flip), "ok", "{}", flip.bundle);
    }
    held_against_the_second(flips, |_, _| false);
}

#[test]
fn changed_files_of_a_page_are_judged_alike() {
    let good: Vec<Given> =
        cases().into_iter().filter(|case| case.about.expect == "ok").map(|case| case.given).collect();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut mutants = Vec::new();
    for _ in 0..count() {
        let (mut mutant, other) = (good[numbers.below(good.len())].clone(), good[numbers.below(good.len())].clone());
        match numbers.below(8) {
            0 => mutant.root = changed(&mutant.root, &mut numbers),
            1 => mutant.root = other.root,
            2 => mutant.roots = other.roots,
            3 if mutant.roots.is_some() => mutant.roots = mutant.roots.map(|text| changed(&text, &mut numbers)),
            _ => mutant.bundle = changed(&mutant.bundle, &mut numbers),
        }
        mutants.push(mutant);
    }
    held_against_the_second(mutants, |_, _| false);
}

/// The parts of a bundle that somebody wrote and signed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Release,
    Index,
    File(usize),
    Sheet,
}

const PARTS: [Part; 8] = [
    Part::Release,
    Part::Index,
    Part::File(0),
    Part::File(1),
    Part::File(2),
    Part::File(3),
    Part::File(4),
    Part::Sheet,
];

/// The good bundle with `part` put through `change`, its digests made right again, and released by the vendor's own key.
fn released_with(part: Part, change: impl FnOnce(&str) -> String) -> Transport {
    let mut transport = good();
    match part {
        Part::Release => {
            let payload = change(core::str::from_utf8(&transport.release.payload).unwrap());
            transport.release = sign(payload.into_bytes(), &vendor());
            return transport;
        }
        Part::Index => transport.index = change(&transport.index),
        Part::Sheet => transport.sheet = change(&transport.sheet),
        Part::File(n) => {
            let (old, text) = transport.files.iter().map(|(digest, text)| (*digest, text.clone())).nth(n).unwrap();
            let mutant = change(&text);
            let new = sha256(mutant.as_bytes());
            let old_entry = format!(r#""digest":"{old}""#);
            let length = |text: &str| format!(r#""length":{}"#, text.len());
            let (head, tail) = transport.index.split_once(&old_entry).unwrap();
            let tail = tail.replacen(&length(&text), &length(&mutant), 1);
            transport.index = format!(r#"{head}"digest":"{new}"{tail}"#);
            transport.files.remove(&old);
            transport.files.insert(new, mutant);
        }
    }
    let statement = core::str::from_utf8(&transport.release.payload).unwrap();
    let statement = statement
        .replace(&sha256(good().index.as_bytes()).to_string(), &sha256(transport.index.as_bytes()).to_string());
    transport.release = sign(statement.into_bytes(), &vendor());
    transport
}

/// `transport` with a sheet about its own index, approved by the bank.
fn approved_anyway(mut transport: Transport, part: Part) -> Transport {
    let index = Index::read(transport.index.as_bytes());
    if let (Ok(index), true) = (index, part != Part::Sheet) {
        let mut sheet = Sheet::read(transport.sheet.as_bytes()).unwrap();
        sheet.index = sha256(transport.index.as_bytes());
        for (entry, (_, file)) in sheet.campaigns.iter_mut().zip(&index.campaigns) {
            entry.digest = file.digest;
            entry.evidence.goldens = Some(index.goldens.digest);
        }
        transport.sheet = String::from_utf8(sheet.write().unwrap()).unwrap();
    }
    let digest = sha256(transport.sheet.as_bytes());
    transport.approvals = [ann(), bob()].map(|key| sign_approval(&audience(), digest, &key)).to_vec();
    transport
}

fn given(transport: &Transport) -> Given {
    Given {
        bundle: transport.write().unwrap(),
        root: bank::root_draft().write().unwrap(),
        roots: None,
        policy: None,
        now: bank::now().to_string(),
    }
}

#[test]
fn signed_faults_are_judged_alike() {
    let mut numbers = Numbers(0xD1B5_4A32_D192_ED03);
    let mut mutants = Vec::new();
    for n in 0..count() {
        let part = PARTS[numbers.below(PARTS.len())];
        let released = released_with(part, |text| changed(text, &mut numbers));
        // Every other one is approved too: what both sides signed must be well-formed all the same.
        let mutant = if n % 2 == 0 || part == Part::Release { released } else { approved_anyway(released, part) };
        mutants.push(given(&mutant));
    }
    held_against_the_second(mutants, beyond_the_second);
}

#[test]
fn a_vendor_alone_changes_no_decision() {
    let at = "2026-11-23T09:30:00-05:00";
    let seen = |transport: &Transport| {
        activated(&given(transport))
            .map(|program| (statuses(&program, at), program.release().index, program.release().sheet))
    };
    let original = seen(&good()).unwrap();
    let (mut same, mut refused, mut behind) = (0_u32, 0_u32, 0_u32);
    let mut judge = |transport: &Transport| match seen(transport) {
        Err(_) => refused += 1,
        Ok((statuses, index, sheet)) => {
            // Only the dates, the version and the rules are the vendor's alone; what is shown is under index and sheet.
            assert_eq!((index, sheet), (original.1, original.2), "{}", transport.write().unwrap());
            if statuses == original.0 {
                same += 1;
            } else {
                assert_eq!(statuses, ["clock_behind"], "{}", transport.write().unwrap());
                behind += 1;
            }
        }
    };
    let statement = String::from_utf8(good().release.payload).unwrap();
    for place in 0..statement.len() {
        for bit in 0..7 {
            let mut bytes = statement.clone().into_bytes();
            bytes[place] ^= 1 << bit;
            judge(&released_with(Part::Release, |_| String::from_utf8(bytes).unwrap()));
        }
    }
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for _ in 0..count() {
        let part = PARTS[numbers.below(PARTS.len())];
        judge(&released_with(part, |text| changed(text, &mut numbers)));
    }
    println!("{refused} refused, {same} with the same decision, {behind} with a clock behind");
    assert!(same > 0 && refused > 0 && behind > 0);
    assert_eq!(seen(&approved_by(good(), &[])).unwrap(), original);
}
