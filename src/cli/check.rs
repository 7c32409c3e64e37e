//! `check`: a bank's sources, read and rehearsed without a key.

use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::author::finding::{Finding, Findings};
use tellerside::author::rehearsal::{RehearsalError, rehearse};
use tellerside::author::sources::{CUSTOMERS, Sound, Sources, SourcesError};

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
    let Sound { sources, mut mistakes, mut left_out } = Sources::sound(folder)?;
    if let Some(sources) = &sources {
        left_out |= !played(sources, folder, &mut mistakes)?;
    }
    Findings(mistakes).or(()).map_err(|findings| Failure::Findings { findings, left_out })?;
    // Whatever leaves none has left a mistake.
    let Some(sources) = sources else { return Ok(()) };
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

/// Adds the mistakes that only show where sources are put to use, which no picture is needed for. Whether all examples were played.
fn played(sources: &Sources, folder: &Path, mistakes: &mut Vec<Finding>) -> Result<bool, Failure> {
    if folder.join(CUSTOMERS).exists() {
        match sources.customers(folder, clock::now(sources.bank.offset_minutes)?) {
            Err(SourcesError::Findings(mut found)) => mistakes.append(&mut found.0),
            read => drop(read?),
        }
    }
    match rehearse(sources) {
        Err(RehearsalError::Examples(mut found)) => mistakes.append(&mut found.0),
        // Sources that lack campaigns may be refused for what they lack; their mistakes are told.
        Err(_) if !mistakes.is_empty() => return Ok(false),
        rehearsed => drop(rehearsed?),
    }
    Ok(true)
}
