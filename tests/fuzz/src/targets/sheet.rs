//! Any bytes as an approval sheet: what is read writes back to the same bytes, and it covers an index or is refused.

use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Index, Sheet};

use super::material::{SAMPLE, assert_canonical, assert_same_text, corpus_transport, right, shown};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut few = right(Sheet::read(corpus_transport().sheet.as_bytes()));
    few.campaigns.truncate(2);
    let mut none = few.clone();
    none.campaigns.clear();
    let own = [SAMPLE.transport.sheet.clone().into_bytes(), right(few.write()), right(none.write())];
    own.into_iter().chain(shown()).collect()
}

pub(super) fn run(data: &[u8]) {
    if let Ok(sheet) = Sheet::read(data) {
        assert_same_text(&right(sheet.write()), data);
        assert_canonical(data);
        let index = &SAMPLE.transport.index;
        let covered = sheet.covers(&right(Index::read(index.as_bytes())), sha256(index.as_bytes()));
        assert!(covered.is_err() || sheet.index == sha256(index.as_bytes()));
    }
}
