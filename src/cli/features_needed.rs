//! `features-needed`: what a vector must carry for a bundle, and nothing more.

use std::path::PathBuf;

use clap::Args;
use tellerside::activate::activate;
use tellerside::author::needs::{Needed, needed};
use tellerside::feature::Scope;
use tellerside::time::Moment;

use super::failure::Failure;
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// The page's policy; campaigns that it denies need nothing.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The moment at which the bundle must hold, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let page = files::page_policy(arguments.policy.as_deref())?;
    let now = clock::given_or_now(arguments.now)?;
    let program = activate(&text, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    for needed in needed(&program) {
        match format {
            Format::Pretty => tell(&needed),
            Format::Json => say!("{}", json(&needed)),
        }
    }
    Ok(())
}

fn tell(needed: &Needed<'_>) {
    let key = format!("{}@{}", needed.feature.id, needed.feature.version);
    say!("{key:<32} {:<9} {}", scope(needed), readers(needed).join(", "));
}

/// Who reads it, the global holdout last.
fn readers(needed: &Needed<'_>) -> Vec<String> {
    let campaigns = needed.campaigns.iter().map(ToString::to_string);
    campaigns.chain(needed.holdout.then(|| "(global holdout)".into())).collect()
}

fn scope(needed: &Needed<'_>) -> &'static str {
    match needed.feature.scope {
        Scope::Customer => "customer",
        Scope::Account => "account",
    }
}

fn json(needed: &Needed<'_>) -> serde_json::Value {
    let campaigns: Vec<&str> = needed.campaigns.iter().map(|campaign| campaign.as_str()).collect();
    serde_json::json!({
        "campaigns": campaigns,
        "feature": needed.feature.id.as_str(),
        "holdout": needed.holdout,
        "scope": scope(needed),
        "version": needed.feature.version,
    })
}
