//! How numbers and dates are written, by locale: the one table to extend for another language.
//!
//! The figures are those of CLDR 48: `24.99%`, `$1,234.56` and `12,000` in `en-US` and in `es-US`, other money by its ISO code before the
//! amount, and a space that breaks no line. Dates are `Dec 31, 2026` (CLDR's medium form) in English and `31 de diciembre de 2026` (its long
//! form) in Spanish.

use crate::money::Money;
use crate::time::Day;

/// How the locales of one row write.
#[derive(Debug)]
pub(super) struct Formats {
    /// The locales. A language without region is meant as the bank's own country writes it, which for `es` is not CLDR's, of Spain.
    locales: &'static [&'static str],
    /// Between three digits and three.
    group: &'static str,
    /// Between whole and fraction.
    point: &'static str,
    /// A day, with `{day}`, `{month}` and `{year}`.
    date: &'static str,
    months: [&'static str; 12],
}

const KNOWN: &[Formats] = &[
    Formats {
        locales: &["en", "en-US"],
        group: ",",
        point: ".",
        date: "{month} {day}, {year}",
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    },
    Formats {
        locales: &["es", "es-US"],
        group: ",",
        point: ".",
        date: "{day} de {month} de {year}",
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    },
];

/// A space at which no line breaks.
const UNBROKEN: &str = "\u{A0}";

impl Formats {
    /// Those of `locale`.
    pub(super) fn of(locale: &str) -> Option<&'static Self> {
        KNOWN.iter().find(|formats| formats.locales.contains(&locale))
    }

    /// The locales that have formats.
    pub(super) fn locales() -> String {
        let all: Vec<&str> = KNOWN.iter().flat_map(|formats| formats.locales).copied().collect();
        format!("`{}`", all.join("`, `"))
    }

    /// A number in its decimal spelling, with the digits that it has.
    pub(super) fn number(&self, spelt: &str) -> String {
        let (sign, unsigned) = spelt.strip_prefix('-').map_or(("", spelt), |unsigned| ("-", unsigned));
        let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
        let mut said = sign.to_owned();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && whole.len().saturating_sub(place).is_multiple_of(3) {
                said.push_str(self.group);
            }
            said.push(digit);
        }
        said.extend(fraction.into_iter().flat_map(|fraction| [self.point, fraction]));
        said
    }

    /// A percentage in its decimal spelling.
    pub(super) fn percent(&self, spelt: &str) -> String {
        self.number(spelt) + "%"
    }

    /// An amount of the currency of `money`, in its decimal spelling.
    pub(super) fn money(&self, spelt: &str, money: Money) -> String {
        let (sign, unsigned) = spelt.strip_prefix('-').map_or(("", spelt), |unsigned| ("-", unsigned));
        let number = self.number(unsigned);
        match money.currency.code() {
            "USD" => format!("{sign}${number}"),
            code => format!("{sign}{code}{UNBROKEN}{number}"),
        }
    }

    /// A day.
    pub(super) fn date(&self, day: Day) -> String {
        let spelt = day.to_string();
        let mut parts = spelt.split('-');
        let mut part = || parts.next().unwrap_or_default();
        let (year, month, day) = (part(), part(), part());
        let place = month.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let month = place.and_then(|place| self.months.get(place)).copied().unwrap_or_default();
        let day = day.trim_start_matches('0');
        self.date.replace("{month}", month).replace("{day}", day).replace("{year}", year)
    }
}
