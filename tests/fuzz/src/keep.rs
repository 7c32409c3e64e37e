//! Inputs on their way between the kept archive and the folder that libFuzzer works in.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tellerside::bundle::digest::sha256;

use crate::targets::{Target, kept, kept_path};

/// Most bytes of an archive; the longest inputs go first.
const MOST: usize = 72 * 1024;
/// Most words of a dictionary.
const WORDS: usize = 800;

/// Writes the seeds and the kept inputs of `target` into `folder`, one file each, and its words into the dictionary beside it.
pub(crate) fn unpack(target: &Target, folder: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(told)?;
    let seeds = (target.seeds)();
    fs::write(folder.with_extension("dict"), dictionary(&seeds)).map_err(told)?;
    for input in seeds.into_iter().chain(kept(target.name)) {
        fs::write(folder.join(sha256(&input).to_string()), input).map_err(told)?;
    }
    Ok(())
}

/// Packs the inputs in `folder`, shortest first, into the archive of `target`.
pub(crate) fn pack(target: &Target, folder: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder).map_err(told)? {
        inputs.push(fs::read(entry.map_err(told)?.path()).map_err(told)?);
    }
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let found = inputs.len();
    let mut archive = zipped(&inputs).map_err(told)?;
    while archive.len() > MOST && !inputs.is_empty() {
        inputs.truncate(inputs.len().saturating_sub(inputs.len() / 16 + 1));
        archive = zipped(&inputs).map_err(told)?;
    }
    let path = kept_path(target.name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(told)?;
    }
    fs::write(&path, &archive).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{:<12} kept {:>5} of {found:>5} inputs in {:>6} bytes", target.name, inputs.len(), archive.len());
    Ok(())
}

/// Each input after its length in 4 bytes, the lowest first.
fn zipped(inputs: &[Vec<u8>]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for input in inputs {
        let length = u32::try_from(input.len()).map_err(std::io::Error::other)?;
        encoder.write_all(&length.to_le_bytes())?;
        encoder.write_all(input)?;
    }
    encoder.finish()
}

/// The words of `seeds`, as libFuzzer reads them.
fn dictionary(seeds: &[Vec<u8>]) -> String {
    let mut words = BTreeSet::new();
    for seed in seeds {
        let Ok(text) = core::str::from_utf8(seed) else { continue };
        for word in text.split(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '_' | '.' | '-')) {
            if (2..=32).contains(&word.len()) && words.len() < WORDS {
                words.insert(word);
            }
        }
    }
    words.into_iter().map(|word| format!("\"{word}\"\n")).collect()
}
