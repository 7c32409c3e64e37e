"""What the page asks for beside the bundle: floors, and a policy that cannot be misread."""

from bank import NEW_ROOT, ROOT, page_policy, root, step
from cases import Case, Given

ROLLBACK = "network: replay older bundle"
ROOTS = "rollback of the root"
POLICY = "page policy"


def said(policy):
    return Given(policy=policy)


def second_root():
    return step(root(version=2, root=((NEW_ROOT,), 1)), [ROOT, NEW_ROOT])


CASES = [
    Case("below-the-floor", ROLLBACK, "release 7 comes back after the page moved its floor to 8", "ROLLED_BACK",
         lambda: said(page_policy(floor=8))),
    Case("below-the-floor-of-this-root", ROLLBACK,
         "release 7 comes back under the very root that the floor of 8 is for", "ROLLED_BACK",
         lambda: said(page_policy(floor=8, root=1))),
    Case("below-the-floor-of-the-next-root", ROLLBACK,
         "release 7 comes back after the root moved on, and the floor with it", "ROLLED_BACK",
         lambda: Given(roots=[second_root()], policy=page_policy(floor=8, root=2))),
    Case("below-the-floor-of-all-roots", ROLLBACK, "a floor for no root holds under the next root too", "ROLLED_BACK",
         lambda: Given(roots=[second_root()], policy=page_policy(floor=8))),
    Case("below-the-highest-floor", ROLLBACK, "a floor of 2^40 - 1, which only the last version of all could meet",
         "ROLLED_BACK", lambda: said(page_policy(floor=2**40 - 1))),
    Case("root-rolled-back", ROOTS, "the page asks for root 2, and the chain to it is withheld", "ROOT_ROLLED_BACK",
         lambda: said(page_policy(root=2))),
    Case("root-rolled-back-one-step-short", ROOTS, "the page asks for root 3, and the chain ends at 2",
         "ROOT_ROLLED_BACK", lambda: Given(roots=[second_root()], policy=page_policy(root=3))),
    Case("root-rolled-back-and-below-the-floor", ROOTS,
         "release 7 under root 1, where the page asks for root 2 and release 8", "ROOT_ROLLED_BACK",
         lambda: said(page_policy(floor=8, root=2))),
    Case("page-policy-with-two-floors", POLICY, "the floor is given twice, of which readers take one or the other",
         "MALFORMED", lambda: said('{"deny":[],"floor":8,"floor":0,"policy":1}')),
    Case("page-policy-with-two-roots", POLICY, "the root is given twice", "MALFORMED",
         lambda: said('{"deny":[],"floor":0,"policy":1,"root":2,"root":1}')),
    Case("page-policy-with-an-unknown-field", POLICY, "an exception from the deny list that no engine knows",
         "MALFORMED", lambda: said('{"allow":["od-low"],"deny":[],"floor":0,"policy":1}')),
    Case("page-policy-without-a-deny-list", POLICY, "no deny list, which is not an empty one", "MALFORMED",
         lambda: said('{"floor":0,"policy":1}')),
    Case("page-policy-that-denies-no-id", POLICY,
         "an entry of the deny list that no campaign could have, so that none is stopped", "MALFORMED",
         lambda: said(page_policy(deny=["OD-LOW"]))),
    Case("page-policy-with-a-floor-beyond-the-bound", POLICY, "a floor of 2^40 that no release could meet", "MALFORMED",
         lambda: said(page_policy(floor=2**40))),
    Case("page-policy-with-a-floor-as-text", POLICY, "a floor of \"8\", less than any number to some readers",
         "MALFORMED", lambda: said('{"deny":[],"floor":"8","policy":1}')),
    Case("page-policy-with-a-negative-floor", POLICY, "a floor of -1", "MALFORMED",
         lambda: said(page_policy(floor=-1))),
    Case("page-policy-for-root-zero", POLICY, "a floor for a root that does not exist, so that it holds under none",
         "MALFORMED", lambda: said(page_policy(floor=8, root=0))),
    Case("page-policy-to-come", POLICY, "a page policy of a format to come", "MALFORMED",
         lambda: said('{"deny":[],"floor":0,"policy":2}')),
]
