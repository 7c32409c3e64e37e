//! Periods as nouns, and values with the period that they are of.

use crate::campaign::{Operand, Period, PeriodRule};
use crate::feature::{FeatureType, Series};
use crate::id::FeatureId;

use super::naming::Naming;
use super::phrase::Phrase;
use super::phrases::period;

/// Whether a period must be full.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cover {
    /// The average over it must be.
    Full,
    /// Part of it will do.
    Partial,
    /// The values are no averages: there is nothing to cover.
    Plain,
}

impl Naming<'_> {
    /// The value with its period: `the average collected balance of the last full calendar month`.
    pub(super) fn operand(&self, operand: &Operand, rule: PeriodRule) -> String {
        let noun = self.noun(&operand.feature);
        match operand.period {
            Some(back) => {
                let period = self.period(&operand.feature, back, rule);
                period::OF.say(self.language, &[("noun", &noun), ("period", &period)])
            }
            None if self.ages(&operand.feature) => period::AS_OF.say(self.language, &[("noun", &noun)]),
            None => noun,
        }
    }

    /// Whether a value without periods must be said to be of the data date: dates and symbols say themselves when they are of.
    fn ages(&self, id: &FeatureId) -> bool {
        let ages = self.feature(id).is_none_or(|feature| match feature.kind {
            FeatureType::Money | FeatureType::Count | FeatureType::BasisPoints | FeatureType::Average => true,
            FeatureType::Flag | FeatureType::Date | FeatureType::Enumeration(_) | FeatureType::Events(_) => false,
        });
        ages && !self.says_its_days(id)
    }

    /// The period as a noun.
    pub(super) fn period(&self, feature: &FeatureId, of: Period, rule: PeriodRule) -> String {
        let cover = self.cover(feature, rule);
        let phrase = match of.unit {
            Series::CalendarMonth => calendar_month(of.back(), cover),
            Series::StatementCycle => statement_cycle(of.back(), cover),
            Series::Day => match of.back() {
                0 => period::DAY_0,
                1 => period::DAY_1,
                _ => period::DAY_N,
            },
        };
        phrase.say(self.language, &[("n", &of.back().to_string())])
    }

    /// `n` periods in a row, the last of which is `ending`: `the last 2 full calendar months`.
    pub(super) fn run(&self, feature: &FeatureId, n: u8, ending: Period, rule: PeriodRule) -> String {
        let partial = self.cover(feature, rule) == Cover::Partial;
        let phrase = match (ending.unit, ending.back()) {
            (Series::CalendarMonth, 1) if partial => period::MONTHS_LAST_PARTIAL,
            (Series::CalendarMonth, 1) => period::MONTHS_LAST,
            (Series::CalendarMonth, _) => period::MONTHS_ENDING,
            (Series::StatementCycle, 1) if partial => period::CYCLES_LAST_PARTIAL,
            (Series::StatementCycle, 1) => period::CYCLES_LAST,
            (Series::StatementCycle, _) => period::CYCLES_ENDING,
            (Series::Day, 0) => period::DAYS_LAST,
            (Series::Day, _) => period::DAYS_ENDING,
        };
        let last = self.period(feature, ending, rule);
        phrase.say(self.language, &[("n", &n.to_string()), ("period", &last)])
    }

    fn cover(&self, id: &FeatureId, rule: PeriodRule) -> Cover {
        let average = self.feature(id).is_some_and(|feature| feature.kind == FeatureType::Average);
        match rule {
            PeriodRule::Full if average => Cover::Full,
            PeriodRule::Partial if average => Cover::Partial,
            PeriodRule::Full | PeriodRule::Partial => Cover::Plain,
        }
    }
}

fn calendar_month(back: u8, cover: Cover) -> Phrase {
    match (back, cover) {
        (0, Cover::Full) => period::MONTH_0_FULL,
        (0, Cover::Partial | Cover::Plain) => period::MONTH_0,
        (1, Cover::Full | Cover::Plain) => period::MONTH_1,
        (1, Cover::Partial) => period::MONTH_1_PARTIAL,
        (2, Cover::Full | Cover::Plain) => period::MONTH_2,
        (2, Cover::Partial) => period::MONTH_2_PARTIAL,
        (_, Cover::Full | Cover::Plain) => period::MONTH_N,
        (_, Cover::Partial) => period::MONTH_N_PARTIAL,
    }
}

fn statement_cycle(back: u8, cover: Cover) -> Phrase {
    match (back, cover) {
        (0, Cover::Full) => period::CYCLE_0_FULL,
        (0, Cover::Partial | Cover::Plain) => period::CYCLE_0,
        (1, Cover::Full | Cover::Plain) => period::CYCLE_1,
        (1, Cover::Partial) => period::CYCLE_1_PARTIAL,
        (2, Cover::Full | Cover::Plain) => period::CYCLE_2,
        (2, Cover::Partial) => period::CYCLE_2_PARTIAL,
        (_, Cover::Full | Cover::Plain) => period::CYCLE_N,
        (_, Cover::Partial) => period::CYCLE_N_PARTIAL,
    }
}
