//! Where a campaign stopped, in words.

use crate::decision::Gate;

use super::phrase::Phrase;
use super::phrases::decision as says;

/// The phrase of a gate, which `code` may tell more about.
pub(super) fn gate_phrase(gate: Gate, code: &str) -> Phrase {
    match gate {
        Gate::Shown => says::SHOWN,
        Gate::ReleaseStatus => says::RELEASE_STATUS,
        Gate::Denied => says::DENIED,
        Gate::NotScheduled => says::NOT_SCHEDULED,
        Gate::NotSignedOff => says::NOT_SIGNED_OFF,
        Gate::NotPermitted => says::NOT_PERMITTED,
        Gate::Suppressed(_) => says::SUPPRESSED,
        Gate::SuppressedUnknown(_) => says::SUPPRESSED_UNKNOWN,
        Gate::NotTriggered => says::NOT_TRIGGERED,
        Gate::TriggerUnknown => says::TRIGGER_UNKNOWN,
        Gate::HistoryOverflow => says::HISTORY_OVERFLOW,
        Gate::HistoryEphemeral => says::HISTORY_EPHEMERAL,
        Gate::Refused => says::REFUSED,
        Gate::Capped => match code {
            "cap.group" => says::CAPPED_GROUP,
            "cap.slot" => says::CAPPED_SLOT,
            "cap.global" => says::CAPPED_ALL,
            _ => says::CAPPED,
        },
        Gate::Cooling => match code {
            "gap" => says::COOLING_GAP,
            "pause" => says::COOLING_PAUSE,
            _ => says::COOLING,
        },
        Gate::ArmWaits => says::ARM_WAITS,
        Gate::Outranked => match code {
            "same.product" => says::SAME_PRODUCT,
            "same.conflict_group" => says::SAME_CONFLICT,
            _ => says::OUTRANKED,
        },
        Gate::HeldOut => says::HELD_OUT,
        Gate::HoldoutUnknown => says::HOLDOUT_UNKNOWN,
    }
}
