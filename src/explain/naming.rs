//! What things are called: features, products, kinds of accounts. What has no phrase is quoted by its id.

use crate::feature::{Catalogue, Feature};
use crate::id::{AccountKind, FeatureId, ProductId};

use super::phrase::{Language, Phrase};
use super::phrases::{account, amount, flag, noun, period, subject};

/// The words for what a catalogue holds, in one language.
#[derive(Clone, Copy)]
pub(super) struct Naming<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
}

/// What a `*` and a `#` of a pattern stand for in an id.
#[derive(Default)]
struct Parts<'a> {
    part: &'a str,
    number: &'a str,
}

/// What the wild parts of `pattern` stand for where `id` is of its form.
fn parts<'a>(pattern: &str, id: &'a str) -> Option<Parts<'a>> {
    let mut found = Parts::default();
    let mut segments = id.split('.');
    for wanted in pattern.split('.') {
        let segment = segments.next()?;
        if wanted == "*" {
            found.part = segment;
        } else if let Some((before, after)) = wanted.split_once('#') {
            let number = segment.strip_prefix(before)?.strip_suffix(after)?;
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            found.number = number;
        } else if wanted != segment {
            return None;
        }
    }
    segments.next().is_none().then_some(found)
}

impl Naming<'_> {
    /// The catalogue's entry of the feature.
    pub(super) fn feature(&self, id: &FeatureId) -> Option<&Feature> {
        self.catalogue.find(id.as_str()).and_then(|place| self.catalogue.get(place))
    }

    /// The feature as a noun, without its period.
    pub(super) fn noun(&self, id: &FeatureId) -> String {
        let known = noun::NOUNS.iter().find_map(|(pattern, phrase)| Some((phrase, parts(pattern, id.as_str())?)));
        let noun = match known {
            Some((phrase, parts)) => self.filled(*phrase, &parts),
            None => noun::OTHER.say(self.language, &[("id", id.as_str())]),
        };
        match self.feature(id).and_then(|feature| feature.window.as_ref()) {
            Some(window) if known_days(id).is_none() => {
                period::WINDOW.say(self.language, &[("noun", &noun), ("days", &window.days.to_string())])
            }
            Some(_) | None => noun,
        }
    }

    /// Whether the noun of the feature says itself of which days it is.
    pub(super) fn says_its_days(&self, id: &FeatureId) -> bool {
        known_days(id).is_some() || self.feature(id).is_some_and(|feature| feature.window.is_some())
    }

    /// What is said of a customer for whom the flag is `holds`.
    pub(super) fn flag(&self, id: &FeatureId, holds: bool) -> String {
        let known = flag::FLAGS.iter().find_map(|(pattern, yes, no)| Some((*yes, *no, parts(pattern, id.as_str())?)));
        match known {
            Some((yes, no, parts)) => self.filled(if holds { yes } else { no }, &parts),
            None => {
                let (yes, no) = flag::OTHER;
                (if holds { yes } else { no }).say(self.language, &[("id", id.as_str())])
            }
        }
    }

    fn filled(&self, phrase: Phrase, parts: &Parts<'_>) -> String {
        let subject = self.of(subject::SUBJECTS, parts.part);
        let product = self.of(subject::PRODUCTS, parts.part);
        let gaps = [("subject", &*subject), ("product", &*product), ("part", parts.part), ("days", parts.number)];
        phrase.say(self.language, &gaps)
    }

    /// The product, as a customer has it: `a savings account`.
    pub(super) fn product(&self, id: &ProductId) -> String {
        self.of(subject::PRODUCTS, id.as_str())
    }

    /// The product by its name alone, to be quoted.
    pub(super) fn product_name(&self, id: &ProductId) -> String {
        let named = subject::PRODUCTS.iter().find(|(known, _)| *known == id.as_str());
        named.map_or_else(|| id.to_string(), |(_, phrase)| phrase.text(self.language).to_owned())
    }

    /// The kind of account, in the plural.
    pub(super) fn kind(&self, id: &AccountKind) -> String {
        let named = subject::KINDS.iter().find(|(known, _)| *known == id.as_str());
        match named {
            Some((_, phrase)) => phrase.text(self.language).to_owned(),
            None => account::OF_KIND.say(self.language, &[("kind", id.as_str())]),
        }
    }

    fn of(&self, table: &[(&str, Phrase)], id: &str) -> String {
        let named = table.iter().find(|(known, _)| *known == id);
        named.map_or_else(|| self.quoted(id), |(_, phrase)| phrase.text(self.language).to_owned())
    }

    /// `text` in quotes.
    pub(super) fn quoted(&self, text: &str) -> String {
        amount::QUOTED.say(self.language, &[("text", text)])
    }

    /// `a, b and c`.
    pub(super) fn and(&self, items: &[String]) -> String {
        self.list(items, amount::AND)
    }

    /// `a, and b`, for what has commas of its own.
    pub(super) fn and_also(&self, items: &[String]) -> String {
        self.list(items, amount::AND_ALSO)
    }

    /// `a, b or c`.
    pub(super) fn or(&self, items: &[String]) -> String {
        self.list(items, amount::OR)
    }

    fn list(&self, items: &[String], joined: Phrase) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => joined.say(self.language, &[("list", &first.join(", ")), ("last", last)]),
        }
    }
}

/// The number of days in the id of a feature whose noun says them.
fn known_days(id: &FeatureId) -> Option<()> {
    let of = |(pattern, phrase): &(&str, Phrase)| {
        let parts = parts(pattern, id.as_str())?;
        Some(!parts.number.is_empty() && phrase.text(Language::English).contains("{days}"))
    };
    noun::NOUNS.iter().find_map(of)?.then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet_the_ids_of_their_form() {
        for (pattern, id, found) in [
            ("bal.acb", "bal.acb", Some(("", ""))),
            ("sp.*.amt#", "sp.home_improvement.amt90", Some(("home_improvement", "90"))),
            ("sp.*.amt#", "sp.home_improvement.amt", None),
            ("sp.*.amt#", "sp.home_improvement.amt90x", None),
            ("cnt.*.#", "cnt.overdraft.30", Some(("overdraft", "30"))),
            ("ev.credit.n#m", "ev.credit.n6m", Some(("", "6"))),
            ("last.*", "last.overdraft.date", None),
            ("fn.*.at", "fn.p2p", None),
        ] {
            let parts = parts(pattern, id).map(|parts| (parts.part, parts.number));
            assert_eq!(parts, found, "{pattern} {id}");
        }
    }
}
