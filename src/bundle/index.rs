//! The index of a release: every file that it consists of, by digest and length.

use core::fmt;

use serde::Serialize;

use super::envelope::limit;
use super::error::VerifyError;
use super::scalars;
use crate::id::{CampaignId, Digest};
use crate::wire::{At, Malformed, Object, Tree, canonical, document, known};

const DOCUMENT: &str = "index";

/// Most campaigns of one release.
pub const MAX_CAMPAIGNS: usize = 1_000;
/// Most bytes of one campaign.
pub const MAX_CAMPAIGN_BYTES: usize = 16 * 1024;

/// The files of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The campaigns, ascending by id.
    pub campaigns: Vec<(CampaignId, IndexedFile)>,
    /// The feature catalogue.
    pub catalogue: IndexedFile,
    /// The golden decisions.
    pub goldens: IndexedFile,
    /// The bank's policy for all campaigns.
    pub policy: IndexedFile,
}

/// The exact bytes of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexedFile {
    /// Their SHA-256.
    pub digest: Digest,
    /// How many they are.
    pub length: u32,
}

/// What a file of a release is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileName {
    /// The feature catalogue.
    Catalogue,
    /// The bank's policy.
    Policy,
    /// The golden decisions.
    Goldens,
    /// A campaign.
    Campaign(CampaignId),
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Catalogue => f.write_str("the catalogue"),
            Self::Policy => f.write_str("the policy"),
            Self::Goldens => f.write_str("the file of golden decisions"),
            Self::Campaign(id) => write!(f, "campaign `{id}`"),
        }
    }
}

#[derive(Serialize)]
struct IndexDoc {
    campaigns: Vec<CampaignDoc>,
    catalogue: FileDoc,
    goldens: FileDoc,
    index: u8,
    policy: FileDoc,
}

#[derive(Serialize)]
struct CampaignDoc {
    digest: String,
    id: String,
    length: u32,
}

#[derive(Serialize)]
struct FileDoc {
    digest: String,
    length: u32,
}

impl Index {
    /// The index in canonical `bytes`. It proves nothing: [`verify`](super::verify) reads only bytes that a release names.
    ///
    /// # Errors
    /// [`VerifyError`] where the bytes are not a canonical index of format 1.
    pub fn read(bytes: &[u8]) -> Result<Self, Box<VerifyError>> {
        let tree = canonical::parse(DOCUMENT, bytes)?;
        document(DOCUMENT, |top| Self::from_tree(&tree, top))?
    }

    fn from_tree(tree: &Tree<'_>, top: &At<'_>) -> Result<Self, Box<VerifyError>> {
        let mut object = Object::new(tree, top);
        format_1(&mut object, DOCUMENT)?;
        let list = object.list("campaigns");
        limit("campaigns", list.len(), MAX_CAMPAIGNS)?;
        let at = top.field("campaigns");
        let mut campaigns: Vec<(CampaignId, IndexedFile)> = Vec::new();
        for (n, campaign) in list.iter().enumerate() {
            let at = at.item(n);
            let mut campaign = Object::new(campaign, &at);
            let id = scalars::campaign_in(&mut campaign, "id");
            if campaigns.last().is_some_and(|(previous, _)| *previous >= id) {
                at.refuse_field("id", "campaigns ascend by id, each once");
            }
            let file = IndexedFile::from_fields(campaign);
            limit("bytes of one campaign", usize::try_from(file.length).unwrap_or(usize::MAX), MAX_CAMPAIGN_BYTES)?;
            campaigns.push((id, file));
        }
        let mut file = |name: &'static str| {
            let at = top.field(name);
            IndexedFile::from_fields(Object::new(object.take(name), &at))
        };
        let index = Self { campaigns, catalogue: file("catalogue"), goldens: file("goldens"), policy: file("policy") };
        object.end();
        Ok(index)
    }

    /// The canonical bytes, whose digest a release names.
    ///
    /// # Errors
    /// None for an index; the writer's own failure is passed on.
    pub fn write(&self) -> Result<Vec<u8>, Malformed> {
        let file = |file: &IndexedFile| FileDoc { digest: file.digest.to_string(), length: file.length };
        let campaign = |(id, file): &(CampaignId, IndexedFile)| CampaignDoc {
            digest: file.digest.to_string(),
            id: id.to_string(),
            length: file.length,
        };
        canonical::write(&IndexDoc {
            campaigns: self.campaigns.iter().map(campaign).collect(),
            catalogue: file(&self.catalogue),
            goldens: file(&self.goldens),
            index: 1,
            policy: file(&self.policy),
        })
    }
}

impl IndexedFile {
    /// The file whose digest and length are all that is left of `object`.
    fn from_fields(mut object: Object<'_, '_>) -> Self {
        let digest = scalars::digest_in(&mut object, "digest");
        let length = u32::try_from(object.number("length"));
        let length = known(length.map_err(|_| "a file has less than 4 GiB"), &object.at().field("length"));
        object.end();
        Self { digest, length }
    }
}

/// Refuses any format but 1 in the field that is named like the `document`.
pub(super) fn format_1(object: &mut Object<'_, '_>, document: &'static str) -> Result<(), Box<VerifyError>> {
    match object.number(document) {
        1 => Ok(()),
        found => Err(VerifyError::UnsupportedFormat { document, found, known: 1 }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::digest::sha256;
    use super::*;

    #[test]
    fn an_index_is_read_strictly() {
        let file = IndexedFile { digest: sha256(b""), length: 0 };
        let named = |id: &str| (CampaignId::new(id).unwrap(), file);
        let index = Index { campaigns: vec![named("a"), named("b")], catalogue: file, goldens: file, policy: file };
        let text = String::from_utf8(index.write().unwrap()).unwrap();
        assert_eq!(Index::read(text.as_bytes()), Ok(index));
        for (from, to, code, because) in [
            (r#""index":1"#, r#""index":2"#, "UNSUPPORTED", "a format to come"),
            (r#""id":"b""#, r#""id":"a""#, "MALFORMED", "a campaign twice"),
            (r#""id":"a""#, r#""id":"c""#, "MALFORMED", "not in order"),
            (r#""id":"a""#, r#""id":"A""#, "MALFORMED", "not an id"),
            (r#""length":0"#, r#""length":-1"#, "MALFORMED", "a negative length"),
            (r#""length":0"#, r#""length":0.0"#, "NOT_CANONICAL", "a fraction"),
            (r#""length":0"#, r#""length":0 "#, "NOT_CANONICAL", "a space"),
            (r#""length":0"#, r#""length":16384"#, "", "the longest campaign"),
            (r#""length":0"#, r#""length":16385"#, "TOO_LARGE", "a longer one"),
            (r#","goldens""#, r#","extra":{},"goldens""#, "MALFORMED", "a file that is not known"),
            ("e3b0", "e3b", "MALFORMED", "a digest cut short"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{because}: the row must change something");
            let refused = Index::read(changed.as_bytes()).err();
            assert_eq!(refused.map_or("", |error| error.code()), code, "{because}");
        }
    }
}
