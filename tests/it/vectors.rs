//! Public signature vectors, given to the two functions through which every bundle is verified: [`PublicKey::from_spki`] and
//! [`PublicKey::signed`]. `vectors/README.md` says where each set is from.
//!
//! A vector that is refused for the wrong reason looks like one that is refused rightly, so the sets of hostile cases are also shown
//! to more lenient verifiers, and the figures of those are asserted too.

mod forms;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use ed25519_dalek::{Verifier, VerifyingKey};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use tellerside::bundle::signature::{Algorithm, KeyError, PublicKey, SigningKey};

/// Bytes that are written as hex.
struct Hex(Vec<u8>);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(hex(&text)))
    }
}

fn hex(text: &str) -> Vec<u8> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { panic!("half a byte in {text}") };
    pairs.iter().map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

/// The document `tests/it/vectors/<name>`.
fn read<T: DeserializeOwned>(name: &str) -> T {
    let file = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/vectors").join(name)).unwrap();
    let mut text = String::new();
    match name.ends_with(".gz") {
        true => GzDecoder::new(file.as_slice()).read_to_string(&mut text).unwrap(),
        false => file.as_slice().read_to_string(&mut text).unwrap(),
    };
    serde_json::from_str(&text).unwrap()
}

/// The SPKI DER of an Ed25519 key.
fn ed25519_spki(point: &[u8]) -> Vec<u8> {
    [&hex("302a300506032b6570032100"), point].concat()
}

/// The SPKI DER of a P-256 key, of both coordinates.
fn p256_spki(coordinates: &[u8]) -> Vec<u8> {
    [&hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), coordinates].concat()
}

/// What two verifiers that are not ours say of an Ed25519 signature: dalek's lenient `verify` and its `verify_strict`.
fn others_accept(key: &[u8], message: &[u8], signature: &[u8]) -> (bool, bool) {
    let key = VerifyingKey::from_bytes(key.try_into().unwrap()).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(signature).unwrap();
    (key.verify(message, &signature).is_ok(), key.verify_strict(message, &signature).is_ok())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wycheproof {
    number_of_tests: usize,
    test_groups: Vec<WycheproofGroup>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WycheproofGroup {
    public_key_der: Hex,
    tests: Vec<WycheproofTest>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WycheproofTest {
    tc_id: u32,
    comment: String,
    msg: Hex,
    sig: Hex,
    result: WycheproofResult,
}

/// No vector of the sets here is `acceptable`. In an edition that has one, reading fails, and it must be decided what we say to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum WycheproofResult {
    Valid,
    Invalid,
}

/// Of one Wycheproof set: how many are accepted, how many refused, and how many of its keys are refused.
fn wycheproof(name: &str, expect: impl Fn(&WycheproofTest) -> bool) -> (usize, usize, usize) {
    let set: Wycheproof = read(&format!("wycheproof/{name}.json.gz"));
    let (mut accepted, mut refused, mut keys_refused) = (0, 0, 0);
    let mut wrong = Vec::new();
    for group in &set.test_groups {
        let key = PublicKey::from_spki(&group.public_key_der.0);
        keys_refused += usize::from(key.is_err());
        for test in &group.tests {
            let verdict = key.as_ref().is_ok_and(|key| key.signed(&test.msg.0, &test.sig.0));
            if verdict != expect(test) {
                wrong.push(format!("{} ({:?}): {}", test.tc_id, test.result, test.comment));
            }
            *if verdict { &mut accepted } else { &mut refused } += 1;
        }
    }
    println!("Wycheproof {name}: {accepted} accepted, {refused} refused, {} wrong", wrong.len());
    assert_eq!(wrong, Vec::<String>::new(), "{name}");
    assert_eq!(accepted + refused, set.number_of_tests, "{name}");
    (accepted, refused, keys_refused)
}

#[test]
fn wycheproof_signatures_are_judged_as_they_say() {
    let valid = |test: &WycheproofTest| test.result == WycheproofResult::Valid;
    assert_eq!(wycheproof("ed25519_test", valid), (88, 63, 0));
    assert_eq!(wycheproof("ecdsa_secp256r1_sha256_test", valid), (174, 310, 0));
}

/// The form of WebCrypto and of JWS: both numbers raw, 32 bytes each. Ours is DER alone, so that a signature has one form.
#[test]
fn wycheproof_signatures_without_der_are_refused() {
    let name = "ecdsa_secp256r1_sha256_p1363_test";
    assert_eq!(wycheproof(name, |_| false), (0, 262, 0));

    // It is the form that is refused: put into DER, each is judged as its set says.
    let set: Wycheproof = read(&format!("wycheproof/{name}.json.gz"));
    let (mut accepted, mut refused) = (0, 0);
    for group in &set.test_groups {
        let key = PublicKey::from_spki(&group.public_key_der.0).unwrap();
        for test in &group.tests {
            let ([r, s], []) = test.sig.0.as_chunks::<32>() else { continue };
            let verdict = key.signed(&test.msg.0, &forms::der_signature(r, s));
            assert_eq!(verdict, test.result == WycheproofResult::Valid, "{}: {}", test.tc_id, test.comment);
            *if verdict { &mut accepted } else { &mut refused } += 1;
        }
    }
    println!("Wycheproof {name}, those of 64 bytes put into DER: {accepted} accepted, {refused} refused");
    assert_eq!((accepted, refused), (173, 68));
}

#[derive(Deserialize)]
struct Rfc {
    algorithm: String,
    name: String,
    secret: Hex,
    public: Hex,
    message: Hex,
    signature: Hex,
}

#[test]
fn signatures_are_those_of_the_standards() {
    let vectors: Vec<Rfc> = read("rfc.json");
    for vector in &vectors {
        let algorithm = Algorithm::parse(&vector.algorithm).unwrap();
        let spki = match algorithm {
            Algorithm::Ed25519 => ed25519_spki(&vector.public.0),
            Algorithm::EcdsaP256Sha256 => p256_spki(&vector.public.0),
        };
        let (name, message, signature) = (&vector.name, &vector.message.0, &vector.signature.0);
        let key = PublicKey::from_spki(&spki).unwrap();
        assert!(key.signed(message, signature), "{name}");
        assert!(!key.signed(&[message, b".".as_slice()].concat(), signature), "{name}: another message");

        let secret = SigningKey::generate(algorithm, vector.secret.0.as_slice().try_into().unwrap()).unwrap();
        assert_eq!(secret.public(), &key, "{name}");
        assert_eq!(&secret.sign(message), signature, "{name}");
    }
    println!("RFC 8032 and RFC 6979: {} accepted, and the same bytes signed", vectors.len());
    assert_eq!(vectors.len(), 5 + 2);
}

#[derive(Deserialize)]
struct Cctv {
    number: usize,
    key: Hex,
    sig: Hex,
    msg: String,
    /// None of them: both points are of prime order, in their one spelling.
    flags: Option<Vec<String>>,
}

/// Every edge of both points of an Ed25519 signature. All but one of the cases need a key that is not let in, or fail under one that is.
#[test]
fn of_ed25519_edges_only_the_plain_signature_is_accepted() {
    let cases: Vec<Cctv> = read("cctv.json.gz");
    let mut tally = BTreeMap::new();
    let (mut lenient, mut strict) = (0, 0);
    for case in &cases {
        let has = |flag: &str| case.flags.iter().flatten().any(|own| own == flag);
        let expect = if has("non_canonical_A") {
            Err(KeyError::SecondSpelling)
        } else if has("low_order_A") {
            Err(KeyError::Weak)
        } else if has("low_order_component_A") {
            Err(KeyError::MixedOrder)
        } else {
            Ok(case.flags.is_none())
        };
        let message = case.msg.as_bytes();
        let verdict = PublicKey::from_spki(&ed25519_spki(&case.key.0)).map(|key| key.signed(message, &case.sig.0));
        assert_eq!(verdict, expect, "{}: {:?}", case.number, case.flags);
        *tally.entry(format!("{verdict:?}")).or_insert(0) += 1;
        let others = others_accept(&case.key.0, message, &case.sig.0);
        lenient += usize::from(others.0);
        strict += usize::from(others.1);
    }
    println!("CCTV Ed25519, {}: {tally:?}; dalek's verify accepts {lenient}, its verify_strict {strict}", cases.len());
    assert_eq!(cases.len(), 914);
    assert_eq!(tally["Ok(true)"], 1);
    assert_eq!((lenient, strict), (208, 43));
}

#[derive(Deserialize)]
struct Speccheck {
    message: Hex,
    pub_key: Hex,
    signature: Hex,
}

#[test]
fn of_speccheck_nothing_is_accepted() {
    let cases: Vec<Speccheck> = read("speccheck.json");
    let expected = [
        (Err(KeyError::Weak), "A and R small, S = 0: holds for any message"),
        (Err(KeyError::Weak), "A small: holds for one message in eight, without a secret"),
        (Err(KeyError::MixedOrder), "R small, A mixed"),
        (Err(KeyError::MixedOrder), "A and R mixed, the small parts cancel out: strict verifiers alone take it"),
        (Err(KeyError::MixedOrder), "A and R mixed, holds times eight only"),
        (Err(KeyError::MixedOrder), "A mixed, holds times eight only where kA is not reduced first"),
        (Ok(false), "a sound key, and S beyond the order"),
        (Ok(false), "a sound key, and S so far beyond that its high bit is set"),
        (Err(KeyError::MixedOrder), "R small in its second spelling, hashed in the first"),
        (Err(KeyError::MixedOrder), "R small in its second spelling, hashed as sent"),
        (Err(KeyError::SecondSpelling), "A small in its second spelling, hashed in the first"),
        (Err(KeyError::SecondSpelling), "A small in its second spelling, hashed as sent"),
    ];
    assert_eq!(cases.len(), expected.len());
    let (mut lenient, mut strict) = (Vec::new(), Vec::new());
    for (number, (case, (expect, because))) in cases.iter().zip(expected).enumerate() {
        let key = PublicKey::from_spki(&ed25519_spki(&case.pub_key.0));
        let verdict = key.map(|key| key.signed(&case.message.0, &case.signature.0));
        assert_eq!(verdict, expect, "{number}: {because}");
        let others = others_accept(&case.pub_key.0, &case.message.0, &case.signature.0);
        lenient.extend(others.0.then_some(number));
        strict.extend(others.1.then_some(number));
    }
    println!(
        "speccheck, {}: 0 accepted; dalek's verify accepts {lenient:?}, its verify_strict {strict:?}",
        cases.len()
    );
    assert_eq!((lenient, strict), (vec![0, 1, 2, 3, 11], vec![3]));
}
