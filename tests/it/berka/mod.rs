//! Real transactions: the PKDD'99 "Berka" data set, found through `TELLERSIDE_BERKA`.
//!
//! Only sums and days, lists of events and flags are computed here; every comparison stands in a campaign under `bank/`, signed, activated and decided like any
//! other. Known answers count accounts and hash their ids: the first 16 hexadecimal digits of SHA-256 over the decimal ids,
//! ascending, joined by `\n`.

mod balances;
mod products;
mod transactions;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tellerside::author::sources::Sources;
use tellerside::bundle::PagePolicy;
use tellerside::bundle::digest::sha256;
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::decision::Gate;
use tellerside::time::{Day, Moment};
use tellerside::wire;

use crate::signing;
use balances::{Account, Balances};
use products::Shelf;

/// When the balances and transactions of block E are looked at, and when the products of all accounts.
const BALANCES: &str = "1994-02-28";
const PRODUCTS: &str = "1997-12-31";

/// The folder of the data set, or `None`, said aloud, where the environment names none.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("TELLERSIDE_BERKA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: TELLERSIDE_BERKA names no folder with the Berka data set");
    }
    folder
}

/// The morning after `as_of`.
fn now(as_of: &str) -> String {
    format!("{}T09:00:00+01:00", Day::parse(as_of).unwrap().next())
}

fn program(as_of: &str) -> Program {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/berka/bank");
    let sources = Sources::read(&folder).unwrap_or_else(|fault| panic!("{fault}"));
    let issued = Moment::parse(&format!("{as_of}T00:00:00Z")).unwrap();
    let signed = signing::Signed::of(&sources.bank.audience, sources.release_files().unwrap(), issued);
    signed.activate(&PagePolicy::SILENT, Moment::parse(&now(as_of)).unwrap()).unwrap()
}

/// A vector of the day `as_of`.
fn vector(as_of: &str, customer: Vec<(&'static str, Value)>, account: Value) -> Value {
    let mut features = json!({
        "opt.marketing": false, "own.interest_checking": false, "own.overdraft_protection": false, "sup.all": false,
        "sup.service": false
    });
    for (id, value) in customer {
        features[id] = value;
    }
    json!({
        "accounts": [{"class": "consumer", "features": account, "kind": "checking", "role": "owner", "status": "open"}],
        "as_of": as_of, "currency": "CZK", "features": features, "vector": 1
    })
}

/// The accounts of block E with their vectors at the end of [`BALANCES`], ascending by id.
fn block_e(folder: &Path) -> Vec<(u32, Value)> {
    let as_of = Day::parse(BALANCES).unwrap();
    let transactions = transactions::read(folder);
    let accounts = Balances::read(folder).as_of(BALANCES);
    let with_vector = |account: Account| {
        let months = account.months.iter().map(
            |month| json!({"days": month.days, "full": month.full, "period": month.label, "sum": month.sum.to_string()}),
        );
        let first = as_of.minus(89);
        let overdrawn = account.overdrawn.iter().filter(|day| **day >= first);
        let overdrawn =
            overdrawn.map(|day| json!({"class": "overdrawn_day", "date": day.to_string(), "id": day.to_string()}));
        let features = json!({
            "bal.acb": months.collect::<Vec<_>>(),
            "ev.overdrawn": {"list": overdrawn.collect::<Vec<_>>(), "since": first.to_string()},
            "ev.txn": transactions::lately(&transactions[&account.id], as_of, 90)
        });
        (account.id, vector(BALANCES, Vec::new(), features))
    };
    accounts.into_iter().map(with_vector).collect()
}

/// All accounts with their vectors at the end of [`PRODUCTS`], ascending by id.
fn all_accounts(folder: &Path) -> Vec<(u32, Value)> {
    let as_of = Day::parse(PRODUCTS).unwrap();
    let shelf = Shelf::read(folder, as_of);
    let with_vector = |id: u32| (id, vector(PRODUCTS, shelf.features(id, as_of), json!({})));
    shelf.accounts().into_iter().map(with_vector).collect()
}

/// The ids of the accounts that are shown `campaign` the morning after their vectors, ascending.
fn reached(program: &Program, accounts: &[(u32, Value)], campaign: &str) -> Vec<u32> {
    let shown = accounts.iter().filter(|(_, vector)| {
        let now = now(vector["as_of"].as_str().unwrap());
        let request = json!({
            "features": vector, "locales": ["en-US"], "now": now, "page": "home", "slots": [campaign], "storage": "durable",
            "visit": "own_session"
        });
        let (request, history) = wire::request::read(&request.to_string(), program.catalogue()).unwrap();
        let decision = decide(program, &request, &history);
        assert!(decision.statuses.is_empty(), "a vector of the data is as the catalogue says: {:?}", decision.statuses);
        let verdict = decision.verdicts.iter().find(|verdict| verdict.campaign.as_str() == campaign).unwrap();
        verdict.gate == Gate::Shown
    });
    shown.map(|(id, _)| *id).collect()
}

fn hash(ids: &[u32]) -> String {
    let text: Vec<String> = ids.iter().map(u32::to_string).collect();
    sha256(text.join("\n").as_bytes()).to_string()[..16].to_owned()
}

#[test]
fn berka_known_answers() {
    let Some(folder) = data() else { return };
    let populations = [(BALANCES, block_e(&folder), 1_197), (PRODUCTS, all_accounts(&folder), 4_500)];
    for (as_of, accounts, population) in &populations {
        assert_eq!(accounts.len(), *population, "the population of {as_of}");
    }
    let [balances, products] = [0, 1].map(|n: usize| (program(populations[n].0), &populations[n].1));
    for ((program, accounts), campaign, count, digest) in [
        (&balances, "average-at-least-50000", 144, "b2c80f96df69e70f"),
        (&balances, "average-below-15000", 153, "9caff5a251c0c027"),
        (&balances, "three-months-at-least-40000", 166, "02d1f26fcda2d811"),
        (&balances, "average-fell-by-30-percent", 49, "c1adf32a85e2555f"),
        (&balances, "overdrawn-day", 21, "ad51d6f7c0205b26"),
        (&balances, "deposit-of-30000", 119, "66d3d29bdd72c52c"),
        (&balances, "withdrawal-of-half", 60, "fb65976ace5b7510"),
        (&products, "has-card", 443, "5904f2520fcc4fe1"),
        (&products, "card-issued-lately", 76, "ad1949254fccece0"),
        (&products, "loan-running", 382, "5b3868016eb3df1c"),
    ] {
        let ids = reached(program, accounts, campaign);
        println!("{campaign}: {} of {} accounts, hash {}", ids.len(), accounts.len(), hash(&ids));
        assert_eq!((ids.len(), hash(&ids).as_str()), (count, digest), "{campaign}");
    }
}

#[test]
fn berka_reach_of_the_reference_campaigns() {
    let Some(folder) = data() else { return };
    let (accounts, program) = (block_e(&folder), program(BALANCES));
    for campaign in ["overdraft-protection", "interest-checking"] {
        let ids = reached(&program, &accounts, campaign);
        println!(
            "{campaign}: reaches {} of {} real accounts as of {BALANCES}, hash {}",
            ids.len(),
            accounts.len(),
            hash(&ids)
        );
        assert!(!ids.is_empty() && ids.len() < accounts.len(), "{campaign} reaches some, not all");
    }
}
