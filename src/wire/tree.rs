//! JSON as a tree: one parser for every document, which also tells whether the text is in its canonical spelling.
//!
//! The types of documents read themselves from the tree. That keeps the parser out of every type's code, which a page has to load, and
//! makes canonical-or-reject one pass, without writing the document again.

use std::borrow::Cow;

use super::Malformed;
use crate::order::sorted;

/// Deepest nesting of any document; conditions nest eight deep, with two levels of JSON each.
const MAX_DEPTH: usize = 64;

/// One JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree<'text> {
    Null,
    Flag(bool),
    /// A whole number from 0 on.
    Whole(u64),
    /// A whole number below 0.
    Negative(i64),
    /// A number with a fraction or an exponent, a negative zero, or one beyond 64 bits: no document has any.
    Fraction,
    Text(Cow<'text, str>),
    List(Vec<Tree<'text>>),
    /// The fields as they stand, each name once.
    Object(Vec<Field<'text>>),
}

/// A field of an object: its name and its value.
pub(crate) type Field<'text> = (Cow<'text, str>, Tree<'text>);

/// The tree of `text`, and whether it is the canonical spelling (RFC 8785) of it.
pub(super) fn parse<'text>(document: &'static str, text: &'text str) -> Result<(Tree<'text>, bool), Malformed> {
    let mut parser = Parser { document, text, at: 0, canonical: true };
    let tree = parser.value(0)?;
    parser.space();
    if parser.at < text.len() {
        return Err(parser.fault("trailing characters"));
    }
    Ok((tree, parser.canonical))
}

struct Parser<'text> {
    document: &'static str,
    text: &'text str,
    /// Where the next byte stands; always the start of a character.
    at: usize,
    /// Whether all that was read so far is spelled canonically.
    canonical: bool,
}

impl<'text> Parser<'text> {
    fn fault(&self, said: &str) -> Malformed {
        Malformed::whole(self.document, said)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Skips what JSON allows between two tokens; canonical texts have none of it.
    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.canonical = false;
            self.step();
        }
    }

    /// Whether the next byte is `byte`, which is then read.
    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.step();
        }
        there
    }

    fn value(&mut self, depth: usize) -> Result<Tree<'text>, Malformed> {
        if depth > MAX_DEPTH {
            return Err(self.fault("nested too deeply"));
        }
        self.space();
        match self.peek() {
            None => Err(self.fault("EOF while parsing a value")),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Tree::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => self.word(),
        }
    }

    fn word(&mut self) -> Result<Tree<'text>, Malformed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, tree) in [("true", Tree::Flag(true)), ("false", Tree::Flag(false)), ("null", Tree::Null)] {
            if rest.starts_with(word) {
                // Optional fields are omitted, never null.
                self.canonical &= !matches!(tree, Tree::Null);
                self.at = self.at.saturating_add(word.len());
                return Ok(tree);
            }
        }
        Err(self.fault("expected value"))
    }

    fn number(&mut self) -> Result<Tree<'text>, Malformed> {
        let start = self.at;
        let negative = self.eat(b'-');
        let digits = self.digits()?;
        if digits.len() > 1 && digits.starts_with('0') {
            return Err(self.fault("invalid number"));
        }
        let mut whole = true;
        if self.eat(b'.') {
            whole = false;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            whole = false;
            self.step();
            if let Some(b'+' | b'-') = self.peek() {
                self.step();
            }
            self.digits()?;
        }
        let number = if negative {
            let text = self.text.get(start..self.at).unwrap_or_default();
            text.parse().ok().filter(|number| *number != 0).map(Tree::Negative)
        } else {
            digits.parse().ok().map(Tree::Whole)
        };
        let number = number.filter(|_| whole).unwrap_or(Tree::Fraction);
        // RFC 8785 writes numbers as doubles are written, and beyond these two doubles are one.
        let beyond = |number: u64| number >= 1 << 53;
        self.canonical &= match number {
            Tree::Whole(number) => !beyond(number),
            Tree::Negative(number) => !beyond(number.unsigned_abs()),
            Tree::Fraction | Tree::Null | Tree::Flag(_) | Tree::Text(_) | Tree::List(_) | Tree::Object(_) => false,
        };
        Ok(number)
    }

    fn digits(&mut self) -> Result<&'text str, Malformed> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.step();
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        if digits.is_empty() { Err(self.fault("invalid number")) } else { Ok(digits) }
    }

    fn list(&mut self, depth: usize) -> Result<Tree<'text>, Malformed> {
        self.step();
        let mut items = Vec::new();
        self.space();
        if self.eat(b']') {
            return Ok(Tree::List(items));
        }
        loop {
            let item = self.value(depth.saturating_add(1));
            items.push(item.map_err(|fault| fault.within(&format!("[{}]", items.len())))?);
            self.space();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b']') => break,
                Some(_) => return Err(self.fault("expected `,` or `]`")),
                None => return Err(self.fault("EOF while parsing a list")),
            }
        }
        self.step();
        Ok(Tree::List(items))
    }

    fn object(&mut self, depth: usize) -> Result<Tree<'text>, Malformed> {
        self.step();
        let mut fields: Vec<Field<'text>> = Vec::new();
        let mut ascending = true;
        self.space();
        if self.eat(b'}') {
            return Ok(Tree::Object(fields));
        }
        loop {
            self.space();
            match self.peek() {
                Some(b'"') => {}
                Some(_) => return Err(self.fault("key must be a string")),
                None => return Err(self.fault("EOF while parsing an object")),
            }
            let name = self.string()?;
            self.space();
            if !self.eat(b':') {
                let said = if self.peek().is_none() { "EOF while parsing an object" } else { "expected `:`" };
                return Err(self.fault(said).within(&name));
            }
            let value = self.value(depth.saturating_add(1)).map_err(|fault| fault.within(&name))?;
            ascending &= fields.last().is_none_or(|(last, _)| *last < name);
            fields.push((name, value));
            self.space();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b'}') => break,
                Some(_) => return Err(self.fault("expected `,` or `}`")),
                None => return Err(self.fault("EOF while parsing an object")),
            }
        }
        self.step();
        if !ascending {
            self.canonical = false;
            if let Some(name) = twice(&fields) {
                return Err(self.fault(&format!("duplicate field `{name}`")).within(name));
            }
        }
        Ok(Tree::Object(fields))
    }

    /// The string whose opening quote is next.
    fn string(&mut self) -> Result<Cow<'text, str>, Malformed> {
        self.step();
        let mut read: Option<String> = None;
        let mut start = self.at;
        loop {
            let Some(byte) = self.peek() else { return Err(self.fault("EOF while parsing a string")) };
            match byte {
                b'"' | b'\\' => {
                    let plain = self.text.get(start..self.at).unwrap_or_default();
                    self.step();
                    if byte == b'"' {
                        return Ok(match read {
                            None => Cow::Borrowed(plain),
                            Some(read) => Cow::Owned(read + plain),
                        });
                    }
                    let so_far = read.get_or_insert_default();
                    so_far.push_str(plain);
                    let escaped = self.escape()?;
                    read.get_or_insert_default().push(escaped);
                    start = self.at;
                }
                0..=0x1f => return Err(self.fault("control character in a string")),
                _ => self.step(),
            }
        }
    }

    /// The character of the escape whose backslash was read. Canonical texts escape only what they must, in one way.
    fn escape(&mut self) -> Result<char, Malformed> {
        let byte = self.peek();
        self.step();
        match byte {
            Some(b'"') => Ok('"'),
            Some(b'\\') => Ok('\\'),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'/') => {
                self.canonical = false;
                Ok('/')
            }
            Some(b'u') => self.unicode(),
            Some(_) => Err(self.fault("invalid escape")),
            None => Err(self.fault("EOF while parsing a string")),
        }
    }

    fn unicode(&mut self) -> Result<char, Malformed> {
        const REFUSED: &str = "invalid unicode code point";
        let unit = self.unit()?;
        // Where a short form exists, or none is needed, this one is not canonical.
        self.canonical &= unit < 0x20 && !matches!(unit, 0x08 | 0x09 | 0x0a | 0x0c | 0x0d);
        if let Some(c) = char::from_u32(u32::from(unit)) {
            return Ok(c);
        }
        if !(self.eat(b'\\') && self.eat(b'u')) {
            return Err(self.fault(REFUSED));
        }
        let pair = [unit, self.unit()?];
        char::decode_utf16(pair).next().and_then(Result::ok).ok_or_else(|| self.fault(REFUSED))
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, Malformed> {
        let end = self.at.saturating_add(4);
        let digits = self.text.get(self.at..end).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let digits = digits.ok_or_else(|| self.fault("invalid escape"))?;
        self.canonical &= !digits.bytes().any(|b| b.is_ascii_uppercase());
        self.at = end;
        u16::from_str_radix(digits, 16).map_err(|_| self.fault("invalid escape"))
    }
}

/// The `fields`, ascending by name.
pub(super) fn ascending<'tree, 'text>(fields: Vec<&'tree Field<'text>>) -> Vec<&'tree Field<'text>> {
    sorted(fields, &|a, b| a.0 < b.0)
}

/// A name that stands twice.
fn twice<'tree>(fields: &'tree [Field<'_>]) -> Option<&'tree str> {
    ascending(fields.iter().collect()).windows(2).find_map(|pair| match pair {
        [(a, _), (b, _)] if a == b => Some(&**a),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::wire;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape is read")]
    struct Outer {
        name: String,
        list: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape is read")]
    struct Inner {
        n: u8,
    }

    #[test]
    fn faults_are_told_with_their_path() {
        for (text, path, fault, because) in [
            (r#"{"name":1}"#, "name", "invalid type, expected a string", "a wrong type, its value not repeated"),
            (r#"{"name":"a","list":[{"n":1},{"n":-1}]}"#, "list[1].n", "invalid value", "a value out of range"),
            (r#"{"name":"a","list":[{"n":1,"m":2}]}"#, "list[0].m", "unknown field `m`", "an unknown field"),
            (r#"{"name":"a","name":"b","list":[]}"#, "name", "duplicate field `name`", "a duplicate"),
            (r#"{"name":"a","list":[{}]}"#, "list[0]", "missing field `n`", "something missing in a container"),
            (r#"{"name":"a"}"#, "$", "missing field `list`", "something missing in the document"),
            ("{\"name\":\"a, \\\"x\\\"\",\n \"list\":[{\"n\": 300}]}", "list[0].n", "invalid value", "lines, escapes"),
            (r#"{"name":"é","list":[true]}"#, "list[0]", "invalid type", "signs of two bytes"),
            ("{", "$", "EOF", "an end too early"),
            (r#"{"name":"a","list":[{"n":1}"#, "list", "EOF", "an end too early, further in"),
            (r#"{"name":"a","list":[{"n":01}]}"#, "list[0].n", "invalid number", "a leading zero"),
            (r#"{"name":"a","list":[{"n":1.5}]}"#, "list[0].n", "invalid type", "a fraction"),
            (r#"{"name":"\ud800","list":[]}"#, "name", "invalid unicode", "half a pair"),
            ("{\"name\":\"a\nb\"}", "name", "control character", "a line break in a text"),
            (r#"{"name":"a"} x"#, "$", "trailing characters", "something after the end"),
            (r#"{"name":"a",}"#, "$", "key must be a string", "a comma too many"),
            (&"[".repeat(100_000), &"[0]".repeat(65), "nested", "deeper than any stack"),
            ("", "$", "EOF", "nothing at all"),
        ] {
            let refused = wire::read::<Outer>("test", text).unwrap_err();
            assert_eq!(refused.path(), path, "{because}: {refused}");
            assert!(refused.fault().starts_with(fault), "{because}: {refused}");
            assert!(!refused.fault().contains("line"), "{because}: {refused}");
        }
    }
}
