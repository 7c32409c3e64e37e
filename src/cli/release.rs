//! `release`: sources checked, rehearsed and signed.

use std::path::PathBuf;

use clap::Args;
use tellerside::author::rehearsal::rehearse;
use tellerside::author::sources::Sources;
use tellerside::author::{plan, release};
use tellerside::bundle::admits;
use tellerside::id::ReleaseVersion;
use tellerside::time::Moment;

use super::failure::Failure;
use super::signer::{Role, Sealed, SignerArguments};
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder with bank.yaml, catalogue.yaml, policy.yaml and campaigns/.
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
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    approval_days: u16,
    /// What to write: one file where the name ends in .json, or else a folder for review and version control.
    #[arg(long, value_name = "PATH", required_unless_present = "pae_out")]
    out: Option<PathBuf>,
}

pub(super) fn version(text: &str) -> Result<ReleaseVersion, String> {
    let number = text.parse().ok().and_then(ReleaseVersion::new).filter(|version| version.get() > 0);
    number.ok_or_else(|| "write a whole number from 1 on".into())
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let sources = Sources::read(&arguments.source)?;
    let signer = arguments.signer.open()?;
    let root = arguments.root.as_deref().map(files::root).transpose()?;
    root.iter().try_for_each(|root| signer.must_be(Role::Vendor, root))?;
    let issued = signer.issued(arguments.issued)?;
    rehearse(&sources)?;
    let facts = plan::release(&sources.bank.audience, arguments.version, issued, sources.bank.lifetime_days);
    root.iter().try_for_each(|root| admits(root, &facts))?;
    let texts = sources.release_files()?;
    let sheet = plan::sheet(&texts, |id| sources.locales(id), issued, arguments.approval_days);
    let unsigned = release::unsigned(texts, &facts, &sheet)?;
    let (campaigns, sheet) = (sources.campaigns.len(), unsigned.sheet());
    let envelope = match signer.seal(unsigned.statement())? {
        Sealed::Signed(envelope) => envelope,
        Sealed::Written(pae) => {
            pae.tell("--issued", &facts.issued.to_string(), format);
            return Ok(());
        }
    };
    if let Some(out) = &arguments.out {
        files::write_bundle(out, &unsigned.signed(envelope))?;
    }
    match format {
        Format::Pretty => {
            say!("release {} of {campaigns} campaigns, until {}", facts.version, facts.expires);
            say!("its sheet is {sheet}; the bank's approvers sign it with `tellerside approve`");
        }
        Format::Json => {
            let expires = facts.expires.to_string();
            let told = serde_json::json!({"campaigns": campaigns, "expires": expires, "sheet": sheet.to_string(), "version": facts.version.get()});
            say!("{told}");
        }
    }
    Ok(())
}
