"""Keys and signatures that OpenSSL takes and an honest signer never makes."""

import hashlib
import unittest

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

import sample
from keys import ED25519_SPKI, P256_SPKI, B, Key, L, P, Q, ZERO, add, admit, point, times
from spelling import Refusal

# RFC 8032, section 7.1, test 1, whose message is empty.
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNATURE = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)
BASE = point(bytes.fromhex("58" + "66" * 31))
ORDER_8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
SIGN = 1 << 255


def encoded(number):
    return number.to_bytes(32, "little")


def compressed(a):
    return encoded(a[1] | (a[0] & 1) << 255)


# The table of small-order encodings that curve libraries share: 8 points, and 6 second spellings of four of them.
SMALL_ORDER = {
    "order 1": encoded(1),
    "order 2": encoded(P - 1),
    "order 4": encoded(0),
    "order 4, x negative": encoded(SIGN),
    "order 8": bytes.fromhex(ORDER_8),
    "order 8, x negative": bytes.fromhex(ORDER_8[:-2] + "85"),
    "order 8, y negative": encoded(P - int.from_bytes(bytes.fromhex(ORDER_8), "little")),
    "order 8, both negative": encoded(P - int.from_bytes(bytes.fromhex(ORDER_8), "little") | SIGN),
    "order 1, x minus zero": encoded(1 | SIGN),
    "order 2, x minus zero": encoded(P - 1 | SIGN),
    "order 4, y is p": encoded(P),
    "order 4, y is p, x negative": encoded(P | SIGN),
    "order 1, y is p + 1": encoded(P + 1),
    "order 1, y is p + 1, x minus zero": encoded(P + 1 | SIGN),
}


def code_of(algorithm, spki):
    try:
        admit(algorithm, spki)
    except Refusal as refusal:
        return refusal.code
    return "ok"


class Admission(unittest.TestCase):
    def check(self, rows, algorithm, prefix):
        for because, raw, code in rows:
            with self.subTest(because):
                self.assertEqual(code_of(algorithm, prefix + raw), code)

    def test_curve(self):
        self.assertEqual(times(L, BASE), ZERO)
        self.assertNotEqual(times(4, point(bytes.fromhex(ORDER_8))), ZERO)
        self.assertEqual(times(8, point(bytes.fromhex(ORDER_8))), ZERO)

    def test_ed25519(self):
        honest = point(PUBLIC)
        torsion = [times(n, point(bytes.fromhex(ORDER_8))) for n in range(1, 8)]
        beyond = [(f"y is p + {n}", encoded(P + n | sign)) for n in range(19) for sign in (0, SIGN)]
        self.check(
            [("honest", PUBLIC, "ok"), ("the base point", compressed(BASE), "ok")]
            + [(f"small order: {name}", raw, "MALFORMED") for name, raw in SMALL_ORDER.items()]
            + [(f"mixed order: {n}", compressed(add(honest, t)), "MALFORMED") for n, t in enumerate(torsion)]
            + [(name, raw, "MALFORMED") for name, raw in beyond]
            + [("not on the curve", encoded(2), "MALFORMED")]
            + [("short", PUBLIC[:-1], "MALFORMED"), ("long", PUBLIC + b"\0", "MALFORMED")],
            "ed25519",
            ED25519_SPKI,
        )

    def test_openssl_admits_what_is_refused_here(self):
        for name in ("order 1", "order 8", "order 4, y is p"):
            self.assertIsNotNone(load_der_public_key(ED25519_SPKI + SMALL_ORDER[name]))

    def test_p256(self):
        honest = sample.SECOND.spki.removeprefix(P256_SPKI)
        y_of_zero = pow(B, (Q + 1) // 4, Q).to_bytes(32)
        self.check(
            [
                ("honest", honest, "ok"),
                ("x is zero", bytes(32) + y_of_zero, "ok"),
                ("x is zero in a second spelling", Q.to_bytes(32) + y_of_zero, "MALFORMED"),
                ("not on the curve", honest[:-1] + bytes([honest[-1] ^ 1]), "MALFORMED"),
                ("infinity", bytes(64), "MALFORMED"),
                ("short", honest[:-1], "MALFORMED"),
                ("long", honest + b"\0", "MALFORMED"),
            ],
            "ecdsa-p256-sha256",
            P256_SPKI,
        )

    def test_algorithms(self):
        rows = [
            ("another curve's key", "ed25519", sample.SECOND.spki, "MALFORMED"),
            ("another curve's key", "ecdsa-p256-sha256", sample.FIRST.spki, "MALFORMED"),
            ("reserved", "ml-dsa-44", sample.FIRST.spki, "UNSUPPORTED"),
            ("unknown", "Ed25519", sample.FIRST.spki, "UNSUPPORTED"),
        ]
        for because, algorithm, spki, code in rows:
            with self.subTest(because):
                self.assertEqual(code_of(algorithm, spki), code)


class Signatures(unittest.TestCase):
    def test_ed25519(self):
        key = admit("ed25519", ED25519_SPKI + PUBLIC)
        s = int.from_bytes(SIGNATURE[32:], "little")
        rows = [
            ("RFC 8032", SIGNATURE, True),
            ("S in a second spelling", SIGNATURE[:32] + encoded(s + L), False),
            ("short", SIGNATURE[:-1], False),
            ("long", SIGNATURE + b"\0", False),
            ("zeros", bytes(64), False),
            ("nothing", b"", False),
        ]
        for because, signature, holds in rows:
            with self.subTest(because):
                self.assertEqual(key.verifies(signature, b""), holds)

    def test_ed25519_is_strict(self):
        """What the holder of a key can make beyond RFC 8032: R of small order, in a second spelling, with torsion."""
        digest = hashlib.sha512(hashlib.sha256(b"first approver").digest()).digest()
        secret = int.from_bytes(digest[:32], "little") & (SIGN >> 1) - 8 | SIGN >> 1
        public = sample.FIRST.spki.removeprefix(ED25519_SPKI)
        self.assertEqual(compressed(times(secret, BASE)), public)
        torsion = point(bytes.fromhex(ORDER_8))
        rows = [
            ("honest", 5, compressed(times(5, BASE)), True),
            ("R is zero", 0, encoded(1), False),
            ("R is zero in a second spelling", 0, encoded(P + 1), False),
            (
                "R with a part of order 8, as checks with cofactor take it",
                5,
                compressed(add(times(5, BASE), torsion)),
                False,
            ),
        ]
        for because, r, r_encoded, holds in rows:
            hashed = int.from_bytes(hashlib.sha512(r_encoded + public + b"message").digest(), "little")
            signature = r_encoded + encoded((r + hashed * secret) % L)
            with self.subTest(because):
                self.assertEqual(Key("ed25519", sample.FIRST.spki).verifies(signature, b"message"), holds)

    def test_small_order_key_would_verify_anything(self):
        """Why admission matters: for OpenSSL this signature holds over messages that nobody signed."""
        key = ed25519.Ed25519PublicKey.from_public_bytes(encoded(1))
        key.verify(encoded(1) + bytes(32), b"nobody signed this")

    def test_p256(self):
        signature = sample.SECOND.sign(b"message")
        r, s = decode_dss_signature(signature)
        n = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
        rows = [
            ("honest", signature, True),
            ("the other s of the same signature", encode_dss_signature(r, n - s), True),
            ("r beyond the order", encode_dss_signature(r + n, s), False),
            ("s beyond the order", encode_dss_signature(r, s + n), False),
            ("zeros", encode_dss_signature(0, 0), False),
            ("a byte more", signature + b"\0", False),
            ("a length in a second spelling", b"\x30\x81" + signature[1:], False),
            ("a padded number", bytes([0x30, signature[1] + 1, 2, signature[3] + 1, 0]) + signature[4:], False),
            ("r and s alone", r.to_bytes(32) + s.to_bytes(32), False),
            ("nothing", b"", False),
        ]
        for because, signature, holds in rows:
            with self.subTest(because):
                self.assertEqual(Key("ecdsa-p256-sha256", sample.SECOND.spki).verifies(signature, b"message"), holds)


if __name__ == "__main__":
    unittest.main()
