"""What a vector says about one feature: a value, or None for UNKNOWN, for whatever reason it is not known."""

from fractions import Fraction
from typing import NamedTuple, Optional

from amounts import MINOR_DIGITS, in_range, minor_units, whole
from days import back, cycle, day, month_label, month_length

MOST_EVENTS = 256
MOST_DAYS = 36_600


class Value(NamedTuple):
    """One known value. Money and averages are of one family: an average is a sum over days, here never rounded."""

    family: str
    number: object
    currency: Optional[str] = None
    days: Optional[int] = None
    full: bool = True
    lower_bound: bool = False


class Event(NamedTuple):
    date: object
    kind: str
    amount: Optional[int]
    balance_before: Optional[int]
    currency: str


class Events(NamedTuple):
    since: object
    list: tuple


EVER = "ever"
NEVER = "never"


class Malformed(Exception):
    """Something under a feature's key that is no value of its type."""


def require(holds):
    if not holds:
        raise Malformed


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool) and in_range(value)


def known_fields(value, allowed):
    """The fields of an object that are not null; others than those allowed make it malformed."""
    require(isinstance(value, dict))
    given = {key: field for key, field in value.items() if field is not None}
    require(set(given) <= set(allowed))
    return given


def average(value, currency, period_days):
    fields = known_fields(value, {"days", "full", "sum"})
    days, full, total = fields.get("days"), fields.get("full"), whole(fields.get("sum"))
    require(is_whole(days) and 1 <= days <= MOST_DAYS and isinstance(full, bool) and total is not None)
    if period_days is not None:
        require(days == period_days if full else days <= period_days)
    return Value("money", Fraction(total, days), currency, days, full)


def scalar(value, feature, currency, period_days=None):
    """One value of the feature's type."""
    kind = feature["type"]
    if kind == "average":
        return average(value, currency, period_days)
    if kind == "money":
        minor = minor_units(value, MINOR_DIGITS[currency])
        require(minor is not None)
        return Value("money", minor, currency)
    if kind in ("count", "basis_points"):
        require(is_whole(value))
        return Value(kind, value)
    if kind == "flag":
        require(isinstance(value, bool))
        return Value(kind, value)
    if kind == "date":
        require(value == NEVER or day(value) is not None)
        return Value(kind, NEVER if value == NEVER else day(value))
    if kind == "enumeration":
        require(isinstance(value, str) and value in feature["values"])
        return Value(kind, value)
    raise ValueError(kind)


def period_of(label, series):
    """The period that a label names, and how many days it has."""
    if series == "calendar_month":
        require(isinstance(label, str) and len(label) == 7 and day(label + "-01") is not None)
        return label, month_length(label)
    if series == "statement_cycle":
        span = cycle(label)
        require(span is not None)
        return span, (span[1] - span[0]).days + 1
    if series == "day":
        require(day(label) is not None)
        return day(label), 1
    raise ValueError(series)


def by_period(value, feature, currency):
    require(isinstance(value, list))
    values = {}
    for entry in value:
        require(isinstance(entry, dict))
        period, length = period_of(entry.get("period"), feature["series"])
        require(period not in values)
        rest = {key: field for key, field in entry.items() if key != "period"}
        if feature["type"] == "average":
            held = rest
        else:
            fields = known_fields(rest, {"value"})
            require("value" in fields)
            held = fields["value"]
        values[period] = scalar(held, feature, currency, length)
    if feature["series"] == "statement_cycle":
        spans = sorted(values)
        require(all(earlier[1] < later[0] for earlier, later in zip(spans, spans[1:])))
    return values


def events(value, feature, currency):
    fields = known_fields(value, {"list", "since"})
    since, entries = fields.get("since"), fields.get("list")
    require(since == EVER or day(since) is not None)
    require(isinstance(entries, list) and len(entries) <= MOST_EVENTS)
    ids, found = set(), []
    for entry in entries:
        event = known_fields(entry, {"amount", "balance_before", "class", "date", "id"})
        require(isinstance(event.get("id"), str) and event["id"] not in ids)
        ids.add(event["id"])
        require(event.get("class") in feature["classes"] and day(event.get("date")) is not None)
        amounts = []
        for name in ("amount", "balance_before"):
            minor = None
            if name in event:
                minor = minor_units(event[name], MINOR_DIGITS[currency])
                require(minor is not None)
            amounts.append(minor)
        require(amounts[0] is None or amounts[0] >= 0)
        found.append(Event(day(event["date"]), event["class"], amounts[0], amounts[1], currency))
    return Events(since if since == EVER else day(since), tuple(found))


class Holder:
    """A customer or an account: the features of one scope, in one currency."""

    def __init__(self, facts, scope, features, currency):
        self.facts, self.scope, self.features, self.currency = facts, scope, features, currency
        self.seen = {}

    def read(self, feature_id):
        """All that is known of a feature: a value, values by period, events, or None."""
        if feature_id not in self.seen:
            self.seen[feature_id] = self.fresh(self.facts.catalogue[feature_id])
        return self.seen[feature_id]

    def fresh(self, feature):
        facts = self.facts
        if facts.ahead or feature["scope"] != self.scope or facts.too_old(feature.get("max_age")):
            return None
        version = feature["version"]
        value = self.features.get(feature["id"] if version == 1 else f"{feature['id']}@{version}")
        if value is None or feature.get("currency", self.currency) != self.currency:
            return None
        try:
            if feature["type"] == "events":
                return events(value, feature, self.currency)
            if "series" in feature:
                return by_period(value, feature, self.currency)
            return self.windowed(scalar(value, feature, self.currency), feature.get("window"))
        except Malformed:
            return None

    def windowed(self, value, window):
        """A count over more days than there are data for is only a lower bound."""
        if window is None:
            return value
        since = self.facts.customer.read(window["since"])
        complete_from = back(self.facts.as_of, window["days"] - 1)
        whole_window = since is not None and since.number != NEVER and since.number <= complete_from
        return value._replace(lower_bound=not whole_window)

    def value(self, feature_id, period=None, full_period=True):
        """One value; None where it is UNKNOWN, or partial where a full period is asked for."""
        read = self.read(feature_id)
        if read is not None and period is not None:
            read = self.in_period(read, period)
        if read is None or (full_period and not read.full):
            return None
        return read

    def in_period(self, values, period):
        unit, count = period[0], int(period[1:])
        as_of = self.facts.as_of
        if unit == "m":
            return values.get(month_label(as_of, count))
        if unit == "d":
            return values.get(self.facts.calendar.business_days_back(as_of, count))
        return values.get(cycle_back(values, as_of, count))


def cycle_back(spans, as_of, count):
    """The cycle that lies `count` cycles back, or None where the chain of cycles is broken before it."""
    current = next((span for span in spans if span[0] <= as_of < span[1]), None)
    if count == 0:
        return current
    ends = {span[1]: span for span in spans}
    if current is not None:
        found = ends.get(back(current[0], 1))
    else:
        last = max((end for end in ends if end <= as_of), default=None)
        found = ends[last] if last is not None and (as_of - last).days < 36 else None
    for _ in range(count - 1):
        found = ends.get(back(found[0], 1)) if found is not None else None
    return found
