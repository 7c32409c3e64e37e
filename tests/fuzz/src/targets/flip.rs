//! A good bundle with any edits of its text, by whoever carries it: the decisions that the bank approved, or a refusal.

use super::edits::{Code, one_of_each};
use super::material::SAMPLE;

pub(super) fn seeds() -> Vec<Vec<u8>> {
    one_of_each()
}

pub(super) fn run(data: &[u8]) {
    let mut text = SAMPLE.bundle.clone().into_bytes();
    Code(data).edit(&mut text);
    // A host hands over text: what is not UTF-8 never comes this far.
    let Ok(text) = String::from_utf8(text) else { return };
    if let Ok(program) = SAMPLE.activate(&text) {
        SAMPLE.assert_decides_alike(&program);
        assert_eq!(program.release().index, SAMPLE.index(), "another release");
    }
}
