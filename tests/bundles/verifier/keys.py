"""Public keys: which are admitted to a trust root, and which signatures hold.

OpenSSL, which does the verifying, admits more Ed25519 keys and signatures than are safe, so what it leaves open is
decided here first, in plain arithmetic: points in one spelling, and none with a part in the small subgroup.
"""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from spelling import Refusal, malformed

ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")
P256_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")

# edwards25519 (RFC 8032, section 5.1): -x^2 + y^2 = 1 + D x^2 y^2 over the integers modulo P. Its 8 L points are a
# subgroup of L points, where all honest keys are, times one of 8, where a "key" can be that accepts what nobody signed.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ZERO = (0, 1)

# P-256 (SEC 2): y^2 = x^3 - 3 x + B over the integers modulo Q. It has no small subgroup.
Q = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def point(encoded):
    """The point of edwards25519 in these 32 bytes, or None where they are none or a second spelling of one."""
    number = int.from_bytes(encoded, "little")
    y, is_odd = number % 2**255, number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and is_odd):
        return None
    return (x if x % 2 == is_odd else P - x), y


def add(a, b):
    product = D * a[0] * b[0] * a[1] * b[1]
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + product, -1, P) % P
    y = (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, -1, P) % P
    return x, y


def times(number, base):
    total = ZERO
    while number:
        if number % 2:
            total = add(total, base)
        base, number = add(base, base), number // 2
    return total


@dataclass(frozen=True)
class Key:
    """A public key of a trust root, in SPKI DER."""

    algorithm: str
    spki: bytes

    def verifies(self, signature, message):
        """Whether `signature` is this key's over `message`."""
        check = ed25519_holds if self.algorithm == "ed25519" else p256_holds
        return check(self.spki, signature, message)


@lru_cache(1024)
def admit(algorithm, spki):
    """The key in `spki`, or a refusal of whatever an honest key never is."""
    match algorithm:
        case "ed25519":
            encoded = spki.removeprefix(ED25519_SPKI)
            key = point(encoded) if len(encoded) == 32 and len(spki) == 44 else None
            if key is None:
                raise malformed("it is no Ed25519 key in its one spelling")
            if times(8, key) == ZERO or times(L, key) != ZERO:
                raise malformed("it is an Ed25519 key with a part of small order")
        case "ecdsa-p256-sha256":
            encoded = spki.removeprefix(P256_SPKI)
            x, y = int.from_bytes(encoded[:32]), int.from_bytes(encoded[32:])
            if len(encoded) != 64 or len(spki) != 91 or max(x, y) >= Q or (y * y - x**3 + 3 * x - B) % Q != 0:
                raise malformed("it is no P-256 key in its one spelling")
        case _:
            raise Refusal("UNSUPPORTED", f"keys for `{algorithm}` are not known here")
    return Key(algorithm, spki)


@lru_cache(4096)
def ed25519_holds(spki, signature, message):
    """RFC 8032 without cofactor, and strict: S below L, R a point in its one spelling and not of small order."""
    r = point(signature[:32])
    if len(signature) != 64 or r is None or times(8, r) == ZERO or int.from_bytes(signature[32:], "little") >= L:
        return False
    return holds(lambda: load_der_public_key(spki).verify(signature, message))


@lru_cache(4096)
def p256_holds(spki, signature, message):
    """ECDSA with SHA-256, DER in its one spelling. `r, n - s` holds where `r, s` does: nothing hangs on these bytes."""
    try:
        if encode_dss_signature(*decode_dss_signature(signature)) != signature:
            return False
    except ValueError:
        return False
    return holds(lambda: load_der_public_key(spki).verify(signature, message, ECDSA(SHA256())))


def holds(verify):
    try:
        verify()
    except InvalidSignature:
        return False
    return True
