//! `tellerside audit`: what a privacy reviewer reads of a release that nobody may have approved.

use std::fs;
use std::path::Path;

use super::cli::{NOW, json, pilot, tellerside};

/// What `audit` prints of `bundle` below the line of `campaign`, which it starts with.
fn told(folder: &Path, bundle: &str, more: &[&str], campaign: &str) -> String {
    let done = tellerside(folder, &[&["audit", bundle, "--root", "root.json", "--now", NOW], more].concat());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let mut lines = done.out.lines().skip_while(|line| !line.starts_with(&format!("  {campaign}: ")));
    let first = lines.next().unwrap();
    [first].into_iter().chain(lines.take_while(|line| line.starts_with("    "))).collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_is_called_approved_that_nobody_approved() {
    let folder = pilot("audit-standing");
    fs::write(folder.join("deny.json"), r#"{"deny":["everyday-card"],"floor":1,"policy":1}"#).unwrap();
    for (bundle, more, campaign, standing, because) in [
        ("bundle.tsb.json", &[][..], "everyday-card", "approved, signed off", "by both"),
        (
            "bundles/unapproved.tsb.json",
            &[],
            "everyday-card",
            "proposed as approved; the sheet lacks approvals",
            "by nobody",
        ),
        (
            "bundles/one-approver.tsb.json",
            &[],
            "everyday-card",
            "proposed as approved; the sheet lacks approvals",
            "by one of two",
        ),
        (
            "bundle.tsb.json",
            &["--policy", "deny.json"],
            "everyday-card",
            "denied by the page's policy: it does not run",
            "by the page",
        ),
        ("bundle.tsb.json", &["--policy", "deny.json"], "p2p-resume", "approved, signed off", "another is denied"),
    ] {
        let told = told(&folder, bundle, more, campaign);
        let first = told.lines().next().unwrap();
        assert!(first.ends_with(&format!("({standing})")), "{because}: {first}");
    }
}

#[test]
fn every_line_of_a_campaign_says_what_it_is_of() {
    let folder = pilot("audit-lines");
    for (campaign, line, because) in [
        ("everyday-card", "leads  /products/everyday-card in en-US", "the campaign's own words"),
        ("everyday-card", "leads  /products/everyday-card in en-US, variant west", "those of a variant"),
        ("everyday-card", "offer  CC-2026 in es-US, variant west", "those of a variant"),
        ("overdraft-protection", "tells  od-low, each month, with nothing beside", "a notice without values"),
        ("savings-growth", "tells  refund-landed, once, with ev.tax_refund.amt beside", "a notice with one"),
    ] {
        let told = told(&folder, "bundle.tsb.json", &[], campaign);
        let found = told.lines().filter(|told| told.trim() == line).count();
        assert_eq!(found, 1, "{because}: {told}");
    }
}

#[test]
fn a_file_in_the_wrong_place_says_where_it_belongs() {
    let folder = pilot("audit-files");
    fs::write(folder.join("module.wasm"), b"\0asm\x01\0\0\0").unwrap();
    fs::write(folder.join("picture.png"), b"\x89PNG\r\n").unwrap();
    for (bundle, root, code, help, because) in [
        ("module.wasm", "root.json", "USAGE", "name the bundle here, and the module with `--module`", "a module"),
        ("picture.png", "root.json", "FILE", "give a text in UTF-8", "no text"),
        ("nowhere.json", "root.json", "FILE", "look whether the name is right", "no file"),
        ("bundle.tsb.json", "keys", "FILE", "name a file, this is a folder", "a folder"),
    ] {
        let call = ["audit", bundle, "--root", root, "--now", NOW];
        let done = tellerside(&folder, &call);
        assert_eq!(done.code, 2, "{because}: {}", done.err);
        assert!(done.err.starts_with(&format!("error[{code}]: ")), "{because}: {}", done.err);
        assert!(done.err.contains(&format!("\n  help: {help}")), "{because}: {}", done.err);
        let as_json = tellerside(&folder, &[&call[..], &["--format", "json"]].concat());
        assert!(json(&as_json.err)["help"].as_str().unwrap().starts_with(help), "{because}: {}", as_json.err);
    }
    let call = ["audit", "bundle.tsb.json", "--root", "root.json", "--now", NOW, "--module", "module.wasm"];
    let done = tellerside(&folder, &call);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "in its place it is told");
    assert!(done.out.contains("\nmodule module.wasm, 8 bytes, SHA-256 "), "{}", done.out);
}
