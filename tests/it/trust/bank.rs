//! A small bank with deterministic keys, and a release of two campaigns that it approved.

use std::collections::BTreeMap;

use tellerside::author::approve::approve;
use tellerside::author::release::{ReleaseFiles, SheetPlan, release};
use tellerside::bundle::digest::sha256;
use tellerside::bundle::draft::{RoleDraft, RootDraft};
use tellerside::bundle::envelope::{Envelope, PAYLOAD_TYPE, Signature, pae};
use tellerside::bundle::signature::{Algorithm, SigningKey};
use tellerside::bundle::{
    Audience, Bundle, Environment, Evidence, EvidenceKind, PagePolicy, Release, Transport, TrustRoot, Verdict,
    VerifyError, verify,
};
use tellerside::id::{BankId, CampaignId, ReleaseVersion};
use tellerside::order::Ascending;
use tellerside::time::Moment;

pub(crate) const CATALOGUE: &str = concat!(
    r#"{"catalogue":1,"features":[{"basis":[],"definition":"average collected balance","id":"bal.acb","provenance":"#,
    r#""first_party","purpose":"marketing","scope":"account","sensitivity":2,"series":"calendar_month","source":"core","#,
    r#""type":"average","version":1}]}"#,
);
pub(crate) const POLICY: &str = concat!(
    r#"{"calendar":{"holidays":[],"weekend":["sat","sun"]},"global_holdout_bp":0,"policy":1,"quiet_pages":[],"#,
    r#""suppressions":[]}"#,
);
pub(crate) const GOLDENS: &str = r#"{"goldens":[]}"#;

/// A campaign for everyone whose average balance is below $100.
pub(crate) fn campaign(id: &str) -> String {
    format!(
        concat!(
            r#"{{"campaign":"{}","category":"overdraft","class":"promotional","creatives":{{"en-US":{{"action":{{"#,
            r#""label":"Protect","offer":"OD","url":"/od"}},"body":"Costs nothing.","headline":"Protect","why":"Low."}}}},"#,
            r#""default_locale":"en-US","name":"Overdraft","priority":50,"schedule":{{"from":"2026-01-01T00:00:00-05:00","#,
            r#""until":"2027-01-01T00:00:00-05:00"}},"slots":["hero"],"when":{{"any_account":{{"kind":"checking","#,
            r#""where":[{{"level":{{"feature":"bal.acb","is":"below","period":"m1","value":"100.00 USD"}}}}]}}}}}}"#,
        ),
        id
    )
}

pub(crate) fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

pub(crate) fn now() -> Moment {
    at("2026-11-23T09:30:00-05:00")
}

pub(crate) fn id(text: &str) -> CampaignId {
    CampaignId::new(text).unwrap()
}

fn key(algorithm: Algorithm, seed: u8) -> SigningKey {
    SigningKey::generate(algorithm, [seed; 32]).unwrap()
}

/// Ed25519, in the vendor role.
pub(crate) fn vendor() -> SigningKey {
    key(Algorithm::Ed25519, 1)
}

/// P-256, an approver.
pub(crate) fn ann() -> SigningKey {
    key(Algorithm::EcdsaP256Sha256, 2)
}

/// P-256, an approver.
pub(crate) fn bob() -> SigningKey {
    key(Algorithm::EcdsaP256Sha256, 3)
}

/// Ed25519, an approver.
pub(crate) fn eve() -> SigningKey {
    key(Algorithm::Ed25519, 4)
}

/// Ed25519, holds the root key.
pub(crate) fn rita() -> SigningKey {
    key(Algorithm::Ed25519, 5)
}

/// P-256, holds the root key after her.
pub(crate) fn hugo() -> SigningKey {
    key(Algorithm::EcdsaP256Sha256, 6)
}

/// Ed25519, in the vendor role after a rotation.
pub(crate) fn next_vendor() -> SigningKey {
    key(Algorithm::Ed25519, 7)
}

/// Ed25519, in no role.
pub(crate) fn stranger() -> SigningKey {
    key(Algorithm::Ed25519, 9)
}

pub(crate) fn audience() -> Audience {
    Audience { bank: BankId::new("first-sample").unwrap(), environment: Environment::Test }
}

pub(crate) fn root_draft() -> RootDraft {
    let role = |keys: &[SigningKey], threshold| RoleDraft {
        keys: keys.iter().map(|key| key.public().clone()).collect(),
        threshold,
    };
    RootDraft {
        audience: audience(),
        evidence: vec![EvidenceKind::Goldens],
        expires: at("2027-11-20T00:00:00Z"),
        lifetime_days: 14,
        version: 1,
        vendor: role(&[vendor()], 1),
        approver: role(&[ann(), bob(), eve()], 2),
        root: role(&[rita()], 1),
    }
}

pub(crate) fn root() -> TrustRoot {
    TrustRoot::read(&root_draft().write().unwrap()).unwrap()
}

pub(crate) fn facts() -> Release {
    Release {
        audience: audience(),
        version: ReleaseVersion::new(7).unwrap(),
        issued: at("2026-11-20T00:00:00Z"),
        expires: at("2026-12-04T00:00:00Z"),
        semantics: 1,
    }
}

pub(crate) fn files() -> ReleaseFiles {
    let campaigns = ["od-high", "od-low"];
    ReleaseFiles {
        catalogue: CATALOGUE.into(),
        policy: POLICY.into(),
        goldens: GOLDENS.into(),
        campaigns: campaigns.map(|name| (id(name), campaign(name))).into(),
    }
}

pub(crate) fn plan() -> SheetPlan {
    let goldens = Some(sha256(GOLDENS.as_bytes()));
    let unmeasured = Evidence { goldens, lint: None, reach: None, renderings: Ascending::default() };
    SheetPlan {
        not_before: at("2026-11-20T00:00:00Z"),
        not_after: at("2027-02-20T00:00:00Z"),
        verdicts: BTreeMap::from([
            (id("od-high"), (Verdict::Held, unmeasured.clone())),
            (id("od-low"), (Verdict::Approved, unmeasured)),
        ]),
    }
}

/// The release, not approved by anyone.
pub(crate) fn unapproved() -> Transport {
    release(files(), &facts(), &plan(), &vendor()).unwrap()
}

/// `transport` with the approvals of `approvers`.
pub(crate) fn approved_by(mut transport: Transport, approvers: &[SigningKey]) -> Transport {
    for approver in approvers {
        approve(&mut transport, approver).unwrap();
    }
    transport
}

/// The release, approved by two.
pub(crate) fn good() -> Transport {
    approved_by(unapproved(), &[ann(), bob()])
}

/// The signature of `key` over `payload`.
pub(crate) fn signature(key: &SigningKey, payload: &[u8]) -> Signature {
    Signature { keyid: key.public().id().to_string(), sig: key.sign(&pae(PAYLOAD_TYPE, payload)) }
}

/// `envelope` with the payload changed and signed by `key` again.
pub(crate) fn resigned(envelope: &Envelope, key: &SigningKey, change: impl Fn(&str) -> String) -> Envelope {
    let payload = change(core::str::from_utf8(&envelope.payload).unwrap()).into_bytes();
    Envelope { signatures: vec![signature(key, &payload)], payload }
}

/// What the verifier says of `transport` under the bank's own root, at a good time.
pub(crate) fn verified(transport: &Transport) -> Result<Bundle, Box<VerifyError>> {
    read(&transport.write().unwrap())
}

/// What the verifier says of the text of a transport.
pub(crate) fn read(transport: &str) -> Result<Bundle, Box<VerifyError>> {
    verify(transport, &root(), &PagePolicy::SILENT, now()).map(|bundle| bundle.as_inner().clone())
}

/// The code of a refusal, nothing where there is none.
pub(crate) fn code<T>(said: &Result<T, Box<VerifyError>>) -> &'static str {
    said.as_ref().err().map_or("", |error| error.code())
}
