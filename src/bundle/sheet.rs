//! The approval sheet: what a bank's approvers sign, a verdict on every campaign of one whole release.
//!
//! It names the index and not the release, so that an unchanged release can be dated anew within the sheet's own validity.

use std::collections::BTreeMap;

use serde::Serialize;

use super::audience::Audience;
use super::error::VerifyError;
use super::index::{Index, format_1};
use super::scalars;
use crate::campaign::Campaign;
use crate::id::{CampaignId, Digest, Locale};
use crate::order::Ascending;
use crate::stand_in::StandIn;
use crate::time::Moment;
use crate::wire::{At, Malformed, Object, Tree, canonical, document, for_each, known, text};

const DOCUMENT: &str = "sheet";

/// What stands where a kind of evidence was not gathered; the approvers sign that too.
/// Most days for which an approval holds, however long its vendor asks for: a year.
pub const MAX_APPROVAL_DAYS: u16 = 366;

const DAY_MILLIS: i64 = 86_400_000;

const NOT_MEASURED: &str = "not_measured";

/// What a bank signs for one release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// For whom.
    pub audience: Audience,
    /// The index of the release it is about.
    pub index: Digest,
    /// The first moment at which it holds.
    pub not_before: Moment,
    /// The first moment at which it no longer holds.
    pub not_after: Moment,
    /// The verdicts, one for each campaign of the index, in its order.
    pub campaigns: Vec<SheetEntry>,
}

/// A verdict on one campaign, and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// The campaign.
    pub campaign: CampaignId,
    /// The exact file that was judged.
    pub digest: Digest,
    /// What the judges had before them.
    pub evidence: Evidence,
    /// Whether it may run.
    pub verdict: Verdict,
}

/// What approvers say of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may run.
    Approved,
    /// It may not.
    Rejected,
    /// Not yet decided; it may not.
    Held,
}

/// The documents a verdict rests on, by digest; `None` for what was not measured.
///
/// The golden decisions are checked against the release; the others are recomputed by reviewers, never by the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The golden decisions of the release.
    pub goldens: Option<Digest>,
    /// The findings of the compliance rules.
    pub lint: Option<Digest>,
    /// How many customers it reaches.
    pub reach: Option<Digest>,
    /// Its plain-language rendering in each locale that was read.
    pub renderings: Ascending<Locale, Option<Digest>>,
}

/// What an approval can rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind {
    /// Golden decisions.
    Goldens,
    /// The report of the compliance rules.
    Lint,
    /// How many customers it would reach.
    Reach,
    /// The campaign in plain words, in each of its locales.
    Renderings,
}

impl EvidenceKind {
    /// The kind as sheets and roots write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Goldens => "goldens",
            Self::Lint => "lint",
            Self::Reach => "reach",
            Self::Renderings => "renderings",
        }
    }

    /// The kind that sheets and roots write as `text`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Goldens, Self::Lint, Self::Reach, Self::Renderings].into_iter().find(|kind| kind.as_str() == text)
    }
}

impl Verdict {
    /// The verdict as sheets write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Held => "held",
        }
    }

    /// The verdict that sheets write as `text`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Approved, Self::Rejected, Self::Held].into_iter().find(|verdict| verdict.as_str() == text)
    }
}

impl StandIn for Verdict {
    fn stand_in() -> Self {
        Self::Held
    }
}

#[derive(Serialize)]
struct SheetDoc {
    bank: String,
    campaigns: Vec<EntryDoc>,
    environment: String,
    index: String,
    not_after: String,
    not_before: String,
    sheet: u8,
}

#[derive(Serialize)]
struct EntryDoc {
    campaign: String,
    digest: String,
    evidence: EvidenceDoc,
    verdict: String,
}

#[derive(Serialize)]
struct EvidenceDoc {
    goldens: String,
    lint: String,
    reach: String,
    renderings: BTreeMap<String, String>,
}

impl Sheet {
    /// The sheet in canonical `bytes`. It proves nothing: [`verify`](super::verify) reads only bytes that approvers signed.
    ///
    /// # Errors
    /// [`VerifyError`] where the bytes are not a canonical sheet of format 1.
    pub fn read(bytes: &[u8]) -> Result<Self, Box<VerifyError>> {
        let tree = canonical::parse(DOCUMENT, bytes)?;
        document(DOCUMENT, |top| Self::from_tree(&tree, top))?
    }

    fn from_tree(tree: &Tree<'_>, top: &At<'_>) -> Result<Self, Box<VerifyError>> {
        let mut object = Object::new(tree, top);
        format_1(&mut object, DOCUMENT)?;
        let at = top.field("campaigns");
        let mut campaigns = Vec::new();
        for_each(object.list("campaigns"), &at, &mut |entry, at| campaigns.push(SheetEntry::from_tree(entry, at)));
        let sheet = Self {
            audience: scalars::audience_in(&mut object),
            index: scalars::digest_in(&mut object, "index"),
            not_before: scalars::moment_in(&mut object, "not_before"),
            not_after: scalars::moment_in(&mut object, "not_after"),
            campaigns,
        };
        object.end();
        let span = sheet.not_after.millis().saturating_sub(sheet.not_before.millis());
        if !(1..=i64::from(MAX_APPROVAL_DAYS).saturating_mul(DAY_MILLIS)).contains(&span) {
            top.refuse_field("not_after", "a sheet ends 1 second to 366 days after it begins");
        }
        Ok(sheet)
    }

    /// The canonical bytes, whose digest an approval names.
    ///
    /// # Errors
    /// None for a sheet; the writer's own failure is passed on.
    pub fn write(&self) -> Result<Vec<u8>, Malformed> {
        canonical::write(&SheetDoc {
            bank: self.audience.bank.to_string(),
            campaigns: self.campaigns.iter().map(EntryDoc::from).collect(),
            environment: self.audience.environment.to_string(),
            index: self.index.to_string(),
            not_after: self.not_after.to_string(),
            not_before: self.not_before.to_string(),
            sheet: 1,
        })
    }

    /// Refuses a sheet that is not about exactly the campaigns of `index`, whose digest is `digest`.
    ///
    /// # Errors
    /// [`VerifyError`] with the first difference.
    pub fn covers(&self, index: &Index, digest: Digest) -> Result<(), Box<VerifyError>> {
        if self.index != digest {
            return Err(VerifyError::SheetOfAnotherIndex { found: self.index, expected: digest }.into());
        }
        // One past the longer list is compared too, so that a missing entry differs from one that is there.
        for n in 0..self.campaigns.len().max(index.campaigns.len()) {
            let (judged, released) = (self.campaigns.get(n), index.campaigns.get(n));
            let found = judged.map(|entry| (entry.campaign.clone(), entry.digest));
            let expected = released.map(|(id, file)| (id.clone(), file.digest));
            if found != expected {
                return Err(VerifyError::SheetOfOtherCampaigns { found, expected }.into());
            }
        }
        let expected = index.goldens.digest;
        for entry in &self.campaigns {
            if let Some(found) = entry.evidence.goldens.filter(|found| *found != expected) {
                let campaign = entry.campaign.clone();
                return Err(VerifyError::SheetOfOtherGoldens { campaign, found, expected }.into());
            }
        }
        Ok(())
    }

    /// Refuses the sheet where a campaign is approved without evidence of a kind that is `required`.
    pub(super) fn rests_on(&self, required: &[EvidenceKind]) -> Result<(), Box<VerifyError>> {
        for entry in self.campaigns.iter().filter(|entry| entry.verdict == Verdict::Approved) {
            if let Some(kind) = required.iter().find(|kind| !entry.evidence.has(**kind)) {
                let (campaign, kind) = (entry.campaign.clone(), kind.as_str());
                return Err(VerifyError::EvidenceMissing { campaign, kind }.into());
            }
        }
        Ok(())
    }
}

impl Sheet {
    /// Refuses the sheet where an approved one of `campaigns`, which are in its order, was not read in each of its locales.
    pub(super) fn renders(&self, campaigns: &[Campaign]) -> Result<(), Box<VerifyError>> {
        for (entry, campaign) in self.campaigns.iter().zip(campaigns) {
            let read = entry.evidence.renderings.keys().eq(campaign.creatives.keys());
            if entry.verdict == Verdict::Approved && !read {
                let (campaign, kind) = (entry.campaign.clone(), EvidenceKind::Renderings.as_str());
                return Err(VerifyError::EvidenceMissing { campaign, kind }.into());
            }
        }
        Ok(())
    }
}

impl SheetEntry {
    fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Self {
        let mut object = Object::new(tree, at);
        let campaign = scalars::campaign_in(&mut object, "campaign");
        let digest = scalars::digest_in(&mut object, "digest");
        let verdict = Verdict::parse(object.text("verdict"));
        let verdict = known(verdict.ok_or("write `approved`, `rejected` or `held`"), &at.field("verdict"));
        let evidence = Evidence::from_tree(object.take("evidence"), &at.field("evidence"));
        object.end();
        Self { campaign, digest, evidence, verdict }
    }
}

impl Evidence {
    /// Whether it has evidence of this kind; renderings for each of its locales, and for one at least.
    fn has(&self, kind: EvidenceKind) -> bool {
        match kind {
            EvidenceKind::Goldens => self.goldens.is_some(),
            EvidenceKind::Lint => self.lint.is_some(),
            EvidenceKind::Reach => self.reach.is_some(),
            EvidenceKind::Renderings => {
                let mut digests = self.renderings.iter().map(|(_, digest)| digest.is_some()).peekable();
                digests.peek().is_some() && digests.all(|measured| measured)
            }
        }
    }

    fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Self {
        let mut object = Object::new(tree, at);
        let mut of = |name: &'static str| measured(object.take(name), &at.field(name));
        let (goldens, lint, reach) = (of("goldens"), of("lint"), of("reach"));
        let texts = object.take("renderings");
        object.end();
        let at = at.field("renderings");
        let mut renderings = Ascending::default();
        for (name, text) in Object::new(texts, &at).into_fields() {
            let at = at.field(name);
            let locale = known(Locale::new(name), &at);
            renderings.insert(locale, measured(text, &at));
        }
        Self { goldens, lint, reach, renderings }
    }
}

/// A digest, or nothing where the text says that it was not measured.
fn measured(tree: &Tree<'_>, at: &At<'_>) -> Option<Digest> {
    match text(tree, at) {
        NOT_MEASURED => None,
        text => Some(scalars::digest(at, text)),
    }
}

impl From<&SheetEntry> for EntryDoc {
    fn from(entry: &SheetEntry) -> Self {
        let measured = |digest: &Option<Digest>| digest.map_or_else(|| NOT_MEASURED.into(), |d| d.to_string());
        let evidence = &entry.evidence;
        Self {
            campaign: entry.campaign.to_string(),
            digest: entry.digest.to_string(),
            evidence: EvidenceDoc {
                goldens: measured(&evidence.goldens),
                lint: measured(&evidence.lint),
                reach: measured(&evidence.reach),
                renderings: evidence.renderings.iter().map(|(l, digest)| (l.to_string(), measured(digest))).collect(),
            },
            verdict: entry.verdict.as_str().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::digest::sha256;
    use super::super::index::IndexedFile;
    use super::*;
    use crate::bundle::Environment;
    use crate::id::BankId;

    fn id(text: &str) -> CampaignId {
        CampaignId::new(text).unwrap()
    }

    fn sheet() -> Sheet {
        let entry = |name: &str| SheetEntry {
            campaign: id(name),
            digest: sha256(name.as_bytes()),
            evidence: Evidence {
                goldens: Some(sha256(b"goldens")),
                lint: None,
                reach: None,
                renderings: [(Locale::new("en-US").unwrap(), Some(sha256(b"text")))].into_iter().collect(),
            },
            verdict: Verdict::Approved,
        };
        Sheet {
            audience: Audience { bank: BankId::new("first-sample").unwrap(), environment: Environment::Test },
            index: sha256(&index().write().unwrap()),
            not_before: Moment::parse("2026-11-20T00:00:00Z").unwrap(),
            not_after: Moment::parse("2027-02-20T00:00:00Z").unwrap(),
            campaigns: vec![entry("a"), entry("b")],
        }
    }

    fn index() -> Index {
        let file =
            |text: &str| IndexedFile { digest: sha256(text.as_bytes()), length: u32::try_from(text.len()).unwrap() };
        let campaigns = ["a", "b"].map(|name| (id(name), file(name))).to_vec();
        Index { campaigns, catalogue: file("catalogue"), goldens: file("goldens"), policy: file("policy") }
    }

    #[test]
    fn a_sheet_is_read_strictly() {
        let text = String::from_utf8(sheet().write().unwrap()).unwrap();
        assert_eq!(Sheet::read(text.as_bytes()), Ok(sheet()));
        for (from, to, code, because) in [
            (r#""sheet":1"#, r#""sheet":2"#, "UNSUPPORTED", "a format to come"),
            (r#""verdict":"approved""#, r#""verdict":"yes""#, "MALFORMED", "no such verdict"),
            (r#""lint":"not_measured""#, r#""lint":"""#, "MALFORMED", "neither a digest nor not measured"),
            (r#""lint":"not_measured""#, r#""lint":null"#, "NOT_CANONICAL", "null"),
            (r#""lint":"not_measured","#, "", "MALFORMED", "a kind of evidence passed over in silence"),
            (r#"{"en-US""#, r#"{"en_US""#, "MALFORMED", "not a locale"),
            (r#"{"en-US""#, r#"{"en-US":"not_measured","en-US""#, "MALFORMED", "a locale twice"),
            ("2027-02-20", "2026-11-20", "MALFORMED", "ends as it begins"),
            ("2027-02-20", "2027-11-22", "MALFORMED", "holds for more than a year"),
            (r#""campaigns":["#, r#""campaigns": ["#, "NOT_CANONICAL", "a space"),
            (r#""environment":"test""#, r#""environment":"Test""#, "MALFORMED", "upper case"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{because}: the row must change something");
            assert_eq!(Sheet::read(changed.as_bytes()).unwrap_err().code(), code, "{because}");
        }
    }

    #[test]
    fn an_approval_rests_on_what_the_root_demands() {
        use EvidenceKind::{Goldens, Lint, Reach, Renderings};
        type Change = fn(&mut SheetEntry);
        let no_rendering: Change = |entry| entry.evidence.renderings = Ascending::default();
        let one_unread: Change = |entry| entry.evidence.renderings.insert(Locale::new("es-US").unwrap(), None);
        let held: Change = |entry| {
            entry.verdict = Verdict::Held;
            entry.evidence.goldens = None;
        };
        for (change, required, missing, because) in [
            ((|_| {}) as Change, &[][..], "", "nothing is demanded"),
            (|_| {}, &[Goldens, Renderings], "", "both are there"),
            (|_| {}, &[Goldens, Lint], "lint", "not measured"),
            (|_| {}, &[Reach], "reach", "not measured"),
            (|entry| entry.evidence.goldens = None, &[Goldens], "goldens", "no golden decisions"),
            (no_rendering, &[Renderings], "renderings", "no locale at all"),
            (one_unread, &[Renderings], "renderings", "one locale that nobody read"),
            (held, &[Goldens], "", "what is held runs nowhere"),
        ] {
            let mut changed = sheet();
            changed.campaigns.iter_mut().for_each(change);
            let expected = VerifyError::EvidenceMissing { campaign: id("a"), kind: missing };
            let expected = if missing.is_empty() { Ok(()) } else { Err(expected.into()) };
            assert_eq!(changed.rests_on(required), expected, "{because}");
        }
    }

    #[test]
    fn a_sheet_covers_one_whole_release() {
        type Change = fn(&mut Sheet);
        let rows: [(Change, &str); 7] = [
            (|sheet| sheet.index = sha256(b"other"), "another index"),
            (|sheet| drop(sheet.campaigns.pop()), "the last campaign is missing"),
            (|sheet| drop(sheet.campaigns.remove(0)), "the first campaign is missing"),
            (|sheet| sheet.campaigns.push(SheetEntry { campaign: id("c"), ..sheet.campaigns[0].clone() }), "one more"),
            (|sheet| sheet.campaigns.swap(0, 1), "another order"),
            (|sheet| sheet.campaigns[1].digest = sha256(b"other"), "another file"),
            (|sheet| sheet.campaigns[1].evidence.goldens = Some(sha256(b"other")), "other golden decisions"),
        ];
        let digest = sha256(&index().write().unwrap());
        assert_eq!(sheet().covers(&index(), digest), Ok(()));
        for (change, because) in rows {
            let mut changed = sheet();
            change(&mut changed);
            assert_eq!(changed.covers(&index(), digest).unwrap_err().code(), "SHEET_MISMATCH", "{because}");
        }
    }
}
