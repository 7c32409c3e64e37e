//! The facts of the release that decides, for hosts.

use super::Tree;
use super::spelling::{self, field};
use crate::decision::ReleaseFacts;

/// The canonical text of `release`.
#[must_use]
pub fn write(release: &ReleaseFacts) -> String {
    spelling::write(&Tree::Object(vec![
        field("bank", Tree::text(release.bank.as_str())),
        field("environment", Tree::text(release.environment)),
        field("expires", Tree::written(release.expires.to_string())),
        field("index", Tree::written(release.index.to_string())),
        field("issued", Tree::written(release.issued.to_string())),
        field("root", Tree::Whole(release.root)),
        field("semantics", Tree::Whole(release.semantics.into())),
        field("sheet", Tree::written(release.sheet.to_string())),
        field("version", Tree::Whole(release.version.get())),
    ]))
}
