//! Any text as batches of measurements, one a line: refused without repeating it, or counted, and the same batches twice are once.

use tellerside::author::measure::{measurements, rate};
use tellerside::wire::measurement::{Kind, read};

const SEEDS: [&str; 3] = [
    r#"{"events":[{"arm":"b","campaign":"od","day":"2026-11-23","experiment":"x@1","id":"00000000000000ff","kind":"impression","offer":"OD-1","slot":"hero"}],"measurements":1,"padding":"  "}"#,
    r#"{"dropped":3,"events":[{"campaign":"od","day":"2026-11-23","id":"00000000000000fe","kind":"ghost","slot":"hero"},{"campaign":"od","day":"2026-11-24","held_out":true,"id":"00000000000000fd","kind":"fund"}],"measurements":1}"#,
    "{\"events\":[{\"day\":\"2026-11-23\",\"id\":\"00000000000000fc\",\"kind\":\"fund\",\"offer\":\"OD-1\"}],\"measurements\":1}\n{\"events\":[],\"measurements\":1}",
];

pub(super) fn seeds() -> Vec<Vec<u8>> {
    SEEDS.iter().map(|seed| seed.as_bytes().to_vec()).collect()
}

pub(super) fn run(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    let Ok(batches) = text.lines().map(read).collect::<Result<Vec<_>, _>>() else { return };
    let Ok(once) = measurements(&batches) else { return };
    let Ok(twice) = measurements(&[batches.as_slice(), batches.as_slice()].concat()) else { return };
    assert_eq!((&once.rows, &once.unjoined), (&twice.rows, &twice.unjoined), "what comes twice counts twice");
    for row in once.rows.values() {
        for kind in Kind::ALL {
            let Some(told) = rate(row.shown.of(kind), row.shown.of(Kind::Impression)) else { continue };
            assert!(told.low <= told.rate && told.rate <= told.high && told.high <= 1_000_000, "{told:?}");
        }
    }
}
