//! `approve`: one approver's look at a whole release, and signature under its sheet.

mod asking;
mod telling;

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use tellerside::author::approve;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{self, Transport, TrustRoot};
use tellerside::explain::Language;
use tellerside::id::Digest;
use tellerside::review::changes::{self, Changes, put};
use tellerside::review::edition::Edition;
use tellerside::review::evidence::{evidence, mismatches};
use tellerside::time::Moment;

use super::failure::{Failure, Refusal};
use super::signer::{Role, Sealed, SignerArguments};
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    #[command(flatten)]
    signer: SignerArguments,
    /// The bundle that was approved last, one file or a folder: only what changed since is shown and asked, and campaigns that have not
    /// changed keep their verdicts. It must have been approved under the same root.
    #[arg(long, value_name = "PATH")]
    last: Option<PathBuf>,
    /// Where to write the approved bundle; in place unless said.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Signs without asking, if the sheet has this digest: for approvals that were given elsewhere.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    yes: Option<Digest>,
    /// Asks on standard input though it is no terminal.
    #[arg(long, conflicts_with = "yes")]
    ask: bool,
    /// When it is approved, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

fn digest(text: &str) -> Result<Digest, String> {
    Digest::from_hex(text).map_err(|error| error.to_string())
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let signer = arguments.signer.open()?;
    signer.must_be(Role::Approver, &root)?;
    let page = files::page_policy(None)?;
    let now = clock::given_or_now(arguments.now)?;
    let bundle =
        bundle::review(&text, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    let mut transport = Transport::read(&text)?;
    let edition = Edition::of(&transport, &bundle.release)?;
    // Nobody is shown, let alone signs, what the sheet does not rest on.
    let mismatches = mismatches(&evidence(&edition));
    if !mismatches.is_empty() {
        return Err(Failure::from(mismatches).of(&arguments.bundle));
    }
    let last = last(arguments, &root, &edition)?;
    let compared = Changes::of(&edition, last.as_ref(), Language::English);
    let carried = compared.carried(&edition.sheet);
    let dropped = transport.approvals.len();
    let another = put(&mut transport, &carried)?;
    telling::tell(&bundle, &edition, last.as_ref(), &compared, &carried);
    if another {
        say!(
            "the verdicts carried forward make another sheet than the vendor's; approvals of that one dropped: {dropped}"
        );
    }
    let sheet = sha256(transport.sheet.as_bytes());
    say!("sheet {sheet}");
    match arguments.yes {
        Some(agreed) if agreed == sheet => {}
        Some(agreed) => {
            let said = format!("the sheet of this bundle is {sheet}, and {agreed} was agreed to: nothing was signed");
            return Err(Failure::Refused(vec![Refusal::new("NOT_AGREED", said)]));
        }
        None if signer.has_signed() => {}
        None if arguments.ask || std::io::stdin().is_terminal() => asking::ask(&compared, &carried, &mut transport)?,
        None => {
            let said = format!("nobody can be asked here: to sign this sheet say `--yes {sheet}`");
            return Err(Failure::usage(said));
        }
    }
    let sheet = sha256(transport.sheet.as_bytes());
    let out = arguments.out.as_deref().unwrap_or(&arguments.bundle);
    let approval = match signer.seal(approve::statement(&transport)?)? {
        Sealed::Signed(approval) => approval,
        Sealed::Written(pae) => {
            // A sheet that was changed here must be there when its signature comes back.
            let changed = sheet != bundle.sheet;
            if changed {
                files::write_bundle(out, &transport)?;
            }
            let next = if changed { out } else { &arguments.bundle };
            pae.tell("--bundle", &next.display().to_string(), Format::Pretty);
            return Ok(());
        }
    };
    let by = approval.signatures.first().map(|signature| signature.keyid.clone()).unwrap_or_default();
    approve::add(&mut transport, approval);
    files::write_bundle(out, &transport)?;
    say!("signed sheet {sheet} with key {by}");
    let threshold = root.approver_keys().1;
    let signed = bundle::review(&transport.write()?, &root, &page, now)?;
    say!("approvals of this sheet now: {} of the {threshold} that it needs", signed.approvers.len());
    Ok(())
}

/// The edition that was approved last, if one is named.
fn last(arguments: &Arguments, root: &TrustRoot, edition: &Edition) -> Result<Option<Edition>, Failure> {
    let Some(path) = &arguments.last else { return Ok(None) };
    let known = changes::last(&files::bundle(path)?, root, edition.release.version);
    known.map(Some).map_err(|error| Failure::from(error).of(path))
}
