//! How campaigns are ranked, in words: what one brings, how the policy weighs it, and what it came to for one customer.

use crate::campaign::{Arbitration, Campaign, Factor, Lane, LeverTarget};
use crate::decide::Factors;

use super::amounts;
use super::campaigns::category_phrase;
use super::clause::{Clause, bullet};
use super::conditions::Teller;
use super::phrase::{Language, Phrase};
use super::phrases::ranking as says;
use super::section::{line, paragraph};

/// Decimal places of the factors, in their order, and of their product.
const PLACES: [usize; 4] = [4, 2, 3, 2];
const SCORE_PLACES: usize = 11;

impl Teller<'_> {
    /// What `campaign` brings to arbitration, and with whom it is not shown together.
    pub(super) fn ranking(&self, campaign: &Campaign, policy: &Arbitration, out: &mut String) {
        let language = self.naming.language;
        let ranking = &campaign.ranking;
        let counted = |factor: Factor, said: String| match policy.counts(factor) {
            true => said,
            false => format!("{said} {}", says::OFF.text(language)),
        };
        match ranking.lane {
            Some(Lane::Mandatory) => line(out, says::MANDATORY.text(language)),
            Some(Lane::Evergreen) => line(out, says::EVERGREEN.text(language)),
            None => {}
        }
        if let Some(feature) = &ranking.propensity {
            let said = says::PROPENSITY.say(language, &[("feature", &self.naming.noun(feature))]);
            line(out, &counted(Factor::Propensity, said));
        }
        if let Some(value) = ranking.value {
            let said = says::VALUE.say(language, &[("value", &amounts::said(value, language))]);
            line(out, &counted(Factor::Value, said));
        }
        if let Some(group) = &campaign.conflict_group {
            line(out, &says::CONFLICT.say(language, &[("group", group.as_str())]));
        }
        if !ranking.context.is_empty() {
            paragraph(out, &counted(Factor::Context, says::CONTEXT.text(language).to_owned()));
        }
        for entry in &ranking.context {
            let Clause { text, join, parts } = self.condition(&entry.when);
            let gaps = [("percent", &*signed(entry.percent)), ("clause", &*text)];
            Clause::of(says::CHANGES.say(language, &gaps), join, parts).write(out, 0, language);
        }
    }
}

/// How `policy` ranks campaigns.
pub(super) fn of_policy(policy: &Arbitration, language: Language, out: &mut String) {
    let factors = Factor::ALL.into_iter().filter(|factor| policy.counts(*factor));
    let factors: Vec<&str> = factors.map(|factor| factor_phrase(factor).text(language)).collect();
    let order = match factors.is_empty() {
        true => says::BY_PRIORITY.text(language).to_owned(),
        false => says::BY_SCORE.say(language, &[("factors", &factors.join(" × "))]),
    };
    paragraph(out, &order);
    if let Some(salt) = &policy.salt {
        line(out, &says::TIES.say(language, &[("salt", salt.as_str())]));
    }
    if !policy.levers.is_empty() {
        let head = if policy.counts(Factor::Lever) { says::LEVERS } else { says::LEVERS_OFF };
        line(out, head.text(language));
    }
    for lever in &policy.levers {
        let percent = signed(lever.percent);
        let said = match &lever.target {
            LeverTarget::Category(category) => {
                let category = category_phrase(*category).text(language);
                says::LEVER_CATEGORY.say(language, &[("category", category), ("percent", &percent)])
            }
            LeverTarget::Group(group) => {
                says::LEVER_GROUP.say(language, &[("group", group.as_str()), ("percent", &percent)])
            }
        };
        bullet(out, 0, &said);
    }
}

/// The factors and the score that they make, as decimals.
pub(super) fn decimals(factors: Factors) -> [(&'static str, String); 5] {
    let Factors { propensity, context, value, lever } = factors;
    let [of_propensity, of_context, of_value, of_lever] = PLACES;
    [
        ("context", decimal(context.into(), of_context)),
        ("lever", decimal(lever.into(), of_lever)),
        ("propensity", decimal(propensity.into(), of_propensity)),
        ("score", decimal(factors.score(), SCORE_PLACES)),
        ("value", decimal(value.into(), of_value)),
    ]
}

/// The score and its factors as one sentence.
pub(super) fn score(factors: Factors, language: Language) -> String {
    let decimals = decimals(factors);
    let gaps: Vec<(&str, &str)> = decimals.iter().map(|(name, decimal)| (*name, decimal.as_str())).collect();
    says::SCORE.say(language, &gaps)
}

fn factor_phrase(factor: Factor) -> Phrase {
    match factor {
        Factor::Propensity => says::FACTOR_PROPENSITY,
        Factor::Context => says::FACTOR_CONTEXT,
        Factor::Value => says::FACTOR_VALUE,
        Factor::Lever => says::FACTOR_LEVER,
    }
}

/// `+20%`.
fn signed(percent: i16) -> String {
    format!("{percent:+}%")
}

/// `n` of so many decimal places, without idle zeros.
fn decimal(n: u128, places: usize) -> String {
    let digits = format!("{n:0>width$}", width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(places)).unwrap_or((&digits, ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}
