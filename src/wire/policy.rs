//! The bank's policy: what holds for all campaigns of a bundle.

#[cfg(feature = "cli")]
mod doc;

use chrono::Weekday;

use super::campaign::{categories, suppression_in};
use super::entries::{flag, format_1, known, parsed, parsed_at, word_at};
use super::fields::{each, each_if_given, number, within, within_if_given};
use super::shown::shown;
use super::words::word_table;
use super::{At, Malformed, Object, Tree, canonical, condition, contact, document, experiment, ranking};
use crate::campaign::{Policy, PolicySuppression, Segment};
use crate::id::{PageId, ProductId, SegmentId};
use crate::time::{BusinessCalendar, Day};
#[cfg(feature = "cli")]
pub use doc::{CalendarDoc, PolicyDoc, PolicySuppressionDoc, SegmentDoc};

const NAME: &str = "policy";
/// Most segments of a policy.
const MAX_SEGMENTS: usize = 256;

word_table! {
    /// A day of the week.
    WEEKDAYS, WeekdayWord = Weekday {
        Mon = "mon", Tue = "tue", Wed = "wed", Thu = "thu", Fri = "fri", Sat = "sat", Sun = "sun",
    }
}

/// The policy in canonical `bytes`.
///
/// # Errors
/// [`Malformed`] with the path to the fault.
pub fn read(bytes: &[u8]) -> Result<Policy, Malformed> {
    let tree = canonical::parse(NAME, bytes)?;
    document(NAME, |top| from_tree(&tree, top))
}

fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Policy {
    let mut object = Object::new(tree, at);
    format_1(&mut object, NAME);
    let policy = Policy {
        arbitration: within_if_given(&mut object, "arbitration", ranking::from_tree).unwrap_or_default(),
        calendar: within(&mut object, "calendar", calendar),
        contact: within_if_given(&mut object, "contact", contact::from_tree).unwrap_or_default(),
        experiments: experiment::experiments_in(&mut object),
        global_holdout_bp: within(&mut object, "global_holdout_bp", number),
        quiet_pages: within(&mut object, "quiet_pages", pages),
        segments: each_if_given(&mut object, "segments", segment),
        substitutes: within_if_given(&mut object, "substitutes", substitutes).unwrap_or_default(),
        suppressions: within(&mut object, "suppressions", suppressions),
    };
    object.end();
    if policy.segments.len() > MAX_SEGMENTS {
        at.refuse_field("segments", "a policy has at most 256 segments");
    }
    if !policy.segments.is_sorted_by(|a, b| a.id < b.id) {
        at.refuse_field("segments", "segments ascend by id, each once");
    }
    if policy.global_holdout_bp > 10_000 {
        at.refuse_field("global_holdout_bp", "write 0 to 10000 basis points");
    }
    policy
}

fn pages(tree: &Tree<'_>, at: &At<'_>) -> Vec<PageId> {
    each(tree, at, |tree, at| parsed_at(tree, at, PageId::new))
}

fn segment(tree: &Tree<'_>, at: &At<'_>) -> Segment {
    let mut object = Object::new(tree, at);
    let segment = Segment {
        id: parsed(&mut object, "segment", SegmentId::new),
        version: within(&mut object, "version", number),
        name: within(&mut object, "name", shown),
        when: within(&mut object, "when", condition::from_tree),
    };
    object.end();
    if segment.version == 0 {
        at.refuse_field("version", "versions count from 1");
    }
    segment
}

/// For a product, what else counts as owning it.
fn substitutes(tree: &Tree<'_>, at: &At<'_>) -> Vec<(ProductId, Vec<ProductId>)> {
    let mut substitutes = Vec::new();
    for (product, others) in Object::new(tree, at).into_fields() {
        let at = at.field(product);
        let others = each(others, &at, |tree, at| parsed_at(tree, at, ProductId::new));
        if others.is_empty() {
            at.refuse("empty: leave the product out");
        }
        substitutes.push((known(ProductId::new(product), &at), others));
    }
    if substitutes.is_empty() {
        at.refuse("empty: leave it out");
    }
    substitutes
}

fn calendar(tree: &Tree<'_>, at: &At<'_>) -> BusinessCalendar {
    let mut object = Object::new(tree, at);
    let calendar = BusinessCalendar {
        weekend: within(&mut object, "weekend", weekdays),
        holidays: within(&mut object, "holidays", days),
    };
    object.end();
    if !calendar.holidays.is_sorted_by(|a, b| a < b) {
        at.refuse_field("holidays", "list the days ascending, each once");
    }
    calendar
}

fn weekdays(tree: &Tree<'_>, at: &At<'_>) -> Vec<Weekday> {
    each(tree, at, |tree, at| word_at(tree, at, WEEKDAYS))
}

fn days(tree: &Tree<'_>, at: &At<'_>) -> Vec<Day> {
    each(tree, at, |tree, at| parsed_at(tree, at, Day::parse))
}

fn suppressions(tree: &Tree<'_>, at: &At<'_>) -> Vec<PolicySuppression> {
    each(tree, at, suppression)
}

fn suppression(tree: &Tree<'_>, at: &At<'_>) -> PolicySuppression {
    let mut object = Object::new(tree, at);
    let suppression = PolicySuppression {
        categories: within_if_given(&mut object, "categories", categories),
        marketing_only: within(&mut object, "marketing_only", flag),
        suppression: suppression_in(&mut object),
    };
    object.end();
    suppression
}
