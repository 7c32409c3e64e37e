"""The frame of a random bundle: its catalogue, and the small stock of numbers that makes boundaries common.

Thresholds and values are drawn from one stock, so that a value often equals its threshold or misses it by one unit.
"""

from amounts import LEAST, MINOR_DIGITS, MOST

CURRENCIES = ["USD", "JPY", "KWD"]
REGIONS = ["east", "north", "south", "west"]
CLASSES = ["card", "deposit", "fee", "transfer"]
KINDS = ["card", "checking", "savings"]
PRODUCTS = ["basic", "plus"]
SPANS = [1, 2, 7, 14, 30, 60, 90]

# id, type, and what else the catalogue says; `$` stands before a feature that may be fixed to one currency.
CUSTOMER = [
    ("app.loan.state", "enumeration", {"values": ["approved", "in_review", "none", "started", "submitted"]}),
    ("$bal.total", "money", {}),
    ("bal.month", "money", {"series": "calendar_month"}),
    ("bal.cycle", "money", {"series": "statement_cycle"}),
    ("bal.day", "money", {"series": "day"}),
    ("$avg.month", "average", {"series": "calendar_month"}),
    ("avg.cycle", "average", {"series": "statement_cycle"}),
    ("avg.year", "average", {}),
    ("cnt.plain", "count", {}),
    ("cnt.window", "count", {"window": {"days": 90, "since": "hist.since"}}),
    ("cnt.recent", "count", {"window": {"days": 30, "since": "hist.since"}}),
    ("cnt.tenure", "count", {"unit": "months"}),
    ("cnt.score", "count", {"unit": "points"}),
    ("cnt.month", "count", {"series": "calendar_month"}),
    ("cnt.day", "count", {"series": "day"}),
    ("share.now", "basis_points", {}),
    ("share.cycle", "basis_points", {"series": "statement_cycle"}),
    ("share.month", "basis_points", {"series": "calendar_month"}),
    ("date.open", "date", {}),
    ("date.event", "date", {}),
    ("hist.since", "date", {}),
    ("flag.one", "flag", {}),
    ("flag.two", "flag", {}),
    ("geo.region", "enumeration", {"values": REGIONS}),
    ("$ev.all", "events", {"classes": CLASSES}),
    ("own.card", "flag", {}),
    ("own.line", "flag", {}),
    ("own.loan", "flag", {}),
    ("role.card", "enumeration", {"values": ["authorized_user", "joint_owner", "owner", "signer"]}),
    ("role.line", "enumeration", {"values": ["owner"]}),
]
ACCOUNT = [
    ("$acc.bal", "money", {}),
    ("acc.month", "average", {"series": "calendar_month"}),
    ("acc.cycle", "average", {"series": "statement_cycle"}),
    ("acc.low", "money", {"series": "calendar_month"}),
    ("acc.avg", "average", {}),
    ("acc.day", "money", {"series": "day"}),
    ("acc.count", "count", {}),
    ("acc.window", "count", {"window": {"days": 90, "since": "hist.since"}}),
    ("acc.used", "basis_points", {}),
    ("acc.open", "date", {}),
    ("acc.flag", "flag", {}),
    ("acc.region", "enumeration", {"values": REGIONS}),
    ("acc.ev", "events", {"classes": CLASSES}),
]
AGES = [None, None, {"days": 1}, {"days": 45}, {"business_days": 1}, {"business_days": 2}, {"business_days": 2}]


class Stock:
    """Numbers of one bundle."""

    def __init__(self, random):
        self.currency = random.choice(CURRENCIES)
        units = random.sample([50, 100, 120, 150, 200, 240, 300, 1000, 1200], 4)
        self.units = [0, 100, *units, -random.choice(units)]
        self.counts = random.sample([0, 1, 2, 3, 4, 5, 6, 8, 10, 12], 4)
        self.points = random.sample([0, 1, 100, 500, 1000, 1250, 2500, 5000, 10_000], 4)
        self.shares = random.sample([1, 5000, 8000, 10_000, 12_000, 15_000, 20_000, 24_000, 100_000_000], 4)
        self.spans = random.sample(SPANS, 4)

    def minor(self, random, currency):
        if random.random() < 0.04:
            return random.choice([LEAST, LEAST + 1, MOST, MOST - 1])
        return random.choice(self.units) * 10 ** MINOR_DIGITS[currency]

    def step(self, random, currency):
        """How far two amounts of the stock lie apart, so that a change often is exactly as large as is asked for."""
        one, other = random.sample(self.units, 2)
        return abs(one - other) * 10 ** MINOR_DIGITS[currency]

    def near(self, random, number):
        """`number` itself, or one beside it."""
        return min(max(number + random.choice((-1, 0, 0, 0, 1)), LEAST), MOST)

    def count(self, random):
        if random.random() < 0.04:
            return random.choice([LEAST, MOST, -1])
        return random.choice(self.counts)

    def bp(self, random):
        if random.random() < 0.04:
            return random.choice([LEAST, MOST, -1])
        return random.choice(self.points)


def entry(random, stock, scope, name, kind, more):
    feature = {
        "basis": [],
        "definition": "drawn at random",
        "id": name.lstrip("$"),
        "provenance": "first_party",
        "purpose": "marketing",
        "scope": scope,
        "sensitivity": 1,
        "source": "generator",
        "type": kind,
        "version": random.choice([1, 1, 1, 1, 2, 7]),
        **more,
    }
    age = random.choice(AGES)
    if age is not None:
        feature["max_age"] = age
    if name.startswith("$") and random.random() < 0.5:
        feature["currency"] = stock.currency if random.random() < 0.7 else random.choice(CURRENCIES)
    return feature


def catalogue(random, stock):
    features = [entry(random, stock, "customer", *row) for row in CUSTOMER]
    features += [entry(random, stock, "account", *row) for row in ACCOUNT]
    return {"catalogue": 1, "features": sorted(features, key=lambda feature: feature["id"])}
