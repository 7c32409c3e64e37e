//! A campaign, as it is authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CategoryWord, ClassWord, TierWord};
use crate::campaign::Campaign;
use crate::wire::condition::ConditionDoc;
use crate::wire::contact::{CapDoc, CooldownDoc};
use crate::wire::creative::CreativeDoc;
use crate::wire::experiment::ParticipationDoc;
use crate::wire::notify::NotifyDoc;
use crate::wire::ranking::{ContextDoc, LaneWord};
use crate::wire::{Malformed, UniqueMap, canonical};

/// One campaign.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignDoc {
    /// Its id, stable for ever.
    pub campaign: String,
    /// How often it may be shown; all must allow.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CapDoc>,
    /// The kind of offer, which selects mandatory suppressions.
    pub category: CategoryWord,
    /// Which gates it must pass.
    pub class: ClassWord,
    /// The group of which one decision shows at most one campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict_group: Option<String>,
    /// What changes its rank while it holds.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<ContextDoc>,
    /// How long it stays away after an answer.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub cooldowns: Vec<CooldownDoc>,
    /// The whole banner in each locale.
    pub creatives: UniqueMap<CreativeDoc>,
    /// The locale whose creative serves where no requested one exists.
    pub default_locale: String,
    /// What it does in experiments; a customer takes part in the first one that is for them.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub experiments: Vec<ParticipationDoc>,
    /// The group it shares caps with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The share of units that see nothing, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holdout: Option<HoldoutDoc>,
    /// The lane, where scores do not decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneWord>,
    /// Its name, for people.
    pub name: String,
    /// What the bank is told when the trigger is TRUE, ascending by notice.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<NotifyDoc>,
    /// Its rank, 0 to 1000; higher wins.
    pub priority: u16,
    /// The product it sells; who owns it is suppressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The customer's feature, in basis points, that says how likely the customer takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub propensity: Option<String>,
    /// When it runs.
    pub schedule: ScheduleDoc,
    /// Where it may be shown.
    pub slots: Vec<String>,
    /// Its own suppressions, beside the policy's.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub suppress: Vec<SuppressionDoc>,
    /// The subject a customer can refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// What it is worth, as in `35.00 USD` or `35 points`; one unit in a bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Other words by where the customer banks; the first whose condition is TRUE is seen.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<WordingDoc>,
    /// Its trigger.
    pub when: ConditionDoc,
}

/// Other words for customers who bank in some places.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordingDoc {
    /// The whole banner in each locale of the campaign, in place of the campaign's.
    pub creatives: UniqueMap<CreativeDoc>,
    /// Its id.
    pub variant: String,
    /// Where they bank: `one_of` over `geo.*`, joined by `all`, `any` and `not`.
    pub when: ConditionDoc,
}

/// `from <= now < until`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDoc {
    /// The first moment, RFC 3339.
    pub from: String,
    /// The first moment after it, RFC 3339.
    pub until: String,
}

/// A condition under which a campaign is not shown.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuppressionDoc {
    /// The code that reasons report.
    pub code: String,
    /// The tier that reasons report.
    pub tier: TierWord,
    /// When it holds; an unknown suppresses too.
    pub when: ConditionDoc,
}

/// A share of units that see nothing.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldoutDoc {
    /// What sets this assignment apart from all others.
    pub salt: String,
    /// The share in basis points, 1 to 9,999.
    pub share_bp: u16,
}

impl CampaignDoc {
    /// The campaign of the vocabulary.
    ///
    /// # Errors
    /// [`Malformed`] with the path to the fault.
    pub fn into_campaign(self) -> Result<Campaign, Malformed> {
        super::read(&canonical::write(&self)?)
    }
}
