//! Sections: the parts of a text, so that two texts can be compared part by part.

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// What it is about. Differences are told under it; the text itself is without.
    pub(super) title: String,
    /// Its lines, each with its end.
    pub(super) text: String,
}

impl Section {
    /// The section with the lines that `write` appends.
    pub(super) fn of(title: &str, write: impl FnOnce(&mut String)) -> Self {
        let mut text = String::new();
        write(&mut text);
        Self { title: title.to_owned(), text }
    }
}

/// The whole text of `sections`.
pub(super) fn joined(sections: &[Section]) -> String {
    sections.iter().map(|section| section.text.as_str()).collect()
}

/// Appends one line.
pub(super) fn line(out: &mut String, text: &str) {
    out.extend([text, "\n"]);
}

/// Appends an empty line and one line.
pub(super) fn paragraph(out: &mut String, text: &str) {
    out.extend(["\n", text, "\n"]);
}
