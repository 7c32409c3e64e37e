"""The root itself, taken from a place that the page trusts and yet one that could not keep its promise."""

import json

from bank import ANN, BOB, EVE, ROOT, STRANGER_P256, VENDOR, changed, root, swap
from cases import Case, Given
from formats import base64_of, canonical
from keys import Ed25519

SHARED = "type confusion: one key in two roles"
EYES = "threshold"
DUPLICATE = "threshold counts duplicates: duplicate SPKI in a root"
FIELDS = "unknown fields"
NUMBERS = "numbers"
EVIDENCE = "required evidence"
LIMIT = "endless data"


def under(text):
    """The good bundle under a root of this text."""
    return Given(root=text)


def edited(edit):
    return under(edit(root()))


def document(change):
    """The root with its document altered, in canonical spelling again."""
    read = json.loads(root())
    change(read)
    return under(canonical(read))


def entry(key):
    """The entry of a key, as it stands in a root."""
    return f'"{key.id}":{{"algorithm":"{key.algorithm}","public":"{base64_of(key.spki)}"}}'


def bobs_key_again(name):
    """A second entry with Bob's public key, called `name`, and an approver by that name."""
    def change(read):
        read["keys"][name] = read["keys"][BOB.id]
        read["roles"]["approver"]["keys"] = [BOB.id, name]

    return document(change)


def exchange(entries, one, other):
    entries[one], entries[other] = entries[other], entries[one]


def role(name, **fields):
    return document(lambda read: read["roles"][name].update(fields))


CASES = [
    Case("root-with-one-key-under-two-names", DUPLICATE,
         "a public key has a second entry under an id of its own making", "ROOT_INVALID",
         lambda: bobs_key_again("ab" * 32)),
    Case("root-with-one-key-in-upper-case-too", DUPLICATE, "a public key has a second entry under its id in upper case",
         "ROOT_INVALID", lambda: bobs_key_again(BOB.id.upper())),
    Case("root-with-one-entry-twice", "duplicate keys", "a key's entry stands twice", "ROOT_INVALID",
         lambda: edited(swap(entry(BOB), entry(BOB) + "," + entry(BOB)))),
    Case("root-with-an-approver-twice", DUPLICATE, "the approvers list one key twice, and it would count for two",
         "ROOT_INVALID", lambda: role("approver", keys=[ANN.id, ANN.id])),
    Case("root-with-keys-exchanged", "key from the envelope", "two keys stand under each other's ids", "ROOT_INVALID",
         lambda: document(lambda read: exchange(read["keys"], ANN.id, BOB.id))),
    Case("vendor-among-the-approvers", SHARED,
         "the vendor is an approver: its release needs one more pair of eyes only", "ROOT_INVALID",
         lambda: under(root(approver=((ANN, BOB, VENDOR), 2)))),
    Case("vendor-among-the-root-keys", SHARED, "the vendor may name the approvers", "ROOT_INVALID",
         lambda: under(root(root=((ROOT, VENDOR), 1)))),
    Case("approver-among-the-root-keys", SHARED, "an approver may name the approvers", "ROOT_INVALID",
         lambda: under(root(root=((ROOT, EVE), 1)))),
    Case("one-approver-is-enough", EYES, "a threshold of one: no four eyes", "ROOT_INVALID",
         lambda: under(root(approver=((ANN, BOB, EVE), 1)))),
    Case("no-approver-is-needed", EYES, "a threshold of zero approvers: verification is off", "ROOT_INVALID",
         lambda: under(root(approver=((ANN, BOB), 0)))),
    Case("no-vendor-is-needed", EYES, "a threshold of zero vendors: anyone releases", "ROOT_INVALID",
         lambda: under(root(vendor=((VENDOR,), 0)))),
    Case("no-root-key-is-needed", EYES, "a threshold of zero root keys: anyone is the bank", "ROOT_INVALID",
         lambda: under(root(root=((ROOT,), 0)))),
    Case("more-approvers-than-there-are", EYES, "a threshold of three, with two keys", "ROOT_INVALID",
         lambda: under(root(approver=((ANN, BOB), 3)))),
    Case("five-root-keys-needed", EYES,
         "a threshold of five root keys: no envelope has room for five old ones and five new", "ROOT_INVALID",
         lambda: under(root(root=(tuple(Ed25519(seed) for seed in range(20, 25)), 5)))),
    Case("threshold-negative", NUMBERS, "a threshold of -1, which any count reaches", "ROOT_INVALID",
         lambda: role("approver", threshold=-1)),
    Case("threshold-that-wraps", NUMBERS, "a threshold of 2^32, which is zero in 32 bits", "ROOT_INVALID",
         lambda: role("approver", threshold=2**32)),
    Case("threshold-that-wraps-to-two", NUMBERS, "a threshold of 2^64 + 2, which is 2 in 64 bits", "ROOT_INVALID",
         lambda: role("approver", threshold=2**64 + 2)),
    Case("threshold-with-a-point", NUMBERS, "a threshold of 2.0", "ROOT_INVALID",
         lambda: role("approver", threshold=2.0)),
    Case("role-missing", EYES, "no role approves", "ROOT_INVALID",
         lambda: document(lambda read: read["roles"].pop("approver"))),
    Case("role-without-keys", EYES, "a vendor role that nobody has", "ROOT_INVALID",
         lambda: under(root(vendor=((), 1)))),
    Case("role-unheard-of", FIELDS, "a role that no engine knows", "ROOT_INVALID",
         lambda: document(lambda read: read["roles"].update(auditor=read["roles"]["root"]))),
    Case("role-of-a-key-that-is-not-there", EYES, "an approver whose key the root does not have", "ROOT_INVALID",
         lambda: role("approver", keys=[ANN.id, BOB.id, STRANGER_P256.id])),
    Case("role-with-an-id-in-upper-case", "base64 malleability", "an approver by an id in upper case", "ROOT_INVALID",
         lambda: role("approver", keys=[ANN.id, BOB.id.upper()])),
    Case("role-with-an-unknown-field", FIELDS, "an approver role that only advises", "ROOT_INVALID",
         lambda: document(lambda read: read["roles"]["approver"].update(optional=True))),
    Case("key-with-an-unknown-field", FIELDS, "a key that is said to hold until a day that no engine reads",
         "ROOT_INVALID", lambda: document(lambda read: read["keys"][BOB.id].update(until="2026-01-01"))),
    Case("lifetime-zero", NUMBERS, "releases hold for no days", "ROOT_INVALID",
         lambda: edited(changed(lifetime_days=0))),
    Case("lifetime-of-91-days", NUMBERS, "releases hold for longer than any root may let them", "ROOT_INVALID",
         lambda: edited(changed(lifetime_days=91))),
    Case("lifetime-that-wraps", NUMBERS, "releases hold for 65,550 days, which is 14 in 16 bits", "ROOT_INVALID",
         lambda: edited(changed(lifetime_days=65550))),
    Case("root-version-zero", "root rules", "a root before the first", "ROOT_INVALID",
         lambda: edited(changed(version=0))),
    Case("root-version-at-the-bound", "fast-forward", "root 2^40, which none could follow", "ROOT_INVALID",
         lambda: edited(changed(version=2**40))),
    Case("root-to-come", FIELDS, "a root of a format to come", "UNSUPPORTED",
         lambda: edited(swap('"root":1,', '"root":2,'))),
    Case("root-of-no-environment", "mix and match: another audience", "a root for any environment", "ROOT_INVALID",
         lambda: edited(changed(environment="any"))),
    Case("root-without-evidence", EVIDENCE, "a root that does not say which evidence it requires", "ROOT_INVALID",
         lambda: edited(changed(evidence=None))),
    Case("root-with-evidence-unheard-of", EVIDENCE, "a root requires what this engine cannot look for", "ROOT_INVALID",
         lambda: under(root(evidence=["goldens", "oath"]))),
    Case("root-with-evidence-twice", EVIDENCE, "a kind of evidence is listed twice", "ROOT_INVALID",
         lambda: under(root(evidence=["goldens", "goldens"]))),
    Case("root-with-evidence-in-another-order", "two spellings", "the kinds of evidence do not ascend", "ROOT_INVALID",
         lambda: under(root(evidence=["lint", "goldens"]))),
    Case("root-with-evidence-as-text", EVIDENCE, "the required evidence is one word and no list", "ROOT_INVALID",
         lambda: edited(changed(evidence="goldens"))),
    Case("root-of-17-keys", LIMIT, "more keys than any bank needs", "ROOT_INVALID",
         lambda: under(root(vendor=(tuple(Ed25519(seed) for seed in range(20, 33)), 1)))),
    Case("root-of-no-end", LIMIT, "a root of more than 16 KiB, which is refused before it is read", "ROOT_INVALID",
         lambda: under(root(vendor=(tuple(Ed25519(seed) for seed in range(20, 90)), 1)))),
]
