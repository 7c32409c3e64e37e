//! `pilot`: a trial in one command, written to a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use tellerside::activate::activate;
use tellerside::author::customers::CustomerDoc;
use tellerside::author::pictures::IMAGES;
use tellerside::author::pilot::{Pilot, PilotKeys, pilot};
use tellerside::author::sources::Sources;
use tellerside::bundle::signature::Algorithm;
use tellerside::bundle::{PagePolicy, TrustRoot};
use tellerside::decide::decide;
use tellerside::time::Moment;

use super::failure::Failure;
use super::keygen::Protection;
use super::{assets, clock, files, keygen};

/// The trust root's file in a pilot's folder.
const ROOT: &str = "root.json";

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder with bank.yaml, catalogue.yaml, policy.yaml, campaigns/, images/ and customers.yaml.
    #[arg(long, value_name = "DIR")]
    source: PathBuf,
    /// The folder to write; an earlier pilot in it is replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// When the pilot starts, RFC 3339 with the bank's offset; now unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sources = Sources::read(&arguments.source)?;
    let now = match arguments.now {
        Some(now) => now,
        None => clock::now(sources.bank.offset_minutes)?,
    };
    let customers = sources.customers(&arguments.source, now)?;
    let keys = PilotKeys {
        vendor: keygen::generate(Algorithm::Ed25519)?,
        approvers: [keygen::generate(Algorithm::Ed25519)?, keygen::generate(Algorithm::EcdsaP256Sha256)?],
        root: keygen::generate(Algorithm::Ed25519)?,
    };
    let made = pilot(&sources, &keys, now)?;
    write_keys(&arguments.out, &keys)?;
    write(&arguments.out, &made, &customers)?;
    assets::write(&arguments.out.join(IMAGES), &sources.pictures)?;
    tell(&made, &customers, now)?;
    say!("\nwritten to {}", arguments.out.display());
    Ok(())
}

fn write_keys(out: &Path, keys: &PilotKeys) -> Result<(), Failure> {
    let folder = out.join("keys");
    let [first, second] = &keys.approvers;
    let named = [("vendor", &keys.vendor), ("approver-a", first), ("approver-b", second), ("root", &keys.root)];
    let old = named.map(|(name, _)| [folder.join(format!("{name}.pem")), folder.join(format!("{name}.pub.pem"))]);
    // An earlier pilot's keys give way to the new ones; a key of anybody else is never touched.
    let known = std::fs::read_to_string(out.join(ROOT)).unwrap_or_default();
    for public in old.iter().map(|[_, public]| public).filter(|public| public.exists()) {
        if !known.contains(&files::public_key(public)?.id().to_string()) {
            let said = format!("{} was made by no pilot here: choose another --out", public.display());
            return Err(Failure::usage(said));
        }
    }
    for path in old.iter().flatten().filter(|path| path.exists()) {
        std::fs::remove_file(path).map_err(|cause| Failure::file(path, &cause))?;
    }
    for (name, key) in named {
        // A trial's keys speak for no bank and live in its folder.
        keygen::write(&folder, name, key, &Protection::Nothing)?;
    }
    Ok(())
}

fn write(folder: &Path, pilot: &Pilot, customers: &[CustomerDoc]) -> Result<(), Failure> {
    let json = |value: &serde_json::Value| format!("{value:#}\n");
    let failed = |error: serde_json::Error| Failure::usage(error.to_string());
    for customer in customers {
        let request = serde_json::to_value(&customer.request).map_err(failed)?;
        files::write(&folder.join("requests").join(format!("{}.json", customer.id)), &json(&request))?;
    }
    let customers = serde_json::to_value(customers).map_err(failed)?;
    files::write(&folder.join(ROOT), &pilot.root)?;
    files::write(&folder.join("policy.json"), &pilot.policy)?;
    files::write(&folder.join("bundle.tsb.json"), &pilot.bundle)?;
    files::write(&folder.join("customers.json"), &json(&customers))?;
    let bundles = folder.join("bundles");
    let mut index = Vec::new();
    for prepared in &pilot.prepared {
        let file = format!("{}.tsb.json", prepared.name);
        files::write(&bundles.join(&file), &prepared.text)?;
        index.push(serde_json::json!({"file": file, "title": prepared.title, "expect": prepared.expect}));
    }
    files::write(&bundles.join("index.json"), &json(&serde_json::Value::Array(index)))?;
    files::write(&bundles.join("README.md"), &readme(pilot))
}

fn readme(pilot: &Pilot) -> String {
    let mut text = String::from(
        "# Prepared bundles\n\nMade with the pilot beside them, by its own keys. Hand each to a page that runs, or to `tellerside verify`, \
         with the pilot's `root.json` and `policy.json`.\n\n| file | what was done | ends with |\n|---|---|---|\n",
    );
    for prepared in &pilot.prepared {
        text.push_str(&format!("| {}.tsb.json | {} | {} |\n", prepared.name, prepared.story, prepared.expect));
    }
    text
}

fn tell(made: &Pilot, customers: &[CustomerDoc], now: Moment) -> Result<(), Failure> {
    let root = TrustRoot::read(&made.root)?;
    let program = activate(&made.bundle, &root, &PagePolicy::read(&made.policy)?, now)?;
    say!("{} campaigns, approved by two; {} customers:\n", program.candidates().len(), customers.len());
    for customer in customers {
        let (request, history) = customer.request.clone().into_request(program.catalogue())?;
        let decision = decide(&program, &request, &history);
        let shown: Vec<String> = decision
            .placements
            .iter()
            .map(|placement| format!("{} in {}", placement.campaign, placement.slot))
            .collect();
        let shown = if shown.is_empty() { "nothing".into() } else { shown.join(", ") };
        say!("  {:<34} {shown}", customer.name);
    }
    say!("\n{} prepared bundles, each verified to end as its table says:\n", made.prepared.len());
    for prepared in &made.prepared {
        say!("  {:<34} {}", prepared.title, prepared.expect);
    }
    Ok(())
}
