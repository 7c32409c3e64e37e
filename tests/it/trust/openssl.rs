//! The commands of FORMAT.md, run as they stand there: a stranger with openssl verifies a bundle, and an approver signs one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::bank::{ann, approved_by, bob, code, eve, good, root_draft, stranger, unapproved, verified};
use tellerside::author::folder;
use tellerside::bundle::passphrase::Passphrase;
use tellerside::bundle::signature::{KeyError, SigningKey};
use tellerside::bundle::statement;

const FORMAT: &str = include_str!("../../../src/bundle/FORMAT.md");

/// The shell commands under the heading of FORMAT.md that starts with `heading`.
fn commands(heading: &str) -> String {
    let (_, section) = FORMAT.split_once(&format!("\n## {heading}")).unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    block.split_once("```").unwrap().0.into()
}

/// Whether the commands succeed in `folder`, and what they print.
fn run(folder: &Path, commands: &str) -> (bool, String) {
    let output = Command::new("sh").args(["-eu", "-c", commands]).current_dir(folder).output().unwrap();
    (
        output.status.success(),
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
    )
}

/// Whether openssl 3 or later is there; a skip is told.
fn has_openssl() -> bool {
    let version = Command::new("openssl").arg("version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let recent = version.strip_prefix("OpenSSL ").is_some_and(|v| v.starts_with(['3', '4']));
    if !recent {
        println!("SKIPPED: openssl 3 or later is not here (found `{}`)", version.trim());
    }
    recent
}

fn fresh_folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tellerside-openssl-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("root.json"), root_draft().write().unwrap()).unwrap();
    folder
}

#[test]
fn a_stranger_verifies_a_release_and_its_approvals() {
    if !has_openssl() {
        return;
    }
    let folder = fresh_folder("verify");
    let commands = commands("Verify a folder");
    folder::write(&folder, &approved_by(good(), &[eve()])).unwrap();
    let (verified, said) = run(&folder, &commands);
    assert!(verified, "{said}");
    // The release, two approvals by P-256 and one by Ed25519.
    let count = |word: &str| said.matches(word).count();
    assert_eq!((count("Signature Verified Successfully"), count("Verified OK")), (2, 2), "{said}");

    for (file, from, to) in [
        ("sheet.json", "approved", "rejected"),
        ("index.json", "\"index\":1", "\"index\":2"),
        ("release.dsse.json", "\"sig\":\"", "\"sig\":\"AAAA"),
    ] {
        folder::write(&folder, &good()).unwrap();
        let text = fs::read_to_string(folder.join(file)).unwrap();
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
        let (verified, said) = run(&folder, &commands);
        assert!(!verified, "{file}: {said}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_openssl_approves_is_accepted() {
    if !has_openssl() {
        return;
    }
    let approve = |name: &str, key: &SigningKey, heading: &str| {
        let folder = fresh_folder(name);
        folder::write(&folder, &approved_by(unapproved(), &[ann()])).unwrap();
        fs::write(folder.join("approver.pem"), key.to_pem().unwrap().as_bytes()).unwrap();
        let (signed, said) = run(&folder, &commands(heading));
        assert!(signed, "{said}");
        let transport = folder::read(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        (code(&verified(&transport)), transport.approvals.len())
    };
    assert_eq!(approve("p256", &bob(), "Approve with openssl"), ("", 2));
    let ed25519 = "Approve with openssl";
    let swapped = commands(ed25519).replace(
        "openssl dgst -sha256 -sign approver.pem -out approval.sig pae.bin",
        "openssl pkeyutl -sign -rawin -inkey approver.pem -in pae.bin -out approval.sig",
    );
    assert_ne!(swapped, commands(ed25519), "the other algorithm has its own command");
    let folder = fresh_folder("ed25519");
    folder::write(&folder, &approved_by(unapproved(), &[ann()])).unwrap();
    fs::write(folder.join("approver.pem"), eve().to_pem().unwrap().as_bytes()).unwrap();
    let (signed, said) = run(&folder, &swapped);
    assert!(signed, "{said}");
    assert_eq!(code(&verified(&folder::read(&folder).unwrap())), "");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_openssl_signs_elsewhere_is_taken_back() {
    if !has_openssl() {
        return;
    }
    let written = commands("Approve with a key elsewhere");
    let (ask, rest) =
        written.split_once("openssl dgst -sha256 -sign approver.pem -out approval.sig pae.bin\n").unwrap();
    // The command under test, at a good time.
    let binary = env!("CARGO_BIN_EXE_tellerside");
    let shell = format!("tellerside() {{ '{binary}' \"$@\" --now 2026-11-23T09:30:00-05:00; }}\n");
    let p256 = "openssl dgst -sha256 -sign approver.pem -out approval.sig pae.bin";
    let ed25519 = "openssl pkeyutl -sign -rawin -inkey approver.pem -in pae.bin -out approval.sig";
    let digest = "openssl dgst -sha256 -binary -out digest.bin pae.bin
        openssl pkeyutl -sign -inkey approver.pem -in digest.bin -out approval.sig";
    let base64 = format!("{p256}\nopenssl base64 -in approval.sig -out text\nmv text approval.sig");
    // Both numbers of the DER, in hexadecimal and of 32 bytes each, one after the other.
    let raw = format!(
        "{p256}
        openssl asn1parse -inform DER -in approval.sig | sed -n 's/.*INTEGER *://p' | while read number; do
          for byte in $(printf '%64s' \"$number\" | tr ' ' 0 | sed 's/../0x& /g'); do
            printf \"\\\\$(printf %03o \"$byte\")\"
          done
        done > raw
        test $(wc -c < raw) = 64
        mv raw approval.sig"
    );
    let twice = "openssl dgst -sha256 -binary -out digest.bin pae.bin
        openssl dgst -sha256 -sign approver.pem -out approval.sig digest.bin";
    for (key, sign, refused, because) in [
        (bob(), p256, "", "P-256 in DER"),
        (bob(), digest, "", "P-256 by a signer that takes a digest"),
        (bob(), &base64, "", "in base64"),
        (bob(), &raw, "", "r and s, as PKCS#11 and WebCrypto give them"),
        (eve(), ed25519, "", "Ed25519"),
        (bob(), twice, "error[SIGNATURE_INVALID]: ", "a digest that was hashed again"),
        (stranger(), ed25519, "error[NOT_AN_APPROVER]: ", "a key that the root does not have"),
    ] {
        let folder = fresh_folder("elsewhere");
        let before = approved_by(unapproved(), &[ann()]);
        folder::write(&folder, &before).unwrap();
        fs::write(folder.join("approver.pem"), key.to_pem().unwrap().as_bytes()).unwrap();
        let (signed, said) = run(&folder, &format!("{shell}{ask}{sign}\n{rest}"));
        assert_eq!(signed, refused.is_empty(), "{because}: {said}");
        assert!(said.contains(refused), "{because}: {said}");
        let after = folder::read(&folder).unwrap();
        if signed {
            assert_eq!((code(&verified(&after)), after.approvals.len()), ("", 2), "{because}");
        } else {
            assert_eq!(after, before, "{because}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}

#[test]
fn keys_are_read_and_written_as_openssl_does() {
    if !has_openssl() {
        return;
    }
    let folder = fresh_folder("keys");
    for (name, options) in
        [("ed25519", "-algorithm ed25519"), ("p256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256")]
    {
        let (made, said) = run(&folder, &format!("openssl genpkey {options} -out {name}.pem"));
        assert!(made, "{said}");
        let key = SigningKey::from_pem(&fs::read_to_string(folder.join(format!("{name}.pem"))).unwrap()).unwrap();
        fs::write(folder.join("own.pem"), key.to_pem().unwrap().as_bytes()).unwrap();
        let (_, theirs) = run(&folder, &format!("openssl pkey -in {name}.pem -pubout"));
        let (_, ours) = run(&folder, "openssl pkey -in own.pem -pubout");
        assert_eq!(
            (theirs.as_str(), ours.as_str()),
            (key.public().to_pem().unwrap().as_str(), theirs.as_str()),
            "{name}"
        );
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// What is signed for the root that follows the example.
fn root_statement() -> String {
    let mut next = root_draft();
    next.version = 2;
    let digest = tellerside::bundle::digest::sha256(next.write().unwrap().as_bytes());
    String::from_utf8(statement::write_root(&super::bank::audience(), digest)).unwrap()
}

#[test]
fn encrypted_keys_are_read_and_written_as_openssl_does() {
    if !has_openssl() {
        return;
    }
    let folder = fresh_folder("encrypted");
    let passphrase = |text: &str| Passphrase::new(text.to_owned().into()).unwrap();
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    for options in ["-algorithm ed25519", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"] {
        let (made, said) = run(&folder, &format!("openssl genpkey {options} -out plain.pem"));
        assert!(made, "{said}");
        let public = SigningKey::from_pem(&read("plain.pem")).unwrap().public().to_pem().unwrap();
        for (command, expected, because) in [
            ("openssl pkcs8 -topk8 -in plain.pem", Ok(()), "as openssl does it unasked"),
            (
                "openssl pkcs8 -topk8 -v2 aes-128-cbc -v2prf hmacWithSHA512 -iter 9999 -in plain.pem",
                Ok(()),
                "by SHA-512",
            ),
            ("openssl pkcs8 -topk8 -scrypt -in plain.pem", Ok(()), "by scrypt"),
            ("openssl pkey -aes256 -in plain.pem", Ok(()), "as `openssl genpkey -aes256` writes it"),
            (
                "openssl pkcs8 -topk8 -v2 des3 -in plain.pem",
                Err(KeyError::UnsupportedEncryption),
                "a cipher of old tools",
            ),
            (
                "openssl pkcs8 -topk8 -v2prf hmacWithSHA1 -in plain.pem",
                Err(KeyError::UnsupportedEncryption),
                "a digest of old tools",
            ),
            (
                "openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in plain.pem",
                Err(KeyError::UnsupportedEncryption),
                "the scheme of old tools",
            ),
        ] {
            let (made, said) = run(&folder, &format!("{command} -out theirs.pem -passout pass:open"));
            assert!(made, "{because}: {said}");
            let opened = SigningKey::from_encrypted_pem(&read("theirs.pem"), &passphrase("open"));
            let opened = opened.map(|key| key.public().to_pem().unwrap());
            assert_eq!(opened, expected.map(|()| public.clone()), "{because}");
        }
        let (made, said) = run(&folder, &format!("openssl genpkey -aes256 {options} -out new.pem -pass pass:open"));
        assert!(made, "{said}");
        let theirs = SigningKey::from_encrypted_pem(&read("new.pem"), &passphrase("open")).unwrap();
        let ours = theirs.to_encrypted_pem(&passphrase("sésamo"), [3; 32]).unwrap();
        fs::write(folder.join("ours.pem"), ours.as_bytes()).unwrap();
        let (opened, said) = run(&folder, "openssl pkey -in ours.pem -pubout -passin pass:sésamo");
        assert_eq!((opened, said), (true, theirs.public().to_pem().unwrap()), "{options}");
        let (opened, _) = run(&folder, "openssl pkey -in ours.pem -pubout -passin pass:sesamo");
        assert!(!opened, "{options}: another passphrase");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_examples_of_the_format_are_exact() {
    let (transport, sheet) = (good(), tellerside::bundle::digest::sha256(good().sheet.as_bytes()));
    let approval = statement::write_approval(&super::bank::audience(), sheet);
    for (name, text) in [
        ("release", String::from_utf8(transport.release.payload).unwrap()),
        ("approval", String::from_utf8(approval).unwrap()),
        ("index", transport.index),
        ("sheet", transport.sheet),
        ("root", root_draft().write().unwrap()),
        ("statement of a root", root_statement()),
    ] {
        assert!(FORMAT.lines().any(|line| line == text), "FORMAT.md shows this {name}:\n{text}");
    }
}
