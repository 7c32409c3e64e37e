//! Explanations in plain English and Spanish: what a campaign says, what changed in it, and why a decision came out as it did.
//!
//! Nothing here decides: sentences come from the checked definition, truths and values from the engine.

mod accounts;
mod amounts;
mod campaigns;
mod changes;
mod clause;
mod comparison;
mod conditions;
mod contact;
mod decisions;
mod document;
mod entries;
mod events;
mod exact;
mod experiments;
mod gates;
mod naming;
mod notify;
mod periods;
mod phrase;
mod phrases;
mod policies;
mod ranking;
mod reads;
mod section;
mod values;
mod variants;
mod words;

pub use campaigns::{campaign, campaign_of, rendering, rendering_of};
pub use changes::{Version, campaign_changes, catalogue_changes, policy_changes, text_changes};
pub use comparison::Difference;
pub use decisions::{CampaignExplanation, decision, decision_text};
pub use document::write;
pub use entries::feature;
pub use phrase::Language;
pub use policies::policy;
pub use reads::{ReadPart, features_read};
