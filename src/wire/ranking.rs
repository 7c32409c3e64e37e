//! What a campaign brings to arbitration, and how the policy weighs it.

#[cfg(feature = "cli")]
mod doc;

use super::campaign::CATEGORIES;
use super::condition;
use super::condition::positive;
use super::entries::{at_most, integer, parsed_if_given, word_at};
use super::fields::{each_if_given, within, within_if_given};
use super::words::word_table;
use super::{At, Object, Tree};
use crate::campaign::{Amount, Arbitration, Category, Context, Factor, Lane, Lever, LeverTarget, Ranking, Salt};
use crate::feature::Unit;
use crate::id::{FeatureId, GroupId};
#[cfg(feature = "cli")]
pub use doc::{ArbitrationDoc, ContextDoc, LeverDoc};

/// Most conditions of a context, and most levers of a policy.
const MAX_ENTRIES: usize = 64;
/// The most that a campaign may be worth, in the smallest unit: the product of all factors fits by far.
const MAX_VALUE: i64 = 1_000_000_000_000;

word_table! {
    /// A lane beside the one in which scores decide.
    LANES, LaneWord = Lane { Mandatory = "mandatory", Evergreen = "evergreen" }
}
word_table! {
    /// A factor of the score.
    FACTORS, FactorWord = Factor {
        Propensity = "propensity", Context = "context", Value = "value", Lever = "lever",
    }
}

/// What the campaign in `object` brings to arbitration.
pub(super) fn ranking_in(object: &mut Object<'_, '_>) -> Ranking {
    let ranking = Ranking {
        lane: within_if_given(object, "lane", |tree, at| word_at(tree, at, LANES)),
        propensity: parsed_if_given(object, "propensity", FeatureId::new),
        context: each_if_given(object, "context", context),
        value: within_if_given(object, "value", value),
    };
    if ranking.context.len() > MAX_ENTRIES {
        at_most(MAX_ENTRIES, &object.at().field("context"));
    }
    let scored = ranking.propensity.is_some() || ranking.value.is_some() || !ranking.context.is_empty();
    if ranking.lane.is_some() && scored {
        let mend = "in a lane a campaign is ranked by its priority alone: remove `propensity`, `context` and `value`";
        object.at().refuse_field("lane", mend);
    }
    ranking
}

fn context(tree: &Tree<'_>, at: &At<'_>) -> Context {
    let mut object = Object::new(tree, at);
    let context = Context {
        percent: within(&mut object, "percent", percent),
        when: within(&mut object, "when", condition::from_tree),
    };
    object.end();
    context
}

fn percent(tree: &Tree<'_>, at: &At<'_>) -> i16 {
    let percent = integer(tree).and_then(|percent| i16::try_from(percent).ok());
    let known = percent.filter(|percent| *percent != 0 && (-100..=Arbitration::MAX_PERCENT).contains(percent));
    known.unwrap_or_else(|| {
        at.refuse("write a whole number from -100 to 1000 without a sign of percent, and not 0");
        0
    })
}

fn value(tree: &Tree<'_>, at: &At<'_>) -> Amount {
    let value = positive(tree, at);
    let least = match value {
        Amount::Money(money) => Some(money.minor),
        Amount::Units(points, Unit::Points) => Some(points),
        Amount::Units(..) | Amount::Count(_) | Amount::BasisPoints(_) | Amount::Date(_) => None,
    };
    if least.is_none_or(|least| least > MAX_VALUE) {
        at.refuse(
            "write what it is worth as in `35.00 USD` or `35 points`, at most 1000000000000 of the smallest unit",
        );
    }
    value
}

/// How the policy ranks campaigns.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Arbitration {
    let mut object = Object::new(tree, at);
    let arbitration = Arbitration {
        factors: each_if_given(&mut object, "factors", |tree, at| word_at(tree, at, FACTORS)),
        levers: each_if_given(&mut object, "levers", lever),
        salt: salt_if_given(&mut object),
    };
    object.end();
    let factors = &arbitration.factors;
    if factors.iter().enumerate().any(|(n, factor)| factors.iter().take(n).any(|other| other == factor)) {
        at.refuse_field("factors", "a factor stands twice: write each once");
    }
    if arbitration.levers.len() > MAX_ENTRIES {
        at_most(MAX_ENTRIES, &at.field("levers"));
    }
    if arbitration == Arbitration::default() {
        at.refuse("empty: leave it out");
    }
    arbitration
}

fn salt_if_given(object: &mut Object<'_, '_>) -> Option<Salt> {
    within_if_given(object, "salt", super::campaign::salt_at)
}

fn lever(tree: &Tree<'_>, at: &At<'_>) -> Lever {
    let mut object = Object::new(tree, at);
    let category = within_if_given(&mut object, "category", |tree, at| word_at(tree, at, CATEGORIES));
    let group = parsed_if_given(&mut object, "group", GroupId::new);
    let percent = within(&mut object, "percent", percent);
    object.end();
    let target = match (category, group) {
        (Some(category), None) => LeverTarget::Category(category),
        (None, Some(group)) => LeverTarget::Group(group),
        (_, _) => {
            at.refuse("say one of `category` and `group`");
            LeverTarget::Category(Category::Deposit)
        }
    };
    Lever { target, percent }
}
