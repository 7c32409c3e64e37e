//! What must hold whenever something is shown, from the bank's promises alone: nothing here asks the engine or reads its documents.

use super::bank::{DAY, HOUR, START};

/// What truly happened, whichever tab saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Impression,
    Click,
    Dismiss,
    NotInterested,
}

#[derive(Debug, Clone)]
pub(super) struct Happened {
    pub(super) at: i64,
    pub(super) what: What,
    pub(super) campaign: String,
    pub(super) slot: String,
}

/// Facts about a customer on one day. `None` is what the bank does not know.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) opted_out: Option<bool>,
    pub(super) legal: Option<bool>,
    pub(super) credit: Option<bool>,
    pub(super) low: Option<bool>,
    pub(super) household: u64,
}

/// A customer's truth.
#[derive(Default)]
pub(super) struct Truth {
    pub(super) happened: Vec<Happened>,
    /// `all`, a topic or a campaign, while it is refused.
    pub(super) refused: Vec<String>,
}

fn is_promotion(campaign: &str) -> bool {
    !campaign.starts_with("evergreen") && campaign != "notice"
}

fn group(campaign: &str) -> Option<&'static str> {
    match campaign {
        "card-offer" | "low-balance" => Some("lending"),
        "headline-test" | "layered" => Some("deposits"),
        _ => None,
    }
}

fn topic(campaign: &str) -> &'static str {
    match campaign {
        "card-offer" => "cards",
        "held-out" => "savings",
        _ => "",
    }
}

impl Truth {
    /// The rules that showing `campaign` in `slot` at `now` breaks.
    pub(super) fn broken(&self, campaign: &str, slot: &str, now: i64, facts: Facts) -> Vec<&'static str> {
        if campaign.starts_with("evergreen") || campaign == "notice" {
            return (facts.legal != Some(false)).then_some("legal").into_iter().collect();
        }
        let day = (now - START) / DAY;
        let (today, week, month) =
            (START + day * DAY, START + day / 7 * 7 * DAY, START + if day < 30 { 0 } else { 30 * DAY });
        let own = |it: &&Happened| it.campaign == campaign;
        let same_group = |it: &&Happened| group(campaign).is_some() && group(&it.campaign) == group(campaign);
        let promotions = |it: &&Happened| is_promotion(&it.campaign);
        let seen = |of: &dyn Fn(&&Happened) -> bool, since: i64| {
            let it = self.happened.iter().filter(|it| it.what == What::Impression && it.at >= since);
            it.filter(|it| of(it)).count()
        };
        let rolling = |span: i64| now - span + 1;
        let answered = |of: &dyn Fn(&&Happened) -> bool, what: What| -> Vec<i64> {
            let mut at: Vec<i64> =
                self.happened.iter().filter(|it| it.what == what && of(it)).map(|it| it.at).collect();
            at.sort_unstable();
            at
        };
        let young = |what: What, days: i64| answered(&own, what).iter().any(|at| now - at < days * DAY);
        let paused = |of: &dyn Fn(&&Happened) -> bool, within: i64, lasts: i64| {
            let at = answered(of, What::Dismiss);
            at.windows(2).any(|two| two[1] - two[0] < within * DAY && now - two[1] < lasts * DAY)
        };
        [
            ("legal", facts.legal != Some(false)),
            ("opted out", facts.opted_out != Some(false)),
            ("credit policy", campaign == "card-offer" && facts.credit != Some(false)),
            ("trigger", campaign == "low-balance" && facts.low != Some(true)),
            ("household held out", facts.household < 500),
            ("refused", ["all", campaign, topic(campaign)].iter().any(|of| self.refused.iter().any(|it| it == of))),
            ("global cap", seen(&promotions, rolling(7 * DAY)) >= 5),
            ("group cap", seen(&same_group, month) >= 6),
            ("slot cap", seen(&|it| promotions(it) && it.slot == slot, today) >= 1),
            ("gap", seen(&promotions, rolling(3 * HOUR)) >= 1),
            ("cap of card-offer", campaign == "card-offer" && seen(&own, rolling(5 * DAY)) >= 2),
            ("cap of headline-test", campaign == "headline-test" && seen(&own, rolling(10 * DAY)) >= 3),
            ("cap of held-out", campaign == "held-out" && seen(&own, rolling(30 * DAY)) >= 4),
            ("cap of layered", campaign == "layered" && seen(&own, week) >= 1),
            ("cooldown after a click", campaign == "low-balance" && young(What::Click, 9)),
            ("cooldown after a dismissal", campaign == "low-balance" && young(What::Dismiss, 15)),
            ("cooldown after no interest", campaign == "low-balance" && young(What::NotInterested, 40)),
            ("pause of the group", paused(&same_group, 14, 20)),
            ("pause of the campaign", paused(&own, 30, 45)),
        ]
        .into_iter()
        .filter_map(|(rule, is_broken)| is_broken.then_some(rule))
        .collect()
    }
}
