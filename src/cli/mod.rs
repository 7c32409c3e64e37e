//! The commands. Each reads its arguments, asks the library, and says what came out; no rule about campaigns lives here.
//!
//! Exit codes: 0 done, 1 refused or something found, 2 wrongly called.
#![expect(clippy::print_stderr, reason = "a command tells its failures on its terminal")]

#[macro_use]
mod answer;

mod approve;
mod asking;
mod assets;
mod audit;
mod catalogue;
mod check;
mod clock;
mod countersign;
mod decide;
mod explain;
mod failure;
mod features_needed;
mod files;
mod history;
mod inspect;
mod keygen;
mod measure;
mod page_policy;
mod passphrase;
mod pilot;
mod release;
mod renew;
mod replay;
mod root;
mod rotate;
mod schema;
mod showing;
mod signer;
mod trust;
mod vectors;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Offers decided on the bank's side of the counter: campaigns written, approved, verified and decided.
#[derive(Parser)]
#[command(name = "tellerside", version, arg_required_else_help = true)]
struct Arguments {
    /// How answers and errors are written: for people, or one JSON object a line.
    #[arg(long, value_enum, global = true, default_value_t = Format::Pretty)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

/// How answers and errors are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Pretty,
    /// For programs.
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Makes everything that a trial needs from a bank's sources: keys, root, bundle, customers, and bundles that must be refused.
    Pilot(pilot::Arguments),
    /// Makes a key pair.
    Keygen(keygen::Arguments),
    /// Makes the trust root that a bank's page pins, of public keys.
    Root(root::Arguments),
    /// Proposes the next trust root, and signs it with an old or a new root key.
    Rotate(rotate::Arguments),
    /// Checks a bank's sources and their examples, without a key: every mistake, in its place.
    Check(check::Arguments),
    /// Checks and pins the pictures that campaigns name, and lays them out for the bank's origin.
    Assets(assets::Arguments),
    /// Checks a bank's sources and signs a release of them, ready for the bank's approval.
    Release(release::Arguments),
    /// Adds the signature of one more vendor key to a release, as after the rotation of a vendor key; its approvals stay.
    Countersign(countersign::Arguments),
    /// Dates an unchanged release anew, within what the bank approved.
    Renew(renew::Arguments),
    /// Shows what a release would show to customers, and signs the bank's approval of it.
    Approve(approve::Arguments),
    /// Writes the page's policy: the version floor, and campaigns that are denied from now on.
    PagePolicy(page_policy::Arguments),
    /// Says whether a bundle holds: who signed it, until when, and which campaigns are signed off.
    Verify(verify::Arguments),
    /// Tells a privacy reviewer what a release reads, where it leads, what is stored, and who signed it; it need not be approved.
    Audit(audit::Arguments),
    /// Shows what is in a bundle, without trusting any of it.
    Inspect(inspect::Arguments),
    /// Prints the standard feature catalogue, from which a bank's own one is made.
    Catalogue(catalogue::Arguments),
    /// Lists what a vector must carry for a bundle, and for which campaigns.
    FeaturesNeeded(features_needed::Arguments),
    /// Makes feature vectors of a table, one row a customer.
    Vectors(vectors::Arguments),
    /// Decides a request with a bundle.
    Decide(decide::Arguments),
    /// Decides again what a record is of, and says whether its very bytes come out.
    Replay(replay::Arguments),
    /// Merges, prunes and reads customers' histories.
    #[command(subcommand)]
    History(history::Command),
    /// Says in plain English or Spanish what campaigns mean, or why a request is decided as it is.
    Explain(explain::Arguments),
    /// Counts what was measured per campaign and arm, with rates against the comparison group.
    Measure(measure::Arguments),
    /// Prints the JSON Schema of a document.
    Schema(schema::Arguments),
}

/// Runs the command that the process was called with.
pub(crate) fn run() -> ExitCode {
    let Arguments { format, command } = Arguments::parse();
    let done = match command {
        Command::Pilot(arguments) => pilot::run(&arguments),
        Command::Keygen(arguments) => keygen::run(&arguments, format),
        Command::Root(arguments) => root::run(&arguments, format),
        Command::Rotate(arguments) => rotate::run(&arguments, format),
        Command::Check(arguments) => check::run(&arguments, format),
        Command::Assets(arguments) => assets::run(&arguments, format),
        Command::Release(arguments) => release::run(&arguments, format),
        Command::Countersign(arguments) => countersign::run(&arguments, format),
        Command::Renew(arguments) => renew::run(&arguments, format),
        Command::Approve(arguments) => approve::run(&arguments),
        Command::PagePolicy(arguments) => page_policy::run(&arguments, format),
        Command::Verify(arguments) => verify::run(&arguments, format),
        Command::Audit(arguments) => audit::run(&arguments, format),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Catalogue(arguments) => catalogue::run(&arguments),
        Command::FeaturesNeeded(arguments) => features_needed::run(&arguments, format),
        Command::Vectors(arguments) => vectors::run(&arguments),
        Command::Decide(arguments) => decide::run(&arguments, format),
        Command::Replay(arguments) => replay::run(&arguments, format),
        Command::History(command) => history::run(&command, format),
        Command::Explain(arguments) => explain::run(&arguments, format),
        Command::Measure(arguments) => measure::run(&arguments, format),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell(format);
            ExitCode::from(failure.exit_code())
        }
    }
}
