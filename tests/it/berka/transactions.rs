//! Transactions to single events: deposits and withdrawals, each with the recorded balance of the row before it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use tellerside::time::Day;

use super::balances::{day, minor, rows};

/// One deposit or withdrawal.
pub(super) struct Transaction {
    date: Day,
    class: &'static str,
    amount: String,
    /// Left out for an account's first row.
    balance_before: Option<String>,
    id: String,
}

/// The deposits and withdrawals of each account, oldest first.
pub(super) fn read(folder: &Path) -> BTreeMap<u32, Vec<Transaction>> {
    let mut by_account: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    for row in rows(folder, "trans.csv.gz").into_records().map(Result::unwrap) {
        let seq: u32 = row[3].parse().unwrap();
        by_account.entry(row[1].parse().unwrap()).or_default().push((day(&row[2]), seq, row));
    }
    let transactions = by_account.into_iter().map(|(account, mut rows)| {
        rows.sort_by_key(|(date, seq, _)| (*date, *seq));
        let mut before: Option<String> = None;
        let mut transactions = Vec::new();
        for (date, _, row) in rows {
            let class = match (&row[4], &row[9]) {
                ("PRIJEM", "UROK") => None,
                ("PRIJEM", _) => Some("deposit"),
                (_, "SLUZBY" | "SANKC. UROK") => None,
                (_, _) => Some("withdrawal"),
            };
            assert!(minor(&row[6]) > 0, "amounts are positive");
            if let Some(class) = class {
                let (amount, id) = (row[6].to_owned(), format!("t{}", &row[0]));
                transactions.push(Transaction { date, class, amount, balance_before: before.clone(), id });
            }
            before = Some(row[8].to_owned());
        }
        (account, transactions)
    });
    transactions.collect()
}

/// The events of the `days` days that end with `as_of`, as a vector carries them.
pub(super) fn lately(transactions: &[Transaction], as_of: Day, days: u16) -> Value {
    let first = as_of.minus(days - 1);
    let list = transactions.iter().filter(|one| (first..=as_of).contains(&one.date)).map(|one| {
        let mut event = json!({"amount": one.amount, "class": one.class, "date": one.date.to_string(), "id": one.id});
        if let Some(balance) = &one.balance_before {
            event["balance_before"] = json!(balance);
        }
        event
    });
    json!({"list": list.collect::<Vec<_>>(), "since": first.to_string()})
}
