//! Order: one stable sort for all lists, and one small map that is kept in order.
//!
//! The standard library's are faster on long lists, and cost a page 3 KB of code for every type that is sorted or looked up.

use core::mem::replace;

/// `items`, those first that come `before` others; equal ones keep their places. O(n log n).
pub(crate) fn sorted<T>(mut items: Vec<T>, before: &dyn Fn(&T, &T) -> bool) -> Vec<T> {
    let of_places = |a, b| items.get(a).zip(items.get(b)).is_some_and(|(a, b)| before(a, b));
    for (a, b) in swaps(merged((0..items.len()).collect(), &of_places)) {
        items.swap(a, b);
    }
    items
}

/// The `places` of items in the order in which the items belong.
fn merged(mut places: Vec<usize>, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    if places.len() < 2 {
        return places;
    }
    let later = places.split_off(places.len().div_ceil(2));
    let earlier = merged(places, before);
    let later = merged(later, before);
    let mut rest = later.as_slice();
    let mut merged = Vec::with_capacity(earlier.len().saturating_add(rest.len()));
    for place in earlier {
        while let [first, more @ ..] = rest
            && before(*first, place)
        {
            merged.push(*first);
            rest = more;
        }
        merged.push(place);
    }
    merged.extend_from_slice(rest);
    merged
}

/// The swaps, fewer than there are items, that bring to each place the item that stands at `places` of it.
fn swaps(mut places: Vec<usize>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    for start in 0..places.len() {
        let mut at = start;
        // Follows one cycle: what stood at its start is passed on to its end.
        while let Some(place) = places.get_mut(at) {
            let from = replace(place, at);
            if from == start {
                break;
            }
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

/// A map of at most some thousand entries, ascending by key, each key once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ascending<K, V>(Vec<(K, V)>);

impl<K: Ord, V> Ascending<K, V> {
    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// Gives `key` the value `value`, in place of one that it has.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => {
                if let Some((_, known)) = self.0.get_mut(place) {
                    *known = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// Takes the value of `key` out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }
}

impl<K, V> Ascending<K, V> {
    /// The entries, ascending by key.
    pub fn iter(&self) -> core::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// The keys, ascending.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K, V> Default for Ascending<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Ascending<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        entries.into_iter().for_each(|(key, value)| map.insert(key, value));
        map
    }
}

impl<'a, K, V> IntoIterator for &'a Ascending<K, V> {
    type Item = &'a (K, V);
    type IntoIter = core::slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Ascending, sorted};

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

    #[test]
    fn a_map_has_each_key_once_and_ascends() {
        let mut map: Ascending<u8, &str> = [(2, "b"), (1, "a"), (3, "c"), (2, "B")].into_iter().collect();
        assert_eq!(map.iter().copied().collect::<Vec<_>>(), [(1, "a"), (2, "B"), (3, "c")]);
        assert_eq!((map.get(&3), map.get(&4)), (Some(&"c"), None));
        assert_eq!((map.remove(&2), map.remove(&2), map.len()), (Some("B"), None, 2));
    }
}
