//! The module as JavaScript sees it: texts in, texts out. It translates, and holds no rule about campaigns.
//!
//! Requests cross as JSON text, as on the command line. Reading objects by `serde-wasm-bindgen`, own properties only, gives the same
//! decisions and was measured against it: slower and larger (`tests/wasm/objects.rs`).

mod history;
#[cfg(feature = "review")]
mod opened;
#[cfg(feature = "review")]
mod review;

use js_sys::{Error, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::activate::{ActivateError, Running, Served};
use crate::bundle::{PagePolicy, RootError, TrustRoot};
use crate::compile::{Candidate, Program};
use crate::decide;
use crate::decision::Decision;
use crate::request::Request;
use crate::time::Moment;
use crate::wire::campaign::{category_word, class_word};
use crate::wire::spelling::{self, field};
use crate::wire::{self, Malformed, Tree};

/// The program of one bundle, under the bank's newest trust root. Between calls it keeps nothing else.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    running: Running,
}

#[wasm_bindgen]
impl Engine {
    /// The engine of the text `bundle`, if the text `trust`, or the newest root to which the text `roots` leads from it, vouches for it
    /// and the text `policy` of the page accepts it, at `now`.
    ///
    /// # Errors
    /// A `TrustError`, `BundleError` or `InputError` with a code.
    pub fn load(
        bundle: &str,
        trust: &str,
        now: &str,
        policy: Option<String>,
        roots: Option<String>,
    ) -> Result<Self, Refusal> {
        let root = TrustRoot::read(trust)?;
        let (page, now) = circumstances(policy, now)?;
        let served = Served { bundle, roots: roots.as_deref(), page };
        Ok(Self { running: Running::start(&root, served, now)? })
    }

    /// Goes over to the bundle in the text `bundle`; where it is refused, the last good one goes on.
    ///
    /// # Errors
    /// As [`Engine::load`].
    pub fn update(
        &mut self,
        bundle: &str,
        now: &str,
        policy: Option<String>,
        roots: Option<String>,
    ) -> Result<(), Refusal> {
        let (page, now) = circumstances(policy, now)?;
        Ok(self.running.update(Served { bundle, roots: roots.as_deref(), page }, now)?)
    }

    /// The text of the decision on the request in the text `request`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn decide(&self, request: &str) -> Result<String, Refusal> {
        let (request, decision) = self.decided(request)?;
        Ok(wire::decision::write(&decision, &request.vector.surplus))
    }

    /// The text of the reasons, one a campaign, of the decision on the request in the text `request`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn reasons(&self, request: &str) -> Result<String, Refusal> {
        Ok(wire::decision::write_reasons(&self.decided(request)?.1))
    }

    /// The text of the record of the decision on the request in the text `request`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn record(&self, request: &str) -> Result<String, Refusal> {
        crate::record::record(self.program(), request).map_err(of_request)
    }

    /// The text of the facts of the release.
    pub fn info(&self) -> String {
        wire::release::write(self.program().release())
    }

    /// The text of the campaigns, in the order of the gates.
    pub fn campaigns(&self) -> String {
        spelling::write(&Tree::List(self.program().candidates().iter().map(campaign).collect()))
    }

    fn program(&self) -> &Program {
        self.running.program()
    }

    fn decided(&self, request: &str) -> Result<(Request, Decision), Refusal> {
        let (request, history) = wire::request::read(request, self.program().catalogue()).map_err(of_request)?;
        let decision = decide::decide(self.program(), &request, &history);
        Ok((request, decision))
    }
}

/// What the page says of bundles in the text `policy`, and what time it is.
fn circumstances(policy: Option<String>, now: &str) -> Result<(PagePolicy, Moment), Refusal> {
    let now = moment(now)?;
    let page = policy.map_or(Ok(PagePolicy::SILENT), |policy| PagePolicy::read(&policy));
    Ok((page.map_err(|fault| Refusal::of_input("OPTIONS_INVALID", fault.within("policy")))?, now))
}

fn moment(now: &str) -> Result<Moment, Refusal> {
    let refused = |fault: crate::time::InvalidMoment| Malformed::at("options", "now", fault.to_string());
    Moment::parse(now).map_err(|fault| Refusal::of_input("OPTIONS_INVALID", refused(fault)))
}

/// What a page may want to know of a campaign.
fn campaign(candidate: &Candidate) -> Tree<'_> {
    Tree::Object(vec![
        field("campaign", Tree::text(candidate.id().as_str())),
        field("category", Tree::text(category_word(candidate.category()))),
        field("class", Tree::text(class_word(candidate.class()))),
        field("name", Tree::text(candidate.name())),
        field("priority", Tree::Whole(candidate.priority().get().into())),
        field("product", candidate.product.as_ref().map_or(Tree::Null, |product| Tree::text(product.as_str()))),
        field("slots", Tree::List(candidate.slots().iter().map(|slot| Tree::text(slot.as_str())).collect())),
        field("topic", candidate.topic.as_ref().map_or(Tree::Null, |topic| Tree::text(topic.as_str()))),
    ])
}

/// What JavaScript catches: an `Error` with the own properties `name`, `code` and `path`.
pub struct Refusal {
    name: &'static str,
    code: &'static str,
    path: String,
    message: String,
}

impl Refusal {
    fn of_input(code: &'static str, fault: Malformed) -> Self {
        Self { name: "InputError", code, message: fault.to_string(), path: fault.path().into() }
    }
}

fn of_request(fault: Malformed) -> Refusal {
    let of_history = fault.path().split(['.', '[']).next() == Some("history");
    Refusal::of_input(if of_history { "HISTORY_INVALID" } else { "REQUEST_INVALID" }, fault)
}

impl From<Box<RootError>> for Refusal {
    fn from(error: Box<RootError>) -> Self {
        Self { name: "TrustError", code: error.code(), message: error.to_string(), path: error.path().into() }
    }
}

impl From<ActivateError> for Refusal {
    fn from(error: ActivateError) -> Self {
        let code = error.code();
        let of_root = matches!(error, ActivateError::Root(_)) || matches!(code, "ROOT_EXPIRED" | "ROOT_ROLLED_BACK");
        let name = if of_root { "TrustError" } else { "BundleError" };
        Self { name, code, message: error.to_string(), path: error.path().into() }
    }
}

impl From<Refusal> for JsValue {
    /// Defined, not assigned, by descriptors without a prototype: what a script planted on `Object.prototype` meets none of it.
    fn from(refusal: Refusal) -> Self {
        let error = Error::new(&refusal.message);
        for (name, text) in [("name", refusal.name), ("code", refusal.code), ("path", &refusal.path)] {
            let descriptor = Object::create(Self::NULL.unchecked_ref());
            let described = Reflect::set(&descriptor, &"value".into(), &text.into());
            let defined = described.and_then(|_| Reflect::define_property(&error, &name.into(), &descriptor));
            debug_assert!(defined.is_ok(), "`{name}` is new on a fresh object");
        }
        error.into()
    }
}
