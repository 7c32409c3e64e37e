//! Transactions to sums and days by month, by the conventions of the known answers.
//!
//! A day's balance is the recorded balance of its last row by `seq`, carried forward from the first transaction on.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use flate2::read::GzDecoder;
use tellerside::time::{Day, Month};

/// An account with what its vector needs of its balances.
pub(super) struct Account {
    pub(super) id: u32,
    /// Oldest first.
    pub(super) months: Vec<MonthSum>,
    /// The days that ended below zero.
    pub(super) overdrawn: Vec<Day>,
}

/// Sum and days of one calendar month.
pub(super) struct MonthSum {
    pub(super) label: String,
    /// Minor units: haléř.
    pub(super) sum: i64,
    pub(super) days: u32,
    pub(super) full: bool,
}

/// End-of-day balances, by account and day.
pub(super) struct Balances {
    by_account: BTreeMap<u32, BTreeMap<Day, (u32, i64)>>,
    /// When each account of block E is observed, both days included.
    observed: BTreeMap<u32, (Day, Day)>,
}

/// The rows of a file of the data set.
pub(super) fn rows(folder: &Path, name: &str) -> csv::Reader<GzDecoder<File>> {
    let path = folder.join(name);
    let file = File::open(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    csv::Reader::from_reader(GzDecoder::new(file))
}

pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Minor units of a decimal with two digits after the point.
pub(super) fn minor(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap();
    assert_eq!(fraction.len(), 2, "{text}");
    format!("{whole}{fraction}").parse().unwrap()
}

impl Balances {
    pub(super) fn read(folder: &Path) -> Self {
        let mut by_account: BTreeMap<u32, BTreeMap<Day, (u32, i64)>> = BTreeMap::new();
        for row in rows(folder, "trans.csv.gz").into_records() {
            let row = row.unwrap();
            let (account, date, seq, balance) = (&row[1], &row[2], &row[3], &row[8]);
            let last = (seq.parse().unwrap(), minor(balance));
            let days = by_account.entry(account.parse().unwrap()).or_default();
            let entry = days.entry(day(date)).or_insert(last);
            *entry = last.max(*entry);
        }
        let observed = rows(folder, "observed.csv.gz").into_records().map(Result::unwrap).filter(|row| &row[1] == "E");
        let observed = observed.map(|row| (row[0].parse().unwrap(), (day(&row[2]), day(&row[3])))).collect();
        Self { by_account, observed }
    }

    /// The accounts observed at the end of the day `as_of`, ascending by id.
    pub(super) fn as_of(&self, as_of: &str) -> Vec<Account> {
        let end = day(as_of);
        let seen = self.observed.iter().filter(|(_, (from, to))| *from <= end && end <= *to);
        seen.map(|(id, _)| {
            let daily = daily(&self.by_account[id], end);
            let overdrawn = daily.iter().filter(|(_, balance)| *balance < 0).map(|(day, _)| *day).collect();
            Account { id: *id, months: months(&daily), overdrawn }
        })
        .collect()
    }
}

/// The balance at the end of each day from the first transaction to `end`.
fn daily(days: &BTreeMap<Day, (u32, i64)>, end: Day) -> Vec<(Day, i64)> {
    let mut daily = Vec::new();
    let mut today = *days.first_key_value().unwrap().0;
    let mut balance = 0;
    while today <= end {
        if let Some((_, recorded)) = days.get(&today) {
            balance = *recorded;
        }
        daily.push((today, balance));
        today = today.next();
    }
    daily
}

fn months(daily: &[(Day, i64)]) -> Vec<MonthSum> {
    let mut sums: BTreeMap<Month, (i64, u32)> = BTreeMap::new();
    for (day, balance) in daily {
        let month = sums.entry(day.month()).or_default();
        *month = (month.0 + balance, month.1 + 1);
    }
    let sums = sums.into_iter();
    sums.map(|(month, (sum, days))| MonthSum { label: month.to_string(), sum, days, full: days == month.days() })
        .collect()
}
