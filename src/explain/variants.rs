//! Variants of the words: where customers bank who see them, and every word that they see.

use crate::campaign::Campaign;
use crate::id::Locale;

use super::clause::Clause;
use super::conditions::Teller;
use super::naming::Naming;
use super::phrases::variant as says;
use super::section::{Section, paragraph};

impl Teller<'_> {
    /// Who sees which variant of the words of `campaign`.
    pub(super) fn variants(&self, campaign: &Campaign, out: &mut String) {
        let language = self.naming.language;
        if !campaign.variants.is_empty() {
            paragraph(out, says::IN_ORDER.text(language));
        }
        for variant in &campaign.variants {
            let Clause { text, join, parts } = self.condition(&variant.when);
            let said = says::WHERE.say(language, &[("variant", variant.id.as_str()), ("clause", &text)]);
            Clause::of(said, join, parts).write(out, 0, language);
        }
    }
}

impl Naming<'_> {
    /// Every word that a customer of exactly `locale` sees in the variants of `campaign`.
    pub(super) fn variant_words<'a>(
        &'a self,
        campaign: &'a Campaign,
        locale: &'a Locale,
    ) -> impl Iterator<Item = Section> + 'a {
        campaign.variants.iter().filter_map(|variant| {
            let gaps = [("locale", locale.as_str()), ("variant", variant.id.as_str())];
            let [title, sees] = [says::WORDS, says::SEES].map(|phrase| phrase.say(self.language, &gaps));
            Some(self.told(&title, &sees, variant.creatives.get(locale)?))
        })
    }
}
