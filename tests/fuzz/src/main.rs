//! The entry of the fuzzer, one program for all targets, since it is built with coverage counters and linked once.
//!
//! libFuzzer owns the command line; which target runs, and whether inputs are unpacked or packed instead, stands in the environment.
//! `cargo xtask fuzz` sets it.

#![no_main]

mod keep;
mod targets;

use std::env;
use std::process::exit;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use targets::Target;

static TARGET: OnceLock<&Target> = OnceLock::new();

fuzz_target!(
    init: {
        if let Err(fault) = start() {
            eprintln!("{fault}");
            exit(2);
        }
    },
    |data: &[u8]| {
        if let Some(target) = TARGET.get() {
            (target.run)(data);
        }
    }
);

/// Chooses the target of `TELLERSIDE_FUZZ`. With `TELLERSIDE_FUZZ_UNPACK` or `TELLERSIDE_FUZZ_PACK`, which name a folder, moves its
/// inputs and ends.
fn start() -> Result<(), String> {
    let name = env::var("TELLERSIDE_FUZZ").map_err(|_| format!("TELLERSIDE_FUZZ names no target: {}", known()))?;
    let target = targets::TARGETS.iter().find(|target| target.name == name);
    let target = target.ok_or_else(|| format!("`{name}` is not a target; the targets are: {}", known()))?;
    if let Some(folder) = env::var_os("TELLERSIDE_FUZZ_UNPACK") {
        keep::unpack(target, folder.as_ref())?;
        exit(0);
    }
    if let Some(folder) = env::var_os("TELLERSIDE_FUZZ_PACK") {
        keep::pack(target, folder.as_ref())?;
        exit(0);
    }
    targets::material::prepare();
    TARGET.set(target).map_err(|_| "started twice".to_owned())
}

fn known() -> String {
    targets::TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ")
}
