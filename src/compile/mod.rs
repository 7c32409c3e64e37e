//! From verified campaigns to a program: names looked up, types checked, conditions flat.

mod contact;
mod error;
mod experiment;
mod lower;
mod notify;
mod program;
mod ranking;
mod retention;
#[cfg(feature = "review")]
mod review;
mod suggest;
mod test;

pub(crate) use contact::Counters;
pub use contact::contact_faults;
#[cfg(feature = "review")]
pub(crate) use contact::counter_id;
pub use error::{CompileError, Fault};
pub use experiment::experiment_faults;
pub(crate) use experiment::{ArmVariant, Trial};
pub(crate) use notify::Tier as NotifyTier;
pub use program::{Candidate, Clearance, Program};
pub(crate) use program::{Code, GlobalHoldout, Logic, Step, Suppressor, Words};
pub use ranking::mixed_values;
pub(crate) use ranking::{Weight, factor};
#[cfg(feature = "review")]
pub use review::Review;
#[cfg(feature = "review")]
pub(crate) use review::{Origin, clause, suppressions, suppressions_by};
#[cfg(feature = "cli")]
pub(crate) use suggest::{edits, nearest};
pub(crate) use test::{BaseShare, Bound, DateQuestion, EventTest, Growth, OwnerRoles, Quantifier, Run, Source, Test};

use crate::bundle::{Bundle, Contents, Verdict, Verified};
use crate::campaign::{
    Arbitration, Campaign, Category, Condition, Experiment, MessageClass, OneOf, Policy, PolicySuppression, Segment,
    Suppression, Tier, Wording,
};
use crate::decision::ReleaseFacts;
pub use crate::decision::SEMANTICS;
use crate::feature::{Catalogue, Feature, FeatureType};
use crate::id::{CampaignId, FeatureId, ProductId, SuppressionCode, Symbol};
use crate::order::sorted;

use lower::Lowering;

/// The feature that holds a household's bucket, 0 to 9,999, for the global holdout.
pub(crate) const BUCKET: &str = "exp.bucket";

/// The states of an application that is under way, in `app.<product>.state`.
const UNDER_WAY: [&str; 4] = ["started", "submitted", "in_review", "approved"];

/// The program of a verified bundle.
///
/// # Errors
/// [`CompileError`] for the policy, or for the first campaign that is invalid, with all of its
/// faults; the bundle is refused whole.
pub fn compile(bundle: Verified<Bundle>) -> Result<Program, CompileError> {
    compiled(bundle.into_inner())
}

/// The program of a bundle that nobody may have approved: to answer what would be, and never handed out.
///
/// # Errors
/// As [`compile`].
#[cfg(feature = "review")]
pub(crate) fn what_if(bundle: Bundle) -> Result<Program, CompileError> {
    compiled(bundle)
}

fn compiled(bundle: Bundle) -> Result<Program, CompileError> {
    let Bundle { release, root, index, sheet, verdicts, valid_until, contents, denied, .. } = bundle;
    let clearance = |campaign: &CampaignId| {
        let verdict = verdicts.iter().find(|entry| entry.campaign == *campaign).map(|entry| entry.verdict);
        match verdict {
            _ if denied.binary_search(campaign).is_ok() => Clearance::Denied,
            Some(Verdict::Approved) => Clearance::Cleared,
            Some(Verdict::Rejected | Verdict::Held) | None => Clearance::NotSignedOff,
        }
    };
    let release = ReleaseFacts {
        bank: release.audience.bank,
        environment: release.audience.environment.as_str(),
        version: release.version,
        root,
        issued: release.issued,
        expires: valid_until,
        semantics: SEMANTICS,
        index,
        sheet,
    };
    program(release, contents, &clearance)
}

/// All faults of the conditions of `campaign` against `catalogue`, in the order of the document; for drafts, before anything is signed.
#[must_use]
pub fn faults(campaign: &Campaign, catalogue: &Catalogue, segments: &[Segment]) -> Vec<Fault> {
    let mut lowering = Lowering::new(catalogue, segments);
    let arbitration = Arbitration::default();
    let rules = Rules { suppressions: &[], substitutes: &[], arbitration: &arbitration, experiments: &[] };
    lower_campaign(&mut lowering, campaign.clone(), &rules, Clearance::NotSignedOff);
    lowering.faults
}

/// All faults of `policy` against `catalogue`, in the order of the document; for drafts, before anything is signed.
#[must_use]
pub fn policy_faults(policy: &Policy, catalogue: &Catalogue) -> Vec<Fault> {
    let mut lowering = Lowering::new(catalogue, &policy.segments);
    lower_policy(&mut lowering, policy);
    lowering.faults
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
    #[cfg(feature = "review")]
    let review = Review { policy: policy.clone(), campaigns: campaigns.clone() };
    let mut lowering = Lowering::new(&catalogue, &policy.segments);
    let (global_holdout, counters, trials) = lower_policy(&mut lowering, &policy);
    if !lowering.faults.is_empty() {
        return Err(CompileError::Policy { faults: lowering.faults });
    }
    if let Some((campaign, fault)) = mixed_values(&mut campaigns.iter()) {
        return Err(CompileError::Campaign { campaign: campaign.clone(), faults: vec![fault] });
    }
    let rules = Rules::of(&policy);
    let mut candidates = Vec::with_capacity(campaigns.len());
    for campaign in campaigns {
        let clearance = clearance(&campaign.id);
        lowering.faults = contact_faults(&campaign);
        lowering.faults.append(&mut experiment_faults(&campaign, rules.experiments));
        let candidate = lower_campaign(&mut lowering, campaign, &rules, clearance);
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
        contact: policy.contact,
        arbitration: policy.arbitration,
        trials,
        counters,
        logic: Logic { tests, steps },
        candidates,
        catalogue,
        #[cfg(feature = "review")]
        review,
    })
}

/// Checks all of the policy, also what no campaign names or meets, and finds the holdout's bucket, the counters of impressions and the experiments.
fn lower_policy(lowering: &mut Lowering<'_>, policy: &Policy) -> (Option<GlobalHoldout>, Counters, Vec<Trial>) {
    let counters = contact::counters(lowering);
    lowering.faults.append(&mut contact::shared_faults(&policy.contact));
    for (n, segment) in policy.segments.iter().enumerate() {
        lowering.segment_code(&format!("segments[{n}].when"), &segment.when);
    }
    for (n, entry) in policy.suppressions.iter().enumerate() {
        lowering.code(&format!("suppressions[{n}].when"), &entry.suppression.when);
    }
    for (product, others) in &policy.substitutes {
        for other in others {
            lowering.code(&format!("substitutes.{product}"), &Condition::Owns(other.clone()));
        }
    }
    let trials = experiment::trials(lowering, &policy.experiments);
    let holdout = match policy.global_holdout_bp {
        0 => None,
        below => lowering.bucket(BUCKET).map(|bucket| GlobalHoldout { bucket, below }),
    };
    (holdout, counters, trials)
}

/// What of the policy concerns single campaigns.
struct Rules<'a> {
    suppressions: &'a [PolicySuppression],
    substitutes: &'a [(ProductId, Vec<ProductId>)],
    arbitration: &'a Arbitration,
    experiments: &'a [Experiment],
}

impl<'a> Rules<'a> {
    fn of(policy: &'a Policy) -> Self {
        Self {
            suppressions: &policy.suppressions,
            substitutes: &policy.substitutes,
            experiments: &policy.experiments,
            arbitration: &policy.arbitration,
        }
    }
}

fn lower_campaign(
    lowering: &mut Lowering<'_>,
    campaign: Campaign,
    rules: &Rules<'_>,
    clearance: Clearance,
) -> Candidate {
    let trigger = lowering.code("when", &campaign.when);
    let mut suppressors = Vec::new();
    for entry in rules.suppressions.iter().filter(|entry| concerns(entry, &campaign)) {
        suppressors.push(suppressor(lowering, "policy", &entry.suppression));
    }
    for (n, own) in campaign.suppress.iter().enumerate().filter(|(_, own)| holds_for(campaign.class, own.tier)) {
        suppressors.push(suppressor(lowering, &format!("suppress[{n}].when"), own));
    }
    if let Some(product) = &campaign.product {
        for (code, when) in of_product(product, campaign.category, rules, lowering.catalogue()) {
            let code = SuppressionCode::new(code).ok();
            let own = code.map(|code| Suppression { code, tier: Tier::T3, when });
            suppressors.extend(own.map(|own| suppressor(lowering, "product", &own)));
        }
    }
    let suppressors = sorted(suppressors, &|a, b| a.tier < b.tier);
    let stakes = experiment::stakes(lowering, &campaign.experiments, rules.experiments);
    let weight = ranking::weight(lowering, &campaign, rules.arbitration);
    let notify = notify::tiers(lowering, campaign.notify);
    let mut variants = Vec::with_capacity(campaign.variants.len());
    for (n, Wording { id, when, creatives }) in campaign.variants.into_iter().enumerate() {
        variants.push(Words { id, when: lowering.words_code(&format!("variants[{n}].when"), &when), creatives });
    }
    Candidate {
        id: campaign.id,
        name: campaign.name,
        category: campaign.category,
        class: campaign.class,
        clearance,
        product: campaign.product,
        topic: campaign.topic,
        group: campaign.group,
        conflict_group: campaign.conflict_group,
        schedule: campaign.schedule,
        slots: campaign.slots,
        priority: campaign.priority,
        weight,
        trigger,
        suppressors,
        caps: campaign.caps,
        cooldowns: campaign.cooldowns,
        holdout: campaign.holdout,
        stakes,
        notify,
        default_locale: campaign.default_locale,
        creatives: campaign.creatives,
        variants,
    }
}

/// What every offer of `product` is suppressed by: owning it or a substitute, and an application under way.
///
/// A nudge to finish an application is of the category activation, and concerns those who have one.
fn of_product(
    product: &ProductId,
    category: Category,
    rules: &Rules<'_>,
    catalogue: &Catalogue,
) -> Vec<(&'static str, Condition)> {
    let others = rules.substitutes.iter().filter(|(of, _)| of == product).flat_map(|(_, others)| others);
    let owned = core::iter::once(product).chain(others).cloned().map(Condition::Owns).collect();
    let mut suppressions = vec![("owns_product", Condition::Any(owned))];
    let state = FeatureId::new(&format!("app.{product}.state")).ok();
    let entry = state.as_ref().and_then(|id| catalogue.get(catalogue.find(id.as_str())?));
    if let (Some(Feature { kind: FeatureType::Enumeration(known), .. }), Some(feature)) = (entry, state)
        && category != Category::Activation
    {
        let under_way = |state: &&Symbol| UNDER_WAY.contains(&state.as_str());
        let values = known.iter().filter(under_way).cloned().collect();
        suppressions.push(("pending_application", Condition::OneOf(OneOf { feature, values })));
    }
    suppressions
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
