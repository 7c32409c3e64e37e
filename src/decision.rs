//! Decisions: what is shown where, and for every campaign the gate that it reached.

use std::sync::Arc;

use crate::campaign::{Creative, ExperimentRef, Tier};
use crate::history::{EventId, History};
use crate::id::{
    ArmId, BankId, CampaignId, Digest, FeatureId, Locale, NoticeCode, ReleaseVersion, SlotId, SuppressionCode,
    VariantId,
};
use crate::time::Moment;

/// The first gate that a campaign did not pass, or [`Gate::Shown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Passed all: it is placed.
    Shown,
    /// The release is expired or not yet believable; nothing is promoted.
    ReleaseStatus,
    /// The page denies the campaign.
    Denied,
    /// Not running now.
    NotScheduled,
    /// The bank's approvers did not sign it off.
    NotSignedOff,
    /// No requested slot, a quiet page, or not the customer's own visit.
    NotPermitted,
    /// A suppression of this tier holds.
    Suppressed(Tier),
    /// A suppression of this tier cannot be ruled out.
    SuppressedUnknown(Tier),
    /// The trigger is FALSE.
    NotTriggered,
    /// The trigger is UNKNOWN.
    TriggerUnknown,
    /// The history is full.
    HistoryOverflow,
    /// The history does not last as long as the contact policy looks back.
    HistoryEphemeral,
    /// The customer refused it.
    Refused,
    /// Shown or answered as often as a cap allows.
    Capped,
    /// An answer, several answers, or another impression lie too short a time back.
    Cooling,
    /// The arm of an experiment that the customer is in asks for more, or for another time.
    ArmWaits,
    /// Another campaign took the slot, or is shown beside which it must not be.
    Outranked,
    /// Kept as comparison group: it would have been shown.
    HeldOut,
    /// No unit or bucket tells whether it belongs to the comparison group.
    HoldoutUnknown,
}

impl Gate {
    /// The gate as one byte, for decisions that carry one a campaign.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Shown => b'.',
            Self::ReleaseStatus => b's',
            Self::Denied => b'x',
            Self::NotScheduled => b'd',
            Self::NotSignedOff => b'v',
            Self::NotPermitted => b'p',
            Self::Suppressed(tier) => match tier {
                Tier::T0 => b'0',
                Tier::T1 => b'1',
                Tier::T2 => b'2',
                Tier::T3 => b'3',
                Tier::T4 => b'4',
            },
            Self::SuppressedUnknown(tier) => match tier {
                Tier::T0 => b'A',
                Tier::T1 => b'B',
                Tier::T2 => b'C',
                Tier::T3 => b'D',
                Tier::T4 => b'E',
            },
            Self::NotTriggered => b'n',
            Self::TriggerUnknown => b'u',
            Self::HistoryOverflow => b'f',
            Self::HistoryEphemeral => b'e',
            Self::Refused => b'r',
            Self::Capped => b'c',
            Self::Cooling => b'w',
            Self::ArmWaits => b'a',
            Self::Outranked => b'o',
            Self::HeldOut => b'h',
            Self::HoldoutUnknown => b'i',
        }
    }

    /// The tier of a suppression.
    #[must_use]
    pub const fn tier(self) -> Option<Tier> {
        match self {
            Self::Suppressed(tier) | Self::SuppressedUnknown(tier) => Some(tier),
            Self::Shown
            | Self::ReleaseStatus
            | Self::Denied
            | Self::NotScheduled
            | Self::NotSignedOff
            | Self::NotPermitted
            | Self::NotTriggered
            | Self::TriggerUnknown
            | Self::HistoryOverflow
            | Self::HistoryEphemeral
            | Self::Refused
            | Self::Capped
            | Self::Cooling
            | Self::ArmWaits
            | Self::Outranked
            | Self::HeldOut
            | Self::HoldoutUnknown => None,
        }
    }

    /// The gate as a word, for people and records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::ReleaseStatus => "release_status",
            Self::Denied => "denied",
            Self::NotScheduled => "not_scheduled",
            Self::NotSignedOff => "not_signed_off",
            Self::NotPermitted => "not_permitted",
            Self::Suppressed(_) => "suppressed",
            Self::SuppressedUnknown(_) => "suppressed_unknown",
            Self::NotTriggered => "not_triggered",
            Self::TriggerUnknown => "trigger_unknown",
            Self::HistoryOverflow => "history_overflow",
            Self::HistoryEphemeral => "history_ephemeral",
            Self::Refused => "refused",
            Self::Capped => "capped",
            Self::Cooling => "cooling",
            Self::ArmWaits => "arm_waits",
            Self::Outranked => "outranked",
            Self::HeldOut => "held_out",
            Self::HoldoutUnknown => "holdout_unknown",
        }
    }
}

/// Why one campaign is shown or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The campaign.
    pub campaign: CampaignId,
    /// Where it stopped.
    pub gate: Gate,
    /// The suppression that stopped it, or the rule of the contact policy.
    pub code: Option<SuppressionCode>,
}

/// Something the host should know about a decision as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `now` lies more than five minutes before the release was issued; nothing is promoted.
    ClockBehind,
    /// Decided for show: the history is as it was, and no placement is remembered.
    DryRun,
    /// A feature of the vector is no value of its type; it reads as unknown.
    FeatureMalformed,
    /// A campaign needs a history that outlives what the host keeps.
    HistoryEphemeral,
    /// The history holds too many events; nothing is promoted.
    HistoryOverflow,
    /// The release has expired; nothing is promoted.
    ReleaseExpired,
    /// The vector's day lies after the day of the decision; nothing in it is used.
    VectorAhead,
}

impl Status {
    /// The status as a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ClockBehind => "clock_behind",
            Self::DryRun => "dry_run",
            Self::FeatureMalformed => "feature_malformed",
            Self::HistoryEphemeral => "history_ephemeral",
            Self::HistoryOverflow => "history_overflow",
            Self::ReleaseExpired => "release_expired",
            Self::VectorAhead => "vector_ahead",
        }
    }
}

/// A banner in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The id by which impressions and answers name it.
    pub id: EventId,
    /// The slot.
    pub slot: SlotId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The locale of the creative.
    pub locale: Locale,
    /// The variant of the words, where one is seen by where the customer banks.
    pub variant: Option<VariantId>,
    /// The words and picture.
    pub creative: Arc<Creative>,
    /// The arm that is seen, where the customer takes part in an experiment.
    pub trial: Option<TrialFacts>,
}

/// The arm of an experiment that a customer sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialFacts {
    /// The experiment and its version.
    pub experiment: ExperimentRef,
    /// The arm.
    pub arm: ArmId,
    /// Whether the customer counts for it.
    pub enrolled: bool,
}

/// Something the bank asked to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The campaign whose trigger is TRUE.
    pub campaign: CampaignId,
    /// What the bank knows it by.
    pub notice: NoticeCode,
    /// The period that it is given for, once: `2026-11-22`, `2026-W47`, `2026-11` or `once`.
    pub period: Box<str>,
    /// What the campaign lists, as far as it is known, ascending by feature.
    pub values: Vec<(FeatureId, Told)>,
}

/// A value that the bank is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// True or false.
    Flag(bool),
    /// A count, or basis points.
    Number(i64),
    /// An amount as in `99.99 USD`, a day, `never`, or a symbol.
    Text(Box<str>),
}

/// Version of the rules by which programs decide; a release names the least version it needs.
pub const SEMANTICS: u16 = 1;

/// The release that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFacts {
    /// The bank it is for.
    pub bank: BankId,
    /// The environment it is for: `pilot`, `test` or `production`.
    pub environment: &'static str,
    /// Its version.
    pub version: ReleaseVersion,
    /// The version of the trust root that vouches for it.
    pub root: u64,
    /// When it was issued.
    pub issued: Moment,
    /// When it stops deciding.
    pub expires: Moment,
    /// The version of the rules by which it decides.
    pub semantics: u16,
    /// The digest of its index.
    pub index: Digest,
    /// The digest of the approval sheet.
    pub sheet: Digest,
}

/// The whole answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Banners, in the order of the requested slots.
    pub placements: Vec<Placement>,
    /// One verdict a campaign, ascending by id.
    pub verdicts: Vec<Verdict>,
    /// What the bank asked to be told; empty unless the host opted in.
    pub notifications: Vec<Notification>,
    /// What the host should know, ascending, each once.
    pub statuses: Vec<Status>,
    /// The history after the decision.
    pub history: History,
}
