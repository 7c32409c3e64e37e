//! `assets`: the pictures that campaigns name, checked, pinned, and laid out for the bank's origin.

use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::author::finding::{Finding, Findings};
use tellerside::author::pictures::{self, Collected, GOOD_BYTES, LIST, Picture, Pinning};
use tellerside::bundle::Transport;

use super::failure::{Failure, Refusal};
use super::{Format, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder with campaigns/ and images/; pins that are missing are written into the campaigns.
    #[arg(long, value_name = "DIR", required_unless_present = "bundle")]
    source: Option<PathBuf>,
    /// In place of sources: a bundle, one file or a folder, of whose pictures each must be in `--images`.
    #[arg(long, value_name = "PATH", requires = "images", conflicts_with_all = ["source", "repin"])]
    bundle: Option<PathBuf>,
    /// The folder of pictures by digest, as `--out` writes it, that is held against the bundle.
    #[arg(long, value_name = "DIR", requires = "bundle")]
    images: Option<PathBuf>,
    /// The folder to write for the bank's origin: each picture by its digest, and the list `images.json`. What else lies there stays.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Writes no pin: each must be there and right.
    #[arg(long, conflicts_with = "repin")]
    check: bool,
    /// Pins pictures that have changed anew; their campaigns must be approved anew.
    #[arg(long)]
    repin: bool,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let collected = match (&arguments.source, &arguments.bundle, &arguments.images) {
        (_, Some(bundle), Some(images)) => {
            let transport =
                Transport::read(&files::bundle(bundle)?).map_err(|error| Failure::from(error).of(bundle))?;
            let pictures = pictures::collect_signed(&transport, images).map_err(signed)?;
            Collected { pictures, pinned: Vec::new() }
        }
        (Some(source), _, _) => pictures::collect(source, pinning(arguments))?,
        (None, _, _) => return Err(Failure::usage("name the sources with --source, or a bundle with --bundle")),
    };
    for (path, text, _) in &collected.pinned {
        files::write(path, text)?;
    }
    if let Some(out) = &arguments.out {
        write(out, &collected.pictures)?;
    }
    match format {
        Format::Pretty => tell(&collected),
        Format::Json => say!("{}", pictures::list(&collected.pictures).trim_end()),
    }
    Ok(())
}

/// What is wrong with the pictures of a bundle: its texts are one line each, into which nothing is drawn.
fn signed(findings: Findings) -> Failure {
    let mut refusals: Vec<Refusal> = Vec::new();
    for Finding { code, message, file, .. } in findings.0 {
        if !refusals.iter().any(|refusal| refusal.message == message) {
            refusals.push(Refusal::new(code, message).at(file.name()));
        }
    }
    Failure::Refused(refusals)
}

fn pinning(arguments: &Arguments) -> Pinning {
    match (arguments.check, arguments.repin) {
        (true, _) => Pinning::Check,
        (false, true) => Pinning::Renew,
        (false, false) => Pinning::Add,
    }
}

/// Writes `pictures` and their list to `folder`. Others that lie there stay: a page that is open may still ask for them.
pub(super) fn write(folder: &Path, pictures: &[Picture]) -> Result<(), Failure> {
    for picture in pictures {
        files::write_bytes(&folder.join(picture.file_name()), &picture.bytes)?;
    }
    files::write(&folder.join(LIST), &pictures::list(pictures))
}

fn tell(Collected { pictures, pinned }: &Collected) {
    for picture in pictures {
        let (length, size) = (picture.bytes.len(), picture.size);
        let heavy = if u64::try_from(length).unwrap_or(u64::MAX) > GOOD_BYTES {
            format!(", more than {GOOD_BYTES}: every customer's page loads it")
        } else {
            String::new()
        };
        say!("{}  {}", picture.sha256, picture.asset);
        say!("  {}, {} x {} pixels, {length} bytes{heavy}", picture.format.media_type(), size.width, size.height);
    }
    for (path, _, new) in pinned {
        say!("{}: {new} pinned", path.display());
    }
    let total = pictures.iter().fold(0_usize, |sum, picture| sum.saturating_add(picture.bytes.len()));
    say!("{} pictures, {total} bytes together", pictures.len());
}
