//! `audit`: what a privacy reviewer asks of a release, approved or not, and of the module that decides by it.

mod module;
mod telling;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};
use tellerside::bundle::digest::sha256;
use tellerside::review::Opened;
use tellerside::time::Moment;

use super::failure::{Failure, Refusal};
use super::trust::Trusted;
use super::{Format, clock, files};

/// All names under which the package ever writes, and the values that it writes there; `tellerside/storage` tells the same as `writes`.
const NAME: &str = r"^[\w-]{43}$";
const VALUE: &str = r"^th1\.([0-9a-z]{1,11})\.([^]*)$";

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder. A vendor of the root must have signed it; it need not be approved.
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// The page's policy, with its version floor and deny list.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// A WebAssembly module that decides: its digest, and what it can ask a page for. May be given several times.
    #[arg(long, value_name = "FILE")]
    module: Vec<PathBuf>,
    /// The moment for which it is told whether the page's door accepts it, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let text = bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let page = files::page_policy(arguments.policy.as_deref())?;
    let now = clock::given_or_now(arguments.now)?;
    let opened = Opened::open(&text, root, page, now);
    let opened = opened.map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    let modules = arguments.module.iter().map(|path| module(path)).collect::<Result<Vec<_>, _>>()?;
    let told = json!({
        "campaigns": value(&opened.campaigns()),
        "features": value(&opened.features()),
        "modules": modules,
        "release": value(&opened.facts()),
        "storage": {"areas": ["sessionStorage", "localStorage", "the key-value store that a host hands in"], "name": NAME, "value": VALUE},
    });
    match format {
        Format::Json => say!("{told}"),
        Format::Pretty => telling::tell(&told),
    }
    Ok(())
}

/// What the library told as canonical JSON.
fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// The text of a bundle, and never a module in its place. It is read once: a pipe has it no second time.
fn bundle(path: &Path) -> Result<String, Failure> {
    if path.is_dir() {
        return files::bundle(path);
    }
    let bytes = files::bytes(path)?;
    if module::starts_as_one(&bytes) {
        let refusal = Refusal::new("USAGE", "this is a WebAssembly module, and no bundle").at(files::name(path));
        let help = "name the bundle here, and the module with `--module`";
        return Err(Failure::Usage(Refusal { help: Some(help), ..refusal }));
    }
    let no_text = |_| Failure::file(path, &io::Error::new(ErrorKind::InvalidData, "the file is no text"));
    String::from_utf8(bytes).map_err(no_text)
}

fn module(path: &Path) -> Result<Value, Failure> {
    let bytes = files::bytes(path)?;
    let refused = || Failure::refused("MODULE_INVALID", "this is no WebAssembly module").of(path);
    let imports = module::imports(&bytes).ok_or_else(refused)?;
    let import = |import: &module::Import| json!({"kind": import.kind, "module": import.module, "name": import.name});
    let imports: Vec<Value> = imports.iter().map(import).collect();
    Ok(
        json!({"bytes": bytes.len(), "file": files::name(path), "imports": imports, "sha256": sha256(&bytes).to_string()}),
    )
}
