//! `release`: sources checked, rehearsed and signed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::author::rehearsal::rehearse;
use tellerside::author::sources::Sources;
use tellerside::author::terms::BoundTerm;
use tellerside::author::{plan, release};
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{MAX_APPROVAL_DAYS, Release, Transport, TrustRoot, admits};
use tellerside::explain::Language;
use tellerside::id::{CampaignId, ReleaseVersion};
use tellerside::review::changes::{self, Changes, Standing};
use tellerside::review::edition::Edition;
use tellerside::time::Moment;

use super::failure::Failure;
use super::signer::{Role, Sealed, SignerArguments};
use super::trust::Trusted;
use super::{Format, assets, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder with bank.yaml, catalogue.yaml, policy.yaml, campaigns/, and images/ where they name any.
    #[arg(long, value_name = "DIR")]
    source: PathBuf,
    /// The bank's trust root; if it is given, only a key in its vendor role signs, and only for dates that it admits.
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
    #[command(flatten)]
    signer: SignerArguments,
    /// Its place in the order of the bank's releases; counted up with each.
    #[arg(long, value_parser = version)]
    version: ReleaseVersion,
    /// When it is issued, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    issued: Option<Moment>,
    /// How many days its approval will hold, so that an unchanged release can be dated anew.
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_APPROVAL_DAYS)))]
    approval_days: u16,
    /// The bundle that was approved last, one file or a folder: campaigns that have not changed since keep their verdicts.
    #[arg(long, value_name = "PATH", requires = "root")]
    last: Option<PathBuf>,
    /// The chain of roots that leads on from it, where the bank has rotated any.
    #[arg(long, value_name = "FILE", requires = "root")]
    roots: Option<PathBuf>,
    /// What to write: one file where the name ends in .json, or else a folder for review and version control.
    #[arg(long, value_name = "PATH", required_unless_present = "pae_out")]
    out: Option<PathBuf>,
    /// The folder to write for the bank's origin: the release's pictures by digest, and the list `images.json`.
    #[arg(long, value_name = "DIR")]
    images: Option<PathBuf>,
}

pub(super) fn version(text: &str) -> Result<ReleaseVersion, String> {
    let number = text.parse().ok().and_then(ReleaseVersion::new).filter(|version| version.get() > 0);
    number.ok_or_else(|| "write a whole number from 1 on".into())
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let sources = Sources::read(&arguments.source)?;
    let signer = arguments.signer.open()?;
    let trusted = |root: &PathBuf| Trusted { root: root.clone(), roots: arguments.roots.clone() }.newest();
    let root = arguments.root.as_ref().map(trusted).transpose()?;
    root.iter().try_for_each(|root| signer.must_be(Role::Vendor, root))?;
    let issued = signer.issued(arguments.issued)?;
    rehearse(&sources)?;
    let facts = plan::release(&sources.bank.audience, arguments.version, issued, sources.bank.lifetime_days);
    root.iter().try_for_each(|root| admits(root, &facts))?;
    let texts = sources.release_files()?;
    let sheet = plan::sheet(&texts, issued, arguments.approval_days)?;
    let unsigned = release::unsigned(texts, &facts, &sheet)?;
    let envelope = match signer.seal(unsigned.statement())? {
        Sealed::Signed(envelope) => envelope,
        Sealed::Written(pae) => {
            pae.tell("--issued", &facts.issued.to_string(), format);
            return Ok(());
        }
    };
    let mut transport = unsigned.signed(envelope);
    let carried = match (&arguments.last, &root) {
        (Some(last), Some(root)) => carry(&mut transport, &facts, last, root)?,
        (_, _) => 0,
    };
    if let Some(out) = &arguments.out {
        files::write_bundle(out, &transport)?;
    }
    if let Some(images) = &arguments.images {
        assets::write(images, &sources.pictures)?;
    }
    let (campaigns, sheet) = (sources.campaigns.len(), sha256(transport.sheet.as_bytes()));
    let drafts = sources.campaigns.iter();
    let terms: Vec<(&CampaignId, &BoundTerm)> =
        drafts.flat_map(|(id, draft)| draft.terms.iter().map(move |bound| (id, bound))).collect();
    match format {
        Format::Pretty => {
            say!("release {} of {campaigns} campaigns, until {}", facts.version, facts.expires);
            if arguments.last.is_some() {
                say!("verdicts carried forward: {carried}, of campaigns that have not changed");
            }
            for ([campaign, term, written, said], texts) in counted(&terms) {
                say!("{campaign}: `{term}: {written}` reads “{said}” in {texts} texts");
            }
            say!("its sheet is {sheet}; the bank's approvers sign it with `tellerside approve`");
        }
        Format::Json => {
            let expires = facts.expires.to_string();
            let told = serde_json::json!({"campaigns": campaigns, "carried": carried, "expires": expires, "sheet": sheet.to_string(), "terms": terms.iter().map(term).collect::<Vec<_>>(), "version": facts.version.get()});
            say!("{told}");
        }
    }
    Ok(())
}

/// In how many texts of a campaign a term reads so, in the order of the alphabet.
fn counted<'a>(terms: &[(&'a CampaignId, &'a BoundTerm)]) -> BTreeMap<[&'a str; 4], usize> {
    let mut counted = BTreeMap::new();
    for (campaign, BoundTerm { term, written, said, .. }) in terms {
        let texts: &mut usize = counted.entry([campaign.as_str(), term, written, said]).or_default();
        *texts = texts.saturating_add(1);
    }
    counted
}

/// A term where a text says it, for programs.
fn term((campaign, bound): &(&CampaignId, &BoundTerm)) -> serde_json::Value {
    let BoundTerm { path, term, written, said } = bound;
    serde_json::json!({"campaign": campaign.as_str(), "path": path, "said": said, "term": term, "written": written})
}

/// Carries the verdicts of the bundle `last` forward to the campaigns that have not changed. How many there are.
fn carry(transport: &mut Transport, facts: &Release, last: &Path, root: &TrustRoot) -> Result<usize, Failure> {
    let known = changes::last(&files::bundle(last)?, root, facts.version);
    let known = known.map_err(|error| Failure::from(error).of(last))?;
    let edition = Edition::of(transport, facts)?;
    let review = Changes::of(&edition, Some(&known), Language::English);
    changes::put(transport, &review.carried(&edition.sheet))?;
    let unchanged = |reviewed: &&changes::Reviewed<'_>| matches!(reviewed.standing, Standing::Unchanged(_));
    Ok(review.campaigns.iter().filter(unchanged).count())
}
