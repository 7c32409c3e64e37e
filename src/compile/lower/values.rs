//! Forms about values.

use super::Lowering;
use crate::campaign::{Amount, Change, Consecutive, Crossing, Direction, Level, OneOf, Operand, Trend};
use crate::compile::test::{Growth, Run, Test};
use crate::feature::{FeatureType, Scope};

impl Lowering<'_> {
    pub(super) fn level(&mut self, level: &Level, scope: Scope) -> Option<Test> {
        let (source, entry) = self.source(&level.operand, scope)?;
        if matches!(entry.kind, FeatureType::Events(_)) {
            self.fault("feature", format!("`{}` is a list of events: ask for them by `event`", entry.id));
            return None;
        }
        let bound = self.bound("value", entry, &level.value, scope)?;
        Some(Test::Level { source, is: level.is, bound, rule: level.rule })
    }

    pub(super) fn crossing(&mut self, crossing: &Crossing, scope: Scope) -> Option<Test> {
        let at = |period| Operand { feature: crossing.feature.clone(), period: Some(period) };
        let (_, entry) = self.by_periods(&crossing.feature, crossing.from, "from", scope)?;
        let ((from, _), (to, _)) = (self.source(&at(crossing.from), scope)?, self.source(&at(crossing.to), scope)?);
        let bound = self.amount("value", entry, crossing.value);
        let gap = self.amount_if_given("gap", entry, crossing.gap);
        let (bound, gap) = (bound?, gap?);
        let armed = match (gap, crossing.goes) {
            (None, Direction::Below | Direction::Above) => Some(bound),
            (Some(gap), Direction::Below) => bound.plus(gap),
            (Some(gap), Direction::Above) => bound.minus(gap),
        };
        Some(Test::Crossing { from, to, goes: crossing.goes, armed: armed?, bound, rule: crossing.rule })
    }

    pub(super) fn change(&mut self, change: &Change, scope: Scope) -> Option<Test> {
        let from = self.at("from", |this| this.source(&change.from, scope));
        let to = self.at("to", |this| this.source(&change.to, scope));
        let ((from, base), (to, later)) = (from?, to?);
        self.alike("to", later, base)?;
        let min_base = self.amount_if_given("min_base", base, change.min_base);
        let min_change = self.amount_if_given("min_change", base, change.min_change);
        let by = match (&base.kind, change.by) {
            (FeatureType::Money | FeatureType::Average | FeatureType::Count, Amount::BasisPoints(share)) => {
                let basis_points = u32::try_from(share).ok()?;
                Growth::Share { basis_points, base: change.base, min_base: min_base? }
            }
            (
                FeatureType::Money
                | FeatureType::Average
                | FeatureType::Count
                | FeatureType::BasisPoints
                | FeatureType::Date
                | FeatureType::Flag
                | FeatureType::Enumeration(_)
                | FeatureType::Events(_),
                by,
            ) => Growth::By(self.amount("by", base, by)?),
        };
        Some(Test::Change {
            from,
            to,
            goes: change.goes,
            is: change.is,
            by,
            min_change: min_change?,
            rule: change.rule,
        })
    }

    pub(super) fn consecutive(&mut self, consecutive: &Consecutive, scope: Scope) -> Option<Test> {
        let Consecutive { periods, ending, is, rule, .. } = *consecutive;
        let (feature, entry) = self.by_periods(&consecutive.feature, ending, "ending", scope)?;
        let bound = self.bound("value", entry, &consecutive.value, scope)?;
        Some(Test::Consecutive { run: Run { feature, periods, ending }, is, bound, rule })
    }

    pub(super) fn trend(&mut self, trend: &Trend, scope: Scope) -> Option<Test> {
        let Trend { periods, ending, goes, rule, .. } = *trend;
        let (feature, entry) = self.by_periods(&trend.feature, ending, "ending", scope)?;
        let by = self.amount("by", entry, trend.by)?;
        Some(Test::Trend { run: Run { feature, periods, ending }, goes, by, rule })
    }

    pub(super) fn one_of(&mut self, one_of: &OneOf, scope: Scope) -> Option<Test> {
        let is_enumeration = |kind: &FeatureType| matches!(kind, FeatureType::Enumeration(_));
        let feature = self.single("feature", &one_of.feature, scope, "an enumeration", is_enumeration)?;
        let entry = self.catalogue.get(feature)?;
        let symbols = self.symbols("values", entry, &one_of.values)?;
        Some(Test::OneOf { feature, symbols })
    }
}
