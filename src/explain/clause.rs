//! Clauses: sentences with sentences below them, written as bullets.

use super::phrase::Language;
use super::phrases::condition;

/// How the parts of a clause are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// All must hold: each after the first begins with `and`.
    And,
    /// One must hold: each after the first begins with `or`.
    Or,
    /// They are counted: no word between.
    Counted,
}

/// A sentence, and those that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// The sentence, without its end; it ends in a colon where there are parts.
    pub(super) text: String,
    /// How the parts are joined.
    pub(super) join: Join,
    /// The sentences below it.
    pub(super) parts: Vec<Clause>,
}

impl Clause {
    /// A sentence alone.
    pub(super) fn one(text: String) -> Self {
        Self { text, join: Join::Counted, parts: Vec::new() }
    }

    /// A sentence about parts.
    pub(super) fn of(text: String, join: Join, parts: Vec<Self>) -> Self {
        Self { text, join, parts }
    }

    /// Appends the clause and what is below it as bullets, the first `depth` steps in.
    pub(super) fn write(&self, out: &mut String, depth: usize, language: Language) {
        bullet(out, depth, &self.text);
        self.write_parts(out, depth.saturating_add(1), language);
    }

    /// Appends the parts alone.
    pub(super) fn write_parts(&self, out: &mut String, depth: usize, language: Language) {
        for (place, part) in self.parts.iter().enumerate() {
            bullet(out, depth, &led(&part.text, self.join, place, language));
            part.write_parts(out, depth.saturating_add(1), language);
        }
    }
}

/// `text` with the word that joins it to the part before.
pub(super) fn led(text: &str, join: Join, place: usize, language: Language) -> String {
    match join {
        Join::And if place > 0 => condition::AND_PART.say(language, &[("clause", text)]),
        Join::Or if place > 0 => condition::OR_PART.say(language, &[("clause", text)]),
        Join::And | Join::Or | Join::Counted => text.to_owned(),
    }
}

/// Appends one line, `depth` steps in.
pub(super) fn bullet(out: &mut String, depth: usize, text: &str) {
    for _ in 0..depth {
        out.push_str("    ");
    }
    out.extend(["  - ", text, "\n"]);
}
