//! Approval: what an approver is shown and asked, which verdicts carry forward, and that nobody signs what they did not read.
//! A transcript is held word for word; `BLESS=1` writes it anew, for a person to read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use tellerside::author::approve::approve;
use tellerside::author::plan;
use tellerside::author::release::{ReleaseFiles, SheetPlan, release};
use tellerside::author::sources::Sources;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::draft::{RoleDraft, RootDraft};
use tellerside::bundle::signature::{Algorithm, SigningKey};
use tellerside::bundle::{EvidenceKind, Release, Transport, Verdict};
use tellerside::explain::Language;
use tellerside::id::{CampaignId, Locale, ReleaseVersion};
use tellerside::review::changes::{Change, Changes, Standing};
use tellerside::review::edition::Edition;
use tellerside::time::Moment;

use super::changes::{WORDS, leaves, others};
use super::cli::{Done, fed, folder, json, tellerside};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample");
const TRANSCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/approval/second-release.txt");
const NOW: &str = "2026-11-23T09:30:00-05:00";

/// A bank's desk: its keys, its root, and the sample's sources beside them.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let desk = Self(folder(name));
        for (name, algorithm) in [("vendor", "ed25519"), ("anna", "p256"), ("bo", "ed25519"), ("next", "p256")] {
            desk.run(&["keygen", "--algorithm", algorithm, "--out", "keys", "--name", name, "--no-passphrase"]);
        }
        let root = ["root", "--bank", "first-sample", "--environment", "pilot", "--expires", "2027-11-23T00:00:00Z"];
        let keys =
            ["--vendor", "keys/vendor.pub.pem", "--approver", "keys/anna.pub.pem", "--approver", "keys/bo.pub.pem"];
        let rest = ["--root", "keys/next.pub.pem", "--lifetime-days", "30", "--out", "root.json"];
        desk.run(&[&root[..], &keys, &rest].concat());
        for folder in ["campaigns", "images"] {
            let into = desk.0.join("sources").join(folder);
            fs::create_dir_all(&into).unwrap();
            for entry in fs::read_dir(Path::new(SAMPLE).join(folder)).unwrap() {
                let path = entry.unwrap().path();
                fs::copy(&path, into.join(path.file_name().unwrap())).unwrap();
            }
        }
        for file in ["bank.yaml", "catalogue.yaml", "policy.yaml"] {
            fs::copy(Path::new(SAMPLE).join(file), desk.0.join("sources").join(file)).unwrap();
        }
        desk
    }

    fn run(&self, arguments: &[&str]) -> String {
        let done = tellerside(&self.0, arguments);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{arguments:?}");
        done.out
    }

    fn released(&self, version: &str, out: &str, more: &[&str]) -> Value {
        let release =
            ["release", "--source", "sources", "--key", "keys/vendor.pem", "--issued", "2026-11-23T14:30:00Z"];
        let rest = ["--version", version, "--out", out, "--format", "json"];
        json(&self.run(&[&release[..], &rest, more].concat()))
    }

    /// What `key` sees of `bundle` and signs, with `answers` typed.
    fn approve(&self, key: &str, bundle: &str, more: &[&str], answers: &str) -> Done {
        let key = format!("keys/{key}.pem");
        let call = ["approve", "--bundle", bundle, "--root", "root.json", "--now", NOW, "--key", &key];
        fed(&self.0, &[&call[..], more].concat(), answers)
    }

    fn edit(&self, file: &str, edits: &[(&str, &str)]) {
        let path = self.0.join("sources").join(file);
        let text = edits.iter().fold(fs::read_to_string(&path).unwrap(), |text, (from, to)| {
            assert!(text.contains(from), "{file}: {from}");
            text.replace(from, to)
        });
        fs::write(path, text).unwrap();
    }

    fn verdicts(&self, bundle: &str) -> Vec<(String, String)> {
        let told = json(&self.run(&["verify", bundle, "--root", "root.json", "--now", NOW, "--format", "json"]));
        let word = |entry: &Value, field: &str| entry[field].as_str().unwrap().to_owned();
        told["campaigns"].as_array().unwrap().iter().map(|one| (word(one, "campaign"), word(one, "verdict"))).collect()
    }
}

const NEW_CAMPAIGN: &str = r#"campaign: alerts
name: Turn on account alerts
category: activation
class: promotional
topic: digital
schedule: {from: 2026-01-01T00:00:00-05:00, until: 2036-01-01T00:00:00-05:00}
slots: [card]
priority: 20
when: {not: {flag: feat.alerts.enrolled}}
caps:
  - {count: 1, days: 30, event: impression, scope: campaign}
default_locale: en-US
creatives:
  en-US:
    headline: Know when money moves
    body: Turn on alerts for your accounts. You choose which, and how we reach you.
    action: {label: Choose alerts, url: /settings/alerts, offer: AL-2026}
    why: This is a feature of online banking. We show it to customers who can use it.
examples:
  - because: no alerts yet
    expect: shown
    now: 2026-11-23T09:30:00-05:00
    features: &none
      as_of: today-1
      currency: USD
      features: {feat.alerts.enrolled: false, sup.all: false, sup.service: false, opt.marketing: false, exp.bucket: 5000}
  - because: alerts are on
    expect: not_triggered
    now: 2026-11-23T09:30:00-05:00
    features:
      <<: *none
      features: {feat.alerts.enrolled: true, sup.all: false, sup.service: false, opt.marketing: false, exp.bucket: 5000}
"#;

const NEW_FEATURE: &str = "  - {id: feat.alerts.enrolled, definition: Whether the person has turned on account alerts, type: flag, scope: customer, max_age: {days: 7}, source: online banking, provenance: first_party, sensitivity: 1, basis: [], purpose: marketing, version: 1}\n";

/// A first release with a rejected campaign and a held one, both approvers' signatures, and a second one: a threshold that changed, a
/// campaign more, one less.
fn two_releases(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.released("1", "first", &[]);
    // policy, catalogue, then the campaigns by id: everyday-card, home-project-loan, ...
    let anna = desk.approve("anna", "first", &["--ask"], "y\ny\ny\nn\nh\ny\ny\ny\ny\ny\n");
    assert_eq!((anna.code, anna.err.as_str()), (0, ""), "{}", anna.out);
    assert!(anna.out.contains("your answers make another sheet"), "{}", anna.out);
    let bo = desk.approve("bo", "first", &["--ask"], "y\ny\ny\nn\nh\ny\ny\ny\ny\ny\n");
    assert_eq!((bo.code, bo.err.as_str()), (0, ""), "{}", bo.out);
    assert!(bo.out.contains("approve home-project-loan (new, in this sheet rejected)?"), "{}", bo.out);
    assert!(bo.out.ends_with("approvals of this sheet now: 2 of the 2 that it needs\n"), "{}", bo.out);

    desk.edit("campaigns/overdraft-protection.yaml", &[("100.00 USD", "900.00 USD"), ("m1: 100.00", "m1: 900.00")]);
    desk.edit(
        "catalogue.yaml",
        &[("  # What keeps offers away.", &format!("{NEW_FEATURE}\n  # What keeps offers away."))],
    );
    fs::write(desk.0.join("sources/campaigns/alerts.yaml"), NEW_CAMPAIGN).unwrap();
    fs::remove_file(desk.0.join("sources/campaigns/savings-growth.yaml")).unwrap();
    desk
}

#[test]
fn a_second_release_is_asked_for_what_changed_and_carries_the_rest_forward() {
    let desk = two_releases("second-release");
    let told = desk.released("2", "second", &["--last", "first", "--root", "root.json"]);
    assert_eq!(told["carried"].as_u64(), Some(5));
    // The catalogue, the new campaign, the changed one, the signature; one answer is none, and is asked again.
    let last = ["--last", "first"];
    let anna = desk.approve("anna", "second", &[&last[..], &["--ask"]].concat(), "y\nmaybe\nh\ny\ny\n");
    assert_eq!((anna.code, anna.err.as_str()), (0, ""), "{}", anna.out);
    let key = anna.out.lines().find_map(|line| line.split_once(" with key ")).unwrap().1;
    let transcript = anna.out.replace(key, "<anna>");
    if env::var_os("BLESS").is_some() {
        fs::write(TRANSCRIPT, &transcript).unwrap();
    }
    assert_eq!(transcript, fs::read_to_string(TRANSCRIPT).unwrap());

    // The second approver is told the digest, and signs it elsewhere.
    let unasked = desk.approve("bo", "second", &last, "");
    assert_eq!(unasked.code, 2, "{}", unasked.out);
    let sheet = unasked.err.split("--yes ").nth(1).unwrap().get(..64).unwrap();
    let bo = desk.approve("bo", "second", &[&last[..], &["--yes", sheet]].concat(), "");
    assert!(bo.out.ends_with("approvals of this sheet now: 2 of the 2 that it needs\n"), "{}{}", bo.out, bo.err);
    let expected = [
        ("alerts", "held"),
        ("everyday-card", "approved"),
        ("home-project-loan", "rejected"),
        ("interest-checking", "held"),
        ("overdraft-protection", "approved"),
        ("overdraft-protection-today", "approved"),
        ("p2p-resume", "approved"),
    ];
    assert_eq!(desk.verdicts("second"), expected.map(|(id, verdict)| (id.to_owned(), verdict.to_owned())));
}

#[test]
fn a_sheet_without_the_last_verdicts_is_another_sheet() {
    let desk = two_releases("without-last");
    // Released as if there had been no release before: all approved.
    let told = desk.released("2", "second", &[]);
    let proposed = told["sheet"].as_str().unwrap().to_owned();
    let last = ["--last", "first"];
    let unasked = desk.approve("anna", "second", &last, "");
    assert!(unasked.out.contains("the verdicts carried forward make another sheet"), "{}", unasked.out);
    let carried = unasked.err.split("--yes ").nth(1).unwrap().get(..64).unwrap().to_owned();
    assert_ne!(carried, proposed);
    let refused = desk.approve("anna", "second", &[&last[..], &["--yes", &proposed]].concat(), "");
    assert_eq!(refused.code, 1, "what was proposed is not what is signed");
    assert!(refused.err.starts_with("error[NOT_AGREED]: "), "{}", refused.err);
    let told = desk.released("2", "same", &["--last", "first", "--root", "root.json"]);
    assert_eq!(told["sheet"].as_str(), Some(&*carried), "vendor and approver carry forward alike");
}

#[test]
fn an_approver_can_stop_at_every_question() {
    let desk = two_releases("stop");
    desk.released("2", "second", &["--last", "first", "--root", "root.json"]);
    let before = fs::read_to_string(desk.0.join("second/sheet.json")).unwrap();
    for (answers, says, because) in [
        ("n\n", "a release stands or falls with its catalogue of features: nothing was signed", "the catalogue"),
        ("y\ny\ny\nn\n", "nothing was signed", "the signature itself"),
        ("y\ny\n", "nothing was signed", "the end of the input"),
        ("yes\n", "nothing was signed", "no answer that was offered"),
    ] {
        let done = desk.approve("anna", "second", &["--last", "first", "--ask"], answers);
        assert_eq!(done.code, 1, "{because}: {}", done.out);
        assert!(done.err.starts_with("error[NOT_AGREED]: ") && done.err.contains(says), "{because}: {}", done.err);
        assert_eq!(fs::read_to_string(desk.0.join("second/sheet.json")).unwrap(), before, "{because}");
        assert!(fs::read_dir(desk.0.join("second/approvals")).unwrap().next().is_none(), "{because}");
    }
}

#[test]
fn the_last_release_must_have_been_approved() {
    let desk = two_releases("last");
    desk.released("2", "second", &[]);
    desk.released("3", "third", &[]);
    let other = Desk::new("last-of-another");
    other.released("1", "first", &[]);
    for (answer, name) in [("y\ny\ny\ny\ny\ny\ny\ny\ny\ny\n", "anna"), ("y\ny\ny\ny\ny\ny\ny\ny\ny\ny\n", "bo")] {
        assert_eq!(other.approve(name, "first", &["--ask"], answer).code, 0);
    }
    let foreign = other.0.join("first");
    let edited = desk.0.join("edited.tsb.json");
    let first = desk.0.join("first");
    let sheet = fs::read_to_string(first.join("sheet.json")).unwrap();
    desk.run(&["verify", "first", "--root", "root.json", "--now", NOW]);
    for (last, code, because) in [
        ("third", "APPROVALS_MISSING", "approved by nobody"),
        (foreign.to_str().unwrap(), "SIGNATURES_MISSING", "of another bank's keys"),
        ("edited.tsb.json", "APPROVALS_MISSING", "a verdict edited after it was approved"),
    ] {
        if last == "edited.tsb.json" {
            fs::write(first.join("sheet.json"), sheet.replace(r#""verdict":"rejected""#, r#""verdict":"approved""#))
                .unwrap();
            let transport = tellerside::author::folder::read(&first).unwrap().write().unwrap();
            fs::write(&edited, transport).unwrap();
            fs::write(first.join("sheet.json"), &sheet).unwrap();
        }
        let done = desk.approve("anna", "second", &["--last", last], "");
        assert_eq!(done.code, 1, "{because}: {}", done.out);
        assert!(done.err.starts_with(&format!("error[{code}]: ")), "{because}: {}", done.err);
        assert_eq!(done.out, "", "{because}: nothing is shown beside it");
    }
    for key in ["anna", "bo"] {
        assert_eq!(desk.approve(key, "third", &["--ask"], &"y\n".repeat(10)).code, 0);
    }
    let later = desk.approve("anna", "second", &["--last", "third"], "");
    assert!(later.err.starts_with("error[LAST_IS_LATER]: "), "{}", later.err);
    // A release that has long expired is still the last one.
    let call = ["approve", "--bundle", "second", "--root", "root.json", "--key", "keys/anna.pem", "--last", "first"];
    let done = tellerside(&desk.0, &[&call[..], &["--now", "2026-12-06T00:00:00Z"]].concat());
    assert_eq!(done.code, 2, "{}", done.err);
}

#[test]
fn what_explain_says_in_a_locale_is_what_the_sheet_binds() {
    let desk = Desk::new("bound");
    desk.released("1", "first", &[]);
    let sheet = json(&fs::read_to_string(desk.0.join("first/sheet.json")).unwrap());
    let mut bound = 0;
    for entry in sheet["campaigns"].as_array().unwrap() {
        assert_eq!(
            (entry["evidence"]["lint"].as_str(), entry["evidence"]["reach"].as_str()),
            (Some("not_measured"), Some("not_measured"))
        );
        for (locale, digest) in entry["evidence"]["renderings"].as_object().unwrap() {
            let id = entry["campaign"].as_str().unwrap();
            let said = desk.run(&["explain", "--source", "sources", "--campaign", id, "--locale", locale]);
            assert_eq!(Some(&*sha256(said.as_bytes()).to_string()), digest.as_str(), "{id} in {locale}");
            bound += 1;
        }
    }
    assert_eq!(bound, 14, "seven campaigns in two locales");
    let none = tellerside(&desk.0, &["explain", "--source", "sources", "--locale", "fr-CA"]);
    assert!(none.err.contains("no campaign meant has words for `fr-CA`"), "{}", none.err);
}

/// The sample bank's release in memory, to change and compare.
struct Draft {
    files: ReleaseFiles,
    facts: Release,
    plan: SheetPlan,
}

fn vendor() -> SigningKey {
    SigningKey::generate(Algorithm::Ed25519, [1; 32]).unwrap()
}

fn approvers() -> [SigningKey; 2] {
    [2, 3].map(|seed| SigningKey::generate(Algorithm::Ed25519, [seed; 32]).unwrap())
}

fn id(text: &str) -> CampaignId {
    CampaignId::new(text).unwrap()
}

impl Draft {
    fn sample() -> Self {
        let sources = Sources::read(Path::new(SAMPLE)).unwrap();
        let issued = Moment::parse("2026-11-23T14:30:00Z").unwrap();
        let version = ReleaseVersion::new(1).unwrap();
        let files = sources.release_files().unwrap();
        let mut plan = plan::sheet(&files, issued, 90).unwrap();
        // A verdict of each kind, to be carried forward.
        plan.verdicts.get_mut(&id("everyday-card")).unwrap().0 = Verdict::Rejected;
        plan.verdicts.get_mut(&id("savings-growth")).unwrap().0 = Verdict::Held;
        Self { files, facts: plan::release(&sources.bank.audience, version, issued, 14), plan }
    }

    /// The same with other files, and the sheet that these would get.
    fn with(&self, change: impl FnOnce(&mut ReleaseFiles)) -> Self {
        let mut files = self.files.clone();
        change(&mut files);
        let plan = plan::sheet(&files, self.plan.not_before, 90).unwrap();
        Self { files, facts: self.facts.clone(), plan }
    }

    fn transport(&self) -> Transport {
        release(self.files.clone(), &self.facts, &self.plan, &vendor()).unwrap()
    }

    fn edition(&self) -> Edition {
        Edition::of(&self.transport(), &self.facts).unwrap()
    }

    fn root(&self) -> String {
        let role = |keys: &[SigningKey], threshold| RoleDraft {
            keys: keys.iter().map(|key| key.public().clone()).collect(),
            threshold,
        };
        let next = SigningKey::generate(Algorithm::Ed25519, [4; 32]).unwrap();
        let draft = RootDraft {
            audience: self.facts.audience.clone(),
            evidence: vec![EvidenceKind::Goldens],
            expires: Moment::parse("2027-11-23T00:00:00Z").unwrap(),
            lifetime_days: 14,
            version: 1,
            vendor: role(&[vendor()], 1),
            approver: role(&approvers(), 2),
            root: role(&[next], 1),
        };
        draft.write().unwrap()
    }
}

/// The campaigns whose verdicts do not carry forward from `last` to `next`, with the causes; the others must keep their verdict.
fn lapsed(last: &Edition, next: &Edition) -> Vec<String> {
    let review = Changes::of(next, Some(last), Language::English);
    let carried = review.carried(&next.sheet);
    let mut lapsed = Vec::new();
    for (reviewed, entry) in review.campaigns.iter().zip(&carried.campaigns) {
        let before = last.sheet.campaigns.iter().find(|judged| judged.campaign == entry.campaign);
        match &reviewed.standing {
            Standing::Unchanged(verdict) => {
                assert_eq!(
                    (Some(entry.verdict), Some(*verdict)),
                    (before.map(|judged| judged.verdict), Some(entry.verdict))
                );
            }
            Standing::New => lapsed.push(format!("{} new", entry.campaign)),
            Standing::Changed { because, difference, goldens, .. } => {
                // What was not approved is not proposed for approval because somebody touched it.
                assert_eq!(Some(entry.verdict), before.map(|judged| judged.verdict), "{}", entry.campaign);
                let causes: Vec<_> = because.iter().map(|cause| format!("{cause:?}")).collect();
                let of_text = causes.contains(&"Text".to_owned());
                assert!(!of_text || !difference.is_empty(), "{}: a change of its text is told", entry.campaign);
                assert_eq!(goldens.is_empty(), !causes.contains(&"Goldens".to_owned()), "{}", entry.campaign);
                lapsed.push(format!("{} {}", entry.campaign, causes.join("+")));
            }
        }
    }
    lapsed
}

#[test]
fn any_edit_of_a_campaign_lapses_its_verdict_and_no_other() {
    let draft = Draft::sample();
    let last = draft.edition();
    assert_eq!(lapsed(&last, &draft.edition()), [""; 0], "nothing changed");
    let words: BTreeSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    let mut edits = 0;
    for (campaign, before) in &draft.files.campaigns {
        let whole: Value = serde_json::from_str(before).unwrap();
        let mut paths = Vec::new();
        leaves(&whole, "", &mut paths);
        for path in paths.iter().filter(|path| *path != "/campaign") {
            let candidates = others(whole.pointer(path).unwrap(), &words).into_iter().map(|other| {
                let mut changed = whole.clone();
                *changed.pointer_mut(path).unwrap() = other;
                changed.to_string()
            });
            let valid = candidates.filter(|text| tellerside::wire::campaign::read(text.as_bytes()).is_ok());
            for after in valid.take(1) {
                let next = draft.with(|files| drop(files.campaigns.insert(campaign.clone(), after))).edition();
                let lapsed = lapsed(&last, &next);
                assert!(
                    matches!(&*lapsed, [only] if only.starts_with(&format!("{campaign} Text"))),
                    "{path}: {lapsed:?}"
                );
                edits += 1;
            }
        }
    }
    println!("{edits} edits, each lapsed the verdict on its campaign and no other");
    assert!(edits > 150);
}

#[test]
fn a_verdict_carries_forward_only_where_nothing_that_it_rests_on_changed() {
    type Edit = fn(&mut ReleaseFiles);
    fn replace(text: &mut String, from: &str, to: &str) {
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
    }
    const ALL: &[&str] = &[
        "everyday-card",
        "home-project-loan",
        "interest-checking",
        "overdraft-protection",
        "overdraft-protection-today",
        "p2p-resume",
        "savings-growth",
    ];
    let draft = Draft::sample();
    let last = draft.edition();
    let rows: [(Edit, &[&str], &str, &str); 7] = [
        (
            |files| replace(&mut files.policy, r#""global_holdout_bp":100"#, r#""global_holdout_bp":101"#),
            ALL,
            "Policy",
            "the policy",
        ),
        (|files| replace(&mut files.policy, "2027-12-25", "2027-12-26"), ALL, "Policy", "a holiday of the policy"),
        (
            |files| replace(&mut files.catalogue, "Owns a personal loan", "Has a personal loan"),
            &["home-project-loan"],
            "Features",
            "the definition of a feature that one campaign reads",
        ),
        (
            |files| replace(&mut files.catalogue, r#""basis":["age"]"#, r#""basis":[]"#),
            &["everyday-card", "home-project-loan", "overdraft-protection", "overdraft-protection-today"],
            "Features",
            "a feature that the policy reads for some categories",
        ),
        (
            |files| replace(&mut files.catalogue, r#""id":"exp.bucket""#, r#""id":"exp.bucket2""#),
            ALL,
            "Features",
            "the feature of the comparison group",
        ),
        (
            |files| replace(&mut files.goldens, r#""because":"finished since""#, r#""because":"done since""#),
            &["p2p-resume"],
            "Goldens",
            "a golden decision of one campaign",
        ),
        (
            |files| drop(files.campaigns.remove(&id("p2p-resume"))),
            &[],
            "",
            "another campaign that is gone, and golden decisions of nobody",
        ),
    ];
    for (edit, campaigns, causes, because) in rows {
        let expected: Vec<_> = campaigns.iter().map(|campaign| format!("{campaign} {causes}")).collect();
        assert_eq!(lapsed(&last, &draft.with(edit).edition()), expected, "{because}");
    }
    let all = |cause: &str| ALL.iter().map(|campaign| format!("{campaign} {cause}")).collect::<Vec<_>>();
    let later = Draft { facts: Release { semantics: 2, ..draft.facts.clone() }, ..draft.with(|_| {}) };
    assert_eq!(lapsed(&last, &later.edition()), all("Semantics"), "other rules of deciding");
    type Judge = fn(&mut tellerside::bundle::Evidence);
    let rows: [(Judge, &str); 3] = [
        (|evidence| evidence.lint = Some(sha256(b"findings")), "Lint"),
        (|evidence| evidence.reach = Some(sha256(b"reach")), "Reach"),
        (|evidence| evidence.renderings = Default::default(), "Renderings"),
    ];
    for (judge, cause) in rows {
        let mut next = draft.with(|_| {});
        judge(&mut next.plan.verdicts.get_mut(&id("p2p-resume")).unwrap().1);
        assert_eq!(lapsed(&last, &next.edition()), [format!("p2p-resume {cause}")]);
    }
    let review = Changes::of(&last, None, Language::English);
    assert!(
        review.campaigns.iter().all(|reviewed| matches!(reviewed.standing, Standing::New)),
        "without a last one all is new"
    );
    assert_eq!((review.policy, review.catalogue), (Change::New, Change::New));
}

#[test]
fn an_unread_entry_of_the_catalogue_is_a_question_and_lapses_nothing() {
    let draft = Draft::sample();
    let unread = r#"{"features":[{"basis":[],"definition":"x","id":"aa","provenance":"declared","purpose":"marketing","scope":"customer","sensitivity":0,"source":"x","type":"flag","version":1},"#;
    let last = draft.edition();
    let next =
        draft.with(|files| files.catalogue = files.catalogue.replacen(r#""features":["#, &unread[1..], 1)).edition();
    assert_eq!(lapsed(&last, &next), [""; 0]);
    let review = Changes::of(&next, Some(&last), Language::English);
    let Change::Changed(difference) = &review.catalogue else { panic!("a question") };
    assert!(difference.text().contains("at features[0]: {"), "{}", difference.text());
    assert!(review.features.is_empty());
}

#[test]
fn evidence_that_is_not_what_the_bundle_gives_is_refused_before_anybody_signs() {
    type Judge = fn(&mut tellerside::bundle::Evidence);
    fn locale(text: &str) -> Locale {
        Locale::new(text).unwrap()
    }
    let other = sha256(b"other");
    let folder = folder("evidence");
    let draft = Draft::sample();
    fs::write(folder.join("root.json"), draft.root()).unwrap();
    fs::write(folder.join("anna.pem"), &*approvers()[0].to_pem().unwrap()).unwrap();
    let rows: [(Judge, &str, &str, &str); 5] = [
        (|_| {}, "", "renderings en-US holds", "as released"),
        (
            |evidence| evidence.renderings.insert(locale("es-US"), Some(sha256(b"other"))),
            "`p2p-resume` is judged by the renderings in `es-US` with the digest ",
            "renderings es-US DIFFERS",
            "a rendering of other words",
        ),
        (
            |evidence| evidence.renderings.insert(locale("fr-CA"), Some(sha256(b"other"))),
            "`p2p-resume` is judged by the renderings in `fr-CA` with the digest ",
            "renderings fr-CA DIFFERS",
            "a rendering in a locale that the campaign has no words for",
        ),
        (
            |evidence| evidence.renderings = Default::default(),
            "",
            "renderings en-US NOT MEASURED",
            "no rendering: not measured, and told",
        ),
        (
            |evidence| evidence.lint = Some(sha256(b"other")),
            "",
            "lint given, and not made again here",
            "a digest that only its own tool makes again",
        ),
    ];
    for (judge, says, standing, because) in rows {
        let mut draft = draft.with(|_| {});
        judge(&mut draft.plan.verdicts.get_mut(&id("p2p-resume")).unwrap().1);
        let mut transport = draft.transport();
        fs::write(folder.join("released.tsb.json"), transport.write().unwrap()).unwrap();
        for key in approvers() {
            approve(&mut transport, &key).unwrap();
        }
        fs::write(folder.join("bundle.tsb.json"), transport.write().unwrap()).unwrap();
        let verify = ["verify", "bundle.tsb.json", "--root", "root.json", "--now", NOW];
        assert_eq!(tellerside(&folder, &verify).code, 0, "{because}: opaque to the engine");
        let done = tellerside(&folder, &[&verify[..], &["--evidence"]].concat());
        let approval =
            ["approve", "--bundle", "released.tsb.json", "--root", "root.json", "--key", "anna.pem", "--now", NOW];
        let shown = tellerside(&folder, &approval);
        if says.is_empty() {
            assert_eq!((done.code, shown.code), (0, 2), "{because}: {}{}", done.err, shown.err);
        } else {
            assert_eq!((done.code, shown.code, shown.out.as_str()), (1, 1, ""), "{because}");
            for err in [&done.err, &shown.err] {
                assert!(err.starts_with(&format!("error[EVIDENCE_MISMATCH]: {says}{other}, and ")), "{because}: {err}");
            }
        }
        let of_campaign = done.out.split("p2p-resume").nth(1).unwrap().lines();
        let told: Vec<String> = of_campaign.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert!(told.iter().any(|line| line == standing), "{because}: {}", done.out);
        assert_eq!(done.out.starts_with("holds  "), says.is_empty(), "{because}: a refused bundle does not hold");
        let as_json = json(&tellerside(&folder, &[&verify[..], &["--evidence", "--format", "json"]].concat()).out);
        let told = as_json["campaigns"].as_array().unwrap().iter().find(|one| one["campaign"] == "p2p-resume").unwrap();
        assert_eq!(told["evidence"][0], serde_json::json!({"kind": "goldens", "locale": null, "standing": "holds"}));
        let inspected = tellerside(&folder, &["inspect", "bundle.tsb.json"]);
        assert!(inspected.out.contains("NOT MEASURED: lint, reach"), "{}", inspected.out);
    }
}
