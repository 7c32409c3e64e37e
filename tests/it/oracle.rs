//! The engine against a second evaluator, which `tests/oracle` writes from the specification in Python.
//!
//! The generator draws bundles and requests and says what each campaign's gate must be; here the same bundles are signed,
//! activated and decided. `TELLERSIDE_ORACLE_PAIRS` says how many pairs of campaign and vector to compare, and
//! `TELLERSIDE_ORACLE_SEED` which ones; `cargo xtask fuzz` sets both.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use serde::Deserialize;
use serde_json::{Value, json};
use tellerside::author::release::ReleaseFiles;
use tellerside::bundle::{Audience, Environment, PagePolicy};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::decision::{Decision, Gate};
use tellerside::id::{BankId, CampaignId, SuppressionCode};
use tellerside::time::Moment;
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;
use tellerside::wire::policy::PolicyDoc;

use crate::corpus::canonical;
use crate::signing::Signed;

const CAMPAIGNS: u64 = 32;
/// Few, so that many conditions are drawn.
const VECTORS: u64 = 12;
/// Differences that are told in full.
const TOLD: u64 = 3;

/// One line of the generator.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Drawn {
    bundle: u64,
    catalogue: Value,
    policy: Value,
    pub(crate) campaigns: Vec<Value>,
    pub(crate) requests: Vec<Value>,
    issued: String,
    /// For each request the gate of each campaign, ascending by id.
    expected: Vec<Vec<String>>,
    /// For each request the code of what stopped each campaign.
    codes: Vec<Vec<Option<String>>>,
    /// For each request what is seen of each campaign that is shown.
    sights: Vec<Vec<Option<String>>>,
    /// For each request what the bank is told.
    notices: Vec<Vec<Value>>,
}

fn oracle() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle")
}

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable)
        .map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{variable} is a whole number, not `{text}`")))
}

fn seed() -> u64 {
    number("TELLERSIDE_ORACLE_SEED", 1)
}

/// A script of `tests/oracle`, which leaves no compiled files beside its source.
fn script(name: &str) -> Command {
    let python = env::var_os("TELLERSIDE_PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(python);
    command.arg("-B").arg(oracle().join(name));
    command
}

const INSTALL: &str = "cannot start python3: install Python 3.11 or newer, or name it in TELLERSIDE_PYTHON";

fn run(name: &str) {
    let output = script(name).output().unwrap_or_else(|error| panic!("{INSTALL}: {error}"));
    print!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name} finds differences: run `python3 tests/oracle/{name}`");
}

/// Calls `each` with the bundles that a script writes, one a line.
fn read(command: &mut Command, mut each: impl FnMut(Drawn)) {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap_or_else(|error| panic!("{INSTALL}: {error}"));
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        each(serde_json::from_str(&line.unwrap()).unwrap());
    }
    assert!(child.wait().unwrap().success(), "the generator failed");
}

/// Calls `each` with the bundles `first`, `first + 1` … of the seed; with `more` said to the generator.
fn draw(first: u64, count: u64, more: &[&str], each: impl FnMut(Drawn)) {
    let mut command = script("generate.py");
    command.args(more);
    for (name, number) in [
        ("--seed", seed()),
        ("--first", first),
        ("--bundles", count),
        ("--campaigns", CAMPAIGNS),
        ("--vectors", VECTORS),
    ] {
        command.args([name, &number.to_string()]);
    }
    read(&mut command, each);
}

impl Drawn {
    fn ids(&self) -> Vec<CampaignId> {
        self.campaigns.iter().map(|campaign| CampaignId::new(campaign["campaign"].as_str().unwrap()).unwrap()).collect()
    }

    pub(crate) fn program(&self) -> Program {
        let campaigns = self.ids().into_iter().zip(self.campaigns.iter().map(canonical::<CampaignDoc>));
        let files = ReleaseFiles {
            catalogue: canonical::<CatalogueDoc>(&self.catalogue),
            policy: canonical::<PolicyDoc>(&self.policy),
            goldens: r#"{"goldens":[]}"#.into(),
            campaigns: campaigns.collect(),
        };
        let audience = Audience { bank: BankId::new("oracle-bank").unwrap(), environment: Environment::Test };
        let issued = Moment::parse(&self.issued).unwrap();
        let page = PagePolicy::read(r#"{"deny":[],"floor":7,"policy":1}"#).unwrap();
        Signed::of(&audience, files, issued)
            .activate(&page, issued)
            .unwrap_or_else(|refused| panic!("bundle {} of seed {}: {refused}", self.bundle, seed()))
    }
}

fn decided(program: &Program, request: &Value) -> Decision {
    let (read, history) = wire::request::read(&request.to_string(), program.catalogue()).unwrap();
    decide(program, &read, &history)
}

/// What the customer sees of a campaign: the experiment, the arm and whether it counts; the locale, the variant and the headline.
fn sight(decision: &Decision, campaign: &CampaignId) -> Option<String> {
    let placement = decision.placements.iter().find(|placement| placement.campaign == *campaign)?;
    let trial = placement.trial.as_ref().map_or("None".into(), |trial| {
        let enrolled = if trial.enrolled { "True" } else { "False" };
        format!("{} {} {enrolled}", trial.experiment, trial.arm)
    });
    let variant = placement.variant.as_ref().map_or("None", |variant| variant.as_str());
    Some(format!("{trial}; {}; {variant}; {}", placement.locale, placement.creative.headline))
}

/// The gate of each campaign.
fn gates(program: &Program, request: &Value) -> BTreeMap<String, Gate> {
    decided(program, request).verdicts.into_iter().map(|verdict| (verdict.campaign.to_string(), verdict.gate)).collect()
}

/// Compares all pairs of a bundle; returns how many there are, how many differ, and how many notifications were compared.
fn compare(drawn: &Drawn, told: &AtomicU64) -> (u64, u64, u64) {
    let program = drawn.program();
    let (mut pairs, mut differences, mut notices) = (0, 0, 0);
    let answers = drawn.expected.iter().zip(&drawn.codes);
    let sights = drawn.sights.iter();
    for (request, expected) in drawn.requests.iter().zip(&drawn.notices) {
        let written: Value = serde_json::from_str(&wire::decision::write(&decided(&program, request), &[])).unwrap();
        let found = written["notifications"].as_array().cloned().unwrap_or_default();
        assert_eq!(found, *expected, "of {}\npolicy {}\n{request}", drawn.bundle, drawn.policy);
        notices += found.len() as u64;
    }
    for (n, ((request, (expected, codes)), sights)) in drawn.requests.iter().zip(answers).zip(sights).enumerate() {
        let decision = decided(&program, request);
        let seen = decision.verdicts.iter().zip(sights);
        for (verdict, expected) in seen {
            let found = sight(&decision, &verdict.campaign);
            assert_eq!(
                found, *expected,
                "{} in {}\npolicy {}\n{request}",
                verdict.campaign, drawn.bundle, drawn.policy
            );
        }
        let found = decision.verdicts;
        assert_eq!((found.len(), found.len()), (expected.len(), codes.len()));
        for ((campaign, found), expected) in drawn.campaigns.iter().zip(&found).zip(expected.iter().zip(codes)) {
            pairs += 1;
            let answer = (found.gate.word(), found.code.as_ref().map(SuppressionCode::as_str));
            if answer == (expected.0.as_str(), expected.1.as_deref()) {
                continue;
            }
            differences += 1;
            if told.fetch_add(1, Ordering::Relaxed) < TOLD {
                let id = &found.campaign;
                println!("difference in bundle {} of seed {}, request {n}, campaign {id}", drawn.bundle, seed());
                println!("  engine {answer:?}, oracle {expected:?}");
                println!("  campaign {campaign}\n  policy {}\n  request {request}", drawn.policy);
            }
        }
    }
    (pairs, differences, notices)
}

#[test]
fn oracle_confirms_the_corpus() {
    run("confirm.py");
}

#[test]
fn oracle_and_engine_confirm_the_conformance_cases() {
    run("conformance.py");
    let mut pairs = 0;
    read(script("conformance.py").arg("--bundle"), |drawn| {
        let (compared, differences, _) = compare(&drawn, &AtomicU64::new(0));
        assert_eq!(differences, 0);
        pairs += compared;
    });
    assert!(pairs > 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "it says how long it took, and nothing depends on that")]
fn engine_and_oracle_agree() {
    let bundles = number("TELLERSIDE_ORACLE_PAIRS", 20_000).div_ceil(CAMPAIGNS * VECTORS);
    let workers = thread::available_parallelism().map_or(1, usize::from) as u64;
    let started = Instant::now();
    let told = AtomicU64::new(0);
    let found: Vec<(u64, u64, u64)> = thread::scope(|scope| {
        let shares = (0..workers).map(|worker| (bundles * worker / workers, bundles * (worker + 1) / workers));
        let threads = shares.map(|(first, end)| {
            let told = &told;
            scope.spawn(move || {
                let mut sums = (0, 0, 0);
                draw(first, end - first, &[], |drawn| {
                    let (pairs, differences, notices) = compare(&drawn, told);
                    sums = (sums.0 + pairs, sums.1 + differences, sums.2 + notices);
                });
                sums
            })
        });
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let pairs: u64 = found.iter().map(|(pairs, _, _)| pairs).sum();
    let differences: u64 = found.iter().map(|(_, differences, _)| differences).sum();
    let notices: u64 = found.iter().map(|(_, _, notices)| notices).sum();
    let seconds = started.elapsed().as_secs();
    println!("{pairs} pairs, {notices} notifications in {seconds} s: {differences} differences (seed {})", seed());
    assert_eq!(differences, 0);
    assert!(pairs > 0 && (notices > 0 || bundles < 2));
}

/// A source of numbers that are the same in every run: xorshift.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}

/// The bundles that the laws are held against: few, since each is decided several times. Plain ones: where campaigns compete, one that
/// is not shown lets another one be.
pub(crate) fn some(each: impl FnMut(Drawn)) {
    draw(1_000_000, 8, &["--plain"], each);
}

/// Shuffles the members of every list of conditions in `document`.
fn shuffle_conditions(document: &mut Value, chance: &mut Chance) {
    match document {
        Value::Object(fields) => {
            for (name, field) in fields {
                if let ("all" | "any" | "of" | "where", Value::Array(members)) = (name.as_str(), &mut *field) {
                    chance.shuffle(members);
                }
                shuffle_conditions(field, chance);
            }
        }
        Value::Array(members) => members.iter_mut().for_each(|member| shuffle_conditions(member, chance)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn order_never_matters() {
    let mut chance = Chance(7);
    let mut pairs = 0;
    some(|drawn| {
        let mut other = drawn.clone();
        shuffle_conditions(&mut other.policy, &mut chance);
        other.campaigns.iter_mut().for_each(|campaign| shuffle_conditions(campaign, &mut chance));
        // Ids decide the order of campaigns: each gets another's.
        let mut ids: Vec<String> = drawn.ids().iter().map(ToString::to_string).collect();
        chance.shuffle(&mut ids);
        for (campaign, id) in other.campaigns.iter_mut().zip(&ids) {
            campaign["campaign"] = id.as_str().into();
        }
        let (program, shuffled) = (drawn.program(), other.program());
        for request in &drawn.requests {
            let (before, after) = (gates(&program, request), gates(&shuffled, request));
            for (campaign, id) in drawn.campaigns.iter().zip(&ids) {
                pairs += 1;
                let own = campaign["campaign"].as_str().unwrap();
                assert_eq!(before[own], after[id], "campaign {campaign}\npolicy {}\nrequest {request}", drawn.policy);
            }
        }
    });
    assert!(pairs > 0);
}

#[test]
fn what_may_be_suppressed_is_never_shown() {
    let mut unknown = 0;
    some(|drawn| {
        let mut other = drawn.clone();
        for campaign in &mut other.campaigns {
            // Its own trigger suppresses it: TRUE is suppressed, UNKNOWN is too, and only FALSE comes through.
            campaign["suppress"] = json!([{"code": "itself", "tier": "T1", "when": campaign["when"]}]);
        }
        let program = other.program();
        for request in &other.requests {
            for (id, gate) in gates(&program, request) {
                let stopped = matches!(gate, Gate::Suppressed(_) | Gate::SuppressedUnknown(_) | Gate::NotTriggered);
                assert!(stopped, "{id}: {} at {request}", gate.word());
                unknown += u64::from(matches!(gate, Gate::SuppressedUnknown(_)));
            }
        }
    });
    assert!(unknown > 0);
}

/// Removes about one of `share` readings of the customer and of each account, now and then all accounts, or the device.
fn forget(request: &Value, share: usize, chance: &mut Chance) -> Value {
    let mut poorer = request.clone();
    let mut drop_some = |holder: &mut Value| {
        holder["features"].as_object_mut().unwrap().retain(|_, _| chance.below(share) > 0);
    };
    let vector = &mut poorer["features"];
    drop_some(vector);
    for account in vector.get_mut("accounts").and_then(Value::as_array_mut).into_iter().flatten() {
        drop_some(account);
    }
    for (holder, name) in [("/features", "accounts"), ("", "device")] {
        if chance.below(share.saturating_mul(2)) == 0 {
            poorer.pointer_mut(holder).unwrap().as_object_mut().unwrap().remove(name);
        }
    }
    poorer
}

#[test]
fn less_knowledge_never_shows_more() {
    let mut chance = Chance(11);
    let mut hidden = 0;
    some(|drawn| {
        let program = drawn.program();
        for request in &drawn.requests {
            let before = gates(&program, request);
            for share in [2, 5, 20] {
                let poorer = forget(request, share, &mut chance);
                for (id, gate) in gates(&program, &poorer) {
                    // One that another campaign of its product outranked may be shown where that one is not.
                    if before[&id] == Gate::Outranked {
                        continue;
                    }
                    let was_shown = before[&id] == Gate::Shown;
                    let is_shown = gate == Gate::Shown;
                    assert!(was_shown || !is_shown, "{id} is shown once less is known: {request}\nless {poorer}");
                    hidden += u64::from(was_shown && !is_shown);
                }
            }
        }
    });
    assert!(hidden > 0);
}
