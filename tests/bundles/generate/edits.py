"""What the vendor changes after the approval, and parts of one bundle in another."""

from bank import CATALOGUE, OTHER_BANK, POLICY, bundle, campaign, evidence, root, swap
from cases import Case, Given

AFTER = "compromised vendor: change after approval"
MIX = "mix and match"
SEGMENT = (
    '"segments":[{"name":"Affluent","segment":"affluent","version":1,"when":{"any_account":{"kind":"checking",'
    '"where":[{"level":{"feature":"bal.acb","is":"above","period":"m1","value":"100.00 USD"}}]}}}],'
)
TWO = {"od-high": campaign("od-high"), "od-low": campaign()}
WITH_SEGMENT = POLICY.replace('"suppressions"', SEGMENT + '"suppressions"')
IN_SEGMENT = campaign().split('"when":')[0] + '"when":{"segment":"affluent@1"}}'
GOLDEN = (
    '{"goldens":[{"because":"nothing is known of this customer","campaign":"od-low","expect":"trigger_unknown",'
    '"request":{"features":{"as_of":"2026-11-22","currency":"USD","features":{},"vector":1},"locales":["en-US"],'
    '"now":"2026-11-23T09:30:00-05:00","page":"home","slots":["hero"],"storage":"durable","visit":"own_session"}}]}'
)


def released_anew(before={}, **after):
    """The vendor released again, with `after` for `before`; the sheet and its approvals are those of `before`."""
    approved, released = bundle(**before), bundle(**{**before, **after})
    return Given({**released, "sheet": approved["sheet"], "approvals": approved["approvals"]})


def campaign_with(old, new):
    return {"od-low": swap(old, new)(campaign())}


def edited():
    """The parts of a whole bundle whose campaign has another threshold."""
    return bundle(campaigns=campaign_with("100.00 USD", "900.00 USD"))


def rejected():
    """The parts of a bundle whose one campaign was rejected."""
    return bundle(verdicts={"od-low": "rejected"})


def mixed(*parts):
    """A good bundle with these parts of another good one, a version later and with another policy."""
    other = bundle(version=8, policy=swap('"global_holdout_bp":0', '"global_holdout_bp":100')(POLICY))
    return Given({**bundle(), **{part: other[part] for part in parts}})


CASES = [
    Case("edited-campaign", AFTER, "the threshold of an approved campaign is nine times as high", "SHEET_MISMATCH",
         lambda: released_anew(campaigns=campaign_with("100.00 USD", "900.00 USD"))),
    Case("edited-creative", AFTER, "the approved words promise something else", "SHEET_MISMATCH",
         lambda: released_anew(campaigns=campaign_with("Costs nothing.", "Costs nothing, ever."))),
    Case("edited-link", AFTER, "the approved banner leads to another page", "SHEET_MISMATCH",
         lambda: released_anew(campaigns=campaign_with('"/od"', '"/loan"'))),
    Case("edited-priority", AFTER, "an approved campaign comes before all others", "SHEET_MISMATCH",
         lambda: released_anew(campaigns=campaign_with('"priority":50', '"priority":1000'))),
    Case("edited-default-locale", AFTER, "the approved campaign is written in another language by default",
         "SHEET_MISMATCH", lambda: released_anew(campaigns={"od-low": campaign().replace("en-US", "en-GB")})),
    Case("edited-policy", AFTER, "the policy holds everybody out, so that nothing is promoted", "SHEET_MISMATCH",
         lambda: released_anew(policy=swap('"global_holdout_bp":0', '"global_holdout_bp":10000')(POLICY))),
    Case("edited-segment", AFTER, "the campaign is as approved, the segment that it names means others",
         "SHEET_MISMATCH", lambda: released_anew({"policy": WITH_SEGMENT, "campaigns": {"od-low": IN_SEGMENT}},
                               policy=swap('"above"', '"below"')(WITH_SEGMENT))),
    Case("edited-catalogue", AFTER, "the campaign is as approved, the feature that it reads is another average",
         "SHEET_MISMATCH", lambda: released_anew(catalogue=swap("average collected", "average overdrawn")(CATALOGUE))),
    Case("edited-goldens", AFTER, "the golden decisions of the approval are dropped", "SHEET_MISMATCH",
         lambda: released_anew({"goldens": GOLDEN}, goldens='{"goldens":[]}', rests_on=evidence(GOLDEN))),
    Case("added-campaign", AFTER, "a campaign more than was approved", "SHEET_MISMATCH",
         lambda: released_anew(campaigns={"od-low": campaign(), "od-new": campaign("od-new")})),
    Case("dropped-campaign", AFTER, "one of two approved campaigns is gone, and the other always wins",
         "SHEET_MISMATCH", lambda: released_anew({"campaigns": TWO}, campaigns={"od-low": campaign()})),
    Case("edited-with-a-new-sheet", AFTER, "campaign and sheet are new, the approvals are those of the old sheet",
         "APPROVALS_MISSING", lambda: Given({**edited(), "approvals": bundle()["approvals"]})),
    Case("edited-sheet", AFTER, "a rejected campaign is approved in the sheet, under the approvers' old signatures",
         "APPROVALS_MISSING", lambda: Given({**bundle(), "approvals": rejected()["approvals"]})),
    Case("edited-file", "network: edit bundle", "the vendor's file is replaced, all else is as it was", "FILE_SET",
         lambda: Given({**bundle(), "files": edited()["files"]})),
    Case("edited-file-and-index", "network: edit bundle", "file and index are replaced, the release is as it was",
         "DIGEST_MISMATCH", lambda: Given({**edited(), "release": bundle()["release"]})),
    Case("mixed-approvals", MIX, "the approvals are those of the next bundle", "APPROVALS_MISSING",
         lambda: mixed("approvals")),
    Case("mixed-files", MIX, "the files are those of the next bundle", "FILE_SET", lambda: mixed("files")),
    Case("mixed-index", MIX, "the index is that of the next bundle", "DIGEST_MISMATCH", lambda: mixed("index")),
    Case("mixed-index-and-files", MIX, "index and files are those of the next bundle", "DIGEST_MISMATCH",
         lambda: mixed("index", "files")),
    Case("mixed-release", MIX, "the release is that of the next bundle", "DIGEST_MISMATCH", lambda: mixed("release")),
    Case("mixed-release-and-index", MIX, "release and index are those of the next bundle", "SHEET_MISMATCH",
         lambda: mixed("release", "index")),
    Case("mixed-release-index-and-files", MIX, "only sheet and approvals are those of this bundle", "SHEET_MISMATCH",
         lambda: mixed("release", "index", "files")),
    Case("mixed-sheet", MIX, "the sheet is that of the next bundle", "APPROVALS_MISSING", lambda: mixed("sheet")),
    Case("mixed-sheet-and-approvals", MIX, "sheet and approvals are those of the next bundle", "SHEET_MISMATCH",
         lambda: mixed("sheet", "approvals")),
    Case("bundle-of-another-bank", MIX, "a whole bundle for another bank that uses the same vendor and approvers",
         "WRONG_BANK", lambda: Given(bundle(bank=OTHER_BANK))),
    Case("pilot-under-a-production-root", MIX, "a whole bundle of a pilot, under the root of production",
         "WRONG_ENVIRONMENT", lambda: Given(bundle(environment="pilot"), root=root(environment="production"))),
    Case("test-under-a-production-root", MIX, "a whole bundle of the test, under the root of production",
         "WRONG_ENVIRONMENT", lambda: Given(root=root(environment="production"))),
    Case("golden-that-comes-out-otherwise", AFTER, "the approvers signed a decision that this engine does not make",
         "GOLDEN_MISMATCH", lambda: Given(bundle(goldens=swap("trigger_unknown", "shown")(GOLDEN)))),
]
