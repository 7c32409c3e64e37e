//! `decide`: one request, decided as page and edge would.

use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::activate::activate;
use tellerside::decide::decide;
use tellerside::decision::Decision;
use tellerside::record::record;
use tellerside::time::Moment;
use tellerside::wire;

use super::failure::Failure;
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// The page's policy, with its version floor and deny list.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The request, in JSON; `-` is standard input.
    #[arg(default_value = "-")]
    request: PathBuf,
    /// The customer's vector, for a request that has no `features`.
    #[arg(long, value_name = "FILE")]
    features: Option<PathBuf>,
    /// The customer's history, for a request that has no `history`.
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// Says for each campaign where it stopped.
    #[arg(long, conflicts_with = "record")]
    reasons: bool,
    /// Prints the record of the decision, which replays to the same bytes.
    #[arg(long)]
    record: bool,
    /// The moment at which the bundle must hold, RFC 3339; that of the request unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let mut text = files::text(&arguments.request)?;
    for (field, file) in [("features", &arguments.features), ("history", &arguments.history)] {
        if let Some(file) = file {
            text = with_field(&text, field, &document(file)?);
        }
    }
    let refused =
        |fault: wire::Malformed| Failure::refused("REQUEST_INVALID", fault.to_string()).of(&arguments.request);
    let root = arguments.trusted.newest()?;
    let page = files::page_policy(arguments.policy.as_deref())?;
    let stated = wire::request::read_now(&text).map_err(refused)?;
    let now = arguments.now.unwrap_or(stated);
    let bundle = files::bundle(&arguments.bundle)?;
    let program = activate(&bundle, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    if arguments.record {
        say!("{}", record(&program, &text).map_err(refused)?);
        return Ok(());
    }
    let (request, history) = wire::request::read(&text, program.catalogue()).map_err(refused)?;
    let decision = decide(&program, &request, &history);
    match (format, arguments.reasons) {
        (Format::Json, false) => say!("{}", wire::decision::write(&decision, &request.vector.surplus)),
        (Format::Json, true) => say!("{}", wire::decision::write_reasons(&decision)),
        (Format::Pretty, reasons) => tell(&decision, &request.slots, reasons),
    }
    Ok(())
}

/// The one JSON value in `file`.
fn document(file: &Path) -> Result<String, Failure> {
    let text = files::text(file)?;
    let read = serde_json::from_str::<serde::de::IgnoredAny>(&text);
    read.map_err(|fault| Failure::refused("REQUEST_INVALID", fault.to_string()).of(file))?;
    Ok(text)
}

/// The request `text` with one field more; one that it has already is then given twice, which its reader refuses.
fn with_field(text: &str, field: &str, value: &str) -> String {
    match text.trim_start().strip_prefix('{') {
        Some(rest) if rest.trim_start().starts_with('}') => format!("{{\"{field}\":{value}{rest}"),
        Some(rest) => format!("{{\"{field}\":{value},{rest}"),
        // No request: its reader says so.
        None => text.to_owned(),
    }
}

fn tell(decision: &Decision, slots: &[tellerside::id::SlotId], reasons: bool) {
    for slot in slots {
        match decision.placements.iter().find(|placement| placement.slot == *slot) {
            Some(placement) => {
                say!("{slot}: {} ({}): {}", placement.campaign, placement.locale, placement.creative.headline);
            }
            None => say!("{slot}: the bank's own"),
        }
    }
    for notification in &decision.notifications {
        let (notice, campaign, period) = (&notification.notice, &notification.campaign, &notification.period);
        say!("the bank is told: {notice} by {campaign} for {period}");
    }
    for status in &decision.statuses {
        say!("status: {}", status.word());
    }
    if reasons {
        for verdict in &decision.verdicts {
            let behind = match (&verdict.code, verdict.gate.tier()) {
                (Some(code), Some(tier)) => format!(" ({code}, {})", tier.as_str()),
                (Some(code), None) => format!(" ({code})"),
                (None, _) => String::new(),
            };
            say!("  {}: {}{behind}", verdict.campaign, verdict.gate.word());
        }
    }
}
