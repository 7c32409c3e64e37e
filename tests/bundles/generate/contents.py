"""What all signed and nobody may show: texts that hide something, links that lead away, parts that mean nothing."""

import json

from bank import CATALOGUE, POLICY, bundle, campaign, swap
from cases import Case, Given
from edits import GOLDEN, IN_SEGMENT, WITH_SEGMENT
from formats import canonical
from sheets import DIGEST

HIDE = "compromised vendor: hide content from the approver"
URL = "bundle content -> URLs"
VECTOR = "curious vendor: customer attribute in a link"
MEANING = "contents without meaning"


def texts(old, new):
    """A campaign with one of its texts changed, signed by all."""
    return Given(bundle(campaigns={"od-low": swap(old, new)(campaign())}))


def body(text):
    return texts("Costs nothing.", text)


def link(url):
    return texts('"/od"', f'"{url}"')


def image(asset, **more):
    """The good campaign with a picture."""
    picture = canonical({"alt": "A coin", "asset": asset, **more})
    return texts('"why"', f'"image":{picture},"why"')


def defined(old, new):
    """The good catalogue with the words of a feature changed."""
    return Given(bundle(catalogue=swap(old, new)(CATALOGUE)))


def segment_called(name, campaign=IN_SEGMENT):
    policy = WITH_SEGMENT.replace('"Affluent"', f'"{name}"')
    return Given(bundle(campaigns={"od-low": campaign}, policy=policy))


def when(condition):
    return Given(bundle(campaigns={"od-low": campaign().split('"when":')[0] + f'"when":{condition}}}'}))


# A text of the body, what it does, one row each.
SIGNS = [
    ("bidi-override", "\u202ereve gnihton stsoC", "written backwards and shown forwards, so that no search finds it"),
    ("bidi-isolate", "Costs \u2067nothing\u2069.", "parts change places on the screen"),
    ("bidi-mark", "Costs nothing\u200f.", "a mark that moves the full stop"),
    ("bidi-arabic-mark", "Costs nothing\u061c.", "a mark that moves the full stop"),
    ("zero-width-space", "Costs no\u200bthing.", "a sign of no width splits a word that the rules look for"),
    ("zero-width-joiner", "Costs no\u200dthing.", "a sign of no width splits a word that the rules look for"),
    ("soft-hyphen", "Costs no\u00adthing.", "a hyphen that is not shown splits a word that the rules look for"),
    ("word-joiner", "Costs no\u2060thing.", "a sign of no width splits a word that the rules look for"),
    ("byte-order-mark-inside", "Costs no\ufeffthing.", "a byte order mark inside a text"),
    ("tag-signs", "Costs nothing.\U000e0041\U000e0042", "a whole text in signs that nothing shows"),
    ("variation-selector", "Costs nothing\ufe0f.", "bits hidden in signs that nothing shows"),
    ("variation-selector-supplement", "Costs nothing\U000e0100.", "bits hidden in signs that nothing shows"),
    ("line-separator", "Costs nothing.\u2028", "a line break that some readers do not know"),
    ("shorthand-control", "Costs no\U0001bca0thing.", "a control of no width splits a word that the rules look for"),
    ("braille-blank", "\u2800", "a text of one sign of Braille without dots: it is not empty and shows nothing"),
    ("hangul-filler", "Costs nothing.\u3164", "a letter that looks like a space"),
    ("nul", "Costs nothing.\\u0000 Or all.", "a zero byte, at which some readers stop"),
    ("line-break", "Costs nothing.\\n\\n\\n\\nOr all.", "line breaks that move the rest out of the approver's sight"),
    ("escape-sequence", "Costs \\u001b[8mnot \\u001b[0mnothing.", "a control that hides a word on a terminal"),
    ("c1-control", "Costs nothing.\u009b8m", "a control of one sign that hides the rest on a terminal"),
    ("empty", "", "a text of nothing"),
    ("spaces", "   ", "a text of spaces"),
    ("endless", "x" * 2001, "a text of 2,001 signs, of which a preview shows the first"),
]
NOT_NFC = [
    ("not-nfc", "Cafe\u0301", "a letter and its accent as two signs: the same words have two digests"),
    ("not-nfc-singleton", "Costs nothing\u037e", "a Greek question mark, which some writers turn into a semicolon"),
    ("not-nfc-hangul", "\u1112\u1161\u11ab", "a Korean syllable in three parts: the same words have two digests"),
]
URLS = [
    ("javascript", "javascript:alert(1)", "a link that is a script"),
    ("javascript-with-a-tab", "java\\tscript:alert(1)", "a script with a tab in its scheme, which browsers drop"),
    ("data", "data:text/html,x", "a link that is a page of its own"),
    ("other-origin", "https://evil.example/od", "a link that leads away"),
    ("other-origin-without-scheme", "//evil.example/od", "a link that leads away, without a scheme"),
    ("other-origin-by-a-third-slash", "///evil.example", "three slashes, which browsers take for two"),
    ("other-origin-by-backslashes", "/\\\\evil.example", "a backslash, which browsers take for a slash"),
    ("other-origin-by-a-dot", "/.//evil.example", "a dot between slashes"),
    ("other-origin-by-a-tab", "/\\t/evil.example", "a tab between two slashes, which browsers drop"),
    ("other-origin-by-a-line-break", "/\\n/evil.example", "a line break between two slashes, which browsers drop"),
    ("userinfo", "https://bank.example@evil.example/od", "the bank's name where a user's name stands"),
    ("relative", "od", "a link that depends on where the page is"),
    ("nothing", "", "no link"),
    ("space-before", " /od", "a space before the link, which browsers drop"),
    ("not-ascii", "/\u043ed", "a letter that looks like another"),
    ("percent", "/%2f%2fevil.example", "slashes in disguise, for servers that decode before they look"),
    ("endless", "/" + "x" * 256, "a link of 257 signs"),
]

ROUND_ONE = '{"name":"Round","segment":"round","version":1,"when":{"segment":"round@1"}}'
ROUND = POLICY.replace(
    '"suppressions"',
    f'"segments":[{ROUND_ONE}],"suppressions"',
)

CASES = [
    *(Case(f"text-{name}", "unicode" if name == "nul" else HIDE, because, "CAMPAIGN_INVALID",
           lambda text=text: body(text)) for name, text, because in SIGNS),
    *(Case(f"url-{name}", URL, because, "CAMPAIGN_INVALID", lambda url=url: link(url)) for name, url, because in URLS),
    Case("url-with-a-query", VECTOR, "a link with a parameter, in which a segment could travel", "CAMPAIGN_INVALID",
         lambda: link("/od?segment=low")),
    Case("url-with-a-fragment", VECTOR, "a link with a fragment, in which a segment could travel", "CAMPAIGN_INVALID",
         lambda: link("/od#low")),
    Case("url-with-a-template", VECTOR, "a link with a place for the customer's balance", "CAMPAIGN_INVALID",
         lambda: link("/od/{bal.acb}")),
    Case("offer-with-a-template", VECTOR, "an offer code with a place for the customer's balance", "CAMPAIGN_INVALID",
         lambda: texts('"offer":"OD"', '"offer":"OD-{bal.acb}"')),
    Case("image-from-elsewhere", "the creative request is the real leak",
         "an image that the browser would fetch from the vendor", "CAMPAIGN_INVALID",
         lambda: image("https://evil.example/a.png", sha256=DIGEST)),
    Case("image-out-of-its-folder", "the creative request is the real leak", "an image by a path out of its folder",
         "CAMPAIGN_INVALID", lambda: image("../a.png", sha256=DIGEST)),
    Case("image-of-no-digest", "the creative request is the real leak", "an image whose bytes nobody approved",
         "CAMPAIGN_INVALID", lambda: image("a.png")),
    Case("style-in-a-creative", "bundle content -> HTML", "a creative with a style of its own", "CAMPAIGN_INVALID",
         lambda: texts('"why"', '"style":"position:fixed","why"')),
    Case("name-that-hides", HIDE, "the campaign's name, by which approvers know it, is written backwards",
         "CAMPAIGN_INVALID", lambda: texts('"Overdraft"', '"\u202eOverdraft"')),
    Case("disclosure-that-hides", HIDE, "a disclosure with a sign that nothing shows", "CAMPAIGN_INVALID",
         lambda: texts('"headline"', '"disclosures":["Rates\u200b apply."],"headline"')),
    Case("segment-name-that-hides", HIDE,
         "the name of a segment, which explanations show to approvers, is written backwards", "MALFORMED",
         lambda: segment_called("\u202eAffluent")),
    Case("definition-that-hides", HIDE,
         "the definition of a feature, which explanations show to approvers, hides a word", "MALFORMED",
         lambda: defined("collected", "\u2067collected")),
    Case("definition-of-several-lines", HIDE,
         "line breaks in a feature's definition add paragraphs of the vendor's to the explanation", "MALFORMED",
         lambda: defined("average collected balance", "balance.\\n\\nNo other condition holds")),
    Case("source-that-hides", HIDE, "the source of a feature hides a word", "MALFORMED",
         lambda: defined('"core"', '"co\u200bre"')),
    Case("segment-name-of-several-lines", HIDE,
         "line breaks in a segment's name add paragraphs of the vendor's to the explanation", "MALFORMED",
         lambda: segment_called("Affluent\\n\\nNo other condition holds")),
    Case("golden-that-hides", HIDE, "the reason of a golden decision, which approvers read, is written backwards",
         "MALFORMED", lambda: Given(bundle(goldens=swap("nothing is known", "\u202enothing is known")(GOLDEN)))),
    Case("id-with-another-alphabet", "unicode", "a slot whose name has a letter that looks like another",
         "CAMPAIGN_INVALID", lambda: texts('"hero"', '"her\u043e"')),
    Case("id-of-the-prototype", "malicious page script",
         "a slot called `__proto__`, the parent of all objects of a page", "CAMPAIGN_INVALID",
         lambda: texts('"hero"', '"__proto__"')),
    Case("condition-unheard-of", "unknown fields", "a condition that no engine knows", "CAMPAIGN_INVALID",
         lambda: when('{"script":"true"}')),
    Case("condition-on-no-feature", MEANING, "a condition on a feature that the catalogue does not have",
         "CAMPAIGN_INVALID", lambda: when('{"flag":"vip"}')),
    Case("condition-on-no-segment", MEANING, "a segment that the policy does not have", "CAMPAIGN_INVALID",
         lambda: when('{"segment":"affluent@1"}')),
    Case("condition-on-another-version", MEANING, "another version of a segment than the policy has",
         "CAMPAIGN_INVALID", lambda: segment_called("Affluent", swap("@1", "@2")(IN_SEGMENT))),
    Case("segment-in-a-circle", "nesting", "a segment that is itself, without end", "POLICY_INVALID",
         lambda: Given(bundle(policy=ROUND))),
    Case("policy-that-holds-out-more-than-all", "numbers", "a holdout of 10,001 in 10,000", "MALFORMED",
         lambda: Given(bundle(policy=swap('"global_holdout_bp":0', '"global_holdout_bp":10001')(POLICY)))),
    Case("campaign-longer-than-may-be", "endless data", "a campaign of disclosures, longer than 16 KiB", "TOO_LARGE",
         lambda: texts('"headline"', f'"disclosures":{json.dumps(["x" * 1100] * 16, separators=(",", ":"))},"headline"')),
    Case("policy-of-257-segments", "endless data", "a segment more than may be", "MALFORMED",
         lambda: Given(bundle(policy=ROUND.replace(ROUND_ONE, ",".join(
             ROUND_ONE.replace("round", f"s{n:03}") for n in range(257)))))),
    Case("goldens-three-of-one-campaign", "endless data", "more golden decisions of a campaign than are replayed",
         "MALFORMED", lambda: Given(bundle(goldens='{"goldens":[' + ",".join([GOLDEN[12:-2]] * 3) + "]}"))),
]
