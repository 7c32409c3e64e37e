//! Canonical-or-reject: the one spelling that a signed document may have.
//!
//! RFC 8785 without floats. Types declare their fields in alphabetical order, maps are `BTreeMap`s, and optional fields are
//! omitted, so that writing is plain serialisation; a test holds every type to that order. Reading need not write: the parser sees
//! whether names ascend, nothing is spaced, escaped without need, null or a fraction, and `given` refuses an empty optional list.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Malformed, Tree, tree};

/// Reads `bytes` as a canonical document.
///
/// # Errors
/// [`Malformed`] where the bytes are not UTF-8, not the document, or not its canonical spelling.
pub fn read<T: DeserializeOwned>(document: &'static str, bytes: &[u8]) -> Result<T, Malformed> {
    T::deserialize(parse(document, bytes)?).map_err(|fault| fault.of(document))
}

/// The tree of `bytes`, a canonical document.
pub(crate) fn parse<'text>(document: &'static str, bytes: &'text [u8]) -> Result<Tree<'text>, Malformed> {
    let text = core::str::from_utf8(bytes).map_err(|_| Malformed::whole(document, "not UTF-8"))?;
    match tree::parse(document, text)? {
        (tree, true) => Ok(tree),
        (_, false) => Err(Malformed::whole(document, NOT_CANONICAL)),
    }
}

/// The fault of a document with a second spelling; asserted by its text where a caller must tell it apart.
pub const NOT_CANONICAL: &str =
    "not canonical: fields sorted, no spaces, no escapes that are not needed, optional fields omitted (RFC 8785)";

/// The canonical bytes of `value`.
///
/// # Errors
/// [`Malformed`] only for a map whose keys are not strings, which no document has.
pub fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, Malformed> {
    serde_json::to_vec(value).map_err(|error| Malformed::whole("document", error.to_string()))
}

/// Reads a list that is omitted where it is empty, so that there is one way to say that there is none.
#[cfg(any(test, feature = "cli"))]
pub(super) fn given<'de, D: serde::Deserializer<'de>, T: serde::Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let items = <Vec<T> as serde::Deserialize>::deserialize(deserializer)?;
    if items.is_empty() { Err(serde::de::Error::custom("empty: leave the list out")) } else { Ok(items) }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Doc {
        #[serde(default, deserialize_with = "given", skip_serializing_if = "Vec::is_empty")]
        list: Vec<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maybe: Option<i64>,
        text: String,
    }

    #[test]
    fn a_document_has_one_spelling() {
        for (text, accepted, because) in [
            (r#"{"list":[1],"maybe":-1,"text":"a"}"#, true, "all given"),
            (r#"{"text":""}"#, true, "what is optional left out"),
            ("{\"text\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}é/\u{1f600}\"}", true, "what must be escaped"),
            (r#"{"list":[],"text":""}"#, false, "an empty list"),
            (r#"{"maybe":null,"text":""}"#, false, "null for nothing"),
            (r#"{"maybe":-0,"text":""}"#, false, "a negative zero"),
            (r#"{"maybe":1.0,"text":""}"#, false, "a fraction, even a whole one"),
            (r#"{"maybe":9007199254740991,"text":""}"#, true, "the last whole number that doubles tell from the next"),
            (r#"{"maybe":9007199254740992,"text":""}"#, false, "the next, which they do not"),
            (r#"{"maybe":-9007199254740992,"text":""}"#, false, "the same below zero"),
            (r#"{"maybe":1e0,"text":""}"#, false, "an exponent"),
            (r#"{"maybe":01,"text":""}"#, false, "a leading zero"),
            (r#"{"text":"","maybe":1}"#, false, "fields not sorted"),
            (r#"{"text":"","text":""}"#, false, "a field twice"),
            (r#"{ "text":""}"#, false, "a space"),
            ("{\"text\":\"\"}\n", false, "a line break at the end"),
            (r#"{"text":"\u0061"}"#, false, "an escape for a letter"),
            (r#"{"text":"\/"}"#, false, "an escape for a slash"),
            (r#"{"text":"\u000a"}"#, false, "the long escape where there is a short one"),
            (r#"{"text":"\u001F"}"#, false, "an escape in upper case"),
            (r#"{"text":"\u007f"}"#, false, "an escape for what needs none"),
            (r#"{"text":"\ud83d\ude00"}"#, false, "an escaped pair"),
            (r#"{"t\u0065xt":""}"#, false, "an escaped name"),
            ("\u{feff}{\"text\":\"\"}", false, "a byte order mark"),
            (r#"[[],1,""]"#, false, "a list for an object"),
        ] {
            let document = read::<Doc>("test", text.as_bytes());
            assert_eq!(document.is_ok(), accepted, "{because}: {document:?}");
            if let Ok(document) = document {
                assert_eq!(write(&document).unwrap(), text.as_bytes(), "{because}");
            }
        }
        assert!(read::<Doc>("test", b"{\"text\":\"\xff\"}").is_err(), "not UTF-8");
    }
}
