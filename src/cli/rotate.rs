//! `rotate`: the next trust root, signed by the holders of root keys of the old one and of the new one, one run each.

use std::path::PathBuf;

use clap::Args;
use tellerside::author::rotation::Rotation;

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
    /// The next trust root, made by `tellerside root --version N`.
    #[arg(long, value_name = "FILE")]
    next: PathBuf,
    #[command(flatten)]
    signer: SignerArguments,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let pinned = files::root(&arguments.root)?;
    let chain = if arguments.roots.exists() { Some(files::text(&arguments.roots)?) } else { None };
    let next = files::text(&arguments.next)?;
    let mut rotation = Rotation::propose(&pinned, chain.as_deref(), next.trim_end())?;
    let signed = match arguments.signer.open()?.seal(rotation.statement())? {
        Sealed::Signed(envelope) => envelope,
        Sealed::Written(pae) => {
            pae.tell("--next", &arguments.next.display().to_string(), format);
            return Ok(());
        }
    };
    rotation.add(signed)?;
    let missing = rotation.missing()?.map(|missing| missing.to_string());
    files::write(&arguments.roots, &rotation.write()?)?;
    match (format, missing) {
        (Format::Pretty, None) => say!("root {} is complete: serve {}", rotation.version(), arguments.roots.display()),
        (Format::Pretty, Some(missing)) => say!("root {} wants more signatures: {missing}", rotation.version()),
        (Format::Json, missing) => say!("{}", serde_json::json!({"missing": missing, "version": rotation.version()})),
    }
    Ok(())
}
