"""More than may be: refused by counts and bytes before anything is done with it."""

from bank import ANN, BOB, STRANGER, VENDOR, approval_of, bundle, payload
from cases import Case, Given
from formats import envelope, sealed, sha256

ENDLESS = "endless data"


def with_approvals(make):
    parts = bundle()
    return Given({**parts, "approvals": make(parts["sheet"])})


def release_of(length):
    """A release of so many bytes, signed by the vendor."""
    text = payload(bundle()["release"]).decode()
    longer = text[:-1] + " " * (length - len(text.encode())) + "}"
    return Given({**bundle(), "release": envelope(longer, [VENDOR])})


def index_of(count):
    """An index of so many campaigns that all have the same bytes."""
    def edit(text):
        digest = sha256("")
        entries = ",".join(f'{{"digest":"{digest}","id":"c{number:04}","length":0}}' for number in range(count))
        return '{"campaigns":[' + entries + "]" + text[text.index(',"catalogue"'):]

    return Given(bundle(index=edit))


def with_files(count):
    parts = bundle()
    empty = {sha256(str(number)): "" for number in range(count - len(parts["files"]))}
    return Given({**parts, "files": parts["files"] | empty})


CASES = [
    Case("release-with-9-signatures", ENDLESS, "nine signatures of the release, the first of them good", "TOO_LARGE",
         lambda: Given(bundle(vendors=[VENDOR] + [STRANGER] * 8))),
    Case("approval-with-9-signatures", ENDLESS, "nine signatures of one approval, two of them good", "TOO_LARGE",
         lambda: with_approvals(lambda sheet: [approval_of(sheet, ANN, BOB, *[STRANGER] * 7)])),
    Case("17-approvals", ENDLESS, "17 approvals, the first two of them good", "TOO_LARGE",
         lambda: with_approvals(lambda sheet: [approval_of(sheet, key) for key in [ANN, BOB] + [STRANGER] * 15])),
    Case("release-of-4001-bytes", ENDLESS, "a payload that hardware signers would have to take in parts", "TOO_LARGE",
         lambda: release_of(4001)),
    Case("approval-of-4001-bytes", ENDLESS, "a second envelope of approvals with a payload of 4001 bytes", "TOO_LARGE",
         lambda: with_approvals(lambda sheet: [approval_of(sheet, ANN, BOB), sealed(b" " * 4001, [])])),
    Case("release-of-4000-bytes-of-space", "two spellings", "a payload as long as may be, most of it spaces",
         "NOT_CANONICAL", lambda: release_of(4000)),
    Case("index-of-1001-campaigns", ENDLESS, "a campaign more than may be", "TOO_LARGE", lambda: index_of(1001)),
    Case("1004-files", ENDLESS, "a file more than the largest release has", "TOO_LARGE", lambda: with_files(1004)),
    Case("transport-too-long", ENDLESS, "a good bundle, followed by spaces to 4 MiB and a byte", "TOO_LARGE",
         lambda: Given(padded={"bundle.tsb.json": 4 * 1024 * 1024 + 1})),
]
