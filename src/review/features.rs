//! The catalogue for privacy reviewers: what each feature is, and which campaigns read it.

use std::collections::BTreeSet;

use super::Opened;
use crate::explain::{ReadPart, features_read};
use crate::id::{CampaignId, FeatureId};
use crate::wire::spelling::{self, field, texts};
use crate::wire::{self, Tree};

impl Opened {
    /// The canonical text of all features of the catalogue, ascending by id, those among them that nothing reads.
    #[must_use]
    pub fn features(&self) -> String {
        let (catalogue, policy) = (&self.edition.catalogue, &self.edition.policy);
        let campaigns = self.edition.campaigns.iter().map(|(campaign, _)| campaign);
        let readers: Vec<(&CampaignId, BTreeSet<FeatureId>)> =
            campaigns.clone().map(|campaign| (&campaign.id, features_read(campaign, catalogue, policy))).collect();
        let holdout: BTreeSet<FeatureId> =
            campaigns.flat_map(|campaign| ReadPart::Holdout.reads(campaign, catalogue, policy)).collect();
        let features = catalogue.features().iter().map(|feature| {
            let read_by = readers.iter().filter(|(_, read)| read.contains(&feature.id)).map(|(id, _)| id.as_str());
            let mut fields = wire::catalogue::told(feature);
            fields.push(field("holdout", Tree::Flag(holdout.contains(&feature.id))));
            fields.push(field("read_by", texts(read_by)));
            Tree::Object(fields)
        });
        spelling::write(&Tree::List(features.collect()))
    }
}
