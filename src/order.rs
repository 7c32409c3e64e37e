//! Order: one stable sort for all lists.
//!
//! The standard library's sorts are faster on long lists, and cost a page 3 KB of code for every type that is sorted.

/// `items`, those first that come `before` others; equal ones keep their places. O(n log n).
pub(crate) fn sorted<T>(mut items: Vec<T>, before: &dyn Fn(&T, &T) -> bool) -> Vec<T> {
    if items.len() < 2 {
        return items;
    }
    let later = items.split_off(items.len().div_ceil(2));
    let earlier = sorted(items, before);
    let mut later = sorted(later, before).into_iter().peekable();
    let mut merged = Vec::with_capacity(earlier.len().saturating_add(later.len()));
    for item in earlier {
        while let Some(first) = later.next_if(|first| before(first, &item)) {
            merged.push(first);
        }
        merged.push(item);
    }
    merged.extend(later);
    merged
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn lists_come_out_as_the_standard_library_sorts_them() {
        // A linear congruential sequence: many equal keys, every length, the same on every run.
        let mut state = 1_u32;
        for length in 0..200_u32 {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state >> 28
            };
            let items: Vec<(u32, u32)> = (0..length).map(|place| (next(), place)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            assert_eq!(sorted(items, &|a, b| a.0 < b.0), expected, "length {length}");
        }
    }
}
