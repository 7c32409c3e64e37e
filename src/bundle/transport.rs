//! The one file on the wire, `*.tsb.json`: exact texts side by side, none of them proven.

use std::collections::BTreeMap;

use serde::Serialize;

use super::envelope::{Envelope, EnvelopeDoc, limit};
use super::error::VerifyError;
use super::index::MAX_CAMPAIGNS;
use super::scalars;
use crate::id::Digest;
use crate::order::Ascending;
use crate::wire::{self, At, Malformed, Object, Tree, canonical};

const DOCUMENT: &str = "bundle";

/// Most bytes of the text of a transport.
pub const MAX_TRANSPORT_BYTES: usize = 4 * 1024 * 1024;
/// Most bytes of its content: index, sheet, files and payloads together.
pub const MAX_CONTENT_BYTES: usize = 2 * 1024 * 1024;
/// Most approvals.
pub const MAX_APPROVALS: usize = 16;
/// Most files: the campaigns, the catalogue, the policy and the golden decisions.
const MAX_FILES: usize = MAX_CAMPAIGNS + 3;

/// The parts of a bundle as they came: **nothing here is verified**, and there is no way from here to a program but
/// [`verify`](super::verify).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transport {
    /// What claim to be approvals of the sheet.
    pub approvals: Vec<Envelope>,
    /// The files under the digests that they claim to have.
    pub files: Ascending<Digest, String>,
    /// The text of the index.
    pub index: String,
    /// What claims to be the release of the index.
    pub release: Envelope,
    /// The text of the approval sheet.
    pub sheet: String,
}

#[derive(Serialize)]
struct TransportDoc<'a> {
    approvals: Vec<EnvelopeDoc>,
    files: BTreeMap<String, &'a str>,
    index: &'a str,
    release: EnvelopeDoc,
    sheet: &'a str,
    tellerside_bundle: u8,
}

impl Transport {
    /// The parts in `text`.
    ///
    /// # Errors
    /// [`VerifyError`] where the text is beyond a limit, or not a transport of format 1.
    pub fn read(text: &str) -> Result<Self, Box<VerifyError>> {
        limit("bytes of the bundle's text", text.len(), MAX_TRANSPORT_BYTES)?;
        let tree = wire::parse(DOCUMENT, text)?;
        wire::document(DOCUMENT, |top| Self::from_tree(&tree, top))?
    }

    fn from_tree(tree: &Tree<'_>, top: &At<'_>) -> Result<Self, Box<VerifyError>> {
        let mut object = Object::new(tree, top);
        match object.number("tellerside_bundle") {
            1 => {}
            found => return Err(VerifyError::UnsupportedFormat { document: DOCUMENT, found, known: 1 }.into()),
        }
        let (index, sheet) = (object.text("index"), object.text("sheet"));
        let mut content = index.len().saturating_add(sheet.len());

        let at = top.field("files");
        let texts = Object::new(object.take("files"), &at).into_fields();
        limit("files", texts.len(), MAX_FILES)?;
        let mut files = Ascending::default();
        for (name, text) in texts {
            let at = at.field(name);
            let text = wire::text(text, &at);
            content = content.saturating_add(text.len());
            files.insert(scalars::digest(&at, name), text.into());
        }
        limit("bytes of the bundle's content", content, MAX_CONTENT_BYTES)?;

        let at = top.field("approvals");
        let list = object.list("approvals");
        limit("approvals", list.len(), MAX_APPROVALS)?;
        let mut approvals = Vec::with_capacity(list.len());
        for (n, approval) in list.iter().enumerate() {
            approvals.push(Envelope::from_tree(approval, &at.item(n))?);
        }
        let release = Envelope::from_tree(object.take("release"), &top.field("release"))?;
        object.end();
        Ok(Self { approvals, files, index: index.into(), release, sheet: sheet.into() })
    }

    /// The text of the transport, in canonical spelling, though any other that holds the same texts is as good.
    ///
    /// # Errors
    /// None for a transport; the writer's own failure is passed on.
    pub fn write(&self) -> Result<String, Malformed> {
        let bytes = canonical::write(&TransportDoc {
            approvals: self.approvals.iter().map(EnvelopeDoc::from).collect(),
            files: self.files.iter().map(|(digest, text)| (digest.to_string(), text.as_str())).collect(),
            index: &self.index,
            release: EnvelopeDoc::from(&self.release),
            sheet: &self.sheet,
            tellerside_bundle: 1,
        })?;
        String::from_utf8(bytes).map_err(|_| Malformed::whole(DOCUMENT, "not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::digest::sha256;

    fn envelope() -> Envelope {
        Envelope { payload: b"payload".to_vec(), signatures: Vec::new() }
    }

    fn transport() -> Transport {
        Transport {
            approvals: vec![envelope()],
            files: [(sha256(b"x"), "\"é\"".into())].into_iter().collect(),
            index: "{}".into(),
            release: envelope(),
            sheet: "[]\n".into(),
        }
    }

    #[test]
    fn a_transport_carries_exact_texts() {
        let text = transport().write().unwrap();
        assert_eq!(Transport::read(&text), Ok(transport()));
        // The transport itself is not signed: how it is spelled changes nothing.
        let spaced = text.replace("\":", "\" : ").replace("[]\\n", "\\u005b]\\n");
        assert_eq!(Transport::read(&spaced), Ok(transport()));
    }

    #[test]
    fn a_transport_is_read_strictly_and_within_limits() {
        let good = transport().write().unwrap();
        let entry = format!("\"{}\":\"x\"", sha256(b"x"));
        let many =
            |n: usize| (0..n).map(|n| format!("\"{}\":\"\"", sha256(&n.to_le_bytes()))).collect::<Vec<_>>().join(",");
        let one = |n: usize| format!("\"{}\":\"{}\"", sha256(b"x"), "x".repeat(n));
        let approvals = |n: usize| vec![String::from_utf8(envelope().write().unwrap()).unwrap(); n].join(",");
        let files = |files: &str| good.replacen(&entry.replace("\"x\"", r#""\"é\"""#), files, 1);
        let approved = |n| good.replacen(&approvals(1), &approvals(n), 1);
        for (text, code, because) in [
            (good.clone(), "", "as it should be"),
            (String::new(), "MALFORMED", "nothing"),
            ("[".repeat(100_000), "MALFORMED", "deeper than any stack"),
            (good.replace(":1}", ":2}"), "UNSUPPORTED", "a format to come"),
            (good.replace(":1}", ":1,\"root\":\"\"}"), "MALFORMED", "a root in the bundle"),
            (good.replacen("\"index\"", "\"index\":\"\",\"index\"", 1), "MALFORMED", "a part twice"),
            (files(&format!("{entry},{entry}")), "MALFORMED", "a file twice"),
            (files("\"../x\":\"\""), "MALFORMED", "a file under a name that is no digest"),
            (files(&many(MAX_FILES)), "", "as many files as may be"),
            (files(&many(MAX_FILES + 1)), "TOO_LARGE", "one file more"),
            (files(&one(MAX_CONTENT_BYTES - 5)), "", "as many bytes as may be"),
            (files(&one(MAX_CONTENT_BYTES - 4)), "TOO_LARGE", "one byte more"),
            (format!("{good}{}", " ".repeat(MAX_TRANSPORT_BYTES)), "TOO_LARGE", "a long text that says little"),
            (approved(MAX_APPROVALS), "", "as many approvals as may be"),
            (approved(MAX_APPROVALS + 1), "TOO_LARGE", "one approval more"),
        ] {
            let refused = Transport::read(&text).err();
            assert_eq!(refused.as_ref().map_or("", |error| error.code()), code, "{because}: {refused:?}");
        }
        let bad = good.replacen("cGF5bG9hZA==", "cGF5bG9hZB==", 1);
        let said = Transport::read(&bad).unwrap_err().to_string();
        assert!(said.starts_with("bundle is malformed at `approvals[0].payload`"), "{said}");
    }
}
