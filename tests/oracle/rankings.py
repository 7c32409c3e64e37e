"""Random ranking: what campaigns bring to arbitration, how a policy weighs it, and which campaigns conflict.

Few different numbers, so that scores are often equal, and a score is often made in two ways.
"""

from amounts import MINOR_DIGITS, written
from contacts import GROUPS

FACTORS = ["propensity", "context", "value", "lever"]
PERCENTS = [-100, -50, -50, 20, 50, 100, 100, 100, 900, 1000]
CONFLICTS = ["one", "two", "three", "four"]
YES = {"calendar": {"season": {"from": "01-01", "until": "12-31"}}}


class Rankings:
    """Adds ranking to one bundle in which campaigns meet."""

    def __init__(self, random):
        self.random = random

    def chance(self, share):
        return self.random.random() < share

    def policy(self, categories):
        arbitration = {}
        factors = [factor for factor in FACTORS if self.chance(0.8)]
        self.random.shuffle(factors)
        targets = [("category", category) for category in categories] + [("group", group) for group in GROUPS]
        drawn = self.random.sample(targets, self.random.randint(0, 4))
        levers = [{name: target, "percent": self.random.choice(PERCENTS)} for name, target in drawn]
        if self.chance(0.7):
            arbitration["salt"] = self.random.choice(["2026", "a-b", "x" * 64])
        return arbitration | {name: value for name, value in (("factors", factors), ("levers", levers)) if value}

    def value(self, currency):
        n = self.random.choice([1, 2, 2, 4, 10])
        if currency is None:
            return f"{n} points"
        digits = MINOR_DIGITS[currency]
        return f"{written(n * 10**digits + self.random.choice([0, 0, 0, 1]), digits)} {currency}"

    def add(self, document, forms, categories):
        arbitration = self.policy(categories)
        if arbitration and self.chance(0.85):
            document["policy"]["arbitration"] = arbitration
        currency = self.random.choice([None, "USD", "JPY", "KWD"])
        slots = sorted({slot for campaign in document["campaigns"] for slot in campaign["slots"]})[:4]
        for campaign in document["campaigns"]:
            # Many meet in few slots.
            if self.chance(0.6):
                campaign["slots"] = self.random.sample(slots, self.random.randint(1, min(2, len(slots))))
            if self.chance(0.25):
                campaign["conflict_group"] = self.random.choice(CONFLICTS)
            campaign["priority"] = self.random.choice([0, 50, campaign["priority"]])
            if self.chance(0.08):
                campaign["lane"] = "mandatory"
                continue
            if campaign["class"] == "servicing" and self.chance(0.5):
                campaign["lane"] = "evergreen"
                continue
            if self.chance(0.5):
                campaign["propensity"] = "share.now"
            if self.chance(0.5):
                campaign["value"] = self.value(currency)
            if self.chance(0.5):
                conditions = [YES if self.chance(0.6) else forms.condition(1) for _ in range(self.random.choice([1, 2]))]
                campaign["context"] = [{"percent": self.random.choice(PERCENTS), "when": one} for one in conditions]
