//! Edits of a text that the fuzzer's bytes encode, so that a mutation of the input is a small change of a good document.

use core::ops::Range;

/// Most edits of one input.
const MOST: usize = 16;

/// The bytes of an input, read one after the other; zeros after the end.
pub(super) struct Code<'a>(pub(super) &'a [u8]);

impl Code<'_> {
    pub(super) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(super) fn number(&mut self) -> u32 {
        u32::from_le_bytes([self.byte(), self.byte(), self.byte(), 0])
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// One of `count` places.
    pub(super) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.number()).unwrap_or(0).checked_rem(count).unwrap_or(0)
    }

    /// A span of a text of `length` bytes.
    fn span(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length);
        start..start.saturating_add(self.byte().into()).min(length)
    }

    /// One of the words of `text`: the longest runs of signs that ids, numbers, moments, digests and base64 are made of.
    fn word(&mut self, text: &[u8]) -> Range<usize> {
        let words: Vec<Range<usize>> = words(text);
        words.get(self.below(words.len())).cloned().unwrap_or(0..0)
    }

    /// Changes `text` by the edits to come, up to `MOST` of them.
    pub(super) fn edit(&mut self, text: &mut Vec<u8>) {
        for _ in 0..MOST {
            if self.is_at_end() {
                return;
            }
            self.edit_once(text);
        }
    }

    fn edit_once(&mut self, text: &mut Vec<u8>) {
        let kind = self.byte();
        let (place, replacement): (Range<usize>, Vec<u8>) = match kind % 9 {
            // A bit.
            0 => {
                let at = self.below(text.len());
                let bit = 1_u8.rotate_left(self.byte().into());
                (at..at.saturating_add(1), text.get(at).map(|byte| byte ^ bit).into_iter().collect())
            }
            // A byte in place of another.
            1 => {
                let at = self.below(text.len());
                (at..at.saturating_add(1), vec![self.byte()])
            }
            // A byte more.
            2 => {
                let at = self.below(text.len());
                (at..at, vec![self.byte()])
            }
            // A span less.
            3 => (self.span(text.len()), Vec::new()),
            // A span twice, the second time elsewhere.
            4 => {
                let copied = self.span(text.len());
                let at = self.below(text.len());
                (at..at, text.get(copied).unwrap_or_default().to_vec())
            }
            // A span over another.
            5 => {
                let copied = self.span(text.len());
                (self.span(text.len()), text.get(copied).unwrap_or_default().to_vec())
            }
            // A word over another.
            6 => {
                let copied = self.word(text);
                (self.word(text), text.get(copied).unwrap_or_default().to_vec())
            }
            // A number in place of a word.
            7 => (self.word(text), self.number().to_string().into_bytes()),
            // A word less.
            _ => (self.word(text), Vec::new()),
        };
        if place.end <= text.len() {
            text.splice(place, replacement);
        }
    }
}

fn words(text: &[u8]) -> Vec<Range<usize>> {
    let in_word =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'.' | b'-' | b':');
    let mut words = Vec::new();
    let mut start = 0_usize;
    for run in text.split(|byte| !in_word(byte)) {
        let end = start.saturating_add(run.len());
        if !run.is_empty() {
            words.push(start..end);
        }
        start = end.saturating_add(1);
    }
    words
}

/// Inputs with one edit each, spread over a text.
pub(super) fn one_of_each() -> Vec<Vec<u8>> {
    let mut inputs = Vec::new();
    for kind in 0..9 {
        for place in [1_u8, 40, 90, 160, 230] {
            inputs.push(vec![kind, place, place, 0, 3, place, 1, 0, 2]);
        }
    }
    inputs
}
