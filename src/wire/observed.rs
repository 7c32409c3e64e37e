//! Events as the host observes them, on their way into the history.

use super::entries::{known, open, parsed, parsed_if_given};
use super::history::{KindWord, kind_in, target_in};
use super::{At, Malformed, Object, Tree, document};
use crate::history::{Event, EventId, Exposure, Happening, History, Outcome};
use crate::id::{CampaignId, SlotId, Unit};
use crate::time::Moment;

/// The event in `text`, as the host observed it; what it leaves out is looked up in the placement that `history` remembers.
///
/// | field | holds |
/// |---|---|
/// | `at` | when, RFC 3339 |
/// | `kind` | `impression`, `click`, `dismiss`, `not_interested`, `start`, `refuse` or `allow` |
/// | `placement` | the id of the placement, from the decision |
/// | `campaign`, `slot` | where the placement does not say it |
/// | `target` | of `refuse` and `allow`: of what |
/// | `nonce` | sets the ids of two hosts apart that observe in the same millisecond: 16 hexadecimal digits |
///
/// Its id is the same for every copy of one observation. A word of the customer is dated after the one that it takes back, so that it
/// holds from now on whatever the clock did.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(text: &str, history: &History) -> Result<Event, Malformed> {
    const NAME: &str = "event";
    let tree = super::parse(NAME, text)?;
    document(NAME, |top| from_tree(&tree, top, history))
}

fn from_tree(tree: &Tree<'_>, top: &At<'_>, history: &History) -> Event {
    let mut object = open(tree, top);
    let kind = kind_in(&mut object);
    let mut at = parsed(&mut object, "at", Moment::parse).millis();
    let nonce = parsed_if_given(&mut object, "nonce", Unit::from_hex);
    let what = match kind {
        KindWord::Impression => did(Outcome::Impression, &mut object, history),
        KindWord::Click => did(Outcome::Click, &mut object, history),
        KindWord::Dismiss => did(Outcome::Dismiss, &mut object, history),
        KindWord::NotInterested => did(Outcome::NotInterested, &mut object, history),
        KindWord::Start => did(Outcome::Start, &mut object, history),
        KindWord::Refuse | KindWord::Allow => {
            let target = target_in(&mut object);
            at = history.spoken(&target, kind == KindWord::Refuse, at);
            if kind == KindWord::Refuse { Happening::Refused(target) } else { Happening::Allowed(target) }
        }
        KindWord::Placed | KindWord::Ghost | KindWord::Enrol | KindWord::Notified => {
            top.refuse_field("kind", "the engine writes events of this kind itself");
            did(Outcome::Impression, &mut object, history)
        }
    };
    object.end();
    let id = id(at, nonce, kind, &what);
    Event { at, id: known(EventId::new(&id), top), what }
}

fn did(outcome: Outcome, object: &mut Object<'_, '_>, history: &History) -> Happening {
    let placement = parsed_if_given(object, "placement", EventId::new);
    let placed = placement.as_ref().and_then(|id| history.placed(id));
    let campaign = parsed_if_given(object, "campaign", CampaignId::new);
    let campaign = campaign.or_else(|| placed.map(|exposure| exposure.campaign.clone()));
    let (missing, mend) = match &placement {
        Some(_) => ("placement", "the history knows no such placement, or no longer: say `campaign` and `slot` too"),
        None => ("campaign", "name the campaign"),
    };
    let slot = parsed_if_given(object, "slot", SlotId::new);
    let exposure = Exposure {
        campaign: known(campaign.ok_or(mend), &object.at().field(missing)),
        group: None,
        slot: slot.or_else(|| placed.and_then(|exposure| exposure.slot.clone())),
        placement,
    };
    Happening::Did { outcome, exposure }
}

fn id(at: i64, nonce: Option<Unit>, kind: KindWord, what: &Happening) -> String {
    let kind = kind.as_str();
    let about;
    let about = match what {
        Happening::Did { exposure: Exposure { placement: Some(placement), .. }, .. } => {
            return format!("{}-{kind}", placement.as_str());
        }
        Happening::Placed { exposure, .. } | Happening::Did { exposure, .. } | Happening::Ghost(exposure) => {
            exposure.campaign.as_str()
        }
        Happening::Refused(target) | Happening::Allowed(target) => {
            // A product and a topic may have the same id.
            let (of, id) = target.words();
            about = [of, if id.is_empty() { "" } else { "-" }, id].concat();
            &about
        }
        Happening::Notified { campaign, .. } => campaign.as_str(),
        Happening::Enrolled { experiment, .. } => experiment,
    };
    let nonce = nonce.map_or_else(String::new, |nonce| format!("-{nonce}"));
    format!("{at}{nonce}-{kind}-{about}")
}
