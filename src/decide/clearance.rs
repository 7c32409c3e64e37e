//! Gates 1 to 3: may the release, the campaign and this visit promote anything at all?

use crate::compile::{Candidate, Clearance, Program};
use crate::decision::Gate;
use crate::request::{Request, Visit};

/// The first of deny list, schedule, sign-off and permission that stops `candidate`.
pub(super) fn stops(program: &Program, candidate: &Candidate, request: &Request) -> Option<Gate> {
    if candidate.clearance == Clearance::Denied {
        return Some(Gate::Denied);
    }
    if !candidate.schedule.covers(request.now) {
        return Some(Gate::NotScheduled);
    }
    if candidate.clearance == Clearance::NotSignedOff {
        return Some(Gate::NotSignedOff);
    }
    (!permits(program, candidate, request)).then_some(Gate::NotPermitted)
}

/// Whether the campaign may appear in a slot that the page has, on this page, to this visitor.
fn permits(program: &Program, candidate: &Candidate, request: &Request) -> bool {
    let own_visit = match request.visit {
        Visit::OwnSession => true,
        Visit::Delegate | Visit::CoBrowse => false,
    };
    own_visit
        && !program.quiet_pages.contains(&request.page)
        && request.slots.iter().any(|slot| candidate.slots.contains(slot))
}
