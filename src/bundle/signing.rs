//! A statement on its way into an envelope: the bytes to sign, and the signature that comes back, from here or from elsewhere.
//!
//! Keys of a bank often live where nothing leaves but signatures: a security module, a key service, another machine. What comes back is
//! checked over the very bytes before an envelope is made of it.

use core::fmt;

use super::digest::sha256;
use super::envelope::{Envelope, PAYLOAD_TYPE, Signature, pae};
use super::signature::PublicKey;
#[cfg(feature = "cli")]
use super::signature::SigningKey;
use super::{base64, der};
use crate::id::Digest;

/// A statement that nobody signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    payload: Vec<u8>,
}

impl Statement {
    /// The statement with these exact bytes.
    #[must_use]
    pub const fn new(payload: Vec<u8>) -> Self {
        Self { payload }
    }

    /// The statement itself.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The exact bytes that a signature is over: the statement in its pre-authentication encoding.
    ///
    /// A signer by Ed25519 takes them whole; one by P-256 that takes a digest takes their SHA-256.
    #[must_use]
    pub fn to_sign(&self) -> Vec<u8> {
        pae(PAYLOAD_TYPE, &self.payload)
    }

    /// The envelope around it with the one signature of `key`.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn sign(self, key: &SigningKey) -> Envelope {
        let sig = key.sign(&self.to_sign());
        self.envelope(key.public(), sig)
    }

    /// The envelope around it with the signature `given`, which was made elsewhere with the private half of `key`.
    ///
    /// # Errors
    /// [`SignatureInvalid`] where it is not that key's over [`to_sign`](Self::to_sign), in any form that
    /// [`PublicKey::signature_in`] knows.
    pub fn signed_elsewhere(self, key: &PublicKey, given: &[u8]) -> Result<Envelope, SignatureInvalid> {
        let message = self.to_sign();
        match key.signature_in(&message, given) {
            Some(sig) => Ok(self.envelope(key, sig)),
            None => Err(SignatureInvalid {
                key: key.id(),
                length: given.len(),
                expected: sha256(&message),
                instead: self.signed_instead(key, given),
            }),
        }
    }

    /// What `given` is over instead, if it is one of the usual slips.
    fn signed_instead(&self, key: &PublicKey, given: &[u8]) -> SignedInstead {
        let digest = sha256(&self.to_sign());
        let slips = [
            (self.payload.clone(), SignedInstead::Payload),
            (digest.as_bytes().to_vec(), SignedInstead::Digest),
            (digest.to_string().into_bytes(), SignedInstead::DigestInHex),
        ];
        let slip = slips.into_iter().find(|(message, _)| key.signature_in(message, given).is_some());
        slip.map_or(SignedInstead::Unknown, |(_, slip)| slip)
    }

    fn envelope(self, key: &PublicKey, sig: Vec<u8>) -> Envelope {
        Envelope { signatures: vec![Signature { keyid: key.id().to_string(), sig }], payload: self.payload }
    }
}

/// A signature from elsewhere that is not the key's over the bytes that it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{length} bytes are no signature by the key {key} over the bytes with the SHA-256 {expected}{instead}")]
#[expect(missing_docs, reason = "fields are the facts that the message names")]
pub struct SignatureInvalid {
    pub key: Digest,
    pub length: usize,
    pub expected: Digest,
    pub instead: SignedInstead,
}

impl SignatureInvalid {
    /// The code by which programs tell causes apart.
    pub const CODE: &'static str = "SIGNATURE_INVALID";
}

/// What a signature is over instead of the bytes that it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedInstead {
    /// The statement as it stands, without its encoding.
    Payload,
    /// The digest of the bytes: they were hashed twice.
    Digest,
    /// The digest in hexadecimal letters.
    DigestInHex,
    /// Something else, or by another key.
    Unknown,
}

impl fmt::Display for SignedInstead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Payload => "; it is over the statement alone, without the `DSSEv1` before it",
            Self::Digest => "; it is over their SHA-256: the signer was given the digest and hashed it again",
            Self::DigestInHex => "; it is over their SHA-256 in hexadecimal letters",
            Self::Unknown => "",
        })
    }
}

impl PublicKey {
    /// The signature over exactly `message` that `given` is, as an envelope carries it; `None` where it is none by this key.
    ///
    /// Signers hand it out raw or in base64, and those of P-256 in DER or, by PKCS#11 and WebCrypto, as two raw numbers.
    #[must_use]
    pub fn signature_in(&self, message: &[u8], given: &[u8]) -> Option<Vec<u8>> {
        let text: Vec<u8> = given.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let decoded = core::str::from_utf8(&text).ok().and_then(base64::decode);
        let forms = [Some(given.to_vec()), decoded].into_iter().flatten();
        let mut forms = forms.flat_map(|form| [as_der(&form), Some(form)]).flatten();
        forms.find(|form| self.signed(message, form))
    }
}

/// Two raw numbers as a DER signature.
fn as_der(form: &[u8]) -> Option<Vec<u8>> {
    match form.as_chunks::<32>() {
        ([r, s], []) => Some(der::encode(&(*r, *s))),
        _ => None,
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::bundle::signature::{Algorithm, SigningKey};

    #[test]
    fn only_a_signature_over_the_very_bytes_is_taken() {
        let statement = || Statement::new(b"{}".to_vec());
        assert_eq!(statement().to_sign(), b"DSSEv1 28 application/vnd.in-toto+json 2 {}");
        for algorithm in [Algorithm::Ed25519, Algorithm::EcdsaP256Sha256] {
            let [key, other] = [7, 8].map(|seed| SigningKey::generate(algorithm, [seed; 32]).unwrap());
            let digest = sha256(&statement().to_sign());
            let good = statement().signed_elsewhere(key.public(), &key.sign(&statement().to_sign())).unwrap();
            assert_eq!(good, statement().sign(&key));
            for (given, instead, because) in [
                (other.sign(&statement().to_sign()), SignedInstead::Unknown, "another key"),
                (key.sign(b"[]"), SignedInstead::Unknown, "another statement"),
                (key.sign(b"{}"), SignedInstead::Payload, "without its encoding"),
                (key.sign(digest.as_bytes()), SignedInstead::Digest, "hashed once more"),
                (key.sign(digest.to_string().as_bytes()), SignedInstead::DigestInHex, "hashed in letters"),
                (Vec::new(), SignedInstead::Unknown, "nothing"),
            ] {
                let refused = statement().signed_elsewhere(key.public(), &given).unwrap_err();
                let expected =
                    SignatureInvalid { key: key.public().id(), length: given.len(), expected: digest, instead };
                assert_eq!(refused, expected, "{because}");
            }
        }
    }
}
