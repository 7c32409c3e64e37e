"""The chain of roots: steps that the bank did not take, and those that it took, out of order."""

from bank import (
    ANN, BANK, BOB, EVE, NEW_ROOT, NEW_VENDOR, OTHER_BANK, ROOT, STRANGER, STRANGER_P256, VENDOR, bundle, page_policy,
    root, step, swap,
)
from cases import Case, Given
from formats import base64_of, canonical, chain_document, envelope, root_statement

FORGED = "key compromise: a root that the bank did not sign"
ORDER = "root rules: version exactly N + 1"
MIX = "mix and match: another audience"
REVOKED = "key compromise: a key that was rotated out"
FORM = "chain document"
BOTH = [ROOT, NEW_ROOT]


def second(**changes):
    """The text of root 2: the bank changed the key that signs roots."""
    return root(**{"version": 2, "root": ((NEW_ROOT,), 1), **changes})


def stepped(*steps, **given):
    return Given(roots=list(steps), **given)


def signed_by(*keys):
    """Root 2, its statement signed by `keys`."""
    return stepped(step(second(), keys))


def two_of_two(*keys):
    """A root that two must sign for, and the next one signed by `keys`."""
    both = ((ROOT, EVE), 2)
    text = root(version=2, approver=((ANN, BOB), 2), root=both)
    return stepped(step(text, keys), root=root(approver=((ANN, BOB), 2), root=both))


def versions(*numbers):
    """A chain of roots of these versions, each as signed as it need be."""
    steps = (step(root(version=number, lifetime_days=15 + place), [ROOT]) for place, number in enumerate(numbers))
    return stepped(*steps)


def document(edit):
    """A chain of one good step whose text is edited."""
    return Given(roots=edit(canonical(chain_document([step(second(), BOTH)]))))


def step_to(text):
    """A step to whatever `text` is, signed as a root would have to be."""
    return stepped((text, envelope(root_statement(text, BANK, "test"), BOTH)))


def misnamed():
    """One signature, under both key ids."""
    text, signed = step(second(), [ROOT])
    again = {**signed["signatures"][0], "keyid": NEW_ROOT.id}
    return stepped((text, {**signed, "signatures": [*signed["signatures"], again]}))


def inline():
    text, signed = step(second(), BOTH)
    return canonical({"roots": [{"envelope": signed, "root": None}], "tellerside_roots": 1}).replace("null", text)


CASES = [
    Case("step-unsigned", FORGED, "nobody signed root 2", "ROOT_SIGNATURES_MISSING", lambda: signed_by()),
    Case("step-by-the-old-root-alone", FORGED, "the new root's own key did not sign: it may be nobody's",
         "ROOT_SIGNATURES_MISSING", lambda: signed_by(ROOT)),
    Case("step-by-the-new-root-alone", FORGED, "the new root names itself: anyone could be the bank",
         "ROOT_SIGNATURES_MISSING", lambda: signed_by(NEW_ROOT)),
    Case("step-by-the-vendor", FORGED, "the vendor signed root 2, in which it names the approvers",
         "ROOT_SIGNATURES_MISSING", lambda: signed_by(VENDOR, NEW_ROOT)),
    Case("step-by-the-approvers", FORGED, "approvers signed root 2, in which they name themselves",
         "ROOT_SIGNATURES_MISSING", lambda: signed_by(ANN, BOB, EVE, NEW_ROOT)),
    Case("step-with-one-signature-under-two-ids", FORGED,
         "one valid signature stands under the ids of the old key and of the new", "ROOT_SIGNATURES_MISSING", misnamed),
    Case("step-by-one-of-two", "threshold", "one of the two keys that the trusted root asks for signed",
         "ROOT_SIGNATURES_MISSING", lambda: two_of_two(ROOT)),
    Case("step-by-one-of-two-twice", "threshold counts duplicates",
         "one of the two keys that the trusted root asks for signed twice", "ROOT_SIGNATURES_MISSING",
         lambda: two_of_two(ROOT, ROOT)),
    Case("step-below-the-new-threshold", "threshold", "one of the two keys that the new root asks for signed",
         "ROOT_SIGNATURES_MISSING", lambda: stepped(step(second(root=((ROOT, NEW_ROOT), 2)), [ROOT]))),
    Case("step-edited", FORGED, "a key was put into root 2 after it was signed", "ROOT_SIGNATURES_MISSING",
         lambda: stepped((second(vendor=((STRANGER,), 1)), step(second(), BOTH)[1]))),
    Case("step-of-another-root", FORGED, "a properly signed chain, which follows from another root",
         "ROOT_SIGNATURES_MISSING", lambda: stepped(step(second(), BOTH), root=root(root=((STRANGER,), 1)))),
    Case("second-step-by-the-first-root", REVOKED, "root 3 is signed by the key of root 1, which root 2 had replaced",
         "ROOT_SIGNATURES_MISSING", lambda: stepped(step(second(), BOTH), step(root(version=3), [ROOT]))),
    Case("version-skipped", ORDER, "root 3 follows root 1: what root 2 revoked may be back", "ROOT_VERSION",
         lambda: versions(3)),
    Case("version-repeated", ORDER, "another root 1 follows root 1", "ROOT_VERSION", lambda: versions(1)),
    Case("version-repeated-later", ORDER, "another root 2 follows root 2", "ROOT_VERSION", lambda: versions(2, 2)),
    Case("version-going-down", ORDER, "root 1 follows root 2: an old root comes back as new", "ROOT_VERSION",
         lambda: stepped(step(root(lifetime_days=13), [ROOT]), root=root(version=2))),
    Case("version-skipped-to-the-end", "fast-forward", "root 2^40 - 1 follows root 1, and none could follow it",
         "ROOT_VERSION", lambda: versions(2**40 - 1)),
    Case("steps-swapped", ORDER, "root 3 stands before root 2", "ROOT_VERSION", lambda: versions(3, 2)),
    Case("step-to-another-bank", MIX, "root 2 is for another bank", "WRONG_BANK",
         lambda: stepped(step(second(bank=OTHER_BANK), BOTH))),
    Case("step-to-another-environment", MIX, "root 2 makes a test into production", "WRONG_ENVIRONMENT",
         lambda: stepped(step(second(environment="production"), BOTH))),
    Case("step-signed-for-another-bank", MIX, "the statement of root 2 is for another bank", "ROOT_SIGNATURES_MISSING",
         lambda: stepped(step(second(), BOTH, bank=OTHER_BANK))),
    Case("step-signed-for-another-environment", MIX, "the statement of root 2 is for a pilot",
         "ROOT_SIGNATURES_MISSING", lambda: stepped(step(second(), BOTH, environment="pilot"))),
    Case("step-to-an-expired-root", "indefinite freeze of the root", "the chain ends at a root that has expired",
         "ROOT_EXPIRED", lambda: stepped(step(second(expires="2026-11-23T00:00:00Z"), BOTH))),
    Case("step-to-no-root", FORM, "both root roles signed a text that is no root", "ROOT_INVALID",
         lambda: step_to("{}")),
    Case("step-to-a-root-of-one-approver", FORM, "both root roles signed a root that one approver alone could serve",
         "ROOT_INVALID", lambda: stepped(step(second(approver=((ANN, BOB), 1)), BOTH))),
    Case("step-to-a-root-to-come", FORM, "both root roles signed a root of a format to come", "UNSUPPORTED",
         lambda: step_to(swap('"root":1,', '"root":2,')(second()))),
    Case("step-to-another-spelling", "two spellings", "both root roles signed root 2 with a space in it",
         "ROOT_INVALID", lambda: step_to(swap("{", "{ ")(second()))),
    Case("vendor-key-rotated-out", REVOKED, "the bundle is signed by the vendor key that root 2 replaced",
         "SIGNATURES_MISSING", lambda: stepped(step(second(vendor=((NEW_VENDOR,), 1)), BOTH))),
    Case("vendor-key-of-a-root-to-come", REVOKED,
         "the bundle is signed by a vendor key that only root 2 has, without the chain", "SIGNATURES_MISSING",
         lambda: Given(bundle(vendors=[NEW_VENDOR]))),
    Case("approver-rotated-out", REVOKED, "one of the two approvers is no longer in root 2", "APPROVALS_MISSING",
         lambda: stepped(step(second(approver=((ANN, STRANGER_P256), 2)), BOTH))),
    Case("approvers-more-than-before", REVOKED, "two approved, where root 2 asks for three", "APPROVALS_MISSING",
         lambda: stepped(step(second(approver=((ANN, BOB, EVE), 3)), BOTH))),
    Case("evidence-asked-for-by-the-next-root", "required evidence",
         "root 2 asks for renderings, and the approval is from before it", "EVIDENCE_MISSING",
         lambda: stepped(step(second(evidence=["goldens", "renderings"]), BOTH))),
    Case("seventeen-steps", "endless data", "a chain of 17 steps, each good", "ROOT_INVALID",
         lambda: versions(*range(2, 19))),
    Case("chain-too-long", "endless data", "a good chain of a step, followed by spaces to 512 KiB and a byte",
         "ROOT_INVALID", lambda: stepped(step(second(), BOTH), padded={"roots.json": 512 * 1024 + 1})),
    Case("chain-to-come", FORM, "a chain of a format to come", "UNSUPPORTED",
         lambda: document(swap('"tellerside_roots":1', '"tellerside_roots":2'))),
    Case("chain-of-no-json", FORM, "a chain that ends too early", "ROOT_INVALID",
         lambda: document(lambda text: text[:-1])),
    Case("chain-as-a-list", "array for object", "a chain whose fields have no names", "ROOT_INVALID",
         lambda: document(lambda text: f"[{text},1]")),
    Case("chain-with-its-steps-twice", "duplicate keys",
         "the steps are given twice, of which readers take one or the other", "ROOT_INVALID",
         lambda: document(lambda text: '{"roots":[],' + text[1:])),
    Case("chain-with-an-unknown-field", "unknown fields", "the chain says which step to begin with", "ROOT_INVALID",
         lambda: document(lambda text: '{"from":2,' + text[1:])),
    Case("step-with-an-unknown-field", "unknown fields", "a step says that it needs no signature", "ROOT_INVALID",
         lambda: document(swap('{"envelope"', '{"bare":true,"envelope"'))),
    Case("step-without-an-envelope", "optional verification", "a step is the new root and nothing else", "ROOT_INVALID",
         lambda: Given(roots=canonical({"roots": [{"root": second()}], "tellerside_roots": 1}))),
    Case("step-with-an-object-for-the-root", FORM,
         "the new root is an object and no text, so that it has no exact bytes", "ROOT_INVALID",
         lambda: Given(roots=inline())),
    Case("step-with-a-key-in-its-envelope", "key from the envelope", "the key to verify root 2 with is in its envelope",
         "ROOT_INVALID", lambda: document(swap('{"keyid"', f'{{"key":"{base64_of(STRANGER.spki)}","keyid"'))),
    Case("step-of-another-payload-type", "type confusion", "the statement of root 2 comes as plain text", "UNSUPPORTED",
         lambda: document(swap("application/vnd.in-toto+json", "text/plain"))),
    Case("step-with-nine-signatures", "endless data", "the statement of root 2 has nine signatures, two of them good",
         "ROOT_INVALID", lambda: signed_by(*BOTH, *[STRANGER] * 7)),
    Case("step-in-other-base64", "base64 malleability", "a signature of root 2 without its padding", "ROOT_INVALID",
         lambda: document(swap('=="}', '"}'))),
    Case("chain-emptied", "rollback of the root", "the page asks for root 2, and the chain to it was emptied",
         "ROOT_ROLLED_BACK", lambda: Given(roots=[], policy=page_policy(root=2))),
]
