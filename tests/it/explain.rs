//! Explanations as reviewers read them. The reference campaigns are held word for word; `BLESS=1` writes them anew, for a person to
//! read the difference.

use std::path::Path;
use std::{env, fs};

use tellerside::author::sources::Sources;
use tellerside::explain::{self, Language};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/sample");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/explain");
const LANGUAGES: [Language; 2] = [Language::English, Language::Spanish];

fn sample() -> Sources {
    Sources::read(Path::new(SAMPLE)).unwrap()
}

fn told(sources: &Sources, language: Language) -> Vec<(String, String)> {
    let (catalogue, policy) = (&sources.catalogue.catalogue, &sources.policy.policy);
    let campaigns = sources.campaigns.values();
    campaigns
        .map(|draft| {
            let text = explain::campaign(&draft.campaign, catalogue, policy, language);
            (draft.campaign.id.to_string(), text)
        })
        .collect()
}

#[track_caller]
fn same_as_golden(file: &str, text: &str) {
    let golden = Path::new(GOLDEN).join(file);
    if env::var_os("BLESS").is_some() {
        fs::write(&golden, text).unwrap();
    }
    assert_eq!(text, fs::read_to_string(&golden).unwrap(), "{file}");
}

#[test]
fn the_reference_campaigns_read_as_a_compliance_officer_would_write_them() {
    let sources = sample();
    for language in LANGUAGES {
        for (id, text) in told(&sources, language) {
            if ["overdraft-protection", "interest-checking"].contains(&id.as_str()) {
                same_as_golden(&format!("{id}.{}.txt", language.code()), &text);
            }
        }
    }
}

#[test]
fn no_sentence_of_the_sample_bank_has_a_gap_or_an_id_for_want_of_a_phrase() {
    let sources = sample();
    for language in LANGUAGES {
        for (id, text) in told(&sources, language) {
            for mark in ["{", "}", "the value “", "el valor “", "flag “", "indicador “", "  -  "] {
                assert!(!text.contains(mark), "{id}: {mark}\n{text}");
            }
        }
    }
}
