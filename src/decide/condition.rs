//! The truth of conditions: each test is answered once, each condition is a short run over the answers.

use std::cmp::Ordering;

use crate::campaign::{Comparison, Direction, MonthsBack, PeriodRule};
use crate::compile::{Bound, Code, OwnerRoles, Program, Step, Test};
use crate::feature::{Account, AccountClass, AccountStatus, FeatureIx, Features, Scalar};
use crate::id::{AccountKind, ProductId};

use super::facts::{Facts, period_fits};
use super::truth::Truth;

/// The answers to all tests of a program for one request.
pub(super) struct Answers<'a> {
    program: &'a Program,
    truths: Vec<Truth>,
}

impl<'a> Answers<'a> {
    /// Answers every test about the customer, whoever asks it, so that the work does not depend on the customer.
    pub(super) fn new(program: &'a Program, facts: &Facts<'_>) -> Self {
        let truths = program.tests.iter().map(|test| answer(program, facts, facts.customer(), test)).collect();
        Self { program, truths }
    }

    /// The truth of a condition about the customer.
    pub(super) fn truth(&self, code: Code) -> Truth {
        run(self.program, code, |place, _| self.truths.get(place).copied().unwrap_or(Truth::Unknown))
    }
}

/// Runs `code`; a stack that does not come out even, which lowering never leaves, is UNKNOWN.
fn run(program: &Program, code: Code, test: impl Fn(usize, &Test) -> Truth) -> Truth {
    let mut stack: Vec<Truth> = Vec::new();
    for step in program.steps.get(code.start..code.end).unwrap_or_default() {
        let truth = match step {
            Step::Test(place) => program.tests.get(place.0).map_or(Truth::Unknown, |asked| test(place.0, asked)),
            Step::All(n) => fold(&mut stack, *n, Truth::True, Truth::and),
            Step::Any(n) => fold(&mut stack, *n, Truth::False, Truth::or),
            Step::Not => stack.pop().map_or(Truth::Unknown, Truth::not),
        };
        stack.push(truth);
    }
    match stack.as_slice() {
        [truth] => *truth,
        _ => Truth::Unknown,
    }
}

fn fold(stack: &mut Vec<Truth>, n: usize, start: Truth, join: impl Fn(Truth, Truth) -> Truth) -> Truth {
    let parts = stack.split_off(stack.len().saturating_sub(n));
    parts.into_iter().fold(start, join)
}

/// The answer of `features`, the customer's or one account's, to one test.
fn answer(program: &Program, facts: &Facts<'_>, features: &Features, test: &Test) -> Truth {
    match test {
        Test::Level { feature, period, is, bound, rule } => {
            Truth::of(side(value(facts, features, *feature, *period), *bound, *rule).map(|order| meets(order, *is)))
        }
        Test::Crossing { feature, from, to, goes, bound, rule } => {
            let side = |month| side(facts.month(features, *feature, month), *bound, *rule);
            Truth::of(side(*from).zip(side(*to)).map(|(before, after)| crosses(before, after, *goes)))
        }
        Test::Consecutive { feature, months, ending, is, bound, rule } => {
            Truth::of(consecutive(facts, features, *feature, (*months, *ending), (*is, *bound, *rule)))
        }
        Test::Flag(feature) => match facts.one(features, *feature) {
            Some(Scalar::Flag(flag)) => Truth::known(flag),
            _ => Truth::Unknown,
        },
        Test::OneOf { feature, symbols } => match facts.one(features, *feature) {
            Some(Scalar::Symbol(symbol)) => Truth::known(symbols.contains(&symbol)),
            _ => Truth::Unknown,
        },
        Test::Recent { feature, days } => match facts.one(features, *feature) {
            Some(Scalar::Date(date)) => match facts.as_of().days_since(date) {
                // A date after the vector's day cannot have been observed by then.
                ..0 => Truth::Unknown,
                age => Truth::known(age < i64::from(*days)),
            },
            _ => Truth::Unknown,
        },
        Test::Owns { owned, role } => owns(facts, *owned, role.as_ref()),
        Test::AnyAccount { kind, product, meets } => any_account(program, facts, (kind, product.as_ref()), *meets),
    }
}

fn value(facts: &Facts<'_>, features: &Features, feature: FeatureIx, period: Option<MonthsBack>) -> Option<Scalar> {
    match period {
        Some(back) => facts.month(features, feature, back),
        None => facts.one(features, feature),
    }
}

/// On which side of `bound` the value stands; `None` where it is not known, partial, or not comparable.
///
/// An average is never divided: `sum / days ? bound` is `sum ? bound * days`, which no i64 sum and u32 days overflow in i128.
fn side(value: Option<Scalar>, bound: Bound, rule: PeriodRule) -> Option<Ordering> {
    let value = value.filter(|value| period_fits(*value, rule))?;
    match (value, bound) {
        (Scalar::Money { minor, currency }, Bound::Money { minor: wanted, currency: unit }) if currency == unit => {
            Some(minor.cmp(&wanted))
        }
        (Scalar::Average { sum, currency, days, .. }, Bound::Money { minor: wanted, currency: unit })
            if currency == unit =>
        {
            Some(i128::from(sum).cmp(&i128::from(wanted).saturating_mul(i128::from(days))))
        }
        (Scalar::Count(count), Bound::Count(wanted)) => Some(count.cmp(&wanted)),
        (Scalar::BasisPoints(points), Bound::BasisPoints(wanted)) => Some(points.cmp(&wanted)),
        (Scalar::Date(date), Bound::Date(wanted)) => Some(date.cmp(&wanted)),
        (
            Scalar::Money { .. }
            | Scalar::Average { .. }
            | Scalar::Count(_)
            | Scalar::BasisPoints(_)
            | Scalar::Date(_)
            | Scalar::Flag(_)
            | Scalar::Symbol(_),
            Bound::Money { .. } | Bound::Count(_) | Bound::BasisPoints(_) | Bound::Date(_),
        ) => None,
    }
}

fn meets(order: Ordering, is: Comparison) -> bool {
    match is {
        Comparison::Below => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Above => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::Equal => order.is_eq(),
    }
}

/// Equality before counts as not yet crossed; equality after as not across.
fn crosses(before: Ordering, after: Ordering, goes: Direction) -> bool {
    match goes {
        Direction::Below => before.is_ge() && after.is_lt(),
        Direction::Above => before.is_le() && after.is_gt(),
    }
}

/// Whether every month of the run meets the comparison; one month that is not known breaks the run, whatever the others say.
fn consecutive(
    facts: &Facts<'_>,
    features: &Features,
    feature: FeatureIx,
    (months, ending): (u8, MonthsBack),
    (is, bound, rule): (Comparison, Bound, PeriodRule),
) -> Option<bool> {
    let mut all = true;
    for n in 0..months {
        let back = MonthsBack::new(ending.get().saturating_add(n))?;
        all &= meets(side(facts.month(features, feature, back), bound, rule)?, is);
    }
    Some(all)
}

/// Owning asks for the flag and, where the catalogue knows the role, for an owner's role: an authorised user owns nothing.
fn owns(facts: &Facts<'_>, owned: FeatureIx, role: Option<&OwnerRoles>) -> Truth {
    let held = match facts.one(facts.customer(), owned) {
        Some(Scalar::Flag(flag)) => Truth::known(flag),
        _ => Truth::Unknown,
    };
    let Some(role) = role else { return held };
    held.and(match facts.one(facts.customer(), role.feature) {
        Some(Scalar::Symbol(symbol)) => Truth::known(role.owners.contains(&symbol)),
        _ => Truth::Unknown,
    })
}

/// TRUE when one of the person's own, open consumer accounts meets it; FALSE when none does, no account at all included;
/// UNKNOWN when the vector lists no accounts, or only accounts that are not known to fail it.
fn any_account(
    program: &Program,
    facts: &Facts<'_>,
    (kind, product): (&AccountKind, Option<&ProductId>),
    meets: Code,
) -> Truth {
    let Some(accounts) = facts.accounts() else { return Truth::Unknown };
    let fits = |account: &&Account| {
        account.kind == *kind
            && product.is_none_or(|wanted| account.product.as_ref() == Some(wanted))
            && account.role.owns()
            && account.status == AccountStatus::Open
            && account.class == AccountClass::Consumer
    };
    accounts
        .iter()
        .filter(fits)
        .map(|account| run(program, meets, |_, test| answer(program, facts, &account.features, test)))
        .fold(Truth::False, Truth::or)
}
