//! The bill of materials of the package, `sbom.cdx.json` in CycloneDX 1.6: the two modules, and the crates that are linked into them.
//!
//! Cargo says what is linked, its lockfile what each crate's archive is. The same sources give the same bytes: there is no time and
//! no random number in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use crate::command::{cargo, read};
use crate::package::{read_bytes, sha256};
use crate::project::{Artefact, Project};

/// A crate by name and version.
type Id = (String, String);

/// What is linked into one module.
#[derive(Default)]
struct Linked {
    licences: BTreeMap<Id, String>,
    /// Of each crate, those that it names itself.
    needs: BTreeMap<Id, BTreeSet<Id>>,
}

/// Writes the bill beside the `package.json` of version `version`.
pub(crate) fn write(project: &Project, version: &str) -> Result<()> {
    let package = format!("pkg:npm/tellerside@{version}");
    let checksums = checksums(&fs::read_to_string(project.root.join("Cargo.lock"))?);
    let standard = standard_library(&read(Command::new("rustc").arg("-vV").current_dir(&project.root))?)?;

    let mut all = Linked::default();
    let mut modules = Vec::new();
    let mut dependencies = Vec::new();
    for artefact in Artefact::ALL {
        let mut linked = linked_into(project, artefact)?;
        // The crate that the modules are is none of their parts.
        let own = ("tellerside".to_owned(), version.to_owned());
        linked.licences.remove(&own);
        linked.needs.remove(&own);
        let module = module(project, artefact)?;
        let parts = [reference(&standard)].into_iter().chain(linked.licences.keys().map(purl)).collect::<Vec<_>>();
        dependencies.push(json!({"ref": reference(&module), "dependsOn": parts}));
        modules.push(module);
        all.licences.extend(linked.licences);
        for (id, needs) in linked.needs {
            all.needs.entry(id).or_default().extend(needs);
        }
    }
    dependencies.push(json!({"ref": package, "dependsOn": modules.iter().map(reference).collect::<Vec<_>>()}));

    let mut components = Vec::from([standard]);
    for (id, licence) in &all.licences {
        components.push(crate_component(id, licence, &checksums)?);
        let needs = all.needs.get(id).into_iter().flatten().map(purl).collect::<Vec<_>>();
        dependencies.push(json!({"ref": purl(id), "dependsOn": needs}));
    }

    let bill = json!({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {
            "type": "library", "bom-ref": package, "name": "tellerside", "version": version, "purl": package,
            "licenses": [{"expression": "MIT OR Apache-2.0"}],
            "components": modules,
        }},
        "components": components,
        "dependencies": dependencies,
    });
    fs::write(project.package().join("sbom.cdx.json"), format!("{bill:#}\n"))?;
    Ok(())
}

fn linked_into(project: &Project, artefact: Artefact) -> Result<Linked> {
    let mut tree =
        cargo(project, ["tree", "--locked", "--package", "tellerside", "--target", "wasm32-unknown-unknown"]);
    let form = ["--edges", "normal,no-proc-macro", "--prefix", "depth", "--format", "{p}|{l}"];
    linked(&read(tree.args(form).args(artefact.features()))?)
}

fn module(project: &Project, artefact: Artefact) -> Result<Value> {
    let name = format!("dist/{}.wasm", artefact.name());
    let file = project.shipped_wasm(artefact);
    let hashes = json!([
        {"alg": "SHA-256", "content": sha256(&file)?},
        {"alg": "SHA-384", "content": hex(&Sha384::digest(read_bytes(&file)?))},
    ]);
    Ok(json!({"type": "file", "bom-ref": name, "name": name, "mime-type": "application/wasm", "hashes": hashes}))
}

fn crate_component(id: &Id, licence: &str, checksums: &BTreeMap<Id, String>) -> Result<Value> {
    let (name, version) = id;
    let checksum = checksums.get(id).with_context(|| format!("Cargo.lock has no checksum of {name} {version}"))?;
    Ok(json!({
        "type": "library", "bom-ref": purl(id), "name": name, "version": version, "purl": purl(id),
        "licenses": [{"expression": licence}],
        "hashes": [{"alg": "SHA-256", "content": checksum}],
    }))
}

fn purl((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{version}")
}

fn reference(component: &Value) -> String {
    component.get("bom-ref").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Rust's own library, which comes with the compiler; its source is named by the compiler's commit.
fn standard_library(said: &str) -> Result<Value> {
    let field = |name: &str| {
        let found = said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        found.with_context(|| format!("`rustc -vV` does not say its {name}"))
    };
    let (release, commit) = (field("release")?, field("commit-hash")?);
    let reference = format!("pkg:github/rust-lang/rust@{release}");
    Ok(json!({
        "type": "library", "bom-ref": reference, "name": "std", "version": release, "purl": reference,
        "licenses": [{"expression": "MIT OR Apache-2.0"}],
        "properties": [{"name": "rustc:commit-hash", "value": commit}],
    }))
}

/// The answer of `cargo tree` by depth: `2serde v1.0.229|MIT OR Apache-2.0`, below the crate that needs it.
fn linked(tree: &str) -> Result<Linked> {
    let mut linked = Linked::default();
    let mut above: Vec<Id> = Vec::new();
    for line in tree.lines() {
        let unknown = || format!("cargo tree says what is not known here: {line}");
        let (crate_text, licence) = line.split_once('|').with_context(unknown)?;
        let name_at = crate_text.find(|character: char| !character.is_ascii_digit()).with_context(unknown)?;
        let (depth, named) = crate_text.split_at(name_at);
        let mut words = named.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next().and_then(|word| word.strip_prefix('v'))) else {
            bail!(unknown());
        };
        let id = (name.to_owned(), version.to_owned());
        above.truncate(depth.parse().with_context(unknown)?);
        if let Some(needing) = above.last() {
            linked.needs.entry(needing.clone()).or_default().insert(id.clone());
        }
        // A slash stood for OR before there were expressions.
        let licence = licence.trim_end_matches(" (*)").replace('/', " OR ");
        linked.licences.insert(id.clone(), licence);
        above.push(id);
    }
    Ok(linked)
}

/// SHA-256 of each crate's archive in the text of a `Cargo.lock`, which cargo writes line by line in a fixed order.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let quoted = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
        line.strip_suffix('"').map(str::to_owned)
    };
    lock.split("[[package]]")
        .filter_map(|block| Some(((quoted(block, "name")?, quoted(block, "version")?), quoted(block, "checksum")?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str, version: &str) -> Id {
        (name.to_owned(), version.to_owned())
    }

    #[test]
    fn a_tree_is_read_by_its_depths() {
        let tree = "0tellerside v0.1.0 (/src)|MIT OR Apache-2.0\n1a v1.0.0|MIT\n2b v2.0.0-rc.1|MIT/Apache-2.0\n1c v3.0.0|MIT\n2b v2.0.0-rc.1|MIT/Apache-2.0 (*)\n";
        let Linked { licences, needs } = linked(tree).unwrap();
        assert_eq!(licences.len(), 4);
        assert_eq!(licences[&id("b", "2.0.0-rc.1")], "MIT OR Apache-2.0", "a slash is an OR, the star no licence");
        let of = |from: &Id| needs[from].iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        assert_eq!(of(&id("tellerside", "0.1.0")), ["a", "c"]);
        assert_eq!(of(&id("c", "3.0.0")), ["b"], "also where the crate was listed before");
        for (line, because) in [("1a v1.0.0", "no licence"), ("a v1.0.0|MIT", "no depth"), ("1a|MIT", "no version")] {
            assert!(linked(line).is_err(), "{because}");
        }
    }

    #[test]
    fn checksums_are_those_of_the_lockfile() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry\"\nchecksum = \"ab12\"\ndependencies = [\n \"b\",\n]\n\n\
                    [[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        assert_eq!(checksums(lock), BTreeMap::from([(id("a", "1.0.0"), "ab12".to_owned())]));
    }
}
