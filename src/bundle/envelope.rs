//! DSSE v1 envelopes: a payload of exact bytes and signatures over it.
//!
//! Decoding does not interpret the payload; it is parsed only after enough keys of the right role signed it.

use base64ct::{Base64, Encoding};
use serde::Serialize;

use super::base64;
use super::error::VerifyError;
use crate::wire::{self, At, Malformed, Object, Tree, canonical};

/// The one type of payload: an in-toto statement. It is under the signature too, so no other kind of text can pass for one.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// Most bytes of a payload, so that what is signed stays below the 4096 bytes that hardware signers take.
pub const MAX_PAYLOAD_BYTES: usize = 4_000;

/// Most signatures of one envelope.
pub const MAX_SIGNATURES: usize = 8;

/// A payload and what claim to be signatures over it: nothing of it is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The exact bytes that were signed, after [`pae`].
    pub payload: Vec<u8>,
    /// The signatures, in the order in which they stand.
    pub signatures: Vec<Signature>,
}

/// What claims to be one signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The id of the key that is said to have signed. A hint: it selects the key of the root to try and proves nothing.
    pub keyid: String,
    /// The signature: 64 raw bytes for Ed25519, DER for P-256.
    pub sig: Vec<u8>,
}

/// The bytes that a DSSE signature is over: `DSSEv1 <length of type> <type> <length of payload> <payload>`, lengths in bytes.
#[must_use]
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    [head.as_bytes(), payload].concat()
}

#[derive(Serialize)]
pub(super) struct EnvelopeDoc {
    payload: String,
    #[serde(rename = "payloadType")]
    payload_type: &'static str,
    signatures: Vec<SignatureDoc>,
}

#[derive(Serialize)]
struct SignatureDoc {
    keyid: String,
    sig: String,
}

impl Envelope {
    /// The envelope in `text`, a file of its own.
    ///
    /// # Errors
    /// As for an envelope in a transport; paths are those of the file.
    pub fn read(document: &'static str, text: &str) -> Result<Self, Box<VerifyError>> {
        let tree = wire::parse(document, text)?;
        wire::document(document, |top| Self::from_tree(&tree, top))?
    }

    /// The envelope that `tree` is, decoded.
    pub(super) fn from_tree(tree: &Tree<'_>, at: &At<'_>) -> Result<Self, Box<VerifyError>> {
        let mut object = Object::new(tree, at);
        let payload_type = object.text("payloadType");
        if payload_type != PAYLOAD_TYPE {
            let found = payload_type.chars().take(80).collect();
            return Err(VerifyError::UnsupportedPayload { found, known: PAYLOAD_TYPE }.into());
        }
        let payload = bytes_in(&mut object, "payload");
        limit("bytes of one payload", payload.len(), MAX_PAYLOAD_BYTES)?;
        let list = object.list("signatures");
        limit("signatures of one envelope", list.len(), MAX_SIGNATURES)?;
        let at = at.field("signatures");
        let mut signatures = Vec::new();
        wire::for_each(list, &at, &mut |signature, at| {
            let mut signature = Object::new(signature, at);
            let keyid = signature.text("keyid").into();
            signatures.push(Signature { keyid, sig: bytes_in(&mut signature, "sig") });
            signature.end();
        });
        object.end();
        Ok(Self { payload, signatures })
    }

    /// Adds `signatures`, each in place of an earlier one by the same key.
    #[cfg(feature = "cli")]
    pub fn add(&mut self, signatures: Vec<Signature>) {
        for signature in signatures {
            self.signatures.retain(|earlier| earlier.keyid != signature.keyid);
            self.signatures.push(signature);
        }
    }

    /// The envelope as text, a file of its own.
    ///
    /// # Errors
    /// None for an envelope; the writer's own failure is passed on.
    pub fn write(&self) -> Result<Vec<u8>, Malformed> {
        canonical::write(&EnvelopeDoc::from(self))
    }
}

/// The bytes in the field `name`, in base64.
pub(super) fn bytes_in(object: &mut Object<'_, '_>, name: &str) -> Vec<u8> {
    base64::decode(object.text(name)).unwrap_or_else(|| {
        object.at().refuse_field(name, "not base64 in its one spelling: standard signs, padded");
        Vec::new()
    })
}

impl From<&Envelope> for EnvelopeDoc {
    fn from(envelope: &Envelope) -> Self {
        Self {
            payload: Base64::encode_string(&envelope.payload),
            payload_type: PAYLOAD_TYPE,
            signatures: envelope
                .signatures
                .iter()
                .map(|signature| SignatureDoc {
                    keyid: signature.keyid.clone(),
                    sig: Base64::encode_string(&signature.sig),
                })
                .collect(),
        }
    }
}

/// Refuses more of `what` than the limit.
pub(super) fn limit(what: &'static str, found: usize, limit: usize) -> Result<(), Box<VerifyError>> {
    if found <= limit { Ok(()) } else { Err(VerifyError::TooLarge { what, found, limit }.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pae_is_that_of_the_dsse_specification() {
        let signed = pae("http://example.com/HelloWorld", b"hello world");
        assert_eq!(signed, b"DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        assert_eq!(pae("é", b""), "DSSEv1 2 é 0 ".as_bytes(), "lengths are in bytes, not in characters");
    }

    #[test]
    fn envelopes_are_read_in_one_spelling() {
        let envelope = |payload: &str, sig: &str| {
            format!(
                r#"{{"payload":"{payload}","payloadType":"{PAYLOAD_TYPE}","signatures":[{{"keyid":"k","sig":"{sig}"}}]}}"#
            )
        };
        for (payload, sig, code, because) in [
            ("aGVsbG8=", "AA==", "", "as it should be"),
            ("", "", "", "empty texts are base64"),
            ("aGVsbG9=", "AA==", "MALFORMED", "bits after the end that are not zero"),
            ("aGVsbG8", "AA==", "MALFORMED", "no padding"),
            ("aGVs bG8=", "AA==", "MALFORMED", "a space inside"),
            ("aGVsbG8=\\n", "AA==", "MALFORMED", "a line break at the end"),
            ("-_-_", "AA==", "MALFORMED", "the alphabet for addresses"),
            ("aGVsbG8=", "AB==", "MALFORMED", "a second spelling of a signature"),
            ("aGVsbG8=", "AA=", "MALFORMED", "a signature cut short"),
        ] {
            let read = Envelope::read("envelope", &envelope(payload, sig));
            assert_eq!(read.as_ref().err().map_or("", |error| error.code()), code, "{because}");
            if let Ok(read) = read {
                assert_eq!(read.write().unwrap(), envelope(payload, sig).into_bytes(), "{because}");
            }
        }
    }

    #[test]
    fn envelopes_are_refused_beyond_their_form() {
        let good = format!(r#"{{"payload":"","payloadType":"{PAYLOAD_TYPE}","signatures":[]}}"#);
        let swap = |from: &str, to: &str| good.replace(from, to);
        let signature = r#"{"keyid":"","sig":""}"#;
        for (text, code, because) in [
            (good.clone(), "", "no signature at all is a form; the threshold refuses it"),
            (swap("in-toto", "in-t\u{f6}to"), "UNSUPPORTED", "another payload type"),
            (swap("in-toto+json", "in-toto+json "), "UNSUPPORTED", "a longer payload type"),
            (swap(r#""signatures""#, r#""alg":"none","signatures""#), "MALFORMED", "an algorithm in the envelope"),
            (swap(r#""payload":"""#, r#""payload":"","payload":"""#), "MALFORMED", "a field twice"),
            (swap("[]", &format!("[{}]", [signature; 8].join(","))), "", "8 signatures"),
            (swap("[]", &format!("[{}]", [signature; 9].join(","))), "TOO_LARGE", "9 signatures"),
            (swap("[]", r#"[{"key":"","keyid":"","sig":""}]"#), "MALFORMED", "a key in the envelope"),
            (swap("[]", r#"[{"sig":""}]"#), "MALFORMED", "no key id"),
            (swap(r#""payload":"""#, &format!(r#""payload":"{}""#, "AAAA".repeat(1334))), "TOO_LARGE", "4002 bytes"),
        ] {
            assert_eq!(Envelope::read("envelope", &text).err().map_or("", |e| e.code()), code, "{because}");
        }
    }
}
