//! Conditions that can never be true, and conditions that always are.
//!
//! Every condition of a campaign is asked of the engine itself, for customers whose values stand at the corners: at each threshold and
//! between any two, each symbol, both flags, each side of a window of days. They are all the cases that the condition can tell apart,
//! so what holds for them holds for everybody. Whatever is known of a customer can only turn UNKNOWN into TRUE or FALSE (the law of
//! knowledge), so customers of whom all is known are enough.
//!
//! A form that compares moving values, counts events or asks the visit stands for a flag that may be either: that admits more customers
//! than there are, and a fault that is found holds all the more. Where a condition has too many corners, nothing is said.

mod asked;
mod reads;
mod values;

use crate::campaign::{AccountFilter, Condition};
use crate::feature::Catalogue;
use crate::id::ProductId;
use crate::time::Moment;
use crate::wire::condition::MAX_DEPTH;

use asked::Truths;
use reads::Reads;
use serde_json::{Value, json};

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Corner {
    /// Where: `when.all[1].level`.
    pub(super) path: String,
    /// Where the condition stands with which it does not go together.
    pub(super) with: Option<String>,
    /// What is wrong there.
    pub(super) fault: CornerFault,
}

/// How a condition is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CornerFault {
    /// No customer makes it TRUE.
    NeverTrue,
    /// No customer makes it FALSE.
    AlwaysTrue,
    /// Whoever meets the trigger owns what the campaign sells.
    OwnsProduct,
    /// Whoever meets the trigger is suppressed.
    Suppressed,
    /// It stands in the same list already.
    Repeated,
}

/// A condition, where it stands, and its document.
pub(super) struct Authored {
    pub(super) path: String,
    pub(super) condition: Condition,
    pub(super) document: Value,
}

/// What is wrong with the conditions of a campaign that sells `product`, and of what the bank is told of it, the innermost fault of each. What in one has no meaning must be a flag of its own that no feature has.
pub(super) fn of_campaign(
    trigger: &Authored,
    suppress: &[Authored],
    tiers: &[Authored],
    product: Option<&ProductId>,
    catalogue: &Catalogue,
) -> Vec<Corner> {
    let Some(mut survey) = Survey::new(catalogue) else { return Vec::new() };
    survey.top(trigger);
    let conjuncts = survey.conjuncts();
    if let Some(product) = product {
        let (owns, document) = (Condition::Owns(product.clone()), json!({"owns": product.as_str()}));
        let owns = Reads::of_leaf(&owns, &document, &Place::CUSTOMER, catalogue, survey.now.day());
        survey.refuse(&conjuncts, &owns, "product", CornerFault::OwnsProduct);
    }
    for suppression in suppress {
        let suppressed = survey.top(suppression);
        survey.refuse(&conjuncts, &suppressed, &suppression.path, CornerFault::Suppressed);
    }
    for tier in tiers {
        let asked = survey.top(tier);
        survey.narrow(&conjuncts, &asked, tier);
    }
    survey.found()
}

/// What is wrong with each of `conditions` on its own.
pub(super) fn of_each(conditions: &[Authored], catalogue: &Catalogue) -> Vec<Corner> {
    let Some(mut survey) = Survey::new(catalogue) else { return Vec::new() };
    for condition in conditions {
        survey.top(condition);
    }
    survey.found()
}

/// Whose values a condition reads.
struct Place<'a> {
    account: Option<(&'a AccountFilter, Value)>,
}

impl Place<'_> {
    const CUSTOMER: Self = Self { account: None };

    /// `condition` as it stands in a document of its own.
    fn whole(&self, condition: Value) -> Value {
        let Some((_, block)) = &self.account else { return condition };
        let mut block = block.clone();
        if let Some(fields) = block.as_object_mut() {
            fields.insert("where".into(), json!([condition]));
        }
        json!({ "any_account": block })
    }
}

/// A condition with what it reads.
#[derive(Clone)]
struct Asked {
    document: Value,
    reads: Reads,
}

impl Asked {
    fn negated(self) -> Self {
        Self { document: json!({ "not": self.document }), ..self }
    }

    fn joined(self, form: &str, other: Self) -> Self {
        let mut reads = self.reads;
        reads.add(other.reads);
        Self { document: json!({ form: [self.document, other.document] }), reads }
    }
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asks {
    /// One condition.
    Node {
        /// Where it is told: the condition's form.
        form: String,
    },
    /// Two members of one list.
    Pair { form: String, with: String },
    /// A condition that the trigger needs, of whoever is not refused.
    Unrefused { conjunct: String, fault: CornerFault },
}

/// One condition to be asked of the engine for each of its corners.
struct Question {
    path: String,
    asks: Asks,
    document: Value,
    reads: Reads,
    account: Option<AccountFilter>,
}

struct Survey<'a> {
    catalogue: &'a Catalogue,
    /// The moment at which all customers are looked at.
    now: Moment,
    questions: Vec<Question>,
    repeated: Vec<Corner>,
}

impl<'a> Survey<'a> {
    fn new(catalogue: &'a Catalogue) -> Option<Self> {
        // In the middle of a month, and of nothing else.
        let now = Moment::parse("2026-06-17T12:00:00Z").ok()?;
        Some(Self { catalogue, now, questions: Vec::new(), repeated: Vec::new() })
    }

    fn ask(&mut self, path: String, asks: Asks, asked: Asked, place: &Place<'_>) {
        let document = place.whole(asked.document);
        // Joined with another one, a condition may nest deeper than the engine takes.
        if depth(&document) > MAX_DEPTH {
            return;
        }
        self.questions.push(Question {
            path,
            asks,
            document,
            reads: asked.reads,
            account: place.account.as_ref().map(|(filter, _)| (*filter).clone()),
        });
    }

    fn top(&mut self, authored: &Authored) -> Asked {
        self.node(&authored.path, &authored.condition, &authored.document, &Place::CUSTOMER)
    }

    /// Each condition that must be TRUE for the trigger to be, the trigger itself last: where it stands and what it asks.
    fn conjuncts(&self) -> Vec<(String, Asked)> {
        let needed = self.questions.iter().filter(|question| is_conjunct(&question.path));
        let nodes = needed.filter(|question| matches!(question.asks, Asks::Node { .. }));
        let asked = |question: &Question| Asked { document: question.document.clone(), reads: question.reads.clone() };
        nodes.map(|question| (question.path.clone(), asked(question))).collect()
    }

    /// Asks whether whoever meets one of the `conjuncts` is refused by `refusal`, which stands at `path`.
    fn refuse(&mut self, conjuncts: &[(String, Asked)], refusal: &Asked, path: &str, fault: CornerFault) {
        for (conjunct, asked) in conjuncts.iter().filter(|(_, asked)| asked.reads.meet(&refusal.reads)) {
            let asks = Asks::Unrefused { conjunct: conjunct.clone(), fault };
            let unrefused = asked.clone().joined("all", refusal.clone().negated());
            self.ask(path.into(), asks, unrefused, &Place::CUSTOMER);
        }
    }

    /// Asks whether a tier may hold for whoever meets one of the `conjuncts`.
    fn narrow(&mut self, conjuncts: &[(String, Asked)], tier: &Asked, authored: &Authored) {
        for (conjunct, asked) in conjuncts.iter().filter(|(_, asked)| asked.reads.meet(&tier.reads)) {
            let form = tier.document.as_object().and_then(|fields| fields.keys().next()).cloned().unwrap_or_default();
            let asks = Asks::Pair { form: format!("{}.{form}", authored.path), with: conjunct.clone() };
            self.ask(authored.path.clone(), asks, asked.clone().joined("all", tier.clone()), &Place::CUSTOMER);
        }
    }

    /// The condition at `path` with what it reads, after a question about it and about each condition in it.
    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
    fn node(&mut self, path: &str, condition: &Condition, document: &Value, place: &Place<'_>) -> Asked {
        let form = document.as_object().and_then(|fields| fields.keys().next()).cloned().unwrap_or_default();
        let held = document.get(&form).unwrap_or(&Value::Null);
        let told = format!("{path}.{form}");
        let asked = match condition {
            Condition::All(parts) | Condition::Any(parts) => self.list(&told, &form, parts, held, place),
            Condition::Not(part) => self.node(&told, part, held, place).negated(),
            Condition::AtLeast(at_least) => {
                let of = held.get("of").unwrap_or(&Value::Null);
                let parts = self.parts(&format!("{told}.of"), &at_least.of, of, place);
                let mut reads = Reads::default();
                parts.iter().for_each(|(_, _, part)| reads.add(part.reads.clone()));
                let of: Vec<Value> = parts.into_iter().map(|(_, _, part)| part.document).collect();
                Asked { document: json!({"at_least": {"count": at_least.count, "of": of}}), reads }
            }
            Condition::AnyAccount(block) | Condition::EveryAccount(block) => {
                self.block(&told, &block.filter, &block.meets, held);
                Reads::free(condition, document, place)
            }
            Condition::CountAccounts(block) => {
                self.block(&told, &block.filter, &block.meets, held);
                Reads::free(condition, document, place)
            }
            leaf @ (Condition::Level(_)
            | Condition::Crossing(_)
            | Condition::Consecutive(_)
            | Condition::Owns(_)
            | Condition::Lacks(_)
            | Condition::Flag(_)
            | Condition::OneOf(_)
            | Condition::Recent(_)
            | Condition::Past(_)
            | Condition::Upcoming(_)
            | Condition::Never(_)
            | Condition::Change(_)
            | Condition::Trend(_)
            | Condition::Segment(_)
            | Condition::Calendar(_)
            | Condition::Session(_)
            | Condition::Event(_)
            | Condition::First(_)
            | Condition::Combined(_)) => Reads::of_leaf(leaf, document, place, self.catalogue, self.now.day()),
        };
        self.ask(path.into(), Asks::Node { form: told }, asked.clone(), place);
        asked
    }

    /// The members of a list: where each stands, where it is told, and what it asks.
    fn parts(
        &mut self,
        list: &str,
        parts: &[Condition],
        documents: &Value,
        place: &Place<'_>,
    ) -> Vec<(String, String, Asked)> {
        let documents = documents.as_array().map(Vec::as_slice).unwrap_or_default();
        let each = parts.iter().zip(documents).enumerate();
        each.map(|(n, (part, document))| {
            let path = format!("{list}[{n}]");
            let form = document.as_object().and_then(|fields| fields.keys().next()).cloned().unwrap_or_default();
            let asked = self.node(&path, part, document, place);
            (path.clone(), format!("{path}.{form}"), asked)
        })
        .collect()
    }

    fn list(&mut self, told: &str, form: &str, parts: &[Condition], documents: &Value, place: &Place<'_>) -> Asked {
        let parts = self.parts(told, parts, documents, place);
        self.pairs(form, &parts, place);
        let mut reads = Reads::default();
        parts.iter().for_each(|(_, _, part)| reads.add(part.reads.clone()));
        let documents: Vec<Value> = parts.into_iter().map(|(_, _, part)| part.document).collect();
        Asked { document: json!({ form: documents }), reads }
    }

    /// Holds each member against each one before it.
    fn pairs(&mut self, form: &str, parts: &[(String, String, Asked)], place: &Place<'_>) {
        for (n, (path, told, later)) in parts.iter().enumerate() {
            let earlier = || parts.iter().take(n);
            if let Some((_, with, _)) = earlier().find(|(_, _, earlier)| earlier.document == later.document) {
                let (path, with) = (told.clone(), Some(with.clone()));
                self.repeated.push(Corner { path, with, fault: CornerFault::Repeated });
                continue;
            }
            for (_, with, earlier) in earlier().filter(|(_, _, earlier)| earlier.reads.meet(&later.reads)) {
                let asks = Asks::Pair { form: told.clone(), with: with.clone() };
                self.ask(path.clone(), asks, earlier.clone().joined(form, later.clone()), place);
            }
        }
    }

    /// What one account must meet, in the block that is told at `told`.
    fn block(&mut self, told: &str, filter: &AccountFilter, meets: &[Condition], held: &Value) {
        let mut block = held.clone();
        if let Some(fields) = block.as_object_mut() {
            fields.retain(|name, _| !["where", "is", "value"].contains(&name.as_str()));
        }
        let place = Place { account: Some((filter, block)) };
        if meets.is_empty() {
            return;
        }
        let documents = held.get("where").unwrap_or(&Value::Null);
        let all = self.list(&format!("{told}.where"), "all", meets, documents, &place);
        self.ask(told.into(), Asks::Node { form: told.into() }, all, &place);
    }

    /// Asks everything, and keeps the innermost of what is wrong.
    fn found(self) -> Vec<Corner> {
        let mut corners = self.repeated;
        let Some(answers) = asked::answers(&self.questions, self.catalogue, self.now) else { return corners };
        let mut wrong: Vec<&str> = Vec::new();
        for (question, truths) in self.questions.iter().zip(answers) {
            let Some(truths) = truths else { continue };
            // What is wrong with a part is told there, and is the reason of what is wrong with the whole.
            let inside = |path: &str| wrong.iter().any(|known| is_within(known, path));
            let part_is_wrong = match &question.asks {
                Asks::Node { .. } => inside(&question.path),
                Asks::Pair { form, with } => inside(parent(form)) || inside(parent(with)),
                Asks::Unrefused { conjunct, .. } => inside(conjunct) || inside(&question.path),
            };
            if part_is_wrong {
                continue;
            }
            if let Some(corner) = corner(question, truths) {
                wrong.push(&question.path);
                corners.push(corner);
            }
        }
        corners
    }
}

fn corner(question: &Question, truths: Truths) -> Option<Corner> {
    let (path, with, fault) = match (&question.asks, truths) {
        (Asks::Node { form }, Truths::OnlyFalse) => (form, None, CornerFault::NeverTrue),
        (Asks::Node { form }, Truths::OnlyTrue) => (form, None, CornerFault::AlwaysTrue),
        (Asks::Pair { form, with }, Truths::OnlyFalse) => (form, Some(with), CornerFault::NeverTrue),
        (Asks::Pair { form, with }, Truths::OnlyTrue) => (form, Some(with), CornerFault::AlwaysTrue),
        (Asks::Unrefused { conjunct, fault }, Truths::OnlyFalse) => (&question.path, Some(conjunct), *fault),
        (Asks::Unrefused { .. }, Truths::OnlyTrue) | (_, Truths::Both) => return None,
    };
    let (path, with) = (path.clone(), with.cloned());
    Some(Corner { path, with, fault })
}

/// Whether the trigger is TRUE only where the condition at `path` is.
fn is_conjunct(path: &str) -> bool {
    let Some(mut rest) = path.strip_prefix("when") else { return false };
    while let Some((_, inside)) = rest.strip_prefix(".all[").and_then(|inside| inside.split_once(']')) {
        rest = inside;
    }
    rest.is_empty()
}

/// How deep the conditions of a document nest.
fn depth(document: &Value) -> usize {
    let Some((form, held)) = document.as_object().and_then(|fields| fields.iter().next()) else { return 1 };
    let several = |list: Option<&Value>| list?.as_array()?.iter().map(depth).max();
    let inside = match form.as_str() {
        "all" | "any" => several(Some(held)),
        "not" => Some(depth(held)),
        "at_least" => several(held.get("of")),
        "any_account" | "every_account" | "count_accounts" => several(held.get("where")),
        _ => None,
    };
    inside.unwrap_or(0).saturating_add(1)
}

/// Whether `inner` is `outer` or stands in it.
fn is_within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The condition of the form at `told`.
fn parent(told: &str) -> &str {
    told.rsplit_once('.').map_or(told, |(condition, _)| condition)
}
