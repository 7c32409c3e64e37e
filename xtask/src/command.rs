//! Starting other programs: each call is echoed, and a failure says what failed.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Cargo in the project folder, the same cargo that started this xtask.
pub(crate) fn cargo<I>(project: &Project, args: I) -> Command
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.args(args).current_dir(&project.root);
    command
}

/// Node in the project folder.
pub(crate) fn node<I>(project: &Project, args: I) -> Command
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    let mut command = Command::new("node");
    command.args(args).current_dir(&project.root);
    command
}

/// Node with a script of the project. Fails where the script is not in the tree.
pub(crate) fn node_script(project: &Project, script: &str) -> Result<Command> {
    if !project.root.join(script).is_file() {
        bail!("{script} is not in the tree");
    }
    Ok(node(project, [script]))
}

/// Runs to the end with the terminal's own input and output. Fails where the program cannot start or exits non-zero.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    echo(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed: {status}", words(command));
    }
    Ok(())
}

/// Like [`run`], and returns what the program wrote to its standard output, which is shown as it comes.
pub(crate) fn run_and_read(command: &mut Command) -> Result<String> {
    echo(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take().context("the child has no standard output")?;
    let mut text = String::new();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{}` failed: {status}", words(command));
    }
    Ok(text)
}

/// What a program says, without showing it. Fails with its standard error.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } = command.output().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed: {status}\n{}", words(command), String::from_utf8_lossy(&stderr).trim_end());
    }
    String::from_utf8(stdout).with_context(|| format!("`{}` did not answer in UTF-8", words(command)))
}

fn echo(command: &Command) {
    eprintln!("$ {}", words(command));
}

fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    match program.as_ref() {
        "node" | "npm" => format!("cannot start `{program}`: install Node.js 20.19 or newer, with npm"),
        _ => format!("cannot start `{program}`: install it, or put it on PATH"),
    }
}

/// The command line as a reader would type it: the program's name without its folder, then the arguments.
fn words(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        if argument.contains(' ') {
            line.push_str(&format!(" '{argument}'"));
        } else {
            line.push_str(&format!(" {argument}"));
        }
    }
    line
}
