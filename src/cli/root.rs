//! `root`: the trust root that a bank's page pins.

use std::path::PathBuf;

use clap::Args;
use tellerside::author::plan;
use tellerside::bundle::draft::{RoleDraft, RootDraft};
use tellerside::bundle::{Audience, Environment, EvidenceKind};
use tellerside::id::BankId;
use tellerside::time::Moment;

use super::failure::Failure;
use super::{clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bank.
    #[arg(long, value_parser = bank)]
    bank: BankId,
    /// The environment: pilot, test or production.
    #[arg(long, value_parser = environment)]
    environment: Environment,
    /// A public key of the vendor role, in PEM; may be repeated.
    #[arg(long, value_name = "PEM", required = true)]
    vendor: Vec<PathBuf>,
    /// How many vendor keys must sign a release.
    #[arg(long, value_name = "N", default_value_t = 1)]
    vendor_threshold: u8,
    /// A public key of the approver role, in PEM; at least two.
    #[arg(long, value_name = "PEM", required = true)]
    approver: Vec<PathBuf>,
    /// How many approvers must sign a sheet, at least 2.
    #[arg(long, value_name = "N", default_value_t = 2)]
    approver_threshold: u8,
    /// A public key of the root role, which signs the next root, in PEM; may be repeated.
    #[arg(long, value_name = "PEM", required = true)]
    root: Vec<PathBuf>,
    /// How many root keys must sign the next root.
    #[arg(long, value_name = "N", default_value_t = 1)]
    root_threshold: u8,
    /// Most days that a release may hold.
    #[arg(long, value_name = "DAYS", default_value_t = 14)]
    lifetime_days: u16,
    /// A kind of evidence that every approval must rest on: goldens, lint, reach or renderings; may be repeated.
    #[arg(long, value_parser = evidence, default_values = ["goldens", "renderings"])]
    evidence: Vec<EvidenceKind>,
    /// Its place in the order of the bank's roots.
    #[arg(long, default_value_t = 1)]
    version: u64,
    /// The first moment at which it no longer holds, RFC 3339; a year from now unless said.
    #[arg(long, value_parser = clock::moment)]
    expires: Option<Moment>,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

fn bank(text: &str) -> Result<BankId, String> {
    BankId::new(text).map_err(|error| error.to_string())
}

fn environment(text: &str) -> Result<Environment, String> {
    Environment::parse(text).ok_or_else(|| "write pilot, test or production".into())
}

fn evidence(text: &str) -> Result<EvidenceKind, String> {
    EvidenceKind::parse(text).ok_or_else(|| "write goldens, lint, reach or renderings".into())
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let role = |paths: &[PathBuf], threshold: u8| -> Result<RoleDraft, Failure> {
        let keys = paths.iter().map(|path| files::public_key(path)).collect::<Result<_, _>>()?;
        Ok(RoleDraft { keys, threshold })
    };
    let expires = match arguments.expires {
        Some(expires) => expires,
        None => plan::after(clock::now(0)?, 365),
    };
    let mut kinds = arguments.evidence.clone();
    kinds.sort_by_key(|kind| kind.as_str());
    kinds.dedup();
    let draft = RootDraft {
        audience: Audience { bank: arguments.bank.clone(), environment: arguments.environment },
        evidence: kinds,
        expires: plan::second(expires),
        lifetime_days: arguments.lifetime_days,
        version: arguments.version,
        vendor: role(&arguments.vendor, arguments.vendor_threshold)?,
        approver: role(&arguments.approver, arguments.approver_threshold)?,
        root: role(&arguments.root, arguments.root_threshold)?,
    };
    files::write(&arguments.out, &draft.write()?)
}
