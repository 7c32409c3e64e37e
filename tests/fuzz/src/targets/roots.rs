//! Any text as a chain of roots: refused, or it leads from the pinned root to one that the holders of the keys signed, and no other.

use std::sync::LazyLock;

use tellerside::author::rotation::Rotation;
use tellerside::bundle::TrustRoot;
use tellerside::bundle::roots::{MAX_STEPS, read, write};

use super::material::{SAMPLE, on_disk, right, shown};

/// The chain of three roots that the sample's root key signs; its key is in each of them.
static CHAIN: LazyLock<String> = LazyLock::new(|| {
    let mut chain: Option<String> = None;
    for version in 2..=4 {
        let next = SAMPLE.root_text.replace(r#""version":1"#, &format!(r#""version":{version}"#));
        let mut rotation = right(Rotation::propose(&SAMPLE.root, chain.as_deref(), &next));
        right(rotation.add(rotation.statement().sign(&SAMPLE.keys.root)));
        chain = Some(right(rotation.write()));
    }
    chain.unwrap_or_default()
});

/// The roots that the chain may lead to.
static KNOWN: LazyLock<Vec<TrustRoot>> = LazyLock::new(|| {
    let steps = right(read(&CHAIN));
    steps.iter().map(|step| right(TrustRoot::read(&step.root))).chain([SAMPLE.root.clone()]).collect()
});

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut first = right(read(&CHAIN));
    first.truncate(1);
    let own = [CHAIN.clone().into_bytes(), right(write(&first)).into_bytes()];
    own.into_iter().chain(shown()).chain(on_disk("roots.json")).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    if let Ok(steps) = read(text) {
        assert!(steps.len() <= MAX_STEPS);
        assert_eq!(right(read(&right(write(&steps)))), steps, "it writes back to another chain");
    }
    if let Ok(newest) = SAMPLE.root.follow(text) {
        assert!(KNOWN.iter().any(|root| root.digest() == newest.digest()), "a root that nobody signed");
        assert!(newest.version() >= SAMPLE.root.version(), "it leads back");
    }
}
