//! Campaigns as approvers and reviewers see them: every word that a customer could, and every feature that is read.

use core::fmt::Write;

use tellerside::author::reads::features_read;
use tellerside::bundle::Evidence;
use tellerside::campaign::{Campaign, Creative};
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::policy::PolicyDoc;

/// The campaign in the signed text `text`, in full.
pub(super) fn campaign(campaign: &Campaign, text: &str) -> String {
    let mut shown = String::new();
    // Writing to a String does not fail.
    let _ = write_definition(&mut shown, campaign, text);
    let _ = write_words(&mut shown, campaign);
    printable(&shown)
}

/// The campaign in the signed text `text`, without its words.
pub(super) fn definition(campaign: &Campaign, text: &str) -> String {
    let mut shown = String::new();
    let _ = write_definition(&mut shown, campaign, text);
    printable(&shown)
}

/// What a verdict rests on, and, never passed over, on what it does not.
pub(super) fn evidence(evidence: &Evidence) -> String {
    let kinds = [("goldens", evidence.goldens), ("lint", evidence.lint), ("reach", evidence.reach)];
    let mut measured: Vec<String> = Vec::new();
    let mut missing: Vec<String> = Vec::new();
    for (kind, digest) in kinds {
        if digest.is_some() { &mut measured } else { &mut missing }.push(kind.into());
    }
    for (locale, digest) in evidence.renderings.iter() {
        if digest.is_some() { &mut measured } else { &mut missing }.push(format!("rendering in {locale}"));
    }
    if evidence.renderings.is_empty() {
        missing.push("renderings".into());
    }
    let measured = if measured.is_empty() { "nothing".into() } else { measured.join(", ") };
    if missing.is_empty() { measured } else { format!("{measured}; NOT MEASURED: {}", missing.join(", ")) }
}

fn write_definition(out: &mut String, campaign: &Campaign, text: &str) -> core::fmt::Result {
    writeln!(out, "{}: {}", campaign.id, campaign.name)?;
    let slots: Vec<&str> = campaign.slots.iter().map(|slot| slot.as_str()).collect();
    writeln!(out, "  in {}, priority {}", slots.join(", "), campaign.priority.get())?;
    writeln!(out, "  from {} until {}", campaign.schedule.from, campaign.schedule.until)?;
    // As it is signed: a rendering in prose could say something else.
    if let Ok(CampaignDoc { when, suppress, caps, holdout, notify, variants, .. }) =
        serde_json::from_str::<CampaignDoc>(text)
    {
        writeln!(out, "  when      {}", json(&when))?;
        for suppression in &suppress {
            writeln!(out, "  not when  {}", json(suppression))?;
        }
        for cap in &caps {
            writeln!(out, "  cap       {}", json(cap))?;
        }
        if let Some(holdout) = &holdout {
            writeln!(out, "  holdout   {}", json(holdout))?;
        }
        for notify in &notify {
            writeln!(out, "  notify    {}", json(notify))?;
        }
        for variant in &variants {
            writeln!(out, "  variant   {} when {}", variant.variant, json(&variant.when))?;
        }
    }
    let features: Vec<String> = features_read(campaign).into_iter().collect();
    writeln!(out, "  reads     {}", features.join(", "))
}

fn write_words(out: &mut String, campaign: &Campaign) -> core::fmt::Result {
    for (locale, creative) in &campaign.creatives {
        write_banner(out, locale.as_str(), Some(creative))?;
        for stake in &campaign.experiments {
            for arm in &stake.arms {
                let told = format!("{locale}, arm {} of {}", arm.arm, stake.experiment);
                write_banner(out, &told, arm.creatives.get(locale).map(|creative| &**creative))?;
            }
        }
        for variant in &campaign.variants {
            let told = format!("{locale}, variant {}", variant.id);
            write_banner(out, &told, variant.creatives.get(locale).map(|creative| &**creative))?;
        }
    }
    Ok(())
}

fn write_banner(out: &mut String, told: &str, creative: Option<&Creative>) -> core::fmt::Result {
    let Some(Creative { headline, body, action, disclosures, image, why }) = creative else { return Ok(()) };
    writeln!(out, "  {told}")?;
    writeln!(out, "    {headline}")?;
    writeln!(out, "    {body}")?;
    writeln!(out, "    [{}] {} (offer {})", action.label, action.url, action.offer)?;
    for disclosure in disclosures {
        writeln!(out, "    * {disclosure}")?;
    }
    if let Some(image) = image {
        writeln!(out, "    image {} ({}), sha256 {}", image.asset, image.alt, image.sha256)?;
    }
    writeln!(out, "    why: {why}")
}

/// The bank's policy in the signed text `text`, in full.
pub(super) fn policy(text: &str) -> String {
    let mut shown = String::new();
    let _ = write_policy(&mut shown, text);
    printable(&shown)
}

fn write_policy(out: &mut String, text: &str) -> core::fmt::Result {
    writeln!(out, "policy for all campaigns")?;
    let Ok(PolicyDoc { global_holdout_bp, quiet_pages, suppressions, calendar, .. }) = serde_json::from_str(text)
    else {
        return writeln!(out, "  unreadable");
    };
    for suppression in &suppressions {
        writeln!(out, "  not when  {}", json(suppression))?;
    }
    writeln!(out, "  quiet     {}", quiet_pages.join(", "))?;
    writeln!(out, "  holdout   {global_holdout_bp} of 10000 households see no promotion")?;
    writeln!(out, "  calendar  {}", json(&calendar))
}

/// `text` as a terminal may show it: signs that would move the cursor or hide something are spelt out.
pub(super) fn printable(text: &str) -> String {
    let unseen = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if unseen(c) { c.escape_default().to_string() } else { c.into() }).collect()
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
