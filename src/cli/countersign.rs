//! `countersign`: one more vendor key under a release, where the bank's root asks for several, or for another one than before.

use std::path::PathBuf;

use clap::Args;
use tellerside::bundle::signing::Statement;
use tellerside::bundle::{PagePolicy, Release, Transport, VerifyError, review};
use tellerside::time::Moment;

use super::failure::{Failure, Refusal};
use super::signer::{Role, Sealed, SignerArguments};
use super::trust::Trusted;
use super::{Format, clock, files, showing};

#[derive(Args)]
pub(super) struct Arguments {
    /// The released bundle: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    #[command(flatten)]
    signer: SignerArguments,
    /// Where to write the bundle; in place unless said.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// When it is signed, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let signer = arguments.signer.open()?;
    signer.must_be(Role::Vendor, &root)?;
    let mut transport = Transport::read(&text).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    if format == Format::Pretty {
        // What somebody else stated is read before one's own key is under it.
        say!("signs {}", showing::printable(&String::from_utf8_lossy(&transport.release.payload)));
    }
    let signed = match signer.seal(Statement::new(transport.release.payload.clone()))? {
        Sealed::Signed(envelope) => envelope,
        Sealed::Written(pae) => {
            pae.tell("--bundle", &arguments.bundle.display().to_string(), format);
            return Ok(());
        }
    };
    transport.release.add(signed.signatures);
    let text = transport.write()?;
    let now = clock::given_or_now(arguments.now)?;
    // Nothing is written that could not hold, but for signatures and approvals to come.
    let missing = match review(&text, &root, &PagePolicy::SILENT, now).map_err(|error| *error) {
        Ok(bundle) => Ok(bundle),
        Err(VerifyError::SignaturesMissing { found, threshold }) => Err(threshold.saturating_sub(found)),
        Err(error @ VerifyError::Expired { .. }) => {
            // To renew it would be refused: that begins from what a vendor of this root has signed.
            let help = "say a `--now` at which it held, and then date it anew with `tellerside renew`";
            let refusal = Refusal { help: Some(help), ..Refusal::new(error.code(), error.to_string()) };
            return Err(Failure::Refused(vec![refusal]).of(&arguments.bundle));
        }
        Err(error) => return Err(Failure::from(Box::new(error)).of(&arguments.bundle)),
    };
    files::write_bundle(arguments.out.as_ref().unwrap_or(&arguments.bundle), &transport)?;
    match (format, missing) {
        (Format::Pretty, Ok(bundle)) => {
            let Release { version, issued, expires, .. } = bundle.release;
            say!("release {version}, issued {issued}, until {expires}, has all the vendor signatures that it needs");
            say!("approvals of its sheet under this root: {} of {}", bundle.approvers.len(), root.approver_keys().1);
        }
        (Format::Pretty, Err(missing)) => say!("the release wants {missing} more vendor signatures"),
        (Format::Json, missing) => say!("{}", serde_json::json!({"missing": missing.err().unwrap_or(0)})),
    }
    Ok(())
}
