//! Merging is the union of sets: no order, no grouping and no repetition of copies changes what comes out.

use tellerside::history::{Event, History};
use tellerside::wire::decision::write_history;
use tellerside::wire::history::{read, union};

use super::any_history;
use crate::oracle::Chance;

#[test]
fn merging_is_commutative_associative_and_idempotent() {
    let mut chance = Chance(41);
    let campaigns = ["c1", "c2", "c3"].map(str::to_owned);
    let (mut collisions, mut triples) = (0, 0);
    for ids in [4, 12, 400] {
        for _ in 0..2_000 {
            let [a, b, c] = [(); 3].map(|()| any_history(&campaigns, ids, 12, &mut chance));
            let ab = a.merge(&b);
            assert_eq!(ab, b.merge(&a), "in another order");
            assert_eq!(ab.merge(&c), a.merge(&b.merge(&c)), "in other groups");
            assert_eq!(a.merge(&a), a, "with itself");
            assert_eq!(ab.merge(&a), ab, "with what it has already");
            assert_eq!(a.merge(&History::default()), a, "with nothing");
            assert!(a.events().iter().all(|event| ab.events().iter().any(|kept| kept.id == event.id)), "an id is lost");
            let disagree = |event: &&Event| b.events().iter().any(|other| other.id == event.id && other != *event);
            collisions += a.events().iter().filter(disagree).count();
            triples += 1;
        }
    }
    assert!(collisions > 1_000, "{collisions}");
    println!("{triples} triples, {collisions} events of one id that said two things");
}

#[test]
fn a_history_is_what_its_text_says_in_any_order_of_events() {
    let mut chance = Chance(43);
    let campaigns = ["c1", "c2"].map(str::to_owned);
    for _ in 0..2_000 {
        let a = any_history(&campaigns, 9, 12, &mut chance);
        let b = any_history(&campaigns, 9, 12, &mut chance);
        let [a_text, b_text] = [&a, &b].map(write_history);
        assert_eq!(read(&a_text).as_ref(), Ok(&a));
        assert_eq!(union(&a, &b_text), Ok(a.merge(&b)));
        // Events of both in one list, as they come, are the same union.
        let listed = History::new(b.events().iter().chain(a.events()).cloned().collect(), None, None);
        assert_eq!(listed.events(), a.merge(&b).events());
        let bytes: usize = a.events().iter().map(Event::most_bytes).sum();
        assert!(a_text.len() <= bytes + 160, "{} bytes of text, and at most {bytes} foretold", a_text.len());
    }
}

#[test]
fn what_is_refused_is_the_maximum_of_what_was_said() {
    let mut chance = Chance(47);
    let campaigns = ["c1"].map(str::to_owned);
    let mut refused = 0;
    for _ in 0..2_000 {
        let a = any_history(&campaigns, 1_000, 20, &mut chance);
        let choices = a.choices();
        for event in a.last_words() {
            let (tellerside::history::Happening::Refused(target) | tellerside::history::Happening::Allowed(target)) =
                &event.what
            else {
                panic!("{event:?} is no word")
            };
            assert_eq!(choices.iter().any(|(chosen, _)| *chosen == target), a.refuses(target));
            refused += usize::from(a.refuses(target));
        }
    }
    assert!(refused > 1_000, "{refused}");
}

#[test]
fn the_document_that_the_page_shows_is_one() {
    let page = include_str!("../../../src/history/HISTORY.md");
    let shown: Vec<&str> = page.lines().filter(|line| line.starts_with('{')).collect();
    assert_eq!(shown.len(), 1);
    for document in shown {
        assert_eq!(write_history(&read(document).unwrap()), document);
    }
}
