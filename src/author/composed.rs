//! Texts in one spelling of their letters, Unicode's NFC: what an approver searches and compares must not have a twin that looks alike.
//!
//! Asked where something is signed. The module takes signed texts as they are, since it would need Unicode's tables to ask.

use core::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::error::SigningError;
use crate::bundle::Transport;

/// Refuses files with a text that is not NFC.
pub(super) fn refuse_decomposed(transport: &Transport) -> Result<(), SigningError> {
    for (digest, text) in &transport.files {
        if let Some(found) = decomposed(text).and_then(|at| text.get(at)) {
            return Err(SigningError::NotComposed { file: *digest, found: found.to_owned() });
        }
    }
    Ok(())
}

/// Where `text` first has what NFC spells otherwise, up to the next plain sign.
pub(super) fn decomposed(text: &str) -> Option<Range<usize>> {
    if unicode_normalization::is_nfc(text) {
        return None;
    }
    let same = text.chars().zip(text.nfc()).take_while(|(written, composed)| written == composed);
    let start: usize = same.map(|(sign, _)| sign.len_utf8()).sum();
    let after = text.char_indices().skip_while(|(at, _)| *at <= start).find(|(_, sign)| sign.is_ascii());
    Some(start..after.map_or(text.len(), |(end, _)| end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_in_another_spelling_is_found() {
        for (text, found, because) in [
            ("Costs nothing.", None, "plain"),
            ("Caf\u{e9} \u{1112}", None, "composed"),
            ("\u{915}\u{93c}", None, "a nukta, which has no composed form"),
            ("Cafe\u{301} au lait", Some("e\u{301}"), "a letter and its accent"),
            ("So\u{37e}", Some("\u{37e}"), "a sign that stands for another"),
            ("\u{1112}\u{1161}\u{11ab}", Some("\u{1112}\u{1161}\u{11ab}"), "a syllable in its parts"),
        ] {
            assert_eq!(decomposed(text).map(|at| &text[at]), found, "{because}");
        }
    }
}
