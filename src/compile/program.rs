//! The program: a bundle's campaigns with every name looked up, every condition flat, every test there once.

use std::sync::Arc;

use super::contact::Counters;
use super::experiment::{Stake, Trial};
use super::notify::Tier as NotifyTier;
use super::ranking::Weight;
use super::test::Test;
use crate::campaign::{
    Arbitration, Cap, CapScope, Category, Contact, Cooldown, Creative, Holdout, MessageClass, Priority, Schedule, Tier,
};
use crate::decision::ReleaseFacts;
use crate::feature::{Catalogue, FeatureIx};
use crate::id::{
    CampaignId, ConflictGroupId, GroupId, Locale, PageId, ProductId, SlotId, SuppressionCode, TopicId, VariantId,
};
use crate::order::Ascending;
use crate::time::BusinessCalendar;

/// What [`crate::decide::decide`] runs.
#[derive(Debug, Clone)]
pub struct Program {
    pub(crate) release: ReleaseFacts,
    pub(crate) catalogue: Catalogue,
    pub(crate) calendar: BusinessCalendar,
    pub(crate) quiet_pages: Vec<PageId>,
    pub(crate) global_holdout: Option<GlobalHoldout>,
    pub(crate) contact: Contact,
    pub(crate) arbitration: Arbitration,
    pub(crate) trials: Vec<Trial>,
    pub(crate) counters: Counters,
    pub(crate) logic: Logic,
    pub(crate) candidates: Vec<Candidate>,
    #[cfg(feature = "review")]
    pub(crate) review: super::Review,
}

impl Program {
    /// The release it comes from.
    #[must_use]
    pub fn release(&self) -> &ReleaseFacts {
        &self.release
    }

    /// Denies the campaigns `ids`, which ascend; whether one of them was not denied before.
    pub(crate) fn deny(&mut self, ids: &[CampaignId]) -> bool {
        let mut more = false;
        for candidate in &mut self.candidates {
            if candidate.clearance != Clearance::Denied && ids.binary_search(&candidate.id).is_ok() {
                candidate.clearance = Clearance::Denied;
                more = true;
            }
        }
        more
    }

    /// The features that the campaigns may read.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What it was made of, for reviewers.
    #[cfg(feature = "review")]
    #[must_use]
    pub fn review(&self) -> &super::Review {
        &self.review
    }

    /// The campaigns, ascending by id: the order of gates and verdicts.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }
}

/// All conditions of a program, flat: what is asked, each question once, and how the answers are joined.
#[derive(Debug, Clone)]
pub(crate) struct Logic {
    pub(crate) tests: Vec<Test>,
    pub(crate) steps: Vec<Step>,
}

/// The [`Step`]s from `start` up to `end`, which leave one truth on the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Code {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// One step of a condition in postfix order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Push the truth of a test.
    Test(TestIx),
    /// Pop so many truths, push whether all hold.
    All(usize),
    /// Pop so many truths, push whether one holds.
    Any(usize),
    /// Pop so many truths, push whether as many as `count` of them hold.
    AtLeast { count: u16, of: usize },
    /// Exchange TRUE and FALSE.
    Not,
}

/// The place of a test in the logic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TestIx(pub(crate) usize);

/// Households whose bucket lies below the bound see no promotion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GlobalHoldout {
    pub(crate) bucket: FeatureIx,
    pub(crate) below: u16,
}

/// A suppression of one campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suppressor {
    pub(crate) code: SuppressionCode,
    pub(crate) tier: Tier,
    pub(crate) when: Code,
}

/// Whether the page and the bank's approvers let a campaign run at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clearance {
    /// Signed off and not denied.
    Cleared,
    /// The bank's page denies it.
    Denied,
    /// The approvers did not sign it off.
    NotSignedOff,
}

/// One campaign of a program.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub(crate) id: CampaignId,
    pub(crate) name: Box<str>,
    pub(crate) category: Category,
    pub(crate) class: MessageClass,
    pub(crate) clearance: Clearance,
    pub(crate) product: Option<ProductId>,
    pub(crate) topic: Option<TopicId>,
    pub(crate) group: Option<GroupId>,
    pub(crate) conflict_group: Option<ConflictGroupId>,
    pub(crate) schedule: Schedule,
    pub(crate) slots: Vec<SlotId>,
    pub(crate) priority: Priority,
    pub(crate) weight: Weight,
    pub(crate) trigger: Code,
    /// By tier, and within a tier the policy's first.
    pub(crate) suppressors: Vec<Suppressor>,
    pub(crate) caps: Vec<Cap>,
    pub(crate) cooldowns: Vec<Cooldown>,
    pub(crate) holdout: Option<Holdout>,
    pub(crate) stakes: Vec<Stake>,
    pub(crate) notify: Vec<NotifyTier>,
    pub(crate) default_locale: Locale,
    pub(crate) creatives: Ascending<Locale, Arc<Creative>>,
    pub(crate) variants: Vec<Words>,
}

/// Other words where a condition on where the customer banks is TRUE.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) id: VariantId,
    pub(crate) when: Code,
    pub(crate) creatives: Ascending<Locale, Arc<Creative>>,
}

impl Candidate {
    /// The caps that concern it: its own in their order, then the policy's.
    pub(crate) fn caps<'a>(&'a self, program: &'a Program) -> impl Iterator<Item = &'a Cap> {
        let shared = program.contact.caps.iter().filter(|cap| cap.scope != CapScope::Group || self.group.is_some());
        self.caps.iter().chain(shared)
    }

    /// The bank's counters that its caps rest on.
    #[cfg(feature = "cli")]
    pub(crate) fn counters(&self, program: &Program) -> Vec<FeatureIx> {
        match self.class {
            MessageClass::Promotional => self.caps(program).filter_map(|cap| program.counters.of(cap)).collect(),
            MessageClass::Servicing => Vec::new(),
        }
    }

    /// The campaign's id.
    #[must_use]
    pub fn id(&self) -> &CampaignId {
        &self.id
    }

    /// The campaign's name, for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of offer.
    #[must_use]
    pub fn category(&self) -> Category {
        self.category
    }

    /// Which gates it must pass.
    #[must_use]
    pub fn class(&self) -> MessageClass {
        self.class
    }

    /// Whether it may run at all.
    #[must_use]
    pub fn clearance(&self) -> Clearance {
        self.clearance
    }

    /// Where it may be shown.
    #[must_use]
    pub fn slots(&self) -> &[SlotId] {
        &self.slots
    }

    /// Its rank.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority
    }
}
