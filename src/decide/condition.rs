//! The truth of conditions: each test is answered once, each condition is a short run over the answers.

mod accounts;
mod events;
#[cfg(feature = "review")]
pub(super) mod judge;
mod values;
mod visit;

use super::facts::Facts;
use super::truth::Truth;
use crate::campaign::Comparison;
use crate::compile::{Code, DateQuestion, Logic, OwnerRoles, Program, Step, Test};
use crate::feature::{FeatureIx, Features, Scalar};

/// The answers to all tests of a program for one request.
pub(super) struct Answers<'a> {
    logic: &'a Logic,
    truths: Vec<Truth>,
}

impl<'a> Answers<'a> {
    /// Answers every test about the customer, whoever asks it, so that the work does not depend on the customer.
    pub(super) fn new(program: &'a Program, facts: &Facts<'_>) -> Self {
        let logic = &program.logic;
        let truths = logic.tests.iter().map(|test| answer(logic, facts, facts.customer(), test)).collect();
        Self { logic, truths }
    }

    /// The truth of a condition about the customer.
    pub(super) fn truth(&self, code: Code) -> Truth {
        run(self.logic, code, |place, _| self.truths.get(place).copied().unwrap_or(Truth::Unknown))
    }
}

/// Runs `code`; a stack that does not come out even, which lowering never leaves, is UNKNOWN.
fn run(logic: &Logic, code: Code, test: impl Fn(usize, &Test) -> Truth) -> Truth {
    let mut stack: Vec<Truth> = Vec::new();
    for step in logic.steps.get(code.start..code.end).unwrap_or_default() {
        let truth = match step {
            Step::Test(place) => logic.tests.get(place.0).map_or(Truth::Unknown, |asked| test(place.0, asked)),
            Step::All(n) => popped(&mut stack, *n).into_iter().fold(Truth::True, Truth::and),
            Step::Any(n) => popped(&mut stack, *n).into_iter().fold(Truth::False, Truth::or),
            Step::AtLeast { count, of } => {
                let tally = Tally::of(popped(&mut stack, *of).into_iter());
                tally.compare(Comparison::AtLeast, usize::from(*count))
            }
            Step::Not => stack.pop().map_or(Truth::Unknown, Truth::not),
        };
        stack.push(truth);
    }
    match stack.as_slice() {
        [truth] => *truth,
        _ => Truth::Unknown,
    }
}

fn popped(stack: &mut Vec<Truth>, n: usize) -> Vec<Truth> {
    stack.split_off(stack.len().saturating_sub(n))
}

/// How many of some truths are TRUE, for certain and at most.
#[derive(Debug, Clone, Copy)]
struct Tally {
    least: usize,
    /// `None` where there may be more than are known of.
    most: Option<usize>,
}

impl Tally {
    fn of(truths: impl Iterator<Item = Truth>) -> Self {
        let (mut least, mut most) = (0_usize, 0_usize);
        for truth in truths {
            least = least.saturating_add(usize::from(truth == Truth::True));
            most = most.saturating_add(usize::from(truth != Truth::False));
        }
        Self { least, most: Some(most) }
    }

    /// Whether every number that it may be `is` `wanted`, or none.
    fn compare(self, is: Comparison, wanted: usize) -> Truth {
        let least = meets(self.least.cmp(&wanted), is);
        let most = self.most.map_or(meets(core::cmp::Ordering::Greater, is), |most| meets(most.cmp(&wanted), is));
        // Between two ends that both miss `equal`, it may still be met.
        let passes = self.least < wanted && self.most.is_none_or(|most| wanted < most);
        match (least, most) {
            (true, true) if is != Comparison::Equal || self.most == Some(self.least) => Truth::True,
            (false, false) if is != Comparison::Equal || !passes => Truth::False,
            (_, _) => Truth::Unknown,
        }
    }
}

/// The answer of `features`, the customer's or one account's, to one test.
fn answer(logic: &Logic, facts: &Facts<'_>, features: &Features, test: &Test) -> Truth {
    match test {
        Test::Level { source, is, bound, rule } => values::level(facts, features, (*source, *rule), *is, *bound),
        Test::Crossing { from, to, goes, armed, bound, rule } => {
            Truth::of(values::crossing(facts, features, (*from, *to, *rule), *goes, (*armed, *bound)))
        }
        Test::Change { from, to, goes, is, by, min_change, rule } => {
            Truth::of(values::change(facts, features, (*from, *to, *rule), (*goes, *is), (*by, *min_change)))
        }
        Test::Consecutive { run, is, bound, rule } => {
            Truth::of(values::consecutive(facts, features, (*run, *rule), *is, *bound))
        }
        Test::Trend { run, goes, by, rule } => Truth::of(values::trend(facts, features, (*run, *rule), *goes, *by)),
        Test::Date { feature, asks } => date(facts, features, *feature, *asks),
        Test::Calendar(span) => Truth::known(visit::calendar(*span, facts.request.now.day())),
        Test::Session(fact) => visit::session(fact, facts.request),
        Test::Flag(feature) => match facts.one(features, *feature) {
            Some(Scalar::Flag(flag)) => Truth::known(flag),
            _ => Truth::Unknown,
        },
        Test::OneOf { feature, symbols } => match facts.one(features, *feature) {
            Some(Scalar::Symbol(symbol)) => Truth::known(symbols.contains(&symbol)),
            _ => Truth::Unknown,
        },
        Test::Owns { owned, role } => owns(facts, *owned, role.as_ref()),
        Test::Event(event) => events::count(facts, features, event),
        Test::First { feature, days, lookback, classes } => {
            events::first(facts, features, *feature, (*days, *lookback), classes)
        }
        Test::Accounts { filter, meets, asks } => accounts::quantified(logic, facts, filter, *meets, *asks),
        Test::Combined { include, source, is, bound, rule } => Truth::of(
            accounts::combined(facts, include, (*source, *rule)).and_then(|sum| values::stands(sum, *is, *bound)),
        ),
    }
}

fn meets(order: core::cmp::Ordering, is: Comparison) -> bool {
    match is {
        Comparison::Below => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Above => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::Equal => order.is_eq(),
    }
}

fn date(facts: &Facts<'_>, features: &Features, feature: FeatureIx, asks: DateQuestion) -> Truth {
    let today = facts.as_of();
    match (facts.one(features, feature), asks) {
        (Some(Scalar::Never), asks) => Truth::known(asks == DateQuestion::Never),
        (Some(Scalar::Date(_)), DateQuestion::Never) => Truth::False,
        // What has happened cannot lie after the vector's day.
        (Some(Scalar::Date(date)), DateQuestion::Recent(_)) if date > today => Truth::Unknown,
        (Some(Scalar::Date(date)), DateQuestion::Recent(days)) => Truth::known(date >= facts.first_of_last(days)),
        (Some(Scalar::Date(date)), DateQuestion::Past(days)) => Truth::known(date <= today.minus(days)),
        (Some(Scalar::Date(date)), DateQuestion::Upcoming(days)) => {
            Truth::known((today..=today.plus(days)).contains(&date))
        }
        (_, _) => Truth::Unknown,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_is_true_or_false_only_where_no_number_differs() {
        use Comparison::{Above, AtLeast, AtMost, Below, Equal};
        for (least, most, is, wanted, truth) in [
            (2, Some(2), AtLeast, 2, Truth::True),
            (1, Some(2), AtLeast, 2, Truth::Unknown),
            (1, Some(1), AtLeast, 2, Truth::False),
            (2, None, AtLeast, 2, Truth::True),
            (2, None, Above, 2, Truth::Unknown),
            (3, None, Above, 2, Truth::True),
            (1, None, Below, 2, Truth::Unknown),
            (2, None, Below, 2, Truth::False),
            (0, Some(1), AtMost, 1, Truth::True),
            (0, Some(2), AtMost, 1, Truth::Unknown),
            (2, Some(2), Equal, 2, Truth::True),
            (1, Some(3), Equal, 2, Truth::Unknown),
            (2, Some(3), Equal, 2, Truth::Unknown),
            (3, Some(5), Equal, 2, Truth::False),
            (0, Some(1), Equal, 2, Truth::False),
            (0, None, Equal, 2, Truth::Unknown),
            (3, None, Equal, 2, Truth::False),
            (0, None, AtLeast, 0, Truth::True),
        ] {
            assert_eq!(Tally { least, most }.compare(is, wanted), truth, "{least}..{most:?} {is:?} {wanted}");
        }
    }
}
