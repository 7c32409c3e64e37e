"""Keys of fixed seeds, whose signatures are the same bytes each time, and the curves' numbers for attacks on those."""

import hashlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")
P256_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class PublicKey:
    """What a root says of a key; the bytes need not be one."""

    def __init__(self, algorithm, spki):
        self.algorithm, self.spki = algorithm, spki
        self.id = hashlib.sha256(spki).hexdigest()


class Ed25519(PublicKey):
    def __init__(self, seed):
        self.seed = bytes([seed]) * 32
        self.secret = ed25519.Ed25519PrivateKey.from_private_bytes(self.seed)
        super().__init__("ed25519", spki_of(self.secret))

    def sign(self, message):
        return self.secret.sign(message)

    def sign_with_small_order_r(self, message):
        """A signature whose R is the neutral point: it meets the equation, and only a strict verifier refuses it."""
        wide = bytearray(hashlib.sha512(self.seed).digest()[:32])
        wide[0], wide[31] = wide[0] & 248, wide[31] & 63 | 64
        r = bytes([1]) + bytes(31)
        k = int.from_bytes(hashlib.sha512(r + self.spki[12:] + message).digest(), "little")
        s = k * int.from_bytes(wide, "little") % ED25519_ORDER
        return r + s.to_bytes(32, "little")

    def sign_with_larger_s(self, message):
        """The same signature with S + L for S."""
        signed = self.sign(message)
        return signed[:32] + (int.from_bytes(signed[32:], "little") + ED25519_ORDER).to_bytes(32, "little")


class P256(PublicKey):
    def __init__(self, seed):
        self.secret = ec.derive_private_key(int.from_bytes(bytes([seed]) * 32, "big"), ec.SECP256R1())
        super().__init__("ecdsa-p256-sha256", spki_of(self.secret))

    def sign(self, message, digest=hashes.SHA256):
        return self.secret.sign(message, ec.ECDSA(digest(), deterministic_signing=True))

    def numbers(self, message):
        """The two numbers r and s of the signature."""
        return decode_dss_signature(self.sign(message))


def spki_of(secret):
    return secret.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def der_number(number, extra=b""):
    """A DER INTEGER; `extra` zeros before it make it longer than it may be."""
    content = extra + number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(content)]) + content


def der_sequence(*parts):
    content = b"".join(parts)
    return b"\x30" + bytes([len(content)]) + content


def ed25519_at(point):
    """An entry for Ed25519 with any 32 bytes, in hexadecimal digits."""
    return PublicKey("ed25519", ED25519_SPKI + bytes.fromhex(point))


def p256_at(coordinates):
    """An entry for P-256 with any bytes for x and y."""
    return PublicKey("ecdsa-p256-sha256", P256_SPKI + coordinates)
