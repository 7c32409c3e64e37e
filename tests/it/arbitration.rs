//! How the bank's policy ranks campaigns: what switching a factor does, which faults are told, and what explanations say.
//!
//! Scores have their rows in `tests/corpus/arbitration.json`; there all rows share one policy.

use serde_json::{Value, json};
use tellerside::author::release::ReleaseFiles;
use tellerside::bundle::{Audience, Environment, PagePolicy};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::explain::{self, Language};
use tellerside::history::History;
use tellerside::id::{BankId, CampaignId};
use tellerside::request::Request;
use tellerside::time::Moment;
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;
use tellerside::wire::policy::PolicyDoc;

use crate::contact::{campaign, policy};
use crate::corpus::canonical;
use crate::signing::Signed;

const ISSUED: &str = "2026-11-20T00:00:00Z";

/// A bank whose policy and campaigns, `a` first, are laid over plain ones.
pub(crate) struct Bank {
    pub(crate) policy: Value,
    pub(crate) campaigns: Vec<Value>,
}

pub(crate) fn catalogue() -> Value {
    let feature = |id: &str, kind: &str| {
        json!({
            "basis": [], "definition": id, "id": id, "provenance": "first_party", "purpose": "marketing", "scope": "customer",
            "sensitivity": 1, "source": "core", "type": kind, "version": 1
        })
    };
    json!({"catalogue": 1, "features": [
        feature("ev.date", "date"), feature("n", "count"), feature("p", "basis_points"), feature("q", "basis_points"),
        feature("yes", "flag"), feature("young", "flag")
    ]})
}

pub(crate) fn id(n: usize) -> String {
    char::from(b'a' + u8::try_from(n).unwrap()).to_string()
}

impl Bank {
    pub(crate) fn policy_text(&self) -> Value {
        let mut whole = policy(&Value::Null);
        for (name, value) in self.policy.as_object().into_iter().flatten() {
            whole[name] = value.clone();
        }
        whole
    }

    /// The program, or why there is none.
    pub(crate) fn activate(&self) -> Result<Program, String> {
        let text = |n: usize, over: &Value| {
            serde_json::from_value::<CampaignDoc>(campaign(&id(n), over)).map_err(|fault| fault.to_string()).map(
                |doc| {
                    (
                        CampaignId::new(&id(n)).unwrap(),
                        String::from_utf8(wire::canonical::write(&doc).unwrap()).unwrap(),
                    )
                },
            )
        };
        let campaigns = self.campaigns.iter().enumerate().map(|(n, over)| text(n, over));
        let files = ReleaseFiles {
            catalogue: canonical::<CatalogueDoc>(&catalogue()),
            policy: canonical::<PolicyDoc>(&self.policy_text()),
            goldens: r#"{"goldens":[]}"#.into(),
            campaigns: campaigns.collect::<Result<_, _>>()?,
        };
        let audience = Audience { bank: BankId::new("ranking-bank").unwrap(), environment: Environment::Test };
        let issued = Moment::parse(ISSUED).unwrap();
        let page = PagePolicy::read(r#"{"deny":[],"floor":7,"policy":1}"#).unwrap();
        Signed::of(&audience, files, issued).activate(&page, issued).map_err(|refused| refused.to_string())
    }

    #[track_caller]
    pub(crate) fn program(&self) -> Program {
        self.activate().unwrap_or_else(|refused| panic!("{refused}"))
    }
}

/// A request for one slot with `over` laid on it, and its history.
pub(crate) fn request(program: &Program, over: &Value) -> (Request, History) {
    let mut request = json!({
        "features": {"as_of": "2026-11-22", "currency": "USD", "features": {"yes": true, "young": false}, "vector": 1},
        "locales": ["en-US"], "now": "2026-11-23T09:30:00-05:00", "page": "home", "slots": ["hero"],
        "storage": "durable", "visit": "own_session"
    });
    for (name, value) in over.as_object().into_iter().flatten() {
        if name == "features" {
            for (feature, value) in value.as_object().unwrap() {
                request["features"]["features"][feature] = value.clone();
            }
        } else {
            request[name] = value.clone();
        }
    }
    wire::request::read(&request.to_string(), program.catalogue()).unwrap()
}

/// The campaigns shown, in the order of the slots.
pub(crate) fn shown(program: &Program, over: &Value) -> Vec<String> {
    let (request, history) = request(program, over);
    decide(program, &request, &history).placements.iter().map(|placed| placed.campaign.to_string()).collect()
}

/// `a` is worth most, `b` fits the moment, `c` is the likeliest, `d` is pushed, `e` has the highest priority.
fn five() -> Vec<Value> {
    vec![
        json!({"value": "5.00 USD", "propensity": "q"}),
        json!({"context": [{"percent": 300, "when": {"flag": "yes"}}], "propensity": "q"}),
        json!({"propensity": "p"}),
        json!({"group": "pushed", "propensity": "q"}),
        json!({"priority": 60, "propensity": "q"}),
    ]
}

#[test]
fn arbitration_counts_the_factors_that_the_policy_names() {
    let levers = json!([{"group": "pushed", "percent": 200}]);
    for (arbitration, first, because) in [
        (Value::Null, "e", "without arbitration priority alone decides, whatever the campaigns bring"),
        (json!({"salt": "s"}), "e", "a salt alone leaves every factor off"),
        (json!({"levers": levers}), "e", "levers without their factor move nothing"),
        (json!({"factors": ["value"]}), "a", "the value alone"),
        (json!({"factors": ["context"]}), "b", "the context alone"),
        (json!({"factors": ["propensity"]}), "c", "the propensity alone"),
        (json!({"factors": ["lever"], "levers": levers}), "d", "the lever alone"),
        (json!({"factors": ["propensity", "value"]}), "c", "0.9 x 1 is more than 0.1 x 5"),
        (json!({"factors": ["context", "lever", "value"], "levers": levers}), "a", "5 is more than 4 and 3"),
    ] {
        let policy = if arbitration.is_null() { json!({}) } else { json!({"arbitration": arbitration}) };
        let program = Bank { policy, campaigns: five() }.program();
        let over = json!({"features": {"p": 9000, "q": 1000}, "unit": "00000000000000ff"});
        assert_eq!(shown(&program, &over), [first], "{because}");
    }
}

#[test]
fn arbitration_faults_say_how_to_mend_them() {
    let plain = json!({});
    let ranked = |campaign: Value| Bank { policy: json!({}), campaigns: vec![json!({}), campaign] };
    for (bank, told) in [
        (ranked(json!({"propensity": "n"})), "`propensity`: `n` is not a share in basis points with a single value"),
        (ranked(json!({"propensity": "r"})), "`propensity`: the catalogue has no feature `r`"),
        (ranked(json!({"context": []})), "empty: leave the list out"),
        (
            ranked(json!({"context": [{"percent": 0, "when": {"flag": "yes"}}]})),
            "write a whole number from -100 to 1000",
        ),
        (
            ranked(json!({"context": [{"percent": -101, "when": {"flag": "yes"}}]})),
            "write a whole number from -100 to 1000",
        ),
        (
            ranked(json!({"context": [{"percent": 1, "when": {"flag": "n"}}]})),
            "`context[0].when.flag`: `n` is not a flag",
        ),
        (ranked(json!({"value": "0.00 USD"})), "write an amount above zero"),
        (ranked(json!({"value": "3 months"})), "write what it is worth as in `35.00 USD` or `35 points`"),
        (ranked(json!({"value": "10000000000.01 USD"})), "at most 1000000000000 of the smallest unit"),
        (
            ranked(json!({"lane": "mandatory", "value": "1.00 USD"})),
            "in a lane a campaign is ranked by its priority alone",
        ),
        (ranked(json!({"lane": "evergreen"})), "an evergreen stands where no promotion may: write `class: servicing`"),
        (ranked(json!({"lane": "other"})), "unknown variant"),
        (
            Bank { policy: plain.clone(), campaigns: vec![json!({"value": "1.00 USD"}), json!({"value": "1.00 EUR"})] },
            "campaign `b` is invalid at `value`: `a` has its value in USD, and values of two units do not compare: write USD",
        ),
        (
            Bank { policy: plain, campaigns: vec![json!({"value": "1 points"}), json!({"value": "1 JPY"})] },
            "`a` has its value in points",
        ),
    ] {
        let refused = bank.activate().expect_err(told);
        assert!(refused.contains(told), "{told}\n{refused}");
    }
    for (arbitration, told) in [
        (json!({}), "empty: leave it out"),
        (json!({"factors": ["value", "value"]}), "a factor stands twice: write each once"),
        (json!({"levers": [{"percent": 10}]}), "say one of `category` and `group`"),
        (json!({"levers": [{"category": "card", "group": "g", "percent": 10}]}), "say one of `category` and `group`"),
        (json!({"salt": "a:b"}), "write 1 to 64 printable ASCII characters other than `:`"),
    ] {
        let doc: PolicyDoc = serde_json::from_value(
            Bank { policy: json!({"arbitration": arbitration}), campaigns: vec![] }.policy_text(),
        )
        .unwrap();
        let refused = doc.into_policy().expect_err(told).to_string();
        assert!(refused.contains(told), "{told}\n{refused}");
    }
}

#[test]
fn arbitration_is_explained_factor_by_factor() {
    let factors = json!(["propensity", "context", "value", "lever"]);
    let levers = json!([{"category": "deposit", "percent": -25}]);
    let bank = Bank {
        policy: json!({"arbitration": {"factors": factors, "levers": levers, "salt": "s-1"}}),
        campaigns: vec![
            json!({"value": "35.50 USD", "propensity": "p", "context": [{"percent": 20, "when": {"flag": "yes"}}]}),
            json!({"lane": "mandatory", "conflict_group": "rates"}),
        ],
    };
    let program = bank.program();
    let (request, history) = request(&program, &json!({"features": {"p": 333}}));
    for (language, score) in [
        (Language::English, "Score 1.063935 = propensity 0.0333 × context 1.2 × value 35.5 × lever 0.75"),
        (Language::Spanish, "Puntuación 1.063935 = propensión 0.0333 × contexto 1.2 × valor 35.5 × palanca 0.75"),
    ] {
        let told = explain::decision(&program, &request, &history, language);
        assert!(told[0].text().contains(score), "{}", told[0].text());
        assert!(!told[1].text().contains(" × "), "the mandatory lane has no score: {}", told[1].text());
    }
    let json: Value =
        serde_json::from_str(&explain::write(&explain::decision(&program, &request, &history, Language::English)))
            .unwrap();
    let told = json!({"context": "1.2", "lever": "0.75", "propensity": "0.0333", "score": "1.063935", "value": "35.5"});
    assert_eq!(json[0]["arbitration"], told);
    assert_eq!(json[1].get("arbitration"), None);
    let describe = |n: &str| explain::campaign_of(&program, &CampaignId::new(n).unwrap(), Language::English).unwrap();
    for sentence in ["For its rank it is worth $35.50.", "For its rank counts the value “p”.", "- +20%: "] {
        assert!(describe("a").contains(sentence), "{sentence}\n{}", describe("a"));
    }
    for sentence in [
        "It goes before all campaigns outside the mandatory lane, by its priority alone.",
        "It is never shown together with another campaign of the conflict group “rates”.",
    ] {
        assert!(describe("b").contains(sentence), "{sentence}\n{}", describe("b"));
    }
    let off = Bank { policy: json!({}), campaigns: bank.campaigns };
    let told = explain::campaign_of(&off.program(), &CampaignId::new("a").unwrap(), Language::English).unwrap();
    assert!(told.contains("For its rank it is worth $35.50. (switched off in the bank's policy)"), "{told}");
}
