//! The reviewer's page as one folder, to be served by any plain web server of a bank's intranet.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::package::{copy_file, files_below, remove_folder};
use crate::project::Project;

/// What the page names where the demo's sample lies. A page that is served elsewhere has none.
const SAMPLE: &str = "<meta name=\"sample\" content=\"../pilot/\">\n";

/// Writes the folder anew from `www/review` and the package as it lies in `pkg`, and returns it: `review/` beside `tellerside/`.
pub(crate) fn folder(project: &Project) -> Result<PathBuf> {
    let out = project.target.join("reviewer");
    remove_folder(&out)?;
    let www = project.root.join("www").join("review");
    for file in files_below(&www)? {
        copy_file(&file, &out.join("review").join(file.strip_prefix(&www)?))?;
    }
    let package = project.package();
    for file in files_below(&package)? {
        let name = file.strip_prefix(&package)?;
        if is_read_by_browsers(name.to_str().context("the package has names in ASCII")?) {
            copy_file(&file, &out.join("tellerside").join(name))?;
        }
    }
    let index = out.join("review").join("index.html");
    let page = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    if !page.contains(SAMPLE) {
        bail!("{} does not say where the sample lies", index.display());
    }
    fs::write(&index, page.replace(SAMPLE, "")).with_context(|| format!("cannot write {}", index.display()))?;
    Ok(out)
}

fn is_read_by_browsers(name: &str) -> bool {
    name == "sri.json" || [".js", ".wasm"].iter().any(|ending| name.starts_with("dist") && name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_modules_and_nothing_for_other_hosts() {
        for (name, is_read, because) in [
            ("sri.json", true, "the page holds the module against it"),
            ("dist/review.js", true, "a module"),
            ("dist/tellerside.wasm", true, "the module that pages run"),
            ("dist/review.cjs", false, "for Node"),
            ("dist/review.d.ts", false, "for compilers"),
            ("worker/deno.js", false, "a template for edges"),
            ("README.md", false, "for people"),
        ] {
            assert_eq!(is_read_by_browsers(name), is_read, "{because}");
        }
    }
}
