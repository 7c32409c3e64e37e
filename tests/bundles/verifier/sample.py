"""A small bank for the tests: its keys, a root, and a bundle, of which a test changes one thing before it is signed.

A change is a function that is given a document as a value: it changes it in place, or returns the text to stand for it.
"""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NOW = "2026-11-23T09:30:00Z"
DIGEST = "ab" * 32


class Signer:
    """A key pair, the same in every run."""

    def __init__(self, seed, algorithm="ed25519"):
        secret = hashlib.sha256(seed.encode()).digest()
        self.algorithm = algorithm
        if algorithm == "ed25519":
            self.private = ed25519.Ed25519PrivateKey.from_private_bytes(secret)
        else:
            self.private = ec.derive_private_key(int.from_bytes(secret) >> 1, ec.SECP256R1())
        self.spki = self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.id = hashlib.sha256(self.spki).hexdigest()

    def sign(self, message):
        if self.algorithm == "ed25519":
            return self.private.sign(message)
        return self.private.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))


VENDOR, FIRST, OWN, NEXT_OWN = (Signer(seed) for seed in ("vendor", "first approver", "root", "next root"))
SECOND = Signer("second approver", "ecdsa-p256-sha256")


def same(_):
    """The change of what is not changed."""


def write(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def written(value, change):
    text = change(value)
    return text if isinstance(text, str) else write(value)


def base64_of(content):
    return base64.b64encode(content).decode()


def envelope(payload, signers):
    message = b"DSSEv1 28 application/vnd.in-toto+json %d %b" % (len(payload), payload)
    signatures = [{"keyid": signer.id, "sig": base64_of(signer.sign(message))} for signer in signers]
    return {
        "payload": base64_of(payload),
        "payloadType": "application/vnd.in-toto+json",
        "signatures": signatures,
    }


def statement(kind, predicate, text, name):
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "predicate": predicate,
        "predicateType": f"https://tellerside.dev/{kind}/v1",
        "subject": [{"digest": {"sha256": hashlib.sha256(text.encode()).hexdigest()}, "name": name}],
    }


def role(threshold, *signers):
    return {"keys": [signer.id for signer in signers], "threshold": threshold}


def root(change=same, version=1, own=OWN):
    signers = [VENDOR, FIRST, SECOND, own]
    value = {
        "bank": "first-sample",
        "environment": "test",
        "evidence": [],
        "expires": "2027-11-20T00:00:00Z",
        "keys": {one.id: {"algorithm": one.algorithm, "public": base64_of(one.spki)} for one in signers},
        "lifetime_days": 14,
        "roles": {"approver": role(2, FIRST, SECOND), "root": role(1, own), "vendor": role(1, VENDOR)},
        "root": 1,
        "version": version,
    }
    return written(value, change)


def step(text, signers, change=same):
    """A step of a chain of roots, to the root in `text`."""
    names = statement("trust-root", {"bank": "first-sample", "environment": "test"}, text, "root.json")
    return {"envelope": envelope(written(names, change).encode(), signers), "root": text}


def chain(*steps, change=same):
    return written({"roots": list(steps), "tellerside_roots": 1}, change)


def campaign(campaign):
    offer = {"label": "See how", "offer": "OFFER-1", "url": "/offer"}
    return {
        "campaign": campaign,
        "category": "deposit",
        "class": "promotional",
        "creatives": {"en-US": {"action": offer, "body": "Ünder £100", "headline": "Low", "why": "It is low"}},
        "default_locale": "en-US",
        "name": "Below a hundred",
        "priority": 50,
        "schedule": {"from": "2026-01-01T00:00:00-05:00", "until": "2027-01-01T00:00:00-05:00"},
        "slots": ["hero"],
        "when": {"level": {"feature": "bal.now", "is": "below", "value": "100.00 USD"}},
    }


def files():
    feature = {"basis": [], "definition": "now", "id": "bal.now", "provenance": "first_party", "purpose": "marketing"}
    feature |= {"scope": "customer", "sensitivity": 1, "source": "core", "type": "money", "version": 1}
    policy = {"calendar": {"holidays": [], "weekend": ["sat", "sun"]}, "global_holdout_bp": 0, "policy": 1}
    return {
        "catalogue": {"catalogue": 1, "features": [feature]},
        "goldens": {"goldens": []},
        "policy": policy | {"quiet_pages": [], "suppressions": []},
        "od-high": campaign("od-high"),
        "od-low": campaign("od-low"),
    }


def named(text):
    return {"digest": hashlib.sha256(text.encode()).hexdigest(), "length": len(text.encode())}


def bundle(
    files_=same,
    index=same,
    sheet=same,
    release=same,
    approval=same,
    transport=same,
    vendors=(VENDOR,),
    approvers=(FIRST, SECOND),
):
    """A bundle as one text. `files_` changes the values of the files; a string among them is a text as it is."""
    values = files()
    files_(values)
    texts = {name: value if isinstance(value, str) else write(value) for name, value in values.items()}
    campaigns = [name for name in sorted(texts) if name not in ("catalogue", "goldens", "policy")]
    value = {name: named(texts[name]) for name in ("catalogue", "goldens", "policy")}
    value |= {"campaigns": [{"id": name, **named(texts[name])} for name in campaigns], "index": 1}
    index_text = written(value, index)

    evidence = {"goldens": "not_measured", "lint": "not_measured", "reach": "not_measured", "renderings": {}}
    listed = [
        {"campaign": name, "digest": named(texts[name])["digest"], "evidence": dict(evidence), "verdict": verdict}
        for name, verdict in zip(campaigns, ["approved", "held"], strict=True)
    ]
    audience = {"bank": "first-sample", "environment": "test"}
    window = {"not_after": "2027-02-20T00:00:00Z", "not_before": "2026-11-20T00:00:00Z"}
    of_index = named(index_text)["digest"]
    sheet_text = written(audience | window | {"campaigns": listed, "index": of_index, "sheet": 1}, sheet)

    dates = {"expires": "2026-12-04T00:00:00Z", "issued": "2026-11-20T00:00:00Z", "semantics": 1, "version": 7}
    released = written(statement("release", audience | dates, index_text, "index.json"), release)
    approved = written(statement("approval", audience, sheet_text, "sheet.json"), approval)
    carried = {
        "approvals": [envelope(approved.encode(), [signer]) for signer in approvers],
        "files": {named(text)["digest"]: text for text in texts.values()},
        "index": index_text,
        "release": envelope(released.encode(), vendors),
        "sheet": sheet_text,
        "tellerside_bundle": 1,
    }
    return written(carried, transport)
