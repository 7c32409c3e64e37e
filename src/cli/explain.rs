//! `explain`: campaigns in sentences, and decisions clause by clause, in English or Spanish.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use tellerside::activate::activate;
use tellerside::author::sources::Sources;
use tellerside::campaign::{Campaign, Policy};
use tellerside::compile::Program;
use tellerside::explain::{self, Language};
use tellerside::feature::Catalogue;
use tellerside::id::{CampaignId, Locale};
use tellerside::time::Moment;
use tellerside::wire;

use super::failure::Failure;
use super::showing::printable;
use super::trust::Trusted;
use super::{Format, clock, files};

#[derive(Args)]
#[command(group(ArgGroup::new("from").required(true).args(["source", "bundle"])))]
pub(super) struct Arguments {
    /// The folder with a bank's sources.
    #[arg(long, value_name = "DIR")]
    source: Option<PathBuf>,
    /// The bundle: one file or a folder. It must hold.
    #[arg(long, value_name = "PATH", requires = "root")]
    bundle: Option<PathBuf>,
    /// The trust root that the page pins.
    #[arg(long, value_name = "FILE", requires = "bundle")]
    root: Option<PathBuf>,
    /// The chain of roots that leads on from it, where the bank has rotated any.
    #[arg(long, value_name = "FILE", requires = "bundle")]
    roots: Option<PathBuf>,
    /// The page's policy, with its version floor and deny list.
    #[arg(long, value_name = "FILE", requires = "bundle")]
    policy: Option<PathBuf>,
    /// This campaign alone.
    #[arg(long, value_name = "ID", value_parser = CampaignId::new)]
    campaign: Option<CampaignId>,
    /// The language.
    #[arg(long, value_enum, default_value_t = Spoken::En)]
    language: Spoken,
    /// As approvers read it for the customers of exactly this locale, with every word that these see. An approval sheet binds the
    /// SHA-256 of this text.
    #[arg(long, value_name = "LOCALE", value_parser = Locale::new, conflicts_with_all = ["language", "decision"])]
    locale: Option<Locale>,
    /// Explains the decision on a request instead: each clause, and the values of the customer that were read for it.
    #[arg(long, requires = "bundle")]
    decision: bool,
    /// The request, in JSON; `-` is standard input.
    #[arg(long, value_name = "FILE", default_value = "-", requires = "decision")]
    request: PathBuf,
    /// The moment at which the bundle must hold, RFC 3339; that of the request, or now, unless said.
    #[arg(long, value_parser = clock::moment)]
    now: Option<Moment>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Spoken {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Spoken {
    fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Es => Language::Spanish,
        }
    }
}

pub(super) fn run(arguments: &Arguments, format: Format) -> Result<(), Failure> {
    match (&arguments.source, &arguments.bundle, &arguments.root) {
        (Some(source), ..) => of_sources(arguments, &Sources::read(source)?),
        (None, Some(bundle), Some(root)) if arguments.decision => {
            let text = files::text(&arguments.request)?;
            let refused =
                |fault: wire::Malformed| Failure::refused("REQUEST_INVALID", fault.to_string()).of(&arguments.request);
            let stated = wire::request::read_now(&text).map_err(refused)?;
            let program = program(arguments, (bundle, root), arguments.now.unwrap_or(stated))?;
            let (request, history) = wire::request::read(&text, program.catalogue()).map_err(refused)?;
            let mut explained = explain::decision(&program, &request, &history, arguments.language.language());
            explained.retain(|one| arguments.campaign.as_ref().is_none_or(|wanted| wanted == one.campaign()));
            known(arguments, !explained.is_empty())?;
            match format {
                Format::Json => say!("{}", explain::write(&explained)),
                Format::Pretty => write_out!("{}", printable(&explain::decision_text(&explained))),
            }
            Ok(())
        }
        (None, Some(bundle), Some(root)) => {
            let now = match arguments.now {
                Some(now) => now,
                None => clock::now(0)?,
            };
            of_program(arguments, &program(arguments, (bundle, root), now)?)
        }
        (None, None, _) | (None, Some(_), None) => Err(Failure::usage("name --source, or --bundle and --root")),
    }
}

fn program(arguments: &Arguments, (bundle, root): (&PathBuf, &PathBuf), now: Moment) -> Result<Program, Failure> {
    let page = files::page_policy(arguments.policy.as_deref())?;
    let root = Trusted { root: root.clone(), roots: arguments.roots.clone() }.newest()?;
    activate(&files::bundle(bundle)?, &root, &page, now).map_err(|error| Failure::from(error).of(bundle))
}

fn of_sources(arguments: &Arguments, sources: &Sources) -> Result<(), Failure> {
    let campaigns = sources.campaigns.values().map(|draft| &draft.campaign);
    of_campaigns(arguments, campaigns, &sources.catalogue.catalogue, &sources.policy.policy)
}

fn of_program(arguments: &Arguments, program: &Program) -> Result<(), Failure> {
    let review = program.review();
    of_campaigns(arguments, review.campaigns.iter(), program.catalogue(), &review.policy)
}

fn of_campaigns<'a>(
    arguments: &Arguments,
    campaigns: impl Iterator<Item = &'a Campaign>,
    catalogue: &Catalogue,
    policy: &Policy,
) -> Result<(), Failure> {
    let campaigns: Vec<_> = campaigns.filter(|campaign| meant(arguments, campaign)).collect();
    known(arguments, !campaigns.is_empty())?;
    let told = campaigns.iter().filter_map(|campaign| match &arguments.locale {
        None => Some(explain::campaign(campaign, catalogue, policy, arguments.language.language())),
        Some(locale) => explain::rendering(campaign, catalogue, policy, locale),
    });
    let told: Vec<String> = told.collect();
    match &arguments.locale {
        Some(locale) if told.is_empty() => Err(Failure::usage(format!("no campaign meant has words for `{locale}`"))),
        Some(_) | None => {
            tell(told.into_iter());
            Ok(())
        }
    }
}

fn meant(arguments: &Arguments, campaign: &Campaign) -> bool {
    arguments.campaign.as_ref().is_none_or(|wanted| *wanted == campaign.id)
}

fn known(arguments: &Arguments, found: bool) -> Result<(), Failure> {
    match &arguments.campaign {
        Some(wanted) if !found => Err(Failure::usage(format!("there is no campaign `{wanted}`"))),
        Some(_) | None => Ok(()),
    }
}

/// Prints texts, a line between them.
fn tell(texts: impl Iterator<Item = String>) {
    for (place, text) in texts.enumerate() {
        if place > 0 {
            say!("\n{}\n", "-".repeat(72));
        }
        write_out!("{}", printable(&text));
    }
}
