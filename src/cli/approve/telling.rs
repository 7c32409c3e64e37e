//! What an approver is shown: what changed since the last approval, and all of it that is new.

use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Bundle, Sheet, SheetEntry};
use tellerside::explain::{self, Language};
use tellerside::id::CampaignId;
use tellerside::review::changes::{Cause, Change, Changes, Link, NewlyRead, Reviewed, Standing};
use tellerside::review::edition::Edition;

use crate::cli::showing::{self, printable};

/// Shows `edition` beside `last`, with the verdicts of `sheet`.
pub(super) fn tell(bundle: &Bundle, edition: &Edition, last: Option<&Edition>, review: &Changes<'_>, sheet: &Sheet) {
    let release = &edition.release;
    let audience = &release.audience;
    say!("release {} for {}, environment {}", release.version, audience.bank, audience.environment);
    say!("issued {}, expires {}, approvals so far: {}", release.issued, release.expires, bundle.approvers.len());
    say!("approved from {} until {}: so long the vendor may date it anew", sheet.not_before, sheet.not_after);
    match last {
        Some(last) => {
            say!("compared with release {}, issued {}, as it was approved", last.release.version, last.release.issued);
            say!("from {} until {}\n", last.sheet.not_before, last.sheet.not_after);
        }
        None => say!("compared with nothing: all of it is new\n"),
    }
    summary(review);
    links(&review.links);
    features(&review.features, edition);
    policy(&review.policy, edition);
    catalogue(&review.catalogue);
    for (reviewed, entry) in review.campaigns.iter().zip(&sheet.campaigns) {
        campaign(reviewed, entry, edition);
    }
    say!("what each verdict rests on");
    for entry in &sheet.campaigns {
        say!("  {:<9} {}: {}", entry.verdict.as_str(), entry.campaign, showing::evidence(&entry.evidence));
    }
    say!("");
}

/// One line for each thing that is judged.
fn summary(review: &Changes<'_>) {
    for (document, change) in [("policy", &review.policy), ("catalogue", &review.catalogue)] {
        let word = match change {
            Change::New => "NEW",
            Change::Changed(_) => "CHANGED",
            Change::Unchanged => "unchanged",
        };
        say!("{word:<10} {document}");
    }
    for Reviewed { campaign, standing, .. } in &review.campaigns {
        let (id, name) = (&campaign.id, printable(&campaign.name));
        match standing {
            Standing::New => say!("{:<10} {id}: {name}", "NEW"),
            Standing::Changed { was, because, .. } => {
                say!("{:<10} {id}: {name} ({}; was {})", "CHANGED", causes(because), was.as_str());
            }
            Standing::Unchanged(verdict) => {
                say!("{:<10} {id}: {name} ({}, as before)", "unchanged", verdict.as_str());
            }
        }
    }
    for (campaign, verdict) in &review.removed {
        say!("{:<10} {}: {} (was {})", "REMOVED", campaign.id, printable(&campaign.name), verdict.as_str());
    }
    say!("");
}

fn causes(because: &[Cause]) -> String {
    because.iter().map(|cause| cause.as_str()).collect::<Vec<_>>().join(", ")
}

fn ids(campaigns: &[&CampaignId]) -> String {
    campaigns.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ")
}

fn links(links: &[Link<'_>]) {
    say!("where customers are led");
    for Link { url, campaigns, known } in links {
        say!("  {} {url}  ({})", if *known { "   " } else { "NEW" }, ids(campaigns));
    }
    say!("");
}

fn features(features: &[NewlyRead<'_>], edition: &Edition) {
    if features.is_empty() {
        say!("no feature is read that was not read before\n");
        return;
    }
    say!("features that were not read before");
    for NewlyRead { feature, campaigns } in features {
        write_out!("{}", printable(&explain::feature(feature, &edition.catalogue, Language::English)));
        say!("      - read for: {}", ids(campaigns));
    }
    say!("");
}

fn policy(change: &Change, edition: &Edition) {
    match change {
        Change::Unchanged => {}
        Change::New => {
            let text = explain::policy(&edition.policy, &edition.catalogue, Language::English);
            heading("NEW", "policy for all campaigns");
            write_out!("{}\n", printable(&text));
            say!("as it is signed: {}", showing::policy(edition.policy_version().text));
        }
        Change::Changed(difference) => {
            heading("CHANGED", "policy for all campaigns");
            write_out!("{}\n", printable(&difference.text()));
        }
    }
}

fn catalogue(change: &Change) {
    if let Change::Changed(difference) = change {
        heading("CHANGED", "catalogue of features");
        write_out!("{}\n", printable(&difference.text()));
    }
}

fn campaign(reviewed: &Reviewed<'_>, proposed: &SheetEntry, edition: &Edition) {
    let Reviewed { campaign, standing, .. } = reviewed;
    match standing {
        Standing::Unchanged(_) => {}
        Standing::New => {
            heading("NEW", campaign.id.as_str());
            let text = edition.campaign(&campaign.id).map_or("", |(_, text)| text);
            say!("as it is signed: {}", showing::definition(campaign, text));
            for locale in campaign.creatives.keys() {
                let rendering = explain::rendering(campaign, &edition.catalogue, &edition.policy, locale);
                let rendering = rendering.unwrap_or_default();
                say!("as read for {locale}, SHA-256 {}\n", sha256(rendering.as_bytes()));
                write_out!("{}\n", printable(&rendering));
            }
            say!("  proposed: {}\n", proposed.verdict.as_str());
        }
        Standing::Changed { was, because, difference, goldens } => {
            heading("CHANGED", &format!("{}: {}", campaign.id, printable(&campaign.name)));
            say!("  has changed: {}", causes(because));
            write_out!("{}", printable(&difference.text()));
            if difference.is_empty() {
                say!("  its own sentences are as before");
            }
            if !goldens.is_empty() {
                say!("  Golden decisions");
                write_out!("{}", printable(&goldens.text()));
            }
            say!("  was: {}, proposed: {}\n", was.as_str(), proposed.verdict.as_str());
        }
    }
}

fn heading(word: &str, what: &str) {
    say!("---- {word}  {what}\n");
}
