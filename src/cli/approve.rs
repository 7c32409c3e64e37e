//! `approve`: one approver's look at a whole release, and signature under its sheet.

mod asking;
mod telling;

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use tellerside::author::approve::approve;
use tellerside::author::edition::Edition;
use tellerside::author::evidence::{evidence, mismatches};
use tellerside::author::review::{self, Review, put};
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{self, Transport, TrustRoot};
use tellerside::explain::Language;
use tellerside::id::Digest;
use tellerside::time::Moment;

use super::failure::{Failure, Refusal};
use super::{clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    /// The bank's trust root, of which the release must be.
    #[arg(long, value_name = "FILE")]
    root: PathBuf,
    /// The approver's private key, in PEM.
    #[arg(long, value_name = "PEM")]
    key: PathBuf,
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
    let root = files::root(&arguments.root)?;
    let key = files::signing_key(&arguments.key)?;
    let (mut approvers, threshold) = root.approver_keys();
    if !approvers.any(|id| id == key.public().id()) {
        let said =
            format!("{} holds no key of an approver that this root names: nothing was signed", arguments.key.display());
        return Err(Failure::Refused(vec![Refusal::new("NOT_AN_APPROVER", said)]));
    }
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
    let compared = Review::of(&edition, last.as_ref(), Language::English);
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
        None if arguments.ask || std::io::stdin().is_terminal() => asking::ask(&compared, &carried, &mut transport)?,
        None => {
            let said = format!("nobody can be asked here: to sign this sheet say `--yes {sheet}`");
            return Err(Failure::usage(said));
        }
    }
    approve(&mut transport, &key)?;
    files::write_bundle(arguments.out.as_deref().unwrap_or(&arguments.bundle), &transport)?;
    say!("signed sheet {} with key {}", sha256(transport.sheet.as_bytes()), key.public().id());
    let signed = bundle::review(&transport.write()?, &root, &page, now)?;
    say!("approvals of this sheet now: {} of the {threshold} that it needs", signed.approvers.len());
    Ok(())
}

/// The edition that was approved last, if one is named.
fn last(arguments: &Arguments, root: &TrustRoot, edition: &Edition) -> Result<Option<Edition>, Failure> {
    let Some(path) = &arguments.last else { return Ok(None) };
    let known = review::last(&files::bundle(path)?, root, edition.release.version);
    known.map(Some).map_err(|error| Failure::from(error).of(path))
}
