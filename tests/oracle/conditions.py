"""What a condition is: TRUE, FALSE or UNKNOWN for one request.

`Facts` is one request held against the catalogue and the policy; `evaluate` walks a condition, form by form.
"""

import accounts
import moments
import occurrences
import values
from days import Calendar, day, moment
from readings import Holder
from truth import at_least, conjunction, disjunction, negation

OWNERS = ("owner", "joint_owner")
IN_PROGRESS = ("started", "submitted", "in_review", "approved")


class Facts:
    """All that a condition can depend on."""

    def __init__(self, catalogue, policy, request):
        self.catalogue = {feature["id"]: feature for feature in catalogue["features"]}
        self.calendar = Calendar(policy["calendar"])
        self.segments = {f"{s['segment']}@{s['version']}": s["when"] for s in policy.get("segments", [])}
        self.substitutes = policy.get("substitutes", {})
        self.request = request
        self.now = moment(request["now"])
        self.today = self.now.date()
        vector = request["features"]
        self.as_of = day(vector["as_of"])
        self.ahead = self.as_of > self.today
        self.customer = Holder(self, "customer", vector["features"], vector["currency"])
        listed = vector.get("accounts")
        self.accounts = None if listed is None or self.ahead else [self.account(d, vector["currency"]) for d in listed]

    def account(self, document, currency):
        own = document.get("currency") or currency
        return accounts.Account(document, Holder(self, "account", document["features"], own))

    def too_old(self, max_age):
        if max_age is None:
            return False
        if "days" in max_age:
            return (self.today - self.as_of).days > max_age["days"]
        return self.calendar.days_after(self.as_of, self.today) > max_age["business_days"]


def owns(product, facts):
    """The bank's flag and, where the catalogue tells roles apart, an owner's role."""
    holder = facts.customer
    flag = values.flag(f"own.{product}", holder)
    if f"role.{product}" not in facts.catalogue:
        return flag
    role = holder.value(f"role.{product}")
    return conjunction([flag, None if role is None else role.number in OWNERS])


def owns_or_substitute(product, facts):
    return disjunction(owns(one, facts) for one in [product, *facts.substitutes.get(product, [])])


def application_pending(product, facts):
    """FALSE where the catalogue knows of no applications."""
    feature = f"app.{product}.state"
    if facts.catalogue.get(feature, {}).get("type") != "enumeration":
        return False
    state = facts.customer.value(feature)
    return None if state is None else state.number in IN_PROGRESS


READING_FORMS = {
    "level": values.level,
    "crossing": values.crossing,
    "change": values.change,
    "consecutive": values.consecutive,
    "trend": values.trend,
    "flag": values.flag,
    "one_of": values.one_of,
    "recent": moments.recent,
    "past": moments.past,
    "upcoming": moments.upcoming,
    "never": moments.never,
    "event": occurrences.event,
    "first": occurrences.first,
}
ACCOUNT_FORMS = {
    "any_account": accounts.any_account,
    "every_account": accounts.every_account,
    "count_accounts": accounts.count_accounts,
}


def evaluate(condition, holder):
    """The truth of a condition whose features are those of `holder`: the customer, or one account."""
    ((form, held),) = condition.items()
    facts = holder.facts
    if form in READING_FORMS:
        return READING_FORMS[form](held, holder)
    if form == "always":
        return True
    if form == "all":
        return conjunction(evaluate(part, holder) for part in held)
    if form == "any":
        return disjunction(evaluate(part, holder) for part in held)
    if form == "not":
        return negation(evaluate(held, holder))
    if form == "at_least":
        return at_least(held["count"], (evaluate(part, holder) for part in held["of"]))
    if form in ACCOUNT_FORMS:
        return ACCOUNT_FORMS[form](held, facts, evaluate)
    if form == "combined":
        return accounts.combined(held, facts)
    if form == "segment":
        return evaluate(facts.segments[held], holder)
    if form == "owns":
        return owns(held, facts)
    if form == "lacks":
        return negation(owns(held, facts))
    if form == "calendar":
        return moments.calendar(held, facts)
    if form == "session":
        return moments.session(held, facts)
    raise ValueError(form)
