//! How long a program needs what happened: whatever may still change a decision must outlive every pruning.
//!
//! Each kind of rule that looks back says here how far. What is left out here is forgotten too early.

use super::Program;
use crate::campaign::{CapPeriod, CapWindow, Pause};
use crate::time::Span;

/// A period of the calendar may begin up to two days before its count of days, where clocks are told by other offsets.
const OFFSETS: i64 = 2;

impl Program {
    /// Milliseconds for which a showing, a ghost or what a customer did with a banner may count for a decision.
    #[must_use]
    pub fn looks_back(&self) -> i64 {
        let caps = self.candidates.iter().flat_map(|candidate| candidate.caps(self)).map(|cap| longest(cap.window));
        let cooldowns =
            self.candidates.iter().flat_map(|candidate| &candidate.cooldowns).map(|rule| rule.lasts.millis());
        let pauses = self.contact.pauses.iter().map(Pause::looks_back);
        let gap = self.contact.gap.map(Span::millis);
        caps.chain(cooldowns).chain(pauses).chain(gap).max().unwrap_or(0)
    }
}

fn longest(window: CapWindow) -> i64 {
    let days = match window {
        CapWindow::Rolling(span) => return span.millis(),
        CapWindow::Calendar(CapPeriod::Day) => 1,
        CapWindow::Calendar(CapPeriod::Week) => 7,
        CapWindow::Calendar(CapPeriod::Month) => 31,
    };
    OFFSETS.saturating_add(days).saturating_mul(86_400_000)
}
