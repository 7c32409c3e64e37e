//! From verified campaigns to a program: names looked up, types checked, conditions flat.

mod error;
mod lower;
mod program;
mod suggest;

pub use error::{CompileError, Fault};
pub(crate) use program::{Bound, Code, GlobalHoldout, OwnerRoles, Step, Suppressor, Test};
pub use program::{Candidate, Clearance, Program, SEMANTICS};
#[cfg(feature = "cli")]
pub(crate) use suggest::nearest;

use crate::bundle::{Bundle, Contents, Verdict, Verified};
use crate::campaign::{Campaign, Condition, MessageClass, Policy, PolicySuppression, Suppression, Tier};
use crate::decision::ReleaseFacts;
use crate::feature::Catalogue;
use crate::id::{CampaignId, SuppressionCode};
use crate::order::sorted;

use lower::Lowering;

/// The feature that holds a household's bucket, 0 to 9,999, for the global holdout.
const BUCKET: &str = "exp.bucket";

/// The program of a verified bundle.
///
/// # Errors
/// [`CompileError`] for rules newer than this module's, for the policy, or for the first campaign that is invalid, with all of its
/// faults; the bundle is refused whole.
pub fn compile(bundle: Verified<Bundle>) -> Result<Program, CompileError> {
    let Bundle { release, index, sheet, verdicts, valid_until, contents, denied, .. } = bundle.into_inner();
    let clearance = |campaign: &CampaignId| {
        let verdict = verdicts.iter().find(|entry| entry.campaign == *campaign).map(|entry| entry.verdict);
        match verdict {
            _ if denied.binary_search(campaign).is_ok() => Clearance::Denied,
            Some(Verdict::Approved) => Clearance::Cleared,
            Some(Verdict::Rejected | Verdict::Held) | None => Clearance::NotSignedOff,
        }
    };
    if release.semantics > SEMANTICS {
        return Err(CompileError::SemanticsTooNew { needed: release.semantics, known: SEMANTICS });
    }
    let release = ReleaseFacts {
        bank: release.audience.bank,
        environment: release.audience.environment.as_str(),
        version: release.version,
        issued: release.issued,
        expires: valid_until,
        semantics: SEMANTICS,
        index,
        sheet,
    };
    program(release, contents, &clearance)
}

/// All faults of `campaign` against `catalogue`, in the order of the document; for drafts, before anything is signed.
#[must_use]
pub fn faults(campaign: &Campaign, catalogue: &Catalogue) -> Vec<Fault> {
    let mut lowering = Lowering::new(catalogue);
    lower_campaign(&mut lowering, campaign.clone(), &[], Clearance::NotSignedOff);
    lowering.faults
}

/// All faults of `policy` against `catalogue`, in the order of the document; for drafts, before anything is signed.
#[must_use]
pub fn policy_faults(policy: &Policy, catalogue: &Catalogue) -> Vec<Fault> {
    match check_policy(&mut Lowering::new(catalogue), policy) {
        Err(CompileError::Policy { faults }) => faults,
        Ok(_) | Err(CompileError::Campaign { .. } | CompileError::SemanticsTooNew { .. }) => Vec::new(),
    }
}

/// The program of a release with `contents`, whose campaigns ascend by id.
///
/// # Errors
/// [`CompileError`] for the policy, or for the first campaign that is invalid, with all of its faults.
fn program(
    release: ReleaseFacts,
    contents: Contents,
    clearance: &dyn Fn(&CampaignId) -> Clearance,
) -> Result<Program, CompileError> {
    let Contents { catalogue, policy, campaigns, .. } = contents;
    let mut lowering = Lowering::new(&catalogue);
    let global_holdout = check_policy(&mut lowering, &policy)?;
    let mut candidates = Vec::with_capacity(campaigns.len());
    for campaign in campaigns {
        let clearance = clearance(&campaign.id);
        let candidate = lower_campaign(&mut lowering, campaign, &policy.suppressions, clearance);
        if !lowering.faults.is_empty() {
            return Err(CompileError::Campaign { campaign: candidate.id, faults: lowering.faults });
        }
        candidates.push(candidate);
    }
    let Lowering { tests, steps, .. } = lowering;
    Ok(Program {
        release,
        calendar: policy.calendar,
        quiet_pages: policy.quiet_pages,
        global_holdout,
        tests,
        steps,
        candidates,
        catalogue,
    })
}

/// Checks all suppressions of the policy, also those that no campaign's category meets, and finds the holdout's bucket.
fn check_policy(lowering: &mut Lowering<'_>, policy: &Policy) -> Result<Option<GlobalHoldout>, CompileError> {
    for (n, entry) in policy.suppressions.iter().enumerate() {
        lowering.code(&format!("suppressions[{n}].when"), &entry.suppression.when);
    }
    let holdout = match policy.global_holdout_bp {
        0 => None,
        below => lowering.bucket(BUCKET).map(|bucket| GlobalHoldout { bucket, below }),
    };
    let faults = core::mem::take(&mut lowering.faults);
    if faults.is_empty() { Ok(holdout) } else { Err(CompileError::Policy { faults }) }
}

fn lower_campaign(
    lowering: &mut Lowering<'_>,
    campaign: Campaign,
    policy: &[PolicySuppression],
    clearance: Clearance,
) -> Candidate {
    let trigger = lowering.code("when", &campaign.when);
    let mut suppressors = Vec::new();
    for entry in policy.iter().filter(|entry| concerns(entry, &campaign)) {
        suppressors.push(suppressor(lowering, "policy", &entry.suppression));
    }
    for (n, own) in campaign.suppress.iter().enumerate().filter(|(_, own)| holds_for(campaign.class, own.tier)) {
        suppressors.push(suppressor(lowering, &format!("suppress[{n}].when"), own));
    }
    if let (Some(product), Ok(code)) = (&campaign.product, SuppressionCode::new("owns_product")) {
        let owned = Suppression { code, tier: Tier::T3, when: Condition::Owns(product.clone()) };
        suppressors.push(suppressor(lowering, "product", &owned));
    }
    let suppressors = sorted(suppressors, &|a, b| a.tier < b.tier);
    Candidate {
        id: campaign.id,
        name: campaign.name,
        category: campaign.category,
        class: campaign.class,
        clearance,
        product: campaign.product,
        topic: campaign.topic,
        group: campaign.group,
        schedule: campaign.schedule,
        slots: campaign.slots,
        priority: campaign.priority,
        trigger,
        suppressors,
        caps: campaign.caps,
        holdout: campaign.holdout,
        notify: campaign.notify,
        default_locale: campaign.default_locale,
        creatives: campaign.creatives,
    }
}

fn suppressor(lowering: &mut Lowering<'_>, place: &str, suppression: &Suppression) -> Suppressor {
    let when = lowering.code(place, &suppression.when);
    Suppressor { code: suppression.code.clone(), tier: suppression.tier, when }
}

/// Whether a suppression of the policy holds for the campaign's category and class.
fn concerns(entry: &PolicySuppression, campaign: &Campaign) -> bool {
    let category = entry.categories.as_ref().is_none_or(|categories| categories.contains(&campaign.category));
    let marketing = match campaign.class {
        MessageClass::Promotional => true,
        MessageClass::Servicing => !entry.marketing_only,
    };
    category && marketing && holds_for(campaign.class, entry.suppression.tier)
}

/// Servicing messages skip the bank's own policy, T4; everything else holds for all.
fn holds_for(class: MessageClass, tier: Tier) -> bool {
    class == MessageClass::Promotional || tier != Tier::T4
}
