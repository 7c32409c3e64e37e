"""Second spellings: of every signed document, of base64, and a transport that can be read in two ways."""

import base64
import json
import re

from bank import CATALOGUE, GOLDENS, POLICY, bundle, campaign, changed, payload, root, swap
from cases import Case, Given
from formats import base64_of, canonical, sha256, unused_bits

TWICE, UNKNOWN, LIST = "duplicate keys", "unknown fields", "array for object"
SPELLED, NUMBERS, BASE64, UNICODE = "two spellings", "numbers", "base64 malleability", "unicode"
TRANSPORT = "network: edit bundle"


def released(edit):
    return Given(bundle(statement=edit))


def judged(edit):
    return Given(bundle(sheet=edit))


def indexed(edit):
    return Given(bundle(index=edit))


def campaigning(edit):
    return Given(bundle(campaigns={"od-low": edit(campaign())}))


def on_condition(condition):
    return campaigning(lambda text: text.split('"when":')[0] + f'"when":{condition}}}')


def catalogued(edit):
    return Given(bundle(catalogue=edit(CATALOGUE)))


def ruled(edit):
    return Given(bundle(policy=edit(POLICY)))


def replayed(edit):
    return Given(bundle(goldens=edit(GOLDENS)))


def rooted(edit):
    return Given(root=edit(root()))


# For each signed document: how it is edited and signed again, a field, another value, and the code of its faults.
DOCUMENTS = {
    "release": (released, '"version":7', "8", "MALFORMED"),
    "sheet": (judged, '"verdict":"approved"', '"held"', "MALFORMED"),
    "index": (indexed, '"length":14', "15", "MALFORMED"),
    "campaign": (campaigning, '"priority":50', "1000", "CAMPAIGN_INVALID"),
    "catalogue": (catalogued, '"sensitivity":2', "0", "MALFORMED"),
    "policy": (ruled, '"global_holdout_bp":0', "10000", "MALFORMED"),
    "goldens": (replayed, '"goldens":[]', "[{}]", "MALFORMED"),
    "root": (rooted, '"lifetime_days":14', "90", "ROOT_INVALID"),
}


def listed(text):
    """The values of a document without their names."""
    document = json.loads(text)
    return canonical([document[name] for name in sorted(document)])


def unsorted(text):
    """The document with a field whose name comes first at its end, or before its only one."""
    document = json.loads(text)
    first = min(document)
    rest = {name: value for name, value in document.items() if name != first}
    return canonical(rest)[:-1] + f',"{first}":{canonical(document[first])}}}'


def of_document(document, edit, field, other, code):
    """The second spellings that every signed document could have."""
    name, value = re.match(r'"(\w+)":(.*)', field).groups()
    escaped = f"\\u{ord(name[0]):04x}{name[1:]}"
    not_canonical = "ROOT_INVALID" if code == "ROOT_INVALID" else "NOT_CANONICAL"
    rows = [
        ("a-field-twice", TWICE, f"`{name}` is given twice, of which readers take one or the other", code,
         swap(field, f'"{name}":{other},{field}')),
        ("a-field-twice-in-disguise", TWICE, f"`{name}` is given twice, once with an escape in its name", code,
         swap(field, f'"{escaped}":{other},{field}')),
        ("an-unknown-field", UNKNOWN, "a restriction that no engine knows, and that would be passed over", code,
         changed(exclude_if={"any": []})),
        ("no-names", LIST, "a list for the object: an approver sees no names", code, listed),
        ("a-space", SPELLED, "a space: the same document has two digests", not_canonical, swap("{", "{ ")),
    ]
    if document != "goldens":
        why = "a field out of order: the same document has two digests"
        rows.append(("another-order", SPELLED, why, not_canonical, unsorted))
    return [
        Case(f"{document}-with-{what}", attack, because, expect, lambda change=change: edit(change))
        for what, attack, because, expect, change in rows
    ]


def transport(edit):
    """The good bundle with its transport's text edited."""
    return Given(edit(canonical(bundle())))


def respelled_payload(spell):
    """The release's payload in other base64; the signature is over the same bytes."""
    parts = bundle()
    parts["release"]["payload"] = spell(parts["release"]["payload"])
    return Given(parts)


def respelled_signature(spell):
    parts = bundle()
    signed = parts["approvals"][1]["signatures"][0]
    before = signed["sig"]
    signed["sig"] = spell(before)
    assert signed["sig"] != before, "nothing to spell otherwise"
    return Given(parts)


def padded_payload(spell):
    """As `respelled_payload`, with a release whose base64 ends in padding."""
    parts = bundle(version=77)
    assert parts["release"]["payload"].endswith("=")
    parts["release"]["payload"] = spell(parts["release"]["payload"])
    return Given(parts)


def files_edited(edit):
    parts = bundle()
    return Given({**parts, "files": edit(parts["files"])})


def under_another_name(files):
    return {("../campaign" if text == campaign() else name): text for name, text in files.items()}


def in_upper_case(files):
    return {name.upper(): text for name, text in files.items()}


def without(part):
    return Given({name: value for name, value in bundle().items() if name != part})


def deep(levels):
    return "[" * levels + "]" * levels


def no_goldens(text):
    return canonical({**json.loads(text), "goldens": None})


def joined(text):
    """The payload cut after 40 of its bytes, each half in base64 of its own."""
    data = base64.b64decode(text)
    return base64_of(data[:40]) + base64_of(data[40:])


def inline_payload():
    parts = bundle()
    parts["release"]["payload"] = json.loads(payload(parts["release"]))
    return Given(parts)


def file_twice(text):
    return swap('"files":{', f'"files":{{"{sha256(campaign())}":"{{}}",')(text)


CASES = [
    *(case for name, how in DOCUMENTS.items() for case in of_document(name, *how)),
    Case("release-after-a-byte-order-mark", UNICODE, "a byte order mark before the release, which some readers drop",
         "MALFORMED", lambda: released(lambda text: "\ufeff" + text)),
    Case("release-with-a-comma-too-many", SPELLED, "a comma before the last brace, which some readers forgive",
         "MALFORMED", lambda: released(lambda text: text[:-1] + ",}")),
    Case("release-with-a-nul-after-it", UNICODE, "a zero byte after the release, at which some readers stop",
         "MALFORMED", lambda: released(lambda text: text + "\0")),
    Case("release-with-another-after-it", SPELLED,
         "two releases in one payload, of which readers take one or the other", "MALFORMED",
         lambda: released(lambda text: text + text)),
    Case("release-with-a-line-break-after-it", SPELLED, "a line break after the release", "NOT_CANONICAL",
         lambda: released(lambda text: text + "\n")),
    Case("release-with-a-comment", SPELLED, "a comment in the release, which some readers pass over", "MALFORMED",
         lambda: released(lambda text: "/**/" + text)),
    Case("release-with-a-needless-escape", SPELLED, "the bank's name with an escape", "NOT_CANONICAL",
         lambda: released(swap("first-sample", "first\\u002dsample"))),
    Case("release-with-an-escaped-slash", SPELLED, "a slash with a backslash before it, as some writers do",
         "NOT_CANONICAL", lambda: released(swap("https://in-toto", "https:\\/\\/in-toto"))),
    Case("release-of-nothing", SPELLED, "a payload of no bytes, signed by the vendor", "MALFORMED",
         lambda: released(lambda text: "")),
    Case("release-nested-65-deep", "nesting", "a release with lists in lists, to exhaust a stack", "MALFORMED",
         lambda: released(swap('"semantics":1', f'"semantics":{deep(65)}'))),
    Case("index-with-a-length-with-a-point", NUMBERS, "a length with a fraction of nothing", "NOT_CANONICAL",
         lambda: indexed(swap('"length":14', '"length":14.0'))),
    Case("index-with-a-length-with-an-exponent", NUMBERS, "a length with an exponent", "NOT_CANONICAL",
         lambda: indexed(swap('"length":14', '"length":14e0'))),
    Case("index-with-a-negative-length", NUMBERS, "a length of -1", "MALFORMED",
         lambda: indexed(swap('"length":14', '"length":-1'))),
    Case("index-with-a-length-that-wraps", NUMBERS, "a length of 2^32 + 14, which is 14 in 32 bits", "MALFORMED",
         lambda: indexed(swap('"length":14', f'"length":{2**32 + 14}'))),
    Case("index-with-null-for-a-file", SPELLED, "nothing where the golden decisions are named", "NOT_CANONICAL",
         lambda: indexed(no_goldens)),
    Case("sheet-with-an-escape-in-a-name", SPELLED, "a field's name with an escape", "NOT_CANONICAL",
         lambda: judged(swap('"index"', '"inde\\u0078"'))),
    Case("campaign-with-a-priority-with-a-point", NUMBERS, "priority 50.0", "NOT_CANONICAL",
         lambda: campaigning(swap('"priority":50', '"priority":50.0'))),
    Case("campaign-with-a-priority-beyond-doubles", NUMBERS,
         "priority 2^53 + 1, which is another number where numbers are doubles", "NOT_CANONICAL",
         lambda: campaigning(swap('"priority":50', f'"priority":{2**53 + 1}'))),
    Case("campaign-with-a-priority-that-wraps", NUMBERS, "priority 65,586, which is 50 in 16 bits", "CAMPAIGN_INVALID",
         lambda: campaigning(swap('"priority":50', '"priority":65586'))),
    Case("campaign-with-half-a-pair", UNICODE, "half of a surrogate pair, which is no character", "CAMPAIGN_INVALID",
         lambda: campaigning(swap("Costs nothing.", "Costs nothing\\ud800"))),
    Case("campaign-with-a-pair-escaped", UNICODE, "a character as two escapes", "NOT_CANONICAL",
         lambda: campaigning(swap("Costs nothing.", "Costs nothing \\ud83d\\ude00"))),
    Case("campaign-nested-65-deep", "nesting", "lists in lists, to exhaust a stack", "CAMPAIGN_INVALID",
         lambda: on_condition(deep(65))),
    Case("campaign-with-conditions-9-deep", "nesting", "conditions in conditions, a level more than may be",
         "CAMPAIGN_INVALID", lambda: on_condition('{"not":' * 8 + '{"lacks":"card"}' + "}" * 8)),
    Case("base64-with-bits-after-the-end", BASE64, "a payload whose unused bits are not zero", "MALFORMED",
         lambda: padded_payload(unused_bits)),
    Case("base64-without-padding", BASE64, "a payload without its padding", "MALFORMED",
         lambda: padded_payload(lambda text: text.rstrip("="))),
    Case("base64-with-more-padding", BASE64, "a payload with padding that it does not need", "MALFORMED",
         lambda: respelled_payload(lambda text: text + "====")),
    Case("base64-with-a-space", BASE64, "a payload with a space inside", "MALFORMED",
         lambda: respelled_payload(lambda text: text[:76] + " " + text[76:])),
    Case("base64-with-a-line-break", BASE64, "a payload with a line break, as mail has them", "MALFORMED",
         lambda: respelled_payload(lambda text: text[:76] + "\n" + text[76:])),
    Case("base64-with-a-sign-between", BASE64, "a payload with a sign that some decoders pass over", "MALFORMED",
         lambda: respelled_payload(lambda text: text[:76] + "*" + text[76:])),
    Case("base64-joined", BASE64, "a payload in two pieces, each padded for itself", "MALFORMED",
         lambda: respelled_payload(joined)),
    Case("base64-for-addresses", BASE64, "a signature in the alphabet for addresses", "MALFORMED",
         lambda: respelled_signature(lambda text: text.replace("+", "-").replace("/", "_"))),
    Case("base64-of-a-signature-without-padding", BASE64, "a signature without its padding", "MALFORMED",
         lambda: respelled_signature(lambda text: text.rstrip("="))),
    Case("base64-of-a-signature-with-bits-after-the-end", BASE64, "a signature whose unused bits are not zero",
         "MALFORMED", lambda: respelled_signature(unused_bits)),
    Case("payload-as-an-object", SPELLED, "the payload is an object and no text, so that it has no exact bytes",
         "MALFORMED", inline_payload),
    Case("signatures-as-an-object", LIST, "one signature stands where a list must", "MALFORMED", lambda: transport(
        lambda text: re.sub(r'"signatures":\[(\{[^\]]*\})\]', r'"signatures":\1', text, count=1))),
    Case("transport-empty", TRANSPORT, "no bytes at all", "MALFORMED", lambda: Given("")),
    Case("transport-cut-short", TRANSPORT, "the last brace is gone", "MALFORMED",
         lambda: transport(lambda text: text[:-1])),
    Case("transport-after-a-byte-order-mark", UNICODE, "a byte order mark before the bundle", "MALFORMED",
         lambda: transport(lambda text: "\ufeff" + text)),
    Case("transport-with-a-nul-after-it", UNICODE, "a zero byte after the bundle", "MALFORMED",
         lambda: transport(lambda text: text + "\0")),
    Case("transport-with-a-comma-too-many", SPELLED, "a comma before the last brace", "MALFORMED",
         lambda: transport(lambda text: text[:-1] + ",}")),
    Case("transport-as-a-list", LIST, "parts without names", "MALFORMED", lambda: transport(listed)),
    Case("transport-as-text", TRANSPORT, "the bundle as a text in a text", "MALFORMED", lambda: transport(json.dumps)),
    Case("transport-of-a-web-page", TRANSPORT, "the error page of a server for the bundle", "MALFORMED",
         lambda: Given("<!doctype html><title>502 Bad Gateway</title>")),
    Case("transport-with-a-part-twice", TWICE, "the index is given twice, of which readers take one or the other",
         "MALFORMED", lambda: transport(swap('"index":', '"index":"{}","index":'))),
    Case("transport-with-a-part-twice-in-disguise", TWICE,
         "the index is given twice, the first time with an escape in its name", "MALFORMED",
         lambda: transport(swap('"index":', '"\\u0069ndex":"{}","index":'))),
    Case("transport-with-a-file-twice", TWICE, "two texts under one digest", "MALFORMED",
         lambda: transport(file_twice)),
    Case("transport-with-a-root-in-it", "key from the envelope", "the bundle brings its own root along", "MALFORMED",
         lambda: transport(changed(root=root()))),
    Case("transport-without-a-release", "optional verification", "no release to verify", "MALFORMED",
         lambda: without("release")),
    Case("transport-without-approvals", "optional verification", "no list of approvals", "MALFORMED",
         lambda: without("approvals")),
    Case("transport-without-a-sheet", "optional verification", "no sheet to approve", "MALFORMED",
         lambda: without("sheet")),
    Case("transport-of-no-format", UNKNOWN, "the bundle does not say its format", "MALFORMED",
         lambda: without("tellerside_bundle")),
    Case("transport-to-come", UNKNOWN, "a bundle of a format to come", "UNSUPPORTED",
         lambda: transport(changed(tellerside_bundle=2))),
    Case("transport-of-format-1-point-0", NUMBERS, "format 1.0, a number that no document has", "MALFORMED",
         lambda: transport(swap('"tellerside_bundle":1', '"tellerside_bundle":1.0'))),
    Case("transport-with-half-a-pair", UNICODE, "half of a surrogate pair in the text of the index", "MALFORMED",
         lambda: transport(swap('"index":"', '"index":"\\ud800'))),
    Case("transport-nested-65-deep", "nesting", "lists in lists, to exhaust a stack", "MALFORMED",
         lambda: transport(swap('"approvals":[', '"approvals":[' + deep(65) + ","))),
    Case("transport-nested-without-end", "nesting", "twenty thousand lists in lists", "MALFORMED",
         lambda: Given("[" * 20_000)),
    Case("file-under-a-path", "mix and match", "a file under a name that leads out of its folder", "MALFORMED",
         lambda: files_edited(under_another_name)),
    Case("file-under-a-digest-in-upper-case", SPELLED, "the files stand under digests in a second spelling",
         "MALFORMED", lambda: files_edited(in_upper_case)),
    Case("file-as-an-object", SPELLED, "the campaign is an object and no text, so that it has no exact bytes",
         "MALFORMED", lambda: transport(swap(json.dumps(campaign()), campaign()))),
]
