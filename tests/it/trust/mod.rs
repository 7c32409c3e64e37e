//! Nothing comes through the door that vendor and bank did not sign: one row an attack.

pub(crate) mod bank;
mod openssl;
mod rotation;

use std::fs;

use bank::{
    ann, approved_by, at, audience, bob, campaign, code, eve, facts, files, good, id, now, plan, read, resigned, root,
    root_draft, signature, stranger, unapproved, vendor, verified,
};
use tellerside::author::approve::{approve, sign_approval};
use tellerside::author::folder;
use tellerside::author::release::{release, sign, sign_release};
use tellerside::bundle::digest::sha256;
use tellerside::bundle::envelope::{Envelope, Signature};
use tellerside::bundle::signature::SigningKey;
use tellerside::bundle::{
    Environment, PagePolicy, Release, Sheet, Transport, TrustRoot, Verdict, VerifyError, review, verify,
};
use tellerside::id::{BankId, Digest, ReleaseVersion};

#[test]
fn what_vendor_and_bank_signed_is_accepted() {
    let bundle = verified(&good()).unwrap();
    assert_eq!(bundle.release, facts());
    assert_eq!((bundle.index, bundle.sheet), (sha256(good().index.as_bytes()), sha256(good().sheet.as_bytes())));
    assert_eq!(
        (bundle.vendors, bundle.approvers),
        (vec![vendor().public().id()], [ann(), bob()].map(|k| k.public().id()).to_vec())
    );
    let verdicts: Vec<_> = bundle.verdicts.iter().map(|entry| (entry.campaign.as_str(), entry.verdict)).collect();
    assert_eq!(verdicts, [("od-high", Verdict::Held), ("od-low", Verdict::Approved)]);
    let campaigns: Vec<_> = bundle.contents.campaigns.iter().map(|campaign| campaign.id.as_str()).collect();
    assert_eq!(campaigns, ["od-high", "od-low"]);
}

#[test]
fn all_subsets_of_signers() {
    let keys = [vendor(), ann(), bob(), eve(), stranger()];
    for subset in 0..1_u32 << keys.len() {
        let signs = |n: usize| subset >> n & 1 == 1;
        let mut transport = unapproved();
        let (by_vendor, statement) = (signs(0), transport.release.payload.clone());
        let approval = sign_approval(&audience(), sha256(transport.sheet.as_bytes()), &ann()).payload;
        // Whoever signs, signs both: a signature by the wrong role is worth nothing.
        let signatures = |payload: &[u8]| -> Vec<Signature> {
            (0..keys.len()).filter(|n| signs(*n)).map(|n| signature(&keys[n], payload)).collect()
        };
        transport.release.signatures = signatures(&statement);
        transport.approvals = vec![Envelope { signatures: signatures(&approval), payload: approval }];
        let approvers = (1..4).filter(|n| signs(*n)).count();
        let expected = match (by_vendor, approvers) {
            (false, _) => "SIGNATURES_MISSING",
            (true, 0 | 1) => "APPROVALS_MISSING",
            (true, _) => "",
        };
        assert_eq!(code(&verified(&transport)), expected, "signed by the subset {subset:05b}");
    }
}

#[test]
fn approvals_count_by_public_key_and_by_sheet() {
    let sheet = sha256(unapproved().sheet.as_bytes());
    let by = |key: &SigningKey| sign_approval(&audience(), sheet, key);
    let named = |key: &SigningKey, name: &SigningKey| {
        let mut approval = by(key);
        approval.signatures[0].keyid = name.public().id().to_string();
        approval
    };
    let of_other_sheet = |key: &SigningKey| sign_approval(&audience(), sha256(b"other"), key);
    let for_other = |bank: &str, environment| {
        let audience = tellerside::bundle::Audience { bank: BankId::new(bank).unwrap(), environment };
        [ann(), bob()].map(|key| sign_approval(&audience, sheet, &key)).to_vec()
    };
    let junk = |like: &Envelope| {
        let mut junk = like.clone();
        junk.signatures[0].sig = vec![0; junk.signatures[0].sig.len()];
        junk
    };
    let joined = |envelopes: &[Envelope]| Envelope {
        signatures: envelopes.iter().flat_map(|envelope| envelope.signatures.clone()).collect(),
        payload: envelopes[0].payload.clone(),
    };
    for (approvals, expected, because) in [
        (vec![], "APPROVALS_MISSING", "nobody approved"),
        (vec![by(&ann())], "APPROVALS_MISSING", "one approver"),
        (vec![by(&ann()), by(&bob())], "", "two approvers"),
        (vec![by(&bob()), by(&ann())], "", "in any order"),
        (vec![by(&ann()), by(&eve())], "", "of different algorithms"),
        (vec![joined(&[by(&ann()), by(&bob())])], "", "in one envelope"),
        (vec![by(&ann()), by(&ann())], "APPROVALS_MISSING", "one approver twice"),
        (vec![joined(&[by(&ann()), by(&ann())])], "APPROVALS_MISSING", "one approver twice in one envelope"),
        (vec![by(&ann()), named(&ann(), &bob())], "APPROVALS_MISSING", "one key under two key ids"),
        (vec![by(&ann()), by(&vendor())], "APPROVALS_MISSING", "the vendor signs as approver"),
        (vec![by(&ann()), named(&vendor(), &bob())], "APPROVALS_MISSING", "the vendor signs in an approver's name"),
        (vec![by(&ann()), by(&stranger())], "APPROVALS_MISSING", "a stranger"),
        (vec![by(&ann()), named(&eve(), &bob())], "APPROVALS_MISSING", "an Ed25519 signature under a P-256 key"),
        (vec![by(&ann()), named(&bob(), &eve())], "APPROVALS_MISSING", "a P-256 signature under an Ed25519 key"),
        (vec![by(&ann()), of_other_sheet(&bob())], "APPROVALS_MISSING", "approvals of two sheets do not add up"),
        (vec![by(&ann()), of_other_sheet(&ann()), by(&bob())], "", "a left-over approval of another sheet"),
        (for_other("second-sample", Environment::Test), "APPROVALS_MISSING", "approved at another bank"),
        (for_other("first-sample", Environment::Pilot), "APPROVALS_MISSING", "approved in another environment"),
        (vec![junk(&by(&ann())), by(&ann()), by(&bob())], "", "junk before"),
        (vec![by(&ann()), by(&bob()), junk(&by(&eve()))], "", "junk after"),
        (vec![joined(&[junk(&by(&ann())), by(&ann()), by(&bob()), junk(&by(&bob()))])], "", "junk on both sides"),
        (vec![by(&ann()), junk(&by(&bob()))], "APPROVALS_MISSING", "a signature of zeros"),
        (vec![unapproved().release, by(&ann()), by(&bob())], "", "a release among the approvals counts for nothing"),
    ] {
        assert_eq!(code(&verified(&Transport { approvals, ..unapproved() })), expected, "{because}");
    }
    let missing = verified(&Transport { approvals: vec![by(&ann()), of_other_sheet(&bob())], ..unapproved() });
    assert_eq!(*missing.unwrap_err(), VerifyError::ApprovalsMissing { found: 1, threshold: 2, elsewhere: 1 });
}

#[test]
fn each_statement_has_its_place() {
    let transport = good();
    let resign = |key: &SigningKey, from: &str, to: &str| {
        let release = resigned(&transport.release, key, |text| {
            assert!(text.contains(from), "the row must change something");
            text.replacen(from, to, 1)
        });
        Transport { release, ..transport.clone() }
    };
    let approval = transport.approvals[0].clone();
    for (changed, expected, because) in [
        (Transport { release: approval.clone(), ..transport.clone() }, "SIGNATURES_MISSING", "an approval as release"),
        (
            Transport { release: sign(approval.payload, &vendor()), ..transport.clone() },
            "MALFORMED",
            "an approval as release, signed by the vendor",
        ),
        (resign(&stranger(), "x", "x"), "SIGNATURES_MISSING", "released by a stranger"),
        (resign(&ann(), "x", "x"), "SIGNATURES_MISSING", "released by an approver"),
        (resign(&vendor(), "release/v1", "release/v2"), "MALFORMED", "another predicate"),
        (resign(&vendor(), "Statement/v1", "Statement/v0.1"), "MALFORMED", "another kind of statement"),
        (resign(&vendor(), "{\"bank\"", "{ \"bank\""), "NOT_CANONICAL", "a space"),
        (resign(&vendor(), "\"version\":7", "\"version\":7,\"version\":8"), "MALFORMED", "a field twice"),
        (resign(&vendor(), "first-sample", "second-sample"), "WRONG_BANK", "released to another bank"),
        (resign(&vendor(), "\"test\"", "\"production\""), "WRONG_ENVIRONMENT", "released to another environment"),
        (resign(&vendor(), "2026-11-20", "2026-11-19"), "LIFETIME_TOO_LONG", "15 days"),
        (resign(&vendor(), "\"version\":7", "\"version\":1099511627776"), "MALFORMED", "a fast-forward"),
    ] {
        assert_eq!(code(&verified(&changed)), expected, "{because}");
    }
    let unsigned = Envelope { signatures: vec![], ..transport.release.clone() };
    assert_eq!(code(&verified(&Transport { release: unsigned, ..transport.clone() })), "SIGNATURES_MISSING");
    let text = transport.write().unwrap();
    let other_type = text.replacen("application/vnd.in-toto+json", "application/vnd.in-toto+jsom", 1);
    assert_eq!(code(&read(&other_type)), "UNSUPPORTED", "another payload type");
}

#[test]
fn time_and_version_bound_a_release() {
    let text = good().write().unwrap();
    let with = |floor: u64, now: &str| {
        let page = PagePolicy { floor: ReleaseVersion::new(floor).unwrap(), ..PagePolicy::SILENT };
        verify(&text, &root(), &page, at(now)).map(drop)
    };
    for (floor, now, expected, because) in [
        (0, "2026-11-23T00:00:00Z", "", "no floor"),
        (7, "2026-11-23T00:00:00Z", "", "at the floor"),
        (8, "2026-11-23T00:00:00Z", "ROLLED_BACK", "below the floor"),
        (0, "2026-12-03T23:59:59Z", "", "the last second"),
        (0, "2026-12-04T00:00:00Z", "EXPIRED", "expired"),
        (8, "2026-12-04T00:00:00Z", "EXPIRED", "expired, and below the floor"),
        (0, "2026-11-20T00:00:00Z", "", "the first second of the sheet"),
        (0, "2026-11-19T23:59:59Z", "SHEET_NOT_YET_VALID", "the sheet is not valid yet"),
        (0, "2027-11-20T00:00:00Z", "ROOT_EXPIRED", "the root has expired"),
    ] {
        assert_eq!(code(&with(floor, now)), expected, "{because}");
    }
    let mut lapsed = plan();
    lapsed.not_after = at("2026-11-23T00:00:00Z");
    let lapsed = approved_by(release(files(), &facts(), &lapsed, &vendor()).unwrap(), &[ann(), bob()]);
    assert_eq!(code(&verified(&lapsed)), "SHEET_EXPIRED", "the release holds and the approval does not");
}

#[test]
fn what_ends_first_ends_all() {
    for (expires, not_after, root_expires, first) in [
        ("2026-12-04T00:00:00Z", "2027-02-20T00:00:00Z", "2027-11-20T00:00:00Z", "2026-12-04T00:00:00Z"),
        ("2026-12-04T00:00:00Z", "2026-12-01T00:00:00Z", "2027-11-20T00:00:00Z", "2026-12-01T00:00:00Z"),
        ("2026-12-04T00:00:00Z", "2027-02-20T00:00:00Z", "2026-11-30T00:00:00Z", "2026-11-30T00:00:00Z"),
    ] {
        let mut plan = plan();
        plan.not_after = at(not_after);
        let facts = Release { expires: at(expires), ..facts() };
        let transport = approved_by(release(files(), &facts, &plan, &vendor()).unwrap(), &[ann(), bob()]);
        let mut draft = root_draft();
        draft.expires = at(root_expires);
        let root = TrustRoot::read(&draft.write().unwrap()).unwrap();
        let bundle = verify(&transport.write().unwrap(), &root, &PagePolicy::SILENT, now()).unwrap();
        assert_eq!(bundle.as_inner().valid_until, at(first));
    }
}

#[test]
fn an_edit_after_approval_is_refused() {
    let edited = || {
        let mut files = files();
        files.campaigns.insert(id("od-low"), campaign("od-low").replace("100.00 USD", "900.00 USD"));
        release(files, &facts(), &plan(), &vendor()).unwrap()
    };
    let (good, new) = (good(), edited());
    for (transport, expected, because) in [
        (Transport { files: new.files.clone(), ..good.clone() }, "FILE_SET", "the file alone"),
        (
            Transport { files: new.files.clone(), index: new.index.clone(), ..good.clone() },
            "DIGEST_MISMATCH",
            "the file and the index",
        ),
        (
            Transport { approvals: good.approvals.clone(), sheet: good.sheet.clone(), ..new.clone() },
            "SHEET_MISMATCH",
            "released again, under the old approval",
        ),
        (
            Transport { approvals: good.approvals.clone(), ..new.clone() },
            "APPROVALS_MISSING",
            "released again, the old approvals over a new sheet",
        ),
        (
            Transport { release: new.release.clone(), index: new.index.clone(), ..good.clone() },
            "SHEET_MISMATCH",
            "a new release of files that are not there",
        ),
        (approved_by(new, &[ann(), bob()]), "", "released and approved again"),
    ] {
        assert_eq!(code(&verified(&transport)), expected, "{because}");
    }
}

#[test]
fn a_sheet_covers_the_whole_release_or_refuses_it() {
    // The approvers sign what they are given; the verifier does not take their word for what it covers.
    let approve_as = |change: fn(&mut Sheet)| {
        let mut transport = unapproved();
        let mut sheet = Sheet::read(transport.sheet.as_bytes()).unwrap();
        change(&mut sheet);
        transport.sheet = String::from_utf8(sheet.write().unwrap()).unwrap();
        let digest = sha256(transport.sheet.as_bytes());
        transport.approvals = [ann(), bob()].map(|key| sign_approval(&audience(), digest, &key)).to_vec();
        transport
    };
    type Change = fn(&mut Sheet);
    let rows: [(Change, &str, &str); 8] = [
        (|_| {}, "", "as it should be"),
        (|sheet| sheet.index = sha256(b"other"), "SHEET_MISMATCH", "a sheet for another index"),
        (|sheet| drop(sheet.campaigns.pop()), "SHEET_MISMATCH", "a campaign that nobody judged"),
        (|sheet| sheet.campaigns.swap(0, 1), "SHEET_MISMATCH", "another order"),
        (|sheet| sheet.campaigns[0].digest = sheet.campaigns[1].digest, "SHEET_MISMATCH", "another file"),
        (|sheet| sheet.campaigns[0].evidence.goldens = Some(sha256(b"x")), "SHEET_MISMATCH", "other golden decisions"),
        (|sheet| sheet.audience.bank = BankId::new("second-sample").unwrap(), "WRONG_BANK", "a sheet of another bank"),
        (|sheet| sheet.audience.environment = Environment::Pilot, "WRONG_ENVIRONMENT", "of another environment"),
    ];
    for (change, expected, because) in rows {
        assert_eq!(code(&verified(&approve_as(change))), expected, "{because}");
    }
}

#[test]
fn what_is_signed_must_be_well_formed_too() {
    let released = |catalogue: &str, od_low: &str| {
        let mut files = files();
        files.catalogue = catalogue.into();
        files.campaigns.insert(id("od-low"), od_low.into());
        approved_by(release(files, &facts(), &plan(), &vendor()).unwrap(), &[ann(), bob()])
    };
    let low = campaign("od-low");
    for (catalogue, od_low, expected, because) in [
        (bank::CATALOGUE, low.as_str(), "", "as it should be"),
        ("{}", &low, "MALFORMED", "no catalogue"),
        (&format!("{} ", bank::CATALOGUE), &low, "NOT_CANONICAL", "a space after the catalogue"),
        (bank::CATALOGUE, "{}", "CAMPAIGN_INVALID", "no campaign"),
        (bank::CATALOGUE, &low.replace("{\"campaign\"", "{ \"campaign\""), "NOT_CANONICAL", "a space in a campaign"),
        (bank::CATALOGUE, &low.replace("\"name\"", "\"mayhem\":1,\"name\""), "CAMPAIGN_INVALID", "an unknown field"),
        (bank::CATALOGUE, &campaign("od-other"), "CAMPAIGN_INVALID", "a campaign under another id"),
    ] {
        assert_eq!(code(&verified(&released(catalogue, od_low))), expected, "{because}");
    }
    // The vendor signs an index in another spelling; its digest is right.
    let mut transport = good();
    transport.index = transport.index.replace("{\"campaigns\"", "{ \"campaigns\"");
    transport.release = sign_release(&facts(), sha256(transport.index.as_bytes()), &vendor()).unwrap();
    assert_eq!(code(&verified(&transport)), "NOT_CANONICAL", "an index in another spelling");
}

#[test]
fn the_set_of_files_is_exact() {
    let (more, good) = ("{}".to_owned(), good());
    let mut extra = good.clone();
    extra.files.insert(sha256(more.as_bytes()), more);
    assert_eq!(code(&verified(&extra)), "FILE_SET", "a file that no index names");
    for missing in good.files.keys() {
        let mut transport = good.clone();
        transport.files.remove(missing);
        assert_eq!(code(&verified(&transport)), "FILE_SET", "without {missing}");
    }
}

#[test]
fn every_part_of_another_bundle_is_refused() {
    // Mix and match: two bundles, both good; no part of one serves in the other.
    let other_facts = Release { version: ReleaseVersion::new(8).unwrap(), ..facts() };
    let mut other_files = files();
    other_files.policy = bank::POLICY.replace("\"global_holdout_bp\":0", "\"global_holdout_bp\":100");
    let other = approved_by(release(other_files, &other_facts, &plan(), &vendor()).unwrap(), &[ann(), bob()]);
    let good = good();
    assert_eq!((code(&verified(&good)), code(&verified(&other))), ("", ""));
    for (mixed, expected) in [
        (Transport { approvals: other.approvals.clone(), ..good.clone() }, "APPROVALS_MISSING"),
        (Transport { files: other.files.clone(), ..good.clone() }, "FILE_SET"),
        (Transport { index: other.index.clone(), ..good.clone() }, "DIGEST_MISMATCH"),
        (Transport { release: other.release.clone(), ..good.clone() }, "DIGEST_MISMATCH"),
        (Transport { sheet: other.sheet.clone(), ..good.clone() }, "APPROVALS_MISSING"),
        (
            Transport { sheet: other.sheet.clone(), approvals: other.approvals.clone(), ..good.clone() },
            "SHEET_MISMATCH",
        ),
    ] {
        assert_eq!(code(&verified(&mixed)), expected);
    }
}

#[test]
fn the_root_decides_and_not_the_bundle() {
    let text = good().write().unwrap();
    let under = |change: fn(&mut tellerside::bundle::draft::RootDraft)| {
        let mut draft = root_draft();
        change(&mut draft);
        let root = TrustRoot::read(&draft.write().unwrap()).unwrap();
        code(&verify(&text, &root, &PagePolicy::SILENT, now()))
    };
    assert_eq!(under(|_| {}), "");
    assert_eq!(under(|root| root.vendor.keys = vec![stranger().public().clone()]), "SIGNATURES_MISSING");
    assert_eq!(under(|root| root.approver.threshold = 3), "APPROVALS_MISSING");
    assert_eq!(under(|root| drop(root.approver.keys.remove(0))), "APPROVALS_MISSING", "an approver left");
    assert_eq!(under(|root| root.lifetime_days = 13), "LIFETIME_TOO_LONG");
    assert_eq!(under(|root| root.audience.bank = BankId::new("second-sample").unwrap()), "WRONG_BANK");
    assert_eq!(under(|root| root.audience.environment = Environment::Production), "WRONG_ENVIRONMENT");
    assert_eq!(under(|root| root.expires = at("2026-11-23T14:30:00Z")), "ROOT_EXPIRED", "just now, in another zone");
}

#[test]
fn a_release_is_dated_anew_without_the_bank() {
    let mut transport = good();
    let facts = Release {
        version: ReleaseVersion::new(8).unwrap(),
        issued: at("2026-12-03T00:00:00Z"),
        expires: at("2026-12-17T00:00:00Z"),
        ..facts()
    };
    transport.release = sign_release(&facts, sha256(transport.index.as_bytes()), &vendor()).unwrap();
    let text = transport.write().unwrap();
    let bundle = verify(&text, &root(), &PagePolicy::SILENT, at("2026-12-10T00:00:00Z")).unwrap();
    assert_eq!(bundle.as_inner().release, facts);
}

#[test]
fn approvers_see_what_they_sign() {
    let review = |transport: &Transport| review(&transport.write().unwrap(), &root(), &PagePolicy::SILENT, now());
    assert_eq!(review(&unapproved()).unwrap().approvers, [] as [Digest; 0]);
    assert_eq!(review(&approved_by(unapproved(), &[ann()])).unwrap().approvers, [ann().public().id()]);
    let forged = Transport { release: resigned(&unapproved().release, &stranger(), str::to_owned), ..unapproved() };
    assert_eq!(code(&review(&forged)), "SIGNATURES_MISSING", "all but the approvals is checked");

    let mut transport = approved_by(unapproved(), &[ann(), bob(), ann()]);
    assert_eq!(transport.approvals.len(), 2, "who signs again replaces the own approval");
    transport.index = transport.index.replace("od-low", "od-lox");
    assert!(approve(&mut transport, &eve()).is_err(), "a sheet about something else is not signed");
}

#[test]
fn a_bundle_survives_its_folder() {
    let folder = std::env::temp_dir().join(format!("tellerside-folder-{}", std::process::id()));
    folder::write(&folder, &approved_by(good(), &[eve()])).unwrap();
    // A smaller bundle over a larger one: nothing of the larger is left.
    folder::write(&folder, &good()).unwrap();
    assert_eq!(folder::read(&folder).unwrap(), good());
    let mut names: Vec<_> = fs::read_dir(folder.join("approvals"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let short = |key: SigningKey| key.public().id().to_string().get(..8).unwrap().to_owned();
    assert_eq!(names, [format!("1-{}.dsse.json", short(ann())), format!("2-{}.dsse.json", short(bob()))]);

    let mut hostile = good();
    hostile.approvals[0].signatures[0].keyid = "../../out".into();
    folder::write(&folder, &hostile).unwrap();
    assert_eq!(folder::read(&folder).unwrap(), hostile, "a key id is not a path");
    assert!(folder.join("approvals/1-unknown.dsse.json").exists());
    fs::write(folder.join("files/readme.json"), "").unwrap();
    assert!(folder::read(&folder).unwrap_err().to_string().ends_with("a bundle's folder has no such file"));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn nothing_is_signed_that_has_no_signed_form() {
    let late = Release { expires: at("2026-12-04T00:00:00.500Z"), ..facts() };
    assert!(release(files(), &late, &plan(), &vendor()).is_err(), "half a second");
    let local = Release { issued: at("2026-11-20T00:00:00-05:00"), ..facts() };
    assert!(release(files(), &local, &plan(), &vendor()).is_err(), "the bank's own clock");
    let mut unjudged = plan();
    unjudged.verdicts.remove(&id("od-low"));
    let refused = release(files(), &facts(), &unjudged, &vendor()).unwrap_err();
    assert_eq!(refused.to_string(), "the sheet has no verdict on campaign `od-low`");
}
