"""Writes the good and the hostile bundles: the same bytes on each run.

    python3 tests/bundles/generate           writes good/, hostile/ and README.md
    python3 tests/bundles/generate --check   exits with 1 where what is on disk differs
    python3 tests/bundles/generate --to DIR  writes there instead
"""

import argparse
import sys
from pathlib import Path

import chains
import contents
import dates
import edits
import files
import fitness
import good
import limits
import order
import page
import readme
import residuals
import roots
import sheets
import signatures
import spelling
import statements

HOSTILE = [
    signatures, statements, order, edits, sheets, files, dates, page, chains, roots, fitness, spelling, contents,
    limits, residuals,
]


def everything():
    """Every file under its path, as bytes."""
    written = {}
    hostile = [case for module in HOSTILE for case in module.CASES]
    for folder, cases in (("good", good.CASES), ("hostile", hostile)):
        for case in cases:
            assert f"{folder}/{case.name}/case.json" not in written, f"two cases are called {case.name}"
            written |= {f"{folder}/{case.name}/{name}": text.encode() for name, text in case.files().items()}
    sections = [(module.__doc__.splitlines()[0], module.CASES) for module in HOSTILE]
    written["README.md"] = readme.text(good.CASES, sections).encode()
    return written


def on_disk(home):
    found = [path for folder in ("good", "hostile") for path in (home / folder).rglob("*") if path.is_file()]
    return {path.relative_to(home).as_posix(): path for path in [*found, home / "README.md"]}


def differences(home, files):
    there = on_disk(home)
    for name in sorted(files.keys() | there.keys()):
        if name not in files:
            yield f"{name}: no case writes it"
        elif name not in there or not there[name].exists():
            yield f"{name}: missing"
        elif there[name].read_bytes() != files[name]:
            yield f"{name}: other bytes"


def write(home, files):
    for name, path in on_disk(home).items():
        if name not in files:
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare with what is on disk, and write nothing")
    arguments.add_argument("--to", type=Path, default=Path(__file__).resolve().parent.parent, metavar="DIR")
    said = arguments.parse_args()
    files = everything()
    if not said.check:
        write(said.to, files)
        print(f"{len(files)} files, {sum(map(len, files.values()))} bytes")
        return 0
    found = list(differences(said.to, files))
    print("\n".join(found) or f"{len(files)} files, all as generated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
