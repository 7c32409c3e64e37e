"""When: releases, sheets and roots outside their time."""

from bank import EXPIRES, ISSUED, bundle, root, swap
from cases import Case, Given

FREEZE = "freeze"
REUSE = "rogue employee: reuse approval"
SPELLED = "two spellings"


def issued(text):
    """The release, issued at what `text` writes, and signed so."""
    return Given(bundle(statement=swap(f'"issued":"{ISSUED}"', f'"issued":"{text}"')))


CASES = [
    Case("release-expired", FREEZE, "the moment of expiry itself: the last release is served for good", "EXPIRED",
         lambda: Given(now=EXPIRES)),
    Case("release-expired-by-the-banks-clock", FREEZE, "the moment of expiry, told by a clock five hours behind UTC",
         "EXPIRED", lambda: Given(now="2026-12-03T19:00:00-05:00")),
    Case("release-expired-long-ago", FREEZE, "a release that expired weeks ago, under a sheet that still holds",
         "EXPIRED", lambda: Given(now="2027-01-20T00:00:00Z")),
    Case("lifetime-a-second-too-long", FREEZE,
         "the release holds for 14 days and a second, where the root allows 14 days", "LIFETIME_TOO_LONG",
         lambda: Given(bundle(expires="2026-12-04T00:00:01Z"))),
    Case("lifetime-of-a-century", FREEZE, "the vendor signed a release that never ends", "LIFETIME_TOO_LONG",
         lambda: Given(bundle(expires="2126-11-20T00:00:00Z"))),
    Case("lifetime-longer-than-this-root-allows", FREEZE, "14 days, where the root allows 7", "LIFETIME_TOO_LONG",
         lambda: Given(root=root(lifetime_days=7))),
    Case("expires-as-it-is-issued", FREEZE, "a release of no time", "MALFORMED", lambda: Given(bundle(expires=ISSUED))),
    Case("expires-before-it-is-issued", FREEZE, "a release of less than no time, shorter than any limit", "MALFORMED",
         lambda: Given(bundle(issued="2026-12-05T00:00:00Z"))),
    Case("sheet-not-yet-valid", REUSE, "approved for later, and used a second too early", "SHEET_NOT_YET_VALID",
         lambda: Given(now="2026-11-19T23:59:59Z")),
    Case("sheet-expired", REUSE, "the approval has lapsed, and the vendor dated the release anew", "SHEET_EXPIRED",
         lambda: Given(bundle(not_after="2026-11-23T14:30:00Z"))),
    Case("sheet-of-no-time", REUSE, "a sheet that ends as it begins", "MALFORMED",
         lambda: Given(bundle(not_after="2026-11-20T00:00:00Z"))),
    Case("sheet-that-ends-before-it-begins", REUSE, "a sheet of less than no time", "MALFORMED",
         lambda: Given(bundle(not_after="2026-11-19T00:00:00Z"))),
    Case("sheet-of-ten-years", "rogue employee: reuse approval", "an approval for ten years of releases dated anew", "MALFORMED",
         lambda: Given(bundle(not_after="2036-11-20T00:00:00Z"))),
    Case("root-expired", "indefinite freeze of the root", "the root expires at this moment, told by another clock",
         "ROOT_EXPIRED", lambda: Given(root=root(expires="2026-11-23T14:30:00Z"))),
    Case("root-expired-long-ago", "indefinite freeze of the root", "keys of a root of last year", "ROOT_EXPIRED",
         lambda: Given(root=root(expires="2025-11-20T00:00:00Z"))),
    Case("moment-with-an-offset", SPELLED, "the moment of issue as a clock of no offset tells it", "MALFORMED",
         lambda: issued("2026-11-20T00:00:00+00:00")),
    Case("moment-with-a-fraction", SPELLED, "the moment of issue with a fraction of nothing", "MALFORMED",
         lambda: issued("2026-11-20T00:00:00.0Z")),
    Case("moment-in-lower-case", SPELLED, "the moment of issue in lower case", "MALFORMED",
         lambda: issued("2026-11-20t00:00:00z")),
    Case("moment-of-a-leap-second", SPELLED,
         "the moment of issue in a leap second, which some clocks take for the next", "MALFORMED",
         lambda: issued("2026-11-19T23:59:60Z")),
    Case("moment-of-no-day", SPELLED, "issued on 31 November, which some readers take for 1 December", "MALFORMED",
         lambda: issued("2026-11-31T00:00:00Z")),
    Case("moment-as-midnight-of-the-day-before", SPELLED, "the moment of issue as 24:00 of the day before", "MALFORMED",
         lambda: issued("2026-11-19T24:00:00Z")),
    Case("moment-of-five-digits", SPELLED, "a year of five digits, before all others as text", "MALFORMED",
         lambda: Given(bundle(expires="12026-12-04T00:00:00Z"))),
]
