//! A record held against its replay.

use core::fmt;
use std::collections::BTreeSet;

use super::NAME;
use crate::time::Moment;
use crate::wire::entries::{format_1, open, parsed};
use crate::wire::{Malformed, Tree, document, parse, spelling};

/// What a decision is made from, by its place in the record, in the order in which it is asked for.
const INPUTS: [&str; 9] = [
    "semantics",
    "bundle.bank",
    "bundle.environment",
    "bundle.version",
    "bundle.index",
    "bundle.sheet",
    "request",
    "features",
    "history",
];

/// The first difference of two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where: `candidates[3].gate`.
    pub path: String,
    /// What the record has there, spelled canonically; `None` for nothing.
    pub recorded: Option<String>,
    /// What the replay has there.
    pub replayed: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".into());
        let Self { path, recorded, replayed } = self;
        write!(f, "`{path}` is {} in the record and {} in the replay", said(recorded), said(replayed))
    }
}

/// The moment of the decision that the record in `text` is of.
///
/// # Errors
/// [`Malformed`] where it is no record.
pub fn read_now(text: &str) -> Result<Moment, Malformed> {
    let tree = parse(NAME, text)?;
    document(NAME, |top| {
        let mut object = open(&tree, top);
        format_1(&mut object, NAME);
        parsed(&mut object, "now", Moment::parse)
    })
}

/// The first input by which the record in the text `recorded` is of another decision than that in `replayed`.
///
/// # Errors
/// [`Malformed`] where one of them is no JSON.
pub fn inputs_differ(recorded: &str, replayed: &str) -> Result<Option<Difference>, Malformed> {
    let (recorded, replayed) = (parse(NAME, recorded)?, parse(NAME, replayed)?);
    let differs = |path: &&str| {
        let (recorded, replayed) = (at(&recorded, path), at(&replayed, path));
        first(recorded, replayed, (*path).into())
    };
    Ok(INPUTS.iter().find_map(differs))
}

/// The first difference of the records in the texts `recorded` and `replayed`, in the order of paths.
///
/// # Errors
/// [`Malformed`] where one of them is no JSON.
pub fn difference(recorded: &str, replayed: &str) -> Result<Option<Difference>, Malformed> {
    Ok(first(Some(&parse(NAME, recorded)?), Some(&parse(NAME, replayed)?), String::new()))
}

/// What stands in `tree` at a path of field names.
fn at<'a, 'text>(tree: &'a Tree<'text>, path: &str) -> Option<&'a Tree<'text>> {
    path.split('.').try_fold(tree, named)
}

fn named<'a, 'text>(tree: &'a Tree<'text>, name: &str) -> Option<&'a Tree<'text>> {
    match tree {
        Tree::Object(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
        Tree::Null
        | Tree::Flag(_)
        | Tree::Whole(_)
        | Tree::Negative(_)
        | Tree::Fraction
        | Tree::Text(_)
        | Tree::List(_) => None,
    }
}

fn first(recorded: Option<&Tree<'_>>, replayed: Option<&Tree<'_>>, path: String) -> Option<Difference> {
    match (recorded, replayed) {
        (Some(Tree::Object(a)), Some(Tree::Object(b))) => {
            let names: BTreeSet<&str> = a.iter().chain(b).map(|(name, _)| name.as_ref()).collect();
            names.into_iter().find_map(|name| {
                let dot = if path.is_empty() { "" } else { "." };
                let of = |tree| named(tree, name);
                first(recorded.and_then(of), replayed.and_then(of), format!("{path}{dot}{name}"))
            })
        }
        (Some(Tree::List(a)), Some(Tree::List(b))) => {
            (0..a.len().max(b.len())).find_map(|n| first(a.get(n), b.get(n), format!("{path}[{n}]")))
        }
        (a, b) if a == b => None,
        (a, b) => Some(Difference { path, recorded: a.map(spelling::write), replayed: b.map(spelling::write) }),
    }
}
