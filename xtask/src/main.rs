//! The project's automation: `cargo xtask <command>`.
//!
//! A command installs what it needs, or says in one sentence what to install.

mod checks;
mod command;
mod demo;
mod docs;
mod fuzz;
mod imports;
mod javascript;
mod matrix;
mod package;
mod project;
mod reproduce;
mod reviewer;
mod sbom;
mod schemas;
mod size;
mod tools;
mod wasm;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::command::{node_script, run};
use crate::demo::Ending;
use crate::project::Project;

struct Subcommand {
    name: &'static str,
    about: &'static str,
    /// What follows the name on the command line. False where a check has failed and has said so.
    run: fn(&Project, &[OsString]) -> Result<bool>,
}

const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand {
        name: "demo",
        about: "sample bank, signed bundle and decisions of the shipped wasm; serves the page [--headless: does not]",
        run: |project, arguments| done(demo::run_demo(project, ending(arguments)?)),
    },
    Subcommand {
        name: "test",
        about: "every check of the project, as steps [words: the steps whose name holds one]",
        run: |project, arguments| checks::run_steps(project, &words(arguments)?),
    },
    Subcommand {
        name: "build",
        about: "the wasm and the npm package in pkg/",
        run: |project, arguments| {
            none(arguments)?;
            done(package::build(project))
        },
    },
    Subcommand {
        name: "reviewer",
        about: "build; the reviewer's page as one folder, for a plain web server",
        run: |project, arguments| {
            none(arguments)?;
            package::build(project)?;
            let folder = reviewer::folder(project)?;
            println!("{} holds the page: serve it, and open /review/", project.show(&folder));
            Ok(true)
        },
    },
    Subcommand {
        name: "size",
        about: "build; raw, gzip and brotli of each shipped file, and the budget of the wasm",
        run: |project, arguments| {
            none(arguments)?;
            package::build(project)?;
            done(size::check(project))
        },
    },
    Subcommand {
        name: "imports",
        about: "build; what the module asks of its host, against xtask/allowed-imports.txt",
        run: |project, arguments| {
            none(arguments)?;
            package::build(project)?;
            done(imports::check(project))
        },
    },
    Subcommand {
        name: "reproduce",
        about: "build here and in a copy elsewhere; both give the same wasm",
        run: |project, arguments| {
            none(arguments)?;
            done(reproduce::check(project))
        },
    },
    Subcommand {
        name: "matrix",
        about: "build; the packed package decides the corpus in every runtime, browser and bundler [words: the hosts whose name holds one]",
        run: |project, arguments| {
            let words = words(arguments)?;
            package::build(project)?;
            done(matrix::check(project, &words))
        },
    },
    Subcommand {
        name: "bench",
        about: "build; the measurements of tests/bench [selection: two months of 100,000 customers instead]",
        run: |project, arguments| match words(arguments)?.as_slice() {
            [] => {
                package::build(project)?;
                done(run(&mut node_script(project, "tests/bench/run.mjs")?))
            }
            ["selection"] => done(checks::selection(project)),
            _ => bail!("`cargo xtask bench` takes nothing, or `selection`"),
        },
    },
    Subcommand {
        name: "docs",
        about: "build; the reference of the package and of the crate, from types and sources",
        run: |project, arguments| {
            none(arguments)?;
            package::build(project)?;
            done(docs::write(project))
        },
    },
    Subcommand {
        name: "fuzz",
        about: "what cannot be foreseen: a short round, or [all, oracle, keep, or a target of tests/fuzz; then seconds]",
        run: |project, arguments| fuzz::run_fuzz(project, &words(arguments)?),
    },
    Subcommand {
        name: "fmt-check",
        about: "the format of the Rust sources",
        run: |project, arguments| {
            none(arguments)?;
            done(checks::format(project))
        },
    },
    Subcommand {
        name: "test-runner",
        about: "runs a wasm test binary; cargo calls it",
        run: |_project, arguments| {
            // The first argument of a program is its own name.
            let command_line = std::iter::once(OsString::from("test-runner")).chain(arguments.iter().cloned());
            done(wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(command_line))
        },
    },
];

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[OsString]) -> Result<bool> {
    let (subcommand, rest) = find(arguments)?;
    (subcommand.run)(&Project::here()?, rest)
}

/// The subcommand that the first argument names, and the arguments after it. The error lists the subcommands.
fn find(arguments: &[OsString]) -> Result<(&'static Subcommand, &[OsString])> {
    let Some((name, rest)) = arguments.split_first() else { bail!("which command?\n{}", list()) };
    match SUBCOMMANDS.iter().find(|subcommand| name == subcommand.name) {
        Some(subcommand) => Ok((subcommand, rest)),
        None => bail!("`{}` is not a command\n{}", name.to_string_lossy(), list()),
    }
}

fn list() -> String {
    let lines = SUBCOMMANDS.iter().map(|Subcommand { name, about, .. }| format!("  cargo xtask {name:<11}  {about}"));
    lines.collect::<Vec<_>>().join("\n")
}

fn done(result: Result<()>) -> Result<bool> {
    result.map(|()| true)
}

fn words(arguments: &[OsString]) -> Result<Vec<&str>> {
    arguments.iter().map(|argument| argument.to_str().context("an argument is not UTF-8")).collect()
}

fn none(arguments: &[OsString]) -> Result<()> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => bail!("`{}` is one argument too many", argument.to_string_lossy()),
    }
}

fn ending(arguments: &[OsString]) -> Result<Ending> {
    match words(arguments)?.as_slice() {
        [] => Ok(Ending::Page),
        ["--headless"] => Ok(Ending::Table),
        [first, ..] => bail!("`{first}` is not an argument of demo; `--headless` is the only one"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command_line(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn every_subcommand_is_found_by_its_name() {
        for subcommand in SUBCOMMANDS {
            let arguments = command_line(&[subcommand.name, "--flag", "file"]);
            let (found, rest) = find(&arguments).unwrap();
            assert_eq!(found.name, subcommand.name, "two subcommands share a name");
            assert_eq!(rest, &arguments[1..]);
            assert!(!found.about.contains('\n'), "one line each");
        }
    }

    #[test]
    fn an_unknown_command_is_answered_with_the_list() {
        for (words, first_line) in [(&["tset"][..], "`tset` is not a command"), (&[], "which command?")] {
            let error = find(&command_line(words)).err().unwrap().to_string();
            assert_eq!(error.lines().next(), Some(first_line));
            for subcommand in SUBCOMMANDS {
                assert!(error.contains(subcommand.about), "the list has no line for {}", subcommand.name);
            }
        }
    }

    #[test]
    fn a_mistyped_argument_is_refused() {
        assert_eq!(ending(&command_line(&[])).unwrap(), Ending::Page);
        assert_eq!(ending(&command_line(&["--headless"])).unwrap(), Ending::Table);
        for (words, expected) in [
            (&["demo", "--headles"][..], "`--headles` is not an argument of demo; `--headless` is the only one"),
            (&["build", "--release"], "`--release` is one argument too many"),
            (&["size", "twice"], "`twice` is one argument too many"),
            (&["reproduce", "-v"], "`-v` is one argument too many"),
            (&["fmt-check", "--fix"], "`--fix` is one argument too many"),
            (&["fuzz", "oracle", "many"], "`many` is not a number"),
            (&["fuzz", "oracle", "1", "2", "3"], "`3` is one argument too many"),
            (&["fuzz", "all", "long"], "`long` is not a number"),
            (&["fuzz", "vendor", "1", "2"], "`2` is one argument too many"),
        ] {
            assert_eq!(dispatch(&command_line(words)).unwrap_err().to_string(), expected);
        }
        let error = dispatch(&command_line(&["test", "no such step"])).unwrap_err().to_string();
        assert!(error.starts_with("no step is called `no such step`; the steps are: format; "), "{error}");
    }
}
