//! Conditions about accounts as sentences.

use crate::campaign::{AccountBlock, AccountFilter, Amount, Combined, Condition, CountAccounts};
use crate::feature::{AccountClass, AccountStatus, Role};

use super::amounts;
use super::clause::{Clause, Join};
use super::conditions::Teller;
use super::phrase::Phrase;
use super::phrases::account;

impl Teller<'_> {
    pub(super) fn any_account(&self, block: &AccountBlock) -> Clause {
        self.block(&self.filter(&block.filter), &block.meets, account::IN_ANY, account::IN_ANY_AT_ONCE)
    }

    pub(super) fn every_account(&self, block: &AccountBlock) -> Clause {
        self.block(&self.filter(&block.filter), &block.meets, account::IN_EVERY, account::IN_EVERY_AT_ONCE)
    }

    /// What must hold for accounts: one condition in the same sentence, several below it.
    fn block(&self, accounts: &str, meets: &[Condition], alone: Phrase, several: Phrase) -> Clause {
        let language = self.naming.language;
        match meets {
            [only] => {
                let Clause { text, join, parts } = self.condition(only);
                Clause::of(alone.say(language, &[("accounts", accounts), ("clause", &text)]), join, parts)
            }
            _ => {
                let parts = meets.iter().map(|part| self.condition(part)).collect();
                Clause::of(several.say(language, &[("accounts", accounts)]), Join::And, parts)
            }
        }
    }

    pub(super) fn count_accounts(&self, count: &CountAccounts) -> Clause {
        let language = self.naming.language;
        let accounts = self.filter(&count.filter);
        let bound = amounts::bound(count.is, Amount::Count(i64::from(count.count)), language);
        let of = |phrase: Phrase, clause: &str| {
            phrase.say(language, &[("accounts", &accounts), ("bound", &bound), ("clause", clause)])
        };
        match count.meets.as_slice() {
            [] => Clause::one(of(account::COUNT, "")),
            [only] => {
                let Clause { text, join, parts } = self.condition(only);
                Clause::of(of(account::COUNT_WHERE, &text), join, parts)
            }
            several => {
                let parts = several.iter().map(|part| self.condition(part)).collect();
                Clause::of(of(account::COUNT_WHERE_ALL, ""), Join::And, parts)
            }
        }
    }

    pub(super) fn combined(&self, combined: &Combined) -> String {
        let language = self.naming.language;
        let mut filters = combined.include.iter().map(|filter| self.filter(filter));
        let first = filters.next().unwrap_or_default();
        let accounts = filters.fold(first, |accounts, more| {
            account::AS_WELL_AS.say(language, &[("accounts", &accounts), ("more", &more)])
        });
        let operand = self.naming.operand(&combined.operand, combined.rule);
        let bound = amounts::bound(combined.is, combined.value, language);
        account::COMBINED.say(language, &[("accounts", &accounts), ("operand", &operand), ("bound", &bound)])
    }

    /// The accounts that a filter means: `open consumer checking accounts, owned alone or jointly`.
    pub(super) fn filter(&self, filter: &AccountFilter) -> String {
        let language = self.naming.language;
        let words = |phrases: Vec<Phrase>| {
            let words: Vec<String> = phrases.into_iter().map(|phrase| phrase.text(language).to_owned()).collect();
            self.naming.or(&words)
        };
        let statuses = words(filter.statuses.iter().map(status).collect());
        let classes = words(filter.classes.iter().map(class).collect());
        let roles = if filter.roles == AccountFilter::ROLES {
            account::OWNED_EITHER_WAY.text(language).to_owned()
        } else {
            let roles = words(filter.roles.iter().map(role).collect());
            account::WITH_ROLES.say(language, &[("roles", &roles)])
        };
        let kind = self.naming.kind(&filter.kind);
        let product = filter.product.as_ref().map(|product| self.naming.product_name(product));
        let phrase = if product.is_some() { account::ACCOUNTS_OF_PRODUCT } else { account::ACCOUNTS };
        let gaps = [
            ("statuses", &*statuses),
            ("classes", &*classes),
            ("kind", &*kind),
            ("product", product.as_deref().unwrap_or_default()),
            ("roles", &*roles),
        ];
        phrase.say(language, &gaps)
    }
}

fn status(status: &AccountStatus) -> Phrase {
    match status {
        AccountStatus::Open => account::OPEN,
        AccountStatus::Pending => account::PENDING,
        AccountStatus::Blocked => account::BLOCKED,
        AccountStatus::Dormant => account::DORMANT,
        AccountStatus::Closed => account::CLOSED,
        AccountStatus::ChargedOff => account::CHARGED_OFF,
    }
}

fn class(class: &AccountClass) -> Phrase {
    match class {
        AccountClass::Consumer => account::CONSUMER,
        AccountClass::Business => account::BUSINESS,
        AccountClass::Fiduciary => account::FIDUCIARY,
        AccountClass::Escrow => account::ESCROW,
        AccountClass::Retirement => account::RETIREMENT,
        AccountClass::Health => account::HEALTH,
    }
}

fn role(role: &Role) -> Phrase {
    match role {
        Role::Owner => account::OWNER,
        Role::JointOwner => account::JOINT_OWNER,
        Role::AuthorizedUser => account::AUTHORIZED_USER,
        Role::Signer => account::SIGNER,
        Role::Custodian => account::CUSTODIAN,
    }
}
