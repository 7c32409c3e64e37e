"""Forms about single events."""

from amounts import fixed
from days import back
from readings import EVER, Value
from truth import compare, conjunction, number_between
from values import base_suffices, stands, threshold_for


def of_class(event, condition):
    return "classes" not in condition or event.kind in condition["classes"]


def amount_meets(event, wanted, holder):
    if event.amount is None:
        return None
    amount = Value("money", event.amount, event.currency)
    return stands(amount, wanted["is"], threshold_for(amount, wanted["value"], holder, True))


def share_meets(event, wanted):
    """The amount against a share of the balance just before it."""
    if event.amount is None or event.balance_before is None:
        return None
    if not base_suffices(event.balance_before, event.currency, "money", wanted.get("min_base")):
        return None
    share = fixed(wanted["percent"])[1] * event.balance_before
    return compare(event.amount * 10_000, wanted["is"], share)


def complete_from(events, first_day):
    return events.since == EVER or events.since <= first_day


def event(condition, holder):
    events, as_of = holder.read(condition["feature"]), holder.facts.as_of
    if events is None:
        return None
    truths = []
    for one in events.list:
        if back(as_of, condition["days"]) < one.date <= as_of:
            parts = [of_class(one, condition)]
            if "amount" in condition:
                parts.append(amount_meets(one, condition["amount"], holder))
            if "of_balance" in condition:
                parts.append(share_meets(one, condition["of_balance"]))
            truths.append(conjunction(parts))
    low = truths.count(True)
    complete = complete_from(events, back(as_of, condition["days"] - 1))
    high = low + truths.count(None) if complete else None
    count = condition.get("count", {"is": "at_least", "value": 1})
    return number_between(low, high, count["is"], count["value"])


def first(condition, holder):
    events, as_of = holder.read(condition["feature"]), holder.facts.as_of
    if events is None:
        return None
    days, lookback = condition["days"], condition["lookback"]
    window_begins = back(as_of, days)
    dates = [one.date for one in events.list if of_class(one, condition)]
    recently = any(window_begins < date <= as_of for date in dates)
    if lookback == "all":
        before = any(date <= window_begins for date in dates)
        whole = events.since == EVER
    else:
        before = any(back(as_of, lookback) < date <= window_begins for date in dates)
        whole = complete_from(events, back(as_of, lookback - 1))
    if before:
        return False
    if recently:
        return True if whole else None
    return False if complete_from(events, back(as_of, days - 1)) else None
