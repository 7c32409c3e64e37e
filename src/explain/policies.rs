//! The bank's policy as sentences: what holds for all campaigns.

use crate::campaign::{Policy, PolicySuppression};
use crate::feature::Catalogue;

use super::amounts;
use super::campaigns::category_phrase;
use super::clause::{Clause, Join, bullet};
use super::conditions::Teller;
use super::contact;
use super::naming::Naming;
use super::phrase::{Language, Phrase};
use super::phrases::{campaign, experiment, policy as says, ranking as ranks};
use super::ranking;
use super::section::{Section, joined, line, paragraph};

/// `policy` in sentences: what keeps every campaign away, where nothing is shown, who is compared with, and the segments.
///
/// Total, and the same text on every machine.
#[must_use]
pub fn policy(policy: &Policy, catalogue: &Catalogue, language: Language) -> String {
    let mut out = String::new();
    line(&mut out, says::TITLE.text(language));
    out + &joined(&sections(policy, catalogue, language))
}

/// The policy part by part.
pub(super) fn sections(policy: &Policy, catalogue: &Catalogue, language: Language) -> Vec<Section> {
    let teller = Teller { naming: Naming { language, catalogue }, segments: &policy.segments };
    let told = |title: Phrase, write: &dyn Fn(&mut String)| Section::of(title.text(language), write);
    vec![
        told(says::OF_NEVER, &|out| teller.keeps_away(policy, out)),
        told(says::OF_CONTACT, &|out| contact_policy(policy, language, out)),
        told(ranks::OF_RANKING, &|out| ranking::of_policy(&policy.arbitration, language, out)),
        told(experiment::OF_EXPERIMENTS, &|out| teller.experiments(policy, out)),
        told(says::OF_PAGES, &|out| teller.quiet_pages(policy, out)),
        told(says::OF_HOLDOUT, &|out| holdout(policy, language, out)),
        told(says::OF_SUBSTITUTES, &|out| teller.substitutes(policy, out)),
        told(says::OF_DAYS, &|out| business_days(policy, language, out)),
        told(campaign::OF_SEGMENTS, &|out| policy.segments.iter().for_each(|segment| teller.members(segment, out))),
    ]
}

impl Teller<'_> {
    fn keeps_away(&self, policy: &Policy, out: &mut String) {
        let language = self.naming.language;
        let head = if policy.suppressions.is_empty() { says::NO_NEVER } else { says::NEVER };
        paragraph(out, head.text(language));
        let parts =
            policy.suppressions.iter().map(|entry| self.suppression(&entry.suppression, Some(&self.whom(entry))));
        Clause::of(String::new(), Join::Counted, parts.collect()).write_parts(out, 0, language);
    }

    /// For which messages and offers a suppression holds.
    fn whom(&self, entry: &PolicySuppression) -> String {
        let language = self.naming.language;
        let categories = match &entry.categories {
            None => says::ALL_CATEGORIES.text(language).to_owned(),
            Some(categories) => {
                let named = categories.iter().map(|category| category_phrase(*category).text(language).to_owned());
                self.naming.and(&named.collect::<Vec<_>>())
            }
        };
        let messages = if entry.marketing_only { says::PROMOTIONS } else { says::ALL_MESSAGES };
        messages.say(language, &[("categories", &categories)])
    }

    fn quiet_pages(&self, policy: &Policy, out: &mut String) {
        let head = if policy.quiet_pages.is_empty() { says::NO_PAGES } else { says::PAGES };
        paragraph(out, head.text(self.naming.language));
        policy.quiet_pages.iter().for_each(|page| bullet(out, 0, page.as_str()));
    }

    fn substitutes(&self, policy: &Policy, out: &mut String) {
        let language = self.naming.language;
        if !policy.substitutes.is_empty() {
            paragraph(out, says::SUBSTITUTES.text(language));
        }
        for (product, others) in &policy.substitutes {
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            let gaps = [("product", product.as_str()), ("others", &*others.join(", "))];
            bullet(out, 0, &says::SUBSTITUTE.say(language, &gaps));
        }
    }
}

fn contact_policy(policy: &Policy, language: Language, out: &mut String) {
    let head = if policy.contact.is_empty() { says::NO_CONTACT } else { says::CONTACT };
    paragraph(out, head.text(language));
    contact::of_policy(&policy.contact, language).iter().for_each(|whom| bullet(out, 0, whom));
}

fn holdout(policy: &Policy, language: Language, out: &mut String) {
    let share = amounts::percent(i64::from(policy.global_holdout_bp));
    let head = if policy.global_holdout_bp > 0 { says::HOLDOUT } else { says::NO_HOLDOUT };
    paragraph(out, &head.say(language, &[("share", &share)]));
}

fn business_days(policy: &Policy, language: Language, out: &mut String) {
    const WEEK: [Phrase; 7] =
        [says::MONDAY, says::TUESDAY, says::WEDNESDAY, says::THURSDAY, says::FRIDAY, says::SATURDAY, says::SUNDAY];
    paragraph(out, says::DAYS.text(language));
    for weekday in &policy.calendar.weekend {
        let place = usize::try_from(weekday.num_days_from_monday()).ok();
        let day = place.and_then(|place| WEEK.get(place)).map_or("?", |phrase| phrase.text(language));
        bullet(out, 0, &says::WEEKDAY.say(language, &[("day", day)]));
    }
    policy.calendar.holidays.iter().for_each(|day| bullet(out, 0, &amounts::date(*day, language)));
}
