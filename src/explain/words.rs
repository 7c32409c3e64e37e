//! The words of a banner, and the codes that a campaign carries, as a reviewer reads them.

use crate::campaign::{Campaign, Creative};
use crate::id::Locale;

use super::clause::bullet;
use super::naming::Naming;
use super::phrase::Phrase;
use super::phrases::words as says;
use super::section::{Section, paragraph};

impl Naming<'_> {
    /// Every word that a customer of exactly `locale` sees, and the picture by its digest.
    pub(super) fn words(&self, locale: &Locale, creative: &Creative) -> Section {
        let [title, sees] =
            [says::TITLE, says::SEES].map(|phrase| phrase.say(self.language, &[("locale", locale.as_str())]));
        self.told(&title, &sees, creative)
    }

    /// Every word of `creative`, under a title and after a sentence about who sees them.
    pub(super) fn told(&self, title: &str, sees: &str, creative: &Creative) -> Section {
        let language = self.language;
        let Creative { headline, body, action, disclosures, image, why } = creative;
        Section::of(title, |out| {
            paragraph(out, sees);
            let mut say = |phrase: Phrase, gaps: &[(&str, &str)]| bullet(out, 0, &phrase.say(language, gaps));
            say(says::HEADLINE, &[("text", headline)]);
            say(says::BODY, &[("text", body)]);
            say(says::ACTION, &[("text", &action.label), ("url", &action.url), ("offer", &action.offer)]);
            for disclosure in disclosures {
                say(says::DISCLOSURE, &[("text", disclosure)]);
            }
            if disclosures.is_empty() {
                say(says::NO_DISCLOSURE, &[]);
            }
            match image {
                Some(image) => say(
                    says::IMAGE,
                    &[("asset", image.asset.as_str()), ("text", &image.alt), ("digest", &image.sha256.to_string())],
                ),
                None => say(says::NO_IMAGE, &[]),
            }
            say(says::WHY, &[("text", why)]);
        })
    }

    /// The codes that a campaign carries, by which banks group, refuse and assign; no customer sees them.
    pub(super) fn codes(&self, campaign: &Campaign) -> Section {
        let language = self.language;
        let codes = [
            (says::PRODUCT, campaign.product.as_ref().map(|id| id.as_str())),
            (says::TOPIC, campaign.topic.as_ref().map(|id| id.as_str())),
            (says::GROUP, campaign.group.as_ref().map(|id| id.as_str())),
            (says::SALT, campaign.holdout.as_ref().map(|holdout| holdout.salt.as_str())),
        ];
        Section::of(says::CODES_TITLE.text(language), |out| {
            let given: Vec<_> = codes.into_iter().filter_map(|(phrase, code)| Some((phrase, code?))).collect();
            if !given.is_empty() {
                paragraph(out, says::CODES.text(language));
            }
            for (phrase, code) in given {
                bullet(out, 0, &phrase.say(language, &[("code", code)]));
            }
        })
    }
}
