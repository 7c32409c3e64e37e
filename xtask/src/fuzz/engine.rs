//! libFuzzer: the program of `tests/fuzz`, built with coverage counters by the stable compiler, and its runs.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::command::{cargo, read, run};
use crate::package::remove_folder;
use crate::project::Project;
use crate::tools;

/// What `cargo fuzz --sanitizer none` asks of the compiler: the coverage pass is part of it, only its sanitizers are not stable.
const FLAGS: [&str; 6] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

const MANIFEST: &str = "tests/fuzz/Cargo.toml";
const PROGRAM: &str = "tellerside-fuzz";

/// Targets that run at the same time.
const AT_ONCE: usize = 2;
/// Seconds after which one input is a hang.
const HANG: &str = "-timeout=10";
/// Megabytes beyond which one is too much.
const MEMORY: &str = "-rss_limit_mb=2048";

/// The names of all targets, in the order of their table in the sources.
pub(super) fn targets(project: &Project) -> Result<Vec<String>> {
    let table = project.root.join("tests/fuzz/src/targets/mod.rs");
    let text = fs::read_to_string(&table).with_context(|| format!("cannot read {}", project.show(&table)))?;
    let names = text.lines().filter_map(|line| line.trim().strip_prefix("Target { name: \"")?.split('"').next());
    Ok(names.map(str::to_owned).collect())
}

/// The program with all targets, and the folder that it works in.
pub(super) struct Engine<'a> {
    project: &'a Project,
    program: PathBuf,
    folder: PathBuf,
}

/// What a run says of itself, `?` where it says nothing.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    executions: String,
    per_second: String,
    coverage: String,
    corpus: String,
}

impl<'a> Engine<'a> {
    /// Builds the program, in a target folder of its own.
    pub(super) fn build(project: &'a Project) -> Result<Self> {
        tools::cxx()?;
        let host = read(Command::new("rustc").arg("-vV").current_dir(&project.root))?;
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
        let folder = project.target.join("fuzz");
        let built = folder.join("build");
        // With a target named, the flags are for the program alone and not for what builds it.
        run(cargo(project, ["build", "--locked", "--release", "--manifest-path", MANIFEST, "--target", host])
            .arg("--target-dir")
            .arg(&built)
            .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}")))?;
        let program = built.join(host).join("release").join(PROGRAM).with_extension(std::env::consts::EXE_EXTENSION);
        Ok(Self { project, program, folder })
    }

    /// Runs each of `targets` for `seconds`, two at a time, and prints a line for each. False where an input broke a law.
    pub(super) fn round(&self, targets: &[String], seconds: u64) -> Result<bool> {
        println!(
            "{:<12} {:>12} {:>8} {:>9} {:>13} {:>8}",
            "target", "executions", "exec/s", "coverage", "corpus", "crashes"
        );
        let waiting = Mutex::new(targets.iter().collect::<VecDeque<_>>());
        let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let work = || -> Result<bool> {
            let mut unbroken = true;
            while let Some(target) = next() {
                unbroken &= self.fuzz(target, seconds)?;
            }
            Ok(unbroken)
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..AT_ONCE.min(targets.len())).map(|_| scope.spawn(work)).collect();
            let ended = workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| bail!("a worker stopped")));
            // All of them end before the first failure is told.
            ended.collect::<Vec<_>>().into_iter().try_fold(true, |unbroken, ended| Ok(unbroken & ended?))
        })
    }

    /// Runs `target` for `seconds` on its seeds, the kept inputs and what earlier runs here found.
    fn fuzz(&self, target: &str, seconds: u64) -> Result<bool> {
        let inputs = self.unpacked(target)?;
        let found = self.folder.join("found");
        fs::create_dir_all(&found)?;
        let log = self.log(target);
        let status = self
            .command(target)
            .arg(&inputs)
            .arg(format!("-dict={}", inputs.with_extension("dict").display()))
            .arg(format!("-artifact_prefix={}-", found.join(target).display()))
            .arg(format!("-max_total_time={seconds}"))
            .args([HANG, MEMORY])
            .stderr(File::create(&log)?)
            .status()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        let Figures { executions, per_second, coverage, corpus } = figures(&said);
        let crashes = u8::from(!status.success());
        println!("{target:<12} {executions:>12} {per_second:>8} {coverage:>9} {corpus:>13} {crashes:>8}");
        if !status.success() {
            println!("{}", self.told(target, &said, status));
        }
        Ok(status.success())
    }

    /// What broke, and how to see it again.
    fn told(&self, target: &str, said: &str, status: ExitStatus) -> String {
        let is_telling =
            |line: &&str| ["panicked at", "ERROR: ", "Test unit written"].iter().any(|sign| line.contains(sign));
        let mut lines = said.lines().skip_while(|line| !is_telling(line));
        let mut telling: Vec<&str> = lines.by_ref().take(4).collect();
        telling.extend(lines.filter(is_telling));
        let (program, log) = (self.project.show(&self.program), self.log(target));
        format!(
            "{}\n  {status}; all that it said: {}; again: TELLERSIDE_FUZZ={target} {program} <the input>",
            telling
                .iter()
                .map(|line| format!("  {}", line.chars().take(240).collect::<String>()))
                .collect::<Vec<_>>()
                .join("\n"),
            self.project.show(&log)
        )
    }

    /// Packs, for each of `targets`, the fewest inputs that reach all that its seeds, kept inputs and runs here reach.
    pub(super) fn keep(&self, targets: &[String]) -> Result<()> {
        for target in targets {
            let inputs = self.unpacked(target)?;
            let fewest = self.folder.join("fewest").join(target);
            remove_folder(&fewest)?;
            fs::create_dir_all(&fewest)?;
            let log = self.log(target);
            // By places reached alone, not by how often: a tenth of the inputs.
            let mut merge = self.command(target);
            merge
                .args(["-merge=1", "-use_counters=0", HANG, MEMORY])
                .arg(&fewest)
                .arg(&inputs)
                .stderr(File::create(&log)?);
            if !merge.status()?.success() {
                bail!("{target}: its inputs cannot be merged: see {}", self.project.show(&log));
            }
            print!("{}", read(self.command(target).env("TELLERSIDE_FUZZ_PACK", &fewest))?);
        }
        Ok(())
    }

    /// The folder of the inputs of `target`, to which its seeds and the kept ones are added.
    fn unpacked(&self, target: &str) -> Result<PathBuf> {
        let inputs = self.folder.join("inputs").join(target);
        read(self.command(target).env("TELLERSIDE_FUZZ_UNPACK", &inputs))?;
        Ok(inputs)
    }

    fn log(&self, target: &str) -> PathBuf {
        self.folder.join(target).with_extension("log")
    }

    fn command(&self, target: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env("TELLERSIDE_FUZZ", target).current_dir(&self.project.root);
        command
    }
}

/// The figures in the last line of a log that has them: `#41521 DONE cov: 2225 ft: 3985 corp: 275/4067Kb lim: 36984 exec/s: 4613 ..`.
fn figures(log: &str) -> Figures {
    let line = log.lines().rev().find(|line| line.starts_with('#') && line.contains("cov: ")).unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let after = |name: &str| words.windows(2).find_map(|pair| (*pair.first()? == name).then_some(*pair.last()?));
    let figure = |found: Option<&str>| found.unwrap_or("?").to_owned();
    Figures {
        executions: figure(words.first().map(|word| word.trim_start_matches('#'))),
        per_second: figure(after("exec/s:")),
        coverage: figure(after("cov:")),
        corpus: figure(after("corp:")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_last_line_that_has_them() {
        let log = "\
#11\tINITED cov: 1893 ft: 2561 corp: 9/257Kb exec/s: 0 rss: 37Mb
#41521\tDONE   cov: 2225 ft: 3985 corp: 275/4067Kb lim: 36984 exec/s: 4613 rss: 44Mb
Done 41521 runs in 9 second(s)
";
        let [executions, per_second, coverage, corpus] = ["41521", "4613", "2225", "275/4067Kb"].map(str::to_owned);
        assert_eq!(figures(log), Figures { executions, per_second, coverage, corpus });
        assert_eq!(figures("").executions, "?");
    }

    #[test]
    fn the_table_of_targets_is_found() {
        let found = targets(&Project::here().unwrap()).unwrap();
        assert!(found.len() > 10 && found.iter().any(|target| target == "vendor"), "{found:?}");
    }
}
