//! What a step needs from outside the project. Each function makes sure that one tool is there: it installs the tool,
//! or fails with the one sentence that says what to install.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::command::{cargo, read, run};
use crate::project::Project;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// The folder of the compiler that cargo uses in `project`.
pub(crate) fn sysroot(project: &Path) -> Result<PathBuf> {
    Ok(PathBuf::from(read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(project))?.trim_end()))
}

/// The wasm target and the components that `rust-toolchain.toml` names.
pub(crate) fn rust_toolchain(project: &Project) -> Result<()> {
    let sysroot = sysroot(&project.root)?;
    let has_tool = |name: &str| sysroot.join("bin").join(name).with_extension(env::consts::EXE_EXTENSION).exists();
    let has_target = sysroot.join("lib").join("rustlib").join(WASM_TARGET).join("lib").exists();
    if has_target && has_tool("cargo-clippy") && has_tool("cargo-fmt") {
        return Ok(());
    }
    // The variable stands for a bare channel name and would hide the targets and components of rust-toolchain.toml.
    run(Command::new("rustup")
        .args(["toolchain", "install", "--no-self-update"])
        .env_remove("RUSTUP_TOOLCHAIN")
        .current_dir(&project.root))
    .context("the toolchain of rust-toolchain.toml is not complete: install rustup, or its targets and components")
}

/// The packages of `folder/package-lock.json`, exactly, without running any install script.
pub(crate) fn npm_packages(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    // A copy of the lockfile beside the packages tells that exactly these were installed to the end.
    let installed = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|done| done == lock) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))?;
    fs::write(installed, lock)?;
    Ok(())
}

/// The path of cargo-deny, compiled into the target folder where it is missing or another version.
pub(crate) fn cargo_deny(project: &Project) -> Result<PathBuf> {
    let tools = project.target.join("tools");
    let own = tools.join("bin").join("cargo-deny").with_extension(env::consts::EXE_EXTENSION);
    let right = format!("cargo-deny {CARGO_DENY}");
    for program in [&own, Path::new("cargo-deny")] {
        if read(Command::new(program).arg("--version")).is_ok_and(|version| version.trim_end() == right) {
            return Ok(program.to_path_buf());
        }
    }
    // A debug build without debug information takes a third of the time and checks the same.
    let install = ["install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug", "--force", "--root"];
    run(cargo(project, install).arg(&tools).env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    Ok(own)
}

/// A Chromium and the driver of the same version.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Chromium: the one that `TELLERSIDE_CHROMIUM` and `CHROMEDRIVER` name, or the one on PATH, or Debian's.
pub(crate) fn browser() -> Result<Browser> {
    if let Some(found) = browser_at_hand() {
        return Ok(found);
    }
    install_from_debian(&["chromium", "chromium-driver"])?;
    match browser_at_hand() {
        Some(found) => Ok(found),
        None => bail!("install Chromium and chromedriver, or name them in TELLERSIDE_CHROMIUM and CHROMEDRIVER"),
    }
}

fn browser_at_hand() -> Option<Browser> {
    let chromium = env::var_os("TELLERSIDE_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path))?;
    let driver = env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| on_path("chromedriver"))?;
    Some(Browser { chromium, driver })
}

/// Firefox, and WebKitGTK with a display for it, for the matrix. What is not there then is a host that is skipped, not an error.
pub(crate) fn more_browsers() {
    if let Err(error) = firefox() {
        println!("{error:#}");
    }
    let wanted = [("WebKitWebDriver", &["webkit2gtk-driver"][..]), ("xvfb-run", &["xvfb", "xauth"])];
    let missing = wanted.iter().filter(|(program, _)| on_path(program).is_none());
    let packages: Vec<&str> = missing.flat_map(|(_, packages)| packages.iter().copied()).collect();
    if packages.is_empty() {
        return;
    }
    if let Err(error) = install_from_debian(&packages) {
        println!("{error:#}");
    }
}

/// Firefox, driven without a driver of its own: the one that `TELLERSIDE_FIREFOX` names, or the one on PATH, or Debian's.
pub(crate) fn firefox() -> Result<PathBuf> {
    let at_hand = || {
        let named = env::var_os("TELLERSIDE_FIREFOX").map(PathBuf::from);
        named.or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(on_path))
    };
    if let Some(found) = at_hand() {
        return Ok(found);
    }
    install_from_debian(&["firefox-esr"])?;
    at_hand().context("install Firefox, or name it in TELLERSIDE_FIREFOX")
}

/// What approvers sign with, and what reads a printed page: on PATH, or Debian's.
pub(crate) fn openssl_and_poppler() -> Result<()> {
    for (program, package) in [("openssl", "openssl"), ("pdftotext", "poppler-utils")] {
        if on_path(program).is_none() {
            install_from_debian(&[package])?;
        }
    }
    Ok(())
}

/// Python, in which the second evaluator is written: the one that `TELLERSIDE_PYTHON` names, or the one on PATH, or Debian's.
pub(crate) fn python() -> Result<PathBuf> {
    if let Some(found) = python_at_hand() {
        return Ok(found);
    }
    install_from_debian(&["python3"])?;
    match python_at_hand() {
        Some(found) => Ok(found),
        None => bail!("install Python 3.11 or newer as python3, or name it in TELLERSIDE_PYTHON"),
    }
}

/// Python with the packages that the second verifier of bundles needs, in an environment of its own below `target`.
pub(crate) fn python_with_packages(project: &Project) -> Result<PathBuf> {
    let requirements = project.root.join("tests").join("bundles").join("requirements.txt");
    let home = project.target.join("python");
    let python = home.join("bin").join("python3");
    let installed = home.join("requirements.txt");
    let wanted =
        fs::read_to_string(&requirements).with_context(|| format!("cannot read {}", requirements.display()))?;
    if fs::read_to_string(&installed).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    let base = self::python()?;
    if read(Command::new(&base).args(["-m", "venv", "--help"])).is_err()
        || read(Command::new(&base).args(["-c", "import ensurepip"])).is_err()
    {
        install_from_debian(&["python3-venv"])?;
    }
    run(Command::new(&base).args(["-m", "venv", "--clear"]).arg(&home))?;
    // Each package is one of the bytes whose digest stands in the file, or none.
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"];
    run(Command::new(&python).args(install).arg("-r").arg(&requirements))?;
    fs::write(&installed, wanted)?;
    Ok(python)
}

fn python_at_hand() -> Option<PathBuf> {
    let named = env::var_os("TELLERSIDE_PYTHON").map(PathBuf::from);
    let new_enough = "import sys; sys.exit(sys.version_info < (3, 11))";
    named.or_else(|| on_path("python3")).filter(|python| read(Command::new(python).args(["-c", new_enough])).is_ok())
}

/// A C++ compiler, with which cargo builds libFuzzer: the one that `CXX` names, or the one on PATH, or Debian's.
pub(crate) fn cxx() -> Result<()> {
    let at_hand = || env::var_os("CXX").is_some() || on_path("c++").is_some() || on_path("g++").is_some();
    if !at_hand() {
        install_from_debian(&["g++"])?;
    }
    if at_hand() { Ok(()) } else { bail!("install a C++ compiler as c++, or name it in CXX") }
}

/// Installs Debian's packages, where this is Debian and the user may; else nothing happens.
fn install_from_debian(packages: &[&str]) -> Result<()> {
    let may_install = read(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim_end() == "0")
        && read(Command::new("apt-get").arg("--version")).is_ok();
    if !may_install {
        return Ok(());
    }
    let install = ["install", "-y", "--no-install-recommends"];
    let mut command = Command::new("apt-get");
    command.args(install).args(packages).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    run(Command::new("apt-get").arg("update").stdout(Stdio::null()))?;
    run(&mut command)
}

fn on_path(program: &str) -> Option<PathBuf> {
    let name = Path::new(program).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&name)).find(|path| path.is_file())
}
