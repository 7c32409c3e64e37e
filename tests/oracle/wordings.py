"""Random locales and variants of words, and requests in random languages."""

import copy

from material import REGIONS

LOCALES = ["en", "en-US", "en-GB", "es", "es-US", "es-MX", "fr-CA"]
ASKED = ["en-US", "EN-us", "en", "en-AU", "es-US", "es", "ES", "es-419", "es-MX", "es-Latn-US", "en-US-u-ca-buddhist", "fr", "fr-CA", "de-DE"]


class Wordings:
    """Adds locales and variants to one bundle."""

    def __init__(self, random):
        self.random = random

    def where(self, depth=2):
        random = self.random
        form = random.choice(["one_of", "one_of", "all", "any", "not"]) if depth else "one_of"
        if form == "one_of":
            values = sorted(random.sample(REGIONS, random.choice([1, 2, 3])))
            return {"one_of": {"feature": "geo.region", "values": values}}
        if form == "not":
            return {"not": self.where(depth - 1)}
        return {form: [self.where(depth - 1) for _ in range(random.choice([1, 2]))]}

    def creatives(self, text, locales, told):
        return {locale: {**copy.deepcopy(text), "headline": f"{told} {locale}"} for locale in locales}

    def add(self, document):
        random = self.random
        for campaign in document["campaigns"]:
            locales = random.sample(LOCALES, random.choice([1, 2, 3, 5]))
            text = campaign["creatives"]["en-US"]
            campaign["default_locale"] = random.choice(locales)
            campaign["creatives"] = self.creatives(text, locales, "Own")
            arms = [arm for stake in campaign.get("experiments", []) for arm in stake["arms"]]
            variants = random.choice([0, 0, 1, 2, 4])
            if variants:
                campaign["variants"] = [
                    {"creatives": self.creatives(text, locales, f"Place {n}"), "variant": f"place-{n}", "when": self.where()}
                    for n in range(variants)
                ]
            for arm in arms:
                words = arm.pop("creatives", None)
                if words and not variants:
                    arm["creatives"] = self.creatives(text, locales, words["en-US"]["headline"])
                elif words and len(arm) == 1:
                    arm["schedule"] = {"from": "2000-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}

    def meet(self, request):
        request["locales"] = self.random.sample(ASKED, self.random.choice([0, 1, 1, 2, 4]))
