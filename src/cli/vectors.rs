//! `vectors`: a table to feature vectors, one line of JSON a customer.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::author::catalogue;
use tellerside::author::sources::source;
use tellerside::author::vectors::{self, TableFault};
use tellerside::feature::Catalogue;

use super::failure::{Failure, Refusal};
use super::files;

/// Most rows with faults before the rest of the table is left unread.
const MAX_FAULTY_ROWS: usize = 20;

#[derive(Args)]
pub(super) struct Arguments {
    /// The feature catalogue, in YAML.
    #[arg(long, value_name = "FILE")]
    catalogue: PathBuf,
    /// The table, in comma-separated values; `-` is standard input.
    #[arg(default_value = "-")]
    table: PathBuf,
    /// The file to write; standard output unless said.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let catalogue = catalogue::read(&source(&arguments.catalogue)?)?.catalogue;
    let table = &arguments.table;
    let input: Box<dyn Read> = if table.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(table).map_err(|cause| Failure::file(table, &cause))?)
    };
    match &arguments.out {
        None => write(input, &catalogue, BufWriter::new(io::stdout().lock()), table, Path::new("standard output")),
        Some(out) => {
            let file = File::create(out).map_err(|cause| Failure::file(out, &cause))?;
            write(input, &catalogue, BufWriter::new(file), table, out)
        }
    }
}

/// Writes the vectors of all rows without fault, in their order, and refuses in the end if any row had one.
fn write(
    input: impl Read,
    catalogue: &Catalogue,
    mut out: impl Write,
    table: &Path,
    written: &Path,
) -> Result<(), Failure> {
    let refused = |faults: Vec<TableFault>| {
        let place = files::name(table);
        faults
            .iter()
            .map(|fault| Refusal::new("TABLE_INVALID", fault.to_string()).at(place.clone()))
            .collect::<Vec<_>>()
    };
    let rows = vectors::read(input, catalogue).map_err(|faults| Failure::Refused(refused(faults)))?;
    let mut refusals = Vec::new();
    let mut faulty: usize = 0;
    for row in rows {
        match row {
            Ok(vector) => {
                let line = serde_json::to_string(&vector).map_err(|error| Failure::usage(error.to_string()))?;
                writeln!(out, "{line}").map_err(|cause| Failure::file(written, &cause))?;
            }
            Err(faults) => {
                faulty = faulty.saturating_add(1);
                refusals.extend(refused(faults));
                if faulty == MAX_FAULTY_ROWS {
                    refusals.push(Refusal::new("TABLE_INVALID", "further rows were not read"));
                    break;
                }
            }
        }
    }
    out.flush().map_err(|cause| Failure::file(written, &cause))?;
    if refusals.is_empty() { Ok(()) } else { Err(Failure::Refused(refusals)) }
}
