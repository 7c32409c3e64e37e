//! Who signs: a key in a file, or a signer elsewhere that is given the bytes and gives back the signature.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use tellerside::author::SigningError;
use tellerside::bundle::TrustRoot;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::envelope::Envelope;
use tellerside::bundle::signature::{PublicKey, SigningKey};
use tellerside::bundle::signing::Statement;
use tellerside::id::Digest;
use tellerside::time::Moment;

use super::failure::Failure;
use super::{Format, clock, files};

#[derive(Args)]
#[command(group(ArgGroup::new("signer").required(true).args(["key", "pae_out", "signature_in"])))]
pub(super) struct SignerArguments {
    /// The private key that signs, in PEM; if it is encrypted, its passphrase is asked for.
    #[arg(long, value_name = "PEM")]
    key: Option<PathBuf>,
    /// The file whose first line is the passphrase of the key; `-` is standard input.
    #[arg(long, value_name = "FILE", requires = "key", conflicts_with_all = ["pae_out", "signature_in"])]
    passphrase_file: Option<PathBuf>,
    /// Signs nothing, but writes the exact bytes that a signer elsewhere signs, such as a security module.
    #[arg(long, value_name = "FILE")]
    pae_out: Option<PathBuf>,
    /// Takes the signature that was made elsewhere of the bytes of `--pae-out`: raw, DER, or either in base64.
    #[arg(long, value_name = "FILE", requires = "public_key")]
    signature_in: Option<PathBuf>,
    /// The public key of the signer elsewhere, in PEM.
    #[arg(long, value_name = "PEM", requires = "signature_in", conflicts_with_all = ["key", "pae_out"])]
    public_key: Option<PathBuf>,
}

/// Who signs, with all that was given of it read.
pub(super) enum Signer {
    /// A key here.
    Here(PathBuf, SigningKey),
    /// A signature that was made elsewhere.
    Elsewhere { path: PathBuf, public: PublicKey, signature: PathBuf, given: Vec<u8> },
    /// A signer elsewhere, to which the bytes go first.
    Later(PathBuf),
}

/// A statement after its signer.
pub(super) enum Sealed {
    /// Signed, and checked.
    Signed(Envelope),
    /// Written for a signer elsewhere.
    Written(Pae),
}

/// The bytes that wait for a signature.
pub(super) struct Pae {
    path: PathBuf,
    length: usize,
    digest: Digest,
}

/// A role of the trust root.
#[derive(Clone, Copy)]
pub(super) enum Role {
    Vendor,
    Approver,
}

impl SignerArguments {
    /// Reads the keys, so that a wrong one is told before anything is asked.
    pub(super) fn open(&self) -> Result<Signer, Failure> {
        if let Some(path) = &self.key {
            let key = files::signing_key(path, self.passphrase_file.as_deref())?;
            return Ok(Signer::Here(path.clone(), key));
        }
        if let Some(path) = &self.pae_out {
            return Ok(Signer::Later(path.clone()));
        }
        let (Some(signature), Some(path)) = (&self.signature_in, &self.public_key) else {
            return Err(Failure::usage(
                "say who signs: `--key`, or `--pae-out`, or `--signature-in` with `--public-key`",
            ));
        };
        let given = files::bytes(signature)?;
        let public = files::public_key(path)?;
        Ok(Signer::Elsewhere { path: path.clone(), public, signature: signature.clone(), given })
    }
}

impl Signer {
    /// The key that signs and the file that it is from, where they are known yet.
    pub(super) fn key(&self) -> Option<(&Path, Digest)> {
        match self {
            Self::Here(path, key) => Some((path, key.public().id())),
            Self::Elsewhere { path, public, .. } => Some((path, public.id())),
            Self::Later(_) => None,
        }
    }

    /// Refuses a key that `root` does not have in `role`.
    pub(super) fn must_be(&self, role: Role, root: &TrustRoot) -> Result<(), Failure> {
        let Some((path, id)) = self.key() else { return Ok(()) };
        let (known, code, name) = match role {
            Role::Vendor => (root.vendor_keys().0.any(|key| key == id), "NOT_A_VENDOR", "a vendor"),
            Role::Approver => (root.approver_keys().0.any(|key| key == id), "NOT_AN_APPROVER", "an approver"),
        };
        if known {
            return Ok(());
        }
        let said = format!("{} holds no key of {name} that this root names: nothing was signed", path.display());
        Err(Failure::refused(code, said))
    }

    /// Whether the signature is there already, and with it the agreement.
    pub(super) const fn has_signed(&self) -> bool {
        matches!(self, Self::Elsewhere { .. })
    }

    /// When a release is issued: `given`, or now, which a signature that was made before cannot mean.
    pub(super) fn issued(&self, given: Option<Moment>) -> Result<Moment, Failure> {
        match (self, given) {
            (Self::Elsewhere { .. }, None) => {
                Err(Failure::usage("say `--issued` as `--pae-out` told it: the signature is over that moment"))
            }
            _ => clock::given_or_now(given),
        }
    }

    /// Signs `statement`, takes the signature that was made of it, or writes its bytes for the signer.
    pub(super) fn seal(self, statement: Statement) -> Result<Sealed, Failure> {
        match self {
            Self::Here(_, key) => Ok(Sealed::Signed(statement.sign(&key))),
            Self::Elsewhere { public, signature, given, .. } => {
                let signed = statement.signed_elsewhere(&public, &given);
                signed.map(Sealed::Signed).map_err(|error| Failure::from(SigningError::from(error)).of(&signature))
            }
            Self::Later(path) => {
                let bytes = statement.to_sign();
                files::write_bytes(&path, &bytes)?;
                Ok(Sealed::Written(Pae { length: bytes.len(), digest: sha256(&bytes), path }))
            }
        }
    }
}

impl Pae {
    /// Says what to sign and how to go on: the next call says `argument` with `value`, be it said already or not.
    pub(super) fn tell(&self, argument: &str, value: &str, format: Format) {
        let Self { path, length, digest } = self;
        if format == Format::Json {
            let told = serde_json::json!({"pae": path, "bytes": length, "sha256": digest.to_string(), "repeat": [argument, value]});
            say!("{told}");
            return;
        }
        say!("{} has the {length} bytes to sign; nothing is signed yet", path.display());
        say!("their SHA-256 is {digest}, for a P-256 signer that takes a digest; Ed25519 signs the bytes themselves");
        say!(
            "then say the same with `{argument} {value}`, and with `--signature-in FILE --public-key PEM` in place of `--pae-out`"
        );
    }
}
