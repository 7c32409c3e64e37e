//! `keygen`: a key pair, the private half readable by its owner alone.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use tellerside::bundle::passphrase::Passphrase;
use tellerside::bundle::signature::{Algorithm, KeyError, SigningKey};
use zeroize::Zeroizing;

use super::failure::Failure;
use super::{Format, passphrase};

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
    /// The file whose first line becomes the passphrase, `-` is standard input; it is asked for unless said.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Writes the private key as it is, for whoever reads the file.
    #[arg(long, conflicts_with = "passphrase_file")]
    no_passphrase: bool,
}

/// What keeps the private half from those who read its file.
pub(super) enum Protection {
    /// Nothing but the file's permissions.
    Nothing,
    /// A passphrase.
    Passphrase(Passphrase),
}

#[derive(Clone, Copy, ValueEnum)]
enum AlgorithmWord {
    /// Ed25519.
    Ed25519,
    /// ECDSA over P-256 with SHA-256, as hardware security modules have it; documents call it `ecdsa-p256-sha256`.
    #[value(alias = "ecdsa-p256-sha256")]
    P256,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let algorithm = match arguments.algorithm {
        AlgorithmWord::Ed25519 => Algorithm::Ed25519,
        AlgorithmWord::P256 => Algorithm::EcdsaP256Sha256,
    };
    // Before anybody chooses a passphrase.
    paths(&arguments.out, &arguments.name).iter().try_for_each(|path| free(path))?;
    let protection = if arguments.no_passphrase {
        Protection::Nothing
    } else {
        Protection::Passphrase(passphrase::chosen(arguments.passphrase_file.as_deref())?)
    };
    let key = generate(algorithm)?;
    let private = write(&arguments.out, &arguments.name, &key, &protection)?;
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
    SigningKey::generate(algorithm, *entropy()?).map_err(refused)
}

fn entropy() -> Result<Zeroizing<[u8; 32]>, Failure> {
    let mut entropy = Zeroizing::new([0_u8; 32]);
    getrandom::fill(entropy.as_mut_slice()).map_err(|error| Failure::refused("NO_ENTROPY", error.to_string()))?;
    Ok(entropy)
}

fn refused(error: KeyError) -> Failure {
    Failure::refused("KEY_INVALID", error.to_string())
}

/// Writes both halves of `key` into `folder`; never over a key that is there. The path of the private half.
pub(super) fn write(folder: &Path, name: &str, key: &SigningKey, protection: &Protection) -> Result<PathBuf, Failure> {
    std::fs::create_dir_all(folder).map_err(|cause| Failure::file(folder, &cause))?;
    let [private, public] = paths(folder, name);
    let text = match protection {
        Protection::Nothing => key.to_pem(),
        Protection::Passphrase(passphrase) => key.to_encrypted_pem(passphrase, *entropy()?),
    };
    write_new(&private, text.map_err(refused)?.as_bytes(), Readers::Owner)?;
    write_new(&public, key.public().to_pem().map_err(refused)?.as_bytes(), Readers::All)?;
    Ok(private)
}

/// The files of the private and the public half.
fn paths(folder: &Path, name: &str) -> [PathBuf; 2] {
    [folder.join(format!("{name}.pem")), folder.join(format!("{name}.pub.pem"))]
}

fn free(path: &Path) -> Result<(), Failure> {
    if path.exists() { Err(taken(path)) } else { Ok(()) }
}

fn taken(path: &Path) -> Failure {
    Failure::usage(format!("{} is there already: choose another --name or --out", path.display()))
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
            return taken(path);
        }
        Failure::file(path, &cause)
    };
    options.open(path).map_err(refused)?.write_all(bytes).map_err(|cause| Failure::file(path, &cause))
}
