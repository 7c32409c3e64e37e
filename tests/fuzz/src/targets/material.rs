//! What the targets share: the sample bank with fixed keys, what it decides for its customers, and the program of the corpus.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use tellerside::activate::{ActivateError, activate};
use tellerside::author::finding::Source;
use tellerside::author::pilot::{PilotKeys, pilot};
use tellerside::author::sources::{self, Sources};
use tellerside::author::{catalogue, standard};
use tellerside::bundle::digest::sha256;
use tellerside::bundle::signature::{Algorithm, SigningKey};
use tellerside::bundle::{PagePolicy, Release, Transport, TrustRoot, verify};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::decision::{Decision, Status};
use tellerside::feature::Catalogue;
use tellerside::id::Digest;
use tellerside::time::Moment;
use tellerside::wire;

/// When everything is verified and decided.
const NOW: &str = "2026-11-23T09:30:00-05:00";

/// The corpus: rows of requests, and the bundle that decides them.
const CORPUS_BUNDLE: &str = include_str!("../../../corpus/golden/bundle.tsb.json");
const CORPUS_ROOT: &str = include_str!("../../../corpus/golden/root.json");
const CORPUS_PAGE: &str = include_str!("../../../corpus/golden/policy.json");
const CORPUS_ROWS: &str = include_str!("../../../corpus/golden/rows.json");

/// The folder of the project, wherever in it this is compiled.
pub(super) fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().find(|folder| folder.join("www/sample").is_dir());
    found.unwrap_or(here).to_path_buf()
}

/// The files called `name` of the bundles on disk, good and hostile.
pub(super) fn on_disk(name: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut folders = vec![project().join("tests/bundles")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|found| found == name) {
                found.push(right(fs::read(path)));
            }
        }
    }
    found.sort();
    found
}

/// The documents that the page on the format shows.
pub(super) fn shown() -> Vec<Vec<u8>> {
    let page = right(fs::read_to_string(project().join("src/bundle/FORMAT.md")));
    let lines = page.lines().filter(|line| line.starts_with('{') && line.ends_with('}'));
    lines.map(|line| line.as_bytes().to_vec()).collect()
}

pub(super) fn now() -> Moment {
    right(Moment::parse(NOW))
}

/// The value of material that is known to be right.
#[track_caller]
pub(super) fn right<T, E: core::fmt::Debug>(read: Result<T, E>) -> T {
    read.unwrap_or_else(|fault| panic!("the material of the fuzzer is not right: {fault:?}"))
}

/// What a customer's value is where a law holds that it is not repeated.
pub(super) const SECRET: &str = "zq9secret";

/// Holds that `written`, made of what was read, is the text that was read.
#[track_caller]
pub(super) fn assert_same_text(written: &[u8], read: &[u8]) {
    assert_eq!(String::from_utf8_lossy(written), String::from_utf8_lossy(read), "it writes back to another text");
}

/// Holds that `text`, which was read as canonical, is what an independent writer makes of it: `serde_json` keeps names in order.
#[track_caller]
pub(super) fn assert_canonical(text: &[u8]) {
    let value: serde_json::Value = right(serde_json::from_slice(text));
    assert_same_text(value.to_string().as_bytes(), text);
}

/// The sample bank of `www/sample`, released and approved with keys that are known to all.
pub(super) struct Sample {
    pub(super) sources: Sources,
    pub(super) root_text: String,
    pub(super) root: TrustRoot,
    pub(super) page_text: String,
    pub(super) page: PagePolicy,
    pub(super) bundle: String,
    pub(super) transport: Transport,
    /// Bundles that were prepared to be refused.
    pub(super) prepared: Vec<String>,
    pub(super) keys: PilotKeys,
    /// What the vendor states of the release.
    pub(super) facts: Release,
    pub(super) program: Program,
    /// The requests of its customers.
    pub(super) requests: Vec<String>,
    /// What the bundle decides on them.
    pub(super) decided: Vec<Decision>,
}

pub(super) static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
    let folder = project().join("www/sample");
    let sources = right(Sources::read(&folder));
    let key = |algorithm, seed: u8| right(SigningKey::generate(algorithm, [seed; 32]));
    let keys = PilotKeys {
        vendor: key(Algorithm::Ed25519, 1),
        approvers: [key(Algorithm::Ed25519, 2), key(Algorithm::EcdsaP256Sha256, 3)],
        root: key(Algorithm::Ed25519, 4),
    };
    let pilot = right(pilot(&sources, &keys, now()));
    let (root, page) = (right(TrustRoot::read(&pilot.root)), right(PagePolicy::read(&pilot.policy)));
    let customers = right(sources.customers(&folder, now()));
    let requests: Vec<String> =
        customers.iter().map(|customer| right(serde_json::to_string(&customer.request))).collect();
    let program = right(activate(&pilot.bundle, &root, &page, now()));
    let facts = right(verify(&pilot.bundle, &root, &page, now())).as_inner().release.clone();
    let decided = requests.iter().map(|request| decided(&program, request)).collect();
    Sample {
        transport: right(Transport::read(&pilot.bundle)),
        prepared: pilot.prepared.into_iter().map(|prepared| prepared.text).collect(),
        root_text: pilot.root,
        page_text: pilot.policy,
        bundle: pilot.bundle,
        sources,
        root,
        page,
        keys,
        facts,
        program,
        requests,
        decided,
    }
});

fn decided(program: &Program, request: &str) -> Decision {
    let (request, history) = right(wire::request::read(request, program.catalogue()));
    decide(program, &request, &history)
}

impl Sample {
    /// The program of the text of a bundle, under the bank's own root and page.
    pub(super) fn activate(&self, bundle: &str) -> Result<Program, ActivateError> {
        activate(bundle, &self.root, &self.page, now())
    }

    /// Holds that `program` decides as the bank approved, or that the clock runs behind its release and nothing is promoted.
    pub(super) fn assert_decides_alike(&self, program: &Program) {
        for (request, approved) in self.requests.iter().zip(&self.decided) {
            let found = decided(program, request);
            if found.statuses.contains(&Status::ClockBehind) {
                assert!(found.placements.is_empty() && found.notifications.is_empty(), "promoted before it was issued");
            } else {
                assert_eq!(found, *approved, "another decision than the bank approved");
            }
        }
    }

    /// The digest of the index that the bank approved.
    pub(super) fn index(&self) -> Digest {
        sha256(self.transport.index.as_bytes())
    }

    /// The text of a file of the sample bank.
    pub(super) fn source(&self, name: &str) -> Arc<Source> {
        right(sources::source(&project().join("www/sample").join(name)))
    }
}

/// The catalogue that ships.
pub(super) static STANDARD: LazyLock<Catalogue> =
    LazyLock::new(|| right(catalogue::read(&Source::new("catalogue.yaml", standard::CATALOGUE.into()))).catalogue);

/// The program of the decision corpus.
pub(super) static CORPUS: LazyLock<Program> = LazyLock::new(|| {
    let (root, page) = (right(TrustRoot::read(CORPUS_ROOT)), right(PagePolicy::read(CORPUS_PAGE)));
    right(activate(CORPUS_BUNDLE, &root, &page, now()))
});

/// Makes what every run shares, before the first input is timed and counted.
pub(crate) fn prepare() {
    LazyLock::force(&SAMPLE);
    LazyLock::force(&CORPUS);
    LazyLock::force(&STANDARD);
}

/// The root and the page's policy of the corpus.
pub(super) const CORPUS_TRUST: [&str; 2] = [CORPUS_ROOT, CORPUS_PAGE];

/// The texts of the corpus' bundle.
pub(super) fn corpus_transport() -> Transport {
    right(Transport::read(CORPUS_BUNDLE))
}

/// The requests of the corpus.
pub(super) fn corpus_requests() -> Vec<String> {
    let rows: Vec<serde_json::Value> = right(serde_json::from_str(CORPUS_ROWS));
    let request = |row: &serde_json::Value| row.get("request").and_then(|text| text.as_str()).map(str::to_owned);
    rows.iter().filter_map(request).collect()
}
