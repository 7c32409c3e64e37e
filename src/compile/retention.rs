//! How long a program needs what happened: whatever may still change a decision must outlive every pruning.
//!
//! Each kind of rule that looks back says here how far. What is left out here is forgotten too early.

use super::Program;

impl Program {
    /// Milliseconds for which a showing, a ghost or what a customer did with a banner may count for a decision.
    #[must_use]
    pub fn looks_back(&self) -> i64 {
        let caps = self.candidates.iter().flat_map(|candidate| &candidate.caps);
        caps.map(|cap| cap.within.millis()).max().unwrap_or(0)
    }
}
