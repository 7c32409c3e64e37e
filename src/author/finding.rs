//! Findings: what is wrong in a source, where exactly, and how to mend it.

use core::fmt;
use core::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};

/// The text of one source file and the name it is told by.
#[derive(Debug)]
pub struct Source {
    named: NamedSource<String>,
}

impl Source {
    /// The source `name` with the text `text`.
    #[must_use]
    pub fn new(name: &str, text: String) -> Arc<Self> {
        Arc::new(Self { named: NamedSource::new(name, text).with_language("yaml") })
    }

    /// The name, a path as the author wrote it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.named.name()
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.named.inner()
    }
}

/// One mistake of an author. Findings of authored sources may repeat what the author wrote: no customer's value is in them.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The kind of mistake, in capitals, for programs.
    pub code: &'static str,
    /// What is wrong, as a sentence without full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The file.
    pub file: Arc<Source>,
    /// The bytes of the file's text that are wrong.
    pub at: Range<usize>,
}

/// A cap, cooldown or pause that can never be what stops a showing.
pub const CONTACT_INVALID: &str = "CONTACT_INVALID";
/// The text is no YAML document.
pub const SOURCE_SYNTAX: &str = "SOURCE_SYNTAX";
/// A text that could be spelt in another way and look the same.
pub const TEXT_NOT_COMPOSED: &str = "TEXT_NOT_COMPOSED";
/// A field that the document does not have.
pub const FIELD_UNKNOWN: &str = "FIELD_UNKNOWN";
/// A field that the document must have.
pub const FIELD_MISSING: &str = "FIELD_MISSING";
/// A value that is not what its field holds.
pub const VALUE_INVALID: &str = "VALUE_INVALID";
/// A condition that the feature catalogue gives no meaning.
pub const CONDITION_INVALID: &str = "CONDITION_INVALID";
/// A condition that no customer meets.
pub const CONDITION_NEVER_TRUE: &str = "CONDITION_NEVER_TRUE";
/// A condition that every customer meets of whom enough is known.
pub const CONDITION_ALWAYS_TRUE: &str = "CONDITION_ALWAYS_TRUE";
/// A condition that stands in its list already.
pub const CONDITION_REPEATED: &str = "CONDITION_REPEATED";
/// A campaign that is suppressed for whoever it is meant for.
pub const NEVER_SHOWN: &str = "NEVER_SHOWN";
/// A suppression that every campaign of a category must have.
pub const SUPPRESSION_MISSING: &str = "SUPPRESSION_MISSING";
/// A slot that one campaign alone names, spelt almost as one that several others name.
pub const SLOT_MISSPELT: &str = "SLOT_MISSPELT";
/// A picture that no file is there for.
pub const PICTURE_MISSING: &str = "PICTURE_MISSING";
/// A picture of a kind that is not shown, or with more in it than a picture.
pub const PICTURE_REFUSED: &str = "PICTURE_REFUSED";
/// A picture of too many bytes or pixels.
pub const PICTURE_TOO_LARGE: &str = "PICTURE_TOO_LARGE";
/// A picture whose digest no source says.
pub const PICTURE_UNPINNED: &str = "PICTURE_UNPINNED";
/// A picture that is not the one whose digest the source says.
pub const ASSET_CHANGED: &str = "ASSET_CHANGED";

/// A term of a campaign that is none, that no text says, or that a text says and the campaign has not.
pub const TERM_INVALID: &str = "TERM_INVALID";
/// A number in the words of a campaign with terms that is not one of them.
pub const NUMBER_UNBOUND: &str = "NUMBER_UNBOUND";
/// Locales that do not say the same.
pub const LOCALES_DIFFER: &str = "LOCALES_DIFFER";

impl Finding {
    /// A finding at the bytes `at` of `file`; `said` is what is wrong, and after a first `: ` how to mend it.
    #[must_use]
    pub fn new(code: &'static str, file: &Arc<Source>, at: Range<usize>, said: &str) -> Self {
        let (message, help) = match mend_starts(said).and_then(|colon| said.split_at_checked(colon)) {
            Some((message, rest)) => (message, Some(rest.trim_start_matches([':', ' ']).to_owned())),
            None => (said, None),
        };
        Self { code, message: message.into(), help, file: Arc::clone(file), at }
    }

    /// Line and column of the first wrong character, both counted from 1.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        self.file.line_and_column(self.at.start)
    }
}

impl Source {
    /// Line and column of the character at the byte `at`, both counted from 1.
    #[must_use]
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.text().get(..at).unwrap_or(self.text());
        let line = before.matches('\n').count().saturating_add(1);
        let column = before.rsplit('\n').next().unwrap_or("").chars().count().saturating_add(1);
        (line, column)
    }
}

/// Where ` : ` parts what is wrong from how to mend it; what stands in backticks is quoted and not looked into.
fn mend_starts(said: &str) -> Option<usize> {
    let mut quoted = false;
    let mut signs = said.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '`' => quoted = !quoted,
            ':' if !quoted && signs.peek().is_some_and(|(_, next)| *next == ' ') => return Some(at),
            _ => {}
        }
    }
    None
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Finding {}

impl Diagnostic for Finding {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.code))
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file.named)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let here = LabeledSpan::new(None, self.at.start, self.at.len());
        Some(Box::new(core::iter::once(here)))
    }
}

/// All that is wrong in some sources, in the order in which it was read.
#[derive(Debug, Clone, Default, thiserror::Error)]
#[error("{} found", amount(.0.len()))]
pub struct Findings(pub Vec<Finding>);

fn amount(findings: usize) -> String {
    match findings {
        1 => "1 mistake".into(),
        more => format!("{more} mistakes"),
    }
}

impl Findings {
    /// These findings as a refusal, each place and message once, in the order of the text; `value` where there are none.
    ///
    /// # Errors
    /// The findings, if any.
    pub fn or<T>(mut self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort_by(|a, b| {
            let key = |finding: &Finding| (finding.file.name().to_owned(), finding.at.start, finding.at.end);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup_by(|b, a| a.at == b.at && a.message == b.message && a.file.name() == b.file.name());
        Err(self)
    }
}

/// The findings of one file, drawn into its text together.
#[derive(Debug)]
pub struct Report<'a> {
    file: &'a Source,
    findings: Vec<&'a Finding>,
}

impl Findings {
    /// The findings, file by file.
    #[must_use]
    pub fn reports(&self) -> Vec<Report<'_>> {
        let mut reports: Vec<Report<'_>> = Vec::new();
        for finding in &self.0 {
            match reports.iter_mut().find(|report| report.file.name() == finding.file.name()) {
                Some(report) => report.findings.push(finding),
                None => reports.push(Report { file: &finding.file, findings: vec![finding] }),
            }
        }
        reports
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", amount(self.findings.len()), self.file.name())
    }
}

impl core::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.file.named)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = |finding: &&Finding| {
            let help = finding.help.as_deref().map_or_else(String::new, |help| format!(": {help}"));
            let said = format!("{}{help} [{}]", finding.message, finding.code);
            LabeledSpan::new(Some(said), finding.at.start, finding.at.len())
        };
        Some(Box::new(self.findings.iter().map(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_parted_from_how_to_mend_it() {
        for (said, message, help) in [
            ("`a: b` is not an id: write letters", "`a: b` is not an id", Some("write letters")),
            ("no such feature `x`: did you mean `y`?", "no such feature `x`", Some("did you mean `y`?")),
            ("write 1 to 3", "write 1 to 3", None),
            ("10:30 is late", "10:30 is late", None),
        ] {
            let finding = Finding::new(VALUE_INVALID, &Source::new("a.yaml", String::new()), 0..0, said);
            assert_eq!((finding.message.as_str(), finding.help.as_deref()), (message, help), "{said}");
        }
    }

    #[test]
    fn places_are_lines_and_columns_of_characters() {
        let file = Source::new("a.yaml", "é: 1\nñandú: 2\n".into());
        for (at, place) in [(0, (1, 1)), (2, (1, 2)), (6, (2, 1)), (11, (2, 5))] {
            assert_eq!(Finding::new(VALUE_INVALID, &file, at..at, "x").line_and_column(), place, "byte {at}");
        }
    }
}
