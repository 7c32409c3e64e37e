//! Two months in the lives of many customers, held against rules that know nothing of the engine.
//!
//! Each customer comes back on some days, in one of two tabs or through the edge; the copies of the history merge in any order before a
//! decision and are pruned now and then. `TELLERSIDE_CUSTOMERS` says how many there are; `cargo xtask bench selection` asks for 100,000.

mod bank;
mod chance;
mod customer;
mod rules;
mod statistics;

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use statistics::{is_likely, share};

use bank::Bank;
use customer::{Life, Tabs, live};

const DAYS: i64 = 60;
/// The first day on which more customers take part in the experiment.
const GROWTH: i64 = 30;

fn customers() -> u64 {
    std::env::var("TELLERSIDE_CUSTOMERS").map_or(600, |number| number.parse().unwrap())
}

/// The lives of all customers, by as many threads as there are processors.
fn lives(customers: u64, tabs: Tabs) -> Vec<Life> {
    let bank = &Bank::new();
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get());
    thread::scope(|scope| {
        let part = |part: usize| {
            let mine = (0..customers).skip(part).step_by(threads);
            scope.spawn(move || mine.map(|n| live(bank, n, tabs)).collect::<Vec<_>>())
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

/// The rules bite: where copies never meet, customers see too much.
#[test]
fn copies_that_never_merge_break_the_rules() {
    let lives = lives(60, Tabs::Apart);
    let broken: BTreeSet<&str> = lives.iter().flat_map(|life| life.broken.iter().copied()).collect();
    for rule in ["global cap", "group cap", "slot cap", "gap", "refused", "cap of headline-test", "pause of the group"]
    {
        assert!(broken.contains(rule), "{rule} holds although nothing was merged: {broken:?}");
    }
}

#[test]
fn nobody_is_shown_what_must_not_be_and_arms_are_fair() {
    let customers = customers();
    let lives = lives(customers, Tabs::Merging);

    let mut broken: BTreeMap<&str, u64> = BTreeMap::new();
    let mut gates: BTreeMap<&str, u64> = BTreeMap::new();
    for life in &lives {
        life.broken.iter().for_each(|rule| *broken.entry(rule).or_default() += 1);
        life.gates.iter().for_each(|(gate, times)| *gates.entry(gate).or_default() += times);
    }
    let sum = |of: fn(&Life) -> u64| lives.iter().map(of).sum::<u64>();
    println!(
        "{customers} customers, {DAYS} days: {} decisions, {} placements, {} confirmed impressions, {} merges, {} prunings",
        sum(|life| life.decisions),
        sum(|life| life.placements),
        sum(|life| life.impressions),
        sum(|life| life.merges),
        sum(|life| life.prunings)
    );
    println!("gates: {gates:?}");
    println!("rules broken: {broken:?}");
    assert!(broken.is_empty(), "{broken:?}");
    // A rule that nothing met would say nothing.
    let met = ["shown", "capped", "cooling", "suppressed", "suppressed_unknown", "refused", "held_out", "outranked"];
    for gate in met.into_iter().chain(["not_triggered"]) {
        assert!(gates.get(gate).is_some_and(|times| *times > 20), "{gate} was met too seldom: {gates:?}");
    }

    arms_have_their_weights(&lives);
    more_coverage_moves_nobody(&lives);
    comparison_groups_see_nothing(&lives);
}

/// Distinct units of each arm, against the weights 1 : 2 : 1.
fn arms_have_their_weights(lives: &[Life]) {
    let counted = |arm: &str| lives.iter().filter(|life| life.arm_at_end.as_deref() == Some(arm)).count() as u64;
    let found = ["control", "calm", "bold"].map(counted);
    println!("units by arm: {found:?}, weights 1 : 2 : 1");
    assert!(is_likely(&found, &[1, 2, 1]), "{found:?}");

    let both = lives.iter().filter(|life| life.layered.iter().all(|enrolled| *enrolled)).count();
    let either = [0, 1].map(|n| lives.iter().filter(|life| life.layered[n]).count() as u64);
    println!("units by experiment of one layer: {either:?}, in both: {both}");
    assert_eq!(both, 0, "two experiments of one layer share a unit");
    assert!(is_likely(&either, &[1, 1]), "{either:?}");
}

/// A tenth of the customers takes part at first, then half of them.
fn more_coverage_moves_nobody(lives: &[Life]) {
    let before: Vec<&Life> = lives.iter().filter(|life| life.arm_at_growth.is_some()).collect();
    let moved = before.iter().filter(|life| life.arm_at_growth != life.arm_at_end).count();
    let part = |seen: fn(&Life) -> bool, enrolled: fn(&Life) -> bool| {
        let saw: Vec<&Life> = lives.iter().filter(|life| seen(life)).collect();
        share(saw.len(), saw.iter().filter(|life| enrolled(life)).count())
    };
    let first = part(|life| life.saw_trial.0, |life| life.arm_at_growth.is_some());
    let second = part(|life| life.saw_trial.1, |life| life.arm_at_end.is_some());
    println!("enrolled: {first:?} of 10 %, then {second:?} of 50 %; {moved} of {} moved", before.len());
    assert_eq!(moved, 0, "growth moves whom it found enrolled");
    assert!(before.len() > 5, "too few were enrolled early");
    assert!(is_likely(&first, &[1, 9]), "{first:?}");
    assert!(is_likely(&second, &[1, 1]), "{second:?}");
}

fn comparison_groups_see_nothing(lives: &[Life]) {
    let held = |life: &&Life| life.own_holdout == Some(true);
    let own = share(lives.iter().filter(|life| life.own_holdout.is_some()).count(), lives.iter().filter(held).count());
    let household = lives.iter().filter(|life| life.household_held_out && life.ghosts > 0).count();
    println!(
        "held out of one campaign: {own:?} of 10 %; households held out that would have seen something: {household}"
    );
    assert!(is_likely(&own, &[1, 9]), "{own:?}");
    assert!(household > 0);
}
