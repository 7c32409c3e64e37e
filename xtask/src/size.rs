//! What the package weighs on the wire.

use anyhow::{Context, Result, bail};

use crate::command::{node, read};
use crate::package::files_below;
use crate::project::{Artefact, Project};

/// The most the wasm that pages load may weigh, in bytes of brotli.
const BUDGET: u64 = 120 * 1024;

/// What the wasm shall weigh, in bytes of brotli.
const GOAL: u64 = 100 * 1024;

/// Bytes of one file, as it is and compressed.
#[derive(Debug, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints raw, gzip and brotli of every file of `pkg/`, and fails where the wasm is over the budget.
pub(crate) fn check(project: &Project) -> Result<()> {
    let wasm = project.shipped_wasm(Artefact::Page);
    if !wasm.exists() {
        bail!("{} is missing: `cargo xtask build` makes it", project.show(&wasm));
    }
    let files = files_below(&project.package())?;
    let script = project.root.join("xtask").join("node").join("size.mjs");
    let lines = read(node(project, [&script]).args(&files))?;
    let weights = lines.lines().map(parse).collect::<Result<Vec<_>>>()?;

    println!("{:>9} {:>9} {:>9}  file", "raw", "gzip", "brotli");
    for (file, Weight { raw, gzip, brotli }) in files.iter().zip(&weights) {
        println!("{raw:>9} {gzip:>9} {brotli:>9}  {}", project.show(file));
    }
    let of_wasm = files.iter().position(|file| *file == wasm).and_then(|index| weights.get(index));
    println!("{}", verdict(of_wasm.context("the wasm was not weighed")?.brotli)?);
    Ok(())
}

fn parse(line: &str) -> Result<Weight> {
    let numbers = line.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    match numbers.as_slice() {
        &[raw, gzip, brotli] => Ok(Weight { raw, gzip, brotli }),
        _ => bail!("`{line}` is not `raw gzip brotli`"),
    }
}

/// One sentence on the brotli bytes of the wasm; an error over the budget.
fn verdict(brotli: u64) -> Result<String> {
    if brotli > BUDGET {
        bail!("the wasm is {brotli} bytes of brotli, {} over the budget of {BUDGET}", brotli - BUDGET);
    }
    let goal = match GOAL.checked_sub(brotli) {
        Some(left) => format!("{left} under the goal of {GOAL}"),
        None => format!("{} over the goal of {GOAL}", brotli - GOAL),
    };
    Ok(format!("the wasm is {brotli} bytes of brotli: {} under the budget of {BUDGET}, {goal}", BUDGET - brotli))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_holds_to_the_byte() {
        for (brotli, expected) in [
            (1, "the wasm is 1 bytes of brotli: 122879 under the budget of 122880, 102399 under the goal of 102400"),
            (
                102_400,
                "the wasm is 102400 bytes of brotli: 20480 under the budget of 122880, 0 under the goal of 102400",
            ),
            (
                122_880,
                "the wasm is 122880 bytes of brotli: 0 under the budget of 122880, 20480 over the goal of 102400",
            ),
        ] {
            assert_eq!(verdict(brotli).unwrap(), expected);
        }
        assert_eq!(
            verdict(122_881).unwrap_err().to_string(),
            "the wasm is 122881 bytes of brotli, 1 over the budget of 122880"
        );
    }

    #[test]
    fn a_line_has_three_numbers() {
        assert_eq!(parse("3 2 1").unwrap(), Weight { raw: 3, gzip: 2, brotli: 1 });
        for line in ["3 2", "3 2 1 0", "3 two 1", ""] {
            assert!(parse(line).is_err(), "`{line}` was taken");
        }
    }
}
