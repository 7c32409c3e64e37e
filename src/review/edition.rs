//! An edition: one release with its own bytes, as approvers and reviewers read it.

use std::collections::BTreeMap;

use crate::bundle::{
    FileName, Index, IndexedFile, PagePolicy, Release, Sheet, Transport, TrustRoot, VerifyError, verify,
};
use crate::campaign::{Campaign, Policy};
use crate::explain::Version;
use crate::feature::Catalogue;
use crate::id::{CampaignId, Digest};
use crate::wire::{self, Tree, spelling};

/// One release with its own bytes.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What the vendor states of it.
    pub release: Release,
    /// Its files.
    pub index: Index,
    /// The verdicts on it.
    pub sheet: Sheet,
    /// The features that its campaigns may read.
    pub catalogue: Catalogue,
    /// What holds for all its campaigns.
    pub policy: Policy,
    /// Its campaigns with their texts, ascending by id.
    pub campaigns: Vec<(Campaign, String)>,
    catalogue_text: String,
    policy_text: String,
    goldens: BTreeMap<String, String>,
}

impl Edition {
    /// The release `release` whose bytes are in `transport`.
    ///
    /// It proves nothing: that they are what the vendor signed is for [`review`](crate::bundle::review) to say, which is asked first.
    ///
    /// # Errors
    /// [`VerifyError`] where a file is missing or malformed.
    pub fn of(transport: &Transport, release: &Release) -> Result<Self, Box<VerifyError>> {
        let index = Index::read(transport.index.as_bytes())?;
        let text = |file: FileName, digest: Digest| match transport.files.get(&digest) {
            Some(text) => Ok(text.clone()),
            None => Err(Box::new(VerifyError::FileMissing { file, digest })),
        };
        let catalogue_text = text(FileName::Catalogue, index.catalogue.digest)?;
        let policy_text = text(FileName::Policy, index.policy.digest)?;
        let campaign = |(id, file): &(CampaignId, IndexedFile)| {
            let text = text(FileName::Campaign(id.clone()), file.digest)?;
            let read = wire::campaign::read(text.as_bytes());
            let campaign = read.map_err(|fault| VerifyError::CampaignInvalid { campaign: id.clone(), fault })?;
            Ok::<_, Box<VerifyError>>((campaign, text))
        };
        Ok(Self {
            release: release.clone(),
            sheet: Sheet::read(transport.sheet.as_bytes())?,
            catalogue: wire::catalogue::read(catalogue_text.as_bytes())?,
            policy: wire::policy::read(policy_text.as_bytes())?,
            campaigns: index.campaigns.iter().map(campaign).collect::<Result<_, _>>()?,
            goldens: goldens(&text(FileName::Goldens, index.goldens.digest)?),
            index,
            catalogue_text,
            policy_text,
        })
    }

    /// The edition in the text `transport` that was approved under `root`: signatures, approvals and digests hold.
    ///
    /// Whether it still runs does not matter: it is asked at the first moment of its approval.
    ///
    /// # Errors
    /// [`VerifyError`] as [`verify`].
    pub fn approved(transport: &str, root: &TrustRoot) -> Result<Self, Box<VerifyError>> {
        let parts = Transport::read(transport)?;
        // Nothing is believed of the sheet but when to ask; whether it is the one that was signed is then asked.
        let then = Sheet::read(parts.sheet.as_bytes())?.not_before;
        let verified = verify(transport, root, &PagePolicy::SILENT, then)?;
        Self::of(&parts, &verified.as_inner().release)
    }

    /// The campaign with the id `id`, and its text.
    #[must_use]
    pub fn campaign(&self, id: &CampaignId) -> Option<&(Campaign, String)> {
        self.campaigns.iter().find(|(campaign, _)| campaign.id == *id)
    }

    /// One of its campaigns as a version to compare.
    #[must_use]
    pub fn version<'a>(&'a self, (campaign, text): &'a (Campaign, String)) -> Version<'a, Campaign> {
        Version { says: campaign, text, catalogue: &self.catalogue, policy: &self.policy }
    }

    /// Its policy as a version to compare.
    #[must_use]
    pub fn policy_version(&self) -> Version<'_, Policy> {
        Version { says: &self.policy, text: &self.policy_text, catalogue: &self.catalogue, policy: &self.policy }
    }

    /// Its catalogue as a version to compare.
    #[must_use]
    pub fn catalogue_version(&self) -> Version<'_, Catalogue> {
        Version { says: &self.catalogue, text: &self.catalogue_text, catalogue: &self.catalogue, policy: &self.policy }
    }

    /// The golden decisions about the campaign `id`, as a list.
    #[must_use]
    pub fn goldens_of(&self, id: &CampaignId) -> &str {
        self.goldens.get(id.as_str()).map_or("[]", String::as_str)
    }
}

/// The golden decisions of each campaign, as a list.
fn goldens(text: &str) -> BTreeMap<String, String> {
    let mut lists: BTreeMap<String, Vec<Tree<'_>>> = BTreeMap::new();
    let Ok(Tree::Object(document)) = wire::parse("goldens", text) else { return BTreeMap::new() };
    for (_, value) in document {
        let Tree::List(goldens) = value else { continue };
        for golden in goldens {
            let Tree::Object(fields) = &golden else { continue };
            let campaign = fields.iter().find(|(name, _)| name == "campaign");
            if let Some((_, Tree::Text(campaign))) = campaign {
                let campaign = campaign.to_string();
                lists.entry(campaign).or_default().push(golden);
            }
        }
    }
    lists.into_iter().map(|(campaign, list)| (campaign, spelling::write(&Tree::List(list)))).collect()
}
