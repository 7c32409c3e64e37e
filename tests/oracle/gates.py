"""The gates of a decision, in order; the first that a campaign does not pass is its reason."""

from conditions import Facts, application_pending, evaluate, owns_or_substitute
from contact import Contact, promotional
from days import millis, moment
from experiments import assignment, waits
from ranking import conflict, murmur3, order
from words import seen

CLOCK_TOLERANCE = 5 * 60 * 1000
MOST_HISTORY = 2_000


KINDS = "refuse allow impression click dismiss not_interested start ghost placed enrol notified".split()


def precedence(event):
    """Of two events with one id the least stays: the earlier, of one time the refusal, and else the first by what they say."""
    target = event.get("target", "all")
    named = [target, ""] if isinstance(target, str) else list(*target.items())
    said = {
        "refuse": named,
        "allow": named,
        "enrol": [event.get("experiment"), event.get("arm")],
        "notified": [event.get("campaign"), event.get("notice"), event.get("period")],
    }.get(event["kind"]) or [event.get(name) or "" for name in ("campaign", "group", "slot", "placement")]
    return event["at"], KINDS.index(event["kind"]), event.get("until", 0), said


class History:
    """What the customer was shown and did, each id once."""

    def __init__(self, document):
        document = document or {"events": []}
        by_id = {}
        for event in document["events"]:
            kept = by_id.setdefault(event["id"], event)
            if precedence(event) < precedence(kept):
                by_id[event["id"]] = event
        self.events = list(by_id.values())
        self.seed = document.get("seed")
        self.pruned_before = document.get("pruned_before", 0)

    def refuses(self, target):
        words = [(e["at"], e["kind"] == "refuse") for e in self.events if e.get("target") == target]
        return max(words, default=(0, False))[1]

    def times(self, campaign, kinds):
        return [e["at"] for e in self.events if e["kind"] in kinds and e.get("campaign") == campaign]


def suppressions(campaign, policy, facts):
    """Tier, code and truth of all that can suppress a campaign."""
    for rule in policy["suppressions"]:
        concerned = "categories" not in rule or campaign["category"] in rule["categories"]
        skipped = not promotional(campaign) and (rule["marketing_only"] or rule["tier"] == "T4")
        if concerned and not skipped:
            yield rule["tier"], rule["code"], evaluate(rule["when"], facts.customer)
    for rule in campaign.get("suppress", []):
        if promotional(campaign) or rule["tier"] != "T4":
            yield rule["tier"], rule["code"], evaluate(rule["when"], facts.customer)
    if "product" in campaign:
        yield "T3", "owns_product", owns_or_substitute(campaign["product"], facts)
        if campaign["category"] != "activation":
            yield "T3", "pending_application", application_pending(campaign["product"], facts)


def suppression_gate(campaign, policy, facts):
    """The lowest tier's, and of one tier one that holds before one that may."""
    found = [(t, truth is None, code) for t, code, truth in suppressions(campaign, policy, facts) if truth is not False]
    if not found:
        return None
    _, unknown, code = min(found, key=lambda one: one[:2])
    return ("suppressed_unknown" if unknown else "suppressed"), code


def contact_gate(campaign, contact, history):
    if not promotional(campaign):
        return None
    if len(history.events) > MOST_HISTORY:
        return "history_overflow", None
    targets = ["all", {"campaign": campaign["campaign"]}]
    targets += [{name: campaign[name]} for name in ("product", "topic") if name in campaign]
    if any(history.refuses(target) for target in targets):
        return "refused", None
    if not contact.is_kept(campaign):
        return "history_ephemeral", None
    return contact.crowding(campaign)


def own_gate(campaign, bundle, facts, history, contact):
    """The gate at which a campaign stops before it competes, and its code; None where it goes on."""
    request, now = facts.request, millis(facts.now)
    release = bundle.get("release")
    if release and not millis(moment(release["issued"])) - CLOCK_TOLERANCE <= now < millis(moment(release["expires"])):
        return "release_status", None
    if campaign["campaign"] in bundle.get("denied", ()):
        return "denied", None
    schedule = campaign["schedule"]
    if not millis(moment(schedule["from"])) <= now < millis(moment(schedule["until"])):
        return "not_scheduled", None
    if campaign["campaign"] in bundle.get("rejected", ()):
        return "not_signed_off", None
    own_visit = request["visit"] == "own_session" and request["page"] not in bundle["policy"]["quiet_pages"]
    if not own_visit or not set(request["slots"]) & set(campaign["slots"]):
        return "not_permitted", None
    suppressed = suppression_gate(campaign, bundle["policy"], facts)
    if suppressed:
        return suppressed
    truth = evaluate(campaign["when"], facts.customer)
    if truth is not True:
        return ("trigger_unknown" if truth is None else "not_triggered"), None
    stopped = contact_gate(campaign, contact, history)
    if stopped is None and waits(campaign, bundle["policy"], facts, history):
        return "arm_waits", None
    return stopped


def globally_held_out(policy, facts):
    """Whether the household is in the bank's comparison group; None where no one knows."""
    if policy["global_holdout_bp"] == 0:
        return False
    bucket = facts.customer.value("exp.bucket") if "exp.bucket" in facts.catalogue else None
    if bucket is None or not 0 <= bucket.number < 10_000:
        return None
    return bucket.number < policy["global_holdout_bp"]


def held_out(campaign, request, history):
    if "holdout" not in campaign:
        return False
    unit = request.get("unit") or history.seed
    if unit is None:
        return None
    hashed = murmur3(f"{campaign['holdout']['salt']}:{unit}".encode())
    return hashed * 10_000 >> 32 < campaign["holdout"]["share_bp"]


def is_evergreen(campaign):
    return campaign.get("lane") == "evergreen"


def place(ranked, policy, facts, history, contact):
    """Gate and code of those that compete: each in turn takes the first free slot that the page asks for, that it may have and that is
    not full; what the decision shows counts for those after it.

    In a held-out household the ghosts of what would have been shown take the slots. A campaign's own comparison group
    leaves its slot to the next. An evergreen takes what shows nothing, a ghost's slot as well. No two campaigns of one product, nor of one conflict group, are shown together.
    """
    free, gates, shown, empty = list(facts.request["slots"]), {}, [], list(facts.request["slots"])
    household = globally_held_out(policy, facts)

    def gate(campaign):
        slots = [slot for slot in (empty if is_evergreen(campaign) else free) if slot in campaign["slots"]]
        if not slots:
            return "outranked", None
        if conflict(campaign, shown):
            return "outranked", conflict(campaign, shown)
        crowding = contact.crowding(campaign)
        if crowding:
            return crowding
        slots = [slot for slot in slots if not contact.is_full(campaign, slot)]
        if not slots:
            return "capped", "cap.slot"
        own = held_out(campaign, facts.request, history) if promotional(campaign) else False
        of_all = household if promotional(campaign) else False
        if of_all is None or (own is None and not of_all):
            return "holdout_unknown", None
        if own and not of_all:
            return "held_out", None
        if slots[0] in free:
            free.remove(slots[0])
        if not of_all:
            empty.remove(slots[0])
        shown.append(campaign)
        if promotional(campaign):
            contact.shows(campaign, slots[0])
        return ("held_out" if of_all else "shown"), None

    for campaign in ranked:
        gates[campaign["campaign"]] = gate(campaign)
    return gates


def decide(bundle, request):
    """Gate and code of each campaign of the bundle, ascending by id.

    `bundle` holds `catalogue`, `policy`, `campaigns`, and where they matter `release` (`issued`, `expires`), and the
    ids `denied` by the page and `rejected` by the bank.
    """
    facts = Facts(bundle["catalogue"], bundle["policy"], request)
    history = History(request.get("history"))
    campaigns = sorted(bundle["campaigns"], key=lambda campaign: campaign["campaign"])
    contact = Contact(bundle, facts, history)
    stopped = {c["campaign"]: own_gate(c, bundle, facts, history, contact) for c in campaigns}

    ranked = order([c for c in campaigns if stopped[c["campaign"]] is None], bundle["policy"], facts, history)
    gates = place(ranked, bundle["policy"], facts, history, contact)
    return [stopped[c["campaign"]] or gates[c["campaign"]] for c in campaigns]


def sights(bundle, request, gates):
    """Of each campaign that is shown the locale, the variant and the headline, and where it is in an experiment the arm and whether it counts."""
    facts, history = Facts(bundle["catalogue"], bundle["policy"], request), History(request.get("history"))
    campaigns = sorted(bundle["campaigns"], key=lambda campaign: campaign["campaign"])

    def sight(campaign):
        assigned = assignment(campaign, bundle["policy"], facts, history)
        trial = " ".join(map(str, assigned[:3])) if assigned else None
        locale, variant, headline = seen(campaign, assigned[3] if assigned else {}, facts)
        return f"{trial}; {locale}; {variant}; {headline}"

    return [sight(campaign) if gate == "shown" else None for campaign, gate in zip(campaigns, gates)]
