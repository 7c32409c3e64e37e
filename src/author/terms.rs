//! Terms of a campaign: numbers and dates, each written once beside the copy, and put into the words of every locale in its manner.
//!
//! It is done while the sources are read. What is signed is the final text; the terms themselves are not in it, and whoever approves reads
//! the very words that customers see. `LOCALES.md` says how terms are written.

mod copy;
mod formats;
mod value;

use core::ops::Range;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::finding::{Finding, LOCALES_DIFFER, NUMBER_UNBOUND, Source, TERM_INVALID};
use super::node::{Key, Kind, Node, Place};
use crate::compile::nearest;

use copy::{Piece, pieces};
use formats::Formats;
use value::Value;

/// A term where a text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundTerm {
    /// The text: `creatives.en-US.body`.
    pub path: String,
    /// The name of the term.
    pub term: String,
    /// As its author wrote it: `36.00 USD`.
    pub written: String,
    /// As customers read it: `$36.00`.
    pub said: String,
}

struct Term {
    name: String,
    at: Place,
    /// `None` where it is none, which has been told.
    value: Option<Value>,
}

/// Takes the terms out of the campaign `root` and puts them into its words: its own, those of its arms and those of its variants.
pub(super) fn bind(root: &mut Node, file: &Arc<Source>, findings: &mut Vec<Finding>) -> Vec<BoundTerm> {
    let authored = root.take("terms");
    let mut binding = Binding { file, findings, terms: None, used: BTreeSet::new(), bound: Vec::new() };
    binding.terms = authored.map(|terms| binding.terms(&terms));
    if let Some(creatives) = root.get_mut("creatives") {
        binding.words("creatives", creatives, &[]);
    }
    for (n, stake) in items(root.get_mut("experiments")).enumerate() {
        for (m, arm) in items(stake.get_mut("arms")).enumerate() {
            if let Some(creatives) = arm.get_mut("creatives") {
                binding.words(&format!("experiments[{n}].arms[{m}].creatives"), creatives, &[]);
            }
        }
    }
    for (n, variant) in items(root.get_mut("variants")).enumerate() {
        let others = variant.take("terms").map(|terms| binding.others(&terms)).unwrap_or_default();
        let Some(creatives) = variant.get_mut("creatives") else { continue };
        let said = binding.words(&format!("variants[{n}].creatives"), creatives, &others);
        binding.unsaid(&others, &said);
    }
    let terms = binding.terms.take().unwrap_or_default();
    let used = core::mem::take(&mut binding.used);
    binding.unsaid(&terms, &used);
    binding.bound
}

fn items(list: Option<&mut Node>) -> impl Iterator<Item = &mut Node> {
    let items = match list.map(|list| &mut list.kind) {
        Some(Kind::List(items)) => items.as_mut_slice(),
        _ => &mut [],
    };
    items.iter_mut()
}

struct Binding<'a> {
    file: &'a Arc<Source>,
    findings: &'a mut Vec<Finding>,
    /// `None` where the campaign has none, and may write numbers as it likes.
    terms: Option<Vec<Term>>,
    /// The names that some text says.
    used: BTreeSet<String>,
    bound: Vec<BoundTerm>,
}

/// What the words of one locale say.
struct Said {
    locale: Key,
    names: BTreeSet<String>,
    disclosures: usize,
    /// A text of it could not be read, so what it says is not known.
    broken: bool,
}

impl Binding<'_> {
    fn find(&mut self, code: &'static str, at: &Place, said: &str) {
        self.findings.push(Finding::new(code, self.file, at.clone().unwrap_or(0..0), said));
    }

    fn terms(&mut self, authored: &Node) -> Vec<Term> {
        if authored.entries().is_empty() {
            let said = "no term stands here: write names and what they are, as in `apr: 24.99 %`, or leave `terms` out";
            self.find(TERM_INVALID, &authored.at, said);
        }
        let mut terms = Vec::new();
        for (key, node) in authored.entries() {
            if !copy::is_name(&key.text) {
                let said = "this is not the name of a term: write letters a to z, digits and `_`";
                self.find(TERM_INVALID, &key.at, said);
            }
            let value = Value::read(node).map_err(|said| self.find(TERM_INVALID, &node.at, &said)).ok();
            terms.push(Term { name: key.text.clone(), at: key.at.clone(), value });
        }
        terms
    }

    /// The terms of a variant, each of them another value for one of the campaign's.
    fn others(&mut self, authored: &Node) -> Vec<Term> {
        let others = self.terms(authored);
        for other in &others {
            let known = self.terms.iter().flatten().find(|term| term.name == other.name);
            let said = match (known.map(|known| known.value.as_ref()), &other.value) {
                (None, _) => "the campaign has no such term: a variant gives other values to the campaign's",
                (Some(Some(known)), Some(value)) if known == value => "this is the campaign's own value: leave it out",
                (Some(Some(known)), Some(value)) if !known.is_like(value) => {
                    "the campaign's term is of another kind: write one of the same"
                }
                (Some(_), _) => continue,
            };
            self.find(TERM_INVALID, &other.at, said);
        }
        others
    }

    /// Puts terms into the words by locale in `creatives`, those of `others` before the campaign's; what some locale says.
    fn words(&mut self, path: &str, creatives: &mut Node, others: &[Term]) -> BTreeSet<String> {
        let Kind::Map(locales) = &mut creatives.kind else { return BTreeSet::new() };
        let mut told = Vec::new();
        for (locale, creative) in locales {
            let disclosures = creative.get("disclosures").map_or(0, |list| list.items().len());
            let mut said = Said { locale: locale.clone(), names: BTreeSet::new(), disclosures, broken: false };
            let path = format!("{path}.{}", locale.text);
            for field in ["headline", "body", "why"] {
                self.text(&format!("{path}.{field}"), creative.get_mut(field), others, &mut said);
            }
            for (within, field) in [("action", "label"), ("image", "alt")] {
                let text = creative.get_mut(within).and_then(|within| within.get_mut(field));
                self.text(&format!("{path}.{within}.{field}"), text, others, &mut said);
            }
            for (n, text) in items(creative.get_mut("disclosures")).enumerate() {
                self.text(&format!("{path}.disclosures[{n}]"), Some(text), others, &mut said);
            }
            told.push(said);
        }
        self.parity(&told);
        told.into_iter().flat_map(|said| said.names).collect()
    }

    /// Every locale says the same terms, and as many disclosures (rule R23).
    fn parity(&mut self, told: &[Said]) {
        let known = !told.iter().any(|said| said.broken);
        for Said { locale, names, disclosures, .. } in told {
            for other in told.iter().filter(|_| known) {
                if let Some(name) = other.names.difference(names).next() {
                    let (locale_text, other) = (&locale.text, &other.locale.text);
                    let said = format!(
                        "`{locale_text}` does not say `{{{name}}}`, which `{other}` says: say the same terms in every locale"
                    );
                    self.find(LOCALES_DIFFER, &locale.at, &said);
                    break;
                }
            }
            if let Some(other) = told.iter().find(|other| other.disclosures > *disclosures) {
                let said = format!(
                    "`{}` has fewer disclosures than `{}`: say the same in every locale",
                    locale.text, other.locale.text
                );
                self.find(LOCALES_DIFFER, &locale.at, &said);
            }
        }
    }

    fn text(&mut self, path: &str, node: Option<&mut Node>, others: &[Term], said: &mut Said) {
        let Some(Node { at, kind: Kind::Text(text) }) = node else { return };
        let parts = match pieces(text) {
            Ok(parts) => parts,
            Err(fault) => {
                said.broken = true;
                let place = self.signs(at, fault.signs());
                return self.find(TERM_INVALID, &place, &fault.to_string());
            }
        };
        let mut filled = String::with_capacity(text.len());
        for part in parts {
            match part {
                Piece::Words(words) => {
                    if let Some(number) = copy::number(words).filter(|_| self.terms.is_some()) {
                        let place = self.signs(at, number);
                        let mend = format!(
                            "`{number}` is not bound to a term: name it among `terms` and write the name in braces"
                        );
                        self.find(NUMBER_UNBOUND, &place, &mend);
                    }
                    filled.push_str(words);
                }
                Piece::Term(name) => {
                    let name = self.meant(name, at);
                    match self.value(&name, others, &said.locale) {
                        Some(value) => {
                            filled.push_str(&value.said);
                            self.bound.push(BoundTerm { path: path.to_owned(), ..value });
                        }
                        // What is wrong has been told; the text need not be empty besides.
                        None => filled.push_str(&name),
                    }
                    self.used.insert(name.clone());
                    said.names.insert(name);
                }
            }
        }
        *text = filled;
    }

    /// The name that `name`, in the text at `at`, stands for: itself, or where it is a slip the one that was probably meant.
    fn meant(&mut self, name: &str, at: &Place) -> String {
        let own = self.terms.as_deref().unwrap_or_default();
        if own.iter().any(|term| term.name == name) {
            return name.to_owned();
        }
        let meant = nearest(own.iter().map(|term| term.name.as_str()), name).map(str::to_owned);
        let hint = match &meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "add it to `terms`, or write `{{` for a brace".into(),
        };
        let place = self.signs(at, name);
        self.find(TERM_INVALID, &place, &format!("the campaign has no term `{name}`: {hint}"));
        meant.unwrap_or_else(|| name.to_owned())
    }

    /// The term `name` as `locale` says it.
    fn value(&mut self, name: &str, others: &[Term], locale: &Key) -> Option<BoundTerm> {
        let own = self.terms.as_deref().unwrap_or_default();
        let term = others.iter().chain(own).find(|term| term.name == name)?;
        let value = term.value.as_ref()?;
        let (written, formats) = (value.written(), Formats::of(&locale.text));
        let Some(formats) = formats else {
            let said =
                format!("how `{}` writes numbers and days is not known: it is for {}", locale.text, Formats::locales());
            self.find(TERM_INVALID, &locale.at, &said);
            return None;
        };
        Some(BoundTerm { path: String::new(), term: name.to_owned(), written, said: value.said(formats) })
    }

    fn unsaid(&mut self, terms: &[Term], said: &BTreeSet<String>) {
        for term in terms.iter().filter(|term| !said.contains(&term.name)) {
            self.find(TERM_INVALID, &term.at, "no text says this term: write its name in braces, or remove it");
        }
    }

    /// Where `signs` stand in the text at `at`.
    fn signs(&self, at: &Place, signs: &str) -> Place {
        let Range { start, .. } = at.clone()?;
        let found = self.file.text().get(at.clone()?).and_then(|text| text.find(signs)).filter(|_| !signs.is_empty());
        let narrow = found.map(|place| {
            let start = start.saturating_add(place);
            start..start.saturating_add(signs.len())
        });
        narrow.or_else(|| at.clone())
    }
}
