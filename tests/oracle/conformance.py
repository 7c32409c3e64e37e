"""The conformance cases of the rule book that concern the language, as a table.

    python3 tests/oracle/conformance.py            confirms each case; exits with 1 where one is not as the table says
    python3 tests/oracle/conformance.py --bundle   writes them as one bundle, in the form of `generate.py`

Numbers are the rule book's; 18 and 27 are cases of the feature builder, 30 and up of the lint. The sums of its cases
1 and 2 are over 30 days, so the month is November and the vector's day the first of December.
"""

import argparse
import json
import sys
from datetime import date, timedelta

from gates import decide, sights
from generate import SCHEDULE, TEXT

TODAY, AS_OF = date(2026, 12, 2), date(2026, 12, 1)
ISSUED = "2026-11-30T00:00:00Z"

LOW = {"is": "below", "value": "100.00 USD"}
BELOW = {"level": {"feature": "acb", "period": "m1", **LOW}}
NEGATIVE = {"level": {"feature": "after", "is": "below", "value": "0.00 USD"}}
FRESH, LITTLE = ({"level": {"feature": feature, **LOW}} for feature in ("fresh", "after"))
CROSSES = {"crossing": {"feature": "acb", "from": "m2", "to": "m1", "goes": "below", "value": "100.00 USD"}}
TWICE = {"consecutive": {"feature": "acb", "periods": 2, "is": "above", "value": "100.00 USD"}}
ROSE = {"change": {"from": {"feature": "before"}, "to": {"feature": "after"}, "goes": "up", "by": "20.00 %"}}
MEDIAN = {"change": {**ROSE["change"], "by": "10.00 %", "min_base": "100.00 USD"}}
ABSENT = {"level": {"feature": "count", "is": "equal", "value": 0}}
THREE = {"level": {"feature": "count", "is": "at_least", "value": 3}}
HUGE = {"level": {"feature": "acb", "period": "m1", "is": "above", "value": "92233720368547758.07 USD"}}
YES, NO, UNSAID = {"flag": "yes"}, {"flag": "no"}, {"flag": "unsaid"}
NOVEMBER, OCTOBER = ("2026-11", 30), ("2026-10", 31)


def averages(*entries):
    """A value of `acb`: month, sum, and days where it is not the whole month."""
    held = []
    for (label, length), total, *days in entries:
        days = days[0] if days else length
        held.append({"period": label, "sum": str(total), "days": days, "full": days == length})
    return {"acb": held}


def rise(before, after):
    return {"before": before, "after": after}


AUTHORIZED = {"own.card": True, "role.card": "authorized_user"}
FORTY_DAYS = {"since": (AS_OF - timedelta(days=39)).isoformat()}

# Case, trigger, features beside the usual ones, the gate, and what else the campaign or the vector says.
CASES = [
    (1, "exactly 100.00 is not below", BELOW, averages((NOVEMBER, 300_000)), "not_triggered"),
    (2, "one minor unit less is", BELOW, averages((NOVEMBER, 299_999)), "shown"),
    (3, "was below already", CROSSES, averages((OCTOBER, 9999 * 31), (NOVEMBER, 9000 * 30)), "not_triggered"),
    (4, "the month before is missing", CROSSES, averages((NOVEMBER, 9000 * 30)), "trigger_unknown"),
    (5, "from exactly 100.00", CROSSES, averages((OCTOBER, 10_000 * 31), (NOVEMBER, 9999 * 30)), "shown"),
    (6, "13 of 30 days", BELOW, averages((NOVEMBER, 10_000, 13)), "trigger_unknown"),
    (7, "the third month is not asked", TWICE, averages((OCTOBER, 310_001), (NOVEMBER, 300_001)), "shown"),
    (8, "one month is partial", TWICE, averages((OCTOBER, 310_001, 12), (NOVEMBER, 300_001)), "trigger_unknown"),
    (9, "a base of zero", ROSE, rise("0.00", "500.00"), "trigger_unknown"),
    (10, "a base below zero", ROSE, rise("-50.00", "50.00"), "trigger_unknown"),
    (11, "a base below the least", ROSE, rise("99.99", "500.00"), "trigger_unknown"),
    (12, "exactly 20 %", ROSE, rise("100.00", "120.00"), "shown"),
    (13, "-0.01 is below zero", NEGATIVE, {"after": "-0.01"}, "shown"),
    (14, "three business days old", FRESH, {"fresh": "1.00"}, "trigger_unknown", {}, {"as_of": "2026-11-27"}),
    (15, "euros against dollars", LITTLE, {"after": "1.00"}, "trigger_unknown", {}, {"currency": "EUR"}),
    (16, "none in 40 of 90 days", ABSENT, {"count": 0, **FORTY_DAYS}, "trigger_unknown"),
    (17, "three in 40 of 90 days", THREE, {"count": 3, **FORTY_DAYS}, "shown"),
    (19, "ownership not said", YES, {"own.card": None}, "suppressed_unknown", {"product": "card"}),
    (20, "the credit bit", YES, {"sup.credit": True}, "suppressed", {"category": "credit"}),
    (21, "bucket 499 of a holdout of 500", YES, {"exp.bucket": 499}, "held_out"),
    (22, "bucket 500", YES, {"exp.bucket": 500}, "shown"),
    (23, "NOT over UNKNOWN", {"not": UNSAID}, {}, "trigger_unknown"),
    (24, "TRUE or UNKNOWN", {"any": [YES, UNSAID]}, {}, "shown"),
    (25, "FALSE and UNKNOWN", {"all": [NO, UNSAID]}, {}, "not_triggered"),
    (26, "medians of three from 2,000 to 2,200", MEDIAN, rise("2000.00", "2200.00"), "shown"),
    (28, "an authorised user owns no card", {"owns": "card"}, AUTHORIZED, "not_triggered"),
    (29, "the largest sum times days", HUGE, averages((NOVEMBER, 2**63 - 1)), "not_triggered"),
]


def feature(name, kind, **more):
    frame = {"basis": [], "definition": name, "id": name, "provenance": "first_party", "purpose": "marketing"}
    return {**frame, "scope": "customer", "sensitivity": 1, "source": "core", "type": kind, "version": 1, **more}


CATALOGUE = {
    "catalogue": 1,
    "features": [
        feature("acb", "average", series="calendar_month"),
        feature("after", "money"),
        feature("before", "money"),
        feature("count", "count", window={"days": 90, "since": "since"}),
        feature("exp.bucket", "count"),
        feature("fresh", "money", max_age={"business_days": 2}),
        feature("no", "flag"),
        feature("own.card", "flag"),
        feature("role.card", "enumeration", values=["authorized_user", "joint_owner", "owner"]),
        feature("since", "date"),
        feature("sup.credit", "flag"),
        feature("unsaid", "flag"),
        feature("yes", "flag"),
    ],
}
CREDIT = {"code": "credit_hold", "marketing_only": False, "tier": "T2", "when": {"flag": "sup.credit"}}
POLICY = {
    "calendar": {"holidays": ["2026-11-26"], "weekend": ["sat", "sun"]},
    "global_holdout_bp": 500,
    "policy": 1,
    "quiet_pages": [],
    "suppressions": [{"categories": ["credit"], **CREDIT}],
}
USUAL = {"exp.bucket": 5000, "no": False, "own.card": False, "sup.credit": False, "yes": True}


def bundle():
    """One campaign and one request a case; what the other campaigns do at it is for the engine to agree with."""
    slots = [f"case-{case:02}" for case, *_ in CASES]
    campaigns, requests = [], []
    for (_, because, when, features, _, *more), slot in zip(CASES, slots):
        campaign_more, vector_more = (*more, {}, {})[:2]
        campaigns.append(
            {
                "campaign": slot,
                "category": "deposit",
                "class": "promotional",
                "creatives": {"en-US": TEXT},
                "default_locale": "en-US",
                "name": because,
                "priority": 50,
                "schedule": SCHEDULE,
                "slots": [slot],
                "when": when,
                **campaign_more,
            }
        )
        vector = {"as_of": AS_OF.isoformat(), "currency": "USD", "features": {**USUAL, **features}, "vector": 1}
        requests.append(
            {
                "features": {**vector, **vector_more},
                "locales": ["en-US"],
                "now": f"{TODAY}T09:30:00-05:00",
                "page": "home",
                "slots": slots,
                "storage": "durable",
                "visit": "own_session",
            }
        )
    document = {"bundle": 0, "catalogue": CATALOGUE, "policy": POLICY, "campaigns": campaigns, "requests": requests}
    document["issued"] = ISSUED
    answers = [decide(document, request) for request in requests]
    document["expected"] = [[gate for gate, _ in row] for row in answers]
    document["codes"] = [[code for _, code in row] for row in answers]
    document["notices"] = [[] for _ in requests]
    document["sights"] = [sights(document, request, row) for request, row in zip(requests, document["expected"])]
    return document


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", action="store_true", help="write the cases as one bundle")
    document = bundle()
    if parser.parse_args().bundle:
        print(json.dumps(document))
        return 0
    wrong = 0
    for n, (case, because, _, _, expected, *_) in enumerate(CASES):
        found = document["expected"][n][n]
        if found != expected:
            wrong += 1
            print(f"case {case}, {because}: expected {expected}, found {found}")
    print(f"{len(CASES) - wrong} of {len(CASES)} conformance cases confirmed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
