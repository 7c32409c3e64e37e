//! Any text as an envelope: what is read writes back to what reads the same.

use tellerside::bundle::envelope::Envelope;

use super::material::{SAMPLE, right, shown};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let transport = &SAMPLE.transport;
    transport
        .approvals
        .iter()
        .chain([&transport.release])
        .map(|envelope| right(envelope.write()))
        .chain(shown())
        .collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    if let Ok(envelope) = Envelope::read("envelope", text) {
        let written = right(String::from_utf8(right(envelope.write())));
        assert_eq!(right(Envelope::read("envelope", &written)), envelope);
    }
}
