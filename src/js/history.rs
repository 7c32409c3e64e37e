//! What the module does with histories: events into them, copies together, and what may be forgotten out of them. It translates, and
//! holds no rule about them.

use wasm_bindgen::prelude::*;

use crate::decide;
use crate::history::History;
use crate::wire::{self, Malformed};

use super::{Engine, Refusal, moment};

#[wasm_bindgen]
impl Engine {
    /// The text of the history in the text `kept` with the event in the text `event`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn observe(&self, kept: &str, event: &str) -> Result<String, Refusal> {
        let history = read(kept)?;
        let event = wire::observed::read(event, &history).map_err(|fault| Refusal::of_input("EVENT_INVALID", fault))?;
        Ok(wire::decision::write_history(&decide::observe(self.program(), &history, event)))
    }

    /// The text of the union of the histories in the texts `a` and `b`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn merge(&self, a: &str, b: &str) -> Result<String, Refusal> {
        Ok(wire::decision::write_history(&wire::history::union(a, b).map_err(refused)?))
    }

    /// The text of the history in the text `kept` without what changes no decision at `now` or later.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn prune(&self, kept: &str, now: &str) -> Result<String, Refusal> {
        let now = moment(now)?;
        Ok(wire::decision::write_history(&decide::prune(self.program(), &read(kept)?, now)))
    }

    /// The text of what is refused now by the history in the text `kept`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn choices(&self, kept: &str) -> Result<String, Refusal> {
        Ok(wire::history::write_choices(&read(kept)?))
    }
}

fn read(text: &str) -> Result<History, Refusal> {
    wire::history::read(text).map_err(refused)
}

fn refused(fault: Malformed) -> Refusal {
    Refusal::of_input("HISTORY_INVALID", fault)
}
