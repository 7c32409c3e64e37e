//! The standard catalogue: it ships with the product, so that a bank's own catalogue starts from exact definitions.
//!
//! Each entry is one line of its text, and entries are handed out as those lines, comments and order kept.

use crate::compile::nearest;

/// The standard catalogue, in YAML.
pub const CATALOGUE: &str = include_str!("standard/catalogue.yaml");

/// How the line of an entry starts.
const ENTRY: &str = "  - {id: ";

/// What stands between the count with a window and the date from which on it is whole.
const SINCE: &str = ", since: ";

/// An id that the standard catalogue does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the standard catalogue has no feature `{id}`{}", nearest.map_or_else(String::new, |near| format!(": did you mean `{near}`?")))]
pub struct NoSuchFeature {
    /// The id that was asked for.
    pub id: String,
    /// The id that was probably meant.
    pub nearest: Option<&'static str>,
}

/// A catalogue of only the features `ids`, in the order of the standard one.
///
/// A count with a window brings the date that it rests on.
///
/// # Errors
/// All ids that the standard catalogue does not have.
pub fn only(ids: &[String]) -> Result<String, Vec<NoSuchFeature>> {
    let unknown = ids.iter().filter(|id| entries().all(|(known, _)| known != id.as_str()));
    let unknown: Vec<_> = unknown.map(|id| NoSuchFeature { id: id.clone(), nearest: near(id) }).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let wanted = |id: &str| ids.iter().any(|asked| asked == id);
    let since: Vec<&str> = entries().filter(|(id, _)| wanted(id)).filter_map(|(_, line)| since(line)).collect();
    let lines = entries().filter(|(id, _)| wanted(id) || since.contains(id)).map(|(_, line)| line);
    Ok(["catalogue: 1", "features:"].into_iter().chain(lines).flat_map(|line| [line, "\n"]).collect())
}

/// The ids of the entries, with their lines.
fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    CATALOGUE.lines().filter_map(|line| Some((line.strip_prefix(ENTRY)?.split_once(',')?.0, line)))
}

fn since(line: &'static str) -> Option<&'static str> {
    Some(line.split_once(SINCE)?.1.split_once('}')?.0)
}

fn near(id: &str) -> Option<&'static str> {
    nearest(entries().map(|(known, _)| known), id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::author::catalogue;
    use crate::author::finding::Source;
    use crate::feature::{Catalogue, FeatureType, MaxAge};

    fn read(text: &str) -> Catalogue {
        let read = catalogue::read(&Source::new("catalogue.yaml", text.into()));
        read.unwrap_or_else(|found| panic!("{:#?}", found.0)).catalogue
    }

    #[test]
    fn every_line_is_an_entry_and_every_entry_a_feature() {
        let catalogue = read(CATALOGUE);
        let ids: BTreeSet<&str> = catalogue.features().iter().map(|feature| feature.id.as_str()).collect();
        assert_eq!(ids, entries().map(|(id, _)| id).collect());
        for feature in catalogue.features() {
            let said = &feature.definition;
            assert!(said.len() > 20 && !said.ends_with('.'), "{}: {said}", feature.id);
            let is_amount = matches!(feature.kind, FeatureType::Money | FeatureType::Average | FeatureType::Events(_));
            assert_eq!(feature.currency.is_some(), is_amount, "{}", feature.id);
            assert_eq!(feature.max_age.is_none(), feature.id.as_str() == "exp.bucket", "{}: it ages", feature.id);
            if feature.id.as_str().starts_with("opt.") {
                assert_eq!(feature.max_age, Some(MaxAge::Days(1)), "{}: consent is asked daily", feature.id);
            }
        }
    }

    #[test]
    fn some_entries_are_a_catalogue_of_their_own() {
        for (asked, expected, because) in [
            (&["own.card"][..], &["own.card"][..], "one"),
            (&["sup.all", "bal.acb"], &["bal.acb", "sup.all"], "two, whichever is asked first"),
            (&["cnt.nsf.90", "cnt.nsf.90"], &["cnt.nsf.90", "hist.complete_since"], "a count with its date, once"),
        ] {
            let asked: Vec<String> = asked.iter().map(|id| (*id).into()).collect();
            let catalogue = read(&only(&asked).unwrap());
            let ids: Vec<_> = catalogue.features().iter().map(|feature| feature.id.as_str()).collect();
            assert_eq!(ids, expected, "{because}");
        }
    }

    #[test]
    fn an_id_that_is_not_there_is_told_with_its_neighbour() {
        let refused = only(&["bal.abc".into(), "own.card".into(), "nothing.like.it".into()]).unwrap_err();
        let told: Vec<_> = refused.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "the standard catalogue has no feature `bal.abc`: did you mean `bal.acb`?",
                "the standard catalogue has no feature `nothing.like.it`",
            ]
        );
    }
}
