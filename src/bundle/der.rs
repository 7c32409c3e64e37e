//! The DER of an ECDSA signature: `SEQUENCE { r INTEGER, s INTEGER }`, in its one encoding.
//!
//! A reader of its own, a tenth of the size in the module of a general one; Wycheproof's signatures and our own rows guard it.

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;

/// The two numbers of a signature, each big-endian.
type Numbers = ([u8; 32], [u8; 32]);

/// `r` and `s`; `None` for other bytes, and for numbers of more than 256 bits.
pub(super) fn signature(bytes: &[u8]) -> Option<Numbers> {
    let (content, []) = element(bytes, SEQUENCE)? else { return None };
    let (r, rest) = element(content, INTEGER)?;
    let (s, []) = element(rest, INTEGER)? else { return None };
    Some((number(r)?, number(s)?))
}

/// The content of the element that `bytes` start with, and what comes after it. Lengths from 128 on need a longer form, which no
/// signature has.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    match bytes {
        [first, length @ 0..0x80, rest @ ..] if *first == tag => rest.split_at_checked(usize::from(*length)),
        _ => None,
    }
}

/// The number from 0 on in the content of an INTEGER, which has no byte more than its sign needs.
fn number(content: &[u8]) -> Option<[u8; 32]> {
    let digits = match content {
        [0, digits @ ..] if digits.first().is_none_or(|first| *first >= 0x80) => digits,
        [1..0x80, ..] => content,
        _ => return None,
    };
    let mut number = [0; 32];
    let place = number.len().checked_sub(digits.len())?;
    number.get_mut(place..)?.copy_from_slice(digits);
    Some(number)
}

/// The one encoding of the signature with the numbers `r` and `s`; only for what is signed elsewhere.
#[cfg(feature = "review")]
pub(super) fn encode((r, s): &Numbers) -> Vec<u8> {
    let integer = |number: &[u8; 32]| {
        let zeros = number.iter().take(31).take_while(|digit| **digit == 0).count();
        let digits = number.get(zeros..).unwrap_or_default();
        let sign: &[u8] = if digits.first().is_some_and(|first| *first >= 0x80) { &[0] } else { &[] };
        tagged(INTEGER, &[sign, digits].concat())
    };
    tagged(SEQUENCE, &[integer(r), integer(s)].concat())
}

/// The element `tag` with `content`, which is shorter than 128 bytes.
#[cfg(feature = "review")]
fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap_or(u8::MAX);
    [&[tag, length], content].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_has_one_encoding() {
        let one = |tail: u8| {
            let mut number = [0; 32];
            number[31] = tail;
            number
        };
        let long = [&[0x30, 0x46, 0x02, 0x21, 0][..], &[0xff; 32], &[0x02, 0x21, 0], &[0x80; 32]].concat();
        let too_long = [&[0x30, 0x26, 0x02, 0x21, 1][..], &[0; 32], &[0x02, 1, 1]].concat();
        let rows: [(&[u8], Option<Numbers>, &str); 17] = [
            (&[0x30, 6, 2, 1, 1, 2, 1, 2], Some((one(1), one(2))), "two small numbers"),
            (&[0x30, 7, 2, 2, 0, 0x80, 2, 1, 2], Some((one(0x80), one(2))), "a byte for the sign"),
            (&[0x30, 6, 2, 1, 0, 2, 1, 2], Some((one(0), one(2))), "zero, which no curve takes"),
            (&long, Some(([0xff; 32], [0x80; 32])), "the longest"),
            (&too_long, None, "257 bits"),
            (&[0x30, 7, 2, 2, 0, 1, 2, 1, 2], None, "a byte more than the sign needs"),
            (&[0x30, 6, 2, 1, 0x80, 2, 1, 2], None, "negative"),
            (&[0x30, 5, 2, 0, 2, 1, 2], None, "no digit"),
            (&[0x30, 6, 2, 1, 1, 2, 1, 2, 0], None, "something after it"),
            (&[0x30, 7, 2, 1, 1, 2, 1, 2, 0], None, "something after it, within"),
            (&[0x30, 5, 2, 1, 1, 2, 1, 2], None, "cut short"),
            (&[0x30, 0x81, 6, 2, 1, 1, 2, 1, 2], None, "a length in a longer form"),
            (&[0x30, 0x80, 2, 1, 1, 2, 1, 2, 0, 0], None, "a length that is not said"),
            (&[0x31, 6, 2, 1, 1, 2, 1, 2], None, "a set"),
            (&[0x30, 6, 3, 1, 1, 2, 1, 2], None, "no number"),
            (&[0x30, 3, 2, 1, 1], None, "one number"),
            (&[], None, "nothing"),
        ];
        for (bytes, read, because) in rows {
            assert_eq!(signature(bytes), read, "{because}");
            #[cfg(feature = "review")]
            if let Some(numbers) = &read {
                assert_eq!(encode(numbers), bytes, "{because}");
            }
        }
    }
}
