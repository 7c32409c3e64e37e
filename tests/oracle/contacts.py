"""Random contact policies and the histories that they look at, with events at and beside the edges of their windows."""

from datetime import timedelta

from contact import COUNTERS, DAY, EVENTS, HOUR, first_day, midnight
from days import millis, moment
from material import entry

GROUPS = ["group-a", "group-b"]
PERIODS = ["day", "week", "month"]
HOURS = [1, 4, 9, 24, 36]
DAYS = [1, 2, 7, 8, 30, 31, 90]


class Contacts:
    """Draws contact policies for one bundle, and histories for its requests."""

    def __init__(self, random):
        self.random = random

    def chance(self, share):
        return self.random.random() < share

    def some(self, words, most):
        return self.random.sample(words, self.random.randint(0, min(most, len(words))))

    def window(self):
        kind = self.random.choice(["calendar", "days", "days", "hours"])
        return {kind: self.random.choice({"calendar": PERIODS, "days": DAYS, "hours": HOURS}[kind])}

    def caps(self, scopes, most):
        """Caps of events and scopes that differ, so that none makes another one idle."""
        kinds = ["impression", "impression", "impression", *EVENTS]
        pairs = {(self.random.choice(kinds), self.random.choice(scopes)) for _ in range(self.random.randint(0, most))}
        counts = [1, 2, 3, 3, 4, 5]
        return [
            {"count": self.random.choice(counts), "event": event, "scope": scope, **self.window()}
            for event, scope in sorted(pairs)
        ]

    def policy(self):
        contact = {"caps": self.caps(["group", "slot", "global"], 3)}
        answers = [(after, scope) for after in EVENTS[1:] for scope in ("campaign", "group")]
        contact["pauses"] = [
            {
                "after": after,
                "count": self.random.choice([1, 2, 2, 3]),
                "days": self.random.choice(DAYS),
                "pause_days": self.random.choice(DAYS),
                "scope": scope,
            }
            for after, scope in self.some(answers, 2)
        ]
        if self.chance(0.25):
            gap = self.random.choice([1, 4, 24])
            tight = [max(1, cap["count"] - 1) * gap * HOUR >= self.rolls(cap) for cap in contact["caps"]]
            if not any(tight):
                contact["gap_hours"] = gap
        return {name: value for name, value in contact.items() if value}

    def rolls(self, cap):
        """The span of a rolling window of impressions; of another one longer than any gap."""
        if "calendar" in cap or cap["event"] != "impression":
            return 10_000 * DAY
        return cap["days"] * DAY if "days" in cap else cap["hours"] * HOUR

    def add(self, document):
        """Contact policy and counters for `document`, and campaigns that meet in their slots."""
        stock_of = {name: {"max_age": {"days": self.random.choice([0, 1, 1, 3, 45])}} for name, _ in COUNTERS}
        counters = [
            {**entry(self.random, None, "customer", name, "count", more), **more} for name, more in stock_of.items()
        ]
        counters = [counter for counter in counters if self.chance(0.7)]
        features = [feature for feature in document["catalogue"]["features"]] + counters
        document["catalogue"]["features"] = sorted(features, key=lambda feature: feature["id"])
        contact = self.policy()
        if contact:
            document["policy"]["contact"] = contact
        slots = [campaign["slots"][0] for campaign in document["campaigns"]]
        for campaign in document["campaigns"]:
            if self.chance(0.5):
                campaign["group"] = self.random.choice(GROUPS)
            scopes = ["campaign", "campaign", "slot", "global"] + ["group"] * ("group" in campaign)
            caps = self.caps(scopes, 2)
            cooldowns = [{"after": after, "days": self.random.choice(DAYS)} for after in self.some(EVENTS[1:], 2)]
            campaign |= {name: value for name, value in (("caps", caps), ("cooldowns", cooldowns)) if value}
            campaign["slots"] = self.random.sample(slots, self.random.randint(1, min(3, len(slots))))
            campaign["priority"] = self.random.choice([0, 50, campaign["priority"]])
            if self.chance(0.2):
                campaign["holdout"] = {"salt": campaign["campaign"], "share_bp": 5000}
            # Triggers that hold let the campaign get as far as this.
            if self.chance(0.6):
                campaign["when"] = {"calendar": {"season": {"from": "01-01", "until": "12-31"}}}
                campaign.pop("suppress", None)

    def edges(self, document, request):
        """Moments at which a window opens, and a few others."""
        now = moment(request["now"])
        spans = [hours * HOUR for hours in HOURS] + [days * DAY for days in DAYS]
        opens = [midnight(now, first_day(now.date(), period)) for period in PERIODS]
        counted = midnight(now, moment(request["features"]["as_of"] + "T00:00:00Z").date() + timedelta(days=1))
        rolling = [millis(now) - span for span in self.random.sample(spans, 5)]
        return [*rolling, *opens, counted, millis(now), millis(now) + self.random.choice(spans)]

    def event(self, document, edges, n):
        campaign = self.random.choice(document["campaigns"])
        event = {
            "at": self.random.choice(edges) + self.random.choice([-1, 0, 0, 1, -HOUR, HOUR]),
            "campaign": campaign["campaign"] if self.chance(0.8) else "gone",
            "id": f"e{n if self.chance(0.9) else 0}",
            "kind": self.random.choice(["impression"] * 6 + ["ghost", *EVENTS]),
        }
        if self.chance(0.6):
            event["group"] = campaign.get("group") or self.random.choice(GROUPS)
        if self.chance(0.7):
            event["slot"] = self.random.choice(campaign["slots"])
        return event

    def meet(self, document, request):
        """A history for the request, and how long the host keeps it."""
        edges = self.edges(document, request)
        most = self.random.choice([0, 3, 8, 20])
        events = [self.event(document, edges, n) for n in range(most)]
        if events or self.chance(0.5):
            request["history"] = {"events": events, "history": 1}
        if self.chance(0.3):
            request["storage"] = self.random.choice(["memory", "session"])
        if self.chance(0.9):
            request["unit"] = f"{self.random.randrange(2**64):016x}"
        request["slots"] = self.random.sample(request["slots"], self.random.randint(len(request["slots"]) // 2, len(request["slots"])))
