//! Conditions to flat code: names become places in the catalogue, types are checked, equal tests are shared.
//!
//! Collects every fault instead of stopping at the first, so that an author sees all mistakes of a campaign at once.

mod accounts;
mod events;
mod lookup;
mod values;

use super::Fault;
use super::program::{Code, Step, TestIx};
use super::test::{DateQuestion, Test};
use crate::campaign::{Condition, DateWindow, OneOf, Segment, SegmentRef};
use crate::feature::{Catalogue, FeatureIx, FeatureType, Scope};
use crate::id::FeatureId;

/// What has been lowered so far.
pub(super) struct Lowering<'a> {
    catalogue: &'a Catalogue,
    segments: &'a [Segment],
    pub(super) tests: Vec<Test>,
    /// The places of the tests, ascending by test.
    known: Vec<TestIx>,
    pub(super) steps: Vec<Step>,
    pub(super) faults: Vec<Fault>,
    path: Vec<String>,
}

/// What the features of a condition are features of, and what may stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A trigger or a suppression.
    Campaign,
    /// A segment, which holds no other one.
    Segment,
    /// An account block, which reads one account.
    Account,
    /// A variant of the words, which follows where the customer banks and nothing else.
    Words,
}

impl Place {
    const fn scope(self) -> Scope {
        match self {
            Self::Campaign | Self::Segment | Self::Words => Scope::Customer,
            Self::Account => Scope::Account,
        }
    }
}

/// What is wrong with a condition of a variant that asks for anything but where the customer banks.
const NOT_A_PLACE: &str = "words follow where a customer banks, and nothing else: ask by `one_of` for `geo.*`, joined by `all`, `any` and `not`";

fn may_choose_words(condition: &Condition) -> bool {
    let joins = matches!(condition, Condition::All(_) | Condition::Any(_) | Condition::Not(_));
    let asks = |one: &OneOf| one.feature.as_str().starts_with("geo.");
    joins || matches!(condition, Condition::OneOf(one) if asks(one))
}

impl<'a> Lowering<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, segments: &'a [Segment]) -> Self {
        Self {
            catalogue,
            segments,
            tests: Vec::new(),
            known: Vec::new(),
            steps: Vec::new(),
            faults: Vec::new(),
            path: Vec::new(),
        }
    }

    pub(super) fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// The code of `condition`, which stands at `place` of its document and asks about the customer.
    pub(super) fn code(&mut self, place: &str, condition: &Condition) -> Code {
        self.at(place, |this| this.block(core::slice::from_ref(condition), Place::Campaign))
    }

    /// As [`Lowering::code`], for the condition of a segment.
    pub(super) fn segment_code(&mut self, place: &str, condition: &Condition) -> Code {
        self.at(place, |this| this.block(core::slice::from_ref(condition), Place::Segment))
    }

    /// As [`Lowering::code`], for the condition of a variant of the words.
    pub(super) fn words_code(&mut self, place: &str, condition: &Condition) -> Code {
        self.at(place, |this| this.block(core::slice::from_ref(condition), Place::Words))
    }

    /// As [`Lowering::code`], for a condition about one account.
    #[cfg(feature = "review")]
    pub(super) fn account_code(&mut self, condition: &Condition) -> Code {
        self.block(core::slice::from_ref(condition), Place::Account)
    }

    /// Lowers conditions that must all hold into steps of their own, so that nested account blocks keep their code together.
    fn block(&mut self, conditions: &[Condition], place: Place) -> Code {
        let mut steps = Vec::new();
        match conditions {
            [condition] if place != Place::Account => self.condition(condition, place, &mut steps),
            conditions => {
                for (n, condition) in conditions.iter().enumerate() {
                    self.at(&format!("[{n}]"), |this| this.condition(condition, place, &mut steps));
                }
                steps.push(Step::All(conditions.len()));
            }
        }
        let start = self.steps.len();
        self.steps.append(&mut steps);
        Code { start, end: self.steps.len() }
    }

    fn at<T>(&mut self, place: &str, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(place.into());
        let lowered = lower(self);
        self.path.pop();
        lowered
    }

    pub(super) fn fault(&mut self, place: &str, fault: impl Into<String>) {
        let mut path = String::new();
        for step in self.path.iter().map(String::as_str).chain([place]).filter(|step| !step.is_empty()) {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        self.faults.push(Fault { path, fault: fault.into() });
    }

    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep, and a segment holds no segment.
    fn condition(&mut self, condition: &Condition, place: Place, steps: &mut Vec<Step>) {
        if place == Place::Words && !may_choose_words(condition) {
            return self.fault("", NOT_A_PLACE);
        }
        match condition {
            Condition::All(parts) => {
                self.parts("all", parts, place, steps);
                steps.push(Step::All(parts.len()));
            }
            Condition::Any(parts) => {
                self.parts("any", parts, place, steps);
                steps.push(Step::Any(parts.len()));
            }
            Condition::Not(part) => {
                self.at("not", |this| this.condition(part, place, steps));
                steps.push(Step::Not);
            }
            Condition::AtLeast(some) => {
                self.parts("at_least.of", &some.of, place, steps);
                steps.push(Step::AtLeast { count: some.count, of: some.of.len() });
            }
            Condition::Segment(wanted) => self.at("segment", |this| this.segment(wanted, place, steps)),
            Condition::Lacks(product) => {
                let test = self.at("lacks", |this| this.outside(place)?.owns(product));
                self.push(test, steps);
                steps.push(Step::Not);
            }
            Condition::Owns(product) => {
                let test = self.at("owns", |this| this.outside(place)?.owns(product));
                self.push(test, steps);
            }
            Condition::Level(_)
            | Condition::Crossing(_)
            | Condition::Change(_)
            | Condition::Consecutive(_)
            | Condition::Trend(_)
            | Condition::Recent(_)
            | Condition::Past(_)
            | Condition::Upcoming(_)
            | Condition::Never(_)
            | Condition::Calendar(_)
            | Condition::Session(_)
            | Condition::Flag(_)
            | Condition::OneOf(_)
            | Condition::Event(_)
            | Condition::First(_)
            | Condition::AnyAccount(_)
            | Condition::EveryAccount(_)
            | Condition::CountAccounts(_)
            | Condition::Combined(_) => {
                let test = self.test(condition, place);
                self.push(test, steps);
            }
        }
    }

    /// The one test that a condition without parts is; `None` for a fault that was collected, or for a condition with parts.
    fn test(&mut self, condition: &Condition, place: Place) -> Option<Test> {
        let scope = place.scope();
        match condition {
            Condition::Level(level) => self.at("level", |this| this.level(level, scope)),
            Condition::Crossing(crossing) => self.at("crossing", |this| this.crossing(crossing, scope)),
            Condition::Change(change) => self.at("change", |this| this.change(change, scope)),
            Condition::Consecutive(run) => self.at("consecutive", |this| this.consecutive(run, scope)),
            Condition::Trend(trend) => self.at("trend", |this| this.trend(trend, scope)),
            Condition::Recent(window) => self.date("recent", window, DateQuestion::Recent(window.days), scope),
            Condition::Past(window) => self.date("past", window, DateQuestion::Past(window.days), scope),
            Condition::Upcoming(window) => self.date("upcoming", window, DateQuestion::Upcoming(window.days), scope),
            Condition::Never(id) => self.at("never", |this| {
                let feature = this.date_feature("", id, scope)?;
                Some(Test::Date { feature, asks: DateQuestion::Never })
            }),
            Condition::Calendar(span) => self.at("calendar", |this| this.outside(place).map(|_| Test::Calendar(*span))),
            Condition::Session(fact) => {
                self.at("session", |this| this.outside(place).map(|_| Test::Session(fact.clone())))
            }
            Condition::Flag(id) => self.at("flag", |this| {
                this.single("", id, scope, "a flag", |kind| *kind == FeatureType::Flag).map(Test::Flag)
            }),
            Condition::OneOf(one_of) => self.at("one_of", |this| this.one_of(one_of, scope)),
            Condition::Event(event) => self.at("event", |this| this.event(event, scope)),
            Condition::First(first) => self.at("first", |this| this.first(first, scope)),
            Condition::AnyAccount(block) => self.at("any_account", |this| this.outside(place)?.any_account(block)),
            Condition::EveryAccount(block) => {
                self.at("every_account", |this| this.outside(place)?.every_account(block))
            }
            Condition::CountAccounts(count) => {
                self.at("count_accounts", |this| this.outside(place)?.count_accounts(count))
            }
            Condition::Combined(combined) => self.at("combined", |this| this.outside(place)?.combined(combined)),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::AtLeast(_)
            | Condition::Segment(_)
            | Condition::Owns(_)
            | Condition::Lacks(_) => None,
        }
    }

    fn parts(&mut self, form: &str, parts: &[Condition], place: Place, steps: &mut Vec<Step>) {
        for (n, part) in parts.iter().enumerate() {
            self.at(&format!("{form}[{n}]"), |this| this.condition(part, place, steps));
        }
    }

    /// Pushes a test, sharing an equal one; `None` stands for a fault already collected.
    fn push(&mut self, test: Option<Test>, steps: &mut Vec<Step>) {
        let Some(test) = test else { return };
        match self.known.binary_search_by(|known| self.tests.get(known.0).cmp(&Some(&test))) {
            Ok(known) => steps.extend(self.known.get(known).map(|place| Step::Test(*place))),
            Err(place) => {
                let new = TestIx(self.tests.len());
                self.known.insert(place, new);
                self.tests.push(test);
                steps.push(Step::Test(new));
            }
        }
    }

    /// Nothing but a fault inside an account block, which asks about one account only.
    fn outside(&mut self, place: Place) -> Option<&mut Self> {
        if place == Place::Account {
            self.fault("", "this does not ask about an account: write it beside the account block, not in it");
            return None;
        }
        Some(self)
    }

    /// The steps of a segment, in place: segments share their tests with all who name them.
    fn segment(&mut self, wanted: &SegmentRef, place: Place, steps: &mut Vec<Step>) {
        match place {
            Place::Campaign | Place::Words => {}
            Place::Segment => return self.fault("", "a segment holds no other segment: write out what it says"),
            Place::Account => {
                self.outside(place);
                return;
            }
        }
        let segments = self.segments;
        match segments.iter().find(|segment| segment.id == wanted.id) {
            Some(segment) if segment.version == wanted.version => self.condition(&segment.when, Place::Segment, steps),
            Some(segment) => {
                let (id, version) = (&segment.id, segment.version);
                self.fault("", format!("`{wanted}` is `{id}@{version}` by now: see what it says, and write that"));
            }
            None => {
                let known = segments.iter().map(|segment| segment.id.as_str());
                let hint = super::suggest::among(known, wanted.id.as_str());
                self.fault("", format!("there is no segment `{}`{hint}", wanted.id));
            }
        }
    }

    fn date(&mut self, form: &str, window: &DateWindow, asks: DateQuestion, scope: Scope) -> Option<Test> {
        self.at(form, |this| {
            let feature = this.date_feature("feature", &window.feature, scope)?;
            Some(Test::Date { feature, asks })
        })
    }

    fn date_feature(&mut self, place: &str, id: &FeatureId, scope: Scope) -> Option<FeatureIx> {
        self.single(place, id, scope, "a date", |kind| *kind == FeatureType::Date)
    }
}
