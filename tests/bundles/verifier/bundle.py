"""The one door: every check of a bundle, in the order of FORMAT.md. The first that fails is the code."""

from dataclasses import dataclass
from datetime import datetime

import contents
from envelope import Envelope, read_envelope, statement
from roots import follow, read_root
from spelling import DIGEST, ID, VERSIONS, Refusal, document, entries, malformed, members, read_json, sha256, size, text, whole

MAX_TRANSPORT = 4 * 1024 * 1024
MAX_CONTENT = 2 * 1024 * 1024
MAX_APPROVALS = 16
FLOORS = range(2**40)


@dataclass(frozen=True)
class Facts:
    """What a bundle that holds says of itself."""

    root: int
    version: int
    expires: datetime
    approvers: int
    verdicts: dict


@dataclass(frozen=True)
class PagePolicy:
    floor: int
    root: int | None


@dataclass(frozen=True)
class Transport:
    release: Envelope
    approvals: list
    index: str
    sheet: str
    files: dict


def verify(bundle_text, root_text, roots_text, policy_text, now):
    """The facts of a bundle under a pinned root at a moment, or a Refusal. A page may serve no roots and no policy."""
    root = read_root(root_text)
    if roots_text is not None:
        root = follow(root, roots_text)
    page = PagePolicy(0, None) if policy_text is None else read_page_policy(policy_text)
    if now >= root.expires:
        raise Refusal("ROOT_EXPIRED", "the trust root has expired")
    if page.root is not None and root.version < page.root:
        raise Refusal("ROOT_ROLLED_BACK", f"root {root.version} is older than {page.root}, which the page asks for")

    bundle = read_transport(bundle_text)
    if len(bundle.release.signers(root.vendor)) < root.vendor.threshold:
        raise Refusal("SIGNATURES_MISSING", "the vendor has not signed the release")
    release = contents.read_release(bundle.release.payload)
    contents.check_release(release, root, now)
    if page.root in (None, root.version) and release.version < page.floor:
        raise Refusal("ROLLED_BACK", f"release {release.version} is older than {page.floor}, which the page asks for")
    if sha256(bundle.index) != release.index:
        raise Refusal("DIGEST_MISMATCH", "the release is of another index")
    approvers = approvers_of(bundle.sheet, bundle.approvals, root)
    if len(approvers) < root.approver.threshold:
        raise Refusal("APPROVALS_MISSING", f"{len(approvers)} of {root.approver.threshold} approvers signed the sheet")

    index = contents.read_index(bundle.index)
    sheet = contents.read_sheet(bundle.sheet)
    contents.check_sheet(sheet, index, release.index, root, now)
    contents.check_files(bundle.files, index)
    contents.check_renderings(sheet, bundle.files, root)
    verdicts = {entry.campaign: entry.verdict for entry in sheet.entries}
    return Facts(root.version, release.version, release.expires, len(approvers), verdicts)


def read_page_policy(policy_text):
    """The page's own word; whatever is wrong with it is MALFORMED, a later format too."""
    try:
        return page_policy(read_json(policy_text))
    except Refusal as refusal:
        raise malformed(refusal.message) from None


def page_policy(policy):
    least_root = ["root"] if "root" in dict(members(policy)) else []
    deny, floor, *least_root = document(policy, "policy", "deny", "floor", *least_root)
    for campaign in entries(deny):
        text(campaign, ID)
    return PagePolicy(whole(floor, FLOORS), whole(least_root[0], VERSIONS) if least_root else None)


def read_transport(bundle_text):
    if size(bundle_text) > MAX_TRANSPORT:
        raise Refusal("TOO_LARGE", "the bundle is too large")
    names = ["approvals", "files", "index", "release", "sheet"]
    approvals, files, index, release, sheet = document(read_json(bundle_text), "tellerside_bundle", *names)
    bundle = Transport(
        release=read_envelope(release),
        approvals=[read_envelope(approval) for approval in entries(approvals)],
        index=text(index),
        sheet=text(sheet),
        files={text(digest, DIGEST): text(file) for digest, file in members(files)},
    )
    content = sum(size(held) for held in [index, sheet, *files.values()])
    if content > MAX_CONTENT or len(files) > contents.MAX_FILES or len(approvals) > MAX_APPROVALS:
        raise Refusal("TOO_LARGE", "the bundle has more content, files or approvals than are read")
    return bundle


def approvers_of(sheet, approvals, root):
    """Who signed this very sheet, over all envelopes. What was signed is compared and never parsed."""
    approval = statement("approval", root.bank, root.environment, sha256(sheet), "sheet.json")
    signers = [envelope.signers(root.approver) for envelope in approvals if envelope.payload == approval]
    return set().union(*signers)
