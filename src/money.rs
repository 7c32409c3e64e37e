//! Money: signed integer minor units of one ISO 4217 currency. No float comes near it.

use core::fmt;

use rust_decimal::Decimal;

use crate::stand_in::StandIn;
/// An ISO 4217 currency in circulation, with its number of minor digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// Currencies with two minor digits (source: ISO 4217 list one).
const TWO_DIGITS: &[u8] = b"AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCNYCOPCRCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUYUUZSVEDVESWSTXCDXCGYERZARZMWZWG";
/// Currencies without minor digits.
const NO_DIGITS: &[u8] = b"BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
/// Currencies with three minor digits.
const THREE_DIGITS: &[u8] = b"BHDIQDJODKWDLYDOMRTND";

fn lists(list: &[u8], code: [u8; 3]) -> bool {
    list.as_chunks::<3>().0.contains(&code)
}

impl StandIn for Currency {
    fn stand_in() -> Self {
        Self(*b"USD")
    }
}

impl Currency {
    /// The currency with this three-letter code, or `None` where ISO 4217 lists none.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        [TWO_DIGITS, NO_DIGITS, THREE_DIGITS].into_iter().any(|list| lists(list, code)).then_some(Self(code))
    }

    /// The code: `USD`.
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("")
    }

    /// How many digits follow the decimal point: 2 for USD, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn minor_digits(self) -> u32 {
        if lists(NO_DIGITS, self.0) {
            0
        } else if lists(THREE_DIGITS, self.0) {
            3
        } else {
            2
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units of a currency: -1 USD cent is `{ minor: -1, currency: USD }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// Minor units, the whole i64 range.
    pub minor: i64,
    /// The currency the units belong to; amounts of two currencies are never compared.
    pub currency: Currency,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMoney {
    /// No currency code, or one that ISO 4217 does not list.
    #[error("`{found}` names no currency: write the amount and its ISO 4217 code, as in `100.00 USD`")]
    NoCurrency {
        /// The refused text.
        found: String,
    },
    /// Not a plain decimal with exactly the currency's minor digits.
    #[error("`{found}` is not an amount in {currency}: write digits with exactly {digits} after the point")]
    NotDecimal {
        /// The refused text.
        found: String,
        /// The currency the amount was read in.
        currency: Currency,
        /// How many digits the currency has after the point.
        digits: u32,
    },
    /// More than 64-bit minor units can hold.
    #[error("`{found}` does not fit in 64-bit minor units")]
    TooLarge {
        /// The refused text.
        found: String,
    },
}

impl Money {
    /// The amount in `digits`, a decimal with exactly the minor digits of `currency`: `-12.50`, `0.00`.
    ///
    /// # Errors
    /// [`InvalidMoney`] for an exponent, a plus sign, a group separator, a leading zero, a minus zero, a missing or surplus digit.
    pub fn parse(digits: &str, currency: Currency) -> Result<Self, InvalidMoney> {
        let refused = || InvalidMoney::NotDecimal {
            found: digits.chars().take(80).collect(),
            currency,
            digits: currency.minor_digits(),
        };
        if !is_plain_decimal(digits, currency.minor_digits()) {
            return Err(refused());
        }
        let too_large = || InvalidMoney::TooLarge { found: digits.chars().take(80).collect() };
        let minor = without_point(digits).ok_or_else(too_large)?;
        if minor == 0 && digits.starts_with('-') {
            return Err(refused());
        }
        Ok(Self { minor, currency })
    }

    /// The amount in `text`, a decimal and a currency code with one space between: `100.00 USD`.
    ///
    /// # Errors
    /// [`InvalidMoney`] where the code is missing or unknown, or the decimal is refused by [`Money::parse`].
    pub fn parse_with_currency(text: &str) -> Result<Self, InvalidMoney> {
        let no_currency = || InvalidMoney::NoCurrency { found: text.chars().take(80).collect() };
        let (digits, code) = text.rsplit_once(' ').ok_or_else(no_currency)?;
        Self::parse(digits, Currency::new(code).ok_or_else(no_currency)?)
    }

    /// The amount as a decimal in major units.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.minor), self.currency.minor_digits())
    }
}

/// A text that is not a percentage.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{found}` is not a percentage: write exactly two digits after the point, a space and the sign, as in `12.50 %`"
)]
pub struct InvalidPercent {
    /// The refused text, cut to 80 characters.
    pub found: String,
}

/// The basis points in `text`, a percentage with two digits after the point: `12.50 %` is 1,250.
///
/// # Errors
/// [`InvalidPercent`] for any other spelling, and beyond 64 bits.
pub fn parse_percent(text: &str) -> Result<i64, InvalidPercent> {
    let refused = || InvalidPercent { found: text.chars().take(80).collect() };
    let digits = text.strip_suffix(" %").filter(|digits| is_plain_decimal(digits, 2)).ok_or_else(refused)?;
    without_point(digits).ok_or_else(refused)
}

/// The number that the plain decimal `digits` is in units of its last digit; `None` beyond 64 bits.
fn without_point(digits: &str) -> Option<i64> {
    digits.replace('.', "").parse().ok()
}

/// `-?(0|[1-9][0-9]*)` and, where the currency has minor digits, a point and exactly that many digits.
fn is_plain_decimal(text: &str, minor_digits: u32) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let whole_ok = digits(whole) && !whole.is_empty() && (whole == "0" || !whole.starts_with('0'));
    let fraction_ok = match fraction {
        None => minor_digits == 0,
        Some(part) => minor_digits > 0 && digits(part) && u32::try_from(part.len()) == Ok(minor_digits),
    };
    whole_ok && fraction_ok
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without `Decimal`, whose own formatter would be the page's to load.
        let (digits, minor) = (self.currency.minor_digits(), self.minor.unsigned_abs());
        let scale = match digits {
            0 => 1,
            2 => 100,
            _ => 1_000,
        };
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, rest) = (minor.checked_div(scale).unwrap_or(0), minor.checked_rem(scale).unwrap_or(0));
        write!(f, "{sign}{whole}")?;
        match digits {
            0 => {}
            2 => write!(f, ".{rest:02}")?,
            _ => write!(f, ".{rest:03}")?,
        }
        f.write_str(" ")?;
        f.write_str(self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly_or_refused() {
        for (text, minor, because) in [
            ("100.00 USD", Some(10_000), "the reference threshold"),
            ("-0.01 USD", Some(-1), "one minor unit below zero"),
            ("0.00 USD", Some(0), "zero is an amount"),
            ("-0.00 USD", None, "minus zero has a second spelling"),
            ("92233720368547758.07 USD", Some(i64::MAX), "the largest i64"),
            ("-92233720368547758.08 USD", Some(i64::MIN), "the smallest i64"),
            ("92233720368547758.08 USD", None, "one more does not fit"),
            ("99999999999999999999999999999999.00 USD", None, "more than a decimal holds"),
            ("15000 JPY", Some(15_000), "no minor digits"),
            ("15000.00 JPY", None, "yen have no minor digits"),
            ("1.234 KWD", Some(1_234), "three minor digits"),
            ("1.23 KWD", None, "one digit short"),
            ("100 USD", None, "the cents are missing"),
            ("100.0 USD", None, "one digit short"),
            ("1e2 USD", None, "an exponent"),
            ("+1.00 USD", None, "a plus sign"),
            ("1,000.00 USD", None, "a group separator"),
            ("01.00 USD", None, "a leading zero has a second spelling"),
            (".50 USD", None, "no whole digit"),
            ("100.00", None, "no currency"),
            ("100.00 XYZ", None, "no such currency"),
            ("100.00 usd", None, "codes are upper case"),
        ] {
            assert_eq!(Money::parse_with_currency(text).ok().map(|m| m.minor), minor, "{text}: {because}");
        }
    }

    #[test]
    fn percentages_are_basis_points() {
        for (text, points) in [
            ("12.50 %", Some(1_250)),
            ("0.01 %", Some(1)),
            ("-3.00 %", Some(-300)),
            ("12.5 %", None),
            ("12 %", None),
            ("12.50%", None),
            ("12.50", None),
        ] {
            assert_eq!(parse_percent(text).ok(), points, "{text}");
        }
    }

    #[test]
    fn amounts_write_what_they_read() {
        for text in ["100.00 USD", "-0.01 USD", "0.00 EUR", "15000 JPY", "-1.234 KWD", "92233720368547758.07 USD"] {
            assert_eq!(Money::parse_with_currency(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn the_currency_lists_are_sorted_and_apart() {
        for list in [TWO_DIGITS, NO_DIGITS, THREE_DIGITS] {
            let (codes, rest) = list.as_chunks::<3>();
            assert!(rest.is_empty() && codes.is_sorted_by(|a, b| a < b));
        }
        assert_eq!(Currency::new("XAU"), None, "gold is no currency in circulation");
    }
}
