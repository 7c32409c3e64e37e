//! Assignment of units to shares: MurmurHash3 x86 32-bit over salt and unit, scaled by multiplication.

use crate::campaign::Salt;
use crate::id::{CampaignId, Unit};

/// The share `0..total` that `unit` falls in: `(u64(hash32) * total) >> 32`, where the hash is MurmurHash3 x86 32-bit with seed 0
/// over the bytes of `<salt>:<unit as 16 hexadecimal digits>`.
pub(super) fn of(salt: &str, unit: Unit, total: u32) -> u32 {
    let hash = murmur3(format!("{salt}:{unit}").as_bytes());
    let scaled = u64::from(hash).wrapping_mul(u64::from(total)) >> 32;
    u32::try_from(scaled).unwrap_or(u32::MAX)
}

/// What breaks a tie between campaigns: the hash of `rank:<salt>:<campaign>:<unit>`.
pub(super) fn tie(salt: &Salt, campaign: &CampaignId, unit: Unit) -> u32 {
    murmur3(format!("rank:{}:{campaign}:{unit}", salt.as_str()).as_bytes())
}

/// MurmurHash3 x86 32-bit with seed 0 (Austin Appleby, public domain).
fn murmur3(bytes: &[u8]) -> u32 {
    let mix = |block: u32| block.wrapping_mul(0xcc9e_2d51).rotate_left(15).wrapping_mul(0x1b87_3593);
    let (blocks, tail) = bytes.as_chunks::<4>();
    let mut hash = 0_u32;
    for block in blocks {
        hash ^= mix(u32::from_le_bytes(*block));
        hash = hash.rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64);
    }
    if !tail.is_empty() {
        let mut last = [0_u8; 4];
        for (slot, byte) in last.iter_mut().zip(tail) {
            *slot = *byte;
        }
        hash ^= mix(u32::from_le_bytes(last));
    }
    hash ^= u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Reference values of the algorithm's own verification code and of common libraries (mmh3, guava).
        for (text, hash) in [
            ("", 0),
            ("a", 0x3c25_69b2),
            ("abc", 0xb3dd_93fa),
            ("Hello, world!", 0xc036_3e43),
            ("The quick brown fox jumps over the lazy dog", 0x2e4f_f723),
        ] {
            assert_eq!(murmur3(text.as_bytes()), hash, "{text:?}");
        }
    }

    /// `tests/it/bucketing/agree.py` holds the same vectors against an implementation that nobody here wrote.
    #[test]
    fn shares_are_those_of_the_published_vectors() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/it/bucketing/vectors.json")).unwrap();
        let totals = vectors["totals"].as_array().unwrap();
        for row in vectors["shares"].as_array().unwrap() {
            let text = row["text"].as_str().unwrap();
            assert_eq!(format!("{:08x}", murmur3(text.as_bytes())), row["hash"].as_str().unwrap(), "{text}");
            let (salt, unit) = text.rsplit_once(':').unwrap();
            let unit = Unit::from_hex(unit).unwrap();
            for (total, share) in totals.iter().zip(row["shares"].as_array().unwrap()) {
                let total = u32::try_from(total.as_u64().unwrap()).unwrap();
                assert_eq!(u64::from(of(salt, unit, total)), share.as_u64().unwrap(), "{text} of {total}");
            }
        }
    }

    #[test]
    fn shares_are_even_and_inside_the_total() {
        let mut held = 0_u32;
        for n in 0..100_000_u64 {
            let bucket = of("od-2026", Unit::from_hex(&format!("{n:016x}")).unwrap(), 10_000);
            assert!(bucket < 10_000);
            held += u32::from(bucket < 500);
        }
        // 5 % of 100,000 within five standard deviations.
        assert!((4_655..=5_345).contains(&held), "{held}");
    }
}
