"""Random experiments, and what campaigns do in them."""

WORDS = [
    {"action": {"label": "Go", "offer": "A", "url": "/a"}, "body": "Text", "headline": f"Arm {n}", "why": "Text"}
    for n in range(3)
]
SEASON = {"calendar": {"season": {"from": "01-01", "until": "12-31"}}}
EVENING = {"session": {"hours": {"from": "18:00", "until": "06:00"}}}
NAMES = ["control", "one", "two", "three"]


class Trials:
    """Adds experiments to one bundle."""

    def __init__(self, random):
        self.random = random

    def chance(self, share):
        return self.random.random() < share

    def experiment(self, n, forms):
        random = self.random
        arms = NAMES[: random.choice([2, 2, 3, 4])]
        experiment = {
            "arms": [{"arm": arm, "weight": random.choice([1, 1, 2, 50])} for arm in arms],
            "coverage_bp": random.choice([1, 2500, 5000, 10_000, 10_000]),
            "experiment": f"trial-{n}",
            "name": f"Trial {n}",
            "state": random.choice(["running", "running", "running", "paused", "stopped", "shipped"]),
            "version": random.choice([1, 2]),
        }
        if experiment["state"] == "shipped":
            experiment["ship"] = random.choice(arms)
        # Parts of one layer that do not overlap.
        if self.chance(0.5):
            experiment["layer"] = {"count": random.choice([500, 1000]), "layer": "layer", "start": n * 1000}
        if self.chance(0.5):
            experiment["when"] = forms.condition(1) if self.chance(0.5) else SEASON
        return experiment

    def variant(self, arm, forms):
        variant = {"arm": arm}
        if self.chance(0.7):
            variant["creatives"] = {"en-US": self.random.choice(WORDS)}
        if self.chance(0.5):
            variant["when"] = self.random.choice([EVENING, SEASON, forms.condition(1)])
        if self.chance(0.2) or len(variant) == 1:
            variant["schedule"] = {"from": self.random.choice(["2000-01-01T00:00:00Z", "2027-01-01T00:00:00Z"]), "until": "2099-01-01T00:00:00Z"}
        return variant

    def add(self, document, forms):
        self.experiments = [self.experiment(n, forms) for n in range(self.random.choice([0, 2, 5, 8]))]
        if self.experiments:
            document["policy"]["experiments"] = self.experiments
        for campaign in document["campaigns"]:
            stakes = self.random.sample(self.experiments, min(len(self.experiments), self.random.choice([0, 1, 1, 2, 3])))
            stakes = [
                {
                    "arms": [
                        self.variant(arm["arm"], forms)
                        for arm in self.random.sample(one["arms"][1:], self.random.randint(1, len(one["arms"]) - 1))
                    ],
                    "experiment": f"{one['experiment']}@{one['version']}",
                }
                for one in stakes
            ]
            if stakes:
                campaign["experiments"] = stakes

    def meet(self, request, now):
        """Enrolments of before, some in arms that are gone or of other versions."""
        if not self.experiments or self.chance(0.4):
            return
        history = request.setdefault("history", {"events": [], "history": 1})
        for n in range(self.random.choice([1, 2, 4, 8])):
            one = self.random.choice(self.experiments)
            history["events"].append(
                {
                    "arm": self.random.choice([*NAMES, "gone"]),
                    "at": now + self.random.choice([-1, -10, 0, 5]) * 86_400_000,
                    "experiment": f"{one['experiment']}@{self.random.choice([one['version'], one['version'], 3])}",
                    "id": f"enrolled-{n}",
                    "kind": "enrol",
                }
            )
