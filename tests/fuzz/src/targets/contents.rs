//! Any text as a campaign, catalogue, policy or golden decisions that vendor and bank signed by mistake: refused, or it decides, the same
//! each time and within its work. The first byte says which file it is.

use tellerside::author::approve::approve;
use tellerside::author::plan;
use tellerside::author::release::{ReleaseFiles, release};
use tellerside::decide::decide;
use tellerside::explain::{Language, campaign_of, decision};
use tellerside::id::{CampaignId, ReleaseVersion};
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
    let Ok(program) = SAMPLE.activate(&right(transport.write())) else { return };
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
