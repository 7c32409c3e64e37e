//! Any text as a source of an author: findings with their places, or a draft whose canonical text means the same. The first byte
//! says which source it is, and for a campaign against which catalogue.

use std::sync::Arc;

use tellerside::author::finding::{Findings, Source};
use tellerside::author::{campaign, catalogue, customers, policy, standard};
use tellerside::explain::{self, Language};
use tellerside::wire::{self, canonical};

use super::material::{SAMPLE, STANDARD, now, project, right};

const SOURCES: u8 = 5;

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let mut seed = |kind: u8, text: &str| seeds.push([&[kind], text.as_bytes()].concat());
    for id in SAMPLE.sources.campaigns.keys() {
        seed(0, SAMPLE.source(&format!("campaigns/{id}.yaml")).text());
    }
    seed(0, &right(std::fs::read_to_string(project().join("tests/it/mistakes/twelve-mistakes.yaml"))));
    for (kind, name) in [(1, "catalogue.yaml"), (2, "policy.yaml"), (3, "customers.yaml")] {
        seed(kind, SAMPLE.source(name).text());
    }
    for line in standard::CATALOGUE.lines().filter(|line| line.starts_with("  - {")).step_by(8) {
        seed(1, &format!("catalogue: 1\nfeatures:\n{line}\n"));
    }
    // Each example of the language, quoted in its page, is a condition of its own.
    for page in ["LANGUAGE.md", "TRIGGERS.md"] {
        let text = right(std::fs::read_to_string(project().join("src/campaign").join(page)));
        for when in text.split('`').filter(|quoted| quoted.starts_with('{') && quoted.ends_with('}')).step_by(2) {
            seed(4, &format!("{LEAST}{when}\n"));
        }
    }
    seeds
}

const LEAST: &str = "campaign: least
name: Least
category: service
class: promotional
schedule: {from: 2026-01-01T00:00:00Z, until: 2027-01-01T00:00:00Z}
slots: [hero]
priority: 0
default_locale: en-US
creatives: {en-US: {headline: a, body: b, action: {label: c, url: /d, offer: e}, why: f}}
when: ";

pub(super) fn run(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let Ok(text) = core::str::from_utf8(text) else { return };
    let file = Source::new("fuzz.yaml", text.into());
    let (sample, policy) = (&SAMPLE.sources.catalogue.catalogue, &SAMPLE.sources.policy.policy);
    match kind % SOURCES {
        kind @ (0 | 4) => {
            let catalogue = if kind == 0 { sample } else { &STANDARD };
            let Some(draft) = told(campaign::read(&file, catalogue, &policy.segments), &file) else { return };
            let written = right(canonical::write(&draft.doc));
            assert_eq!(wire::campaign::read(&written).as_ref(), Ok(&draft.campaign), "it is signed as something else");
            for language in [Language::English, Language::Spanish] {
                assert!(!explain::campaign(&draft.campaign, catalogue, policy, language).is_empty());
            }
        }
        1 => {
            let Some(draft) = told(catalogue::read(&file), &file) else { return };
            let written = right(canonical::write(&draft.doc));
            assert_eq!(wire::catalogue::read(&written), Ok(draft.catalogue), "it is signed as something else");
        }
        2 => {
            let Some(draft) = told(policy::read(&file, sample), &file) else { return };
            let written = right(canonical::write(&draft.doc));
            assert_eq!(wire::policy::read(&written), Ok(draft.policy), "it is signed as something else");
        }
        _ => {
            let Some(customers) = told(customers::read(&file, sample, now()), &file) else { return };
            for customer in customers {
                let request = right(serde_json::to_string(&customer.request));
                right(wire::request::read(&request, sample));
            }
        }
    }
}

/// The draft; or nothing, where findings say why and where.
fn told<T>(read: Result<T, Findings>, file: &Arc<Source>) -> Option<T> {
    let findings = match read {
        Ok(draft) => return Some(draft),
        Err(findings) => findings,
    };
    assert!(!findings.0.is_empty(), "refused, and no word why");
    for finding in &findings.0 {
        assert!(file.text().get(finding.at.clone()).is_some(), "{:?} is no place in the text: {finding}", finding.at);
        assert!(!finding.message.is_empty());
        let (line, column) = finding.line_and_column();
        assert!(line >= 1 && column >= 1);
    }
    None
}
