//! What would be decided, were campaigns approved that nobody approved yet. It is told, and shows nothing to anyone.

use super::Opened;
use crate::bundle::Verdict;
use crate::compile::{CompileError, Program, what_if};
use crate::decide::decide;
use crate::decision::Decision;
use crate::explain::{self, CampaignExplanation, Language};
use crate::id::CampaignId;
use crate::wire::{self, Malformed};

/// Which campaigns are taken for signed off, whatever their sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsIf {
    /// None: what the sheet says counts, where enough approvers signed it.
    Approvers,
    /// These.
    Approved(Vec<CampaignId>),
    /// All of them.
    AllApproved,
}

impl AsIf {
    /// What the text `named` says: the ids of campaigns, one a line, or `*` for all of them.
    ///
    /// # Errors
    /// [`Malformed`] where a line is no campaign of `opened`.
    pub fn read(named: &str, opened: &Opened) -> Result<Self, Malformed> {
        match named {
            "" => Ok(Self::Approvers),
            "*" => Ok(Self::AllApproved),
            _ => {
                let known = |id: &str| opened.campaign_named(id).cloned();
                let ids = named.lines().map(|id| known(id).ok_or_else(|| unknown("as_if_approved")));
                Ok(Self::Approved(ids.collect::<Result<_, _>>()?))
            }
        }
    }
}

/// A campaign that the release does not have.
pub(super) fn unknown(option: &str) -> Malformed {
    Malformed::at("options", option, "the bundle has no campaign of that id")
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhatIfError {
    /// The release has no meaning under its catalogue.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The request is malformed.
    #[error(transparent)]
    Request(#[from] Malformed),
}

impl Opened {
    /// The campaign with the id `id`, if it has one.
    pub(super) fn campaign_named(&self, id: &str) -> Option<&CampaignId> {
        self.bundle.verdicts.iter().map(|entry| &entry.campaign).find(|known| known.as_str() == id)
    }

    /// What would be decided on the request in the text `request`, always as a dry run: no history is changed by it.
    ///
    /// # Errors
    /// [`WhatIfError`].
    pub fn decide(&self, request: &str, as_if: &AsIf) -> Result<Decision, WhatIfError> {
        let program = self.program(as_if)?;
        let (mut request, history) = wire::request::read(request, program.catalogue())?;
        request.dry_run = true;
        Ok(decide(&program, &request, &history))
    }

    /// Why, one explanation a campaign.
    ///
    /// # Errors
    /// [`WhatIfError`].
    pub fn explain(
        &self,
        request: &str,
        as_if: &AsIf,
        language: Language,
    ) -> Result<Vec<CampaignExplanation>, WhatIfError> {
        let program = self.program(as_if)?;
        let (request, history) = wire::request::read(request, program.catalogue())?;
        Ok(explain::decision(&program, &request, &history, language))
    }

    fn program(&self, as_if: &AsIf) -> Result<Program, CompileError> {
        let mut bundle = self.bundle.clone();
        bundle.denied.clone_from(&self.page.deny);
        for entry in &mut bundle.verdicts {
            let as_if = match as_if {
                AsIf::Approvers => false,
                AsIf::Approved(ids) => ids.contains(&entry.campaign),
                AsIf::AllApproved => true,
            };
            entry.verdict = match entry.verdict {
                _ if as_if => Verdict::Approved,
                // A verdict that too few have signed is none yet.
                Verdict::Approved if !self.is_approved() => Verdict::Held,
                verdict @ (Verdict::Approved | Verdict::Rejected | Verdict::Held) => verdict,
            };
        }
        what_if(bundle)
    }
}
