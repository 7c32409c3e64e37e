"""The checks in their order: each row spoils one thing of a bundle that holds, before it is signed."""

import unittest
from datetime import datetime

import sample
from bundle import verify
from sample import DIGEST, FIRST, NEXT_OWN, NOW, OWN, SECOND, VENDOR, bundle, chain, envelope, role, root, step, write
from spelling import Refusal

GOLDENS = sample.named('{"goldens":[]}')["digest"]
POLICY = sample.named(write(sample.files()["policy"]))["digest"]


def found(bundle_text, root_text=None, roots=None, policy=None, now=NOW):
    try:
        verify(bundle_text, root() if root_text is None else root_text, roots, policy, datetime.fromisoformat(now))
    except Refusal as refusal:
        return refusal.code
    return "ok"


def put(*path, **fields):
    """The change that puts `fields` into what is at `path` of a document."""

    def change(value):
        for part in path:
            value = value[part]
        value.update(fields)

    return change


def all_of(*changes):
    def change(value):
        for each in changes:
            each(value)

    return change


def respelled(old, new):
    return lambda value: write(value).replace(old, new, 1)


def indented(value):
    return sample.json.dumps(value, indent=1)


def dated(**dates):
    return put("predicate", **dates)


def page(**fields):
    return write({"deny": [], "floor": 7, "policy": 1} | fields)


def evidence(entry, **kinds):
    return put("campaigns", entry, "evidence", **kinds)


class Bundles(unittest.TestCase):
    def check(self, rows):
        for because, code, arguments in rows:
            with self.subTest(because):
                self.assertEqual(found(*arguments), code)

    def bundles(self, *rows):
        self.check([(because, code, [bundle(**changes)]) for because, code, changes in rows])

    def roots(self, *rows):
        self.check([(because, code, [bundle(), root(change)]) for because, code, change in rows])

    def test_facts(self):
        facts = verify(bundle(), root(), None, page(), datetime.fromisoformat(NOW))
        self.assertEqual((facts.root, facts.version, facts.approvers), (1, 7, 2))
        self.assertEqual(facts.verdicts, {"od-high": "approved", "od-low": "held"})

    def test_root(self):
        crowd = [sample.Signer(f"approver {n}") for n in range(13)]
        keys = {one.id: {"algorithm": "ed25519", "public": sample.base64_of(one.spki)} for one in [NEXT_OWN, *crowd]}
        unused = put("keys", **{NEXT_OWN.id: keys[NEXT_OWN.id]})
        self.roots(
            ("it expires at that second", "ROOT_EXPIRED", put(expires=NOW)),
            ("one second before it expires", "ok", put(expires="2026-11-23T09:30:01Z")),
            ("an unknown field", "ROOT_INVALID", put(more=1)),
            ("a line end", "ROOT_INVALID", lambda value: write(value) + "\n"),
            ("a later format", "UNSUPPORTED", put(root=2, more=1)),
            ("no evidence said", "ROOT_INVALID", lambda value: value.pop("evidence") and None),
            ("evidence out of order", "ROOT_INVALID", put(evidence=["lint", "goldens"])),
            ("evidence twice", "ROOT_INVALID", put(evidence=["lint", "lint"])),
            ("evidence of an unknown kind", "ROOT_INVALID", put(evidence=["taste"])),
            ("version 0", "ROOT_INVALID", put(version=0)),
            ("the last version", "ok", put(version=2**40 - 1)),
            ("a version beyond it", "ROOT_INVALID", put(version=2**40)),
            ("a lifetime of 91 days", "ROOT_INVALID", put(lifetime_days=91)),
            ("a key under another id", "ROOT_INVALID", put("keys", **{DIGEST: keys[NEXT_OWN.id]})),
            ("a key that no role has", "ok", unused),
            ("17 keys", "ROOT_INVALID", put("keys", **keys)),
            ("a role with an unknown key", "ROOT_INVALID", put("roles", root=role(1, NEXT_OWN))),
            ("a role with a key twice", "ROOT_INVALID", put("roles", approver=role(2, FIRST, SECOND, FIRST))),
            ("one approver is enough", "ROOT_INVALID", put("roles", approver=role(1, FIRST, SECOND))),
            ("more approvers than there are", "ROOT_INVALID", put("roles", approver=role(3, FIRST, SECOND))),
            ("no vendor is needed", "ROOT_INVALID", put("roles", vendor=role(0, VENDOR))),
            ("the vendor approves", "ROOT_INVALID", put("roles", approver=role(2, FIRST, VENDOR))),
            ("the vendor changes the root", "ROOT_INVALID", put("roles", root=role(1, VENDOR))),
            ("an approver changes the root", "ROOT_INVALID", put("roles", root=role(1, OWN, FIRST))),
        )

    def test_chain(self):
        first, second, third = root(), root(version=2, own=NEXT_OWN), root(version=3, own=NEXT_OWN)
        other = root(put(bank="other-bank"), version=2)
        both, spoiled = [OWN, NEXT_OWN], put("predicate", bank="other-bank")
        to_second, to_third = step(second, both), step(third, [NEXT_OWN])
        unread = step(first, [])
        expired = root(put(expires=NOW), version=2, own=NEXT_OWN)
        fourth = root(put(expires="2028-01-01T00:00:00Z"), version=3, own=NEXT_OWN)
        rows = [
            ("no step", "ok", chain()),
            ("two steps", "ok", chain(to_second, to_third)),
            ("in any spelling", "ok", chain(to_second, change=indented)),
            ("what leads up to the pinned root is passed over", "ok", chain(unread, unread, to_second)),
            ("a step is left out", "ROOT_SIGNATURES_MISSING", chain(to_third)),
            ("a version is left out", "ROOT_VERSION", chain(step(third, both))),
            ("the same version again", "ROOT_VERSION", chain(step(root(put(lifetime_days=9)), [OWN]))),
            ("not signed by the trusted root", "ROOT_SIGNATURES_MISSING", chain(step(second, [NEXT_OWN]))),
            ("not signed by the new root", "ROOT_SIGNATURES_MISSING", chain(step(second, [OWN]))),
            ("signed by the same key twice", "ROOT_SIGNATURES_MISSING", chain(step(second, [OWN, OWN]))),
            ("signed by vendor and approvers", "ROOT_SIGNATURES_MISSING", chain(step(second, [VENDOR, FIRST, SECOND]))),
            ("signed for another bank", "ROOT_SIGNATURES_MISSING", chain(step(second, both, spoiled))),
            ("signed in a second spelling", "ROOT_SIGNATURES_MISSING", chain(step(second, both, indented))),
            ("a root for another", "ROOT_SIGNATURES_MISSING", chain(to_second | {"root": third})),
            ("not signed, and no root either", "ROOT_SIGNATURES_MISSING", chain(step("{}", [NEXT_OWN]))),
            ("signed, and no root", "ROOT_INVALID", chain(step("{}", [OWN]))),
            ("signed, and of a later format", "UNSUPPORTED", chain(step('{"root":2}', [OWN]))),
            ("another bank's root", "WRONG_BANK", chain(step(other, [OWN]))),
            ("another environment's", "WRONG_ENVIRONMENT", chain(step(root(put(environment="pilot"), 2), [OWN]))),
            ("the last root has expired", "ROOT_EXPIRED", chain(step(expired, both))),
            ("one before the last has", "ok", chain(step(expired, both), step(fourth, [NEXT_OWN]))),
            ("16 steps", "ok", chain(*[unread] * 16)),
            ("17 steps", "ROOT_INVALID", chain(*[unread] * 17)),
            ("512 KiB", "ok", chain().ljust(512 * 1024)),
            ("a byte more", "ROOT_INVALID", chain().ljust(512 * 1024 + 1)),
            ("a later format", "UNSUPPORTED", chain(change=put(tellerside_roots=2))),
            ("an unknown field", "ROOT_INVALID", chain(change=put(more=1))),
            ("an unknown field of a step", "ROOT_INVALID", chain(to_second | {"more": 1})),
            ("a malformed envelope", "ROOT_INVALID", chain(to_second | {"envelope": {}})),
            ("a malformed envelope of a step passed over", "ROOT_INVALID", chain(unread | {"envelope": 7}, unread)),
        ]
        self.check([(because, code, [bundle(), first, roots]) for because, code, roots in rows])

    def test_page_policy(self):
        later = root(version=2)
        self.check([
            ("at the floor", "ok", [bundle(), None, None, page()]),
            ("below the floor", "ROLLED_BACK", [bundle(), None, None, page(floor=8)]),
            ("the root that the floor is for", "ROLLED_BACK", [bundle(), None, None, page(floor=8, root=1)]),
            ("a later root than the floor is for", "ok", [bundle(), later, None, page(floor=8, root=1)]),
            ("a root that is too old", "ROOT_ROLLED_BACK", [bundle(), None, None, page(root=2)]),
            ("a root that is too old, and no transport", "ROOT_ROLLED_BACK", ["", None, None, page(root=2)]),
            ("a root that expired and is too old", "ROOT_EXPIRED", ["", root(put(expires=NOW)), None, page(root=2)]),
            ("no root, said by null", "MALFORMED", [bundle(), None, None, page(root=None)]),
            ("an unknown field", "MALFORMED", [bundle(), None, None, page(more=1)]),
            ("a later format", "MALFORMED", [bundle(), None, None, page(policy=2)]),
        ])  # fmt: skip

    def test_transport(self):
        signature = ("release", "signatures", 0)
        self.bundles(
            ("in any spelling", "ok", dict(transport=indented)),
            ("an unknown field", "MALFORMED", dict(transport=put(more=1))),
            ("a field twice", "MALFORMED", dict(transport=respelled('"index":', '"index":"","index":'))),
            ("a later format", "UNSUPPORTED", dict(transport=put(tellerside_bundle=2, more=1))),
            ("16 approvals", "ok", dict(approvers=[FIRST, SECOND] * 8)),
            ("17 approvals", "TOO_LARGE", dict(approvers=[FIRST, SECOND] * 8 + [FIRST])),
            ("9 signatures", "TOO_LARGE", dict(vendors=[VENDOR] * 9)),
            ("another type of payload", "UNSUPPORTED", dict(transport=put("release", payloadType="text/plain"))),
            ("a payload of 4001 bytes", "TOO_LARGE", dict(transport=put(release=envelope(b"x" * 4001, [VENDOR])))),
            ("a signature in no base64", "MALFORMED", dict(transport=put(*signature, sig="A"))),
            ("a key in the envelope", "MALFORMED", dict(transport=put(*signature, jwk={}))),
            ("content of more than 2 MiB", "TOO_LARGE", dict(transport=put("files", **{DIGEST: "x" * 2**21}))),
        )
        room = 2**22 - len(bundle().encode())
        self.assertEqual(
            found(bundle() + " " * room), "ok", "4 MiB, counted in bytes: the sample has letters beyond ASCII"
        )
        self.assertEqual(found(bundle() + " " * (room + 1)), "TOO_LARGE", "a byte more")

    def test_signatures(self):
        junk = {"keyid": VENDOR.id, "sig": "AAAA"}
        before = lambda value: value["release"]["signatures"].insert(0, junk)  # noqa: E731
        other_id = put("release", "signatures", 0, keyid=DIGEST)
        other_sheet = respelled('\\"verdict\\":\\"held', '\\"verdict\\":\\"approved')
        self.bundles(
            ("nobody", "SIGNATURES_MISSING", dict(vendors=[])),
            ("an approver", "SIGNATURES_MISSING", dict(vendors=[FIRST, SECOND])),
            ("the vendor, among others", "ok", dict(vendors=[FIRST, NEXT_OWN, VENDOR])),
            ("junk, then the vendor", "ok", dict(transport=before)),
            ("the vendor under another key id", "SIGNATURES_MISSING", dict(transport=other_id)),
            ("nobody, and no statement", "SIGNATURES_MISSING", dict(vendors=[], release=put(more=1))),
            ("nobody approves", "APPROVALS_MISSING", dict(approvers=[])),
            ("one approver", "APPROVALS_MISSING", dict(approvers=[SECOND])),
            ("one approver twice", "APPROVALS_MISSING", dict(approvers=[SECOND, SECOND])),
            ("one approver and the vendor", "APPROVALS_MISSING", dict(approvers=[FIRST, VENDOR])),
            ("another sheet is approved", "APPROVALS_MISSING", dict(transport=other_sheet)),
            ("for another bank", "APPROVALS_MISSING", dict(approval=put("predicate", bank="other-bank"))),
            ("in a second spelling", "APPROVALS_MISSING", dict(approval=indented)),
            ("a release of the sheet", "APPROVALS_MISSING", dict(approval=put(predicateType="https://tellerside.dev/release/v1"))),
        )  # fmt: skip

    def test_what_is_not_unicode(self):
        broken = b"\xff".decode(errors="surrogateescape")
        self.check(
            [
                ("a bundle", "MALFORMED", [broken]),
                ("a root", "ROOT_INVALID", [bundle(), broken]),
                ("a chain", "ROOT_INVALID", [bundle(), None, broken]),
                ("a page policy", "MALFORMED", [bundle(), None, None, broken]),
                ("a release", "MALFORMED", [bundle(transport=put(release=envelope(b"\xff", [VENDOR])))]),
            ]
        )

    def test_release(self):
        self.bundles(
            ("in a second spelling", "NOT_CANONICAL", dict(release=indented)),
            ("an unknown field", "MALFORMED", dict(release=put(more=1))),
            ("an approval", "MALFORMED", dict(release=put(predicateType="https://tellerside.dev/approval/v1"))),
            ("two subjects", "MALFORMED", dict(release=lambda value: value["subject"].append({}))),
            ("later semantics", "UNSUPPORTED", dict(release=dated(semantics=2))),
            ("another bank", "WRONG_BANK", dict(release=dated(bank="other-bank"))),
            ("another environment", "WRONG_ENVIRONMENT", dict(release=dated(environment="pilot"))),
            ("14 days and a second", "LIFETIME_TOO_LONG", dict(release=dated(expires="2026-12-04T00:00:01Z"))),
            ("it expires at that second", "EXPIRED", dict(release=dated(expires=NOW))),
            ("issued after now", "ok", dict(release=dated(issued="2026-11-24T00:00:00Z"))),
            ("it expires when it is issued", "MALFORMED", dict(release=dated(issued="2026-12-04T00:00:00Z"))),
            ("another index", "DIGEST_MISMATCH", dict(transport=put(index="{}"))),
        )

    def test_index_and_sheet(self):
        later, earlier = "2026-11-23T09:30:01Z", "2026-11-23T09:30:00Z"
        self.bundles(
            ("index in a second spelling", "NOT_CANONICAL", dict(index=indented)),
            ("index of a later format", "UNSUPPORTED", dict(index=put(index=2))),
            ("campaigns out of order", "MALFORMED", dict(index=lambda value: value["campaigns"].reverse())),
            ("sheet in a second spelling", "NOT_CANONICAL", dict(sheet=indented)),
            ("sheet of another bank", "WRONG_BANK", dict(sheet=put(bank="other-bank"))),
            ("sheet about another index", "SHEET_MISMATCH", dict(sheet=put(index=DIGEST))),
            ("sheet in another order", "SHEET_MISMATCH", dict(sheet=lambda value: value["campaigns"].reverse())),
            ("sheet without a campaign", "SHEET_MISMATCH", dict(sheet=lambda value: value["campaigns"].pop() and None)),
            ("sheet on another text", "SHEET_MISMATCH", dict(sheet=put("campaigns", 1, digest=DIGEST))),
            ("evidence of other goldens", "SHEET_MISMATCH", dict(sheet=evidence(1, goldens=DIGEST))),
            ("evidence that is no digest", "MALFORMED", dict(sheet=evidence(0, lint="yes"))),
            ("an unknown verdict", "MALFORMED", dict(sheet=put("campaigns", 0, verdict="maybe"))),
            ("it begins later", "SHEET_NOT_YET_VALID", dict(sheet=put(not_before=later))),
            ("it begins now", "ok", dict(sheet=put(not_before=earlier))),
            ("it ends now", "SHEET_EXPIRED", dict(sheet=put(not_after=earlier))),
        )

    def test_evidence(self):
        """The first campaign of the sample is approved, the second is held."""
        asked = root(put(evidence=["goldens", "renderings"]))
        goldens = evidence(0, goldens=GOLDENS)
        read = {"en-US": DIGEST}
        half_read, too_much = {"en-US": "not_measured"}, read | {"es-US": DIGEST}
        rows = [
            ("none", "EVIDENCE_MISSING", sample.same),
            ("of the held campaign alone", "EVIDENCE_MISSING", evidence(1, goldens=GOLDENS, renderings=read)),
            ("no renderings", "EVIDENCE_MISSING", goldens),
            ("not all renderings", "EVIDENCE_MISSING", evidence(0, goldens=GOLDENS, renderings=half_read)),
            ("a locale that it does not have", "EVIDENCE_MISSING", evidence(0, goldens=GOLDENS, renderings=too_much)),
            ("all of it", "ok", evidence(0, goldens=GOLDENS, renderings=read)),
            ("none is needed for what is rejected", "ok", put("campaigns", 0, verdict="rejected")),
            ("before the window", "EVIDENCE_MISSING", put(not_after=NOW)),
            ("after the index", "SHEET_MISMATCH", put(index=DIGEST)),
        ]  # fmt: skip
        self.check([(because, code, [bundle(sheet=change), asked]) for because, code, change in rows])

    def test_files(self):
        def spoil(digest, text):
            return put("files", **{digest: text})

        def without(value):
            del value["files"][POLICY]

        def texts(name, change):
            return lambda values: values.update({name: change(write(values[name]))})

        self.bundles(
            ("one too few", "FILE_SET", dict(transport=without)),
            ("one too many", "FILE_SET", dict(transport=spoil(DIGEST, ""))),
            ("another text", "DIGEST_MISMATCH", dict(transport=spoil(POLICY, "{}"))),
            ("another length", "DIGEST_MISMATCH", dict(index=put("policy", length=7))),
            (
                "digests before form",
                "DIGEST_MISMATCH",
                dict(files_=texts("catalogue", str.upper), transport=spoil(POLICY, "{}")),
            ),
            (
                "catalogue in a second spelling",
                "NOT_CANONICAL",
                dict(files_=texts("catalogue", lambda text: text + " ")),
            ),
            ("policy that is no object", "MALFORMED", dict(files_=texts("policy", lambda _: "[]"))),
            ("goldens without goldens", "MALFORMED", dict(files_=texts("goldens", lambda _: "{}"))),
            ("campaign in a second spelling", "NOT_CANONICAL", dict(files_=texts("od-low", lambda text: text + "\n"))),
            ("campaign that is no JSON", "CAMPAIGN_INVALID", dict(files_=texts("od-low", lambda text: text[1:]))),
            ("campaign by another name", "CAMPAIGN_INVALID", dict(files_=put("od-low", campaign="od-high"))),
        )


if __name__ == "__main__":
    unittest.main()
