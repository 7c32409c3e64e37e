//! Conditions as sentences: the joining forms, values, dates, and what a visit tells.

use crate::campaign::{
    Amount, Base, CalendarSpan, Change, Comparison, Condition, Consecutive, Crossing, DateWindow, Device, Direction,
    Level, OneOf, PeriodRule, Relative, Segment, SegmentRef, SessionFact, Threshold, Trend, Way,
};
use crate::feature::FeatureType;
use crate::id::FeatureId;
use crate::money::{Currency, Money};
use crate::time::YearDay;

use super::amounts;
use super::clause::{Clause, Join};
use super::naming::Naming;
use super::phrase::{Phrase, visible};
use super::phrases::{amount, condition};

/// What tells conditions: names, and the segments that they may speak of.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) naming: Naming<'a>,
    pub(super) segments: &'a [Segment],
}

impl Teller<'_> {
    /// The condition as a clause.
    // Recursion is bounded: a condition nests at most `wire::condition::MAX_DEPTH` deep.
    pub(super) fn condition(&self, condition: &Condition) -> Clause {
        let language = self.naming.language;
        let text = match condition {
            Condition::All(parts) if parts.is_empty() => condition::ALWAYS.text(language).into(),
            Condition::All(parts) => return self.joined(condition::ALL_OF.text(language), Join::And, parts),
            Condition::Any(parts) => return self.joined(condition::ANY_OF.text(language), Join::Or, parts),
            Condition::AtLeast(some) => {
                let (n, total) = (some.count.to_string(), some.of.len().to_string());
                let head = condition::SOME_OF.say(language, &[("n", &n), ("total", &total)]);
                return self.joined(&head, Join::Counted, &some.of);
            }
            Condition::Not(part) => return self.negated(part),
            Condition::AnyAccount(block) => return self.any_account(block),
            Condition::EveryAccount(block) => return self.every_account(block),
            Condition::CountAccounts(count) => return self.count_accounts(count),
            Condition::Combined(combined) => self.combined(combined),
            Condition::Segment(segment) => self.segment(segment, condition::SEGMENT),
            Condition::Level(level) => self.level(level),
            Condition::Crossing(crossing) => self.crossing(crossing),
            Condition::Change(change) => self.change(change),
            Condition::Consecutive(consecutive) => self.consecutive(consecutive),
            Condition::Trend(trend) => self.trend(trend),
            Condition::Recent(window) => self.window(window, condition::RECENT),
            Condition::Past(window) => self.window(window, condition::PAST),
            Condition::Upcoming(window) => self.window(window, condition::UPCOMING),
            Condition::Never(feature) => self.about(feature, condition::NEVER),
            Condition::Calendar(span) => self.calendar(*span),
            Condition::Session(fact) => self.session(fact),
            Condition::Flag(flag) => self.naming.flag(flag, true),
            Condition::OneOf(one_of) => self.one_of(one_of, condition::ONE_OF),
            Condition::Owns(product) => condition::OWNS.say(language, &[("product", &self.naming.product(product))]),
            Condition::Lacks(product) => condition::LACKS.say(language, &[("product", &self.naming.product(product))]),
            Condition::Event(event) => self.event(event),
            Condition::First(first) => self.first(first),
        };
        Clause::one(text)
    }

    fn joined(&self, head: &str, join: Join, parts: &[Condition]) -> Clause {
        match parts {
            // A list of one says what its member says.
            [only] => self.condition(only),
            _ => Clause::of(head.to_owned(), join, parts.iter().map(|part| self.condition(part)).collect()),
        }
    }

    /// The opposite of a condition, in its own words where there are some.
    fn negated(&self, part: &Condition) -> Clause {
        let language = self.naming.language;
        let text = match part {
            Condition::All(parts) if parts.len() > 1 => {
                return self.joined(condition::NOT_ALL_OF.text(language), Join::And, parts);
            }
            Condition::Any(parts) if parts.len() > 1 => {
                return self.joined(condition::NONE_OF.text(language), Join::Or, parts);
            }
            Condition::All(parts) | Condition::Any(parts) => match parts.as_slice() {
                [only] => return self.negated(only),
                _ => condition::NOBODY.text(language).into(),
            },
            Condition::Not(doubly) => return self.condition(doubly),
            Condition::Segment(segment) => self.segment(segment, condition::NO_SEGMENT),
            Condition::Flag(flag) => self.naming.flag(flag, false),
            Condition::OneOf(one_of) => self.one_of(one_of, condition::NOT_ONE_OF),
            Condition::Owns(product) => condition::LACKS.say(language, &[("product", &self.naming.product(product))]),
            Condition::Lacks(product) => condition::OWNS.say(language, &[("product", &self.naming.product(product))]),
            Condition::Recent(window) => self.window(window, condition::NOT_RECENT),
            Condition::Never(feature) => self.about(feature, condition::ONCE),
            Condition::AtLeast(_)
            | Condition::Level(_)
            | Condition::Crossing(_)
            | Condition::Change(_)
            | Condition::Consecutive(_)
            | Condition::Trend(_)
            | Condition::Past(_)
            | Condition::Upcoming(_)
            | Condition::Calendar(_)
            | Condition::Session(_)
            | Condition::Event(_)
            | Condition::First(_)
            | Condition::AnyAccount(_)
            | Condition::EveryAccount(_)
            | Condition::CountAccounts(_)
            | Condition::Combined(_) => {
                let Clause { text, join, parts } = self.condition(part);
                return Clause::of(condition::NOT.say(language, &[("clause", &text)]), join, parts);
            }
        };
        Clause::one(text)
    }

    fn segment(&self, segment: &SegmentRef, phrase: Phrase) -> String {
        let known = self.segments.iter().find(|known| known.id == segment.id && known.version == segment.version);
        let name = known.map_or(segment.id.as_str(), |known| &known.name);
        let (name, version) = (visible(name), segment.version.to_string());
        let gaps = [("name", &*name), ("id", segment.id.as_str()), ("version", &*version)];
        phrase.say(self.naming.language, &gaps)
    }

    fn level(&self, level: &Level) -> String {
        let operand = self.naming.operand(&level.operand, level.rule);
        let bound = self.bound(level.is, &level.value, level.rule);
        let said = condition::IS.say(self.naming.language, &[("operand", &operand), ("bound", &bound)]);
        self.with_base(said, &level.value, level.rule)
    }

    /// On which side of a threshold.
    pub(super) fn bound(&self, is: Comparison, value: &Threshold, rule: PeriodRule) -> String {
        let language = self.naming.language;
        match value {
            Threshold::Fixed(amount) => amounts::bound(is, *amount, language),
            Threshold::Relative(relative) => {
                amounts::side(is).say(language, &[("value", &self.relative(relative, rule))])
            }
        }
    }

    fn relative(&self, relative: &Relative, rule: PeriodRule) -> String {
        let language = self.naming.language;
        let mut said = self.naming.operand(&relative.operand, rule);
        if let Some(share) = relative.share_bp {
            let share = amounts::percent(i64::from(share));
            said = amount::SHARE_OF.say(language, &[("share", &share), ("operand", &said)]);
        }
        match relative.plus {
            Some(plus) => amount::PLUS.say(language, &[("operand", &said), ("plus", &amounts::said(plus, language))]),
            None => said,
        }
    }

    /// `said` with the least value of which a relative threshold takes a share.
    pub(super) fn with_base(&self, said: String, value: &Threshold, rule: PeriodRule) -> String {
        let Threshold::Relative(Relative { operand, share_bp: Some(_), min_base, .. }) = value else { return said };
        let base = self.base(*min_base, &operand.feature);
        let operand = self.naming.operand(operand, rule);
        let gaps = [("clause", &*said), ("operand", &*operand), ("base", &*base)];
        amount::LEAST_BASE.say(self.naming.language, &gaps)
    }

    /// The least value of which a share means anything: as written, or what is meant where nothing is.
    pub(super) fn base(&self, written: Option<Amount>, feature: &FeatureId) -> String {
        let language = self.naming.language;
        let entry = self.naming.feature(feature);
        let major = |currency: Currency| Money::parse(hundred(currency), currency).ok().map(amounts::money);
        match written {
            Some(amount) => amounts::said(amount, language),
            None => match entry.map(|entry| (&entry.kind, entry.currency)) {
                Some((FeatureType::Count, _)) => amounts::whole(1),
                Some((FeatureType::BasisPoints, _)) => amounts::percent(1),
                Some((
                    FeatureType::Money
                    | FeatureType::Average
                    | FeatureType::Events(_)
                    | FeatureType::Flag
                    | FeatureType::Date
                    | FeatureType::Enumeration(_),
                    currency,
                )) => currency.and_then(major).unwrap_or_else(|| amount::MAJOR_UNITS.text(language).to_owned()),
                None => amount::MAJOR_UNITS.text(language).to_owned(),
            },
        }
    }

    fn crossing(&self, crossing: &Crossing) -> String {
        let language = self.naming.language;
        let value = amounts::said(crossing.value, language);
        let (phrase, margin) = match crossing.goes {
            Direction::Below => (condition::FALLS_ACROSS, condition::MARGIN_ABOVE),
            Direction::Above => (condition::RISES_ACROSS, condition::MARGIN_BELOW),
        };
        let early = crossing.gap.map_or_else(
            || value.clone(),
            |gap| margin.say(language, &[("value", &value), ("gap", &amounts::said(gap, language))]),
        );
        let period = |of| self.naming.period(&crossing.feature, of, crossing.rule);
        let (noun, from, to) = (self.naming.noun(&crossing.feature), period(crossing.from), period(crossing.to));
        phrase.say(language, &[("noun", &noun), ("early", &early), ("from", &from), ("late", &value), ("to", &to)])
    }

    fn change(&self, change: &Change) -> String {
        let language = self.naming.language;
        let by = self.by(change);
        let same = change.from.feature == change.to.feature;
        let said = match (change.from.period.zip(change.to.period), same) {
            (Some((from, to)), true) => {
                let phrase = match change.goes {
                    Way::Up => condition::RISES,
                    Way::Down => condition::FALLS,
                };
                let period = |of| self.naming.period(&change.to.feature, of, change.rule);
                let noun = self.naming.noun(&change.to.feature);
                let (from, to) = (period(from), period(to));
                phrase.say(language, &[("noun", &noun), ("by", &by), ("from", &from), ("to", &to)])
            }
            (Some(_) | None, _) => {
                let phrase = match change.goes {
                    Way::Up => condition::EXCEEDS,
                    Way::Down => condition::FALLS_SHORT,
                };
                let operand = |of| self.naming.operand(of, change.rule);
                let (from, to) = (operand(&change.from), operand(&change.to));
                phrase.say(language, &[("from", &from), ("to", &to), ("by", by.trim_end_matches(','))])
            }
        };
        if !self.is_share(change) {
            return said;
        }
        let base = self.base(change.min_base, &change.from.feature);
        condition::EARLIER_BASE.say(language, &[("clause", &said), ("base", &base)])
    }

    /// Whether the change is meant as a share of the earlier value: percentages themselves change by points.
    fn is_share(&self, change: &Change) -> bool {
        let points = self.naming.feature(&change.from.feature).is_some_and(|f| f.kind == FeatureType::BasisPoints);
        match change.by {
            Amount::BasisPoints(_) => !points,
            Amount::Money(_) | Amount::Count(_) | Amount::Units(..) | Amount::Date(_) => false,
        }
    }

    /// By how much: `at least 40% of the earlier value, and by at least $500.00,`.
    fn by(&self, change: &Change) -> String {
        let language = self.naming.language;
        let how_much = if self.is_share(change) {
            let share = amounts::said(change.by, language);
            let phrase = match change.base {
                Base::Positive => condition::SHARE_OF_EARLIER,
                Base::Absolute => condition::SHARE_OF_ABSOLUTE,
            };
            phrase.say(language, &[("share", &share)])
        } else {
            self.step(change.by)
        };
        let phrase = match change.is {
            Comparison::Above => condition::BY_MORE_THAN,
            Comparison::AtLeast | Comparison::Below | Comparison::AtMost | Comparison::Equal => condition::BY_AT_LEAST,
        };
        let by = phrase.say(language, &[("amount", &how_much)]);
        match change.min_change {
            Some(least) => condition::AND_AT_LEAST.say(language, &[("by", &by), ("amount", &self.step(least))]),
            None => by,
        }
    }

    /// An amount by which a value goes up or down: a percentage by points of percent.
    fn step(&self, by: Amount) -> String {
        match by {
            Amount::BasisPoints(points) => {
                amount::PERCENTAGE_POINTS.say(self.naming.language, &[("n", &amounts::hundredths(points))])
            }
            Amount::Money(_) | Amount::Count(_) | Amount::Units(..) | Amount::Date(_) => {
                amounts::said(by, self.naming.language)
            }
        }
    }

    fn consecutive(&self, run: &Consecutive) -> String {
        let noun = self.naming.noun(&run.feature);
        let bound = self.bound(run.is, &run.value, run.rule);
        let periods = self.naming.run(&run.feature, run.periods, run.ending, run.rule);
        let gaps = [("noun", &*noun), ("bound", &*bound), ("run", &*periods)];
        self.with_base(condition::IN_EACH.say(self.naming.language, &gaps), &run.value, run.rule)
    }

    fn trend(&self, trend: &Trend) -> String {
        let phrase = match trend.goes {
            Way::Up => condition::NEVER_FALLS,
            Way::Down => condition::NEVER_RISES,
        };
        let noun = self.naming.noun(&trend.feature);
        let run = self.naming.run(&trend.feature, trend.periods, trend.ending, trend.rule);
        phrase.say(self.naming.language, &[("noun", &noun), ("run", &run), ("by", &self.step(trend.by))])
    }

    fn window(&self, window: &DateWindow, phrase: Phrase) -> String {
        let (noun, days) = (self.naming.noun(&window.feature), amounts::days(window.days, self.naming.language));
        phrase.say(self.naming.language, &[("noun", &noun), ("days", &days)])
    }

    fn about(&self, feature: &FeatureId, phrase: Phrase) -> String {
        phrase.say(self.naming.language, &[("noun", &self.naming.noun(feature))])
    }

    fn one_of(&self, one_of: &OneOf, phrase: Phrase) -> String {
        let values: Vec<String> = one_of.values.iter().map(|value| self.naming.quoted(value.as_str())).collect();
        let noun = self.naming.noun(&one_of.feature);
        phrase.say(self.naming.language, &[("noun", &noun), ("values", &self.naming.or(&values))])
    }

    fn calendar(&self, span: CalendarSpan) -> String {
        let language = self.naming.language;
        match span {
            CalendarSpan::Dates { from, until } => {
                let (from, until) = (amounts::date(from, language), amounts::date(until, language));
                condition::DATES.say(language, &[("from", &from), ("until", &until)])
            }
            CalendarSpan::Season { from, until } => {
                let day = |day: YearDay| amounts::year_day(day, language);
                let phrase = if from > until { condition::SEASON_OVER_YEAR } else { condition::SEASON };
                phrase.say(language, &[("from", &day(from)), ("until", &day(until))])
            }
            CalendarSpan::MonthDays { from, until } => {
                condition::MONTH_DAYS.say(language, &[("from", &from.to_string()), ("until", &until.to_string())])
            }
        }
    }

    fn session(&self, fact: &SessionFact) -> String {
        let language = self.naming.language;
        match fact {
            SessionFact::Pages(pages) => {
                let pages: Vec<String> = pages.iter().map(|page| self.naming.quoted(page.as_str())).collect();
                condition::ON_PAGES.say(language, &[("pages", &self.naming.or(&pages))])
            }
            SessionFact::Devices(devices) => {
                let devices: Vec<String> = devices.iter().map(|d| device(*d).text(language).to_owned()).collect();
                condition::ON_DEVICES.say(language, &[("devices", &self.naming.or(&devices))])
            }
            SessionFact::Hours { from, until } => {
                let phrase = if from > until { condition::OVERNIGHT } else { condition::IN_HOURS };
                phrase.say(language, &[("from", &from.to_string()), ("until", &until.to_string())])
            }
        }
    }
}

pub(super) fn device(device: Device) -> Phrase {
    match device {
        Device::Phone => condition::PHONE,
        Device::Tablet => condition::TABLET,
        Device::Desktop => condition::DESKTOP,
    }
}

/// A hundred major units, as digits.
fn hundred(currency: Currency) -> &'static str {
    match currency.minor_digits() {
        0 => "100",
        3 => "100.000",
        _ => "100.00",
    }
}
