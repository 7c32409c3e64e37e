//! What changed since the release that was last approved, and which verdicts of it carry forward.
//!
//! A verdict carries forward only where nothing that the campaign means has changed: its own text, the policy, the catalogue's entries
//! of the features that it reads, the rules of deciding, its golden decisions and all other evidence. A changed policy or catalogue is
//! judged for itself, beside the campaigns.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use crate::bundle::{Sheet, SheetEntry, Transport, TrustRoot, Verdict, VerifyError};
use crate::campaign::Campaign;
use crate::explain::{
    Difference, Language, campaign_changes, catalogue_changes, features_read, policy_changes, text_changes,
};
use crate::feature::Feature;
use crate::id::{CampaignId, FeatureId, ReleaseVersion};
use crate::wire::Malformed;

/// A release beside the one that was last approved.
#[derive(Debug)]
pub struct Changes<'a> {
    /// The policy.
    pub policy: Change,
    /// The catalogue.
    pub catalogue: Change,
    /// The campaigns of the release, ascending by id.
    pub campaigns: Vec<Reviewed<'a>>,
    /// The campaigns that the last release had and this one has not, with the verdict on each.
    pub removed: Vec<(&'a Campaign, Verdict)>,
    /// Where the release leads customers, ascending.
    pub links: Vec<Link<'a>>,
    /// The features that no campaign read before, ascending by id.
    pub features: Vec<NewlyRead<'a>>,
}

/// What became of a document since the last release.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    New,
    /// It was another one.
    Changed(Difference),
    /// It is the same, byte for byte.
    Unchanged,
}

/// A campaign beside what was last approved of it.
#[derive(Debug)]
pub struct Reviewed<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// What the sheet of the release says of it.
    pub proposed: &'a SheetEntry,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a campaign since the last release.
#[derive(Debug)]
pub enum Standing {
    /// It was not in the last release.
    New,
    /// Something that it means, or that it was judged by, has changed.
    Changed {
        /// The verdict on it as it was.
        was: Verdict,
        /// What has changed.
        because: Vec<Cause>,
        /// The difference in sentences.
        difference: Difference,
        /// The difference of its golden decisions.
        goldens: Difference,
    },
    /// Nothing has changed, and this was the verdict.
    Unchanged(Verdict),
}

/// Why a verdict does not carry forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The campaign has another text.
    Text,
    /// The policy has another text.
    Policy,
    /// A feature that it reads has another entry in the catalogue.
    Features,
    /// The release is for another version of the rules of deciding.
    Semantics,
    /// It has other golden decisions.
    Goldens,
    /// The sheet rests on other findings of the compliance rules.
    Lint,
    /// The sheet rests on another reach.
    Reach,
    /// The sheet rests on other renderings of the same, made by another version of this tool.
    Renderings,
}

impl Cause {
    /// The cause as a word, for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Policy => "policy",
            Self::Features => "features",
            Self::Semantics => "semantics",
            Self::Goldens => "goldens",
            Self::Lint => "lint",
            Self::Reach => "reach",
            Self::Renderings => "renderings",
        }
    }

    /// The cause in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "its definition or its words",
            Self::Policy => "the policy",
            Self::Features => "features that it reads",
            Self::Semantics => "the rules of deciding",
            Self::Goldens => "its golden decisions",
            Self::Lint => "its findings",
            Self::Reach => "its reach",
            Self::Renderings => "the renderings, which another version of this tool made",
        }
    }
}

/// An address of the bank to which the release leads.
#[derive(Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The address.
    pub url: &'a str,
    /// The campaigns that lead there, ascending.
    pub campaigns: Vec<&'a CampaignId>,
    /// Whether the last release led there.
    pub known: bool,
}

/// A feature that no campaign of the last release read.
#[derive(Debug)]
pub struct NewlyRead<'a> {
    /// Its entry.
    pub feature: &'a Feature,
    /// The campaigns that read it, ascending.
    pub campaigns: Vec<&'a CampaignId>,
}

impl<'a> Changes<'a> {
    /// The release `edition` beside `last`; without it, all is new.
    ///
    /// That both are what was signed is for the caller to have asked.
    #[must_use]
    pub fn of(edition: &'a Edition, last: Option<&'a Edition>, language: Language) -> Self {
        let (read, read_before) = (reads(edition), last.map(reads).unwrap_or_default());
        let features = read.iter().filter(|(id, _)| !read_before.contains_key(id)).filter_map(|(id, campaigns)| {
            let feature = edition.catalogue.get(edition.catalogue.find(id.as_str())?)?;
            Some(NewlyRead { feature, campaigns: campaigns.clone() })
        });
        let known: BTreeMap<_, _> = last.map(links).unwrap_or_default();
        let links = links(edition).into_iter();
        let links = links.map(|(url, campaigns)| Link { url, campaigns, known: known.contains_key(url) });
        Self {
            policy: change(last.map(|last| last.index.policy.digest == edition.index.policy.digest), || {
                let last = last.unwrap_or(edition);
                policy_changes(&last.policy_version(), &edition.policy_version(), language)
            }),
            catalogue: change(last.map(|last| last.index.catalogue.digest == edition.index.catalogue.digest), || {
                let last = last.unwrap_or(edition);
                let read: BTreeSet<FeatureId> = read.keys().chain(read_before.keys()).cloned().collect();
                catalogue_changes(&last.catalogue_version(), &edition.catalogue_version(), &read, language)
            }),
            campaigns: reviewed(edition, last, language),
            removed: last.map(|last| removed(edition, last)).unwrap_or_default(),
            links: links.collect(),
            features: features.collect(),
        }
    }

    /// `sheet` with the last verdict on each campaign that has not changed, and on each that was not approved: what a bank turned down
    /// does not come back as proposed for approval because somebody touched it.
    #[must_use]
    pub fn carried(&self, sheet: &Sheet) -> Sheet {
        let carried = self.campaigns.iter();
        let carried = carried.filter_map(|reviewed| Some((reviewed.campaign.id.clone(), reviewed.standing.carries()?)));
        judged(sheet, &carried.collect())
    }
}

impl Standing {
    /// The verdict that carries forward, if one does.
    #[must_use]
    pub const fn carries(&self) -> Option<Verdict> {
        match self {
            Self::Unchanged(verdict) | Self::Changed { was: verdict @ (Verdict::Rejected | Verdict::Held), .. } => {
                Some(*verdict)
            }
            Self::New | Self::Changed { was: Verdict::Approved, .. } => None,
        }
    }
}

/// Why a release is not compared with the one that is said to have been approved last.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LastError {
    /// It was not approved under this root.
    #[error(transparent)]
    Verify(#[from] Box<VerifyError>),
    /// It does not come before the release that asks for approval.
    #[error("the release that was approved last has version {last}, and this one has {version}: number it higher")]
    Later {
        /// The version of the last one.
        last: ReleaseVersion,
        /// The version of this one.
        version: ReleaseVersion,
    },
}

impl LastError {
    /// The code by which programs tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Verify(error) => error.code(),
            Self::Later { .. } => "LAST_IS_LATER",
        }
    }
}

/// The edition in the text `transport` that was approved under `root`, before the release of `version`.
///
/// # Errors
/// [`LastError`].
pub fn last(transport: &str, root: &TrustRoot, version: ReleaseVersion) -> Result<Edition, LastError> {
    let edition = Edition::approved(transport, root)?;
    let last = edition.release.version;
    if last >= version { Err(LastError::Later { last, version }) } else { Ok(edition) }
}

/// `sheet` with other verdicts on the campaigns of `verdicts`.
#[must_use]
pub fn judged(sheet: &Sheet, verdicts: &BTreeMap<CampaignId, Verdict>) -> Sheet {
    let mut sheet = sheet.clone();
    for entry in &mut sheet.campaigns {
        if let Some(verdict) = verdicts.get(&entry.campaign) {
            entry.verdict = *verdict;
        }
    }
    sheet
}

/// Puts `sheet` into `transport`, and tells whether it is another one than was there: no earlier approval covers it then, and none is
/// kept.
///
/// # Errors
/// [`Malformed`] only for a sheet that cannot be written, which none is.
pub fn put(transport: &mut Transport, sheet: &Sheet) -> Result<bool, Malformed> {
    let text = String::from_utf8(sheet.write()?).map_err(|_| Malformed::whole("sheet", "not UTF-8"))?;
    let other = text != transport.sheet;
    if other {
        transport.sheet = text;
        transport.approvals.clear();
    }
    Ok(other)
}

fn change(same: Option<bool>, difference: impl FnOnce() -> Difference) -> Change {
    match same {
        None => Change::New,
        Some(true) => Change::Unchanged,
        Some(false) => Change::Changed(difference()),
    }
}

fn reviewed<'a>(edition: &'a Edition, last: Option<&Edition>, language: Language) -> Vec<Reviewed<'a>> {
    let campaigns = edition.campaigns.iter().zip(&edition.sheet.campaigns);
    let standing = |entry: &SheetEntry| {
        let now = edition.campaign(&entry.campaign)?;
        let last = last?;
        let before = last.campaign(&entry.campaign)?;
        let judged = last.sheet.campaigns.iter().find(|judged| judged.campaign == entry.campaign)?;
        let because = causes((edition, entry), (last, judged));
        if because.is_empty() {
            return Some(Standing::Unchanged(judged.verdict));
        }
        let difference = campaign_changes(&last.version(before), &edition.version(now), language);
        let [old, new] = [last, edition].map(|edition| edition.goldens_of(&entry.campaign));
        Some(Standing::Changed { was: judged.verdict, because, difference, goldens: text_changes(old, new, language) })
    };
    let reviewed = |((campaign, _), proposed): (&'a (Campaign, String), &'a SheetEntry)| Reviewed {
        campaign,
        proposed,
        standing: standing(proposed).unwrap_or(Standing::New),
    };
    campaigns.map(reviewed).collect()
}

/// Why the verdict on a campaign of `last` does not hold for the same campaign of `edition`; nothing where it does.
fn causes((edition, entry): (&Edition, &SheetEntry), (last, judged): (&Edition, &SheetEntry)) -> Vec<Cause> {
    let id = &entry.campaign;
    let (now, before) = (&entry.evidence, &judged.evidence);
    // The file of golden decisions is one for all campaigns: what counts are those about this one.
    let goldens = now.goldens.is_some() != before.goldens.is_some() || edition.goldens_of(id) != last.goldens_of(id);
    let text = entry.digest != judged.digest;
    let policy = edition.index.policy.digest != last.index.policy.digest;
    let features = entries(edition, id) != entries(last, id);
    let changed = [
        (Cause::Text, text),
        (Cause::Policy, policy),
        (Cause::Features, features),
        (Cause::Semantics, edition.release.semantics != last.release.semantics),
        (Cause::Goldens, goldens),
        (Cause::Lint, now.lint != before.lint),
        (Cause::Reach, now.reach != before.reach),
        (Cause::Renderings, now.renderings != before.renderings && !(text || policy || features)),
    ];
    changed.into_iter().filter(|(_, changed)| *changed).map(|(cause, _)| cause).collect()
}

/// The catalogue's entries of the features that a campaign reads.
fn entries<'a>(edition: &'a Edition, id: &CampaignId) -> Vec<&'a Feature> {
    let Some((campaign, _)) = edition.campaign(id) else { return Vec::new() };
    let read = features_read(campaign, &edition.catalogue, &edition.policy);
    edition.catalogue.features().iter().filter(|feature| read.contains(&feature.id)).collect()
}

fn removed<'a>(edition: &Edition, last: &'a Edition) -> Vec<(&'a Campaign, Verdict)> {
    let campaigns = last.campaigns.iter().zip(&last.sheet.campaigns);
    let gone = campaigns.filter(|((campaign, _), _)| edition.campaign(&campaign.id).is_none());
    gone.map(|((campaign, _), judged)| (campaign, judged.verdict)).collect()
}

/// Where the campaigns of `edition` lead, and which lead there.
fn links(edition: &Edition) -> BTreeMap<&str, Vec<&CampaignId>> {
    let mut links: BTreeMap<&str, BTreeSet<&CampaignId>> = BTreeMap::new();
    for (campaign, _) in &edition.campaigns {
        for creative in campaign.creatives.keys().flat_map(|locale| campaign.banners_in(locale)) {
            links.entry(&creative.action.url).or_default().insert(&campaign.id);
        }
    }
    links.into_iter().map(|(url, campaigns)| (url, campaigns.into_iter().collect())).collect()
}

/// What the campaigns of `edition` read, and which read it.
fn reads(edition: &Edition) -> BTreeMap<FeatureId, Vec<&CampaignId>> {
    let mut reads: BTreeMap<FeatureId, Vec<&CampaignId>> = BTreeMap::new();
    for (campaign, _) in &edition.campaigns {
        for feature in features_read(campaign, &edition.catalogue, &edition.policy) {
            reads.entry(feature).or_default().push(&campaign.id);
        }
    }
    reads
}
