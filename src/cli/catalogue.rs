//! `catalogue`: the standard catalogue, or the part of it that a bank's own one starts with.

use clap::Args;
use tellerside::author::standard;

use super::failure::{Failure, Refusal};

#[derive(Args)]
pub(super) struct Arguments {
    /// Only these features, by id, parted by commas; a count with a window brings the date that it rests on.
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    only: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.only.is_empty() {
        write_out!("{}", standard::CATALOGUE);
        return Ok(());
    }
    match standard::only(&arguments.only) {
        Ok(text) => {
            write_out!("{text}");
            Ok(())
        }
        Err(unknown) => {
            let refused = |unknown: &standard::NoSuchFeature| Refusal::new("FEATURE_UNKNOWN", unknown.to_string());
            Err(Failure::Refused(unknown.iter().map(refused).collect()))
        }
    }
}
