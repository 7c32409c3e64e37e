//! One row: a customer's vector.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};

use super::column::{AccountField, Column, Holds, Part, ValueColumn};
use super::{CustomerVector, TableFault};
use crate::author::cell::{self, Labelled};
use crate::feature::{Catalogue, FeatureType};
use crate::id::{AccountKind, ProductId};
use crate::money::Currency;
use crate::time::Day;
use crate::wire::vector::{AccountDoc, ClassWord, RoleWord, StatusWord, VectorDoc};
use crate::wire::{Entry, UniqueMap, Value};

/// The vector in `record`, or all that is wrong with it.
pub(super) fn read(
    record: &csv::StringRecord,
    line: u64,
    columns: &[Column],
    catalogue: &Catalogue,
) -> Result<CustomerVector, Vec<TableFault>> {
    let mut row = Row { line, faults: Vec::new() };
    let cells: Vec<(&Column, &str)> = columns.iter().zip(record).filter(|(_, cell)| !cell.is_empty()).collect();
    let single =
        |wanted: fn(&Holds) -> bool| cells.iter().find(|(column, _)| wanted(&column.holds)).map(|(_, cell)| *cell);
    let customer = single(|holds| matches!(holds, Holds::Customer)).map(str::to_owned);
    let as_of = single(|holds| matches!(holds, Holds::AsOf)).and_then(|text| Day::parse(text).ok());
    let currency = single(|holds| matches!(holds, Holds::Currency)).and_then(Currency::new);
    let customer = row.needed("customer", customer, "write the bank's own key of the customer");
    let as_of = row.needed("as_of", as_of, "write a day, as in 2026-11-23");
    let currency = row.needed("currency", currency, "write an ISO 4217 code, as in USD");
    let (Some(customer), Some(as_of), Some(currency)) = (customer, as_of, currency) else { return Err(row.faults) };

    let mut values = Values::default();
    let mut drafts: BTreeMap<usize, AccountDraft<'_>> = BTreeMap::new();
    for (column, cell) in &cells {
        match &column.holds {
            Holds::Customer | Holds::AsOf | Holds::Currency => {}
            Holds::Value(value) => values.add(column, value, cell),
            Holds::Account(number, field) => drafts.entry(*number).or_default().add(column, field, cell),
        }
    }
    let features = row.features(values, as_of, currency);
    let accounts: Vec<AccountDoc> =
        drafts.into_iter().filter_map(|(number, draft)| row.account(number, draft, as_of, currency)).collect();
    let tells_accounts = columns.iter().any(|column| matches!(column.holds, Holds::Account(..)));
    let features = VectorDoc {
        accounts: tells_accounts.then_some(accounts),
        as_of: as_of.to_string(),
        currency: currency.code().into(),
        features,
        vector: 1,
    };
    if row.faults.is_empty()
        && let Err(fault) = features.clone().into_vector(catalogue)
    {
        row.faults.push(TableFault::of_row(line, fault.to_string()));
    }
    if row.faults.is_empty() { Ok(CustomerVector { customer, features }) } else { Err(row.faults) }
}

/// The cells of one holder's features, in the order of the header.
#[derive(Default)]
struct Values<'a>(Vec<(&'a str, &'a ValueColumn, &'a str)>);

impl<'a> Values<'a> {
    fn add(&mut self, column: &'a Column, value: &'a ValueColumn, cell: &'a str) {
        self.0.push((&column.name, value, cell));
    }
}

#[derive(Default)]
struct AccountDraft<'a> {
    fields: BTreeMap<&'static str, (&'a str, &'a str)>,
    values: Values<'a>,
}

impl<'a> AccountDraft<'a> {
    fn add(&mut self, column: &'a Column, field: &'a AccountField, cell: &'a str) {
        let name = match field {
            AccountField::Kind => "kind",
            AccountField::Product => "product",
            AccountField::Role => "role",
            AccountField::Status => "status",
            AccountField::Class => "class",
            AccountField::Currency => "currency",
            AccountField::Value(value) => return self.values.add(column, value, cell),
        };
        self.fields.insert(name, (&column.name, cell));
    }
}

/// The parts of an average, gathered from its columns.
#[derive(Default)]
struct Average<'a> {
    column: &'a str,
    sum: Option<i64>,
    days: Option<i64>,
    full: Option<bool>,
}

struct Row {
    line: u64,
    faults: Vec<TableFault>,
}

impl Row {
    fn told<T>(&mut self, column: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|fault| self.faults.push(TableFault::new(self.line, column, fault))).ok()
    }

    fn needed<T>(&mut self, column: &str, value: Option<T>, mend: &str) -> Option<T> {
        self.told(column, value.ok_or_else(|| mend.into()))
    }

    fn features(&mut self, values: Values<'_>, as_of: Day, currency: Currency) -> UniqueMap<Value> {
        let mut features: BTreeMap<String, Value> = BTreeMap::new();
        let mut averages: BTreeMap<(&str, Option<Labelled>), Average<'_>> = BTreeMap::new();
        for (name, column, cell) in values.0 {
            let labelled = column.feature.series.zip(column.period.as_deref());
            let period = match labelled.map(|(unit, label)| cell::period(label, unit, as_of)).transpose() {
                Ok(period) => period,
                Err(fault) => {
                    self.faults.push(TableFault::new(self.line, name, fault));
                    continue;
                }
            };
            if column.feature.kind == FeatureType::Average {
                let average = averages.entry((&column.key, period)).or_default();
                average.column = name;
                let read = cell::in_currency(&column.feature, currency).and_then(|()| part(average, column.part, cell));
                self.told(name, read);
                continue;
            }
            let Some(value) = self.told(name, cell::value(cell, &column.feature, currency)) else { continue };
            match period {
                None => drop(features.insert(column.key.clone(), value)),
                Some(period) => {
                    let entry = Entry { period: Some(period.label), value: Some(value), ..Entry::default() };
                    add_entry(&mut features, &column.key, entry);
                }
            }
        }
        for ((key, period), average) in averages {
            let read = match (average.sum, average.days) {
                (Some(sum), Some(days)) => cell::average(period.as_ref(), sum, days, average.full),
                (None, _) => Err("the sum is missing: fill in `.sum` or empty all cells of this average".into()),
                (_, None) => Err("the days are missing: fill in `.days` or empty all cells of this average".into()),
            };
            let Some(entry) = self.told(average.column, read) else { continue };
            match period {
                None => drop(features.insert(key.into(), Value::Entry(Box::new(entry)))),
                Some(_) => add_entry(&mut features, key, entry),
            }
        }
        UniqueMap(features)
    }

    fn account(
        &mut self,
        number: usize,
        draft: AccountDraft<'_>,
        as_of: Day,
        currency: Currency,
    ) -> Option<AccountDoc> {
        let column = |field: &str| format!("account.{number}.{field}");
        let cell = |field: &str| draft.fields.get(field).map(|(_, cell)| *cell);
        let kind = self.needed(&column("kind"), cell("kind"), "the account has values and no kind: fill it in")?;
        let kind = self.told(&column("kind"), AccountKind::new(kind).map_err(|_| id()))?;
        let product = match cell("product").map(ProductId::new).transpose() {
            Ok(product) => product.map(|product| product.to_string()),
            Err(_) => return self.told(&column("product"), Err(id())),
        };
        let own_currency = match cell("currency") {
            None => None,
            Some(code) => {
                Some(self.needed(&column("currency"), Currency::new(code), "write an ISO 4217 code, as in USD")?)
            }
        };
        let role = self.told(&column("role"), word::<RoleWord>(cell("role")));
        let status = self.told(&column("status"), word::<StatusWord>(cell("status")));
        let class = self.told(&column("class"), word::<ClassWord>(cell("class")));
        let features = self.features(draft.values, as_of, own_currency.unwrap_or(currency));
        Some(AccountDoc {
            class: class?,
            currency: own_currency.map(|currency| currency.code().into()),
            features,
            kind: kind.to_string(),
            product,
            role: role?,
            status: status?,
        })
    }
}

fn part(average: &mut Average<'_>, part: Part, cell: &str) -> Result<(), String> {
    match part {
        Part::Sum => average.sum = Some(cell::integer(cell).ok_or("write a whole number of minor units")?),
        Part::Days => average.days = Some(cell::integer(cell).ok_or("write a whole number of days")?),
        Part::Full => {
            average.full = Some(match cell {
                "true" => true,
                "false" => false,
                _ => return Err("write true or false".into()),
            });
        }
        Part::Whole => return Err("an average has a sum and days".into()),
    }
    Ok(())
}

fn add_entry(features: &mut BTreeMap<String, Value>, key: &str, entry: Entry) {
    let entry = Value::Entry(Box::new(entry));
    match features.get_mut(key) {
        Some(Value::Entries(entries)) => entries.push(entry),
        Some(_) | None => drop(features.insert(key.into(), Value::Entries(vec![entry]))),
    }
}

fn id() -> String {
    "write an id: 1 to 64 of `a-z 0-9 . _ -`, starting with a letter or digit".into()
}

/// The word of an enumeration of the wire; which words there are is told by its own reader.
fn word<'a, W: Deserialize<'a>>(cell: Option<&'a str>) -> Result<W, String> {
    let Some(cell) = cell else { return Err("the account has no such word: fill it in".into()) };
    let reader: StrDeserializer<'a, WordError> = cell.into_deserializer();
    W::deserialize(reader).map_err(|error| {
        // The reader repeats the cell before it lists the words.
        let said = error.to_string();
        said.find("expected ")
            .and_then(|at| said.get(at..))
            .map_or_else(|| "not one of the words".into(), str::to_owned)
    })
}
