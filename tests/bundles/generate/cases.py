"""What a case is, and the files that it puts on disk."""

from dataclasses import dataclass, field
from typing import Callable

import bank
from formats import canonical, chain_document


@dataclass
class Given:
    """What a page is given: texts, or documents to be written canonically."""

    bundle: object = None
    root: str | None = None
    roots: object = None
    policy: str | None = None
    now: str = bank.NOW
    # Spaces after the text of a file, up to so many bytes: keeps what is merely long out of the folder.
    padded: dict = field(default_factory=dict)
    residual: str | None = None
    status: str | None = None
    decide_at: str | None = None


@dataclass
class Case:
    """One case: its name, its row of the threat model, its one defect, and the code that must come of it."""

    name: str
    attack: str
    because: str
    expect: str
    make: Callable[[], Given]

    def files(self):
        given = self.make()
        about = {"attack": self.attack, "because": self.because, "expect": self.expect, "now": given.now}
        for name in ("residual", "status", "decide_at"):
            if getattr(given, name) is not None:
                about[name] = getattr(given, name)
        if given.padded:
            about["padded"] = given.padded
        files = {
            "bundle.tsb.json": text_of(bank.bundle() if given.bundle is None else given.bundle),
            "case.json": canonical(about) + "\n",
            "root.json": bank.root() if given.root is None else given.root,
        }
        if given.roots is not None:
            files["roots.json"] = text_of(given.roots if isinstance(given.roots, str) else chain_document(given.roots))
        if given.policy is not None:
            files["policy.json"] = given.policy
        return files


def text_of(document):
    return document if isinstance(document, str) else canonical(document)
