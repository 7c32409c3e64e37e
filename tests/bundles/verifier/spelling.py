"""How signed texts are spelled: strict JSON, the canonical form, and the scalars of FORMAT.md."""

import base64
import binascii
import hashlib
import json
import re
from datetime import datetime, timezone
from functools import lru_cache

DEPTH = 128
SAFE = 2**53 - 1  # beyond it a reader that holds numbers as doubles would read another number
VERSIONS = range(1, 2**40)
DIGEST = r"[0-9a-f]{64}"
ID = r"[a-z0-9][a-z0-9._-]{0,63}"
# Possessive, and up to the end where it is not closed, so that each character is looked at once.
QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z|\\)', re.DOTALL)

quote = json.JSONEncoder(ensure_ascii=False).encode


class Refusal(Exception):
    """Why nothing may be taken from a text: a stated code, and a sentence for people."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code, self.message = code, message


class NotWhole:
    """A number with a fraction or an exponent, or minus zero. No document has a place for one."""

    def __init__(self, _):
        pass


def malformed(message):
    return Refusal("MALFORMED", message)


def read_json(text):
    """The value of a JSON text in any spelling, or MALFORMED."""
    if nesting(text) > DEPTH:
        raise malformed("it is nested too deep")
    try:
        value = json.loads(
            text,
            object_pairs_hook=each_once,
            parse_int=lambda digits: NotWhole(digits) if digits == "-0" else int(digits),
            parse_float=NotWhole,
            parse_constant=no_json,
        )
        json.dumps(value, ensure_ascii=False, default=str).encode()  # half of a surrogate pair is no character
    except ValueError as error:
        raise malformed(f"it is not JSON: {error}") from None
    return value


def nesting(text):
    """How deep a text is nested, before a parser is let at it."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", QUOTED.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def each_once(pairs):
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError("a field is given twice")
    return value


def no_json(word):
    raise ValueError(f"`{word}` is no number")


@lru_cache(4096)
def read_canonical(text):
    """The value of a signed text, which must be written in the one way there is. It is shared: read, never changed."""
    value = read_json(text)
    if canonical(value) != text:
        raise Refusal("NOT_CANONICAL", "it is written in a second spelling")
    return value


def canonical(value):
    """The one spelling of a value (RFC 8785), where whatever has none is spelled in a way that no text is."""
    match value:
        case dict():
            # RFC 8785 sorts by UTF-16 units, which is not the order of code points beyond U+FFFF.
            names = sorted(value, key=lambda name: name.encode("utf-16-be"))
            return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
        case list():
            return "[" + ",".join(map(canonical, value)) + "]"
        case str() | bool():
            return quote(value)
        case int() if abs(value) <= SAFE:
            return str(value)
    return "<no fraction, no number beyond 2^53, and what is optional is left out rather than null>"


def fields(value, *names):
    """The values of exactly these fields, in the order of `names`."""
    if not isinstance(value, dict) or value.keys() != set(names):
        raise malformed(f"it does not have exactly the fields {', '.join(names)}")
    return [value[name] for name in names]


def document(value, kind, *names):
    """As `fields`, of a document whose field `kind` has its format's number. Another format may have other fields."""
    number = dict(members(value)).get(kind, 1)
    if whole(number, range(2**64)) != 1:
        raise Refusal("UNSUPPORTED", f"format {number} is not known here")
    return fields(value, kind, *names)[1:]


def text(value, pattern=r"(?s:.*)"):
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise malformed(f"`{value!r:.80}` is no text of the form {pattern}")
    return value


def whole(value, within):
    if type(value) is not int or value not in within:
        raise malformed(f"`{value!r:.80}` is no whole number from {within.start} to below {within.stop}")
    return value


def entries(value):
    if not isinstance(value, list):
        raise malformed("it is no list")
    return value


def members(value):
    """The members of an object that is a table: any names, each with a value."""
    if not isinstance(value, dict):
        raise malformed("it is no object")
    return value.items()


def moment(value):
    text(value, r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
    try:
        found = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        raise malformed(f"there is no moment `{value}`") from None
    if found.year < 1970:
        raise malformed(f"`{value}` is before 1970")
    return found


def unbase64(value):
    """The bytes of a text in base64, of which each has one spelling."""
    try:
        decoded = base64.b64decode(text(value), validate=True)
    except (binascii.Error, ValueError):
        raise malformed("it is not base64") from None
    if base64.b64encode(decoded).decode() != value:
        raise malformed("it is base64 in a second spelling")
    return decoded


def size(text):
    """The length of a text in bytes, which it has where it is Unicode."""
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        raise malformed("it is not UTF-8") from None


def sha256(content):
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()
