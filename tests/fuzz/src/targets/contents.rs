//! Any text as a campaign, catalogue, policy or golden decisions that vendor and bank signed by mistake: refused, or it decides, the same
//! each time and within its work. The first byte says which file it is.

use tellerside::author::approve::approve;
use tellerside::author::plan;
use tellerside::author::release::{ReleaseFiles, release};
use tellerside::decide::decide;
use tellerside::explain::{Language, campaign_of, decision};
use tellerside::id::{CampaignId, ReleaseVersion};
use tellerside::review::{AsIf, Opened};
use tellerside::wire;

use super::material::{SAMPLE, assert_canonical, corpus_transport, now, right};

/// Days that the release holds.
const DAYS: u16 = 14;
const FILES: u8 = 4;

fn files() -> ReleaseFiles {
    right(SAMPLE.sources.release_files())
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let ReleaseFiles { catalogue, policy, goldens, campaigns } = files();
    let of = |kind: u8, text: &str| [&[kind], text.as_bytes()].concat();
    let mut seeds = vec![of(1, &catalogue), of(2, &policy), of(3, &goldens)];
    seeds.extend(campaigns.values().map(|text| of(0, text)));
    // Each form of the language stands in the corpus, and short.
    let corpus = corpus_transport();
    seeds.extend(
        corpus.files.iter().filter(|(_, text)| text.starts_with(r#"{"campaign":"#)).map(|(_, text)| of(0, text)),
    );
    seeds
}

/// The id in a text that begins as a campaign does; a file must stand under its own.
fn id(text: &str) -> Option<CampaignId> {
    CampaignId::new(text.strip_prefix(r#"{"campaign":""#)?.split_once('"')?.0).ok()
}

pub(super) fn run(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let Ok(text) = core::str::from_utf8(text) else { return };
    let mut files = files();
    match kind % FILES {
        0 => {
            // Alone with one other, so that it competes and little else is read.
            let campaigns = core::mem::take(&mut files.campaigns);
            files.campaigns.extend(campaigns.into_iter().take(1));
            let Some(id) = id(text) else { return };
            files.campaigns.insert(id, text.into());
            files.goldens = r#"{"goldens":[]}"#.into();
        }
        1 => files.catalogue = text.into(),
        2 => files.policy = text.into(),
        _ => files.goldens = text.into(),
    }
    let facts = plan::release(SAMPLE.root.audience(), right(ReleaseVersion::new(7).ok_or(7)), now(), DAYS);
    let Ok(sheet) = plan::sheet(&files, now(), DAYS) else { return };
    let Ok(mut transport) = release(files, &facts, &sheet, &SAMPLE.keys.vendor) else { return };
    for approver in &SAMPLE.keys.approvers {
        if approve(&mut transport, approver).is_err() {
            return;
        }
    }
    let bundle = right(transport.write());
    let activated = SAMPLE.activate(&bundle);
    match Opened::open(&bundle, SAMPLE.root.clone(), SAMPLE.page.clone(), now()) {
        Ok(opened) => look(&opened, activated.is_ok()),
        Err(refused) => assert!(activated.is_err(), "it runs, and nobody could have read it: {refused}"),
    }
    let Ok(program) = activated else { return };
    assert_canonical(text.as_bytes());
    for request in SAMPLE.requests.iter().take(3) {
        let Ok((request, history)) = wire::request::read(request, program.catalogue()) else { continue };
        assert_eq!(decide(&program, &request, &history), decide(&program, &request, &history));
        for language in [Language::English, Language::Spanish] {
            for explained in decision(&program, &request, &history, language) {
                assert!(!explained.text().is_empty());
            }
        }
    }
    for candidate in program.candidates() {
        for language in [Language::English, Language::Spanish] {
            assert!(campaign_of(&program, candidate.id(), language).is_some_and(|told| !told.is_empty()));
        }
    }
}

/// What reviewers are told before they sign, also of what has no meaning under its catalogue.
fn look(opened: &Opened, runs: bool) {
    assert_eq!(opened.accepted().is_ok(), runs);
    assert_eq!(opened.if_approved().is_ok(), runs);
    for told in [opened.facts(), opened.campaigns(), opened.features()] {
        assert_canonical(told.as_bytes());
    }
    for (campaign, _) in &opened.edition().campaigns {
        for language in [Language::English, Language::Spanish] {
            assert!(opened.describe(&campaign.id, language).is_some_and(|told| !told.is_empty()));
        }
        for locale in campaign.creatives.keys() {
            assert!(opened.rendering(&campaign.id, locale).is_some());
        }
    }
    assert!(!opened.policy(Language::English).is_empty());
    assert!(opened.changes(&SAMPLE.bundle, Language::English).is_ok());
    for request in SAMPLE.requests.iter().take(1) {
        // A vector that another catalogue was made for may be refused; nothing else is left to be wrong.
        let decided = opened.decide(request, &AsIf::AllApproved);
        assert!(decided.is_ok() || !runs || wire::request::read(request, &opened.edition().catalogue).is_err());
    }
}
