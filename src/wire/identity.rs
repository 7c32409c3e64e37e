//! A vector carries no identity: what no feature of the catalogue holds to its type is searched for one, and refused.
//!
//! Values of declared features are amounts, counts, flags, days and known words, and cannot hold one; they are not searched.

use super::tree::Field;
use super::{At, Tree};

/// Names of identities: one word, or two that stand side by side.
const NAMES: [&str; 18] = [
    "accountno",
    "accountnumber",
    "address",
    "cardnumber",
    "customerid",
    "dob",
    "email",
    "firstname",
    "fullname",
    "iban",
    "lastname",
    "name",
    "passport",
    "phone",
    "ssn",
    "surname",
    "taxid",
    "telephone",
];

/// How every name of a birthday or a birthplace starts.
const BIRTH: &str = "birth";

/// Refuses an identity in the field `named` of the object `at` a place, or anywhere in its value; the fault never repeats it.
pub(super) fn refuse_field((name, value): &Field<'_>, at: &At<'_>) {
    if let Some(what) = looks_like(name) {
        refuse(at, "a field's name ", what);
    }
    // Whether there is one is no identity.
    if names_identity(name) && !matches!(value, Tree::Flag(_) | Tree::Null) {
        refuse(&at.field(name), "", "an identity");
    }
    // The sum of an average is a number of many digits, whatever their check digit says.
    if name == "sum" && matches!(value, Tree::Text(text) if text.parse::<i64>().is_ok()) {
        return;
    }
    refuse_in(value, &at.field(name));
}

/// Refuses an identity anywhere in `value`, which stands `at` its place.
// Recursion is bounded: no document nests deeper than the parser lets it.
pub(super) fn refuse_in(value: &Tree<'_>, at: &At<'_>) {
    match value {
        Tree::Text(text) => {
            if let Some(what) = looks_like(text) {
                refuse(at, "", what);
            }
        }
        Tree::List(items) => items.iter().enumerate().for_each(|(n, item)| refuse_in(item, &at.item(n))),
        Tree::Object(fields) => fields.iter().for_each(|field| refuse_field(field, at)),
        Tree::Null | Tree::Flag(_) | Tree::Whole(_) | Tree::Negative(_) | Tree::Fraction => {}
    }
}

fn refuse(at: &At<'_>, whose: &str, what: &str) {
    at.refuse_for(&format_args!("{whose}looks like {what}: a vector carries no identity; leave it out"));
}

/// Whether `name` has a name of an identity in it, from separator to separator.
fn names_identity(name: &str) -> bool {
    let mut before = String::new();
    name.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).any(|word| {
        let word = word.to_ascii_lowercase();
        let both = [before.as_str(), word.as_str()].concat();
        let found = word.starts_with(BIRTH) || NAMES.iter().any(|known| *known == word || *known == both);
        before = word;
        found
    })
}

/// What `text` looks like, where it looks like an identity.
fn looks_like(text: &str) -> Option<&'static str> {
    let text = text.trim_ascii().as_bytes();
    if is_email(text) {
        return Some("an e-mail address");
    }
    let count = |sign: u8| text.iter().filter(|byte| **byte == sign).count();
    let n_digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
    let n_signs = text.len().saturating_sub(n_digits);
    let (n_points, n_gaps) = (count(b'.'), count(b'-').saturating_add(count(b' ')));
    let n_of_telephones = [n_gaps, n_points, count(b'+'), count(b'('), count(b')')].iter().sum::<usize>();
    // A number has a point at most, and perhaps a minus sign before it; that is no telephone number.
    let is_number = n_points <= 1 && n_signs == n_points.saturating_add(usize::from(text.starts_with(b"-")));
    if n_digits == 9 && n_signs == 2 && text.get(3) == Some(&b'-') && text.get(6) == Some(&b'-') {
        Some("a social security number")
    } else if (13..=19).contains(&n_digits) && n_signs == n_gaps && luhn(text) {
        Some("a card number")
    } else if (10..=15).contains(&n_digits) && n_signs == n_of_telephones && n_signs > 0 && !is_number {
        Some("a telephone number")
    } else if is_iban(text) {
        Some("an account number")
    } else {
        None
    }
}

/// Something before an `@`, and a name with a point in it behind.
fn is_email(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|byte| *byte == b'@') else { return false };
    let before = at.checked_sub(1).and_then(|last| text.get(last));
    let mut host = text.iter().skip(at).skip(1).take_while(|byte| !matches!(byte, b' ' | b'>' | b',' | b';'));
    before.is_some_and(|byte| *byte != b' ') && host.next().is_some() && host.any(|byte| *byte == b'.')
}

/// The check digit of payment cards (ISO/IEC 7812).
fn luhn(text: &[u8]) -> bool {
    let digits = text.iter().rev().filter(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte & 0xf));
    let terms = digits.enumerate().map(|(n, digit)| {
        let doubled = digit.saturating_mul(2);
        if n & 1 == 0 { digit } else { doubled.saturating_sub(if doubled > 9 { 9 } else { 0 }) }
    });
    terms.sum::<u32>().checked_rem(10) == Some(0)
}

/// The check digits of account numbers (ISO 13616): country and check digits moved to the end, letters as 10 to 35, modulo 97.
fn is_iban(text: &[u8]) -> bool {
    let signs: Vec<u8> = text.iter().copied().filter(|byte| *byte != b' ').collect();
    let Some((head, tail)) = signs.split_at_checked(4) else { return false };
    let [a, b, c, d] = head else { return false };
    if !(a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit()) {
        return false;
    }
    let rest = tail.iter().chain(head).try_fold(0_u32, |rest, sign| {
        let value = char::from(*sign).to_digit(36)?;
        let shift = if value > 9 { 100 } else { 10 };
        rest.checked_mul(shift)?.checked_add(value)?.checked_rem(97)
    });
    (11..=30).contains(&tail.len()) && rest == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_known_by_their_look() {
        for (text, what) in [
            ("ana@example.com", Some("an e-mail address")),
            ("Ana <ana.b+c@mail.example.co.uk>, at home", Some("an e-mail address")),
            ("bal.acb@2", None),
            ("@example.com", None),
            ("ana@localhost", None),
            ("123-45-6789", Some("a social security number")),
            ("123-456-789", None),
            ("2026-11-23", None),
            ("+1 (555) 123-4567", Some("a telephone number")),
            ("555.123.4567", Some("a telephone number")),
            ("+15551234567", Some("a telephone number")),
            ("5551234567", None),
            ("12345678.90", None),
            ("-12345678901.00", None),
            ("-12345678901", None),
            ("555-1234", None),
            ("2026-09-17/2026-10-16", None),
            ("4111 1111 1111 1111", Some("a card number")),
            ("4111-1111-1111-1111", Some("a card number")),
            ("4111111111111111", Some("a card number")),
            ("4111111111111112", None),
            ("378282246310005", Some("a card number")),
            ("GB82 WEST 1234 5698 7654 32", Some("an account number")),
            ("DE89370400440532013000", Some("an account number")),
            ("DE89370400440532013001", None),
            ("northeast", None),
            ("", None),
            ("é@é.é", Some("an e-mail address")),
        ] {
            assert_eq!(looks_like(text), what, "{text:?}");
        }
    }

    #[test]
    fn the_sum_of_an_average_is_no_card_number() {
        let refused = |text: &str| {
            let tree = crate::wire::parse("test", text).unwrap();
            crate::wire::document("test", |top| refuse_in(&tree, top)).map_err(|fault| fault.path().to_owned())
        };
        assert_eq!(refused(r#"{"days":0,"full":true,"sum":"4111111111111111"}"#), Ok(()));
        assert_eq!(refused(r#"[{"value":"4111111111111111"}]"#), Err("[0].value".into()));
        assert_eq!(refused(r#"{"sum":"4111 1111 1111 1111"}"#), Err("sum".into()), "which no sum is written like");
    }

    #[test]
    fn identities_are_known_by_their_name() {
        for name in [
            "name",
            "first_name",
            "lastName",
            "cust.FIRST-NAME",
            "email",
            "e-mail",
            "customer.e_mail",
            "ssn",
            "tax_id",
            "phone",
            "home.phone.2",
            "address",
            "birthdate",
            "birth_year",
            "date.of.birth",
            "account_number",
            "card.number",
            "iban",
            "customer_id",
            "customerId",
        ] {
            assert!(names_identity(name), "{name}");
        }
        for name in ["geo.branch", "renamed", "phones", "own.card", "feat.wallet.enrolled", "cnt.login.90", "rebirth"] {
            assert!(!names_identity(name), "{name}");
        }
    }
}
