"""Writes cctv.json.gz: signatures of Ed25519 at every edge of its two points, the key A and the first half R.

The cases are those of ed25519vectors.json of the Community Cryptography Test Vectors (C2SP/CCTV), whose README describes them.
They follow from two scalars and an order of search, those of its own generator, so they are computed here from the curve's
equation and not copied.

    python3 tests/it/vectors/cctv.py
"""

import gzip
import hashlib
import json
from pathlib import Path

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P
    return x, y


def times(n, point):
    total = NEUTRAL
    while n:
        if n & 1:
            total = add(total, point)
        point = add(point, point)
        n >>= 1
    return total


def encode(point):
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decode(data):
    """As leniently as any verifier: y beyond p and the sign of a zero x are taken."""
    number = int.from_bytes(data, "little")
    y, sign = number % 2**255 % P, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_ONE % P
    assert x * x % P == square, "no point has this y"
    return (P - x if x & 1 != sign else x) % P, y


BASE = decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

# The eight points of small order, in the order of their spellings, each with the other spellings that decode to it.
SMALL = [
    (bytes.fromhex(first), [bytes.fromhex(other) for other in others])
    for first, *others in [
        ("00" * 32, "ed" + "ff" * 30 + "7f"),
        ("00" * 31 + "80", "ed" + "ff" * 31),
        ("01" + "00" * 31, "01" + "00" * 30 + "80", "ee" + "ff" * 30 + "7f", "ee" + "ff" * 31),
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",),
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",),
        ("ec" + "ff" * 30 + "7f", "ec" + "ff" * 31),
    ]
]

SECRET = (int.from_bytes(b"\x42" * 32, "little") & ~7 & (2**254 - 1) | 2**254) % L
NONCE = int.from_bytes(b"\x13\x37" * 32, "little") % L


def challenge(key, first_half, message):
    return int.from_bytes(hashlib.sha512(first_half + key + message.encode()).digest(), "little") % L


def cases_of(small_a, small_r, other_a=None, other_r=None, *, a, r, reencoded=False):
    """At most two cases: the small parts of R and kA cancel out in one and do not in the other.

    `a` and `r` are the scalars, 0 for a point that is small and nothing else; `other_a` and `other_r` are other spellings of such a
    point; `reencoded` asks the digest of the first spellings, which no known verifier does.
    """
    point_a, point_r = decode(small_a), decode(small_r)
    key, first_half = encode(add(times(a, BASE), point_a)), encode(add(times(r, BASE), point_r))
    hashed = (key, first_half) if reencoded else (other_a or key, other_r or first_half)
    found = set()
    for remainder in range(8):
        tries = 0
        message = "ed25519vectors"
        while (k := challenge(*hashed, message)) % 8 != remainder:
            tries += 1
            message = f"ed25519vectors {tries}"
        remains = add(times(k, point_a), point_r) != NEUTRAL
        if remains in found:
            continue
        found.add(remains)
        key_sent, first_half_sent = other_a or key, other_r or first_half
        k_sent = challenge(key_sent, first_half_sent, message)
        flags = {
            "low_order_R": r == 0,
            "low_order_A": a == 0,
            "low_order_component_R": point_r != NEUTRAL,
            "low_order_component_A": point_a != NEUTRAL,
            "low_order_residue": add(times(k_sent, point_a), point_r) != NEUTRAL,
            "non_canonical_A": other_a is not None,
            "non_canonical_R": other_r is not None,
            "reencoded_k": reencoded,
        }
        yield {
            "key": key_sent.hex(),
            "sig": (first_half_sent + ((k * a + r) % L).to_bytes(32, "little")).hex(),
            "msg": message,
            "flags": [flag for flag, holds in flags.items() if holds] or None,
        }


def cases():
    for small_a, others_a in SMALL:
        for small_r, others_r in SMALL:
            for a in (0, SECRET):
                for r in (0, NONCE):
                    yield from cases_of(small_a, small_r, a=a, r=r)
            for other_a in others_a:
                yield from cases_of(small_a, small_r, other_a, a=0, r=0)
                yield from cases_of(small_a, small_r, other_a, a=0, r=NONCE)
                yield from cases_of(small_a, small_r, other_a, a=0, r=NONCE, reencoded=True)
            for other_r in others_r:
                yield from cases_of(small_a, small_r, None, other_r, a=0, r=0)
                yield from cases_of(small_a, small_r, None, other_r, a=SECRET, r=0)
                yield from cases_of(small_a, small_r, None, other_r, a=SECRET, r=0, reencoded=True)
            for other_a in others_a:
                for other_r in others_r:
                    yield from cases_of(small_a, small_r, other_a, other_r, a=0, r=0)


if __name__ == "__main__":
    numbered = [{"number": number, **case} for number, case in enumerate(cases())]
    text = json.dumps(numbered, indent="\t") + "\n"
    Path(__file__).with_name("cctv.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(numbered)} cases, {len(text)} characters")
