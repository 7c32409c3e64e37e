//! Ranking: what a campaign brings to arbitration, and how the bank's policy weighs it. `RANKING.md` says what each part means.

use super::{Amount, Category, Condition, Salt};
use crate::id::{FeatureId, GroupId};

/// A lane beside the one in which scores decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Before all others, by priority.
    Mandatory,
    /// After all others, by priority: what stands in a slot that would show nothing.
    Evergreen,
}

/// A change of rank while a condition is TRUE; UNKNOWN changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// By how many percent, not zero.
    pub percent: i16,
    /// When.
    pub when: Condition,
}

/// What a campaign brings to arbitration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// The lane, where scores do not decide.
    pub lane: Option<Lane>,
    /// The customer's feature, in basis points, that says how likely the customer takes it.
    pub propensity: Option<FeatureId>,
    /// What changes its rank; the percentages add up.
    pub context: Vec<Context>,
    /// What it is worth: money or points, above zero.
    pub value: Option<Amount>,
}

/// A factor of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Factor {
    /// How likely the customer takes it.
    Propensity,
    /// What fits the moment.
    Context,
    /// What it is worth.
    Value,
    /// What the bank wants more or less of.
    Lever,
}

impl Factor {
    /// Every factor, in the order in which the score names them.
    pub const ALL: [Self; 4] = [Self::Propensity, Self::Context, Self::Value, Self::Lever];
}

/// The campaigns that a lever moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeverTarget {
    /// All of a kind of offer.
    Category(Category),
    /// All of a campaign group.
    Group(GroupId),
}

/// A lever of the bank: more or less of some campaigns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lever {
    /// Of which.
    pub target: LeverTarget,
    /// By how many percent, not zero.
    pub percent: i16,
}

/// How the bank ranks campaigns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arbitration {
    /// The factors that count, each once.
    pub factors: Vec<Factor>,
    /// The levers; the percentages that concern a campaign add up.
    pub levers: Vec<Lever>,
    /// The salt of the hash that breaks ties.
    pub salt: Option<Salt>,
}

impl Arbitration {
    /// Percentages that a campaign's context or the levers may add up to, and more: a factor of ten.
    pub const MAX_PERCENT: i16 = 1_000;

    /// Whether `factor` counts.
    #[must_use]
    pub fn counts(&self, factor: Factor) -> bool {
        self.factors.contains(&factor)
    }

    /// What the levers for a campaign of `category` and `group` add up to, in percent.
    #[must_use]
    pub fn lever(&self, category: Category, group: Option<&GroupId>) -> i64 {
        let concerns = |lever: &&Lever| match &lever.target {
            LeverTarget::Category(of) => *of == category,
            LeverTarget::Group(of) => Some(of) == group,
        };
        let percents = self.levers.iter().filter(concerns).map(|lever| i64::from(lever.percent));
        percents.fold(0, i64::saturating_add)
    }
}
