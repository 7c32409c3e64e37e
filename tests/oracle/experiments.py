"""Experiments: which arm of a campaign a customer sees, by `src/campaign/BUCKETING.md`."""

from conditions import evaluate
from days import millis, moment
from ranking import murmur3


def share(text, total):
    return murmur3(text.encode()) * total >> 32


def in_layer(experiment, unit):
    if "layer" not in experiment or unit is None:
        return True
    layer = experiment["layer"]
    return 0 <= share(f"layer:{layer['layer']}:{unit}", 10_000) - layer["start"] < layer["count"]


def by_hash(experiment, key, unit):
    """The arm whose part of the weights the unit lies in; None where it lies beyond what is covered."""
    if share(f"in:{key}:{unit}", 10_000) >= experiment["coverage_bp"]:
        return None
    place = share(f"arm:{key}:{unit}", sum(arm["weight"] for arm in experiment["arms"]))
    for arm in experiment["arms"]:
        if place < arm["weight"]:
            return arm["arm"]
        place -= arm["weight"]


def enrolled(history, key):
    events = [event for event in history.events if event["kind"] == "enrol" and event["experiment"] == key]
    return min(events, key=lambda event: (event["at"], event["id"]))["arm"] if events else None


def arm_of(experiment, unit, history):
    """The arm, and whether the customer counts for it."""
    key = f"{experiment['experiment']}@{experiment['version']}"
    arms = [arm["arm"] for arm in experiment["arms"]]
    if experiment["state"] == "shipped":
        return experiment["ship"], False
    if experiment["state"] == "stopped" or unit is None:
        return arms[0], False
    known = enrolled(history, key)
    if known is not None:
        return (known, True) if known in arms else (arms[0], False)
    hashed = by_hash(experiment, key, unit) if experiment["state"] == "running" else None
    return (arms[0], False) if hashed is None else (hashed, True)


def assignment(campaign, policy, facts, history):
    """Of the first experiment that is for the customer: its key, the arm, whether the customer counts, and what the campaign does there."""
    unit = facts.request.get("unit") or history.seed
    known = {f"{one['experiment']}@{one['version']}": one for one in policy.get("experiments", [])}
    for stake in campaign.get("experiments", []):
        experiment = known[stake["experiment"]]
        belongs = "when" not in experiment or evaluate(experiment["when"], facts.customer) is True
        if belongs and in_layer(experiment, unit):
            arm, counts = arm_of(experiment, unit, history)
            variant = next((variant for variant in stake["arms"] if variant["arm"] == arm), {})
            return stake["experiment"], arm, counts, variant
    return None


def waits(campaign, policy, facts, history):
    """Whether the arm asks for more, or for another time."""
    assigned = assignment(campaign, policy, facts, history)
    variant = assigned[3] if assigned else {}
    if "schedule" in variant:
        schedule = variant["schedule"]
        if not millis(moment(schedule["from"])) <= millis(facts.now) < millis(moment(schedule["until"])):
            return True
    return "when" in variant and evaluate(variant["when"], facts.customer) is not True
