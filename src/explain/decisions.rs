//! A decision clause by clause: where each campaign stopped, what every clause came to, and what was read for it.
//!
//! Gates come from [`decide`], truths and values from [`Judge`]: nothing is worked out again here.

use crate::campaign::{
    AccountFilter, Campaign, Combined, Condition, Operand, Period, PeriodRule, SessionFact, Suppression, Threshold,
};
use crate::compile::{Program, suppressions};
use crate::decide::{Factors, Judge, Truth, decide, factors};
use crate::decision::Verdict;
use crate::feature::Account;
use crate::history::History;
use crate::id::{CampaignId, FeatureId, ProductId, SuppressionCode};
use crate::request::Request;
use crate::time::Clock;

use super::amounts;
use super::campaigns::tier_phrase;
use super::clause::{Join, bullet, led};
use super::conditions::Teller;
use super::gates::gate_phrase;
use super::naming::Naming;
use super::phrase::{Language, Phrase};
use super::phrases::{campaign, decision as says};
use super::ranking;
use super::section::line;
use super::values::{Readout, Use};

/// Why one campaign is shown or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignExplanation {
    pub(super) verdict: Verdict,
    pub(super) language: Language,
    pub(super) suppressions: Vec<(Suppression, Judged)>,
    pub(super) trigger: Judged,
    /// What its score is made of, where the policy counts scores and it is in no lane.
    pub(super) factors: Option<Factors>,
}

/// A clause, what it came to, and what was read for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) truth: Truth,
    pub(super) text: String,
    pub(super) join: Join,
    pub(super) reads: Vec<Readout>,
    pub(super) parts: Vec<Judged>,
}

/// Why `decide` answers as it does on `request`, one explanation a campaign in the order of the verdicts.
///
/// Total. What it says holds values of the customer: it is for the bank's own reviewers.
#[must_use]
pub fn decision(
    program: &Program,
    request: &Request,
    history: &History,
    language: Language,
) -> Vec<CampaignExplanation> {
    let judge = Judge::new(program, request);
    let review = program.review();
    let naming = Naming { language, catalogue: program.catalogue() };
    let telling = Telling { teller: Teller { naming, segments: &review.policy.segments }, judge: &judge, request };
    let verdicts = decide(program, request, history).verdicts.into_iter();
    let scored = !review.policy.arbitration.factors.is_empty();
    verdicts
        .zip(factors(program, request))
        .filter_map(|(verdict, factors)| {
            let campaign = review.campaigns.iter().find(|campaign| campaign.id == verdict.campaign)?;
            let suppressions = suppressions(campaign, &review.policy, program.catalogue());
            Some(telling.campaign(verdict, factors.filter(|_| scored), campaign, &suppressions))
        })
        .collect()
}

/// `explanations` as one text, an empty line between them.
#[must_use]
pub fn decision_text(explanations: &[CampaignExplanation]) -> String {
    let texts: Vec<String> = explanations.iter().map(CampaignExplanation::text).collect();
    texts.join("\n")
}

impl CampaignExplanation {
    /// The campaign.
    #[must_use]
    pub fn campaign(&self) -> &CampaignId {
        &self.verdict.campaign
    }

    /// The explanation as a text of several lines.
    #[must_use]
    pub fn text(&self) -> String {
        let language = self.language;
        let mut out = String::new();
        let gate = self.gate();
        out.push_str(&says::HEAD.say(language, &[("campaign", self.verdict.campaign.as_str()), ("gate", &gate)]));
        out.push('\n');
        if !self.suppressions.is_empty() {
            out.extend([says::SUPPRESSIONS.text(language), "\n"]);
        }
        for (suppression, judged) in &self.suppressions {
            let tier = tier_phrase(suppression.tier).text(language);
            let reason = campaign::REASON.say(language, &[("code", suppression.code.as_str()), ("tier", tier)]);
            judged.write(&mut out, 0, &format!("{} {reason}", judged.text), language);
        }
        out.extend([says::CONDITIONS.text(language), "\n"]);
        self.trigger.write(&mut out, 0, &self.trigger.text, language);
        if let Some(factors) = self.factors {
            line(&mut out, &ranking::score(factors, language));
        }
        out
    }

    /// Where it stopped, in words.
    pub(super) fn gate(&self) -> String {
        let code = self.verdict.code.as_ref().map_or("", SuppressionCode::as_str);
        gate_phrase(self.verdict.gate, code).say(self.language, &[("code", code)])
    }
}

impl Judged {
    fn write(&self, out: &mut String, depth: usize, text: &str, language: Language) {
        let truth = truth_phrase(self.truth).text(language);
        bullet(out, depth, &says::JUDGED.say(language, &[("truth", truth), ("clause", text)]));
        let below = depth.saturating_add(1);
        for Readout { what, value } in &self.reads {
            bullet(out, below, &says::READ.say(language, &[("what", what), ("value", value)]));
        }
        for (place, part) in self.parts.iter().enumerate() {
            part.write(out, below, &led(&part.text, self.join, place, language), language);
        }
    }
}

struct Telling<'a> {
    teller: Teller<'a>,
    judge: &'a Judge<'a>,
    request: &'a Request,
}

/// Whose features a condition asks about: those of an account, or else the customer's.
type Subject<'a> = Option<&'a Account>;

impl Telling<'_> {
    fn campaign(
        &self,
        verdict: Verdict,
        factors: Option<Factors>,
        campaign: &Campaign,
        suppressions: &[Suppression],
    ) -> CampaignExplanation {
        let judged = |suppression: &Suppression| (suppression.clone(), self.judged(&suppression.when, None));
        CampaignExplanation {
            verdict,
            language: self.language(),
            suppressions: suppressions.iter().map(judged).collect(),
            trigger: self.judged(&campaign.when, None),
            factors,
        }
    }

    fn language(&self) -> Language {
        self.teller.naming.language
    }

    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
    fn judged(&self, condition: &Condition, of: Subject<'_>) -> Judged {
        let clause = self.teller.condition(condition);
        let mut judged = Judged {
            truth: self.judge.truth(condition, of),
            text: clause.text,
            join: clause.join,
            reads: Vec::new(),
            parts: Vec::new(),
        };
        self.look_below(condition, of, &mut judged);
        judged
    }

    /// What the conditions come to in each of the accounts that are meant.
    fn accounts(&self, filter: &AccountFilter, meets: &[Condition], judged: &mut Judged) {
        judged.join = Join::Counted;
        let Some(accounts) = self.judge.accounts(filter) else {
            judged.reads.push(self.said(self.teller.filter(filter), says::NO_ACCOUNTS));
            return;
        };
        if accounts.is_empty() {
            judged.reads.push(self.said(self.teller.filter(filter), says::NO_SUCH_ACCOUNT));
        }
        let judged_in = |(place, account): (usize, &Account)| {
            let mut inside = Judged {
                truth: self.judge.truth(&Condition::All(meets.to_vec()), Some(account)),
                text: self.account(place, account),
                join: Join::And,
                reads: Vec::new(),
                parts: Vec::new(),
            };
            match meets {
                // The sentence about the accounts has said it.
                [only] => {
                    inside.join = self.teller.condition(only).join;
                    self.look_below(only, Some(account), &mut inside);
                }
                several => self.parts(several, Some(account), &mut inside),
            }
            inside
        };
        judged.parts = accounts.into_iter().map(judged_in).collect();
    }

    /// Adds what is below a condition: the conditions that it joins, or else the values that were read for it.
    fn look_below(&self, condition: &Condition, of: Subject<'_>, judged: &mut Judged) {
        let full = Use { rule: PeriodRule::Full, against: None };
        judged.reads = match condition {
            Condition::Not(part) => return self.look_below(part, of, judged),
            Condition::All(parts) | Condition::Any(parts) => match parts.as_slice() {
                // A list of one says what its member says.
                [only] => return self.look_below(only, of, judged),
                several => return self.parts(several, of, judged),
            },
            Condition::AtLeast(some) => return self.parts(&some.of, of, judged),
            Condition::Segment(named) => {
                let segment = self.teller.segments.iter().find(|known| known.id == named.id);
                judged.parts = segment.map(|segment| self.judged(&segment.when, of)).into_iter().collect();
                return;
            }
            Condition::AnyAccount(block) | Condition::EveryAccount(block) => {
                return self.accounts(&block.filter, &block.meets, judged);
            }
            Condition::CountAccounts(count) => return self.accounts(&count.filter, &count.meets, judged),
            Condition::Level(level) => {
                let to = Use { rule: level.rule, against: Some(&level.value) };
                let read = self.read(&level.operand, of, to);
                core::iter::once(read).chain(self.threshold(&level.value, of, level.rule)).collect()
            }
            Condition::Crossing(crossing) => {
                let wanted = Threshold::Fixed(crossing.value);
                let to = Use { rule: crossing.rule, against: Some(&wanted) };
                [crossing.from, crossing.to].map(|period| self.at(&crossing.feature, period, of, to)).into()
            }
            Condition::Change(change) => {
                let to = Use { rule: change.rule, against: None };
                [&change.from, &change.to].map(|operand| self.read(operand, of, to)).into()
            }
            Condition::Consecutive(run) => {
                let to = Use { rule: run.rule, against: Some(&run.value) };
                let each = self.run(&run.feature, (run.periods, run.ending), of, to);
                each.into_iter().chain(self.threshold(&run.value, of, run.rule)).collect()
            }
            Condition::Trend(trend) => {
                let to = Use { rule: trend.rule, against: None };
                self.run(&trend.feature, (trend.periods, trend.ending), of, to)
            }
            Condition::Recent(window) | Condition::Past(window) | Condition::Upcoming(window) => {
                vec![self.one(&window.feature, of, full)]
            }
            Condition::Never(feature) | Condition::Flag(feature) => vec![self.one(feature, of, full)],
            Condition::OneOf(one_of) => vec![self.one(&one_of.feature, of, full)],
            Condition::Owns(product) | Condition::Lacks(product) => self.ownership(product),
            Condition::Event(event) => {
                let amount = event.filter.amount.as_ref().map(|(_, value)| value);
                let thresholds = amount.map_or_else(Vec::new, |value| self.threshold(value, of, PeriodRule::Full));
                self.events(&event.feature, event.days, of).into_iter().chain(thresholds).collect()
            }
            Condition::First(first) => self.events(&first.feature, first.days, of),
            Condition::Combined(combined) => self.combined(combined),
            Condition::Calendar(_) => {
                let today = amounts::date(self.request.now.day(), self.language());
                vec![Readout { what: says::DECISION_DAY.text(self.language()).to_owned(), value: today }]
            }
            Condition::Session(fact) => vec![self.session(fact)],
        };
    }

    fn parts(&self, parts: &[Condition], of: Subject<'_>, judged: &mut Judged) {
        judged.parts = parts.iter().map(|part| self.judged(part, of)).collect();
    }

    fn combined(&self, combined: &Combined) -> Vec<Readout> {
        let wanted = Threshold::Fixed(combined.value);
        let to = Use { rule: combined.rule, against: Some(&wanted) };
        match self.judge.combined(combined) {
            None => vec![self.said(self.teller.naming.operand(&combined.operand, combined.rule), says::NO_ACCOUNTS)],
            Some(accounts) if accounts.is_empty() => {
                let accounts = combined.include.iter().map(|filter| self.teller.filter(filter));
                accounts.map(|accounts| self.said(accounts, says::NO_SUCH_ACCOUNT)).collect()
            }
            Some(accounts) => {
                let read = |(place, account): (usize, &Account)| {
                    let read = self.read(&combined.operand, Some(account), to);
                    let gaps = [("account", &*self.account(place, account)), ("what", &*read.what)];
                    Readout { what: says::OF_ACCOUNT.say(self.language(), &gaps), ..read }
                };
                accounts.into_iter().map(read).collect()
            }
        }
    }

    /// `account 1 (checking, checking_noninterest)`, by its place in the vector.
    fn account(&self, place: usize, account: &Account) -> String {
        let about: Vec<&str> =
            core::iter::once(account.kind.as_str()).chain(account.product.iter().map(ProductId::as_str)).collect();
        let n = place.saturating_add(1).to_string();
        says::ACCOUNT.say(self.language(), &[("n", &n), ("about", &about.join(", "))])
    }

    fn read(&self, operand: &Operand, of: Subject<'_>, to: Use<'_>) -> Readout {
        let reading = self.judge.value(operand, of);
        self.teller.naming.readout(operand, &reading, self.request.vector.as_of, to)
    }

    fn one(&self, feature: &FeatureId, of: Subject<'_>, to: Use<'_>) -> Readout {
        self.read(&Operand { feature: feature.clone(), period: None }, of, to)
    }

    fn at(&self, feature: &FeatureId, period: Period, of: Subject<'_>, to: Use<'_>) -> Readout {
        self.read(&Operand { feature: feature.clone(), period: Some(period) }, of, to)
    }

    /// The values of a run, the earliest first.
    fn run(&self, feature: &FeatureId, (n, ending): (u8, Period), of: Subject<'_>, to: Use<'_>) -> Vec<Readout> {
        let periods = (0..n).rev().filter_map(|back| ending.before(back));
        periods.map(|period| self.at(feature, period, of, to)).collect()
    }

    /// The other value that a relative threshold is made of.
    fn threshold(&self, value: &Threshold, of: Subject<'_>, rule: PeriodRule) -> Vec<Readout> {
        match value {
            Threshold::Fixed(_) => Vec::new(),
            Threshold::Relative(relative) => vec![self.read(&relative.operand, of, Use { rule, against: None })],
        }
    }

    fn ownership(&self, product: &ProductId) -> Vec<Readout> {
        let ids = ["own", "role"].map(|prefix| FeatureId::new(&format!("{prefix}.{product}")).ok());
        let known = ids.into_iter().flatten().filter(|id| self.teller.naming.feature(id).is_some());
        known.map(|id| self.one(&id, None, Use { rule: PeriodRule::Full, against: None })).collect()
    }

    fn events(&self, feature: &FeatureId, days: u16, of: Subject<'_>) -> Vec<Readout> {
        let naming = &self.teller.naming;
        let as_of = self.request.vector.as_of;
        match (self.judge.events(feature, of), naming.feature(feature)) {
            (Ok(events), Some(entry)) => naming.events(entry, events, (as_of, days)),
            (Err(cause), _) => {
                vec![Readout { what: naming.quoted(feature.as_str()), value: naming.cause(cause, None, as_of) }]
            }
            (Ok(_), None) => Vec::new(),
        }
    }

    fn session(&self, fact: &SessionFact) -> Readout {
        let language = self.language();
        let (what, value) = match fact {
            SessionFact::Pages(_) => (says::PAGE, self.teller.naming.quoted(self.request.page.as_str())),
            SessionFact::Devices(_) => match self.request.device {
                Some(device) => (says::DEVICE, super::conditions::device(device).text(language).to_owned()),
                None => (says::DEVICE, says::NOT_SAID.text(language).to_owned()),
            },
            SessionFact::Hours { .. } => (says::DECISION_TIME, Clock::at(self.request.now).to_string()),
        };
        Readout { what: what.text(language).to_owned(), value }
    }

    fn said(&self, what: String, phrase: Phrase) -> Readout {
        Readout { what, value: phrase.text(self.language()).to_owned() }
    }
}

pub(super) fn truth_phrase(truth: Truth) -> Phrase {
    match truth {
        Truth::True => says::TRUE,
        Truth::False => says::FALSE,
        Truth::Unknown => says::UNKNOWN,
    }
}
