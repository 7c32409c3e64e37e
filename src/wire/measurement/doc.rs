//! Measurements as they are described to those who write them.

use schemars::JsonSchema;

use super::MeasuredWord;

/// One batch: the body of one request, or a line of a bank's own system.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MeasurementsDoc {
    /// How many events the sender could not keep since its last batch.
    #[schemars(default)]
    pub dropped: Option<u64>,
    /// The events, at most 20,000.
    #[schemars(length(max = 20_000))]
    pub events: Vec<MeasurementDoc>,
    /// Format version: 1.
    #[schemars(range(min = 1, max = 1))]
    pub measurements: u8,
    /// What makes all batches of one sender of one size.
    #[schemars(default)]
    pub padding: Option<String>,
}

/// One event. It says nothing of who the customer is, no feature, and no time but the day.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MeasurementDoc {
    /// The arm that was seen by a customer who counts for it; with `experiment`.
    #[schemars(default, regex(pattern = "^[a-z0-9][a-z0-9._-]{0,63}$"))]
    pub arm: Option<String>,
    /// The campaign; a bank's own system may know the offer code alone.
    #[schemars(default, regex(pattern = "^[a-z0-9][a-z0-9._-]{0,63}$"))]
    pub campaign: Option<String>,
    /// The day at the bank: `2026-11-23`.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub day: String,
    /// The experiment and its version: `headline@1`; with `arm`.
    #[schemars(default, regex(pattern = "^[a-z0-9][a-z0-9._-]{0,63}@[1-9][0-9]{0,4}$"))]
    pub experiment: Option<String>,
    /// Of `start`, `approve`, `fund` and `use`: whether the customer belongs to the comparison group of the campaign.
    #[schemars(default)]
    pub held_out: Option<bool>,
    /// Drawn at random, so that an event that comes twice counts once: 16 hexadecimal digits.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    pub id: String,
    /// What happened.
    pub kind: MeasuredWord,
    /// The opaque code of the call to action; of everything but a comparison group.
    #[schemars(default, regex(pattern = "^[A-Za-z0-9_-]{1,64}$"))]
    pub offer: Option<String>,
    /// The slot; of what happens in a page.
    #[schemars(default, regex(pattern = "^[a-z0-9][a-z0-9._-]{0,63}$"))]
    pub slot: Option<String>,
}
