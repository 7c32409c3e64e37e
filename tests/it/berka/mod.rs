//! Real transactions: the PKDD'99 "Berka" data set, found through `TELLERSIDE_BERKA`.
//!
//! Only sums and days are computed here; every comparison stands in a campaign under `bank/`, signed, activated and decided like any
//! other. Known answers count accounts and hash their ids: the first 16 hexadecimal digits of SHA-256 over the decimal ids,
//! ascending, joined by `\n`.

mod balances;

use std::path::{Path, PathBuf};

use serde_json::json;
use tellerside::author::sources::Sources;
use tellerside::bundle::PagePolicy;
use tellerside::bundle::digest::sha256;
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::decision::Gate;
use tellerside::time::Moment;
use tellerside::wire;

use crate::signing;
use balances::{Account, Balances};

const AS_OF: &str = "1994-02-28";
const NOW: &str = "1994-03-01T09:00:00+01:00";

/// The folder of the data set, or `None`, said aloud, where the environment names none.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("TELLERSIDE_BERKA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: TELLERSIDE_BERKA names no folder with the Berka data set");
    }
    folder
}

fn program() -> Program {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/berka/bank");
    let sources = Sources::read(&folder).unwrap_or_else(|fault| panic!("{fault}"));
    let issued = Moment::parse("1994-02-25T00:00:00Z").unwrap();
    let signed = signing::Signed::of(&sources.bank.audience, sources.release_files().unwrap(), issued);
    signed.activate(&PagePolicy::SILENT, Moment::parse(NOW).unwrap()).unwrap()
}

/// A request with the vector of `account` in the only slot `campaign`.
fn request(account: &Account, campaign: &str) -> String {
    let months = account.months.iter().map(
        |month| json!({"days": month.days, "full": month.full, "period": month.label, "sum": month.sum.to_string()}),
    );
    let months: Vec<_> = months.collect();
    json!({
        "features": {
            "accounts": [{
                "class": "consumer", "features": {"bal.acb": months}, "kind": "checking", "role": "owner", "status": "open"
            }],
            "as_of": AS_OF,
            "currency": "CZK",
            "features": {"own.interest_checking": false, "own.overdraft_protection": false},
            "vector": 1
        },
        "locales": ["en-US"], "now": NOW, "page": "home", "slots": [campaign], "storage": "durable", "visit": "own_session"
    })
    .to_string()
}

/// The ids of the accounts that are shown `campaign`, ascending.
fn reached(program: &Program, accounts: &[Account], campaign: &str) -> Vec<u32> {
    let shown = accounts.iter().filter(|account| {
        let (request, history) = wire::request::read(&request(account, campaign), program.catalogue()).unwrap();
        let decision = decide(program, &request, &history);
        let verdict = decision.verdicts.iter().find(|verdict| verdict.campaign.as_str() == campaign).unwrap();
        verdict.gate == Gate::Shown
    });
    shown.map(|account| account.id).collect()
}

fn hash(ids: &[u32]) -> String {
    let text: Vec<String> = ids.iter().map(u32::to_string).collect();
    sha256(text.join("\n").as_bytes()).to_string()[..16].to_owned()
}

#[test]
fn berka_known_answers() {
    let Some(folder) = data() else { return };
    let accounts = Balances::read(&folder).as_of(AS_OF);
    assert_eq!(accounts.len(), 1_197, "the population of block E");
    let program = program();
    for (campaign, count, digest) in [
        ("average-below-15000", 153, "9caff5a251c0c027"),
        ("average-at-least-50000", 144, "b2c80f96df69e70f"),
        ("three-months-at-least-40000", 166, "02d1f26fcda2d811"),
    ] {
        let ids = reached(&program, &accounts, campaign);
        println!("{campaign}: {} of {} accounts, hash {}", ids.len(), accounts.len(), hash(&ids));
        assert_eq!((ids.len(), hash(&ids).as_str()), (count, digest), "{campaign}");
    }
}

#[test]
fn berka_reach_of_the_reference_campaigns() {
    let Some(folder) = data() else { return };
    let accounts = Balances::read(&folder).as_of(AS_OF);
    let program = program();
    for campaign in ["overdraft-protection", "interest-checking"] {
        let ids = reached(&program, &accounts, campaign);
        println!(
            "{campaign}: reaches {} of {} real accounts as of {AS_OF}, hash {}",
            ids.len(),
            accounts.len(),
            hash(&ids)
        );
        assert!(!ids.is_empty() && ids.len() < accounts.len(), "{campaign} reaches some, not all");
    }
}
