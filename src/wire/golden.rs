//! Golden decisions: what the bank approved that a bundle decides, replayed before it is activated.

use super::entries::{open, parsed};
use super::fields::within;
use super::object::for_each;
#[cfg(feature = "cli")]
use super::request::RequestDoc;
use super::shown::shown;
use super::{At, Malformed, Tree, canonical, document, request};
use crate::feature::Catalogue;
use crate::history::History;
use crate::id::CampaignId;
use crate::request::Request;

const NAME: &str = "goldens";

/// Most golden decisions of one campaign.
pub const MAX_PER_CAMPAIGN: usize = 2;

/// The golden decisions of a bundle.
#[cfg(feature = "cli")]
#[derive(Debug, Clone, serde::Serialize)]
pub struct GoldensDoc {
    /// In order of campaign.
    pub goldens: Vec<GoldenDoc>,
}

/// One golden decision.
#[cfg(feature = "cli")]
#[derive(Debug, Clone, serde::Serialize)]
pub struct GoldenDoc {
    /// Why it must be so, for people.
    pub because: String,
    /// The campaign it is about.
    pub campaign: String,
    /// The word of the gate that the campaign must reach.
    pub expect: String,
    /// The request, with features and history.
    pub request: RequestDoc,
}

/// One golden decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Golden {
    /// The campaign it is about.
    pub campaign: CampaignId,
    /// The word of the gate that the campaign must reach.
    pub expect: Box<str>,
    /// The request.
    pub request: Request,
    /// The history.
    pub history: History,
}

/// The golden decisions in canonical `bytes`, their features held against `catalogue`.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(bytes: &[u8], catalogue: &Catalogue) -> Result<Vec<Golden>, Malformed> {
    let tree = canonical::parse(NAME, bytes)?;
    document(NAME, |top| from_tree(&tree, top, catalogue))
}

fn from_tree(tree: &Tree<'_>, at: &At<'_>, catalogue: &Catalogue) -> Vec<Golden> {
    let mut object = open(tree, at);
    let list = object.list("goldens");
    object.end();
    let place = at.field("goldens");
    let mut goldens = Vec::new();
    for_each(list, &place, &mut |tree, at| goldens.push(golden(tree, at, catalogue)));
    let of = |id: &CampaignId| goldens.iter().filter(|golden| golden.campaign == *id).count();
    if let Some(golden) = goldens.iter().find(|golden| of(&golden.campaign) > MAX_PER_CAMPAIGN) {
        at.refuse_for(&format_args!("`{}` has more than {MAX_PER_CAMPAIGN}", golden.campaign));
    }
    goldens
}

fn golden(tree: &Tree<'_>, at: &At<'_>, catalogue: &Catalogue) -> Golden {
    let mut object = open(tree, at);
    // Why it must be so is for people; here it need only be said, and say nothing that they would not see.
    within(&mut object, "because", shown);
    let campaign = parsed(&mut object, "campaign", CampaignId::new);
    let expect = object.text("expect").into();
    let (request, history) = request::from_tree(object.take("request"), &at.field("request"), catalogue);
    object.end();
    Golden { campaign, expect, request, history }
}
