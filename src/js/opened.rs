//! What the module of reviewers says of a release that nobody may have approved. It translates, and holds no rule about campaigns.

use wasm_bindgen::prelude::*;

use crate::activate::ActivateError;
use crate::bundle::{TrustRoot, VerifyError};
use crate::explain;
use crate::id::{CampaignId, Locale};
use crate::review::judgement::{ApprovalError, Judgement};
use crate::review::{AsIf, Opened, WhatIfError};
use crate::wire;

use super::review::{UNKNOWN, option_refused, spoken};
use super::{Refusal, circumstances, of_request};

/// A release that a vendor signed, to look at. No engine comes of it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Review {
    opened: Opened,
}

#[wasm_bindgen]
impl Review {
    /// The release in the text `bundle`, if the text `trust`, or the newest root to which the text `roots` leads from it, names its vendor.
    ///
    /// # Errors
    /// A `TrustError`, `BundleError` or `InputError` with a code.
    pub fn open(
        bundle: &str,
        trust: &str,
        now: &str,
        policy: Option<String>,
        roots: Option<String>,
    ) -> Result<Self, Refusal> {
        let pinned = TrustRoot::read(trust)?;
        let (page, now) = circumstances(policy, now)?;
        let root = roots.map_or(Ok(pinned.clone()), |chain| pinned.follow(&chain))?;
        Ok(Self { opened: Opened::open(bundle, root, page, now)? })
    }

    /// The text of the facts of `what`: the `release`, its `campaigns` or its `features`.
    pub fn facts(&self, what: &str) -> String {
        match what {
            "campaigns" => self.opened.campaigns(),
            "features" => self.opened.features(),
            _ => self.opened.facts(),
        }
    }

    /// A text as it is signed: that of the file `file`, or of the campaign `campaign`.
    ///
    /// # Errors
    /// An `InputError` where there is none.
    pub fn text(&self, file: &str, campaign: Option<String>) -> Result<String, Refusal> {
        let (known, option) = match campaign {
            Some(id) => (CampaignId::new(&id).ok().and_then(|id| self.opened.campaign_text(&id)), "campaign"),
            None => (self.opened.text(file), "file"),
        };
        known.map(Into::into).ok_or_else(|| option_refused(option, "the bundle has no such file"))
    }

    /// The policy as `policy:`, the feature `feature:<id>` or the campaign `<id>` in sentences, in the language `en` or `es`.
    ///
    /// # Errors
    /// An `InputError` where there is no such campaign, feature or language.
    pub fn describe(&self, what: &str, language: &str) -> Result<String, Refusal> {
        let language = spoken(language)?;
        match what.split_once(':') {
            Some(("feature", id)) => {
                let known = self.opened.describe_feature(id, language);
                known.ok_or_else(|| option_refused("feature", "the catalogue has no feature of that id"))
            }
            Some(_) => Ok(self.opened.policy(language)),
            None => {
                let known = CampaignId::new(what).ok().and_then(|id| self.opened.describe(&id, language));
                known.ok_or_else(|| option_refused("campaign", UNKNOWN))
            }
        }
    }

    /// As [`super::Engine::rendering`].
    ///
    /// # Errors
    /// As there.
    pub fn rendering(&self, campaign: &str, locale: &str) -> Result<String, Refusal> {
        let id = CampaignId::new(campaign).ok().filter(|id| self.opened.campaign_text(id).is_some());
        let id = id.ok_or_else(|| option_refused("campaign", UNKNOWN))?;
        let rendering = Locale::new(locale).ok().and_then(|locale| self.opened.rendering(&id, &locale));
        rendering.ok_or_else(|| option_refused("locale", "the campaign has no words for that locale"))
    }

    /// The text of what would be shown on the request in the text `request`, with the campaigns of `as_if` taken for signed off.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault, or a `BundleError` where the release does not run.
    pub fn decide(&self, request: &str, as_if: &str) -> Result<String, Refusal> {
        let decision = self.opened.decide(request, &self.as_if(as_if)?)?;
        Ok(wire::decision::write_preview(&decision))
    }

    /// Why, in the language `en` or `es`: as data where `as_data`, or else as one text.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub fn explain(&self, request: &str, language: &str, as_if: &str, as_data: bool) -> Result<String, Refusal> {
        let explained = self.opened.explain(request, &self.as_if(as_if)?, spoken(language)?)?;
        Ok(if as_data { explain::write(&explained) } else { explain::decision_text(&explained) })
    }

    /// The text of what changed since the release in the text `other`.
    ///
    /// # Errors
    /// A `BundleError` where no vendor of the root signed the other one.
    pub fn changes(&self, other: &str, language: &str) -> Result<String, Refusal> {
        Ok(self.opened.changes(other, spoken(language)?)?)
    }

    /// The text of the sheet of `verdicts`, one a line, and of the release `last`.
    ///
    /// # Errors
    /// An `ApprovalError`, `BundleError` or `InputError` with a code.
    pub fn sheet(&self, verdicts: &str, last: Option<String>) -> Result<String, Refusal> {
        Ok(self.opened.sheet(&self.judgement(verdicts, last.as_deref())?)?)
    }

    /// The text of what an approver signs for that sheet.
    ///
    /// # Errors
    /// As [`Self::sheet`].
    pub fn signing(&self, verdicts: &str, last: Option<String>) -> Result<String, Refusal> {
        Ok(self.opened.signing(&self.judgement(verdicts, last.as_deref())?)?)
    }

    /// The text of the bundle with that signature, by the key with the SPKI `key`.
    ///
    /// # Errors
    /// As [`Self::sheet`].
    pub fn approved(
        &self,
        verdicts: &str,
        last: Option<String>,
        key: &[u8],
        signature: &[u8],
    ) -> Result<String, Refusal> {
        Ok(self.opened.approved(&self.judgement(verdicts, last.as_deref())?, key, signature)?)
    }

    fn as_if(&self, named: &str) -> Result<AsIf, Refusal> {
        AsIf::read(named, &self.opened).map_err(|fault| Refusal::of_input("OPTIONS_INVALID", fault))
    }

    fn judgement<'a>(&self, verdicts: &str, last: Option<&'a str>) -> Result<Judgement<'a>, Refusal> {
        let verdicts = self.opened.verdicts(verdicts);
        let verdicts = verdicts.map_err(|fault| Refusal::of_input("OPTIONS_INVALID", fault))?;
        Ok(Judgement { verdicts, last })
    }
}

impl From<Box<VerifyError>> for Refusal {
    fn from(error: Box<VerifyError>) -> Self {
        ActivateError::from(error).into()
    }
}

impl From<WhatIfError> for Refusal {
    fn from(error: WhatIfError) -> Self {
        match error {
            WhatIfError::Compile(error) => ActivateError::from(error).into(),
            WhatIfError::Request(fault) => of_request(fault),
        }
    }
}

impl From<ApprovalError> for Refusal {
    fn from(error: ApprovalError) -> Self {
        match error.of_bundle() {
            Some(refused) => Box::new(refused.clone()).into(),
            None => Self { name: "ApprovalError", code: error.code(), message: error.to_string(), path: "$".into() },
        }
    }
}
