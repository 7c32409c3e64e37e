"""DSSE envelopes, and the count of who signed one."""

from dataclasses import dataclass

from spelling import Refusal, entries, fields, text, unbase64

PAYLOAD_TYPE = "application/vnd.in-toto+json"
MAX_PAYLOAD = 4000
MAX_SIGNATURES = 8


@dataclass(frozen=True)
class Envelope:
    payload: bytes
    signatures: list

    def signers(self, role):
        """The keys of `role` that signed the payload: each counts once, and every other signature is passed over."""
        signed = [(role.keys.get(key_id), signature) for key_id, signature in self.signatures]
        return {key for key, signature in signed if key and key.verifies(signature, pae(self.payload))}


def pae(payload):
    """What is signed: DSSE's pre-authentication encoding, with lengths in bytes."""
    return b"DSSEv1 %d %b %d %b" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)


def read_envelope(value):
    payload, payload_type, signatures = fields(value, "payload", "payloadType", "signatures")
    if text(payload_type) != PAYLOAD_TYPE:
        raise Refusal("UNSUPPORTED", "it is an envelope for something else")
    payload = unbase64(payload)
    pairs = [fields(signature, "keyid", "sig") for signature in entries(signatures)]
    read = [(text(key_id), unbase64(signature)) for key_id, signature in pairs]
    if len(payload) > MAX_PAYLOAD or len(read) > MAX_SIGNATURES:
        raise Refusal("TOO_LARGE", "an envelope has a longer payload or more signatures than are read")
    return Envelope(payload, read)


def statement(kind, bank, environment, digest, name):
    """The only text that approves a sheet, or follows a trust root by another."""
    return (
        '{"_type":"https://in-toto.io/Statement/v1",'
        f'"predicate":{{"bank":"{bank}","environment":"{environment}"}},'
        f'"predicateType":"https://tellerside.dev/{kind}/v1",'
        f'"subject":[{{"digest":{{"sha256":"{digest}"}},"name":"{name}"}}]}}'
    ).encode()
