"""What no signature can prevent: accepted, and said so, with what stands against it instead."""

from bank import (
    BOB, EVE, EXPIRES, NEW_ROOT, NEW_VENDOR, ROOT, bundle, campaign, page_policy, root, step, swap,
)
from cases import Case, Given
from contents import NOT_NFC, body

FREEZE, ROLLBACK, ROOTS = "freeze", "network: replay older bundle", "rollback of the root"
CLOCK, ROGUE, VENDOR = "page clock", "rogue employee", "compromised vendor"
BOTH = [ROOT, NEW_ROOT]
BEHIND = "2026-11-19T23:54:59Z"
FOR_ONE = ('"below","period":"m1","value":"100.00 USD"', '"equal","period":"m1","value":"1234567.89 USD"')


def second():
    """The step to root 2, in which the key that signs roots is new."""
    return step(root(version=2, root=((NEW_ROOT,), 1)), BOTH)


def revoking():
    """The step to another root 2, in which the vendor's key is new too."""
    return step(root(version=2, root=((NEW_ROOT,), 1), vendor=((NEW_VENDOR,), 1)), BOTH)


def but(residual, parts=None, **given):
    """What is accepted, and what stands against it."""
    return Given(parts, residual=residual, **given)


CASES = [
    Case("freeze-until-expiry", FREEZE, "release 7 is served on although release 8 is out", "ok",
         lambda: but("an old release is shown until it expires, 14 days at most; the page's floor ends it at once",
                     now="2026-12-03T23:59:59Z")),
    Case("freeze-after-expiry", FREEZE, "the page stays open, and nothing new comes, after the release expired", "ok",
         lambda: but("nothing is promoted from the moment of expiry on, and the host is told",
                     status="release_expired", decide_at=EXPIRES)),
    Case("rollback-without-a-floor", ROLLBACK, "release 6 comes back after release 7, and the page has no floor", "ok",
         lambda: but("an older release is shown until it expires; a page serves a floor", bundle(version=6))),
    Case("rollback-under-a-later-root", ROLLBACK, "release 6 comes back, where the floor of 7 was for the root before",
         "ok", lambda: but("a floor ends with its root, so that one driven up does; a new root takes a new floor",
                           bundle(version=6), roots=[second()], policy=page_policy(floor=7, root=1))),
    Case("fast-forward-below-the-bound", "fast-forward",
         "with the vendor's key an approved release becomes version 2^40 - 1", "ok",
         lambda: but("it shows only what was approved; a floor that followed it ends with the next root",
                     bundle(version=2**40 - 1))),
    Case("chain-withheld", ROOTS, "the chain to root 2, in which the vendor's key was replaced, is not served", "ok",
         lambda: but("the keys of the pinned root go on; a page that asks for root 2 in its policy refuses them")),
    Case("chain-cut-short", ROOTS, "the chain ends before the step that replaced the vendor's key", "ok",
         lambda: but("as if that step were not served; a page that asks for the later root refuses it",
                     roots=[second()])),
    Case("chain-led-back", ROOTS, "after the step that replaced the vendor's key the pinned root itself stands again",
         "ok", lambda: but("as if no step were served; a page that asks for root 2 in its policy refuses it",
                           roots=[revoking(), step(root(), [ROOT])])),
    Case("clock-behind", CLOCK, "the page's clock is five minutes and a second behind the moment of issue", "ok",
         lambda: but("nothing is promoted, and the host is told", bundle(not_before="2026-11-01T00:00:00Z"),
                     now=BEHIND, status="clock_behind", decide_at=BEHIND)),
    Case("clock-set-back", CLOCK, "the release has expired, and the customer's clock was set back by a week", "ok",
         lambda: but("the clock is the page's to give: it renders the server's time into itself",
                     now="2026-11-27T00:00:00Z")),
    Case("one-person-with-two-keys", f"{ROGUE}: approve alone", "both approvers' keys are in one hand", "ok",
         lambda: but("two keys are two approvers; whose they are is for the bank's register of keys",
                     bundle(approvers=(BOB, EVE)))),
    Case("approved-in-quiet", f"{ROGUE}: quiet approval", "two approvers signed, and no log that others watch says so",
         "ok", lambda: but("no log of approvals is asked for; the approvals are in the bundle, which everybody gets")),
    Case("campaign-for-one", f"{VENDOR}: probe a person", "an approved campaign that reaches a single customer", "ok",
         lambda: but("the width of an audience is evidence; a root that requires `reach` refuses a sheet without it",
                     bundle(campaigns={"od-low": swap(*FOR_ONE)(campaign())}))),
    *(Case(f"text-{name}", "unicode", because, "ok",
           lambda text=text: but("both spellings look alike, and the digest is of the one that was approved; the commands that "
                                 "release and approve refuse text that is not NFC", body(text).bundle))
      for name, text, because in NOT_NFC),
    Case("text-of-two-alphabets", f"{VENDOR}: hide content from the approver",
         "a headline begins with a letter that only looks like P", "ok",
         lambda: but("letters are not forbidden for their looks; what is shown is what was approved",
                     bundle(campaigns={"od-low": swap('"headline":"P', '"headline":"\u0420')(campaign())}))),
]
