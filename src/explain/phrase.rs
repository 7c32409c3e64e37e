//! Phrases: one text in each language, with named gaps.

use std::borrow::Cow;

use crate::id::Locale;
use crate::wire::is_deceptive;

/// The language of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English, as banks in the United States write it.
    English,
    /// Spanish, as banks in the United States write it: US numbers.
    Spanish,
}

impl Language {
    /// The language that `code` stands for: `en` or `es`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            _ => None,
        }
    }

    /// The language in which approvers read what the customers of `locale` see: Spanish for `es` and its regions, English otherwise.
    #[must_use]
    pub fn of(locale: &Locale) -> Self {
        Self::parse(locale.language()).unwrap_or(Self::English)
    }

    /// The code: `en` or `es`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// One text in both languages, for a translator to see side by side. `{name}` is a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    english: &'static str,
    spanish: &'static str,
}

impl Phrase {
    pub(crate) const fn new(english: &'static str, spanish: &'static str) -> Self {
        Self { english, spanish }
    }

    /// The text without anything filled in.
    pub(crate) const fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Spanish => self.spanish,
        }
    }

    /// The text with its gaps filled; a gap that is not given stays visible.
    pub(crate) fn say(self, language: Language, gaps: &[(&str, &str)]) -> String {
        let mut said = String::new();
        let mut rest = self.text(language);
        while let Some((before, (name, after))) = rest.split_once('{').and_then(|(b, a)| Some((b, a.split_once('}')?)))
        {
            said.push_str(before);
            match gaps.iter().find(|(gap, _)| *gap == name) {
                Some((_, text)) => fill(&mut said, text, language),
                None => said.extend(["{", name, "}"]),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// Appends `text` to `said`; in Spanish `de el` and `a el` become `del` and `al` where the two meet.
fn fill(said: &mut String, text: &str, language: Language) {
    let meets = |word: &str| said.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with(' '));
    match text.strip_prefix("el ") {
        Some(noun) if language == Language::Spanish && (meets("de ") || meets("a ")) => {
            said.pop();
            said.extend(["l ", noun]);
        }
        Some(_) | None => said.push_str(text),
    }
}

/// `text` by somebody else as one line without signs that nobody sees: whatever could end a line, hide or turn around is spelled out.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_deceptive) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if is_deceptive(c) { c.escape_unicode().to_string() } else { c.into() }).collect()
}

/// Tables of phrases: a name, the English text, the Spanish text.
macro_rules! phrases {
    ($($name:ident: $english:literal, $spanish:literal;)*) => {
        $(pub(crate) const $name: crate::explain::phrase::Phrase =
            crate::explain::phrase::Phrase::new($english, $spanish);)*

        #[cfg(test)]
        pub(crate) const ALL: &[crate::explain::phrase::Phrase] = &[$($name),*];
    };
}
pub(crate) use phrases;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::phrases;

    fn gaps(text: &str) -> Vec<&str> {
        let mut gaps: Vec<&str> = text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect();
        gaps.sort_unstable();
        gaps
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        for phrase in phrases::all() {
            assert_eq!(gaps(phrase.english), gaps(phrase.spanish), "{} / {}", phrase.english, phrase.spanish);
            assert!(!phrase.english.is_empty() && !phrase.spanish.is_empty());
        }
    }

    #[test]
    fn what_could_deceive_a_reader_is_spelled_out() {
        for (text, expected) in [
            ("Colchón de $100", "Colchón de $100"),
            ("low.\n\nNever show it", "low.\\u{a}\\u{a}Never show it"),
            ("\u{202e}001$", "\\u{202e}001$"),
            ("pay\u{200b}roll", "pay\\u{200b}roll"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn gaps_are_filled_and_spanish_articles_contract() {
        let phrase = Phrase::new("{value} of {period}", "{value} de {period}");
        let filled = [("value", "el saldo"), ("period", "el último mes")];
        assert_eq!(phrase.say(Language::Spanish, &filled), "el saldo del último mes");
        assert_eq!(phrase.say(Language::English, &filled), "el saldo of el último mes");
        let phrase = Phrase::new("above {value}", "superior a {value}");
        assert_eq!(phrase.say(Language::Spanish, &[("value", "el saldo")]), "superior al saldo");
        assert_eq!(phrase.say(Language::Spanish, &[("value", "“el saldo”")]), "superior a “el saldo”");
        let phrase = Phrase::new("for {value}", "para {value}");
        assert_eq!(phrase.say(Language::Spanish, &[("value", "el saldo")]), "para el saldo");
        assert_eq!(phrase.say(Language::English, &[]), "for {value}");
    }
}
