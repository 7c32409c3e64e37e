"""Who signed: signatures that are missing, by the wrong key, counted twice, or none at all."""

import hashlib
import hmac

from bank import ANN, BANK, BOB, EVE, ROOT, STRANGER, VENDOR, approval_of, bundle, payload
from cases import Case, Given
from cryptography.hazmat.primitives import hashes
from formats import approval_statement, base64_of, envelope, pae, sealed, signature
from keys import P256_ORDER, der_number, der_sequence

COUNTING = "threshold counts duplicates"
ALONE = "rogue employee: approve alone"
UNAPPROVED = "compromised vendor: unapproved campaign"
ROLES = "wrong role"
CONFUSION = "algorithm confusion"
ENCODING = "signature encoding"
OPTIONAL = "optional verification"
FROM_ENVELOPE = "key from the envelope"


def released_by(*keys):
    parts = bundle()
    return Given({**parts, "release": envelope(payload(parts["release"]).decode(), keys)})


def approved_by(*keys):
    return Given(bundle(approvers=keys))


def approved_with(make):
    """The good bundle with the approvals that `make` gives of its sheet."""
    parts = bundle()
    return Given({**parts, "approvals": make(parts["sheet"])})


def beside_ann(make, name=BOB):
    """Ann approved; what `make` gives of the message that is to be signed stands under the id of `name`."""
    parts = bundle(approvers=(ANN, name))
    second = parts["approvals"][1]
    second["signatures"][0]["sig"] = base64_of(make(pae(payload(second))))
    return Given(parts)


def p256(encode):
    """Bob's approval with his numbers r and s in the bytes that `encode` gives."""
    return beside_ann(lambda message: encode(*BOB.numbers(message)))


def with_member(name, value, inside=False):
    """The good bundle with another member in the release's envelope, or in its signature."""
    parts = bundle()
    target = parts["release"]["signatures"][0] if inside else parts["release"]
    target[name] = value
    return Given(parts)


def by(key, name=None):
    """The approval of a sheet by `key`, under the id of `name`."""
    def approve(sheet):
        approval = approval_of(sheet, key)
        approval["signatures"][0]["keyid"] = (name or key).id
        return approval

    return approve


def several(*approvals):
    return approved_with(lambda sheet: [approve(sheet) for approve in approvals])


def anns_two_signatures(sheet):
    """Two different signatures by one key: s and n - s."""
    first = approval_of(sheet, ANN)
    r, s = ANN.numbers(pae(payload(first)))
    other = der_sequence(der_number(r), der_number(P256_ORDER - s))
    return [first, sealed(payload(first), [{"keyid": ANN.id, "sig": base64_of(other)}])]


def anns_name_twice(sheet):
    data = approval_statement(sheet, BANK, "test").encode()
    return [sealed(data, [signature(ANN, data), signature(ANN, data)])]


def over_two_sheets(sheet):
    other = bundle(not_after="2027-03-20T00:00:00Z")["sheet"]
    return [approval_of(sheet, ANN), approval_of(other, BOB)]


def stripped():
    parts = bundle()
    for approval in parts["approvals"]:
        approval["signatures"] = []
    return Given(parts)


def stranger_with_key():
    """The release by a stranger, whose key comes along."""
    given = released_by(STRANGER)
    given.bundle["release"]["signatures"][0]["public"] = base64_of(STRANGER.spki)
    return given


def stranger_in_the_vendors_name():
    release = released_by(STRANGER).bundle["release"]
    return Given({**bundle(), "release": renamed(release, VENDOR)})


def unsealed(message):
    """The payload in the bytes that should be signed."""
    return message.split(b" ", 4)[4]


def renamed(envelope, key):
    return {**envelope, "signatures": [{**signed, "keyid": key.id} for signed in envelope["signatures"]]}


def shouted(envelope):
    shout = [{**signed, "keyid": signed["keyid"].upper()} for signed in envelope["signatures"]]
    return {**envelope, "signatures": shout}


def negative(r, s):
    """Both numbers in 32 bytes, though the first bit of one makes it negative."""
    assert max(r, s).bit_length() == 256, "neither number has a bit to be taken for a sign"
    return der_sequence(*(b"\x02\x20" + number.to_bytes(32, "big") for number in (r, s)))


def longer(sequence):
    return b"\x30\x81" + sequence[1:]


CASES = [
    Case("release-unsigned", OPTIONAL, "nobody signed the release: anyone could have made it", "SIGNATURES_MISSING",
         lambda: released_by()),
    Case("release-by-a-stranger", UNAPPROVED, "a key that no role has signed the release", "SIGNATURES_MISSING",
         lambda: released_by(STRANGER)),
    Case("release-by-an-approver", ROLES, "an approver releases: one side would be both", "SIGNATURES_MISSING",
         lambda: released_by(ANN)),
    Case("release-by-the-root-role", ROLES, "the keeper of roots releases", "SIGNATURES_MISSING",
         lambda: released_by(ROOT)),
    Case("release-in-the-vendors-name", ROLES, "a stranger's signature stands under the vendor's key id",
         "SIGNATURES_MISSING", stranger_in_the_vendors_name),
    Case("approvals-none", OPTIONAL, "no approval at all comes along: the vendor alone would decide",
         "APPROVALS_MISSING", lambda: approved_by()),
    Case("approvals-stripped", OPTIONAL, "the approvals came, their signatures were taken out on the way",
         "APPROVALS_MISSING", stripped),
    Case("approved-by-one", ALONE, "one of two approvers signed", "APPROVALS_MISSING", lambda: approved_by(ANN)),
    Case("approved-by-one-twice", COUNTING, "one approver signed two envelopes: four eyes would be two",
         "APPROVALS_MISSING", lambda: approved_by(ANN, ANN)),
    Case("approved-by-one-twice-in-one-envelope", COUNTING, "one approver's signature stands twice in one envelope",
         "APPROVALS_MISSING", lambda: approved_with(anns_name_twice)),
    Case("approved-by-one-with-two-signatures", "ECDSA malleability",
         "one approver, two different valid signatures: s and n - s", "APPROVALS_MISSING",
         lambda: approved_with(anns_two_signatures)),
    Case("one-key-under-two-ids", COUNTING, "one approver's signature stands again under a colleague's key id",
         "APPROVALS_MISSING", lambda: several(by(ANN), by(ANN, name=BOB))),
    Case("vendor-approves", UNAPPROVED, "the vendor is the second approver", "APPROVALS_MISSING",
         lambda: approved_by(ANN, VENDOR)),
    Case("vendor-approves-in-an-approvers-name", UNAPPROVED, "the vendor's signature stands under an approver's key id",
         "APPROVALS_MISSING", lambda: several(by(ANN), by(VENDOR, name=EVE))),
    Case("root-role-approves", ROLES, "the keeper of roots is the second approver", "APPROVALS_MISSING",
         lambda: approved_by(ANN, ROOT)),
    Case("stranger-approves", UNAPPROVED, "a key that no role has is the second approver", "APPROVALS_MISSING",
         lambda: approved_by(ANN, STRANGER)),
    Case("approvals-over-two-sheets", COUNTING, "two approvers signed one sheet each: nobody agreed with anybody",
         "APPROVALS_MISSING", lambda: approved_with(over_two_sheets)),
    Case("approvals-of-another-sheet", "rogue employee: reuse approval",
         "both approvals are of a sheet with a later end", "APPROVALS_MISSING",
         lambda: Given({**bundle(), "approvals": bundle(not_after="2027-03-20T00:00:00Z")["approvals"]})),
    Case("key-id-in-upper-case", COUNTING, "an approver's key id is spelled in upper case, a second name of one key",
         "APPROVALS_MISSING", lambda: approved_with(lambda sheet: [approval_of(sheet, ANN), shouted(by(BOB)(sheet))])),
    Case("alg-in-the-envelope", CONFUSION, "the release's envelope says that its algorithm is none", "MALFORMED",
         lambda: with_member("alg", "none")),
    Case("alg-in-a-signature", CONFUSION, "a signature says that its algorithm is none", "MALFORMED",
         lambda: with_member("alg", "none", inside=True)),
    Case("jwk-in-a-signature", FROM_ENVELOPE, "a signature brings a key along as a JWK", "MALFORMED",
         lambda: with_member("jwk", {"crv": "Ed25519", "kty": "OKP", "x": "EQ"}, inside=True)),
    Case("cert-in-a-signature", FROM_ENVELOPE, "a signature brings a certificate along", "MALFORMED",
         lambda: with_member("cert", base64_of(STRANGER.spki), inside=True)),
    Case("stranger-brings-the-key", FROM_ENVELOPE,
         "a stranger released, and the key to verify it with is in the envelope", "MALFORMED", stranger_with_key),
    Case("ed25519-under-a-p256-key", CONFUSION, "an Ed25519 signature stands under a P-256 key", "APPROVALS_MISSING",
         lambda: beside_ann(EVE.sign)),
    Case("p256-under-an-ed25519-key", CONFUSION, "a P-256 signature stands under an Ed25519 key", "APPROVALS_MISSING",
         lambda: beside_ann(BOB.sign, name=EVE)),
    Case("hmac-with-the-public-key", CONFUSION, "an HMAC stands for a signature, with the public key as its secret",
         "APPROVALS_MISSING", lambda: beside_ann(lambda message: hmac.digest(BOB.spki, message, hashlib.sha256))),
    Case("hmac-with-the-ed25519-key", CONFUSION,
         "an HMAC of 64 bytes stands for a signature, with the public key as its secret", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: hmac.digest(EVE.spki[12:], message, hashlib.sha512), name=EVE)),
    Case("p256-over-sha-512", CONFUSION, "an approver signed the right bytes with another hash", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: BOB.sign(message, hashes.SHA512))),
    Case("signed-without-pae", "type confusion",
         "an approver signed the bare payload, which could be any other kind of text", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: BOB.sign(unsealed(message)))),
    Case("signed-as-another-type", "type confusion", "an approver signed the payload as `application/json`",
         "APPROVALS_MISSING", lambda: beside_ann(lambda message: BOB.sign(pae(unsealed(message), "application/json")))),
    Case("signed-as-the-next-version", "type confusion", "an approver signed it for version 2 of the envelope",
         "APPROVALS_MISSING", lambda: beside_ann(lambda message: BOB.sign(message.replace(b"DSSEv1", b"DSSEv2", 1)))),
    Case("signature-empty", ENCODING, "a signature of no bytes", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: b"")),
    Case("p256-zeros", ENCODING, "r and s are zero, which meets a careless equation for every text",
         "APPROVALS_MISSING", lambda: p256(lambda r, s: der_sequence(der_number(0), der_number(0)))),
    Case("p256-zero-bytes", ENCODING, "64 zero bytes under a P-256 key", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: bytes(64))),
    Case("p256-order-for-zero", ENCODING, "r and s are the order of the group, zero in another spelling",
         "APPROVALS_MISSING", lambda: p256(lambda r, s: der_sequence(der_number(P256_ORDER), der_number(P256_ORDER)))),
    Case("p256-r-beyond-the-order", ENCODING, "r + n for r: a second spelling of a valid signature",
         "APPROVALS_MISSING", lambda: p256(lambda r, s: der_sequence(der_number(r + P256_ORDER), der_number(s)))),
    Case("p256-raw", ENCODING, "r and s side by side without DER, as WebCrypto writes them", "APPROVALS_MISSING",
         lambda: p256(lambda r, s: r.to_bytes(32, "big") + s.to_bytes(32, "big"))),
    Case("p256-bytes-after-the-signature", ENCODING, "a byte after the DER sequence", "APPROVALS_MISSING",
         lambda: p256(lambda r, s: der_sequence(der_number(r), der_number(s)) + b"\0")),
    Case("p256-bytes-inside-the-sequence", ENCODING, "a third value inside the DER sequence", "APPROVALS_MISSING",
         lambda: p256(lambda r, s: der_sequence(der_number(r), der_number(s), b"\5\0"))),
    Case("p256-negative", ENCODING, "the zero byte that keeps a number positive is left out", "APPROVALS_MISSING",
         lambda: p256(negative)),
    Case("p256-overlong-number", ENCODING, "a number with a zero byte more than it needs", "APPROVALS_MISSING",
         lambda: p256(lambda r, s: der_sequence(der_number(r, b"\0"), der_number(s)))),
    Case("p256-overlong-length", ENCODING, "the length of the sequence takes two bytes where one is enough",
         "APPROVALS_MISSING", lambda: p256(lambda r, s: longer(der_sequence(der_number(r), der_number(s))))),
    Case("p256-endless-length", ENCODING, "the sequence has no length and ends by a mark, as BER allows",
         "APPROVALS_MISSING", lambda: p256(lambda r, s: b"\x30\x80" + der_number(r) + der_number(s) + b"\0\0")),
    Case("p256-cut-short", ENCODING, "the last byte of a signature is gone", "APPROVALS_MISSING",
         lambda: p256(lambda r, s: der_sequence(der_number(r), der_number(s))[:-1])),
    Case("ed25519-zeros", ENCODING, "64 zero bytes under an Ed25519 key", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: bytes(64), name=EVE)),
    Case("ed25519-larger-s", ENCODING, "S + L for S: a second spelling of a valid signature", "APPROVALS_MISSING",
         lambda: beside_ann(EVE.sign_with_larger_s, name=EVE)),
    Case("ed25519-small-order-r", "small-order keys",
         "R is the neutral point: verifiers disagree on it, strict ones refuse", "APPROVALS_MISSING",
         lambda: beside_ann(EVE.sign_with_small_order_r, name=EVE)),
    Case("ed25519-byte-after-the-signature", ENCODING, "65 bytes under an Ed25519 key", "APPROVALS_MISSING",
         lambda: beside_ann(lambda message: EVE.sign(message) + b"\0", name=EVE)),
]
