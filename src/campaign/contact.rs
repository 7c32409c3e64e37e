//! Contact policy and comparison groups of a campaign.

use crate::time::Span;

/// The event that a cap counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Confirmed impressions, and the ghosts of held-out ones.
    Impression,
    /// Clicks.
    Click,
    /// Dismissals.
    Dismiss,
}

/// Whose events a cap counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapScope {
    /// The campaign's own.
    Campaign,
}

/// Allows a showing while fewer than `count` events lie in the window that ends now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// First number that is too many; at least one.
    pub count: u32,
    /// The rolling window; an event exactly that old no longer counts, one dated in the future does.
    pub within: Span,
    /// What is counted.
    pub counted: Counted,
    /// Whose events.
    pub scope: CapScope,
}

/// Text that makes one assignment independent of all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salt(Box<str>);

impl Salt {
    /// The salt `text`, 1 to 64 printable ASCII characters.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A share of units that see nothing of a campaign, for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdout {
    /// The share in basis points, 1 to 9,999.
    pub share_bp: u16,
    /// What sets this assignment apart.
    pub salt: Salt,
}
