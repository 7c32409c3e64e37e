//! The npm package: the tree of `pkg-templates/` with its placeholders filled in, the module and its glue.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha384};

use crate::command::{cargo, read};
use crate::imports;
use crate::javascript;
use crate::project::{Artefact, Project};
use crate::wasm::{self, Built, Place};
use crate::{sbom, schemas};

/// What has a CommonJS twin.
const SHARED: &[&str] = &[
    "glue",
    "errors",
    "gates",
    "texts",
    "engine",
    "slim",
    "inline",
    "vite",
    "storage",
    "measure",
    "options",
    "page-clock",
    "delivery",
    "slots",
    "react",
    "openfeature",
    "openfeature-web",
    "openfeature-server",
    "element",
    "element-banner",
    "element-link",
    "element-placement",
    "element-sight",
    "element-slot",
    "element-style",
    "element-tree",
    "element-words",
    "images",
    "review-glue",
    "review-engine",
    "review-face",
    "review-errors",
    "review-open",
    "review-signing",
];

/// What a template may ask for.
struct Facts {
    version: String,
    /// Subresource integrity of the wasm: `sha384-` and base64.
    wasm_integrity: String,
    /// That of the wasm with explanations.
    review_integrity: String,
    /// The wasm itself, as base64.
    wasm_base64: String,
}

impl Facts {
    fn get(&self, name: &str) -> Option<&str> {
        match name {
            "version" => Some(&self.version),
            "wasm_integrity" => Some(&self.wasm_integrity),
            "review_integrity" => Some(&self.review_integrity),
            "wasm_base64" => Some(&self.wasm_base64),
            _ => None,
        }
    }
}

/// Builds the module and renders `pkg/` from scratch; prints the digest and the imports of the wasm.
pub(crate) fn build(project: &Project) -> Result<()> {
    let package = project.package();
    // First of all, so that a failed build leaves nothing that a later step could take for its result.
    remove_folder(&package)?;
    let place = Place::here(project)?;
    let page = wasm::build(project, &place, Artefact::Page)?;
    let review = wasm::build(project, &place, Artefact::Review)?;
    render(project, &page, &review)?;

    for artefact in Artefact::ALL {
        let shipped = project.shipped_wasm(artefact);
        println!("{}  {}", sha256(&shipped)?, project.show(&shipped));
        imports::print(artefact, &imports::shipped(project, artefact)?);
    }
    Ok(())
}

/// Lower-case hex SHA-256 of a file.
pub(crate) fn sha256(file: &Path) -> Result<String> {
    Ok(Sha256::digest(read_bytes(file)?).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Every file below `folder`, in the order of their paths.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Copies one file and makes the folders above it.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

fn render(project: &Project, page: &Built, review: &Built) -> Result<()> {
    let package = project.package();
    let facts = Facts {
        version: version(project)?,
        wasm_integrity: integrity(&page.wasm)?,
        review_integrity: integrity(&review.wasm)?,
        wasm_base64: Base64::encode_string(&read_bytes(&page.wasm)?),
    };

    for name in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        copy_file(&project.root.join(name), &package.join(name))?;
    }
    let templates = project.root.join("pkg-templates");
    for template in files_below(&templates)? {
        let rendered = package.join(template.strip_prefix(&templates)?);
        // Over what lies there: a template that has its own README is the README of the package.
        copy_file(&template, &rendered)?;
        if let Ok(text) = fs::read_to_string(&template) {
            fs::write(&rendered, fill_in(&text, &facts).with_context(|| project.show(&template).to_string())?)?;
        }
    }
    for (artefact, built) in [(Artefact::Page, page), (Artefact::Review, review)] {
        copy_file(&built.wasm, &project.shipped_wasm(artefact))?;
        let glue = fs::read_to_string(&built.glue)?;
        fs::write(project.shipped_glue(artefact), javascript::factory(&glue)?)?;
    }
    render_javascript(&package.join("dist"))?;
    let integrity = format!(
        "{{\"dist/tellerside.wasm\":\"{}\",\"dist/tellerside_review.wasm\":\"{}\"}}\n",
        facts.wasm_integrity, facts.review_integrity
    );
    fs::write(package.join("sri.json"), integrity)?;
    schemas::write(project, &package.join("schema"))?;
    sbom::write(project, &facts.version)
}

/// The face over the module with explanations, which is that over the other one, and for `require` the twins of what both kinds
/// of module share. Entries of their own kind have none.
fn render_javascript(dist: &Path) -> Result<()> {
    let engine = fs::read_to_string(dist.join("engine.js"))?;
    fs::write(dist.join("review-engine.js"), javascript::over_other_glue(&engine, "./review-glue.js")?)?;
    for shared in SHARED {
        let module = dist.join(shared).with_extension("js");
        let text = fs::read_to_string(&module).with_context(|| format!("cannot read {}", module.display()))?;
        let script = javascript::commonjs(&text).with_context(|| format!("{shared}.js as CommonJS"))?;
        fs::write(module.with_extension("cjs"), script)?;
    }
    for entry in [
        "index",
        "slim",
        "inline",
        "source",
        "vite",
        "storage",
        "measure",
        "delivery",
        "element",
        "images",
        "slots",
        "react",
        "openfeature-web",
        "openfeature-server",
        "review",
    ] {
        let types = dist.join(entry).with_extension("d.ts");
        let text = fs::read_to_string(&types).with_context(|| format!("cannot read {}", types.display()))?;
        fs::write(dist.join(entry).with_extension("d.cts"), javascript::commonjs_types(&text))?;
    }
    Ok(())
}

/// `text` with every `{{name}}` replaced. Fails on a name that is not a fact, so that no placeholder is ever shipped.
fn fill_in(text: &str, facts: &Facts) -> Result<String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        match after.split_once("}}").map(|(name, tail)| (name, facts.get(name), tail)) {
            Some((_, Some(value), tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            Some((name, None, _)) if is_placeholder(name) => bail!("unknown placeholder `{{{{{name}}}}}`"),
            // Two braces that JavaScript or CSS happens to have.
            Some(_) | None => {
                filled.push_str("{{");
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

fn is_placeholder(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// The version of the crate, which is the version of the package.
fn version(project: &Project) -> Result<String> {
    // `name@version` or `path#version`, at the end of one line.
    let id = read(&mut cargo(project, ["pkgid", "--package", "tellerside"]))?;
    let (_, version) = id.trim_end().rsplit_once(['@', '#']).context("`cargo pkgid` names no version")?;
    Ok(version.to_owned())
}

fn integrity(file: &Path) -> Result<String> {
    Ok(format!("sha384-{}", Base64::encode_string(&Sha384::digest(read_bytes(file)?))))
}

pub(crate) fn read_bytes(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        let integrity = "sha384-AbC+/=".to_owned();
        let wasm_base64 = "AGFzbQ==".to_owned();
        Facts {
            version: "1.2.3".to_owned(),
            wasm_integrity: integrity.clone(),
            review_integrity: integrity,
            wasm_base64,
        }
    }

    #[test]
    fn placeholders_are_filled_in() {
        for (text, expected, because) in [
            (r#"{"version": "{{version}}"}"#, r#"{"version": "1.2.3"}"#, "the version is the crate's"),
            ("'{{wasm_integrity}}'{{version}}", "'sha384-AbC+/='1.2.3", "two in one line, one at the end"),
            ("'{{wasm_base64}}'", "'AGFzbQ=='", "the module itself"),
            ("f({{a: 1}})", "f({{a: 1}})", "an object in a call is no placeholder"),
            ("a {{ b", "a {{ b", "braces that never close are text"),
            ("{{}}", "{{}}", "no name, no placeholder"),
            ("{{{version}}}", "{{{version}}}", "three braces are no placeholder"),
            ("", "", "an empty file stays empty"),
        ] {
            assert_eq!(fill_in(text, &facts()).unwrap(), expected, "{because}");
        }
    }

    #[test]
    fn an_unknown_placeholder_is_refused() {
        let error = fill_in("{{verison}}", &facts()).unwrap_err();
        assert_eq!(error.to_string(), "unknown placeholder `{{verison}}`");
    }

    #[test]
    fn integrity_is_the_sha384_of_the_bytes() {
        let file = std::env::temp_dir().join(format!("tellerside-integrity-{}", std::process::id()));
        fs::write(&file, "abc").unwrap();
        // FIPS 180-2, appendix D.1.
        let expected = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(integrity(&file).unwrap(), expected);
        fs::remove_file(file).unwrap();
    }
}
