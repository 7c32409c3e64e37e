//! Gate 6: contact policy. What the customer refused, what was shown often enough, and what must not be shown again yet.

use super::facts::Facts;
use super::{Stop, plain};
use crate::campaign::{Cap, CapScope, CapWindow, Counted, MessageClass, Pause, PauseScope};
use crate::compile::{Candidate, Program};
use crate::decision::Gate;
use crate::feature::Scalar;
use crate::history::{Happening, History, Outcome, Target};
use crate::id::{CampaignId, GroupId, SlotId, SuppressionCode};
use crate::request::Storage;
use crate::time::Span;

/// An event that caps, cooldowns, pauses or the gap may look at.
struct Mark<'a> {
    at: i64,
    what: Counted,
    campaign: &'a CampaignId,
    group: Option<&'a GroupId>,
    /// `None` where the host did not say: it counts in every slot.
    slot: Option<&'a SlotId>,
    /// What the event counts toward.
    reach: Reach,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Everything that promotions share, and its own campaign.
    All,
    /// Its own campaign alone: a ghost, or a servicing message.
    Own,
}

/// The contact policy, asked for one request.
pub(super) struct Contact<'a> {
    program: &'a Program,
    facts: &'a Facts<'a>,
    history: &'a History,
    marks: Vec<Mark<'a>>,
}

impl<'a> Contact<'a> {
    pub(super) fn new(program: &'a Program, facts: &'a Facts<'a>, history: &'a History) -> Self {
        let marks = history.events().iter().filter_map(|event| mark(program, event.at, &event.what)).collect();
        Self { program, facts, history, marks }
    }

    /// Why the history does not let a promotion through; servicing messages skip this gate.
    pub(super) fn stops(&self, candidate: &Candidate) -> Option<Stop> {
        if candidate.class == MessageClass::Servicing {
            return None;
        }
        if self.history.overflows() {
            return Some(plain(Gate::HistoryOverflow));
        }
        if self.refused(candidate) {
            return Some(plain(Gate::Refused));
        }
        if !self.keeps(candidate) {
            return Some(plain(Gate::HistoryEphemeral));
        }
        self.crowds(candidate)
    }

    /// Why a promotion must not be shown, by all that was shown before: also by what this decision has placed so far.
    pub(super) fn crowds(&self, candidate: &Candidate) -> Option<Stop> {
        if candidate.class == MessageClass::Servicing {
            return None;
        }
        let mut caps = candidate.caps(self.program).filter(|cap| cap.scope != CapScope::Slot);
        if let Some(cap) = caps.find(|cap| self.reached(cap, candidate, None)) {
            return Some(stop(Gate::Capped, code(cap.scope)));
        }
        self.cools(candidate).map(|code| stop(Gate::Cooling, code))
    }

    /// Whether a promotion was, in `slot`, shown often enough.
    pub(super) fn fills(&self, candidate: &Candidate, slot: &SlotId) -> bool {
        candidate.class == MessageClass::Promotional
            && candidate
                .caps(self.program)
                .any(|cap| cap.scope == CapScope::Slot && self.reached(cap, candidate, Some(slot)))
    }

    /// Takes into account that this decision shows `candidate` in `slot`.
    pub(super) fn placed(&mut self, candidate: &'a Candidate, slot: &'a SlotId) {
        if candidate.class == MessageClass::Promotional {
            self.marks.push(Mark {
                at: self.facts.request.now.millis(),
                what: Counted::Impression,
                campaign: &candidate.id,
                group: candidate.group.as_ref(),
                slot: Some(slot),
                reach: Reach::All,
            });
        }
    }

    fn refused(&self, candidate: &Candidate) -> bool {
        let product = candidate.product.clone().map(Target::Product);
        let topic = candidate.topic.clone().map(Target::Topic);
        let own = [Target::All, Target::Campaign(candidate.id.clone())];
        own.into_iter().chain(product).chain(topic).any(|target| self.history.refuses(&target))
    }

    /// Whether the history reaches back over every window that concerns the campaign: it was not pruned within one, and it outlives them
    /// all. None can be kept by a history that ends with the page or the session, unless the bank counts in it.
    fn keeps(&self, candidate: &Candidate) -> bool {
        let contact = &self.program.contact;
        let now = self.facts.request.now;
        let cooldowns = candidate.cooldowns.iter().map(|cooldown| cooldown.lasts.millis());
        let pauses = contact.pauses.iter().filter(|pause| concerns(pause, candidate)).map(|pause| pause.looks_back());
        let spans = cooldowns.chain(pauses).chain(contact.gap.map(Span::millis));
        let timed = spans.max().map(|span| now.millis().saturating_sub(span).saturating_add(1));
        let uncounted = candidate.caps(self.program).filter(|cap| self.durable() || self.fed(cap).is_none());
        match uncounted.map(|cap| cap.window.opens(now)).chain(timed).min() {
            None => true,
            Some(opens) => self.durable() && self.history.pruned_before.is_none_or(|whole_from| whole_from <= opens),
        }
    }

    fn durable(&self) -> bool {
        self.facts.request.storage == Storage::Durable
    }

    /// Whether as many events lie in the cap's window as it allows.
    fn reached(&self, cap: &Cap, candidate: &Candidate, slot: Option<&SlotId>) -> bool {
        let opens = cap.window.opens(self.facts.request.now);
        let local = self.marks.iter().filter(|mark| {
            let counts = match cap.scope {
                CapScope::Campaign => mark.campaign == &candidate.id,
                CapScope::Group => mark.reach == Reach::All && mark.group == candidate.group.as_ref(),
                CapScope::Slot => mark.reach == Reach::All && mark.slot.is_none_or(|of| Some(of) == slot),
                CapScope::Global => mark.reach == Reach::All,
            };
            counts && mark.what == cap.counted && mark.at >= opens
        });
        let local = u64::try_from(local.count()).unwrap_or(u64::MAX);
        // What the bank counts over all campaigns bounds each of them from above; it speaks for them only where nothing else can.
        let fed = self.fed(cap).filter(|_| cap.scope == CapScope::Global || !self.durable());
        fed.map_or(local, |fed| fed.max(local)) >= u64::from(cap.count)
    }

    /// At most how many impressions of promotions lie in the cap's window: those that the bank counted up to the vector's day, and
    /// those of the history since. `None` where the bank does not count them, or the window opens after its counting.
    fn fed(&self, cap: &Cap) -> Option<u64> {
        let now = self.facts.request.now;
        let Scalar::Count(counted) = self.facts.one(self.facts.customer(), self.program.counters.of(cap)?)? else {
            return None;
        };
        // On the vector's own day nobody knows whether the bank has counted the day's impressions: they count here too.
        let since = now.midnight_of(self.facts.as_of().next().min(now.day()));
        if cap.window.opens(now) > since {
            return None;
        }
        let shown = |mark: &&Mark<'_>| mark.reach == Reach::All && mark.what == Counted::Impression && mark.at >= since;
        let later = u64::try_from(self.marks.iter().filter(shown).count()).unwrap_or(u64::MAX);
        u64::try_from(counted).ok().map(|counted| counted.saturating_add(later))
    }

    /// Which of cooldowns, pauses and the gap keeps a promotion away.
    fn cools(&self, candidate: &Candidate) -> Option<&'static str> {
        let contact = &self.program.contact;
        let now = self.facts.request.now;
        let young = |at: i64, span| at >= CapWindow::Rolling(span).opens(now);
        let own = |mark: &&Mark<'_>| mark.campaign == &candidate.id;
        for cooldown in &candidate.cooldowns {
            let mut answers = self.marks.iter().filter(own).filter(|mark| mark.what == cooldown.after);
            if answers.any(|mark| young(mark.at, cooldown.lasts)) {
                return Some(after(cooldown.after));
            }
        }
        for pause in contact.pauses.iter().filter(|pause| concerns(pause, candidate)) {
            let counts = |mark: &&Mark<'_>| match pause.scope {
                PauseScope::Campaign => own(mark),
                PauseScope::Group => mark.reach == Reach::All && mark.group == candidate.group.as_ref(),
            };
            // Ascending, as the history is.
            let answers = self.marks.iter().filter(counts).filter(|mark| mark.what == pause.after);
            let times: Vec<i64> = answers.map(|mark| mark.at).collect();
            let others = usize::try_from(pause.count).unwrap_or(usize::MAX).saturating_sub(1);
            let mut runs = times.iter().zip(times.iter().skip(others));
            if runs
                .any(|(first, last)| last.saturating_sub(*first) < pause.within.millis() && young(*last, pause.lasts))
            {
                return Some("pause");
            }
        }
        let mut shown = self.marks.iter().filter(|mark| mark.reach == Reach::All && mark.what == Counted::Impression);
        contact.gap.filter(|gap| shown.any(|mark| young(mark.at, *gap))).map(|_| "gap")
    }
}

fn concerns(pause: &Pause, candidate: &Candidate) -> bool {
    pause.scope == PauseScope::Campaign || candidate.group.is_some()
}

fn mark<'a>(program: &'a Program, at: i64, what: &'a Happening) -> Option<Mark<'a>> {
    let (what, exposure, ghost) = match what {
        Happening::Did { outcome, exposure } => (counted(*outcome), exposure, false),
        Happening::Ghost(exposure) => (Counted::Impression, exposure, true),
        Happening::Placed { .. }
        | Happening::Refused(_)
        | Happening::Allowed(_)
        | Happening::Enrolled { .. }
        | Happening::Notified { .. } => return None,
    };
    let campaign = &exposure.campaign;
    let known = program.candidates.binary_search_by(|known| known.id.cmp(campaign)).ok();
    let known = known.and_then(|place| program.candidates.get(place));
    let servicing = known.is_some_and(|known| known.class == MessageClass::Servicing);
    Some(Mark {
        at,
        what,
        campaign,
        group: exposure.group.as_ref().or_else(|| known?.group.as_ref()),
        slot: exposure.slot.as_ref(),
        reach: if ghost || servicing { Reach::Own } else { Reach::All },
    })
}

fn counted(outcome: Outcome) -> Counted {
    match outcome {
        Outcome::Impression => Counted::Impression,
        Outcome::Click => Counted::Click,
        Outcome::Dismiss => Counted::Dismiss,
        Outcome::NotInterested => Counted::NotInterested,
        Outcome::Start => Counted::Start,
    }
}

fn code(scope: CapScope) -> &'static str {
    match scope {
        CapScope::Campaign => "cap.campaign",
        CapScope::Group => "cap.group",
        CapScope::Slot => "cap.slot",
        CapScope::Global => "cap.global",
    }
}

fn after(answer: Counted) -> &'static str {
    match answer {
        Counted::Impression => "cooldown.impression",
        Counted::Click => "cooldown.click",
        Counted::Dismiss => "cooldown.dismiss",
        Counted::NotInterested => "cooldown.not_interested",
        Counted::Start => "cooldown.start",
    }
}

pub(super) fn stop(gate: Gate, code: &str) -> Stop {
    (gate, SuppressionCode::new(code).ok())
}

/// The stop of a campaign that no slot is left to.
pub(super) fn slots_full() -> Stop {
    stop(Gate::Capped, code(CapScope::Slot))
}
