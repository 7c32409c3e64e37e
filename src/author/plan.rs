//! When a release and its approval hold, and what its sheet says before anyone judged.

use super::release::{ReleaseFiles, SheetPlan};
use crate::bundle::digest::sha256;
use crate::bundle::{Audience, Evidence, Release, Verdict, VerifyError};
use crate::compile::SEMANTICS;
use crate::id::{CampaignId, ReleaseVersion};
use crate::review::evidence::renderings;
use crate::time::{Moment, Span};
use crate::wire;

/// The second of `now`, in UTC, as signed documents hold moments.
#[must_use]
pub fn second(now: Moment) -> Moment {
    let millis = now.millis();
    let within = millis.rem_euclid(1000);
    Moment::new(millis.saturating_sub(within), 0).unwrap_or(now)
}

/// The moment `days` days of 24 hours after `from`, or before it where negative; years 1970 to 9999.
#[must_use]
pub fn after(from: Moment, days: i16) -> Moment {
    let span = Span::days(days.unsigned_abs()).map_or(0, Span::millis);
    let signed = if days < 0 { span.saturating_neg() } else { span };
    Moment::new(from.millis().saturating_add(signed), from.offset_minutes()).unwrap_or(from)
}

/// A release for `audience` that is issued at `issued` and holds for `lifetime_days`.
#[must_use]
pub fn release(audience: &Audience, version: ReleaseVersion, issued: Moment, lifetime_days: u16) -> Release {
    let issued = second(issued);
    let days = i16::try_from(lifetime_days).unwrap_or(i16::MAX);
    Release { audience: audience.clone(), version, issued, expires: after(issued, days), semantics: SEMANTICS }
}

/// A sheet that approves all of `files` from `from` on for `days`; whoever signs it makes it so.
///
/// It rests on the golden decisions and on the rendering of each campaign in each of its locales; findings and reach are not measured.
///
/// # Errors
/// [`VerifyError`] where a file is malformed.
pub fn sheet(files: &ReleaseFiles, from: Moment, days: u16) -> Result<SheetPlan, Box<VerifyError>> {
    let goldens = Some(sha256(files.goldens.as_bytes()));
    let catalogue = wire::catalogue::read(files.catalogue.as_bytes())?;
    let policy = wire::policy::read(files.policy.as_bytes())?;
    let judged = |(id, text): (&CampaignId, &String)| {
        let campaign = wire::campaign::read(text.as_bytes())
            .map_err(|fault| VerifyError::CampaignInvalid { campaign: id.clone(), fault })?;
        let renderings = renderings(&campaign, &catalogue, &policy).into_iter();
        let renderings = renderings.map(|(locale, digest)| (locale, Some(digest))).collect();
        let evidence = Evidence { goldens, lint: None, reach: None, renderings };
        Ok::<_, Box<VerifyError>>((id.clone(), (Verdict::Approved, evidence)))
    };
    let not_before = second(from);
    Ok(SheetPlan {
        not_before,
        not_after: after(not_before, i16::try_from(days).unwrap_or(i16::MAX)),
        verdicts: files.campaigns.iter().map(judged).collect::<Result<_, _>>()?,
    })
}
