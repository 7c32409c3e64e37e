//! Customers of a pilot: named situations, each a request, whose days follow the day of the pilot.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::{FIELD_MISSING, Finding, Findings, Source, VALUE_INVALID};
use super::node::{self, Kind, Node};
use super::request;
use crate::feature::Catalogue;
use crate::time::Moment;
use crate::wire::request::RequestDoc;

/// One customer, as demonstrations and pages read it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerDoc {
    /// Its id among the customers.
    pub id: String,
    /// A name for people.
    pub name: String,
    /// What the customer asks the engine.
    pub request: RequestDoc,
    /// What is particular about it.
    pub situation: String,
}

/// The customers in `file`, a list of `{id, name, situation, ..}` with the fields of a request beside them, seen at `now`.
///
/// A request says at least `features`; its language is `en-US` and its slots `hero` and `card` unless it says otherwise.
///
/// # Errors
/// All [`Findings`], each with its place.
pub fn read(file: &Arc<Source>, catalogue: &Catalogue, now: Moment) -> Result<Vec<CustomerDoc>, Findings> {
    let root = node::parse(file).map_err(|finding| Findings(vec![finding]))?;
    let text = |text: &str| Node::placeless(Kind::Text(text.into()));
    let slots = Node::placeless(Kind::List(vec![text("hero"), text("card")]));
    let defaults = request::Defaults { now, locale: text("en-US"), slots };
    let mut findings = Vec::new();
    let mut customers: Vec<CustomerDoc> = Vec::new();
    if root.items().is_empty() {
        let said = "there are no customers: list them, as in `- id: c01`";
        findings.push(Finding::new(VALUE_INVALID, file, root.at.clone().unwrap_or(0..0), said));
    }
    for item in root.items() {
        let mut asked = item.clone();
        let mut word = |name: &str| {
            let said = asked.take(name);
            if said.is_none() {
                let at = item.at.clone().unwrap_or(0..0);
                findings.push(Finding::new(FIELD_MISSING, file, at, &format!("the customer has no `{name}`: add it")));
            }
            said.and_then(|node| node.spelling())
        };
        let (id, name, situation) = (word("id"), word("name"), word("situation"));
        let request = request::read(&asked, &defaults, catalogue, file, &mut findings);
        if let Some(at) = id.as_ref().filter(|id| customers.iter().any(|earlier| earlier.id == **id)) {
            let at =
                item.get("id").filter(|node| node.spelling().as_ref() == Some(at)).and_then(|node| node.at.clone());
            let said = "this customer's id is taken: choose another";
            findings.push(Finding::new(VALUE_INVALID, file, at.unwrap_or(0..0), said));
        }
        if let (Some(id), Some(name), Some(situation), Some(request)) = (id, name, situation, request) {
            customers.push(CustomerDoc { id, name, request, situation });
        }
    }
    Findings(findings).or(customers)
}
