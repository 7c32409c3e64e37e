//! Copy with gaps: `{apr}` is a term, `{{` and `}}` are braces.

use core::fmt;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words as they stand; of a doubled brace, the one that is meant.
    Words(&'a str),
    /// The name of a term.
    Term(&'a str),
}

/// Why a text is no copy with gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BraceFault<'a> {
    /// A brace opens and does not close.
    Open(&'a str),
    /// A brace closes that did not open.
    Closed,
    /// What stands in braces is not the name of a term.
    NoName(&'a str),
}

impl fmt::Display for BraceFault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(_) => f.write_str("this brace does not close: write `{apr}` for a term, or `{{` for a brace"),
            Self::Closed => f.write_str("this brace closes and none is open: write `}}` for a brace"),
            Self::NoName(name) => write!(
                f,
                "`{name}` is not the name of a term: write letters a to z, digits and `_` between the braces, or `{{{{` for a brace"
            ),
        }
    }
}

impl<'a> BraceFault<'a> {
    /// What is wrong in the text itself.
    pub(super) fn signs(&self) -> &'a str {
        match self {
            Self::Open(rest) => rest,
            Self::Closed => "}",
            Self::NoName(name) => name,
        }
    }
}

/// Whether `name` is one that a term can have.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The parts of `text`.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, BraceFault<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, from)) = rest.find(['{', '}']).and_then(|at| rest.split_at_checked(at)) {
        pieces.push(Piece::Words(words));
        if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            pieces.extend(from.get(..1).map(Piece::Words));
            rest = after;
            continue;
        }
        let inside = from.strip_prefix('{').ok_or(BraceFault::Closed)?;
        let (name, after) = inside.split_once('}').ok_or(BraceFault::Open(from))?;
        if !is_name(name) {
            return Err(BraceFault::NoName(name));
        }
        pieces.push(Piece::Term(name));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces.retain(|piece| *piece != Piece::Words(""));
    Ok(pieces)
}

/// The first number in `words`; digits behind a letter, as in `P2P`, are none.
pub(super) fn number(words: &str) -> Option<&str> {
    let mut before = ' ';
    let mut from = None;
    for (at, sign) in words.char_indices() {
        if sign.is_numeric() && !before.is_alphanumeric() {
            from = Some(at);
            break;
        }
        before = sign;
    }
    let rest = words.get(from?..)?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '%' | '-')).unwrap_or(rest.len());
    rest.get(..end).map(|number| number.trim_end_matches(['.', ',', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copy_is_words_and_terms() {
        use Piece::{Term, Words};
        for (text, expected, because) in [
            ("Now {apr} APR.", Ok(vec![Words("Now "), Term("apr"), Words(" APR.")]), "a term among words"),
            ("{a}{b_2}", Ok(vec![Term("a"), Term("b_2")]), "nothing between"),
            ("no gaps", Ok(vec![Words("no gaps")]), "words alone"),
            ("{{a}}", Ok(vec![Words("{"), Words("a"), Words("}")]), "doubled braces are braces"),
            ("{{{a}}}", Ok(vec![Words("{"), Term("a"), Words("}")]), "and may stand around a term"),
            ("¿{a}?", Ok(vec![Words("¿"), Term("a"), Words("?")]), "beside signs of several bytes"),
            ("Now {apr", Err(BraceFault::Open("{apr")), "it does not close"),
            ("Now apr}", Err(BraceFault::Closed), "it did not open"),
            ("{}", Err(BraceFault::NoName("")), "no name"),
            ("{APR}", Err(BraceFault::NoName("APR")), "names are lower case"),
            ("{ apr }", Err(BraceFault::NoName(" apr ")), "and have no spaces"),
            ("{2x}", Err(BraceFault::NoName("2x")), "and start with a letter"),
            ("{a{b}", Err(BraceFault::NoName("a{b")), "the first brace is the one that is wrong"),
        ] {
            assert_eq!(pieces(text), expected, "{text}: {because}");
        }
    }

    #[test]
    fn numbers_are_found_in_words() {
        for (words, expected, because) in [
            ("up to 24.99% APR", Some("24.99%"), "a rate"),
            ("$1,234.56, yes", Some("1,234.56"), "an amount"),
            ("for 12 months.", Some("12"), "a count"),
            ("ends 2026-12-31.", Some("2026-12-31"), "a day"),
            ("your 401k", Some("401k"), "letters that follow"),
            ("half: ½", Some("½"), "a fraction in one sign"),
            ("P2P and Q3", None, "digits behind a letter"),
            ("none", None, "words"),
            ("", None, "nothing"),
        ] {
            assert_eq!(number(words), expected, "{words}: {because}");
        }
    }
}
