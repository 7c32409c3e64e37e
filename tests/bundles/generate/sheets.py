"""Sheets that two approvers signed, and that do not judge exactly this release, or not on what the root requires."""

import json

from bank import BANK, OTHER_BANK, bundle, campaign, evidence, root, swap
from cases import Case, Given
from formats import canonical

COVER = "sheet that does not cover the release"
MISSING = "required evidence"
TWO = {"od-high": campaign("od-high"), "od-low": campaign("od-low")}
BRITISH = (
    '"en-GB":{"action":{"label":"Protect","offer":"OD","url":"/od"},"body":"Costs nothing.","headline":"Protect",'
    '"why":"Low."},'
)
TWO_LOCALES = swap('"creatives":{', '"creatives":{' + BRITISH)(campaign())
DIGEST = "ab" * 32


def judged(change, campaigns=TWO):
    """A release of two campaigns; `change` alters the sheet before it is approved."""
    def edit(text):
        document = json.loads(text)
        change(document)
        return canonical(document)

    return Given(bundle(campaigns=campaigns, sheet=edit))


def judging(change):
    return judged(lambda sheet: change(sheet["campaigns"]))


def repeat_first(sheet):
    sheet.insert(1, sheet[0])


def requiring(kind, **rests_on):
    """An approved campaign that rests on the golden decisions and what is said, where the root requires `kind` too."""
    return Given(bundle(rests_on=evidence(**rests_on)), root=root(evidence=[kind]))


CASES = [
    Case("sheet-without-a-campaign", COVER, "a campaign that nobody judged", "SHEET_MISMATCH",
         lambda: judging(lambda entries: entries.pop())),
    Case("sheet-without-the-first-campaign", COVER, "the first campaign is not judged", "SHEET_MISMATCH",
         lambda: judging(lambda entries: entries.pop(0))),
    Case("sheet-with-a-campaign-more", COVER, "a verdict in advance, on a campaign that is not there", "SHEET_MISMATCH",
         lambda: judging(lambda entries: entries.append({**entries[0], "campaign": "od-new"}))),
    Case("sheet-with-a-campaign-twice", COVER, "two verdicts on one campaign, of which a reader may take either",
         "SHEET_MISMATCH", lambda: judging(repeat_first)),
    Case("sheet-in-another-order", COVER, "verdicts that a reader by place gives to the wrong campaign",
         "SHEET_MISMATCH", lambda: judging(lambda entries: entries.reverse())),
    Case("sheet-of-another-file", COVER, "the verdict on a campaign is about other bytes", "SHEET_MISMATCH",
         lambda: judging(lambda entries: entries[0].update(digest=entries[1]["digest"]))),
    Case("sheet-of-another-index", COVER, "the sheet is about another release", "SHEET_MISMATCH",
         lambda: judged(lambda sheet: sheet.update(index=DIGEST))),
    Case("sheet-of-other-goldens", COVER, "one verdict rests on golden decisions that the release does not have",
         "SHEET_MISMATCH", lambda: judging(lambda entries: entries[0]["evidence"].update(goldens=DIGEST))),
    Case("sheet-of-another-bank", "mix and match: another audience", "the sheet is for another bank", "WRONG_BANK",
         lambda: Given(bundle(sheet=swap(BANK, OTHER_BANK)))),
    Case("sheet-of-another-environment", "mix and match: another audience", "the sheet is for a pilot",
         "WRONG_ENVIRONMENT", lambda: Given(bundle(sheet=swap('"environment":"test"', '"environment":"pilot"')))),
    Case("verdict-unheard-of", "unknown fields", "a verdict that some reader may take for yes", "MALFORMED",
         lambda: judging(lambda entries: entries[0].update(verdict="approved "))),
    Case("verdict-missing", "unknown fields", "no verdict on a campaign, which some reader may take for yes",
         "MALFORMED", lambda: judging(lambda entries: entries[0].pop("verdict"))),
    Case("evidence-kind-passed-over", "unknown fields", "a kind of evidence of which the sheet does not speak",
         "MALFORMED", lambda: judging(lambda entries: entries[0]["evidence"].pop("reach"))),
    Case("evidence-kind-unheard-of", "unknown fields", "a kind of evidence that no engine checks", "MALFORMED",
         lambda: judging(lambda entries: entries[0]["evidence"].update(oath=DIGEST))),
    Case("evidence-without-goldens", MISSING, "approved without golden decisions, which the root requires",
         "EVIDENCE_MISSING", lambda: Given(bundle(rests_on={**evidence(), "goldens": "not_measured"}))),
    Case("evidence-without-lint", MISSING, "approved without the findings of the rules, which the root requires",
         "EVIDENCE_MISSING", lambda: requiring("lint")),
    Case("evidence-without-reach", MISSING,
         "approved without a count of whom it reaches, which the root requires: a campaign for one", "EVIDENCE_MISSING",
         lambda: requiring("reach")),
    Case("evidence-without-renderings", MISSING, "approved without a locale that anyone read", "EVIDENCE_MISSING",
         lambda: requiring("renderings")),
    Case("evidence-of-some-renderings", MISSING, "approved with one locale read and the other not", "EVIDENCE_MISSING",
         lambda: Given(bundle(campaigns={"od-low": TWO_LOCALES},
                              rests_on=evidence(renderings={"en-GB": "not_measured", "en-US": DIGEST})),
                       root=root(evidence=["renderings"]))),
    Case("rendered-in-one-locale-of-two", MISSING, "the sheet is silent about one of the campaign's two locales",
         "EVIDENCE_MISSING", lambda: Given(bundle(campaigns={"od-low": TWO_LOCALES},
                                                  rests_on=evidence(renderings={"en-US": DIGEST})),
                                           root=root(evidence=["goldens", "renderings"]))),
    Case("rendered-in-a-locale-too-many", MISSING, "the sheet was read in a locale that the campaign does not have",
         "EVIDENCE_MISSING", lambda: Given(bundle(rests_on=evidence(renderings={"en-GB": DIGEST, "en-US": DIGEST})),
                                           root=root(evidence=["goldens", "renderings"]))),
    Case("evidence-of-one-campaign-of-two", MISSING, "the second approved campaign rests on nothing, the first on all",
         "EVIDENCE_MISSING", lambda: judging(lambda entries: entries[1]["evidence"].update(goldens="not_measured"))),
]
