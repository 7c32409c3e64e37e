//! Three-valued logic after Kleene.

/// TRUE, FALSE, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// What it depends on is missing, stale, partial or in another currency.
    Unknown,
}

impl Truth {
    /// The truth of something known.
    pub(super) const fn known(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    /// The truth of something that may not be known.
    pub(super) const fn of(known: Option<bool>) -> Self {
        match known {
            Some(holds) => Self::known(holds),
            None => Self::Unknown,
        }
    }

    /// TRUE when both are, FALSE when one is FALSE.
    pub(super) const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::Unknown, Self::True | Self::Unknown) | (Self::True, Self::Unknown) => Self::Unknown,
        }
    }

    /// FALSE when both are, TRUE when one is TRUE.
    pub(super) const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// TRUE and FALSE exchanged.
    pub(super) const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn the_tables_are_kleenes() {
        let rows: [(Truth, Truth, Truth, Truth); 9] = [
            (True, True, True, True),
            (True, Unknown, Unknown, True),
            (True, False, False, True),
            (Unknown, True, Unknown, True),
            (Unknown, Unknown, Unknown, Unknown),
            (Unknown, False, False, Unknown),
            (False, True, False, True),
            (False, Unknown, False, Unknown),
            (False, False, False, False),
        ];
        for (a, b, and, or) in rows {
            assert_eq!((a.and(b), a.or(b)), (and, or), "{a:?} {b:?}");
        }
        assert_eq!([True, Unknown, False].map(Truth::not), [False, Unknown, True]);
    }
}
