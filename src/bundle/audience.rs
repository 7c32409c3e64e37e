//! For whom a document is signed: which bank, and which of its environments.

use core::fmt;

use super::error::VerifyError;
use crate::id::BankId;
use crate::stand_in::StandIn;

/// What a bank uses a release for; a root admits one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// A trial with keys made on the spot.
    Pilot,
    /// The bank's own testing.
    Test,
    /// The bank's customers.
    Production,
}

impl Environment {
    /// The environment as documents write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pilot => "pilot",
            Self::Test => "test",
            Self::Production => "production",
        }
    }

    /// The environment that documents write as `text`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Pilot, Self::Test, Self::Production].into_iter().find(|environment| environment.as_str() == text)
    }
}

impl StandIn for Environment {
    fn stand_in() -> Self {
        Self::Test
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One environment of one bank; what is signed for one is worth nothing in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// The bank.
    pub bank: BankId,
    /// The environment.
    pub environment: Environment,
}

impl Audience {
    /// Refuses a `document` that is signed for `self` where `expected` is meant.
    pub(super) fn is(&self, expected: &Self, document: &'static str) -> Result<(), Box<VerifyError>> {
        if self.bank != expected.bank {
            let (found, expected) = (self.bank.clone(), expected.bank.clone());
            return Err(VerifyError::WrongBank { document, found, expected }.into());
        }
        if self.environment != expected.environment {
            let (found, expected) = (self.environment, expected.environment);
            return Err(VerifyError::WrongEnvironment { document, found, expected }.into());
        }
        Ok(())
    }
}
