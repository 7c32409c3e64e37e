//! What the module of reviewers says beside: campaigns and decisions in words. It translates, and holds no rule about campaigns.

use wasm_bindgen::prelude::*;

use crate::explain::{self, Language};
use crate::id::{CampaignId, Locale};
use crate::wire::{self, Malformed};

use super::{Engine, Refusal, of_request};

pub(super) const UNKNOWN: &str = "the bundle has no campaign of that id";

#[wasm_bindgen]
impl Engine {
    /// The campaign with the id `campaign` in sentences, in the language `en` or `es`.
    ///
    /// # Errors
    /// An `InputError` where there is no such campaign or language.
    pub fn describe(&self, campaign: &str, language: &str) -> Result<String, Refusal> {
        let language = spoken(language)?;
        let known = CampaignId::new(campaign).ok().and_then(|id| explain::campaign_of(self.program(), &id, language));
        known.ok_or_else(|| option_refused("campaign", UNKNOWN))
    }

    /// The campaign with the id `campaign` as approvers read it for the customers of exactly `locale`. An approval sheet binds the SHA-256
    /// of this text.
    ///
    /// # Errors
    /// An `InputError` where there is no such campaign, or it has no words for the locale.
    pub fn rendering(&self, campaign: &str, locale: &str) -> Result<String, Refusal> {
        let known = |id: &CampaignId| self.program().candidates().iter().any(|candidate| candidate.id() == id);
        let id = CampaignId::new(campaign).ok().filter(known).ok_or_else(|| option_refused("campaign", UNKNOWN))?;
        let rendering = Locale::new(locale).ok().and_then(|locale| explain::rendering_of(self.program(), &id, &locale));
        rendering.ok_or_else(|| option_refused("locale", "the campaign has no words for that locale"))
    }

    /// Why each campaign is shown or not on the request in the text `request`, clause by clause, in the language `en` or `es`.
    ///
    /// # Errors
    /// An `InputError` with the path to the fault.
    pub fn explain(&self, request: &str, language: &str) -> Result<String, Refusal> {
        let language = spoken(language)?;
        let (request, history) = wire::request::read(request, self.program().catalogue()).map_err(of_request)?;
        let explained = explain::decision(self.program(), &request, &history, language);
        Ok(explain::decision_text(&explained))
    }
}

pub(super) fn spoken(language: &str) -> Result<Language, Refusal> {
    Language::parse(language).ok_or_else(|| option_refused("language", "the language is `en` or `es`"))
}

pub(super) fn option_refused(option: &str, fault: &str) -> Refusal {
    Refusal::of_input("OPTIONS_INVALID", Malformed::at("options", option, fault))
}
