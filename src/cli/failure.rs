//! Failures as people and programs read them: a code, a sentence, a place, and how to mend it.

use std::io::{ErrorKind, IsTerminal};
use std::path::Path;

use miette::{GraphicalReportHandler, GraphicalTheme};
use tellerside::activate::ActivateError;
use tellerside::author::finding::{Finding, Findings, Report};
use tellerside::author::pilot::PilotError;
use tellerside::author::rehearsal::RehearsalError;
use tellerside::author::rotation::RotationError;
use tellerside::author::sources::SourcesError;
use tellerside::author::{FolderError, SigningError};
use tellerside::bundle::{RootError, VerifyError};
use tellerside::review::changes::LastError;
use tellerside::review::evidence::EvidenceMismatch;
use tellerside::wire::Malformed;

use super::{Format, files, showing};

/// Why a command did not do what it was called for.
pub(super) enum Failure {
    /// Sources have mistakes.
    Findings {
        findings: Findings,
        /// Whether what could not be read may have more.
        left_out: bool,
    },
    /// Something was refused.
    Refused(Vec<Refusal>),
    /// The command was called wrongly, or with a file that is not there.
    Usage(Refusal),
}

/// One refusal.
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) place: Option<String>,
    pub(super) help: Option<&'static str>,
}

impl Refusal {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, help: help(code) }
    }

    pub(super) fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }
}

impl Failure {
    pub(super) fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self::Refused(vec![Refusal::new(code, message)])
    }

    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(Refusal::new("USAGE", message))
    }

    pub(super) fn file(path: &Path, cause: &std::io::Error) -> Self {
        let refusal = Refusal::new("FILE", cause.to_string()).at(path.display().to_string());
        Self::Usage(Refusal { help: help_with_file(cause.kind()), ..refusal })
    }

    /// The failure, told of the file at `path`.
    pub(super) fn of(self, path: &Path) -> Self {
        let placed = |refusal: Refusal| match &refusal.place {
            None => refusal.at(files::name(path)),
            Some(_) => refusal,
        };
        match self {
            Self::Refused(refusals) => Self::Refused(refusals.into_iter().map(placed).collect()),
            Self::Usage(refusal) => Self::Usage(placed(refusal)),
            findings @ Self::Findings { .. } => findings,
        }
    }

    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::Findings { .. } | Self::Refused(_) => 1,
            Self::Usage(_) => 2,
        }
    }

    /// Says on standard error what failed.
    pub(super) fn tell(&self, format: Format) {
        match self {
            Self::Findings { findings, left_out } => match format {
                Format::Json => findings.0.iter().for_each(tell_as_json),
                Format::Pretty => {
                    findings.reports().iter().for_each(draw);
                    eprintln!("{findings}");
                    if *left_out {
                        eprintln!("examples of what has mistakes were not played: more may come once these are mended");
                    }
                }
            },
            Self::Refused(refusals) => refusals.iter().for_each(|refusal| tell_refusal(refusal, format)),
            Self::Usage(refusal) => tell_refusal(refusal, format),
        }
    }
}

fn tell_as_json(finding: &Finding) {
    let (line, column) = finding.line_and_column();
    let told = serde_json::json!({
        "code": finding.code,
        "column": column,
        "file": finding.file.name(),
        "help": finding.help,
        "line": line,
        "message": finding.message,
    });
    eprintln!("{told}");
}

/// All mistakes of one file, drawn into its text.
fn draw(report: &Report<'_>) {
    let color = std::io::stderr().is_terminal();
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut told = String::new();
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(120);
    if handler.render_report(&mut told, report).is_ok() {
        eprintln!("{told}");
    } else {
        eprintln!("{report}");
    }
}

fn tell_refusal(refusal: &Refusal, format: Format) {
    let Refusal { code, message, place, help } = refusal;
    if format == Format::Json {
        let told = serde_json::json!({"code": code, "file": place, "help": help, "message": message});
        eprintln!("{told}");
        return;
    }
    eprintln!("error[{code}]: {}", showing::printable(message));
    if let Some(place) = place {
        eprintln!("  in: {place}");
    }
    if let Some(help) = help {
        eprintln!("  help: {help}");
    }
}

/// How to mend what a code says; none where the message says it already.
fn help(code: &str) -> Option<&'static str> {
    Some(match code {
        "APPROVALS_MISSING" => {
            "have the bank's approvers run `tellerside approve` on this bundle; keys that this root does not name as approvers do not count"
        }
        "SIGNATURES_MISSING" => {
            "sign with a vendor key of this root: `tellerside release`, or `tellerside countersign` where the root has another vendor key than before"
        }
        "SHEET_MISMATCH" => "the approvals are for another release: have this one approved",
        "SHEET_EXPIRED" => "have the release approved anew",
        "SHEET_NOT_YET_VALID" => "wait until the sheet holds, or look whether `now` is the time that you mean",
        "NOT_AN_APPROVER" => {
            "sign with the private key of an approver that the root names; `tellerside keygen` makes new ones for a new root"
        }
        "NOT_A_VENDOR" => "sign with the private key of a vendor that the root names",
        "PASSPHRASE_NEEDED" => {
            "give `--passphrase-file FILE`, whose first line is the passphrase; `tellerside keygen` also takes `--no-passphrase`"
        }
        "WRONG_PASSPHRASE" => "nothing was signed: look whether it is the passphrase of this key",
        "SIGNATURE_INVALID" => {
            "nothing was written: look whether all is given as with `--pae-out`, whether its file was signed byte for byte, and whether `--public-key` is the signer's"
        }
        "VERSION_NOT_HIGHER" => "count the version up: pages with a floor refuse a lower one",
        "SHEET_ENDS" => "renew for fewer days with `--days`, or have the release approved anew",
        "EXPIRED" => "release the campaigns again, or date them anew with `tellerside renew`",
        "ROLLED_BACK" => "take the newest release; only the page's own policy lowers its floor",
        "LIFETIME_TOO_LONG" => "release for fewer days, as the root allows",
        "DIGEST_MISMATCH" | "FILE_SET" => {
            "the bundle was changed after it was signed: fetch it again from where it was made"
        }
        "NOT_CANONICAL" => "the bundle was rewritten on its way: hand it over byte for byte",
        "WRONG_BANK" | "WRONG_ENVIRONMENT" => "use the root of the bank and environment that the bundle is for",
        "ROOT_EXPIRED" => "pin the bank's next root",
        "ROOT_ROLLED_BACK" => "hand over the bank's whole chain of roots with `--roots`, or pin its newest root",
        "ROOT_SIGNATURES_MISSING" => "have the holders of old and new root keys run `tellerside rotate` on this chain",
        "ROOT_VERSION" => "number roots without a gap: `tellerside root --version N`",
        "NOT_A_ROOT_KEY" => "sign with a root key of the root before or of the next one",
        "EVIDENCE_MISSING" => "release again with the evidence that the bank's root demands, and have that approved",
        "EVIDENCE_MISMATCH" => {
            "nobody should sign or trust this sheet: release again, or use the version of this tool that the evidence was made with"
        }
        "REPLAY_INPUT" => {
            "find the file that has the digest of the record: records name the bytes that they were made from"
        }
        "REPLAY_DIFFERS" => {
            "use the version of this tool that decided, and `--policy` with the page's policy of that day, which records do not name"
        }
        "LAST_IS_LATER" => "name the bundle that was approved before this release",
        "GOLDEN_MISMATCH" => "use the version of this tool that the bundle was approved with",
        "UNSUPPORTED" => "update tellerside",
        _ => return None,
    })
}

/// How to mend that the system refused a file; none where only its own words help.
fn help_with_file(kind: ErrorKind) -> Option<&'static str> {
    let known = [
        (
            ErrorKind::NotFound,
            "look whether the name is right: it is taken from the folder in which the command was called",
        ),
        (ErrorKind::PermissionDenied, "let the account that calls the command have the file"),
        (ErrorKind::InvalidData, "give a text in UTF-8: all documents of this tool are texts"),
        (ErrorKind::IsADirectory, "name a file, this is a folder"),
        (ErrorKind::NotADirectory, "name a folder, this is a file"),
    ];
    known.into_iter().find(|(known, _)| *known == kind).map(|(_, help)| help)
}

impl From<Findings> for Failure {
    fn from(findings: Findings) -> Self {
        Self::Findings { findings, left_out: false }
    }
}

// Errors of the library may grow causes; one that is new here is told by its own words.

impl From<SourcesError> for Failure {
    fn from(error: SourcesError) -> Self {
        if let SourcesError::Findings(findings) = error {
            return findings.into();
        }
        if let SourcesError::File { path, cause } = &error {
            return Self::file(path, cause);
        }
        Self::usage(error.to_string())
    }
}

impl From<RehearsalError> for Failure {
    fn from(error: RehearsalError) -> Self {
        if let RehearsalError::Examples(findings) = error {
            return findings.into();
        }
        Self::refused(error.code(), error.to_string())
    }
}

impl From<PilotError> for Failure {
    fn from(error: PilotError) -> Self {
        if let PilotError::Rehearsal(cause) = error {
            return cause.into();
        }
        Self::refused(error.code(), error.to_string())
    }
}

impl From<FolderError> for Failure {
    fn from(error: FolderError) -> Self {
        if let FolderError::File { path, cause } = &error {
            return Self::file(path, cause);
        }
        if let FolderError::Content { path, cause } = error {
            return Self::from(cause).of(&path);
        }
        Self::refused("MALFORMED", error.to_string())
    }
}

impl From<SigningError> for Failure {
    fn from(error: SigningError) -> Self {
        if let SigningError::Refused(cause) = error {
            return cause.into();
        }
        Self::refused(error.code(), error.to_string())
    }
}

impl From<Vec<EvidenceMismatch>> for Failure {
    fn from(mismatches: Vec<EvidenceMismatch>) -> Self {
        let refusal = |mismatch: EvidenceMismatch| Refusal::new(EvidenceMismatch::CODE, mismatch.to_string());
        Self::Refused(mismatches.into_iter().map(refusal).collect())
    }
}

impl From<LastError> for Failure {
    fn from(error: LastError) -> Self {
        Self::refused(error.code(), error.to_string())
    }
}

impl From<Box<VerifyError>> for Failure {
    fn from(error: Box<VerifyError>) -> Self {
        let refused = Refusal::new(error.code(), error.to_string());
        if let VerifyError::ApprovalsMissing { elsewhere: 1.., .. } = *error {
            let help = "the sheet may have been changed after it was approved: compare its digest with the approvers', and fetch the bundle again";
            return Self::Refused(vec![Refusal { help: Some(help), ..refused }]);
        }
        Self::Refused(vec![refused])
    }
}

impl From<ActivateError> for Failure {
    fn from(error: ActivateError) -> Self {
        if let ActivateError::Verify(cause) = error {
            return cause.into();
        }
        Self::refused(error.code(), error.to_string())
    }
}

impl From<Box<RootError>> for Failure {
    fn from(error: Box<RootError>) -> Self {
        Self::refused(error.code(), error.to_string())
    }
}

impl From<RotationError> for Failure {
    fn from(error: RotationError) -> Self {
        Self::refused(error.code(), error.to_string())
    }
}

impl From<Malformed> for Failure {
    fn from(fault: Malformed) -> Self {
        Self::refused("MALFORMED", fault.to_string())
    }
}
