//! Examples of a campaign: who sees it and who does not. They become golden decisions, which the bank approves and every engine
//! replays before it runs the campaign.

use core::ops::Range;
use std::sync::Arc;

use super::finding::{FIELD_MISSING, Finding, Source, VALUE_INVALID};
use super::node::Node;
use super::request;
use crate::campaign::Tier;
use crate::compile::nearest;
use crate::decision::Gate;
use crate::feature::Catalogue;
use crate::id::SuppressionCode;
use crate::time::Moment;
use crate::wire::golden::{GoldenDoc, MAX_PER_CAMPAIGN};

/// An example of a campaign, with the place of what it expects.
#[derive(Debug, Clone)]
pub struct ExampleDraft {
    /// The golden decision that it becomes.
    pub golden: GoldenDoc,
    file: Arc<Source>,
    at: Range<usize>,
}

impl ExampleDraft {
    /// The finding that this example comes out otherwise than it expects: at the gate `reached`.
    #[must_use]
    pub fn mismatch(&self, reached: &str, suppression: Option<&SuppressionCode>) -> Finding {
        let expected = &self.golden.expect;
        let by = suppression.map_or_else(String::new, |code| format!(" by `{code}`"));
        let said = format!(
            "the campaign reaches `{reached}`{by} here, where the example expects `{expected}`: mend the one that is wrong"
        );
        Finding::new(EXAMPLE_MISMATCH, &self.file, self.at.clone(), &said)
    }
}

/// An example that comes out otherwise than it says.
const EXAMPLE_MISMATCH: &str = "EXAMPLE_MISMATCH";

/// Every gate that a campaign can reach on its own; a golden decision expects one of them.
const GATES: [Gate; 14] = [
    Gate::Shown,
    Gate::NotScheduled,
    Gate::NotPermitted,
    Gate::Suppressed(Tier::T0),
    Gate::SuppressedUnknown(Tier::T0),
    Gate::NotTriggered,
    Gate::TriggerUnknown,
    Gate::HistoryOverflow,
    Gate::HistoryEphemeral,
    Gate::Refused,
    Gate::Capped,
    Gate::Cooling,
    Gate::HeldOut,
    Gate::HoldoutUnknown,
];

/// The examples in `authored`, for the campaign in `root`; `None` where the campaign lacks what they need.
///
/// What an example does not say is taken from its campaign: the first moment of its schedule, its slots, its default locale.
pub(super) fn read(
    authored: &Node,
    root: &Node,
    catalogue: &Catalogue,
    file: &Arc<Source>,
    findings: &mut Vec<Finding>,
) -> Option<Vec<ExampleDraft>> {
    let campaign = root.get("campaign")?.spelling()?;
    let from = root.get("schedule")?.get("from")?;
    let defaults = request::Defaults {
        now: Moment::parse(&from.spelling()?).ok()?,
        locale: root.get("default_locale")?.clone(),
        slots: root.get("slots")?.clone(),
    };
    if authored.items().len() > MAX_PER_CAMPAIGN {
        let at = authored.items().get(MAX_PER_CAMPAIGN).unwrap_or(authored).at.clone().unwrap_or(0..0);
        let said = format!("a campaign has {MAX_PER_CAMPAIGN} examples at most: remove this one");
        findings.push(Finding::new(VALUE_INVALID, file, at, &said));
    }
    let mut examples = Vec::new();
    for example in authored.items() {
        let mut asked = example.clone();
        let because = taken(&mut asked, "because", file, findings);
        let expect =
            taken(&mut asked, "expect", file, findings).filter(|(word, node)| is_gate(word, node, file, findings));
        let request = request::read(&asked, &defaults, catalogue, file, findings);
        if let (Some((because, _)), Some((expect, node)), Some(request)) = (because, expect, request) {
            let golden = GoldenDoc { because, campaign: campaign.clone(), expect, request };
            examples.push(ExampleDraft { golden, file: Arc::clone(file), at: node.at.unwrap_or(0..0) });
        }
    }
    Some(examples)
}

fn taken(example: &mut Node, name: &str, file: &Arc<Source>, findings: &mut Vec<Finding>) -> Option<(String, Node)> {
    let text = example.take(name).and_then(|node| Some((node.spelling()?, node)));
    if text.is_none() {
        let at = example.at.clone().unwrap_or(0..0);
        findings.push(Finding::new(FIELD_MISSING, file, at, &format!("the example has no `{name}`: add it")));
    }
    text
}

fn is_gate(word: &str, node: &Node, file: &Arc<Source>, findings: &mut Vec<Finding>) -> bool {
    let known = || GATES.iter().map(|gate| gate.word());
    if known().any(|gate| gate == word) {
        return true;
    }
    let mend = match nearest(known(), word) {
        Some(gate) => format!("did you mean `{gate}`?"),
        None => "write `shown`, `not_triggered`, `suppressed` or another gate".into(),
    };
    let said = format!("`{word}` is not a gate that a campaign reaches on its own: {mend}");
    findings.push(Finding::new(VALUE_INVALID, file, node.at.clone().unwrap_or(0..0), &said));
    false
}
