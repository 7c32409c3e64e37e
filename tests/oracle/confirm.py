"""Confirms the decision corpus: every row of `tests/corpus/*.json`, laid over the template of `tests/it/corpus.rs`.

Exits with 1 where a gate, a code, a notification, or of what is shown first the locale, the variant or the headline is not what the row expects.
"""

import copy
import json
import sys
from pathlib import Path

from gates import decide, sights
from notices import notices

FOLDER = Path(__file__).resolve().parent.parent / "corpus"
NOW = "2026-11-23T09:30:00-05:00"
RELEASE = {"issued": "2026-11-20T00:00:00Z", "expires": "2026-12-01T00:00:00Z"}


def template(name):
    """A document of the bank that all rows share."""
    return json.loads((FOLDER / "template" / name).read_text())


def lay(base, over):
    """Lays `over` on `base`, object by object; a condition replaces a condition as a whole."""
    for key, value in over.items():
        if key != "when" and isinstance(base.get(key), dict) and isinstance(value, dict):
            lay(base[key], value)
        else:
            base[key] = copy.deepcopy(value)
    return base


def slots(row, given):
    """The row's own slots, so that rows do not compete."""
    return [row["id"]] if given is None else [f"{row['id']}.{slot}" for slot in given]


def campaign(row, n):
    over = {key: value for key, value in row["campaigns"][n].items() if key != "slots"}
    base = {
        "campaign": f"{row['id']}.{n}",
        "category": "deposit",
        "class": "promotional",
        "priority": 50,
        "schedule": {"from": "2026-01-01T00:00:00-05:00", "until": "2027-01-01T00:00:00-05:00"},
        "slots": slots(row, row["campaigns"][n].get("slots")),
    }
    laid = lay(base, {"creatives": {"en-US": "en"}, "default_locale": "en-US", **over})
    arms = [arm for stake in laid.get("experiments", []) for arm in stake["arms"]]
    for words in [laid, *laid.get("variants", []), *arms]:
        if "creatives" in words:
            words["creatives"] = {locale: {"headline": text} for locale, text in words["creatives"].items()}
    return laid


def request(row):
    over = {key: value for key, value in row["request"].items() if key != "slots"}
    known = {"exp.bucket": 5000, "known.false": False, "known.true": True}
    known |= {"opt.marketing": False, "sup.all": False, "sup.credit": False}
    base = {
        "features": {"as_of": "2026-11-22", "currency": "USD", "features": known, "vector": 1},
        "locales": ["en-US"],
        "now": NOW,
        "page": "home",
        "slots": slots(row, row["request"].get("slots")),
        "storage": "durable",
        "visit": "own_session",
    }
    lay(base, over)
    if "history" in row or "seed" in row:
        events = json.dumps(row.get("history", []))
        for n in (0, 1):
            events = events.replace(f'"@{n}"', f'"{row["id"]}.{n}"')
        base["history"] = {"events": json.loads(events), "seed": row.get("seed")}
    return base


def bundle(row):
    campaigns = [campaign(row, n) for n in range(len(row["campaigns"]))]
    ids = [one["campaign"] for one in campaigns]
    return {
        "catalogue": template("catalogue.json"),
        "policy": template("policy.json"),
        "campaigns": campaigns,
        "release": RELEASE,
        "denied": ids if row.get("denied") else [],
        "rejected": ids if row.get("verdict") == "rejected" else [],
    }


def main():
    rows = [row for path in sorted(FOLDER.glob("*.json")) for row in json.loads(path.read_text())]
    wrong = 0
    for row in rows:
        answers = decide(bundle(row), request(row))
        told = [{**one, "campaign": one["campaign"].removeprefix(f"{row['id']}.")} for one in notices(bundle(row), request(row))]
        found = [gate for gate, _ in answers], answers[0][1], told
        expected = row["expect"], row.get("code"), row.get("notices", [])
        if found == expected and row["expect"][0] == "shown":
            told = sights(bundle(row), request(row), row["expect"])[0].split("; ")
            found = dict(zip(("locale", "variant", "headline"), told[1:]))
            expected = {name: row.get(name, "None" if name == "variant" else known) for name, known in found.items()}
        if found != expected:
            wrong += 1
            print(f"{row['id']}: {row['because']}\n  expected {expected}\n  found    {found}")
    print(f"{len(rows) - wrong} of {len(rows)} corpus rows confirmed")
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
