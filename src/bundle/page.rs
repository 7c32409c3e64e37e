//! What the bank's page says beside the bundle, from its own origin: the kill switch.

use super::scalars;
use crate::id::{CampaignId, ReleaseVersion};
use crate::wire::{self, At, Malformed, Object, Tree};

const DOCUMENT: &str = "page policy";

/// The lowest release that the page still accepts, and the campaigns that it does not show whatever is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePolicy {
    /// Releases below it are refused.
    pub floor: ReleaseVersion,
    /// The version of the trust root for which the floor is meant: older roots are refused, and under newer ones it does not hold, so
    /// that a new root recovers from a version that a stolen key drove up. Without it the floor holds under every root.
    pub root: Option<u64>,
    /// Campaigns that are not shown, ascending, each once; ids that no bundle has are harmless.
    pub deny: Vec<CampaignId>,
}

impl PagePolicy {
    /// The policy of a page that says nothing: no floor, nothing denied.
    pub const SILENT: Self = Self { floor: ReleaseVersion::ZERO, root: None, deny: Vec::new() };

    /// The policy in `text`, `{"deny":[],"floor":6,"policy":1,"root":2}`; a floor of 0 refuses nothing, and `root` may be left out.
    ///
    /// # Errors
    /// [`Malformed`] with the path to the fault.
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let tree = wire::parse(DOCUMENT, text)?;
        wire::document(DOCUMENT, |top| Self::from_tree(&tree, top))
    }

    fn from_tree(tree: &Tree<'_>, top: &At<'_>) -> Self {
        let mut object = Object::new(tree, top);
        wire::format_1(&mut object, "policy");
        let floor = ReleaseVersion::new(object.number("floor"));
        let floor = wire::known(floor.ok_or("versions are below 2^40"), &top.field("floor"));
        let at = top.field("deny");
        let mut deny = Vec::new();
        wire::for_each(object.list("deny"), &at, &mut |id, at| {
            let id = wire::known(CampaignId::new(wire::text(id, at)), at);
            if let Err(place) = deny.binary_search(&id) {
                deny.insert(place, id);
            }
        });
        let root = object.optional("root").map(|root| scalars::version(root, &top.field("root")).get());
        object.end();
        Self { floor, root, deny }
    }
}

#[cfg(feature = "cli")]
impl PagePolicy {
    /// The text of the policy, one that [`PagePolicy::read`] reads. Native only: a page reads policies and never makes one.
    ///
    /// # Errors
    /// None for a policy; the writer's own failure is passed on.
    pub fn write(&self) -> Result<String, Malformed> {
        #[derive(serde::Serialize)]
        struct PageDoc<'a> {
            deny: Vec<&'a str>,
            floor: u64,
            policy: u8,
            #[serde(skip_serializing_if = "Option::is_none")]
            root: Option<u64>,
        }

        let deny = self.deny.iter().map(CampaignId::as_str).collect();
        let bytes = wire::canonical::write(&PageDoc { deny, floor: self.floor.get(), policy: 1, root: self.root })?;
        String::from_utf8(bytes).map_err(|_| Malformed::whole(DOCUMENT, "not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_floor_and_what_it_denies() {
        let read = PagePolicy::read(r#"{ "policy": 1, "floor": 6, "deny": ["b", "a", "b"] }"#).unwrap();
        assert_eq!(read.floor.get(), 6);
        assert_eq!(read.deny.iter().map(CampaignId::as_str).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(PagePolicy::read(r#"{"deny":[],"floor":0,"policy":1}"#), Ok(PagePolicy::SILENT));
        assert_eq!(PagePolicy::read(r#"{"root":2,"deny":[],"floor":0,"policy":1}"#).unwrap().root, Some(2));
        #[cfg(feature = "cli")]
        for text in [r#"{"deny":["a","b"],"floor":6,"policy":1}"#, r#"{"deny":[],"floor":0,"policy":1,"root":2}"#] {
            assert_eq!(PagePolicy::read(text).unwrap().write().unwrap(), text);
        }
        for (text, path, because) in [
            (r#"{"deny":[],"floor":6,"policy":2}"#, "policy", "a format to come"),
            (r#"{"deny":[],"floor":1099511627776,"policy":1}"#, "floor", "a floor that no release could reach"),
            (r#"{"deny":["a","B"],"floor":6,"policy":1}"#, "deny[1]", "not an id"),
            (r#"{"deny":[],"floor":6,"floor":0,"policy":1}"#, "floor", "a floor given twice"),
            (r#"{"deny":[],"floor":6,"policy":1,"allow":[]}"#, "allow", "an unknown field"),
            (r#"{"deny":[],"floor":6,"policy":1,"root":0}"#, "root", "roots count from 1"),
            (r#"{"deny":[],"floor":6,"policy":1,"root":null}"#, "root", "null is not left out"),
            (r#"{"floor":6,"policy":1}"#, "$", "no deny list is not an empty one"),
        ] {
            assert_eq!(PagePolicy::read(text).unwrap_err().path(), path, "{because}");
        }
    }
}
