//! What a program keeps for reviewers: the definitions that it was made of, and single clauses of them, made ready to run.

use super::lower::Lowering;
use super::{Code, Logic, Program, Rules, concerns, holds_for, of_product};
use crate::campaign::{Campaign, Condition, Policy, Suppression, Tier};
use crate::feature::{Catalogue, Scope};
use crate::id::SuppressionCode;
use crate::order::sorted;

/// The definitions that a program was made of, as they were verified.
#[derive(Debug, Clone)]
pub struct Review {
    /// What holds for all campaigns.
    pub policy: Policy,
    /// The campaigns, ascending by id.
    pub campaigns: Vec<Campaign>,
}

/// `condition`, which asks about the customer or about one account, made ready to run as campaigns are.
///
/// Where it does not fit, which no part of a compiled program does, there is nothing to run, and it comes to UNKNOWN.
pub(crate) fn clause(program: &Program, condition: &Condition, scope: Scope) -> (Logic, Code) {
    let mut lowering = Lowering::new(&program.catalogue, &program.review.policy.segments);
    let code = match scope {
        Scope::Customer => lowering.code("", condition),
        Scope::Account => lowering.account_code(condition),
    };
    let Lowering { tests, mut steps, faults, .. } = lowering;
    if !faults.is_empty() {
        steps.clear();
    }
    (Logic { tests, steps }, code)
}

/// Who asks for a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The bank's policy.
    Policy,
    /// The campaign.
    Own,
    /// The product that it sells.
    Product,
}

/// The suppressions that hold for `campaign`, in the order of the gate: by tier, and within a tier the policy's first.
pub(crate) fn suppressions(campaign: &Campaign, policy: &Policy, catalogue: &Catalogue) -> Vec<Suppression> {
    let all = suppressions_by(campaign, policy, catalogue).into_iter().map(|(_, suppression)| suppression);
    sorted(all.collect(), &|a, b| a.tier < b.tier)
}

/// The suppressions that hold for `campaign`, by who asks for them.
pub(crate) fn suppressions_by(
    campaign: &Campaign,
    policy: &Policy,
    catalogue: &Catalogue,
) -> Vec<(Origin, Suppression)> {
    let rules = Rules::of(policy);
    let of_policy = policy.suppressions.iter().filter(|entry| concerns(entry, campaign));
    let own = campaign.suppress.iter().filter(|own| holds_for(campaign.class, own.tier));
    let product = campaign.product.iter().flat_map(|product| of_product(product, campaign.category, &rules, catalogue));
    let of_product = product.filter_map(|(code, when)| {
        SuppressionCode::new(code).ok().map(|code| Suppression { code, tier: Tier::T3, when })
    });
    let of_policy = of_policy.map(|entry| (Origin::Policy, entry.suppression.clone()));
    let own = own.map(|own| (Origin::Own, own.clone()));
    of_policy.chain(own).chain(of_product.map(|made| (Origin::Product, made))).collect()
}
