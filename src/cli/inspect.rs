//! `inspect`: what stands in a bundle, whoever wrote it.

use std::path::PathBuf;

use clap::Args;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::envelope::Envelope;
use tellerside::bundle::{Index, Sheet, Transport};
use tellerside::wire;

use super::failure::Failure;
use super::{files, showing};

#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle: one file or a folder.
    bundle: PathBuf,
    /// Shows the campaigns in full.
    #[arg(long)]
    campaigns: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = files::bundle(&arguments.bundle)?;
    let transport = Transport::read(&text).map_err(|error| Failure::from(error).of(&arguments.bundle))?;
    say!("NOT VERIFIED: this is what the bundle says of itself; `tellerside verify` says whether it holds\n");
    say!("release    {}", statement(&transport.release));
    say!("  signed   {}", signers(&transport.release));
    for approval in &transport.approvals {
        say!("approval   {}", statement(approval));
        say!("  signed   {}", signers(approval));
    }
    say!("index      {}, {} bytes", sha256(transport.index.as_bytes()), transport.index.len());
    say!("sheet      {}, {} bytes", sha256(transport.sheet.as_bytes()), transport.sheet.len());
    match Sheet::read(transport.sheet.as_bytes()) {
        Ok(sheet) => {
            say!("  holds    {} until {}", sheet.not_before, sheet.not_after);
            for entry in &sheet.campaigns {
                say!("  {:<8} {}", entry.verdict.as_str(), entry.campaign);
                say!("           rests on {}", showing::evidence(&entry.evidence));
            }
        }
        Err(fault) => say!("  unreadable: {fault}"),
    }
    say!("files      {}", transport.files.len());
    for (named, text) in &transport.files {
        let says = if sha256(text.as_bytes()) == *named { "" } else { ", and its bytes are others" };
        say!("  {named}, {} bytes{says}", text.len());
    }
    if arguments.campaigns {
        campaigns(&transport)?;
    }
    Ok(())
}

fn campaigns(transport: &Transport) -> Result<(), Failure> {
    let index = Index::read(transport.index.as_bytes())?;
    for (id, file) in &index.campaigns {
        let text = transport.files.get(&file.digest).map_or("", String::as_str);
        match wire::campaign::read(text.as_bytes()) {
            Ok(campaign) => say!("\n{}", showing::campaign(&campaign, text)),
            Err(fault) => say!("\n{id}: unreadable: {fault}"),
        }
    }
    Ok(())
}

fn statement(envelope: &Envelope) -> String {
    showing::printable(&String::from_utf8_lossy(&envelope.payload))
}

fn signers(envelope: &Envelope) -> String {
    let hints: Vec<&str> = envelope.signatures.iter().map(|signature| signature.keyid.as_str()).collect();
    if hints.is_empty() { "by nobody".into() } else { format!("by {}, it says", showing::printable(&hints.join(", "))) }
}
