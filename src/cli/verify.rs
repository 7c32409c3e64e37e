//! `verify`: whether a bundle holds, and what it is.

use std::path::PathBuf;

use clap::Args;
use tellerside::activate::activate;
use tellerside::bundle::{Bundle, Verdict, verify};
use tellerside::id::Digest;
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
    /// The page's policy, with its version floor and deny list.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The moment at which it must hold, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let page = files::page_policy(arguments.policy.as_deref())?;
    let now = clock::given_or_now(arguments.now)?;
    let verified = verify(&text, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    // What verifies must also run: its conditions have a meaning, and its golden decisions come out.
    activate(&text, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    let bundle = verified.as_inner();
    match format {
        Format::Pretty => tell(bundle),
        Format::Json => say!("{}", json(bundle)),
    }
    Ok(())
}

fn signed_off(bundle: &Bundle) -> usize {
    bundle.verdicts.iter().filter(|entry| entry.verdict == Verdict::Approved).count()
}

fn tell(bundle: &Bundle) {
    let release = &bundle.release;
    say!("holds        until {}", bundle.valid_until);
    say!("bank         {}, environment {}", release.audience.bank, release.audience.environment);
    say!("release      {}, issued {}, expires {}", release.version, release.issued, release.expires);
    say!("index        {}", bundle.index);
    say!("sheet        {}", bundle.sheet);
    bundle.vendors.iter().for_each(|key| say!("vendor       {key}"));
    bundle.approvers.iter().for_each(|key| say!("approver     {key}"));
    say!("golden       {} decisions, all as approved", bundle.contents.goldens.len());
    say!("campaigns    {}, of which signed off {}", bundle.verdicts.len(), signed_off(bundle));
    for (entry, campaign) in bundle.verdicts.iter().zip(&bundle.contents.campaigns) {
        say!("  {:<9}  {}: {}", entry.verdict.as_str(), entry.campaign, campaign.name);
    }
}

fn json(bundle: &Bundle) -> serde_json::Value {
    let release = &bundle.release;
    let keys = |keys: &[Digest]| keys.iter().map(ToString::to_string).collect::<Vec<_>>();
    let campaigns: Vec<_> = bundle
        .verdicts
        .iter()
        .map(|entry| serde_json::json!({"campaign": entry.campaign.as_str(), "verdict": entry.verdict.as_str()}))
        .collect();
    serde_json::json!({
        "approvers": keys(&bundle.approvers),
        "bank": release.audience.bank.as_str(),
        "campaigns": campaigns,
        "environment": release.audience.environment.as_str(),
        "expires": release.expires.to_string(),
        "goldens": bundle.contents.goldens.len(),
        "index": bundle.index.to_string(),
        "issued": release.issued.to_string(),
        "semantics": release.semantics,
        "sheet": bundle.sheet.to_string(),
        "valid_until": bundle.valid_until.to_string(),
        "vendors": keys(&bundle.vendors),
        "version": release.version.get(),
    })
}
