//! `page-policy`: what the bank's page says beside the bundle: the version floor and the kill switch.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use tellerside::bundle::PagePolicy;
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
    let text = page.write()?;
    files::write(&arguments.out, &text)?;
    match format {
        Format::Pretty => tell(&page),
        Format::Json => say!("{text}"),
    }
    Ok(())
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
