//! Documents read by hand, field by field: a fraction of the code that a derived reader is.
//!
//! Readers go on after a fault, with a value that stands in for what could not be read: a reader that may give up at every field
//! has to tidy at every field, and that is most of its code. Nobody sees such a value, since [`document`] gives out the first fault
//! instead of what was made of it, and there is no other way to have a place to read at.

use core::cell::OnceCell;
use core::fmt::Display;

use super::Malformed;
use super::tree::{Field, Tree};

/// What stands for a field that is missing.
static NOTHING: Tree<'static> = Tree::Null;

/// What `read` makes of the document called `name`, whose top it is handed.
///
/// # Errors
/// The first fault that was told.
pub(crate) fn document<T>(name: &'static str, read: impl FnOnce(&At<'_>) -> T) -> Result<T, Malformed> {
    let faults = Faults { document: name, first: OnceCell::new() };
    faults.of(None, read)
}

/// The first fault of a document.
#[derive(Debug)]
struct Faults {
    document: &'static str,
    first: OnceCell<Malformed>,
}

impl Faults {
    /// What `read` makes of what stands in the place `up`, or the first fault.
    fn of<T>(self, up: Option<&At<'_>>, read: impl FnOnce(&At<'_>) -> T) -> Result<T, Malformed> {
        let value = read(&At { step: Step::Document(&self), up });
        self.first.into_inner().map_or(Ok(value), Err)
    }
}

/// A place in a document, known by its way from the top; spelled out only for a fault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'up> {
    step: Step<'up>,
    up: Option<&'up At<'up>>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'up> {
    Document(&'up Faults),
    Field(&'up str),
    Item(usize),
}

impl<'up> At<'up> {
    /// The field `name` of the object here.
    pub(crate) const fn field(&'up self, name: &'up str) -> Self {
        Self { step: Step::Field(name), up: Some(self) }
    }

    /// The item `index` of the list here.
    pub(crate) const fn item(&'up self, index: usize) -> Self {
        Self { step: Step::Item(index), up: Some(self) }
    }

    /// Tells what is wrong here. The document is refused for the first thing that was told.
    pub(crate) fn refuse(&self, said: &str) {
        self.refuse_for(&said);
    }

    /// As [`At::refuse`], of the field `name` of the object here.
    #[inline(never)]
    pub(crate) fn refuse_field(&self, name: &str, said: &str) {
        self.field(name).refuse(said);
    }

    /// As [`At::refuse`], in the words of `error`.
    #[inline(never)]
    pub(crate) fn refuse_for(&self, error: &dyn Display) {
        if let Some(faults) = self.faults() {
            faults.first.get_or_init(|| self.spelled_out(error).of(faults.document));
        }
    }

    /// What `read` makes of what stands here, with faults that are not the document's own.
    ///
    /// # Errors
    /// The first fault that was told.
    pub(crate) fn apart<T>(&self, read: impl FnOnce(&At<'_>) -> T) -> Result<T, Malformed> {
        let document = self.faults().map_or("", |faults| faults.document);
        Faults { document, first: OnceCell::new() }.of(Some(self), read)
    }

    /// Where faults are told.
    fn faults(&self) -> Option<&Faults> {
        let mut at = self;
        loop {
            if let Step::Document(faults) = at.step {
                return Some(faults);
            }
            at = at.up?;
        }
    }

    /// The fault `error`, with its path.
    fn spelled_out(&self, error: &dyn Display) -> Malformed {
        let mut fault = Malformed::whole("", error.to_string());
        let mut at = self;
        loop {
            match at.step {
                Step::Document(_) => {}
                Step::Field(name) => fault = fault.within(name),
                Step::Item(index) => fault = fault.within(&format!("[{index}]")),
            }
            let Some(up) = at.up else { return fault };
            at = up;
        }
    }
}

/// An object of a document. Its fields are taken by name, and [`Object::end`] refuses what nobody took.
#[derive(Debug)]
pub(crate) struct Object<'at, 'tree> {
    at: &'at At<'at>,
    fields: &'tree [Field<'tree>],
    /// Whether a field that is null is none at all.
    null_is_nothing: bool,
    /// One bit a field of the first 64: whether it was taken. No object has as many names that are known.
    taken: u64,
}

impl<'at, 'tree> Object<'at, 'tree> {
    /// The object that `tree`, which stands `at` its place, must be.
    pub(crate) fn new(tree: &'tree Tree<'tree>, at: &'at At<'at>) -> Self {
        let mut fields: &[Field<'_>] = &[];
        if let Tree::Object(held) = tree {
            fields = held;
        } else {
            at.refuse("invalid type, expected an object");
        }
        Self { at, fields, null_is_nothing: false, taken: 0 }
    }

    /// As [`Object::new`], where a field that is null reads as one left out.
    pub(super) fn without_null(tree: &'tree Tree<'tree>, at: &'at At<'at>) -> Self {
        Self { null_is_nothing: true, ..Self::new(tree, at) }
    }

    /// Where the object stands.
    pub(crate) const fn at(&self) -> &'at At<'at> {
        self.at
    }

    /// The field `name`, which must be there.
    pub(crate) fn take(&mut self, name: &str) -> &'tree Tree<'tree> {
        self.optional(name).unwrap_or_else(|| {
            self.at.refuse_for(&format_args!("missing field `{name}`"));
            &NOTHING
        })
    }

    /// The field `name`; `None` where it is left out.
    pub(crate) fn optional(&mut self, name: &str) -> Option<&'tree Tree<'tree>> {
        let (place, (_, value)) = self.numbered().find(|(_, (field, _))| field == name)?;
        self.taken |= bit(place);
        Some(value)
    }

    /// The text in the field `name`.
    pub(crate) fn text(&mut self, name: &str) -> &'tree str {
        text(self.take(name), &self.at.field(name))
    }

    /// The whole number from 0 on in the field `name`.
    pub(crate) fn number(&mut self, name: &str) -> u64 {
        whole(self.take(name), &self.at.field(name))
    }

    /// The list in the field `name`.
    pub(crate) fn list(&mut self, name: &str) -> &'tree [Tree<'tree>] {
        items(self.take(name), &self.at.field(name))
    }

    /// The fields that nobody took: all of them, where their names are not fixed. Each stands once.
    pub(crate) fn into_fields(self) -> Vec<&'tree Field<'tree>> {
        self.numbered().filter(|(place, _)| self.taken & bit(*place) == 0).map(|(_, field)| field).collect()
    }

    /// Refuses a field that was not taken.
    pub(crate) fn end(self) {
        let at = self.at;
        if let Some((name, _)) = self.into_fields().first() {
            at.field(name).refuse_for(&format_args!("unknown field `{name}`"));
        }
    }

    /// The fields with their places.
    fn numbered(&self) -> impl Iterator<Item = (usize, &'tree Field<'tree>)> + use<'tree> {
        let null_is_nothing = self.null_is_nothing;
        self.fields.iter().enumerate().filter(move |(_, (_, value))| !(null_is_nothing && matches!(value, Tree::Null)))
    }
}

/// The bit of the field at `place`; none beyond the last.
fn bit(place: usize) -> u64 {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}

/// The text that `tree`, which stands `at` its place, must be.
pub(crate) fn text<'tree>(tree: &'tree Tree<'_>, at: &At<'_>) -> &'tree str {
    if let Tree::Text(text) = tree {
        return text;
    }
    at.refuse("invalid type, expected a string");
    ""
}

/// The whole number from 0 on that `tree`, which stands `at` its place, must be.
pub(crate) fn whole(tree: &Tree<'_>, at: &At<'_>) -> u64 {
    if let Tree::Whole(number) = tree {
        return *number;
    }
    at.refuse("invalid type, expected a whole number");
    0
}

/// The list that `tree`, which stands `at` its place, must be.
pub(crate) fn items<'tree>(tree: &'tree Tree<'tree>, at: &At<'_>) -> &'tree [Tree<'tree>] {
    if let Tree::List(items) = tree {
        return items;
    }
    at.refuse("invalid type, expected a list");
    &[]
}

/// Hands each of `items`, of the list `at` a place, to `read`. One loop serves all lists.
pub(crate) fn for_each<'tree>(
    items: &'tree [Tree<'tree>],
    at: &At<'_>,
    read: &mut dyn FnMut(&'tree Tree<'tree>, &At<'_>),
) {
    for (n, item) in items.iter().enumerate() {
        read(item, &at.item(n));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;

    fn read(text: &str) -> Result<(), Malformed> {
        let tree = wire::parse("test", text)?;
        document("test", |top| {
            let mut object = Object::new(&tree, top);
            object.text("name");
            let at = top.field("list");
            for (n, item) in object.list("list").iter().enumerate() {
                let at = at.item(n);
                let mut item = Object::new(item, &at);
                item.number("n");
                item.end();
            }
            object.end();
        })
    }

    #[test]
    fn faults_are_told_with_their_path() {
        for (text, path, fault, because) in [
            (r#"{"name":1,"list":[]}"#, "name", "invalid type, expected a string", "a wrong type"),
            (
                r#"{"name":"a","list":[{"n":1},{"n":-1}]}"#,
                "list[1].n",
                "invalid type, expected a whole number",
                "below 0",
            ),
            (r#"{"name":"a","list":[{"n":1,"m":2}]}"#, "list[0].m", "unknown field `m`", "an unknown field"),
            (r#"{"name":"a","list":[{}]}"#, "list[0]", "missing field `n`", "something missing in a container"),
            (r#"{"name":"a","list":[3]}"#, "list[0]", "invalid type, expected an object", "an item of a wrong type"),
            (r#"{"name":"a","list":{}}"#, "list", "invalid type, expected a list", "no list"),
            (r#"{"list":[{"n":"x"}],"m":1}"#, "$", "missing field `name`", "the first of several, in reading order"),
            (r#"{"name":"a"}"#, "$", "missing field `list`", "something missing in the document"),
            (r#"["a",[]]"#, "$", "invalid type, expected an object", "a list for an object"),
            (r#"{"name":"a","name":"b","list":[]}"#, "name", "duplicate field `name`", "a duplicate"),
        ] {
            let refused = read(text).unwrap_err();
            assert_eq!((refused.path(), refused.fault()), (path, fault), "{because}");
        }
        assert_eq!(read(r#"{"list":[{"n":1}],"name":"a"}"#), Ok(()));
    }

    #[test]
    fn faults_apart_are_not_the_documents() {
        let read = document("test", |top| {
            let place = top.field("part");
            let part = place.item(1).apart(|at| at.refuse_field("n", "no"));
            place.refuse("after it");
            part
        });
        assert_eq!(read.unwrap_err().path(), "part", "the document has faults of its own");
        let part =
            document("test", |top| top.field("part").apart(|at| at.refuse_field("n", "no"))).unwrap().unwrap_err();
        assert_eq!(
            (part.document(), part.path(), part.fault()),
            ("test", "part.n", "no"),
            "told from the top all the same"
        );
    }
}
