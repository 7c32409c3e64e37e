"""Forms about dates, the calendar and the visit."""

from datetime import timedelta

from days import back, day
from readings import NEVER


def date_of(feature, holder):
    value = holder.value(feature)
    return None if value is None else value.number


def recent(condition, holder):
    date, as_of = date_of(condition["feature"], holder), holder.facts.as_of
    if date is None or date == NEVER:
        return None if date is None else False
    if date > as_of:
        return None
    return date > back(as_of, condition["days"])


def past(condition, holder):
    date = date_of(condition["feature"], holder)
    if date is None or date == NEVER:
        return None if date is None else False
    return date <= back(holder.facts.as_of, condition["days"])


def upcoming(condition, holder):
    date, as_of = date_of(condition["feature"], holder), holder.facts.as_of
    if date is None or date == NEVER:
        return None if date is None else False
    return as_of <= date <= as_of + timedelta(days=condition["days"])


def never(feature, holder):
    date = date_of(feature, holder)
    return None if date is None else date == NEVER


def between(first, value, last):
    """Both included; over the end where the last lies before the first."""
    return first <= value <= last if first <= last else value >= first or value <= last


def calendar(condition, facts):
    today = facts.today
    ((form, span),) = condition.items()
    if form == "dates":
        return day(span["from"]) <= today <= day(span["until"])
    if form == "season":
        return between(span["from"], f"{today.month:02}-{today.day:02}", span["until"])
    return span["from"] <= today.day <= span["until"]


def session(condition, facts):
    request = facts.request
    ((form, told),) = condition.items()
    if form == "pages":
        return request["page"] in told
    if form == "devices":
        device = request.get("device")
        return None if device is None else device in told
    time = f"{facts.now.hour:02}:{facts.now.minute:02}"
    if told["from"] < told["until"]:
        return told["from"] <= time < told["until"]
    return time >= told["from"] or time < told["until"]
