use super::*;
use crate::author::catalogue;
use crate::author::finding::Source;

const CATALOGUE: &str = "
catalogue: 1
features:
  - {id: bal.acb, type: average, currency: USD, series: calendar_month, scope: account, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
  - {id: bal.avail, type: money, scope: account, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
  - {id: fees, type: money, series: calendar_month, scope: customer, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
  - {id: fn.p2p.state, type: enumeration, values: [none, started], scope: customer, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
  - {id: own.card, type: flag, scope: customer, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 2}
  - {id: util, type: basis_points, scope: customer, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
  - {id: visits, type: count, scope: customer, definition: d, source: s, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}
";

fn catalogue() -> Catalogue {
    catalogue::read(&Source::new("catalogue.yaml", CATALOGUE.into())).unwrap().catalogue
}

fn vectors(table: &str) -> Vec<Result<String, String>> {
    let faults = |faults: Vec<TableFault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    match read(table.as_bytes(), &catalogue()) {
        Err(header) => vec![Err(faults(header))],
        Ok(rows) => rows.map(|row| row.map(|row| serde_json::to_string(&row).unwrap()).map_err(faults)).collect(),
    }
}

#[test]
fn a_row_becomes_a_vector_without_the_customers_key() {
    for (table, expected, because) in [
        (
            "customer,as_of,currency,own.card@2,visits,util,fn.p2p.state\n77,2026-11-22,USD,true,3,1250,started\n",
            r#"{"customer":"77","features":{"as_of":"2026-11-22","currency":"USD","features":{"fn.p2p.state":"started","own.card@2":true,"util":1250,"visits":3},"vector":1}}"#,
            "values of the customer; no account column, so accounts are unknown",
        ),
        (
            "customer,as_of,currency,own.card@2,visits\n77,2026-11-22,USD,,\n",
            r#"{"customer":"77","features":{"as_of":"2026-11-22","currency":"USD","features":{},"vector":1}}"#,
            "an empty cell is unknown",
        ),
        (
            "customer,as_of,currency,fees[2026-09],fees[m1]\n77,2026-11-22,USD,0.00,12.50\n",
            r#"{"customer":"77","features":{"as_of":"2026-11-22","currency":"USD","features":{"fees":[{"period":"2026-09","value":"0.00"},{"period":"2026-10","value":"12.50"}]},"vector":1}}"#,
            "months by label and counted back",
        ),
        (
            "customer,as_of,currency,account.1.kind,account.1.role,account.1.status,account.1.class,account.1.bal.acb[m1].sum,account.1.bal.acb[m1].days,account.1.bal.avail,account.2.kind\n77,2026-11-22,USD,checking,owner,open,consumer,309969,31,-0.01,\n",
            r#"{"customer":"77","features":{"accounts":[{"class":"consumer","features":{"bal.acb":[{"days":31,"full":true,"period":"2026-10","sum":"309969"}],"bal.avail":"-0.01"},"kind":"checking","role":"owner","status":"open"}],"as_of":"2026-11-22","currency":"USD","features":{},"vector":1}}"#,
            "an account with an average; the second account does not exist",
        ),
        (
            "customer,as_of,currency,account.1.kind,account.1.role,account.1.status,account.1.class\n77,2026-11-22,USD,,,,\n",
            r#"{"customer":"77","features":{"accounts":[],"as_of":"2026-11-22","currency":"USD","features":{},"vector":1}}"#,
            "account columns and no account: known to have none",
        ),
    ] {
        assert_eq!(vectors(table), [Ok(expected.to_owned())], "{because}");
    }
}

#[test]
fn faults_are_told_by_line_and_column_and_never_repeat_a_cell() {
    let head = "customer,as_of,currency";
    for (table, fault, because) in [
        (
            format!("{head},visits\n77,2026-11-22,USD,7.5\n"),
            "line 2, column `visits`: write a whole number",
            "a fraction",
        ),
        (
            format!("{head},visits\n77,2026-11-22,USD,1e3\n"),
            "line 2, column `visits`: write a whole number",
            "an exponent",
        ),
        (
            format!("{head},fees[m1]\n77,2026-11-22,USD,12.5\n"),
            "line 2, column `fees[m1]`: write an amount in USD: digits with exactly 2 after the point",
            "a digit short",
        ),
        (
            format!("{head},fees[m1]\n77,2026-11-22,JPY,12.50\n"),
            "line 2, column `fees[m1]`: write an amount in JPY: digits with exactly 0 after the point",
            "yen have no minor digits",
        ),
        (
            format!("{head},own.card@2\n77,2026-11-22,USD,TRUE\n"),
            "line 2, column `own.card@2`: write true or false",
            "a flag in capitals",
        ),
        (
            format!("{head},fn.p2p.state\n77,2026-11-22,USD,done\n"),
            "line 2, column `fn.p2p.state`: write one of `none`, `started`",
            "no value of the enumeration",
        ),
        (
            format!("{head}\n77,22.11.2026,usd\n"),
            "line 2, column `as_of`: write a day, as in 2026-11-23\nline 2, column `currency`: write an ISO 4217 code, as in USD",
            "two faults of one row",
        ),
        (
            format!("{head}\n,2026-11-22,USD\n"),
            "line 2, column `customer`: write the bank's own key of the customer",
            "nobody's row",
        ),
        (format!("{head}\n77,2026-11-22\n"), "line 2, the row: the row has 2 cells, the header 3", "a cell missing"),
        (
            format!("{head},visit\n"),
            "line 1, column `visit`: the catalogue has no feature `visit`, did you mean `visits`?",
            "a slip in the header",
        ),
        (
            format!("{head},name\n"),
            "line 1, column `name`: the catalogue has no feature `name`",
            "a column that nothing reads: data that must not travel",
        ),
        (
            format!("{head},visits,visits\n"),
            "line 1, column `visits`: the column stands twice: remove one of the two",
            "a column twice",
        ),
        ("as_of,currency\n".into(), "line 1, column `customer`: the column is missing: add it", "whose row is it?"),
        (
            format!("{head},fees\n"),
            "line 1, column `fees`: this has a value for each month: write `fees[2026-10]` or `fees[m1]`",
            "which month?",
        ),
        (
            format!("{head},visits[m1]\n"),
            "line 1, column `visits[m1]`: this has a single value: write `visits`",
            "no months",
        ),
        (
            format!("{head},bal.avail\n"),
            "line 1, column `bal.avail`: this is an account's: write `account.1.bal.avail`",
            "whose account?",
        ),
        (
            format!("{head},account.1.visits\n"),
            "line 1, column `account.1.visits`: this is the customer's: write `visits`",
            "no account's",
        ),
        (
            format!("{head},account.0.kind\n"),
            "line 1, column `account.0.kind`: write the account's number, 1 to 256, as in `account.1.kind`",
            "counted from 1",
        ),
        (
            format!("{head},account.1.bal.acb[m1]\n"),
            "line 1, column `account.1.bal.acb[m1]`: an average has a sum and days: write `.sum` and `.days` behind it",
            "a divided average",
        ),
        (
            format!("{head},visits.sum\n"),
            "line 1, column `visits.sum`: only an average has parts: remove what stands behind it",
            "no average",
        ),
        (
            format!("{head},account.1.kind,account.1.bal.avail\n77,2026-11-22,USD,,5.00\n"),
            "line 2, column `account.1.kind`: the account has values and no kind: fill it in",
            "values of no account",
        ),
        (
            format!(
                "{head},account.1.kind,account.1.role,account.1.status,account.1.class\n77,2026-11-22,USD,checking,boss,open,consumer\n"
            ),
            "line 2, column `account.1.role`: expected one of `owner`, `joint_owner`, `authorized_user`, `signer`, `custodian`",
            "not a role",
        ),
        (
            format!(
                "{head},account.1.kind,account.1.role,account.1.status,account.1.class,account.1.bal.acb[m1].sum\n77,2026-11-22,USD,checking,owner,open,consumer,5\n"
            ),
            "line 2, column `account.1.bal.acb[m1].sum`: the days are missing: fill in `.days` or empty all cells of this average",
            "half an average",
        ),
        (
            format!(
                "{head},account.1.kind,account.1.role,account.1.status,account.1.class,account.1.bal.acb[m1].sum,account.1.bal.acb[m1].days\n77,2026-11-22,USD,checking,owner,open,consumer,5,32\n"
            ),
            "line 2, column `account.1.bal.acb[m1].days`: write the number of days summed: at least 1, at most those of the period",
            "more days than October has",
        ),
        (
            format!(
                "{head},account.1.kind,account.1.role,account.1.status,account.1.class,account.1.bal.acb[m1].sum,account.1.bal.acb[m1].days\n77,2026-11-22,EUR,checking,owner,open,consumer,5,31\n"
            ),
            "line 2, column `account.1.bal.acb[m1].sum`: `bal.acb` is in USD, this vector in EUR",
            "another currency than the feature's own",
        ),
    ] {
        let said = vectors(&table);
        let said = said[0].clone().unwrap_err();
        assert!(said.starts_with(fault), "{because}: {said}");
    }
    let twice = vectors("customer,as_of,currency\n77,2026-11-22,USD\n77,2026-11-22,USD\n");
    assert_eq!(
        twice[1],
        Err("line 3, column `customer`: this customer has a row already: write one row a customer".into())
    );
}
