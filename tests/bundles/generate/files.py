"""The files: exactly those of the index, each with its own bytes, and an index that names them."""

import json

from bank import CATALOGUE, GOLDENS, POLICY, bundle, campaign, swap
from cases import Case, Given
from formats import canonical, sha256

MIX, EDIT, ENDLESS = "mix and match", "network: edit bundle", "endless data"
# Of the same length, so that only their digests tell them apart.
TWO = {"od-high": campaign("od-high"), "od-late": campaign("od-late")}


def with_files(change):
    """The good bundle whose files are altered on the way."""
    parts = bundle(campaigns=TWO)
    change(parts["files"])
    return Given(parts)


def without(text):
    return with_files(lambda files: files.pop(sha256(text)))


def instead(text, other):
    """Another text under the digest of `text`."""
    return with_files(lambda files: files.update({sha256(text): other}))


def exchanged(files):
    one, other = (sha256(text) for text in TWO.values())
    files[one], files[other] = files[other], files[one]


def under_another_digest(files):
    digest = sha256(POLICY)
    files[digest[:-1] + ("1" if digest[-1] == "0" else "0")] = files.pop(digest)


def last_again(entries):
    entries.append(entries[-1])


def indexed(change, sheet=lambda entries: None):
    """A release of two campaigns, its index altered before all is signed; `sheet` alters the sheet to match."""
    def edit(alter):
        def with_document(text):
            document = json.loads(text)
            alter(document)
            return canonical(document)

        return with_document

    return Given(bundle(campaigns=TWO, index=edit(change), sheet=edit(lambda document: sheet(document["campaigns"]))))


def called(name):
    """A campaign that the index calls `od-low`, and that calls itself otherwise."""
    return Given(bundle(campaigns={"od-low": campaign(name)}))


CASES = [
    Case("file-missing-campaign", EDIT, "a campaign is held back on the way: the other always wins", "FILE_SET",
         lambda: without(TWO["od-high"])),
    Case("file-missing-catalogue", EDIT, "the catalogue is held back", "FILE_SET", lambda: without(CATALOGUE)),
    Case("file-missing-policy", EDIT, "the policy, with all its suppressions, is held back", "FILE_SET",
         lambda: without(POLICY)),
    Case("file-missing-goldens", EDIT, "the golden decisions are held back", "FILE_SET", lambda: without(GOLDENS)),
    Case("file-more", "extraneous dependencies", "a campaign comes along that no index names", "FILE_SET",
         lambda: with_files(lambda files: files.update({sha256(campaign("od-new")): campaign("od-new")}))),
    Case("file-of-another-digest", EDIT, "a file stands under a digest with another last digit", "FILE_SET",
         lambda: with_files(under_another_digest)),
    Case("file-changed", EDIT, "a digit of a threshold is another, its length the same", "DIGEST_MISMATCH",
         lambda: instead(TWO["od-late"], swap("100.00", "900.00")(TWO["od-late"]))),
    Case("file-longer", ENDLESS, "a file goes on after the length that was signed", "DIGEST_MISMATCH",
         lambda: instead(TWO["od-late"], TWO["od-late"] + " " * 1000)),
    Case("file-emptied", EDIT, "nothing is left of the policy", "DIGEST_MISMATCH", lambda: instead(POLICY, "")),
    Case("files-exchanged", MIX, "two campaigns stand under each other's digests", "DIGEST_MISMATCH",
         lambda: with_files(exchanged)),
    Case("policy-in-the-place-of-the-catalogue", "type confusion", "the policy stands under the catalogue's digest",
         "DIGEST_MISMATCH", lambda: instead(CATALOGUE, POLICY)),
    Case("index-with-a-wrong-length", EDIT, "vendor and bank signed a length that the file does not have",
         "DIGEST_MISMATCH", lambda: indexed(lambda index: index["policy"].update(length=121))),
    Case("index-with-a-wrong-digest", EDIT, "vendor and bank signed a digest that no file has", "FILE_SET",
         lambda: indexed(lambda index: index["policy"].update(digest="ab" * 32))),
    Case("index-in-another-order", "two spellings", "the index does not ascend by campaign", "MALFORMED",
         lambda: indexed(lambda index: index["campaigns"].reverse(), lambda entries: entries.reverse())),
    Case("index-with-a-campaign-twice", "duplicate keys", "the index names a campaign twice", "MALFORMED",
         lambda: indexed(lambda index: last_again(index["campaigns"]), last_again)),
    Case("index-with-a-file-unheard-of", "unknown fields", "the index names a file of a kind that no engine reads",
         "MALFORMED", lambda: indexed(lambda index: index.update(scripts=index["policy"]))),
    Case("index-without-a-policy", "unknown fields", "the index names no policy: no suppression would hold",
         "MALFORMED", lambda: indexed(lambda index: index.pop("policy"))),
    Case("index-to-come", "unknown fields", "an index of a format to come", "UNSUPPORTED",
         lambda: indexed(lambda index: index.update(index=2))),
    Case("catalogue-as-policy", "type confusion",
         "the index names a catalogue as the policy: no suppression would hold", "MALFORMED",
         lambda: Given(bundle(policy=swap("average collected", "average overdrawn")(CATALOGUE)))),
    Case("campaign-of-another-name", "mix and match", "the campaign calls itself otherwise than index and sheet do",
         "CAMPAIGN_INVALID", lambda: called("od-high")),
    Case("campaign-of-no-id", "unicode", "the campaign's id has a letter that looks like another", "MALFORMED",
         lambda: Given(bundle(campaigns={"od-l\u043ew": campaign("od-l\u043ew")}))),
]
