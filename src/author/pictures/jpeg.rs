//! JPEG: markers with segments, and scans between them (ITU-T T.81, annex B).

use super::bytes::Bytes;
use super::format::{Fault, Size};

/// The size of the picture whose segments, after the first marker, are `bytes`.
pub(super) fn size(bytes: &[u8]) -> Result<Size, Fault> {
    let mut bytes = Bytes(bytes);
    let (mut size, mut has_pixels) = (None, false);
    loop {
        let marker = marker(&mut bytes)?;
        if marker == 0xD9 {
            break;
        }
        let data = usize::from(bytes.u16()?).checked_sub(2).ok_or(Fault::Unreadable)?;
        let data = bytes.take(data)?;
        match marker {
            0xC0..=0xC2 if size.is_none() => {
                let mut data = Bytes(data);
                let _precision = data.u8()?;
                let height = data.u16()?;
                size = Some(Size { width: data.u16()?.into(), height: height.into() });
            }
            0xDA => {
                has_pixels = true;
                pass_scan(&mut bytes);
            }
            // Tables of the decoder.
            0xC4 | 0xDB | 0xDD => {}
            // The frame of the format, without the small picture that it may hold.
            0xE0 if data.starts_with(b"JFIF\0") && data.get(12..) == Some(&[0, 0]) => {}
            // Which colours the numbers are.
            0xEE if data.starts_with(b"Adobe") && data.len() == 12 => {}
            0xE0..=0xEF => return Err(Fault::Part(format!("APP{}", marker & 0x0F))),
            0xFE => return Err(Fault::Part("COM".into())),
            // Lossless and arithmetic coding, which browsers do not show, and a height that comes later.
            _ => return Err(Fault::Unreadable),
        }
    }
    bytes.end()?;
    size.filter(|_| has_pixels).ok_or(Fault::Unreadable)
}

fn marker(bytes: &mut Bytes<'_>) -> Result<u8, Fault> {
    if bytes.u8()? != 0xFF {
        return Err(Fault::Unreadable);
    }
    // Any number of these may stand before a marker.
    loop {
        let marker = bytes.u8()?;
        if marker != 0xFF {
            return Ok(marker);
        }
    }
}

/// Pixels end at a marker that is neither a stuffed byte nor one of those that scans restart at.
fn pass_scan(bytes: &mut Bytes<'_>) {
    let ends = |two: &[u8]| matches!(two, [0xFF, after] if !matches!(after, 0x00 | 0xD0..=0xD7));
    let end = bytes.0.windows(2).position(ends).unwrap_or(bytes.0.len());
    bytes.0 = bytes.0.get(end..).unwrap_or_default();
}
