//! Creatives: the approved words and picture of a banner, in one locale. `LOCALES.md` says who sees which, `PICTURES.md` what pictures may be.

use std::sync::Arc;

use super::Condition;
use crate::id::{AssetId, Digest, Locale, VariantId};
use crate::order::Ascending;

/// One whole banner in one locale. All of it is text; nothing is markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creative {
    /// The headline.
    pub headline: Box<str>,
    /// The text below it.
    pub body: Box<str>,
    /// What the customer can do.
    pub action: Action,
    /// What the law wants said, in order.
    pub disclosures: Vec<Box<str>>,
    /// The picture, where there is one.
    pub image: Option<Image>,
    /// The approved answer to "why am I seeing this", without any fact about the customer.
    pub why: Box<str>,
}

/// Other words for customers who bank in some places. `LOCALES.md` says who sees which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its id.
    pub id: VariantId,
    /// Where they bank: conditions over `geo.*`, and nothing else.
    pub when: Condition,
    /// The whole banner in each locale of the campaign, in place of the campaign's.
    pub creatives: Ascending<Locale, Arc<Creative>>,
}

/// The call to action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The words on it.
    pub label: Box<str>,
    /// Where it leads: a path of the bank's own origin, starting with one `/`.
    pub url: Box<str>,
    /// The opaque code by which the bank knows the offer.
    pub offer: Box<str>,
}

/// A picture in the bank's own origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What it shows, in words.
    pub alt: Box<str>,
    /// The name of its file in the authors' `images/`.
    pub asset: AssetId,
    /// The digest its bytes must have.
    pub sha256: Digest,
}
