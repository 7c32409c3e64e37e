//! `verify`: whether a bundle holds, and what it is.

use std::path::PathBuf;

use clap::Args;
use tellerside::activate::activate;
use tellerside::bundle::{Bundle, Transport, Verdict, verify};
use tellerside::id::{CampaignId, Digest, Locale};
use tellerside::review::edition::Edition;
use tellerside::review::evidence::{Piece, Standing, evidence, mismatches};
use tellerside::time::Moment;

use super::failure::Failure;
use super::trust::Trusted;
use super::{Format, clock, files, showing};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// The page's policy, with its version floor and deny list.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Makes the evidence of the sheet again, golden decisions and renderings, and refuses the bundle where it is not what was signed.
    #[arg(long)]
    evidence: bool,
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
    let pieces = match arguments.evidence {
        true => Some(evidence(&Edition::of(&Transport::read(&text)?, &bundle.release)?)),
        false => None,
    };
    let mismatches = mismatches(pieces.as_deref().unwrap_or_default());
    match format {
        Format::Pretty if mismatches.is_empty() => tell(bundle, pieces.as_deref()),
        Format::Pretty => tell_campaigns(bundle, pieces.as_deref()),
        Format::Json => say!("{}", json(bundle, pieces.as_deref())),
    }
    if mismatches.is_empty() { Ok(()) } else { Err(Failure::from(mismatches).of(&arguments.bundle)) }
}

fn signed_off(bundle: &Bundle) -> usize {
    bundle.verdicts.iter().filter(|entry| entry.verdict == Verdict::Approved).count()
}

fn tell(bundle: &Bundle, pieces: Option<&[Piece]>) {
    let release = &bundle.release;
    say!("holds        until {}", bundle.valid_until);
    say!("bank         {}, environment {}", release.audience.bank, release.audience.environment);
    say!("root         {}", bundle.root);
    say!("release      {}, issued {}, expires {}", release.version, release.issued, release.expires);
    say!("index        {}", bundle.index);
    say!("sheet        {}", bundle.sheet);
    bundle.vendors.iter().for_each(|key| say!("vendor       {key}"));
    bundle.approvers.iter().for_each(|key| say!("approver     {key}"));
    say!("golden       {} decisions, all as approved", bundle.contents.goldens.len());
    say!("campaigns    {}, of which signed off {}", bundle.verdicts.len(), signed_off(bundle));
    for denied in &bundle.denied {
        // A slip of the pen in an emergency would deny nothing, and say so nowhere else.
        let known = bundle.verdicts.iter().any(|entry| entry.campaign == *denied);
        say!("denied       {denied}{}", if known { "" } else { ", which is no campaign of this release" });
    }
    tell_campaigns(bundle, pieces);
}

fn tell_campaigns(bundle: &Bundle, pieces: Option<&[Piece]>) {
    for (entry, campaign) in bundle.verdicts.iter().zip(&bundle.contents.campaigns) {
        say!("  {:<9}  {}: {}", entry.verdict.as_str(), entry.campaign, campaign.name);
        match pieces {
            None => say!("             rests on {}", showing::evidence(&entry.evidence)),
            Some(pieces) => pieces.iter().filter(|piece| piece.campaign == entry.campaign).for_each(tell_piece),
        }
    }
}

fn tell_piece(Piece { kind, standing, .. }: &Piece) {
    let kind = match kind.locale() {
        Some(locale) => format!("{} {locale}", kind.as_str()),
        None => kind.as_str().into(),
    };
    let standing = match standing {
        Standing::NotMeasured => "NOT MEASURED",
        Standing::Differs { .. } => "DIFFERS",
        Standing::Holds => "holds",
        Standing::NotRemade => "given, and not made again here",
    };
    say!("             {kind:<17}  {standing}");
}

fn json(bundle: &Bundle, pieces: Option<&[Piece]>) -> serde_json::Value {
    let release = &bundle.release;
    let keys = |keys: &[Digest]| keys.iter().map(ToString::to_string).collect::<Vec<_>>();
    let evidence = |campaign: &CampaignId| {
        let pieces = pieces?.iter().filter(|piece| piece.campaign == *campaign);
        let told = pieces.map(|Piece { kind, standing, .. }| {
            let locale = kind.locale().map(Locale::as_str);
            serde_json::json!({"kind": kind.as_str(), "locale": locale, "standing": standing.as_str()})
        });
        Some(told.collect::<Vec<_>>())
    };
    let campaigns: Vec<_> = bundle
        .verdicts
        .iter()
        .map(|entry| {
            let (campaign, verdict) = (entry.campaign.as_str(), entry.verdict.as_str());
            match evidence(&entry.campaign) {
                None => serde_json::json!({"campaign": campaign, "verdict": verdict}),
                Some(told) => serde_json::json!({"campaign": campaign, "evidence": told, "verdict": verdict}),
            }
        })
        .collect();
    serde_json::json!({
        "approvers": keys(&bundle.approvers),
        "bank": release.audience.bank.as_str(),
        "campaigns": campaigns,
        "denied": bundle.denied.iter().map(CampaignId::as_str).collect::<Vec<_>>(),
        "environment": release.audience.environment.as_str(),
        "expires": release.expires.to_string(),
        "goldens": bundle.contents.goldens.len(),
        "index": bundle.index.to_string(),
        "issued": release.issued.to_string(),
        "root": bundle.root,
        "semantics": release.semantics,
        "sheet": bundle.sheet.to_string(),
        "valid_until": bundle.valid_until.to_string(),
        "vendors": keys(&bundle.vendors),
        "version": release.version.get(),
    })
}
