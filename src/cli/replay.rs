//! `replay`: a record's decision made again, byte for byte.

use std::path::PathBuf;

use clap::Args;
use tellerside::activate::activate;
use tellerside::record::{ReplayError, replay};
use tellerside::time::Moment;
use tellerside::wire;

use super::failure::Failure;
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The record, in JSON; `-` is standard input.
    record: PathBuf,
    /// The bundle: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// The page's policy of that day, with its version floor and deny list.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The request, in JSON.
    #[arg(long, value_name = "FILE")]
    request: PathBuf,
    /// The customer's features, where they are kept apart from the request.
    #[arg(long, value_name = "FILE")]
    features: Option<PathBuf>,
    /// The history before the decision, where it is kept apart from the request.
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// The moment at which the bundle must hold, RFC 3339; that of the record unless said. For decisions that came out
    /// `release_expired` it is the moment at which the page loaded the bundle.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let recorded = files::text(&arguments.record)?;
    // An editor's last line break is no part of the document.
    let recorded = recorded.trim_end();
    let refused = |error: ReplayError| {
        let file = if matches!(error, ReplayError::Request(_)) { &arguments.request } else { &arguments.record };
        Failure::refused(error.code(), error.to_string()).of(file)
    };
    let decided = wire::record::read_now(recorded).map_err(|fault| refused(ReplayError::Record(fault)))?;
    let given = |path: &Option<PathBuf>| path.as_deref().map(files::text).transpose();
    let (features, history) = (given(&arguments.features)?, given(&arguments.history)?);
    let request = wire::request::joined(&files::text(&arguments.request)?, features.as_deref(), history.as_deref())
        .map_err(|fault| refused(ReplayError::Request(fault)))?;
    let root = arguments.trusted.newest()?;
    let page = files::page_policy(arguments.policy.as_deref())?;
    let now = arguments.now.unwrap_or(decided);
    let bundle = files::bundle(&arguments.bundle)?;
    let program = activate(&bundle, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    replay(&program, recorded, &request).map_err(refused)?;
    match format {
        Format::Json => say!("{}", serde_json::json!({"bytes": recorded.len(), "replayed": true})),
        Format::Pretty => say!("the decision of {decided} comes out again, byte for byte: {} bytes", recorded.len()),
    }
    Ok(())
}
