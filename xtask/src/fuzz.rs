//! `cargo xtask fuzz`: libFuzzer on the targets of `tests/fuzz`, and random bundles decided by two evaluators.

mod engine;
mod oracle;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use engine::Engine;

/// Seconds for each target where the command line names none.
const SECONDS: u64 = 600;
/// Seconds for each target of the short round.
const SHORT: u64 = 20;

/// Without arguments lists what there is and runs a short round of everything. False where an input broke a law.
pub(crate) fn run_fuzz(project: &Project, arguments: &[&str]) -> Result<bool> {
    match arguments {
        [] => {
            println!("{}", list(project)?);
            let unbroken = Engine::build(project)?.round(&engine::targets(project)?, SHORT)?;
            oracle::compare(project, &[])?;
            Ok(unbroken)
        }
        ["oracle", rest @ ..] => oracle::compare(project, rest).map(|()| true),
        ["keep", rest @ ..] => {
            let chosen = match rest {
                [] => engine::targets(project)?,
                [name] => vec![known(project, name)?],
                [_, surplus, ..] => bail!("`{surplus}` is one argument too many"),
            };
            Engine::build(project)?.keep(&chosen).map(|()| true)
        }
        [name, rest @ ..] => {
            let chosen = if *name == "all" { engine::targets(project)? } else { vec![known(project, name)?] };
            let seconds = match rest {
                [] => SECONDS,
                [seconds] => number(seconds)?,
                [_, surplus, ..] => bail!("`{surplus}` is one argument too many"),
            };
            Engine::build(project)?.round(&chosen, seconds)
        }
    }
}

fn list(project: &Project) -> Result<String> {
    Ok(format!(
        "  cargo xtask fuzz all [seconds each, {SECONDS}]
  cargo xtask fuzz <target> [seconds, {SECONDS}]  {}
  cargo xtask fuzz keep [target]           packs the fewest inputs that reach everything into tests/fuzz/corpus
  cargo xtask fuzz oracle [pairs] [seed]   random campaigns and vectors, decided by the engine and by tests/oracle
Now a round of {SHORT} s each.",
        engine::targets(project)?.join(" ")
    ))
}

/// The target `name`, or the refusal that lists all.
fn known(project: &Project, name: &str) -> Result<String> {
    let targets = engine::targets(project)?;
    if targets.iter().any(|target| target == name) {
        return Ok(name.to_owned());
    }
    bail!("`{name}` is nothing to fuzz; there are: all oracle keep {}", targets.join(" "))
}

fn number(text: &str) -> Result<u64> {
    text.parse().ok().with_context(|| format!("`{text}` is not a number"))
}
