"""Random notifications: tiers, their periods and values, and what was told before."""

from datetime import timedelta

from days import day
from notices import period

AGAIN = ["day", "week", "month", "once"]
NOTICES = ["high", "low", "low-2", "urgent"]


class Tiers:
    """Adds notifications to one bundle."""

    def __init__(self, random):
        self.random = random

    def tier(self, notice, forms, features):
        random = self.random
        tier = {"again": random.choice(AGAIN), "notice": notice}
        if random.random() < 0.6:
            tier["values"] = sorted(random.sample(features, random.choice([1, 2, 5, 8])))
        if random.random() < 0.5:
            tier["when"] = forms.condition(random.choice([1, 1, 2]))
        return tier

    def add(self, document, forms):
        features = [
            feature["id"]
            for feature in document["catalogue"]["features"]
            if feature["scope"] == "customer" and "series" not in feature and feature["type"] not in ("average", "events")
        ]
        for campaign in document["campaigns"]:
            named = sorted(self.random.sample(NOTICES, self.random.choice([0, 1, 1, 2, 4])))
            if named:
                campaign["notify"] = [self.tier(notice, forms, features) for notice in named]

    def meet(self, document, request, now):
        """Most hosts ask, and were told some of it in this period, in the last one, or under another one's clock."""
        random = self.random
        request["notifications"] = random.random() < 0.9
        history = request.setdefault("history", {"events": [], "history": 1})
        of = day(request["features"]["as_of"])
        for n in range(random.choice([0, 4, 8, 16])):
            campaign = random.choice(document["campaigns"])
            if "notify" not in campaign:
                continue
            tier = random.choice(campaign["notify"])
            again = tier["again"] if random.random() < 0.8 else random.choice(AGAIN)
            history["events"].append(
                {
                    "at": now + random.choice([0, -1, -8, -40, 5, -1000]) * 86_400_000,
                    "campaign": campaign["campaign"],
                    "id": f"notified-{n}",
                    "kind": "notified",
                    "notice": tier["notice"],
                    "period": period(again, of - timedelta(days=random.choice([0, 0, 0, 1, 7, 31]))),
                }
            )
