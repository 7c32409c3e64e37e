//! Why a bundle or a root is refused: one variant a cause, with the facts of both sides.

use super::audience::Environment;
use super::index::FileName;
use super::signature::KeyError;
use crate::id::{BankId, CampaignId, Digest, ReleaseVersion};
use crate::time::Moment;
use crate::wire::{Malformed, canonical};

/// Why a bundle is refused. It travels boxed: the facts of a refusal are many bytes, and every check may return them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are the facts that each message names")]
pub enum VerifyError {
    /// More than a limit allows; checked before anything is done with it.
    #[error("there are {found} {what}, more than {limit}")]
    TooLarge { what: &'static str, found: usize, limit: usize },
    /// A document breaks its format, or has a second spelling.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A format that came after this engine.
    #[error("the {document} has format {found}, and only format {known} is known")]
    UnsupportedFormat { document: &'static str, found: u64, known: u64 },
    /// An envelope around something other than a statement.
    #[error("an envelope holds `{found}`, and only `{known}` is known")]
    UnsupportedPayload { found: String, known: &'static str },
    /// The root no longer speaks for the bank.
    #[error("the trust root expired at {expires}, and it is {now}")]
    RootExpired { expires: Moment, now: Moment },
    /// An older root than the page accepts.
    #[error("the trust root has version {found}, below {floor}, which the page's policy names")]
    RootRolledBack { found: u64, floor: u64 },
    /// Not enough vendor keys signed the release.
    #[error("the release is signed by {found} of the {threshold} vendor keys that it needs")]
    SignaturesMissing { found: usize, threshold: usize },
    /// Signed for another bank.
    #[error("the {document} is for the bank `{found}`, and the trust root for `{expected}`")]
    WrongBank { document: &'static str, found: BankId, expected: BankId },
    /// Signed for another environment of the bank.
    #[error("the {document} is for the environment `{found}`, and the trust root for `{expected}`")]
    WrongEnvironment { document: &'static str, found: Environment, expected: Environment },
    /// Written for newer rules of deciding than this engine has.
    #[error("the release needs version {needed} of the rules, this engine has {known}: update the package")]
    SemanticsTooNew { needed: u16, known: u16 },
    /// Valid for longer than the bank lets any release be.
    #[error("the release holds from {issued} until {expires}, longer than {limit_days} days")]
    LifetimeTooLong { issued: Moment, expires: Moment, limit_days: u16 },
    /// No longer valid.
    #[error("the release expired at {expires}, and it is {now}")]
    Expired { expires: Moment, now: Moment },
    /// Older than the page accepts.
    #[error("the release has version {found}, below the floor {floor}")]
    RolledBack { found: ReleaseVersion, floor: ReleaseVersion },
    /// The index is not the one that was released.
    #[error("the index has the digest {found}, and the release names {expected}")]
    IndexMismatch { found: Digest, expected: Digest },
    /// Not enough approvers signed the sheet.
    #[error(
        "the sheet is approved by {found} of the {threshold} approvers that it needs; envelopes that approve something else: {elsewhere}"
    )]
    ApprovalsMissing { found: usize, threshold: usize, elsewhere: usize },
    /// The sheet is about another release.
    #[error("the sheet is about the index {found}, and the release has {expected}")]
    SheetOfAnotherIndex { found: Digest, expected: Digest },
    /// The sheet does not judge each campaign of the release once, in order.
    #[error("the sheet judges {}, where the release has {}", entry(found), entry(expected))]
    SheetOfOtherCampaigns { found: Option<(CampaignId, Digest)>, expected: Option<(CampaignId, Digest)> },
    /// The sheet rests on other golden decisions than those of the release.
    #[error("the sheet judges `{campaign}` by the golden decisions {found}, and the release has {expected}")]
    SheetOfOtherGoldens { campaign: CampaignId, found: Digest, expected: Digest },
    /// Approved without evidence of a kind that the root demands.
    #[error("the sheet approves `{campaign}` without `{kind}`, which the trust root demands")]
    EvidenceMissing { campaign: CampaignId, kind: &'static str },
    /// Approved for later.
    #[error("the sheet holds from {not_before}, and it is {now}")]
    SheetNotYetValid { not_before: Moment, now: Moment },
    /// The approval has lapsed.
    #[error("the sheet expired at {not_after}, and it is {now}")]
    SheetExpired { not_after: Moment, now: Moment },
    /// A file that the index names is not there.
    #[error("no file is given for {file}, which the index names {digest}")]
    FileMissing { file: FileName, digest: Digest },
    /// A file that the index does not name is there.
    #[error("a file is given under {digest}, which the index does not name")]
    FileUnnamed { digest: Digest },
    /// A file has another length than the index says.
    #[error("{file} has {found} bytes, and the index says {expected}")]
    LengthMismatch { file: FileName, found: usize, expected: u32 },
    /// A file has other bytes than the index says.
    #[error("{file} has the digest {found}, and the index says {expected}")]
    FileMismatch { file: FileName, found: Digest, expected: Digest },
    /// A campaign breaks its format.
    #[error("in campaign `{campaign}`: {fault}")]
    CampaignInvalid { campaign: CampaignId, fault: Malformed },
    /// A campaign calls itself otherwise than the index does.
    #[error("the index names `{expected}` a campaign that calls itself `{found}`")]
    CampaignMisnamed { found: CampaignId, expected: CampaignId },
}

impl VerifyError {
    /// The code that hosts branch on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::Malformed(fault) => code_of(fault, "MALFORMED"),
            Self::UnsupportedFormat { .. } | Self::UnsupportedPayload { .. } | Self::SemanticsTooNew { .. } => {
                "UNSUPPORTED"
            }
            Self::RootExpired { .. } => "ROOT_EXPIRED",
            Self::RootRolledBack { .. } => "ROOT_ROLLED_BACK",
            Self::SignaturesMissing { .. } => "SIGNATURES_MISSING",
            Self::WrongBank { .. } => "WRONG_BANK",
            Self::WrongEnvironment { .. } => "WRONG_ENVIRONMENT",
            Self::LifetimeTooLong { .. } => "LIFETIME_TOO_LONG",
            Self::Expired { .. } => "EXPIRED",
            Self::RolledBack { .. } => "ROLLED_BACK",
            Self::IndexMismatch { .. } | Self::LengthMismatch { .. } | Self::FileMismatch { .. } => "DIGEST_MISMATCH",
            Self::ApprovalsMissing { .. } => "APPROVALS_MISSING",
            Self::SheetOfAnotherIndex { .. }
            | Self::SheetOfOtherCampaigns { .. }
            | Self::SheetOfOtherGoldens { .. } => "SHEET_MISMATCH",
            Self::EvidenceMissing { .. } => "EVIDENCE_MISSING",
            Self::SheetNotYetValid { .. } => "SHEET_NOT_YET_VALID",
            Self::SheetExpired { .. } => "SHEET_EXPIRED",
            Self::FileMissing { .. } | Self::FileUnnamed { .. } => "FILE_SET",
            Self::CampaignInvalid { fault, .. } => code_of(fault, "CAMPAIGN_INVALID"),
            Self::CampaignMisnamed { .. } => "CAMPAIGN_INVALID",
        }
    }

    /// Where in its document the fault is; `$` where it is about the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        if let Self::Malformed(fault) | Self::CampaignInvalid { fault, .. } = self { fault.path() } else { "$" }
    }
}

fn code_of(fault: &Malformed, otherwise: &'static str) -> &'static str {
    if fault.fault() == canonical::NOT_CANONICAL { "NOT_CANONICAL" } else { otherwise }
}

fn entry(entry: &Option<(CampaignId, Digest)>) -> String {
    entry.as_ref().map_or_else(|| "no further campaign".into(), |(id, digest)| format!("`{id}` ({digest})"))
}

/// So that readers of documents end in `?`.
impl From<Malformed> for Box<VerifyError> {
    fn from(fault: Malformed) -> Self {
        Self::new(fault.into())
    }
}

/// Why a trust root is refused. It travels boxed, as [`VerifyError`] does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "fields are the facts that each message names")]
pub enum RootError {
    /// Longer than any root needs to be.
    #[error("the {document} has {found} bytes, more than {limit}")]
    TooLarge { document: &'static str, found: usize, limit: usize },
    /// It breaks its format, or has a second spelling.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A format that came after this engine.
    #[error("the {document} has format {found}, and only format {known} is known")]
    UnsupportedFormat { document: &'static str, found: u64, known: u64 },
    /// An algorithm that this engine does not have, be it reserved or unheard of.
    #[error("key `{key}` of the trust root is for `{found}`, and only `ed25519` and `ecdsa-p256-sha256` are known")]
    UnsupportedAlgorithm { key: String, found: String },
    /// Releases could hold for no time, or for too long.
    #[error("the trust root lets a release hold for {found} days; write 1 to {limit}")]
    Lifetime { found: u64, limit: u16 },
    /// More keys than any bank needs.
    #[error("the trust root has {found} keys, more than {limit}")]
    TooManyKeys { found: usize, limit: usize },
    /// Bytes that are no key, or one whose signatures prove nothing.
    #[error("key `{key}` of the trust root is unfit: {cause}")]
    UnfitKey { key: String, cause: KeyError },
    /// A key for another algorithm than the root says.
    #[error("key {key} of the trust root is for `{found}`, and its entry says `{stated}`")]
    OtherAlgorithm { key: Digest, found: &'static str, stated: &'static str },
    /// A key under a name that is not its digest.
    #[error("the trust root calls a key `{found}`, and its SPKI has the digest {expected}")]
    Misnamed { found: String, expected: Digest },
    /// A role with a key that the root does not have.
    #[error("the role `{role}` names the key {key}, which the trust root does not have")]
    UnknownKey { role: &'static str, key: Digest },
    /// A role with a key twice.
    #[error("the role `{role}` names the key {key} twice")]
    RepeatedKey { role: &'static str, key: Digest },
    /// A role that too few could speak for, or that nobody could.
    #[error("the role `{role}` needs {found} of its {keys} keys; write {least} to {most}")]
    Threshold { role: &'static str, found: usize, keys: usize, least: usize, most: usize },
    /// One key in two roles that control each other.
    #[error("the roles `{}` and `{}` share the key {key}", roles[0], roles[1])]
    SharedKey { key: Digest, roles: [&'static str; 2] },
    /// More steps from root to root than any page should be behind.
    #[error("the chain of roots has {found} steps, more than {limit}")]
    TooManySteps { found: usize, limit: usize },
    /// A root that too few of those signed who must name it, or too few of those whom it names.
    #[error(
        "step {step} of the chain of roots is signed by {found} of the {threshold} root keys that the {by} root needs"
    )]
    SignaturesMissing { step: usize, by: &'static str, found: usize, threshold: usize },
    /// A root that does not follow the one before it.
    #[error("step {step} of the chain of roots has version {found}, and {expected} comes next")]
    VersionSkipped { step: usize, found: u64, expected: u64 },
    /// An envelope that is none, or a root for another bank or environment.
    #[error("step {step} of the chain of roots: {cause}")]
    Step { step: usize, cause: Box<VerifyError> },
    /// A root of the chain that is refused by itself.
    #[error("step {step} of the chain of roots: {cause}")]
    RootOfStep { step: usize, cause: Box<Self> },
}

impl RootError {
    /// The code that hosts branch on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnsupportedFormat { .. } | Self::UnsupportedAlgorithm { .. } => "UNSUPPORTED",
            Self::SignaturesMissing { .. } => "ROOT_SIGNATURES_MISSING",
            Self::VersionSkipped { .. } => "ROOT_VERSION",
            Self::RootOfStep { cause, .. } => cause.code(),
            Self::Step { cause, .. } => match cause.code() {
                code @ ("UNSUPPORTED" | "WRONG_BANK" | "WRONG_ENVIRONMENT") => code,
                _ => "ROOT_INVALID",
            },
            Self::TooManySteps { .. }
            | Self::TooLarge { .. }
            | Self::Malformed(_)
            | Self::Lifetime { .. }
            | Self::TooManyKeys { .. }
            | Self::UnfitKey { .. }
            | Self::OtherAlgorithm { .. }
            | Self::Misnamed { .. }
            | Self::UnknownKey { .. }
            | Self::RepeatedKey { .. }
            | Self::Threshold { .. }
            | Self::SharedKey { .. } => "ROOT_INVALID",
        }
    }

    /// Where in the root the fault is; `$` where it is about the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        if let Self::Malformed(fault) = self { fault.path() } else { "$" }
    }
}

impl From<Malformed> for Box<RootError> {
    fn from(fault: Malformed) -> Self {
        Self::new(fault.into())
    }
}

#[cfg(test)]
mod tests {
    use core::mem::discriminant;
    use std::collections::BTreeSet;

    use super::super::digest::sha256;
    use super::*;

    /// How many variants `name` has: each carries one `#[error]`.
    fn variants(name: &str) -> usize {
        let source = include_str!("error.rs");
        let body = source.split_once(&format!("pub enum {name} {{")).unwrap().1.split_once("\n}").unwrap().0;
        body.matches("#[error(").count()
    }

    fn check<E: core::error::Error>(rows: &[(E, &str, &str)], code: fn(&E) -> &'static str) {
        for (error, expected, message) in rows {
            assert_eq!((code(error), error.to_string().as_str()), (*expected, *message));
            let starts_low = !message.starts_with(|first: char| first.is_uppercase());
            assert!(starts_low && !message.ends_with('.') && !message.contains('\n'), "{message}");
        }
        let kinds: BTreeSet<_> = rows.iter().map(|(error, ..)| format!("{:?}", discriminant(error))).collect();
        let name = core::any::type_name::<E>().rsplit("::").next().unwrap();
        assert_eq!(kinds.len(), variants(name), "every variant of {name} has a row");
    }

    #[test]
    fn refusals_of_bundles_have_these_codes_and_messages() {
        let at = |text| Moment::parse(text).unwrap();
        let (early, late) = (at("2026-11-20T00:00:00Z"), at("2026-12-04T00:00:00Z"));
        let id = |text| CampaignId::new(text).unwrap();
        let bank = |text| BankId::new(text).unwrap();
        let version = |number| ReleaseVersion::new(number).unwrap();
        let digest = sha256(b"");
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let with_hex = |text: &str| text.replace('#', hex);
        let file = || FileName::Campaign(id("od"));
        let rows = [
            (
                VerifyError::TooLarge { what: "campaigns", found: 1001, limit: 1000 },
                "TOO_LARGE",
                "there are 1001 campaigns, more than 1000".into(),
            ),
            (
                Malformed::at("sheet", "index", "write it").into(),
                "MALFORMED",
                "sheet is malformed at `index`: write it".into(),
            ),
            (
                Malformed::whole("sheet", canonical::NOT_CANONICAL).into(),
                "NOT_CANONICAL",
                format!("sheet is malformed at `$`: {}", canonical::NOT_CANONICAL),
            ),
            (
                VerifyError::UnsupportedFormat { document: "index", found: 2, known: 1 },
                "UNSUPPORTED",
                "the index has format 2, and only format 1 is known".into(),
            ),
            (
                VerifyError::UnsupportedPayload { found: "text/plain".into(), known: "application/x" },
                "UNSUPPORTED",
                "an envelope holds `text/plain`, and only `application/x` is known".into(),
            ),
            (
                VerifyError::RootExpired { expires: early, now: late },
                "ROOT_EXPIRED",
                "the trust root expired at 2026-11-20T00:00:00Z, and it is 2026-12-04T00:00:00Z".into(),
            ),
            (
                VerifyError::RootRolledBack { found: 1, floor: 2 },
                "ROOT_ROLLED_BACK",
                "the trust root has version 1, below 2, which the page's policy names".into(),
            ),
            (
                VerifyError::SemanticsTooNew { needed: 2, known: 1 },
                "UNSUPPORTED",
                "the release needs version 2 of the rules, this engine has 1: update the package".into(),
            ),
            (
                VerifyError::EvidenceMissing { campaign: id("od"), kind: "lint" },
                "EVIDENCE_MISSING",
                "the sheet approves `od` without `lint`, which the trust root demands".into(),
            ),
            (
                VerifyError::SignaturesMissing { found: 0, threshold: 1 },
                "SIGNATURES_MISSING",
                "the release is signed by 0 of the 1 vendor keys that it needs".into(),
            ),
            (
                VerifyError::WrongBank { document: "sheet", found: bank("a"), expected: bank("b") },
                "WRONG_BANK",
                "the sheet is for the bank `a`, and the trust root for `b`".into(),
            ),
            (
                VerifyError::WrongEnvironment {
                    document: "release",
                    found: Environment::Test,
                    expected: Environment::Production,
                },
                "WRONG_ENVIRONMENT",
                "the release is for the environment `test`, and the trust root for `production`".into(),
            ),
            (
                VerifyError::LifetimeTooLong { issued: early, expires: late, limit_days: 7 },
                "LIFETIME_TOO_LONG",
                "the release holds from 2026-11-20T00:00:00Z until 2026-12-04T00:00:00Z, longer than 7 days".into(),
            ),
            (
                VerifyError::Expired { expires: early, now: late },
                "EXPIRED",
                "the release expired at 2026-11-20T00:00:00Z, and it is 2026-12-04T00:00:00Z".into(),
            ),
            (
                VerifyError::RolledBack { found: version(5), floor: version(6) },
                "ROLLED_BACK",
                "the release has version 5, below the floor 6".into(),
            ),
            (
                VerifyError::IndexMismatch { found: digest, expected: digest },
                "DIGEST_MISMATCH",
                with_hex("the index has the digest #, and the release names #"),
            ),
            (
                VerifyError::ApprovalsMissing { found: 1, threshold: 2, elsewhere: 3 },
                "APPROVALS_MISSING",
                "the sheet is approved by 1 of the 2 approvers that it needs; envelopes that approve something else: 3"
                    .into(),
            ),
            (
                VerifyError::SheetOfAnotherIndex { found: digest, expected: digest },
                "SHEET_MISMATCH",
                with_hex("the sheet is about the index #, and the release has #"),
            ),
            (
                VerifyError::SheetOfOtherCampaigns { found: None, expected: Some((id("od"), digest)) },
                "SHEET_MISMATCH",
                with_hex("the sheet judges no further campaign, where the release has `od` (#)"),
            ),
            (
                VerifyError::SheetOfOtherGoldens { campaign: id("od"), found: digest, expected: digest },
                "SHEET_MISMATCH",
                with_hex("the sheet judges `od` by the golden decisions #, and the release has #"),
            ),
            (
                VerifyError::SheetNotYetValid { not_before: late, now: early },
                "SHEET_NOT_YET_VALID",
                "the sheet holds from 2026-12-04T00:00:00Z, and it is 2026-11-20T00:00:00Z".into(),
            ),
            (
                VerifyError::SheetExpired { not_after: early, now: late },
                "SHEET_EXPIRED",
                "the sheet expired at 2026-11-20T00:00:00Z, and it is 2026-12-04T00:00:00Z".into(),
            ),
            (
                VerifyError::FileMissing { file: FileName::Goldens, digest },
                "FILE_SET",
                with_hex("no file is given for the file of golden decisions, which the index names #"),
            ),
            (
                VerifyError::FileUnnamed { digest },
                "FILE_SET",
                with_hex("a file is given under #, which the index does not name"),
            ),
            (
                VerifyError::LengthMismatch { file: file(), found: 3, expected: 4 },
                "DIGEST_MISMATCH",
                "campaign `od` has 3 bytes, and the index says 4".into(),
            ),
            (
                VerifyError::FileMismatch { file: file(), found: digest, expected: digest },
                "DIGEST_MISMATCH",
                with_hex("campaign `od` has the digest #, and the index says #"),
            ),
            (
                VerifyError::CampaignInvalid { campaign: id("od"), fault: Malformed::at("campaign", "when", "no") },
                "CAMPAIGN_INVALID",
                "in campaign `od`: campaign is malformed at `when`: no".into(),
            ),
            (
                VerifyError::CampaignMisnamed { found: id("a"), expected: id("b") },
                "CAMPAIGN_INVALID",
                "the index names `b` a campaign that calls itself `a`".into(),
            ),
        ];
        let rows: Vec<_> = rows.iter().map(|(error, code, text)| (error.clone(), *code, text.as_str())).collect();
        check(&rows, VerifyError::code);
    }

    #[test]
    fn refusals_of_roots_have_these_codes_and_messages() {
        let key = sha256(b"");
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let with_hex = |text: &str| text.replace('#', hex);
        let rows = [
            (
                RootError::TooLarge { document: "trust root", found: 16_385, limit: 16_384 },
                "ROOT_INVALID",
                "the trust root has 16385 bytes, more than 16384".into(),
            ),
            (
                Malformed::at("trust root", "roles", "no").into(),
                "ROOT_INVALID",
                "trust root is malformed at `roles`: no".into(),
            ),
            (
                RootError::UnsupportedFormat { document: "trust root", found: 2, known: 1 },
                "UNSUPPORTED",
                "the trust root has format 2, and only format 1 is known".into(),
            ),
            (
                RootError::UnsupportedAlgorithm { key: "k".into(), found: "ml-dsa-44".into() },
                "UNSUPPORTED",
                "key `k` of the trust root is for `ml-dsa-44`, and only `ed25519` and `ecdsa-p256-sha256` are known"
                    .into(),
            ),
            (
                RootError::Lifetime { found: 91, limit: 90 },
                "ROOT_INVALID",
                "the trust root lets a release hold for 91 days; write 1 to 90".into(),
            ),
            (
                RootError::TooManyKeys { found: 17, limit: 16 },
                "ROOT_INVALID",
                "the trust root has 17 keys, more than 16".into(),
            ),
            (
                RootError::UnfitKey { key: "k".into(), cause: KeyError::NotOnCurve },
                "ROOT_INVALID",
                "key `k` of the trust root is unfit: the public key is not a point of its curve".into(),
            ),
            (
                RootError::OtherAlgorithm { key, found: "ed25519", stated: "ecdsa-p256-sha256" },
                "ROOT_INVALID",
                with_hex("key # of the trust root is for `ed25519`, and its entry says `ecdsa-p256-sha256`"),
            ),
            (
                RootError::Misnamed { found: "k".into(), expected: key },
                "ROOT_INVALID",
                with_hex("the trust root calls a key `k`, and its SPKI has the digest #"),
            ),
            (
                RootError::UnknownKey { role: "vendor", key },
                "ROOT_INVALID",
                with_hex("the role `vendor` names the key #, which the trust root does not have"),
            ),
            (
                RootError::RepeatedKey { role: "vendor", key },
                "ROOT_INVALID",
                with_hex("the role `vendor` names the key # twice"),
            ),
            (
                RootError::Threshold { role: "approver", found: 1, keys: 3, least: 2, most: 3 },
                "ROOT_INVALID",
                "the role `approver` needs 1 of its 3 keys; write 2 to 3".into(),
            ),
            (
                RootError::SharedKey { key, roles: ["vendor", "root"] },
                "ROOT_INVALID",
                with_hex("the roles `vendor` and `root` share the key #"),
            ),
            (
                RootError::TooManySteps { found: 17, limit: 16 },
                "ROOT_INVALID",
                "the chain of roots has 17 steps, more than 16".into(),
            ),
            (
                RootError::SignaturesMissing { step: 1, by: "old", found: 0, threshold: 1 },
                "ROOT_SIGNATURES_MISSING",
                "step 1 of the chain of roots is signed by 0 of the 1 root keys that the old root needs".into(),
            ),
            (
                RootError::VersionSkipped { step: 1, found: 3, expected: 2 },
                "ROOT_VERSION",
                "step 1 of the chain of roots has version 3, and 2 comes next".into(),
            ),
            (
                RootError::Step { step: 2, cause: VerifyError::from(Malformed::at("x", "y", "no")).into() },
                "ROOT_INVALID",
                "step 2 of the chain of roots: x is malformed at `y`: no".into(),
            ),
            (
                RootError::RootOfStep {
                    step: 1,
                    cause: RootError::UnsupportedFormat { document: "trust root", found: 2, known: 1 }.into(),
                },
                "UNSUPPORTED",
                "step 1 of the chain of roots: the trust root has format 2, and only format 1 is known".into(),
            ),
        ];
        let rows: Vec<_> = rows.iter().map(|(error, code, text)| (error.clone(), *code, text.as_str())).collect();
        check(&rows, RootError::code);
    }
}
