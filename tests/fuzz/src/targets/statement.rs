//! Any payload of a release, signed by the vendor: it is refused, or it is exactly the text of what it states.

use tellerside::author::release::sign;
use tellerside::bundle::{Transport, statement, verify};

use super::material::{SAMPLE, assert_canonical, assert_same_text, now, right, shown};

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let transport = &SAMPLE.transport;
    transport
        .approvals
        .iter()
        .chain([&transport.release])
        .map(|envelope| envelope.payload.clone())
        .chain(shown())
        .collect()
}

pub(super) fn run(data: &[u8]) {
    let mut transport: Transport = SAMPLE.transport.clone();
    transport.release = sign(data.to_vec(), &SAMPLE.keys.vendor);
    if let Ok(bundle) = verify(&right(transport.write()), &SAMPLE.root, &SAMPLE.page, now()) {
        let bundle = bundle.as_inner();
        assert_same_text(&statement::write_release(&bundle.release, bundle.index), data);
        assert_canonical(data);
    }
}
