//! The drills: each page of `tests/drills` is followed as it stands there, command by command, in a folder of its own.
//!
//! In a block of `console`, what follows `$ ` is given to a shell, and the lines after it are what it prints: `[..]` stands for anything
//! within a line, a line `...` for any number of lines, and `? 1` at the end for an exit code other than 0. `UPDATE_DRILLS=1` writes anew
//! what has changed, for a person to read the difference.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use super::cli::{SAMPLE, folder};

const DRILLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/drills");

/// What became of an expected line, or of a printed one: `' '` as expected, `'-'` not printed, `'+'` not expected.
type Line = (char, String);

/// What `command` prints in `folder`, both outputs in their order, and how it ends unless well.
fn run(command: &str, folder: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_tellerside")).parent().unwrap().to_owned();
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([program].into_iter().chain(env::split_paths(&path))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-eu", "-c", &format!("exec 2>&1\n{command}")]).current_dir(folder);
    shell.env("PATH", path).env("SAMPLE", SAMPLE).env("LC_ALL", "C").stdin(Stdio::null());
    let done = shell.output().unwrap();
    let mut lines: Vec<String> = String::from_utf8(done.stdout).unwrap().lines().map(|l| l.trim_end().into()).collect();
    if !done.status.success() {
        lines.push(format!("? {}", done.status.code().unwrap()));
    }
    lines
}

fn fits(pattern: &str, line: &str) -> bool {
    let Some((start, rest)) = pattern.split_once("[..]") else { return pattern == line };
    let Some(line) = line.strip_prefix(start) else { return false };
    line.char_indices().map(|(at, _)| at).chain([line.len()]).any(|at| fits(rest, &line[at..]))
}

/// `expected` and `printed` side by side, with as few lines as can be that are in one of them alone.
fn align(expected: &[&str], printed: &[String]) -> Vec<Line> {
    let (most, end) = (expected.len(), printed.len());
    // What the rest costs from each place on, the last places first.
    let mut costs = vec![vec![0_usize; end + 2]; most + 1];
    costs[most] = (0..=end + 1).map(|at| end.saturating_sub(at)).collect();
    for (i, pattern) in expected.iter().enumerate().rev() {
        costs[i][end + 1] = usize::MAX / 2;
        for j in (0..=end).rev() {
            costs[i][j] = match (*pattern, printed.get(j)) {
                ("...", _) => costs[i + 1][j].min(costs[i][j + 1]),
                (_, Some(line)) if fits(pattern, line) => costs[i + 1][j + 1],
                _ => 1 + costs[i + 1][j].min(costs[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < most || j < end {
        let pattern = expected.get(i).copied();
        let below = pattern.is_some() && costs[i + 1][j] <= costs[i][j + 1];
        match (pattern, printed.get(j)) {
            (Some("..."), _) if below => lines.push((' ', "...".into())),
            (Some("..."), _) => {}
            (Some(pattern), Some(line)) if fits(pattern, line) => {
                lines.push((' ', pattern.into()));
                j += 1;
                i += 1;
                continue;
            }
            (Some(pattern), _) if below => lines.push(('-', pattern.into())),
            (_, line) => lines.push(('+', shaded(line.unwrap()))),
        }
        if below { i += 1 } else { j += 1 }
    }
    lines
}

/// `line` with `[..]` for what is another one each time: digests, and ids of keys.
fn shaded(line: &str) -> String {
    let words = line.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    words.map(|word| if word.len() >= 64 { format!("[..]{}", &word[64..]) } else { word.into() }).collect()
}

/// The page as it should be, and the commands that print something else than it says.
fn follow(page: &str, folder: &Path) -> (String, Vec<String>) {
    let (mut anew, mut faults, mut inside) = (Vec::new(), Vec::new(), false);
    let mut lines = page.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        anew.push(line.to_owned());
        inside = line == "```console" || inside && line != "```";
        let Some(start) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        let mut command = start.to_owned();
        while command.ends_with('\\') {
            let (_, more) = lines.next().unwrap();
            anew.push(more.into());
            command.push_str(&format!("\n{more}"));
        }
        let mut expected = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !line.starts_with("$ ") && *line != "```") {
            expected.push(line);
        }
        let aligned = align(&expected, &run(&command, folder));
        if aligned.iter().any(|(mark, _)| *mark != ' ') {
            let told: Vec<String> = aligned.iter().map(|(mark, line)| format!("  {mark} {line}")).collect();
            faults.push(format!("line {}: $ {command}\n{}", number + 1, told.join("\n")));
        }
        anew.extend(aligned.into_iter().filter(|(mark, _)| *mark != '-').map(|(_, line)| line));
    }
    (anew.join("\n") + "\n", faults)
}

#[test]
fn every_drill_goes_as_its_page_says() {
    let pages = fs::read_dir(DRILLS).unwrap().map(|entry| entry.unwrap().path());
    let pages: Vec<PathBuf> = pages.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    assert!(pages.len() > 6, "the drills were not found");
    let drill = |page: &PathBuf| {
        let name = page.file_stem().unwrap().to_str().unwrap();
        let (anew, faults) = follow(&fs::read_to_string(page).unwrap(), &folder(&format!("drill-{name}")));
        if env::var_os("UPDATE_DRILLS").is_some() {
            fs::write(page, anew).unwrap();
            return None;
        }
        // What comes after the first one mostly follows from it.
        faults.first().map(|first| format!("{name}.md, {first}\n  and {} commands after it", faults.len() - 1))
    };
    let faults: Vec<String> = thread::scope(|scope| {
        let running: Vec<_> = pages.iter().map(|page| scope.spawn(move || drill(page))).collect();
        running.into_iter().filter_map(|page| page.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn a_transcript_is_compared_line_by_line() {
    for (expected, printed, lines, because) in [
        (&["a", "b"][..], &["a", "b"][..], &[" a", " b"][..], "the same"),
        (&["a [..] c"], &["a b c"], &[" a [..] c"], "anything within a line"),
        (&["a", "...", "d"], &["a", "b", "c", "d"], &[" a", " ...", " d"], "any lines between"),
        (&["...", "d"], &["d"], &[" ...", " d"], "none at all"),
        (&["a", "b", "d"], &["a", "c", "d"], &[" a", "-b", "+c", " d"], "one line for another"),
        (&["a"], &["a", "? 1"], &[" a", "+? 1"], "an end that was not expected"),
        (&["a [..]", "..."], &["b"], &["-a [..]", " ..."], "not the line before the rest"),
    ] {
        let printed: Vec<String> = printed.iter().map(|line| (*line).into()).collect();
        let found: Vec<String> =
            align(expected, &printed).into_iter().map(|(mark, line)| format!("{mark}{line}")).collect();
        assert_eq!(found, lines, "{because}");
    }
    assert_eq!(shaded(&format!("key {} (ed25519)", "0a".repeat(32))), "key [..] (ed25519)");
}
