"""Values that are none: what a vector may carry under a feature's key by mistake."""

from amounts import MOST


def _money(random, value):
    broken = [5, "", " 1.00", "1.0000", "1e2", "+1.00", "-0.00", "-0", "01.00", "1,00", "99999999999999999999.00", True]
    return random.choice([*broken, [value], str(value) + "0"])


def _whole(random, value):
    return random.choice([str(value), 1.5, 1.0, MOST + 1, -MOST - 2, True, [value], {"value": value}])


def _flag(random, _value):
    return random.choice([0, 1, "true", [True]])


def _date(random, value):
    return random.choice(["2026-02-30", "2026-2-1", 20260201, "Never", f"{value}T00:00:00Z", "", "20260201", False])


def _enumeration(random, value):
    return random.choice(["atlantis", 1, "", str(value).upper(), [value]])


def _average(random, value):
    other = dict(value)
    other |= random.choice(
        [
            {"days": 0},
            {"days": 36_601},
            {"days": 36_601, "full": False},
            {"days": value["days"] + 1},
            {"days": value["days"] + 1, "full": False},
            {"days": max(value["days"] - 1, 1), "full": True},
            {"days": str(value["days"])},
            {"full": "true"},
            {"full": not value["full"]},
            {"full": None},
            {"sum": 5},
            {"sum": "5.00"},
            {"sum": "-0"},
            {"sum": str(MOST + 1)},
            {"sum": None},
            {"note": 1},
        ]
    )
    return other


def _events(random, value):
    entries = [dict(entry) for entry in value["list"]]
    change = random.randrange(12)
    if change == 0:
        return {"list": entries}
    if change == 1:
        return {"since": "never", "list": entries}
    if change == 2:
        return entries
    if change == 3:
        many = [{"class": "fee", "date": "2020-01-01", "id": f"old{n}"} for n in range(257)]
        return {"since": "ever", "list": many}
    if not entries or change == 4:
        return {"since": value["since"], "list": entries, "more": 1}
    spoilt = random.choice(entries)
    if change == 5:
        entries.append(dict(spoilt))
    else:
        signed = "-" + (spoilt.get("amount") or "1")
        faults = [{"class": "lottery"}, {"class": None}, {"date": "never"}, {"amount": 12}, {"amount": signed}]
        spoilt |= random.choice([*faults, {"id": None}, {"more": 1}])
    return {"since": value["since"], "list": entries}


def _by_period(random, value, kind):
    entries = [dict(entry) for entry in value]
    change = random.randrange(5)
    if change == 0 or not entries:
        return {"period": value}
    spoilt = random.choice(entries)
    if change == 1:
        entries.append(dict(spoilt))
    elif change == 2:
        spoilt["period"] = random.choice(["2026-13", "2026-1", "2026", "2026-10-16/2026-09-17", "m1", 202610, None])
    elif change == 3:
        spoilt["value" if kind != "average" else "sum"] = None
    elif kind == "average":
        entries[entries.index(spoilt)] = _average(random, spoilt)
    else:
        spoilt["value"] = SPOILERS[kind](random, spoilt["value"])
    return entries


SPOILERS = {
    "money": _money,
    "count": _whole,
    "basis_points": _whole,
    "flag": _flag,
    "date": _date,
    "enumeration": _enumeration,
    "average": _average,
    "events": _events,
}


def spoilt(random, feature, value):
    """`value` with a fault that makes it none of its feature's type."""
    if "series" in feature:
        return _by_period(random, value, feature["type"])
    return SPOILERS[feature["type"]](random, value)
