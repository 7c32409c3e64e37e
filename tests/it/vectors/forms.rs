//! Forms of keys and signatures, row by row: one is taken, and none that stands for the same numbers in other bytes.

use tellerside::bundle::signature::{Algorithm, KeyError, PublicKey, SigningKey};

use super::{ed25519_spki, hex, p256_spki};

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const NULL: u8 = 0x05;
const OBJECT: u8 = 0x06;

const EC_PUBLIC_KEY: &str = "2a8648ce3d0201";
const P256: &str = "2a8648ce3d030107";
const P384: &str = "2b81040022";

/// The curve: its field, both constants of its equation, its base point, and the order of that.
const FIELD: &str = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
const A: &str = "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc";
const B: &str = "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b";
const BASE: &str = concat!(
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
);
const ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/// The key of RFC 6979, A.2.5, and its signature of `sample`.
const X: &str = "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6";
const Y: &str = "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
const R: &str = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
const S: &str = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
const N_MINUS_S: &str = "0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9";
const R_PLUS_N: &str = "01efd48b29acb6a8fe1140dd9cd45e81d65a138228fdc29816b706d96b4b125c67";
const S_PLUS_N: &str = "01f7cb1c932d657c42d436c7a1b6e29f65b0cffb8960c7928b417e75f2809df2f9";

/// The key of RFC 8032, 7.1, TEST 2, and both halves of its signature of `r`.
const ED25519: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
const ED25519_R: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da";
const ED25519_S: &str = "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
const ED25519_S_PLUS_L: &str = "f52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10";
const ED25519_S_PLUS_8_L: &str = "70f96fcc112e2c2ff875f32ac5c01533397b2eaeb4302aeeb00d291612bb0c80";

/// A value in DER, of its parts.
fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = match content.len() {
        short @ 0..128 => vec![u8::try_from(short).unwrap()],
        middle @ 128..256 => vec![0x81, u8::try_from(middle).unwrap()],
        long => [&[0x82], &u16::try_from(long).unwrap().to_be_bytes()[..]].concat(),
    };
    [&[tag], length.as_slice(), &content].concat()
}

/// A number that is not negative, in the fewest bytes.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let first = bytes.iter().position(|&byte| byte != 0).unwrap_or(bytes.len());
    let (zero, digits) = ([0], &bytes[first..]);
    let needs_zero = digits.first().is_none_or(|&byte| byte >= 0x80);
    der(INTEGER, &[if needs_zero { &zero } else { &[] }, digits])
}

/// The one form of a P-256 signature.
pub(super) fn der_signature(r: &[u8], s: &[u8]) -> Vec<u8> {
    der(SEQUENCE, &[&integer(r), &integer(s)])
}

/// A key in SPKI: its algorithm in parts, and its point.
fn spki(algorithm: &[&[u8]], point: &[u8]) -> Vec<u8> {
    der(SEQUENCE, &[&der(SEQUENCE, algorithm), &der(BIT_STRING, &[&[0], point])])
}

fn object(oid: &str) -> Vec<u8> {
    der(OBJECT, &[&hex(oid)])
}

#[test]
fn a_p256_signature_has_one_form() {
    let key = PublicKey::from_spki(&p256_spki(&hex(&format!("{X}{Y}")))).unwrap();
    let (r, s) = (integer(&hex(R)), integer(&hex(S)));
    let good = der(SEQUENCE, &[&r, &s]);
    let of = |r: &[u8], s: &[u8]| der(SEQUENCE, &[r, s]);
    let bare = |digits: &str| der(INTEGER, &[&hex(digits)]);
    let rows = [
        (good.clone(), true, "as RFC 6979 has it"),
        (
            der_signature(&hex(R), &hex(N_MINUS_S)),
            true,
            "n - s for s: valid too, so nothing is known by its signature's bytes",
        ),
        (of(&integer(&[]), &s), false, "r = 0"),
        (of(&r, &integer(&[])), false, "s = 0"),
        (of(&integer(&[]), &integer(&[])), false, "zeros: taken by verifiers that divide by s unasked"),
        (der_signature(&hex(ORDER), &hex(S)), false, "r = n, which is 0"),
        (der_signature(&hex(R), &hex(ORDER)), false, "s = n, which is 0"),
        (der_signature(&hex(R_PLUS_N), &hex(S)), false, "r + n for r"),
        (der_signature(&hex(R), &hex(S_PLUS_N)), false, "s + n for s"),
        (of(&s, &r), false, "s before r"),
        (of(&bare(R), &s), false, "r negative: its 00 is missing"),
        (of(&r, &bare(S)), false, "s negative: its 00 is missing"),
        (of(&bare(&format!("0000{R}")), &s), false, "r with a zero too many"),
        (of(&r, &bare(&format!("0000{S}"))), false, "s with a zero too many"),
        (
            der(SEQUENCE, &[&integer(&hex(R)), &bare(&format!("00{N_MINUS_S}"))]),
            false,
            "n - s with a zero that it does not need",
        ),
        ([&[SEQUENCE, 0x81], &good[1..]].concat(), false, "BER: its length in two bytes where one does"),
        ([&[SEQUENCE, 0x82, 0x00], &good[1..]].concat(), false, "BER: its length in three bytes"),
        ([&[SEQUENCE, 0x80], &good[2..], &[0, 0]].concat(), false, "BER: without length, up to an end mark"),
        (of(&[&[INTEGER, 0x81], &r[1..]].concat(), &s), false, "BER: the length of r in two bytes"),
        (der(SET, &[&r, &s]), false, "a set for the sequence"),
        (of(&der(OCTET_STRING, &[&r[2..]]), &s), false, "r as bytes, not as a number"),
        (of(&[INTEGER, 0], &s), false, "r without digits"),
        (of(&r, &der(NULL, &[])), false, "null for s"),
        (der(SEQUENCE, &[&r]), false, "r alone"),
        (der(SEQUENCE, &[&r, &s, &integer(&[1])]), false, "a third number"),
        (der(SEQUENCE, &[&good]), false, "a sequence around it"),
        (der(OCTET_STRING, &[&good]), false, "wrapped as bytes"),
        ([good.as_slice(), &[0]].concat(), false, "something after it"),
        (good[..good.len() - 1].to_vec(), false, "cut short"),
        (der(SEQUENCE, &[]), false, "no number at all"),
        (Vec::new(), false, "nothing"),
        (hex(&format!("{R}{S}")), false, "both numbers raw, as WebCrypto has them"),
        (hex(&format!("04{R}{S}")), false, "both numbers raw behind a tag"),
        (vec![0; 64], false, "zeros without form"),
    ];
    for (signature, accepted, because) in &rows {
        assert_eq!(key.signed(b"sample", signature), *accepted, "{because}");
    }
    for at in 0..good.len() {
        let mut flipped = good.clone();
        flipped[at] ^= 1;
        assert!(!key.signed(b"sample", &flipped), "byte {at}");
    }
    println!("forms of a P-256 signature: {} rows, 2 accepted", rows.len());
}

#[test]
fn an_ed25519_signature_has_one_form() {
    let key = PublicKey::from_spki(&ed25519_spki(&hex(ED25519))).unwrap();
    let (r, s) = (hex(ED25519_R), hex(ED25519_S));
    let neutral = [&[1], [0; 31].as_slice()].concat();
    let rows = [
        ([&*r, &s].concat(), true, "as RFC 8032 has it"),
        ([&*r, &hex(ED25519_S_PLUS_L)].concat(), false, "S + L for S"),
        ([&*r, &hex(ED25519_S_PLUS_8_L)].concat(), false, "S + 8L for S"),
        ([&*s, &r].concat(), false, "S before R"),
        ([&*neutral, &s].concat(), false, "R the neutral point"),
        ([&*neutral, &[0; 32]].concat(), false, "R the neutral point, S = 0"),
        ([&*hex(ED25519), &[0; 32]].concat(), false, "R the key, S = 0"),
        ([&*r, &s[..31]].concat(), false, "cut short"),
        ([&*r, &s, &[0]].concat(), false, "something after it"),
        (der(OCTET_STRING, &[&r, &s]), false, "wrapped as bytes"),
        (der_signature(&r, &s), false, "in the form of P-256"),
        (format!("{ED25519_R}{ED25519_S}").into_bytes(), false, "its hex"),
        (vec![0; 64], false, "zeros"),
        (Vec::new(), false, "nothing"),
    ];
    for (signature, accepted, because) in &rows {
        assert_eq!(key.signed(b"r", signature), *accepted, "{because}");
    }
    println!("forms of an Ed25519 signature: {} rows, 1 accepted", rows.len());
}

/// What an attacker may choose is the signature; the key says how it is read.
#[test]
fn a_signature_holds_under_its_own_algorithm_alone() {
    let edwards = SigningKey::generate(Algorithm::Ed25519, [7; 32]).unwrap();
    let nist = SigningKey::generate(Algorithm::EcdsaP256Sha256, [7; 32]).unwrap();
    let (by_edwards, by_nist) = (edwards.sign(b"message"), nist.sign(b"message"));
    let ([r, s], []) = by_edwards.as_chunks::<32>() else { panic!("an Ed25519 signature is 64 bytes") };
    for (key, signature, accepted, because) in [
        (&edwards, by_edwards.as_slice(), true, "its own"),
        (&nist, &by_nist, true, "its own"),
        (&nist, &by_edwards, false, "Ed25519 under P-256"),
        (&nist, &der_signature(r, s), false, "Ed25519 under P-256, put into DER"),
        (&edwards, &by_nist, false, "P-256 under Ed25519"),
        (&edwards, &by_nist[by_nist.len() - 64..], false, "P-256 under Ed25519, the last 64 bytes"),
        (&edwards, &by_nist[..64], false, "P-256 under Ed25519, the first 64 bytes"),
        (&edwards, edwards.public().spki(), false, "the key itself"),
        (&nist, nist.public().spki(), false, "the key itself"),
    ] {
        assert_eq!(key.public().signed(b"message", signature), accepted, "{because}");
    }
}

#[test]
fn a_key_has_one_form() {
    let (x, y, other_y) = (hex(X), hex(Y), hex("86fc01eef74743675be51616a9d7439b0d0e4df4d28160ae885c3d6b2bb9dd66"));
    let (ec, p256) = (object(EC_PUBLIC_KEY), object(P256));
    let uncompressed = [&[4], &*x, &y].concat();
    let good = spki(&[&ec, &p256], &uncompressed);
    assert_eq!(good, p256_spki(&[&*x, &y].concat()));
    let explicit = der(
        SEQUENCE,
        &[
            &integer(&[1]),
            &der(SEQUENCE, &[&object("2a8648ce3d0101"), &integer(&hex(FIELD))]),
            &der(SEQUENCE, &[&der(OCTET_STRING, &[&hex(A)]), &der(OCTET_STRING, &[&hex(B)])]),
            &der(OCTET_STRING, &[&hex(&format!("04{BASE}"))]),
            &integer(&hex(ORDER)),
        ],
    );
    let edwards = hex(ED25519);
    let ed25519 = object("2b6570");
    // A base point of P-384 is a key of P-384.
    let p384_point = hex(concat!(
        "04aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
        "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
    ));
    let with_sign = |sign: u8, rest: &[u8]| [&[sign], rest].concat();
    let (unknown, off) = (Err(KeyError::UnknownForm), Err(KeyError::NotOnCurve));
    let rows = [
        (good.clone(), Ok(Algorithm::EcdsaP256Sha256), "an uncompressed point of P-256"),
        (p256_spki(&[&*x, &other_y].concat()), Ok(Algorithm::EcdsaP256Sha256), "p - y for y: another key"),
        (spki(&[&ec, &p256], &with_sign(3, &x)), unknown, "compressed: the same key in other bytes"),
        (spki(&[&ec, &p256], &with_sign(2, &x)), unknown, "compressed, the other sign"),
        (spki(&[&ec, &p256], &with_sign(7, &uncompressed[1..])), unknown, "hybrid: a sign and both coordinates"),
        (spki(&[&ec, &p256], &[0]), unknown, "the point at infinity"),
        (spki(&[&ec, &p256], &uncompressed[1..]), unknown, "both coordinates without their mark"),
        (spki(&[&ec, &p256], &[&*uncompressed, &[0]].concat()), unknown, "something after the point"),
        (p256_spki(&[0; 64]), off, "zeros"),
        (p256_spki(&[&*y, &x].concat()), off, "y before x"),
        (p256_spki(&[&*hex(FIELD), &y].concat()), off, "x beyond the field"),
        (spki(&[&ec, &object(P384)], &p384_point), unknown, "P-384"),
        (spki(&[&ec, &object(P384)], &uncompressed), unknown, "a point of P-256 called P-384"),
        (spki(&[&ec, &p256], &p384_point), unknown, "a point of P-384 called P-256"),
        (spki(&[&ec, &object("2b8104000a")], &uncompressed), unknown, "a point of P-256 called secp256k1"),
        (spki(&[&object("2b8104010c"), &p256], &uncompressed), unknown, "a key for agreement only (id-ecDH)"),
        (
            spki(&[&ec, &explicit], &uncompressed),
            unknown,
            "parameters written out: a curve of the sender's choice (CVE-2020-0601)",
        ),
        (spki(&[&ec], &uncompressed), unknown, "parameters left out"),
        (spki(&[&ec, &der(NULL, &[])], &uncompressed), unknown, "parameters of null"),
        (spki(&[&ec, &p256, &der(NULL, &[])], &uncompressed), unknown, "something after the parameters"),
        ([good.as_slice(), &[0]].concat(), unknown, "something after it"),
        (good[..good.len() - 1].to_vec(), unknown, "cut short"),
        ([&[SEQUENCE, 0x81], &good[1..]].concat(), unknown, "BER: its length in two bytes where one does"),
        ([&[SEQUENCE, 0x80], &good[2..], &[0, 0]].concat(), unknown, "BER: without length, up to an end mark"),
        (
            der(SEQUENCE, &[&der(SEQUENCE, &[&ec, &p256]), &der(BIT_STRING, &[&[1], &uncompressed])]),
            unknown,
            "a bit unused",
        ),
        (
            der(SEQUENCE, &[&der(SEQUENCE, &[&ec, &p256]), &der(OCTET_STRING, &[&uncompressed])]),
            unknown,
            "the point as bytes",
        ),
        (der(SEQUENCE, &[&good]), unknown, "a sequence around it"),
        (uncompressed.clone(), unknown, "the point alone"),
        (spki(&[&ed25519], &edwards), Ok(Algorithm::Ed25519), "a point of Ed25519"),
        (spki(&[&ed25519, &der(NULL, &[])], &edwards), unknown, "parameters of null, which RFC 8410 forbids"),
        (spki(&[&object("2b656e")], &edwards), unknown, "a key for agreement only (X25519)"),
        (spki(&[&object("2b6571")], &edwards), unknown, "called Ed448"),
        (spki(&[&ed25519], &uncompressed), unknown, "a point of P-256 called Ed25519"),
        (spki(&[&ec, &p256], &edwards), unknown, "a point of Ed25519 called P-256"),
        ([ed25519_spki(&edwards).as_slice(), &[0]].concat(), unknown, "something after it"),
        (
            [&[SEQUENCE, 0x81], &ed25519_spki(&edwards)[1..]].concat(),
            unknown,
            "BER: its length in two bytes where one does",
        ),
        (edwards.clone(), unknown, "the point alone"),
        (b"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA".to_vec(), unknown, "PEM"),
        (Vec::new(), unknown, "nothing"),
    ];
    for (bytes, expect, because) in &rows {
        let verdict = PublicKey::from_spki(bytes);
        assert_eq!(verdict.as_ref().map(PublicKey::algorithm), expect.as_ref().copied(), "{because}");
        if let Ok(key) = verdict {
            assert_eq!(key.spki(), bytes, "{because}");
        }
    }
    println!("forms of a key: {} rows, 3 accepted", rows.len());
}
