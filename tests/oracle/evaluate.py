"""A second evaluator of campaigns, slow and obvious, written from the specification and not from the engine.

Specification: `src/campaign/LANGUAGE.md` for conditions, the order of gates in `src/decide/mod.rs`'s first lines.
Whole numbers and fractions only. Where engine and oracle differ, the specification says which one is wrong.

    python3 tests/oracle/evaluate.py < bundle.json

reads {"catalogue", "policy", "campaigns", "requests"} and, where they matter, {"release", "denied", "rejected"};
it prints one line a request: the gates of the campaigns, ascending by id, and the code of a suppression after a colon.
"""

import json
import sys

from gates import decide


def main():
    bundle = json.load(sys.stdin)
    for request in bundle["requests"]:
        print(" ".join(gate if code is None else f"{gate}:{code}" for gate, code in decide(bundle, request)))


if __name__ == "__main__":
    main()
