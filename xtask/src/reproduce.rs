//! The same sources give the same bytes, wherever they lie.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::read;
use crate::package::{copy_file, remove_folder, sha256};
use crate::project::{Artefact, Project};
use crate::wasm::{self, Place};

/// Builds each wasm here and in a copy of the sources, and compares the digests. The copy differs in folder, target folder
/// and cargo home, in name and in length, so a path that reaches the bytes shows; and it holds what git knows alone.
pub(crate) fn check(project: &Project) -> Result<()> {
    let scratch = Scratch(env::temp_dir().join(format!("tellerside-reproduce-{}", std::process::id())));
    remove_folder(&scratch.0)?;
    let elsewhere = Place {
        sources: scratch.0.join("another folder").join("further down"),
        target: scratch.0.join("built"),
        cargo_home: other_cargo_home(&wasm::cargo_home()?, &scratch.0.join("home of somebody else"))?,
    };
    for file in source_files(project)? {
        copy_file(&project.root.join(&file), &elsewhere.sources.join(&file))?;
    }
    for artefact in Artefact::ALL {
        let name = artefact.name();
        let here = sha256(&wasm::build(project, &Place::here(project)?, artefact)?.wasm)?;
        let there = sha256(&wasm::build(project, &elsewhere, artefact)?.wasm)?;
        println!("{here}  {name} built here\n{there}  {name} built in another folder");
        if here != there {
            bail!("two builds of {name} from the same sources differ");
        }
    }
    Ok(())
}

/// Every file that git knows, or would with the next `git add`, relative to the project.
fn source_files(project: &Project) -> Result<Vec<PathBuf>> {
    let mut list = Command::new("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(&project.root);
    let files = read(&mut list).context("the list of the sources comes from git")?;
    // A file that was deleted and not yet committed is still listed.
    let there = |file: &PathBuf| project.root.join(file).is_file();
    Ok(files.split_terminator('\0').map(PathBuf::from).filter(there).collect())
}

/// A second cargo home by another name with the same downloads in it, so that nothing is fetched twice.
#[cfg(unix)]
fn other_cargo_home(home: &Path, other: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(other)?;
    std::os::unix::fs::symlink(home.join("registry"), other.join("registry"))?;
    Ok(other.to_path_buf())
}

/// Where links need a privilege, both builds share one cargo home.
#[cfg(not(unix))]
fn other_cargo_home(home: &Path, _other: &Path) -> Result<PathBuf> {
    Ok(home.to_path_buf())
}

/// A folder that is gone when the check ends, however it ends.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = remove_folder(&self.0) {
            eprintln!("{error:#}");
        }
    }
}
