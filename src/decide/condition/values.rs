//! The truth of forms about values. Nothing is divided: see [`Quantity`].

use super::meets;
use crate::campaign::{Base, Comparison, Direction, PeriodRule, Way};
use crate::compile::{BaseShare, Bound, Growth, Run, Source};
use crate::decide::facts::Facts;
use crate::decide::truth::Truth;
use crate::feature::Features;
use crate::quantity::Quantity;

/// Whether `value` stands on that side of `bound`; `None` where the two cannot be compared.
pub(super) fn stands(value: Quantity, is: Comparison, bound: Quantity) -> Option<bool> {
    value.compare(bound).map(|order| meets(order, is))
}

pub(super) fn level(
    facts: &Facts<'_>,
    features: &Features,
    (source, rule): (Source, PeriodRule),
    is: Comparison,
    bound: Bound,
) -> Truth {
    let read = facts.bounded(features, source, rule).zip(resolved(facts, features, bound, rule));
    let Some(((value, at_least), resolved)) = read else { return Truth::Unknown };
    let Some(order) = value.compare(resolved) else { return Truth::Unknown };
    if !at_least {
        return Truth::known(meets(order, is));
    }
    if matches!(bound, Bound::Relative { .. }) {
        return Truth::Unknown;
    }
    // The true value may be any from this one on.
    match is {
        Comparison::AtLeast | Comparison::Above if meets(order, is) => Truth::True,
        Comparison::Below if order.is_ge() => Truth::False,
        Comparison::AtMost | Comparison::Equal if order.is_gt() => Truth::False,
        Comparison::AtLeast | Comparison::Above | Comparison::Below | Comparison::AtMost | Comparison::Equal => {
            Truth::Unknown
        }
    }
}

/// Equality before counts as not yet crossed; equality after as not across.
pub(super) fn crossing(
    facts: &Facts<'_>,
    features: &Features,
    (from, to, rule): (Source, Source, PeriodRule),
    goes: Direction,
    (armed, bound): (Quantity, Quantity),
) -> Option<bool> {
    let before = facts.quantity(features, from, rule)?.compare(armed)?;
    let after = facts.quantity(features, to, rule)?.compare(bound)?;
    Some(match goes {
        Direction::Below => before.is_ge() && after.is_lt(),
        Direction::Above => before.is_le() && after.is_gt(),
    })
}

pub(super) fn change(
    facts: &Facts<'_>,
    features: &Features,
    (from, to, rule): (Source, Source, PeriodRule),
    (goes, is): (Way, Comparison),
    (by, min_change): (Growth, Option<Quantity>),
) -> Option<bool> {
    let (earlier, later) = (facts.quantity(features, from, rule)?, facts.quantity(features, to, rule)?);
    let delta = went(earlier, later, goes)?;
    let wanted = match by {
        Growth::By(quantity) => quantity,
        Growth::Share { basis_points, base, min_base } => {
            let base = match base {
                Base::Positive => earlier,
                Base::Absolute => earlier.magnitude(),
            };
            of_base(base, BaseShare { basis_points, min_base })?
        }
    };
    let enough = min_change.map_or(Some(true), |least| stands(delta, Comparison::AtLeast, least))?;
    Some(stands(delta, is, wanted)? && enough)
}

/// How far the value went that way from one reading to another.
fn went(earlier: Quantity, later: Quantity, goes: Way) -> Option<Quantity> {
    match goes {
        Way::Up => later.minus(earlier),
        Way::Down => earlier.minus(later),
    }
}

/// That share of `base`; `None` where the base is too small for a share of it to mean anything.
pub(super) fn of_base(base: Quantity, share: BaseShare) -> Option<Quantity> {
    let least = share.min_base.unwrap_or(Quantity::least_base(base.dimension));
    let fits = base.sign().is_gt() && stands(base, Comparison::AtLeast, least)?;
    fits.then(|| base.share(share.basis_points.into()))
}

/// Whether every period of the run meets the comparison; one that is not known breaks the run, whatever the others say.
pub(super) fn consecutive(
    facts: &Facts<'_>,
    features: &Features,
    (run, rule): (Run, PeriodRule),
    is: Comparison,
    bound: Bound,
) -> Option<bool> {
    let bound = resolved(facts, features, bound, rule)?;
    let mut all = true;
    for n in 0..run.periods {
        all &= stands(in_run(facts, features, (run, rule), n)?, is, bound)?;
    }
    Some(all)
}

pub(super) fn trend(
    facts: &Facts<'_>,
    features: &Features,
    (run, rule): (Run, PeriodRule),
    goes: Way,
    by: Quantity,
) -> Option<bool> {
    let last = in_run(facts, features, (run, rule), 0)?;
    let mut later = last;
    let mut steady = true;
    for n in 1..run.periods {
        let earlier = in_run(facts, features, (run, rule), n)?;
        steady &= went(earlier, later, goes)?.sign().is_ge();
        later = earlier;
    }
    Some(stands(went(later, last, goes)?, Comparison::AtLeast, by)? && steady)
}

/// The value `n` periods before the last one of the run.
fn in_run(facts: &Facts<'_>, features: &Features, (run, rule): (Run, PeriodRule), n: u8) -> Option<Quantity> {
    let source = Source { feature: run.feature, period: Some(run.ending.before(n)?), window: None };
    facts.quantity(features, source, rule)
}

/// The quantity that `bound` is for these features.
pub(super) fn resolved(facts: &Facts<'_>, features: &Features, bound: Bound, rule: PeriodRule) -> Option<Quantity> {
    match bound {
        Bound::Fixed(quantity) => Some(quantity),
        Bound::Relative { source, share, plus } => {
            let value = facts.quantity(features, source, rule)?;
            let value = match share {
                Some(share) => of_base(value, share)?,
                None => value,
            };
            match plus {
                Some(plus) => value.plus(plus),
                None => Some(value),
            }
        }
    }
}
