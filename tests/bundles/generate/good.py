"""Bundles that must be accepted, each for another reason."""

import json

from bank import (
    ANN, BOB, EVE, NEW_ROOT, NEW_VENDOR, POLICY, ROOT, STRANGER, VENDOR, approval_of, bundle, campaign,
    evidence, page_policy, payload, root, step, swap,
)
from cases import Case, Given
from edits import GOLDEN, IN_SEGMENT, WITH_SEGMENT
from formats import base64_of, canonical, chain_document, pae
from keys import P256, P256_ORDER, Ed25519, der_number, der_sequence
from sheets import DIGEST, TWO_LOCALES

NONE = "none"
VERDICTS = {"od-held": "held", "od-rejected": "rejected"}
MIX = {name: campaign(name) for name in ("od-held", "od-low", "od-rejected")}


def smallest():
    """As few bytes as a bundle can have: Ed25519, one envelope for both approvers, names of one letter."""
    tiny = (
        '{"campaign":"a","category":"card","class":"servicing","creatives":{"en":{"action":{"label":"A","offer":"A",'
        '"url":"/"},"body":"A","headline":"A","why":"A"}},"default_locale":"en","name":"A","priority":0,"schedule":{'
        '"from":"2026-11-20T00:00:00Z","until":"2026-12-04T00:00:00Z"},"slots":["a"],"when":{"session":{"pages":["a"]}'
        '}}'
    )
    parts = bundle(
        campaigns={"a": tiny}, catalogue='{"catalogue":1,"features":[]}', bank="a", version=1,
        policy=POLICY.replace('["sat","sun"]', "[]"), rests_on={**evidence(), "goldens": "not_measured"},
    )
    return Given(
        {**parts, "approvals": [approval_of(parts["sheet"], EVE, STRANGER, bank="a")]},
        root=root(bank="a", evidence=[], vendor=((VENDOR,), 1), approver=((EVE, STRANGER), 2)),
    )


def p256_only():
    vendor = P256(11)
    roles = {"vendor": ((vendor,), 1), "approver": ((ANN, BOB), 2), "root": ((P256(15),), 1)}
    return Given(bundle(vendors=[vendor]), root=root(**roles))


def ed25519_only():
    return Given(bundle(approvers=(EVE, STRANGER)), root=root(approver=((EVE, STRANGER), 2)))


def junk(like):
    return {**like, "sig": base64_of(bytes(64))}


def with_junk():
    parts = bundle(approvers=(ANN, EVE))
    for envelope in [parts["release"], *parts["approvals"]]:
        [signed] = envelope["signatures"]
        empty, unknown = {"keyid": "", "sig": ""}, {"keyid": "x", "sig": "eA=="}
        envelope["signatures"] = [junk(signed), empty, signed, junk(signed), unknown]
    foreign = approval_of(parts["sheet"], STRANGER)
    empty = {**foreign, "signatures": []}
    return Given({**parts, "approvals": [foreign, empty, *parts["approvals"], empty]})


def with_other_approvals():
    other = bundle(not_after="2027-03-20T00:00:00Z", approvers=(ANN, BOB, EVE))["approvals"]
    parts = bundle()
    return Given({**parts, "approvals": [*other, parts["release"], *parts["approvals"]]})


def malleated():
    """Both approvers' signatures with n - s for s, which anyone can make of a valid one."""
    parts = bundle()
    for key, approval in zip((ANN, BOB), parts["approvals"]):
        r, s = key.numbers(pae(payload(approval)))
        approval["signatures"][0]["sig"] = base64_of(der_sequence(der_number(r), der_number(P256_ORDER - s)))
    return Given(parts)


def respelled():
    """The transport with spaces, in another order and with every sign beyond ASCII, and some within, as escapes."""
    parts = bundle(campaigns={"od-low": swap("Costs nothing.", "Kostet nichts \u2013 f\u00fcr Sie.")(campaign())})
    text = json.dumps(dict(reversed(parts.items())), indent=1).replace("sample", "s\\u0061mple")
    return Given("\n" + text.replace('"sheet"', '"\\u0073heet"') + "\r\n\t ")


def rotated():
    """Root 3 is reached over root 2: of root 1's keys only the approvers' are left."""
    second = root(version=2, root=((NEW_ROOT,), 1))
    third = root(version=3, root=((NEW_ROOT,), 1), vendor=((NEW_VENDOR,), 1))
    return Given(bundle(vendors=[NEW_VENDOR]), roots=[step(second, [ROOT, NEW_ROOT]), step(third, [NEW_ROOT])])


def vendor_exit():
    """The bank releases with a key of its own; the vendor is in no role any more."""
    banks = P256(12)
    handover = step(root(version=2, vendor=((banks,), 1)), [ROOT])
    return Given(bundle(vendors=[banks]), roots=[handover], policy=page_policy(root=2))


def steps(last):
    """Roots 2 to `last`, each signed by the one key."""
    return [step(root(version=number), [ROOT]) for number in range(2, last + 1)]


def passed_over():
    """The page pins root 3 of a chain to root 4; what stands before it is not read, and is nothing that could be."""
    chain = steps(4)
    unread = [("no root", {**chain[0][1], "signatures": []}), ("{", chain[1][1])]
    return Given(root=chain[1][0], roots=[*unread, *chain[1:]])


def expired_in_between():
    second = root(version=2, expires="2026-01-01T00:00:00Z")
    return Given(root=root(expires="2025-01-01T00:00:00Z"), roots=[step(second, [ROOT]), step(root(version=3), [ROOT])])


def as_many_as_may_be():
    """8 signatures an envelope, 16 approvals, 16 keys."""
    more = tuple(Ed25519(seed) for seed in range(20, 31))
    parts = bundle(vendors=[STRANGER] * 7 + [VENDOR])
    filler = [approval_of(parts["sheet"], *[STRANGER] * 8)] + [approval_of(parts["sheet"], STRANGER)] * 13
    return Given({**parts, "approvals": [*filler, *parts["approvals"]]}, root=root(vendor=((VENDOR, *more), 1)))


def every_evidence():
    rests_on = evidence(lint=DIGEST, reach=DIGEST, renderings={"en-GB": DIGEST, "en-US": DIGEST})
    required = ["goldens", "lint", "reach", "renderings"]
    return Given(bundle(campaigns={"od-low": TWO_LOCALES}, rests_on=rests_on), root=root(evidence=required))


def some_evidence():
    rests_on = {"goldens": "not_measured", "lint": DIGEST, "reach": DIGEST, "renderings": {"en-US": "not_measured"}}
    return Given(bundle(rests_on=rests_on), root=root(evidence=[]))


def saying(text):
    """The good bundle with another body of the banner."""
    return Given(bundle(campaigns={"od-low": swap("Costs nothing.", text)(campaign())}))


def roots_respelled():
    text = json.dumps(chain_document(steps(2)), indent=2).replace('"root"', '"r\\u006fot"')
    return Given(roots=f"\n{text}\n")


def judged_on_nothing(text):
    """The sheet whose verdicts other than approved rest on nothing."""
    document = json.loads(text)
    for entry in document["campaigns"]:
        if entry["verdict"] != "approved":
            entry["evidence"] = {**entry["evidence"], "goldens": "not_measured"}
    return canonical(document)


CASES = [
    Case("smallest", NONE, "one campaign and two approvers in as few bytes as may be: every one of them can be tried",
         "ok", smallest),
    Case("p256-only", NONE, "a bank whose hardware signs with P-256 only", "ok", p256_only),
    Case("ed25519-only", NONE, "all roles sign with Ed25519", "ok", ed25519_only),
    Case("mixed-with-junk", "first bad signature decides",
         "invalid, empty and unknown signatures stand before and after the good ones", "ok", with_junk),
    Case("approvals-of-another-sheet-too", "first bad signature decides",
         "left-over approvals, and a release, stand among the good approvals", "ok", with_other_approvals),
    Case("p256-malleated", "ECDSA malleability", "n - s for s is the same signature, and nothing is keyed on its bytes",
         "ok", malleated),
    Case("renewed", NONE, "an unchanged release, dated anew by the vendor under the sheet of two weeks ago", "ok",
         lambda: Given(
        bundle(version=8, issued="2026-12-03T00:00:00Z", expires="2026-12-17T00:00:00Z"), now="2026-12-10T00:00:00Z")),
    Case("last-second", "freeze", "a millisecond before the release expires", "ok",
         lambda: Given(now="2026-12-03T23:59:59.999Z")),
    Case("first-second", "rogue employee: reuse approval", "the first moment of release and sheet", "ok",
         lambda: Given(now="2026-11-20T00:00:00Z")),
    Case("floor-exactly", "network: replay older bundle", "release 7 under a floor of 7, for this very root", "ok",
         lambda: Given(policy=page_policy(floor=7, root=1))),
    Case("floor-of-an-earlier-root", "fast-forward",
         "a floor driven up to 2^40 - 1 under root 1 is left behind with it", "ok",
         lambda: Given(roots=steps(2), policy=page_policy(floor=2**40 - 1, root=1))),
    Case("policy-respelled", "page policy",
         "a page policy with spaces, in another order, that denies what is not there", "ok",
         lambda: Given(policy='{ "policy": 1,\n "root": 1, "floor": 7, "deny": ["od-old", "od-gone", "od-old"] }\n')),
    Case("denied", "revocation lag", "the page denies the one campaign: the bundle holds, the campaign is not shown",
         "ok", lambda: Given(policy=page_policy(deny=["od-low"]))),
    Case("transport-respelled", NONE, "the transport is unsigned: spaces, order and escapes are free", "ok", respelled),
    Case("held-and-rejected", "compromised vendor: unapproved campaign",
         "one campaign is approved, one held, one rejected; those two rest on nothing", "ok",
         lambda: Given(bundle(campaigns=MIX, verdicts=VERDICTS, sheet=judged_on_nothing))),
    Case("evidence-of-every-kind", "required evidence",
         "the root requires all kinds, and the sheet has a digest for each, in two locales", "ok", every_evidence),
    Case("evidence-beyond-what-is-required", "required evidence", "the root requires nothing, and some was measured",
         "ok", some_evidence),
    Case("golden-decision", NONE, "a golden decision that comes out as approved", "ok",
         lambda: Given(bundle(goldens=GOLDEN))),
    Case("segment", "compromised vendor: change after approval", "a campaign for a segment of the policy, as approved",
         "ok", lambda: Given(bundle(policy=WITH_SEGMENT, campaigns={"od-low": IN_SEGMENT}))),
    Case("production", NONE, "a bundle for production under a root of production", "ok",
         lambda: Given(bundle(environment="production"), root=root(environment="production"))),
    Case("root-chain-of-three", "root rules",
         "two steps, in which the root's own key and then the vendor's were replaced", "ok", rotated),
    Case("vendor-exit", "root rules", "the bank took the release role over, with a key of its own", "ok", vendor_exit),
    Case("sixteen-steps", "root rules", "as many steps as a chain may have", "ok", lambda: Given(roots=steps(17))),
    Case("chain-passed-over", "root rules", "steps up to the pinned root are passed over unread", "ok", passed_over),
    Case("chain-already-followed", "root rules", "the page pins the last root of the chain", "ok",
         lambda: Given(root=steps(3)[-1][0], roots=steps(3))),
    Case("chain-of-no-steps", "root rules", "a chain before the first change of the root", "ok",
         lambda: Given(roots=[])),
    Case("chain-of-expired-roots", "root rules", "pinned and middle root have expired; only the last is asked", "ok",
         expired_in_between),
    Case("chain-respelled", "root rules", "the chain is unsigned: spaces and escapes are free", "ok", roots_respelled),
    Case("as-many-as-may-be", "endless data", "8 signatures an envelope, 16 approvals and 16 keys, the good ones last",
         "ok", as_many_as_may_be),
    Case("markup-in-a-text", "bundle content -> HTML", "markup in a text is text: a page never reads it as markup",
         "ok", lambda: saying("<img src=x onerror=alert(1)> costs nothing.")),
    Case("text-in-spanish", "unicode", "accents in one sign each, inverted marks and a no-break space", "ok",
         lambda: saying("\u00bfCu\u00e1nto cuesta? Nada:\u00a0ma\u00f1ana.")),
]
