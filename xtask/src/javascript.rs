//! The forms of the package's JavaScript that nobody writes by hand: wasm-bindgen's glue as a factory, and the ES modules
//! once more as CommonJS. Plain rewriting of whole lines; a line that it does not know is an error, not a guess.

use anyhow::{Context, Result, bail};

/// Where wasm-bindgen's own loading begins, which the package's entries do instead.
const LOADER: &str = "\nasync function __wbg_load(";

/// What makes the classes of the module usable.
const FACTORY_START: &str = "\
function start(module) {
    __wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
}

";

/// wasm-bindgen's `web` glue as a module with one function, `glue()`.
///
/// Each call has its own instance and memory, so that one that trapped is thrown away without touching another. Lines keep
/// their indentation.
pub(crate) fn factory(glue: &str) -> Result<String> {
    let (bindings, loader) = glue.split_once(LOADER).context("the glue has no function __wbg_load")?;
    if !loader.contains("export { initSync, __wbg_init as default };") {
        bail!("the glue does not end with the exports of its loader");
    }
    let mut factory = String::from("function glue() {\n");
    let mut classes = Vec::new();
    for line in bindings.lines() {
        if line.starts_with("import ") || line.starts_with("export {") || line.starts_with("export default") {
            bail!("the glue has a line that belongs to no function: {line}");
        }
        let exported = line.strip_prefix("export ");
        let class = exported.and_then(|line| line.strip_prefix("class "));
        classes.extend(class.and_then(|rest| rest.strip_suffix(" {")));
        factory.push_str(exported.unwrap_or(line));
        factory.push('\n');
    }
    factory.push_str(FACTORY_START);
    factory.push_str(&format!("return {{ {}, start }};\n}}\n\nexport {{ glue }};\n", classes.join(", ")));
    Ok(factory)
}

/// The module `face` over the glue in the file `glue` instead of `./glue.js`.
pub(crate) fn over_other_glue(face: &str, glue: &str) -> Result<String> {
    let (before, after) = face.split_once("from './glue.js';").context("the face imports no glue")?;
    if after.contains("glue.js") {
        bail!("the face names its glue twice");
    }
    Ok(format!("{before}from '{glue}';{after}"))
}

/// An ES module as CommonJS. It knows `import { a } from 'x';` and `export { a };`, each on one line, and no renaming.
pub(crate) fn commonjs(module: &str) -> Result<String> {
    let mut script = String::from("'use strict';\n\n");
    for line in module.lines() {
        if let Some(import) = line.strip_prefix("import ") {
            let parts = import.strip_suffix("';").and_then(|import| import.split_once(" from '"));
            let (names, from) = parts.with_context(|| format!("not an import that is known here: {line}"))?;
            script.push_str(&format!("const {} = require('{}');", plain(names, line)?, required(from)));
        } else if let Some(export) = line.strip_prefix("export ") {
            let names =
                export.strip_suffix(';').with_context(|| format!("not an export that is known here: {line}"))?;
            script.push_str(&format!("module.exports = {};", plain(names, line)?));
        } else if line.contains("import.meta") || line.contains("import(") {
            bail!("CommonJS has no such thing: {line}");
        } else {
            script.push_str(line);
        }
        script.push('\n');
    }
    Ok(script)
}

/// Types of an ES module as types of its CommonJS twin: they differ in the files that they name.
pub(crate) fn commonjs_types(types: &str) -> String {
    types.replace(".js';", ".cjs';")
}

/// `{ a, b }` without renaming, which is spelled otherwise in CommonJS.
fn plain<'a>(names: &'a str, line: &str) -> Result<&'a str> {
    let inside = names.strip_prefix("{ ").and_then(|names| names.strip_suffix(" }"));
    match inside {
        Some(inside) if inside.split(", ").all(is_name) => Ok(names),
        Some(_) | None => bail!("not a list of plain names: {line}"),
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$')
}

fn required(from: &str) -> String {
    match from.strip_suffix(".js") {
        Some(stem) if from.starts_with("./") => format!("{stem}.cjs"),
        Some(_) | None => from.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_script_line_by_line() {
        let module = "// Why.\nimport { a, b$ } from './x.js';\nimport { c } from 'node:fs';\n\nconst d = 1;\nexport { a, d };\n";
        let script = "'use strict';\n\n// Why.\nconst { a, b$ } = require('./x.cjs');\nconst { c } = require('node:fs');\n\n\
                      const d = 1;\nmodule.exports = { a, d };\n";
        assert_eq!(commonjs(module).unwrap(), script);
    }

    #[test]
    fn what_it_does_not_know_is_refused() {
        for (line, because) in [
            ("import a from './x.js';", "a default import"),
            ("import * as a from './x.js';", "a namespace"),
            ("import { a as b } from './x.js';", "a renaming import"),
            ("import './x.js';", "an import for its effect"),
            ("import { a } from \"./x.js\";", "other quotes"),
            ("import {", "an import over several lines"),
            ("export { a } from './x.js';", "a re-export"),
            ("export { a as default };", "a renaming export"),
            ("export const a = 1;", "an export of a declaration"),
            ("const a = new URL('./x', import.meta.url);", "a module's own place"),
            ("const a = await import('./x.js');", "a dynamic import"),
        ] {
            assert!(commonjs(line).is_err(), "{because}");
        }
    }

    #[test]
    fn a_face_goes_over_one_other_glue() {
        let face = "import { glue } from './glue.js';\nconst a = 1;\n";
        assert_eq!(over_other_glue(face, "./b.js").unwrap(), "import { glue } from './b.js';\nconst a = 1;\n");
        assert!(over_other_glue("const a = 1;", "./b.js").is_err(), "no glue");
        assert!(over_other_glue(&format!("{face}{face}"), "./b.js").is_err(), "two of them");
    }

    #[test]
    fn types_name_the_files_of_their_kind() {
        assert_eq!(commonjs_types("export * from './index.js';\n"), "export * from './index.cjs';\n");
    }

    #[test]
    fn glue_becomes_a_factory() {
        let glue = "export class Engine {\n    a() {}\n}\n\nlet wasm;\n\nasync function __wbg_load(module) {}\n\n\
                    export { initSync, __wbg_init as default };\n";
        let expected = format!(
            "function glue() {{\nclass Engine {{\n    a() {{}}\n}}\n\nlet wasm;\n{FACTORY_START}return {{ Engine, start }};\n}}\n\nexport {{ glue }};\n"
        );
        assert_eq!(factory(glue).unwrap(), expected);
        let two = glue.replace("let wasm;", "export class Review {\n}\nlet wasm;");
        assert!(factory(&two).unwrap().contains("return { Engine, Review, start };"), "every class of the module");
        for (glue, because) in [
            ("let wasm;\n", "no loader to leave out"),
            ("let wasm;\n\nasync function __wbg_load(module) {}\n", "no exports at the end"),
            (
                "import { a } from './a.js';\n\nasync function __wbg_load(m) {}\nexport { initSync, __wbg_init as default };",
                "a snippet of JavaScript",
            ),
        ] {
            assert!(factory(glue).is_err(), "{because}");
        }
    }
}
