//! The pictures that campaigns name: collected from `images/` beside the sources, checked, and pinned by their digest.
//!
//! A page fetches all of them before anything is decided, so each is paid for by every customer, and none may be anything but a picture:
//!
//! - PNG, JPEG, WebP or AVIF by its own bytes; no SVG, nothing that moves;
//! - at most [`MAX_BYTES`], and better no more than [`GOOD_BYTES`]; at most [`MAX_SIDE`] pixels a side and [`MAX_PIXELS`] in all;
//! - no metadata, no colour profile, no preview, nothing after its end;
//! - at most [`MAX_PICTURES`] with at most [`MAX_TOTAL_BYTES`] together.
//!
//! Whether the pixels themselves decode is not looked at: browsers do that, and leave out what does not.

mod avif;
mod bytes;
mod format;
mod jpeg;
mod list;
mod pin;
mod png;
mod webp;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::finding::{
    ASSET_CHANGED, Finding, Findings, PICTURE_MISSING, PICTURE_REFUSED, PICTURE_TOO_LARGE, PICTURE_UNPINNED, Source,
    VALUE_INVALID,
};
use super::node::{self, Kind, Node};
use super::sources::{SourcesError, campaign_files};
use crate::bundle::Transport;
use crate::bundle::digest::sha256;
use crate::id::{AssetId, Digest};
pub use format::{Format, Size};
pub use list::{LIST, list};
use pin::{PIN, pinned};

/// The folder of pictures beside the sources.
pub const IMAGES: &str = "images";

/// Most bytes that a picture should have.
pub const GOOD_BYTES: u64 = 60 * 1024;
/// Most bytes that a picture may have; pages take no longer one.
pub const MAX_BYTES: u64 = 150 * 1024;
/// Most pixels of a side.
pub const MAX_SIDE: u32 = 4096;
/// Most pixels in all: 20 MB once they are decoded.
pub const MAX_PIXELS: u64 = 5_000_000;
/// Most pictures of a bank; pages take no more.
pub const MAX_PICTURES: usize = 128;
/// Most bytes of all pictures of a bank; pages take no more.
pub const MAX_TOTAL_BYTES: u64 = 2 * 1024 * 1024;

/// A picture that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name by which a campaign calls it.
    pub asset: AssetId,
    /// The digest of its bytes.
    pub sha256: Digest,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub format: Format,
    /// How large it is.
    pub size: Size,
}

impl Picture {
    /// Its name in the bank's origin: what is in it says what it is called.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.sha256, self.format.extension())
    }
}

/// What becomes of pins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pinning {
    /// Each must be there and right.
    Check,
    /// Those that are missing are added; the others must be right.
    Add,
    /// Each becomes that of the file.
    Renew,
}

/// What was collected.
#[derive(Debug, Clone)]
pub struct Collected {
    /// The pictures, ascending by digest.
    pub pictures: Vec<Picture>,
    /// The sources that have other pins now, each with its text and how many are new.
    pub pinned: Vec<(PathBuf, String, usize)>,
}

/// Collects and checks every picture that campaigns in the sources in `folder` name; writes nothing.
///
/// # Errors
/// [`SourcesError`] where a file is not readable, or with all findings. Other faults of the sources are for [`super::sources`].
pub fn collect(folder: &Path, pinning: Pinning) -> Result<Collected, SourcesError> {
    let mut gallery = Gallery::in_sources(folder);
    let (mut findings, mut pinned) = (Vec::new(), Vec::new());
    for file in campaign_files(&folder.join("campaigns"))? {
        let (text, new) = gallery.hold(&file, pinning, &mut findings);
        if new > 0 {
            pinned.push((PathBuf::from(file.name()), text, new));
        }
    }
    Findings(findings).or(())?;
    Ok(Collected { pictures: gallery.shown(), pinned })
}

/// The pictures that the campaigns of a bundle name, out of a folder of files that are named by their digests.
///
/// Nothing of the bundle is trusted: a page shows what the bank signed, whatever it fetches.
///
/// # Errors
/// All [`Findings`].
pub fn collect_signed(transport: &Transport, images: &Path) -> Result<Vec<Picture>, Findings> {
    let mut gallery = Gallery { folder: images.into(), named: Named::Digests, known: BTreeMap::new() };
    let mut findings = Vec::new();
    for (digest, text) in &transport.files {
        let file = Source::new(&format!("files/{digest}.json"), text.clone());
        findings.append(&mut self::findings(&file, &mut gallery));
    }
    Findings(findings).or(gallery.shown())
}

/// What is wrong with the pictures that `file` names.
pub(super) fn findings(file: &Arc<Source>, gallery: &mut Gallery) -> Vec<Finding> {
    let mut findings = Vec::new();
    gallery.hold(file, Pinning::Check, &mut findings);
    findings
}

/// Every picture that stands in `root`, in the order of the text.
fn images(root: &Node) -> Vec<&Node> {
    fn below<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
        for (key, inner) in node.entries() {
            if key.text == "image" && inner.get("asset").is_some() {
                found.push(inner);
            } else if key.text != "examples" {
                below(inner, found);
            }
        }
        node.items().iter().for_each(|item| below(item, found));
    }
    let mut found = Vec::new();
    below(root, &mut found);
    found
}

/// How files of a folder are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// As the campaigns call them.
    Assets,
    /// By what is in them.
    Digests,
}

/// A folder of pictures, each read once.
#[derive(Debug)]
pub(super) struct Gallery {
    folder: PathBuf,
    named: Named,
    known: BTreeMap<String, Result<Picture, Refused>>,
}

#[derive(Debug, Clone)]
struct Refused(&'static str, String);

impl Gallery {
    /// That of the sources in `folder`.
    pub(super) fn in_sources(folder: &Path) -> Self {
        Self { folder: folder.join(IMAGES), named: Named::Assets, known: BTreeMap::new() }
    }

    /// The pictures that were found, ascending by digest, each once.
    pub(super) fn shown(&self) -> Vec<Picture> {
        let found = self.known.values().filter_map(|known| known.as_ref().ok());
        let by_digest: BTreeMap<Digest, &Picture> = found.map(|picture| (picture.sha256, picture)).collect();
        by_digest.into_values().cloned().collect()
    }

    /// Holds the pictures that `file` names against this folder. The text with the pins as `pinning` says, and how many are new.
    fn hold(&mut self, file: &Arc<Source>, pinning: Pinning, findings: &mut Vec<Finding>) -> (String, usize) {
        let (mut text, mut new) = (file.text().to_owned(), 0_usize);
        // What cannot be read is told by whoever reads the whole.
        let root = match node::parse(file) {
            Ok(root) => root,
            Err(finding) => {
                findings.push(finding);
                return (text, new);
            }
        };
        for (n, image) in images(&root).into_iter().enumerate() {
            let place = image.place_of("asset").unwrap_or(0..0);
            let mut tell = |code, at: Option<_>, said: &str| {
                findings.push(Finding::new(code, file, at.unwrap_or_else(|| place.clone()), said));
            };
            let written = image.get("asset").and_then(Node::spelling).unwrap_or_default();
            let asset = match AssetId::new(&written) {
                Ok(asset) => asset,
                Err(fault) => {
                    tell(VALUE_INVALID, None, &fault.to_string());
                    continue;
                }
            };
            let pin = image.get(PIN).filter(|pin| pin.kind != Kind::Null);
            let stands = pin.and_then(|pin| Digest::from_hex(&pin.spelling()?).ok());
            let picture = match self.look(&asset, stands) {
                Ok(picture) => picture,
                Err(Refused(code, said)) => {
                    tell(code, None, &said);
                    continue;
                }
            };
            if stands == Some(picture.sha256) {
                continue;
            }
            match (pin, pinning) {
                (None, Pinning::Check) => {
                    tell(PICTURE_UNPINNED, None, "the picture is not pinned: let `tellerside assets` pin it");
                }
                (Some(pin), Pinning::Check | Pinning::Add) => {
                    let said = format!(
                        "the file {} is another picture than the one that was pinned: put that one back, or pin this one with `tellerside assets --repin`, and have the campaign approved anew",
                        self.folder.join(asset.as_str()).display()
                    );
                    tell(ASSET_CHANGED, pin.at.clone(), &said);
                }
                (None, Pinning::Add | Pinning::Renew) | (Some(_), Pinning::Renew) => {
                    match pinned(&Source::new(file.name(), text.clone()), n, picture.sha256) {
                        Some(edited) => {
                            new = new.saturating_add(usize::from(edited != text));
                            text = edited;
                        }
                        None => {
                            let said = format!(
                                "no pin can be put in here: write `{PIN}: {}` below it by hand",
                                picture.sha256
                            );
                            tell(PICTURE_UNPINNED, None, &said);
                        }
                    }
                }
            }
        }
        (text, new)
    }

    fn look(&mut self, asset: &AssetId, pin: Option<Digest>) -> Result<Picture, Refused> {
        let name = match (self.named, pin) {
            (Named::Assets, _) => asset.to_string(),
            (Named::Digests, pin) => pin.map(|pin| pin.to_string()).unwrap_or_default(),
        };
        if let Some(known) = self.known.get(&name) {
            return known.clone();
        }
        let looked = self.read(asset, &name).and_then(|picture| self.within_the_whole(picture));
        self.known.insert(name, looked.clone());
        looked
    }

    fn read(&self, asset: &AssetId, name: &str) -> Result<Picture, Refused> {
        let missing = |said: &str| Refused(PICTURE_MISSING, said.to_owned());
        let endings = [Format::Png, Format::Jpeg, Format::WebP, Format::Avif].map(Format::extension);
        let path = match self.named {
            Named::Assets => self.folder.join(name),
            Named::Digests => {
                let mut paths = endings.into_iter().map(|ending| self.folder.join(format!("{name}.{ending}")));
                paths.find(|path| path.exists()).unwrap_or_else(|| self.folder.join(name))
            }
        };
        // A link inside the folder must not lead out of it.
        let real = fs::canonicalize(&path);
        let real = real.map_err(|_| missing(&format!("there is no picture {}: put it there", path.display())))?;
        let folder = fs::canonicalize(&self.folder).map_err(|cause| missing(&cause.to_string()))?;
        if !real.starts_with(&folder) {
            return Err(missing(&format!("{} leads out of its folder: put the picture itself there", path.display())));
        }
        let length = fs::metadata(&real).map_err(|cause| missing(&cause.to_string()))?.len();
        let too_large = |said| Err(Refused(PICTURE_TOO_LARGE, said));
        if length > MAX_BYTES {
            return too_large(format!(
                "the picture has {length} bytes, and every customer's page would load it: give one of {GOOD_BYTES} at most; none may have more than {MAX_BYTES}"
            ));
        }
        let bytes = fs::read(&real).map_err(|cause| missing(&format!("{}: {cause}", path.display())))?;
        let (format, size) = format::read(&bytes).map_err(|fault| Refused(PICTURE_REFUSED, fault.said()))?;
        let Size { width, height } = size;
        let pixels = u64::from(width).saturating_mul(height.into());
        if pixels == 0 || width.max(height) > MAX_SIDE || pixels > MAX_PIXELS {
            return too_large(format!(
                "the picture is {width} x {height} pixels: give one of at most {MAX_SIDE} a side and {MAX_PIXELS} in all"
            ));
        }
        let sha256 = sha256(&bytes);
        if self.named == Named::Digests && sha256.to_string() != name {
            let said = format!("{} is not the picture that was signed: fetch it again", path.display());
            return Err(Refused(ASSET_CHANGED, said));
        }
        Ok(Picture { asset: asset.clone(), sha256, bytes, format, size })
    }

    /// The picture, where all that were asked for are still within what a page takes.
    fn within_the_whole(&mut self, picture: Picture) -> Result<Picture, Refused> {
        let shown = self.shown();
        let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let total = shown.iter().fold(length(&picture.bytes), |sum, one| sum.saturating_add(length(&one.bytes)));
        if shown.len() >= MAX_PICTURES || total > MAX_TOTAL_BYTES {
            let said = format!(
                "with this picture there are {} with {total} bytes, and every customer's page would load them all: name at most {MAX_PICTURES} with {MAX_TOTAL_BYTES} bytes",
                shown.len().saturating_add(1)
            );
            return Err(Refused(PICTURE_TOO_LARGE, said));
        }
        Ok(picture)
    }
}
