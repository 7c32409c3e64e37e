//! What differs between two signed texts, to the byte: each place by its path, with both values.

use std::borrow::Cow;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::wire::spelling::write;
use crate::wire::{self, Tree};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Field(String),
    Item(usize),
}

/// One difference. Where a value is missing, its path says where it would stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit<'t> {
    before: Option<Tree<'t>>,
    before_at: Vec<Step>,
    after: Option<Tree<'t>>,
    after_at: Vec<Step>,
}

/// Two texts, and how they differ.
pub(super) struct Compared<'t> {
    before: Tree<'t>,
    after: Tree<'t>,
    pub(super) edits: Vec<Edit<'t>>,
}

impl<'t> Compared<'t> {
    /// The texts `before` and `after` of two documents; a text that is no JSON counts as one value.
    pub(super) fn of(before: &'t str, after: &'t str) -> Self {
        let parsed = |text: &'t str| wire::parse("document", text).unwrap_or(Tree::Text(Cow::Borrowed(text)));
        let (before, after) = (parsed(before), parsed(after));
        let mut comparing = Comparing { edits: Vec::new(), before_at: Vec::new(), after_at: Vec::new() };
        comparing.values(&before, &after);
        Self { edits: comparing.edits, before, after }
    }

    /// The text before, with `edit` alone made in it.
    pub(super) fn with(&self, edit: &Edit<'t>) -> String {
        write(&edited(&self.before, &edit.before_at, edit.before.is_some(), edit.after.as_ref()))
    }

    /// The text after, with `edit` alone taken back.
    pub(super) fn without(&self, edit: &Edit<'t>) -> String {
        write(&edited(&self.after, &edit.after_at, edit.after.is_some(), edit.before.as_ref()))
    }
}

impl Edit<'_> {
    /// The path in the text after, or in that before where there is nothing any more.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in if self.after.is_some() { &self.after_at } else { &self.before_at } {
            match step {
                // Ids have dots of their own.
                Step::Field(name) if name.contains(|c: char| !c.is_alphanumeric() && c != '_') => {
                    path.extend(["[", &write(&Tree::text(name)), "]"]);
                }
                Step::Field(name) if path.is_empty() => path.push_str(name),
                Step::Field(name) => path.extend([".", name]),
                Step::Item(n) => path.push_str(&format!("[{n}]")),
            }
        }
        if path.is_empty() { "$".into() } else { path }
    }

    /// The spelling of the value before.
    pub(super) fn before(&self) -> Option<String> {
        self.before.as_ref().map(write)
    }

    /// The spelling of the value after.
    pub(super) fn after(&self) -> Option<String> {
        self.after.as_ref().map(write)
    }
}

struct Comparing<'t> {
    edits: Vec<Edit<'t>>,
    before_at: Vec<Step>,
    after_at: Vec<Step>,
}

// Recursion is bounded: a document nests no deeper than its parser allows.
impl<'t> Comparing<'t> {
    fn values(&mut self, before: &Tree<'t>, after: &Tree<'t>) {
        match (before, after) {
            (before, after) if before == after => {}
            (Tree::List(before), Tree::List(after)) => self.lists(before, after),
            // Conditions of two forms share no field: they are told as one exchanged for the other.
            (Tree::Object(a), Tree::Object(b))
                if a.iter().any(|(name, _)| b.iter().any(|(other, _)| name == other)) =>
            {
                for (name, value) in a {
                    let other = b.iter().find(|(other, _)| name == other).map(|(_, value)| value);
                    self.at(Step::Field(name.to_string()), Step::Field(name.to_string()), Some(value), other);
                }
                for (name, value) in b.iter().filter(|(name, _)| a.iter().all(|(other, _)| name != other)) {
                    self.at(Step::Field(name.to_string()), Step::Field(name.to_string()), None, Some(value));
                }
            }
            (before, after) => self.push(Some(before), Some(after)),
        }
    }

    fn lists(&mut self, before: &[Tree<'t>], after: &[Tree<'t>]) {
        let (old, new): (Vec<String>, Vec<String>) =
            (before.iter().map(key).collect(), after.iter().map(key).collect());
        for op in capture_diff_slices(Algorithm::RawMyers, &old, &new) {
            let (tag, old, new) = op.as_tag_tuple();
            // What has the same key is compared further, and so is what stands in one place and has no id to be known again by.
            let same = |(b, a): (usize, usize)| {
                tag == DiffTag::Equal
                    || [before.get(b), after.get(a)].into_iter().flatten().all(|item| id(item).is_none())
            };
            let paired = old.clone().zip(new.clone()).take_while(|pair| same(*pair)).count();
            for (b, a) in old.clone().zip(new.clone()).take(paired) {
                self.at(Step::Item(b), Step::Item(a), before.get(b), after.get(a));
            }
            for b in old.clone().skip(paired) {
                self.at(Step::Item(b), Step::Item(new.end), before.get(b), None);
            }
            for a in new.clone().skip(paired) {
                self.at(Step::Item(old.end), Step::Item(a), None, after.get(a));
            }
        }
    }

    fn at(&mut self, before_at: Step, after_at: Step, before: Option<&Tree<'t>>, after: Option<&Tree<'t>>) {
        self.before_at.push(before_at);
        self.after_at.push(after_at);
        match (before, after) {
            (Some(before), Some(after)) => self.values(before, after),
            (before, after) => self.push(before, after),
        }
        self.before_at.pop();
        self.after_at.pop();
    }

    fn push(&mut self, before: Option<&Tree<'t>>, after: Option<&Tree<'t>>) {
        let (before_at, after_at) = (self.before_at.clone(), self.after_at.clone());
        self.edits.push(Edit { before: before.cloned(), before_at, after: after.cloned(), after_at });
    }
}

/// By what an item of a list is known again in another version of the list: its id, or else all that it says.
fn key(item: &Tree<'_>) -> String {
    write(id(item).unwrap_or(item))
}

fn id<'a, 't>(item: &'a Tree<'t>) -> Option<&'a Tree<'t>> {
    let Tree::Object(fields) = item else { return None };
    ["id", "segment", "code"].iter().find_map(|known| fields.iter().find(|(name, _)| name == known)).map(|(_, id)| id)
}

/// `tree` with `value` at the path `at`, in place of what `stands` there, or moved in; with nothing there where `value` is none.
fn edited<'t>(tree: &Tree<'t>, at: &[Step], stands: bool, value: Option<&Tree<'t>>) -> Tree<'t> {
    let Some((step, rest)) = at.split_first() else { return value.unwrap_or(tree).clone() };
    let inner = |child: &Tree<'t>| match value {
        _ if !rest.is_empty() => Some(edited(child, rest, stands, value)),
        Some(value) => Some(value.clone()),
        None => None,
    };
    let moved_in = value.filter(|_| rest.is_empty() && !stands);
    match (tree, step) {
        (Tree::Object(fields), Step::Field(at)) => {
            let kept = fields.iter().filter_map(|(name, child)| {
                let child = if name == at { inner(child)? } else { child.clone() };
                Some((name.clone(), child))
            });
            Tree::Object(kept.chain(moved_in.map(|value| (Cow::Owned(at.clone()), value.clone()))).collect())
        }
        (Tree::List(items), Step::Item(at)) => {
            let mut list: Vec<Tree<'t>> = Vec::new();
            for (n, child) in items.iter().enumerate() {
                match moved_in {
                    Some(value) if n == *at => list.extend([value.clone(), child.clone()]),
                    None if n == *at => list.extend(inner(child)),
                    Some(_) | None => list.push(child.clone()),
                }
            }
            list.extend(moved_in.filter(|_| *at >= items.len()).cloned());
            Tree::List(list)
        }
        (tree, _) => tree.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_difference_has_its_path_and_is_made_and_taken_back_alone() {
        for (before, after, told, because) in [
            (r#"{"a":1,"b":2}"#, r#"{"a":1,"b":3}"#, vec!["b 2 3"], "a value"),
            (r#"{"f":{"bal.acb":1}}"#, r#"{"f":{"bal.acb":2}}"#, vec![r#"f["bal.acb"] 1 2"#], "a name with a dot"),
            (r#"{"a":1}"#, r#"{"a":1,"b":{"c":2}}"#, vec![r#"b - {"c":2}"#], "a field more"),
            (r#"{"a":1,"b":2}"#, r#"{"a":1}"#, vec!["b 2 -"], "a field less"),
            (r#"{"w":{"x":1}}"#, r#"{"w":{"y":1}}"#, vec![r#"w {"x":1} {"y":1}"#], "another form"),
            ("[1,2,3]", "[1,3]", vec!["[1] 2 -"], "an item less"),
            ("[1,3]", "[0,1,2,3]", vec!["[0] - 0", "[2] - 2"], "items more"),
            ("[1,2]", "[2,1]", vec!["[0] - 2", "[1] 2 -"], "another order"),
            (
                r#"[{"id":"a","n":1},{"id":"c","n":3}]"#,
                r#"[{"id":"a","n":2},{"id":"b","n":9},{"id":"c","n":4}]"#,
                vec!["[0].n 1 2", r#"[1] - {"id":"b","n":9}"#, "[2].n 3 4"],
                "known again by its id",
            ),
            (
                r#"[{"id":"a","n":1}]"#,
                r#"[{"id":"b","n":1}]"#,
                vec![r#"[0] {"id":"a","n":1} -"#, r#"[0] - {"id":"b","n":1}"#],
                "another id is another thing",
            ),
            (r#"[{"n":1},{"n":2}]"#, r#"[{"n":1},{"n":5}]"#, vec!["[1].n 2 5"], "in the same place"),
            ("[[1],[2]]", "[[1],[]]", vec!["[1][0] 2 -"], "a list within"),
            ("x", "y", vec![r#"$ "x" "y""#], "no JSON"),
        ] {
            let compared = Compared::of(before, after);
            let or_none = |value: Option<String>| value.unwrap_or("-".into());
            let edits = compared.edits.iter();
            let found: Vec<_> = edits
                .map(|edit| format!("{} {} {}", edit.path(), or_none(edit.before()), or_none(edit.after())))
                .collect();
            assert_eq!(found, told, "{because}");
            if let [only] = &*compared.edits {
                let spelled = |text| write(&wire::parse("test", text).unwrap_or(Tree::text(text)));
                assert_eq!(compared.with(only), spelled(after), "{because}");
                assert_eq!(compared.without(only), spelled(before), "{because}");
            }
        }
        assert!(Compared::of("[1]", "[1]").edits.is_empty());
    }
}
