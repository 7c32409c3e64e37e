//! Any text as the page's policy: refused, or it denies each campaign once.

use tellerside::bundle::{PagePolicy, verify};

use super::material::{CORPUS_TRUST, SAMPLE, now, on_disk};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let [_, corpus] = CORPUS_TRUST;
    let own = [corpus, &SAMPLE.page_text, r#"{ "policy": 1, "floor": 6, "deny": ["b", "a", "b"], "root": 2 }"#];
    own.into_iter().map(|text| text.as_bytes().to_vec()).chain(on_disk("policy.json")).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let Ok(page) = PagePolicy::read(text) else { return };
    assert!(page.deny.is_sorted_by(|a, b| a < b), "denied twice, or out of order");
    if let Ok(bundle) = verify(&SAMPLE.bundle, &SAMPLE.root, &page, now()) {
        let bundle = bundle.as_inner();
        assert!(bundle.release.version >= page.floor, "rolled back");
        assert_eq!(bundle.denied, page.deny);
    }
}
