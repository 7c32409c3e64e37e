//! Enumerations on the wire: each word stands for one variant of the vocabulary, both ways.

/// A table of words for readers, and the enumeration of them for authors, which has every variant of the vocabulary.
macro_rules! word_table {
    ($(#[$doc:meta])* $table:ident, $name:ident = $target:ty {
        $first:ident = $first_word:literal $(, $variant:ident = $word:literal)* $(,)?
    }) => {
        $(#[$doc])*
        pub(in crate::wire) const $table: &[(&str, $target)] = &[($first_word, <$target>::$first)$(, ($word, <$target>::$variant))*];

        impl crate::stand_in::StandIn for $target {
            fn stand_in() -> Self {
                Self::$first
            }
        }

        $(#[$doc])*
        #[cfg(feature = "cli")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[expect(missing_docs, reason = "the words are those of the vocabulary, documented there")]
        pub enum $name { #[serde(rename = $first_word)] $first $(, #[serde(rename = $word)] $variant)* }

        #[cfg(feature = "cli")]
        impl From<$target> for $name {
            fn from(meaning: $target) -> Self {
                match meaning { <$target>::$first => Self::$first $(, <$target>::$variant => Self::$variant)* }
            }
        }
    };
}

/// The word of `table` that stands for `meaning`: every variant has one, or the enumeration for authors would not compile.
pub(super) fn word_of<T: PartialEq>(table: &[(&'static str, T)], meaning: T) -> &'static str {
    table.iter().find(|(_, known)| *known == meaning).map_or("", |(word, _)| word)
}

pub(crate) use word_table;
