//! What differs between two versions of one document, in sentences by section, and to the byte where no sentence tells it.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::wire::Tree;
use crate::wire::spelling::{field, text_or_null};

use super::exact::{Compared, Edit};
use super::phrase::{Language, visible};
use super::phrases::change as says;
use super::section::{Section, line};

/// Most places for which it is asked whether a sentence tells them; what is beyond is shown to the byte.
const MAX_ASKED: usize = 256;

/// What differs between two versions of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    language: Language,
    parts: Vec<Part>,
    /// What no sentence tells: the path, the value before and the value after.
    untold: Vec<(String, Option<String>, Option<String>)>,
}

/// The lines of one section that are in one version alone, with those that they stand below.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    title: String,
    lines: Vec<(Mark, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Kept,
    Removed,
    Added,
}

/// The sentences of a text; none where it is no document of the kind.
type Tell<'a> = &'a dyn Fn(&str) -> Option<Vec<Section>>;

impl Difference {
    /// What differs between `texts`, whose sentences are `sections`.
    ///
    /// `tell` says what the sentences of another text would be, in the surroundings of the text before and in those of the text after.
    pub(super) fn of(language: Language, texts: [&str; 2], sections: [&[Section]; 2], tell: [Tell<'_>; 2]) -> Self {
        let parts = parts(sections);
        let [before, after] = texts;
        let compared = Compared::of(before, after);
        let told = |edit: &Edit<'_>| {
            let [in_old, in_new] = tell;
            let [old, new] = sections;
            // Alone in the old text, and alone taken back in the new one: where one of them reads as before, no sentence tells it.
            let made = in_old(&compared.with(edit)).map(|made| made != old);
            let unmade = in_new(&compared.without(edit)).map(|unmade| unmade != new);
            matches!((made, unmade), (Some(true), None | Some(true)) | (None, Some(true)))
        };
        let untold = compared.edits.iter().enumerate();
        let untold = untold.filter(|(n, edit)| parts.is_empty() || *n >= MAX_ASKED || !told(edit));
        let untold = untold.map(|(_, edit)| (edit.path(), edit.before(), edit.after())).collect();
        Self { language, parts, untold }
    }

    /// Whether the two versions are the same, in what they say and to the byte.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.untold.is_empty()
    }

    /// The lines of each section that differ, with those that they stand below; and what no sentence tells, by path, before and after.
    pub(crate) fn tree(&self) -> Tree<'_> {
        let exact = self.untold.iter().map(|(path, before, after)| {
            Tree::Object(vec![
                field("after", text_or_null(after.as_deref())),
                field("before", text_or_null(before.as_deref())),
                field("path", Tree::text(path)),
            ])
        });
        Tree::Object(vec![
            field("exact", Tree::List(exact.collect())),
            field("sections", Tree::List(self.parts.iter().map(Part::tree).collect())),
            field("text", Tree::written(self.text())),
        ])
    }

    /// The difference as lines: `-` before what is no longer said, `+` before what is said now, by section. Empty where there is none.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for Part { title, lines } in &self.parts {
            line(&mut out, &format!("  {title}"));
            for (mark, text) in lines {
                let sign = match mark {
                    Mark::Kept => ' ',
                    Mark::Removed => '-',
                    Mark::Added => '+',
                };
                // The lines of clauses begin with a mark of their own, which would read as a removal.
                let inner = text.trim_start_matches(' ');
                let steps = text.len().saturating_sub(inner.len()).div_euclid(4);
                let (indent, inner) = match inner.strip_prefix("- ") {
                    Some(clause) => (steps.saturating_add(1), clause),
                    None => (0, inner),
                };
                line(&mut out, &format!("    {sign} {}{inner}", "  ".repeat(indent)));
            }
        }
        if !self.untold.is_empty() {
            line(&mut out, &format!("  {}", says::UNTOLD.text(self.language)));
        }
        for (path, before, after) in &self.untold {
            let value = |value: &Option<String>| visible(value.as_deref().unwrap_or_default()).into_owned();
            let phrase = match (before, after) {
                (None, _) => says::ADDED,
                (_, None) => says::REMOVED,
                (Some(_), Some(_)) => says::CHANGED,
            };
            let gaps = [("path", &*visible(path)), ("before", &*value(before)), ("after", &*value(after))];
            line(&mut out, &format!("      {}", phrase.say(self.language, &gaps)));
        }
        out
    }
}

impl Part {
    fn tree(&self) -> Tree<'_> {
        let lines = self.lines.iter().map(|(mark, text)| {
            let mark = match mark {
                Mark::Kept => "kept",
                Mark::Removed => "removed",
                Mark::Added => "added",
            };
            Tree::Object(vec![field("mark", Tree::text(mark)), field("text", Tree::text(text))])
        });
        Tree::Object(vec![field("lines", Tree::List(lines.collect())), field("title", Tree::text(&self.title))])
    }
}

/// The sections that differ, in the order of the version after, and last those that are gone.
fn parts([before, after]: [&[Section]; 2]) -> Vec<Part> {
    let text = |sections: &[Section], title: &str| -> String {
        let same = sections.iter().filter(|section| section.title == title);
        same.map(|section| section.text.as_str()).collect()
    };
    let mut seen = BTreeSet::new();
    let titles = after.iter().chain(before).map(|section| section.title.as_str()).filter(|title| seen.insert(*title));
    let parts =
        titles.map(|title| Part { title: title.into(), lines: lines(&text(before, title), &text(after, title)) });
    parts.filter(|part| !part.lines.is_empty()).collect()
}

/// The lines that are in one text alone, each below the lines that it belongs to.
fn lines(before: &str, after: &str) -> Vec<(Mark, String)> {
    let split = |text: &'_ str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (split(before), split(after));
    let ops: Vec<_> = capture_diff_slices(Algorithm::RawMyers, &old, &new).iter().map(|op| op.as_tag_tuple()).collect();
    let kept = ops.iter().filter(|(tag, ..)| *tag == DiffTag::Equal);
    // The place in the text after of each line that both have.
    let kept: BTreeMap<usize, usize> = kept.flat_map(|(_, old, new)| old.clone().zip(new.clone())).collect();
    let in_both: BTreeSet<usize> = kept.values().copied().collect();
    let mut told: Vec<(Mark, String)> = Vec::new();
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for (_, removed, added) in ops.iter().filter(|(tag, ..)| *tag != DiffTag::Equal) {
        for n in removed.clone() {
            let above = above(&old, n).into_iter().filter_map(|above| kept.get(&above).copied());
            told.extend(above.filter(|above| shown.insert(*above)).filter_map(|above| with(Mark::Kept, &new, above)));
            told.extend(with(Mark::Removed, &old, n));
        }
        for n in added.clone() {
            let above = above(&new, n).into_iter().filter(|above| in_both.contains(above));
            told.extend(above.filter(|above| shown.insert(*above)).filter_map(|above| with(Mark::Kept, &new, above)));
            told.extend(with(Mark::Added, &new, n));
        }
    }
    told
}

fn with(mark: Mark, lines: &[String], n: usize) -> Option<(Mark, String)> {
    lines.get(n).map(|line| (mark, line.clone()))
}

/// The places of the lines that the line at `n` stands below, the outermost first.
fn above(lines: &[String], n: usize) -> Vec<usize> {
    let depth = |n: usize| lines.get(n).map_or(0, |line| line.len().saturating_sub(line.trim_start_matches(' ').len()));
    let mut above = Vec::new();
    let mut least = depth(n);
    for earlier in (0..n).rev() {
        if depth(earlier) < least {
            least = depth(earlier);
            above.push(earlier);
        }
    }
    above.reverse();
    above
}
