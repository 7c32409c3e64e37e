//! The good and the hostile bundles of `tests/bundles`: by the engine, by the command line, and by the second verifier alike.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;
use tellerside::activate::activate;
use tellerside::author::approve;
use tellerside::bundle::{PagePolicy, Transport, TrustRoot};
use tellerside::compile::Program;
use tellerside::decide::decide;
use tellerside::review::Opened;
use tellerside::time::Moment;
use tellerside::wire;

mod mutants;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    #[expect(dead_code, reason = "for readers of the case")]
    attack: String,
    because: String,
    decide_at: Option<String>,
    expect: String,
    now: String,
    #[serde(default)]
    padded: std::collections::BTreeMap<String, usize>,
    #[expect(dead_code, reason = "for readers of the case")]
    residual: Option<String>,
    status: Option<String>,
}

/// What a page is given.
#[derive(Debug, Clone)]
struct Given {
    bundle: String,
    root: String,
    roots: Option<String>,
    policy: Option<String>,
    now: String,
}

struct Case {
    folder: PathBuf,
    about: About,
    given: Given,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bundles")
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for kind in ["good", "hostile"] {
        for entry in fs::read_dir(root().join(kind)).unwrap() {
            cases.push(case(entry.unwrap().path()));
        }
    }
    cases.sort_by(|a, b| a.folder.cmp(&b.folder));
    cases
}

fn case(folder: PathBuf) -> Case {
    let about: About = serde_json::from_str(&fs::read_to_string(folder.join("case.json")).unwrap()).unwrap();
    let read = |name: &str| {
        let mut text = fs::read_to_string(folder.join(name)).ok()?;
        let length = about.padded.get(name).copied().unwrap_or(0);
        text.push_str(&" ".repeat(length.saturating_sub(text.len())));
        Some(text)
    };
    let given = Given {
        bundle: read("bundle.tsb.json").unwrap(),
        root: read("root.json").unwrap(),
        roots: read("roots.json"),
        policy: read("policy.json"),
        now: about.now.clone(),
    };
    Case { folder, about, given }
}

/// The program of what is `given`, or the code of its refusal.
fn activated(given: &Given) -> Result<Program, &'static str> {
    let pinned = TrustRoot::read(&given.root).map_err(|error| error.code())?;
    let newest = given.roots.as_ref().map_or(Ok(pinned.clone()), |chain| pinned.follow(chain));
    let newest = newest.map_err(|error| error.code())?;
    let page = given.policy.as_ref().map_or(Ok(PagePolicy::SILENT), |text| PagePolicy::read(text));
    let page = page.map_err(|_| "MALFORMED")?;
    activate(&given.bundle, &newest, &page, Moment::parse(&given.now).unwrap()).map_err(|error| error.code())
}

fn code(given: &Given) -> &'static str {
    activated(given).err().unwrap_or("ok")
}

/// The statuses of a decision on an empty vector at `now`.
fn statuses(program: &Program, now: &str) -> Vec<&'static str> {
    let request = format!(
        concat!(
            r#"{{"features":{{"as_of":"2026-11-19","currency":"USD","features":{{}},"vector":1}},"locales":["en-US"],"now":"{}","page":"home","#,
            r#""slots":["hero"],"storage":"durable","visit":"own_session"}}"#
        ),
        now
    );
    let (request, history) = wire::request::read(&request, program.catalogue()).unwrap();
    decide(program, &request, &history).statuses.iter().map(|status| status.word()).collect()
}

#[test]
fn every_case_ends_as_it_says() {
    let cases = cases();
    let mut accepted = 0;
    for Case { folder, about, given } in &cases {
        let told = format!("{}: {}", folder.display(), about.because);
        let program = activated(given);
        assert_eq!(program.as_ref().err().copied().unwrap_or("ok"), about.expect, "{told}");
        if let (Ok(program), Some(status)) = (program, &about.status) {
            let at = about.decide_at.as_ref().unwrap();
            assert!(statuses(&program, at).contains(&status.as_str()), "{told}");
        }
        accepted += usize::from(about.expect == "ok");
    }
    println!("{} cases, of which {accepted} are accepted", cases.len());
    assert!(cases.iter().filter(|case| case.about.expect != "ok").count() >= 60);
}

#[test]
fn a_text_with_a_twin_that_looks_alike_is_signed_by_no_command() {
    for name in ["text-not-nfc", "text-not-nfc-singleton", "text-not-nfc-hangul"] {
        let transport = Transport::read(&case(root().join("hostile").join(name)).given.bundle).unwrap();
        let refused = approve::statement(&transport).unwrap_err();
        assert_eq!(refused.code(), "TEXT_NOT_COMPOSED", "{name}: {refused}");
    }
}

#[test]
fn the_command_line_says_the_same() {
    for Case { folder, about, .. } in cases().iter().filter(|case| case.about.padded.is_empty()) {
        let mut verify = Command::new(env!("CARGO_BIN_EXE_tellerside"));
        verify.args(["--format", "json", "verify", "bundle.tsb.json", "--root", "root.json", "--now", &about.now]);
        for (name, option) in [("roots.json", "--roots"), ("policy.json", "--policy")] {
            if folder.join(name).exists() {
                verify.args([option, name]);
            }
        }
        let output = verify.current_dir(folder).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let code = match output.status.code() {
            Some(0) => "ok".to_owned(),
            _ => serde_json::from_str::<serde_json::Value>(&told).unwrap()["code"].as_str().unwrap().to_owned(),
        };
        assert_eq!(code, about.expect, "{}", folder.display());
    }
}

#[test]
fn reviewers_open_what_the_vendor_signed_and_are_told_what_the_door_says() {
    // Sheets that nobody signed: the door never reads them, and reviewers are told what is wrong with them.
    let unsigned = |folder: &Path| folder.ends_with("mixed-sheet") || folder.ends_with("unproven-sheet-of-no-json");
    let (mut told, mut refused) = (0, 0);
    for Case { folder, about, given } in cases() {
        let Ok(pinned) = TrustRoot::read(&given.root) else { continue };
        let Ok(root) = given.roots.as_ref().map_or(Ok(pinned.clone()), |chain| pinned.follow(chain)) else { continue };
        let page = given.policy.as_ref().map_or(Ok(PagePolicy::SILENT), |text| PagePolicy::read(text));
        let Ok(page) = page else { continue };
        match Opened::open(&given.bundle, root, page, Moment::parse(&given.now).unwrap()) {
            Ok(opened) => {
                let accepted = opened.accepted().map_or_else(|error| error.code(), |()| "ok");
                assert_eq!(accepted, about.expect, "{}", folder.display());
                let missing = accepted == "APPROVALS_MISSING";
                assert!(!missing || opened.if_approved().is_ok() || !opened.is_approved(), "{}", folder.display());
                told += 1;
            }
            Err(error) => {
                assert!(error.code() == about.expect || unsigned(&folder), "{}: {error}", folder.display());
                refused += 1;
            }
        }
    }
    assert!(told > 100 && refused > 200, "{told} {refused}");
}

fn script(arguments: &[&str]) -> Command {
    let python = env::var_os("TELLERSIDE_PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(python);
    command.arg("-B").args(arguments).current_dir(root());
    command
}

fn succeeds(arguments: &[&str]) {
    let output = script(arguments).output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    print!("{told}");
    assert!(output.status.success(), "{arguments:?}: {told}");
}

#[test]
fn the_folder_is_what_the_generator_writes() {
    succeeds(&["generate", "--check"]);
}

#[test]
fn the_second_verifier_passes_its_own_tests() {
    succeeds(&["-m", "unittest", "discover", "-s", "verifier"]);
}

#[test]
fn securesystemslib_takes_our_envelopes_and_we_take_its_approvals() {
    for name in ["smallest", "p256-only", "ed25519-only"] {
        let now = case(root().join("good").join(name)).about.now;
        succeeds(&["interop.py", &format!("good/{name}"), "--now", &now]);
    }
}

/// The second verifier, asked bundle by bundle.
struct Second(Child);

impl Second {
    fn start() -> Self {
        let mut batch = script(&["verifier", "--batch"]);
        Self(batch.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap())
    }

    /// Its codes for all that is `given`, in order.
    fn codes(mut self, given: Vec<Given>) -> Vec<String> {
        let mut stdin = self.0.stdin.take().unwrap();
        let asking = std::thread::spawn(move || {
            for Given { bundle, root, roots, policy, now } in given {
                let line =
                    serde_json::json!({"bundle": bundle, "root": root, "roots": roots, "policy": policy, "now": now});
                writeln!(stdin, "{line}").unwrap();
            }
        });
        let lines = BufReader::new(self.0.stdout.take().unwrap()).lines();
        let code = |line: String| {
            let answer: serde_json::Value = serde_json::from_str(&line).unwrap();
            answer["code"].as_str().unwrap().to_owned()
        };
        let codes = lines.map(|line| code(line.unwrap())).collect();
        asking.join().unwrap();
        assert!(self.0.wait().unwrap().success(), "the second verifier failed");
        codes
    }
}

/// What the second verifier leaves to the engine: what the texts of a release mean, once their bytes are proven.
fn beyond_the_second(engine: &str, second: &str) -> bool {
    second == "ok" && matches!(engine, "MALFORMED" | "CAMPAIGN_INVALID" | "POLICY_INVALID" | "GOLDEN_MISMATCH")
}

#[test]
fn the_second_verifier_says_the_same() {
    let cases = cases();
    let codes = Second::start().codes(cases.iter().map(|case| case.given.clone()).collect());
    let mut beyond = Vec::new();
    for (Case { folder, about, .. }, code) in cases.iter().zip(&codes) {
        if beyond_the_second(&about.expect, code) {
            beyond.push(folder.file_name().unwrap().to_string_lossy());
        } else {
            assert_eq!(*code, about.expect, "{}: {}", folder.display(), about.because);
        }
    }
    println!(
        "{} of {} cases alike; about what files mean: {}",
        cases.len() - beyond.len(),
        cases.len(),
        beyond.join(" ")
    );
    assert_eq!(codes.len(), cases.len());
}
