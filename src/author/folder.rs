//! A bundle as a folder, for review and version control: each text in a file of its own, byte for byte.
//!
//! ```text
//! release.dsse.json
//! approvals/<n>-<first 8 digits of the key id>.dsse.json
//! index.json
//! sheet.json
//! files/<digest>.json
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use super::error::FolderError;
use crate::bundle::Transport;
use crate::bundle::envelope::Envelope;
use crate::bundle::statement::{INDEX_NAME, SHEET_NAME};
use crate::id::Digest;
use crate::wire::Malformed;

const RELEASE: &str = "release.dsse.json";
const APPROVALS: &str = "approvals";
const FILES: &str = "files";

/// Writes `transport` to `folder`, which is made if need be; approvals and files of an earlier bundle in it are removed.
///
/// # Errors
/// [`FolderError`] where the system refuses.
pub fn write(folder: &Path, transport: &Transport) -> Result<(), FolderError> {
    for name in [APPROVALS, FILES] {
        let inner = folder.join(name);
        fs::create_dir_all(&inner).map_err(|cause| FolderError::File { path: inner.clone(), cause })?;
        for stale in json_files(&inner)? {
            fs::remove_file(&stale).map_err(|cause| FolderError::File { path: stale.clone(), cause })?;
        }
    }
    put(&folder.join(INDEX_NAME), transport.index.as_bytes())?;
    put(&folder.join(SHEET_NAME), transport.sheet.as_bytes())?;
    put_envelope(&folder.join(RELEASE), &transport.release)?;
    for (n, approval) in (1_usize..).zip(&transport.approvals) {
        // The id is untrusted text; it becomes part of a file name only where it is a digest.
        let by = approval.signatures.first().and_then(|signature| Digest::from_hex(&signature.keyid).ok());
        let by = by.map_or_else(|| "unknown".into(), |id| id.to_string().chars().take(8).collect::<String>());
        put_envelope(&folder.join(APPROVALS).join(format!("{n}-{by}.dsse.json")), approval)?;
    }
    for (digest, text) in &transport.files {
        put(&folder.join(FILES).join(format!("{digest}.json")), text.as_bytes())?;
    }
    Ok(())
}

/// The bundle in `folder`, unverified as any other.
///
/// # Errors
/// [`FolderError`] where the system refuses, or a file is not what its name says.
pub fn read(folder: &Path) -> Result<Transport, FolderError> {
    let mut approvals: Vec<(usize, Envelope)> = Vec::new();
    for path in json_files(&folder.join(APPROVALS))? {
        let number = path.file_name().and_then(|name| name.to_str()?.split_once('-')?.0.parse().ok());
        let Some(number) = number else { return Err(FolderError::Unknown { path }) };
        approvals.push((number, get_envelope("approval envelope", &path)?));
    }
    approvals.sort_by_key(|(number, _)| *number);
    let mut transport = Transport {
        approvals: approvals.into_iter().map(|(_, approval)| approval).collect(),
        files: Default::default(),
        index: get(&folder.join(INDEX_NAME))?,
        release: get_envelope("release envelope", &folder.join(RELEASE))?,
        sheet: get(&folder.join(SHEET_NAME))?,
    };
    for path in json_files(&folder.join(FILES))? {
        let digest = path.file_stem().and_then(|stem| Digest::from_hex(stem.to_str()?).ok());
        let Some(digest) = digest else { return Err(FolderError::Unknown { path }) };
        transport.files.insert(digest, get(&path)?);
    }
    Ok(transport)
}

/// The files in `folder` whose names end in `.json`, in the order of their names.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>, FolderError> {
    let refused = |cause| FolderError::File { path: folder.into(), cause };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    fs::write(path, bytes).map_err(|cause| FolderError::File { path: path.into(), cause })
}

fn put_envelope(path: &Path, envelope: &Envelope) -> Result<(), FolderError> {
    let content = |fault: Malformed| FolderError::Content { path: path.into(), cause: fault.into() };
    put(path, &envelope.write().map_err(content)?)
}

fn get(path: &Path) -> Result<String, FolderError> {
    fs::read_to_string(path).map_err(|cause| FolderError::File { path: path.into(), cause })
}

fn get_envelope(document: &'static str, path: &Path) -> Result<Envelope, FolderError> {
    Envelope::read(document, &get(path)?).map_err(|cause| FolderError::Content { path: path.into(), cause })
}
