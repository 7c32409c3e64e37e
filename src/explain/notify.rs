//! What a campaign tells the bank, in words.

use crate::campaign::{Again, Campaign, Notify};

use super::clause::{Clause, Join, bullet};
use super::conditions::Teller;
use super::phrase::Phrase;
use super::phrases::notify as says;
use super::section::paragraph;

impl Teller<'_> {
    /// What the bank is told of `campaign`, and how often.
    pub(super) fn notices(&self, campaign: &Campaign, out: &mut String) {
        if !campaign.notify.is_empty() {
            paragraph(out, says::HEAD.text(self.naming.language));
        }
        campaign.notify.iter().for_each(|tier| self.notice(tier, out));
    }

    fn notice(&self, tier: &Notify, out: &mut String) {
        let language = self.naming.language;
        let (notice, again) = (tier.notice.as_str(), again_phrase(tier.again).text(language));
        let clause = match &tier.when {
            None => Clause::of(says::TIER.say(language, &[("notice", notice), ("again", again)]), Join::And, vec![]),
            Some(when) => {
                let Clause { text, join, parts } = self.condition(when);
                let gaps = [("notice", notice), ("again", again), ("clause", &*text)];
                Clause::of(says::TIER_WHEN.say(language, &gaps), join, parts)
            }
        };
        clause.write(out, 0, language);
        if !tier.values.is_empty() {
            let values: Vec<String> = tier.values.iter().map(|id| self.naming.noun(id)).collect();
            let gaps = [("notice", notice), ("values", &*self.naming.and_also(&values))];
            bullet(out, 1, &says::VALUES.say(language, &gaps));
        }
    }
}

fn again_phrase(again: Again) -> Phrase {
    match again {
        Again::Day => says::DAY,
        Again::Week => says::WEEK,
        Again::Month => says::MONTH,
        Again::Once => says::ONCE,
    }
}
