//! The JSON Schemas of the package, as the command line prints them.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::{cargo, read};
use crate::project::Project;

/// The documents of `tellerside schema`.
const DOCUMENTS: &[&str] = &["campaign", "catalogue", "policy", "vector", "request", "history", "measurements"];

/// Writes `<document>.json` for each document into `folder`.
pub(crate) fn write(project: &Project, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for document in DOCUMENTS {
        let print = ["run", "--quiet", "--locked", "--features", "cli", "--bin", "tellerside", "--", "schema"];
        fs::write(folder.join(format!("{document}.json")), read(cargo(project, print).arg(document))?)?;
    }
    Ok(())
}
