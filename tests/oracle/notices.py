"""What the bank is told: each tier of a campaign whose trigger is TRUE, once a period of the vector's day."""

from datetime import date
from decimal import Decimal

from amounts import MINOR_DIGITS
from conditions import Facts, evaluate
from days import millis, moment
from gates import CLOCK_TOLERANCE, History, suppression_gate

OLDEST = 400


def period(again, day):
    if again == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "once": "once"}[again]


def is_told(campaign, bundle, facts):
    """Whether the campaign says anything; slots, visits, contact policy and comparison groups do not matter."""
    now, name = millis(facts.now), campaign["campaign"]
    release = bundle.get("release")
    if release and not millis(moment(release["issued"])) - CLOCK_TOLERANCE <= now < millis(moment(release["expires"])):
        return False
    if name in bundle.get("denied", ()) or name in bundle.get("rejected", ()):
        return False
    if not millis(moment(campaign["schedule"]["from"])) <= now < millis(moment(campaign["schedule"]["until"])):
        return False
    return not suppression_gate(campaign, bundle["policy"], facts) and evaluate(campaign["when"], facts.customer) is True


def spelled(value):
    if value.family == "money":
        digits = MINOR_DIGITS[value.currency]
        return f"{Decimal(value.number).scaleb(-digits):.{digits}f} {value.currency}"
    return value.number.isoformat() if isinstance(value.number, date) else value.number


def values(tier, facts):
    known = {feature: facts.customer.value(feature) for feature in tier.get("values", [])}
    return {feature: spelled(value) for feature, value in known.items() if value is not None and not value.lower_bound}


def notices(bundle, request):
    """The notifications of one request, by campaign and notice."""
    facts = Facts(bundle["catalogue"], bundle["policy"], request)
    if not request.get("notifications") or not 0 <= (facts.today - facts.as_of).days <= OLDEST:
        return []
    given = {
        (event["campaign"], event["notice"], event["period"])
        for event in History(request.get("history")).events
        if event["kind"] == "notified"
    }
    told = []
    for campaign in sorted(bundle["campaigns"], key=lambda campaign: campaign["campaign"]):
        if "notify" not in campaign or not is_told(campaign, bundle, facts):
            continue
        for tier in campaign["notify"]:
            one = {"campaign": campaign["campaign"], "notice": tier["notice"], "period": period(tier["again"], facts.as_of)}
            if tuple(one.values()) in given or ("when" in tier and evaluate(tier["when"], facts.customer) is not True):
                continue
            carried = values(tier, facts)
            told.append({**one, "values": carried} if carried else one)
    return told
