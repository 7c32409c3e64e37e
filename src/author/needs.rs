//! Which features the campaigns of a bundle need in a vector: no more, so that no more of a customer leaves the bank's table.

use std::collections::{BTreeMap, BTreeSet};

use crate::compile::{Bound, Candidate, Clearance, Code, Program, Source, Step, Test};
use crate::feature::{Feature, FeatureIx};
use crate::id::CampaignId;

/// One feature that is read.
#[derive(Debug, Clone)]
pub struct Needed<'a> {
    /// Its entry.
    pub feature: &'a Feature,
    /// The campaigns that read it, in their trigger, a suppression, a cap, for their rank, their words or a notice, the policy's among them; ascending.
    pub campaigns: Vec<&'a CampaignId>,
    /// Whether the global holdout reads it.
    pub holdout: bool,
}

/// The features that the campaigns of `program` read that may run, ascending by id.
#[must_use]
pub fn needed(program: &Program) -> Vec<Needed<'_>> {
    let mut readers: BTreeMap<FeatureIx, BTreeSet<&CampaignId>> = BTreeMap::new();
    let cleared = program.candidates.iter().filter(|candidate| candidate.clearance == Clearance::Cleared);
    for candidate in cleared {
        let suppressors = candidate.suppressors.iter().map(|suppressor| suppressor.when);
        let context = candidate.weight.context.iter().map(|(_, when)| *when);
        let notices = candidate.notify.iter().filter_map(|tier| tier.when);
        for source in candidate.notify.iter().flat_map(|tier| &tier.values) {
            of_source(source, &mut |feature| {
                readers.entry(feature).or_default().insert(&candidate.id);
            });
        }
        let words = candidate.variants.iter().map(|words| words.when);
        let asked = suppressors.chain([candidate.trigger]).chain(context).chain(arms(program, candidate));
        for code in asked.chain(notices).chain(words) {
            each_read(program, code, &mut |feature| {
                readers.entry(feature).or_default().insert(&candidate.id);
            });
        }
        for counter in candidate.counters(program).into_iter().chain(candidate.weight.propensity) {
            readers.entry(counter).or_default().insert(&candidate.id);
        }
    }
    let bucket = program.global_holdout.map(|holdout| holdout.bucket);
    if let Some(bucket) = bucket {
        readers.entry(bucket).or_default();
    }
    let entry = |(place, campaigns): (FeatureIx, BTreeSet<_>)| {
        let feature = program.catalogue.get(place)?;
        Some(Needed { feature, campaigns: campaigns.into_iter().collect(), holdout: bucket == Some(place) })
    };
    readers.into_iter().filter_map(entry).collect()
}

/// The conditions of a campaign's arms, and of who takes part in its experiments.
fn arms(program: &Program, candidate: &Candidate) -> Vec<Code> {
    let of_arms = candidate.stakes.iter().flat_map(|stake| &stake.variants).filter_map(|variant| variant.when);
    let trials = candidate.stakes.iter().filter_map(|stake| program.trials.get(stake.trial));
    of_arms.chain(trials.filter_map(|trial| trial.when)).collect()
}

// Recursion is bounded: account blocks do not stand in account blocks.
fn each_read(program: &Program, code: Code, read: &mut dyn FnMut(FeatureIx)) {
    for step in program.logic.steps.get(code.start..code.end).unwrap_or_default() {
        let Step::Test(place) = step else { continue };
        let Some(test) = program.logic.tests.get(place.0) else { continue };
        match test {
            Test::Level { source, bound, .. } => {
                of_source(source, read);
                of_bound(bound, read);
            }
            Test::Crossing { from, to, .. } | Test::Change { from, to, .. } => {
                of_source(from, read);
                of_source(to, read);
            }
            Test::Consecutive { run, bound, .. } => {
                read(run.feature);
                of_bound(bound, read);
            }
            Test::Trend { run, .. } => read(run.feature),
            Test::Date { feature, .. }
            | Test::Flag(feature)
            | Test::OneOf { feature, .. }
            | Test::First { feature, .. } => read(*feature),
            Test::Owns { owned, role } => {
                read(*owned);
                role.iter().for_each(|role| read(role.feature));
            }
            Test::Event(event) => {
                read(event.feature);
                event.amount.iter().for_each(|(_, bound)| of_bound(bound, read));
            }
            Test::Accounts { meets, .. } => meets.iter().for_each(|meets| each_read(program, *meets, read)),
            Test::Combined { source, .. } => of_source(source, read),
            Test::Calendar(_) | Test::Session(_) => {}
        }
    }
}

/// The value, and the date from which on it is whole.
fn of_source(source: &Source, read: &mut dyn FnMut(FeatureIx)) {
    read(source.feature);
    source.window.iter().for_each(|(_, since)| read(*since));
}

fn of_bound(bound: &Bound, read: &mut dyn FnMut(FeatureIx)) {
    match bound {
        Bound::Fixed(_) => {}
        Bound::Relative { source, .. } => of_source(source, read),
    }
}
