"""The table of all cases, for people."""

HEAD = """# Good and hostile bundles

One folder a case: `case.json` says what is attempted and what must come of it, beside the files that a page is given. `expect` is the
code of the first refusal when the roots are followed and the bundle is verified and activated at `now`, or `ok`. A case with a `status`
is accepted, and a decision at `decide_at` must report that status. A case with a `residual` is accepted although it is an attack: the
text says what stands against it instead. Where a case has `padded`, a file is to be lengthened with spaces to so many bytes first.

Written by `python3 tests/bundles/generate`, which needs `cryptography`, with keys of fixed seeds: those keys are worth nothing. So is
this page; `--check` finds what was changed by hand.
"""


def text(good, sections):
    total = sum(len(cases) for _, cases in sections)
    parts = [HEAD, f"## Good: {len(good)}\n", table(good), f"## Hostile: {total}\n"]
    for title, cases in sections:
        parts += [f"### {title.rstrip('.')}\n", table(cases)]
    return "\n".join(parts)


def table(cases):
    rows = ["| case | row | because | code |", "|---|---|---|---|"]
    for case in cases:
        residual = case.make().residual
        because = f"{case.because}. *Residual: {residual}.*" if residual else case.because
        cells = [f"`{case.name}`", case.attack, because, f"`{case.expect}`"]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"
