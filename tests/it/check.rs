//! `tellerside check`: every mistake of a bank's sources in one answer, and whether there may be more behind them.

use std::fs;

use super::author::copy_of_sample;
use super::cli::{Done, json, tellerside};

/// An edit of the sample: a file of it, what it says, and what it says instead; a file without words is removed.
type Edit<'a> = (&'a str, &'a str, &'a str);

/// What `check` says of the sample with `edits`.
fn checked(name: &str, edits: &[Edit<'_>], more: &[&str]) -> Done {
    let folder = copy_of_sample(name);
    for (file, from, to) in edits {
        let path = folder.join(file);
        if from.is_empty() {
            fs::remove_file(path).unwrap();
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
    tellerside(&folder, &[&["check"], more].concat())
}

/// The file and code of each mistake.
fn mistakes(done: &Done) -> Vec<String> {
    let told = done.err.lines().map(json);
    told.map(|told| format!("{} {}", told["file"].as_str().unwrap(), told["code"].as_str().unwrap())).collect()
}

#[test]
fn no_mistake_hides_another_that_does_not_hang_on_it() {
    let picture: Edit<'_> = ("images/growth.png", "", "");
    let example: Edit<'_> = ("campaigns/overdraft-protection.yaml", "expect: shown", "expect: capped");
    let syntax: Edit<'_> = ("campaigns/p2p-resume.yaml", "priority: ", "priority: high #");
    let customer: Edit<'_> = ("customers.yaml", "visit: delegate", "visitor: delegate");
    let catalogue: Edit<'_> = ("catalogue.yaml", "type: average", "type: averages");
    let (no_picture, no_match) = (
        // In both of its locales.
        ["./campaigns/savings-growth.yaml PICTURE_MISSING"; 2],
        ["./campaigns/overdraft-protection.yaml EXAMPLE_MISMATCH"],
    );
    let high = ["./campaigns/p2p-resume.yaml VALUE_INVALID"];
    for (edits, told, more, because) in [
        (&[][..], Vec::new(), false, "the sample itself"),
        (&[picture], no_picture.to_vec(), false, "a picture alone"),
        (&[example], no_match.to_vec(), false, "an example alone"),
        (&[picture, example], [&no_match[..], &no_picture].concat(), false, "a picture and another's example"),
        (&[syntax, example], [&no_match[..], &high].concat(), true, "a campaign that cannot be read"),
        (
            &[customer, picture],
            [&no_picture[..], &["./customers.yaml FIELD_UNKNOWN"]].concat(),
            false,
            "customers and a picture",
        ),
        (&[catalogue, example], vec!["./catalogue.yaml VALUE_INVALID"], true, "nothing is read without features"),
    ] {
        let done = checked("check-all", edits, &["--format", "json"]);
        assert_eq!(
            (done.code, mistakes(&done)),
            (i32::from(!told.is_empty()), told.iter().map(|told| (*told).to_owned()).collect()),
            "{because}: {}",
            done.err
        );
        let done = checked("check-all", edits, &[]);
        let says = done.err.contains("were not played: more may come once these are mended");
        assert_eq!(says, more, "{because}: {}", done.err);
    }
}

#[test]
fn a_slot_is_told_that_is_spelt_almost_as_the_one_of_others() {
    let today = |to| ("campaigns/overdraft-protection-today.yaml", "slots: [hero]", to);
    let other = ("campaigns/overdraft-protection.yaml", "slots: [hero]", "slots: [heroo]");
    let loan = |to| ("campaigns/home-project-loan.yaml", "slots: [card]", to);
    for (edits, meant, because) in [
        (&[today("slots: [heroo]")][..], Some("hero"), "a sign too many"),
        (&[today("slots: [hreo]")], Some("hero"), "two signs the other way round"),
        (&[loan("slots: [hero, cart]")], Some("card"), "the second slot"),
        (&[today("slots: [banner]")], None, "another name"),
        (&[today("slots: [hero2]")], None, "one more of a kind"),
        (&[today("slots: [hero-2]")], None, "one more of a kind, with a hyphen"),
        (&[today("slots: [hero, heroo]")], None, "a campaign that means both"),
        (&[today("slots: [heroo]"), other], None, "two campaigns name it"),
    ] {
        let done = checked("check-slots", edits, &["--format", "json"]);
        let Some(meant) = meant else {
            assert_eq!((done.code, done.err.as_str()), (0, ""), "{because}");
            continue;
        };
        assert_eq!(done.code, 1, "{because}");
        let told = json(&done.err);
        assert_eq!(told["code"], "SLOT_MISSPELT", "{because}: {told}");
        assert_eq!(told["help"], format!("did you mean `{meant}`?"), "{because}: {told}");
        let line = edits[0].2;
        let column = line.rfind([' ', '[']).unwrap() + 2;
        assert_eq!(told["column"], column, "{because}: {told}");
    }
    let picture: Edit<'_> = ("images/growth.png", "", "");
    let done = checked("check-slots", &[today("slots: [heroo]"), picture], &["--format", "json"]);
    assert_eq!(mistakes(&done).len(), 3, "a picture beside it, in both locales: {}", done.err);
}
