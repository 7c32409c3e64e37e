//! A request for a decision, from the host.

#[cfg(feature = "cli")]
mod doc;

use super::condition::device;
use super::entries::{each_parsed, flag_if_given, open, parsed, parsed_if_given, word};
use super::fields::within_if_given;
use super::words::word_table;
use super::{At, Malformed, Tree, document, history, spelling, vector};
use crate::feature::Catalogue;
use crate::history::History;
use crate::id::{Locale, PageId, SlotId, Unit};
use crate::request::{Notifications, Request, Storage, Visit};
use crate::time::Moment;
#[cfg(feature = "cli")]
pub use doc::{RequestDoc, joined};

const NAME: &str = "request";

/// Most slots or locales a request may name.
const MAX_ENTRIES: usize = 32;

word_table! {
    /// How long the host keeps the history.
    STORAGES, StorageWord = Storage { Memory = "memory", Session = "session", Durable = "durable" }
}
word_table! {
    /// Who looks at the page.
    VISITS, VisitWord = Visit { OwnSession = "own_session", Delegate = "delegate", CoBrowse = "co_browse" }
}

/// The request and history in `text`, the features held against `catalogue`.
///
/// # Errors
/// [`Malformed`] with the path to the fault; it repeats no feature value.
pub fn read(text: &str, catalogue: &Catalogue) -> Result<(Request, History), Malformed> {
    let tree = super::parse(NAME, text)?;
    document(NAME, |top| from_tree(&tree, top, catalogue))
}

/// The moment that the request in `text` states, before there is a catalogue to read all of it.
///
/// # Errors
/// [`Malformed`] where the text has no such moment.
pub fn read_now(text: &str) -> Result<Moment, Malformed> {
    let tree = super::parse(NAME, text)?;
    document(NAME, |top| parsed(&mut open(&tree, top), "now", Moment::parse))
}

/// The request and history that `tree` is.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>, catalogue: &Catalogue) -> (Request, History) {
    let mut object = open(tree, at);
    let slots = each_parsed(&mut object, "slots", MAX_ENTRIES, SlotId::new);
    if slots.iter().enumerate().any(|(n, slot)| slots.iter().take(n).any(|earlier| earlier == slot)) {
        at.refuse_field("slots", "name each slot once");
    }
    let request = Request {
        now: parsed(&mut object, "now", Moment::parse),
        page: parsed(&mut object, "page", PageId::new),
        slots,
        locales: each_parsed(&mut object, "locales", MAX_ENTRIES, Locale::requested),
        visit: word(&mut object, "visit", VISITS),
        device: within_if_given(&mut object, "device", device),
        storage: word(&mut object, "storage", STORAGES),
        unit: parsed_if_given(&mut object, "unit", Unit::from_hex),
        nonce: parsed_if_given(&mut object, "nonce", Unit::from_hex),
        notifications: match flag_if_given(&mut object, "notifications") {
            Some(true) => Notifications::Returned,
            Some(false) | None => Notifications::Omitted,
        },
        dry_run: flag_if_given(&mut object, "dry_run").unwrap_or(false),
        vector: vector::from_tree(object.take("features"), &at.field("features"), catalogue),
    };
    let history = within_if_given(&mut object, "history", history::from_tree).unwrap_or_default();
    object.end();
    (request, history)
}

/// The canonical texts of what a decision depends on besides the program.
#[derive(Debug)]
pub struct Inputs {
    /// The feature vector.
    pub features: String,
    /// The history; an empty one where the request has none.
    pub history: String,
    /// The request without both: nothing about the customer.
    pub request: String,
}

/// The inputs in `text`, a request that was read.
///
/// # Errors
/// [`Malformed`] where it is none.
pub fn inputs(text: &str) -> Result<Inputs, Malformed> {
    let tree = super::parse(NAME, text)?;
    document(NAME, |top| inputs_of(&tree, top))
}

fn inputs_of(tree: &Tree<'_>, at: &At<'_>) -> Inputs {
    let mut object = open(tree, at);
    let features = object.take("features");
    let history = match object.optional("history") {
        Some(history) => spelling::write(history),
        None => spelling::write(&history::tree(&History::default())),
    };
    Inputs { features: spelling::write(features), history, request: spelling::write_fields(object.into_fields()) }
}
