//! Denied campaigns that a bundle does not have: a slip in a name would deny nothing, and say nothing.

use crate::bundle::{Index, PagePolicy};
use crate::compile::nearest;
use crate::id::CampaignId;

/// A denied campaign that is not in the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// As the policy calls it.
    pub denied: CampaignId,
    /// The one of the bundle that was probably meant.
    pub meant: Option<CampaignId>,
}

/// The campaigns that `page` denies and `index` does not have, in the policy's order.
#[must_use]
pub fn strangers(page: &PagePolicy, index: &Index) -> Vec<Stranger> {
    let known = || index.campaigns.iter().map(|(id, _)| id);
    let meant = |denied: &CampaignId| {
        let name = nearest(known().map(CampaignId::as_str), denied.as_str())?;
        known().find(|id| id.as_str() == name).cloned()
    };
    let strangers = page.deny.iter().filter(|denied| known().all(|id| id != *denied));
    strangers.map(|denied| Stranger { denied: denied.clone(), meant: meant(denied) }).collect()
}
