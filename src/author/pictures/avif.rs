//! AVIF: boxes within boxes (ISO/IEC 14496-12 and 23008-12), of which the first says that it is one.

use super::bytes::{Bytes, length};
use super::format::{Fault, Size, name};

/// The size of the picture that `bytes` are.
pub(super) fn size(bytes: &[u8]) -> Result<Size, Fault> {
    let (mut size, mut has_pixels) = (None, false);
    for (kind, held) in boxes(bytes)? {
        match &kind {
            b"ftyp" => brands(held)?,
            b"meta" if size.is_none() => size = Some(described(held)?),
            b"mdat" => has_pixels = true,
            b"moov" => return Err(Fault::Animated),
            b"meta" => return Err(Fault::Unreadable),
            _ => return Err(Fault::Part(name(kind))),
        }
    }
    size.filter(|_| has_pixels).ok_or(Fault::Unreadable)
}

/// A box's name, and what it holds.
type Named<'a> = ([u8; 4], &'a [u8]);

/// The boxes that `bytes` are.
fn boxes(bytes: &[u8]) -> Result<Vec<Named<'_>>, Fault> {
    let mut bytes = Bytes(bytes);
    let mut boxes = Vec::new();
    while !bytes.is_empty() {
        // Lengths of 64 bits and boxes without an end are for files much longer than a picture of an offer.
        let held = length(bytes.u32()?)?.checked_sub(8).ok_or(Fault::Unreadable)?;
        let kind = bytes.four()?;
        boxes.push((kind, bytes.take(held)?));
    }
    Ok(boxes)
}

fn brands(held: &[u8]) -> Result<(), Fault> {
    let (brands, _) = held.as_chunks::<4>();
    match brands {
        _ if brands.contains(b"avis") => Err(Fault::Animated),
        _ if brands.contains(b"avif") => Ok(()),
        _ => Err(Fault::Other("a film, or a picture that few browsers show")),
    }
}

/// The size of the largest of what the `meta` box describes; parts of a grid are smaller than the picture.
fn described(meta: &[u8]) -> Result<Size, Fault> {
    let mut meta = Bytes(meta);
    let _version = meta.u32()?;
    let mut size: Option<Size> = None;
    for (kind, held) in boxes(meta.0)? {
        match &kind {
            b"iinf" => items(held)?,
            b"iprp" => {
                for (_, held) in boxes(held)?.into_iter().filter(|(kind, _)| kind == b"ipco") {
                    for (kind, held) in boxes(held)? {
                        size = size.max_by_area(property(kind, held)?);
                    }
                }
            }
            b"hdlr" | b"pitm" | b"iloc" | b"iref" | b"idat" | b"grpl" | b"dinf" => {}
            _ => return Err(Fault::Part(name(kind))),
        }
    }
    size.ok_or(Fault::Unreadable)
}

/// Items are coded pictures or made of such; metadata are items of their own kind.
fn items(held: &[u8]) -> Result<(), Fault> {
    let mut held = Bytes(held);
    if held.u32()? >> 24 == 0 {
        let _count = held.u16()?;
    } else {
        let _count = held.u32()?;
    }
    for (_, entry) in boxes(held.0)? {
        let mut entry = Bytes(entry);
        match entry.u32()? >> 24 {
            2 => drop(entry.take(4)?),
            3 => drop(entry.take(6)?),
            _ => return Err(Fault::Unreadable),
        }
        let kind = entry.four()?;
        if !matches!(&kind, b"av01" | b"grid") {
            return Err(Fault::Part(name(kind)));
        }
    }
    Ok(())
}

fn property(kind: [u8; 4], held: &[u8]) -> Result<Option<Size>, Fault> {
    let mut held = Bytes(held);
    match &kind {
        b"ispe" => {
            let _version = held.u32()?;
            let width = held.u32()?;
            Ok(Some(Size { width, height: held.u32()? }))
        }
        // Numbers are a standard's; a whole profile may name a monitor.
        b"colr" => match held.four()? {
            [b'n', b'c', b'l', b'x'] => Ok(None),
            profile => Err(Fault::Part(name(profile))),
        },
        _ => Ok(None),
    }
}

trait Larger {
    fn max_by_area(self, other: Option<Size>) -> Option<Size>;
}

impl Larger for Option<Size> {
    fn max_by_area(self, other: Option<Size>) -> Option<Size> {
        let area = |size: &Size| u64::from(size.width).saturating_mul(size.height.into());
        self.into_iter().chain(other).max_by_key(area)
    }
}
