//! Any bytes as an index: what is read writes back to the same bytes.

use tellerside::bundle::Index;

use super::material::{SAMPLE, assert_canonical, assert_same_text, corpus_transport, right, shown};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut few = right(Index::read(corpus_transport().index.as_bytes()));
    few.campaigns.truncate(2);
    let mut none = few.clone();
    none.campaigns.clear();
    let own = [SAMPLE.transport.index.clone().into_bytes(), right(few.write()), right(none.write())];
    own.into_iter().chain(shown()).collect()
}

pub(super) fn run(data: &[u8]) {
    if let Ok(index) = Index::read(data) {
        assert_same_text(&right(index.write()), data);
        assert_canonical(data);
    }
}
