//! The feature vector as authors have it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClassWord, NAME, RoleWord, StatusWord, from_tree};
use crate::feature::{Catalogue, Vector};
use crate::wire::entries::read_back;
use crate::wire::{Malformed, UniqueMap, Value};

/// One person's features.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VectorDoc {
    /// The person's accounts; absent where not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Vec<AccountDoc>>,
    /// The bank's civil day up to whose end the values are computed.
    pub as_of: String,
    /// The currency of all amounts that name no other.
    pub currency: String,
    /// What is known of the person.
    pub features: UniqueMap<Value>,
    /// Format version: 1.
    pub vector: u8,
}

/// One account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountDoc {
    /// In which capacity it is held.
    pub class: ClassWord,
    /// The currency of its amounts, where it is not the vector's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What is known of it.
    pub features: UniqueMap<Value>,
    /// The kind: `checking`.
    pub kind: String,
    /// The product it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What the person is to it.
    pub role: RoleWord,
    /// Where it stands.
    pub status: StatusWord,
}

impl VectorDoc {
    /// The vector, its values held against the types of `catalogue`.
    ///
    /// # Errors
    /// [`Malformed`] with the path to a fault of the frame; faults of single values are readings, not errors.
    pub fn into_vector(self, catalogue: &Catalogue) -> Result<Vector, Malformed> {
        read_back(NAME, &self, |tree, at| from_tree(tree, at, catalogue))
    }
}
