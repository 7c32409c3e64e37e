//! "Did you mean": the nearest known name to one that is not known.

use crate::feature::Catalogue;

/// Farthest name still suggested, in edits; half of a shorter name at most, so that unlike words suggest nothing.
const MAX_EDITS: usize = 3;

/// `: did you mean ...?` for the feature nearest to `wanted`, or nothing.
pub(super) fn feature(catalogue: &Catalogue, wanted: &str) -> String {
    among(catalogue.features().iter().map(|feature| feature.id.as_str()), wanted)
}

/// `: did you mean ...?` for the name nearest to `wanted`, or nothing; nothing in the module that pages load, which no author reads.
pub(super) fn among<'a>(known: impl Iterator<Item = &'a str>, wanted: &str) -> String {
    if cfg!(not(feature = "review")) {
        return String::new();
    }
    nearest(known, wanted).map_or_else(String::new, |name| format!(": did you mean `{name}`?"))
}

/// The name nearest to `wanted`, where one is near.
pub(crate) fn nearest<'a>(known: impl Iterator<Item = &'a str>, wanted: &str) -> Option<&'a str> {
    let (distance, name) = known.map(|name| (edits(name, wanted), name)).min()?;
    let near = distance <= MAX_EDITS && distance.saturating_mul(2) <= wanted.len().max(name.len());
    near.then_some(name)
}

/// Levenshtein's distance between two ASCII names.
pub(crate) fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, x) in a.bytes().enumerate() {
        let mut diagonal = n;
        let mut left = n.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (y, cell) in b.bytes().zip(row.iter_mut().skip(1)) {
            let changed = diagonal.saturating_add(usize::from(x != y));
            diagonal = *cell;
            left = changed.min(left.saturating_add(1)).min(diagonal.saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested() {
        for (wanted, hint) in [
            ("bal.abc", ": did you mean `bal.acb`?"),
            ("bal.acb", ": did you mean `bal.acb`?"),
            ("own.crd", ": did you mean `own.card`?"),
            ("something.else", ""),
        ] {
            assert_eq!(among(["bal.acb", "bal.avail", "own.card"].into_iter(), wanted), hint);
        }
        assert_eq!((edits("", "abc"), edits("kitten", "sitting")), (3, 3));
    }
}
