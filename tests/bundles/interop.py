"""Holds a bundle's envelopes against securesystemslib, the DSSE implementation that in-toto and TUF use in Python.

    python3 tests/bundles/interop.py FOLDER [--now MOMENT]

In the folder are `bundle.tsb.json` and `root.json`. What the vendor and the approvers signed must hold there too, an
altered payload must not, and approvals that securesystemslib makes must hold here. Exits with 1 where one fails.
"""

import argparse
import base64
import copy
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

sys.path.insert(0, str(Path(__file__).parent / "verifier"))

from bundle import verify  # noqa: E402
from envelope import PAYLOAD_TYPE, statement  # noqa: E402
from spelling import Refusal, canonical, sha256  # noqa: E402

ALGORITHMS = {"ed25519": "ed25519", "ecdsa": "ecdsa-p256-sha256"}


def key_of(public):
    """A public key for securesystemslib, under our key id."""
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return SSlibKey.from_crypto(public, keyid=sha256(spki)), spki


def keys_of(root, role):
    spkis = [base64.b64decode(root["keys"][key_id]["public"]) for key_id in root["roles"][role]["keys"]]
    return [key_of(load_der_public_key(spki))[0] for spki in spkis]


def holds_there(envelope, keys):
    """Whether securesystemslib finds one of `keys` to have signed; it changes what it reads, so it has a copy."""
    try:
        return bool(Envelope.from_dict(copy.deepcopy(envelope)).verify(keys, 1))
    except VerificationError:
        return False


def altered(envelope):
    payload = base64.b64decode(envelope["payload"]).replace(b"sha256", b"sha257")
    return {**envelope, "payload": base64.b64encode(payload).decode()}


def approved_there(bundle, root):
    """The bundle under a root with two new approvers, approved by them with securesystemslib."""
    approval = statement("approval", root["bank"], root["environment"], sha256(bundle["sheet"]), "sheet.json")
    bundle, root = {**bundle, "approvals": []}, copy.deepcopy(root)
    root["roles"]["approver"] = {"keys": [], "threshold": 2}
    for private in (Ed25519PrivateKey.generate(), generate_private_key(SECP256R1())):
        key, spki = key_of(private.public_key())
        root["keys"][key.keyid] = {"algorithm": ALGORITHMS[key.keytype], "public": base64.b64encode(spki).decode()}
        root["roles"]["approver"]["keys"].append(key.keyid)
        envelope = Envelope(approval, PAYLOAD_TYPE, {})
        envelope.sign(CryptoSigner(private, key))
        bundle["approvals"].append(envelope.to_dict())
    return bundle, root


def code_here(bundle, root, now):
    try:
        verify(canonical(bundle), canonical(root), None, None, now)
    except Refusal as refusal:
        return refusal.code
    return "ok"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--now", type=datetime.fromisoformat, default=datetime.now(timezone.utc))
    arguments = parser.parse_args()
    bundle, root = (json.loads((arguments.folder / name).read_bytes()) for name in ("bundle.tsb.json", "root.json"))

    answers = []
    envelopes = [("release", "vendor", bundle["release"])]
    envelopes += [(f"approval {n}", "approver", approval) for n, approval in enumerate(bundle["approvals"], 1)]
    for name, role, envelope in envelopes:
        keys = keys_of(root, role)
        answers.append((f"securesystemslib verifies the {name}", holds_there(envelope, keys)))
        answers.append((f"securesystemslib refuses the {name}, altered", not holds_there(altered(envelope), keys)))
    again, other_root = approved_there(bundle, root)
    taken = code_here(again, other_root, arguments.now) == "ok"
    answers.append(("the verifier takes approvals by securesystemslib", taken))
    spoiled = {**again, "approvals": [altered(approval) for approval in again["approvals"]]}
    refused = code_here(spoiled, other_root, arguments.now) == "APPROVALS_MISSING"
    answers.append(("the verifier refuses them, altered", refused))

    for claim, holds in answers:
        print("ok    " if holds else "FAILED", claim)
    return 0 if all(holds for _, holds in answers) else 1


if __name__ == "__main__":
    sys.exit(main())
