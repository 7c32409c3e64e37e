//! What a term is: a percentage, an amount, a day, a whole number, or words that are the same in every locale.

use super::formats::Formats;
use crate::author::node::{Kind, Node};
use crate::money::{Currency, Money};
use crate::time::Day;

/// The value of a term. Numbers keep the digits that the author wrote: `4.50 %` is not `4.5 %`, and `300 USD` has no cents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Percent(String),
    Money { digits: String, money: Money },
    Date(Day),
    Whole(i64),
    Text(String),
}

const KINDS: &str = "write a percentage as in `24.99 %`, an amount as in `36.00 USD` or `300 USD`, a day as in `2026-12-31`, a whole number, or `{text: ..}` for what every locale says alike";

impl Value {
    /// The value in `node`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(node: &Node) -> Result<Self, String> {
        match &node.kind {
            Kind::Integer(number) => Ok(Self::Whole(*number)),
            Kind::Text(text) => Self::parse(text).ok_or_else(|| format!("this is no term: {KINDS}")),
            Kind::Map(entries) => match entries.as_slice() {
                [(key, Node { kind: Kind::Text(text), .. })] if key.text == "text" && !text.trim().is_empty() => {
                    Ok(Self::Text(text.clone()))
                }
                _ => Err(format!("this is no term: {KINDS}")),
            },
            Kind::Number(number) => {
                Err(format!("`{number}` of what is not said: write `{number} %`, or an amount with its currency"))
            }
            Kind::Null | Kind::Flag(_) | Kind::List(_) => Err(format!("this is no term: {KINDS}")),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if let Ok(day) = Day::parse(text) {
            return Some(Self::Date(day));
        }
        let (digits, unit) = text.split_once(' ')?;
        if unit == "%" {
            return is_percent(digits).then(|| Self::Percent(digits.to_owned()));
        }
        let currency = Currency::new(unit)?;
        let minor = usize::try_from(currency.minor_digits()).ok()?;
        let full = match minor {
            0 => digits.to_owned(),
            minor if !digits.contains('.') => format!("{digits}.{}", "0".repeat(minor)),
            _ => digits.to_owned(),
        };
        let money = Money::parse(&full, currency).ok()?;
        Some(Self::Money { digits: digits.to_owned(), money })
    }

    /// As an author writes it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Percent(digits) => format!("{digits} %"),
            Self::Money { digits, money } => format!("{digits} {}", money.currency.code()),
            Self::Date(day) => day.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// As a customer reads it.
    pub(super) fn said(&self, formats: &Formats) -> String {
        match self {
            Self::Percent(digits) => formats.percent(digits),
            Self::Money { digits, money } => formats.money(digits, *money),
            Self::Date(day) => formats.date(*day),
            Self::Whole(number) => formats.number(&number.to_string()),
            Self::Text(text) => text.clone(),
        }
    }

    /// Whether both are of one kind.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        core::mem::discriminant(self) == core::mem::discriminant(other)
    }
}

/// Up to six digits, and up to three behind the point.
fn is_percent(digits: &str) -> bool {
    let all = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    all(whole, 6) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(|fraction| all(fraction, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_written_as_each_locale_does() {
        for (written, english, spanish) in [
            ("24.99 %", "24.99%", "24.99%"),
            ("4.50 %", "4.50%", "4.50%"),
            ("0 %", "0%", "0%"),
            ("1000.125 %", "1,000.125%", "1,000.125%"),
            ("36.00 USD", "$36.00", "$36.00"),
            ("300 USD", "$300", "$300"),
            ("1234.56 USD", "$1,234.56", "$1,234.56"),
            ("1000000 USD", "$1,000,000", "$1,000,000"),
            ("-12.50 USD", "-$12.50", "-$12.50"),
            ("1234.56 EUR", "EUR\u{A0}1,234.56", "EUR\u{A0}1,234.56"),
            ("15000 JPY", "JPY\u{A0}15,000", "JPY\u{A0}15,000"),
            ("-1.500 KWD", "-KWD\u{A0}1.500", "-KWD\u{A0}1.500"),
            ("2026-11-30", "Nov 30, 2026", "30 de noviembre de 2026"),
            ("2026-12-01", "Dec 1, 2026", "1 de diciembre de 2026"),
            ("2027-05-09", "May 9, 2027", "9 de mayo de 2027"),
        ] {
            let value = Value::parse(written).unwrap();
            assert_eq!(value.written(), written);
            for (locales, expected) in [(["en", "en-US"], english), (["es", "es-US"], spanish)] {
                for locale in locales {
                    assert_eq!(value.said(Formats::of(locale).unwrap()), expected, "{written} in {locale}");
                }
            }
        }
        let spanish = Formats::of("es-US").unwrap();
        assert_eq!(Value::Whole(12).said(spanish), "12");
        assert_eq!(Value::Whole(-12_000).said(spanish), "-12,000");
        assert_eq!(Value::Text("1099-INT".into()).said(spanish), "1099-INT");
    }

    #[test]
    fn what_is_no_term_is_refused() {
        for text in [
            "24.99%",
            "24,99 %",
            "024.99 %",
            ".5 %",
            "1.2345 %",
            "-1 %",
            "36.0 USD",
            "36 usd",
            "36.00",
            "36.00  USD",
            "USD 36.00",
            "1,000.00 USD",
            "2026-02-30",
            "tomorrow",
            "",
            " ",
            "%",
            "1 %%",
        ] {
            assert_eq!(Value::parse(text), None, "{text}");
        }
    }

    #[test]
    fn no_locale_guesses_its_formats() {
        for locale in ["en-GB", "es-ES", "es-419", "fr-CA", "de", "EN", ""] {
            assert!(Formats::of(locale).is_none(), "{locale}");
        }
    }
}
