"""Holds `vectors.json` against mmh3, an implementation of MurmurHash3 that nobody here wrote.

    python3 tests/it/bucketing/agree.py            # fails where a vector is not what mmh3 gives
    python3 tests/it/bucketing/agree.py --write    # makes the vectors anew

The rules are those of `src/campaign/BUCKETING.md`; the hash is mmh3's.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import mmh3

FILE = Path(__file__).with_name("vectors.json")
UNITS = ["0000000000000000", "0000000000000001", "00000000000000ff", "0123456789abcdef", "ffffffffffffffff"]
SALTS = ["od-2026", "x", "rank:2026-q4:overdraft-protection", "layer:copy", "in:od-headline@1", "arm:od-headline@1", "arm:od-headline@2"]
TOTALS = [1, 2, 3, 100, 10_000, 1_000_000]
EXPERIMENTS = [
    {"arms": [["control", 50], ["benefit", 50]], "coverage_bp": 10_000, "key": "halves@1"},
    {"arms": [["control", 50], ["benefit", 50]], "coverage_bp": 2_500, "key": "halves@1"},
    {"arms": [["control", 50], ["benefit", 50]], "coverage_bp": 10_000, "key": "halves@2"},
    {"arms": [["control", 8], ["one", 1], ["two", 1]], "coverage_bp": 5_000, "key": "thirds@1"},
    {"arms": [["control", 1], ["one", 999_999]], "coverage_bp": 10_000, "key": "skewed@7"},
    {"arms": [["control", 1], ["one", 1]], "coverage_bp": 10_000, "key": "part@1", "layer": ["copy", 2_500, 5_000]},
]


def share(text, total):
    return mmh3.hash(text.encode(), 0, signed=False) * total >> 32


def arm(experiment, unit):
    if "layer" in experiment:
        layer, start, count = experiment["layer"]
        if not start <= share(f"layer:{layer}:{unit}", 10_000) < start + count:
            return None
    if share(f"in:{experiment['key']}:{unit}", 10_000) >= experiment["coverage_bp"]:
        return None
    place = share(f"arm:{experiment['key']}:{unit}", sum(weight for _, weight in experiment["arms"]))
    for name, weight in experiment["arms"]:
        if place < weight:
            return name
        place -= weight


def shares():
    for salt in SALTS:
        for unit in UNITS:
            text = f"{salt}:{unit}"
            hashed = mmh3.hash(text.encode(), 0, signed=False)
            yield {"hash": f"{hashed:08x}", "shares": [share(text, total) for total in TOTALS], "text": text}


def arms():
    units = UNITS + [f"{n * 0x9E3779B97F4A7C15 % 2**64:016x}" for n in range(1, 36)]
    for experiment in EXPERIMENTS:
        yield {**experiment, "units": [[unit, arm(experiment, unit)] for unit in units]}


def main():
    vectors = {"arms": list(arms()), "shares": list(shares()), "totals": TOTALS}
    rows = {name: ",\n  ".join(json.dumps(row) for row in vectors[name]) for name in ("arms", "shares")}
    text = f'{{"arms": [\n  {rows["arms"]}\n],\n"shares": [\n  {rows["shares"]}\n],\n"totals": {json.dumps(TOTALS)}}}\n'
    if "--write" in sys.argv:
        FILE.write_text(text)
    if FILE.read_text() != text:
        sys.exit(f"{FILE.name} is not what mmh3 {version('mmh3')} gives")
    drawn = sum(len(row["units"]) for row in vectors["arms"])
    print(f"{len(vectors['shares']) * len(TOTALS)} shares and {drawn} assignments agree with mmh3 {version('mmh3')}")


if __name__ == "__main__":
    main()
