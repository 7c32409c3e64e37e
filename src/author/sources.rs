//! The folder that a vendor's authors keep for one bank.
//!
//! ```text
//! bank.yaml        which bank, and how long a release holds
//! catalogue.yaml   the features
//! policy.yaml      what holds for all campaigns
//! campaigns/*.yaml one campaign each, with its examples
//! images/          the pictures that they name; need not exist where they name none
//! customers.yaml   named situations for pilots; need not exist
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::campaign::{self, CampaignDraft};
use super::catalogue::{self, CatalogueDraft};
use super::customers::{self, CustomerDoc};
use super::finding::{Finding, Findings, Source, VALUE_INVALID};
use super::pictures::{self, Gallery, Picture};
use super::policy::{self, PolicyDraft};
use super::release::ReleaseFiles;
use super::{mandatory, node, slots, typed};
use crate::bundle::{Audience, Environment, MAX_LIFETIME_DAYS};
use crate::compile::{self, Fault};
use crate::id::{BankId, CampaignId};
use crate::time::Moment;
use crate::wire::golden::{GoldenDoc, GoldensDoc};
use crate::wire::{Malformed, canonical};

/// The name of the customers' file in the folder.
pub const CUSTOMERS: &str = "customers.yaml";

/// What stands in `bank.yaml`.
#[derive(Debug, Clone)]
pub struct Bank {
    /// The bank and its environment.
    pub audience: Audience,
    /// How many days a release holds; a pilot holds as long as any root allows.
    pub lifetime_days: u16,
    /// Minutes east of UTC of the bank's clock, for moments that are read from a machine's clock.
    pub offset_minutes: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BankDoc {
    bank: String,
    environment: String,
    lifetime_days: u16,
    utc_offset: String,
}

/// All sources of a bank, checked.
#[derive(Debug)]
pub struct Sources {
    /// Which bank.
    pub bank: Bank,
    /// The features.
    pub catalogue: CatalogueDraft,
    /// What holds for all campaigns.
    pub policy: PolicyDraft,
    /// The campaigns, ascending by id.
    pub campaigns: BTreeMap<CampaignId, CampaignDraft>,
    /// The pictures that they show, ascending by digest.
    pub pictures: Vec<Picture>,
}

/// As much of a bank's sources as has no mistake, and all mistakes of the rest.
#[derive(Debug)]
pub struct Sound {
    /// The sources without the campaigns that cannot be read; none where what all campaigns share cannot be.
    ///
    /// A campaign with no other mistake than in its pictures or slots is among them: what it decides does not hang on them.
    pub sources: Option<Sources>,
    /// Every mistake.
    pub mistakes: Vec<Finding>,
    /// Whether something was left out of `sources`, which may have more mistakes once these are mended.
    pub left_out: bool,
}

/// Why sources are refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourcesError {
    /// The system refused a file.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// There is nothing to release.
    #[error("{}: there is no campaign: write one into `<id>.yaml`", path.display())]
    Empty {
        /// The folder that should hold campaigns.
        path: PathBuf,
    },
    /// The authors made mistakes.
    #[error(transparent)]
    Findings(#[from] Findings),
}

impl Sources {
    /// The sources in `folder`.
    ///
    /// # Errors
    /// [`SourcesError`]; where files are readable, with the findings of all of them.
    pub fn read(folder: &Path) -> Result<Self, SourcesError> {
        let Sound { sources, mistakes, .. } = Self::sound(folder)?;
        Findings(mistakes).or(())?;
        // Whatever leaves none has left a finding.
        sources.ok_or_else(|| Findings::default().into())
    }

    /// What is sound of the sources in `folder`, for those who look for every mistake at once.
    ///
    /// # Errors
    /// [`SourcesError`] where a file is not readable, or there is no campaign.
    pub fn sound(folder: &Path) -> Result<Sound, SourcesError> {
        let mut findings = Vec::new();
        let bank = kept(bank(&source(&folder.join("bank.yaml"))?), &mut findings);
        let catalogue = kept(catalogue::read(&source(&folder.join("catalogue.yaml"))?), &mut findings);
        let policy_file = source(&folder.join("policy.yaml"))?;
        let files = campaign_files(&folder.join("campaigns"))?;
        // Without a catalogue every feature would be unknown: its own findings are enough.
        let Some(catalogue) = catalogue else { return Ok(Sound { sources: None, mistakes: findings, left_out: true }) };
        let policy = kept(policy::read(&policy_file, &catalogue.catalogue), &mut findings);
        let segments = policy.as_ref().map(|draft| draft.policy.segments.clone()).unwrap_or_default();
        let mut drafts = Vec::new();
        for file in &files {
            let Some(draft) = kept(campaign::read(file, &catalogue.catalogue, &segments), &mut findings) else {
                continue;
            };
            if let Some(at) = named_otherwise(file, &draft.campaign.id) {
                findings.push(Finding::new(
                    VALUE_INVALID,
                    file,
                    at,
                    "the file has another name than its campaign: name both alike",
                ));
            }
            drafts.push((draft, file));
        }
        if let Some(policy) = &policy {
            for (draft, file) in &drafts {
                findings.append(&mut mandatory::findings(&draft.campaign, &policy.policy, file));
                for fault in compile::experiment_faults(&draft.campaign, &policy.policy.experiments) {
                    findings.push(at(file, &fault));
                }
            }
        }
        findings.extend(mixed_values(&drafts));
        let mut misspelt = slots::findings(&drafts);
        drafts.retain(|(_, file)| !findings.iter().any(|finding| finding.file.name() == file.name()));
        let mut left_out = drafts.len() < files.len();
        findings.append(&mut misspelt);
        let mut gallery = Gallery::in_sources(folder);
        for file in &files {
            findings.append(&mut pictures::findings(file, &mut gallery));
        }
        let pictures = gallery.shown();
        let campaigns = drafts.into_iter().map(|(draft, _)| (draft.campaign.id.clone(), draft)).collect();
        let sources = bank.zip(policy).map(|(bank, policy)| Self { bank, catalogue, policy, campaigns, pictures });
        left_out |= sources.is_none();
        Ok(Sound { sources, mistakes: findings, left_out })
    }

    /// The canonical texts of a release of these sources.
    ///
    /// # Errors
    /// [`Malformed`] only for a document that cannot be written, which no checked one is.
    pub fn release_files(&self) -> Result<ReleaseFiles, Malformed> {
        let examples = self.campaigns.values().flat_map(|draft| &draft.examples);
        self.release_files_with(examples.map(|example| example.golden.clone()).collect())
    }

    /// The canonical texts of a release of these sources with other golden decisions than those of their examples.
    pub(super) fn release_files_with(&self, goldens: Vec<GoldenDoc>) -> Result<ReleaseFiles, Malformed> {
        let campaigns = self.campaigns.iter().map(|(id, draft)| Ok((id.clone(), text(&draft.doc)?)));
        Ok(ReleaseFiles {
            catalogue: text(&self.catalogue.doc)?,
            policy: text(&self.policy.doc)?,
            goldens: text(&GoldensDoc { goldens })?,
            campaigns: campaigns.collect::<Result<_, Malformed>>()?,
        })
    }

    /// The customers in the same `folder`, seen at `now`.
    ///
    /// # Errors
    /// [`SourcesError`] where there is no such file, or with all findings in it.
    pub fn customers(&self, folder: &Path, now: Moment) -> Result<Vec<CustomerDoc>, SourcesError> {
        Ok(customers::read(&source(&folder.join(CUSTOMERS))?, &self.catalogue.catalogue, now)?)
    }
}

fn text<T: serde::Serialize>(document: &T) -> Result<String, Malformed> {
    let bytes = canonical::write(document)?;
    String::from_utf8(bytes).map_err(|_| Malformed::whole("document", "not UTF-8"))
}

fn kept<T>(read: Result<T, Findings>, findings: &mut Vec<Finding>) -> Option<T> {
    read.map_err(|mut refused| findings.append(&mut refused.0)).ok()
}

/// The source in the file at `path`, told by that path.
///
/// # Errors
/// [`SourcesError::File`] where the system refuses, or the file is not UTF-8.
pub fn source(path: &Path) -> Result<Arc<Source>, SourcesError> {
    let text = fs::read_to_string(path).map_err(|cause| SourcesError::File { path: path.into(), cause })?;
    Ok(Source::new(&path.display().to_string(), text))
}

pub(super) fn campaign_files(folder: &Path) -> Result<Vec<Arc<Source>>, SourcesError> {
    let refused = |cause| SourcesError::File { path: folder.into(), cause };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(SourcesError::Empty { path: folder.into() });
    }
    paths.iter().map(|path| source(path)).collect()
}

/// The place of a campaign's id, where the file is named otherwise; so that no two files can hold one campaign.
fn named_otherwise(file: &Source, id: &CampaignId) -> Option<core::ops::Range<usize>> {
    let stem = Path::new(file.name()).file_stem()?.to_str()?;
    let start = file.text().find(id.as_str()).unwrap_or(0);
    (stem != id.as_str()).then(|| start..start.saturating_add(id.as_str().len()))
}

/// A value in another unit than that of a campaign before it.
fn mixed_values(drafts: &[(CampaignDraft, &Arc<Source>)]) -> Option<Finding> {
    let (campaign, fault) = compile::mixed_values(&mut drafts.iter().map(|(draft, _)| &draft.campaign))?;
    let (_, file) = drafts.iter().find(|(draft, _)| draft.campaign.id == *campaign)?;
    Some(at(file, &fault))
}

/// A fault of a campaign that only the whole release shows, where it stands in `file`.
fn at(file: &Arc<Source>, fault: &Fault) -> Finding {
    let place = node::parse(file).ok().and_then(|root| root.place_of(&fault.path)).unwrap_or(0..0);
    Finding::new(VALUE_INVALID, file, place, &fault.fault)
}

fn bank(file: &Arc<Source>) -> Result<Bank, Findings> {
    let root = node::parse(file).map_err(|finding| Findings(vec![finding]))?;
    let mut findings = Vec::new();
    let Some((doc, root)) = typed::read::<BankDoc>(root, file, &mut findings) else { return Err(Findings(findings)) };
    let mut refused = |path: &str, said: &str| {
        findings.push(Finding::new(VALUE_INVALID, file, root.place_of(path).unwrap_or(0..0), said));
    };
    let bank = BankId::new(&doc.bank).map_err(|fault| refused("bank", &fault.to_string())).ok();
    let environment = Environment::parse(&doc.environment);
    if environment.is_none() {
        refused("environment", "this is no environment: write `pilot`, `test` or `production`");
    }
    // The offset's grammar is that of a moment.
    let offset = Moment::parse(&format!("2026-01-01T00:00:00{}", doc.utc_offset)).ok();
    if offset.is_none() {
        refused("utc_offset", "this is no offset from UTC: write it in quotes, as in \"-05:00\"");
    }
    if !(1..=MAX_LIFETIME_DAYS).contains(&doc.lifetime_days) {
        refused("lifetime_days", &format!("no root lets a release hold so long: write 1 to {MAX_LIFETIME_DAYS} days"));
    }
    match (bank, environment, offset) {
        (Some(bank), Some(environment), Some(moment)) => Findings(findings).or(Bank {
            audience: Audience { bank, environment },
            lifetime_days: doc.lifetime_days,
            offset_minutes: moment.offset_minutes(),
        }),
        (_, _, _) => Err(Findings(findings)),
    }
}
