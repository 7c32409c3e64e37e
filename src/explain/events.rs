//! Conditions about single events as sentences.

use crate::campaign::{Amount, Comparison, EventCount, EventFilter, FirstEvent, Lookback, PeriodRule, Threshold};
use crate::id::{FeatureId, Symbol};

use super::amounts;
use super::conditions::Teller;
use super::phrases::event;

impl Teller<'_> {
    pub(super) fn event(&self, count: &EventCount) -> String {
        let language = self.naming.language;
        let events = self.events(&count.feature);
        let days = amounts::days(count.days, language);
        let filters = self.filters(&count.feature, &count.filter);
        let bound = amounts::bound(count.is, Amount::Count(i64::from(count.count)), language);
        let once = (count.is, count.count) == (Comparison::AtLeast, 1);
        let phrase = if once { event::THERE_IS } else { event::COUNT };
        let said =
            phrase.say(language, &[("events", &events), ("days", &days), ("filters", &filters), ("bound", &bound)]);
        match &count.filter.amount {
            Some((_, value)) => self.with_base(said, value, PeriodRule::Full),
            None => said,
        }
    }

    pub(super) fn first(&self, first: &FirstEvent) -> String {
        let language = self.naming.language;
        let (phrase, lookback) = match first.lookback {
            Lookback::Days(days) => (event::FIRST, amounts::days(days, language)),
            Lookback::All => (event::FIRST_EVER, String::new()),
        };
        let (events, days) = (self.events(&first.feature), amounts::days(first.days, language));
        let classes = self.classes(&first.classes);
        phrase.say(language, &[("events", &events), ("days", &days), ("filters", &classes), ("lookback", &lookback)])
    }

    fn events(&self, id: &FeatureId) -> String {
        event::UNKNOWN_LIST.say(self.naming.language, &[("id", id.as_str())])
    }

    fn classes(&self, classes: &[Symbol]) -> String {
        if classes.is_empty() {
            return String::new();
        }
        let classes: Vec<String> = classes.iter().map(|class| self.naming.quoted(class.as_str())).collect();
        event::OF_CLASSES.say(self.naming.language, &[("classes", &self.naming.or(&classes))])
    }

    /// Which events count, each part led by a comma.
    fn filters(&self, list: &FeatureId, filter: &EventFilter) -> String {
        let language = self.naming.language;
        let mut said = self.classes(&filter.classes);
        if let Some((is, value)) = &filter.amount {
            let bound = self.bound(*is, value, PeriodRule::Full);
            said.push_str(&event::OF_AMOUNT.say(language, &[("bound", &bound)]));
        }
        if let Some(share) = &filter.of_balance {
            let of = Threshold::Fixed(Amount::BasisPoints(i64::from(share.share_bp)));
            let bound = self.bound(share.is, &of, PeriodRule::Full);
            let base = self.base(share.min_base, list);
            said.push_str(&event::OF_BALANCE.say(language, &[("bound", &bound), ("base", &base)]));
        }
        said
    }
}
