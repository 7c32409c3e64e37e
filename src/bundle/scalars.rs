//! Scalars of signed documents, each with exactly one spelling.

use super::audience::{Audience, Environment};
use crate::id::{BankId, CampaignId, Digest, ReleaseVersion};
use crate::time::Moment;
use crate::wire::{At, Malformed, Object};

/// The digest in `text`: 64 lower-case hexadecimal digits.
pub(super) fn digest(at: &At<'_>, text: &str) -> Result<Digest, Malformed> {
    Digest::from_hex(text).map_err(|error| at.fault(error.to_string()))
}

/// The digest in the field `name`.
pub(super) fn digest_in(object: &mut Object<'_, '_>, name: &str) -> Result<Digest, Malformed> {
    digest(&object.at().field(name), object.text(name)?)
}

/// The campaign in the field `name`.
pub(super) fn campaign_in(object: &mut Object<'_, '_>, name: &str) -> Result<CampaignId, Malformed> {
    CampaignId::new(object.text(name)?).map_err(|error| object.at().field(name).fault(error.to_string()))
}

/// The moment in the field `name`: `2026-11-23T09:30:00Z`, whole seconds in UTC and nothing else.
pub(super) fn moment_in(object: &mut Object<'_, '_>, name: &str) -> Result<Moment, Malformed> {
    let text = object.text(name)?;
    moment(text)
        .ok_or_else(|| object.at().field(name).fault("write whole seconds in UTC, as in `2026-11-23T09:30:00Z`"))
}

fn moment(text: &str) -> Option<Moment> {
    let plain = text.len() == 20
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 | 16 => byte == b':',
            19 => byte == b'Z',
            // A leap second is a second spelling of the one before it.
            17 => matches!(byte, b'0'..=b'5'),
            _ => byte.is_ascii_digit(),
        });
    if plain { Moment::parse(text).ok() } else { None }
}

/// The version in the field `name`, from 1 to below 2^40.
pub(super) fn version_in(object: &mut Object<'_, '_>, name: &str) -> Result<ReleaseVersion, Malformed> {
    let number = object.number(name)?;
    let counted = if number == 0 { None } else { ReleaseVersion::new(number) };
    counted.ok_or_else(|| object.at().field(name).fault("versions are whole numbers from 1 to below 2^40"))
}

/// The audience in the fields `bank` and `environment`.
pub(super) fn audience_in(object: &mut Object<'_, '_>) -> Result<Audience, Malformed> {
    let bank = BankId::new(object.text("bank")?);
    let environment = Environment::parse(object.text("environment")?);
    let at = |name| object.at().field(name);
    Ok(Audience {
        bank: bank.map_err(|error| at("bank").fault(error.to_string()))?,
        environment: environment.ok_or_else(|| at("environment").fault("write `pilot`, `test` or `production`"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;

    #[test]
    fn moments_have_one_spelling() {
        for (text, ok, because) in [
            ("2026-11-23T09:30:00Z", true, "the one spelling"),
            ("2026-11-23T09:30:00+00:00", false, "an offset, though of nothing"),
            ("2026-11-23T04:30:00-05:00", false, "the same moment elsewhere"),
            ("2026-11-23T09:30:00.000Z", false, "a fraction, though of nothing"),
            ("2026-11-23t09:30:00z", false, "lower case"),
            ("2026-11-23 09:30:00Z", false, "a space for the T"),
            ("2026-11-23T09:30:60Z", false, "a leap second"),
            ("2026-02-30T09:30:00Z", false, "no such day"),
            ("1969-12-31T23:59:59Z", false, "before 1970"),
            ("", false, "nothing"),
        ] {
            assert_eq!(moment(text).is_some(), ok, "{text}: {because}");
        }
    }

    #[test]
    fn versions_count_from_one_to_below_the_bound() {
        let top = At::document("test");
        for (number, ok) in [(0, false), (1, true), ((1 << 40) - 1, true), (1 << 40, false), (u64::MAX, false)] {
            let text = format!("{{\"version\":{number}}}");
            let tree = wire::parse("test", &text).unwrap();
            let mut object = Object::new(&tree, &top).unwrap();
            assert_eq!(version_in(&mut object, "version").is_ok(), ok, "{number}");
        }
    }
}
