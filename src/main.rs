//! The command line of tellerside.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
