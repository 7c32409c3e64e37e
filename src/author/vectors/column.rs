//! The header: what each column holds.

use super::TableFault;
use crate::compile::nearest;
use crate::feature::{Catalogue, Feature, FeatureType, Scope};

pub(super) const CUSTOMER: &str = "customer";
pub(super) const AS_OF: &str = "as_of";
pub(super) const CURRENCY: &str = "currency";

/// The header's line.
const HEADER: u64 = 1;

/// Most accounts that a table may number.
const MAX_ACCOUNTS: usize = 256;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// As the header writes it.
    pub(super) name: String,
    /// What its cells are.
    pub(super) holds: Holds,
}

/// What the cells of a column are.
#[derive(Debug, Clone)]
pub(super) enum Holds {
    /// The customer's key.
    Customer,
    /// The day of the vector.
    AsOf,
    /// The currency of the vector.
    Currency,
    /// A feature of the customer.
    Value(Box<ValueColumn>),
    /// A field of an account, numbered from 1.
    Account(usize, AccountField),
}

/// What is told of an account.
#[derive(Debug, Clone)]
pub(super) enum AccountField {
    /// Its kind; without one there is no account.
    Kind,
    /// The product it is.
    Product,
    /// What the person is to it.
    Role,
    /// Where it stands.
    Status,
    /// In which capacity it is held.
    Class,
    /// The currency of its amounts.
    Currency,
    /// A feature of it.
    Value(Box<ValueColumn>),
}

/// A column of a feature's values.
#[derive(Debug, Clone)]
pub(super) struct ValueColumn {
    /// The key in the vector: the id, with `@` and the version where it is not 1.
    pub(super) key: String,
    /// The feature.
    pub(super) feature: Feature,
    /// The label of the period, for a feature by periods.
    pub(super) period: Option<String>,
    /// Which part of the value.
    pub(super) part: Part,
}

/// The part of a value that a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The sum of an average, in minor units.
    Sum,
    /// The days of an average.
    Days,
    /// Whether these are all days of the period.
    Full,
}

/// The columns that `header` names, or all that is wrong with it.
pub(super) fn header(header: &csv::StringRecord, catalogue: &Catalogue) -> Result<Vec<Column>, Vec<TableFault>> {
    let mut columns: Vec<Column> = Vec::with_capacity(header.len());
    let mut faults = Vec::new();
    for name in header {
        if columns.iter().any(|column| column.name == name) {
            faults.push(TableFault::new(HEADER, name, "the column stands twice: remove one of the two"));
        }
        match holds(name, catalogue) {
            Ok(holds) => columns.push(Column { name: name.into(), holds }),
            Err(fault) => faults.push(TableFault::new(HEADER, name, fault)),
        }
    }
    for needed in [CUSTOMER, AS_OF, CURRENCY] {
        if !header.iter().any(|name| name == needed) {
            faults.push(TableFault::new(HEADER, needed, "the column is missing: add it"));
        }
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

fn holds(name: &str, catalogue: &Catalogue) -> Result<Holds, String> {
    match name {
        CUSTOMER => return Ok(Holds::Customer),
        AS_OF => return Ok(Holds::AsOf),
        CURRENCY => return Ok(Holds::Currency),
        _ => {}
    }
    let Some(of_account) = name.strip_prefix("account.") else {
        return value(name, Scope::Customer, catalogue).map(|value| Holds::Value(Box::new(value)));
    };
    let numbered = of_account.split_once('.').and_then(|(number, field)| Some((number.parse::<usize>().ok()?, field)));
    let Some((number, field)) = numbered.filter(|(number, _)| (1..=MAX_ACCOUNTS).contains(number)) else {
        return Err(format!("write the account's number, 1 to {MAX_ACCOUNTS}, as in `account.1.kind`"));
    };
    let field = match field {
        "kind" => AccountField::Kind,
        "product" => AccountField::Product,
        "role" => AccountField::Role,
        "status" => AccountField::Status,
        "class" => AccountField::Class,
        "currency" => AccountField::Currency,
        feature => AccountField::Value(Box::new(value(feature, Scope::Account, catalogue)?)),
    };
    Ok(Holds::Account(number, field))
}

/// `id`, `id@2`, `id[month]`, and for averages `.sum`, `.days` and `.full` behind it.
fn value(name: &str, scope: Scope, catalogue: &Catalogue) -> Result<ValueColumn, String> {
    let parts = [(".sum", Part::Sum), (".days", Part::Days), (".full", Part::Full)];
    let known = |key: &str| catalogue.find(key.split('@').next().unwrap_or(key)).and_then(|place| catalogue.get(place));
    // An id may itself end in one of the parts' names.
    let (rest, part) = match known(name) {
        Some(_) => (name, Part::Whole),
        None => parts
            .into_iter()
            .find_map(|(ending, part)| Some((name.strip_suffix(ending)?, part)))
            .unwrap_or((name, Part::Whole)),
    };
    let (key, month) = match rest.strip_suffix(']').and_then(|open| open.split_once('[')) {
        Some((key, month)) => (key, Some(month.to_owned())),
        None => (rest, None),
    };
    let Some(feature) = known(key) else {
        let ids = catalogue.features().iter().map(|feature| feature.id.as_str());
        let hint = nearest(ids, key).map_or_else(String::new, |near| format!(", did you mean `{near}`?"));
        return Err(format!("the catalogue has no feature `{key}`{hint}"));
    };
    match (feature.scope, scope) {
        (Scope::Account, Scope::Customer) => return Err(format!("this is an account's: write `account.1.{name}`")),
        (Scope::Customer, Scope::Account) => return Err(format!("this is the customer's: write `{name}`")),
        (Scope::Account, Scope::Account) | (Scope::Customer, Scope::Customer) => {}
    }
    let is_average = feature.kind == FeatureType::Average;
    match (feature.series, &month) {
        (Some(_), None) => {
            return Err(format!("this has a value for each month: write `{key}[2026-10]` or `{key}[m1]`"));
        }
        (None, Some(_)) => return Err(format!("this has a single value: write `{key}`")),
        (Some(_), Some(_)) | (None, None) => {}
    }
    match (is_average, part) {
        (true, Part::Whole) => Err("an average has a sum and days: write `.sum` and `.days` behind it".into()),
        (false, Part::Sum | Part::Days | Part::Full) => {
            Err("only an average has parts: remove what stands behind it".into())
        }
        (true, Part::Sum | Part::Days | Part::Full) | (false, Part::Whole) => {
            Ok(ValueColumn { key: key.into(), feature: feature.clone(), period: month, part })
        }
    }
}
