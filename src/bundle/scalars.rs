//! Scalars of signed documents, each with exactly one spelling.

use super::audience::{Audience, Environment};
use crate::id::{BankId, CampaignId, Digest, ReleaseVersion};
use crate::time::Moment;
use crate::wire::{At, Object, Tree, known, parsed, whole};

/// The digest in `text`: 64 lower-case hexadecimal digits.
pub(super) fn digest(at: &At<'_>, text: &str) -> Digest {
    known(Digest::from_hex(text), at)
}

/// The digest in the field `name`.
pub(super) fn digest_in(object: &mut Object<'_, '_>, name: &str) -> Digest {
    parsed(object, name, Digest::from_hex)
}

/// The campaign in the field `name`.
pub(super) fn campaign_in(object: &mut Object<'_, '_>, name: &str) -> CampaignId {
    parsed(object, name, CampaignId::new)
}

/// The moment in the field `name`: `2026-11-23T09:30:00Z`, whole seconds in UTC and nothing else.
pub(super) fn moment_in(object: &mut Object<'_, '_>, name: &str) -> Moment {
    parsed(object, name, |text| moment(text).ok_or("write whole seconds in UTC, as in `2026-11-23T09:30:00Z`"))
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
pub(super) fn version_in(object: &mut Object<'_, '_>, name: &str) -> ReleaseVersion {
    version(object.take(name), &object.at().field(name))
}

/// The version that `tree`, which stands `at` its place, must be.
pub(super) fn version(tree: &Tree<'_>, at: &At<'_>) -> ReleaseVersion {
    let number = whole(tree, at);
    let counted = if number == 0 { None } else { ReleaseVersion::new(number) };
    known(counted.ok_or("versions are whole numbers from 1 to below 2^40"), at)
}

/// The audience in the fields `bank` and `environment`.
pub(super) fn audience_in(object: &mut Object<'_, '_>) -> Audience {
    let (bank, environment) = (BankId::new(object.text("bank")), Environment::parse(object.text("environment")));
    let at = object.at();
    Audience {
        bank: known(bank, &at.field("bank")),
        environment: known(environment.ok_or("write `pilot`, `test` or `production`"), &at.field("environment")),
    }
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
        for (number, ok) in [(0, false), (1, true), ((1 << 40) - 1, true), (1 << 40, false), (u64::MAX, false)] {
            let text = format!("{{\"version\":{number}}}");
            let tree = wire::parse("test", &text).unwrap();
            let version = wire::document("test", |top| version_in(&mut Object::new(&tree, top), "version"));
            assert_eq!(version.is_ok(), ok, "{number}");
        }
    }
}
