"""What was signed: each statement in the place of another, and releases that say what they must not."""

from bank import (
    ANN, BANK, BOB, NEW_ROOT, OTHER_BANK, ROOT, VENDOR, bundle, payload, root, swap,
)
from cases import Case, Given
from formats import (
    APPROVAL, TRUST_ROOT, approval_statement, base64_of, envelope, pae, root_statement, sealed, sha256, signature,
    statement,
)

CONFUSION = "type confusion"
AUDIENCE = "mix and match: another audience"
NUMBERS = "numbers"
FORWARD = "fast-forward"
HERE = {"bank": BANK, "environment": "test"}
NO_DIGEST = "0" * 64
NEW = root(version=2, root=((NEW_ROOT,), 1))


def as_release(text, keys=(VENDOR,)):
    """The text, signed by `keys`, in the place of the release."""
    return Given({**bundle(), "release": envelope(text, keys)})


def as_approvals(text, keys=(ANN, BOB)):
    """The text, signed by `keys`, in the place of the approvals."""
    return Given({**bundle(), "approvals": [envelope(text, keys)]})


def as_step(text, keys=(ROOT, NEW_ROOT)):
    """The text, signed by `keys`, in the place of the statement of the next root."""
    return Given(roots=[(NEW, envelope(text, keys))])


def released(old, new):
    """The release with `new` for `old`, signed by the vendor as it then stands."""
    return Given(bundle(statement=swap(old, new)))


def of_type(payload_type, signed_as=None):
    """The release under another payload type, signed as such, or as the type `signed_as`."""
    parts = bundle()
    release = parts["release"]
    release["payloadType"] = payload_type
    message = pae(payload(release), signed_as or payload_type)
    release["signatures"][0]["sig"] = base64_of(VENDOR.sign(message))
    return Given(parts)


def the_release():
    return payload(bundle()["release"]).decode()


def version(text):
    return released('"version":7', f'"version":{text}')


def of_bytes(data):
    """The release with these bytes in the place of its bank's name, signed by the vendor."""
    signed = payload(bundle()["release"]).replace(BANK.encode(), data)
    return Given({**bundle(), "release": sealed(signed, [signature(VENDOR, signed)])})


CASES = [
    Case("approval-as-release", CONFUSION, "an approval, signed by approvers, stands for the release",
         "SIGNATURES_MISSING", lambda: Given({**bundle(), "release": bundle()["approvals"][0]})),
    Case("approval-as-release-by-the-vendor", CONFUSION, "an approval, signed by the vendor, stands for the release",
         "MALFORMED", lambda: as_release(approval_statement(bundle()["sheet"], BANK, "test"))),
    Case("root-as-release", CONFUSION, "a statement of a root, signed by the root role, stands for the release",
         "SIGNATURES_MISSING", lambda: as_release(root_statement(NEW, BANK, "test"), [ROOT])),
    Case("root-as-release-by-the-vendor", CONFUSION,
         "a statement of a root, signed by the vendor, stands for the release", "MALFORMED",
         lambda: as_release(root_statement(NEW, BANK, "test"))),
    Case("index-as-release", CONFUSION, "the index itself, signed by the vendor, stands for the release", "MALFORMED",
         lambda: as_release(bundle()["index"])),
    Case("release-as-approval", CONFUSION, "the release, signed by two approvers, stands for their approval",
         "APPROVALS_MISSING", lambda: as_approvals(the_release())),
    Case("root-as-approval", CONFUSION, "a statement of a root, signed by two approvers, stands for their approval",
         "APPROVALS_MISSING", lambda: as_approvals(root_statement(NEW, BANK, "test"))),
    Case("sheet-as-approval", CONFUSION, "the sheet itself, signed by two approvers, stands for their approval",
         "APPROVALS_MISSING", lambda: as_approvals(bundle()["sheet"])),
    Case("release-as-root", CONFUSION,
         "a release, signed by both root roles, stands for the statement of the next root", "ROOT_SIGNATURES_MISSING",
         lambda: as_step(the_release())),
    Case("approval-as-root", CONFUSION,
         "an approval of a file with the new root's digest, signed by both root roles, stands for it",
         "ROOT_SIGNATURES_MISSING", lambda: as_step(statement(APPROVAL, HERE, "sheet.json", sha256(NEW)))),
    Case("root-itself-as-statement", CONFUSION, "both root roles signed the new root's text and no statement about it",
         "ROOT_SIGNATURES_MISSING", lambda: as_step(NEW)),
    Case("root-under-another-name", CONFUSION, "the statement of the next root calls its file `sheet.json`",
         "ROOT_SIGNATURES_MISSING", lambda: as_step(statement(TRUST_ROOT, HERE, "sheet.json", sha256(NEW)))),
    Case("payload-of-another-type", CONFUSION, "the release is signed as plain text", "UNSUPPORTED",
         lambda: of_type("text/plain")),
    Case("payload-type-changed", CONFUSION, "the release is signed as a statement and says that it is plain text",
         "UNSUPPORTED", lambda: of_type("text/plain", "application/vnd.in-toto+json")),
    Case("payload-type-not-ascii", "PAE length in characters",
         "a payload type whose length in characters is not that in bytes", "UNSUPPORTED",
         lambda: of_type("application/vnd.in-tötö+json")),
    Case("payload-type-in-upper-case", CONFUSION, "the payload type in upper case, equal to some readers",
         "UNSUPPORTED", lambda: of_type("application/vnd.in-toto+JSON")),
    Case("statement-of-an-older-kind", CONFUSION, "a statement of in-toto 0.1", "MALFORMED",
         lambda: released("Statement/v1", "Statement/v0.1")),
    Case("release-to-come", CONFUSION, "a release of a predicate type to come", "MALFORMED",
         lambda: released("release/v1", "release/v2")),
    Case("two-subjects", "mix and match", "a release of two indexes: which one was meant?", "MALFORMED",
         lambda: released('"subject":[', f'"subject":[{{"digest":{{"sha256":"{NO_DIGEST}"}},"name":"index.json"}},')),
    Case("no-subject", "mix and match", "a release of no index", "MALFORMED",
         lambda: Given(bundle(statement=lambda text: text.split('"subject":[')[0] + '"subject":[]}'))),
    Case("subject-of-another-name", CONFUSION, "the release's subject is a sheet", "MALFORMED",
         lambda: released("index.json", "sheet.json")),
    Case("subject-with-a-second-digest", CONFUSION, "the subject has a digest by another hash beside the right one",
         "MALFORMED", lambda: released('"digest":{', '"digest":{"md5":"d41d8cd98f00b204e9800998ecf8427e",')),
    Case("digest-in-upper-case", "base64 malleability", "the index's digest in a second spelling", "MALFORMED",
         lambda: released(sha256(bundle()["index"]), sha256(bundle()["index"]).upper())),
    Case("release-for-another-bank", AUDIENCE,
         "the vendor signed it for another bank, and the bank's own people approved", "WRONG_BANK",
         lambda: released(BANK, OTHER_BANK)),
    Case("release-for-another-environment", AUDIENCE, "the release is for production, all else for the test",
         "WRONG_ENVIRONMENT", lambda: released('"environment":"test"', '"environment":"production"')),
    Case("release-for-no-environment", AUDIENCE, "an environment that no bank has", "MALFORMED",
         lambda: released('"environment":"test"', '"environment":"any"')),
    Case("approved-at-another-bank", "rogue employee: reuse approval",
         "the approvers signed the same sheet for another bank", "APPROVALS_MISSING",
         lambda: Given(bundle(approval=swap(BANK, OTHER_BANK)))),
    Case("approved-for-another-environment", "rogue employee: reuse approval",
         "the approvers signed the same sheet for a pilot", "APPROVALS_MISSING",
         lambda: Given(bundle(approval=swap('"environment":"test"', '"environment":"pilot"')))),
    Case("approval-in-another-spelling", "two spellings", "the approvers signed the approval with a space in it",
         "APPROVALS_MISSING", lambda: Given(bundle(approval=swap("{", "{ ")))),
    Case("approval-with-more-in-it", "unknown fields",
         "the approvers signed an approval with a condition that no engine knows", "APPROVALS_MISSING",
         lambda: Given(bundle(approval=swap('"test"}', '"test","only_if":"x"}')))),
    Case("approval-of-two-sheets", "mix and match", "one approval names this sheet and another", "APPROVALS_MISSING",
         lambda: Given(bundle(approval=swap("}]", f'}},{{"digest":{{"sha256":"{NO_DIGEST}"}},"name":"s"}}]')))),
    Case("semantics-to-come", "unknown fields",
         "the release is written for decision rules that this engine does not have", "UNSUPPORTED",
         lambda: Given(bundle(semantics=2))),
    Case("semantics-zero", NUMBERS, "the release is written for no decision rules", "MALFORMED",
         lambda: Given(bundle(semantics=0))),
    Case("version-zero", NUMBERS, "a release below every other", "MALFORMED", lambda: version("0")),
    Case("version-at-the-bound", FORWARD, "version 2^40, which no floor could follow", "MALFORMED",
         lambda: version(2**40)),
    Case("version-beyond-doubles", FORWARD, "version 2^53 + 1, which is another number where numbers are doubles",
         "NOT_CANONICAL", lambda: version(2**53 + 1)),
    Case("version-beyond-64-bits", FORWARD, "version 2^64, which some readers wrap to 0", "NOT_CANONICAL",
         lambda: version(2**64)),
    Case("version-endless", FORWARD, "a version of 400 digits, infinite where numbers are doubles", "NOT_CANONICAL",
         lambda: version("9" * 400)),
    Case("version-with-a-point", NUMBERS, "version 7.0", "NOT_CANONICAL", lambda: version("7.0")),
    Case("version-with-an-exponent", NUMBERS, "version 7e0", "NOT_CANONICAL", lambda: version("7e0")),
    Case("version-negative-zero", NUMBERS, "version -0", "NOT_CANONICAL", lambda: version("-0")),
    Case("version-negative", NUMBERS, "version -7", "MALFORMED", lambda: version("-7")),
    Case("version-with-a-zero-before", NUMBERS, "version 07, which some readers take for octal", "MALFORMED",
         lambda: version("07")),
    Case("version-as-text", NUMBERS, "version \"7\", which some readers take for a number", "MALFORMED",
         lambda: version('"7"')),
    Case("version-not-a-number", NUMBERS, "version NaN, below no floor in any comparison", "MALFORMED",
         lambda: version("NaN")),
    Case("payload-not-utf-8", "unicode", "a byte in the release that is no text, which some readers replace",
         "MALFORMED", lambda: of_bytes(b"\xff")),
    Case("payload-overlong-utf-8", "unicode", "a slash in two bytes, which old readers take for one", "MALFORMED",
         lambda: of_bytes(b"\xc0\xaf")),
]
