//! What was measured: batches of events that the package's queue sends, and those of the bank's own systems. `MEASUREMENT.md` says it in full.
//!
//! An event has no field for who the customer is nor for any feature, and an unknown field is refused.

mod doc;

use super::entries::{bounded, flag_if_given, format_1, integer_if_given, open, parsed, parsed_if_given, word};
use super::experiment::reference;
use super::words::word_table;
use super::{At, Malformed, Tree, document, for_each};
use crate::campaign::ExperimentRef;
use crate::id::{ArmId, CampaignId, SlotId, Unit};
use crate::time::Day;
pub use doc::{MeasurementDoc, MeasurementsDoc};

const NAME: &str = "measurements";

/// Most events of one batch.
const MAX_EVENTS: usize = 20_000;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// At least half of the banner was visible for a second.
    Impression,
    /// The slot in which it would have stood was as visible, and the comparison group saw nothing of it.
    Ghost,
    /// The action was taken.
    Click,
    /// The banner was closed.
    Dismiss,
    /// An application was started.
    Start,
    /// The application was approved.
    Approve,
    /// The account or loan was funded.
    Fund,
    /// The product was used.
    Use,
}

impl Kind {
    /// All kinds, in the order in which they happen.
    pub const ALL: [Self; 8] =
        [Self::Impression, Self::Ghost, Self::Click, Self::Dismiss, Self::Start, Self::Approve, Self::Fund, Self::Use];

    /// The word in documents.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        super::words::word_of(KINDS, self)
    }

    /// Whether it happens to a banner, or to the slot of one, in a page.
    #[must_use]
    pub const fn is_of_page(self) -> bool {
        matches!(self, Self::Impression | Self::Ghost | Self::Click | Self::Dismiss)
    }
}

word_table! {
    /// What happened.
    KINDS, MeasuredWord = Kind {
        Impression = "impression", Ghost = "ghost", Click = "click", Dismiss = "dismiss", Start = "start",
        Approve = "approve", Fund = "fund", Use = "use",
    }
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// Drawn at random by who wrote it, so that an event that comes twice counts once.
    pub id: Unit,
    /// What happened.
    pub kind: Kind,
    /// The day at the bank.
    pub day: Day,
    /// The opaque code of the call to action.
    pub offer: Option<Box<str>>,
    /// The campaign; `None` where only the offer code is known.
    pub campaign: Option<CampaignId>,
    /// The slot.
    pub slot: Option<SlotId>,
    /// The arm that was seen by a customer who counts for it.
    pub arm: Option<(ExperimentRef, ArmId)>,
    /// Whether the customer belongs to the comparison group of the campaign.
    pub held_out: bool,
}

/// Events that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The events.
    pub events: Vec<Measurement>,
    /// How many events the sender could not keep since its last batch.
    pub dropped: u64,
}

/// The batch in `text`.
///
/// # Errors
/// [`Malformed`] with the path to the fault; no value is repeated.
pub fn read(text: &str) -> Result<Batch, Malformed> {
    let tree = super::parse(NAME, text)?;
    document(NAME, |top| batch(&tree, top))
}

fn batch(tree: &Tree<'_>, at: &At<'_>) -> Batch {
    let mut object = open(tree, at);
    format_1(&mut object, NAME);
    let list = object.list("events");
    let dropped = integer_if_given(&mut object, "dropped").map_or(Ok(0), u64::try_from);
    // What makes all batches of a sender of one size.
    object.optional("padding").map(|padding| super::text(padding, &at.field("padding")));
    object.end();
    let dropped = dropped.unwrap_or_else(|_| {
        at.refuse_field("dropped", "write 0 or more");
        0
    });
    let at = at.field("events");
    let mut events = Vec::new();
    for_each(bounded(list, MAX_EVENTS, &at), &at, &mut |tree, at| events.push(event(tree, at)));
    Batch { events, dropped }
}

fn event(tree: &Tree<'_>, at: &At<'_>) -> Measurement {
    let mut object = open(tree, at);
    let experiment = parsed_if_given(&mut object, "experiment", |text| reference(text).map_err(|_| NO_EXPERIMENT));
    let arm = parsed_if_given(&mut object, "arm", |text| ArmId::new(text).map_err(|_| NO_ID));
    let measurement = Measurement {
        id: parsed(&mut object, "id", Unit::from_hex),
        kind: word(&mut object, "kind", KINDS),
        day: parsed(&mut object, "day", |text| Day::parse(text).map_err(|_| NO_DAY)),
        offer: parsed_if_given(&mut object, "offer", offer),
        campaign: parsed_if_given(&mut object, "campaign", |text| CampaignId::new(text).map_err(|_| NO_ID)),
        slot: parsed_if_given(&mut object, "slot", |text| SlotId::new(text).map_err(|_| NO_ID)),
        held_out: flag_if_given(&mut object, "held_out").unwrap_or(false),
        arm: match (experiment, arm) {
            (Some(experiment), Some(arm)) => Some((experiment, arm)),
            (None, None) => None,
            (_, _) => {
                at.refuse_field("arm", "say both `experiment` and `arm`, or neither");
                None
            }
        },
    };
    object.end();
    if let Some((field, mend)) = fault(&measurement) {
        at.refuse_field(field, mend);
    }
    measurement
}

// What was found is not repeated: whatever stands there by mistake may be a customer's.
const NO_ID: &str = "not an id: write 1 to 64 of `a-z 0-9 . _ -`, starting with a letter or digit";
const NO_EXPERIMENT: &str = "not an experiment: write its id and version, as in `headline@1`";
const NO_DAY: &str = "not a day: write it as in `2026-11-23`";

fn offer(text: &str) -> Result<Box<str>, &'static str> {
    let fits = (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if fits { Ok(text.into()) } else { Err("an offer code is 1 to 64 of `A-Z a-z 0-9 _ -`") }
}

/// The field that does not go with the others, and the mend.
fn fault(event: &Measurement) -> Option<(&'static str, &'static str)> {
    let Measurement { kind, offer, campaign, slot, arm, held_out, .. } = event;
    let ghost = *kind == Kind::Ghost;
    if ghost || *held_out {
        // Nothing was shown: there is no code and no arm.
        let shown = if offer.is_some() { Some("offer") } else { arm.as_ref().map(|_| "arm") };
        if let Some(field) = shown {
            return Some((field, "a comparison group is shown nothing: leave it out"));
        }
        if campaign.is_none() {
            return Some(("campaign", "say whose comparison group it is"));
        }
    }
    if *held_out && kind.is_of_page() {
        return Some((
            "held_out",
            "only `start`, `approve`, `fund` and `use` say it; write `ghost` of what would have been shown",
        ));
    }
    if kind.is_of_page() && (campaign.is_none() || slot.is_none()) {
        return Some((
            if campaign.is_none() { "campaign" } else { "slot" },
            "a page knows what it shows, and where: say it",
        ));
    }
    if !ghost && !*held_out && offer.is_none() {
        return Some(("offer", "say the code of the call to action"));
    }
    if arm.is_some() && campaign.is_none() {
        return Some(("campaign", "say whose arm it is"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_says_what_its_kind_needs_and_nothing_else() {
        let page = r#""campaign":"c","day":"2026-11-23","id":"00000000000000ff","offer":"O-1","slot":"hero""#;
        let bank = r#""day":"2026-11-23","id":"00000000000000ff""#;
        for (event, path, because) in [
            (format!(r#"{{"kind":"impression",{page}}}"#), "", "what was seen"),
            (format!(r#"{{"arm":"a","experiment":"x@1","kind":"click",{page}}}"#), "", "in an arm"),
            (format!(r#"{{"campaign":"c","kind":"ghost","slot":"hero",{bank}}}"#), "", "what would have been shown"),
            (format!(r#"{{"kind":"fund","offer":"O-1",{bank}}}"#), "", "a bank's system knows the code"),
            (format!(r#"{{"campaign":"c","held_out":true,"kind":"fund",{bank}}}"#), "", "or that there was none"),
            (format!(r#"{{"campaign":null,"kind":"use","offer":"O-1",{bank}}}"#), "", "null is nothing"),
            (format!(r#"{{"kind":"view",{page}}}"#), "kind", "no such kind"),
            (format!(r#"{{"kind":"ghost",{page}}}"#), "offer", "nothing was shown"),
            (format!(r#"{{"kind":"ghost","slot":"hero",{bank}}}"#), "campaign", "a ghost of what"),
            (format!(r#"{{"campaign":"c","kind":"ghost",{bank}}}"#), "slot", "a ghost where"),
            (format!(r#"{{"kind":"click","offer":"O-1","slot":"hero",{bank}}}"#), "campaign", "a click on what"),
            (format!(r#"{{"campaign":"c","kind":"click","slot":"hero",{bank}}}"#), "offer", "to what end"),
            (format!(r#"{{"kind":"start",{bank}}}"#), "offer", "an application for what"),
            (
                format!(r#"{{"held_out":true,"kind":"click",{bank},"campaign":"c"}}"#),
                "held_out",
                "who sees nothing clicks nothing",
            ),
            (format!(r#"{{"held_out":true,"kind":"use","offer":"O-1",{bank}}}"#), "offer", "nor has a code"),
            (format!(r#"{{"arm":"a","kind":"click",{page}}}"#), "arm", "of which experiment"),
            (format!(r#"{{"arm":"a","experiment":"x","kind":"click",{page}}}"#), "experiment", "of which version"),
            (
                format!(r#"{{"arm":"a","experiment":"x@1","kind":"use","offer":"O-1",{bank}}}"#),
                "campaign",
                "of which campaign",
            ),
            (format!(r#"{{"customer":"anna","kind":"click",{page}}}"#), "customer", "no field says who"),
            (format!(r#"{{"at":1795444200000,"kind":"click",{page}}}"#), "at", "nor when, but for the day"),
            (
                r#"{"kind":"fund","offer":"O-1","id":"00000000000000ff","day":"2026-11-23T09:30:00Z"}"#.into(),
                "day",
                "a moment",
            ),
            (
                r#"{"kind":"fund","offer":"anna@example.com","id":"00000000000000ff","day":"2026-11-23"}"#.into(),
                "offer",
                "an address",
            ),
            (
                r#"{"kind":"fund","offer":"O-1","id":"1795444200000-hero","day":"2026-11-23"}"#.into(),
                "id",
                "an id that says when and where",
            ),
        ] {
            let text = format!(r#"{{"events":[{event}],"measurements":1,"padding":"  "}}"#);
            let told = read(&text).map_err(|fault| fault.path().to_owned());
            match path {
                "" => assert_eq!(told.map(|batch| batch.events.len()), Ok(1), "{because}"),
                path => assert_eq!(told, Err(format!("events[0].{path}")), "{because}"),
            }
            if let Err(fault) = read(&text) {
                assert!(!fault.to_string().contains("anna"), "{fault}");
            }
        }
        for (text, because) in [
            (r#"{"events":[]}"#, "of no format"),
            (r#"{"events":[],"measurements":2}"#, "of another"),
            (r#"{"dropped":-1,"events":[],"measurements":1}"#, "fewer than none dropped"),
            (r#"{"events":[],"measurements":1,"page":"home"}"#, "an unknown field"),
        ] {
            assert!(read(text).is_err(), "{because}");
        }
        assert_eq!(read(r#"{"dropped":3,"events":[],"measurements":1}"#), Ok(Batch { events: vec![], dropped: 3 }));
    }
}
