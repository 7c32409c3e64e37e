//! Keys and signatures: the only file that names the curve crates.
//!
//! A public key has one spelling, its SPKI DER, and its id is the digest of that. Which algorithm a signature uses is a property of
//! the key; nothing that travels with the signature can choose it.

use ed25519_dalek::VerifyingKey as Ed25519Key;
use p256::AffinePoint;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature as P256Signature, VerifyingKey as P256Key};
use p256::elliptic_curve::point::AffineCoordinates;

use super::der;
use super::digest::sha256;
use crate::id::Digest;

#[cfg(feature = "cli")]
pub use secret::SigningKey;

/// How a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// Ed25519 (RFC 8032); signatures are 64 raw bytes.
    Ed25519,
    /// ECDSA over P-256 with SHA-256; signatures are DER.
    EcdsaP256Sha256,
}

impl Algorithm {
    /// The algorithm as trust roots write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ed25519 => "ed25519",
            Self::EcdsaP256Sha256 => "ecdsa-p256-sha256",
        }
    }

    /// The algorithm that trust roots write as `text`; `None` for any other, `ml-dsa-44` among them, which is reserved.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Ed25519, Self::EcdsaP256Sha256].into_iter().find(|algorithm| algorithm.as_str() == text)
    }
}

/// Bytes that are not a key fit to verify or to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Another algorithm, another form of the point, or not SPKI at all.
    #[error("the public key is not the SPKI DER of an Ed25519 key or of an uncompressed P-256 point")]
    UnknownForm,
    /// The coordinates are not on the curve.
    #[error("the public key is not a point of its curve")]
    NotOnCurve,
    /// The same point has a shorter spelling, so one key would pass for two.
    #[error("the public key is not the one canonical spelling of its point")]
    SecondSpelling,
    /// A point of small order: signatures under it need no secret.
    #[error("the public key is weak: a signature under it needs no secret")]
    Weak,
    /// The point has a part of small order: verifiers disagree about its signatures.
    #[error("the public key is not torsion-free: verifiers disagree about its signatures")]
    MixedOrder,
    /// Not a PEM text of a public key.
    #[cfg(feature = "cli")]
    #[error("this is not a public key in PEM: the first line must be `-----BEGIN PUBLIC KEY-----`")]
    NotPublicPem,
    /// Not a PEM text of a private key of a known algorithm.
    #[cfg(feature = "cli")]
    #[error(
        "this is not an Ed25519 or P-256 private key in PKCS#8 PEM: the first line must be `-----BEGIN PRIVATE KEY-----` or `-----BEGIN ENCRYPTED PRIVATE KEY-----`"
    )]
    NotPrivatePem,
    /// A private key that wants a passphrase.
    #[cfg(feature = "cli")]
    #[error("this private key is encrypted: its passphrase is needed")]
    Encrypted,
    /// Another passphrase than the key's, or a key that was damaged.
    #[cfg(feature = "cli")]
    #[error("the passphrase does not open this private key")]
    WrongPassphrase,
    /// Encrypted in a form that is not read.
    #[cfg(feature = "cli")]
    #[error(
        "this private key is encrypted in a form that is not read: write it anew with `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256`"
    )]
    UnsupportedEncryption,
}

/// What precedes the 32 bytes of an Ed25519 point in its SPKI DER (RFC 8410).
const ED25519_SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// What precedes the 64 bytes of both P-256 coordinates in their SPKI DER (RFC 5480), the mark 04 of an uncompressed point included.
const P256_SPKI: [u8; 27] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];

/// A public key that is fit to verify: on its curve, in its one spelling, free of small-order parts.
#[derive(Debug, Clone)]
pub struct PublicKey {
    spki: Box<[u8]>,
    id: Digest,
    point: Point,
}

#[derive(Debug, Clone)]
enum Point {
    Ed25519(Ed25519Key),
    P256(P256Key),
}

impl PublicKey {
    /// The key with this SPKI DER.
    ///
    /// # Errors
    /// [`KeyError`] for any other form, and for keys under which a signature would prove nothing.
    pub fn from_spki(spki: &[u8]) -> Result<Self, KeyError> {
        let point = if let Some(bytes) = spki.strip_prefix(&ED25519_SPKI) {
            Point::Ed25519(ed25519_point(bytes)?)
        } else if let Some(bytes) = spki.strip_prefix(&P256_SPKI) {
            Point::P256(p256_point(bytes)?)
        } else {
            return Err(KeyError::UnknownForm);
        };
        Ok(Self { spki: spki.into(), id: sha256(spki), point })
    }

    /// The SPKI DER, the identity of the key.
    #[must_use]
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The SHA-256 of the SPKI DER, by which roots and envelopes refer to the key.
    #[must_use]
    pub const fn id(&self) -> Digest {
        self.id
    }

    /// How the key signs.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self.point {
            Point::Ed25519(_) => Algorithm::Ed25519,
            Point::P256(_) => Algorithm::EcdsaP256Sha256,
        }
    }

    /// Whether `signature` is this key's over exactly `message`. Total: bytes of any other form are not.
    #[must_use]
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.point {
            Point::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Point::P256(key) => der::signature(signature)
                .and_then(|(r, s)| P256Signature::from_scalars(r, s).ok())
                .is_some_and(|signature| key.verify(message, &signature).is_ok()),
        }
    }
}

/// Equal iff it is the same public key, whatever it is called.
impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.spki == other.spki
    }
}

impl Eq for PublicKey {}

fn ed25519_point(bytes: &[u8]) -> Result<Ed25519Key, KeyError> {
    let bytes: &[u8; 32] = bytes.try_into().map_err(|_| KeyError::UnknownForm)?;
    let key = Ed25519Key::from_bytes(bytes).map_err(|_| KeyError::NotOnCurve)?;
    let point = key.to_edwards();
    // The decoder takes y + p for y; two spellings of one key would count as two signers.
    if point.compress().as_bytes() != bytes {
        return Err(KeyError::SecondSpelling);
    }
    if key.is_weak() {
        return Err(KeyError::Weak);
    }
    if point.is_torsion_free() { Ok(key) } else { Err(KeyError::MixedOrder) }
}

fn p256_point(bytes: &[u8]) -> Result<P256Key, KeyError> {
    let ([x, y], []) = bytes.as_chunks::<32>() else { return Err(KeyError::UnknownForm) };
    // Checks both against the curve's equation; the reader of SEC1 would bring the code that computes one from the other.
    let point = AffinePoint::from_coordinates(x.into(), y.into()).into_option().ok_or(KeyError::NotOnCurve)?;
    P256Key::from_affine(point).map_err(|_| KeyError::NotOnCurve)
}

/// The signing half: native only, so that no signing code is in the module that a page loads.
#[cfg(feature = "cli")]
mod secret {
    use core::fmt;

    use ed25519_dalek::pkcs8::KeypairBytes;
    use p256::ecdsa::signature::Signer;
    use pkcs8::der::pem::PemLabel;
    use pkcs8::{DecodePrivateKey, Document, EncodePrivateKey, LineEnding, PrivateKeyInfoRef, SecretDocument};
    use zeroize::Zeroizing;

    use super::{Algorithm, ED25519_SPKI, KeyError, P256_SPKI, P256Signature, PublicKey, sha256};
    use crate::bundle::passphrase::{self, Passphrase};

    /// The label of a public key in PEM (RFC 7468).
    const PUBLIC_LABEL: &str = "PUBLIC KEY";

    impl PublicKey {
        /// The key in PEM.
        ///
        /// # Errors
        /// [`KeyError::NotPublicPem`], and those of [`PublicKey::from_spki`].
        pub fn from_pem(text: &str) -> Result<Self, KeyError> {
            let (label, document) = Document::from_pem(text).map_err(|_| KeyError::NotPublicPem)?;
            if label != PUBLIC_LABEL {
                return Err(KeyError::NotPublicPem);
            }
            Self::from_spki(document.as_bytes())
        }

        /// The key in PEM, as openssl writes it.
        ///
        /// # Errors
        /// None for a key that exists; the encoder's own failure is passed on as [`KeyError::NotPublicPem`].
        pub fn to_pem(&self) -> Result<String, KeyError> {
            Document::try_from(self.spki())
                .and_then(|document| document.to_pem(PUBLIC_LABEL, LineEnding::LF))
                .map_err(|_| KeyError::NotPublicPem)
        }
    }

    fn as_der(signature: P256Signature) -> Vec<u8> {
        signature.to_der().as_bytes().into()
    }

    /// A private key. It is never written to a log: its debug form is the id of its public key.
    pub struct SigningKey {
        secret: Secret,
        public: PublicKey,
    }

    enum Secret {
        Ed25519(ed25519_dalek::SigningKey),
        P256(p256::ecdsa::SigningKey),
    }

    impl SigningKey {
        /// A new key from 32 bytes that nobody else knows.
        ///
        /// # Errors
        /// [`KeyError`] where the entropy makes a key unfit to verify, which no random bytes are known to do.
        pub fn generate(algorithm: Algorithm, entropy: [u8; 32]) -> Result<Self, KeyError> {
            let entropy = Zeroizing::new(entropy);
            Self::new(match algorithm {
                Algorithm::Ed25519 => Secret::Ed25519(ed25519_dalek::SigningKey::from_bytes(&entropy)),
                Algorithm::EcdsaP256Sha256 => Secret::P256(p256_secret(entropy)),
            })
        }

        fn new(secret: Secret) -> Result<Self, KeyError> {
            let spki = match &secret {
                Secret::Ed25519(key) => [&ED25519_SPKI[..], key.verifying_key().as_bytes()].concat(),
                Secret::P256(key) => {
                    let point = key.verifying_key().to_sec1_point(false);
                    let coordinates = point.as_bytes().get(1..).unwrap_or_default();
                    [&P256_SPKI[..], coordinates].concat()
                }
            };
            Ok(Self { public: PublicKey::from_spki(&spki)?, secret })
        }

        /// The public half.
        #[must_use]
        pub const fn public(&self) -> &PublicKey {
            &self.public
        }

        /// The signature over exactly `message`: the same bytes each time, 64 raw ones for Ed25519, DER for P-256.
        #[must_use]
        pub fn sign(&self, message: &[u8]) -> Vec<u8> {
            match &self.secret {
                Secret::Ed25519(key) => key.sign(message).to_bytes().into(),
                Secret::P256(key) => {
                    let signature: P256Signature = key.sign(message);
                    as_der(signature)
                }
            }
        }

        /// The key in unencrypted PKCS#8 PEM, as openssl reads it.
        ///
        /// # Errors
        /// None for a key that exists; the encoder's own failure is passed on as [`KeyError::NotPrivatePem`].
        pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
            let text = self.to_der()?.to_pem(PrivateKeyInfoRef::PEM_LABEL, LineEnding::LF);
            text.map_err(|_| KeyError::NotPrivatePem)
        }

        /// The key in PKCS#8 PEM under `passphrase`, as openssl reads it; `entropy` is no secret and never used again.
        ///
        /// # Errors
        /// As [`SigningKey::to_pem`].
        pub fn to_encrypted_pem(
            &self,
            passphrase: &Passphrase,
            entropy: [u8; 32],
        ) -> Result<Zeroizing<String>, KeyError> {
            passphrase::encrypt(&self.to_der()?, passphrase, entropy)
        }

        fn to_der(&self) -> Result<SecretDocument, KeyError> {
            match &self.secret {
                // Version 1, without the public half: openssl 3.0 does not read version 2.
                Secret::Ed25519(key) => KeypairBytes { secret_key: key.to_bytes(), public_key: None }.to_pkcs8_der(),
                Secret::P256(key) => key.to_pkcs8_der(),
            }
            .map_err(|_| KeyError::NotPrivatePem)
        }

        /// The key in unencrypted PKCS#8 PEM.
        ///
        /// # Errors
        /// [`KeyError::Encrypted`] for a key with a passphrase, [`KeyError::NotPrivatePem`] for any other text.
        pub fn from_pem(text: &str) -> Result<Self, KeyError> {
            if passphrase::is_encrypted(text) {
                return Err(KeyError::Encrypted);
            }
            let (label, document) = SecretDocument::from_pem(text).map_err(|_| KeyError::NotPrivatePem)?;
            if label == PrivateKeyInfoRef::PEM_LABEL { Self::from_der(&document) } else { Err(KeyError::NotPrivatePem) }
        }

        /// The key in PKCS#8 PEM under `passphrase`.
        ///
        /// # Errors
        /// [`KeyError::WrongPassphrase`], [`KeyError::UnsupportedEncryption`] for what old tools write, and
        /// [`KeyError::NotPrivatePem`] for any other text.
        pub fn from_encrypted_pem(text: &str, passphrase: &Passphrase) -> Result<Self, KeyError> {
            Self::from_der(&passphrase::decrypt(text, passphrase)?)
        }

        fn from_der(document: &SecretDocument) -> Result<Self, KeyError> {
            if let Ok(key) = ed25519_dalek::SigningKey::from_pkcs8_der(document.as_bytes()) {
                return Self::new(Secret::Ed25519(key));
            }
            let key = p256::ecdsa::SigningKey::from_pkcs8_der(document.as_bytes());
            Self::new(Secret::P256(key.map_err(|_| KeyError::NotPrivatePem)?))
        }
    }

    impl fmt::Debug for SigningKey {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "SigningKey({})", self.public.id())
        }
    }

    /// The secret scalar in `entropy`, or in its digest where it is not one: about 1 text in 2^32 is beyond the curve's order.
    fn p256_secret(mut entropy: Zeroizing<[u8; 32]>) -> p256::ecdsa::SigningKey {
        loop {
            match p256::ecdsa::SigningKey::from_slice(entropy.as_slice()) {
                Ok(key) => return key,
                Err(_) => entropy = Zeroizing::new(*sha256(entropy.as_slice()).as_bytes()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let (pairs, _) = hex.as_bytes().as_chunks::<2>();
        pairs.iter().map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
    }

    fn ed25519(point: &str) -> Result<PublicKey, KeyError> {
        PublicKey::from_spki(&[&ED25519_SPKI[..], &bytes(point)].concat())
    }

    fn p256(coordinates: &str) -> Result<PublicKey, KeyError> {
        PublicKey::from_spki(&[&P256_SPKI[..], &bytes(coordinates)].concat())
    }

    /// The key of RFC 6979, A.2.5.
    const P256_RFC: &str = concat!(
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
        "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",
    );
    /// Its signature of `sample`, in DER.
    const P256_RFC_SIGNATURE: &str = concat!(
        "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
        "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
    );

    #[test]
    fn ed25519_signatures_are_those_of_rfc_8032() {
        for (key, message, signature) in [
            (
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ] {
            let (key, message, signature) = (ed25519(key).unwrap(), bytes(message), bytes(signature));
            assert!(key.signed(&message, &signature));
            assert!(!key.signed(&[&message[..], b"."].concat(), &signature), "another message");
            assert!(!key.signed(&message, &signature[..63]), "cut short");
            assert!(!key.signed(&message, &[&signature[..], b"."].concat()), "something after it");
            for at in 0..signature.len() {
                let mut flipped = signature.clone();
                flipped[at] ^= 1;
                assert!(!key.signed(&message, &flipped), "byte {at}");
            }
        }
    }

    #[test]
    fn p256_signatures_are_der_over_sha_256() {
        let (key, signature) = (p256(P256_RFC).unwrap(), bytes(P256_RFC_SIGNATURE));
        assert_eq!(key.algorithm(), Algorithm::EcdsaP256Sha256);
        assert!(key.signed(b"sample", &signature));
        let r = &signature[5..37];
        let s = &signature[40..72];
        // n - s is the other half of the pair: a valid signature too, so nothing may be known by its signature's bytes.
        let other_s = "0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9";
        let other = [&[0x30, 0x45, 0x02, 0x21, 0x00], r, &[0x02, 0x20], &bytes(other_s)].concat();
        assert!(key.signed(b"sample", &other));
        for (signature, because) in [
            ([r, s].concat(), "both numbers raw, without DER"),
            (signature[..71].to_vec(), "cut short"),
            ([&signature[..], &[0]].concat(), "something after it"),
            ([&[0x30, 0x81, 0x46], &signature[2..]].concat(), "a longer length"),
            ([&[0x30, 0x45, 0x02, 0x20], r, &[0x02, 0x21, 0x00], s].concat(), "a negative number"),
            (bytes("3006020100020100"), "zeros"),
            (Vec::new(), "nothing"),
        ] {
            assert!(!key.signed(b"sample", &signature), "{because}");
        }
        assert!(!key.signed(b"sampl", &bytes(P256_RFC_SIGNATURE)));
    }

    #[test]
    fn unfit_keys_are_refused() {
        let good = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        for (point, cause, because) in [
            ("00".repeat(32).as_str(), KeyError::Weak, "order 4"),
            (&format!("01{}", "00".repeat(31)), KeyError::Weak, "the neutral point"),
            (&format!("ec{}7f", "ff".repeat(30)), KeyError::Weak, "order 2"),
            ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", KeyError::Weak, "order 8"),
            ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", KeyError::Weak, "order 8"),
            (
                "40a4cf5c611d737a2f1c6fcca84d9cabfed80987f186a5a6c57e629bff1af27f",
                KeyError::MixedOrder,
                "good + order 8",
            ),
            ("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d", KeyError::MixedOrder, "of speccheck"),
            (&format!("ee{}7f", "ff".repeat(30)), KeyError::SecondSpelling, "1, written as p + 1"),
            (&format!("f1{}7f", "ff".repeat(30)), KeyError::SecondSpelling, "4, written as p + 4"),
            (&format!("02{}", "00".repeat(31)), KeyError::NotOnCurve, "no point has this y"),
            (good.get(..62).unwrap(), KeyError::UnknownForm, "cut short"),
            (&format!("{good}00"), KeyError::UnknownForm, "something after it"),
        ] {
            assert_eq!(ed25519(point).unwrap_err(), cause, "{because}");
        }
        assert_eq!(ed25519(good).unwrap().algorithm(), Algorithm::Ed25519);

        let off_curve = format!("{}8", P256_RFC.get(..127).unwrap());
        // p, which is 0 in the field.
        let not_reduced =
            format!("ffffffff00000001{}ffffffffffffffffffffffff{}", "0".repeat(24), P256_RFC.get(64..).unwrap());
        for (coordinates, cause, because) in [
            (off_curve.as_str(), KeyError::NotOnCurve, "another y"),
            (&not_reduced, KeyError::NotOnCurve, "a number beyond the field"),
            (P256_RFC.get(..126).unwrap(), KeyError::UnknownForm, "cut short"),
            (&format!("{P256_RFC}00"), KeyError::UnknownForm, "something after it"),
        ] {
            assert_eq!(p256(coordinates).unwrap_err(), cause, "{because}");
        }
        let compressed =
            format!("3039301306072a8648ce3d020106082a8648ce3d030107032200{}{}", "03", P256_RFC.get(..64).unwrap());
        assert_eq!(PublicKey::from_spki(&bytes(&compressed)).unwrap_err(), KeyError::UnknownForm);
        assert_eq!(PublicKey::from_spki(b"").unwrap_err(), KeyError::UnknownForm);
    }

    #[test]
    fn messages_tell_what_is_wrong() {
        for (error, message) in [
            (
                KeyError::UnknownForm,
                "the public key is not the SPKI DER of an Ed25519 key or of an uncompressed P-256 point",
            ),
            (KeyError::NotOnCurve, "the public key is not a point of its curve"),
            (KeyError::SecondSpelling, "the public key is not the one canonical spelling of its point"),
            (KeyError::Weak, "the public key is weak: a signature under it needs no secret"),
            (KeyError::MixedOrder, "the public key is not torsion-free: verifiers disagree about its signatures"),
            #[cfg(feature = "cli")]
            (KeyError::Encrypted, "this private key is encrypted: its passphrase is needed"),
            #[cfg(feature = "cli")]
            (KeyError::WrongPassphrase, "the passphrase does not open this private key"),
            #[cfg(feature = "cli")]
            (
                KeyError::UnsupportedEncryption,
                "this private key is encrypted in a form that is not read: write it anew with `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256`",
            ),
        ] {
            assert_eq!(error.to_string(), message);
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn what_is_signed_verifies_and_is_the_same_each_time() {
        for algorithm in [Algorithm::Ed25519, Algorithm::EcdsaP256Sha256] {
            let key = SigningKey::generate(algorithm, [7; 32]).unwrap();
            let signature = key.sign(b"message");
            assert_eq!(signature, key.sign(b"message"));
            assert!(key.public().signed(b"message", &signature));
            assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.public().id()), "no secret in a log");
        }
        let rfc = bytes("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
        let key = SigningKey::generate(Algorithm::EcdsaP256Sha256, rfc.try_into().unwrap()).unwrap();
        assert_eq!(key.public(), &p256(P256_RFC).unwrap());
        assert_eq!(key.sign(b"sample"), bytes(P256_RFC_SIGNATURE));
        // Entropy beyond the order of the curve still makes a key.
        assert!(SigningKey::generate(Algorithm::EcdsaP256Sha256, [255; 32]).is_ok());
        assert!(SigningKey::generate(Algorithm::EcdsaP256Sha256, [0; 32]).is_ok());
    }

    #[cfg(feature = "cli")]
    #[test]
    fn signatures_are_taken_in_every_form_that_signers_give() {
        use base64ct::{Base64, Encoding};
        let raw = |der: &[u8]| [&der[5..37], &der[40..72]].concat();
        let ed25519 = SigningKey::generate(Algorithm::Ed25519, [7; 32]).unwrap();
        let (ed25519, by_ed25519) = (ed25519.public().clone(), ed25519.sign(b"sample"));
        let (p256, by_p256) = (p256(P256_RFC).unwrap(), bytes(P256_RFC_SIGNATURE));
        let wrapped = |bytes: &[u8]| {
            let text = Base64::encode_string(bytes);
            let lines: Vec<&str> = text.as_bytes().chunks(64).map(|l| core::str::from_utf8(l).unwrap()).collect();
            format!("{}\n", lines.join("\n")).into_bytes()
        };
        for (key, given, expected, because) in [
            (&ed25519, by_ed25519.clone(), Some(&by_ed25519), "64 raw bytes"),
            (&ed25519, wrapped(&by_ed25519), Some(&by_ed25519), "in base64, wrapped"),
            (&p256, by_p256.clone(), Some(&by_p256), "DER"),
            (&p256, wrapped(&by_p256), Some(&by_p256), "DER in base64"),
            (&p256, raw(&by_p256), Some(&by_p256), "two raw numbers"),
            (&p256, wrapped(&raw(&by_p256)), Some(&by_p256), "two raw numbers in base64"),
            (&p256, by_ed25519.clone(), None, "another key's"),
            (&ed25519, raw(&by_p256), None, "another algorithm's"),
            (&p256, raw(&by_p256)[1..].to_vec(), None, "cut short"),
            (&p256, [raw(&by_p256), vec![0]].concat(), None, "something after it"),
            (&p256, vec![0; 64], None, "zeros"),
            (&p256, Vec::new(), None, "nothing"),
        ] {
            assert_eq!(key.signature_in(b"sample", &given).as_ref(), expected, "{because}");
            assert_eq!(key.signature_in(b"sampl", &given), None, "{because}, over another message");
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn keys_survive_pem() {
        for algorithm in [Algorithm::Ed25519, Algorithm::EcdsaP256Sha256] {
            let key = SigningKey::generate(algorithm, [7; 32]).unwrap();
            let (private, public) = (key.to_pem().unwrap(), key.public().to_pem().unwrap());
            assert_eq!(SigningKey::from_pem(&private).unwrap().public(), key.public());
            assert_eq!(&PublicKey::from_pem(&public).unwrap(), key.public());
            for (text, because) in
                [("", "nothing"), (public.as_str(), "a public key"), (private.get(..60).unwrap(), "cut short")]
            {
                let refused = SigningKey::from_pem(text).unwrap_err();
                assert_eq!(refused, KeyError::NotPrivatePem, "{because}");
                let message = "this is not an Ed25519 or P-256 private key in PKCS#8 PEM: the first line must be `-----BEGIN PRIVATE KEY-----` or `-----BEGIN ENCRYPTED PRIVATE KEY-----`";
                assert_eq!(refused.to_string(), message);
            }
            let refused = PublicKey::from_pem(&private).unwrap_err();
            assert_eq!(refused, KeyError::NotPublicPem);
            let message = "this is not a public key in PEM: the first line must be `-----BEGIN PUBLIC KEY-----`";
            assert_eq!(refused.to_string(), message);
        }
    }
}
