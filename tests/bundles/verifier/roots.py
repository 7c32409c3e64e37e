"""The trust root that a page pins, and the chain of roots that follow it."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import keys
from envelope import read_envelope, statement
from spelling import DIGEST, ID, VERSIONS, Refusal, document, entries, fields, malformed, members, moment
from spelling import read_canonical, read_json, sha256, size, text, unbase64, whole

ENVIRONMENT = "pilot|test|production"
EVIDENCE = ["goldens", "lint", "reach", "renderings"]
MAX_ROOT = 16 * 1024
MAX_KEYS = 16
MAX_CHAIN = 512 * 1024
MAX_STEPS = 16
MAX_VENDORS = 8
MAX_OWN = 4


@dataclass(frozen=True)
class Role:
    keys: dict
    threshold: int


@dataclass(frozen=True)
class Root:
    digest: str
    bank: str
    environment: str
    evidence: list
    expires: datetime
    lifetime_days: int
    vendor: Role
    approver: Role
    root: Role
    version: int


@contextmanager
def root_invalid():
    """Whatever is wrong with a root is ROOT_INVALID, but for a format that is not known here."""
    try:
        yield
    except Refusal as refusal:
        raise refusal if refusal.code == "UNSUPPORTED" else Refusal("ROOT_INVALID", refusal.message) from None


@root_invalid()
def read_root(root_text):
    if size(root_text) > MAX_ROOT:
        raise malformed("the trust root is too large")
    names = ["bank", "environment", "evidence", "expires", "keys", "lifetime_days", "roles", "version"]
    bank, environment, evidence, expires, listed, days, roles, version = document(
        read_canonical(root_text), "root", *names
    )
    if evidence != [kind for kind in EVIDENCE if kind in entries(evidence)]:
        raise malformed("its kinds of evidence are not known, ascending, and each once")
    if len(members(listed)) > MAX_KEYS:
        raise malformed("the trust root has too many keys")
    known = {key_id: read_key(key_id, key) for key_id, key in members(listed)}
    vendor, approver, own = (read_role(role, known) for role in fields(roles, "vendor", "approver", "root"))
    if approver.threshold < 2:
        raise malformed("one approver alone is enough")
    if vendor.threshold > MAX_VENDORS or own.threshold > MAX_OWN:
        raise malformed("a role needs more signatures than an envelope has room for")
    if len(vendor.keys | approver.keys | own.keys) < len(vendor.keys) + len(approver.keys) + len(own.keys):
        raise malformed("a key is in two roles")
    return Root(
        digest=sha256(root_text),
        bank=text(bank, ID),
        environment=text(environment, ENVIRONMENT),
        evidence=evidence,
        expires=moment(expires),
        lifetime_days=whole(days, range(1, 91)),
        vendor=vendor,
        approver=approver,
        root=own,
        version=whole(version, VERSIONS),
    )


def read_key(key_id, value):
    algorithm, public = fields(value, "algorithm", "public")
    spki = unbase64(public)
    if sha256(spki) != key_id:
        raise malformed("a key id is not the digest of its key")
    return keys.admit(text(algorithm), spki)


def read_role(value, known):
    key_ids, threshold = fields(value, "keys", "threshold")
    held = {key_id: known.get(text(key_id, DIGEST)) for key_id in entries(key_ids)}
    if None in held.values() or len(held) < len(key_ids):
        raise malformed("a role lists a key that the root does not have, or one twice")
    return Role(held, whole(threshold, range(1, len(held) + 1)))


def follow(trusted, chain_text):
    """The last root of a chain, each of which the one before it names as the next."""
    with root_invalid():
        if size(chain_text) > MAX_CHAIN:
            raise malformed("the chain of roots is too large")
        (steps,) = document(read_json(chain_text), "tellerside_roots", "roots")
        if len(entries(steps)) > MAX_STEPS:
            raise malformed("the chain of roots has too many steps")
        steps = [read_step(*fields(step, "root", "envelope")) for step in steps]
        pinned = [n for n, (root_text, _) in enumerate(steps) if sha256(root_text) == trusted.digest]
    for root_text, envelope in steps[max(pinned, default=-1) + 1 :]:
        trusted = step(trusted, root_text, envelope)
    return trusted


def read_step(root_text, envelope):
    return text(root_text), read_envelope(envelope)


def step(trusted, root_text, envelope):
    named = statement("trust-root", trusted.bank, trusted.environment, sha256(root_text), "root.json")
    if envelope.payload != named or len(envelope.signers(trusted.root)) < trusted.root.threshold:
        raise Refusal("ROOT_SIGNATURES_MISSING", "the trusted root does not name this one as its next")
    following = read_root(root_text)
    if following.bank != trusted.bank:
        raise Refusal("WRONG_BANK", "the next root is another bank's")
    if following.environment != trusted.environment:
        raise Refusal("WRONG_ENVIRONMENT", "the next root is for another environment")
    if following.version != trusted.version + 1:
        raise Refusal("ROOT_VERSION", f"root {following.version} does not follow root {trusted.version}")
    if len(envelope.signers(following.root)) < following.root.threshold:
        raise Refusal("ROOT_SIGNATURES_MISSING", "the next root has not signed for itself")
    return following
