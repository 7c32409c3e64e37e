//! Why a verified bundle is no program.

use crate::id::CampaignId;

/// A fault in a condition, with its place in the campaign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{path}`: {fault}")]
pub struct Fault {
    /// Where: `when.all[1].level.feature`.
    pub path: String,
    /// What is wrong there and how to mend it.
    pub fault: String,
}

/// Why a verified bundle is no program. The bundle is refused whole: half a bundle is not what the bank approved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// A campaign says something that its catalogue gives no meaning.
    #[error("campaign `{campaign}` is invalid at {first}, one of {count}", first = faults.first().map_or_else(String::new, ToString::to_string), count = faults.len())]
    Campaign {
        /// The campaign.
        campaign: CampaignId,
        /// All of its faults, in the order of the document.
        faults: Vec<Fault>,
    },
    /// The policy says something that the catalogue gives no meaning.
    #[error("the policy is invalid at {first}, one of {count}", first = faults.first().map_or_else(String::new, ToString::to_string), count = faults.len())]
    Policy {
        /// All of its faults, in the order of the document.
        faults: Vec<Fault>,
    },
}

impl CompileError {
    /// The code by which hosts tell causes apart.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Campaign { .. } => "CAMPAIGN_INVALID",
            Self::Policy { .. } => "POLICY_INVALID",
        }
    }

    /// Where the first fault is in its document; `$` where it is about the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Campaign { faults, .. } | Self::Policy { faults } => faults.first().map_or("$", |fault| &fault.path),
        }
    }
}
