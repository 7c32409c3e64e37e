//! Conditions about accounts: which accounts are meant, and what one of them, each, some number or all together must meet.

use super::condition::{Condition, Operand, PeriodRule};
use super::threshold::{Amount, Comparison};
use crate::feature::{AccountClass, AccountStatus, Role};
use crate::id::{AccountKind, ProductId};

/// Which accounts are meant.
///
/// Where nothing else is said: open consumer accounts that the person owns, alone or jointly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountFilter {
    /// The kind of account.
    pub kind: AccountKind,
    /// The product, where only one will do; an account that names no product does not match.
    pub product: Option<ProductId>,
    /// What the person may be to it, ascending.
    pub roles: Vec<Role>,
    /// Where it may stand, ascending.
    pub statuses: Vec<AccountStatus>,
    /// In which capacities it may be held, ascending.
    pub classes: Vec<AccountClass>,
}

impl AccountFilter {
    /// The roles meant where an author names none.
    pub const ROLES: [Role; 2] = [Role::Owner, Role::JointOwner];
    /// The statuses meant where an author names none.
    pub const STATUSES: [AccountStatus; 1] = [AccountStatus::Open];
    /// The classes meant where an author names none.
    pub const CLASSES: [AccountClass; 1] = [AccountClass::Consumer];
}

/// Some accounts, and what one account must meet in all of its conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountBlock {
    /// Which accounts.
    pub filter: AccountFilter,
    /// What the account must meet: all of it.
    pub meets: Vec<Condition>,
}

/// How many of some accounts meet all of some conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountAccounts {
    /// Which accounts.
    pub filter: AccountFilter,
    /// What an account must meet to be counted; empty for all accounts.
    pub meets: Vec<Condition>,
    /// The side.
    pub is: Comparison,
    /// The number it is compared with.
    pub count: u16,
}

/// The sum of a value over some accounts stands on one side of a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combined {
    /// The accounts: whichever one of these means, each once.
    pub include: Vec<AccountFilter>,
    /// The value that is summed.
    pub operand: Operand,
    /// The side.
    pub is: Comparison,
    /// The threshold.
    pub value: Amount,
    /// Whether a partial period may be used.
    pub rule: PeriodRule,
}
