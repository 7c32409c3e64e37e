//! Private keys under a passphrase: PKCS#8 with PBES2 in PEM, as openssl reads and writes it. Native only.
//!
//! Written with PBKDF2-HMAC-SHA-256 and AES-256-CBC, both of which FIPS 140 approves and which key stores without scrypt read too.
//! Read with AES-CBC or AES-GCM after PBKDF2 by SHA-2 or scrypt; DES and SHA-1 of old tools are not.

use core::fmt;

use pkcs8::der::pem::PemLabel;
use pkcs8::pkcs5::pbes2::Parameters;
use pkcs8::{EncryptedPrivateKeyInfoRef, LineEnding, PrivateKeyInfoRef, SecretDocument};
use zeroize::Zeroizing;

use super::signature::KeyError;

/// Rounds of PBKDF2, as OWASP advises for SHA-256; openssl's own 2048 are few for a key that signs for a bank.
const ROUNDS: u32 = 600_000;

/// What opens a private key. It is wiped from memory when it is dropped, and never shown.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase `text`; none where it is empty, since that protects nothing.
    #[must_use]
    pub fn new(text: Zeroizing<String>) -> Option<Self> {
        if text.is_empty() { None } else { Some(Self(text)) }
    }
}

/// Whether it is the same passphrase, for one that was typed twice.
impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// Whether `text` is a private key in PEM that wants a passphrase.
#[must_use]
pub fn is_encrypted(text: &str) -> bool {
    let label = pkcs8::der::pem::decode_label(text.as_bytes());
    label.is_ok_and(|label| label == EncryptedPrivateKeyInfoRef::PEM_LABEL)
}

/// The PEM of `key`, a PKCS#8 document, under `passphrase`, with `entropy` for salt and first block: public, but used once.
pub(super) fn encrypt(
    key: &SecretDocument,
    passphrase: &Passphrase,
    entropy: [u8; 32],
) -> Result<Zeroizing<String>, KeyError> {
    let ([salt, vector], _) = entropy.as_chunks::<16>() else { return Err(KeyError::NotPrivatePem) };
    let parameters = Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, salt, *vector);
    let parameters = parameters.map_err(|_| KeyError::UnsupportedEncryption)?;
    let info = PrivateKeyInfoRef::try_from(key.as_bytes()).map_err(|_| KeyError::NotPrivatePem)?;
    let encrypted = info.encrypt_with_params(parameters, passphrase.0.as_bytes());
    let encrypted = encrypted.map_err(|_| KeyError::UnsupportedEncryption)?;
    encrypted.to_pem(EncryptedPrivateKeyInfoRef::PEM_LABEL, LineEnding::LF).map_err(|_| KeyError::NotPrivatePem)
}

/// The PKCS#8 document that `text` has under `passphrase`.
///
/// There is no telling a wrong passphrase from a damaged text: either ends in bytes that are not a key.
pub(super) fn decrypt(text: &str, passphrase: &Passphrase) -> Result<SecretDocument, KeyError> {
    let (label, document) = SecretDocument::from_pem(text).map_err(|_| KeyError::NotPrivatePem)?;
    if label != EncryptedPrivateKeyInfoRef::PEM_LABEL {
        return Err(KeyError::NotPrivatePem);
    }
    let encrypted = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes());
    let encrypted = encrypted.map_err(|_| KeyError::UnsupportedEncryption)?;
    let opened = encrypted.decrypt(passphrase.0.as_bytes()).map_err(|error| {
        let unread =
            matches!(error, pkcs8::Error::EncryptedPrivateKey(cause) if cause != pkcs8::pkcs5::Error::DecryptFailed);
        if unread { KeyError::UnsupportedEncryption } else { KeyError::WrongPassphrase }
    })?;
    // One wrong passphrase in 256 leaves what looks like padding.
    PrivateKeyInfoRef::try_from(opened.as_bytes()).map_err(|_| KeyError::WrongPassphrase)?;
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::super::signature::{Algorithm, SigningKey};
    use super::*;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(Zeroizing::new(text.into())).unwrap()
    }

    #[test]
    fn a_key_opens_with_its_passphrase_alone() {
        for algorithm in [Algorithm::Ed25519, Algorithm::EcdsaP256Sha256] {
            let key = SigningKey::generate(algorithm, [7; 32]).unwrap();
            let text = key.to_encrypted_pem(&passphrase("año nuevo"), [1; 32]).unwrap();
            assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n") && is_encrypted(&text));
            let opened = SigningKey::from_encrypted_pem(&text, &passphrase("año nuevo")).unwrap();
            assert_eq!(opened.public(), key.public());
            assert_eq!(SigningKey::from_pem(&text).unwrap_err(), KeyError::Encrypted);
            let plain = key.to_pem().unwrap();
            assert!(!is_encrypted(&plain));
            let damaged = text.replacen("MI", "NI", 1);
            for (text, with, cause, because) in [
                (text.as_str(), "ano nuevo", KeyError::WrongPassphrase, "another passphrase"),
                (text.as_str(), "año nuevo ", KeyError::WrongPassphrase, "a space after it"),
                (plain.as_str(), "año nuevo", KeyError::NotPrivatePem, "a key without one"),
                (damaged.as_str(), "año nuevo", KeyError::NotPrivatePem, "not DER"),
            ] {
                assert_eq!(SigningKey::from_encrypted_pem(text, &passphrase(with)).unwrap_err(), cause, "{because}");
            }
        }
    }

    #[test]
    fn nothing_of_a_passphrase_is_shown() {
        assert_eq!(format!("{:?}", passphrase("secret")), "Passphrase");
        assert!(Passphrase::new(Zeroizing::new(String::new())).is_none());
    }
}
