//! Base64 in its one spelling (RFC 4648, section 4): the standard signs, padded, unused bits zero.
//!
//! A reader of its own, a quarter of the size in the module of a general one; the tests hold it against `base64ct`.

/// The bytes that `text` spells; `None` for any other text than the one that an encoder writes for them.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let (quads, []) = text.as_bytes().as_chunks::<4>() else { return None };
    let mut bytes = Vec::with_capacity(text.len());
    for (n, quad) in (1..).zip(quads) {
        let signs = match quad {
            [.., b'=', b'='] if n == quads.len() => 2,
            [.., b'='] if n == quads.len() => 3,
            _ => 4,
        };
        let mut bits: u32 = 0;
        for (place, sign) in quad.iter().enumerate() {
            bits = bits << 6 | if place < signs { value(*sign)? } else { 0 };
        }
        let [_, a, b, c] = bits.to_be_bytes();
        match signs {
            2 if b == 0 && c == 0 => bytes.push(a),
            3 if c == 0 => bytes.extend([a, b]),
            4 => bytes.extend([a, b, c]),
            _ => return None,
        }
    }
    Some(bytes)
}

/// What the sign stands for, from 0 to 63.
fn value(sign: u8) -> Option<u32> {
    let (first, base) = match sign {
        b'A'..=b'Z' => (b'A', 0),
        b'a'..=b'z' => (b'a', 26),
        b'0'..=b'9' => (b'0', 52),
        b'+' => (b'+', 62),
        b'/' => (b'/', 63),
        _ => return None,
    };
    Some(u32::from(sign.wrapping_sub(first)).wrapping_add(base))
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use base64ct::{Base64, Encoding};

    #[test]
    fn a_text_has_one_spelling() {
        for (text, bytes, because) in [
            ("", Some(&b""[..]), "nothing"),
            ("aGVsbG8=", Some(b"hello"), "one sign of padding"),
            ("aGVsbA==", Some(b"hell"), "two"),
            ("aGVs", Some(b"hel"), "none"),
            ("+/+/", Some(&[0xfb, 0xff, 0xbf]), "the last two signs"),
            ("-_-_", None, "the signs for URLs"),
            ("aGVsbG9=", None, "an unused bit set"),
            ("aGVsbB==", None, "another"),
            ("aGVsbG8", None, "without padding"),
            ("aGVsbG8==", None, "too much padding"),
            ("aGVs====", None, "padding alone"),
            ("aGV=bG8=", None, "padding in between"),
            ("aG=s", None, "padding before a sign"),
            ("=GVs", None, "padding first"),
            ("aGVs\n", None, "a line break"),
            ("aGV sbG8", None, "a space"),
            ("aGVß", None, "a sign of two bytes"),
        ] {
            assert_eq!(decode(text).as_deref(), bytes, "{because}");
        }
    }

    #[test]
    fn texts_are_read_as_base64ct_reads_them() {
        let signs = b"AZaz09+/=-_ \n";
        let text =
            |places: &[usize]| places.iter().map(|place| char::from(signs[place % signs.len()])).collect::<String>();
        for n in 0..signs.len().pow(4) {
            let last = [n, n / 13, n / 169, n / 2197].map(|place| place % 13);
            for text in [text(&last), format!("aGVs{}", text(&last)), format!("{}aGVs", text(&last))] {
                assert_eq!(decode(&text), Base64::decode_vec(&text).ok(), "{text:?}");
            }
        }
        for length in 0..100_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(37)).collect();
            assert_eq!(decode(&Base64::encode_string(&bytes)), Some(bytes));
        }
    }
}
