//! `check`: a bank's sources, read and rehearsed without a key.

use std::path::PathBuf;

use clap::Args;
use tellerside::author::rehearsal::rehearse;
use tellerside::author::sources::{CUSTOMERS, Sources};

use super::failure::Failure;
use super::{Format, clock};

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder with bank.yaml, catalogue.yaml, policy.yaml, campaigns/, and images/ and customers.yaml where there are any.
    #[arg(long, value_name = "DIR", default_value = ".")]
    source: PathBuf,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let folder = &arguments.source;
    let sources = Sources::read(folder)?;
    if folder.join(CUSTOMERS).exists() {
        sources.customers(folder, clock::now(sources.bank.offset_minutes)?)?;
    }
    rehearse(&sources)?;
    let examples = sources.campaigns.values().fold(0_usize, |sum, draft| sum.saturating_add(draft.examples.len()));
    let (campaigns, pictures) = (sources.campaigns.len(), sources.pictures.len());
    match format {
        Format::Pretty => say!("{campaigns} campaigns, {examples} examples and {pictures} pictures: no mistake found"),
        Format::Json => {
            say!("{}", serde_json::json!({"campaigns": campaigns, "examples": examples, "pictures": pictures}));
        }
    }
    Ok(())
}
