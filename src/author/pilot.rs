//! A pilot: everything that a page needs to try a bank's sources, signed by keys made for it, and bundles that must be refused.
//!
//! It takes the way of every release: signed by a vendor, approved by two, verified. Only the environment is another one, which no
//! root but a pilot's own admits.

use std::collections::BTreeMap;

use super::approve::approve;
use super::error::SigningError;
use super::plan;
use super::rehearsal::{RehearsalError, rehearse};
use super::release::{ReleaseFiles, release};
use super::sources::Sources;
use crate::activate::activate;
use crate::bundle::digest::sha256;
use crate::bundle::draft::{RoleDraft, RootDraft};
use crate::bundle::signature::SigningKey;
use crate::bundle::{Environment, EvidenceKind, MAX_LIFETIME_DAYS, PagePolicy, Release, Transport, TrustRoot};
use crate::id::{CampaignId, ReleaseVersion};
use crate::time::Moment;
use crate::wire::Malformed;

/// The version of the bundle that a pilot starts with.
const LIVE: u64 = 7;
/// The version of those that come after it.
const NEXT: u64 = 8;
/// The lowest version that the pilot's page accepts.
const FLOOR: u64 = 6;
/// A version below it.
const OLD: u64 = 5;

/// The keys of a pilot.
#[derive(Debug)]
pub struct PilotKeys {
    /// Signs releases.
    pub vendor: SigningKey,
    /// Sign approvals, each for itself.
    pub approvers: [SigningKey; 2],
    /// Would sign the next root.
    pub root: SigningKey,
}

/// A pilot's documents.
#[derive(Debug, Clone)]
pub struct Pilot {
    /// The trust root for the page to pin.
    pub root: String,
    /// The page's policy.
    pub policy: String,
    /// The bundle, approved by both.
    pub bundle: String,
    /// Bundles to try on a running page.
    pub prepared: Vec<Prepared>,
}

/// A bundle that was prepared to be refused, or to be taken after it was.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Its name, without ending.
    pub name: &'static str,
    /// What was done to it, in a few words.
    pub title: &'static str,
    /// What was done to it, in a sentence.
    pub story: String,
    /// `ok`, or the code of its refusal.
    pub expect: &'static str,
    /// The bundle.
    pub text: String,
}

/// Why there is no pilot.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PilotError {
    /// The sources are not for a pilot.
    #[error("the sources are for the environment `{found}`: write `environment: pilot` into bank.yaml")]
    NotForPilot {
        /// What they are for.
        found: Environment,
    },
    /// The sources cannot be released.
    #[error(transparent)]
    Rehearsal(#[from] RehearsalError),
    /// There is nothing to change in a bundle that should be changed.
    #[error("no campaign has a threshold and a headline, which the prepared bundles change")]
    NothingToChange,
    /// A prepared bundle does not end as it must.
    #[error("the prepared bundle `{name}` ends with {found}, where {expected} is expected")]
    Unexpected {
        /// The bundle.
        name: &'static str,
        /// How it ends.
        found: &'static str,
        /// How it must end.
        expected: &'static str,
    },
}

impl PilotError {
    /// The code by which programs tell causes apart.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotForPilot { .. } => "WRONG_ENVIRONMENT",
            Self::Rehearsal(error) => error.code(),
            Self::NothingToChange => "NOTHING_TO_CHANGE",
            Self::Unexpected { .. } => "PILOT_UNEXPECTED",
        }
    }
}

/// The pilot of `sources` that starts at `now`.
///
/// # Errors
/// [`PilotError`]; every bundle of a pilot that is made was verified, and ends as it says.
pub fn pilot(sources: &Sources, keys: &PilotKeys, now: Moment) -> Result<Pilot, PilotError> {
    let environment = sources.bank.audience.environment;
    if environment != Environment::Pilot {
        return Err(PilotError::NotForPilot { found: environment });
    }
    rehearse(sources)?;
    let root = root(sources, keys, now).map_err(RehearsalError::from)?;
    let files = sources.release_files().map_err(RehearsalError::from)?;
    let making = Making { sources, keys, now, files };
    let bundle = making.written(&making.approved(LIVE)?)?;
    let prepared = making.prepared()?;
    let policy = format!(r#"{{"deny":[],"floor":{FLOOR},"policy":1}}"#);
    let pilot = Pilot { root, policy, bundle, prepared };
    pilot.ends_as_it_says(now)?;
    Ok(pilot)
}

fn root(sources: &Sources, keys: &PilotKeys, now: Moment) -> Result<String, Box<crate::bundle::RootError>> {
    let role = |keys: &[&SigningKey], threshold: u8| RoleDraft {
        keys: keys.iter().map(|key| key.public().clone()).collect(),
        threshold,
    };
    let [first, second] = &keys.approvers;
    let draft = RootDraft {
        audience: sources.bank.audience.clone(),
        evidence: vec![EvidenceKind::Goldens, EvidenceKind::Renderings],
        expires: plan::release(&sources.bank.audience, ReleaseVersion::ZERO, now, MAX_LIFETIME_DAYS).expires,
        lifetime_days: MAX_LIFETIME_DAYS,
        version: 1,
        vendor: role(&[&keys.vendor], 1),
        approver: role(&[first, second], 2),
        root: role(&[&keys.root], 1),
    };
    draft.write()
}

struct Making<'a> {
    sources: &'a Sources,
    keys: &'a PilotKeys,
    now: Moment,
    files: ReleaseFiles,
}

impl Making<'_> {
    fn facts(&self, version: u64, issued: Moment, days: u16) -> Release {
        let version = ReleaseVersion::new(version).unwrap_or(ReleaseVersion::ZERO);
        plan::release(&self.sources.bank.audience, version, issued, days)
    }

    /// A release of `files`, without approval.
    fn released(&self, files: &ReleaseFiles, facts: &Release) -> Result<Transport, RehearsalError> {
        let sheet = plan::sheet(files, facts.issued, MAX_LIFETIME_DAYS).map_err(SigningError::from)?;
        Ok(release(files.clone(), facts, &sheet, &self.keys.vendor)?)
    }

    fn unapproved(&self, version: u64) -> Result<Transport, RehearsalError> {
        self.released(&self.files, &self.facts(version, self.now, MAX_LIFETIME_DAYS))
    }

    fn approved(&self, version: u64) -> Result<Transport, RehearsalError> {
        self.approved_by(self.unapproved(version)?, self.keys.approvers.iter())
    }

    fn approved_by<'k>(
        &self,
        mut transport: Transport,
        approvers: impl Iterator<Item = &'k SigningKey>,
    ) -> Result<Transport, RehearsalError> {
        for approver in approvers {
            approve(&mut transport, approver)?;
        }
        Ok(transport)
    }

    fn written(&self, transport: &Transport) -> Result<String, RehearsalError> {
        Ok(transport.write()?)
    }

    fn prepared(&self) -> Result<Vec<Prepared>, PilotError> {
        let one = self.approved_by(self.unapproved(NEXT)?, self.keys.approvers.iter().take(1))?;
        let two = self.approved_by(one.clone(), self.keys.approvers.iter().skip(1))?;
        let (edited, edit) = self.edited()?;
        let (changed, change) = self.one_byte_changed()?;
        let rows: [(_, _, String, _, Transport); 7] = [
            (
                "unapproved",
                "Released, approved by nobody",
                "the vendor signed it, nobody at the bank did".into(),
                "APPROVALS_MISSING",
                self.unapproved(NEXT)?,
            ),
            (
                "one-approver",
                "One approver signed",
                "one of the two approvers signed it".into(),
                "APPROVALS_MISSING",
                one,
            ),
            ("edited-after-approval", "Threshold edited after approval", edit, "SHEET_MISMATCH", edited),
            (
                "expired",
                "Expired yesterday",
                "signed and approved, and its last day was yesterday".into(),
                "EXPIRED",
                self.expired()?,
            ),
            (
                "rolled-back",
                "An older release",
                format!("signed and approved, version {OLD}, below the page's floor {FLOOR}"),
                "ROLLED_BACK",
                self.approved(OLD)?,
            ),
            ("one-byte-changed", "One byte changed", change, "DIGEST_MISMATCH", changed),
            (
                "second-signs",
                "The second approver signs",
                "the bundle of one approver, with the second one's signature".into(),
                "ok",
                two,
            ),
        ];
        let prepared = rows.into_iter().map(|(name, title, story, expect, transport)| {
            Ok(Prepared { name, title, story, expect, text: self.written(&transport)? })
        });
        prepared.collect()
    }

    /// A release whose vendor edited a threshold and released again, under the approvals of the unedited one.
    fn edited(&self) -> Result<(Transport, String), PilotError> {
        let (id, text) = self.campaign_with("\"value\":\"")?;
        let edited = with_other_digit(text, "\"value\":\"").ok_or(PilotError::NothingToChange)?;
        let mut campaigns: BTreeMap<CampaignId, String> = self.files.campaigns.clone();
        campaigns.insert(id.clone(), edited);
        let files = ReleaseFiles { campaigns, ..self.files.clone() };
        let again = self.released(&files, &self.facts(NEXT, self.now, MAX_LIFETIME_DAYS))?;
        let Transport { approvals, sheet, .. } = self.approved(NEXT)?;
        let story = format!(
            "the vendor edited a threshold of `{id}` and signed again, under the approvals of the unedited release"
        );
        Ok((Transport { approvals, sheet, ..again }, story))
    }

    fn expired(&self) -> Result<Transport, RehearsalError> {
        let yesterday = plan::after(self.now, -1);
        let facts = Release {
            issued: plan::second(plan::after(yesterday, -14)),
            expires: plan::second(yesterday),
            ..self.facts(NEXT, self.now, MAX_LIFETIME_DAYS)
        };
        self.approved_by(self.released(&self.files, &facts)?, self.keys.approvers.iter())
    }

    /// An approved release with another letter in a headline.
    fn one_byte_changed(&self) -> Result<(Transport, String), PilotError> {
        let (id, text) = self.campaign_with("\"headline\":\"")?;
        let mut transport = self.approved(NEXT)?;
        let changed = with_other_letter(text, "\"headline\":\"").ok_or(PilotError::NothingToChange)?;
        transport.files.insert(sha256(text.as_bytes()), changed);
        Ok((transport, format!("one letter of a headline of `{id}` is another one, all signatures are as they were")))
    }

    /// The first campaign whose text has `mark`; of the reference campaigns, the first, where there is one.
    fn campaign_with(&self, mark: &str) -> Result<(&CampaignId, &str), PilotError> {
        let marked = self.files.campaigns.iter().filter(|(_, text)| text.contains(mark));
        let first = marked.min_by_key(|(id, _)| (id.as_str() != "overdraft-protection", id.as_str()));
        first.map(|(id, text)| (id, text.as_str())).ok_or(PilotError::NothingToChange)
    }
}

/// `text` with another first digit after `mark`.
fn with_other_digit(text: &str, mark: &str) -> Option<String> {
    exchanged(text, mark, |c| c.is_ascii_digit(), |c| if c == '5' { '6' } else { '5' })
}

/// `text` with another first letter after `mark`.
fn with_other_letter(text: &str, mark: &str) -> Option<String> {
    exchanged(text, mark, |c| c.is_ascii_alphabetic(), |c| if c == 'x' { 'y' } else { 'x' })
}

fn exchanged(text: &str, mark: &str, fits: impl Fn(char) -> bool, other: impl Fn(char) -> char) -> Option<String> {
    let start = text.find(mark)?.checked_add(mark.len())?;
    let (before, rest) = text.split_at_checked(start)?;
    let place = rest.find(&fits)?;
    let (kept, rest) = rest.split_at_checked(place)?;
    let mut signs = rest.chars();
    let sign = signs.next()?;
    Some(format!("{before}{kept}{}{}", other(sign), signs.as_str()))
}

impl Pilot {
    /// Hands every bundle to the verifier.
    fn ends_as_it_says(&self, now: Moment) -> Result<(), PilotError> {
        let root = TrustRoot::read(&self.root).map_err(RehearsalError::from)?;
        let page = PagePolicy::read(&self.policy).map_err(|fault: Malformed| RehearsalError::from(fault))?;
        activate(&self.bundle, &root, &page, now).map_err(RehearsalError::from)?;
        for Prepared { name, expect, text, .. } in &self.prepared {
            let found = match activate(text, &root, &page, now) {
                Ok(_) => "ok",
                Err(error) => error.code(),
            };
            if found != *expect {
                return Err(PilotError::Unexpected { name, found, expected: expect });
            }
        }
        Ok(())
    }
}
