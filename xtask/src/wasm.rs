//! From Rust to each wasm and its glue: cargo, then wasm-bindgen, then wasm-opt. The bytes depend on the sources, the
//! lockfiles and the pinned tools, never on a folder of the machine.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, node, run};
use crate::project::{Artefact, Project};
use crate::tools;

/// Stack of the module, in bytes: documents nest 16 deep at most, so a small one holds, and it counts as live memory.
const STACK_BYTES: u32 = 128 * 1024;

/// The most linear memory the module may ever ask for, in bytes. Without it a hostile input could grow it to 4 GiB.
const MEMORY_BYTES: u32 = 64 * 1024 * 1024;

/// The name that wasm-bindgen gives its files and, inside each wasm, the import module: `./tellerside_bg.js`.
const OUT_NAME: &str = "tellerside";

/// Where one build reads and writes; two of them give the same bytes.
pub(crate) struct Place {
    /// The folder of the sources, with its Cargo.toml.
    pub(crate) sources: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) cargo_home: PathBuf,
}

impl Place {
    /// The project as it lies.
    pub(crate) fn here(project: &Project) -> Result<Self> {
        Ok(Self { sources: project.root.clone(), target: project.target.clone(), cargo_home: cargo_home()? })
    }
}

/// The two files that the build ends with.
pub(crate) struct Built {
    pub(crate) wasm: PathBuf,
    pub(crate) glue: PathBuf,
}

/// Cargo's own folder of downloaded sources.
pub(crate) fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(folder) => Ok(std::path::absolute(folder)?),
        None => Ok(std::env::home_dir().context("set CARGO_HOME: there is no home folder")?.join(".cargo")),
    }
}

/// Builds `artefact` of `place` with the tools of `project`.
pub(crate) fn build(project: &Project, place: &Place, artefact: Artefact) -> Result<Built> {
    tools::rust_toolchain(project)?;
    let npm = project.root.join("xtask").join("npm");
    tools::npm_packages(&npm)?;

    let compiled = compile(project, place, artefact)?;
    let out = place.target.join("wasm-package").join(artefact.name());
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let bound = bind(&compiled, &out)?;
    let wasm = out.join(format!("{}.wasm", artefact.name()));
    let wasm_opt = npm.join("node_modules").join("binaryen").join("bin").join("wasm-opt");
    // No feature flag: wasm-opt reads the features from the module, and `--all-features` emits what engines refuse.
    // Functions with one caller stay apart: in one large function they take more bytes, and compress worse.
    // The lowest KiB is the far end of the stack, which traps below it: no address wraps around to there, so offsets fold.
    // Measured against `-Os` without: 1,068 bytes of brotli less, and faster code.
    let flags = ["-O3", "--converge", "--low-memory-unused", "--one-caller-inline-max-function-size=0", "-o"];
    run(node(project, [&wasm_opt, &bound.wasm]).args(flags).arg(&wasm))?;
    Ok(Built { wasm, glue: bound.glue })
}

fn compile(project: &Project, place: &Place, artefact: Artefact) -> Result<PathBuf> {
    let arguments = ["rustc", "--lib", "--crate-type", "cdylib", "--profile", "wasm"];
    run(cargo(project, arguments)
        .args(["--target", "wasm32-unknown-unknown", "--locked"])
        .args(artefact.features())
        .current_dir(&place.sources)
        .env("CARGO_TARGET_DIR", &place.target)
        .env("CARGO_HOME", &place.cargo_home)
        // For this command alone: native builds keep their flags and are not built again.
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(place)?))?;
    Ok(place.target.join("wasm32-unknown-unknown").join("wasm").join("tellerside.wasm"))
}

/// The flags, in cargo's encoding, which lets a path hold spaces. Panic messages name source files, so every folder of
/// the machine is replaced by a fixed name; the last match wins, and the later folders may lie in the earlier ones.
fn rustflags(place: &Place) -> Result<OsString> {
    let sysroot = tools::sysroot(&place.sources)?;
    let folders = [
        (&place.sources, "/tellerside"),
        (&place.target, "/target"),
        (&place.cargo_home, "/cargo"),
        (&sysroot, "/rustc-sysroot"),
    ];
    let mut flags =
        OsString::from(format!("-Clink-arg=-zstack-size={STACK_BYTES}\u{1f}-Clink-arg=--max-memory={MEMORY_BYTES}"));
    // The rolled loops of sha2: 17 KB less code, for hashes that are made once a bundle.
    flags.push("\u{1f}--cfg\u{1f}sha2_backend_soft=\"compact\"");
    for (folder, name) in folders {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    Ok(flags)
}

/// Runs wasm-bindgen over `compiled` into `out`.
///
/// No types: the package has a hand-written `index.d.ts`. No default path: the loaders say where the wasm is.
fn bind(compiled: &Path, out: &Path) -> Result<Built> {
    let mut arguments: Vec<OsString> = ["wasm-bindgen", "--target", "web", "--out-name", OUT_NAME, "--out-dir"]
        .into_iter()
        .map(OsString::from)
        .collect();
    arguments.push(out.into());
    let flags =
        ["--omit-default-module-path", "--no-typescript", "--remove-name-section", "--remove-producers-section"];
    arguments.extend(flags.map(OsString::from));
    arguments.push(compiled.into());
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(arguments).context("wasm-bindgen failed")?;

    let built = Built { wasm: out.join(format!("{OUT_NAME}_bg.wasm")), glue: out.join(format!("{OUT_NAME}.js")) };
    for entry in fs::read_dir(out)? {
        let path = entry?.path();
        if path != built.wasm && path != built.glue {
            bail!(
                "wasm-bindgen wrote {}, which the package does not ship: JavaScript snippets are not allowed",
                path.display()
            );
        }
    }
    Ok(built)
}
