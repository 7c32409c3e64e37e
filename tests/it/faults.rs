//! What a campaign gets wrong is told with its place and the mend.

use serde_json::{Value, json};
use tellerside::compile;
use tellerside::feature::Catalogue;
use tellerside::wire;
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;

fn catalogue() -> Catalogue {
    let feature = |id: &str, kind: &str, scope: &str, more: Value| {
        let mut feature = json!({
            "basis": [], "definition": id, "id": id, "provenance": "first_party", "purpose": "marketing",
            "scope": scope, "sensitivity": 1, "source": "core", "type": kind, "version": 1
        });
        feature.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        feature
    };
    let catalogue = json!({"catalogue": 1, "features": [
        feature("bal.acb", "average", "account", json!({"series": "calendar_month"})),
        feature("bal.avail", "money", "account", json!({})),
        feature("bal.total", "money", "customer", json!({"currency": "USD"})),
        feature("card.util_bp", "basis_points", "customer", json!({})),
        feature("cnt.logins", "count", "customer", json!({})),
        feature("ev.refund", "date", "customer", json!({})),
        feature("geo.region", "enumeration", "customer", json!({"values": ["south", "west"]})),
        feature("own.card", "flag", "customer", json!({})),
        feature("sup.all", "flag", "customer", json!({})),
    ]});
    serde_json::from_value::<CatalogueDoc>(catalogue).unwrap().into_catalogue().unwrap()
}

fn campaign(over: &Value) -> Value {
    let creative = json!({
        "action": {"label": "Go", "offer": "O-1", "url": "/offer"}, "body": "b", "headline": "h", "why": "w"
    });
    let mut campaign = json!({
        "campaign": "c", "category": "deposit", "class": "promotional", "creatives": {"en-US": creative},
        "default_locale": "en-US", "name": "n", "priority": 1,
        "schedule": {"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"},
        "slots": ["hero"], "when": {"flag": "sup.all"}
    });
    campaign.as_object_mut().unwrap().extend(over.as_object().unwrap().clone());
    campaign
}

#[test]
fn conditions_are_checked_against_the_catalogue() {
    let level = |feature: &str, more: Value| {
        let mut level = json!({"feature": feature, "is": "below", "value": "100.00 USD"});
        level.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"level": level})
    };
    let account = |condition: Value| json!({"any_account": {"kind": "checking", "where": [condition]}});
    for (when, path, fault) in [
        (
            account(level("bal.abc", json!({"period": "m1"}))),
            "when.any_account.where[0].level.feature",
            "the catalogue has no feature `bal.abc`: did you mean `bal.acb`?",
        ),
        (
            json!({"all": [{"flag": "sup.all"}, level("bal.avail", json!({}))]}),
            "when.all[1].level.feature",
            "`bal.avail` belongs to an account: ask for it inside `any_account`",
        ),
        (
            account(level("bal.total", json!({}))),
            "when.any_account.where[0].level.feature",
            "`bal.total` belongs to the customer: ask for it outside `any_account`",
        ),
        (
            account(level("bal.acb", json!({}))),
            "when.any_account.where[0].level.feature",
            "`bal.acb` has a value for each month: say which, as in `period: m1` for the last complete one",
        ),
        (
            level("bal.total", json!({"period": "m1"})),
            "when.level.period",
            "`bal.total` has a single value: remove the period",
        ),
        (
            level("bal.total", json!({"value": "100.00 EUR"})),
            "when.level.value",
            "`bal.total` is in USD, the threshold in EUR",
        ),
        (
            level("bal.total", json!({"value": 100})),
            "when.level.value",
            "`bal.total` is an amount: write the threshold as in `100.00 USD`",
        ),
        (
            level("cnt.logins", json!({})),
            "when.level.value",
            "`cnt.logins` is a count: write the threshold as a whole number",
        ),
        (
            level("card.util_bp", json!({"value": 3000})),
            "when.level.value",
            "`card.util_bp` is a percentage: write the threshold as in `12.50 %`",
        ),
        (
            level("ev.refund", json!({"value": 3})),
            "when.level.value",
            "`ev.refund` is a date: write the threshold as in `2026-11-23`",
        ),
        (level("sup.all", json!({})), "when.level.value", "`sup.all` is a flag and has no threshold: use `flag`"),
        (
            level("geo.region", json!({})),
            "when.level.value",
            "`geo.region` is an enumeration and has no threshold: use `one_of`",
        ),
        (json!({"flag": "cnt.logins"}), "when.flag", "`cnt.logins` is not a flag with a single value"),
        (
            json!({"one_of": {"feature": "geo.region", "values": ["wset"]}}),
            "when.one_of.values[0]",
            "`geo.region` has no value `wset`: did you mean `west`?",
        ),
        (
            json!({"recent": {"feature": "cnt.logins", "days": 3}}),
            "when.recent.feature",
            "`cnt.logins` is not a date with a single value",
        ),
        (
            json!({"crossing": {"feature": "bal.total", "from": "m2", "to": "m1", "goes": "below", "value": "1.00 USD"}}),
            "when.crossing.feature",
            "`bal.total` has no values by period",
        ),
        (
            json!({"not": {"owns": "crad"}}),
            "when.not.owns",
            "the catalogue has no flag `own.crad`: did you mean `own.card`?",
        ),
        (
            account(account(json!({"flag": "sup.all"}))),
            "when.any_account.where[0].any_account",
            "this does not ask about an account: write it beside the account block, not in it",
        ),
    ] {
        let doc: CampaignDoc = serde_json::from_value(campaign(&json!({"when": when}))).unwrap();
        let faults = compile::faults(&doc.into_campaign().unwrap(), &catalogue(), &[]);
        let told: Vec<_> = faults.iter().map(|f| (f.path.as_str(), f.fault.as_str())).collect();
        assert_eq!(told, [(path, fault)], "{when}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let over = json!({
        "product": "crad",
        "suppress": [{"code": "x", "tier": "T4", "when": {"flag": "sup.al"}}],
        "when": {"all": [{"flag": "nothing.like.it"}, {"owns": "card"}, {"lacks": "loan.personal.unsecured"}]}
    });
    let doc: CampaignDoc = serde_json::from_value(campaign(&over)).unwrap();
    let faults = compile::faults(&doc.into_campaign().unwrap(), &catalogue(), &[]);
    let paths: Vec<_> = faults.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(paths, ["when.all[0].flag", "when.all[2].lacks", "suppress[0].when.flag", "product.any[0].owns"]);
}

#[test]
fn documents_are_checked_field_by_field() {
    let action = |url: &str| {
        let action = json!({"label": "Go", "offer": "O-1", "url": url});
        json!({"creatives": {"en-US": {"action": action, "body": "b", "headline": "h", "why": "w"}}})
    };
    let headline = |text: &str| {
        let action = json!({"label": "Go", "offer": "O-1", "url": "/o"});
        json!({"creatives": {"en-US": {"action": action, "body": "b", "headline": text, "why": "w"}}})
    };
    let deep = (0..9).fold(json!({"flag": "sup.all"}), |inner, _| json!({"not": inner}));
    for (over, path, because) in [
        (json!({"campaign": "Od"}), "campaign", "an id in upper case"),
        (json!({"slots": []}), "slots", "no slot"),
        (json!({"slots": ["hero", "Card"]}), "slots[1]", "the second slot"),
        (json!({"priority": 1001}), "priority", "beyond the scale"),
        (json!({"default_locale": "es-US"}), "default_locale", "no creative for the default"),
        (
            json!({"schedule": {"from": "2026-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}}),
            "schedule.until",
            "empty",
        ),
        (
            json!({"caps": [{"count": 0, "days": 7, "event": "impression", "scope": "campaign"}]}),
            "caps[0].count",
            "zero",
        ),
        (
            json!({"caps": [{"count": 1, "days": 0, "event": "impression", "scope": "campaign"}]}),
            "caps[0].days",
            "zero",
        ),
        (json!({"holdout": {"salt": "s", "share_bp": 10000}}), "holdout.share_bp", "nobody would see it"),
        (json!({"when": {"all": []}}), "when.all", "an empty list would always hold"),
        (deep_of(deep), "when.not.not.not.not.not.not.not.not", "too deep"),
        (json!({"when": {"recent": {"feature": "ev.refund", "days": 0}}}), "when.recent.days", "zero days"),
        (action("//evil.example"), "creatives.en-US.action.url", "another host"),
        (action("https://evil.example"), "creatives.en-US.action.url", "another host"),
        (action("javascript:alert(1)"), "creatives.en-US.action.url", "a script"),
        (action("/a\\b"), "creatives.en-US.action.url", "a backslash"),
        (action("/a?x=1"), "creatives.en-US.action.url", "a query could carry data"),
        (headline(" "), "creatives.en-US.headline", "nothing to read"),
        (headline("safe\u{202e}evil"), "creatives.en-US.headline", "text that reads backwards"),
        (headline("zero\u{200b}width"), "creatives.en-US.headline", "an invisible sign"),
    ] {
        let doc: CampaignDoc = serde_json::from_value(campaign(&over)).unwrap();
        let fault = doc.into_campaign().unwrap_err();
        assert_eq!(fault.path(), path, "{because}: {fault}");
    }
}

fn deep_of(condition: Value) -> Value {
    json!({ "when": condition })
}

#[test]
fn a_vector_with_an_identity_is_refused_and_the_identity_not_repeated() {
    let (customer, account) = ("features.features", "features.accounts[0].features");
    for (features, of_account, refused, because) in [
        (json!({"some.other": 1, "sup.all": false}), json!({}), None, "surplus without an identity"),
        (json!({"some.other": "12345678.90"}), json!({"x": "2026-11-23"}), None, "amounts and days"),
        (json!({"sup.all": "perhaps"}), json!({}), None, "malformed only makes unknown"),
        (json!({"phone.verified": true}), json!({}), None, "whether there is one"),
        (json!({"email": null}), json!({}), None, "null is nothing"),
        (json!({"first_name": "Ana"}), json!({}), Some((customer, "first_name", "an identity")), "a name"),
        (json!({}), json!({"account.number": 1234}), Some((account, "account.number", "an identity")), "a number"),
        (json!({"birth_year": 1980}), json!({}), Some((customer, "birth_year", "an identity")), "a birthday"),
        (
            json!({"contact": {"home": [{"mail": "ana@example.com"}]}}),
            json!({}),
            Some((customer, "contact.home[0].mail", "an e-mail address")),
            "deep inside",
        ),
        (
            json!({"sup.all": "123-45-6789"}),
            json!({}),
            Some((customer, "sup.all", "a social security number")),
            "under a feature of another type",
        ),
        (
            json!({"sup.all@2": "+1 (555) 123-4567"}),
            json!({}),
            Some((customer, "sup.all@2", "a telephone number")),
            "under another definition",
        ),
        (
            json!({}),
            json!({"own.card": "4111 1111 1111 1111"}),
            Some((account, "own.card", "a card number")),
            "under a feature of the other scope",
        ),
        (
            json!({}),
            json!({"bal.avail": "GB82 WEST 1234 5698 7654 32"}),
            Some((account, "bal.avail", "an account number")),
            "for an amount",
        ),
    ] {
        let accounts = json!([
            {"class": "consumer", "features": of_account, "kind": "checking", "role": "owner", "status": "open"}
        ]);
        let vector = json!({
            "accounts": accounts, "as_of": "2026-11-20", "currency": "USD", "features": features, "vector": 1
        });
        let request = json!({
            "features": vector, "locales": ["en-US"], "now": "2026-11-23T09:30:00-05:00", "page": "home",
            "slots": ["hero"], "storage": "durable", "visit": "own_session"
        });
        let read = wire::request::read(&request.to_string(), &catalogue());
        let Some((holder, field, what)) = refused else {
            assert!(read.is_ok(), "{because}: {}", read.unwrap_err());
            continue;
        };
        let fault = read.unwrap_err();
        assert_eq!(fault.path(), format!("{holder}.{field}"), "{because}");
        assert_eq!(
            fault.fault(),
            format!("looks like {what}: a vector carries no identity; leave it out"),
            "{because}"
        );
    }
    let vector = json!({"as_of": "2026-11-20", "currency": "USD", "features": {"ana@example.com": 1}, "vector": 1});
    let request = json!({
        "features": vector, "locales": [], "now": "2026-11-23T09:30:00-05:00", "page": "home", "slots": ["hero"],
        "storage": "durable", "visit": "own_session"
    });
    let told = wire::request::read(&request.to_string(), &catalogue()).unwrap_err().to_string();
    assert!(told.contains("a field's name looks like an e-mail address") && !told.contains("ana"), "{told}");
}

#[test]
fn the_frame_of_a_vector_is_not_repeated_either() {
    for (place, value, path, because) in [
        ("/as_of", "4111 1111 1111 1111", "features.as_of", "a card number for a day"),
        ("/currency", "Ana Perez", "features.currency", "a name for a currency"),
        (
            "/accounts/0/kind",
            "GB82 WEST 1234 5698 7654 32",
            "features.accounts[0].kind",
            "an account number for a kind",
        ),
        ("/accounts/0/product", "Gold card of Ana", "features.accounts[0].product", "a name for a product"),
        ("/accounts/0/currency", "Ana Perez", "features.accounts[0].currency", "a name for an account's currency"),
        ("/accounts/0/role", "Ana Perez", "features.accounts[0].role", "a name for a role"),
        ("/accounts/0/status", "owes 1234.56", "features.accounts[0].status", "an amount for a status"),
        ("/accounts/0/class", "Ana Perez", "features.accounts[0].class", "a name for a class"),
    ] {
        let mut vector = json!({
            "accounts": [{
                "class": "consumer", "currency": "USD", "features": {}, "kind": "checking", "product": "plus",
                "role": "owner", "status": "open"
            }],
            "as_of": "2026-11-20", "currency": "USD", "features": {}, "vector": 1
        });
        *vector.pointer_mut(place).unwrap() = json!(value);
        let request = json!({
            "features": vector, "locales": [], "now": "2026-11-23T09:30:00-05:00", "page": "home", "slots": ["hero"],
            "storage": "durable", "visit": "own_session"
        });
        let fault = wire::request::read(&request.to_string(), &catalogue()).unwrap_err();
        assert_eq!(fault.path(), path, "{because}");
        assert!(!fault.to_string().contains(value), "{because}: {fault}");
    }
}
