//! Conditions, as campaigns and policies write them: one form a condition, named by its only key.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{items, no_word, parsed, parsed_at, parsed_if_given, refused, word};
use super::fields::{flag, number, only_field, symbols, within, within_if_given};
use super::words::word_table;
use super::{At, Malformed, Object, Tree, text};
use crate::campaign::{
    AnyAccount, Comparison, Condition, Consecutive, Crossing, Direction, Level, MonthsBack, OneOf, PeriodRule, Recent,
    Threshold,
};
use crate::id::{AccountKind, FeatureId, ProductId};
use crate::money::{Money, parse_percent};
use crate::time::Day;
#[cfg(feature = "cli")]
pub use doc::{AnyAccountDoc, ConditionDoc, ConsecutiveDoc, CrossingDoc, LevelDoc, OneOfDoc, RecentDoc, ThresholdDoc};

/// Deepest nesting of conditions.
pub const MAX_DEPTH: usize = 8;

/// What a condition may be, for whoever writes something else.
const FORMS: [&str; 12] = [
    "all",
    "any",
    "not",
    "level",
    "crossing",
    "consecutive",
    "owns",
    "lacks",
    "flag",
    "one_of",
    "recent",
    "any_account",
];

word_table! {
    /// How a value is compared.
    COMPARISONS, ComparisonWord = Comparison {
        Below = "below", AtMost = "at_most", Above = "above", AtLeast = "at_least", Equal = "equal",
    }
}
word_table! {
    /// The way of a crossing.
    DIRECTIONS, DirectionWord = Direction { Below = "below", Above = "above" }
}

/// The condition that `tree` is.
pub(super) fn from_tree(tree: Tree<'_>, at: &At<'_>) -> Result<Condition, Malformed> {
    nested(tree, at, MAX_DEPTH)
}

/// The condition that `tree` is, with `depth` levels of conditions left.
fn nested(tree: Tree<'_>, at: &At<'_>, depth: usize) -> Result<Condition, Malformed> {
    let Some(deeper) = depth.checked_sub(1) else {
        return Err(refused(at, &format_args!("conditions nest {MAX_DEPTH} deep at most")));
    };
    let (form, held) = only_field(tree, at)?;
    let inside = &at.field(&form);
    Ok(match &*form {
        "all" => Condition::All(several(held, inside, deeper)?),
        "any" => Condition::Any(several(held, inside, deeper)?),
        "not" => Condition::Not(Box::new(nested(held, inside, deeper)?)),
        "level" => Condition::Level(level(held, inside)?),
        "crossing" => Condition::Crossing(crossing(held, inside)?),
        "consecutive" => Condition::Consecutive(consecutive(held, inside)?),
        "owns" => Condition::Owns(parsed_at(held, inside, ProductId::new)?),
        "lacks" => Condition::Lacks(parsed_at(held, inside, ProductId::new)?),
        "flag" => Condition::Flag(parsed_at(held, inside, FeatureId::new)?),
        "one_of" => Condition::OneOf(one_of(held, inside)?),
        "recent" => Condition::Recent(recent(held, inside)?),
        "any_account" => Condition::AnyAccount(any_account(held, inside, deeper)?),
        _ => return Err(no_word(at, &mut FORMS.into_iter())),
    })
}

fn several(tree: Tree<'_>, at: &At<'_>, depth: usize) -> Result<Vec<Condition>, Malformed> {
    let parts = items(tree, at)?;
    if parts.is_empty() {
        return Err(at.fault("empty: list at least one condition"));
    }
    let mut conditions = Vec::with_capacity(parts.len());
    for (n, part) in parts.into_iter().enumerate() {
        conditions.push(nested(part, &at.item(n), depth)?);
    }
    Ok(conditions)
}

fn level(tree: Tree<'_>, at: &At<'_>) -> Result<Level, Malformed> {
    let mut object = Object::new(tree, at)?;
    let level = Level {
        feature: feature(&mut object)?,
        period: within_if_given(&mut object, "period", months_back)?,
        is: word(&mut object, "is", COMPARISONS)?,
        value: within(&mut object, "value", threshold)?,
        rule: rule(&mut object)?,
    };
    object.end()?;
    Ok(level)
}

fn crossing(tree: Tree<'_>, at: &At<'_>) -> Result<Crossing, Malformed> {
    let mut object = Object::new(tree, at)?;
    let crossing = Crossing {
        feature: feature(&mut object)?,
        from: within(&mut object, "from", months_back)?,
        to: within(&mut object, "to", months_back)?,
        goes: word(&mut object, "goes", DIRECTIONS)?,
        value: within(&mut object, "value", threshold)?,
        rule: rule(&mut object)?,
    };
    object.end()?;
    if crossing.from <= crossing.to {
        return Err(at.field("from").fault("`from` must be an earlier month than `to`, as in from m2 to m1"));
    }
    Ok(crossing)
}

fn consecutive(tree: Tree<'_>, at: &At<'_>) -> Result<Consecutive, Malformed> {
    let mut object = Object::new(tree, at)?;
    let consecutive = Consecutive {
        feature: feature(&mut object)?,
        months: within(&mut object, "months", number)?,
        ending: within_if_given(&mut object, "ending", months_back)?.unwrap_or(MonthsBack::LAST),
        is: word(&mut object, "is", COMPARISONS)?,
        value: within(&mut object, "value", threshold)?,
        rule: rule(&mut object)?,
    };
    object.end()?;
    let first = consecutive.ending.get().saturating_add(consecutive.months).saturating_sub(1);
    if consecutive.months < 2 || MonthsBack::new(first).is_none() {
        let mend = format_args!("write 2 or more months, and look back to m{} at most", MonthsBack::MAX);
        return Err(refused(&at.field("months"), &mend));
    }
    Ok(consecutive)
}

fn one_of(tree: Tree<'_>, at: &At<'_>) -> Result<OneOf, Malformed> {
    let mut object = Object::new(tree, at)?;
    let one_of = OneOf { feature: feature(&mut object)?, values: within(&mut object, "values", symbols)? };
    object.end()?;
    if one_of.values.is_empty() || !one_of.values.is_sorted_by(|a, b| a < b) {
        return Err(at.field("values").fault("list at least one value, ascending, each once"));
    }
    Ok(one_of)
}

fn recent(tree: Tree<'_>, at: &At<'_>) -> Result<Recent, Malformed> {
    let mut object = Object::new(tree, at)?;
    let recent = Recent { feature: feature(&mut object)?, days: within(&mut object, "days", number)? };
    object.end()?;
    if recent.days == 0 {
        return Err(at.field("days").fault("zero days can never hold: write 1 for the vector's day itself"));
    }
    Ok(recent)
}

fn any_account(tree: Tree<'_>, at: &At<'_>, depth: usize) -> Result<AnyAccount, Malformed> {
    let mut object = Object::new(tree, at)?;
    let any_account = AnyAccount {
        kind: parsed(&mut object, "kind", AccountKind::new)?,
        product: parsed_if_given(&mut object, "product", ProductId::new)?,
        meets: Box::new(nested(object.take("where")?, &at.field("where"), depth)?),
    };
    object.end()?;
    Ok(any_account)
}

fn feature(object: &mut Object<'_, '_>) -> Result<FeatureId, Malformed> {
    parsed(object, "feature", FeatureId::new)
}

fn rule(object: &mut Object<'_, '_>) -> Result<PeriodRule, Malformed> {
    let full = within_if_given(object, "full_period", flag)?.unwrap_or(true);
    Ok(if full { PeriodRule::Full } else { PeriodRule::Partial })
}

fn months_back(tree: Tree<'_>, at: &At<'_>) -> Result<MonthsBack, Malformed> {
    let text = text(tree, at)?;
    let digits = text.strip_prefix('m').filter(|d| *d == "0" || !d.starts_with(['0', '+']));
    digits.and_then(|d| d.parse().ok()).and_then(MonthsBack::new).ok_or_else(|| {
        let mend = format_args!("not a month: write `m1` for the last complete one, up to `m{}`", MonthsBack::MAX);
        refused(at, &mend)
    })
}

/// `100.00 USD`, `12.50 %`, `2026-11-23` or a whole number.
fn threshold(tree: Tree<'_>, at: &At<'_>) -> Result<Threshold, Malformed> {
    let text = match tree {
        Tree::Whole(number) => {
            let number = i64::try_from(number).map_err(|_| at.fault("does not fit in 64 bits"))?;
            return Ok(Threshold::Count(number));
        }
        Tree::Negative(number) => return Ok(Threshold::Count(number)),
        Tree::Text(text) => text,
        Tree::Null | Tree::Flag(_) | Tree::Fraction | Tree::List(_) | Tree::Object(_) => {
            let expected = "invalid type, expected an amount as in `100.00 USD`, a percentage as in `12.50 %`, a day or a whole number";
            return Err(at.fault(expected));
        }
    };
    if text.ends_with('%') {
        return parse_percent(&text).map(Threshold::BasisPoints).map_err(|error| refused(at, &error));
    }
    if let Ok(day) = Day::parse(&text) {
        return Ok(Threshold::Date(day));
    }
    Money::parse_with_currency(&text).map(Threshold::Money).map_err(|error| refused(at, &error))
}
