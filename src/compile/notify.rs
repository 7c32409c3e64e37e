//! What a campaign tells the bank, with its names looked up.

use super::lower::Lowering;
use super::program::Code;
use super::test::Source;
use crate::campaign::{Again, Notify};
use crate::id::NoticeCode;

/// One tier.
#[derive(Debug, Clone)]
pub(crate) struct Tier {
    pub(crate) notice: NoticeCode,
    pub(crate) again: Again,
    pub(crate) when: Option<Code>,
    /// Each the customer's, with a single value; ascending by id.
    pub(crate) values: Vec<Source>,
}

/// Checks and looks up all tiers of a campaign.
pub(super) fn tiers(lowering: &mut Lowering<'_>, notify: Vec<Notify>) -> Vec<Tier> {
    let mut tiers = Vec::with_capacity(notify.len());
    for (n, tier) in notify.into_iter().enumerate() {
        let when = tier.when.as_ref().map(|when| lowering.code(&format!("notify[{n}].when"), when));
        let mut values = Vec::with_capacity(tier.values.len());
        for (m, id) in tier.values.iter().enumerate() {
            values.extend(lowering.carried(&format!("notify[{n}].values[{m}]"), id));
        }
        tiers.push(Tier { notice: tier.notice, again: tier.again, when, values });
    }
    tiers
}
