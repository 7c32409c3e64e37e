//! Who signs: keys under a passphrase, signers elsewhere, and a release that its vendor dates anew.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::cli::{Done, NOW, SAMPLE, fed, folder, json, pilot, tellerside};
use tellerside::bundle::digest::sha256;
use tellerside::bundle::signature::SigningKey;

/// The code of a failure, nothing where there is none.
fn code(done: &Done) -> &str {
    let code = done.err.strip_prefix("error[").and_then(|rest| rest.split(']').next());
    assert_eq!(done.code == 0, code.is_none() && done.err.is_empty(), "{}", done.err);
    code.unwrap_or("")
}

fn signing_key(path: &Path) -> SigningKey {
    SigningKey::from_pem(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What `command` says and how it ends on a terminal, where each `prompt` is answered in turn; `None` where no terminal can be had.
fn on_terminal(folder: &Path, command: &str, answers: &[(&str, &str)]) -> Option<(i32, String)> {
    let call = ["-qec", &format!("'{}' {command}", env!("CARGO_BIN_EXE_tellerside")), "/dev/null"];
    let mut script = Command::new("script");
    script.args(call).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Some(mut child) = cfg!(target_os = "linux").then(|| script.spawn().ok()).flatten() else {
        println!("SKIPPED: `script` of Linux is not here to make a terminal");
        return None;
    };
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (mut said, mut byte) = (Vec::new(), [0_u8]);
    for (prompt, answer) in answers {
        let asked = said.len();
        while !said[asked..].ends_with(prompt.as_bytes()) {
            assert_eq!(
                output.read(&mut byte).unwrap(),
                1,
                "`{prompt}` was not asked: {}",
                String::from_utf8_lossy(&said)
            );
            said.push(byte[0]);
        }
        // The terminal stops its echo after the prompt.
        std::thread::sleep(Duration::from_millis(200));
        input.write_all(format!("{answer}\n").as_bytes()).unwrap();
    }
    output.read_to_end(&mut said).unwrap();
    Some((child.wait().unwrap().code().unwrap(), String::from_utf8(said).unwrap()))
}

#[test]
fn a_new_key_is_encrypted_unless_that_is_declined() {
    let folder = folder("keygen");
    fs::write(folder.join("pass"), "correct horse\r\nsecond line\n").unwrap();
    fs::write(folder.join("empty"), "\nsecond line\n").unwrap();
    for (name, arguments, input, ends, because) in [
        ("asked", &[][..], "typed\ntyped\n", (2, "PASSPHRASE_NEEDED"), "nobody is there to be asked"),
        ("file", &["--passphrase-file", "pass"][..], "", (0, ""), "the first line of a file"),
        ("input", &["--passphrase-file", "-"][..], "correct horse\n", (0, ""), "the first line of standard input"),
        ("empty", &["--passphrase-file", "empty"][..], "", (1, "PASSPHRASE_EMPTY"), "an empty first line"),
        ("absent", &["--passphrase-file", "nowhere"][..], "", (2, "FILE"), "no such file"),
        ("declined", &["--no-passphrase"][..], "", (0, ""), "said explicitly"),
    ] {
        let keygen = ["keygen", "--algorithm", "p256", "--out", "keys", "--name", name];
        let done = fed(&folder, &[&keygen[..], arguments].concat(), input);
        assert_eq!((done.code, code(&done)), ends, "{because}");
        let private = folder.join("keys").join(format!("{name}.pem"));
        assert_eq!(private.exists(), done.code == 0, "{because}");
        if done.code == 0 {
            let label = if name == "declined" { "PRIVATE KEY" } else { "ENCRYPTED PRIVATE KEY" };
            let text = fs::read_to_string(&private).unwrap();
            assert!(text.starts_with(&format!("-----BEGIN {label}-----\n")), "{because}");
            assert!(!done.out.contains("correct horse"), "{because}");
        }
    }
    let done = tellerside(&folder, &["keygen", "--algorithm", "p256", "--out", "keys", "--name", "asked"]);
    for way in ["--passphrase-file FILE", "--no-passphrase"] {
        assert!(done.err.contains(way), "it says what to give: {}", done.err);
    }
    let both = ["keygen", "--algorithm", "p256", "--out", "keys", "--no-passphrase", "--passphrase-file", "pass"];
    assert_eq!(tellerside(&folder, &both).code, 2);
}

#[test]
fn an_algorithm_has_the_name_of_documents_too() {
    let folder = folder("keygen-algorithms");
    for (word, algorithm) in [
        ("ed25519", Some("ed25519")),
        ("p256", Some("ecdsa-p256-sha256")),
        ("ecdsa-p256-sha256", Some("ecdsa-p256-sha256")),
        ("ecdsa-p384-sha384", None),
    ] {
        let keygen = ["keygen", "--algorithm", word, "--no-passphrase", "--out", ".", "--name", word];
        let done = tellerside(&folder, &[&keygen[..], &["--format", "json"]].concat());
        let made = (done.code == 0).then(|| json(&done.out)["algorithm"].as_str().unwrap().to_owned());
        assert_eq!(made.as_deref(), algorithm, "{word}: {}", done.err);
    }
}

#[test]
fn a_passphrase_is_typed_twice_for_a_new_key_and_once_for_an_old_one() {
    let folder = pilot("typed");
    let keygen = "keygen --algorithm ed25519 --out keys --name";
    let (first, second) = ("passphrase for the new key: ", "the same again: ");
    let Some((code, said)) = on_terminal(&folder, &format!("{keygen} mine"), &[(first, "sésamo"), (second, "sésamo")])
    else {
        return;
    };
    assert_eq!(code, 0, "{said}");
    let slip = on_terminal(&folder, &format!("{keygen} slip"), &[(first, "sesame"), (second, "sesamo")]).unwrap();
    assert!(slip.0 == 1 && slip.1.contains("error[PASSPHRASES_DIFFER]: "), "{}", slip.1);
    assert!(!folder.join("keys/slip.pem").exists());
    let taken = on_terminal(&folder, &format!("{keygen} mine"), &[]).unwrap();
    assert!(taken.0 == 2 && taken.1.contains("is there already"), "before anything is asked: {}", taken.1);

    let release = format!("release --source '{SAMPLE}' --key keys/mine.pem --version 8 --out");
    let asked = "passphrase of keys/mine.pem: ";
    let (code, said) = on_terminal(&folder, &format!("{release} mine.tsb.json"), &[(asked, "sésamo")]).unwrap();
    assert!(code == 0 && folder.join("mine.tsb.json").exists(), "{said}");
    let (code, said) = on_terminal(&folder, &format!("{release} other.tsb.json"), &[(asked, "sesamo")]).unwrap();
    assert!(
        code == 1 && said.contains("error[WRONG_PASSPHRASE]: the passphrase does not open this private key"),
        "{said}"
    );
    assert!(!folder.join("other.tsb.json").exists());
}

#[test]
fn an_encrypted_key_signs_with_its_passphrase_alone() {
    let folder = folder("encrypted");
    for (file, text) in [("pass", "correct horse\n"), ("other", "correct house\n")] {
        fs::write(folder.join(file), text).unwrap();
    }
    let keygen = ["keygen", "--algorithm", "ed25519", "--out", ".", "--passphrase-file", "pass"];
    assert_eq!(code(&tellerside(&folder, &keygen)), "");
    let release = ["release", "--source", SAMPLE, "--key", "key.pem", "--version", "1", "--out", "release"];
    for (arguments, ends, because) in [
        (&[][..], (2, "PASSPHRASE_NEEDED"), "nobody is there to be asked"),
        (&["--passphrase-file", "other"][..], (1, "WRONG_PASSPHRASE"), "another passphrase"),
        (&["--passphrase-file", "nowhere"][..], (2, "FILE"), "no such file"),
        (&["--passphrase-file", "pass"][..], (0, ""), "its own"),
    ] {
        let done = tellerside(&folder, &[&release[..], arguments].concat());
        assert_eq!((done.code, code(&done)), ends, "{because}");
        assert_eq!(folder.join("release").exists(), done.code == 0, "{because}");
    }
}

/// A release of the sample, version 7, approved by both of a pilot's approvers, that holds 14 days; its sheet holds 90.
fn approved(name: &str) -> PathBuf {
    let folder = pilot(name);
    let release = ["release", "--source", SAMPLE, "--key", "keys/vendor.pem", "--issued", "2026-11-23T14:30:00Z"];
    let told = tellerside(&folder, &[&release[..], &["--version", "7", "--out", "seven", "--format", "json"]].concat());
    let sheet = json(&told.out)["sheet"].as_str().unwrap().to_owned();
    for key in ["keys/approver-a.pem", "keys/approver-b.pem"] {
        let approve = ["approve", "--bundle", "seven", "--root", "root.json", "--now", NOW, "--key", key];
        assert_eq!(code(&tellerside(&folder, &[&approve[..], &["--yes", &sheet]].concat())), "");
    }
    folder
}

#[test]
fn a_release_is_signed_and_approved_elsewhere() {
    let folder = pilot("elsewhere");
    let run = |arguments: &[&str]| {
        let done = tellerside(&folder, arguments);
        assert_eq!(code(&done), "", "{arguments:?}");
        done.out
    };
    // As a signer elsewhere would: it has the bytes and its key, and nothing else.
    let signed = |key: &str| {
        let key = signing_key(&folder.join("keys").join(format!("{key}.pem")));
        fs::write(folder.join("signature"), key.sign(&fs::read(folder.join("pae.bin")).unwrap())).unwrap();
    };
    let release = ["release", "--source", SAMPLE, "--root", "root.json", "--version", "8"];
    let told = run(&[&release[..], &["--pae-out", "pae.bin", "--issued", "2026-11-23T09:30:00.7-05:00"]].concat());
    let pae = fs::read(folder.join("pae.bin")).unwrap();
    assert!(pae.starts_with(b"DSSEv1 28 application/vnd.in-toto+json "));
    assert!(told.contains(&sha256(&pae).to_string()), "for a signer that takes a digest: {told}");
    assert!(told.contains("`--issued 2026-11-23T14:30:00Z`"), "what the second step must repeat: {told}");
    let told = run(&[&release[..], &["--pae-out", "pae.bin", "--issued", NOW, "--format", "json"]].concat());
    assert_eq!(json(&told)["repeat"], serde_json::json!(["--issued", "2026-11-23T14:30:00Z"]));
    assert_eq!(json(&told)["sha256"], sha256(&pae).to_string());
    signed("vendor");
    let take =
        ["--signature-in", "signature", "--public-key", "keys/vendor.pub.pem", "--issued", "2026-11-23T14:30:00Z"];
    run(&[&release[..], &take, &["--out", "elsewhere.tsb.json"]].concat());
    let here = ["--key", "keys/vendor.pem", "--issued", "2026-11-23T14:30:00Z", "--out", "here.tsb.json"];
    run(&[&release[..], &here].concat());
    let bundle = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(bundle("elsewhere.tsb.json"), bundle("here.tsb.json"), "the same bytes as with the key here");

    let approve = ["approve", "--bundle", "elsewhere.tsb.json", "--root", "root.json", "--now", NOW];
    let asked = tellerside(&folder, &[&approve[..], &["--pae-out", "pae.bin"]].concat());
    assert_eq!(asked.code, 2, "what is to be signed elsewhere is agreed to here: {}", asked.err);
    let sheet = asked.err.split("--yes ").nth(1).unwrap()[..64].to_owned();
    for key in ["approver-a", "approver-b"] {
        let told = run(&[&approve[..], &["--yes", &sheet, "--pae-out", "pae.bin"]].concat());
        assert!(told.contains("Link your savings as a backup for checking"), "an approver sees it: {told}");
        signed(key);
        let public = format!("keys/{key}.pub.pem");
        run(&[&approve[..], &["--signature-in", "signature", "--public-key", &public]].concat());
    }
    run(&["verify", "elsewhere.tsb.json", "--root", "root.json", "--now", NOW]);
}

#[test]
fn a_signature_over_anything_else_is_refused_and_nothing_written() {
    let folder = pilot("refused");
    let vendor = signing_key(&folder.join("keys/vendor.pem"));
    let other = signing_key(&folder.join("keys/approver-a.pem"));
    let release = ["release", "--source", SAMPLE, "--version", "8", "--issued", "2026-11-23T14:30:00Z"];
    assert_eq!(code(&tellerside(&folder, &[&release[..], &["--pae-out", "pae"]].concat())), "");
    let pae = fs::read(folder.join("pae")).unwrap();
    let payload = pae[pae.iter().position(|byte| *byte == b'{').unwrap()..].to_vec();
    let good = vendor.sign(&pae);
    let given = ["--signature-in", "signature", "--public-key", "keys/vendor.pub.pem"];
    let by_other = ["--signature-in", "signature", "--public-key", "keys/approver-a.pub.pem"];
    let version_9 = ["release", "--source", SAMPLE, "--version", "9", "--issued", "2026-11-23T14:30:00Z"];
    let later = ["release", "--source", SAMPLE, "--version", "8", "--issued", "2026-11-23T14:30:01Z"];
    let undated = ["release", "--source", SAMPLE, "--version", "8"];
    let digest = sha256(&pae);
    for (command, signer, signature, ends, because) in [
        (&release, &given[..], good.clone(), (0, ""), "as it should be"),
        (&version_9, &given, good.clone(), (1, "SIGNATURE_INVALID"), "another version"),
        (&later, &given, good.clone(), (1, "SIGNATURE_INVALID"), "another moment"),
        (&release, &given, other.sign(&pae), (1, "SIGNATURE_INVALID"), "another key"),
        (&release, &by_other, good.clone(), (1, "SIGNATURE_INVALID"), "under another key's name"),
        (&release, &given, vendor.sign(&payload), (1, "SIGNATURE_INVALID"), "over the statement alone"),
        (&release, &given, vendor.sign(digest.as_bytes()), (1, "SIGNATURE_INVALID"), "over the digest"),
        (&release, &given, good[..63].to_vec(), (1, "SIGNATURE_INVALID"), "cut short"),
        (&release, &given, Vec::new(), (1, "SIGNATURE_INVALID"), "nothing"),
    ] {
        fs::write(folder.join("signature"), signature).unwrap();
        let done = tellerside(&folder, &[&command[..], signer, &["--out", "out.tsb.json"]].concat());
        assert_eq!((done.code, code(&done)), ends, "{because}");
        assert_eq!(folder.join("out.tsb.json").exists(), done.code == 0, "{because}");
        let _ = fs::remove_file(folder.join("out.tsb.json"));
    }
    fs::write(folder.join("signature"), vendor.sign(digest.as_bytes())).unwrap();
    let said = tellerside(&folder, &[&release[..], &given, &["--out", "out.tsb.json"]].concat()).err;
    assert!(said.contains("the signer was given the digest and hashed it again"), "{said}");

    fs::write(folder.join("signature"), other.sign(&pae)).unwrap();
    let rooted = [&release[..], &by_other, &["--root", "root.json", "--out", "out.tsb.json"]].concat();
    let key = ["--key", "keys/vendor.pem"];
    for (arguments, ends, because) in [
        (rooted, (1, "NOT_A_VENDOR"), "a key of another role"),
        ([&undated[..], &given, &["--out", "x"]].concat(), (2, "USAGE"), "a moment that nobody knows any more"),
    ] {
        let done = tellerside(&folder, &arguments);
        assert_eq!((done.code, code(&done)), ends, "{because}");
    }
    for (signer, because) in [
        (&[][..], "nobody signs"),
        (&["--signature-in", "signature"][..], "by whom?"),
        (&["--public-key", "keys/vendor.pub.pem"][..], "a key and no signature"),
        (&["--pae-out", "pae2", "--passphrase-file", "pass"][..], "a passphrase for no key"),
        (&[&key[..], &given].concat()[..], "a key and a signature"),
        (&[&key[..], &["--pae-out", "pae2"]].concat()[..], "a key and a signer elsewhere"),
    ] {
        let done = tellerside(&folder, &[&release[..], signer, &["--out", "out.tsb.json"]].concat());
        assert_eq!(done.code, 2, "{because}: {}", done.err);
        assert!(!folder.join("out.tsb.json").exists() && !folder.join("pae2").exists(), "{because}");
    }
}

#[test]
fn only_an_approvers_signature_over_this_sheet_is_an_approval() {
    let folder = pilot("approval");
    let approve = |bundle: &str, more: &[&str]| {
        let call = ["approve", "--bundle", bundle, "--root", "root.json", "--now", NOW];
        tellerside(&folder, &[&call[..], more].concat())
    };
    let unapproved = "bundles/unapproved.tsb.json";
    let asked = approve(unapproved, &["--pae-out", "pae"]);
    let sheet = asked.err.split("--yes ").nth(1).unwrap()[..64].to_owned();
    assert!(!folder.join("pae").exists(), "nothing to sign is made that nobody agreed to");
    assert_eq!(code(&approve(unapproved, &["--pae-out", "pae", "--yes", &sheet])), "");
    let pae = fs::read(folder.join("pae")).unwrap();
    let zeros = "0".repeat(64);
    for (key, bundle, more, ends, because) in [
        ("approver-a", unapproved, &[][..], (0, ""), "as it should be"),
        ("approver-b", unapproved, &["--yes", &sheet][..], (0, ""), "agreed to as well"),
        ("approver-b", unapproved, &["--yes", &zeros][..], (1, "NOT_AGREED"), "another sheet was agreed to"),
        ("vendor", unapproved, &[][..], (1, "NOT_AN_APPROVER"), "the vendor approves nothing"),
        ("root", unapproved, &[][..], (1, "NOT_AN_APPROVER"), "nor does whoever signs the next root"),
    ] {
        let signature = signing_key(&folder.join("keys").join(format!("{key}.pem"))).sign(&pae);
        fs::write(folder.join("signature"), signature).unwrap();
        let public = format!("keys/{key}.pub.pem");
        let signer = ["--signature-in", "signature", "--public-key", &public, "--out", "out.tsb.json"];
        let done = approve(bundle, &[&signer[..], more].concat());
        assert_eq!((done.code, code(&done)), ends, "{because}");
        assert_eq!(folder.join("out.tsb.json").exists(), done.code == 0, "{because}");
        let _ = fs::remove_file(folder.join("out.tsb.json"));
    }
    // The same signature is none over another sheet.
    let signature = signing_key(&folder.join("keys/approver-a.pem")).sign(&pae);
    fs::write(folder.join("signature"), signature).unwrap();
    let release = ["release", "--source", SAMPLE, "--key", "keys/vendor.pem", "--issued", "2026-11-23T14:29:59Z"];
    assert_eq!(code(&tellerside(&folder, &[&release[..], &["--version", "9", "--out", "nine.tsb.json"]].concat())), "");
    let before = fs::read(folder.join("nine.tsb.json")).unwrap();
    let signer = ["--signature-in", "signature", "--public-key", "keys/approver-a.pub.pem"];
    assert_eq!(code(&approve("nine.tsb.json", &signer)), "SIGNATURE_INVALID");
    assert_eq!(fs::read(folder.join("nine.tsb.json")).unwrap(), before);
}

#[test]
fn a_sheet_that_rejects_a_campaign_waits_for_its_signature() {
    let folder = approved("rejecting");
    let before = fs::read_to_string(folder.join("seven/sheet.json")).unwrap();
    let campaigns = before.matches("\"verdict\":\"approved\"").count();
    // Yes to policy and catalogue, no to the first campaign, yes to the others, and yes to the new sheet.
    let judged = (0..campaigns).map(|n| ("h hold] ", if n == 0 { "n" } else { "y" }));
    let answers: Vec<_> = [("[y/n] ", "y"); 2].into_iter().chain(judged).chain([("[y/n] ", "y")]).collect();
    let command = format!("approve --bundle seven --root root.json --now {NOW} --out changed --pae-out pae");
    let Some((ended, said)) = on_terminal(&folder, &command, &answers) else { return };
    assert_eq!(ended, 0, "{said}");
    assert!(said.contains("`--bundle changed`"), "where the next step finds it: {said}");
    let changed = fs::read_to_string(folder.join("changed/sheet.json")).unwrap();
    assert_eq!(changed.matches("\"verdict\":\"rejected\"").count(), 1);
    assert_eq!(fs::read_dir(folder.join("changed/approvals")).unwrap().count(), 0);
    assert_eq!(fs::read_to_string(folder.join("seven/sheet.json")).unwrap(), before);
    let key = signing_key(&folder.join("keys/approver-b.pem"));
    fs::write(folder.join("signature"), key.sign(&fs::read(folder.join("pae")).unwrap())).unwrap();
    let take = ["--signature-in", "signature", "--public-key", "keys/approver-b.pub.pem"];
    let call = |bundle| [&["approve", "--bundle", bundle, "--root", "root.json", "--now", NOW][..], &take].concat();
    assert_eq!(code(&tellerside(&folder, &call("seven"))), "SIGNATURE_INVALID", "the old sheet is another one");
    let done = tellerside(&folder, &call("changed"));
    assert_eq!(code(&done), "");
    assert!(done.out.ends_with("approvals of this sheet now: 1 of the 2 that it needs\n"), "{}", done.out);
}

#[test]
fn an_unchanged_release_is_dated_anew_without_the_bank() {
    let folder = approved("renewed");
    let renew = |more: &[&str]| {
        tellerside(&folder, &[&["renew", "--bundle", "seven", "--root", "root.json"][..], more].concat())
    };
    let (key, eight) = (["--key", "keys/vendor.pem"], ["--version", "8"]);
    let expired = ["verify", "seven", "--root", "root.json", "--now", "2027-01-11T00:00:00Z"];
    assert_eq!(code(&tellerside(&folder, &expired)), "EXPIRED");
    let january = ["--issued", "2027-01-10T00:00:00Z"];
    let done = renew(&[&eight[..], &january, &key, &["--out", "eight", "--format", "json"]].concat());
    assert_eq!(code(&done), "");
    assert_eq!(json(&done.out)["expires"], "2027-01-24T00:00:00Z", "as long as before");
    let verify = ["verify", "eight", "--root", "root.json", "--now", "2027-01-23T23:59:59Z", "--format", "json"];
    let verified = json(&tellerside(&folder, &verify).out);
    assert_eq!((verified["version"].as_u64(), verified["approvers"].as_array().unwrap().len()), (Some(8), 2));
    for file in ["index.json", "sheet.json"] {
        let read = |bundle: &str| fs::read(folder.join(bundle).join(file)).unwrap();
        assert_eq!(read("seven"), read("eight"), "{file}");
    }

    // By a signer elsewhere.
    let elsewhere = ["--version", "9", "--days", "3"];
    let told = renew(&[&elsewhere[..], &january, &["--pae-out", "pae"]].concat());
    assert!(told.out.contains("`--issued 2027-01-10T00:00:00Z`"), "{}{}", told.out, told.err);
    let signature = signing_key(&folder.join("keys/vendor.pem")).sign(&fs::read(folder.join("pae")).unwrap());
    fs::write(folder.join("signature"), signature).unwrap();
    let take = ["--signature-in", "signature", "--public-key", "keys/vendor.pub.pem", "--out", "nine.tsb.json"];
    assert_eq!(code(&renew(&[&elsewhere[..], &january, &take].concat())), "");
    let verify = ["verify", "nine.tsb.json", "--root", "root.json", "--now", "2027-01-13T00:00:00Z"];
    assert_eq!(code(&tellerside(&folder, &verify)), "EXPIRED");

    let refused = |arguments: &[&str], ends: (i32, &str), because: &str| {
        let done = renew(&[arguments, &["--out", "refused.tsb.json"]].concat());
        assert_eq!((done.code, code(&done)), ends, "{because}");
        assert!(!folder.join("refused.tsb.json").exists(), "{because}");
        done.err
    };
    let with = |more: &[&'static str]| [&key[..], more].concat();
    for (more, ends, because) in [
        (["--version", "7", "--issued", "2027-01-10T00:00:00Z", "--days", "1"], (1, "VERSION_NOT_HIGHER"), "the same"),
        (
            ["--version", "6", "--issued", "2027-01-10T00:00:00Z", "--days", "1"],
            (1, "VERSION_NOT_HIGHER"),
            "a lower one",
        ),
        (["--version", "8", "--issued", "2026-11-23T14:30:00Z", "--days", "91"], (1, "LIFETIME_TOO_LONG"), "the root"),
        (["--version", "8", "--issued", "2026-11-23T14:29:59Z", "--days", "1"], (1, "SHEET_NOT_YET_VALID"), "too soon"),
        (["--version", "8", "--issued", "2027-01-10T00:00:00Z", "--days", "43"], (1, "SHEET_ENDS"), "a day too long"),
        (["--version", "8", "--issued", "2028-01-10T00:00:00Z", "--days", "1"], (1, "ROOT_EXPIRED"), "all is over"),
    ] {
        refused(&with(&more), ends, because);
    }
    let said =
        refused(&with(&["--version", "8", "--issued", "2027-02-15T00:00:00Z"]), (1, "SHEET_ENDS"), "the last days");
    assert!(said.contains("the sheet holds until 2027-02-21T14:30:00Z"), "{said}");
    assert!(said.contains("6 whole days are left") && said.contains("`--days`"), "{said}");
    let mended = ["--version", "8", "--issued", "2027-02-15T00:00:00Z", "--days", "6", "--out", "mended.tsb.json"];
    assert_eq!(code(&renew(&[&key[..], &mended].concat())), "");
    let approver = ["--key", "keys/approver-a.pem", "--version", "8", "--issued", "2027-01-10T00:00:00Z"];
    refused(&approver, (1, "NOT_A_VENDOR"), "an approver releases nothing");
    assert_eq!(renew(&[&with(&["--version", "8", "--days", "0"])[..], &["--out", "x"]].concat()).code, 2);
}

#[test]
fn what_does_not_hold_is_not_renewed() {
    let folder = pilot("unrenewed");
    for (bundle, expected, because) in [
        ("bundles/expired", "", "what has expired is what renewing is for"),
        ("bundles/unapproved", "APPROVALS_MISSING", "nobody approved it"),
        ("bundles/one-approver", "APPROVALS_MISSING", "one approver is not two"),
        ("bundles/edited-after-approval", "SHEET_MISMATCH", "the approvals are for another release"),
        ("bundles/one-byte-changed", "DIGEST_MISMATCH", "a byte is another one"),
    ] {
        let bundle = format!("{bundle}.tsb.json");
        let renew = ["renew", "--bundle", &bundle, "--root", "root.json", "--version", "99", "--issued", NOW];
        for signer in [["--key", "keys/vendor.pem", "--out", "out.tsb.json"], ["--pae-out", "pae", "--days", "1"]] {
            let done = tellerside(&folder, &[&renew[..], &signer].concat());
            assert_eq!(code(&done), expected, "{because}");
            let made = folder.join("out.tsb.json").exists() || folder.join("pae").exists();
            assert_eq!(made, expected.is_empty(), "{because}");
            for file in ["out.tsb.json", "pae"] {
                let _ = fs::remove_file(folder.join(file));
            }
        }
    }
}
