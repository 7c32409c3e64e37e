//! The main job on real input: a signed bundle, the sample bank's customers, and the decisions of the shipped wasm.

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

use crate::command::{cargo, node_script, run, run_and_read};
use crate::package::{self, copy_file, files_below, remove_folder};
use crate::project::Project;

/// What the demo ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The page, served until the reader stops it.
    Page,
    /// The table alone.
    Table,
}

/// Builds the package, makes keys, a bundle and vectors in `target/demo`, and prints what each customer is shown.
pub(crate) fn run_demo(project: &Project, ending: Ending) -> Result<()> {
    package::build(project)?;
    let folder = project.target.join("demo");
    remove_folder(&folder)?;
    let tellerside = ["run", "--locked", "--features", "cli", "--bin", "tellerside", "--"];
    run(cargo(project, tellerside).args(["pilot", "--source", "www/sample", "--out"]).arg(&folder))?;
    install_package(project, &folder)?;
    run(node_script(project, "www/demo.mjs")?.arg(&folder))?;
    reach_over_real_transactions(project)?;
    match ending {
        Ending::Table => Ok(()),
        Ending::Page => run(node_script(project, "www/serve.mjs")?.arg(&folder)),
    }
}

/// The rendered package as `tellerside` in the `node_modules` of `folder`, the way npm would put it there.
fn install_package(project: &Project, folder: &Path) -> Result<()> {
    let installed = folder.join("node_modules").join("tellerside");
    let package = project.package();
    for file in files_below(&package)? {
        copy_file(&file, &installed.join(file.strip_prefix(&package)?))?;
    }
    Ok(())
}

/// Prints how many accounts each of the two reference campaigns reaches over the real transactions of the folder that
/// `TELLERSIDE_BERKA` names; without it, nothing.
fn reach_over_real_transactions(project: &Project) -> Result<()> {
    if env::var_os("TELLERSIDE_BERKA").is_none() {
        return Ok(());
    }
    let arguments = ["test", "--locked", "--features", "cli", "--test", "it", "berka", "--", "--nocapture"];
    let output = run_and_read(&mut cargo(project, arguments))?;
    if output.contains("test result: ok. 0 passed") {
        bail!("tests/it has no test whose name contains `berka`");
    }
    Ok(())
}
