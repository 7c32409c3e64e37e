//! `cargo xtask matrix`: the packed package in every runtime, browser and bundler that can run here.

use anyhow::Result;

use crate::command::{node_script, run};
use crate::project::Project;
use crate::tools::{self, Browser};

const SCRIPT: &str = "tests/matrix/run.mjs";

/// Every host, or those whose name holds one of `words`; prints a line each, and fails where one decides otherwise.
pub(crate) fn check(project: &Project, words: &[&str]) -> Result<()> {
    tools::npm_packages(&project.root.join("tests").join("matrix").join("npm"))?;
    tools::more_browsers();
    decide(project, words)
}

/// The hosts that every test run looks at, which need no package of the matrix's own.
pub(crate) fn check_quickly(project: &Project) -> Result<()> {
    decide(project, &["--quick"])
}

fn decide(project: &Project, arguments: &[&str]) -> Result<()> {
    tools::npm_packages(&project.root.join("tests").join("npm"))?;
    let Browser { chromium, driver: _ } = tools::browser()?;
    run(node_script(project, SCRIPT)?.args(arguments).env("TELLERSIDE_CHROMIUM", chromium))
}
