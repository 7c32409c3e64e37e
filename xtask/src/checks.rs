//! `cargo xtask test`: every check of the project as a named step. A failed step does not stop the others.

use std::fs;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, node_script, read, run, run_and_read};
use crate::project::Project;
use crate::tools::Browser;
use crate::{docs, imports, matrix, package, reproduce, reviewer, size, tools};

/// What a step found, where it did not fail.
enum Finding {
    Passed,
    /// Could not be checked here, and why. Neither passed nor failed.
    Skipped(String),
}

struct Step {
    name: &'static str,
    run: fn(&Project) -> Result<Finding>,
}

/// In the order in which a developer wants to hear of a fault: the cheap ones first, and a build before what reads it.
const STEPS: &[Step] = &[
    Step { name: "format", run: |project| passed(format(project)) },
    Step { name: "clippy, native", run: |project| passed(clippy(project, &["--features", "cli", "--all-targets"])) },
    Step {
        name: "clippy, wasm32",
        run: |project| passed(clippy(project, &["--lib", "--target", "wasm32-unknown-unknown"])),
    },
    Step { name: "clippy, xtask", run: |project| passed(clippy(project, &["--package", "xtask", "--all-targets"])) },
    Step { name: "licences, bans, sources", run: |project| passed(deny(project)) },
    Step { name: "advisories", run: advisories },
    Step { name: "native tests", run: |project| passed(native_tests(project)) },
    Step { name: "xtask tests", run: |project| passed(cargo_test(project, &["--package", "xtask"])) },
    Step { name: "wasm tests in Node", run: |project| passed(wasm_tests_in_node(project)) },
    Step { name: "wasm tests in Chromium", run: |project| passed(wasm_tests_in_chromium(project)) },
    Step { name: "build", run: |project| passed(package::build(project)) },
    Step { name: "imports", run: |project| passed(imports::check(project)) },
    Step { name: "size", run: |project| passed(size::check(project)) },
    Step { name: "reference", run: |project| passed(docs::write(project)) },
    Step { name: "package tests", run: |project| passed(script_tests(project, "tests/pkg/run.mjs")) },
    Step { name: "README examples", run: |project| passed(script_tests(project, "tests/readme/run.mjs")) },
    Step { name: "matrix, quick", run: |project| passed(matrix::check_quickly(project)) },
    Step { name: "element tests", run: |project| passed(script_tests(project, "tests/element/run.mjs")) },
    Step { name: "edge tests", run: |project| passed(script_tests(project, "tests/edge/run.mjs")) },
    Step { name: "browser tests", run: |project| passed(tests_in_two_browsers(project)) },
    Step { name: "page tests", run: |project| passed(script_tests(project, "tests/page/run.mjs")) },
    Step { name: "reviewer tests", run: |project| passed(reviewer_tests(project)) },
    Step { name: "reproducible build", run: |project| passed(reproduce::check(project)) },
];

/// How one step ended.
struct Report {
    name: &'static str,
    took: Duration,
    found: Result<Finding>,
}

/// Runs the steps whose name holds one of `words`, or all where there is no word, and prints the table; the last line
/// is `N passed, N failed, N skipped`. True where none failed.
pub(crate) fn run_steps(project: &Project, words: &[&str]) -> Result<bool> {
    let steps = chosen(words)?;
    let mut reports = Vec::with_capacity(steps.len());
    for (number, step) in (1..).zip(&steps) {
        println!("\n=== {number} of {}: {} ===", steps.len(), step.name);
        // What the step writes itself must come after its title, also where the output is a file.
        std::io::stdout().flush()?;
        let started = Instant::now();
        let found = (step.run)(project);
        if let Err(error) = &found {
            println!("{}: {error:#}", step.name);
        }
        reports.push(Report { name: step.name, took: started.elapsed(), found });
    }
    print!("\n{}", table(&reports));
    Ok(reports.iter().all(|report| report.found.is_ok()))
}

fn chosen(words: &[&str]) -> Result<Vec<&'static Step>> {
    for word in words {
        if !STEPS.iter().any(|step| step.name.contains(word)) {
            let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
            bail!("no step is called `{word}`; the steps are: {}", names.join("; "));
        }
    }
    let is_chosen = |step: &&Step| words.is_empty() || words.iter().any(|word| step.name.contains(word));
    Ok(STEPS.iter().filter(is_chosen).collect())
}

/// One line per step, and the count.
fn table(reports: &[Report]) -> String {
    let mut table = String::new();
    let (mut n_passed, mut n_failed, mut n_skipped) = (0, 0, 0);
    for Report { name, took, found } in reports {
        let (word, reason) = match found {
            Ok(Finding::Passed) => {
                n_passed += 1;
                ("passed", String::new())
            }
            Ok(Finding::Skipped(reason)) => {
                n_skipped += 1;
                ("skipped", first_line(reason))
            }
            Err(error) => {
                n_failed += 1;
                ("FAILED", first_line(&format!("{error:#}")))
            }
        };
        let line = format!("{word:<8} {:>7.1} s  {name:<24} {reason}", took.as_secs_f64());
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table.push_str(&format!("{n_passed} passed, {n_failed} failed, {n_skipped} skipped\n"));
    table
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn passed(result: Result<()>) -> Result<Finding> {
    result.map(|()| Finding::Passed)
}

pub(crate) fn format(project: &Project) -> Result<()> {
    tools::rust_toolchain(project)?;
    run(&mut cargo(project, ["fmt", "--all", "--check"]))?;
    // A workspace of its own.
    run(&mut cargo(project, ["fmt", "--manifest-path", "tests/fuzz/Cargo.toml", "--check"]))
}

fn clippy(project: &Project, selection: &[&str]) -> Result<()> {
    tools::rust_toolchain(project)?;
    run(cargo(project, ["clippy", "--locked"]).args(selection).args(["--", "-D", "warnings"]))
}

fn deny(project: &Project) -> Result<()> {
    let program = tools::cargo_deny(project)?;
    run(Command::new(program)
        .args(["--workspace", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"])
        .current_dir(&project.root))
}

fn advisories(project: &Project) -> Result<Finding> {
    let program = tools::cargo_deny(project)?;
    if let Err(error) = read(Command::new(&program).args(["fetch", "db"]).current_dir(&project.root)) {
        let reason = format!("{error:#}");
        println!("{reason}");
        return Ok(Finding::Skipped("the advisory database cannot be fetched here".to_owned()));
    }
    passed(run(Command::new(program)
        .args(["--workspace", "check", "--disable-fetch", "advisories"])
        .current_dir(&project.root)))
}

/// With Python, since some compare the engine with an evaluator that is written in it.
fn native_tests(project: &Project) -> Result<()> {
    let python = tools::python_with_packages(project)?;
    run(cargo(project, ["test", "--locked", "--features", "cli"]).env("TELLERSIDE_PYTHON", python))
}

/// The lives of many customers, optimised, against rules that know nothing of the engine.
pub(crate) fn selection(project: &Project) -> Result<()> {
    let arguments =
        ["test", "--release", "--locked", "--features", "cli", "--test", "it", "simulation", "--", "--nocapture"];
    run(cargo(project, arguments).env("TELLERSIDE_CUSTOMERS", "100000"))
}

fn cargo_test(project: &Project, selection: &[&str]) -> Result<()> {
    run(cargo(project, ["test", "--locked"]).args(selection))
}

fn wasm_tests_in_node(project: &Project) -> Result<()> {
    tools::rust_toolchain(project)?;
    had_tests(&run_and_read(&mut wasm_tests(project))?)
}

fn wasm_tests_in_chromium(project: &Project) -> Result<()> {
    tools::rust_toolchain(project)?;
    let Browser { chromium, driver } = tools::browser()?;
    // As root, and in most containers, Chromium has no sandbox; it sees the project's own tests only.
    let capabilities = format!(
        "{{\"goog:chromeOptions\":{{\"binary\":{:?},\"args\":[\"headless=new\",\"no-sandbox\",\"disable-dev-shm-usage\"]}}}}\n",
        chromium
    );
    let webdriver = project.target.join("webdriver.json");
    fs::write(&webdriver, capabilities).with_context(|| format!("cannot write {}", webdriver.display()))?;
    let mut tests = wasm_tests(project);
    tests
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &webdriver)
        .env("CHROMEDRIVER", driver);
    had_tests(&run_and_read(&mut tests)?)
}

/// Never quiet: the runner does not know the flag.
fn wasm_tests(project: &Project) -> Command {
    cargo(project, ["test", "--locked", "--target", "wasm32-unknown-unknown", "--test", "wasm"])
}

/// The runner calls a module without tests a success; a step does not.
fn had_tests(output: &str) -> Result<()> {
    if output.contains("test result: ok. ") && !output.contains("test result: ok. 0 passed") {
        return Ok(());
    }
    bail!("tests/wasm ran no test")
}

/// A Node script that tests the package as it stands in `pkg/`; `TELLERSIDE_CHROMIUM` tells it where the browser is.
fn script_tests(project: &Project, script: &str) -> Result<()> {
    run(&mut prepared_script(project, script)?)
}

/// With `TELLERSIDE_FIREFOX` as well.
fn tests_in_two_browsers(project: &Project) -> Result<()> {
    let firefox = tools::firefox()?;
    run(prepared_script(project, "tests/browsers/run.mjs")?.env("TELLERSIDE_FIREFOX", firefox))
}

fn prepared_script(project: &Project, script: &str) -> Result<Command> {
    let mut tests = node_script(project, script)?;
    tools::npm_packages(&project.root.join("tests").join("npm"))?;
    let Browser { chromium, driver } = tools::browser()?;
    tests.env("TELLERSIDE_CHROMIUM", chromium).env("CHROMEDRIVER", driver);
    Ok(tests)
}

/// With openssl, by which approvers sign, and the reader of what was printed.
fn reviewer_tests(project: &Project) -> Result<()> {
    tools::openssl_and_poppler()?;
    reviewer::folder(project)?;
    script_tests(project, "tests/review/run.mjs")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &'static str, seconds: f32, found: Result<Finding>) -> Report {
        Report { name, took: Duration::from_secs_f32(seconds), found }
    }

    #[test]
    fn the_table_ends_with_the_count() {
        let reports = [
            report("format", 0.25, Ok(Finding::Passed)),
            report("advisories", 1.0, Ok(Finding::Skipped("no database".to_owned()))),
            report("size", 12.0, Err(anyhow::anyhow!("too big\nby far").context("the wasm"))),
        ];
        let expected = "\
passed       0.2 s  format
skipped      1.0 s  advisories               no database
FAILED      12.0 s  size                     the wasm: too big
1 passed, 1 failed, 1 skipped
";
        assert_eq!(table(&reports), expected);
    }

    #[test]
    fn a_module_without_tests_is_no_success() {
        for (output, has_tests) in [
            ("running 2 tests\n\ntest result: ok. 2 passed; 0 failed; 0 ignored\n", true),
            ("no tests to run!\n", false),
            ("running 1 test\n\ntest result: ok. 0 passed; 0 failed; 1 ignored\n", false),
            ("", false),
        ] {
            assert_eq!(had_tests(output).is_ok(), has_tests, "{output}");
        }
    }
}
