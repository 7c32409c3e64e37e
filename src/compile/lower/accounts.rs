//! Forms about accounts.

use super::{Lowering, Place};
use crate::campaign::{AccountBlock, Combined, Condition, CountAccounts};
use crate::compile::program::Code;
use crate::compile::test::{Quantifier, Test};
use crate::feature::{FeatureType, Scope};

impl Lowering<'_> {
    pub(super) fn any_account(&mut self, block: &AccountBlock) -> Option<Test> {
        let meets = Some(self.meets(&block.meets));
        Some(Test::Accounts { filter: block.filter.clone(), meets, asks: Quantifier::Any })
    }

    pub(super) fn every_account(&mut self, block: &AccountBlock) -> Option<Test> {
        let meets = Some(self.meets(&block.meets));
        Some(Test::Accounts { filter: block.filter.clone(), meets, asks: Quantifier::Every })
    }

    pub(super) fn count_accounts(&mut self, count: &CountAccounts) -> Option<Test> {
        let meets = (!count.meets.is_empty()).then(|| self.meets(&count.meets));
        Some(Test::Accounts { filter: count.filter.clone(), meets, asks: Quantifier::Count(count.is, count.count) })
    }

    pub(super) fn combined(&mut self, combined: &Combined) -> Option<Test> {
        let (source, entry) = self.source(&combined.operand, Scope::Account)?;
        if !matches!(entry.kind, FeatureType::Money | FeatureType::Average) {
            self.fault("feature", format!("`{}` is no amount: only amounts are summed", entry.id));
            return None;
        }
        let bound = self.amount("value", entry, combined.value)?;
        Some(Test::Combined { include: combined.include.clone(), source, is: combined.is, bound, rule: combined.rule })
    }

    fn meets(&mut self, conditions: &[Condition]) -> Code {
        self.at("where", |this| this.block(conditions, Place::Account))
    }
}
