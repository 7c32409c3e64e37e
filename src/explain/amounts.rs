//! Amounts, days and sides as people read them: `$1,234.56`, `Nov 30, 2026`, `strictly below $100.00`.

use crate::campaign::{Amount, Comparison};
use crate::feature::Unit;
use crate::money::Money;
use crate::time::{Day, Month, YearDay};

use super::phrase::{Language, Phrase};
use super::phrases::amount;

/// The amount as an author wrote it, for people.
pub(super) fn said(value: Amount, language: Language) -> String {
    match value {
        Amount::Money(money) => self::money(money),
        Amount::Count(n) => whole(n),
        Amount::Units(n, unit) => units(n, unit, language),
        Amount::BasisPoints(points) => percent(points),
        Amount::Date(day) => date(day, language),
    }
}

/// On which side of `amount` a value must stand.
pub(super) fn bound(is: Comparison, value: Amount, language: Language) -> String {
    let phrase = match value {
        Amount::Date(_) => match is {
            Comparison::Below => amount::BEFORE_DAY,
            Comparison::AtMost => amount::UNTIL_DAY,
            Comparison::Above => amount::AFTER_DAY,
            Comparison::AtLeast => amount::FROM_DAY,
            Comparison::Equal => amount::ON_DAY,
        },
        Amount::Money(_) | Amount::Count(_) | Amount::Units(..) | Amount::BasisPoints(_) => side(is),
    };
    let value = match value {
        Amount::BasisPoints(points) => amount::SHARE.say(language, &[("share", &percent(points))]),
        Amount::Money(_) | Amount::Count(_) | Amount::Units(..) | Amount::Date(_) => said(value, language),
    };
    phrase.say(language, &[("value", &value)])
}

/// The phrase of a side, for what is no day.
pub(super) fn side(is: Comparison) -> Phrase {
    match is {
        Comparison::Below => amount::BELOW,
        Comparison::AtMost => amount::AT_MOST,
        Comparison::Above => amount::ABOVE,
        Comparison::AtLeast => amount::AT_LEAST,
        Comparison::Equal => amount::EQUAL,
    }
}

/// `$1,234.56` for US dollars, `1,234.56 CZK` for all else.
pub(super) fn money(money: Money) -> String {
    let decimal = money.decimal().to_string();
    let (sign, unsigned) = decimal.strip_prefix('-').map_or(("", decimal.as_str()), |unsigned| ("-", unsigned));
    let grouped = grouped(unsigned);
    match money.currency.code() {
        "USD" => format!("{sign}${grouped}"),
        code => format!("{sign}{grouped} {code}"),
    }
}

/// `1,234`.
pub(super) fn whole(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&n.unsigned_abs().to_string()))
}

/// A comma before every three digits left of the point.
fn grouped(unsigned: &str) -> String {
    let (digits, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(d, f)| (d, Some(f)));
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.extend([".", fraction]);
    }
    grouped
}

/// Basis points as a percentage without idle zeros: `5%`, `12.5%`, `0.01%`.
pub(super) fn percent(points: i64) -> String {
    format!("{}%", hundredths(points))
}

/// Hundredths without idle zeros: `12.5`.
pub(super) fn hundredths(points: i64) -> String {
    let sign = if points < 0 { "-" } else { "" };
    let unsigned = points.unsigned_abs();
    let whole = grouped(&unsigned.div_euclid(100).to_string());
    let fraction = format!("{:02}", unsigned.rem_euclid(100));
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// `12 months`, `1 day`, `decile 9 of 10`.
pub(super) fn units(n: i64, unit: Unit, language: Language) -> String {
    let (one, many) = match unit {
        Unit::Days => (amount::DAY, amount::DAYS),
        Unit::Months => (amount::MONTH, amount::MONTHS),
        Unit::Years => (amount::YEAR, amount::YEARS),
        Unit::Points => (amount::POINT, amount::POINTS),
        Unit::Deciles => (amount::DECILE, amount::DECILE),
    };
    (if n == 1 { one } else { many }).say(language, &[("n", &whole(n))])
}

/// `14 days`.
pub(super) fn days(n: u16, language: Language) -> String {
    units(i64::from(n), Unit::Days, language)
}

/// `Nov 30, 2026` or `30 de noviembre de 2026`.
pub(super) fn date(day: Day, language: Language) -> String {
    let text = day.to_string();
    let mut parts = text.split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    let month = month_name(month, &SHORT).text(language);
    amount::DATE.say(language, &[("month", month), ("day", day.trim_start_matches('0')), ("year", year)])
}

/// `November 15` or `15 de noviembre`.
pub(super) fn year_day(day: YearDay, language: Language) -> String {
    let text = day.to_string();
    let (month, day) = text.split_once('-').unwrap_or_default();
    let month = month_name(month, &LONG).text(language);
    amount::YEAR_DAY.say(language, &[("month", month), ("day", day.trim_start_matches('0'))])
}

/// `October 2026` or `octubre de 2026`.
pub(super) fn month(month: Month, language: Language) -> String {
    let text = month.to_string();
    let (year, month) = text.split_once('-').unwrap_or_default();
    amount::MONTH_OF_YEAR.say(language, &[("month", month_name(month, &LONG).text(language)), ("year", year)])
}

const SHORT: [Phrase; 12] = [
    amount::MONTH_1,
    amount::MONTH_2,
    amount::MONTH_3,
    amount::MONTH_4,
    amount::MONTH_5,
    amount::MONTH_6,
    amount::MONTH_7,
    amount::MONTH_8,
    amount::MONTH_9,
    amount::MONTH_10,
    amount::MONTH_11,
    amount::MONTH_12,
];

const LONG: [Phrase; 12] = [
    amount::LONG_MONTH_1,
    amount::LONG_MONTH_2,
    amount::LONG_MONTH_3,
    amount::LONG_MONTH_4,
    amount::LONG_MONTH_5,
    amount::LONG_MONTH_6,
    amount::LONG_MONTH_7,
    amount::LONG_MONTH_8,
    amount::LONG_MONTH_9,
    amount::LONG_MONTH_10,
    amount::LONG_MONTH_11,
    amount::LONG_MONTH_12,
];

/// The name of the month that `digits`, `01` to `12`, number.
fn month_name(digits: &str, names: &[Phrase; 12]) -> Phrase {
    let place = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    place.and_then(|place| names.get(place)).copied().unwrap_or(Phrase::new("?", "?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_banks_write_them() {
        for (text, expected) in [
            ("100.00 USD", "$100.00"),
            ("1234.56 USD", "$1,234.56"),
            ("-12.50 USD", "-$12.50"),
            ("1000000.00 CZK", "1,000,000.00 CZK"),
            ("-15000 JPY", "-15,000 JPY"),
            ("999.999 KWD", "999.999 KWD"),
        ] {
            assert_eq!(money(Money::parse_with_currency(text).unwrap()), expected);
        }
        for (points, expected) in
            [(1_250, "12.5%"), (500, "5%"), (1, "0.01%"), (-105, "-1.05%"), (100_000_000, "1,000,000%")]
        {
            assert_eq!(percent(points), expected);
        }
        assert_eq!(whole(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn days_read_as_people_say_them() {
        let day = Day::parse("2026-11-03").unwrap();
        assert_eq!(date(day, Language::English), "Nov 3, 2026");
        assert_eq!(date(day, Language::Spanish), "3 de noviembre de 2026");
        assert_eq!(month(day.month(), Language::English), "November 2026");
        assert_eq!(year_day(YearDay::parse("04-15").unwrap(), Language::Spanish), "15 de abril");
        assert_eq!(units(1, Unit::Months, Language::Spanish), "1 mes");
        assert_eq!(units(9, Unit::Deciles, Language::English), "decile 9 of 10");
    }
}
