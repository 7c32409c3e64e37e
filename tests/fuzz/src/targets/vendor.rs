//! A good bundle with anything changed that the vendor writes, signed by the vendor's real key, under the bank's own sheet and
//! approvals: the decisions that the bank approved, or a refusal, or a release from the future that promotes nothing.

use tellerside::author::release::sign;
use tellerside::bundle::digest::sha256;
use tellerside::bundle::{Index, IndexedFile, statement};
use tellerside::id::{Digest, ReleaseVersion};
use tellerside::time::Moment;

use super::edits::{Code, one_of_each};
use super::material::{SAMPLE, right};

/// What is changed, a bit each of the first byte.
const FACTS: u8 = 1;
const FILE: u8 = 2;
const REINDEXED: u8 = 4;
const INDEX: u8 = 8;
const RENAMED: u8 = 16;
const PAYLOAD: u8 = 32;

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for what in [PAYLOAD, INDEX, INDEX | RENAMED] {
        seeds.extend(one_of_each().into_iter().map(|edit| [&[what], edit.as_slice()].concat()));
    }
    for file in 0..10 {
        for what in [FILE, FILE | REINDEXED, FILE | REINDEXED | RENAMED] {
            seeds.extend(
                one_of_each().into_iter().step_by(5).map(|edit| [&[what, file, 0, 0], edit.as_slice()].concat()),
            );
        }
    }
    // Version, and the minutes by which both dates move.
    for facts in [
        [7, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        [8, 0, 0, 60, 0, 0, 60, 0, 0, 1],
        [9, 1, 0, 1, 0, 0, 9, 0, 0, 2],
        [5, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    ] {
        seeds.push([&[FACTS], facts.as_slice()].concat());
        seeds.push([&[FACTS | RENAMED], facts.as_slice()].concat());
    }
    seeds
}

pub(super) fn run(data: &[u8]) {
    let mut code = Code(data);
    let what = code.byte();
    let is_changed = |part: u8| what & part != 0;
    let mut transport = SAMPLE.transport.clone();
    let mut index = right(Index::read(transport.index.as_bytes()));
    let mut facts = SAMPLE.facts.clone();
    if is_changed(FACTS) {
        facts.version = ReleaseVersion::new(code.number().into()).unwrap_or(facts.version);
        facts.issued = moved(facts.issued, code.number());
        facts.expires = moved(facts.expires, code.number());
        facts.semantics = code.byte().into();
    }
    if is_changed(FILE) {
        let file = file(&mut index, code.below(FILES));
        let mut text = transport.files.remove(&file.digest).unwrap_or_default().into_bytes();
        code.edit(&mut text);
        let Ok(text) = String::from_utf8(text) else { return };
        let digest = sha256(text.as_bytes());
        if is_changed(REINDEXED) {
            *file = IndexedFile { digest, length: u32::try_from(text.len()).unwrap_or(u32::MAX) };
            transport.files.insert(digest, text);
        } else {
            let name = if is_changed(RENAMED) { digest } else { file.digest };
            transport.files.insert(name, text);
        }
        transport.index = right(String::from_utf8(right(index.write())));
    }
    if is_changed(INDEX) {
        let mut text = transport.index.into_bytes();
        code.edit(&mut text);
        let Ok(text) = String::from_utf8(text) else { return };
        transport.index = text;
    }
    // Either the release names the index that is there, or the one that the bank approved.
    let named: Digest = if is_changed(RENAMED) { SAMPLE.index() } else { sha256(transport.index.as_bytes()) };
    let mut payload = statement::write_release(&facts, named);
    if is_changed(PAYLOAD) {
        code.edit(&mut payload);
    }
    transport.release = sign(payload, &SAMPLE.keys.vendor);
    if let Ok(program) = SAMPLE.activate(&right(transport.write())) {
        SAMPLE.assert_decides_alike(&program);
        assert_eq!(program.release().index, SAMPLE.index(), "another release than the bank approved");
    }
}

/// The files of a sample release: the campaigns, then catalogue, goldens and policy.
const FILES: usize = 10;

fn file(index: &mut Index, n: usize) -> &mut IndexedFile {
    let Index { campaigns, catalogue, goldens, policy } = index;
    let mut files: Vec<&mut IndexedFile> =
        campaigns.iter_mut().map(|(_, file)| file).chain([catalogue, goldens]).collect();
    if n < files.len() { files.swap_remove(n) } else { policy }
}

/// `moment` moved by so many minutes, back where the number is odd.
fn moved(moment: Moment, minutes: u32) -> Moment {
    let millis = i64::from(minutes / 2).saturating_mul(60_000);
    let signed = if minutes.is_multiple_of(2) { millis } else { millis.saturating_neg() };
    Moment::new(moment.millis().saturating_add(signed), 0).unwrap_or(moment)
}
