"""Random bundles and requests with the oracle's answers, as JSON lines: one a bundle.

    python3 tests/oracle/generate.py --seed 1 --bundles 10 --campaigns 32 --vectors 40

A line holds its number `bundle`, `catalogue`, `policy`, `campaigns`, `requests`, `issued` (the moment at which the
release is issued; it holds for eleven days), `expected`: the gate of each campaign at each request, by id, and `codes`:
what stopped it there, and `sights`: where it is shown, the arm of the experiment, the locale, the variant and the headline, and `notices`: what the bank is told.
Half of the bundles have a contact policy, histories, ranking, experiments, notifications, locales and variants of words, and campaigns that meet in their slots; in the others, and in all
with `--plain`, every campaign has a slot of its own and no cap, so that gates depend on suppressions and triggers only.
"""

import argparse
import json
import random as randomness
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone

from contacts import Contacts
from days import Calendar, millis, moment
from forms import Forms
from gates import decide, sights
from material import Stock, catalogue
from notices import notices
from rankings import Rankings
from tiers import Tiers
from trials import Trials
from vectors import Vectors
from wordings import Wordings

MOST_SLOTS = 32
CATEGORIES = ["card", "credit", "deposit", "activation", "service"]
TIERS = ["T0", "T1", "T2", "T3", "T4"]
TEXT = {"action": {"label": "Go", "offer": "A", "url": "/a"}, "body": "Text", "headline": "Text", "why": "Text"}
SCHEDULE = {"from": "2000-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}


def policy(random, forms, first_day):
    """Segments, and suppressions that mostly concern one category: triggers must be reached often enough."""
    holidays = {first_day + timedelta(days=random.randint(-60, 12)) for _ in range(random.choice([0, 2, 6]))}
    document = {
        "calendar": {
            "holidays": [day.isoformat() for day in sorted(holidays)],
            "weekend": random.choice([["sat", "sun"], ["sat", "sun"], ["fri", "sat"], ["sun"], []]),
        },
        "global_holdout_bp": 0,
        "policy": 1,
        "quiet_pages": [],
        "suppressions": [],
    }
    for n in range(random.choice([1, 1, 2])):
        rule = {
            "categories": random.sample(CATEGORIES, 1),
            "code": f"policy_{n}",
            "marketing_only": random.random() < 0.5,
            "tier": random.choice(TIERS),
            "when": forms.condition(random.choice([1, 1, 2, 3])),
        }
        if random.random() < 0.06:
            del rule["categories"]
        document["suppressions"].append(rule)
    segments = []
    for n in range(random.choice([0, 1, 2])):
        version = random.choice([1, 2, 12])
        when = forms.condition(random.choice([1, 2, 3, 8]))
        segments.append({"name": f"Segment {n}", "segment": f"segment{n}", "version": version, "when": when})
    if segments:
        document["segments"] = segments
    if random.random() < 0.6:
        document["substitutes"] = random.choice([{"loan": ["line"]}, {"card": ["line", "loan"], "line": ["card"]}])
    return document


def campaign(random, forms, n):
    document = {
        "campaign": f"campaign-{n:02}",
        "category": random.choice(CATEGORIES),
        "class": "promotional" if random.random() < 0.8 else "servicing",
        "creatives": {"en-US": TEXT},
        "default_locale": "en-US",
        "name": f"Campaign {n}",
        "priority": random.randint(0, 1000),
        "schedule": SCHEDULE,
        "slots": [f"slot-{n:02}"],
        "when": forms.trigger(),
    }
    if random.random() < 0.12:
        document["product"] = random.choice(["card", "line", "loan"])
    if random.random() < 0.15:
        document["suppress"] = [
            {"code": f"own_{n}", "tier": random.choice(TIERS), "when": forms.condition(random.choice([1, 2]))}
            for n in range(random.choice([1, 2]))
        ]
    return document


def bundle(random, campaigns, vectors, contacts=None, rankings=None, trials=None, tiers=None, wordings=None):
    # Two of three bundles lie around the end of a month, of a year, or a leap day.
    days = [(2026, 11, 20), (2027, 12, 27), (2028, 2, 24), (2027, 2, 24), (2030, 3, 28)]
    issued = datetime(*random.choice(days)) + timedelta(days=random.choice([0, 0, random.randrange(330)]))
    issued = issued.replace(tzinfo=timezone.utc)
    stock = Stock(random)
    features = catalogue(random, stock)
    today = issued.date() + timedelta(days=4)
    document = {"catalogue": features, "policy": policy(random, Forms(random, stock, features, today), today)}
    segments = [f"{s['segment']}@{s['version']}" for s in document["policy"].get("segments", [])]
    forms = Forms(random, stock, features, today, segments)
    document["campaigns"] = [campaign(random, forms, n) for n in range(campaigns)]
    document["issued"] = issued.isoformat().replace("+00:00", "Z")
    slots = [one["slots"][0] for one in document["campaigns"]]
    if contacts:
        contacts.add(document)
        rankings.add(document, forms, CATEGORIES)
        trials.add(document, forms)
        tiers.add(document, forms)
        wordings.add(document)
    drawn = Vectors(random, stock, features, Calendar(document["policy"]["calendar"]), issued)
    document["requests"] = [drawn.request(slots) for _ in range(vectors)]
    if contacts:
        for request in document["requests"]:
            contacts.meet(document, request)
            trials.meet(request, millis(moment(request["now"])))
            tiers.meet(document, request, millis(moment(request["now"])))
            wordings.meet(request)
    answers = [decide(document, request) for request in document["requests"]]
    document["expected"] = [[gate for gate, _ in row] for row in answers]
    document["sights"] = [sights(document, request, row) for request, row in zip(document["requests"], document["expected"])]
    document["notices"] = [notices(document, request) for request in document["requests"]]
    document["codes"] = [[code for _, code in row] for row in answers]
    return document


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--first", type=int, default=0, help="the number of the first bundle")
    parser.add_argument("--bundles", type=int, default=1)
    parser.add_argument("--campaigns", type=int, default=MOST_SLOTS)
    parser.add_argument("--vectors", type=int, default=40)
    parser.add_argument("--plain", action="store_true", help="no contact policy and no history")
    parser.add_argument("--shares", action="store_true", help="tell the share of each gate on standard error")
    arguments = parser.parse_args()
    if not 1 <= arguments.campaigns <= MOST_SLOTS:
        parser.error(f"1 to {MOST_SLOTS} campaigns, since a request asks for {MOST_SLOTS} slots at most")
    gates = Counter()
    for n in range(arguments.first, arguments.first + arguments.bundles):
        drawn = [randomness.Random(f"{arguments.seed}/{n}{part}") for part in ("", "/contact", "/ranking", "/trial", "/tier", "/words")]
        meeting = n % 2 and not arguments.plain
        more = (Contacts(drawn[1]), Rankings(drawn[2]), Trials(drawn[3]), Tiers(drawn[4]), Wordings(drawn[5])) if meeting else ()
        document = bundle(drawn[0], arguments.campaigns, arguments.vectors, *more)
        document["bundle"] = n
        gates.update(gate for row in document["expected"] for gate in row)
        sys.stdout.write(json.dumps(document, separators=(",", ":")) + "\n")
    if arguments.shares:
        for gate, count in gates.most_common():
            print(f"{gate:<20} {100 * count / gates.total():5.1f} %", file=sys.stderr)


if __name__ == "__main__":
    main()
