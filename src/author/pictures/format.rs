//! What a picture is, by its own bytes and never by its name: the format, the size, and that nothing is in it but the picture.
//!
//! Each format has a list of the parts that a picture needs. Any other part may say who made it, where and with what, or be looked at
//! by nobody, and is refused rather than taken out: a tool that rewrote pictures would change how some of them look.

use super::{avif, jpeg, png, webp};

/// A format that every browser shows and none runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG, not animated.
    Png,
    /// JPEG: baseline or progressive.
    Jpeg,
    /// WebP, not animated.
    WebP,
    /// AVIF, not a sequence.
    Avif,
}

impl Format {
    /// How names of its files end, without the point.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// Why bytes are no picture that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// Another kind of file.
    Other(&'static str),
    /// It moves.
    Animated,
    /// A part that a picture does not need.
    Part(String),
    /// Bytes after its end.
    Beyond,
    /// Cut short, or broken.
    Unreadable,
}

impl Fault {
    /// What is wrong, and after a colon how to mend it.
    pub(super) fn said(&self) -> String {
        match self {
            Self::Other(kind) => format!("this is {kind}, whatever its name: give a PNG, JPEG, WebP or AVIF"),
            Self::Animated => "this picture moves: give one that stands still".into(),
            Self::Part(part) => {
                format!("this picture holds more than a picture, `{part}`: take it out, as with `exiftool -all=`")
            }
            Self::Beyond => "this picture has bytes after its end: save it anew".into(),
            Self::Unreadable => "this picture cannot be read to its end: save it anew".into(),
        }
    }
}

/// Format and size of the picture that `bytes` are.
pub(super) fn read(bytes: &[u8]) -> Result<(Format, Size), Fault> {
    let size = |format, size: Result<Size, Fault>| Ok((format, size?));
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', rest @ ..] => size(Format::Png, png::size(rest)),
        [0xFF, 0xD8, rest @ ..] => size(Format::Jpeg, jpeg::size(rest)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => size(Format::WebP, webp::size(bytes)),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => size(Format::Avif, avif::size(bytes)),
        [b'G', b'I', b'F', b'8', ..] => Err(Fault::Other("a GIF")),
        _ => Err(Fault::Other(if is_markup(bytes) { "markup, as SVG is" } else { "no picture that is known here" })),
    }
}

fn is_markup(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

/// Signs of a part's name, for people.
pub(super) fn name(four: [u8; 4]) -> String {
    four.escape_ascii().to_string().trim_end().to_owned()
}
