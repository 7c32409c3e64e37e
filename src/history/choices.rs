//! What a customer refused and allowed again. The last word on each target counts, and at the same time a refusal.

use super::{Event, EventId, Happening, History, Target};
use crate::order::sorted;

impl Target {
    /// The kind of target and its id: `topic`, `lending`; for all promotions `all` and nothing.
    #[must_use]
    pub fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Campaign(id) => ("campaign", id.as_str()),
            Self::Product(id) => ("product", id.as_str()),
            Self::Topic(id) => ("topic", id.as_str()),
            Self::All => ("all", ""),
        }
    }
}

impl Event {
    /// The target that is spoken of, and whether it is refused; `None` where nobody spoke.
    fn word(&self) -> Option<(&Target, bool)> {
        match &self.what {
            Happening::Refused(target) => Some((target, true)),
            Happening::Allowed(target) => Some((target, false)),
            Happening::Placed { .. }
            | Happening::Did { .. }
            | Happening::Ghost(_)
            | Happening::Enrolled { .. }
            | Happening::Notified { .. } => None,
        }
    }

    /// Of words on one target the last is the greatest.
    fn order_of_words(&self) -> ([&str; 4], i64, bool, &EventId) {
        let (_, _, target) = self.said();
        (target, self.at, matches!(self.what, Happening::Refused(_)), &self.id)
    }
}

impl History {
    /// Whether the customer's last word on `target` is a refusal. Words are ordered by time, and at the same time a refusal wins.
    #[must_use]
    pub fn refuses(&self, target: &Target) -> bool {
        self.last_word(target).is_some_and(|(_, refused)| refused)
    }

    /// The last word on each target that was ever spoken of, ascending by the kind of target and its id.
    ///
    /// Nothing else that was said on the target counts, here or in any merge of this history with others: a maximum of maxima. A word
    /// of consent must stay too, lest a copy that knows only the refusal before it bring that back.
    #[must_use]
    pub fn last_words(&self) -> Vec<&Event> {
        let words = self.events.iter().filter(|event| event.word().is_some());
        let words = sorted(words.collect(), &|a: &&Event, b| a.order_of_words() < b.order_of_words());
        let mut last: Vec<&Event> = Vec::new();
        for word in words {
            last.pop_if(|before| before.said().2 == word.said().2);
            last.push(word);
        }
        last
    }

    /// What the customer refuses now, ascending by the kind of target and its id: the last words that are refusals.
    #[must_use]
    pub fn choices(&self) -> Vec<(&Target, &Event)> {
        let mut refused = Vec::new();
        for event in self.last_words() {
            if let Happening::Refused(target) = &event.what {
                refused.push((target, event));
            }
        }
        refused
    }

    /// When a word on `target` that is spoken at `at` counts as spoken: not before the last one, and a consent after the refusal that
    /// it takes back.
    ///
    /// A customer who says so now is obeyed now, whatever the clock was when the word before it was written down.
    #[must_use]
    pub fn spoken(&self, target: &Target, refused: bool, at: i64) -> i64 {
        match self.last_word(target) {
            Some((last, true)) if !refused => at.max(last.saturating_add(1)),
            Some((last, _)) => at.max(last),
            None => at,
        }
    }

    fn last_word(&self, target: &Target) -> Option<(i64, bool)> {
        let words = self.events.iter().filter_map(|event| Some((event.at, event.word()?)));
        words.filter(|(_, (said, _))| *said == target).map(|(at, (_, refused))| (at, refused)).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{CampaignId, ProductId, TopicId};

    fn event(at: i64, id: &str, what: Happening) -> Event {
        Event { at, id: EventId::new(id).unwrap(), what }
    }

    #[test]
    fn the_last_word_counts_and_a_refusal_wins_ties() {
        let (refuse, allow) = (Happening::Refused(Target::All), Happening::Allowed(Target::All));
        for (events, refused, because) in [
            (vec![], false, "nothing was said"),
            (vec![event(1, "a", refuse.clone())], true, "a refusal"),
            (vec![event(1, "a", refuse.clone()), event(2, "b", allow.clone())], false, "taken back later"),
            (vec![event(2, "a", refuse.clone()), event(1, "b", allow.clone())], true, "order is by time"),
            (vec![event(1, "a", refuse), event(1, "z", allow)], true, "a refusal wins the tie, whatever the ids"),
        ] {
            let history = History::new(events, None, None);
            assert_eq!(history.refuses(&Target::All), refused, "{because}");
            assert_eq!(!history.choices().is_empty(), refused, "{because}");
        }
    }

    #[test]
    fn choices_are_the_refusals_that_hold_each_target_once() {
        let id = "cards";
        let [campaign, product, topic] = [
            Target::Campaign(CampaignId::new(id).unwrap()),
            Target::Product(ProductId::new(id).unwrap()),
            Target::Topic(TopicId::new(id).unwrap()),
        ];
        let events = vec![
            event(1, "a", Happening::Refused(topic.clone())),
            event(2, "b", Happening::Refused(product.clone())),
            event(3, "c", Happening::Allowed(product)),
            event(4, "d", Happening::Refused(campaign.clone())),
            event(6, "e", Happening::Refused(campaign.clone())),
            event(5, "f", Happening::Refused(Target::All)),
        ];
        let history = History::new(events, None, None);
        let chosen: Vec<_> = history.choices().into_iter().map(|(target, event)| (target, event.at)).collect();
        assert_eq!(chosen, [(&Target::All, 5), (&campaign, 6), (&topic, 1)]);
        assert_eq!(history.last_words().len(), 4, "a consent stays as well");
    }

    #[test]
    fn who_speaks_now_is_obeyed_now() {
        let (refuse, allow) = (Happening::Refused(Target::All), Happening::Allowed(Target::All));
        for (last, refused, at, spoken, because) in [
            (None, true, 5, 5, "the first word"),
            (Some((3, refuse.clone())), false, 5, 5, "time went on"),
            (Some((5, refuse.clone())), false, 5, 6, "taken back in the same millisecond"),
            (Some((9, refuse.clone())), false, 5, 10, "taken back after the clock was set back"),
            (Some((9, refuse)), true, 5, 9, "refused again: one refusal"),
            (Some((9, allow.clone())), true, 5, 9, "refused after the clock was set back: it wins the tie"),
            (Some((9, allow)), false, 5, 9, "allowed twice"),
        ] {
            let before = History::new(last.map(|(at, what)| event(at, "a", what)).into_iter().collect(), None, None);
            let found = before.spoken(&Target::All, refused, at);
            assert_eq!(found, spoken, "{because}");
            let what = if refused { Happening::Refused(Target::All) } else { Happening::Allowed(Target::All) };
            assert_eq!(before.with([event(found, "b", what)]).refuses(&Target::All), refused, "{because}");
        }
    }
}
