//! Any bytes as a table of customers: faults by line and column that repeat no cell, or vectors that the engine reads.

use tellerside::author::vectors;

use super::material::{SECRET, STANDARD, right};

const TABLES: [&str; 5] = [
    "customer,as_of,currency,own.card,bal.min[2026-10]\nzq9secret,2026-11-22,zq9secret,zq9secret,zq9secret\n",
    "customer,as_of,currency,own.card,bal.min[2026-10]\nc1,2026-11-22,USD,true,12.30\nc2,2026-11-22,USD,,\n",
    "customer,as_of,currency,account.1.kind,account.1.role,account.1.status,account.1.class,account.1.bal.acb[m1].sum,account.1.bal.acb[m1].days\nc1,2026-11-22,USD,checking,owner,open,consumer,310000,31\nc2,2026-11-22,USD,,,,,,\n",
    "customer,as_of,currency,account.1.kind,account.1.role,account.1.status,account.1.class,account.1.bal.avail,account.2.kind,account.2.role,account.2.status,account.2.class,account.2.bal.avail\nc1,2026-11-22,USD,checking,owner,open,consumer,-1.00,savings,joint_owner,open,consumer,2.00\n",
    "customer,as_of,currency,cnt.nsf.90,hist.complete_since,opt.marketing\nc1,2026-11-22,EUR,3,2020-01-01,false\nc1,2026-11-22,EUR,3,2020-01-01,false\n",
];

pub(super) fn seeds() -> Vec<Vec<u8>> {
    TABLES.map(|table| table.as_bytes().to_vec()).into()
}

pub(super) fn run(data: &[u8]) {
    let table = match vectors::read(data, &STANDARD) {
        Ok(table) => table,
        Err(faults) => return assert!(!faults.is_empty(), "refused, and no word why"),
    };
    // Names of columns are repeated, cells are not.
    let is_secret = !data.split(|byte| matches!(byte, b'\n' | b'\r')).next().is_some_and(holds_the_secret);
    for row in table {
        match row {
            Ok(row) => drop(right(row.features.into_vector(&STANDARD))),
            Err(faults) => {
                assert!(!faults.is_empty(), "refused, and no word why");
                for fault in faults {
                    let told = fault.to_string();
                    assert!(!is_secret || !told.contains(SECRET), "a cell is repeated: {told}");
                }
            }
        }
    }
}

fn holds_the_secret(line: &[u8]) -> bool {
    line.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
}
