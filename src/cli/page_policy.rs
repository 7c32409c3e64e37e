//! `page-policy`: what the bank's page says beside the bundle: the version floor and the kill switch.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use tellerside::author::denied::{Stranger, strangers};
use tellerside::bundle::{Index, PagePolicy, Transport};
use tellerside::id::{CampaignId, ReleaseVersion};

use super::failure::Failure;
use super::{Format, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The policy to begin with, where there is one: what is not said is as in it.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The lowest release that pages accept.
    #[arg(long, value_name = "N", value_parser = floor)]
    floor: Option<ReleaseVersion>,
    /// The version of the trust root for which the floor is meant: older roots are refused, and under newer ones it does not hold.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    root: Option<u64>,
    /// A campaign that no page shows from now on, whatever is signed; may be repeated.
    #[arg(long, value_name = "ID", value_parser = CampaignId::new)]
    deny: Vec<CampaignId>,
    /// A campaign that pages may show again; may be repeated.
    #[arg(long, value_name = "ID", value_parser = CampaignId::new)]
    allow: Vec<CampaignId>,
    /// The bundle that pages run on, one file or a folder: a denied campaign that it does not have is told. Nothing of it is trusted.
    #[arg(long, value_name = "PATH")]
    bundle: Option<PathBuf>,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

fn floor(text: &str) -> Result<ReleaseVersion, String> {
    text.parse().ok().and_then(ReleaseVersion::new).ok_or_else(|| "write a whole number below 2^40".into())
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    // In a hurry a deny list is written, and the floor must not be lost over it.
    if arguments.from.is_none() && arguments.out.exists() {
        let there = arguments.out.display();
        return Err(Failure::usage(format!("{there} is there already: begin with it by `--from {there}`")));
    }
    let before = files::page_policy(arguments.from.as_deref())?;
    let mut deny: BTreeSet<CampaignId> = before.deny.into_iter().chain(arguments.deny.iter().cloned()).collect();
    for allowed in &arguments.allow {
        if !deny.remove(allowed) {
            return Err(Failure::usage(format!("`{allowed}` was not denied")));
        }
    }
    let page = PagePolicy {
        floor: arguments.floor.unwrap_or(before.floor),
        root: arguments.root.or(before.root),
        deny: deny.into_iter().collect(),
    };
    let strangers = match &arguments.bundle {
        Some(path) => {
            let transport = Transport::read(&files::bundle(path)?).map_err(|error| Failure::from(error).of(path))?;
            strangers(&page, &Index::read(transport.index.as_bytes())?)
        }
        None => Vec::new(),
    };
    let text = page.write()?;
    files::write(&arguments.out, &text)?;
    strangers.iter().for_each(|stranger| warn(stranger, format));
    match format {
        Format::Pretty => tell(&page),
        Format::Json => say!("{text}"),
    }
    Ok(())
}

/// The policy is written all the same: a campaign may be denied before a bundle has it.
fn warn(Stranger { denied, meant }: &Stranger, format: Format) {
    let message = format!("the bundle has no campaign `{denied}`, so denying it stops nothing");
    let help = meant.as_ref().map(|meant| format!("did you mean `{meant}`?"));
    match format {
        Format::Pretty => {
            let help = help.map_or_else(String::new, |help| format!("\n  help: {help}"));
            eprintln!("warning[CAMPAIGN_UNKNOWN]: {message}{help}");
        }
        Format::Json => {
            eprintln!("{}", serde_json::json!({"code": "CAMPAIGN_UNKNOWN", "help": help, "message": message}));
        }
    }
}

fn tell(PagePolicy { floor, root, deny }: &PagePolicy) {
    let releases = if floor.get() == 0 { "any release".into() } else { format!("release {floor} or later") };
    match root {
        Some(root) => say!("accepted: root {root} or later; under root {root}, {releases}"),
        None => say!("accepted: under any root, {releases}"),
    }
    let denied: Vec<&str> = deny.iter().map(CampaignId::as_str).collect();
    say!("denied: {}", if denied.is_empty() { "no campaign".into() } else { denied.join(", ") });
}
