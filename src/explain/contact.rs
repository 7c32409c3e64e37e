//! How often promotions are shown and after what they stay away, in words: for one campaign, and for all by the policy.

use crate::campaign::{
    Campaign, Cap, CapPeriod, CapScope, CapWindow, Contact, Cooldown, Counted, Pause, PauseScope, Policy,
};
use crate::compile::counter_id;
use crate::feature::{Catalogue, Unit};
use crate::id::{FeatureId, GroupId};
use crate::time::Span;

use super::amounts;
use super::phrase::{Language, Phrase};
use super::phrases::contact as says;

const HOUR_MILLIS: i64 = 3_600_000;
const DAY_HOURS: i64 = 24;

/// The sentences about how often the promotion `campaign` is shown, the policy's among them.
pub(super) fn of_campaign(campaign: &Campaign, policy: &Contact, language: Language) -> Vec<String> {
    let grouped = campaign.group.is_some();
    let concerns = |cap: &&Cap| grouped || cap.scope != CapScope::Group;
    let own = campaign.caps.iter().map(|cap| match cap.scope {
        CapScope::Campaign => own_cap(cap, language),
        CapScope::Group | CapScope::Slot | CapScope::Global => {
            keep(&shared_cap(cap, campaign.group.as_ref(), language), language)
        }
    });
    let mut told: Vec<String> = own.collect();
    let shared = policy.caps.iter().filter(concerns);
    told.extend(shared.map(|cap| keep(&shared_cap(cap, campaign.group.as_ref(), language), language)));
    if told.is_empty() {
        told.push(says::NO_CAP.text(language).to_owned());
    }
    told.extend(campaign.cooldowns.iter().map(|cooldown| keep(&cools(cooldown, language), language)));
    let pauses = policy.pauses.iter().filter(|pause| grouped || pause.scope == PauseScope::Campaign);
    told.extend(pauses.map(|pause| keep(&pauses_for(pause, language), language)));
    told.extend(policy.gap.map(|span| keep(&gap(span, language), language)));
    told
}

/// For whom no promotion is shown, by what the policy says about contact.
pub(super) fn of_policy(policy: &Contact, language: Language) -> Vec<String> {
    let caps = policy.caps.iter().map(|cap| shared_cap(cap, None, language));
    let pauses = policy.pauses.iter().map(|pause| pauses_for(pause, language));
    caps.chain(pauses).chain(policy.gap.map(|span| gap(span, language))).collect()
}

/// The bank's counters that caps of `campaign` rest on, its own and the policy's; ascending, each once.
pub(super) fn counters(campaign: &Campaign, policy: &Policy, catalogue: &Catalogue) -> Vec<FeatureId> {
    let caps = campaign.caps.iter().chain(&policy.contact.caps);
    let mut ids: Vec<FeatureId> = caps.filter_map(|cap| counter_id(cap, catalogue)).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The sentence about the bank's own count; `None` where no cap rests on one.
pub(super) fn fed(features: &[String], language: Language) -> Option<String> {
    (!features.is_empty()).then(|| says::FED.say(language, &[("features", &features.join(", "))]))
}

fn keep(whom: &str, language: Language) -> String {
    says::KEEP.say(language, &[("whom", whom)])
}

fn own_cap(cap: &Cap, language: Language) -> String {
    let times = match cap.count {
        1 => says::ONCE.text(language).to_owned(),
        n => says::TIMES.say(language, &[("n", &amounts::whole(i64::from(n)))]),
    };
    let counted = match cap.counted {
        Counted::Impression => says::IMPRESSIONS,
        Counted::Click => says::CLICKS,
        Counted::Dismiss => says::DISMISSALS,
        Counted::NotInterested => says::NOT_INTERESTED,
        Counted::Start => says::STARTS,
    };
    let counted = counted.text(language);
    let period = match cap.window {
        CapWindow::Rolling(window) => {
            let gaps = [("times", &*times), ("span", &*span(window, language)), ("counted", counted)];
            return says::CAP.say(language, &gaps);
        }
        CapWindow::Calendar(CapPeriod::Day) => says::PER_DAY,
        CapWindow::Calendar(CapPeriod::Week) => says::PER_WEEK,
        CapWindow::Calendar(CapPeriod::Month) => says::PER_MONTH,
    };
    says::CAP_PERIOD.say(language, &[("times", &times), ("per", period.text(language)), ("counted", counted)])
}

fn shared_cap(cap: &Cap, group: Option<&GroupId>, language: Language) -> String {
    let window = match cap.window {
        CapWindow::Rolling(window) => says::IN_LAST.say(language, &[("span", &span(window, language))]),
        CapWindow::Calendar(CapPeriod::Day) => says::IN_DAY.text(language).to_owned(),
        CapWindow::Calendar(CapPeriod::Week) => says::IN_WEEK.text(language).to_owned(),
        CapWindow::Calendar(CapPeriod::Month) => says::IN_MONTH.text(language).to_owned(),
    };
    let phrase = match cap.scope {
        CapScope::Slot => says::SLOT_CAP,
        CapScope::Group => says::GROUP_CAP,
        CapScope::Campaign | CapScope::Global => says::ALL_CAP,
    };
    let group = match group {
        Some(group) => says::GROUP_NAMED.say(language, &[("group", group.as_str())]),
        None => says::GROUP_SAME.text(language).to_owned(),
    };
    let n = amounts::whole(i64::from(cap.count));
    let counted = plural(cap.counted).text(language);
    phrase.say(language, &[("n", &n), ("counted", counted), ("group", &group), ("window", &window)])
}

fn cools(cooldown: &Cooldown, language: Language) -> String {
    let did = match cooldown.after {
        Counted::Impression => says::DID_SEE,
        Counted::Click => says::DID_CLICK,
        Counted::Dismiss => says::DID_DISMISS,
        Counted::NotInterested => says::DID_NOT_INTERESTED,
        Counted::Start => says::DID_START,
    };
    says::COOLDOWN.say(language, &[("did", did.text(language)), ("span", &span(cooldown.lasts, language))])
}

fn pauses_for(pause: &Pause, language: Language) -> String {
    let whose = match pause.scope {
        PauseScope::Campaign => says::WHOSE_CAMPAIGN,
        PauseScope::Group => says::WHOSE_GROUP,
    };
    let gaps = [
        ("pause", &*span(pause.lasts, language)),
        ("n", &*amounts::whole(i64::from(pause.count))),
        ("counted", plural(pause.after).text(language)),
        ("whose", whose.text(language)),
        ("span", &*span(pause.within, language)),
    ];
    says::PAUSE.say(language, &gaps)
}

fn gap(least: Span, language: Language) -> String {
    says::GAP.say(language, &[("span", &span(least, language))])
}

fn plural(counted: Counted) -> Phrase {
    match counted {
        Counted::Impression => says::N_IMPRESSIONS,
        Counted::Click => says::N_CLICKS,
        Counted::Dismiss => says::N_DISMISSALS,
        Counted::NotInterested => says::N_NOT_INTERESTED,
        Counted::Start => says::N_STARTS,
    }
}

/// `7 days`, or `36 hours` where it is no whole number of days.
fn span(span: Span, language: Language) -> String {
    let hours = span.millis().div_euclid(HOUR_MILLIS);
    if hours.rem_euclid(DAY_HOURS) == 0 {
        return amounts::units(hours.div_euclid(DAY_HOURS), Unit::Days, language);
    }
    let phrase = if hours == 1 { says::HOUR } else { says::HOURS };
    phrase.say(language, &[("n", &amounts::whole(hours))])
}
