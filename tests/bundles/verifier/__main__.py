"""Says of a bundle `ok`, or the code for which it is refused.

    python3 tests/bundles/verifier BUNDLE ROOT [--roots FILE] [--policy FILE] [--now MOMENT]
    python3 tests/bundles/verifier --batch

The batch reads `{"bundle":"<text>","root":"<text>","roots":null,"policy":null,"now":"<RFC 3339>"}` from each line, and
answers `{"code":"ok",..}` or `{"code":"EXPIRED","message":".."}` with one, so that one process verifies any number.
"""

import argparse
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from bundle import verify
from spelling import Refusal


def answer(bundle, root, roots, policy, now):
    try:
        facts = verify(bundle, root, roots, policy, rfc_3339(now))
    except Refusal as refusal:
        return {"code": refusal.code, "message": refusal.message}
    return {"code": "ok", "root": facts.root, "version": facts.version, "verdicts": facts.verdicts}


def rfc_3339(text):
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"`{text}` has no offset from UTC")
    return moment


def batch(lines):
    for line in lines:
        case = json.loads(line)
        found = answer(case["bundle"], case["root"], case.get("roots"), case.get("policy"), case["now"])
        print(json.dumps(found), flush=True)


def one(arguments):
    def read(path):
        # What is not UTF-8 is for the verifier to refuse.
        return path and path.read_bytes().decode(errors="surrogateescape")

    paths = [arguments.bundle, arguments.root, arguments.roots, arguments.policy]
    found = answer(*map(read, paths), arguments.now)
    print(found["code"])
    if "message" in found:
        print(found["message"], file=sys.stderr)
    return 0 if found["code"] == "ok" else 1


def main():
    parser = argparse.ArgumentParser(prog="verifier", description=__doc__.partition("\n")[0])
    parser.add_argument("bundle", type=Path, nargs="?")
    parser.add_argument("root", type=Path, nargs="?")
    parser.add_argument("--roots", type=Path)
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--now", default=datetime.now(timezone.utc).isoformat())
    parser.add_argument("--batch", action="store_true", help="one case a line, from the standard input")
    arguments = parser.parse_args()
    if arguments.batch:
        return batch(sys.stdin)
    if arguments.root is None:
        parser.error("a bundle and a root, or --batch")
    return one(arguments)


if __name__ == "__main__":
    sys.exit(main())
