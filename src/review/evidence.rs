//! What a verdict rests on, made again from the bundle's own bytes: nobody signs a sheet whose evidence is not what they read.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use crate::bundle::digest::sha256;
use crate::campaign::{Campaign, Policy};
use crate::explain;
use crate::feature::Catalogue;
use crate::id::{CampaignId, Digest, Locale};

/// A kind of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The golden decisions of the release.
    Goldens,
    /// The findings of the compliance rules.
    Lint,
    /// How many customers a campaign reaches.
    Reach,
    /// The rendering in one locale.
    Rendering(Locale),
}

impl Kind {
    /// The name of the kind in sheets.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Goldens => "goldens",
            Self::Lint => "lint",
            Self::Reach => "reach",
            Self::Rendering(_) => "renderings",
        }
    }

    /// The locale, of a rendering.
    #[must_use]
    pub const fn locale(&self) -> Option<&Locale> {
        match self {
            Self::Rendering(locale) => Some(locale),
            Self::Goldens | Self::Lint | Self::Reach => None,
        }
    }
}

/// What became of evidence that was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is what the sheet says.
    Holds,
    /// It is something else, or nothing; `found` is what it is.
    Differs {
        /// The digest in the sheet.
        stated: Digest,
        /// The digest of what the bundle's bytes give.
        found: Option<Digest>,
    },
    /// The sheet says that it was not measured.
    NotMeasured,
    /// The sheet has a digest, of something that cannot be made from the bundle alone.
    NotRemade,
}

impl Standing {
    /// The standing as a word.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Differs { .. } => "differs",
            Self::NotMeasured => "not_measured",
            Self::NotRemade => "not_remade",
        }
    }
}

/// One piece of evidence of one campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The campaign.
    pub campaign: CampaignId,
    /// The kind.
    pub kind: Kind,
    /// What became of it.
    pub standing: Standing,
}

/// Evidence that is not what its sheet says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", said(campaign, kind, *stated, *found))]
pub struct EvidenceMismatch {
    /// The campaign.
    pub campaign: CampaignId,
    /// The kind.
    pub kind: Kind,
    /// The digest in the sheet.
    pub stated: Digest,
    /// The digest of what the bundle's bytes give; `None` where they give nothing of the kind.
    pub found: Option<Digest>,
}

impl EvidenceMismatch {
    /// The code by which programs tell causes apart.
    pub const CODE: &'static str = "EVIDENCE_MISMATCH";
}

fn said(campaign: &CampaignId, kind: &Kind, stated: Digest, found: Option<Digest>) -> String {
    let locale = kind.locale().map_or_else(String::new, |locale| format!(" in `{locale}`"));
    let found = found.map_or_else(|| "there are none".into(), |found| format!("they have the digest {found}"));
    format!("`{campaign}` is judged by the {}{locale} with the digest {stated}, and {found}", kind.as_str())
}

/// The digests of the renderings of `campaign`, one for each of its locales.
#[must_use]
pub fn renderings(campaign: &Campaign, catalogue: &Catalogue, policy: &Policy) -> BTreeMap<Locale, Digest> {
    let rendering = |locale: &Locale| {
        let text = explain::rendering(campaign, catalogue, policy, locale)?;
        Some((locale.clone(), sha256(text.as_bytes())))
    };
    campaign.creatives.keys().filter_map(rendering).collect()
}

/// Every piece of evidence in the sheet of `edition`, made again where the bundle's bytes suffice: golden decisions, and the rendering of
/// every locale that a campaign has or the sheet names.
#[must_use]
pub fn evidence(edition: &Edition) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for entry in &edition.sheet.campaigns {
        let found = edition
            .campaign(&entry.campaign)
            .map(|(campaign, _)| renderings(campaign, &edition.catalogue, &edition.policy))
            .unwrap_or_default();
        let mut piece = |kind: Kind, standing: Standing| {
            pieces.push(Piece { campaign: entry.campaign.clone(), kind, standing });
        };
        let stated = &entry.evidence;
        piece(Kind::Goldens, standing(stated.goldens, Some(edition.index.goldens.digest)));
        let given = |stated: Option<Digest>| stated.map_or(Standing::NotMeasured, |_| Standing::NotRemade);
        piece(Kind::Lint, given(stated.lint));
        piece(Kind::Reach, given(stated.reach));
        let locales: BTreeSet<&Locale> = found.keys().chain(stated.renderings.keys()).collect();
        for locale in locales {
            let stated = stated.renderings.get(locale).copied().flatten();
            piece(Kind::Rendering(locale.clone()), standing(stated, found.get(locale).copied()));
        }
    }
    pieces
}

fn standing(stated: Option<Digest>, found: Option<Digest>) -> Standing {
    match stated {
        None => Standing::NotMeasured,
        Some(stated) if Some(stated) == found => Standing::Holds,
        Some(stated) => Standing::Differs { stated, found },
    }
}

/// What of `pieces` is not what the sheet says.
#[must_use]
pub fn mismatches(pieces: &[Piece]) -> Vec<EvidenceMismatch> {
    let differing = pieces.iter().filter_map(|Piece { campaign, kind, standing }| match standing {
        Standing::Differs { stated, found } => {
            Some(EvidenceMismatch { campaign: campaign.clone(), kind: kind.clone(), stated: *stated, found: *found })
        }
        Standing::Holds | Standing::NotMeasured | Standing::NotRemade => None,
    });
    differing.collect()
}
