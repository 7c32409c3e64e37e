//! A campaign as it is authored: the wire's fields in YAML, and `examples` that become golden decisions.
//!
//! Each part is held against the rules on its own, inside a campaign that is otherwise right, so that an author sees all mistakes
//! at once and none hides another.

use std::sync::Arc;

use super::examples::{self, ExampleDraft};
use super::finding::{CONDITION_INVALID, CONTACT_INVALID, FIELD_MISSING, Finding, Findings, Source, VALUE_INVALID};
use super::node::{self, Key, Kind, Node};
use super::sense::Conditions;
use super::terms::{self, BoundTerm};
use super::typed;
use crate::campaign::{Campaign, MessageClass, Segment};
use crate::compile::{self, nearest};
use crate::feature::Catalogue;
use crate::id::ProductId;
use crate::wire::campaign::CampaignDoc;

/// A checked campaign, with its examples.
#[derive(Debug, Clone)]
pub struct CampaignDraft {
    /// As it will be signed.
    pub doc: CampaignDoc,
    /// What it means.
    pub campaign: Campaign,
    /// Its examples, which become golden decisions.
    pub examples: Vec<ExampleDraft>,
    /// Which words of it are terms; those are not signed, the words are.
    pub terms: Vec<BoundTerm>,
}

/// A right campaign with exactly the fields that each campaign must have.
const LEAST: &str = "
campaign: least
name: Least
category: service
class: promotional
schedule: {from: 2026-01-01T00:00:00Z, until: 2027-01-01T00:00:00Z}
slots: [hero]
priority: 0
when: {flag: stand-in}
default_locale: en-US
creatives: {en-US: {headline: a, body: b, action: {label: c, url: /d, offer: e}, why: f}}
";

/// The field whose conditions decide when a campaign is shown.
const WHEN: &str = "when";

/// The campaign in `file`, checked against `catalogue` and the policy's `segments`.
///
/// # Errors
/// All [`Findings`], each with its place.
pub fn read(file: &Arc<Source>, catalogue: &Catalogue, segments: &[Segment]) -> Result<CampaignDraft, Findings> {
    let mut root = node::parse(file).map_err(|finding| Findings(vec![finding]))?;
    let authored_examples = root.take("examples");
    let mut findings = Vec::new();
    let terms = terms::bind(&mut root, file, &mut findings);
    let mut checking = Checking { file, catalogue, segments, least: least()?, findings, stand_ins: 0 };
    let conditions = checking.fields(&root);
    let draft = checking.whole(&root);
    let mut findings = checking.findings;
    findings.append(&mut conditions.findings(&root, catalogue, file));
    let examples = authored_examples
        .and_then(|authored| examples::read(&authored, &root, catalogue, file, &mut findings))
        .unwrap_or_default();
    Findings(findings).or(())?;
    // Whatever leaves no draft has left a finding.
    let (doc, campaign) = draft.ok_or_else(|| Findings(Vec::new()))?;
    Ok(CampaignDraft { doc, campaign, examples, terms })
}

fn least() -> Result<Node, Findings> {
    let source = Source::new("least", LEAST.into());
    node::parse(&source).map(Node::without_places).map_err(|finding| Findings(vec![finding]))
}

struct Checking<'a> {
    file: &'a Arc<Source>,
    catalogue: &'a Catalogue,
    segments: &'a [Segment],
    least: Node,
    findings: Vec<Finding>,
    /// How many conditions without meaning have been replaced.
    stand_ins: usize,
}

impl Checking<'_> {
    fn finding(&mut self, code: &'static str, root: &Node, path: &str, said: &str) {
        // A fault without place lies in the part that stands in for the author's.
        if let Some(at) = root.place_of(path) {
            self.findings.push(Finding::new(code, self.file, at, said));
        }
    }

    /// Each field on its own; and the conditions, for what they say together.
    fn fields(&mut self, root: &Node) -> Conditions {
        let mut conditions = Conditions::default();
        let names = || self.least.entries().iter().map(|(key, _)| key.text.as_str());
        // A slip in a name is told as such; that the right name is missing follows from it.
        let slips = || root.entries().iter().filter(|(key, _)| !names().any(|name| name == key.text));
        let meant = |name: &str| slips().any(|(key, _)| nearest(names(), &key.text) == Some(name));
        let missing = self.least.entries().iter().filter(|(key, _)| root.get(&key.text).is_none() && !meant(&key.text));
        let missing: Vec<String> = missing.map(|(key, _)| key.text.clone()).collect();
        for name in missing {
            self.finding(FIELD_MISSING, root, "$", &format!("the field `{name}` is missing here: add it"));
        }
        for (key, value) in root.entries() {
            match (key.text.as_str(), &value.kind) {
                (WHEN, _) => conditions.when = Some(self.condition(value, &|condition| condition)),
                ("suppress", Kind::List(items)) => {
                    for (n, item) in items.iter().enumerate() {
                        let when = self.guarded("suppress", item);
                        conditions.suppress.extend(when.map(|when| (format!("suppress[{n}].when"), when)));
                    }
                }
                ("context", Kind::List(items)) if !items.is_empty() => {
                    for (n, item) in items.iter().enumerate() {
                        let when = self.guarded("context", item);
                        conditions.apart.extend(when.map(|when| (format!("context[{n}].when"), when)));
                    }
                }
                ("notify", Kind::List(tiers)) if !tiers.is_empty() => {
                    // Whether they ascend, all of them tell together.
                    self.probe(&[(&key.text, value.clone())]);
                    let when = |(n, tier): (usize, &Node)| Some((format!("notify[{n}].when"), tier.get(WHEN)?.clone()));
                    conditions.tiers.extend(tiers.iter().enumerate().filter_map(when));
                }
                ("experiments", Kind::List(stakes)) if !stakes.is_empty() => {
                    for (n, stake) in stakes.iter().enumerate() {
                        let one = Node { at: value.at.clone(), kind: Kind::List(vec![stake.clone()]) };
                        self.probe(&[(&key.text, one)]);
                        let arms = stake.get("arms").map(Node::items).unwrap_or_default().iter().enumerate();
                        conditions.apart.extend(arms.filter_map(|(m, arm)| {
                            Some((format!("experiments[{n}].arms[{m}].when"), arm.get(WHEN)?.clone()))
                        }));
                    }
                }
                ("caps" | "cooldowns" | "slots", Kind::List(items)) if !items.is_empty() => {
                    for item in items {
                        let one = Node { at: value.at.clone(), kind: Kind::List(vec![item.clone()]) };
                        self.probe(&[(&key.text, one)]);
                    }
                }
                ("variants", Kind::List(variants)) if !variants.is_empty() => {
                    for (n, variant) in variants.iter().enumerate() {
                        let when = self.variant(value, variant);
                        conditions.apart.extend(when.map(|when| (format!("variants[{n}].when"), when)));
                    }
                }
                // What a lane may hold depends on the class.
                ("lane", _) => {
                    let class = root.get("class").map(|class| ("class", class.clone()));
                    self.probe(&[Some(("lane", value.clone())), class].into_iter().flatten().collect::<Vec<_>>());
                }
                ("creatives", Kind::Map(_)) => self.creatives(value),
                // It must name one of the creatives, which only the whole campaign tells.
                ("default_locale", _) => {}
                (name, _) => {
                    let part = Node { at: key.at.clone(), kind: Kind::Map(vec![(key.clone(), value.clone())]) };
                    self.probe_part(name, part);
                }
            }
        }
        let product = root.get("product").and_then(Node::spelling);
        conditions.product = product.and_then(|product| ProductId::new(&product).ok());
        conditions
    }

    /// Each of the `creatives` on its own.
    fn creatives(&mut self, creatives: &Node) {
        for (locale, creative) in creatives.entries() {
            let one = Kind::Map(vec![(locale.clone(), creative.clone())]);
            let tag = Node { at: locale.at.clone(), kind: Kind::Text(locale.text.clone()) };
            self.probe(&[("creatives", Node { at: creatives.at.clone(), kind: one }), ("default_locale", tag)]);
        }
    }

    /// One of the `variants`: its words, and all else with the least words. Its condition, where it has a meaning.
    fn variant(&mut self, variants: &Node, variant: &Node) -> Option<Node> {
        let mut frame = variant.clone();
        if let (Some(words), Some(least)) = (frame.get_mut("creatives"), self.least.get("creatives")) {
            let words = core::mem::replace(words, least.clone());
            self.creatives(&words);
        }
        let told = self.findings.len();
        self.probe(&[("variants", Node { at: variants.at.clone(), kind: Kind::List(vec![frame]) })]);
        if self.findings.len() == told { variant.get(WHEN).cloned() } else { None }
    }

    /// Holds `parts` against the rules, in the least campaign.
    fn probe(&mut self, parts: &[(&str, Node)]) {
        let mut probed = self.least.clone();
        for (name, node) in parts {
            probed.put(name, node.clone());
        }
        self.probe_whole(probed);
    }

    /// As [`Self::probe`], for a field that need not exist: its key keeps its place.
    fn probe_part(&mut self, name: &str, part: Node) {
        let mut probed = self.least.clone();
        probed.take(name);
        if let (Kind::Map(entries), Kind::Map(part)) = (&mut probed.kind, part.kind) {
            entries.extend(part);
        }
        self.probe_whole(probed);
    }

    fn probe_whole(&mut self, probed: Node) {
        let Some((doc, probed)) = typed::read::<CampaignDoc>(probed, self.file, &mut self.findings) else { return };
        match doc.into_campaign() {
            Err(fault) => self.finding(VALUE_INVALID, &probed, fault.path(), fault.fault()),
            Ok(campaign) => {
                for fault in compile::faults(&campaign, self.catalogue, self.segments) {
                    self.finding(CONDITION_INVALID, &probed, &fault.path, &fault.fault);
                }
            }
        }
    }

    /// The condition of an entry of the list `name`, as [`Self::condition`] leaves it.
    fn guarded(&mut self, name: &str, item: &Node) -> Option<Node> {
        let mut frame = item.clone();
        let when = frame.take(WHEN).map(|condition| {
            frame.put(WHEN, stand_in());
            self.condition(&condition, &|condition| condition)
        });
        self.probe(&[(name, Node { at: item.at.clone(), kind: Kind::List(vec![frame]) })]);
        when
    }

    /// Each form of a condition on its own; `inside` puts one back into the account block that it stands in.
    ///
    /// What has no meaning, told as a finding, is left out of what is returned: a flag of its own stands for it.
    fn condition(&mut self, condition: &Node, inside: &dyn Fn(Node) -> Node) -> Node {
        let with = |key: &Key, held: Kind| {
            let held = Node { at: condition.at.clone(), kind: held };
            Node { at: condition.at.clone(), kind: Kind::Map(vec![(key.clone(), held)]) }
        };
        let [(key, held)] = condition.entries() else { return self.form(condition, inside(condition.clone())) };
        match (key.text.as_str(), &held.kind) {
            ("all" | "any", Kind::List(parts)) if !parts.is_empty() => {
                with(key, Kind::List(parts.iter().map(|part| self.condition(part, inside)).collect()))
            }
            ("not", _) => {
                let part = self.condition(held, inside);
                with(key, part.kind)
            }
            ("at_least", Kind::Map(_)) => {
                let frame = |of: Node| put(condition, key, held, "of", of);
                let Some(Kind::List(parts)) = held.get("of").map(|of| &of.kind) else {
                    return self.form(condition, inside(condition.clone()));
                };
                let stand_ins = parts.iter().map(|_| stand_in()).collect();
                let framed = self.form(condition, inside(frame(Node::placeless(Kind::List(stand_ins)))));
                let parts = parts.iter().map(|part| self.condition(part, inside)).collect();
                // A form that cannot stand here says nothing, whatever stands in it.
                if framed.get("at_least").is_some() { frame(Node::placeless(Kind::List(parts))) } else { framed }
            }
            ("any_account" | "every_account" | "count_accounts", Kind::Map(_)) if held.get("where").is_some() => {
                let block = |meets| put(condition, key, held, "where", Node::placeless(Kind::List(meets)));
                let parts = match held.get("where").map(|meets| &meets.kind) {
                    Some(Kind::List(parts)) if !parts.is_empty() => parts,
                    _ => return self.form(condition, inside(condition.clone())),
                };
                let framed = self.form(condition, inside(block(vec![stand_in()])));
                let parts = parts.iter().map(|part| self.condition(part, &|part| inside(block(vec![part]))));
                let parts = parts.collect();
                if framed.get(&key.text).is_some() { block(parts) } else { framed }
            }
            _ => self.form(condition, inside(condition.clone())),
        }
    }

    /// `condition`, which is probed as `whole`; or a flag that stands for it where it has no meaning.
    fn form(&mut self, condition: &Node, whole: Node) -> Node {
        let told = self.findings.len();
        self.probe(&[(WHEN, whole)]);
        if self.findings.len() == told {
            return condition.clone();
        }
        self.stand_ins = self.stand_ins.saturating_add(1);
        flag(&format!("stand-in-{}", self.stand_ins))
    }

    /// The whole campaign; its faults are told where no part told them.
    fn whole(&mut self, root: &Node) -> Option<(CampaignDoc, Campaign)> {
        let told_before = !self.findings.is_empty();
        let mut findings = Vec::new();
        let doc = typed::read::<CampaignDoc>(root.clone(), self.file, &mut findings);
        if !told_before {
            self.findings.append(&mut findings);
        }
        let (doc, _) = doc?;
        let fault = match doc.clone().into_campaign() {
            Ok(campaign) => {
                for fault in compile::contact_faults(&campaign) {
                    self.finding(CONTACT_INVALID, root, &fault.path, &fault.fault);
                }
                if campaign.class == MessageClass::Servicing {
                    self.without_effect(root);
                }
                return Some((doc, campaign));
            }
            Err(fault) => fault,
        };
        let of_the_whole = ["$", "default_locale"].contains(&fault.path());
        if !told_before || of_the_whole {
            self.finding(VALUE_INVALID, root, fault.path(), fault.fault());
        }
        None
    }
}

impl Checking<'_> {
    /// What a servicing message skips, and says all the same.
    fn without_effect(&mut self, root: &Node) {
        for (name, holds) in [("caps", "no cap"), ("cooldowns", "no cooldown"), ("holdout", "no comparison group")] {
            let said =
                format!("{holds} holds for a servicing message: take `{name}` out, or write `class: promotional`");
            if root.get(name).is_some_and(|held| held.kind != Kind::List(Vec::new())) {
                self.finding(CONTACT_INVALID, root, name, &said);
            }
        }
    }
}

/// The `condition` of the form `key` with `value` in the field `name` of what it holds.
fn put(condition: &Node, key: &node::Key, held: &Node, name: &str, value: Node) -> Node {
    let mut held = held.clone();
    held.put(name, value);
    Node { at: condition.at.clone(), kind: Kind::Map(vec![(key.clone(), held)]) }
}

/// A condition that stands in for another; it stands in no text, so that what the catalogue says about it is told to nobody.
fn stand_in() -> Node {
    flag("stand-in")
}

fn flag(name: &str) -> Node {
    let mut condition = Node::placeless(Kind::Map(Vec::new()));
    condition.put("flag", Node::placeless(Kind::Text(name.into())));
    condition
}
