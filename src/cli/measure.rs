//! `measure`: what batches of measurements come to, per campaign and arm.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};
use tellerside::author::measure::{Counts, Measured, Measurements, Rate, difference, measurements, rate};
use tellerside::wire::measurement::{Batch, Kind, read};

use super::failure::Failure;
use super::{Format, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// Files of batches, one a line, as they were sent; `-` is standard input.
    #[arg(required = true)]
    batches: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let mut batches = Vec::new();
    for path in &arguments.batches {
        let text = files::text(path)?;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            batches.push(batch(line).map_err(|failure| failure_at(&failure, path, n))?);
        }
    }
    let found = measurements(&batches).map_err(|error| Failure::refused("MEASUREMENT_INVALID", error.to_string()))?;
    match format {
        Format::Json => tell_as_json(&found),
        Format::Pretty => tell(&found),
    }
    Ok(())
}

fn batch(line: &str) -> Result<Batch, String> {
    read(line).map_err(|fault| fault.to_string())
}

fn failure_at(fault: &str, path: &std::path::Path, line: usize) -> Failure {
    let place = format!("{}:{}", files::name(path), line.saturating_add(1));
    Failure::Refused(vec![super::failure::Refusal::new("MEASUREMENT_INVALID", fault).at(place)])
}

/// What may happen after something was shown.
fn answers() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Impression | Kind::Ghost))
}

fn of_shown(row: &Measured, kind: Kind) -> Option<Rate> {
    rate(row.shown.of(kind), row.shown.of(Kind::Impression))
}

/// Who sees nothing clicks nothing away: only what happens at the bank compares.
fn of_held_out(row: &Measured, kind: Kind) -> Option<Rate> {
    rate(row.held_out.of(kind), row.held_out.of(Kind::Ghost)).filter(|_| !kind.is_of_page())
}

fn tell_as_json(found: &Measurements) {
    let interval = |Rate { rate, low, high }: Rate| json!({"rate": rate, "low": low, "high": high});
    for ((campaign, arm), row) in &found.rows {
        let mut line = Map::new();
        line.insert("campaign".into(), json!(campaign.as_str()));
        line.insert("shown".into(), counts(&row.shown));
        line.insert("held_out".into(), counts(&row.held_out));
        let (mut rates, mut against) = (Map::new(), Map::new());
        for kind in answers() {
            let (shown, held_out) = (of_shown(row, kind), of_held_out(row, kind));
            rates.extend(shown.map(|rate| (kind.as_str().to_owned(), interval(rate))));
            if let (Some(shown), Some(held_out)) = (shown, held_out) {
                let [by, low, high] = difference(shown, held_out);
                let difference = json!({"by": by, "low": low, "high": high});
                let entry = json!({"held_out": interval(held_out), "difference": difference});
                against.insert(kind.as_str().into(), entry);
            }
        }
        let named = arm.iter().flat_map(|(experiment, arm)| [("experiment", json!(experiment)), ("arm", json!(arm))]);
        let told = [("rates", Value::Object(rates)), ("against", Value::Object(against))];
        for (name, value) in told.into_iter().chain(named) {
            line.insert(name.into(), value);
        }
        say!("{}", Value::Object(line));
    }
    for (offer, unjoined) in &found.unjoined {
        say!("{}", json!({"offer": offer, "unjoined": counts(unjoined)}));
    }
    say!("{}", json!({"dropped": found.dropped, "repeated": found.repeated}));
}

/// The counts of what happened at all.
fn counts(counts: &Counts) -> Value {
    let happened = Kind::ALL.into_iter().filter(|kind| counts.of(*kind) > 0);
    Value::Object(happened.map(|kind| (kind.as_str().to_owned(), json!(counts.of(kind)))).collect())
}

fn tell(found: &Measurements) {
    for ((campaign, arm), row) in &found.rows {
        let (impressions, ghosts) = (row.shown.of(Kind::Impression), row.held_out.of(Kind::Ghost));
        match arm {
            None => say!("{campaign}: impressions {impressions}, ghosts {ghosts}"),
            Some((experiment, arm)) => say!("{campaign}, {experiment} {arm}: impressions {impressions}"),
        }
        for kind in answers().filter(|kind| row.shown.of(*kind) > 0 || row.held_out.of(*kind) > 0) {
            let word = kind.as_str();
            write_out!("  {word:<8} {}", told(row.shown.of(kind), impressions, of_shown(row, kind)));
            if !kind.is_of_page() && ghosts > 0 {
                let held_out = of_held_out(row, kind);
                write_out!("; comparison group {}", told(row.held_out.of(kind), ghosts, held_out));
                if let (Some(shown), Some(held_out)) = (of_shown(row, kind), held_out) {
                    let [by, low, high] = difference(shown, held_out).map(points);
                    write_out!("; difference {by} ({low} to {high})");
                }
            }
            say!("");
        }
    }
    for (offer, unjoined) in &found.unjoined {
        let each = Kind::ALL.into_iter().filter(|kind| unjoined.of(*kind) > 0);
        let each: Vec<String> = each.map(|kind| format!("{} {}", kind.as_str(), unjoined.of(kind))).collect();
        say!(
            "not joined, since the offer code {offer} is that of no campaign here, or of several: {}",
            each.join(", ")
        );
    }
    if found.repeated > 0 {
        say!("counted once though they came again: {}", found.repeated);
    }
    if found.dropped > 0 {
        say!("lost where queues were full, so that counts are too low: {}", found.dropped);
    }
}

fn told(count: u64, of: u64, rate: Option<Rate>) -> String {
    let Some(Rate { rate, low, high }) = rate else { return format!("{count} of {of}") };
    format!("{count} of {of}, {} ({} to {})", percent(rate), percent(low), percent(high))
}

/// Millionths as a percentage.
fn percent(millionths: u64) -> String {
    format!("{}.{:04} %", millionths.div_euclid(10_000), millionths.rem_euclid(10_000))
}

/// A difference of rates in percentage points.
fn points(millionths: i64) -> String {
    let sign = if millionths < 0 { '-' } else { '+' };
    format!("{sign}{}", percent(millionths.unsigned_abs()))
}
