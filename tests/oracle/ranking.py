"""Arbitration: the order in which campaigns compete, and which of them are not shown together.

Fractions, so that nothing is rounded: the score is propensity x context x value x lever.
"""

from fractions import Fraction

from conditions import evaluate

MOST = 10


def murmur3(data, seed=0):
    """MurmurHash3 x86_32."""
    mask = 0xFFFFFFFF

    def rotate(x, by):
        return (x << by | x >> (32 - by)) & mask

    def mixed(k):
        return rotate(k * 0xCC9E2D51 & mask, 15) * 0x1B873593 & mask

    h, whole = seed, len(data) // 4 * 4
    for at in range(0, whole, 4):
        h = rotate(h ^ mixed(int.from_bytes(data[at : at + 4], "little")), 13) * 5 + 0xE6546B64 & mask
    if len(data) > whole:
        h ^= mixed(int.from_bytes(data[whole:], "little"))
    h ^= len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & mask
    h = (h ^ h >> 13) * 0xC2B2AE35 & mask
    return h ^ h >> 16


def percents(parts):
    """One and the percentages, from nothing to ten times."""
    return min(max(1 + Fraction(sum(parts), 100), 0), MOST)


def propensity(campaign, facts):
    read = facts.customer.value(campaign["propensity"]) if "propensity" in campaign else None
    return Fraction(read.number, 10_000) if read is not None and 0 <= read.number <= 10_000 else 1


def context(campaign, facts):
    held = [c["percent"] for c in campaign.get("context", []) if evaluate(c["when"], facts.customer) is True]
    return percents(held)


def value(campaign):
    return Fraction(campaign["value"].split()[0]) if "value" in campaign else 1


def lever(campaign, arbitration):
    concern = [
        lever["percent"]
        for lever in arbitration.get("levers", [])
        if campaign["category"] == lever.get("category", "") or campaign.get("group", "") == lever.get("group", None)
    ]
    return percents(concern)


def score(campaign, facts, arbitration):
    factors = {
        "propensity": lambda: propensity(campaign, facts),
        "context": lambda: context(campaign, facts),
        "value": lambda: value(campaign),
        "lever": lambda: lever(campaign, arbitration),
    }
    product = Fraction(1)
    for name in arbitration.get("factors", []):
        product *= factors[name]()
    return product


def order(campaigns, policy, facts, history):
    """The campaigns, the best first."""
    arbitration = policy.get("arbitration", {})
    unit = facts.request.get("unit") or history.seed

    def place(campaign):
        lane = {"mandatory": 0, "evergreen": 2}.get(campaign.get("lane"), 1)
        seen = max(history.times(campaign["campaign"], ("impression",)), default=-(2**63))
        tie = 0
        if "salt" in arbitration and unit is not None:
            tie = murmur3(f"rank:{arbitration['salt']}:{campaign['campaign']}:{unit}".encode())
        scored = score(campaign, facts, arbitration) if lane == 1 else 0
        return lane, -scored, -campaign["priority"], seen, tie, campaign["campaign"]

    return sorted(campaigns, key=place)


def conflict(campaign, shown):
    """The code of what a campaign shares with one that is shown; None where they may stand side by side."""
    for name in ("product", "conflict_group"):
        if name in campaign and any(campaign[name] == other.get(name) for other in shown):
            return f"same.{name}"
    return None
