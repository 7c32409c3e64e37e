//! `rotate`: the next trust root, signed by the holders of root keys of the old one and of the new one, one run each.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use tellerside::author::rotation::Rotation;
use tellerside::id::Digest;

use super::asking::{agreed, nothing_signed};
use super::failure::Failure;
use super::signer::{Sealed, SignerArguments};
use super::{Format, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The trust root that pages pin.
    #[arg(long, value_name = "FILE")]
    root: PathBuf,
    /// The chain of roots that leads on from it; made if it is not there, and written in place.
    #[arg(long, value_name = "FILE")]
    roots: PathBuf,
    /// The next trust root, made by `tellerside root --after`.
    #[arg(long, value_name = "FILE")]
    next: PathBuf,
    /// Signs without asking, if the next root has this digest: for what was agreed on elsewhere.
    #[arg(long, value_name = "DIGEST", value_parser = Digest::from_hex)]
    yes: Option<Digest>,
    /// Asks on standard input though it is no terminal.
    #[arg(long, conflicts_with = "yes")]
    ask: bool,
    #[command(flatten)]
    signer: SignerArguments,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let pinned = files::root(&arguments.root)?;
    let chain = if arguments.roots.exists() { Some(files::text(&arguments.roots)?) } else { None };
    let next = files::text(&arguments.next)?;
    let mut rotation = Rotation::propose(&pinned, chain.as_deref(), next.trim_end())?;
    let signer = arguments.signer.open()?;
    if let Some((path, key)) = signer.key() {
        rotation.must_know(key).map_err(|error| Failure::from(error).of(path))?;
    }
    if format == Format::Pretty {
        say!("root {} for {}, {}:", rotation.version(), pinned.audience().bank, pinned.audience().environment);
        rotation.changes().iter().for_each(|line| say!("  {line}"));
        say!("digest {}", rotation.digest());
    }
    match arguments.yes {
        Some(digest) if digest == rotation.digest() => {}
        Some(digest) => {
            let said =
                format!("the next root is {}, and {digest} was agreed to: nothing was signed", rotation.digest());
            return Err(Failure::refused("NOT_AGREED", said));
        }
        None if signer.has_signed() => {}
        None if !(arguments.ask || std::io::stdin().is_terminal()) => {
            let said = format!("nobody can be asked here: to sign this root say `--yes {}`", rotation.digest());
            return Err(Failure::usage(said));
        }
        None if agreed("sign this root? [y/n] ")? => {}
        None => return Err(nothing_signed()),
    }
    match signer.seal(rotation.statement())? {
        Sealed::Signed(envelope) => rotation.add(envelope)?,
        Sealed::Written(pae) => {
            pae.tell("--next", &arguments.next.display().to_string(), format);
            return Ok(());
        }
    }
    let missing = rotation.missing()?.map(|missing| missing.to_string());
    files::write(&arguments.roots, &rotation.write()?)?;
    match (format, missing) {
        (Format::Pretty, None) => say!("root {} is complete: serve {}", rotation.version(), arguments.roots.display()),
        (Format::Pretty, Some(missing)) => say!("root {} wants more signatures: {missing}", rotation.version()),
        (Format::Json, missing) => say!("{}", serde_json::json!({"missing": missing, "version": rotation.version()})),
    }
    Ok(())
}
