//! What a campaign brings to arbitration, with the factors left out that the policy does not count.

use super::Fault;
use super::lower::Lowering;
use super::program::Code;
use crate::campaign::{Amount, Arbitration, Campaign, Factor, Lane};
use crate::feature::FeatureIx;
use crate::id::CampaignId;
use crate::money::{Currency, Money};

/// A factor of 1, in percent.
const ONE: i64 = 100;
/// A value of 1, in thousandths.
const VALUE_ONE: u64 = 1_000;

/// What a score is made of. What is missing or switched off is 1.
#[derive(Debug, Clone)]
pub(crate) struct Weight {
    /// The lane, where there is no score.
    pub(crate) lane: Option<Lane>,
    /// A customer's basis points.
    pub(crate) propensity: Option<FeatureIx>,
    /// Percentages, each added where its condition is TRUE.
    pub(crate) context: Vec<(i16, Code)>,
    /// In thousandths of a major unit or of a point.
    pub(crate) value: u64,
    /// In percent.
    pub(crate) lever: u64,
}

/// A factor in percent, of percentages that add up to `sum`: from nothing to ten times.
pub(crate) fn factor(sum: i64) -> u64 {
    let most = i64::from(Arbitration::MAX_PERCENT);
    u64::try_from(sum.saturating_add(ONE).clamp(0, most)).unwrap_or(0)
}

/// Checks all that `campaign` brings, and keeps what `arbitration` counts.
pub(super) fn weight(lowering: &mut Lowering<'_>, campaign: &Campaign, arbitration: &Arbitration) -> Weight {
    let ranking = &campaign.ranking;
    let propensity = ranking.propensity.as_ref().and_then(|id| lowering.propensity(id));
    let mut context = Vec::with_capacity(ranking.context.len());
    for (n, entry) in ranking.context.iter().enumerate() {
        context.push((entry.percent, lowering.code(&format!("context[{n}].when"), &entry.when)));
    }
    let counts = |factor| arbitration.counts(factor);
    if !counts(Factor::Context) {
        context.clear();
    }
    Weight {
        lane: ranking.lane,
        propensity: propensity.filter(|_| counts(Factor::Propensity)),
        context,
        value: ranking.value.filter(|_| counts(Factor::Value)).map_or(VALUE_ONE, thousandths),
        lever: match counts(Factor::Lever) && ranking.lane.is_none() {
            true => factor(arbitration.lever(campaign.category, campaign.group.as_ref())),
            false => factor(0),
        },
    }
}

/// A value in thousandths of its major unit, which no currency divides further.
fn thousandths(value: Amount) -> u64 {
    let (n, digits) = match value {
        Amount::Money(Money { minor, currency }) => (minor, currency.minor_digits()),
        Amount::Units(n, _) | Amount::Count(n) | Amount::BasisPoints(n) => (n, 0),
        Amount::Date(_) => (0, 0),
    };
    let scale = 10_u64.saturating_pow(3_u32.saturating_sub(digits));
    u64::try_from(n).unwrap_or(0).saturating_mul(scale)
}

/// The first of `campaigns` whose value is in another unit than one before it, and the fault: values of two units do not compare.
#[must_use]
pub fn mixed_values<'a>(campaigns: &mut dyn Iterator<Item = &'a Campaign>) -> Option<(&'a CampaignId, Fault)> {
    let mut first: Option<(&CampaignId, Option<Currency>)> = None;
    for campaign in campaigns {
        let Some(value) = campaign.ranking.value else { continue };
        let unit = if let Amount::Money(money) = value { Some(money.currency) } else { None };
        match first {
            None => first = Some((&campaign.id, unit)),
            Some((_, known)) if known == unit => {}
            Some((other, known)) => {
                let known = known.map_or("points".to_owned(), |currency| currency.to_string());
                let fault = format!(
                    "`{other}` has its value in {known}, and values of two units do not compare: write {known}"
                );
                return Some((&campaign.id, Fault { path: "value".into(), fault }));
            }
        }
    }
    None
}
