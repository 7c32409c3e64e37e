//! Conditions asked of the engine: each is the trigger of a campaign of its own, in a bundle that goes through the same door as every
//! other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Question;
use super::values::Corners;
use crate::author::rehearsal;
use crate::author::release::ReleaseFiles;
use crate::bundle::{Audience, Environment};
use crate::campaign::AccountFilter;
use crate::compile::Program;
use crate::decide;
use crate::decision::Gate;
use crate::feature::{
    Account, AccountClass, AccountStatus, Catalogue, Feature, FeatureType, Features, Role, Scope, Series, Unit, Vector,
};
use crate::history::History;
use crate::id::{BankId, CampaignId, PageId, SlotId};
use crate::request::{Notifications, Request, Storage, Visit};
use crate::time::Moment;
use crate::wire::canonical;

/// Which truths a condition has over all its corners, UNKNOWN left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truths {
    /// It is TRUE for some customers and FALSE for others.
    Both,
    /// It is never FALSE.
    OnlyTrue,
    /// It is never TRUE.
    OnlyFalse,
}

/// Most questions of one bundle.
const MAX_QUESTIONS: usize = 900;

/// The truths of each question; `None` for one with too many corners, and in all where the engine does not take them.
pub(super) fn answers(questions: &[Question], catalogue: &Catalogue, now: Moment) -> Option<Vec<Option<Truths>>> {
    if questions.len() > MAX_QUESTIONS {
        return None;
    }
    let program = program(questions, catalogue, now)?;
    let stage = Stage { program: &program, now, page: PageId::new("corner").ok()?, slot: SlotId::new(SLOT).ok()? };
    Some(questions.iter().enumerate().map(|(n, question)| stage.truths(&name(n), question)).collect())
}

const SLOT: &str = "corner";

fn name(n: usize) -> String {
    format!("q{n:04}")
}

/// A program with one campaign a question.
fn program(questions: &[Question], catalogue: &Catalogue, now: Moment) -> Option<Program> {
    let text = |document: &Value| String::from_utf8(canonical::write(document).ok()?).ok();
    let mut campaigns = BTreeMap::new();
    for (n, question) in questions.iter().enumerate() {
        campaigns.insert(CampaignId::new(&name(n)).ok()?, text(&campaign(&name(n), &question.document))?);
    }
    let calendar = json!({"weekend": [], "holidays": []});
    let policy =
        json!({"policy": 1, "suppressions": [], "quiet_pages": [], "global_holdout_bp": 0, "calendar": calendar});
    let files = ReleaseFiles {
        catalogue: text(&json!({"catalogue": 1, "features": features(questions, catalogue)}))?,
        policy: text(&policy)?,
        goldens: text(&json!({"goldens": []}))?,
        campaigns,
    };
    let audience = Audience { bank: BankId::new("corners").ok()?, environment: Environment::Test };
    rehearsal::programmed(files, &audience, now).ok()
}

fn campaign(id: &str, when: &Value) -> Value {
    let action = json!({"label": "a", "url": "/a", "offer": "a"});
    json!({
        "campaign": id, "name": "a", "category": "service", "class": "promotional", "priority": 0, "slots": [SLOT],
        "schedule": {"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"},
        "when": when, "default_locale": "en-US",
        "creatives": {"en-US": {"headline": "a", "body": "a", "action": action, "why": "a"}},
    })
}

/// The features that the questions read, without what only customers of flesh and blood need: age, windows, versions.
fn features(questions: &[Question], catalogue: &Catalogue) -> Vec<Value> {
    let read = questions.iter().flat_map(|question| question.reads.values.keys().map(|(feature, _)| feature.as_str()));
    let read: BTreeSet<&str> = read.collect();
    let known = read.iter().filter_map(|id| catalogue.get(catalogue.find(id)?)).map(feature);
    let free: BTreeSet<(&str, bool)> = questions
        .iter()
        .flat_map(|question| question.reads.free.iter().map(|flag| (flag.as_str(), question.account.is_some())))
        .collect();
    let flags = free
        .into_iter()
        .map(|(flag, of_account)| entry(flag, "flag", if of_account { Scope::Account } else { Scope::Customer }));
    let mut features: Vec<Value> = known.chain(flags).collect();
    features.sort_by_key(|feature| feature.get("id").and_then(Value::as_str).map(str::to_owned));
    features
}

fn entry(id: &str, kind: &str, scope: Scope) -> Value {
    let scope = match scope {
        Scope::Customer => "customer",
        Scope::Account => "account",
    };
    json!({
        "id": id, "type": kind, "scope": scope, "definition": "a", "source": "a", "provenance": "first_party",
        "sensitivity": 0, "basis": [], "purpose": "a", "version": 1,
    })
}

fn feature(feature: &Feature) -> Value {
    let kind = match &feature.kind {
        FeatureType::Money => "money",
        FeatureType::Count => "count",
        FeatureType::Flag => "flag",
        FeatureType::BasisPoints => "basis_points",
        FeatureType::Date => "date",
        FeatureType::Enumeration(_) => "enumeration",
        FeatureType::Average => "average",
        FeatureType::Events(_) => "events",
    };
    let unit = feature.unit.map(|unit| match unit {
        Unit::Days => "days",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Points => "points",
        Unit::Deciles => "deciles",
    });
    let series = feature.series.map(|series| match series {
        Series::CalendarMonth => "calendar_month",
        Series::StatementCycle => "statement_cycle",
        Series::Day => "day",
    });
    let mut entry = entry(feature.id.as_str(), kind, feature.scope);
    if let Some(fields) = entry.as_object_mut() {
        let mut put = |name: &str, value: Option<Value>| value.and_then(|value| fields.insert(name.into(), value));
        put("unit", unit.map(Value::from));
        put("series", series.map(Value::from));
        put("currency", feature.currency.map(|currency| currency.code().into()));
        if let FeatureType::Enumeration(symbols) = &feature.kind {
            put("values", Some(symbols.iter().map(|symbol| symbol.as_str()).collect()));
        }
    }
    entry
}

struct Stage<'a> {
    program: &'a Program,
    now: Moment,
    page: PageId,
    slot: SlotId,
}

impl Stage<'_> {
    /// The truths of `question`, the campaign `name`.
    fn truths(&self, name: &str, question: &Question) -> Option<Truths> {
        let campaign = CampaignId::new(name).ok()?;
        let catalogue = self.program.catalogue();
        let corners = Corners::new(&question.reads, catalogue, self.now.day())?;
        let (mut is_true, mut is_false) = (false, false);
        for n in 0..corners.len() {
            let request = self.request(corners.readings(n, catalogue), question.account.as_ref());
            let (gate, _) = decide::alone(self.program, &campaign, &request, &History::new(Vec::new(), None, None))?;
            is_true |= gate == Gate::Shown;
            is_false |= gate == Gate::NotTriggered;
            // Any other gate would be no answer to the question.
            if ![Gate::Shown, Gate::NotTriggered, Gate::TriggerUnknown].contains(&gate) {
                return None;
            }
            if is_true && is_false {
                return Some(Truths::Both);
            }
        }
        match (is_true, is_false) {
            (true, false) => Some(Truths::OnlyTrue),
            (false, true) => Some(Truths::OnlyFalse),
            // Always UNKNOWN: the corners have missed it.
            (false, false) | (true, true) => None,
        }
    }

    /// A customer with these values, or with one account with them.
    fn request(&self, features: Features, account: Option<&AccountFilter>) -> Request {
        let (customer, accounts) = match account {
            None => (features, Vec::new()),
            Some(filter) => (Features::unknown(self.program.catalogue()), vec![of_filter(filter, features)]),
        };
        let vector = Vector { as_of: self.now.day(), customer, accounts: Some(accounts), surplus: Vec::new() };
        Request {
            now: self.now,
            page: self.page.clone(),
            slots: vec![self.slot.clone()],
            locales: Vec::new(),
            visit: Visit::OwnSession,
            device: None,
            storage: Storage::Durable,
            unit: None,
            nonce: None,
            dry_run: false,
            notifications: Notifications::Omitted,
            vector,
        }
    }
}

/// An account that `filter` means.
fn of_filter(filter: &AccountFilter, features: Features) -> Account {
    Account {
        kind: filter.kind.clone(),
        product: filter.product.clone(),
        role: filter.roles.first().copied().unwrap_or(Role::Owner),
        status: filter.statuses.first().copied().unwrap_or(AccountStatus::Open),
        class: filter.classes.first().copied().unwrap_or(AccountClass::Consumer),
        features,
    }
}
