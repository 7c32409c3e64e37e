//! `history`: copies of one customer's history merged, pruned, and what it refuses.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use tellerside::activate::activate;
use tellerside::decide::prune;
use tellerside::history::History;
use tellerside::time::Moment;
use tellerside::wire;

use super::failure::Failure;
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Prints the union of copies of one history, in whatever order they are named.
    Merge(Merge),
    /// Prints a history without what cannot change a decision of a bundle from now on.
    Prune(Prune),
    /// Lists what the customer refuses now, and since when.
    Choices(Choices),
}

#[derive(Args)]
pub(super) struct Merge {
    /// The copies, in JSON.
    #[arg(required = true)]
    histories: Vec<PathBuf>,
}

#[derive(Args)]
pub(super) struct Prune {
    /// The history, in JSON; `-` is standard input.
    #[arg(default_value = "-")]
    history: PathBuf,
    /// The bundle, which says how far its rules look back: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    /// The page's policy, with its version floor and deny list.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The moment, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

#[derive(Args)]
pub(super) struct Choices {
    /// The history, in JSON; `-` is standard input.
    #[arg(default_value = "-")]
    history: PathBuf,
}

pub(super) fn run(command: &Command, format: Format) -> Result<(), Failure> {
    match command {
        Command::Merge(arguments) => {
            let mut merged = History::default();
            for path in &arguments.histories {
                let union = wire::history::union(&merged, &files::text(path)?);
                merged = union.map_err(|fault| refused(&fault, path))?;
            }
            say!("{}", wire::decision::write_history(&merged));
        }
        Command::Prune(arguments) => {
            let history = read(&arguments.history)?;
            let root = arguments.trusted.newest()?;
            let page = files::page_policy(arguments.policy.as_deref())?;
            let now = clock::given_or_now(arguments.now)?;
            let bundle = files::bundle(&arguments.bundle)?;
            let program =
                activate(&bundle, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
            say!("{}", wire::decision::write_history(&prune(&program, &history, now)));
        }
        Command::Choices(arguments) => {
            let history = read(&arguments.history)?;
            match format {
                Format::Json => say!("{}", wire::history::write_choices(&history)),
                Format::Pretty => tell(&history),
            }
        }
    }
    Ok(())
}

fn tell(history: &History) {
    let choices = history.choices();
    if choices.is_empty() {
        say!("nothing is refused");
    }
    for (target, event) in choices {
        let since = Moment::new(event.at, 0).map_or_else(|| format!("{} ms", event.at), |since| since.to_string());
        let (kind, id) = target.words();
        say!("{}, since {since}", [kind, id].join(" ").trim_end());
    }
}

fn read(path: &Path) -> Result<History, Failure> {
    wire::history::read(&files::text(path)?).map_err(|fault| refused(&fault, path))
}

fn refused(fault: &wire::Malformed, path: &Path) -> Failure {
    Failure::refused("HISTORY_INVALID", fault.to_string()).of(path)
}
