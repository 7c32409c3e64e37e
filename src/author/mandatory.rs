//! What every promotion of a category must have: suppressions, a product, a cap, quiet pages.

use std::sync::Arc;

use super::finding::{Finding, SUPPRESSION_MISSING, Source};
use super::node;
use crate::campaign::{Campaign, Cap, CapScope, Category, Condition, Counted, MessageClass, Policy, Suppression, Tier};
use crate::wire::campaign::category_word;

/// One thing that promotions of some categories must have.
struct Rule {
    /// The categories; empty for all.
    categories: &'static [Category],
    needs: Need,
    /// The line that mends it.
    add: &'static str,
    /// Where the line goes.
    to: &'static str,
}

enum Need {
    /// A suppression of the tier, whatever it reads.
    AnyOf(Tier),
    /// A suppression of the tier, or of any, that holds whenever the flag is true.
    Flag {
        tier: Option<Tier>,
        flag: &'static str,
    },
    Product,
    Cap,
    QuietPages,
}

const POLICY: &str = "the policy's suppressions";
const CAMPAIGN: &str = "the campaign";
const CREDIT: &[Category] = &[Category::Card, Category::Credit, Category::Mortgage];
const INVEST: &[Category] = &[Category::Investment, Category::Insurance];
const OWNED: &[Category] = &[Category::Card, Category::Credit, Category::Mortgage, Category::Deposit];

const RULES: [Rule; 9] = [
    Rule {
        categories: &[],
        needs: Need::Flag { tier: Some(Tier::T0), flag: "sup.all" },
        add: "- {code: legal, tier: T0, marketing_only: false, when: {flag: sup.all}}",
        to: POLICY,
    },
    Rule {
        categories: &[],
        needs: Need::Flag { tier: Some(Tier::T0), flag: "opt.marketing" },
        add: "- {code: optout_marketing, tier: T0, marketing_only: true, when: {flag: opt.marketing}}",
        to: POLICY,
    },
    Rule {
        categories: &[],
        needs: Need::AnyOf(Tier::T1),
        add: "- {code: quiet_time, tier: T1, marketing_only: true, when: {flag: sup.service}}",
        to: POLICY,
    },
    Rule {
        categories: &[],
        needs: Need::QuietPages,
        add: "quiet_pages: [pay.confirm, card.dispute, fraud.report, login.timeout, privacy.consent]",
        to: "the policy",
    },
    Rule {
        categories: &[],
        needs: Need::Cap,
        add: "caps: [{count: 3, days: 7, event: impression, scope: campaign}]",
        to: CAMPAIGN,
    },
    Rule {
        categories: CREDIT,
        needs: Need::AnyOf(Tier::T2),
        add: "- {code: credit_policy, tier: T2, marketing_only: true, categories: [card, credit, mortgage], when: {flag: sup.credit}}",
        to: POLICY,
    },
    Rule { categories: OWNED, needs: Need::Product, add: "product: ..", to: CAMPAIGN },
    Rule {
        categories: INVEST,
        needs: Need::Flag { tier: None, flag: "is_minor" },
        add: "- {code: minor, tier: T0, marketing_only: false, categories: [investment, insurance], when: {flag: is_minor}}",
        to: POLICY,
    },
    Rule {
        categories: INVEST,
        needs: Need::Flag { tier: None, flag: "sup.invest" },
        add: "- {code: vulnerable, tier: T1, marketing_only: true, categories: [investment, insurance], when: {flag: sup.invest}}",
        to: POLICY,
    },
];

/// What the promotion `campaign`, read from `file`, lacks beside `policy`; told where it names its category.
pub(super) fn findings(campaign: &Campaign, policy: &Policy, file: &Arc<Source>) -> Vec<Finding> {
    if campaign.class == MessageClass::Servicing {
        return Vec::new();
    }
    let at = node::parse(file).ok().and_then(|root| root.place_of("category")).unwrap_or(0..0);
    let suppressions = suppressions(campaign, policy);
    let concerns = |rule: &&Rule| rule.categories.is_empty() || rule.categories.contains(&campaign.category);
    let lacking = RULES.iter().filter(concerns).filter(|rule| !rule.needs.is_met(campaign, policy, &suppressions));
    let told = lacking.map(|rule| {
        let (category, needs) = (category_word(campaign.category), rule.needs.in_words());
        let said = format!("a promotion of category `{category}` needs {needs}: add to {} `{}`", rule.to, rule.add);
        Finding::new(SUPPRESSION_MISSING, file, at.clone(), &said)
    });
    told.collect()
}

/// The suppressions that the campaign meets, the policy's and its own.
fn suppressions<'a>(campaign: &'a Campaign, policy: &'a Policy) -> Vec<&'a Suppression> {
    let of_policy = policy
        .suppressions
        .iter()
        .filter(|entry| entry.categories.as_ref().is_none_or(|categories| categories.contains(&campaign.category)));
    of_policy.map(|entry| &entry.suppression).chain(&campaign.suppress).collect()
}

impl Need {
    fn is_met(&self, campaign: &Campaign, policy: &Policy, suppressions: &[&Suppression]) -> bool {
        match self {
            Self::AnyOf(tier) => suppressions.iter().any(|suppression| suppression.tier == *tier),
            Self::Flag { tier, flag } => suppressions.iter().any(|suppression| {
                tier.is_none_or(|tier| suppression.tier == tier) && holds_with(&suppression.when, flag)
            }),
            Self::Product => campaign.product.is_some(),
            Self::Cap => {
                let shared = policy.contact.caps.iter();
                let concerns = |cap: &&Cap| cap.scope != CapScope::Group || campaign.group.is_some();
                campaign.caps.iter().chain(shared.filter(concerns)).any(|cap| cap.counted == Counted::Impression)
            }
            Self::QuietPages => !policy.quiet_pages.is_empty(),
        }
    }

    fn in_words(&self) -> String {
        match self {
            Self::AnyOf(tier) => format!("a suppression of {}", tier.as_str()),
            Self::Flag { tier: Some(tier), flag } => format!("a suppression of {} on `{flag}`", tier.as_str()),
            Self::Flag { tier: None, flag } => format!("a suppression on `{flag}`"),
            Self::Product => "the product that it sells, so that nobody is shown what they own".into(),
            Self::Cap => "a cap on impressions, its own or the policy's".into(),
            Self::QuietPages => "pages on which nothing is promoted".into(),
        }
    }
}

/// Whether the condition is TRUE whenever the flag is, and UNKNOWN or TRUE whenever the flag is UNKNOWN.
fn holds_with(condition: &Condition, flag: &str) -> bool {
    match condition {
        Condition::Flag(feature) => feature.as_str() == flag,
        Condition::Any(parts) => parts.iter().any(|part| holds_with(part, flag)),
        Condition::All(parts) => parts.iter().all(|part| holds_with(part, flag)),
        Condition::Not(_)
        | Condition::Level(_)
        | Condition::Crossing(_)
        | Condition::Consecutive(_)
        | Condition::Owns(_)
        | Condition::Lacks(_)
        | Condition::OneOf(_)
        | Condition::Recent(_)
        | Condition::Past(_)
        | Condition::Upcoming(_)
        | Condition::Never(_)
        | Condition::Change(_)
        | Condition::Trend(_)
        | Condition::AtLeast(_)
        | Condition::Segment(_)
        | Condition::Calendar(_)
        | Condition::Session(_)
        | Condition::Event(_)
        | Condition::First(_)
        | Condition::AnyAccount(_)
        | Condition::EveryAccount(_)
        | Condition::CountAccounts(_)
        | Condition::Combined(_) => false,
    }
}
