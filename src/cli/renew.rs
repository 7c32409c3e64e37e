//! `renew`: an unchanged release dated anew, without the bank.

use std::path::PathBuf;

use clap::Args;
use tellerside::activate::activate;
use tellerside::author::plan;
use tellerside::author::renew::{Dates, renew};
use tellerside::bundle::PagePolicy;
use tellerside::id::ReleaseVersion;
use tellerside::time::Moment;

use super::failure::Failure;
use super::release::version;
use super::signer::{Role, Sealed, SignerArguments};
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder. It may have expired; all else in it must hold.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// Its new place in the order of the bank's releases, above the one that it has.
    #[arg(long, value_name = "N", value_parser = version)]
    version: ReleaseVersion,
    /// When it is issued, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    issued: Option<Moment>,
    /// How many days it holds; as long as before unless said.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    days: Option<u16>,
    #[command(flatten)]
    signer: SignerArguments,
    /// What to write: one file where the name ends in .json, or else a folder.
    #[arg(long, value_name = "PATH", required_unless_present = "pae_out")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let signer = arguments.signer.open()?;
    signer.must_be(Role::Vendor, &root)?;
    let issued = plan::second(signer.issued(arguments.issued)?);
    let dates = Dates { version: arguments.version, issued, days: arguments.days };
    let (unsigned, facts) = renew(&text, &root, dates).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    let envelope = match signer.seal(unsigned.statement())? {
        Sealed::Signed(envelope) => envelope,
        Sealed::Written(pae) => {
            pae.tell("--issued", &issued.to_string(), format);
            return Ok(());
        }
    };
    let renewed = unsigned.signed(envelope);
    activate(&renewed.write()?, &root, &PagePolicy::SILENT, issued)?;
    if let Some(out) = &arguments.out {
        files::write_bundle(out, &renewed)?;
    }
    match format {
        Format::Pretty => {
            say!("release {}, issued {issued}, until {}; its approvals stay as they are", facts.version, facts.expires)
        }
        Format::Json => {
            let (issued, expires) = (issued.to_string(), facts.expires.to_string());
            say!("{}", serde_json::json!({"expires": expires, "issued": issued, "version": facts.version.get()}));
        }
    }
    Ok(())
}
