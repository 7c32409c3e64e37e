//! What the module does with histories. It translates, and holds no rule about them.

use wasm_bindgen::prelude::*;

use crate::decide;
use crate::wire::{self, Malformed};

use super::{Engine, Refusal, moment};

#[wasm_bindgen]
impl Engine {
    /// The text of what becomes of the history in the text `kept` by `work` with the text `other`: `observe` an event, `merge` another copy,
    /// `prune` at a moment. Of any other work, the text of what is refused now.
    ///
    /// One function for all of them, since each that crosses costs a page as much as what it does.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn history(&self, work: &str, kept: &str, other: &str) -> Result<String, Refusal> {
        let invalid = |fault: Malformed| Refusal::of_input("HISTORY_INVALID", fault);
        let known = wire::history::read(kept).map_err(invalid)?;
        let history = match work {
            "observe" => {
                let event = wire::observed::read(other, &known);
                let event = event.map_err(|fault| Refusal::of_input("EVENT_INVALID", fault))?;
                decide::observe(self.program(), &known, event)
            }
            "merge" => wire::history::union(&known, other).map_err(invalid)?,
            "prune" => decide::prune(self.program(), &known, moment(other)?),
            _ => return Ok(wire::history::write_choices(&known)),
        };
        Ok(wire::decision::write_history(&history))
    }
}
