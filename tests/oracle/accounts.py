"""Forms about accounts: which are meant, and what one, each, some or all of them together must meet."""

from fractions import Fraction

from amounts import fixed
from truth import compare, conjunction, disjunction, number_between


class Account:
    """One account, and what is known of it."""

    def __init__(self, document, holder):
        self.document, self.holder = document, holder

    def is_meant(self, filter_):
        document = self.document
        return (
            document["kind"] == filter_["kind"]
            and ("product" not in filter_ or document.get("product") == filter_["product"])
            and document["role"] in filter_.get("roles", ["owner", "joint_owner"])
            and document["status"] in filter_.get("statuses", ["open"])
            and document["class"] in filter_.get("classes", ["consumer"])
        )


def truths_of(block, facts, evaluate):
    """One truth an account that is meant; None where the vector does not list accounts."""
    if facts.accounts is None:
        return None
    meant = [account for account in facts.accounts if account.is_meant(block)]
    return [conjunction(evaluate(part, account.holder) for part in block.get("where", [])) for account in meant]


def any_account(block, facts, evaluate):
    truths = truths_of(block, facts, evaluate)
    return None if truths is None else disjunction(truths)


def every_account(block, facts, evaluate):
    truths = truths_of(block, facts, evaluate)
    if truths is None:
        return None
    return conjunction(truths) if truths else False


def count_accounts(block, facts, evaluate):
    truths = truths_of(block, facts, evaluate)
    if truths is None:
        return None
    low = truths.count(True)
    return number_between(low, low + truths.count(None), block["is"], block["value"])


def combined(condition, facts):
    if facts.accounts is None:
        return None
    meant = [account for account in facts.accounts if any(account.is_meant(f) for f in condition["include"])]
    full = condition.get("full_period", True)
    values = [account.holder.value(condition["feature"], condition.get("period"), full) for account in meant]
    if not values or None in values:
        return None
    if len({value.currency for value in values}) > 1 or len({value.days for value in values}) > 1:
        return None
    _, limit, currency = fixed(condition["value"])
    if currency != values[0].currency:
        return None
    return compare(sum(Fraction(value.number) for value in values), condition["is"], limit)
