//! Enumerations on the wire: each word stands for one variant of the vocabulary, both ways.

/// Words, and what they stand for in the same order. The two are apart so that one search serves all enumerations.
pub(super) struct Words<T: 'static> {
    pub(super) words: &'static [&'static str],
    pub(super) meanings: &'static [T],
}

/// A table of words for readers, and the enumeration of them for authors, which has every variant of the vocabulary.
macro_rules! word_table {
    ($(#[$doc:meta])* $table:ident, $name:ident = $target:ty {
        $first:ident = $first_word:literal $(, $variant:ident = $word:literal)* $(,)?
    }) => {
        $(#[$doc])*
        pub(in crate::wire) const $table: &crate::wire::words::Words<$target> = &crate::wire::words::Words {
            words: &[$first_word $(, $word)*],
            meanings: &[<$target>::$first $(, <$target>::$variant)*],
        };

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
pub(super) fn word_of<T: PartialEq>(table: &Words<T>, meaning: T) -> &'static str {
    let place = table.meanings.iter().position(|known| *known == meaning);
    place.and_then(|place| table.words.get(place)).copied().unwrap_or("")
}

pub(crate) use word_table;
