"""Civil days, months, statement cycles and the bank's business days."""

import re
from datetime import date, datetime, timedelta, timezone

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def day(text):
    """The day in `text`, or None: `2026-11-23` and no other spelling."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def back(of, days):
    return of - timedelta(days=days)


def moment(text):
    """The moment with the bank's offset; RFC 3339."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def millis(at):
    return (at - EPOCH) // timedelta(milliseconds=1)


def month_label(of, months_back):
    count = of.year * 12 + of.month - 1 - months_back
    return f"{count // 12:04}-{count % 12 + 1:02}"


def month_length(label):
    first = day(label + "-01")
    following = day(month_label(first, -1) + "-01")
    return (following - first).days


def cycle(label):
    """The first and last day in `2026-09-17/2026-10-16`, or None."""
    if not isinstance(label, str) or label.count("/") != 1:
        return None
    first, last = (day(part) for part in label.split("/"))
    if first is None or last is None or first > last:
        return None
    return first, last


class Calendar:
    """The days on which the bank posts."""

    def __init__(self, document):
        self.weekend = {WEEKDAYS.index(word) for word in document["weekend"]}
        self.holidays = {day(text) for text in document["holidays"]}

    def posts_on(self, of):
        return of.weekday() not in self.weekend and of not in self.holidays

    def days_after(self, earlier, later):
        """How many business days follow `earlier`, up to and including `later`."""
        return sum(self.posts_on(back(later, n)) for n in range((later - earlier).days))

    def business_days_back(self, of, count):
        while count > 0:
            of = back(of, 1)
            count -= self.posts_on(of)
        return of
