"""Which words of a campaign a customer sees: the locale and the variant, by `src/campaign/LOCALES.md`."""

import re

from conditions import evaluate

# What stands before a single letter: language, then perhaps a script and others, then perhaps a region.
TAG = re.compile(r"(?P<language>[a-z]{2,3})(?P<rest>(-[a-z0-9]{2,8})*)(-[a-z0-9]-?.*)?$")


def canonical(tag):
    """Language and region of a tag that a host asks for."""
    found = TAG.match(tag.lower())
    parts = found["rest"].split("-")[1:]
    region = next((part.upper() for part in parts if re.fullmatch(r"[a-z0-9]{2}|[0-9]{3}", part)), None)
    return found["language"] if region is None else f"{found['language']}-{region}"


def language(tag):
    return tag.split("-")[0]


def locale_of(campaign, request):
    """The locale in which a campaign is shown."""
    have, default = sorted(campaign["creatives"]), campaign["default_locale"]
    wanted = [canonical(tag) for tag in request["locales"]]
    spoken = [language(tag) for tag in wanted if any(language(tag) == language(known) for known in have)]
    if not spoken:
        return default
    first = spoken[0]
    steps = [step for tag in wanted if language(tag) == first for step in (tag, first)]
    steps += [default] if language(default) == first else []
    steps += [tag for tag in have if language(tag) == first]
    return next(step for step in steps if step in have)


def variant_of(campaign, facts):
    """The first variant whose condition is TRUE; None for the campaign's own words."""
    holds = (one for one in campaign.get("variants", []) if evaluate(one["when"], facts.customer) is True)
    return next(holds, None)


def seen(campaign, arm, facts):
    """Locale, variant and headline; `arm` is what the campaign does in the arm of an experiment."""
    locale, variant = locale_of(campaign, facts.request), variant_of(campaign, facts)
    words = arm.get("creatives") or (variant or campaign)["creatives"]
    return locale, variant and variant["variant"], words[locale]["headline"]
