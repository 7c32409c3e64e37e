//! What changed since another release, told as data: each difference in sentences and to the byte, and which verdicts carry forward.

use super::Opened;
use super::changes::{self, Cause, Change, Changes, Link, NewlyRead, Reviewed, Standing};
use super::edition::Edition;
use super::facts::{digest_of, moment, refused};
use crate::bundle::{Transport, Verdict, VerifyError, shown};
use crate::campaign::Campaign;
use crate::explain::{Difference, Language};
use crate::id::CampaignId;
use crate::wire::Tree;
use crate::wire::spelling::{self, NONE, field, texts};

impl Opened {
    /// The canonical text of what changed since the release in the text `other`, which may have been approved or not.
    ///
    /// # Errors
    /// [`VerifyError`] where no vendor of this root signed it.
    pub fn changes(&self, other: &str, language: Language) -> Result<String, Box<VerifyError>> {
        let parts = Transport::read(other)?;
        let before = Edition::of(&parts, &shown(other, &self.root)?.release)?;
        let last = changes::last(other, &self.root, self.bundle.release.version);
        let changes = Changes::of(&self.edition, Some(&before), language);
        let carries = last.is_ok();
        let campaigns = changes.campaigns.iter().map(|reviewed| campaign(reviewed, carries));
        Ok(spelling::write(&Tree::Object(vec![
            field("campaigns", Tree::List(campaigns.collect())),
            field("catalogue", document(&changes.catalogue)),
            field("features", Tree::List(changes.features.iter().map(feature).collect())),
            field(
                "last",
                match &last {
                    Ok(_) => Tree::Object(vec![field("ok", Tree::Flag(true))]),
                    Err(error) => refused(error.code(), "$", error.to_string()),
                },
            ),
            field("links", Tree::List(changes.links.iter().map(link).collect())),
            field(
                "other",
                Tree::Object(vec![
                    field("index", digest_of(&parts.index)),
                    field("issued", moment(before.release.issued)),
                    field("sheet", digest_of(&parts.sheet)),
                    field("version", Tree::Whole(before.release.version.get())),
                ]),
            ),
            field("policy", document(&changes.policy)),
            field("removed", Tree::List(changes.removed.iter().map(removed).collect())),
        ])))
    }
}

fn campaign<'a>(Reviewed { campaign, proposed, standing }: &'a Reviewed<'_>, carries: bool) -> Tree<'a> {
    let (word, was, because, said, goldens) = match standing {
        Standing::New => ("new", None, [].as_slice(), NONE, NONE),
        Standing::Unchanged(was) => ("unchanged", Some(*was), [].as_slice(), NONE, NONE),
        Standing::Changed { was, because, difference, goldens } => {
            ("changed", Some(*was), because.as_slice(), difference.tree(), some(goldens))
        }
    };
    Tree::Object(vec![
        field("because", texts(because.iter().map(|cause: &Cause| cause.word()))),
        field("campaign", Tree::text(campaign.id.as_str())),
        field("carries", verdict(standing.carries().filter(|_| carries))),
        field("difference", said),
        field("goldens", goldens),
        field("proposed", verdict(Some(proposed.verdict))),
        field("standing", Tree::text(word)),
        field("was", verdict(was)),
    ])
}

/// A difference, or nothing where there is none.
fn some(difference: &Difference) -> Tree<'_> {
    if difference.is_empty() { NONE } else { difference.tree() }
}

fn verdict(verdict: Option<Verdict>) -> Tree<'static> {
    verdict.map_or(NONE, |verdict| Tree::text(verdict.as_str()))
}

fn document(change: &Change) -> Tree<'_> {
    let (standing, difference) = match change {
        Change::New | Change::Unchanged => ("unchanged", NONE),
        Change::Changed(difference) => ("changed", difference.tree()),
    };
    Tree::Object(vec![field("difference", difference), field("standing", Tree::text(standing))])
}

fn ids<'a>(campaigns: &[&'a CampaignId]) -> Tree<'a> {
    texts(campaigns.iter().map(|id| id.as_str()))
}

fn link<'a>(Link { url, campaigns, known }: &'a Link<'_>) -> Tree<'a> {
    Tree::Object(vec![
        field("campaigns", ids(campaigns)),
        field("known", Tree::Flag(*known)),
        field("url", Tree::text(url)),
    ])
}

fn feature<'a>(NewlyRead { feature, campaigns }: &'a NewlyRead<'_>) -> Tree<'a> {
    Tree::Object(vec![field("campaigns", ids(campaigns)), field("feature", Tree::text(feature.id.as_str()))])
}

fn removed<'a>((campaign, was): &'a (&Campaign, Verdict)) -> Tree<'a> {
    Tree::Object(vec![
        field("campaign", Tree::text(campaign.id.as_str())),
        field("name", Tree::text(&campaign.name)),
        field("was", verdict(Some(*was))),
    ])
}
