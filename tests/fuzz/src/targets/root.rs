//! Any text as a trust root: refused, or a root that keeps its promise whatever is verified under it.

use tellerside::bundle::digest::sha256;
use tellerside::bundle::{MAX_ROOT_KEYS, MIN_APPROVERS, TrustRoot, verify};

use super::material::{CORPUS_TRUST, SAMPLE, assert_canonical, now, on_disk, shown};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let [corpus, _] = CORPUS_TRUST;
    let own = [SAMPLE.root_text.clone().into_bytes(), corpus.as_bytes().to_vec()];
    own.into_iter().chain(shown()).chain(on_disk("root.json")).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let Ok(root) = TrustRoot::read(text) else { return };
    assert_canonical(data);
    assert_eq!(root.digest(), sha256(data));
    let (approvers, threshold) = root.approver_keys();
    assert!((MIN_APPROVERS..=MAX_ROOT_KEYS).contains(&threshold) && threshold <= approvers.count());
    let (keys, threshold) = root.root_keys();
    assert!(threshold >= 1 && threshold <= keys.count());
    if let Ok(bundle) = verify(&SAMPLE.bundle, &root, &SAMPLE.page, now()) {
        let bundle = bundle.as_inner();
        assert!(bundle.approvers.len() >= MIN_APPROVERS && !bundle.vendors.is_empty());
        assert!(bundle.vendors.iter().all(|vendor| !bundle.approvers.contains(vendor)), "the vendor approves");
        assert!(bundle.valid_until.millis() <= root.expires().millis());
    }
}
