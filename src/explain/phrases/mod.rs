//! What explanations are put together from: every phrase in English and Spanish, side by side, for translators to go through.

pub(crate) mod account;
pub(crate) mod amount;
pub(crate) mod campaign;
pub(crate) mod change;
pub(crate) mod condition;
pub(crate) mod contact;
pub(crate) mod decision;
pub(crate) mod entry;
pub(crate) mod event;
pub(crate) mod experiment;
pub(crate) mod flag;
pub(crate) mod notify;
pub(crate) mod noun;
pub(crate) mod period;
pub(crate) mod policy;
pub(crate) mod ranking;
pub(crate) mod subject;
pub(crate) mod variant;
pub(crate) mod words;

/// All phrases.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = super::phrase::Phrase> {
    let named = [
        account::ALL,
        amount::ALL,
        campaign::ALL,
        condition::ALL,
        contact::ALL,
        decision::ALL,
        event::ALL,
        experiment::ALL,
        notify::ALL,
        period::ALL,
        ranking::ALL,
        variant::ALL,
    ];
    let reviewed = [change::ALL, entry::ALL, policy::ALL, words::ALL];
    let nouns = noun::NOUNS.iter().map(|(_, phrase)| *phrase);
    let flags = flag::FLAGS.iter().flat_map(|(_, yes, no)| [*yes, *no]);
    let subjects = [subject::PRODUCTS, subject::KINDS, subject::SUBJECTS].into_iter().flatten();
    named
        .into_iter()
        .chain(reviewed)
        .flatten()
        .copied()
        .chain(nouns)
        .chain(flags)
        .chain(subjects.map(|(_, phrase)| *phrase))
}
