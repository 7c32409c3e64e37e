//! Truths and values of single clauses, for explanations: what the gates run, asked once more for one clause at a time.

use super::{accounts, answer, run};
use crate::campaign::{AccountFilter, Combined, Condition, Operand, Period};
use crate::compile::{Program, clause};
use crate::decide::facts::{Facts, cycle};
use crate::decide::truth::Truth;
use crate::feature::{Account, Cycle, Events, Features, Missing, Reading, Scalar, Scope, Series};
use crate::id::FeatureId;
use crate::request::Request;
use crate::time::{Day, Month};

/// What judges single clauses for one request.
pub(crate) struct Judge<'a> {
    program: &'a Program,
    facts: Facts<'a>,
}

/// Why there is no value to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// The vector's day lies after the day of the decision.
    VectorAhead,
    /// Older than the catalogue allows.
    Stale,
    /// The vector does not carry it.
    Absent,
    /// No value of the feature's type.
    Malformed,
    /// By another version of its definition.
    OtherDefinition,
    /// In another currency than the only one that it comes in.
    OtherCurrency,
    /// The series holds nothing for the period.
    BeyondData,
}

/// The period that a value is of, by its place in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// A calendar month.
    Month(Month),
    /// A statement cycle.
    Cycle(Cycle),
    /// A day.
    Day(Day),
}

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Read {
    /// The period, where the feature has several and it is known which one is meant.
    pub(crate) label: Option<Label>,
    /// The value.
    pub(crate) value: Result<Scalar, Unusable>,
    /// Whether there may be more than was counted.
    pub(crate) at_least: bool,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(program: &'a Program, request: &'a Request) -> Self {
        Self { program, facts: Facts::new(program, request) }
    }

    /// What `condition` comes to, asked of an account, or else of the customer.
    pub(crate) fn truth(&self, condition: &Condition, of: Option<&Account>) -> Truth {
        let scope = if of.is_some() { Scope::Account } else { Scope::Customer };
        let (logic, code) = clause(self.program, condition, scope);
        run(&logic, code, |_, test| answer(&logic, &self.facts, self.features(of), test))
    }

    /// What is read for `operand`, of an account or else of the customer.
    pub(crate) fn value(&self, operand: &Operand, of: Option<&Account>) -> Read {
        let label = operand.period.and_then(|period| self.label(operand, period, of));
        let value = self.reading(&operand.feature, of).and_then(|reading| {
            let place = self.facts.catalogue().find(operand.feature.as_str());
            let value = match (operand.period, reading) {
                (None, Reading::One(value)) => Some(*value),
                (Some(period), _) => place.and_then(|place| self.facts.in_period(self.features(of), place, period)),
                (
                    None,
                    Reading::Months(_)
                    | Reading::Cycles(_)
                    | Reading::Days(_)
                    | Reading::Events(_)
                    | Reading::Missing(_),
                ) => None,
            };
            value.ok_or(Unusable::BeyondData)
        });
        Read { label, value, at_least: self.is_lower_bound(&operand.feature) }
    }

    /// The list of events, of an account or else of the customer.
    pub(crate) fn events<'f>(&'f self, feature: &FeatureId, of: Option<&'f Account>) -> Result<&'f Events, Unusable> {
        match self.reading(feature, of)? {
            Reading::Events(events) => Ok(events),
            Reading::One(_) | Reading::Months(_) | Reading::Cycles(_) | Reading::Days(_) | Reading::Missing(_) => {
                Err(Unusable::Malformed)
            }
        }
    }

    /// The accounts that `filter` means, with their places in the vector; `None` where it lists none or cannot be believed.
    pub(crate) fn accounts(&self, filter: &AccountFilter) -> Option<Vec<(usize, &'a Account)>> {
        let accounts = self.facts.accounts()?.iter().enumerate();
        Some(accounts.filter(|(_, account)| accounts::means(filter, account)).collect())
    }

    /// The accounts over which `combined` sums.
    pub(crate) fn combined(&self, combined: &Combined) -> Option<Vec<(usize, &'a Account)>> {
        let meant = |account: &Account| combined.include.iter().any(|filter| accounts::means(filter, account));
        let accounts = self.facts.accounts()?.iter().enumerate();
        Some(accounts.filter(|(_, account)| meant(account)).collect())
    }

    fn features<'f>(&'f self, of: Option<&'f Account>) -> &'f Features {
        of.map_or(self.facts.customer(), |account| &account.features)
    }

    fn reading<'f>(&'f self, feature: &FeatureId, of: Option<&'f Account>) -> Result<&'f Reading, Unusable> {
        if self.facts.ahead() {
            return Err(Unusable::VectorAhead);
        }
        let place = self.facts.catalogue().find(feature.as_str()).ok_or(Unusable::Absent)?;
        match self.facts.reading(self.features(of), place) {
            None => Err(Unusable::Stale),
            Some(Reading::Missing(Missing::Absent)) => Err(Unusable::Absent),
            Some(Reading::Missing(Missing::Malformed)) => Err(Unusable::Malformed),
            Some(Reading::Missing(Missing::OtherDefinition)) => Err(Unusable::OtherDefinition),
            Some(Reading::Missing(Missing::OtherCurrency)) => Err(Unusable::OtherCurrency),
            Some(reading) => Ok(reading),
        }
    }

    fn label(&self, operand: &Operand, period: Period, of: Option<&Account>) -> Option<Label> {
        match period.unit {
            Series::CalendarMonth => Some(Label::Month(self.facts.as_of().month().minus(period.back()))),
            Series::Day => self.facts.calendar.business_days_back(self.facts.as_of(), period.back()).map(Label::Day),
            Series::StatementCycle => match self.reading(&operand.feature, of) {
                Ok(Reading::Cycles(cycles)) => {
                    cycle(cycles, self.facts.as_of(), period.back()).map(|(cycle, _)| Label::Cycle(*cycle))
                }
                Ok(_) | Err(_) => None,
            },
        }
    }

    /// Whether the feature is a count that looks back further than everything is known.
    fn is_lower_bound(&self, feature: &FeatureId) -> bool {
        let catalogue = self.facts.catalogue();
        let window = catalogue.find(feature.as_str()).and_then(|place| catalogue.get(place)?.window.as_ref());
        window.is_some_and(|window| {
            let since = catalogue.find(window.since.as_str());
            !since.is_some_and(|since| self.facts.covers(window.days, since))
        })
    }
}
