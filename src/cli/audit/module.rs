//! What a WebAssembly module can ask its host for: its section of imports, and nothing else of it.

/// One import.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) module: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
}

const MAGIC: [u8; 8] = *b"\0asm\x01\0\0\0";
const IMPORTS: u8 = 2;

/// Whether a file that starts with `bytes` is meant as a module, of whatever version.
pub(super) fn starts_as_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\0asm")
}

/// The imports of the module in `bytes`, in its order; `None` where it is none.
pub(super) fn imports(bytes: &[u8]) -> Option<Vec<Import>> {
    let mut rest = bytes.strip_prefix(&MAGIC)?;
    let mut found = Vec::new();
    while let Some(id) = byte(&mut rest) {
        let length = number(&mut rest)?;
        let (mut section, after) = rest.split_at_checked(length)?;
        rest = after;
        if id == IMPORTS {
            for _ in 0..number(&mut section)? {
                found.push(import(&mut section)?);
            }
        }
    }
    Some(found)
}

fn import(section: &mut &[u8]) -> Option<Import> {
    let (module, name) = (text(section)?, text(section)?);
    let kind = match byte(section)? {
        0 => {
            number(section)?;
            "function"
        }
        1 => {
            byte(section)?;
            limits(section)?;
            "table"
        }
        2 => {
            limits(section)?;
            "memory"
        }
        3 => {
            byte(section)?;
            byte(section)?;
            "global"
        }
        4 => {
            byte(section)?;
            number(section)?;
            "tag"
        }
        _ => return None,
    };
    Some(Import { module, name, kind })
}

/// From how much to how much, where a most is said.
fn limits(section: &mut &[u8]) -> Option<()> {
    let flags = byte(section)?;
    number(section)?;
    if flags & 1 == 1 {
        number(section)?;
    }
    Some(())
}

fn text(section: &mut &[u8]) -> Option<String> {
    let length = number(section)?;
    let (text, after) = section.split_at_checked(length)?;
    *section = after;
    core::str::from_utf8(text).ok().map(Into::into)
}

fn byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, after) = bytes.split_first()?;
    *bytes = after;
    Some(*first)
}

/// A number below 2^35 in LEB128.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number: u64 = 0;
    for shift in [0_u32, 7, 14, 21, 28] {
        let digit = byte(bytes)?;
        number |= u64::from(digit & 0x7f).checked_shl(shift)?;
        if digit < 0x80 {
            return usize::try_from(number).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_imports_of_a_module_are_read_and_nothing_else_is_one() {
        let module = |section: &[u8]| [&MAGIC[..], section].concat();
        let two = [2, 17, 2, 1, b'a', 1, b'f', 0, 0, 1, b'a', 3, b'm', b'e', b'm', 2, 1, 1, 2];
        let import = |name: &str, kind| Import { module: "a".into(), name: name.into(), kind };
        for (bytes, found, because) in [
            (module(&two), Some(vec![import("f", "function"), import("mem", "memory")]), "a function and a memory"),
            (module(&[]), Some(vec![]), "no section"),
            (module(&[0, 1, 0]), Some(vec![]), "a section of another kind"),
            (module(&two[..18]), None, "cut short"),
            (b"\0asm\x02\0\0\0".to_vec(), None, "another version"),
            (b"{}".to_vec(), None, "no module"),
            (Vec::new(), None, "nothing"),
        ] {
            assert_eq!(imports(&bytes), found, "{because}");
        }
    }
}
