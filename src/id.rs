//! Names: every identifier that crosses a boundary, each a type of its own.
//!
//! The grammar is narrow so that an id can stand in a file name, a storage key or a log line without
//! escaping, and so that no two ids look alike: lower-case ASCII only.

use core::fmt;

use crate::stand_in::StandIn;

/// Most bytes an id may have.
pub const MAX_ID_BYTES: usize = 64;

/// A text that is not an id: 1 to 64 of `a-z 0-9 . _ -`, the first one a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an id: write 1 to 64 of `a-z 0-9 . _ -`, starting with a letter or digit")]
pub struct InvalidId {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

fn is_id(text: &str) -> bool {
    let first_ok = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let rest_ok = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-'));
    first_ok && rest_ok && text.len() <= MAX_ID_BYTES
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id in `text`, or [`InvalidId`] where it breaks the grammar.
            ///
            /// # Errors
            /// [`InvalidId`] carries the refused text.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                if is_id(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(InvalidId { found: text.chars().take(80).collect() })
                }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl StandIn for $name {
            fn stand_in() -> Self {
                Self(Box::default())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    )*};
}

ids! {
    /// A campaign, stable over its whole life: history is keyed by it, so a new id is a new exposure.
    CampaignId;
    /// A set of campaigns that share caps and pauses.
    GroupId;
    /// A set of campaigns of which one decision shows at most one.
    ConflictGroupId;
    /// A product or capability of the bank, as in `own.<product>`: `overdraft_protection`.
    ProductId;
    /// A subject a customer can refuse as a whole: `overdraft`, `lending`.
    TopicId;
    /// A place on a page that shows at most one banner: `hero`, `card`.
    SlotId;
    /// A page of the online bank, as the host names it: `home`, `pay.confirm`.
    PageId;
    /// A feature of the catalogue without its definition version: `bal.acb`, `own.card`.
    FeatureId;
    /// One value of an enumeration feature: `northeast`, `started`.
    Symbol;
    /// A segment: a condition that campaigns share by name.
    SegmentId;
    /// The code of a suppression, as reviewers read it: `owns_product`.
    SuppressionCode;
    /// The kind of an account: `checking`, `savings`.
    AccountKind;
    /// The code by which the bank knows a notification: `od-low`.
    NoticeCode;
    /// An experiment, without its version.
    ExperimentId;
    /// An arm of an experiment.
    ArmId;
    /// A variant of a campaign's words, for customers who bank in some places.
    VariantId;
    /// A layer: experiments in parts of one layer share no customer.
    LayerId;
    /// A bank, as its trust root names it.
    BankId;
    /// A creative image by its name in the bank's origin; the bytes are pinned by digest.
    AssetId;
}

/// A language tag of the form `en`, `en-US` or `es-419`: what BCP 47 calls language and region.
///
/// Case is significant and canonical: language lower, region upper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locale(Box<str>);

/// A text that is not a language tag of the form `en`, `en-US` or `es-419`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a locale: write a language and a region as in `en-US`, or a language as in `en`")]
pub struct InvalidLocale {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

impl Locale {
    /// The locale in `text`.
    ///
    /// # Errors
    /// [`InvalidLocale`] where the text is not language, or language and region, in canonical case.
    pub fn new(text: &str) -> Result<Self, InvalidLocale> {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or("");
        let language_ok = matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase());
        let region_ok = parts.next().is_none_or(|region| match region.len() {
            2 => region.bytes().all(|b| b.is_ascii_uppercase()),
            3 => region.bytes().all(|b| b.is_ascii_digit()),
            _ => false,
        });
        if language_ok && region_ok && parts.next().is_none() {
            Ok(Self(text.into()))
        } else {
            Err(InvalidLocale { found: text.chars().take(80).collect() })
        }
    }

    /// The locale that a host asks for by any language tag of BCP 47: case does not matter, and what is neither language nor region is
    /// passed over, as in `zh-Hant-TW` or `en-US-u-ca-buddhist`.
    ///
    /// # Errors
    /// [`InvalidLocale`] where the text starts with no language.
    pub fn requested(text: &str) -> Result<Self, InvalidLocale> {
        let mut parts = text.split('-');
        let mut locale = parts.next().unwrap_or("").to_ascii_lowercase();
        for part in parts {
            match part.len() {
                // What follows a single letter is no region, whatever it looks like.
                1 => break,
                2 | 3 if part.len() == 2 || part.starts_with(|c: char| c.is_ascii_digit()) => {
                    locale.push('-');
                    locale.push_str(&part.to_ascii_uppercase());
                    break;
                }
                _ => {}
            }
        }
        Self::new(&locale)
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without the region: `es` of `es-US`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl StandIn for Locale {
    fn stand_in() -> Self {
        Self(Box::default())
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

/// A text that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a digest is 64 lower-case hexadecimal digits")]
pub struct InvalidDigest;

impl Digest {
    /// The digest with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest written in `text`.
    ///
    /// # Errors
    /// [`InvalidDigest`] where the text is not exactly 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Self, InvalidDigest> {
        let mut bytes = [0_u8; 32];
        let (pairs, odd) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !odd.is_empty() {
            return Err(InvalidDigest);
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = hex_digit(*high)? << 4 | hex_digit(*low)?;
        }
        Ok(Self(bytes))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

fn hex_digit(byte: u8) -> Result<u8, InvalidDigest> {
    match byte {
        b'0'..=b'9' => Ok(byte.wrapping_sub(b'0')),
        b'a'..=b'f' => Ok(byte.wrapping_sub(b'a').wrapping_add(10)),
        _ => Err(InvalidDigest),
    }
}

impl StandIn for Digest {
    fn stand_in() -> Self {
        Self([0; 32])
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// A 64-bit opaque unit of assignment, written as 16 lower-case hexadecimal digits.
///
/// It comes from the bank, or from the device's own history; it never leaves either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(u64);

/// A text that is not 16 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a unit is 16 lower-case hexadecimal digits")]
pub struct InvalidUnit;

impl Unit {
    /// The unit written in `text`.
    ///
    /// # Errors
    /// [`InvalidUnit`] where the text is not exactly 16 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Self, InvalidUnit> {
        if text.len() != 16 {
            return Err(InvalidUnit);
        }
        text.bytes()
            .try_fold(0_u64, |value, byte| Some(value << 4 | u64::from(hex_digit(byte).ok()?)))
            .map(Self)
            .ok_or(InvalidUnit)
    }

    /// The 64 bits.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl StandIn for Unit {
    fn stand_in() -> Self {
        Self(0)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The version of a release, counted up by the vendor; below 2^40, so that no one can fast-forward a floor for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReleaseVersion(u64);

impl ReleaseVersion {
    /// First number that is not a version.
    pub const BOUND: u64 = 1 << 40;
    /// The floor that refuses nothing.
    pub const ZERO: Self = Self(0);

    /// The version `number`, or `None` from 2^40 on.
    #[must_use]
    pub const fn new(number: u64) -> Option<Self> {
        if number < Self::BOUND { Some(Self(number)) } else { None }
    }

    /// The version as a number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl StandIn for ReleaseVersion {
    fn stand_in() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for ReleaseVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_their_grammar() {
        for (text, ok, because) in [
            ("od-low.v2_a", true, "all allowed signs"),
            ("0", true, "a digit may start it"),
            ("", false, "empty"),
            ("-a", false, "a dash may not start it: it would read as a flag"),
            ("Od", false, "upper case: two ids could look alike"),
            ("a b", false, "a space"),
            ("é", false, "not ASCII"),
            (&"a".repeat(64), true, "64 bytes"),
            (&"a".repeat(65), false, "65 bytes"),
        ] {
            assert_eq!(CampaignId::new(text).is_ok(), ok, "{text:?}: {because}");
        }
    }

    #[test]
    fn locales_are_language_and_region() {
        for (text, ok) in [
            ("en", true),
            ("en-US", true),
            ("es-419", true),
            ("fil", true),
            ("EN", false),
            ("en-us", false),
            ("en_US", false),
            ("en-US-x", false),
            ("e", false),
            ("", false),
            ("en-", false),
        ] {
            assert_eq!(Locale::new(text).is_ok(), ok, "{text:?}");
        }
    }

    #[test]
    fn hosts_ask_for_locales_by_any_tag() {
        for (text, read, because) in [
            ("es-US", Some("es-US"), "as it is"),
            ("EN-us", Some("en-US"), "case does not matter"),
            ("ES", Some("es"), "a language alone"),
            ("es-419", Some("es-419"), "a region in digits"),
            ("zh-Hant-TW", Some("zh-TW"), "a script is passed over"),
            ("sl-rozaj-biske", Some("sl"), "and so are variants"),
            ("de-1996", Some("de"), "also one in digits"),
            ("de-1996-CH", Some("de-CH"), "whatever stands between"),
            ("en-u-ca-buddhist", Some("en"), "what follows a single letter is no region"),
            ("en-US-u-ca-buddhist", Some("en-US"), "and does not hide one"),
            ("en-x-us", Some("en"), "private use is no region"),
            ("fil-PH", Some("fil-PH"), "a language of three letters"),
            ("en-U2", None, "no region has a digit beside a letter"),
            ("en_US", None, "this is no tag of BCP 47"),
            ("x-klingon", None, "nor does this name a language"),
            ("*", None, "nor this"),
            ("-US", None, "nor a region alone"),
            ("", None, "nor nothing"),
            ("español", None, "a name is no tag"),
        ] {
            let found = Locale::requested(text).ok();
            assert_eq!(found.as_ref().map(Locale::as_str), read, "{text:?}: {because}");
        }
    }

    #[test]
    fn digests_and_units_read_back_what_they_write() {
        let text = "00ff".repeat(16);
        assert_eq!(Digest::from_hex(&text).unwrap().to_string(), text);
        assert!(Digest::from_hex(&text.to_uppercase()).is_err());
        assert!(Digest::from_hex(&text[1..]).is_err());
        assert_eq!(Unit::from_hex("00000000000000ff").unwrap().bits(), 255);
        assert_eq!(Unit::from_hex("ffffffffffffffff").unwrap().to_string(), "ffffffffffffffff");
        assert!(Unit::from_hex("+000000000000ff").is_err());
    }
}
