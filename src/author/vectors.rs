//! Feature vectors from a table: one row a customer, one column a value.
//!
//! | column | holds |
//! |---|---|
//! | `customer` | the bank's own key of the customer; it goes beside the vector, never into it |
//! | `as_of` | the civil day up to whose end the values are computed |
//! | `currency` | the currency of all amounts |
//! | `own.card` | a feature of the customer, by its id in the catalogue; `own.card@2` by version 2 of its definition |
//! | `bal.min[2026-10]` | the value of one month; `[m1]` is the last complete month before `as_of` |
//! | `bal.acb[m1].sum` `.days` `.full` | an average: sum in minor units, days summed, whether they are all days of the month; without `.full` they are if there are as many |
//! | `account.1.kind` `.product` `.role` `.status` `.class` `.currency` | an account, numbered from 1 in each row; it exists where it has a kind |
//! | `account.1.bal.avail` | a feature of that account |
//!
//! An empty cell is no value: unknown, never zero. Amounts are decimals with exactly the currency's minor digits, flags `true` or
//! `false`, days `2026-11-23`, percentages whole basis points. Where the table has account columns, a row without any account says
//! that the customer has none; where it has no such column, accounts are unknown.

mod column;
mod row;

use std::collections::BTreeSet;
use std::io;

use serde::Serialize;

use crate::feature::Catalogue;
use crate::wire::vector::VectorDoc;
use column::Column;

/// One customer's vector, as one line of JSON.
#[derive(Debug, Clone, Serialize)]
pub struct CustomerVector {
    /// The bank's own key.
    pub customer: String,
    /// The vector, without that key.
    pub features: VectorDoc,
}

/// What is wrong in a table; it never repeats a cell, which is a customer's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {}: {fault}", column.as_ref().map_or_else(|| "the row".into(), |name| format!("column `{name}`")))]
pub struct TableFault {
    /// The line of the text, counted from 1; 1 is the header.
    pub line: u64,
    /// The name of the column; `None` for the row as a whole.
    pub column: Option<String>,
    /// What is wrong there and how to mend it.
    pub fault: String,
}

impl TableFault {
    fn new(line: u64, column: &str, fault: impl Into<String>) -> Self {
        Self { line, column: Some(column.into()), fault: fault.into() }
    }

    fn of_row(line: u64, fault: impl Into<String>) -> Self {
        Self { line, column: None, fault: fault.into() }
    }
}

/// Reads the rows of a table one after the other, so that a table may be larger than memory.
pub struct Vectors<'a, R> {
    catalogue: &'a Catalogue,
    columns: Vec<Column>,
    records: csv::StringRecordsIntoIter<R>,
    customers: BTreeSet<String>,
}

/// Starts to read the table in `input`, whose features are those of `catalogue`.
///
/// # Errors
/// All [`TableFault`]s of the header.
pub fn read<R: io::Read>(input: R, catalogue: &Catalogue) -> Result<Vectors<'_, R>, Vec<TableFault>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(input);
    let header = reader.headers().map_err(|error| vec![unreadable(&error)])?.clone();
    let columns = column::header(&header, catalogue)?;
    Ok(Vectors { catalogue, columns, records: reader.into_records(), customers: BTreeSet::new() })
}

impl<R: io::Read> Iterator for Vectors<'_, R> {
    type Item = Result<CustomerVector, Vec<TableFault>>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.records.next()? {
            Ok(record) => record,
            Err(error) => return Some(Err(vec![unreadable(&error)])),
        };
        let line = record.position().map_or(0, csv::Position::line);
        let read = row::read(&record, line, &self.columns, self.catalogue);
        Some(read.and_then(|row| {
            if self.customers.insert(row.customer.clone()) {
                return Ok(row);
            }
            Err(vec![TableFault::new(
                line,
                column::CUSTOMER,
                "this customer has a row already: write one row a customer",
            )])
        }))
    }
}

/// What the reader of tables says, without the cells that it would repeat.
fn unreadable(error: &csv::Error) -> TableFault {
    let line = error.position().map_or(0, csv::Position::line);
    let fault = if let csv::ErrorKind::UnequalLengths { expected_len, len, .. } = error.kind() {
        format!("the row has {len} cells, the header {expected_len}")
    } else if let csv::ErrorKind::Io(cause) = error.kind() {
        format!("cannot be read: {cause}")
    } else {
        "not a row of comma-separated values in UTF-8".into()
    };
    TableFault::of_row(line, fault)
}

#[cfg(test)]
mod tests;
