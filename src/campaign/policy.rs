//! The bank's policy: what holds for all campaigns of a bundle.

use crate::id::{PageId, ProductId};
use crate::time::BusinessCalendar;

use super::{Arbitration, Category, Contact, Experiment, Segment, Suppression};

/// A suppression that holds for whole categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicySuppression {
    /// The categories it holds for; `None` for all.
    pub categories: Option<Vec<Category>>,
    /// Whether servicing messages skip it.
    pub marketing_only: bool,
    /// The suppression.
    pub suppression: Suppression,
}

/// What holds for all campaigns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// How campaigns are ranked; the default ranks by priority alone.
    pub arbitration: Arbitration,
    /// The bank's working days.
    pub calendar: BusinessCalendar,
    /// How often promotions may be shown, all together.
    pub contact: Contact,
    /// The experiments, ascending by id.
    pub experiments: Vec<Experiment>,
    /// The share of household buckets, in basis points of 10,000, that see no promotion at all; 0 for none.
    pub global_holdout_bp: u16,
    /// Pages on which nothing is promoted.
    pub quiet_pages: Vec<PageId>,
    /// The segments that campaigns share, ascending by id.
    pub segments: Vec<Segment>,
    /// For a product, what else counts as owning it; ascending by product.
    pub substitutes: Vec<(ProductId, Vec<ProductId>)>,
    /// Suppressions by category.
    pub suppressions: Vec<PolicySuppression>,
}
