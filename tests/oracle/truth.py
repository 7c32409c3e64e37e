"""Kleene's strong three-valued logic: True, False, and None for UNKNOWN."""


def negation(truth):
    return None if truth is None else not truth


def conjunction(truths):
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def disjunction(truths):
    return negation(conjunction(negation(truth) for truth in truths))


def at_least(count, truths):
    truths = list(truths)
    if truths.count(True) >= count:
        return True
    if truths.count(True) + truths.count(None) < count:
        return False
    return None


def compare(left, word, right):
    if word == "below":
        return left < right
    if word == "at_most":
        return left <= right
    if word == "above":
        return left > right
    if word == "at_least":
        return left >= right
    if word == "equal":
        return left == right
    raise ValueError(word)


def number_between(low, high, word, value):
    """Whether a number, known only to lie in low..high (`high` None: no upper end), stands on that side of `value`.

    The sides change at `value` only, so the ends, `value` and its neighbours stand for all numbers in between.
    """
    candidates = {low, value - 1, value, value + 1, high if high is not None else max(low, value) + 2}
    answers = {compare(n, word, value) for n in candidates if n >= low and (high is None or n <= high)}
    return answers.pop() if len(answers) == 1 else None
