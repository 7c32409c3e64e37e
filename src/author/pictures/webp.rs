//! WebP: chunks in a RIFF file (RFC 9649).

use super::bytes::{Bytes, length};
use super::format::{Fault, Size, name};

/// The size of the picture that `bytes` are.
pub(super) fn size(bytes: &[u8]) -> Result<Size, Fault> {
    let mut bytes = Bytes(bytes);
    let _riff = bytes.four()?;
    let chunks = length(bytes.u32_le()?)?;
    let mut chunks = Bytes(bytes.take(chunks)?);
    bytes.end()?;
    let _webp = chunks.four()?;
    let (mut canvas, mut frame) = (None, None);
    while !chunks.is_empty() {
        let chunk = chunks.four()?;
        let held = length(chunks.u32_le()?)?;
        let mut data = Bytes(chunks.take(held)?);
        if held % 2 == 1 {
            let _padding = chunks.u8()?;
        }
        match &chunk {
            b"VP8X" if canvas.is_none() => {
                if data.u32_le()? & 0x02 != 0 {
                    return Err(Fault::Animated);
                }
                canvas = Some(Size { width: more(data.u24_le()?), height: more(data.u24_le()?) });
            }
            b"VP8 " if frame.is_none() => frame = Some(lossy(&mut data)?),
            b"VP8L" if frame.is_none() => frame = Some(lossless(&mut data)?),
            b"ALPH" => {}
            b"ANIM" | b"ANMF" => return Err(Fault::Animated),
            b"VP8X" | b"VP8 " | b"VP8L" => return Err(Fault::Unreadable),
            _ => return Err(Fault::Part(name(chunk))),
        }
    }
    let frame = frame.ok_or(Fault::Unreadable)?;
    // A canvas of another size would be shown as one or the other.
    if canvas.is_some_and(|canvas| canvas != frame) { Err(Fault::Unreadable) } else { Ok(frame) }
}

/// Sizes are written less one.
fn more(less: u32) -> u32 {
    less.saturating_add(1)
}

fn lossy(data: &mut Bytes<'_>) -> Result<Size, Fault> {
    let _tag = data.take(3)?;
    if data.take(3)? != [0x9D, 0x01, 0x2A] {
        return Err(Fault::Unreadable);
    }
    // The two bits above say how to scale it.
    let side = |bits: u16| u32::from(bits & 0x3FFF);
    let width = side(data.u16_le()?);
    Ok(Size { width, height: side(data.u16_le()?) })
}

fn lossless(data: &mut Bytes<'_>) -> Result<Size, Fault> {
    if data.u8()? != 0x2F {
        return Err(Fault::Unreadable);
    }
    let bits = data.u32_le()?;
    Ok(Size { width: more(bits & 0x3FFF), height: more((bits >> 14) & 0x3FFF) })
}
