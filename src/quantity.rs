//! Exact quantities: a whole number of minor units, things or basis points, or such a number over days. Never divided.

use core::cmp::Ordering;

use crate::campaign::Amount;
use crate::feature::Scalar;
use crate::money::Currency;

/// What a quantity is a quantity of; quantities of two dimensions are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Minor units of a currency.
    Money(Currency),
    /// Things, occurrences, units.
    Count,
    /// Hundredths of a percent.
    BasisPoints,
    /// Days since 1970.
    Date,
}

/// A fraction with a dimension.
///
/// The number is within 2^112 and the divisor from 1 to 2^33, so that comparing two quantities, by cross-multiplication, and a product
/// with a share stay within 128 bits; what would leave them saturates, which no document can bring about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity {
    /// Of what.
    pub dimension: Dimension,
    number: i128,
    over: i128,
}

/// Basis points of a whole.
const WHOLE: i128 = 10_000;

impl Quantity {
    /// A whole number.
    #[must_use]
    pub fn whole(dimension: Dimension, number: i64) -> Self {
        Self { dimension, number: number.into(), over: 1 }
    }

    /// What an author wrote.
    #[must_use]
    pub fn of_amount(amount: Amount) -> Self {
        match amount {
            Amount::Money(money) => Self::whole(Dimension::Money(money.currency), money.minor),
            Amount::Count(number) | Amount::Units(number, _) => Self::whole(Dimension::Count, number),
            Amount::BasisPoints(points) => Self::whole(Dimension::BasisPoints, points),
            Amount::Date(day) => Self::whole(Dimension::Date, day.number()),
        }
    }

    /// What a vector says; `None` for what has no size.
    #[must_use]
    pub fn of_scalar(scalar: Scalar) -> Option<Self> {
        match scalar {
            Scalar::Money { minor, currency } => Some(Self::whole(Dimension::Money(currency), minor)),
            Scalar::Average { sum, currency, days, .. } => {
                Some(Self { dimension: Dimension::Money(currency), number: sum.into(), over: days.into() })
            }
            Scalar::Count(number) => Some(Self::whole(Dimension::Count, number)),
            Scalar::BasisPoints(points) => Some(Self::whole(Dimension::BasisPoints, points)),
            Scalar::Date(day) => Some(Self::whole(Dimension::Date, day.number())),
            Scalar::Flag(_) | Scalar::Never | Scalar::Symbol(_) => None,
        }
    }

    /// The least base of which a share means anything, where nobody says otherwise: 100 major units, or 1.
    #[must_use]
    pub fn least_base(dimension: Dimension) -> Self {
        let least = match dimension {
            Dimension::Money(currency) => 10_i64.saturating_pow(currency.minor_digits()).saturating_mul(100),
            Dimension::Count | Dimension::BasisPoints | Dimension::Date => 1,
        };
        Self::whole(dimension, least)
    }

    /// How the two compare; `None` for two dimensions.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let (this, that) = (self.number.saturating_mul(other.over), other.number.saturating_mul(self.over));
        (self.dimension == other.dimension).then(|| this.cmp(&that))
    }

    /// How the quantity compares with zero.
    #[must_use]
    pub fn sign(self) -> Ordering {
        self.number.cmp(&0)
    }

    /// Without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self { number: self.number.saturating_abs(), ..self }
    }

    /// The sum of two quantities of one dimension.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (this, that) = (self.number.saturating_mul(other.over), other.number.saturating_mul(self.over));
        let over = self.over.saturating_mul(other.over);
        (self.dimension == other.dimension).then(|| Self { number: this.saturating_add(that), over, ..self })
    }

    /// The difference of two quantities of one dimension.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { number: other.number.saturating_neg(), ..other })
    }

    /// The sum of two averages over the same days, or of two whole numbers: the divisor stays.
    #[must_use]
    pub fn beside(self, other: Self) -> Option<Self> {
        let same = self.dimension == other.dimension && self.over == other.over;
        same.then(|| Self { number: self.number.saturating_add(other.number), ..self })
    }

    /// A share of it, in basis points.
    #[must_use]
    pub fn share(self, basis_points: i64) -> Self {
        let number = self.number.saturating_mul(basis_points.into());
        Self { number, over: self.over.saturating_mul(WHOLE), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn usd(text: &str) -> Quantity {
        Quantity::of_amount(Amount::Money(Money::parse_with_currency(&format!("{text} USD")).unwrap()))
    }

    fn average(sum: i64, days: u32) -> Quantity {
        let currency = Currency::new("USD").unwrap();
        Quantity::of_scalar(Scalar::Average { sum, currency, days, full: true }).unwrap()
    }

    #[test]
    fn averages_compare_without_division() {
        for (sum, days, threshold, order) in [
            (300_000, 30, "100.00", Ordering::Equal),
            (299_999, 30, "100.00", Ordering::Less),
            (300_001, 30, "100.00", Ordering::Greater),
            (i64::MIN, 36_600, "0.00", Ordering::Less),
            (i64::MAX, 1, "92233720368547758.07", Ordering::Equal),
            (i64::MAX, 36_600, "92233720368547758.07", Ordering::Less),
        ] {
            assert_eq!(average(sum, days).compare(usd(threshold)), Some(order), "{sum} / {days} and {threshold}");
        }
    }

    #[test]
    fn the_extremes_stay_exact() {
        let (least, most) = (average(i64::MIN, 36_600), average(i64::MAX, 36_599));
        let widest = most.minus(least).unwrap();
        assert_eq!(widest.minus(most).unwrap().plus(least).unwrap().sign(), Ordering::Equal);
        let share = most.share(100_000_000).plus(usd("92233720368547758.07")).unwrap();
        assert_eq!(share.compare(share), Some(Ordering::Equal));
        assert_eq!(share.compare(most), Some(Ordering::Greater));
        assert_eq!(usd("1.00").compare(Quantity::whole(Dimension::Count, 100)), None, "money is no count");
    }

    #[test]
    fn bases_are_in_major_units() {
        for (code, least) in [("USD", 10_000), ("JPY", 100), ("KWD", 100_000)] {
            let dimension = Dimension::Money(Currency::new(code).unwrap());
            assert_eq!(Quantity::least_base(dimension), Quantity::whole(dimension, least), "{code}");
        }
    }
}
