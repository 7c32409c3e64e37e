//! The truth of forms about accounts.

use super::{Tally, answer, run};
use crate::campaign::{AccountFilter, PeriodRule};
use crate::compile::{Code, Logic, Quantifier, Source};
use crate::decide::facts::Facts;
use crate::decide::truth::Truth;
use crate::feature::Account;
use crate::quantity::Quantity;

/// Whether as many of the accounts meet `meets` as are asked for; UNKNOWN where the vector lists no accounts.
pub(super) fn quantified(
    logic: &Logic,
    facts: &Facts<'_>,
    filter: &AccountFilter,
    meets: Option<Code>,
    asks: Quantifier,
) -> Truth {
    let Some(accounts) = facts.accounts() else { return Truth::Unknown };
    let truth = |account: &Account| match meets {
        None => Truth::True,
        Some(code) => run(logic, code, |_, test| answer(logic, facts, &account.features, test)),
    };
    let truths: Vec<Truth> = accounts.iter().filter(|account| means(filter, account)).map(truth).collect();
    match asks {
        Quantifier::Any => truths.into_iter().fold(Truth::False, Truth::or),
        // Of no account at all it does not hold: an offer to those whose every account is in order is no offer to those without.
        Quantifier::Every if truths.is_empty() => Truth::False,
        Quantifier::Every => truths.into_iter().fold(Truth::True, Truth::and),
        Quantifier::Count(is, count) => Tally::of(truths.into_iter()).compare(is, count.into()),
    }
}

/// The sum over the accounts that one of `include` means; `None` where one is not known, or there is none.
pub(super) fn combined(
    facts: &Facts<'_>,
    include: &[AccountFilter],
    (source, rule): (Source, PeriodRule),
) -> Option<Quantity> {
    let included = facts.accounts()?.iter().filter(|account| include.iter().any(|filter| means(filter, account)));
    let mut sum: Option<Quantity> = None;
    for account in included {
        let value = facts.quantity(&account.features, source, rule)?;
        sum = Some(match sum {
            None => value,
            Some(sum) => sum.beside(value)?,
        });
    }
    sum
}

pub(super) fn means(filter: &AccountFilter, account: &Account) -> bool {
    account.kind == filter.kind
        && filter.product.as_ref().is_none_or(|wanted| account.product.as_ref() == Some(wanted))
        && filter.roles.contains(&account.role)
        && filter.statuses.contains(&account.status)
        && filter.classes.contains(&account.class)
}
