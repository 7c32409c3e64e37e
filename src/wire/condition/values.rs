//! Forms about values: where they stand, how they moved, for how long.

use super::threshold::{amount, comparison, positive, threshold};
use super::{ascending, symbol};
use crate::campaign::{
    Base, Change, Comparison, Consecutive, Crossing, Direction, Level, OneOf, Operand, Period, PeriodRule, Trend, Way,
};
use crate::feature::Series;
use crate::id::FeatureId;
use crate::wire::entries::{flag, parsed, word, word_at};
use crate::wire::fields::{number, within, within_if_given};
use crate::wire::words::word_table;
use crate::wire::{At, Object, Tree, text};

word_table! {
    /// The way across a threshold.
    DIRECTIONS, DirectionWord = Direction { Below = "below", Above = "above" }
}
word_table! {
    /// The way of a change.
    WAYS, WayWord = Way { Up = "up", Down = "down" }
}
word_table! {
    /// What a share of change is taken of.
    BASES, BaseWord = Base { Positive = "positive", Absolute = "absolute" }
}

pub(super) fn level(tree: &Tree<'_>, at: &At<'_>) -> Level {
    let mut object = Object::new(tree, at);
    let level = Level {
        operand: operand_in(&mut object),
        is: within(&mut object, "is", comparison),
        value: within(&mut object, "value", threshold),
        rule: rule(&mut object),
    };
    object.end();
    level
}

pub(super) fn crossing(tree: &Tree<'_>, at: &At<'_>) -> Crossing {
    let mut object = Object::new(tree, at);
    let crossing = Crossing {
        feature: feature(&mut object),
        from: within(&mut object, "from", period),
        to: within(&mut object, "to", period),
        goes: word(&mut object, "goes", DIRECTIONS),
        value: within(&mut object, "value", amount),
        gap: within_if_given(&mut object, "gap", positive),
        rule: rule(&mut object),
    };
    object.end();
    if crossing.from.unit != crossing.to.unit || crossing.from.back() <= crossing.to.back() {
        at.refuse_field("from", "`from` must be an earlier period than `to`, as in from m2 to m1");
    }
    crossing
}

pub(super) fn change(tree: &Tree<'_>, at: &At<'_>) -> Change {
    let mut object = Object::new(tree, at);
    let change = Change {
        from: within(&mut object, "from", operand),
        to: within(&mut object, "to", operand),
        goes: word(&mut object, "goes", WAYS),
        is: within_if_given(&mut object, "is", comparison).unwrap_or(Comparison::AtLeast),
        by: within(&mut object, "by", positive),
        base: within_if_given(&mut object, "base", |tree, at| word_at(tree, at, BASES)).unwrap_or(Base::Positive),
        min_base: within_if_given(&mut object, "min_base", positive),
        min_change: within_if_given(&mut object, "min_change", positive),
        rule: rule(&mut object),
    };
    object.end();
    match change.is {
        Comparison::AtLeast | Comparison::Above => {}
        Comparison::Below | Comparison::AtMost | Comparison::Equal => {
            at.refuse_field("is", "a change is `at_least` or `above` something");
        }
    }
    change
}

pub(super) fn consecutive(tree: &Tree<'_>, at: &At<'_>) -> Consecutive {
    let mut object = Object::new(tree, at);
    let consecutive = Consecutive {
        feature: feature(&mut object),
        periods: within(&mut object, "periods", number),
        ending: ending(&mut object),
        is: within(&mut object, "is", comparison),
        value: within(&mut object, "value", threshold),
        rule: rule(&mut object),
    };
    object.end();
    run(consecutive.periods, 2, consecutive.ending, at);
    consecutive
}

pub(super) fn trend(tree: &Tree<'_>, at: &At<'_>) -> Trend {
    let mut object = Object::new(tree, at);
    let trend = Trend {
        feature: feature(&mut object),
        periods: within(&mut object, "periods", number),
        ending: ending(&mut object),
        goes: word(&mut object, "goes", WAYS),
        by: within(&mut object, "by", positive),
        rule: rule(&mut object),
    };
    object.end();
    run(trend.periods, 3, trend.ending, at);
    trend
}

/// Refuses a run of fewer than `least` periods, and one that looks back too far.
fn run(periods: u8, least: u8, ending: Period, at: &At<'_>) {
    if periods < least || ending.before(periods.saturating_sub(1)).is_none() {
        let mend = format_args!("write {least} or more periods, and look back over {} at most", Period::MAX);
        at.field("periods").refuse_for(&mend);
    }
}

pub(super) fn one_of(tree: &Tree<'_>, at: &At<'_>) -> OneOf {
    let mut object = Object::new(tree, at);
    let values = |tree: &Tree<'_>, at: &At<'_>| ascending(tree, at, symbol);
    let one_of = OneOf { feature: feature(&mut object), values: within(&mut object, "values", values) };
    object.end();
    one_of
}

/// The operand in the fields `feature` and `period` of something larger.
pub(super) fn operand_in(object: &mut Object<'_, '_>) -> Operand {
    Operand { feature: feature(object), period: within_if_given(object, "period", period) }
}

fn operand(tree: &Tree<'_>, at: &At<'_>) -> Operand {
    let mut object = Object::new(tree, at);
    let operand = operand_in(&mut object);
    object.end();
    operand
}

pub(super) fn feature(object: &mut Object<'_, '_>) -> FeatureId {
    parsed(object, "feature", FeatureId::new)
}

/// The last period of a run; where it is left out, the last complete month.
fn ending(object: &mut Object<'_, '_>) -> Period {
    within_if_given(object, "ending", period).unwrap_or(Period::LAST_MONTH)
}

pub(super) fn rule(object: &mut Object<'_, '_>) -> PeriodRule {
    let full = within_if_given(object, "full_period", flag).unwrap_or(true);
    if full { PeriodRule::Full } else { PeriodRule::Partial }
}

/// `m1`, `c1` or `d1`.
fn period(tree: &Tree<'_>, at: &At<'_>) -> Period {
    let text = text(tree, at);
    let read = || {
        let unit = match text.get(..1)? {
            "m" => Series::CalendarMonth,
            "c" => Series::StatementCycle,
            "d" => Series::Day,
            _ => return None,
        };
        let back = text.get(1..)?;
        let canonical = back == "0" || !back.starts_with(['0', '+']);
        Period::new(unit, back.parse().ok().filter(|_| canonical)?)
    };
    read().unwrap_or_else(|| {
        let mend = "write `m1` for the last complete month, `c1` for the last statement cycle, `d1` for the business day before";
        at.refuse_for(&format_args!("not a period: {mend}, up to {} back", Period::MAX));
        Period::LAST_MONTH
    })
}
