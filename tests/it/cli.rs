//! The command line, as a shell calls it: what it writes, what it says, and how it ends.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample");
pub(crate) const NOW: &str = "2026-11-23T09:30:00-05:00";

/// What a command did.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn tellerside(folder: &Path, arguments: &[&str]) -> Done {
    fed(folder, arguments, "")
}

pub(crate) fn fed(folder: &Path, arguments: &[&str], input: &str) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tellerside"));
    command.args(arguments).current_dir(folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that needs no input may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let ended = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Done { code: ended.status.code().unwrap(), out: text(ended.stdout), err: text(ended.stderr) }
}

/// An empty folder for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

pub(crate) fn pilot(name: &str) -> PathBuf {
    let folder = folder(name);
    let done = tellerside(&folder, &["pilot", "--source", SAMPLE, "--out", ".", "--now", NOW]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    folder
}

#[test]
fn a_pilot_is_complete_and_every_bundle_ends_as_its_table_says() {
    let folder = pilot("pilot");
    for file in ["root.json", "policy.json", "bundle.tsb.json", "customers.json", "bundles/README.md"] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    let verify = |bundle: &str| {
        let done = tellerside(
            &folder,
            &["verify", bundle, "--root", "root.json", "--policy", "policy.json", "--now", NOW, "--format", "json"],
        );
        match done.code {
            0 => "ok".to_owned(),
            code => {
                assert_eq!(code, 1, "{}", done.err);
                json(&done.err)["code"].as_str().unwrap().to_owned()
            }
        }
    };
    assert_eq!(verify("bundle.tsb.json"), "ok");
    let readme = fs::read_to_string(folder.join("bundles/README.md")).unwrap();
    let prepared = json(&fs::read_to_string(folder.join("bundles/index.json")).unwrap());
    let mut ends = Vec::new();
    for row in prepared.as_array().unwrap() {
        let (file, expect) = (row["file"].as_str().unwrap(), row["expect"].as_str().unwrap());
        assert_eq!(verify(&format!("bundles/{file}")), expect, "{file}");
        let told = readme.lines().find(|line| line.contains(file)).unwrap();
        assert!(told.ends_with(&format!("| {expect} |")), "{told}");
        ends.push((file.trim_end_matches(".tsb.json").to_owned(), expect.to_owned()));
    }
    let expected = [
        ("unapproved", "APPROVALS_MISSING"),
        ("one-approver", "APPROVALS_MISSING"),
        ("edited-after-approval", "SHEET_MISMATCH"),
        ("expired", "EXPIRED"),
        ("rolled-back", "ROLLED_BACK"),
        ("one-byte-changed", "DIGEST_MISMATCH"),
        ("second-signs", "ok"),
    ];
    assert_eq!(ends, expected.map(|(file, end)| (file.to_owned(), end.to_owned())));
}

#[test]
fn a_pilots_customers_see_what_their_situation_says() {
    let folder = pilot("customers");
    let customers = json(&fs::read_to_string(folder.join("customers.json")).unwrap());
    let rows = [
        ("c01", "hero overdraft-protection en-US", "overdraft-protection shown", "just under $100"),
        ("c02", "", "overdraft-protection not_triggered", "exactly $100.00"),
        ("c03", "", "overdraft-protection suppressed owns_product T3", "has it"),
        ("c04", "hero interest-checking en-US", "interest-checking shown", "two months above"),
        ("c05", "card home-project-loan en-US", "interest-checking not_triggered", "one month above"),
        ("c06", "", "overdraft-protection trigger_unknown", "part of a month"),
        (
            "c07",
            "hero savings-growth es-US, card everyday-card es-US west",
            "everyday-card shown",
            "in Spanish, the words for the West",
        ),
        ("c08", "", "overdraft-protection suppressed optout_marketing T0", "opted out"),
        ("c09", "", "everyday-card suppressed credit_policy T2", "no credit offers"),
        (
            "c10",
            "hero overdraft-protection-today en-US, card p2p-resume en-US",
            "overdraft-protection not_triggered",
            "low today, last month fine",
        ),
        ("c11", "", "overdraft-protection held_out", "in the comparison group"),
        ("c12", "", "overdraft-protection not_permitted", "seen by a delegate"),
    ];
    assert_eq!(customers.as_array().unwrap().len(), rows.len());
    for (customer, (id, placements, reason, because)) in customers.as_array().unwrap().iter().zip(rows) {
        assert_eq!(customer["id"], id);
        let request = customer["request"].to_string();
        let decide = ["decide", "--bundle", "bundle.tsb.json", "--root", "root.json", "--format", "json"];
        let done = fed(&folder, &decide, &request);
        assert_eq!((done.code, done.err.as_str()), (0, ""));
        let decision = json(&done.out);
        let placed: Vec<String> = decision["placements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|placed| {
                let said =
                    ["slot", "campaign", "locale", "variant"].into_iter().filter_map(|field| placed[field].as_str());
                said.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(placed.join(", "), placements, "{id}: {because}");
        let done = fed(&folder, &[&decide[..], &["--reasons"]].concat(), &request);
        let reasons: Vec<String> = json(&done.out)
            .as_array()
            .unwrap()
            .iter()
            .map(|told| {
                let words = ["campaign", "gate", "code", "tier"].into_iter().filter_map(|field| told[field].as_str());
                words.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert!(reasons.iter().any(|told| told == reason), "{id}: {because}: {reasons:?}");
    }
}

#[test]
fn two_pilots_of_one_source_share_what_is_approved_and_no_key() {
    let (first, second) = (pilot("first"), pilot("second"));
    let verified = |folder: &Path| {
        let done =
            tellerside(folder, &["verify", "bundle.tsb.json", "--root", "root.json", "--now", NOW, "--format", "json"]);
        json(&done.out)
    };
    let (a, b) = (verified(&first), verified(&second));
    assert_eq!(a["index"], b["index"], "the same sources are the same release");
    assert_ne!(a["vendors"], b["vendors"]);
    assert_ne!(a["approvers"], b["approvers"]);
    let foreign = second.join("root.json");
    let done = tellerside(&first, &["verify", "bundle.tsb.json", "--root", foreign.to_str().unwrap(), "--now", NOW]);
    assert_eq!(done.code, 1);
    assert!(done.err.starts_with("error[SIGNATURES_MISSING]: "), "{}", done.err);
    // Made anew over the old one, a pilot stays whole.
    let again = tellerside(&first, &["pilot", "--source", SAMPLE, "--out", ".", "--now", NOW]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_ne!(verified(&first)["vendors"], a["vendors"]);
    // Over somebody else's keys none is made.
    fs::copy(second.join("keys/vendor.pub.pem"), first.join("keys/vendor.pub.pem")).unwrap();
    let over = tellerside(&first, &["pilot", "--source", SAMPLE, "--out", ".", "--now", NOW]);
    assert_eq!(over.code, 2);
    assert!(over.err.contains("was made by no pilot here"), "{}", over.err);
}

#[test]
fn a_release_is_made_approved_and_live_in_five_commands() {
    let folder = folder("release");
    let run = |arguments: &[&str]| {
        let done = tellerside(&folder, arguments);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{arguments:?}");
        done.out
    };
    for (name, algorithm) in [("vendor", "ed25519"), ("anna", "p256"), ("bo", "ed25519"), ("next", "p256")] {
        let told = json(&run(&[
            "keygen",
            "--algorithm",
            algorithm,
            "--out",
            "keys",
            "--no-passphrase",
            "--name",
            name,
            "--format",
            "json",
        ]));
        assert_eq!(told["id"].as_str().unwrap().len(), 64);
    }
    let root = ["root", "--bank", "first-sample", "--environment", "pilot", "--expires", "2027-11-23T00:00:00Z"];
    let keys = ["--vendor", "keys/vendor.pub.pem", "--approver", "keys/anna.pub.pem", "--approver", "keys/bo.pub.pem"];
    run(&[&root[..], &keys, &["--root", "keys/next.pub.pem", "--lifetime-days", "30", "--out", "root.json"]].concat());
    let release = ["release", "--source", SAMPLE, "--key", "keys/vendor.pem", "--issued", "2026-11-23T14:30:00Z"];
    let told = json(&run(&[&release[..], &["--version", "1", "--out", "release", "--format", "json"]].concat()));
    assert_eq!((told["campaigns"].as_u64(), told["expires"].as_str()), (Some(7), Some("2026-12-07T14:30:00Z")));
    let sheet = told["sheet"].as_str().unwrap();

    let approve = |key: &str, more: &[&str]| {
        let call = ["approve", "--bundle", "release", "--root", "root.json", "--now", NOW, "--key", key];
        tellerside(&folder, &[&call[..], more].concat())
    };
    let unasked = approve("keys/anna.pem", &[]);
    assert_eq!(unasked.code, 2, "without a terminal nobody can be asked");
    assert!(unasked.err.contains(&format!("--yes {sheet}")), "{}", unasked.err);
    for shown in [
        "overdraft-protection: Overdraft protection for low average balances",
        r#""value":"100.00 USD""#,
        "the average collected balance of the last full calendar month is strictly below $100.00",
        "Link your savings as a backup for checking",
        "Vincule sus ahorros como respaldo de su cuenta corriente",
        "/products/overdraft-protection",
        "Terms and the fee schedule are at /terms/overdraft.",
        "reads     bal.acb, own.overdraft_protection",
        "policy for all campaigns",
        r#""code":"optout_marketing""#,
    ] {
        assert!(unasked.out.contains(shown), "an approver must see `{shown}`\n{}", unasked.out);
    }
    let other = approve("keys/anna.pem", &["--yes", &"0".repeat(64)]);
    assert_eq!(other.code, 1);
    assert!(other.err.starts_with("error[NOT_AGREED]: "), "{}", other.err);
    let verify = |bundle: &str| tellerside(&folder, &["verify", bundle, "--root", "root.json", "--now", NOW]);
    assert!(verify("release").err.contains("approved by 0 of the 2 approvers"), "{}", verify("release").err);
    assert_eq!(approve("keys/anna.pem", &["--yes", sheet]).code, 0);
    assert_eq!(approve("keys/anna.pem", &["--yes", sheet]).code, 0, "twice by one key is one approval");
    assert!(verify("release").err.contains("approved by 1 of the 2 approvers"));
    let vendor = approve("keys/vendor.pem", &["--yes", sheet, "--out", "by-vendor.tsb.json"]);
    assert_eq!(vendor.code, 1);
    assert!(vendor.err.starts_with("error[NOT_AN_APPROVER]: "), "a vendor approves nothing: {}", vendor.err);
    assert!(!folder.join("by-vendor.tsb.json").exists());
    let bo = approve("keys/bo.pem", &["--yes", sheet, "--out", "live.tsb.json"]);
    assert!(bo.out.ends_with("approvals of this sheet now: 2 of the 2 that it needs\n"), "{}", bo.out);

    let live = run(&["verify", "live.tsb.json", "--root", "root.json", "--now", NOW]);
    for line in [
        "release      1, issued 2026-11-23T14:30:00Z",
        "golden       14 decisions, all as approved",
        "campaigns    7, of which signed off 7",
    ] {
        assert!(live.contains(line), "{line}\n{live}");
    }
    assert_eq!(live.matches("approver     ").count(), 2);
    let inspected = run(&["inspect", "live.tsb.json", "--campaigns"]);
    assert!(inspected.starts_with("NOT VERIFIED: "), "{inspected}");
    assert!(inspected.contains("Link your savings as a backup for checking"));
}

#[test]
fn a_reader_that_has_read_enough_ends_a_command_in_peace() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tellerside"));
    let mut child = command.arg("catalogue").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn a_vector_and_a_history_may_come_in_files_of_their_own() {
    let folder = pilot("decide-files");
    let customers = json(&fs::read_to_string(folder.join("customers.json")).unwrap());
    let whole = customers[0]["request"].clone();
    let mut rest = whole.clone();
    let features = rest.as_object_mut().unwrap().remove("features").unwrap();
    let engine_made = tellerside(
        &folder,
        &["decide", "--bundle", "bundle.tsb.json", "--root", "root.json", "--format", "json", "requests/c01.json"],
    );
    let kept = json(&engine_made.out)["history"].clone();
    assert!(kept.is_object());
    fs::write(folder.join("features.json"), features.to_string()).unwrap();
    fs::write(folder.join("history.json"), kept.to_string()).unwrap();
    fs::write(folder.join("broken.json"), "{\"a\":1}, {").unwrap();
    let decide = ["decide", "--bundle", "bundle.tsb.json", "--root", "root.json", "--format", "json"];
    let with =
        |request: &serde_json::Value, more: &[&str]| fed(&folder, &[&decide, more].concat(), &request.to_string());
    let mut told = rest.clone();
    told["features"] = features.clone();
    assert_eq!(with(&rest, &["--features", "features.json"]).out, with(&whole, &[]).out);
    told["history"] = kept;
    let both = with(&rest, &["--features", "features.json", "--history", "history.json"]);
    assert_eq!((both.code, both.out), (0, with(&told, &[]).out));
    for (request, more, because) in [
        (&whole, ["--features", "features.json"], "it has a vector already"),
        (&told, ["--history", "history.json"], "it has a history already"),
        (&rest, ["--features", "broken.json"], "no one document"),
        (&rest, ["--history", "history.json"], "still no vector"),
    ] {
        let done = with(request, &more);
        assert_eq!((done.code, json(&done.err)["code"].as_str()), (1, Some("REQUEST_INVALID")), "{because}");
    }
    assert_eq!(with(&rest, &["--features", "nowhere.json"]).code, 2, "a file that is not there");
}

#[test]
fn a_denied_campaign_that_no_bundle_has_is_told() {
    let folder = pilot("denied-stranger");
    for (deny, told, because) in [
        ("overdraft-protection", None, "one of the bundle"),
        ("overdraft-protecton", Some("did you mean `overdraft-protection`?"), "a slip"),
    ] {
        let out = format!("{deny}.json");
        let policy =
            ["page-policy", "--from", "policy.json", "--deny", deny, "--bundle", "bundle.tsb.json", "--out", &out];
        let done = tellerside(&folder, &[&policy[..], &["--format", "json"]].concat());
        assert_eq!(done.code, 0, "{because}: {}", done.err);
        assert_eq!(json(&done.out)["deny"][0], deny, "{because}: it is written all the same");
        match told {
            None => assert_eq!(done.err, "", "{because}"),
            Some(help) => {
                let warned = json(&done.err);
                assert_eq!((warned["code"].as_str(), warned["help"].as_str()), (Some("CAMPAIGN_UNKNOWN"), Some(help)));
            }
        }
    }
}

#[test]
fn sources_are_checked_without_a_key() {
    let folder = folder("check");
    let done = tellerside(&folder, &["check", "--source", SAMPLE]);
    let said = "7 campaigns, 14 examples and 2 pictures: no mistake found\n";
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, said, ""));
    let copied = ["bank.yaml", "catalogue.yaml", "policy.yaml", "customers.yaml", "campaigns/p2p-resume.yaml"];
    for (file, from, to, code, because) in [
        ("bank.yaml", "lifetime_days:", "lifetime_day:", "FIELD_UNKNOWN", "a slip in a name"),
        ("campaigns/p2p-resume.yaml", "priority: 30", "priority: 30.5", "VALUE_INVALID", "a value of another kind"),
        (
            "campaigns/p2p-resume.yaml",
            "expect: shown",
            "expect: not_triggered",
            "EXAMPLE_MISMATCH",
            "an example that lies",
        ),
        ("customers.yaml", "features:", "featrues:", "FIELD_MISSING", "a customer without a vector"),
    ] {
        fs::create_dir_all(folder.join("campaigns")).unwrap();
        for name in copied {
            fs::copy(Path::new(SAMPLE).join(name), folder.join(name)).unwrap();
        }
        let text = fs::read_to_string(folder.join(file)).unwrap();
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
        let done = tellerside(&folder, &["check", "--format", "json"]);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{because}");
        let told: Vec<_> = done.err.lines().map(json).collect();
        let found = told.iter().find(|one| one["code"] == code);
        assert!(found.is_some_and(|one| one["line"].as_u64() > Some(0)), "{because}: {}", done.err);
    }
}

#[test]
fn failures_have_a_code_a_place_and_an_exit_code() {
    let folder = pilot("failures");
    let decide = ["decide", "--bundle", "bundle.tsb.json", "--root", "root.json"];
    let customers = json(&fs::read_to_string(folder.join("customers.json")).unwrap());
    let request = customers[0]["request"].to_string();
    let spoilt = folder.join("spoilt");
    fs::create_dir_all(spoilt.join("campaigns")).unwrap();
    for file in ["bank.yaml", "catalogue.yaml", "policy.yaml", "campaigns/p2p-resume.yaml"] {
        let text = fs::read_to_string(Path::new(SAMPLE).join(file)).unwrap();
        fs::write(spoilt.join(file), text.replace("priority: 30", "priority: 30.5")).unwrap();
    }
    let release = ["release", "--source", "spoilt", "--key", "keys/vendor.pem", "--version", "1", "--out", "x"];
    for (arguments, input, code, says, because) in [
        (&["verify", "nowhere.json", "--root", "root.json"][..], "", 2, "error[FILE]: ", "a file that is not there"),
        (&["verify", "bundle.tsb.json"][..], "", 2, "required arguments", "an argument left out"),
        (&["verfy"][..], "", 2, "unrecognized subcommand", "no such command"),
        (
            &["verify", "policy.json", "--root", "root.json"][..],
            "",
            1,
            "error[MALFORMED]: bundle is malformed at ",
            "not a bundle",
        ),
        (&["verify", "bundle.tsb.json", "--root", "policy.json"][..], "", 1, "error[ROOT_INVALID]: ", "not a root"),
        (
            &["verify", "bundle.tsb.json", "--root", "root.json", "--now", "tomorrow"][..],
            "",
            2,
            "is not a moment",
            "not a moment",
        ),
        (
            &["verify", "bundle.tsb.json", "--root", "root.json", "--now", "2027-06-01T00:00:00Z"][..],
            "",
            1,
            "error[ROOT_EXPIRED]: ",
            "a pilot is over after 90 days",
        ),
        (
            &["keygen", "--algorithm", "ed25519", "--out", "keys", "--no-passphrase", "--name", "vendor"][..],
            "",
            2,
            "is there already",
            "a key is never written over",
        ),
        (
            &[
                "approve",
                "--bundle",
                "bundle.tsb.json",
                "--root",
                "root.json",
                "--key",
                "keys/vendor.pub.pem",
                "--now",
                NOW,
            ][..],
            "",
            1,
            "error[KEY_INVALID]: ",
            "a public key signs nothing",
        ),
        (&release[..], "", 1, "campaigns/p2p-resume.yaml:9:11", "a source with a mistake"),
        (&decide[..], "{", 1, "error[REQUEST_INVALID]: request is malformed at `$`", "not a request"),
        (
            &decide[..],
            &request.replace("\"visit\"", "\"visits\":1,\"visit\""),
            1,
            "at `visits`: unknown field `visits`",
            "an unknown field",
        ),
        (&["vectors", "--catalogue", "nowhere.yaml"][..], "", 2, "error[FILE]: ", "no catalogue"),
        (&["schema", "nothing"][..], "", 2, "invalid value", "no such document"),
    ] {
        let done = fed(&folder, arguments, input);
        assert_eq!(done.code, code, "{because}: {}{}", done.out, done.err);
        assert!(done.err.contains(says), "{because}: {}", done.err);
    }
    let done = tellerside(&folder, &[&release[..], &["--format", "json"]].concat());
    let told = json(done.err.lines().next().unwrap());
    assert_eq!(
        [&told["code"], &told["line"], &told["column"]].map(ToString::to_string),
        ["\"VALUE_INVALID\"", "9", "11"]
    );
    assert!(!folder.join("x").exists(), "nothing is written of sources with a mistake");
}

#[test]
fn refusals_never_repeat_a_customers_value() {
    let folder = pilot("private");
    let customers = json(&fs::read_to_string(folder.join("customers.json")).unwrap());
    let request = customers[0]["request"].to_string();
    let decide = ["decide", "--bundle", "bundle.tsb.json", "--root", "root.json"];
    let done = fed(&folder, &decide, &request.replace("\"as_of\":\"2026-11-22\"", "\"as_of\":314159"));
    assert_eq!(done.code, 1);
    assert!(!done.err.contains("314159"), "{}", done.err);
    let catalogue = Path::new(SAMPLE).join("catalogue.yaml");
    let vectors = ["vectors", "--catalogue", catalogue.to_str().unwrap()];
    let done = fed(&folder, &vectors, "customer,as_of,currency,hw.card.cnt90\nk1,2026-11-22,USD,31415.9\n");
    assert_eq!(done.code, 1);
    assert!(done.err.contains("line 2, column `hw.card.cnt90`: write a whole number"), "{}", done.err);
    assert!(!done.err.contains("31415") && !done.err.contains("k1"), "{}", done.err);
}

#[test]
fn vectors_come_one_a_line_and_a_faulty_row_is_left_out() {
    let folder = folder("vectors");
    let catalogue = Path::new(SAMPLE).join("catalogue.yaml");
    let vectors = ["vectors", "--catalogue", catalogue.to_str().unwrap()];
    let table = "customer,as_of,currency,own.card,hw.card.cnt90\nk1,2026-11-22,USD,false,3\nk2,2026-11-22,USD,maybe,1\nk3,2026-11-22,USD,,\n";
    let done = fed(&folder, &vectors, table);
    assert_eq!(done.code, 1, "a row was refused");
    assert_eq!(
        done.err,
        "error[TABLE_INVALID]: line 3, column `own.card`: write true or false\n  in: standard input\n"
    );
    assert_eq!(
        done.out.lines().collect::<Vec<_>>(),
        [
            r#"{"customer":"k1","features":{"as_of":"2026-11-22","currency":"USD","features":{"hw.card.cnt90":3,"own.card":false},"vector":1}}"#,
            r#"{"customer":"k3","features":{"as_of":"2026-11-22","currency":"USD","features":{},"vector":1}}"#,
        ]
    );
    fs::write(folder.join("table.csv"), table.replace("maybe", "true")).unwrap();
    let done = fed(&folder, &[&vectors[..], &["table.csv", "--out", "vectors.jsonl"]].concat(), "");
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, "", ""));
    assert_eq!(fs::read_to_string(folder.join("vectors.jsonl")).unwrap().lines().count(), 3);
}

#[test]
fn a_record_is_the_same_bytes_every_time_and_names_nobody() {
    let folder = pilot("record");
    let customers = json(&fs::read_to_string(folder.join("customers.json")).unwrap());
    fs::write(folder.join("request.json"), customers[0]["request"].to_string()).unwrap();
    let call = ["decide", "--bundle", "bundle.tsb.json", "--root", "root.json", "--record", "request.json"];
    let (once, again) = (tellerside(&folder, &call), tellerside(&folder, &call));
    assert_eq!(once.code, 0, "{}", once.err);
    assert_eq!(once.out, again.out);
    assert_eq!(json(&once.out)["bundle"]["version"], 7);
    assert!(!once.out.contains("99.99") && !once.out.contains("309969"), "{}", once.out);
}

#[test]
fn schemas_describe_what_is_authored() {
    let folder = folder("schema");
    for (document, field) in [
        ("campaign", "examples"),
        ("campaign", "when"),
        ("catalogue", "features"),
        ("policy", "suppressions"),
        ("vector", "accounts"),
        ("request", "visit"),
        ("history", "events"),
        ("measurements", "events"),
    ] {
        let done = tellerside(&folder, &["schema", document]);
        assert_eq!(done.code, 0, "{document}: {}", done.err);
        assert!(json(&done.out)["properties"][field].is_object(), "{document}: {field}");
    }
}

#[cfg(unix)]
#[test]
fn private_keys_are_their_owners_alone_and_are_never_printed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = pilot("keys");
    let mut seen = 0;
    for entry in fs::read_dir(folder.join("keys")).unwrap() {
        let path = entry.unwrap().path();
        if !path.to_string_lossy().ends_with(".pub.pem") {
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", path.display());
            assert!(fs::read_to_string(&path).unwrap().starts_with("-----BEGIN PRIVATE KEY-----"));
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
    let done = tellerside(&folder, &["keygen", "--algorithm", "p256", "--no-passphrase", "--out", "more"]);
    assert!(!done.out.contains("PRIVATE") && done.code == 0);
}

#[test]
fn a_bundle_cannot_move_the_terminals_cursor() {
    let folder = pilot("terminal");
    let text = fs::read_to_string(folder.join("bundle.tsb.json")).unwrap();
    // The hint of a signature is anybody's text; JSON lets it hold an escape sign.
    let start = text.find("\"keyid\":\"").unwrap() + "\"keyid\":\"".len();
    let spoilt = format!("{}\\u001b[2J{}", &text[..start], &text[start + 10..]);
    fs::write(folder.join("spoilt.tsb.json"), spoilt).unwrap();
    let done = tellerside(&folder, &["inspect", "spoilt.tsb.json"]);
    assert!(!done.out.contains('\u{1b}') && !done.err.contains('\u{1b}'), "{}{}", done.out, done.err);
    assert!(done.out.contains("\\u{1b}[2J"), "{}{}", done.out, done.err);
}

#[test]
fn the_standard_catalogue_is_printed_whole_or_in_part() {
    let folder = folder("catalogue");
    let whole = tellerside(&folder, &["catalogue"]);
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    assert!(whole.out.lines().filter(|line| line.starts_with("  - {id: ")).count() > 350);
    let part = tellerside(&folder, &["catalogue", "--only", "own.card,bal.acb"]);
    let ids: Vec<_> = part.out.lines().filter_map(|line| line.strip_prefix("  - {id: ")?.split(',').next()).collect();
    assert_eq!((part.code, ids), (0, vec!["bal.acb", "own.card"]));
    // It is a catalogue: vectors are read with it.
    fs::write(folder.join("catalogue.yaml"), part.out).unwrap();
    let table = "customer,as_of,currency,own.card\nc1,2026-11-20,USD,true\n";
    let vectors = fed(&folder, &["vectors", "--catalogue", "catalogue.yaml"], table);
    assert_eq!((vectors.code, json(&vectors.out)["features"]["features"]["own.card"].as_bool()), (0, Some(true)));
    let slip = tellerside(&folder, &["catalogue", "--only", "own.crad"]);
    assert_eq!(slip.code, 1);
    assert!(slip.err.contains("no feature `own.crad`: did you mean `own.card`?"), "{}", slip.err);
}

#[test]
fn a_bundle_needs_what_its_campaigns_read_and_nothing_more() {
    let folder = pilot("needed");
    let asked = ["features-needed", "bundle.tsb.json", "--root", "root.json", "--now", NOW];
    let done = tellerside(&folder, &asked);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    for (feature, told) in [
        ("bal.acb@1", "account   interest-checking, overdraft-protection"),
        ("bal.avail@1", "account   overdraft-protection-today"),
        ("own.card@1", "customer  everyday-card"),
        ("sup.credit@1", "customer  everyday-card, home-project-loan"),
        ("exp.bucket@1", "customer  (global holdout)"),
    ] {
        let line = done.out.lines().find(|line| line.starts_with(&format!("{feature} "))).unwrap();
        assert!(line.ends_with(&format!(" {told}")), "{line}");
    }
    // The sample's catalogue lists what is read and nothing else.
    let catalogue = fs::read_to_string(Path::new(SAMPLE).join("catalogue.yaml")).unwrap();
    assert_eq!(done.out.lines().count(), catalogue.matches("id: ").count());
    let as_json = tellerside(&folder, &[&asked[..], &["--format", "json"]].concat());
    let bucket = as_json.out.lines().map(json).find(|line| line["feature"] == "exp.bucket").unwrap();
    assert_eq!((bucket["version"].as_u64(), bucket["holdout"].as_bool()), (Some(1), Some(true)));
    let denied = "{\"deny\":[\"overdraft-protection-today\"],\"floor\":1,\"policy\":1}";
    fs::write(folder.join("deny.json"), denied).unwrap();
    let without = tellerside(&folder, &[&asked[..], &["--policy", "deny.json"]].concat());
    assert!(!without.out.contains("bal.avail@1"), "{}", without.out);
}

#[test]
fn a_record_is_replayed_or_the_first_difference_named() {
    let folder = pilot("replay");
    let customers = json(&fs::read_to_string(folder.join("customers.json")).unwrap());
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let request = &customers[0]["request"];
    write("request.json", &request.to_string());
    let of = ["--bundle", "bundle.tsb.json", "--root", "root.json", "--policy", "policy.json"];
    let recorded = tellerside(&folder, &[&["decide", "request.json", "--record"], &of[..]].concat());
    write("record.json", &recorded.out);
    // Kept apart, as a bank may: what says nothing of the customer, and the two documents that do.
    let mut bare = request.clone();
    let features = bare.as_object_mut().unwrap().remove("features").unwrap();
    write("bare.json", &bare.to_string());
    write("features.json", &features.to_string());
    write("history.json", r#"{"events":[],"history":1}"#);
    write("other.json", r#"{"events":[],"history":1,"seed":"0000000000000001"}"#);
    let mut edited = json(&recorded.out);
    edited["candidates"][0]["gate"] = "shown".into();
    write("edited.json", &edited.to_string());
    write("second.json", &customers[1]["request"].to_string());
    let rows: [(&str, &[&str], &str, &str); 8] = [
        ("record.json", &["--request", "request.json"], "", "byte for byte"),
        ("record.json", &["--request", "bare.json", "--features", "features.json"], "", "no history is an empty one"),
        (
            "record.json",
            &["--request", "bare.json", "--features", "features.json", "--history", "history.json"],
            "",
            "the three apart",
        ),
        ("record.json", &["--request", "bare.json"], "REQUEST_INVALID", "the features are missing"),
        ("record.json", &["--request", "second.json"], "REPLAY_INPUT", "another customer's request"),
        ("record.json", &["--request", "request.json", "--history", "other.json"], "REPLAY_INPUT", "another history"),
        ("edited.json", &["--request", "request.json"], "REPLAY_DIFFERS", "another gate"),
        ("request.json", &["--request", "request.json"], "RECORD_INVALID", "no record at all"),
    ];
    for (record, more, code, because) in rows {
        let done = tellerside(&folder, &[&["replay", record, "--format", "json"], &of[..], more].concat());
        match code {
            "" => assert_eq!((done.code, &json(&done.out)["replayed"]), (0, &true.into()), "{because}: {}", done.err),
            code => assert_eq!((done.code, &json(&done.err)["code"]), (1, &code.into()), "{because}: {}", done.err),
        }
    }
    let told = |more: &[&str]| tellerside(&folder, &[&["replay", more[0], "--request", more[1]], &of[..]].concat());
    assert!(told(&["record.json", "request.json"]).out.contains("comes out again, byte for byte"));
    assert!(told(&["edited.json", "request.json"]).err.contains("first at `candidates[0].gate`"));
    assert!(told(&["record.json", "second.json"]).err.contains("another input: `request` is"));
}

#[test]
fn histories_are_merged_pruned_and_read() {
    let folder = pilot("history");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let refuse = r#"{"at":1795357800000,"id":"r","kind":"refuse","target":{"topic":"lending"}}"#;
    let allow = r#"{"at":1795357800001,"id":"a","kind":"allow","target":"all"}"#;
    let old = r#"{"at":1000,"campaign":"gone","id":"o","kind":"click"}"#;
    for (name, events) in [("a.json", vec![refuse, old]), ("b.json", vec![allow, refuse]), ("c.json", vec![])] {
        write(name, &format!(r#"{{"events":[{}],"history":1}}"#, events.join(",")));
    }
    write("bad.json", r#"{"events":[],"history":2}"#);
    let run = |arguments: &[&str]| tellerside(&folder, arguments);
    let merged = run(&["history", "merge", "a.json", "b.json", "c.json"]);
    let sorted: Vec<_> = [old, refuse, allow].into_iter().map(|event| json(event).to_string()).collect();
    assert_eq!(merged.out, format!("{{\"events\":[{}],\"history\":1}}\n", sorted.join(",")));
    assert_eq!(run(&["history", "merge", "c.json", "b.json", "a.json", "b.json"]).out, merged.out);
    write("merged.json", &merged.out);
    assert_eq!(run(&["history", "choices", "merged.json"]).out, "topic lending, since 2026-11-22T14:30:00Z\n");
    assert_eq!(
        run(&["history", "choices", "merged.json", "--format", "json"]).out,
        "[{\"id\":\"r\",\"since\":1795357800000,\"target\":{\"topic\":\"lending\"}}]\n"
    );
    assert_eq!(run(&["history", "choices", "c.json"]).out, "nothing is refused\n");
    let prune = ["history", "prune", "merged.json", "--bundle", "bundle.tsb.json", "--root", "root.json", "--now", NOW];
    let pruned = run(&prune);
    assert_eq!(pruned.code, 0, "{}", pruned.err);
    assert_eq!(json(&pruned.out)["events"].as_array().unwrap().len(), 2);
    assert_eq!(json(&pruned.out)["pruned_before"], 1001);
    let refused = run(&["history", "merge", "a.json", "bad.json"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.starts_with("error[HISTORY_INVALID]: ") && refused.err.contains("bad.json"), "{}", refused.err);
}
