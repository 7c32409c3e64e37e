//! What values are compared with: `100.00 USD`, `12.50 %`, `2026-11-23`, `12 months`, `3`, or another value.

use super::values::operand_in;
use crate::campaign::{Amount, Comparison, Relative, Threshold};
use crate::feature::Unit;
use crate::money::{InvalidPercent, Money, parse_percent};
use crate::stand_in::StandIn;
use crate::time::Day;
use crate::wire::entries::{known, parsed_if_given, word_at};
use crate::wire::fields::{within, within_if_given};
use crate::wire::words::word_table;
use crate::wire::{At, Object, Tree};

word_table! {
    /// How a value is compared.
    COMPARISONS, ComparisonWord = Comparison {
        Below = "below", AtMost = "at_most", Above = "above", AtLeast = "at_least", Equal = "equal",
    }
}
word_table! {
    /// What a count counts.
    UNITS, UnitWord = Unit {
        Days = "days", Months = "months", Years = "years", Points = "points", Deciles = "deciles",
    }
}

pub(super) fn comparison(tree: &Tree<'_>, at: &At<'_>) -> Comparison {
    word_at(tree, at, COMPARISONS)
}

/// The unit of a count.
pub(in crate::wire) fn unit(tree: &Tree<'_>, at: &At<'_>) -> Unit {
    word_at(tree, at, UNITS)
}

/// The word of `unit` in documents.
#[cfg(feature = "review")]
pub(in crate::wire) fn unit_word(unit: Unit) -> &'static str {
    crate::wire::words::word_of(UNITS, unit)
}

/// Something fixed.
pub(super) fn amount(tree: &Tree<'_>, at: &At<'_>) -> Amount {
    let text = match tree {
        Tree::Whole(number) => {
            return known(i64::try_from(*number).map(Amount::Count).map_err(|_| "does not fit in 64 bits"), at);
        }
        Tree::Negative(number) => return Amount::Count(*number),
        Tree::Text(text) => text,
        Tree::Null | Tree::Flag(_) | Tree::Fraction | Tree::List(_) | Tree::Object(_) => {
            let expected = "invalid type, expected an amount as in `100.00 USD`, a percentage as in `12.50 %`, a day or a whole number";
            at.refuse(expected);
            return Amount::stand_in();
        }
    };
    if text.ends_with('%') {
        return known(parse_percent(text).map(Amount::BasisPoints), at);
    }
    if let Ok(day) = Day::parse(text) {
        return Amount::Date(day);
    }
    if let Some(amount) = units(text) {
        return amount;
    }
    known(Money::parse_with_currency(text).map(Amount::Money), at)
}

/// `12 months`.
fn units(text: &str) -> Option<Amount> {
    let (number, word) = text.split_once(' ')?;
    let unit = UNITS.meanings.get(UNITS.words.iter().position(|known| *known == word)?)?;
    let number: i64 = number.parse().ok()?;
    // One number, one spelling.
    (text.strip_suffix(word)?.trim_end() == number.to_string()).then_some(Amount::Units(number, *unit))
}

/// Something fixed that is above zero.
pub(in crate::wire) fn positive(tree: &Tree<'_>, at: &At<'_>) -> Amount {
    let amount = amount(tree, at);
    let above_zero = match amount {
        Amount::Money(money) => money.minor > 0,
        Amount::Count(number) | Amount::Units(number, _) => number > 0,
        Amount::BasisPoints(points) => (1..=i64::from(Relative::MAX_SHARE)).contains(&points),
        Amount::Date(_) => false,
    };
    if !above_zero {
        at.refuse("write an amount above zero, a percentage up to 1000000.00 %");
    }
    amount
}

/// Something fixed, or a share of another value and something on top of it.
pub(super) fn threshold(tree: &Tree<'_>, at: &At<'_>) -> Threshold {
    if !matches!(tree, Tree::Object(_)) {
        return Threshold::Fixed(amount(tree, at));
    }
    let mut object = Object::new(tree, at);
    let relative = Relative {
        operand: operand_in(&mut object),
        share_bp: parsed_if_given(&mut object, "percent", parse_share),
        plus: within_if_given(&mut object, "plus", amount),
        min_base: within_if_given(&mut object, "min_base", positive),
    };
    object.end();
    if relative.share_bp.is_none() && relative.min_base.is_some() {
        at.refuse_field("min_base", "a least base matters only for a percentage: remove it");
    }
    Threshold::Relative(relative)
}

/// The share in the field `percent`.
pub(super) fn share_in(object: &mut Object<'_, '_>) -> u32 {
    within(object, "percent", |tree, at| crate::wire::entries::parsed_at(tree, at, parse_share))
}

/// A percentage from `0.01 %` to `1000000.00 %`, in basis points.
fn parse_share(text: &str) -> Result<u32, InvalidPercent> {
    let refused = || InvalidPercent { found: text.chars().take(80).collect() };
    let points = u32::try_from(parse_percent(text)?).map_err(|_| refused())?;
    if (1..=Relative::MAX_SHARE).contains(&points) { Ok(points) } else { Err(refused()) }
}
