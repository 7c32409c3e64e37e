//! Forms about accounts, as they are authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AmountDoc, ConditionDoc};
use crate::wire::condition::threshold::ComparisonWord;
use crate::wire::vector::{ClassWord, RoleWord, StatusWord};

/// Which accounts are meant.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountFilterDoc {
    /// In which capacities it may be held; as a consumer where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<ClassWord>>,
    /// The kind of account.
    pub kind: String,
    /// The product, where only one will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What the person may be to it; an owner, alone or jointly, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleWord>>,
    /// Where it may stand; open where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statuses: Option<Vec<StatusWord>>,
}

/// Some accounts, and what one must meet.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountBlockDoc {
    /// In which capacities it may be held; as a consumer where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<ClassWord>>,
    /// The kind of account.
    pub kind: String,
    /// The product, where only one will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What the person may be to it; an owner, alone or jointly, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleWord>>,
    /// Where it may stand; open where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statuses: Option<Vec<StatusWord>>,
    /// What that one account must meet: all of it.
    #[serde(rename = "where")]
    pub meets: Vec<ConditionDoc>,
}

/// How many accounts meet something.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountAccountsDoc {
    /// In which capacities it may be held; as a consumer where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<ClassWord>>,
    /// The side.
    pub is: ComparisonWord,
    /// The kind of account.
    pub kind: String,
    /// The product, where only one will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What the person may be to it; an owner, alone or jointly, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<RoleWord>>,
    /// Where it may stand; open where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statuses: Option<Vec<StatusWord>>,
    /// The number.
    pub value: u16,
    /// What an account must meet to be counted.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub meets: Option<Vec<ConditionDoc>>,
}

/// The sum over some accounts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CombinedDoc {
    /// The feature read.
    pub feature: String,
    /// `false` where a partial period may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_period: Option<bool>,
    /// The accounts, each once.
    pub include: Vec<AccountFilterDoc>,
    /// The side.
    pub is: ComparisonWord,
    /// The period read: `m1` is the last complete month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The threshold.
    pub value: AmountDoc,
}
