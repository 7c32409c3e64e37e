//! PNG: chunks of length, name, data and check sum (PNG specification, third edition, section 5).

use super::bytes::{Bytes, length};
use super::format::{Fault, Size, name};

/// What colours and pixels need. A colour profile (`iCCP`) is not among them: those of monitors name the monitor.
const NEEDED: &[&[u8; 4]] =
    &[b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"IDAT", b"IEND"];

/// The size of the picture whose chunks are `bytes`.
pub(super) fn size(bytes: &[u8]) -> Result<Size, Fault> {
    let mut bytes = Bytes(bytes);
    let (mut size, mut has_pixels) = (None, false);
    loop {
        let data = length(bytes.u32()?)?;
        let chunk = bytes.four()?;
        let data = bytes.take(data)?;
        let _check_sum = bytes.four()?;
        match &chunk {
            b"acTL" | b"fcTL" | b"fdAT" => return Err(Fault::Animated),
            b"IHDR" if size.is_none() => {
                let mut data = Bytes(data);
                size = Some(Size { width: data.u32()?, height: data.u32()? });
            }
            // The size comes first, and once.
            _ if size.is_none() || chunk == *b"IHDR" => return Err(Fault::Unreadable),
            b"IDAT" => has_pixels = true,
            b"IEND" => break,
            _ if NEEDED.contains(&&chunk) => {}
            _ => return Err(Fault::Part(name(chunk))),
        }
    }
    bytes.end()?;
    size.filter(|_| has_pixels).ok_or(Fault::Unreadable)
}
