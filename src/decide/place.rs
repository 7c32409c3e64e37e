//! Gate 9: placement. The best campaign takes the first free slot it may appear in, then the next best.

use std::sync::Arc;

use crate::campaign::{Creative, Lane, MessageClass};
use crate::compile::{Candidate, Program};
use crate::decision::{Gate, Placement, TrialFacts};
use crate::history::{Event, EventId, Exposure, Happening, History};
use crate::id::{CampaignId, Locale, SlotId};
use crate::order::sorted;
use crate::request::Request;

use super::condition::Answers;
use super::contact::{self, Contact};
use super::experiment::{self, Assignment, Enrolment};
use super::facts::Facts;
use super::holdout::{self, Group};
use super::truth::Truth;
use super::{Stop, plain};

/// How long an unconfirmed placement is remembered, in milliseconds: half an hour.
const PLACEMENT_DEADLINE: i64 = 1_800_000;

/// What came of ranking and placing.
#[derive(Default)]
pub(super) struct Placed {
    /// Banners, in the order they were placed.
    pub(super) placements: Vec<Placement>,
    /// Where every ranked campaign stopped.
    stops: Vec<(CampaignId, Stop)>,
    /// What the history must remember.
    pub(super) events: Vec<Event>,
}

/// Places `ranked` campaigns, best first.
///
/// One decision shows at most one campaign of a product, and one of a conflict group: the best. A campaign takes the first free slot in which slots' caps still allow it. What this decision has placed counts as shown for the
/// campaigns after it, so that no decision places more than caps and the gap allow. A campaign held out by its own comparison group
/// leaves its slot to the next one, and a ghost in the history. In a household of the global holdout promotions take their slots as if
/// they were shown, and leave ghosts only, so that exactly what would have been shown is counted. Evergreens, which come last, fill those
/// slots too: an empty slot would tell who is held out.
pub(super) fn place<'a>(
    ranked: &[&'a Candidate],
    program: &Program,
    (facts, answers): (&Facts<'a>, &Answers<'_>),
    history: &History,
    contact: &mut Contact<'a>,
) -> Placed {
    let request = facts.request;
    let household = holdout::global(program, facts);
    let mut free: Vec<&'a SlotId> = request.slots.iter().collect();
    let mut placed = Placed::default();
    let mut taken: Vec<&'a Candidate> = Vec::new();
    for candidate in ranked {
        if candidate.weight.lane == Some(Lane::Evergreen) {
            let filled = |slot: &&SlotId| placed.placements.iter().any(|placement| placement.slot == **slot);
            free = request.slots.iter().filter(|slot| !filled(slot)).collect();
        }
        let group = match candidate.class {
            MessageClass::Promotional => household,
            MessageClass::Servicing => Group::Treated,
        };
        let mut open = free.iter().copied().enumerate().filter(|(_, slot)| candidate.slots.contains(slot)).peekable();
        let stop = if open.peek().is_none() {
            plain(Gate::Outranked)
        } else if let Some(code) = conflict(candidate, &taken) {
            contact::stop(Gate::Outranked, code)
        } else if let Some(stop) = contact.crowds(candidate) {
            stop
        } else if let Some((at, slot)) = open.find(|(_, slot)| !contact.fills(candidate, slot)) {
            plain(match (group, holdout::of_campaign(candidate, request, history)) {
                (Group::Unknown, _) | (Group::Treated, Group::Unknown) => Gate::HoldoutUnknown,
                (Group::Treated, Group::HeldOut) => {
                    placed.ghost(candidate, slot, request);
                    Gate::HeldOut
                }
                (Group::HeldOut, _) => {
                    free.remove(at);
                    taken.push(candidate);
                    contact.placed(candidate, slot);
                    placed.ghost(candidate, slot, request);
                    Gate::HeldOut
                }
                (Group::Treated, Group::Treated) => {
                    free.remove(at);
                    taken.push(candidate);
                    contact.placed(candidate, slot);
                    let assignment = experiment::assignment(candidate, program, request, answers, history);
                    placed.banner(candidate, slot, (request, answers, history), assignment)
                }
            })
        } else {
            contact::slots_full()
        };
        placed.stops.push((candidate.id.clone(), stop));
    }
    let asked = |placement: &Placement| request.slots.iter().position(|slot| *slot == placement.slot);
    Placed { placements: sorted(placed.placements, &|a, b| asked(a) < asked(b)), ..placed }
}

/// Of what a campaign is that one with a slot is of too, so that one decision does not show both; the product is the better reason.
fn conflict(candidate: &Candidate, taken: &[&Candidate]) -> Option<&'static str> {
    let any = |same: &dyn Fn(&Candidate) -> bool| taken.iter().any(|other| same(other));
    if candidate.product.is_some() && any(&|other| other.product == candidate.product) {
        return Some("same.product");
    }
    let same = |other: &Candidate| other.conflict_group == candidate.conflict_group;
    (candidate.conflict_group.is_some() && any(&same)).then_some("same.conflict_group")
}

impl Placed {
    /// Where the campaign stopped.
    pub(super) fn stop_of(&self, campaign: &CampaignId) -> Stop {
        let stop = self.stops.iter().find(|(id, _)| id == campaign);
        stop.map_or(plain(Gate::Outranked), |(_, stop)| stop.clone())
    }

    fn ghost(&mut self, candidate: &Candidate, slot: &SlotId, request: &Request) {
        let id = event_id(request, &format!("ghost-{}", candidate.id));
        let what = Happening::Ghost(exposure(candidate, slot));
        self.events.extend(id.map(|id| Event { at: request.now.millis(), id, what }));
    }

    /// Places the banner; without an id or a creative, which no valid campaign lacks, nothing is shown.
    fn banner(
        &mut self,
        candidate: &Candidate,
        slot: &SlotId,
        (request, answers, history): (&Request, &Answers<'_>, &History),
        assignment: Option<Assignment<'_>>,
    ) -> Gate {
        let id = placement_id(candidate, slot, request, history);
        let (Some(id), Some((locale, own))) = (id, creative(candidate, request)) else {
            return Gate::Outranked;
        };
        let at = request.now.millis();
        let what =
            Happening::Placed { exposure: exposure(candidate, slot), until: at.saturating_add(PLACEMENT_DEADLINE) };
        self.events.push(Event { at, id: id.clone(), what });
        self.events.extend(assignment.and_then(|assignment| assignment.event(request)));
        // No campaign has both arms and variants with words of their own, and both have all of its locales.
        let arm = assignment.and_then(|assignment| assignment.variant).map(|arm| &arm.creatives);
        let words = candidate.variants.iter().find(|words| answers.truth(words.when) == Truth::True);
        let others = arm.into_iter().chain(words.map(|words| &words.creatives));
        let creative = Arc::clone(others.filter_map(|others| others.get(locale)).next().unwrap_or(own));
        let trial = assignment.map(|assignment| TrialFacts {
            experiment: assignment.trial.key.clone(),
            arm: assignment.arm.clone(),
            enrolled: assignment.enrolment != Enrolment::None,
        });
        let (campaign, locale) = (candidate.id.clone(), locale.clone());
        let variant = words.map(|words| words.id.clone());
        self.placements.push(Placement { id, slot: slot.clone(), campaign, locale, variant, creative, trial });
        Gate::Shown
    }
}

/// The id of a placement: its moment and slot; and the campaign, where a placement of another one has that id already, since two decisions
/// were made at one moment.
fn placement_id(candidate: &Candidate, slot: &SlotId, request: &Request, history: &History) -> Option<EventId> {
    let id = event_id(request, slot.as_str())?;
    match history.placed(&id) {
        Some(other) if other.campaign != candidate.id => event_id(request, &format!("{slot}-{}", candidate.id)),
        Some(_) | None => Some(id),
    }
}

fn exposure(candidate: &Candidate, slot: &SlotId) -> Exposure {
    Exposure {
        campaign: candidate.id.clone(),
        group: candidate.group.clone(),
        slot: Some(slot.clone()),
        placement: None,
    }
}

/// `<now>[-<nonce>]-<subject>`: the same for the same decision, so that two copies of one history merge.
pub(super) fn event_id(request: &Request, subject: &str) -> Option<EventId> {
    let nonce = request.nonce.map_or_else(String::new, |nonce| format!("-{nonce}"));
    EventId::new(&format!("{}{nonce}-{subject}", request.now.millis())).ok()
}

/// The whole creative of the candidate that the request gets, and its locale. `LOCALES.md` says which.
///
/// The first language of the request that the candidate has at all decides. In it the requested locales are looked up in their order,
/// each as it stands and then without its region (RFC 4647, 3.4); then the default locale, where it is of the language, and then the
/// first of the language serve. Where no language fits, the default locale does.
fn creative<'a>(candidate: &'a Candidate, request: &Request) -> Option<&'a (Locale, Arc<Creative>)> {
    let have = |tag: &str| candidate.creatives.iter().find(|(have, _)| have.as_str() == tag);
    let of = |language: &str| candidate.creatives.iter().find(|(have, _)| have.language() == language);
    let default = &candidate.default_locale;
    let Some(first) = request.locales.iter().find_map(|wanted| of(wanted.language())) else {
        return have(default.as_str());
    };
    let language = first.0.language();
    let mut wanted = request.locales.iter().chain([default]).filter(|wanted| wanted.language() == language);
    wanted.find_map(|wanted| have(wanted.as_str()).or_else(|| have(language))).or(Some(first))
}
