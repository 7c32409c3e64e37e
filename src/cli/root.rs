//! `root`: the trust root that a bank's page pins, made of public keys, or the one after it.

use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::author::plan;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::draft::{RoleDraft, RootDraft};
use tellerside::bundle::{Audience, Environment, EvidenceKind, RootError};
use tellerside::id::{BankId, Digest};
use tellerside::time::Moment;

use super::failure::Failure;
use super::{Format, clock, files};

#[derive(Args)]
pub(super) struct Arguments {
    /// The root before: what is not said is as in it, and the version is one higher.
    #[arg(long, value_name = "FILE")]
    after: Option<PathBuf>,
    /// The bank.
    #[arg(long, value_parser = bank, required_unless_present = "after", conflicts_with = "after")]
    bank: Option<BankId>,
    /// The environment: pilot, test or production.
    #[arg(long, value_parser = environment, required_unless_present = "after", conflicts_with = "after")]
    environment: Option<Environment>,
    /// A public key of the vendor role, in PEM; may be repeated, and then these are all.
    #[arg(long, value_name = "PEM", required_unless_present = "after")]
    vendor: Vec<PathBuf>,
    /// How many vendor keys must sign a release; 1 unless said.
    #[arg(long, value_name = "N")]
    vendor_threshold: Option<u8>,
    /// A public key of the approver role, in PEM; at least two, and these are all.
    #[arg(long, value_name = "PEM", required_unless_present = "after")]
    approver: Vec<PathBuf>,
    /// How many approvers must sign a sheet, at least 2; 2 unless said.
    #[arg(long, value_name = "N")]
    approver_threshold: Option<u8>,
    /// A public key of the root role, which signs the next root, in PEM; may be repeated, and then these are all.
    #[arg(long, value_name = "PEM", required_unless_present = "after")]
    root: Vec<PathBuf>,
    /// How many root keys must sign the next root; 1 unless said.
    #[arg(long, value_name = "N")]
    root_threshold: Option<u8>,
    /// Most days that a release may hold; 14 unless said.
    #[arg(long, value_name = "DAYS")]
    lifetime_days: Option<u16>,
    /// A kind of evidence that every approval must rest on: goldens or renderings; may be repeated. Both unless said.
    #[arg(long, value_parser = evidence)]
    evidence: Vec<EvidenceKind>,
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
    match EvidenceKind::parse(text) {
        Some(kind @ (EvidenceKind::Goldens | EvidenceKind::Renderings)) => Ok(kind),
        Some(EvidenceKind::Lint | EvidenceKind::Reach) => {
            Err("no command of this version makes it, so nothing could be approved: write goldens or renderings".into())
        }
        None => Err("write goldens or renderings".into()),
    }
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    let expires = plan::second(match arguments.expires {
        Some(expires) => expires,
        None => plan::after(clock::now(0)?, 365),
    });
    let mut draft = match (&arguments.after, &arguments.bank, arguments.environment) {
        (Some(before), ..) => next(before, expires)?,
        (None, Some(bank), Some(environment)) => first(Audience { bank: bank.clone(), environment }, expires),
        (None, ..) => return Err(Failure::usage("say --bank and --environment, or the root --after which it comes")),
    };
    draft.lifetime_days = arguments.lifetime_days.unwrap_or(draft.lifetime_days);
    if !arguments.evidence.is_empty() {
        draft.evidence = arguments.evidence.clone();
        draft.evidence.sort_by_key(|kind| kind.as_str());
        draft.evidence.dedup();
    }
    let mut given = Vec::new();
    for (role, keys, threshold) in [
        (&mut draft.vendor, &arguments.vendor, arguments.vendor_threshold),
        (&mut draft.approver, &arguments.approver, arguments.approver_threshold),
        (&mut draft.root, &arguments.root, arguments.root_threshold),
    ] {
        if !keys.is_empty() {
            role.keys = keys.iter().map(|path| files::public_key(path)).collect::<Result<_, _>>()?;
            given.extend(role.keys.iter().map(|key| key.id()).zip(keys));
        }
        role.threshold = threshold.unwrap_or(role.threshold);
    }
    let text = draft.write().map_err(|error| refused(error, &given))?;
    files::write(&arguments.out, &text)?;
    let (digest, Audience { bank, environment }) = (sha256(text.as_bytes()), &draft.audience);
    match format {
        Format::Pretty => {
            say!("root {} for {bank}, {environment}, until {}", draft.version, draft.expires);
            say!("digest {digest}");
        }
        Format::Json => say!("{}", serde_json::json!({"digest": digest.to_string(), "version": draft.version})),
    }
    Ok(())
}

/// Why there is no such root, told of the files that were `given` where one of them is the cause.
fn refused(error: Box<RootError>, given: &[(Digest, &PathBuf)]) -> Failure {
    if let RootError::Threshold { role, keys, least, .. } = *error
        && keys < least
    {
        let said = format!(
            "the role `{role}` is given {keys} of the {least} keys that it needs at least: say each by --{role}"
        );
        return Failure::refused("ROOT_INVALID", said);
    }
    let shared = if let RootError::SharedKey { key, .. } = *error { Some(key) } else { None };
    let failure = Failure::from(error);
    match given.iter().find(|(id, _)| Some(*id) == shared) {
        Some((_, path)) => failure.of(path),
        None => failure,
    }
}

/// The root that a bank begins with, its keys still to come.
fn first(audience: Audience, expires: Moment) -> RootDraft {
    let role = |threshold| RoleDraft { keys: Vec::new(), threshold };
    RootDraft {
        audience,
        evidence: vec![EvidenceKind::Goldens, EvidenceKind::Renderings],
        expires,
        lifetime_days: 14,
        version: 1,
        vendor: role(1),
        approver: role(2),
        root: role(1),
    }
}

/// The root after the one in the file `before`.
fn next(before: &Path, expires: Moment) -> Result<RootDraft, Failure> {
    let before = files::root(before)?;
    Ok(RootDraft { version: before.version().saturating_add(1), expires, ..RootDraft::from(&before) })
}
