//! A campaign as the sentences that a bank approves: to whom, when, never when, how often, how long and where.

use crate::campaign::{
    Campaign, Category, Condition, Creative, MessageClass, Policy, Schedule, Segment, Suppression, Tier,
};
use crate::compile::{Program, suppressions};
use crate::feature::{Catalogue, Feature};
use crate::id::{CampaignId, FeatureId, Locale};
use crate::time::{Clock, Moment};

use super::amounts;
use super::clause::{Clause, Join, bullet};
use super::conditions::Teller;
use super::contact;
use super::naming::Naming;
use super::phrase::{Language, Phrase, visible};
use super::phrases::{campaign as says, condition, experiment, notify, ranking, variant};
use super::reads::Reads;
use super::section::{Section, joined, line, paragraph};

/// `campaign` in sentences, with the segments that it speaks of and the terms that it uses.
///
/// Total, and the same text on every machine.
#[must_use]
pub fn campaign(campaign: &Campaign, catalogue: &Catalogue, policy: &Policy, language: Language) -> String {
    let telling = Telling::new(campaign, catalogue, policy, language);
    joined(&telling.sections(telling.creative(), Vec::new()))
}

/// What approvers read of `campaign` for the customers of exactly `locale`, in their language: the sentences of [`campaign()`], every
/// word that those customers see, and the codes that it carries. `None` where the campaign has no words for the locale.
///
/// Total, and the same text on every machine; its SHA-256 is the evidence `renderings` of an approval sheet.
#[must_use]
pub fn rendering(campaign: &Campaign, catalogue: &Catalogue, policy: &Policy, locale: &Locale) -> Option<String> {
    let creative = campaign.creatives.get(locale)?;
    let telling = Telling::new(campaign, catalogue, policy, Language::of(locale));
    let naming = &telling.teller.naming;
    let mut words = vec![naming.words(locale, creative)];
    words.extend(naming.arm_words(campaign, locale));
    words.extend(naming.variant_words(campaign, locale));
    words.push(naming.codes(campaign));
    Some(joined(&telling.sections(Some(creative), words)))
}

/// Everything that renderings tell of `campaign`, in one language: the sentences once, and the words of every locale.
pub(super) fn sections(
    campaign: &Campaign,
    catalogue: &Catalogue,
    policy: &Policy,
    language: Language,
) -> Vec<Section> {
    let telling = Telling::new(campaign, catalogue, policy, language);
    let naming = &telling.teller.naming;
    let mut words = Vec::new();
    for (locale, creative) in &campaign.creatives {
        words.push(naming.words(locale, creative));
        words.extend(naming.arm_words(campaign, locale));
        words.extend(naming.variant_words(campaign, locale));
    }
    words.push(naming.codes(campaign));
    telling.sections(telling.creative(), words)
}

/// The campaign of `program` with this id in sentences; `None` where there is none.
#[must_use]
pub fn campaign_of(program: &Program, id: &CampaignId, language: Language) -> Option<String> {
    let review = program.review();
    let found = review.campaigns.iter().find(|campaign| campaign.id == *id)?;
    Some(campaign(found, program.catalogue(), &review.policy, language))
}

/// The rendering for `locale` of the campaign of `program` with this id; `None` where there is none.
#[must_use]
pub fn rendering_of(program: &Program, id: &CampaignId, locale: &Locale) -> Option<String> {
    let review = program.review();
    let found = review.campaigns.iter().find(|campaign| campaign.id == *id)?;
    rendering(found, program.catalogue(), &review.policy, locale)
}

struct Telling<'a> {
    teller: Teller<'a>,
    campaign: &'a Campaign,
    policy: &'a Policy,
    language: Language,
    /// What keeps it away, in the order of the gate.
    suppressions: Vec<Suppression>,
}

impl<'a> Telling<'a> {
    fn new(campaign: &'a Campaign, catalogue: &'a Catalogue, policy: &'a Policy, language: Language) -> Self {
        let teller = Teller { naming: Naming { language, catalogue }, segments: &policy.segments };
        let suppressions = suppressions(campaign, policy, catalogue);
        Self { teller, campaign, policy, language, suppressions }
    }

    /// The sentences, by the name that `creative` has, with `words` among them.
    fn sections(&self, creative: Option<&Creative>, words: Vec<Section>) -> Vec<Section> {
        let reads = self.reads();
        let told = |title: Phrase, write: &dyn Fn(&mut String)| Section::of(title.text(self.language), write);
        let mut sections = vec![
            told(says::OF_HEAD, &|out| self.head(out)),
            told(says::OF_TRIGGER, &|out| self.trigger(out, creative)),
            told(says::OF_NEVER, &|out| self.never(out)),
            told(says::OF_RULES, &|out| self.rules(out)),
            told(ranking::OF_RANKING, &|out| {
                self.teller.ranking(self.campaign, &self.policy.arbitration, out);
            }),
            told(experiment::OF_EXPERIMENTS, &|out| self.teller.participations(self.campaign, self.policy, out)),
            told(notify::OF_NOTIFY, &|out| self.teller.notices(self.campaign, out)),
            told(variant::OF_VARIANTS, &|out| self.teller.variants(self.campaign, out)),
        ];
        sections.extend(words);
        sections.push(told(says::OF_SEGMENTS, &|out| self.segments(out, &reads)));
        sections.push(told(says::OF_TERMS, &|out| self.terms(out, &reads)));
        sections.push(told(says::OF_READING, &|out| paragraph(out, says::HOW_TO_READ.text(self.language))));
        sections
    }

    fn head(&self, out: &mut String) {
        let Campaign { id, name, category, class, priority, .. } = self.campaign;
        line(out, &says::TITLE.say(self.language, &[("id", id.as_str()), ("name", name)]));
        let kind = [
            ("category", category_phrase(*category).text(self.language)),
            ("class", class_phrase(*class).text(self.language)),
            ("priority", &priority.get().to_string()),
        ];
        line(out, &says::KIND.say(self.language, &kind));
    }

    /// The creative that people of the language see: of the default locale if it is in the language, else the first that is.
    fn creative(&self) -> Option<&'a Creative> {
        let Campaign { creatives, default_locale, .. } = self.campaign;
        let speaks = |locale: &Locale| locale.language() == self.language.code();
        let wanted = core::iter::once(default_locale).chain(creatives.keys()).find(|locale| speaks(locale));
        creatives.get(wanted.unwrap_or(default_locale)).map(|creative| &**creative)
    }

    /// What is shown to whom, when: ownership at the top of the trigger says to whom, all else says when.
    fn trigger(&self, out: &mut String, creative: Option<&Creative>) {
        let when = &self.campaign.when;
        let (parts, join) = if let Condition::All(parts) = when
            && !parts.is_empty()
        {
            (parts.as_slice(), Join::And)
        } else if let Condition::Any(parts) = when {
            (parts.as_slice(), Join::Or)
        } else {
            (core::slice::from_ref(when), Join::And)
        };
        let mut who = Vec::new();
        let mut when = Vec::new();
        for part in parts {
            match self.who(part) {
                Some(says) if join == Join::And || parts.len() == 1 => who.push(says),
                Some(_) | None => when.push(self.teller.condition(part)),
            }
        }
        if let Some(product) = &self.campaign.product {
            who.extend(self.who(&Condition::Lacks(product.clone())).filter(|says| !who.contains(says)));
        }
        let name = creative.map_or(&*self.campaign.name, |creative| &*creative.headline);
        let who = self.teller.naming.and_also(&who);
        let head = match join {
            Join::And if when.len() > 1 => says::WHEN_ALL,
            Join::Or if when.len() > 1 => says::WHEN_ANY,
            Join::And | Join::Or | Join::Counted => says::WHEN,
        };
        let gaps = [("creative", name), ("who", &*who), ("when", head.text(self.language))];
        let phrase = match (who.is_empty(), when.is_empty()) {
            (true, _) => says::SHOW,
            (false, false) => says::SHOW_WHO,
            (false, true) => says::SHOW_ALL_WHO,
        };
        paragraph(out, &phrase.say(self.language, &gaps));
        Clause::of(String::new(), join, when).write_parts(out, 0, self.language);
    }

    /// Of a condition about ownership, the customers who meet it.
    fn who(&self, part: &Condition) -> Option<String> {
        let (phrase, product) = if let Condition::Owns(product) = part {
            (condition::WHO_OWN, product)
        } else if let Condition::Lacks(product) = part {
            (condition::WHO_LACK, product)
        } else {
            return None;
        };
        Some(phrase.say(self.language, &[("product", &self.teller.naming.product(product))]))
    }

    fn never(&self, out: &mut String) {
        if !self.suppressions.is_empty() {
            paragraph(out, says::NEVER_SHOW.text(self.language));
        }
        let parts = self.suppressions.iter().map(|suppression| self.teller.suppression(suppression, None));
        Clause::of(String::new(), Join::Counted, parts.collect()).write_parts(out, 0, self.language);
    }

    fn rules(&self, out: &mut String) {
        let language = self.language;
        out.push('\n');
        let pages: Vec<String> =
            self.policy.quiet_pages.iter().map(|page| self.teller.naming.quoted(page.as_str())).collect();
        match pages.is_empty() {
            true => line(out, says::VISITS.text(language)),
            false => line(out, &says::QUIET.say(language, &[("pages", &self.teller.naming.or(&pages))])),
        }
        if self.campaign.class == MessageClass::Promotional {
            self.refusals(out);
            let often = contact::of_campaign(self.campaign, &self.policy.contact, language);
            often.iter().for_each(|sentence| line(out, sentence));
            let counters: Vec<String> = self.counters().iter().map(|id| self.teller.naming.noun(id)).collect();
            contact::fed(&counters, language).iter().for_each(|sentence| line(out, sentence));
            if let Some(holdout) = &self.campaign.holdout {
                let share = amounts::percent(i64::from(holdout.share_bp));
                line(out, &says::HOLDOUT.say(language, &[("share", &share)]));
            }
            if self.policy.global_holdout_bp > 0 {
                let share = amounts::percent(i64::from(self.policy.global_holdout_bp));
                line(out, &says::GLOBAL_HOLDOUT.say(language, &[("share", &share)]));
            }
        }
        line(out, &self.runs(self.campaign.schedule));
        let locales: Vec<String> = self.campaign.creatives.keys().map(ToString::to_string).collect();
        let gaps =
            [("locales", &*self.teller.naming.and(&locales)), ("default", self.campaign.default_locale.as_str())];
        line(out, &says::LOCALES.say(language, &gaps));
    }

    fn refusals(&self, out: &mut String) {
        let text = |phrase: Phrase| phrase.text(self.language).to_owned();
        let mut targets = vec![text(says::REFUSED_THIS)];
        targets.extend(self.campaign.product.as_ref().map(|_| text(says::REFUSED_PRODUCT)));
        let topic = self.campaign.topic.as_ref();
        targets.extend(topic.map(|topic| says::REFUSED_TOPIC.say(self.language, &[("topic", topic.as_str())])));
        targets.push(text(says::REFUSED_ALL));
        line(out, &says::REFUSED.say(self.language, &[("targets", &self.teller.naming.or(&targets))]));
    }

    fn runs(&self, schedule: Schedule) -> String {
        let language = self.language;
        let Schedule { from, until } = schedule;
        let names: Vec<String> =
            self.campaign.slots.iter().map(|slot| self.teller.naming.quoted(slot.as_str())).collect();
        let phrase = if names.len() == 1 { says::SLOT } else { says::SLOTS };
        let slots = phrase.say(language, &[("slots", &self.teller.naming.or(&names))]);
        let time = |moment: Moment| Clock::at(moment).to_string();
        let (from_offset, until_offset) = (offset(from), offset(until));
        let from_day = amounts::date(from.day(), language);
        let whole_days = midnight(from) && midnight(until) && from_offset == until_offset;
        if whole_days {
            let last = amounts::date(until.day().minus(1), language);
            let gaps = [("from", &*from_day), ("until", &*last), ("offset", &*from_offset), ("slots", &*slots)];
            return says::RUNS_DAYS.say(language, &gaps);
        }
        let gaps = [
            ("from", &*from_day),
            ("from_time", &*time(from)),
            ("from_offset", &*from_offset),
            ("until", &*amounts::date(until.day(), language)),
            ("until_time", &*time(until)),
            ("until_offset", &*until_offset),
            ("slots", &*slots),
        ];
        says::RUNS.say(language, &gaps)
    }

    /// The bank's counters that its caps rest on.
    fn counters(&self) -> Vec<FeatureId> {
        match self.campaign.class {
            MessageClass::Promotional => contact::counters(self.campaign, self.policy, self.teller.naming.catalogue),
            MessageClass::Servicing => Vec::new(),
        }
    }

    /// What the campaign reads, wherever it is kept away or shown by it.
    fn reads(&self) -> Reads<'a> {
        let Teller { naming, segments } = self.teller;
        let mut reads = Reads::new(naming.catalogue, segments);
        reads.add(&self.campaign.when);
        self.suppressions.iter().for_each(|suppression| reads.add(&suppression.when));
        reads.ids.extend(self.counters());
        reads.ranking(self.campaign, &self.policy.arbitration);
        reads.experiments(self.campaign, self.policy);
        reads.notices(self.campaign);
        self.campaign.variants.iter().for_each(|variant| reads.add(&variant.when));
        reads
    }

    /// The segments that the sentences speak of.
    fn segments(&self, out: &mut String, reads: &Reads<'_>) {
        for named in &reads.named {
            let mut known = self.teller.segments.iter();
            match known.find(|known| known.id == named.id && known.version == named.version) {
                Some(segment) => self.teller.members(segment, out),
                None => {
                    let gaps = [("id", named.id.as_str()), ("version", &*named.version.to_string())];
                    paragraph(out, &says::NO_SEGMENT.say(self.language, &gaps));
                }
            }
        }
    }

    /// The terms that the sentences use.
    fn terms(&self, out: &mut String, reads: &Reads<'_>) {
        let naming = &self.teller.naming;
        let terms: Vec<&Feature> = reads.ids.iter().filter_map(|id| naming.feature(id)).collect();
        if !terms.is_empty() {
            paragraph(out, says::TERMS.text(self.language));
        }
        for feature in terms {
            bullet(out, 0, &naming.term(feature));
        }
    }
}

impl Teller<'_> {
    /// A suppression, for `whom` where it does not hold for all.
    pub(super) fn suppression(&self, suppression: &Suppression, whom: Option<&str>) -> Clause {
        let language = self.naming.language;
        let Clause { text, join, parts } = self.condition(&suppression.when);
        let tier = tier_phrase(suppression.tier).text(language);
        let reason = says::REASON.say(language, &[("code", suppression.code.as_str()), ("tier", tier)]);
        let reason = whom.map_or_else(|| reason.clone(), |whom| format!("{reason} {whom}"));
        let text = match text.strip_suffix(':') {
            Some(text) if !parts.is_empty() => format!("{text} {reason}:"),
            Some(_) | None => format!("{text} {reason}"),
        };
        Clause::of(text, join, parts)
    }

    /// A segment, and who belongs to it.
    pub(super) fn members(&self, segment: &Segment, out: &mut String) {
        let version = segment.version.to_string();
        let name = visible(&segment.name);
        let gaps = [("id", segment.id.as_str()), ("version", &*version), ("name", &*name)];
        paragraph(out, &says::SEGMENT.say(self.naming.language, &gaps));
        self.condition(&segment.when).write(out, 0, self.naming.language);
    }
}

fn midnight(moment: Moment) -> bool {
    Clock::at(moment).to_string() == "00:00" && moment.millis().rem_euclid(60_000) == 0
}

/// `UTC-05:00`.
pub(super) fn offset(moment: Moment) -> String {
    let minutes = moment.offset_minutes().unsigned_abs();
    let sign = if moment.offset_minutes() < 0 { '-' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
}

pub(super) fn category_phrase(category: Category) -> Phrase {
    match category {
        Category::Deposit => says::DEPOSIT,
        Category::Credit => says::CREDIT,
        Category::Overdraft => says::OVERDRAFT,
        Category::Card => says::CARD,
        Category::Mortgage => says::MORTGAGE,
        Category::Investment => says::INVESTMENT,
        Category::Insurance => says::INSURANCE,
        Category::Service => says::SERVICE,
        Category::Activation => says::ACTIVATION,
    }
}

fn class_phrase(class: MessageClass) -> Phrase {
    match class {
        MessageClass::Promotional => says::PROMOTIONAL,
        MessageClass::Servicing => says::SERVICING,
    }
}

pub(super) fn tier_phrase(tier: Tier) -> Phrase {
    match tier {
        Tier::T0 => says::T0,
        Tier::T1 => says::T1,
        Tier::T2 => says::T2,
        Tier::T3 => says::T3,
        Tier::T4 => says::T4,
    }
}
