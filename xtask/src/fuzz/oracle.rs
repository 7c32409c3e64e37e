//! Random bundles and requests, decided by the engine and by the second evaluator in `tests/oracle`.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use super::number;
use crate::command::{cargo, run};
use crate::project::Project;
use crate::tools;

/// Pairs of campaign and vector, where the command line names no number.
const PAIRS: u64 = 1_000_000;

/// Runs the harness of `tests/it/oracle.rs` in the release profile. It prints pairs, seconds and differences, and the
/// seed by which a difference is found again; each run draws another one unless the command line names it.
pub(super) fn compare(project: &Project, arguments: &[&str]) -> Result<()> {
    let (pairs, seed) = match arguments {
        [] => (PAIRS, fresh_seed()?),
        [pairs] => (number(pairs)?, fresh_seed()?),
        [pairs, seed] => (number(pairs)?, number(seed)?),
        [_, _, surplus, ..] => bail!("`{surplus}` is one argument too many"),
    };
    let python = tools::python()?;
    let harness =
        ["test", "--locked", "--release", "--features", "cli", "--test", "it", "oracle::", "--", "--nocapture"];
    run(cargo(project, harness)
        .env("TELLERSIDE_PYTHON", python)
        .env("TELLERSIDE_ORACLE_PAIRS", pairs.to_string())
        .env("TELLERSIDE_ORACLE_SEED", seed.to_string()))
}

fn fresh_seed() -> Result<u64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH).context("the clock stands before 1970")?.as_secs())
}
