//! Requests: everything a decision depends on besides the program and the history.

use crate::campaign::Device;
use crate::feature::Vector;
use crate::id::{Locale, PageId, SlotId, Unit};
use crate::time::Moment;

/// Who looks at the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// The customer.
    OwnSession,
    /// Somebody acting for the customer: nothing is shown.
    Delegate,
    /// A bank employee looking on: nothing is shown.
    CoBrowse,
}

/// How long the host keeps the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Storage {
    /// Until the page is left.
    Memory,
    /// Until the session ends.
    Session,
    /// Beyond the session, as long as the longest window.
    Durable,
}

/// Whether notifications to the bank are wanted in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notifications {
    /// Left out, so that a page makes no request that depends on a decision.
    Omitted,
    /// Returned; only the bank's own replay and stream should ask for them.
    Returned,
}

/// One request for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The only clock of the decision, with the bank's offset.
    pub now: Moment,
    /// The page asking.
    pub page: PageId,
    /// The slots to fill, in order of preference, without duplicates.
    pub slots: Vec<SlotId>,
    /// The customer's languages, best first.
    pub locales: Vec<Locale>,
    /// Who looks.
    pub visit: Visit,
    /// The device, where the host says.
    pub device: Option<Device>,
    /// How long the host keeps the history.
    pub storage: Storage,
    /// The unit of campaign holdouts, from the bank; else the history's seed serves.
    pub unit: Option<Unit>,
    /// Sets the placement ids of two hosts apart that decide in the same millisecond.
    pub nonce: Option<Unit>,
    /// Whether notifications are wanted.
    pub notifications: Notifications,
    /// Whether it is asked for show, as by a reviewer or a simulation: decided alike, and the history stays as it is.
    pub dry_run: bool,
    /// The customer's features.
    pub vector: Vector,
}
