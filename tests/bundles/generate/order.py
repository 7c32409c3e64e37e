"""Nothing is read before it is proven: of two faults, the one that a stranger could have made is never looked at."""

from bank import BANK, NOT_AFTER, OTHER_BANK, STRANGER, bundle, payload, root, swap
from cases import Case, Given
from formats import envelope, root_statement, sha256

READ = "unverified fields read first"


def by_a_stranger(edit):
    """The release, edited and signed by a stranger."""
    parts = bundle()
    return Given({**parts, "release": envelope(edit(payload(parts["release"]).decode()), [STRANGER])})


def index_on_its_way(text):
    return Given({**bundle(), "index": text})


def sheet_on_its_way(text):
    return Given({**bundle(), "sheet": text})


def more_files(text):
    """A file that no index names, under its own digest."""
    parts = bundle()
    return Given({**parts, "files": parts["files"] | {sha256(text): text}})


def step_by_a_stranger(text):
    return Given(roots=[(text, envelope(root_statement(text, BANK, "test"), [STRANGER]))])


CASES = [
    Case("unproven-release-of-no-json", READ, "a stranger's release that is no JSON", "SIGNATURES_MISSING",
         lambda: by_a_stranger(lambda text: "{")),
    Case("unproven-release-for-another-bank", READ, "a stranger's release for another bank", "SIGNATURES_MISSING",
         lambda: by_a_stranger(swap(BANK, OTHER_BANK))),
    Case("unproven-release-that-expired", READ, "a stranger's release that expired", "SIGNATURES_MISSING",
         lambda: by_a_stranger(swap("2026-12-04", "2026-11-22"))),
    Case("unproven-index-of-no-json", READ, "an index that no release names, and that is no JSON", "DIGEST_MISMATCH",
         lambda: index_on_its_way("{")),
    Case("unproven-sheet-of-no-json", READ, "a sheet that nobody approved, and that is no JSON", "APPROVALS_MISSING",
         lambda: sheet_on_its_way("{")),
    Case("unproven-sheet-that-expired", READ, "a sheet that nobody approved, and that has lapsed", "APPROVALS_MISSING",
         lambda: sheet_on_its_way(swap(NOT_AFTER, "2026-11-22T00:00:00Z")(bundle()["sheet"]))),
    Case("unproven-file-of-no-json", READ, "a file that no index names, and that is no JSON", "FILE_SET",
         lambda: more_files("{")),
    Case("unproven-root-of-no-json", READ, "a stranger's step to a root that is no JSON", "ROOT_SIGNATURES_MISSING",
         lambda: step_by_a_stranger("{")),
    Case("unproven-root-of-another-bank", READ, "a stranger's step to a root of another bank",
         "ROOT_SIGNATURES_MISSING", lambda: step_by_a_stranger(root(version=2, bank=OTHER_BANK))),
]
