//! Documents read by hand, field by field: a fraction of the code that a derived reader is, for the documents of the trust path.

use std::borrow::Cow;

use super::Malformed;
use super::tree::Tree;

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
#[derive(Debug)]
pub(crate) struct Object<'at, 'text> {
    at: &'at At<'at>,
    fields: Vec<(Cow<'text, str>, Tree<'text>)>,
}

impl<'at, 'text> Object<'at, 'text> {
    /// The object that `tree`, which stands `at` its place, must be.
    pub(crate) fn new(tree: Tree<'text>, at: &'at At<'at>) -> Result<Self, Malformed> {
        match tree {
            Tree::Object(fields) => Ok(Self { at, fields }),
            Tree::Null
            | Tree::Flag(_)
            | Tree::Whole(_)
            | Tree::Negative(_)
            | Tree::Fraction
            | Tree::Text(_)
            | Tree::List(_) => Err(at.fault("invalid type, expected an object")),
        }
    }

    /// Where the object stands.
    pub(crate) const fn at(&self) -> &'at At<'at> {
        self.at
    }

    /// The field `name`, which must be there.
    pub(crate) fn take(&mut self, name: &str) -> Result<Tree<'text>, Malformed> {
        match self.fields.iter().position(|(field, _)| field == name) {
            Some(place) => Ok(self.fields.swap_remove(place).1),
            None => Err(self.at.fault(format!("missing field `{name}`"))),
        }
    }

    /// The field `name`; `None` where it is left out.
    pub(crate) fn optional(&mut self, name: &str) -> Option<Tree<'text>> {
        let place = self.fields.iter().position(|(field, _)| field == name)?;
        Some(self.fields.swap_remove(place).1)
    }

    /// Whether the field `name` is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// The text in the field `name`.
    pub(crate) fn text(&mut self, name: &str) -> Result<Cow<'text, str>, Malformed> {
        text(self.take(name)?, &self.at.field(name))
    }

    /// The whole number from 0 on in the field `name`.
    pub(crate) fn number(&mut self, name: &str) -> Result<u64, Malformed> {
        let Tree::Whole(number) = self.take(name)? else {
            return Err(self.at.field(name).fault("invalid type, expected a whole number"));
        };
        Ok(number)
    }

    /// The list in the field `name`.
    pub(crate) fn list(&mut self, name: &str) -> Result<Vec<Tree<'text>>, Malformed> {
        let Tree::List(items) = self.take(name)? else {
            return Err(self.at.field(name).fault("invalid type, expected a list"));
        };
        Ok(items)
    }

    /// All fields, where their names are not fixed; each stands once.
    pub(crate) fn into_fields(self) -> Vec<(Cow<'text, str>, Tree<'text>)> {
        self.fields
    }

    /// Refuses a field that was not taken.
    pub(crate) fn end(self) -> Result<(), Malformed> {
        match self.fields.first() {
            None => Ok(()),
            Some((name, _)) => Err(self.at.field(name).fault(format!("unknown field `{name}`"))),
        }
    }
}

/// The text that `tree`, which stands `at` its place, must be.
pub(crate) fn text<'text>(tree: Tree<'text>, at: &At<'_>) -> Result<Cow<'text, str>, Malformed> {
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
        let mut object = Object::new(wire::parse("test", text)?, &top)?;
        object.text("name")?;
        let at = top.field("list");
        for (n, item) in object.list("list")?.into_iter().enumerate() {
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
