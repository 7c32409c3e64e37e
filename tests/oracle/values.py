"""Forms that compare values: where they stand, how they moved, for how long.

Every comparison is of exact numbers. An amount that is in another currency than a value makes the comparison UNKNOWN.
"""

from fractions import Fraction

from amounts import fixed, hundred_major_units
from readings import NEVER
from truth import compare


def amount_for(value, amount):
    """The number of a fixed amount, where the value is comparable with it, else None."""
    _, number, currency = fixed(amount)
    return number if currency == value.currency and value.number != NEVER else None


def base_suffices(base, currency, family, min_base):
    """Whether a share of `base` means anything."""
    if base <= 0:
        return False
    if min_base is not None:
        _, least, least_currency = fixed(min_base)
        return least_currency == currency and base >= least
    return base >= (hundred_major_units(currency) if family == "money" else 1)


def threshold_for(value, threshold, holder, full_period):
    """The number that a value is compared with, or None."""
    if not isinstance(threshold, dict):
        return amount_for(value, threshold)
    other = holder.value(threshold["feature"], threshold.get("period"), full_period)
    if other is None or other.lower_bound or value.lower_bound or other.currency != value.currency:
        return None
    number = Fraction(other.number)
    if "percent" in threshold:
        if not base_suffices(number, other.currency, other.family, threshold.get("min_base")):
            return None
        number = number * fixed(threshold["percent"])[1] / 10_000
    if "plus" in threshold:
        plus = amount_for(value, threshold["plus"])
        if plus is None:
            return None
        number += plus
    return number


def stands(value, word, threshold):
    """Whether a value stands on that side of a number; a lower bound can only show that it is exceeded."""
    if value is None or threshold is None:
        return None
    if not value.lower_bound:
        return compare(value.number, word, threshold)
    if word in ("at_least", "above"):
        return True if compare(value.number, word, threshold) else None
    exceeded = value.number >= threshold if word == "below" else value.number > threshold
    return False if exceeded else None


def full(condition):
    return condition.get("full_period", True)


def level(condition, holder):
    value = holder.value(condition["feature"], condition.get("period"), full(condition))
    if value is None:
        return None
    return stands(value, condition["is"], threshold_for(value, condition["value"], holder, full(condition)))


def crossing(condition, holder):
    earlier, later = (holder.value(condition["feature"], condition[end], full(condition)) for end in ("from", "to"))
    if earlier is None or later is None:
        return None
    limit = amount_for(earlier, condition["value"])
    gap = amount_for(earlier, condition["gap"]) if "gap" in condition else 0
    if limit is None or gap is None:
        return None
    if condition["goes"] == "below":
        return earlier.number >= limit + gap and later.number < limit
    return earlier.number <= limit - gap and later.number > limit


def change(condition, holder):
    earlier, later = (
        holder.value(condition[end]["feature"], condition[end].get("period"), full(condition)) for end in ("from", "to")
    )
    if earlier is None or later is None or earlier.lower_bound or later.lower_bound:
        return None
    if earlier.currency != later.currency:
        return None
    delta = later.number - earlier.number
    if condition["goes"] == "down":
        delta = -delta
    word = condition.get("is", "at_least")
    family, by, _ = fixed(condition["by"])
    if family == "basis_points" and earlier.family != "basis_points":
        base = abs(earlier.number) if condition.get("base") == "absolute" else earlier.number
        if not base_suffices(base, earlier.currency, earlier.family, condition.get("min_base")):
            return None
        moved = compare(delta * 10_000, word, by * base)
    else:
        by = amount_for(earlier, condition["by"])
        moved = None if by is None else compare(delta, word, by)
    if moved is None or "min_change" not in condition:
        return moved
    least = amount_for(earlier, condition["min_change"])
    return None if least is None else moved and delta >= least


def run(condition, holder):
    """The values of `periods` periods up to `ending`, the latest first."""
    ending = condition.get("ending", "m1")
    unit, last = ending[0], int(ending[1:])
    periods = [f"{unit}{last + n}" for n in range(condition["periods"])]
    return [holder.value(condition["feature"], period, full(condition)) for period in periods]


def consecutive(condition, holder):
    values = run(condition, holder)
    if None in values:
        return None
    truths = [stands(v, condition["is"], threshold_for(v, condition["value"], holder, full(condition))) for v in values]
    return None if None in truths else all(truths)


def trend(condition, holder):
    values = run(condition, holder)
    if None in values:
        return None
    by = amount_for(values[0], condition["by"])
    if by is None:
        return None
    numbers = [value.number for value in reversed(values)]
    if condition["goes"] == "down":
        numbers = [-number for number in numbers]
    turned = any(later < earlier for earlier, later in zip(numbers, numbers[1:]))
    return not turned and numbers[-1] - numbers[0] >= by


def flag(feature, holder):
    value = holder.value(feature)
    return None if value is None else value.number


def one_of(condition, holder):
    value = holder.value(condition["feature"])
    return None if value is None else value.number in condition["values"]
