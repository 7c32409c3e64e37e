//! Explanations in plain English and Spanish: what a campaign says, and why a decision came out as it did.
//!
//! Nothing here decides: sentences come from the checked definition, truths and values from the engine.

mod accounts;
mod amounts;
mod campaigns;
mod clause;
mod conditions;
mod decisions;
mod document;
mod events;
mod naming;
mod periods;
mod phrase;
mod phrases;
mod reads;
mod values;

pub use campaigns::{campaign, campaign_of};
pub use decisions::{CampaignExplanation, decision, decision_text};
pub use document::write;
pub use phrase::Language;
