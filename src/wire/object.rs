//! Documents read by hand, field by field: a fraction of the code that a derived reader is, for the documents of the trust path.

use super::Malformed;
use super::tree::{Field, Tree};

/// A place in a document, known by its way from the top; spelled out only for a fault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'up> {
    step: Step<'up>,
    up: Option<&'up At<'up>>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'up> {
    Document(&'static str),
    Field(&'up str),
    Item(usize),
}

impl<'up> At<'up> {
    /// The whole of `document`.
    pub(crate) const fn document(document: &'static str) -> Self {
        Self { step: Step::Document(document), up: None }
    }

    /// The field `name` of the object here.
    pub(crate) const fn field(&'up self, name: &'up str) -> Self {
        Self { step: Step::Field(name), up: Some(self) }
    }

    /// The item `index` of the list here.
    pub(crate) const fn item(&'up self, index: usize) -> Self {
        Self { step: Step::Item(index), up: Some(self) }
    }

    /// What is wrong here.
    pub(crate) fn fault(&self, said: impl Into<String>) -> Malformed {
        let mut fault = Malformed::whole("", said);
        let mut at = Some(self);
        while let Some(At { step, up }) = at {
            match step {
                Step::Document(document) => fault = fault.of(document),
                Step::Field(name) => fault = fault.within(name),
                Step::Item(index) => fault = fault.within(&format!("[{index}]")),
            }
            at = *up;
        }
        fault
    }
}

/// An object of a document. Its fields are taken by name, and [`Object::end`] refuses what nobody took.
///
/// It looks at the tree and owns nothing of it: a reader that gives up half-way has nothing to tidy, and that is much of the code of
/// a reader that owns.
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
    pub(crate) fn new(tree: &'tree Tree<'tree>, at: &'at At<'at>) -> Result<Self, Malformed> {
        match tree {
            Tree::Object(fields) => Ok(Self { at, fields, null_is_nothing: false, taken: 0 }),
            Tree::Null
            | Tree::Flag(_)
            | Tree::Whole(_)
            | Tree::Negative(_)
            | Tree::Fraction
            | Tree::Text(_)
            | Tree::List(_) => Err(at.fault("invalid type, expected an object")),
        }
    }

    /// As [`Object::new`], where a field that is null reads as one left out.
    pub(super) fn without_null(tree: &'tree Tree<'tree>, at: &'at At<'at>) -> Result<Self, Malformed> {
        Ok(Self { null_is_nothing: true, ..Self::new(tree, at)? })
    }

    /// Where the object stands.
    pub(crate) const fn at(&self) -> &'at At<'at> {
        self.at
    }

    /// The field `name`, which must be there.
    pub(crate) fn take(&mut self, name: &str) -> Result<&'tree Tree<'tree>, Malformed> {
        self.optional(name).ok_or_else(|| self.at.fault(["missing field `", name, "`"].concat()))
    }

    /// The field `name`; `None` where it is left out.
    pub(crate) fn optional(&mut self, name: &str) -> Option<&'tree Tree<'tree>> {
        let (place, (_, value)) = self.numbered().find(|(_, (field, _))| field == name)?;
        self.taken |= bit(place);
        Some(value)
    }

    /// Whether the field `name` is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.numbered().any(|(_, (field, _))| field == name)
    }

    /// The text in the field `name`.
    pub(crate) fn text(&mut self, name: &str) -> Result<&'tree str, Malformed> {
        text(self.take(name)?, &self.at.field(name))
    }

    /// The whole number from 0 on in the field `name`.
    pub(crate) fn number(&mut self, name: &str) -> Result<u64, Malformed> {
        let Tree::Whole(number) = self.take(name)? else {
            return Err(self.at.field(name).fault("invalid type, expected a whole number"));
        };
        Ok(*number)
    }

    /// The list in the field `name`.
    pub(crate) fn list(&mut self, name: &str) -> Result<&'tree [Tree<'tree>], Malformed> {
        let Tree::List(items) = self.take(name)? else {
            return Err(self.at.field(name).fault("invalid type, expected a list"));
        };
        Ok(items)
    }

    /// The fields that nobody took: all of them, where their names are not fixed. Each stands once.
    pub(crate) fn into_fields(self) -> Vec<&'tree Field<'tree>> {
        self.numbered().filter(|(place, _)| self.taken & bit(*place) == 0).map(|(_, field)| field).collect()
    }

    /// Refuses a field that was not taken.
    pub(crate) fn end(self) -> Result<(), Malformed> {
        let at = self.at;
        match self.into_fields().first() {
            None => Ok(()),
            Some((name, _)) => Err(at.field(name).fault(["unknown field `", name, "`"].concat())),
        }
    }

    /// The fields with their places.
    fn numbered(&self) -> impl Iterator<Item = (usize, &'tree Field<'tree>)> + use<'tree> {
        let null_is_nothing = self.null_is_nothing;
        self.fields.iter().enumerate().filter(move |(_, (_, value))| !(null_is_nothing && *value == Tree::Null))
    }
}

/// The bit of the field at `place`; none beyond the last.
fn bit(place: usize) -> u64 {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}

/// The text that `tree`, which stands `at` its place, must be.
pub(crate) fn text<'tree>(tree: &'tree Tree<'_>, at: &At<'_>) -> Result<&'tree str, Malformed> {
    match tree {
        Tree::Text(text) => Ok(text),
        Tree::Null
        | Tree::Flag(_)
        | Tree::Whole(_)
        | Tree::Negative(_)
        | Tree::Fraction
        | Tree::List(_)
        | Tree::Object(_) => Err(at.fault("invalid type, expected a string")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;

    fn read(text: &str) -> Result<(), Malformed> {
        let top = At::document("test");
        let tree = wire::parse("test", text)?;
        let mut object = Object::new(&tree, &top)?;
        object.text("name")?;
        let at = top.field("list");
        for (n, item) in object.list("list")?.iter().enumerate() {
            let at = at.item(n);
            let mut item = Object::new(item, &at)?;
            item.number("n")?;
            item.end()?;
        }
        object.end()
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
            (r#"{"name":"a"}"#, "$", "missing field `list`", "something missing in the document"),
            (r#"["a",[]]"#, "$", "invalid type, expected an object", "a list for an object"),
            (r#"{"name":"a","name":"b","list":[]}"#, "name", "duplicate field `name`", "a duplicate"),
        ] {
            let refused = read(text).unwrap_err();
            assert_eq!((refused.path(), refused.fault()), (path, fault), "{because}");
        }
        assert_eq!(read(r#"{"list":[{"n":1}],"name":"a"}"#), Ok(()));
    }
}
