//! Where things lie: every folder a step reads or writes.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// One of the two modules that are built of the same sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Artefact {
    /// What pages and workers load.
    Page,
    /// The same with explanations, for reviewers.
    Review,
}

impl Artefact {
    pub(crate) const ALL: [Self; 2] = [Self::Page, Self::Review];

    /// Of its wasm, without the ending.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page => "tellerside",
            Self::Review => "tellerside_review",
        }
    }

    /// Of its glue, without the ending.
    pub(crate) fn glue(self) -> &'static str {
        match self {
            Self::Page => "glue",
            Self::Review => "review-glue",
        }
    }

    /// The cargo features that it is built with.
    pub(crate) fn features(self) -> &'static [&'static str] {
        match self {
            Self::Page => &[],
            Self::Review => &["--features", "review"],
        }
    }
}

/// The project folder and the target folder, both absolute.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl Project {
    /// The project this xtask belongs to. Cargo names the manifest folder at run time; the compiled-in one serves a
    /// binary that is started by hand.
    pub(crate) fn here() -> Result<Self> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("the xtask folder has no parent")?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The rendered npm package.
    pub(crate) fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// The wasm of the package that `artefact` is.
    pub(crate) fn shipped_wasm(&self, artefact: Artefact) -> PathBuf {
        self.package().join("dist").join(format!("{}.wasm", artefact.name()))
    }

    /// The glue of that wasm.
    pub(crate) fn shipped_glue(&self, artefact: Artefact) -> PathBuf {
        self.package().join("dist").join(format!("{}.js", artefact.glue()))
    }

    /// `path` as a reader of the output wants it: relative to the project where it lies inside.
    pub(crate) fn show<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
