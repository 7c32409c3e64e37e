//! The feature vector. Its frame is strict; a value that is none of its feature's type only makes that feature unknown, unless it
//! looks like an identity, which no vector carries.

#[cfg(feature = "cli")]
mod doc;

use super::entries::{bounded, format_1, known, open, word};
use super::object::{for_each, items};
use super::tree::{Field, ascending};
use super::words::word_table;
use super::{At, Object, Tree, identity, reading};
use crate::feature::{
    Account, AccountClass, AccountStatus, Catalogue, Features, Missing, Reading, Role, Scope, Vector,
};
use crate::id::{AccountKind, ProductId};
use crate::money::Currency;
use crate::stand_in::StandIn;
use crate::time::Day;
#[cfg(feature = "cli")]
pub use doc::{AccountDoc, VectorDoc};

#[cfg(feature = "cli")]
const NAME: &str = "features";

/// Most accounts a vector may list.
const MAX_ACCOUNTS: usize = 256;

word_table! {
    /// In which capacity an account is held.
    CLASSES, ClassWord = AccountClass {
        Consumer = "consumer",
        Business = "business",
        Fiduciary = "fiduciary",
        Escrow = "escrow",
        Retirement = "retirement",
        Health = "health",
    }
}
word_table! {
    /// What the person is to an account.
    ROLES, RoleWord = Role {
        Owner = "owner",
        JointOwner = "joint_owner",
        AuthorizedUser = "authorized_user",
        Signer = "signer",
        Custodian = "custodian",
    }
}
word_table! {
    /// Where an account stands.
    STATUSES, StatusWord = AccountStatus {
        Open = "open",
        Pending = "pending",
        Blocked = "blocked",
        Dormant = "dormant",
        Closed = "closed",
        ChargedOff = "charged_off",
    }
}

/// The vector that `tree` is, its values held against the types of `catalogue`.
pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>, catalogue: &Catalogue) -> Vector {
    let mut object = open(tree, at);
    format_1(&mut object, "vector");
    let as_of = object.take("as_of");
    let as_of = unrepeated(as_of, &at.field("as_of"), Day::parse, "not a day: write it as in `2026-11-23`");
    let currency = currency(object.take("currency"), &at.field("currency"));
    let mut binding = Binding { catalogue, surplus: Vec::new() };
    let customer = binding.features(&mut object, Scope::Customer, currency);
    let list = object.optional("accounts");
    let accounts = list.map(|list| binding.accounts(list, &at.field("accounts"), currency));
    object.end();
    Vector { as_of, customer, accounts, surplus: names(binding.surplus) }
}

const NO_ID: &str = "not an id: write 1 to 64 of `a-z 0-9 . _ -`, starting with a letter or digit";

/// What the text that `tree` must be says to `parse`, or the fault `said`. Whatever stands in the frame by mistake may be the
/// customer's, and is not repeated.
fn unrepeated<T: StandIn, E>(tree: &Tree<'_>, at: &At<'_>, parse: fn(&str) -> Result<T, E>, said: &'static str) -> T {
    known(parse(super::text(tree, at)).map_err(|_| said), at)
}

fn currency(tree: &Tree<'_>, at: &At<'_>) -> Currency {
    let code = super::text(tree, at);
    known(Currency::new(code).ok_or("not an ISO 4217 code of a currency"), at)
}

/// The names of `fields`, ascending, each once.
fn names(fields: Vec<&Field<'_>>) -> Vec<Box<str>> {
    let mut names: Vec<Box<str>> = Vec::new();
    for (name, _) in ascending(fields) {
        if names.last().is_none_or(|last| **last != **name) {
            names.push((&**name).into());
        }
    }
    names
}

/// Holds values against their features.
struct Binding<'catalogue, 'tree> {
    catalogue: &'catalogue Catalogue,
    /// What has no feature in its scope, customer's and accounts' alike.
    surplus: Vec<&'tree Field<'tree>>,
}

impl<'tree> Binding<'_, 'tree> {
    fn accounts(&mut self, list: &'tree Tree<'tree>, at: &At<'_>, currency: Currency) -> Vec<Account> {
        let list = bounded(items(list, at), MAX_ACCOUNTS, at);
        let mut accounts = Vec::new();
        for_each(list, at, &mut |account, at| accounts.push(self.account(account, at, currency)));
        accounts
    }

    fn account(&mut self, tree: &'tree Tree<'tree>, at: &At<'_>, of_vector: Currency) -> Account {
        let mut object = open(tree, at);
        let currency = match object.optional("currency") {
            Some(code) => currency(code, &at.field("currency")),
            None => of_vector,
        };
        let account = Account {
            kind: unrepeated(object.take("kind"), &at.field("kind"), AccountKind::new, NO_ID),
            product: match object.optional("product") {
                Some(product) => Some(unrepeated(product, &at.field("product"), ProductId::new, NO_ID)),
                None => None,
            },
            role: word(&mut object, "role", ROLES),
            status: word(&mut object, "status", STATUSES),
            class: word(&mut object, "class", CLASSES),
            features: self.features(&mut object, Scope::Account, currency),
        };
        object.end();
        account
    }

    /// The readings of the values in the field `features`; keys without a feature in this scope are surplus.
    fn features(&mut self, holder: &mut Object<'_, 'tree>, scope: Scope, currency: Currency) -> Features {
        let at = &holder.at().field("features");
        let values = open(holder.take("features"), at).into_fields();
        let mut features = Features::unknown(self.catalogue);
        for field in values {
            let (key, value) = field;
            let (id, version) = id_and_version(key);
            let entry = self.catalogue.find(id).and_then(|place| Some((place, self.catalogue.get(place)?)));
            match entry.filter(|(_, feature)| feature.scope == scope) {
                Some((place, feature)) if version == Some(feature.version) => {
                    let reading = reading::read(value, feature, currency);
                    if matches!(reading, Reading::Missing(Missing::Malformed)) {
                        identity::refuse_in(value, &at.field(key));
                    }
                    features.set(place, reading);
                }
                Some((place, _)) => {
                    identity::refuse_in(value, &at.field(key));
                    // The right definition may stand beside an outdated one, in any order.
                    if matches!(features.get(place), Reading::Missing(Missing::Absent)) {
                        features.set(place, Reading::Missing(Missing::OtherDefinition));
                    }
                }
                None => {
                    identity::refuse_field(field, at);
                    self.surplus.push(field);
                }
            }
        }
        features
    }
}

/// `bal.acb@2` is version 2 of `bal.acb`; without `@` it is version 1.
fn id_and_version(key: &str) -> (&str, Option<u16>) {
    match key.split_once('@') {
        None => (key, Some(1)),
        Some((id, version)) => {
            let canonical = !version.starts_with(['0', '+']) && version != "1";
            (id, version.parse().ok().filter(|_| canonical))
        }
    }
}
