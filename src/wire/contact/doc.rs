//! Caps, cooldowns and pauses, as they are authored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CountedWord, PauseScopeWord, PeriodWord, ScopeWord};
use crate::wire::canonical;

/// Allows a showing while fewer than `count` events lie in the window, which is one of `calendar`, `days` and `hours`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CapDoc {
    /// The window is the day, week from Monday, or month of the decision, by the bank's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<PeriodWord>,
    /// First number that is too many, from 1.
    pub count: u32,
    /// The window is so many days of 24 hours that end now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// What is counted.
    pub event: CountedWord,
    /// The window is so many hours that end now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u16>,
    /// Whose events.
    pub scope: ScopeWord,
}

/// No showing of the campaign while its last event of a kind is younger than so many days.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CooldownDoc {
    /// The event: not `impression`, after which a cap says the same.
    pub after: CountedWord,
    /// Days of 24 hours, from 1.
    pub days: u16,
}

/// Once `count` events lie less than `days` days apart, no showing until the last of them is `pause_days` days old.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseDoc {
    /// The event: not `impression`, after which a cap says the same.
    pub after: CountedWord,
    /// How many, from 1.
    pub count: u32,
    /// Days of 24 hours, from 1.
    pub days: u16,
    /// Days of 24 hours, from 1.
    pub pause_days: u16,
    /// Whose events, and who pauses.
    pub scope: PauseScopeWord,
}

/// How often promotions may be shown, all together.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactDoc {
    /// Caps by group, by slot and over all promotions; all must allow.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CapDoc>,
    /// The least time between two impressions of promotions, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_hours: Option<u16>,
    /// Pauses after several answers.
    #[serde(default, deserialize_with = "canonical::given", skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<PauseDoc>,
}
