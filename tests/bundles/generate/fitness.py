"""Keys in a root under which a signature proves nothing, or that have a second spelling."""

import json

from bank import ANN, BOB, EVE, STRANGER, root
from cases import Case, Given
from cryptography.hazmat.primitives.asymmetric import ec
from formats import base64_of, canonical, unused_bits
from keys import ED25519_SPKI, P256_SPKI, PublicKey, ed25519_at, p256_at, spki_of

SMALL, MIXED, SPELLED = "small-order keys", "mixed-order keys", "a key in a second spelling"
CURVE = "key that is no point"
FORM = "key in another form"
FIELD = 2**256 - 2**224 + 2**192 + 2**96 - 1

# The eight points of small order and the six ways to write one of them again (RFC 8032 decoding without its checks).
TORSION = [
    ("of-order-1", "01" + "00" * 31, SMALL),
    ("of-order-2", "ec" + "ff" * 30 + "7f", SMALL),
    ("of-order-4", "00" * 32, SMALL),
    ("of-order-4-negative", "00" * 31 + "80", SMALL),
    ("of-order-8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", SMALL),
    ("of-order-8-negative", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", SMALL),
    ("of-order-8-other", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", SMALL),
    ("of-order-8-other-negative", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa", SMALL),
    ("of-order-1-with-a-sign", "01" + "00" * 30 + "80", SPELLED),
    ("of-order-2-with-a-sign", "ec" + "ff" * 31, SPELLED),
    ("of-order-4-beyond-the-field", "ed" + "ff" * 30 + "7f", SPELLED),
    ("of-order-4-beyond-the-field-negative", "ed" + "ff" * 31, SPELLED),
    ("of-order-1-beyond-the-field", "ee" + "ff" * 30 + "7f", SPELLED),
    ("of-order-1-beyond-the-field-with-a-sign", "ee" + "ff" * 31, SPELLED),
    ("of-mixed-order", "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d", MIXED),
    ("of-mixed-order-of-a-good-key", "40a4cf5c611d737a2f1c6fcca84d9cabfed80987f186a5a6c57e629bff1af27f", MIXED),
    ("beyond-the-field", "f1" + "ff" * 30 + "7f", SPELLED),
    ("of-no-point", "02" + "00" * 31, CURVE),
]
COMPRESSED_SPKI = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
X, Y = BOB.spki[-64:-32], BOB.spki[-32:]


def approver(key):
    """The good bundle under a root with one more approver."""
    return Given(root=root(approver=((ANN, BOB, EVE, key), 2)))


def spki(algorithm, data):
    return approver(PublicKey(algorithm, data))


def stated(algorithm):
    """The good root, in which Bob's key is said to be for another algorithm."""
    read = json.loads(root())
    read["keys"][BOB.id]["algorithm"] = algorithm
    return Given(root=canonical(read))


def public(text):
    """The good root, in which Bob's public key is written as `text`."""
    read = json.loads(root())
    read["keys"][BOB.id]["public"] = text
    return Given(root=canonical(read))


def number(value):
    return value.to_bytes(32, "big")


def of_torsion(name, point, attack):
    meaning = {
        SMALL: "an approver's Ed25519 key for which anyone can sign any text",
        MIXED: "an approver's Ed25519 key on whose signatures verifiers disagree",
        SPELLED: "an approver's Ed25519 key in bytes that no key generator writes: one key, two ids",
        CURVE: "32 bytes that no point of the curve has",
    }
    return Case(f"ed25519-key-{name}", attack, meaning[attack], "ROOT_INVALID", lambda: approver(ed25519_at(point)))


CASES = [
    *(of_torsion(*row) for row in TORSION),
    Case("p256-key-off-the-curve", CURVE, "a point of another curve", "ROOT_INVALID",
         lambda: approver(p256_at(X + number(int.from_bytes(Y, "big") ^ 1)))),
    Case("p256-key-beyond-the-field", SPELLED, "p for x, which is zero in the field", "ROOT_INVALID",
         lambda: approver(p256_at(number(FIELD) + Y))),
    Case("p256-key-of-zeros", CURVE, "zeros for x and y", "ROOT_INVALID", lambda: approver(p256_at(bytes(64)))),
    Case("p256-key-compressed", SPELLED, "a key as x and a sign: the same key under a second id", "ROOT_INVALID",
         lambda: spki("ecdsa-p256-sha256", COMPRESSED_SPKI + bytes([2 | Y[-1] & 1]) + X)),
    Case("p256-key-hybrid", SPELLED, "a key as x, y and a sign: the same key under a second id", "ROOT_INVALID",
         lambda: spki("ecdsa-p256-sha256", P256_SPKI[:-1] + bytes([6 | Y[-1] & 1]) + X + Y)),
    Case("p256-key-at-infinity", SMALL, "the neutral point", "ROOT_INVALID",
         lambda: spki("ecdsa-p256-sha256", bytes.fromhex("3019301306072a8648ce3d020106082a8648ce3d03010703020000"))),
    Case("p256-key-cut-short", FORM, "the last byte of a key is gone", "ROOT_INVALID",
         lambda: approver(p256_at(X + Y[:-1]))),
    Case("p256-key-with-a-byte-more", FORM, "a byte after the key: the same key under a second id", "ROOT_INVALID",
         lambda: approver(p256_at(X + Y + b"\0"))),
    Case("p384-key", FORM, "a key of another curve, said to be of P-256", "ROOT_INVALID",
         lambda: spki("ecdsa-p256-sha256", spki_of(ec.derive_private_key(2, ec.SECP384R1())))),
    Case("secp256k1-key", FORM, "a key of another curve with as many bits, said to be of P-256", "ROOT_INVALID",
         lambda: spki("ecdsa-p256-sha256", spki_of(ec.derive_private_key(2, ec.SECP256K1())))),
    Case("ed25519-key-with-parameters", SPELLED, "a key with parameters of nothing: the same key under a second id",
         "ROOT_INVALID", lambda: spki("ed25519", bytes.fromhex("302c300706032b65700500032100") + STRANGER.spki[12:])),
    Case("ed25519-key-with-a-byte-more", FORM, "a byte after the key: the same key under a second id", "ROOT_INVALID",
         lambda: spki("ed25519", STRANGER.spki + b"\0")),
    Case("ed25519-key-bare", FORM, "the 32 bytes of a key without their form", "ROOT_INVALID",
         lambda: spki("ed25519", STRANGER.spki[12:])),
    Case("x25519-key", FORM, "a key for agreeing on secrets, said to be for signing", "ROOT_INVALID",
         lambda: spki("ed25519", ED25519_SPKI.replace(b"\x2b\x65\x70", b"\x2b\x65\x6e") + STRANGER.spki[12:])),
    Case("key-empty", FORM, "a key of no bytes", "ROOT_INVALID", lambda: spki("ed25519", b"")),
    Case("key-for-another-algorithm", "algorithm confusion", "a P-256 key is said to be for Ed25519", "ROOT_INVALID",
         lambda: stated("ed25519")),
    Case("key-for-ml-dsa-44", "algorithm confusion", "an algorithm that is reserved: refused and not passed over",
         "UNSUPPORTED", lambda: stated("ml-dsa-44")),
    Case("key-for-hmac", "algorithm confusion", "a key for HMAC, whose secret the page would have", "UNSUPPORTED",
         lambda: stated("hmac-sha256")),
    Case("key-for-none", "algorithm confusion", "a key for no algorithm", "UNSUPPORTED", lambda: stated("none")),
    Case("key-without-padding", "base64 malleability", "a key in base64 without its padding", "ROOT_INVALID",
         lambda: public(base64_of(BOB.spki).rstrip("="))),
    Case("key-with-a-line-break", "base64 malleability", "a key in base64 with a line break", "ROOT_INVALID",
         lambda: public(base64_of(BOB.spki)[:64] + "\n" + base64_of(BOB.spki)[64:])),
    Case("key-with-bits-after-the-end", "base64 malleability", "the same key in other base64, its unused bits not zero",
         "ROOT_INVALID", lambda: public(unused_bits(base64_of(BOB.spki)))),
]
