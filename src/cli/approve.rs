//! `approve`: one approver's look at a whole release, and signature under its sheet.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use tellerside::author::approve;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Bundle, Index, Sheet, Transport, Verdict, review};
use tellerside::explain::{self, Language};
use tellerside::id::{CampaignId, Digest};
use tellerside::time::Moment;
use tellerside::wire::Malformed;

use super::failure::{Failure, Refusal};
use super::signer::{Role, Sealed, SignerArguments};
use super::trust::Trusted;
use super::{Format, clock, files, showing};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    #[arg(long, value_name = "PATH")]
    bundle: PathBuf,
    #[command(flatten)]
    trusted: Trusted,
    #[command(flatten)]
    signer: SignerArguments,
    /// Where to write the approved bundle; in place unless said.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Signs without asking, if the sheet has this digest: for approvals that were given elsewhere.
    #[arg(long, value_name = "DIGEST", value_parser = digest)]
    yes: Option<Digest>,
    /// When it is approved, RFC 3339; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

fn digest(text: &str) -> Result<Digest, String> {
    Digest::from_hex(text).map_err(|error| error.to_string())
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let root = arguments.trusted.newest()?;
    let signer = arguments.signer.open()?;
    signer.must_be(Role::Approver, &root)?;
    let page = files::page_policy(None)?;
    let now = clock::given_or_now(arguments.now)?;
    let bundle = review(&text, &root, &page, now).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    let mut transport = Transport::read(&text)?;
    show(&bundle, &transport)?;
    match arguments.yes {
        Some(agreed) if agreed == bundle.sheet => {}
        Some(agreed) => {
            let said =
                format!("the sheet of this bundle is {}, and {agreed} was agreed to: nothing was signed", bundle.sheet);
            return Err(Failure::Refused(vec![Refusal::new("NOT_AGREED", said)]));
        }
        None if signer.has_signed() => {}
        None if std::io::stdin().is_terminal() => ask(&bundle, &mut transport)?,
        None => {
            let said = format!("nobody can be asked here: to sign this sheet say `--yes {}`", bundle.sheet);
            return Err(Failure::usage(said));
        }
    }
    let sheet = sha256(transport.sheet.as_bytes());
    let out = arguments.out.as_deref().unwrap_or(&arguments.bundle);
    let approval = match signer.seal(approve::statement(&transport)?)? {
        Sealed::Signed(approval) => approval,
        Sealed::Written(pae) => {
            // A sheet that was changed here must be there when its signature comes back.
            let changed = sheet != bundle.sheet;
            if changed {
                files::write_bundle(out, &transport)?;
            }
            let next = if changed { out } else { &arguments.bundle };
            pae.tell("--bundle", &next.display().to_string(), Format::Pretty);
            return Ok(());
        }
    };
    let by = approval.signatures.first().map(|signature| signature.keyid.clone()).unwrap_or_default();
    approve::add(&mut transport, approval);
    files::write_bundle(out, &transport)?;
    say!("signed sheet {sheet} with key {by}");
    let threshold = root.approver_keys().1;
    let signed = review(&transport.write()?, &root, &page, now)?;
    say!("approvals of this sheet now: {} of the {threshold} that it needs", signed.approvers.len());
    Ok(())
}

fn show(bundle: &Bundle, transport: &Transport) -> Result<(), Failure> {
    let release = &bundle.release;
    let audience = &release.audience;
    say!("release {} for {}, environment {}", release.version, audience.bank, audience.environment);
    say!("issued {}, expires {}, approvals so far: {}\n", release.issued, release.expires, bundle.approvers.len());
    let index = Index::read(transport.index.as_bytes())?;
    for (campaign, entry) in bundle.contents.campaigns.iter().zip(&bundle.verdicts) {
        let indexed = index.campaigns.iter().find(|(id, _)| *id == campaign.id);
        let text = indexed.and_then(|(_, file)| transport.files.get(&file.digest));
        write_out!("{}", showing::campaign(campaign, text.map_or("", String::as_str)));
        say!("  proposed  {}\n", entry.verdict.as_str());
        let contents = &bundle.contents;
        write_out!(
            "{}\n",
            showing::printable(&explain::campaign(campaign, &contents.catalogue, &contents.policy, Language::English))
        );
    }
    let policy = transport.files.get(&index.policy.digest);
    say!("{}", showing::policy(policy.map_or("", String::as_str)));
    say!("sheet {}", bundle.sheet);
    Ok(())
}

/// Asks for each campaign; one that is not agreed to is rejected in a new sheet, which no earlier approval covers.
fn ask(bundle: &Bundle, transport: &mut Transport) -> Result<(), Failure> {
    let mut rejected: Vec<CampaignId> = Vec::new();
    for entry in bundle.verdicts.iter().filter(|entry| entry.verdict == Verdict::Approved) {
        if !agreed(&format!("approve {}? [y/n] ", entry.campaign))? {
            rejected.push(entry.campaign.clone());
        }
    }
    if rejected.is_empty() {
        return Ok(());
    }
    let ids: Vec<&str> = rejected.iter().map(CampaignId::as_str).collect();
    say!("a new sheet rejects {}; the other approvers sign it anew", ids.join(", "));
    if !agreed("sign it? [y/n] ")? {
        return Err(Failure::refused("NOT_AGREED", "nothing was signed"));
    }
    let mut sheet = Sheet::read(transport.sheet.as_bytes())?;
    for entry in sheet.campaigns.iter_mut().filter(|entry| rejected.contains(&entry.campaign)) {
        entry.verdict = Verdict::Rejected;
    }
    let bytes = sheet.write()?;
    transport.sheet = String::from_utf8(bytes).map_err(|_| Malformed::whole("sheet", "not UTF-8"))?;
    transport.approvals.clear();
    Ok(())
}

fn agreed(question: &str) -> Result<bool, Failure> {
    let refused = |cause: std::io::Error| Failure::usage(format!("the terminal cannot be read: {cause}"));
    loop {
        write_out!("{question}");
        std::io::stdout().flush().map_err(refused)?;
        let mut answer = String::new();
        if std::io::stdin().read_line(&mut answer).map_err(refused)? == 0 {
            return Err(Failure::refused("NOT_AGREED", "nothing was signed"));
        }
        match answer.trim() {
            "y" | "yes" => return Ok(true),
            "n" | "no" => return Ok(false),
            _ => {}
        }
    }
}
