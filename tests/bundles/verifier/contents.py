"""What signatures are over: the release, its index, the bank's sheet, and the files.

Of the files it is checked that they are the signed ones, canonical, and of the kind and id that they are listed under.
What a catalogue, a policy, a campaign or a golden decision may say is not: there, and only there, the engine refuses
more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from roots import ENVIRONMENT
from spelling import DIGEST, ID, VERSIONS, Refusal, document, entries, fields, malformed, members, moment
from spelling import read_canonical, sha256, text, whole

SEMANTICS = 1
MAX_CAMPAIGNS = 1000
MAX_FILES = MAX_CAMPAIGNS + 3
LENGTHS = range(2**32)
MAX_CAMPAIGN = 16 * 1024
LOCALE = "[a-z]{2,3}(-([A-Z]{2}|[0-9]{3}))?"


@dataclass(frozen=True)
class Release:
    bank: str
    environment: str
    expires: datetime
    issued: datetime
    version: int
    index: str


@dataclass(frozen=True)
class File:
    digest: str
    length: int


@dataclass(frozen=True)
class Index:
    catalogue: File
    goldens: File
    policy: File
    campaigns: dict


@dataclass(frozen=True)
class Entry:
    campaign: str
    digest: str
    evidence: dict
    verdict: str

    def proves(self, kind):
        """Whether there is evidence of this kind: for `renderings`, of each locale, and of one at least."""
        found = self.evidence[kind]
        found = list(found.values()) if kind == "renderings" else [found]
        return found != [] and "not_measured" not in found


@dataclass(frozen=True)
class Sheet:
    bank: str
    environment: str
    index: str
    not_before: datetime
    not_after: datetime
    entries: list


def read_release(payload):
    try:
        kind, predicate, predicate_type, subjects = fields(
            read_canonical(payload.decode()), "_type", "predicate", "predicateType", "subject"
        )
    except UnicodeDecodeError:
        raise malformed("the release is not UTF-8") from None
    if (kind, predicate_type) != ("https://in-toto.io/Statement/v1", "https://tellerside.dev/release/v1"):
        raise malformed("it is no statement of a release")
    if len(entries(subjects)) != 1:
        raise malformed("a release names one index")
    digests, name = fields(subjects[0], "digest", "name")
    if name != "index.json":
        raise malformed("a release names its index")
    (index,) = fields(digests, "sha256")
    bank, environment, expires, issued, semantics, version = fields(
        predicate, "bank", "environment", "expires", "issued", "semantics", "version"
    )
    release = Release(
        bank=text(bank, ID),
        environment=text(environment, ENVIRONMENT),
        expires=moment(expires),
        issued=moment(issued),
        version=whole(version, VERSIONS),
        index=text(index, DIGEST),
    )
    if release.issued >= release.expires:
        raise malformed("the release expires no later than it is issued")
    if whole(semantics, range(1, 2**53)) > SEMANTICS:
        raise Refusal("UNSUPPORTED", "its conditions mean what is not known here")
    return release


def check_audience(signed, root):
    if signed.bank != root.bank:
        raise Refusal("WRONG_BANK", f"it is for the bank {signed.bank}")
    if signed.environment != root.environment:
        raise Refusal("WRONG_ENVIRONMENT", f"it is for the environment {signed.environment}")


def check_release(release, root, now):
    check_audience(release, root)
    if release.expires - release.issued > timedelta(days=root.lifetime_days):
        raise Refusal("LIFETIME_TOO_LONG", "the release is valid for longer than the root allows")
    if now >= release.expires:
        raise Refusal("EXPIRED", "the release has expired")


def read_index(index_text):
    campaigns, catalogue, goldens, policy = document(
        read_canonical(index_text), "index", "campaigns", "catalogue", "goldens", "policy"
    )
    if len(entries(campaigns)) > MAX_CAMPAIGNS:
        raise Refusal("TOO_LARGE", "the release has more campaigns than are read")
    listed = [fields(campaign, "digest", "id", "length") for campaign in campaigns]
    ids = [text(campaign, ID) for _, campaign, _ in listed]
    if ids != sorted(set(ids)):
        raise malformed("campaigns are not ascending, each once")
    if any(whole(length, LENGTHS) > MAX_CAMPAIGN for _, _, length in listed):
        raise Refusal("TOO_LARGE", "a campaign is longer than is read")
    return Index(
        catalogue=read_file(*fields(catalogue, "digest", "length")),
        goldens=read_file(*fields(goldens, "digest", "length")),
        policy=read_file(*fields(policy, "digest", "length")),
        campaigns={campaign: read_file(digest, length) for digest, campaign, length in listed},
    )


def read_file(digest, length):
    return File(text(digest, DIGEST), whole(length, LENGTHS))


def read_sheet(sheet_text):
    bank, campaigns, environment, index, not_after, not_before = document(
        read_canonical(sheet_text), "sheet", "bank", "campaigns", "environment", "index", "not_after", "not_before"
    )
    sheet = Sheet(
        bank=text(bank, ID),
        environment=text(environment, ENVIRONMENT),
        index=text(index, DIGEST),
        not_before=moment(not_before),
        not_after=moment(not_after),
        entries=[read_entry(entry) for entry in entries(campaigns)],
    )
    if not timedelta() < sheet.not_after - sheet.not_before <= timedelta(days=366):
        raise malformed("the sheet ends no later than it begins, or more than 366 days later")
    return sheet


def read_entry(value):
    campaign, digest, evidence, verdict = fields(value, "campaign", "digest", "evidence", "verdict")
    *measured, renderings = fields(evidence, "goldens", "lint", "reach", "renderings")
    renderings = {text(locale, LOCALE): found for locale, found in members(renderings)}
    for found in [*measured, *renderings.values()]:
        text(found, f"{DIGEST}|not_measured")
    return Entry(text(campaign, ID), text(digest, DIGEST), evidence, text(verdict, "approved|rejected|held"))


def check_sheet(sheet, index, index_digest, root, now):
    check_audience(sheet, root)
    if sheet.index != index_digest:
        raise Refusal("SHEET_MISMATCH", "the sheet is about another index")
    covered = [(entry.campaign, entry.digest) for entry in sheet.entries]
    if covered != [(campaign, file.digest) for campaign, file in index.campaigns.items()]:
        raise Refusal("SHEET_MISMATCH", "the sheet is not about each campaign of the index, in its order")
    for entry in sheet.entries:
        if entry.evidence["goldens"] not in (index.goldens.digest, "not_measured"):
            raise Refusal("SHEET_MISMATCH", f"the evidence for {entry.campaign} is of other golden decisions")
    for entry in sheet.entries:
        if entry.verdict == "approved" and not all(entry.proves(kind) for kind in root.evidence):
            raise Refusal("EVIDENCE_MISSING", f"{entry.campaign} is approved without evidence that the root asks for")
    if now < sheet.not_before:
        raise Refusal("SHEET_NOT_YET_VALID", "the sheet holds later")
    if now >= sheet.not_after:
        raise Refusal("SHEET_EXPIRED", "the sheet held earlier")


def check_files(files, index):
    indexed = [index.catalogue, index.policy, index.goldens, *index.campaigns.values()]
    if files.keys() != {file.digest for file in indexed}:
        raise Refusal("FILE_SET", "the files are not those of the index")
    for file in indexed:
        content = files[file.digest].encode()
        if len(content) != file.length or sha256(content) != file.digest:
            raise Refusal("DIGEST_MISMATCH", f"the file {file.digest} is another one")
    for file, kind in [(index.catalogue, "catalogue"), (index.policy, "policy")]:
        content = dict(members(read_canonical(files[file.digest])))
        whole(content.get(kind), range(1, 2))
    (goldens,) = fields(read_canonical(files[index.goldens.digest]), "goldens")
    entries(goldens)
    for campaign, file in index.campaigns.items():
        check_campaign(campaign, files[file.digest])


def check_renderings(sheet, files, root):
    """Where the root asks for renderings: that what is approved was read in the locales of its creatives, all and no other."""
    for entry in sheet.entries if "renderings" in root.evidence else []:
        creatives = dict(members(read_canonical(files[entry.digest]))).get("creatives")
        locales = {locale for locale, _ in members(creatives)}
        if entry.verdict == "approved" and locales != entry.evidence["renderings"].keys():
            raise Refusal("EVIDENCE_MISSING", f"{entry.campaign} was read in other locales than it has")


def check_campaign(campaign, content):
    try:
        own = dict(members(read_canonical(content))).get("campaign")
    except Refusal as refusal:
        raise refusal if refusal.code == "NOT_CANONICAL" else Refusal("CAMPAIGN_INVALID", refusal.message) from None
    if own != campaign:
        raise Refusal("CAMPAIGN_INVALID", f"what the index names {campaign} calls itself {own!r:.80}")
