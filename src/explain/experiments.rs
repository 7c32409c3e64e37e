//! Experiments in words: who takes part, which arms there are, and what a campaign does in them.

use crate::campaign::{Campaign, Experiment, ExperimentState, Participation, Policy, Variant};
use crate::id::Locale;
use crate::time::{Clock, Moment};

use super::amounts;
use super::campaigns::offset;
use super::clause::{Clause, bullet};
use super::conditions::Teller;
use super::naming::Naming;
use super::phrase::{Language, Phrase, visible};
use super::phrases::experiment as says;
use super::section::{Section, paragraph};

/// Every customer of an arm is enrolled.
const WHOLE: u16 = 10_000;

impl Teller<'_> {
    /// The experiments of `policy`.
    pub(super) fn experiments(&self, policy: &Policy, out: &mut String) {
        if policy.experiments.is_empty() {
            paragraph(out, says::NONE.text(self.naming.language));
        }
        policy.experiments.iter().for_each(|experiment| self.experiment(experiment, out));
    }

    /// What `campaign` does in the experiments of `policy`.
    pub(super) fn participations(&self, campaign: &Campaign, policy: &Policy, out: &mut String) {
        let language = self.naming.language;
        if campaign.experiments.len() > 1 {
            paragraph(out, says::IN_ORDER.text(language));
        }
        for stake in &campaign.experiments {
            let key = stake.experiment.to_string();
            match policy.experiments.iter().find(|known| known.key() == stake.experiment) {
                Some(experiment) => self.experiment(experiment, out),
                None => paragraph(out, &says::UNKNOWN.say(language, &[("key", &key)])),
            }
            stake.arms.iter().for_each(|variant| self.variant(&key, variant, out));
        }
    }

    fn experiment(&self, experiment: &Experiment, out: &mut String) {
        let language = self.naming.language;
        let state = match &experiment.state {
            ExperimentState::Running => says::RUNNING.text(language).to_owned(),
            ExperimentState::Paused => says::PAUSED.text(language).to_owned(),
            ExperimentState::Stopped => says::STOPPED.text(language).to_owned(),
            ExperimentState::Shipped(arm) => says::SHIPPED.say(language, &[("arm", arm.as_str())]),
        };
        let (key, name) = (experiment.key().to_string(), visible(&experiment.name));
        paragraph(out, &says::TITLE.say(language, &[("name", &name), ("key", &key), ("state", &state)]));
        let total = experiment.arms.iter().fold(0_i64, |sum, arm| sum.saturating_add(arm.weight.into()));
        for (n, arm) in experiment.arms.iter().enumerate() {
            let phrase = if n == 0 { says::FIRST } else { says::ARM };
            let (weight, total) = (amounts::whole(arm.weight.into()), amounts::whole(total));
            bullet(out, 0, &phrase.say(language, &[("arm", arm.id.as_str()), ("weight", &weight), ("total", &total)]));
        }
        if experiment.coverage_bp != WHOLE {
            let share = amounts::percent(experiment.coverage_bp.into());
            bullet(out, 0, &says::COVERAGE.say(language, &[("share", &share)]));
        }
        if let Some(layer) = &experiment.layer {
            let last = layer.start.saturating_add(layer.count.saturating_sub(1));
            let gaps =
                [("from", &*layer.start.to_string()), ("until", &*last.to_string()), ("layer", layer.layer.as_str())];
            bullet(out, 0, &says::LAYER.say(language, &gaps));
        }
        if let Some(when) = &experiment.when {
            self.said(says::AUDIENCE, when, out);
        }
    }

    fn variant(&self, key: &str, variant: &Variant, out: &mut String) {
        let language = self.naming.language;
        paragraph(out, &says::IN_ARM.say(language, &[("arm", variant.arm.as_str()), ("key", key)]));
        if !variant.creatives.is_empty() {
            bullet(out, 0, says::OTHER_WORDS.text(language));
        }
        if let Some(schedule) = variant.schedule {
            let gaps = [("from", &*moment(schedule.from, language)), ("until", &*moment(schedule.until, language))];
            bullet(out, 0, &says::ONLY_FROM.say(language, &gaps));
        }
        if let Some(when) = &variant.when {
            self.said(says::ONLY_WHEN, when, out);
        }
    }

    fn said(&self, phrase: Phrase, when: &crate::campaign::Condition, out: &mut String) {
        let language = self.naming.language;
        let Clause { text, join, parts } = self.condition(when);
        Clause::of(phrase.say(language, &[("clause", &text)]), join, parts).write(out, 0, language);
    }
}

impl Naming<'_> {
    /// Every word that a customer of exactly `locale` sees in the arms of `campaign`.
    pub(super) fn arm_words(&self, campaign: &Campaign, locale: &Locale) -> Vec<Section> {
        let of = |Participation { experiment, arms }: &Participation| {
            let key = experiment.to_string();
            let words = |variant: &Variant| {
                let creative = variant.creatives.get(locale)?;
                let gaps = [("locale", locale.as_str()), ("arm", variant.arm.as_str()), ("key", &*key)];
                let [title, sees] = [says::WORDS, says::SEES].map(|phrase| phrase.say(self.language, &gaps));
                Some(self.told(&title, &sees, creative))
            };
            arms.iter().filter_map(words).collect::<Vec<_>>()
        };
        campaign.experiments.iter().flat_map(of).collect()
    }
}

fn moment(moment: Moment, language: Language) -> String {
    let gaps = [
        ("date", &*amounts::date(moment.day(), language)),
        ("time", &*Clock::at(moment).to_string()),
        ("offset", &*offset(moment)),
    ];
    says::MOMENT.say(language, &gaps)
}
