//! Files and standard input as commands take them.

use std::fs;
use std::io::Read;
use std::path::Path;

use tellerside::author::folder;
use tellerside::bundle::passphrase::is_encrypted;
use tellerside::bundle::signature::{KeyError, PublicKey, SigningKey};
use tellerside::bundle::{PagePolicy, Transport, TrustRoot};
use zeroize::Zeroizing;

use super::failure::Failure;
use super::passphrase;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// The name by which a file is told.
pub(super) fn name(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT { "standard input".into() } else { path.display().to_string() }
}

/// The text of the file at `path`, or of standard input where it is `-`.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    if path.as_os_str() != STANDARD_INPUT {
        return fs::read_to_string(path).map_err(|cause| Failure::file(path, &cause));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|cause| Failure::file(path, &cause))?;
    Ok(text)
}

/// The bytes of the file at `path`, or of standard input where it is `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() != STANDARD_INPUT {
        return fs::read(path).map_err(|cause| Failure::file(path, &cause));
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|cause| Failure::file(path, &cause))?;
    Ok(bytes)
}

/// Writes `text` to the file at `path`, and makes its folder if need be.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    write_bytes(path, text.as_bytes())
}

/// Writes `bytes` to the file at `path`, and makes its folder if need be.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |cause| Failure::file(path, &cause);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::write(path, bytes).map_err(refused)
}

/// The text of a bundle, given as one file or as a folder.
pub(super) fn bundle(path: &Path) -> Result<String, Failure> {
    if path.is_dir() { Ok(folder::read(path)?.write()?) } else { text(path) }
}

/// Writes `transport` to `path`: as one file where the name ends in `.json`, or else as a folder.
///
/// Only over a bundle, or where there is nothing.
pub(super) fn write_bundle(path: &Path, transport: &Transport) -> Result<(), Failure> {
    let is_bundle = || bundle(path).is_ok_and(|text| Transport::read(&text).is_ok());
    let is_empty = || path.is_dir() && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    if path.exists() && !is_empty() && !is_bundle() {
        return Err(Failure::usage(format!(
            "{} is there already, and is no bundle: choose another --out",
            path.display()
        )));
    }
    if path.extension().is_some_and(|extension| extension == "json") {
        return write(path, &transport.write()?);
    }
    fs::create_dir_all(path).map_err(|cause| Failure::file(path, &cause))?;
    Ok(folder::write(path, transport)?)
}

/// The trust root in the file at `path`.
pub(super) fn root(path: &Path) -> Result<TrustRoot, Failure> {
    // An editor's last line break is no part of the document.
    TrustRoot::read(text(path)?.trim_end()).map_err(|error| Failure::from(error).of(path))
}

/// The page's policy in the file at `path`, or that of a page that says nothing.
pub(super) fn page_policy(path: Option<&Path>) -> Result<PagePolicy, Failure> {
    let Some(path) = path else { return Ok(PagePolicy::SILENT) };
    PagePolicy::read(&text(path)?).map_err(|fault| Failure::from(fault).of(path))
}

/// The private key in the PEM file at `path`; where it is encrypted, its passphrase is in `passphrase_file`, or asked for.
pub(super) fn signing_key(path: &Path, passphrase_file: Option<&Path>) -> Result<SigningKey, Failure> {
    let text = Zeroizing::new(text(path)?);
    let key = if is_encrypted(&text) {
        SigningKey::from_encrypted_pem(&text, &passphrase::given_or_asked(path, passphrase_file)?)
    } else {
        SigningKey::from_pem(&text)
    };
    key.map_err(|error| key_refused(path, error))
}

/// The public key in the PEM file at `path`.
pub(super) fn public_key(path: &Path) -> Result<PublicKey, Failure> {
    PublicKey::from_pem(&text(path)?).map_err(|error| key_refused(path, error))
}

fn key_refused(path: &Path, error: KeyError) -> Failure {
    let code = if error == KeyError::WrongPassphrase { "WRONG_PASSPHRASE" } else { "KEY_INVALID" };
    Failure::refused(code, error.to_string()).of(path)
}
