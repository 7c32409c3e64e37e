//! Forms about single events.

use super::Lowering;
use crate::campaign::{EventCount, FirstEvent};
use crate::compile::test::{BalanceShare, EventTest, Test};
use crate::feature::{Feature, FeatureIx, FeatureType, Scope};
use crate::id::FeatureId;

impl<'a> Lowering<'a> {
    pub(super) fn event(&mut self, event: &EventCount, scope: Scope) -> Option<Test> {
        let (feature, entry) = self.list(&event.feature, scope)?;
        let classes = self.symbols("classes", entry, &event.filter.classes);
        let amount = match &event.filter.amount {
            None => Some(None),
            Some((is, threshold)) => {
                self.at("amount", |this| Some(Some((*is, this.bound("value", entry, threshold, scope)?))))
            }
        };
        let of_balance = match event.filter.of_balance {
            None => Some(None),
            Some(share) => {
                let min_base = self.at("of_balance", |this| this.amount_if_given("min_base", entry, share.min_base));
                min_base.map(|min_base| Some(BalanceShare { is: share.is, basis_points: share.share_bp, min_base }))
            }
        };
        Some(Test::Event(EventTest {
            feature,
            days: event.days,
            classes: classes?,
            amount: amount?,
            of_balance: of_balance?,
            is: event.is,
            count: event.count,
        }))
    }

    pub(super) fn first(&mut self, first: &FirstEvent, scope: Scope) -> Option<Test> {
        let (feature, entry) = self.list(&first.feature, scope)?;
        let classes = self.symbols("classes", entry, &first.classes)?;
        Some(Test::First { feature, days: first.days, lookback: first.lookback, classes })
    }

    fn list(&mut self, id: &FeatureId, scope: Scope) -> Option<(FeatureIx, &'a Feature)> {
        let (feature, entry) = self.found("feature", id, scope)?;
        if let FeatureType::Events(_) = entry.kind {
            return Some((feature, entry));
        }
        self.fault("feature", format!("`{id}` is not a list of events"));
        None
    }
}
