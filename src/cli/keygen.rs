//! `keygen`: a key pair, the private half readable by its owner alone.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use tellerside::bundle::signature::{Algorithm, SigningKey};

use super::Format;
use super::failure::Failure;

#[derive(Args)]
pub(super) struct Arguments {
    /// The algorithm of the key.
    #[arg(long, value_enum)]
    algorithm: AlgorithmWord,
    /// The folder to write the key into.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the key's files: NAME.pem and NAME.pub.pem.
    #[arg(long, default_value = "key")]
    name: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum AlgorithmWord {
    /// Ed25519.
    Ed25519,
    /// ECDSA over P-256 with SHA-256, as hardware security modules have it.
    P256,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let algorithm = match arguments.algorithm {
        AlgorithmWord::Ed25519 => Algorithm::Ed25519,
        AlgorithmWord::P256 => Algorithm::EcdsaP256Sha256,
    };
    let key = generate(algorithm)?;
    let private = write(&arguments.out, &arguments.name, &key)?;
    let (id, algorithm) = (key.public().id(), algorithm.as_str());
    match format {
        Format::Pretty => say!("{} holds the private key; its id is {id} ({algorithm})", private.display()),
        Format::Json => {
            say!("{}", serde_json::json!({"algorithm": algorithm, "id": id.to_string(), "private": private}))
        }
    }
    Ok(())
}

/// A new key, from the machine's entropy.
pub(super) fn generate(algorithm: Algorithm) -> Result<SigningKey, Failure> {
    let mut entropy = [0_u8; 32];
    getrandom::fill(&mut entropy).map_err(|error| Failure::refused("NO_ENTROPY", error.to_string()))?;
    SigningKey::generate(algorithm, entropy).map_err(|error| Failure::refused("KEY_INVALID", error.to_string()))
}

/// Writes both halves of `key` into `folder`; never over a key that is there. The path of the private half.
pub(super) fn write(folder: &Path, name: &str, key: &SigningKey) -> Result<PathBuf, Failure> {
    let refused = |error: tellerside::bundle::signature::KeyError| Failure::refused("KEY_INVALID", error.to_string());
    std::fs::create_dir_all(folder).map_err(|cause| Failure::file(folder, &cause))?;
    let private = folder.join(format!("{name}.pem"));
    let public = folder.join(format!("{name}.pub.pem"));
    write_new(&private, key.to_pem().map_err(refused)?.as_bytes(), Readers::Owner)?;
    write_new(&public, key.public().to_pem().map_err(refused)?.as_bytes(), Readers::All)?;
    Ok(private)
}

enum Readers {
    Owner,
    All,
}

fn write_new(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if let Readers::Owner = readers {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let refused = |cause: std::io::Error| {
        if cause.kind() == std::io::ErrorKind::AlreadyExists {
            return Failure::usage(format!("{} is there already: choose another --name or --out", path.display()));
        }
        Failure::file(path, &cause)
    };
    options.open(path).map_err(refused)?.write_all(bytes).map_err(|cause| Failure::file(path, &cause))
}
