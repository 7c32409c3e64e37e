//! Documents: every serde type of the project, one file per document, and its conversion into the vocabulary.
//!
//! A signed document is canonical (RFC 8785 without floats) or refused; a host document is only strict: unknown and duplicate
//! fields are refused, with the path to the fault.

use core::fmt;

pub mod campaign;
pub mod canonical;
pub mod catalogue;
pub mod condition;
pub mod contact;
pub mod creative;
pub mod decision;
pub mod experiment;
pub mod golden;
pub mod history;
#[cfg(feature = "cli")]
pub mod measurement;
pub mod notify;
pub mod observed;
pub mod policy;
pub mod ranking;
pub mod record;
pub mod release;
pub mod request;
pub mod vector;

mod entries;
mod fields;
mod from_tree;
mod identity;
mod object;
mod reading;
mod shown;
pub(crate) mod spelling;
mod tree;
mod unique;
#[cfg(feature = "cli")]
mod value;
mod words;

pub(crate) use entries::{format_1, known, parsed};
pub(crate) use object::{At, Object, document, for_each, text, whole};
#[cfg(feature = "cli")]
pub(crate) use reading::NEVER;
#[cfg(feature = "review")]
pub(crate) use shown::is_deceptive;
#[cfg(feature = "review")]
pub(crate) use tree::Field;
pub(crate) use tree::Tree;
pub use unique::UniqueMap;
#[cfg(feature = "cli")]
pub use value::{Entry, EventValue, EventsValue, Value};

/// A document that breaks its format, with the place and the mend.
///
/// It never repeats a value of the document beyond ids and field names that the reader knows: a feature value must not reach a log.
/// One pointer, since almost every function that reads may return one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(Box<Place>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    document: &'static str,
    path: String,
    fault: String,
}

impl Malformed {
    /// A fault of the whole document.
    #[must_use]
    pub fn whole(document: &'static str, fault: impl Into<String>) -> Self {
        Self::at(document, "$", fault)
    }

    /// A fault at `path`.
    #[must_use]
    pub fn at(document: &'static str, path: impl Into<String>, fault: impl Into<String>) -> Self {
        Self(Box::new(Place { document, path: path.into(), fault: fault.into() }))
    }

    /// This fault, seen from the container that holds it under `step`: `accounts`, `[0]`.
    #[must_use]
    pub fn within(mut self, step: &str) -> Self {
        let (dot, inner) = match self.0.path.as_str() {
            "$" => ("", ""),
            inner if inner.starts_with('[') => ("", inner),
            inner => (".", inner),
        };
        self.0.path = [step, dot, inner].concat();
        self
    }

    /// This fault, in `document`.
    fn of(mut self, document: &'static str) -> Self {
        self.0.document = document;
        self
    }

    /// What was being read: `request`, `campaign`, `trust root`.
    #[must_use]
    pub fn document(&self) -> &'static str {
        self.0.document
    }

    /// Where: `features.accounts[0].role`; `$` for the whole document.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is wrong there and how to mend it.
    #[must_use]
    pub fn fault(&self) -> &str {
        &self.0.fault
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { document, path, fault } = &*self.0;
        write!(f, "{document} is malformed at `{path}`: {fault}")
    }
}

impl core::error::Error for Malformed {}

/// Reads a strict, not necessarily canonical, JSON document.
///
/// # Errors
/// [`Malformed`] with the path to the first fault.
pub fn read<T: serde::de::DeserializeOwned>(document: &'static str, text: &str) -> Result<T, Malformed> {
    T::deserialize(parse(document, text)?).map_err(|fault| fault.of(document))
}

/// The tree of `text`, not necessarily canonical.
pub(crate) fn parse<'text>(document: &'static str, text: &'text str) -> Result<Tree<'text>, Malformed> {
    tree::parse(document, text).map(|(tree, _)| tree)
}
