//! What measurements come to: per campaign and arm how often each thing happened, at which rate, and against the comparison group.
//!
//! Whole numbers throughout. Rates are in millionths; intervals are Wilson's at 95 %, and those of differences Newcombe's of two of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{CampaignId, Unit};
use crate::wire::measurement::{Batch, Kind, Measurement};

/// Millionths of a whole.
const WHOLE: u128 = 1_000_000;

/// How often each kind happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([u64; Kind::ALL.len()]);

impl Counts {
    /// How often `kind` happened.
    #[must_use]
    pub fn of(&self, kind: Kind) -> u64 {
        let place = Kind::ALL.iter().position(|known| *known == kind);
        place.and_then(|place| self.0.get(place)).copied().unwrap_or(0)
    }

    fn add(&mut self, kind: Kind) {
        for (known, count) in Kind::ALL.iter().zip(&mut self.0) {
            *count = count.saturating_add(u64::from(*known == kind));
        }
    }
}

/// A campaign, or one of its arms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measured {
    /// What happened to those who were shown it.
    pub shown: Counts,
    /// What happened in the comparison group; a campaign's, in all of its arms.
    pub held_out: Counts,
}

/// What all batches come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measurements {
    /// Each campaign, and after it each arm, by `experiment@version` and its name.
    pub rows: BTreeMap<(CampaignId, Option<(String, String)>), Measured>,
    /// Offer codes that name no campaign, or several, and how often each kind came under them.
    pub unjoined: BTreeMap<Box<str>, Counts>,
    /// Events that came more than once.
    pub repeated: u64,
    /// Events that senders could not keep.
    pub dropped: u64,
}

/// Two events with one id that say different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("two events with the id `{0}` say different things: draw each id anew")]
pub struct Contradiction(pub Unit);

type Arm = Option<(String, String)>;

/// What `batches` come to, in whatever order they are.
///
/// An event of a bank's system that knows the offer code alone belongs to the only campaign that was shown with it, and to the only arm
/// where it never was shown outside of it.
///
/// # Errors
/// [`Contradiction`] where an id was used twice.
pub fn measurements(batches: &[Batch]) -> Result<Measurements, Contradiction> {
    let mut found = Measurements::default();
    let mut events: BTreeMap<u64, &Measurement> = BTreeMap::new();
    for batch in batches {
        found.dropped = found.dropped.saturating_add(batch.dropped);
        for event in &batch.events {
            match events.insert(event.id.bits(), event) {
                None => {}
                Some(other) if other == event => found.repeated = found.repeated.saturating_add(1),
                Some(_) => return Err(Contradiction(event.id)),
            }
        }
    }
    let mut codes: BTreeMap<&str, BTreeSet<(&CampaignId, Arm)>> = BTreeMap::new();
    for event in events.values().filter(|event| event.kind.is_of_page()) {
        if let (Some(offer), Some(campaign)) = (&event.offer, &event.campaign) {
            codes.entry(offer).or_default().insert((campaign, arm(event)));
        }
    }
    for event in events.values() {
        let joined = event.offer.as_deref().and_then(|offer| joined(codes.get(offer)));
        let (campaign, arm) = match (&event.campaign, joined) {
            // What the page knows it says; a bank's system may know the campaign and not the arm.
            (Some(campaign), Some((shown, of_code))) if campaign == shown && !event.kind.is_of_page() => {
                (campaign, arm(event).or(of_code))
            }
            (Some(campaign), _) => (campaign, arm(event)),
            (None, Some(joined)) => joined,
            (None, None) => {
                let offer = event.offer.clone().unwrap_or_default();
                found.unjoined.entry(offer).or_default().add(event.kind);
                continue;
            }
        };
        found.add(event, campaign, None);
        if arm.is_some() {
            found.add(event, campaign, arm);
        }
    }
    found.compare_arms();
    Ok(found)
}

impl Measurements {
    fn add(&mut self, event: &Measurement, campaign: &CampaignId, arm: Arm) {
        let row = self.rows.entry((campaign.clone(), arm)).or_default();
        let is_compared = event.held_out || event.kind == Kind::Ghost;
        if is_compared { &mut row.held_out } else { &mut row.shown }.add(event.kind);
    }

    /// Nobody of a comparison group is in an arm: each arm is held against that of the campaign.
    fn compare_arms(&mut self) {
        let whole: BTreeMap<CampaignId, Counts> =
            self.rows.iter().map(|((campaign, _), row)| (campaign.clone(), row.held_out)).rev().collect();
        for ((campaign, arm), row) in &mut self.rows {
            if arm.is_some() {
                row.held_out = whole.get(campaign).copied().unwrap_or_default();
            }
        }
    }
}

fn arm(event: &Measurement) -> Arm {
    event.arm.as_ref().map(|(experiment, arm)| (experiment.to_string(), arm.to_string()))
}

/// The only campaign of an offer code, and its only arm.
fn joined<'a>(known: Option<&BTreeSet<(&'a CampaignId, Arm)>>) -> Option<(&'a CampaignId, Arm)> {
    let known = known?;
    let (campaign, arm) = known.first()?;
    if known.iter().any(|(other, _)| other != campaign) {
        return None;
    }
    Some((campaign, arm.clone().filter(|_| known.len() == 1)))
}

/// A rate with its interval, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The rate, rounded.
    pub rate: u64,
    /// The lower end, rounded down.
    pub low: u64,
    /// The upper end, rounded up.
    pub high: u64,
}

/// `count` of `of` with Wilson's interval at 95 %; `None` of nothing, or where more happened than could.
#[must_use]
pub fn rate(count: u64, of: u64) -> Option<Rate> {
    if of == 0 || count > of {
        return None;
    }
    let (k, n) = (u128::from(count), u128::from(of));
    let times = |a: u128, b: u128| a.saturating_mul(b);
    // With z = 1.96: (2k + z² ± z √(4k(n−k)/n + z²)) / 2(n + z²), all of it times 10⁴, and the root in millionths.
    let below = times(n, 20_000).saturating_add(76_832);
    let middle = times(times(k, 20_000).saturating_add(38_416), WHOLE);
    let variance = times(times(times(4, k), n.saturating_sub(k)), times(WHOLE, WHOLE)).checked_div(n)?;
    let reach = times(root_up(variance.saturating_add(3_841_600_000_000)), 19_600);
    let rate = times(times(k, 2), WHOLE).saturating_add(n).checked_div(times(n, 2))?;
    let low = middle.saturating_sub(reach).checked_div(below)?;
    let high = middle.saturating_add(reach).div_ceil(below).min(WHOLE);
    Some(Rate { rate: part(rate), low: part(low.min(rate)), high: part(high.max(rate)) })
}

/// By how much `shown` lies above `held_out`, with Newcombe's interval: the difference, its lower and its upper end, in millionths.
#[must_use]
pub fn difference(shown: Rate, held_out: Rate) -> [i64; 3] {
    let apart = |a: u64, b: u64| u128::from(a.abs_diff(b)).saturating_pow(2);
    let reach = |a: u128, b: u128| i64::try_from(root_up(a.saturating_add(b))).unwrap_or(i64::MAX);
    let signed = |rate: u64| i64::try_from(rate).unwrap_or(i64::MAX);
    let difference = signed(shown.rate).saturating_sub(signed(held_out.rate));
    let down = reach(apart(shown.rate, shown.low), apart(held_out.high, held_out.rate));
    let up = reach(apart(shown.high, shown.rate), apart(held_out.rate, held_out.low));
    [difference, difference.saturating_sub(down), difference.saturating_add(up)]
}

fn root_up(square: u128) -> u128 {
    let root = square.isqrt();
    root.saturating_add(u128::from(root.saturating_mul(root) < square))
}

fn part(millionths: u128) -> u64 {
    u64::try_from(millionths).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_the_literature() {
        // Newcombe 1998, table I, to its four places.
        for (count, of, rate_is, low, high, because) in [
            (81, 263, 307_985, 255_300, 366_200, "many"),
            (15, 148, 101_351, 62_400, 160_500, "fewer"),
            (0, 20, 0, 0, 161_100, "none of 20"),
            (1, 29, 34_483, 6_100, 171_800, "one of 29"),
            (20, 20, 1_000_000, 838_900, 1_000_000, "all"),
        ] {
            let found = rate(count, of).unwrap();
            assert_eq!(found.rate, rate_is, "{because}");
            assert!(found.low.abs_diff(low) <= 50 && found.high.abs_diff(high) <= 50, "{because}: {found:?}");
        }
        assert_eq!(rate(0, 0), None, "of nothing");
        assert_eq!(rate(2, 1), None, "more than could");
        let huge = rate(1 << 40, 1 << 41).unwrap();
        assert!(huge.rate == 500_000 && huge.low >= 499_998 && huge.high <= 500_002, "{huge:?}");
        // Newcombe 1998, method 10: 56 of 70 and 48 of 80.
        let [by, low, high] = difference(rate(56, 70).unwrap(), rate(48, 80).unwrap());
        assert_eq!(by, 200_000);
        assert!(low.abs_diff(52_400) < 100 && high.abs_diff(333_900) < 100, "{low} {high}");
        let [by, low, high] = difference(rate(0, 10).unwrap(), rate(0, 10).unwrap());
        assert!(by == 0 && low == -high && high > 0, "{low} {high}");
    }

    #[test]
    fn every_interval_holds_its_rate_and_narrows() {
        for of in 1..60_u64 {
            for count in 0..=of {
                let Rate { rate: of_few, low, high } = rate(count, of).unwrap();
                assert!(low <= of_few && of_few <= high && high <= 1_000_000, "{count} of {of}");
                let more = rate(count * 10, of * 10).unwrap();
                assert!(more.high - more.low < high - low, "{count} of {of}");
            }
        }
    }
}
