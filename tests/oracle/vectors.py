"""Random requests: vectors whose values lie at and around the thresholds, and in which much is missing or wrong."""

from datetime import timedelta, timezone

from amounts import MINOR_DIGITS, MOST, written
from days import back, month_label, month_length
from forms import CAPACITIES, KINDS, PRODUCTS, ROLES, STATUSES
from material import CLASSES, CURRENCIES, REGIONS
from spoil import spoilt

MONTHS_HELD = 5


class Vectors:
    """Draws requests for one bundle."""

    def __init__(self, random, stock, catalogue, calendar, issued):
        self.random, self.stock, self.calendar, self.issued = random, stock, calendar, issued
        self.customer = [f for f in catalogue["features"] if f["scope"] == "customer"]
        self.account_features = [f for f in catalogue["features"] if f["scope"] == "account"]

    def chance(self, share):
        return self.random.random() < share

    # Single values.

    def around(self, spans):
        """A day at or beside the edge of a window that ends with the vector's day."""
        return back(self.as_of, self.random.choice(spans) + self.random.choice((-1, -1, 0, 0, 1)))

    def date(self, feature):
        if feature["id"] == "hist.since":
            return "never" if self.chance(0.04) else self.around([29, 30, 89, 90, 90, 90, 365, 365]).isoformat()
        if self.chance(0.15):
            return "never"
        if self.chance(0.15):
            return (self.as_of + timedelta(days=self.random.choice(self.stock.spans))).isoformat()
        return self.around([0, 1, *self.stock.spans]).isoformat()

    def average(self, currency, length, partial=0.12):
        days, is_full = length, True
        if length > 1 and self.chance(partial):
            days, is_full = self.random.randint(1, length - 1), False
        minor = self.stock.minor(self.random, currency)
        total = minor if abs(minor) > MOST // 40_000 else self.stock.near(self.random, minor * days)
        return {"days": days, "full": is_full, "sum": str(total)}

    def scalar(self, feature, currency, length=None, partial=0.12):
        kind, random, stock = feature["type"], self.random, self.stock
        if kind == "money":
            return written(stock.near(random, stock.minor(random, currency)), MINOR_DIGITS[currency])
        if kind == "average":
            return self.average(currency, length or random.choice([1, 30, 365, 36_600]), partial)
        if kind == "count":
            return stock.near(random, stock.count(random))
        if kind == "basis_points":
            return stock.near(random, stock.bp(random))
        if kind == "flag":
            return self.chance(0.5)
        if kind == "date":
            return self.date(feature)
        if feature["id"].startswith("role."):
            return random.choice([value for value in feature["values"] for _ in range(1 + ("owner" in value))])
        return random.choice(feature["values"])

    # Values by period.

    def cycles(self):
        """Cycles that follow one another; now and then with a gap or an overlap, or with the last one too long ago."""
        random, spans = self.random, []
        last = back(self.as_of, random.choice([-20, -5, -1, 0, 1, 5, 10, 20, 34, 35, 36, 37]))
        for _ in range(random.choice([2, 3, 4, 4, 5])):
            first = back(last, random.choice([28, 29, 30, 31, 32]))
            spans.append((first, last))
            last = back(first, 1 if self.chance(0.92) else random.choice([0, 2, 2]))
        return spans

    def periods(self, feature):
        """Label and length of each period that may be held."""
        if feature["series"] == "calendar_month":
            labels = [month_label(self.as_of, n) for n in range(MONTHS_HELD)]
            return [(label, month_length(label)) for label in labels]
        if feature["series"] == "statement_cycle":
            return [(f"{first}/{last}", (last - first).days + 1) for first, last in self.cycles()]
        days = [self.calendar.business_days_back(self.as_of, n) for n in range(6)]
        return [(day.isoformat(), 1) for day in days]

    def by_period(self, feature, currency):
        entries = []
        for n, (label, length) in enumerate(self.periods(feature)):
            if self.chance(0.06):
                continue
            value = self.scalar(feature, currency, length, partial=0.8 if n == 0 else 0.06)
            entries.append({"period": label, **(value if feature["type"] == "average" else {"value": value})})
        if self.chance(0.3):
            self.random.shuffle(entries)
        return entries

    def events(self, currency):
        entries = []
        for n in range(self.random.choice([0, 1, 1, 2, 2, 3, 4])):
            date = self.around([0, *self.stock.spans]).isoformat()
            entry = {"class": self.random.choice(CLASSES), "date": date, "id": f"e{n}"}
            amounts = [abs(self.stock.minor(self.random, currency)), self.stock.minor(self.random, currency)]
            for name, minor in zip(("amount", "balance_before"), amounts):
                if not self.chance(0.12):
                    near = self.stock.near(self.random, minor)
                    entry[name] = written(min(abs(near), MOST) if name == "amount" else near, MINOR_DIGITS[currency])
                elif self.chance(0.3):
                    entry[name] = None
            entries.append(entry)
        since = "ever" if self.chance(0.25) else self.around([90, 90, 180, 180, *self.stock.spans]).isoformat()
        return {"list": entries, "since": since}

    # Features of one holder.

    def value(self, feature, currency):
        if feature["type"] == "events":
            return self.events(currency)
        if "series" in feature:
            return self.by_period(feature, currency)
        return self.scalar(feature, currency)

    def features(self, catalogue, currency):
        held = {}
        for feature in catalogue:
            if self.chance(0.05):
                continue
            key = feature["id"] if feature["version"] == 1 else f"{feature['id']}@{feature['version']}"
            value = self.value(feature, currency)
            if self.chance(0.01):
                value = None
            elif self.chance(0.04):
                value = spoilt(self.random, feature, value)
            if self.chance(0.015):
                key = feature["id"] + self.random.choice(["", "@1", "@3", "@02"])
            held[key] = value
        return held

    def currency(self, usual):
        if self.chance(0.93):
            return usual
        return self.random.choice(CURRENCIES)

    def mostly(self, words):
        return words[0] if self.chance(0.8) else self.random.choice(words)

    def account(self, currency):
        random = self.random
        account = {
            "class": self.mostly(CAPACITIES),
            "kind": random.choice(KINDS),
            "role": self.mostly(ROLES),
            "status": self.mostly(STATUSES),
        }
        if self.chance(0.7):
            account["product"] = random.choice(PRODUCTS)
        own = self.currency(currency)
        if own != currency or self.chance(0.1):
            account["currency"] = own
        account["features"] = self.features(self.account_features, own)
        return account

    def request(self, slots):
        random = self.random
        offset = random.choice([-8 * 60, -5 * 60, 0, 330, 840])
        at = self.issued + timedelta(minutes=random.randrange(24 * 60, 10 * 24 * 60))
        now = at.astimezone(timezone(timedelta(minutes=offset)))
        if self.chance(0.6):
            hour, minute = random.choice([(0, 0), (7, 59), (8, 0), (9, 30), (9, 31), (18, 0), (23, 59)])
            now = now.replace(hour=hour, minute=minute, second=random.choice([0, 59]))
        age = random.choice([0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5])
        if self.chance(0.03):
            age = random.choice([-1, 44, 45, 46])
        self.as_of = back(now.date(), age)
        currency = self.currency(self.stock.currency)
        vector = {
            "as_of": self.as_of.isoformat(),
            "currency": currency,
            "features": self.features(self.customer, currency),
            "vector": 1,
        }
        if not self.chance(0.05):
            vector["accounts"] = [self.account(currency) for _ in range(random.choice([0, 1, 1, 2, 2, 3, 4]))]
        request = {
            "features": vector,
            "locales": ["en-US"],
            "now": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "page": random.choice(["accounts", "home", "transfer"]),
            "slots": slots,
            "storage": "durable",
            "visit": "own_session",
        }
        if not self.chance(0.2):
            request["device"] = random.choice(["phone", "tablet", "desktop"])
        return request
