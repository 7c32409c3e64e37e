//! Cards and loans: flags and days, as they were known at the end of a day.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use tellerside::time::{Day, Month};

use super::balances::{day, rows};

/// What an account has.
#[derive(Default)]
struct Products {
    cards: Vec<Day>,
    /// Granted, and the day on which the duration is over.
    loans: Vec<(Day, Day)>,
}

/// The products of the accounts that were opened by a day.
pub(super) struct Shelf {
    by_account: BTreeMap<u32, Products>,
}

impl Shelf {
    pub(super) fn read(folder: &Path, as_of: Day) -> Self {
        let records = |name| rows(folder, name).into_records().map(Result::unwrap);
        let opened = records("account.csv.gz").filter(|row| day(&row[3]) <= as_of);
        let mut by_account: BTreeMap<u32, Products> =
            opened.map(|row| (row[0].parse().unwrap(), Products::default())).collect();
        let account_of: BTreeMap<String, u32> =
            records("disp.csv.gz").map(|row| (row[0].to_owned(), row[2].parse().unwrap())).collect();
        for row in records("card.csv.gz") {
            by_account.get_mut(&account_of[&row[1]]).unwrap().cards.push(day(&row[3]));
        }
        for row in records("loan.csv.gz") {
            let granted = day(&row[2]);
            let loan = (granted, after(granted, row[4].parse().unwrap()));
            by_account.get_mut(&row[1].parse().unwrap()).unwrap().loans.push(loan);
        }
        Self { by_account }
    }

    pub(super) fn accounts(&self) -> Vec<u32> {
        self.by_account.keys().copied().collect()
    }

    /// The features of an account's customer at the end of `as_of`: nothing later is known.
    pub(super) fn features(&self, account: u32, as_of: Day) -> Vec<(&'static str, Value)> {
        let products = &self.by_account[&account];
        let card = products.cards.iter().filter(|issued| **issued <= as_of).max();
        let loan = products.loans.iter().filter(|(granted, _)| *granted <= as_of).max();
        let or_never = |day: Option<Day>| json!(day.map_or("never".to_owned(), |day| day.to_string()));
        vec![
            ("own.card", json!(card.is_some())),
            ("card.issued_at", or_never(card.copied())),
            ("loan.granted", or_never(loan.map(|loan| loan.0))),
            ("loan.last_day", or_never(loan.map(|loan| loan.1))),
        ]
    }
}

/// The day `months` months after `day`, or the last of its month where that has no such day.
fn after(day: Day, months: u32) -> Day {
    let text = day.to_string();
    let (year, month): (u32, u32) = (text[..4].parse().unwrap(), text[5..7].parse().unwrap());
    let months = year * 12 + month - 1 + months;
    let label = format!("{:04}-{:02}", months / 12, months % 12 + 1);
    let last = Month::parse(&label).unwrap().days();
    Day::parse(&format!("{label}-{:02}", u32::from(day.day_of_month()).min(last))).unwrap()
}
