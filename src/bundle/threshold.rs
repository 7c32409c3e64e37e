//! How many keys of a role signed: counted here and nowhere else.

use super::envelope::{PAYLOAD_TYPE, Signature, pae};
use super::root::Role;
use super::signature::PublicKey;
use crate::id::Digest;

/// The distinct public keys of `role` that signed exactly `payload`, in the order of their first valid signature.
///
/// A signature by an unknown key, or an invalid one, is passed over: it neither counts nor spoils those that do. A key counts once,
/// by its public key and not by its name, however often and under however many names it signed.
pub(super) fn signers<'role, 'signature>(
    payload: &[u8],
    signatures: impl Iterator<Item = &'signature Signature>,
    role: &'role Role,
) -> Vec<&'role PublicKey> {
    let message = pae(PAYLOAD_TYPE, payload);
    let mut signers: Vec<&PublicKey> = Vec::new();
    for signature in signatures {
        let claimed = Digest::from_hex(&signature.keyid).ok();
        let Some(key) = role.keys.iter().find(|key| Some(key.id()) == claimed) else { continue };
        if !signers.contains(&key) && key.signed(&message, &signature.sig) {
            signers.push(key);
        }
    }
    signers
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::super::signature::{Algorithm, SigningKey};
    use super::*;

    fn key(seed: u8) -> SigningKey {
        let algorithm = if seed.is_multiple_of(2) { Algorithm::Ed25519 } else { Algorithm::EcdsaP256Sha256 };
        SigningKey::generate(algorithm, [seed; 32]).unwrap()
    }

    fn signature(key: &SigningKey, payload: &[u8]) -> Signature {
        Signature { keyid: key.public().id().to_string(), sig: key.sign(&pae(PAYLOAD_TYPE, payload)) }
    }

    #[test]
    fn distinct_public_keys_are_counted() {
        let (a, b, other) = (key(1), key(2), key(3));
        let role = Role { keys: vec![a.public().clone(), b.public().clone()], threshold: 2 };
        let [by_a, by_b, by_other] = [&a, &b, &other].map(|key| signature(key, b"payload"));
        let named = |keyid: &str| Signature { keyid: keyid.into(), ..by_a.clone() };
        let junk = |like: &Signature| Signature { sig: vec![0; like.sig.len()], ..like.clone() };
        for (signatures, n, because) in [
            (vec![], 0, "nobody signed"),
            (vec![by_a.clone(), by_b.clone()], 2, "both"),
            (vec![by_b.clone(), by_a.clone()], 2, "both, in the other order"),
            (vec![by_a.clone(), by_a.clone()], 1, "one key twice"),
            (vec![by_a.clone(), named(&by_b.keyid)], 1, "one signature under two names"),
            (vec![by_a.clone(), by_other.clone()], 1, "a key outside the role"),
            (vec![by_a.clone(), signature(&b, b"payloae")], 1, "a signature over another payload"),
            (vec![junk(&by_a), by_a.clone(), by_b.clone()], 2, "junk before"),
            (vec![by_a.clone(), by_b.clone(), junk(&by_b)], 2, "junk after"),
            (vec![junk(&by_a), junk(&by_b)], 0, "zeros"),
            (vec![named(""), named("x"), named(&by_a.keyid.to_uppercase())], 0, "names that no key has"),
            (vec![Signature { sig: vec![], ..by_a.clone() }], 0, "an empty signature"),
        ] {
            assert_eq!(signers(b"payload", signatures.iter(), &role).len(), n, "{because}");
        }
    }

    #[test]
    fn a_key_that_a_role_lists_twice_counts_once() {
        // No root loads with such a role; the count does not rely on it.
        let a = key(1);
        let role = Role { keys: vec![a.public().clone(), a.public().clone()], threshold: 2 };
        let signed = signature(&a, b"payload");
        assert_eq!(signers(b"payload", [signed.clone(), signed].iter(), &role).len(), 1);
    }

    #[test]
    fn the_algorithm_is_that_of_the_key() {
        let (p256, ed25519) = (key(1), key(2));
        let role = Role { keys: vec![p256.public().clone(), ed25519.public().clone()], threshold: 1 };
        let (by_p256, by_ed25519) = (signature(&p256, b"payload"), signature(&ed25519, b"payload"));
        let crossed = [
            Signature { sig: by_ed25519.sig.clone(), ..by_p256.clone() },
            Signature { sig: by_p256.sig.clone(), ..by_ed25519.clone() },
        ];
        assert!(signers(b"payload", crossed.iter(), &role).is_empty());
    }
}
