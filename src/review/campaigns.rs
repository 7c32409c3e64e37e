//! Each campaign for its reviewers: what was judged and by what, what it reads, and where it leads.

use super::Opened;
use super::evidence::{Piece, Standing};
use super::facts::{count, digest, moment};
use crate::bundle::{SheetEntry, Verdict};
use crate::campaign::{Campaign, Creative, Experiment, ExperimentState, Holdout, Notify, Participation, Variant};
use crate::explain::ReadPart;
use crate::id::{ArmId, ConflictGroupId, FeatureId, GroupId, Locale, ProductId, TopicId};
use crate::wire::campaign::{category_word, class_word};
use crate::wire::notify::again_word;
use crate::wire::spelling::{self, NONE, field, text_or_null, texts};
use crate::wire::{Field, Tree};

/// One banner, and where it stands.
struct Banner<'a> {
    of: &'static str,
    name: Option<String>,
    locale: &'a Locale,
    creative: &'a Creative,
}

impl Opened {
    /// The canonical text of all campaigns, ascending by id.
    #[must_use]
    pub fn campaigns(&self) -> String {
        let campaigns = self.edition.campaigns.iter().zip(&self.edition.sheet.campaigns);
        spelling::write(&Tree::List(
            campaigns.map(|((campaign, text), entry)| self.told(campaign, text, entry)).collect(),
        ))
    }

    fn told<'a>(&'a self, campaign: &'a Campaign, text: &str, entry: &'a SheetEntry) -> Tree<'a> {
        let denied = self.page.deny.contains(&campaign.id);
        let signed_off = entry.verdict == Verdict::Approved && self.is_approved() && !denied;
        let schedule =
            vec![field("from", moment(campaign.schedule.from)), field("until", moment(campaign.schedule.until))];
        let holdout = |holdout: &Holdout| Tree::Object(vec![field("share_bp", Tree::Whole(holdout.share_bp.into()))]);
        let pieces = self.pieces.iter().filter(|piece| piece.campaign == campaign.id);
        let stakes = campaign.experiments.iter().filter_map(|stake| self.experiment(stake));
        let mut fields = vec![
            field("bytes", count(text.len())),
            field("campaign", Tree::text(campaign.id.as_str())),
            field("category", Tree::text(category_word(campaign.category))),
            field("class", Tree::text(class_word(campaign.class))),
            field("conflict_group", text_or_null(campaign.conflict_group.as_ref().map(ConflictGroupId::as_str))),
            field("default_locale", Tree::text(campaign.default_locale.as_str())),
            field("denied", Tree::Flag(denied)),
            field("digest", digest(entry.digest)),
            field("evidence", Tree::List(pieces.map(|piece| evidence(piece, entry)).collect())),
            field("experiments", Tree::List(stakes.collect())),
            field("group", text_or_null(campaign.group.as_ref().map(GroupId::as_str))),
            field("holdout", campaign.holdout.as_ref().map_or(NONE, holdout)),
            field("locales", texts(campaign.creatives.keys().map(Locale::as_str))),
            field("name", Tree::text(&campaign.name)),
            field("notifications", Tree::List(campaign.notify.iter().map(notification).collect())),
            field("priority", Tree::Whole(campaign.priority.get().into())),
            field("product", text_or_null(campaign.product.as_ref().map(ProductId::as_str))),
            field("reads", self.reads(campaign)),
            field("schedule", Tree::Object(schedule)),
            field("signed_off", Tree::Flag(signed_off)),
            field("slots", texts(campaign.slots.iter().map(|slot| slot.as_str()))),
            field("topic", text_or_null(campaign.topic.as_ref().map(TopicId::as_str))),
            field("verdict", Tree::text(entry.verdict.as_str())),
        ];
        let banners = banners(campaign);
        fields.push(field(
            "links",
            each(&banners, |creative| {
                Some(vec![
                    field("label", Tree::text(&creative.action.label)),
                    field("url", Tree::text(&creative.action.url)),
                ])
            }),
        ));
        fields.push(field(
            "offers",
            each(&banners, |creative| Some(vec![field("offer", Tree::text(&creative.action.offer))])),
        ));
        fields.push(field(
            "pictures",
            each(&banners, |creative| {
                let image = creative.image.as_ref()?;
                Some(vec![
                    field("alt", Tree::text(&image.alt)),
                    field("asset", Tree::text(image.asset.as_str())),
                    field("sha256", digest(image.sha256)),
                ])
            }),
        ));
        Tree::Object(fields)
    }

    /// The features that a campaign reads, each with the parts that read it.
    fn reads(&self, campaign: &Campaign) -> Tree<'_> {
        let (catalogue, policy) = (&self.edition.catalogue, &self.edition.policy);
        let parts = ReadPart::ALL.map(|part| (part, part.reads(campaign, catalogue, policy)));
        let told = catalogue.features().iter().filter_map(|feature| {
            let readers: Vec<&str> =
                parts.iter().filter(|(_, read)| read.contains(&feature.id)).map(|(part, _)| part.as_str()).collect();
            let read = Tree::Object(vec![
                field("feature", Tree::text(feature.id.as_str())),
                field("in", texts(readers.iter().copied())),
            ]);
            (!readers.is_empty()).then_some(read)
        });
        Tree::List(told.collect())
    }

    fn experiment<'a>(&'a self, stake: &'a Participation) -> Option<Tree<'a>> {
        let known = self.edition.policy.experiments.iter().find(|known| known.key() == stake.experiment)?;
        let Experiment { name, arms, coverage_bp, state, .. } = known;
        let state = match state {
            ExperimentState::Running => "running",
            ExperimentState::Paused => "paused",
            ExperimentState::Stopped => "stopped",
            ExperimentState::Shipped(_) => "shipped",
        };
        let arms = arms.iter().map(|arm| {
            Tree::Object(vec![
                field("arm", Tree::text(arm.id.as_str())),
                field("changes", texts(changes(stake, &arm.id).into_iter())),
                field("weight", Tree::Whole(arm.weight.into())),
            ])
        });
        Some(Tree::Object(vec![
            field("arms", Tree::List(arms.collect())),
            field("coverage_bp", Tree::Whole((*coverage_bp).into())),
            field("key", Tree::written(stake.experiment.to_string())),
            field("name", Tree::text(name)),
            field("state", Tree::text(state)),
        ]))
    }
}

/// What a campaign does otherwise in an arm.
fn changes(stake: &Participation, arm: &ArmId) -> Vec<&'static str> {
    let Some(Variant { creatives, when, schedule, .. }) = stake.arms.iter().find(|variant| variant.arm == *arm) else {
        return Vec::new();
    };
    let changed = [("creatives", !creatives.is_empty()), ("when", when.is_some()), ("schedule", schedule.is_some())];
    changed.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

fn evidence<'a>(piece: &Piece, entry: &'a SheetEntry) -> Tree<'a> {
    let stated = &entry.evidence;
    let stated = match (piece.kind.as_str(), piece.kind.locale()) {
        ("goldens", _) => stated.goldens,
        ("lint", _) => stated.lint,
        ("reach", _) => stated.reach,
        (_, locale) => locale.and_then(|locale| stated.renderings.get(locale).copied().flatten()),
    };
    let found = match piece.standing {
        Standing::Differs { found, .. } => found,
        Standing::Holds | Standing::NotMeasured | Standing::NotRemade => None,
    };
    Tree::Object(vec![
        field("digest", stated.map_or(NONE, digest)),
        field("found", found.map_or(NONE, digest)),
        field("kind", Tree::text(piece.kind.as_str())),
        field("locale", piece.kind.locale().map_or(NONE, |locale| Tree::written(locale.to_string()))),
        field("standing", Tree::text(piece.standing.as_str())),
    ])
}

fn notification(notify: &Notify) -> Tree<'_> {
    Tree::Object(vec![
        field("again", Tree::text(again_word(notify.again))),
        field("conditional", Tree::Flag(notify.when.is_some())),
        field("notice", Tree::text(notify.notice.as_str())),
        field("values", texts(notify.values.iter().map(FeatureId::as_str))),
    ])
}

/// Every banner that a customer may see.
fn banners(campaign: &Campaign) -> Vec<Banner<'_>> {
    let own = core::iter::once(("campaign", None, &campaign.creatives));
    let arms = campaign.experiments.iter().flat_map(|stake| {
        stake.arms.iter().map(|arm| ("arm", Some(format!("{}/{}", stake.experiment, arm.arm)), &arm.creatives))
    });
    let variants = campaign.variants.iter().map(|words| ("variant", Some(words.id.to_string()), &words.creatives));
    let banners = own.chain(arms).chain(variants).flat_map(|(of, name, creatives)| {
        creatives.iter().map(move |(locale, creative)| Banner { of, name: name.clone(), locale, creative })
    });
    banners.collect()
}

/// What `told` tells of each of `banners`, with the place of each.
fn each<'a>(banners: &[Banner<'a>], told: impl Fn(&'a Creative) -> Option<Vec<Field<'a>>>) -> Tree<'a> {
    let told = banners.iter().filter_map(|Banner { of, name, locale, creative }| {
        let mut fields = told(creative)?;
        fields.push(field("locale", Tree::text(locale.as_str())));
        fields.push(field("name", name.clone().map_or(NONE, Tree::written)));
        fields.push(field("of", Tree::text(of)));
        Some(Tree::Object(fields))
    });
    Tree::List(told.collect())
}
