//! What the files of a release say, once their bytes are proven.

use super::error::VerifyError;
use super::files::VerifiedFiles;
use crate::campaign::{Campaign, Policy};
use crate::feature::Catalogue;
use crate::wire;
use crate::wire::golden::Golden;

/// The documents of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The features that its campaigns may read.
    pub catalogue: Catalogue,
    /// What holds for all its campaigns.
    pub policy: Policy,
    /// Its campaigns, ascending by id.
    pub campaigns: Vec<Campaign>,
    /// What the bank approved that it decides.
    pub goldens: Vec<Golden>,
}

/// Reads `files`; one that is malformed refuses them all.
pub(super) fn read(files: &VerifiedFiles) -> Result<Contents, Box<VerifyError>> {
    let catalogue = wire::catalogue::read(files.catalogue.as_bytes())?;
    let policy = wire::policy::read(files.policy.as_bytes())?;
    let mut campaigns = Vec::with_capacity(files.campaigns.len());
    for (id, text) in &files.campaigns {
        let campaign = wire::campaign::read(text.as_bytes())
            .map_err(|fault| VerifyError::CampaignInvalid { campaign: id.clone(), fault })?;
        if campaign.id != *id {
            return Err(VerifyError::CampaignMisnamed { found: campaign.id, expected: id.clone() }.into());
        }
        campaigns.push(campaign);
    }
    let goldens = wire::golden::read(files.goldens.as_bytes(), &catalogue)?;
    Ok(Contents { catalogue, policy, campaigns, goldens })
}
