"""The exact texts of src/bundle/FORMAT.md, written from that page alone. Nothing is verified here."""

import base64
import hashlib
import json

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
RELEASE = "https://tellerside.dev/release/v1"
APPROVAL = "https://tellerside.dev/approval/v1"
TRUST_ROOT = "https://tellerside.dev/trust-root/v1"


def canonical(document):
    """RFC 8785 where names are ASCII and numbers whole: sorted, without spaces, without escapes that are not needed."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def base64_of(data):
    return base64.b64encode(data).decode()


def unused_bits(text):
    """The same bytes to a careless decoder: the last sign before the padding with its lowest bit set."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bare = text.rstrip("=")
    assert len(bare) < len(text), "no bits are unused"
    return bare[:-1] + alphabet[alphabet.index(bare[-1]) | 1] + "=" * (len(text) - len(bare))


def pae(payload, payload_type=PAYLOAD_TYPE):
    """What a signature is over; lengths in bytes."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def signature(key, payload):
    return {"keyid": key.id, "sig": base64_of(key.sign(pae(payload)))}


def envelope(payload, keys):
    """The text `payload`, signed by each of the `keys`."""
    data = payload.encode()
    return sealed(data, [signature(key, data) for key in keys])


def sealed(payload, signatures):
    """The bytes `payload`, with whatever is said to be signatures over it."""
    return {"payload": base64_of(payload), "payloadType": PAYLOAD_TYPE, "signatures": signatures}


def statement(predicate_type, predicate, name, digest):
    subject = [{"digest": {"sha256": digest}, "name": name}]
    return canonical({"_type": STATEMENT, "predicate": predicate, "predicateType": predicate_type, "subject": subject})


def release_statement(index, bank, environment, version, issued, expires, semantics):
    predicate = {
        "bank": bank, "environment": environment, "expires": expires, "issued": issued, "semantics": semantics,
        "version": version,
    }
    return statement(RELEASE, predicate, "index.json", sha256(index))


def approval_statement(sheet, bank, environment):
    return statement(APPROVAL, {"bank": bank, "environment": environment}, "sheet.json", sha256(sheet))


def root_statement(root, bank, environment):
    return statement(TRUST_ROOT, {"bank": bank, "environment": environment}, "root.json", sha256(root))


def index_document(campaigns, catalogue, policy, goldens):
    """The index of the files, `campaigns` by id."""
    def named(text):
        return {"digest": sha256(text), "length": len(text.encode())}

    listed = [{"id": name, **named(text)} for name, text in sorted(campaigns.items())]
    files = {"catalogue": named(catalogue), "goldens": named(goldens), "policy": named(policy)}
    return {"campaigns": listed, "index": 1, **files}


def sheet_document(index, campaigns, bank, environment, not_before, not_after, verdicts, evidence):
    """A sheet on the campaigns, as an index lists them, of the text `index`; what has no verdict is approved."""
    entries = [
        {
            "campaign": entry["id"], "digest": entry["digest"], "evidence": evidence,
            "verdict": verdicts.get(entry["id"], "approved"),
        }
        for entry in campaigns
    ]
    return {
        "bank": bank, "campaigns": entries, "environment": environment, "index": sha256(index), "not_after": not_after,
        "not_before": not_before, "sheet": 1,
    }


def root_document(bank, environment, evidence, expires, lifetime_days, version, roles):
    """A root; `roles` are each a list of keys and how many of them must sign."""
    keys = [key for held, _ in roles.values() for key in held]
    return {
        "bank": bank, "environment": environment, "evidence": evidence, "expires": expires,
        "keys": {key.id: {"algorithm": key.algorithm, "public": base64_of(key.spki)} for key in keys},
        "lifetime_days": lifetime_days,
        "roles": {
            name: {"keys": [key.id for key in held], "threshold": least} for name, (held, least) in roles.items()
        },
        "root": 1, "version": version,
    }


def chain_document(steps):
    """A chain of roots; each step is the text of a root and an envelope."""
    return {"roots": [{"envelope": envelope, "root": root} for root, envelope in steps], "tellerside_roots": 1}
