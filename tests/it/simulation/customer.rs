//! One customer's two months.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tellerside::compile::Program;
use tellerside::decide::{decide, observe, prune};
use tellerside::decision::{Decision, Placement};
use tellerside::history::{Happening, History};
use tellerside::time::Moment;
use tellerside::wire;

use super::bank::{Bank, DAY, HOUR, HOUSEHOLDS, START};
use super::chance::Chance;
use super::rules::{Facts, Happened, Truth, What};
use super::{DAYS, GROWTH};

/// Two tabs and the edge.
const HOSTS: usize = 3;

/// What came of it.
#[derive(Default)]
pub(super) struct Life {
    pub(super) decisions: u64,
    pub(super) placements: u64,
    pub(super) impressions: u64,
    pub(super) ghosts: u64,
    pub(super) merges: u64,
    pub(super) prunings: u64,
    pub(super) gates: BTreeMap<&'static str, u64>,
    pub(super) broken: Vec<&'static str>,
    /// Whether the campaign with arms was shown before coverage grew, and after.
    pub(super) saw_trial: (bool, bool),
    pub(super) arm_at_growth: Option<String>,
    pub(super) arm_at_end: Option<String>,
    /// Whether the customer is enrolled in each of the experiments of one layer.
    pub(super) layered: [bool; 2],
    /// Whether the unit is in the campaign's own comparison group, once that shows.
    pub(super) own_holdout: Option<bool>,
    pub(super) household_held_out: bool,
}

/// How the copies of one history live together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tabs {
    /// They meet before every decision.
    Merging,
    /// They never do.
    Apart,
}

pub(super) fn live(bank: &Bank, n: u64, tabs: Tabs) -> Life {
    let mut customer = Customer::new(n, tabs);
    for day in 0..DAYS {
        if day == GROWTH {
            customer.life.arm_at_growth = customer.arm_of("headline@1");
        }
        customer.wake(day);
        if customer.chance.percent(40) {
            let mut hours: Vec<i64> =
                (0..=customer.chance.below(3)).map(|_| 7 * HOUR + customer.any(15 * HOUR)).collect();
            hours.sort_unstable();
            hours.into_iter().for_each(|hour| customer.visit(bank.program(day), day, START + day * DAY + hour));
        }
    }
    customer.life.arm_at_end = customer.arm_of("headline@1");
    customer.life.layered = ["layer-a@1", "layer-b@1"].map(|key| customer.arm_of(key).is_some());
    customer.life
}

struct Customer {
    unit: String,
    facts: Facts,
    truth: Truth,
    copies: [History; HOSTS],
    tabs: Tabs,
    chance: Chance,
    life: Life,
}

impl Customer {
    fn new(n: u64, tabs: Tabs) -> Self {
        let mut chance = Chance::of(n);
        let household = chance.below(10_000);
        let facts = Facts {
            opted_out: Some(chance.percent(8)),
            legal: Some(chance.percent(1)),
            credit: Some(chance.percent(20)),
            low: Some(false),
            household,
        };
        let life = Life { household_held_out: household < HOUSEHOLDS, ..Life::default() };
        let unit = format!("{:016x}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Self { unit, facts, truth: Truth::default(), copies: Default::default(), tabs, chance, life }
    }

    fn any(&mut self, end: i64) -> i64 {
        i64::try_from(self.chance.below(u64::try_from(end).unwrap())).unwrap()
    }

    /// What the bank knows changes over night, and now and then it does not know.
    fn wake(&mut self, _day: i64) {
        self.facts.low = (!self.chance.percent(5)).then(|| self.chance.percent(40));
        if self.chance.percent(1) {
            self.facts.opted_out = self.chance.one_of(&[Some(true), Some(false), None]);
        }
        if self.chance.percent(2) {
            self.facts.credit = self.chance.one_of(&[Some(true), Some(false), None]);
        }
    }

    fn visit(&mut self, program: &Program, day: i64, now: i64) {
        let host = self.chance.place(HOSTS);
        if self.tabs == Tabs::Merging {
            self.meet(host);
        }
        if self.chance.percent(30) {
            self.copies[host] = prune(program, &self.copies[host], Moment::new(now, 0).unwrap());
            self.life.prunings += 1;
        }
        let decision = self.decide(program, host, day, now);
        self.copies[host] = decision.history;
        for verdict in &decision.verdicts {
            *self.life.gates.entry(verdict.gate.word()).or_default() += 1;
        }
        self.note_holdouts(now);
        let shown: Vec<&Placement> = decision.placements.iter().collect();
        for placement in &shown {
            self.life.placements += 1;
            let (campaign, slot) = (placement.campaign.as_str(), placement.slot.as_str());
            self.life.broken.extend(self.truth.broken(campaign, slot, now, self.facts));
            match campaign {
                "headline-test" if day < GROWTH => self.life.saw_trial.0 = true,
                "headline-test" => self.life.saw_trial.1 = true,
                "held-out" => self.belongs(false),
                _ => {}
            }
        }
        if shown.iter().enumerate().any(|(n, one)| shown[..n].iter().any(|other| one.slot == other.slot)) {
            self.life.broken.push("a slot with two banners");
        }
        for placement in shown {
            self.answer(program, host, placement, now);
        }
    }

    /// All copies of the history come together in the one of `host`, on some way or other.
    fn meet(&mut self, host: usize) {
        let [a, b] = [(host + 1) % 3, (host + 2) % 3];
        let [a, b] = if self.chance.percent(50) { [a, b] } else { [b, a] };
        if self.chance.percent(40) {
            self.copies[b] = self.copies[b].merge(&self.copies[a]);
            self.life.merges += 1;
        }
        if self.chance.percent(20) {
            self.copies[a] = self.copies[a].merge(&self.copies[host]);
            self.life.merges += 1;
        }
        let mut met = self.copies[host].merge(&self.copies[a]);
        met = if self.chance.percent(50) { met.merge(&self.copies[b]) } else { self.copies[b].merge(&met) };
        self.life.merges += 2;
        if self.chance.percent(5) {
            let written = wire::decision::write_history(&met);
            if wire::history::read(&written).unwrap() != met {
                self.life.broken.push("a history that does not read as it was written");
            }
        }
        self.copies[host] = met;
    }

    fn decide(&mut self, program: &Program, host: usize, day: i64, now: i64) -> Decision {
        let slots = self.chance.one_of(&[json!(["hero", "card"]), json!(["card", "hero"]), json!(["hero"])]);
        let page = if self.chance.percent(3) { "pay.confirm" } else { "home" };
        let mut known = json!({"exp.bucket": self.facts.household, "yes": true});
        let facts = self.facts;
        for (name, flag) in [
            ("low", facts.low),
            ("opt.marketing", facts.opted_out),
            ("sup.all", facts.legal),
            ("sup.credit", facts.credit),
        ] {
            if let Some(flag) = flag {
                known[name] = json!(flag);
            }
        }
        let moment = |millis: i64| Moment::new(millis, 0).unwrap().to_string();
        let as_of = moment(START + (day - 1) * DAY);
        let request = json!({
            "features": {"as_of": as_of[..10], "currency": "USD", "features": known, "vector": 1}, "locales": ["en-US"],
            "now": moment(now), "page": page, "slots": slots, "storage": "durable", "unit": self.unit, "visit": "own_session"
        });
        let (request, _) = wire::request::read(&request.to_string(), program.catalogue()).unwrap();
        self.life.decisions += 1;
        let decision = decide(program, &request, &self.copies[host]);
        if page != "home" && !decision.placements.is_empty() {
            self.life.broken.push("something on a quiet page");
        }
        decision
    }

    /// The customer sees the banner or not, answers it or not, in the tab of the page or in another that shares it.
    fn answer(&mut self, program: &Program, host: usize, placement: &Placement, now: i64) {
        if !self.chance.percent(85) {
            return;
        }
        let at = now + 1_000 + self.any(20_000);
        self.did(program, host, placement, What::Impression, at);
        self.life.impressions += 1;
        let what = match self.chance.below(100) {
            0..8 => What::Click,
            8..22 => What::Dismiss,
            22..25 => What::NotInterested,
            25 => return self.speak(program, host, placement, at + 5_000),
            _ => return,
        };
        self.did(program, host, placement, what, at + 2_000);
    }

    fn did(&mut self, program: &Program, host: usize, placement: &Placement, what: What, at: i64) {
        let kind = match what {
            What::Impression => "impression",
            What::Click => "click",
            What::Dismiss => "dismiss",
            What::NotInterested => "not_interested",
        };
        let (campaign, slot) = (placement.campaign.to_string(), placement.slot.to_string());
        let moment = Moment::new(at, 0).unwrap().to_string();
        let event = json!({
            "at": moment, "campaign": campaign, "kind": kind, "placement": placement.id.as_str(), "slot": slot
        });
        let anywhere = self.chance.place(HOSTS);
        let host = if self.chance.percent(80) { host } else { anywhere };
        self.observe(program, host, &event);
        self.truth.happened.push(Happened { at, what, campaign, slot });
    }

    /// A word of refusal, or the last one taken back.
    fn speak(&mut self, program: &Program, host: usize, placement: &Placement, at: i64) {
        let at = Moment::new(at, 0).unwrap().to_string();
        if let Some(word) = self.truth.refused.pop() {
            self.observe(program, host, &json!({"at": at, "kind": "allow", "target": target(&word)}));
            return;
        }
        let word = self.chance.one_of(&["all", "cards", "savings", placement.campaign.as_str()]).to_owned();
        self.observe(program, host, &json!({"at": at, "kind": "refuse", "target": target(&word)}));
        self.truth.refused.push(word);
    }

    fn observe(&mut self, program: &Program, host: usize, event: &Value) {
        let event = wire::observed::read(&event.to_string(), &self.copies[host]).unwrap();
        self.copies[host] = observe(program, &self.copies[host], event);
    }

    /// Reads who is held out from the ghosts that the decision at `now` left.
    fn note_holdouts(&mut self, now: i64) {
        let copies = self.copies.iter().flat_map(|copy| copy.events()).filter(|event| event.at == now);
        let ghosts = copies.filter_map(|event| {
            let Happening::Ghost(exposure) = &event.what else { return None };
            Some(exposure.campaign.to_string())
        });
        let ghosts: Vec<String> = ghosts.collect();
        self.life.ghosts += ghosts.len() as u64;
        if !self.life.household_held_out && ghosts.iter().any(|campaign| campaign == "held-out") {
            self.belongs(true);
        }
        if !self.life.household_held_out && ghosts.iter().any(|campaign| campaign != "held-out") {
            self.life.broken.push("a ghost without a comparison group");
        }
    }

    fn belongs(&mut self, held_out: bool) {
        if self.life.own_holdout.is_some_and(|before| before != held_out) {
            self.life.broken.push("a unit that is held out and is not");
        }
        self.life.own_holdout = Some(held_out);
    }

    fn arm_of(&self, key: &str) -> Option<String> {
        let [first, rest @ ..] = &self.copies;
        let all = rest.iter().fold(first.clone(), |all, copy| all.merge(copy));
        all.events().iter().find_map(|event| {
            let Happening::Enrolled { experiment, arm } = &event.what else { return None };
            (**experiment == *key).then(|| arm.to_string())
        })
    }
}

fn target(word: &str) -> Value {
    match word {
        "all" => json!("all"),
        "cards" | "savings" => json!({"topic": word}),
        campaign => json!({"campaign": campaign}),
    }
}
