//! What the modules may ask of their host: every import of a shipped wasm, and every host name that its glue uses to
//! answer one, is on `xtask/allowed-imports.txt`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::command::{node, read};
use crate::project::{Artefact, Project};

/// One thing that a module asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    /// The import module of the wasm, or `glue.js` for a name that the glue uses.
    module: String,
    /// The name without wasm-bindgen's hash.
    name: String,
    /// `function`, `memory`, `table`, `global` or `tag` of the wasm; `global` or `property` of the glue.
    kind: String,
}

impl Import {
    fn parse(line: &str) -> Result<Self> {
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next(), words.next()) {
            (Some(module), Some(name), Some(kind), None) => {
                Ok(Self { module: module.to_owned(), name: without_hash(name).to_owned(), kind: kind.to_owned() })
            }
            _ => bail!("`{line}` is not `module name kind`"),
        }
    }
}

impl std::fmt::Display for Import {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.module, self.name, self.kind)
    }
}

/// What a shipped module asks for. Fails where there is no module.
pub(crate) fn shipped(project: &Project, artefact: Artefact) -> Result<Vec<Import>> {
    let wasm = project.shipped_wasm(artefact);
    if !wasm.exists() {
        bail!("{} is missing: `cargo xtask build` makes it", project.show(&wasm));
    }
    of(project, &wasm, &project.shipped_glue(artefact))
}

/// Each import once, in order.
fn of(project: &Project, wasm: &Path, glue: &Path) -> Result<Vec<Import>> {
    let script = project.root.join("xtask").join("node").join("imports.mjs");
    let lines = read(node(project, [&script]).arg(wasm).arg(glue))?;
    let mut imports = lines.lines().map(Import::parse).collect::<Result<Vec<_>>>()?;
    imports.sort();
    imports.dedup();
    Ok(imports)
}

pub(crate) fn print(artefact: Artefact, imports: &[Import]) {
    println!("imports of {}, and what the glue uses to answer them:", artefact.name());
    for import in imports {
        println!("  {import}");
    }
}

/// Prints what the shipped modules ask for and fails where something is not allowed.
pub(crate) fn check(project: &Project) -> Result<()> {
    let mut imports = Vec::new();
    for artefact in Artefact::ALL {
        let asked = shipped(project, artefact)?;
        print(artefact, &asked);
        imports.extend(asked);
    }
    imports.sort();
    imports.dedup();
    let file = project.root.join("xtask").join("allowed-imports.txt");
    let allowed =
        parse_allowed(&fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?)?;

    let refused = missing_from(&allowed, &imports);
    if !refused.is_empty() {
        bail!("not on {}: {}", project.show(&file), refused.join("; "));
    }
    println!("all {} are on {}", imports.len(), project.show(&file));
    let unused = missing_from(&imports, &allowed);
    if !unused.is_empty() {
        println!("allowed and not asked for, so the list could be shorter:\n  {}", unused.join("\n  "));
    }
    Ok(())
}

/// One import per line, then `#` and the reason why it is allowed. A line without a reason is refused.
fn parse_allowed(text: &str) -> Result<Vec<Import>> {
    let mut allowed = Vec::new();
    for line in text.lines() {
        let (import, reason) = line.split_once('#').unwrap_or((line, ""));
        if import.trim().is_empty() {
            continue;
        }
        if reason.trim().is_empty() {
            bail!("`{}` has no reason", import.trim());
        }
        allowed.push(Import::parse(import.trim())?);
    }
    Ok(allowed)
}

/// Those of `asked` that `list` does not hold, as text.
fn missing_from(list: &[Import], asked: &[Import]) -> Vec<String> {
    asked.iter().filter(|import| !list.contains(import)).map(Import::to_string).collect()
}

/// A name without the `_` and 16 hex digits that wasm-bindgen ends it with, which change with every version of a crate.
fn without_hash(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((stem, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: &str = "
# A comment line, and one that is empty:

./tellerside_bg.js __wbg_parse function # results come back through JSON.parse
./tellerside_bg.js __wbg_new function   # bytes in
glue.js JSON global                     # JSON.parse
glue.js .parse property                 # JSON.parse
glue.js Uint8Array global               # bytes in
";

    /// A module with one imported function, written by hand: header, one type `() -> ()`, the import.
    fn wasm_that_imports(module: &str, name: &str) -> Vec<u8> {
        let mut import = vec![1];
        for text in [module, name] {
            import.push(u8::try_from(text.len()).unwrap());
            import.extend(text.bytes());
        }
        import.extend([0x00, 0x00]);
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02".to_vec();
        wasm.push(u8::try_from(import.len()).unwrap());
        wasm.extend(import);
        wasm
    }

    /// What the allow-list above refuses in a module with this one import, answered by this glue body.
    #[track_caller]
    fn refused(case: &str, import: &str, body: &str) -> Vec<String> {
        let folder = std::env::temp_dir().join(format!("tellerside-imports-{}-{case}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (wasm, glue) = (folder.join("module.wasm"), folder.join("glue.js"));
        fs::write(&wasm, wasm_that_imports("./tellerside_bg.js", import)).unwrap();
        let glue_text = format!(
            "function __wbg_get_imports() {{\n    const import0 = {{\n        __proto__: null,\n        {import}: \
             function(arg0) {{\n            {body}\n        }},\n    }};\n    return {{ \"./tellerside_bg.js\": import0 \
             }};\n}}\n\nfunction getStringFromWasm0(ptr, len) {{}}\nasync function __wbg_init(path) {{ fetch(path); }}\n"
        );
        fs::write(&glue, glue_text).unwrap();
        let asked = of(&Project::here().unwrap(), &wasm, &glue).unwrap();
        fs::remove_dir_all(folder).unwrap();
        missing_from(&parse_allowed(ALLOWED).unwrap(), &asked)
    }

    #[test]
    fn what_the_list_does_not_name_is_refused() {
        for (case, import, body, expected, because) in [
            (
                "parse",
                "__wbg_parse_0123456789abcdef",
                "const ret = JSON.parse(getStringFromWasm0(arg0)); return ret;",
                vec![],
                "the hash is not part of the name, and the loader's own fetch of the wasm is not an import",
            ),
            (
                "fetch",
                "__wbg_fetch_0123456789abcdef",
                "const ret = fetch(arg0); return ret;",
                vec!["./tellerside_bg.js __wbg_fetch function", "glue.js fetch global"],
                "a planted fetch is seen in the wasm and in the glue",
            ),
            (
                "renamed",
                "__wbg_new_0123456789abcdef",
                "const ret = new WebSocket(arg0); return ret;",
                vec!["glue.js WebSocket global"],
                "an allowed import name does not cover for what stands behind it",
            ),
            (
                "method",
                "__wbg_parse_0123456789abcdef",
                "return arg0.sendBeacon(typeof arg0 === 'a' ? 1 : 0); // JSON.parse",
                vec!["glue.js .sendBeacon property"],
                "neither does a method of an object that the host hands in",
            ),
        ] {
            assert_eq!(refused(case, import, body), expected, "{because}");
        }
    }

    #[test]
    fn a_line_of_the_list_has_three_words_and_a_reason() {
        for (line, expected) in [
            ("./tellerside_bg.js __wbg_parse function", "`./tellerside_bg.js __wbg_parse function` has no reason"),
            ("./tellerside_bg.js __wbg_parse function # ", "`./tellerside_bg.js __wbg_parse function` has no reason"),
            ("__wbg_parse function # why", "`__wbg_parse function` is not `module name kind`"),
        ] {
            assert_eq!(parse_allowed(line).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn only_a_hash_is_cut_off() {
        for (name, expected) in [
            ("__wbg_parse_0123456789abcdef", "__wbg_parse"),
            ("__wbg_get_with_ref_key_fc601247060b7204", "__wbg_get_with_ref_key"),
            ("__wbindgen_init_externref_table", "__wbindgen_init_externref_table"),
            ("__wbg_parse_0123abcd", "__wbg_parse_0123abcd"),
            ("memory", "memory"),
        ] {
            assert_eq!(without_hash(name), expected);
        }
    }
}
