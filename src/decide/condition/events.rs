//! The truth of forms about single events.

use super::Tally;
use super::values::{of_base, resolved, stands};
use crate::campaign::{Lookback, PeriodRule};
use crate::compile::{BaseShare, EventTest};
use crate::decide::facts::{Facts, complete_from};
use crate::decide::truth::Truth;
use crate::feature::{Event, FeatureIx, Features, Since};
use crate::quantity::{Dimension, Quantity};

pub(super) fn count(facts: &Facts<'_>, features: &Features, test: &EventTest) -> Truth {
    let Some(events) = facts.events(features, test.feature) else { return Truth::Unknown };
    let in_window = events.list.iter().filter(|event| facts.in_last(test.days, event));
    let mut tally = Tally::of(in_window.map(|event| kind(facts, features, test, event)));
    if !complete_from(events, facts.first_of_last(test.days)) {
        tally.most = None;
    }
    tally.compare(test.is, test.count.into())
}

/// Whether `event` meets all that the test asks of it.
fn kind(facts: &Facts<'_>, features: &Features, test: &EventTest, event: &Event) -> Truth {
    let of_class = Truth::known(is_of(event, &test.classes));
    let money = |minor| Quantity::whole(Dimension::Money(event.currency), minor);
    let amount = event.amount.map(money);
    let of_amount = test.amount.map_or(Truth::True, |(is, bound)| {
        let bound = resolved(facts, features, bound, PeriodRule::Full);
        Truth::of(amount.zip(bound).and_then(|(amount, bound)| stands(amount, is, bound)))
    });
    let of_balance = test.of_balance.map_or(Truth::True, |asked| {
        let share = BaseShare { basis_points: asked.basis_points, min_base: asked.min_base };
        let bound = event.balance_before.and_then(|balance| of_base(money(balance), share));
        Truth::of(amount.zip(bound).and_then(|(amount, bound)| stands(amount, asked.is, bound)))
    });
    of_class.and(of_amount).and(of_balance)
}

fn is_of(event: &Event, classes: &[u16]) -> bool {
    classes.is_empty() || classes.contains(&event.class)
}

pub(super) fn first(
    facts: &Facts<'_>,
    features: &Features,
    feature: FeatureIx,
    (days, lookback): (u16, Lookback),
    classes: &[u16],
) -> Truth {
    let Some(events) = facts.events(features, feature) else { return Truth::Unknown };
    let of_classes = || events.list.iter().filter(|event| is_of(event, classes));
    let start = facts.first_of_last(days);
    let (looked_at, complete): (&dyn Fn(&Event) -> bool, bool) = match lookback {
        Lookback::Days(back) => {
            (&move |event| facts.in_last(back, event), complete_from(events, facts.first_of_last(back)))
        }
        Lookback::All => (&|_| true, events.since == Since::Ever),
    };
    let before = of_classes().any(|event| event.date < start && looked_at(event));
    let lately = of_classes().any(|event| facts.in_last(days, event));
    match (before, lately) {
        (true, _) => Truth::False,
        (false, false) if complete_from(events, start) => Truth::False,
        (false, true) if complete => Truth::True,
        (false, _) => Truth::Unknown,
    }
}
