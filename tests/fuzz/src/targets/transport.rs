//! Any text as a bundle: it is refused, or it is a bundle; and what is read writes back to what reads the same.

use tellerside::bundle::{Transport, verify};
use tellerside::review::Opened;

use super::material::{SAMPLE, now, on_disk, right};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut small = SAMPLE.transport.clone();
    small.files = Default::default();
    let small = right(small.write());
    let empty = r#"{"approvals":[],"files":{},"index":"","release":{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":[]},"sheet":"","tellerside_bundle":1}"#;
    let texts = SAMPLE.prepared.iter().chain([&SAMPLE.bundle, &small]);
    let texts = texts.map(|text| text.clone().into_bytes());
    texts.chain([empty.as_bytes().to_vec()]).chain(on_disk("bundle.tsb.json")).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let read = Transport::read(text);
    if let Ok(transport) = &read {
        assert_eq!(Transport::read(&right(transport.write())).as_ref(), Ok(transport));
    }
    let verified = verify(text, &SAMPLE.root, &SAMPLE.page, now());
    assert!(read.is_ok() || verified.is_err(), "verified and not read");
    let opened = Opened::open(text, SAMPLE.root.clone(), SAMPLE.page.clone(), now());
    assert!(opened.is_ok() || verified.is_err(), "verified, and nobody could have read it");
    if let Ok(opened) = opened {
        assert!(!opened.facts().is_empty());
    }
}
