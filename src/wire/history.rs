//! The history document that the host keeps.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{at_most, bounded, format_1, integer_if_given, integer_in, open, parsed, parsed_if_given, word};
use super::object::for_each;
use super::spelling::{self, field};
use super::words::{Words, word_of};
use super::{At, Malformed, Object, Tree, document};
use crate::history::{Event, EventId, Exposure, Happening, History, Outcome, Target};
use crate::id::{CampaignId, GroupId, NoticeCode, ProductId, SlotId, TopicId, Unit};
use crate::stand_in::StandIn;
#[cfg(feature = "cli")]
pub use doc::{EventDoc, HistoryDoc, TargetDoc};

const NAME: &str = "history";

/// Most events a history document may carry; a longer one is refused before it costs anything.
pub const MAX_DOCUMENT_EVENTS: usize = 20_000;
/// Most bytes a history document of its own may have.
pub const MAX_DOCUMENT_BYTES: usize = 2 * 1024 * 1024;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema))]
#[cfg_attr(feature = "cli", serde(rename_all = "snake_case"))]
#[expect(missing_docs, reason = "the words are those of the vocabulary, documented there")]
pub enum KindWord {
    Placed,
    Impression,
    Click,
    Dismiss,
    NotInterested,
    Start,
    Ghost,
    Refuse,
    Allow,
    Enrol,
    Notified,
}

impl StandIn for KindWord {
    fn stand_in() -> Self {
        Self::Impression
    }
}

const KINDS: &Words<KindWord> = &Words {
    words: &[
        "placed",
        "impression",
        "click",
        "dismiss",
        "not_interested",
        "start",
        "ghost",
        "refuse",
        "allow",
        "enrol",
        "notified",
    ],
    meanings: &[
        KindWord::Placed,
        KindWord::Impression,
        KindWord::Click,
        KindWord::Dismiss,
        KindWord::NotInterested,
        KindWord::Start,
        KindWord::Ghost,
        KindWord::Refuse,
        KindWord::Allow,
        KindWord::Enrol,
        KindWord::Notified,
    ],
};

impl KindWord {
    /// The word as it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        word_of(KINDS, self)
    }
}

impl From<Outcome> for KindWord {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Impression => Self::Impression,
            Outcome::Click => Self::Click,
            Outcome::Dismiss => Self::Dismiss,
            Outcome::NotInterested => Self::NotInterested,
            Outcome::Start => Self::Start,
        }
    }
}

/// The history in `text`.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(text: &str) -> Result<History, Malformed> {
    if text.len() > MAX_DOCUMENT_BYTES {
        return Err(Malformed::whole(NAME, "2 MiB at most"));
    }
    let tree = super::parse(NAME, text)?;
    document(NAME, |top| from_tree(&tree, top))
}

/// The union of the history `known` and that in `text`.
///
/// # Errors
/// [`Malformed`] with the path to the fault, also where together they have more events than can be read again.
pub fn union(known: &History, text: &str) -> Result<History, Malformed> {
    let both = known.merge(&read(text)?);
    document(NAME, |top| {
        if both.events().len() > MAX_DOCUMENT_EVENTS {
            at_most(MAX_DOCUMENT_EVENTS, &top.field("events"));
        }
        both
    })
}

/// The history that `tree` is.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> History {
    let mut object = open(tree, at);
    format_1(&mut object, NAME);
    let list = object.list("events");
    let pruned_before = integer_if_given(&mut object, "pruned_before");
    let seed = parsed_if_given(&mut object, "seed", Unit::from_hex);
    object.end();
    let at = at.field("events");
    let mut events = Vec::new();
    for_each(bounded(list, MAX_DOCUMENT_EVENTS, &at), &at, &mut |tree, at| events.push(event(tree, at)));
    History::new(events, seed, pruned_before)
}

fn event(tree: &Tree<'_>, at: &At<'_>) -> Event {
    let mut object = open(tree, at);
    let at = integer_in(&mut object, "at");
    let id = parsed(&mut object, "id", EventId::new);
    let kind = kind_in(&mut object);
    let what = match kind {
        KindWord::Placed => {
            Happening::Placed { until: integer_in(&mut object, "until"), exposure: exposure(&mut object) }
        }
        KindWord::Impression => did(Outcome::Impression, &mut object),
        KindWord::Click => did(Outcome::Click, &mut object),
        KindWord::Dismiss => did(Outcome::Dismiss, &mut object),
        KindWord::NotInterested => did(Outcome::NotInterested, &mut object),
        KindWord::Start => did(Outcome::Start, &mut object),
        KindWord::Ghost => Happening::Ghost(exposure(&mut object)),
        KindWord::Refuse => Happening::Refused(target_in(&mut object)),
        KindWord::Allow => Happening::Allowed(target_in(&mut object)),
        KindWord::Enrol => Happening::Enrolled {
            experiment: parsed(&mut object, "experiment", printable),
            arm: parsed(&mut object, "arm", printable),
        },
        KindWord::Notified => Happening::Notified {
            campaign: parsed(&mut object, "campaign", CampaignId::new),
            notice: parsed(&mut object, "notice", NoticeCode::new),
            period: parsed(&mut object, "period", printable),
        },
    };
    // A field that its kind does not have would be lost: it is refused instead.
    object.end();
    Event { at, id, what }
}

/// The kind in the field `kind`.
pub(super) fn kind_in(object: &mut Object<'_, '_>) -> KindWord {
    word(object, "kind", KINDS)
}

fn did(outcome: Outcome, object: &mut Object<'_, '_>) -> Happening {
    Happening::Did { outcome, exposure: exposure(object) }
}

fn exposure(object: &mut Object<'_, '_>) -> Exposure {
    Exposure {
        campaign: parsed(object, "campaign", CampaignId::new),
        group: parsed_if_given(object, "group", GroupId::new),
        slot: parsed_if_given(object, "slot", SlotId::new),
        placement: parsed_if_given(object, "placement", EventId::new),
    }
}

/// What is refused or allowed, in the field `target`: `"all"`, or the kind of thing and its id.
pub(super) fn target_in(object: &mut Object<'_, '_>) -> Target {
    let tree = object.take("target");
    let at = object.at().field("target");
    if let Tree::Text(text) = tree {
        if text != "all" {
            at.refuse("write `all`, or a campaign, product or topic");
        }
        return Target::All;
    }
    let mut target = open(tree, &at);
    let (campaign, product, topic) = (
        parsed_if_given(&mut target, "campaign", CampaignId::new),
        parsed_if_given(&mut target, "product", ProductId::new),
        parsed_if_given(&mut target, "topic", TopicId::new),
    );
    target.end();
    match (campaign, product, topic) {
        (Some(campaign), None, None) => Target::Campaign(campaign),
        (None, Some(product), None) => Target::Product(product),
        (None, None, Some(topic)) => Target::Topic(topic),
        (_, _, _) => {
            at.refuse("expected exactly one key");
            Target::All
        }
    }
}

/// A text of 1 to 96 printable ASCII characters.
fn printable(text: &str) -> Result<Box<str>, &'static str> {
    let fits = (1..=96).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if fits { Ok(text.into()) } else { Err("write 1 to 96 printable ASCII characters") }
}

/// The canonical text of what the customer refuses now, ascending by the kind of target and its id: of what, since when, and the id of
/// the event that says so.
#[must_use]
pub fn write_choices(history: &History) -> String {
    let choices = history.choices().into_iter().map(|(target, event)| {
        Tree::Object(vec![
            field("id", Tree::text(event.id.as_str())),
            field("since", Tree::integer(event.at)),
            field("target", target_tree(target)),
        ])
    });
    spelling::write(&Tree::List(choices.collect()))
}

/// The document of `history`.
pub(super) fn tree(history: &History) -> Tree<'_> {
    Tree::Object(vec![
        field("events", Tree::List(history.events().iter().map(event_tree).collect())),
        field("history", Tree::Whole(1)),
        field("pruned_before", history.pruned_before.map_or(Tree::Null, Tree::integer)),
        field("seed", history.seed.map_or(Tree::Null, |seed| Tree::written(seed.to_string()))),
    ])
}

fn event_tree(event: &Event) -> Tree<'_> {
    let at = field("at", Tree::integer(event.at));
    let id = field("id", Tree::text(event.id.as_str()));
    let kind = |kind: KindWord| field("kind", Tree::text(kind.as_str()));
    Tree::Object(match &event.what {
        Happening::Placed { exposure, until } => {
            return exposed(event, KindWord::Placed, exposure, Tree::integer(*until));
        }
        Happening::Did { outcome, exposure } => return exposed(event, (*outcome).into(), exposure, Tree::Null),
        Happening::Ghost(exposure) => return exposed(event, KindWord::Ghost, exposure, Tree::Null),
        Happening::Refused(target) => vec![at, id, kind(KindWord::Refuse), field("target", target_tree(target))],
        Happening::Allowed(target) => vec![at, id, kind(KindWord::Allow), field("target", target_tree(target))],
        Happening::Enrolled { experiment, arm } => vec![
            field("arm", Tree::text(arm)),
            at,
            field("experiment", Tree::text(experiment)),
            id,
            kind(KindWord::Enrol),
        ],
        Happening::Notified { campaign, notice, period } => vec![
            at,
            field("campaign", Tree::text(campaign.as_str())),
            id,
            kind(KindWord::Notified),
            field("notice", Tree::text(notice.as_str())),
            field("period", Tree::text(period)),
        ],
    })
}

fn exposed<'a>(event: &'a Event, kind: KindWord, exposure: &'a Exposure, until: Tree<'a>) -> Tree<'a> {
    let given = |text: Option<&'a str>| text.map_or(Tree::Null, Tree::text);
    Tree::Object(vec![
        field("at", Tree::integer(event.at)),
        field("campaign", Tree::text(exposure.campaign.as_str())),
        field("group", given(exposure.group.as_ref().map(GroupId::as_str))),
        field("id", Tree::text(event.id.as_str())),
        field("kind", Tree::text(kind.as_str())),
        field("placement", given(exposure.placement.as_ref().map(EventId::as_str))),
        field("slot", given(exposure.slot.as_ref().map(SlotId::as_str))),
        field("until", until),
    ])
}

fn target_tree(target: &Target) -> Tree<'_> {
    match target.words() {
        (all, "") => Tree::text(all),
        (name, id) => Tree::Object(vec![field(name, Tree::text(id))]),
    }
}
