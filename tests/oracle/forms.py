"""Random conditions that the language allows, over a bundle's catalogue."""

from datetime import timedelta

from amounts import MINOR_DIGITS, written
from material import CLASSES, KINDS, PRODUCTS, REGIONS

SIDES = ["below", "at_most", "above", "at_least", "equal"]
DEEPEST = 8
ROLES = ["owner", "joint_owner", "authorized_user", "signer", "custodian"]
STATUSES = ["open", "pending", "blocked", "dormant", "closed", "charged_off"]
CAPACITIES = ["consumer", "business", "fiduciary", "escrow", "retirement", "health"]
LETTERS = {"calendar_month": "m", "statement_cycle": "c", "day": "d"}


def percent(bp):
    sign = "-" if bp < 0 else ""
    return f"{sign}{written(abs(bp), 2)} %"


class Forms:
    """Draws conditions; `random` decides all."""

    def __init__(self, random, stock, catalogue, today, segments=()):
        self.random, self.stock, self.today = random, stock, today
        self.features = catalogue["features"]
        self.segments = list(segments)

    # What conditions are made of.

    def those(self, scope, test):
        return [f for f in self.features if f["scope"] == scope and test(f)]

    def choose(self, scope, test):
        return self.random.choice(self.those(scope, test))

    def some(self, values, least=1):
        """Some of the values, in their order."""
        count = self.random.randint(least, max(least, len(values) - 1))
        chosen = set(self.random.sample(values, count))
        return [value for value in values if value in chosen]

    def chance(self, share):
        return self.random.random() < share

    def family(self, feature):
        kind = feature["type"]
        return "money" if kind in ("money", "average", "events") else kind

    def alike(self, feature):
        """What tells values apart that must not be compared."""
        return self.family(feature), feature.get("unit"), feature.get("currency")

    def money(self, feature, minor):
        currency = feature.get("currency", self.stock.currency)
        return f"{written(minor, MINOR_DIGITS[currency])} {currency}"

    def amount(self, feature, above_zero=False):
        """A fixed amount of the feature's type."""
        stock, random, family = self.stock, self.random, self.family(feature)
        if family == "date":
            return (self.today - timedelta(days=random.choice(stock.spans) + random.choice((-1, 0, 1)))).isoformat()
        if family == "money":
            currency = feature.get("currency", stock.currency)
            minor = stock.near(random, stock.minor(random, currency))
            if above_zero:
                minor = min(max(abs(minor), 1), 2**63 - 1)
            return self.money(feature, minor)
        number = stock.count(random) if family == "count" else stock.bp(random)
        if above_zero:
            number = min(max(abs(number), 1), 100_000_000)
        if family == "basis_points":
            return percent(number)
        # A signed text holds no larger number; a vector may.
        number = min(max(number, 1 - 2**53), 2**53 - 1)
        return f"{number} {feature['unit']}" if "unit" in feature else number

    def step(self, feature):
        """How far a value went; above zero."""
        if self.family(feature) != "money" or self.chance(0.3):
            return self.amount(feature, above_zero=True)
        apart = self.stock.step(self.random, feature.get("currency", self.stock.currency))
        return self.money(feature, max(self.stock.near(self.random, apart), 1))

    def period(self, feature):
        if "series" not in feature:
            return None
        return f"{LETTERS[feature['series']]}{self.random.choice([0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 36])}"

    def operand(self, feature):
        period = self.period(feature)
        return {"feature": feature["id"]} if period is None else {"feature": feature["id"], "period": period}

    def full(self, condition):
        if self.chance(0.2):
            condition["full_period"] = self.chance(0.3)
        return condition

    def threshold(self, feature, scope, fixed=0.7):
        single = ("date", "events")
        others = self.those(scope, lambda f: self.alike(f) == self.alike(feature) and f["type"] not in single)
        if not others or self.chance(fixed):
            return self.amount(feature)
        relative = self.operand(self.random.choice(others))
        if self.chance(0.75):
            relative["percent"] = percent(self.random.choice(self.stock.shares))
            if self.chance(0.3):
                relative["min_base"] = self.amount(feature, above_zero=True)
        if self.chance(0.4):
            relative["plus"] = self.amount(feature)
        return relative

    def side(self):
        return self.random.choice(SIDES)

    # The forms.

    def level(self, scope):
        feature = self.choose(scope, lambda f: f["type"] not in ("flag", "enumeration", "events"))
        value = self.threshold(feature, scope)
        return {"level": self.full({**self.operand(feature), "is": self.side(), "value": value})}

    def crossing(self, scope):
        feature = self.choose(scope, lambda f: "series" in f)
        letter, to = LETTERS[feature["series"]], self.random.choice([0, 1, 1, 1, 2])
        held = {
            "feature": feature["id"],
            "from": f"{letter}{to + self.random.choice([1, 1, 1, 2])}",
            "to": f"{letter}{to}",
            "goes": self.random.choice(["below", "above"]),
            "value": self.amount(feature),
        }
        if self.chance(0.3):
            held["gap"] = self.step(feature)
        return {"crossing": self.full(held)}

    def change(self, scope):
        one = self.choose(scope, lambda f: f["type"] in ("money", "average", "count", "basis_points"))
        other = self.choose(scope, lambda f: self.alike(f) == self.alike(one) and f["type"] != "events")
        if "series" in one and self.chance(0.7):
            other = one
        held = {"from": self.operand(one), "to": self.operand(other), "goes": self.random.choice(["up", "down"])}
        if self.chance(0.4):
            held["is"] = self.random.choice(["at_least", "above"])
        if one["type"] != "basis_points" and self.chance(0.6):
            held["by"] = percent(self.random.choice([1, 1000, 2000, 2000, 5000, 10_000, 100_000_000]))
            if self.chance(0.3):
                held["base"] = self.random.choice(["positive", "absolute"])
            if self.chance(0.3):
                held["min_base"] = self.amount(one, above_zero=True)
            if self.chance(0.3):
                held["min_change"] = self.step(one)
        else:
            held["by"] = self.step(one)
        return {"change": self.full(held)}

    def run(self, scope, least):
        feature = self.choose(scope, lambda f: "series" in f)
        held = {"feature": feature["id"], "periods": least + self.random.choice([0, 0, 0, 1])}
        if feature["series"] != "calendar_month" or self.chance(0.3):
            held["ending"] = f"{LETTERS[feature['series']]}{self.random.choice([0, 1, 1, 2])}"
        return feature, self.full(held)

    def consecutive(self, scope):
        feature, held = self.run(scope, 2)
        return {"consecutive": {**held, "is": self.side(), "value": self.threshold(feature, scope)}}

    def trend(self, scope):
        feature, held = self.run(scope, 3)
        return {"trend": {**held, "goes": self.random.choice(["up", "down"]), "by": self.step(feature)}}

    def dated(self, scope):
        feature = self.choose(scope, lambda f: f["type"] == "date")["id"]
        form = self.random.choice(["recent", "recent", "past", "upcoming", "never"])
        if form == "never":
            return {"never": feature}
        days = self.random.choice(self.stock.spans)
        if form != "recent" and self.chance(0.1):
            days = 0
        return {form: {"feature": feature, "days": days}}

    def flag(self, scope):
        return {"flag": self.choose(scope, lambda f: f["type"] == "flag")["id"]}

    def one_of(self, scope):
        feature = self.choose(scope, lambda f: f["id"] in ("geo.region", "acc.region"))
        return {"one_of": {"feature": feature["id"], "values": self.some(REGIONS)}}

    def event(self, scope):
        feature = self.choose(scope, lambda f: f["type"] == "events")
        held = {"feature": feature["id"], "days": self.random.choice(self.stock.spans)}
        if self.chance(0.4):
            held["classes"] = self.some(CLASSES)
        if self.chance(0.4):
            held["amount"] = {"is": self.side(), "value": self.threshold(feature, scope)}
        if self.chance(0.3):
            held["of_balance"] = {"is": self.side(), "percent": percent(self.random.choice(self.stock.shares))}
            if self.chance(0.3):
                held["of_balance"]["min_base"] = self.amount(feature, above_zero=True)
        if self.chance(0.5):
            held["count"] = {"is": self.side(), "value": self.random.choice([0, 1, 1, 2, 3, 65535])}
        return {"event": held}

    def first(self, scope):
        feature = self.choose(scope, lambda f: f["type"] == "events")
        days = self.random.choice(self.stock.spans)
        lookback = self.random.choice(["all", days + 1, days + self.random.choice(self.stock.spans)])
        held = {"feature": feature["id"], "days": days, "lookback": lookback}
        if self.chance(0.5):
            held["classes"] = self.some(CLASSES)
        return {"first": held}

    def calendar(self, _scope):
        form = self.random.choice(["dates", "season", "month_days"])
        one, other = (self.today + timedelta(days=self.random.choice([-40, -1, 0, 0, 1, 2, 40])) for _ in range(2))
        if form == "season":
            return {"calendar": {"season": {"from": f"{one:%m-%d}", "until": f"{other:%m-%d}"}}}
        if form == "dates":
            one, other = min(one, other), max(one, other)
            return {"calendar": {"dates": {"from": one.isoformat(), "until": other.isoformat()}}}
        return {"calendar": {"month_days": {"from": min(one.day, other.day), "until": max(one.day, other.day)}}}

    def session(self, _scope):
        form = self.random.choice(["pages", "devices", "hours"])
        if form == "pages":
            return {"session": {"pages": self.some(["accounts", "home", "transfer"])}}
        if form == "devices":
            return {"session": {"devices": self.some(["phone", "tablet", "desktop"])}}
        one, other = self.random.sample(["00:00", "08:00", "09:30", "09:31", "18:00", "23:59"], 2)
        return {"session": {"hours": {"from": one, "until": other}}}

    def owning(self, _scope):
        return {self.random.choice(["owns", "lacks"]): self.random.choice(["card", "line", "loan"])}

    def segment(self, scope):
        return {"segment": self.random.choice(self.segments)} if self.segments else self.flag(scope)

    def filter(self):
        held = {"kind": self.random.choice(KINDS)}
        if self.chance(0.2):
            held["product"] = self.random.choice(PRODUCTS)
        for name, words in (("roles", ROLES), ("statuses", STATUSES), ("classes", CAPACITIES)):
            if self.chance(0.15):
                held[name] = self.some(words)
        return held

    def accounts(self, depth):
        """A block over accounts; `depth` levels are left for what it holds."""
        form = self.random.choice(["any_account", "any_account", "every_account", "count_accounts"])
        depths = [min(depth, self.random.choice([1, 1, 1, 2, 3])) for _ in range(self.random.choice([1, 1, 2]))]
        parts = [self.condition(one, "account") for one in depths]
        held = {**self.filter(), "where": parts}
        if form == "count_accounts":
            held |= {"is": self.side(), "value": self.random.choice([0, 1, 1, 2])}
            if self.chance(0.2):
                del held["where"]
        return {form: held}

    def combined(self, _scope):
        # Accounts seldom have cycles, or averages without period, of the same number of days.
        rare = ("acc.avg", "acc.cycle") if self.chance(0.8) else ()
        feature = self.choose("account", lambda f: f["type"] in ("money", "average") and f["id"] not in rare)
        include = [self.filter() for _ in range(self.random.choice([1, 2, 2]))]
        if self.chance(0.6):
            include = [{"kind": kind} for kind in self.some(KINDS)]
        if self.chance(0.4):
            # The same accounts twice, which must count once.
            include.append({"kind": include[0]["kind"], "statuses": ["open", "dormant"]})
        held = {**self.operand(feature), "include": include, "is": self.side(), "value": self.amount(feature)}
        return {"combined": self.full(held)}

    COMMON = [level] * 4 + [crossing, change, change, consecutive, trend]
    COMMON += [dated, dated, flag, one_of, event, event, first]
    CUSTOMERS = [calendar, session, owning, segment, combined]

    def leaf(self, scope):
        forms = self.COMMON + self.CUSTOMERS if scope == "customer" else self.COMMON
        return self.random.choice(forms)(self, scope)

    def condition(self, depth, scope="customer"):
        """A condition that nests `depth` deep, or less."""
        if depth <= 1:
            return {"always": True} if self.chance(0.02) else self.leaf(scope)
        if scope == "customer" and self.chance(0.3):
            return self.accounts(depth - 1)
        form = self.random.choice(["all", "any", "any", "not", "at_least"])
        if form == "not":
            return {"not": self.condition(depth - 1, scope)}
        # One part goes as deep as allowed; the others stay small, so that the deepest part matters.
        parts = [self.condition(depth - 1, scope)]
        for _ in range(self.random.choice([0, 1, 1, 2])):
            parts.append(self.condition(self.random.choice([1, 1, min(2, depth - 1)]), scope))
        self.random.shuffle(parts)
        if form == "at_least":
            return {"at_least": {"count": self.random.randint(1, len(parts)), "of": parts}}
        return {form: parts}

    def trigger(self):
        return self.condition(self.random.choice([1, 1, 1, 2, 2, 2, 3, 4, 5, DEEPEST]))
