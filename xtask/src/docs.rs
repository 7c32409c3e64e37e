//! The reference: of the package from its types, of the crate from its sources. A broken link, or a thing without a word, fails.

use std::env;

use anyhow::Result;

use crate::command::{cargo, node, run};
use crate::project::Project;
use crate::tools;

/// Writes both below the target folder. The package must have been built: its types are read as they are shipped.
pub(crate) fn write(project: &Project) -> Result<()> {
    let docs = project.root.join("xtask").join("docs");
    tools::npm_packages(&docs)?;
    // The types of the peers that the package's own types name.
    tools::npm_packages(&project.root.join("tests").join("npm"))?;
    let typedoc = docs.join("node_modules").join("typedoc").join("bin").join("typedoc");
    let javascript = project.target.join("docs").join("javascript");
    run(node(project, [&typedoc]).arg("--options").arg(docs.join("typedoc.json")).arg("--out").arg(&javascript))?;

    let rust = ["doc", "--no-deps", "--lib", "--features", "cli", "--locked"];
    let flags = env::var("RUSTDOCFLAGS").unwrap_or_default();
    run(cargo(project, rust).env("RUSTDOCFLAGS", format!("{flags} --deny warnings").trim_start()))?;
    println!("the package: {}", project.show(&javascript.join("index.html")));
    println!("the crate:   {}", project.show(&project.target.join("doc").join("tellerside").join("index.html")));
    Ok(())
}
