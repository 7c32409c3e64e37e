//! A banner in one locale, as it is signed and approved.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{at_most, parsed};
use super::fields::{each_if_given, within, within_if_given};
use super::shown::shown;
use super::{At, Object, Tree};
use crate::campaign::{Action, Creative, Image};
use crate::id::{AssetId, Digest};
#[cfg(feature = "cli")]
pub use doc::{ActionDoc, CreativeDoc, ImageDoc};

/// Most disclosures of a creative.
const MAX_DISCLOSURES: usize = 16;

/// The creative that `tree` is.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Creative {
    let mut object = Object::new(tree, at);
    let creative = Creative {
        headline: within(&mut object, "headline", shown),
        body: within(&mut object, "body", shown),
        action: within(&mut object, "action", action),
        disclosures: each_if_given(&mut object, "disclosures", shown),
        image: within_if_given(&mut object, "image", image),
        why: within(&mut object, "why", shown),
    };
    object.end();
    if creative.disclosures.len() > MAX_DISCLOSURES {
        at_most(MAX_DISCLOSURES, &at.field("disclosures"));
    }
    creative
}

fn action(tree: &Tree<'_>, at: &At<'_>) -> Action {
    let mut object = Object::new(tree, at);
    let action = Action {
        label: within(&mut object, "label", shown),
        url: object.text("url").into(),
        offer: object.text("offer").into(),
    };
    object.end();
    let offer_ok = (1..=64).contains(&action.offer.len())
        && action.offer.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !offer_ok {
        at.refuse_field("offer", "an offer code is 1 to 64 of `A-Z a-z 0-9 _ -`");
    }
    if !is_own_path(&action.url) {
        let mend = "write a path of the bank's own origin, as in `/products/overdraft`";
        at.refuse_field("url", mend);
    }
    action
}

/// A path that every URL parser resolves inside the page's own origin: one slash, then unreserved signs.
fn is_own_path(url: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'~');
    url.starts_with('/')
        && url.as_bytes().windows(2).all(|two| two != b"//")
        && url.len() <= 256
        && url.bytes().all(allowed)
}

fn image(tree: &Tree<'_>, at: &At<'_>) -> Image {
    let mut object = Object::new(tree, at);
    let image = Image {
        alt: within(&mut object, "alt", shown),
        asset: parsed(&mut object, "asset", AssetId::new),
        sha256: parsed(&mut object, "sha256", Digest::from_hex),
    };
    object.end();
    image
}
