"""Amounts as texts: exact or nothing."""

import re

from days import day

MINOR_DIGITS = {"USD": 2, "EUR": 2, "GBP": 2, "CAD": 2, "CHF": 2, "JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3}
LEAST, MOST = -(2**63), 2**63 - 1


def in_range(number):
    return LEAST <= number <= MOST


def whole(text):
    """The whole number in `text`, one number one spelling, or None."""
    if isinstance(text, str) and re.fullmatch(r"-?(0|[1-9][0-9]*)", text, re.ASCII) and text != "-0":
        number = int(text)
        return number if in_range(number) else None
    return None


def minor_units(text, digits):
    """The amount in `text` with exactly so many digits after the point, in minor units, or None."""
    point = rf"\.[0-9]{{{digits}}}" if digits else ""
    if not isinstance(text, str) or not re.fullmatch(rf"-?(0|[1-9][0-9]*){point}", text, re.ASCII):
        return None
    number = int(text.replace(".", ""))
    if not in_range(number) or (number == 0 and text.startswith("-")):
        return None
    return number


def written(minor, digits):
    """The text of an amount in minor units."""
    if digits == 0:
        return str(minor)
    sign, number = ("-" if minor < 0 else ""), str(abs(minor)).rjust(digits + 1, "0")
    return f"{sign}{number[:-digits]}.{number[-digits:]}"


def fixed(amount):
    """What a condition writes as (family, number or day, currency)."""
    if isinstance(amount, int):
        return "count", amount, None
    if amount.endswith(" %"):
        return "basis_points", minor_units(amount[:-2], 2), None
    if day(amount) is not None:
        return "date", day(amount), None
    number, word = amount.split(" ")
    if word in ("days", "months", "years", "points", "deciles"):
        return "count", int(number), None
    return "money", minor_units(number, MINOR_DIGITS[word]), word


def hundred_major_units(currency):
    return 100 * 10 ** MINOR_DIGITS[currency]
