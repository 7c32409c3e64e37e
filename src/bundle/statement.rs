//! In-toto Statement v1: the three small texts that are signed, a release by the vendor, an approval and a trust root by the bank.

use super::audience::Audience;
use super::error::VerifyError;
use super::scalars;
use crate::id::{Digest, ReleaseVersion};
use crate::time::Moment;
use crate::wire::{At, Object, Tree, canonical, document};

const STATEMENT: &str = "https://in-toto.io/Statement/v1";
const RELEASE: &str = "https://tellerside.dev/release/v1";
const APPROVAL: &str = "https://tellerside.dev/approval/v1";
const ROOT: &str = "https://tellerside.dev/trust-root/v1";

/// The name of the subject of a release, and of its file in a folder.
pub const INDEX_NAME: &str = "index.json";
/// The name of the subject of an approval, and of its file in a folder.
pub const SHEET_NAME: &str = "sheet.json";

/// The name of the subject of a root's statement.
const ROOT_NAME: &str = "root.json";

const RELEASE_DOCUMENT: &str = "release statement";

/// What a vendor states of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// For whom it is made.
    pub audience: Audience,
    /// Its place in the order of the bank's releases.
    pub version: ReleaseVersion,
    /// When it was made.
    pub issued: Moment,
    /// The first moment at which it no longer holds.
    pub expires: Moment,
    /// The least version of the rules of deciding that it needs.
    pub semantics: u16,
}

/// The release and the digest of its index that `payload` states. Only for a payload that the vendor role signed.
pub(super) fn read_release(payload: &[u8]) -> Result<(Release, Digest), Box<VerifyError>> {
    let tree = canonical::parse(RELEASE_DOCUMENT, payload)?;
    Ok(document(RELEASE_DOCUMENT, |top| release_and_index(&tree, top))?)
}

fn release_and_index(tree: &Tree<'_>, top: &At<'_>) -> (Release, Digest) {
    let mut statement = Object::new(tree, top);
    fixed(&mut statement, "_type", STATEMENT);
    fixed(&mut statement, "predicateType", RELEASE);

    let predicate = statement.take("predicate");
    let at = top.field("predicate");
    let mut predicate = Object::new(predicate, &at);
    let release = Release {
        audience: scalars::audience_in(&mut predicate),
        version: scalars::version_in(&mut predicate, "version"),
        issued: scalars::moment_in(&mut predicate, "issued"),
        expires: scalars::moment_in(&mut predicate, "expires"),
        semantics: u16::try_from(predicate.number("semantics")).unwrap_or(u16::MAX),
    };
    predicate.end();
    if release.semantics == 0 {
        at.refuse_field("semantics", "versions count from 1");
    }
    if release.expires.millis() <= release.issued.millis() {
        at.refuse_field("expires", "a release expires after it is issued");
    }

    let at = top.field("subject");
    let subjects = statement.list("subject");
    if subjects.len() != 1 {
        at.refuse("name one subject");
    }
    let subject = subjects.first().unwrap_or(&Tree::Null);
    let at = at.item(0);
    let mut subject = Object::new(subject, &at);
    fixed(&mut subject, "name", INDEX_NAME);
    let digest = subject.take("digest");
    let at = at.field("digest");
    let mut digest = Object::new(digest, &at);
    let index = scalars::digest_in(&mut digest, "sha256");
    digest.end();
    subject.end();
    statement.end();
    (release, index)
}

/// Refuses anything but `expected` in the field `name`.
fn fixed(object: &mut Object<'_, '_>, name: &str, expected: &str) {
    if object.text(name) != expected {
        object.at().field(name).refuse_for(&format_args!("write `{expected}`"));
    }
}

/// The exact bytes that a vendor signs for `release` of the index with digest `index`.
#[must_use]
pub fn write_release(release: &Release, index: Digest) -> Vec<u8> {
    let Release { audience, version, issued, expires, semantics } = release;
    let Audience { bank, environment } = audience;
    // None of the values has a sign that JSON escapes.
    let predicate = format!(
        r#"{{"bank":"{bank}","environment":"{environment}","expires":"{expires}","issued":"{issued}","semantics":{semantics},"version":{version}}}"#
    );
    write(&predicate, RELEASE, INDEX_NAME, index)
}

/// The exact bytes that an approver signs for the sheet with digest `sheet`.
///
/// An approval is never parsed: there is one text that approves a sheet, and whatever differs from it approves something else.
#[must_use]
pub fn write_approval(audience: &Audience, sheet: Digest) -> Vec<u8> {
    write_for(audience, APPROVAL, SHEET_NAME, sheet)
}

/// The exact bytes that a holder of a root key signs for the trust root with the digest `root`; never parsed, as an approval.
#[must_use]
pub fn write_root(audience: &Audience, root: Digest) -> Vec<u8> {
    write_for(audience, ROOT, ROOT_NAME, root)
}

/// A statement that says nothing but for whom its subject is meant.
fn write_for(audience: &Audience, predicate_type: &str, name: &str, digest: Digest) -> Vec<u8> {
    let Audience { bank, environment } = audience;
    let predicate = format!(r#"{{"bank":"{bank}","environment":"{environment}"}}"#);
    write(&predicate, predicate_type, name, digest)
}

fn write(predicate: &str, predicate_type: &str, name: &str, digest: Digest) -> Vec<u8> {
    let subject = format!(r#"[{{"digest":{{"sha256":"{digest}"}},"name":"{name}"}}]"#);
    format!(
        r#"{{"_type":"{STATEMENT}","predicate":{predicate},"predicateType":"{predicate_type}","subject":{subject}}}"#
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::digest::sha256;
    use super::*;
    use crate::bundle::Environment;
    use crate::id::BankId;

    fn release() -> Release {
        Release {
            audience: Audience { bank: BankId::new("first-sample").unwrap(), environment: Environment::Pilot },
            version: ReleaseVersion::new(7).unwrap(),
            issued: Moment::parse("2026-11-20T00:00:00Z").unwrap(),
            expires: Moment::parse("2026-12-04T00:00:00Z").unwrap(),
            semantics: 1,
        }
    }

    const SIGNED: &str = concat!(
        r#"{"_type":"https://in-toto.io/Statement/v1","predicate":{"bank":"first-sample","environment":"pilot","#,
        r#""expires":"2026-12-04T00:00:00Z","issued":"2026-11-20T00:00:00Z","semantics":1,"version":7},"#,
        r#""predicateType":"https://tellerside.dev/release/v1","subject":[{"digest":{"sha256":"#,
        r#""e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"name":"index.json"}]}"#,
    );

    #[test]
    fn statements_have_these_exact_bytes() {
        let empty = sha256(b"");
        assert_eq!(String::from_utf8(write_release(&release(), empty)).unwrap(), SIGNED);
        assert_eq!(read_release(SIGNED.as_bytes()), Ok((release(), empty)));
        let approval = write_approval(&release().audience, empty);
        let text = concat!(
            r#"{"_type":"https://in-toto.io/Statement/v1","predicate":{"bank":"first-sample","environment":"pilot"},"#,
            r#""predicateType":"https://tellerside.dev/approval/v1","subject":[{"digest":{"sha256":"#,
            r#""e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"name":"sheet.json"}]}"#,
        );
        assert_eq!(String::from_utf8(approval).unwrap(), text);
    }

    #[test]
    fn a_release_is_read_strictly() {
        for (from, to, code, because) in [
            ("Statement/v1", "Statement/v2", "MALFORMED", "another kind of statement"),
            ("release/v1", "approval/v1", "MALFORMED", "another predicate"),
            ("index.json", "sheet.json", "MALFORMED", "another subject"),
            (r#"[{"digest""#, r#"[{"digest":{"sha256":""},"name":""},{"digest""#, "MALFORMED", "two subjects"),
            ("e3b0", "E3B0", "MALFORMED", "a digest in upper case"),
            (r#""semantics":1"#, r#""semantics":0"#, "MALFORMED", "no semantics"),
            (r#""version":7"#, r#""version":0"#, "MALFORMED", "versions count from 1"),
            (r#""version":7"#, r#""version":1099511627776"#, "MALFORMED", "a version that no floor could follow"),
            (r#""version":7"#, r#""version":7.0"#, "NOT_CANONICAL", "a fraction"),
            (r#""version":7"#, r#""version":7,"when":1"#, "MALFORMED", "an unknown field"),
            (r#""version":7"#, r#""version": 7"#, "NOT_CANONICAL", "a space"),
            ("first-sample", "first\\u002dsample", "NOT_CANONICAL", "an escape that is not needed"),
            ("2026-12-04", "2026-11-20", "MALFORMED", "expires when it is issued"),
            ("04T00:00:00Z", "04T00:00:00+00:00", "MALFORMED", "an offset"),
            ("pilot", "staging", "MALFORMED", "an unknown environment"),
        ] {
            let text = SIGNED.replacen(from, to, 1);
            assert_ne!(text, SIGNED, "{because}: the row must change something");
            assert_eq!(read_release(text.as_bytes()).unwrap_err().code(), code, "{because}");
        }
    }
}
