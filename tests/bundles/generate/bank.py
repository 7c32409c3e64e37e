"""A small bank: its keys, its root, and a release of one campaign that two of its people approved.

`bundle` makes the parts of a bundle from the campaign's text to the approvals. Each exact text on the way can be edited
before what depends on it is made and signed, so that an attack differs from a good bundle in one place alone.
"""

import base64
import json

import formats
from formats import canonical, envelope
from keys import P256, Ed25519

BANK, OTHER_BANK = "first-sample", "second-sample"

VENDOR, ANN, BOB, EVE, ROOT = Ed25519(1), P256(2), P256(3), Ed25519(4), Ed25519(5)
NEW_VENDOR, NEW_ROOT, STRANGER, STRANGER_P256 = Ed25519(6), Ed25519(7), Ed25519(9), P256(9)

ISSUED, EXPIRES = "2026-11-20T00:00:00Z", "2026-12-04T00:00:00Z"
NOT_BEFORE, NOT_AFTER = "2026-11-20T00:00:00Z", "2027-02-20T00:00:00Z"
NOW = "2026-11-23T09:30:00-05:00"
ROOT_EXPIRES = "2027-11-20T00:00:00Z"

CATALOGUE = (
    '{"catalogue":1,"features":[{"basis":[],"definition":"average collected balance","id":"bal.acb","provenance":'
    '"first_party","purpose":"marketing","scope":"account","sensitivity":2,"series":"calendar_month","source":"core",'
    '"type":"average","version":1}]}'
)
POLICY = (
    '{"calendar":{"holidays":[],"weekend":["sat","sun"]},"global_holdout_bp":0,"policy":1,"quiet_pages":[],'
    '"suppressions":[]}'
)
GOLDENS = '{"goldens":[]}'


def campaign(name="od-low"):
    """A campaign for everyone whose average balance is below $100."""
    return (
        '{"campaign":"' + name + '","category":"overdraft","class":"promotional","creatives":{"en-US":{"action":{'
        '"label":"Protect","offer":"OD","url":"/od"},"body":"Costs nothing.","headline":"Protect","why":"Low."}},'
        '"default_locale":"en-US","name":"Overdraft","priority":50,"schedule":{"from":"2026-01-01T00:00:00-05:00",'
        '"until":"2027-01-01T00:00:00-05:00"},"slots":["hero"],"when":{"any_account":{"kind":"checking",'
        '"where":[{"level":{"feature":"bal.acb","is":"below","period":"m1","value":"100.00 USD"}}]}}}'
    )


def same(text):
    return text


def swap(old, new):
    """The edit that puts `new` for the first `old`, which must be there."""
    def edit(text):
        assert old in text and old != new, f"nothing to change: {old!r}"
        return text.replace(old, new, 1)

    return edit


def changed(**fields):
    """The edit of a canonical document that sets `fields`; one that is None is taken out."""
    def edit(text):
        document = {name: value for name, value in {**json.loads(text), **fields}.items() if value is not None}
        return canonical(document)

    return edit


def evidence(goldens=GOLDENS, **kinds):
    """What a sheet's entry rests on; a kind that is not said was not measured."""
    nothing = {"lint": "not_measured", "reach": "not_measured", "renderings": {}}
    return {"goldens": formats.sha256(goldens), **nothing, **kinds}


def bundle(
    campaigns=None, catalogue=CATALOGUE, policy=POLICY, goldens=GOLDENS, bank=BANK, environment="test", version=7,
    issued=ISSUED, expires=EXPIRES, semantics=1, not_before=NOT_BEFORE, not_after=NOT_AFTER, verdicts={}, rests_on=None,
    vendors=(VENDOR,), approvers=(ANN, BOB), index=same, statement=same, sheet=same, approval=same,
):
    """The parts of a bundle, as a transport has them; `index`, `statement`, `sheet`, `approval` edit those texts."""
    campaigns = campaigns or {"od-low": campaign()}
    document = formats.index_document(campaigns, catalogue, policy, goldens)
    listed, index = document["campaigns"], index(canonical(document))
    statement = statement(formats.release_statement(index, bank, environment, version, issued, expires, semantics))
    rests_on = rests_on or evidence(goldens)
    judged = formats.sheet_document(index, listed, bank, environment, not_before, not_after, verdicts, rests_on)
    sheet = sheet(canonical(judged))
    approval = approval(formats.approval_statement(sheet, bank, environment))
    return {
        "approvals": [envelope(approval, [key]) for key in approvers],
        "files": {formats.sha256(text): text for text in [*campaigns.values(), catalogue, policy, goldens]},
        "index": index,
        "release": envelope(statement, vendors),
        "sheet": sheet,
        "tellerside_bundle": 1,
    }


def approval_of(sheet, *keys, bank=BANK):
    """One envelope with the approval of the text `sheet`, signed by all of `keys`."""
    return envelope(formats.approval_statement(sheet, bank, "test"), keys)


def payload(envelope):
    """The bytes in an envelope."""
    return base64.b64decode(envelope["payload"])


def root(
    bank=BANK, environment="test", evidence=("goldens",), expires=ROOT_EXPIRES, lifetime_days=14, version=1,
    vendor=((VENDOR,), 1), approver=((ANN, BOB, EVE), 2), root=((ROOT,), 1),
):
    """The text of a root; each role is its keys and how many of them must sign."""
    roles = {"approver": approver, "root": root, "vendor": vendor}
    return canonical(formats.root_document(bank, environment, list(evidence), expires, lifetime_days, version, roles))


def step(text, signers, bank=BANK, environment="test"):
    """A step to the root in `text`, signed by all of `signers`, each named once."""
    return text, envelope(formats.root_statement(text, bank, environment), signers)


def page_policy(floor=0, deny=(), root=None):
    said = {"deny": list(deny), "floor": floor, "policy": 1}
    return canonical(said if root is None else {**said, "root": root})
