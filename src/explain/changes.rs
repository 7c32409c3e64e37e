//! What changed from one version of a campaign, of the policy or of the catalogue to another, in sentences.
//!
//! A difference is never empty where a byte differs: what the sentences do not tell is shown by its path, with both values.

use std::collections::BTreeSet;

use crate::campaign::{Campaign, Policy};
use crate::feature::Catalogue;
use crate::id::FeatureId;
use crate::wire;

use super::comparison::Difference;
use super::naming::Naming;
use super::phrase::Language;
use super::section::Section;
use super::{campaigns, policies};

/// One version of a document, as it is read and as it is signed.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a, T> {
    /// What it says.
    pub says: &'a T,
    /// Its canonical text.
    pub text: &'a str,
    /// The features that it may read.
    pub catalogue: &'a Catalogue,
    /// What holds for all campaigns beside it.
    pub policy: &'a Policy,
}

/// What changed from `before` to `after`, two versions of one campaign, each with the catalogue and policy of its release.
///
/// Total, and the same text on every machine.
#[must_use]
pub fn campaign_changes(
    before: &Version<'_, Campaign>,
    after: &Version<'_, Campaign>,
    language: Language,
) -> Difference {
    let told = |version: &Version<'_, Campaign>, campaign: &Campaign| {
        campaigns::sections(campaign, version.catalogue, version.policy, language)
    };
    changes(before, after, language, &told, &|text| wire::campaign::read(text.as_bytes()).ok())
}

/// What changed from `before` to `after`, two versions of the policy with its segments.
///
/// Total, and the same text on every machine.
#[must_use]
pub fn policy_changes(before: &Version<'_, Policy>, after: &Version<'_, Policy>, language: Language) -> Difference {
    let told = |version: &Version<'_, Policy>, policy: &Policy| policies::sections(policy, version.catalogue, language);
    changes(before, after, language, &told, &|text| wire::policy::read(text.as_bytes()).ok())
}

/// What changed from `before` to `after`, two versions of the catalogue: in sentences for the features of `read`, and to the byte for
/// those that nothing reads.
///
/// Total, and the same text on every machine.
#[must_use]
pub fn catalogue_changes(
    before: &Version<'_, Catalogue>,
    after: &Version<'_, Catalogue>,
    read: &BTreeSet<FeatureId>,
    language: Language,
) -> Difference {
    let told = |_: &Version<'_, Catalogue>, catalogue: &Catalogue| -> Vec<Section> {
        let naming = Naming { language, catalogue };
        let entries = catalogue.features().iter().filter(|feature| read.contains(&feature.id));
        entries.map(|feature| naming.entry(feature)).collect()
    };
    changes(before, after, language, &told, &|text| wire::catalogue::read(text.as_bytes()).ok())
}

/// What changed from `before` to `after`, two versions of a text that no sentences tell, such as golden decisions.
#[must_use]
pub fn text_changes(before: &str, after: &str, language: Language) -> Difference {
    let untold = |_: &str| None;
    Difference::of(language, [before, after], [&[], &[]], [&untold, &untold])
}

fn changes<T>(
    before: &Version<'_, T>,
    after: &Version<'_, T>,
    language: Language,
    told: &dyn Fn(&Version<'_, T>, &T) -> Vec<Section>,
    read: &dyn Fn(&str) -> Option<T>,
) -> Difference {
    let (old, new) = (told(before, before.says), told(after, after.says));
    let in_old = |text: &str| Some(told(before, &read(text)?));
    let in_new = |text: &str| Some(told(after, &read(text)?));
    Difference::of(language, [before.text, after.text], [&old, &new], [&in_old, &in_new])
}
