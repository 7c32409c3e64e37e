//! A statement on its way into an envelope: the bytes to sign, and the signature that comes back, from here or from elsewhere.
//!
//! Keys of a bank often live where nothing leaves but signatures: a security module, a key service, another machine. What comes back is
//! checked over the very bytes before an envelope is made of it.

use super::error::{SignedInstead, SigningError};
use crate::bundle::digest::sha256;
use crate::bundle::envelope::{Envelope, PAYLOAD_TYPE, Signature, pae};
use crate::bundle::signature::{PublicKey, SigningKey};

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

    /// The exact bytes that a signature is over: the statement in its pre-authentication encoding.
    ///
    /// A signer by Ed25519 takes them whole; one by P-256 that takes a digest takes their SHA-256.
    #[must_use]
    pub fn to_sign(&self) -> Vec<u8> {
        pae(PAYLOAD_TYPE, &self.payload)
    }

    /// The envelope around it with the one signature of `key`.
    #[must_use]
    pub fn sign(self, key: &SigningKey) -> Envelope {
        let sig = key.sign(&self.to_sign());
        self.envelope(key.public(), sig)
    }

    /// The envelope around it with the signature `given`, which was made elsewhere with the private half of `key`.
    ///
    /// # Errors
    /// [`SigningError::SignatureInvalid`] where it is not that key's over [`to_sign`](Self::to_sign), in any form that
    /// [`PublicKey::signature_in`] knows.
    pub fn signed_elsewhere(self, key: &PublicKey, given: &[u8]) -> Result<Envelope, SigningError> {
        let message = self.to_sign();
        match key.signature_in(&message, given) {
            Some(sig) => Ok(self.envelope(key, sig)),
            None => Err(SigningError::SignatureInvalid {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::signature::Algorithm;

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
                let expected = SigningError::SignatureInvalid {
                    key: key.public().id(),
                    length: given.len(),
                    expected: digest,
                    instead,
                };
                assert_eq!(refused, expected, "{because}");
            }
        }
    }
}
