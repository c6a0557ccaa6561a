//! The notices of everybody whose work is in the programs: their licences want to come along.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::cargo::cargo;
use crate::command;
use crate::context::Context;

/// How the files begin in which people put them.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// Each text once, under the names of all that it covers.
type Notices = BTreeMap<String, BTreeSet<String>>;

/// Writes them into one file in `folder`, and says where.
pub(super) fn write(context: &Context, folder: &Path, triple: &str) -> Result<PathBuf> {
    let mut notices = Notices::new();
    crates(context, triple, &mut notices)?;
    packages(context, &mut notices)?;
    let mut text = String::from("Outcrop is made of the work of many. Their notices:\n");
    for (notice, names) in notices {
        let names: Vec<String> = names.into_iter().collect();
        let _ = write!(text, "\n{}\n{}\n\n{notice}\n", "=".repeat(80), names.join(", "));
    }
    let file = folder.join("third-party-notices.txt");
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// The crates that are linked into the programs, as Cargo resolved them for this machine.
fn crates(context: &Context, triple: &str, notices: &mut Notices) -> Result<()> {
    let text = command::output(&mut cargo(
        context,
        &["metadata", "--format-version=1", "--locked", "--filter-platform", triple],
    ))?;
    let metadata: Value = serde_json::from_str(&text).context("`cargo metadata` did not print JSON")?;
    let linked = linked(&metadata);
    for package in array(&metadata["packages"]).filter(|package| linked.contains(string(&package["id"]))) {
        // What has no source is ours.
        if let (Some(manifest), true) = (package["manifest_path"].as_str(), package["source"].is_string()) {
            let name = format!("{} {}", string(&package["name"]), string(&package["version"]));
            collect(Path::new(manifest).parent().unwrap_or(Path::new("")), &name, notices)?;
        }
    }
    Ok(())
}

/// Everything below the two programs, what only builds or tests need left out.
fn linked(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> =
        array(&metadata["resolve"]["nodes"]).map(|node| (string(&node["id"]), node)).collect();
    let ours = |package: &&Value| ["outcrop", "outcropd"].contains(&string(&package["name"]));
    let mut open: Vec<&str> = array(&metadata["packages"]).filter(ours).map(|package| string(&package["id"])).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let dependencies = nodes.get(id).map(|node| array(&node["deps"])).into_iter().flatten();
            let linked =
                dependencies.filter(|dependency| array(&dependency["dep_kinds"]).any(|it| it["kind"].is_null()));
            open.extend(linked.map(|dependency| string(&dependency["pkg"])));
        }
    }
    found
}

/// The npm packages that the UI is bundled from.
fn packages(context: &Context, notices: &mut Notices) -> Result<()> {
    let file = context.root.join("ui/package.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let manifest: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    for name in manifest["dependencies"].as_object().into_iter().flat_map(serde_json::Map::keys) {
        collect(&context.root.join("ui/node_modules").join(name), name, notices)?;
    }
    Ok(())
}

fn collect(folder: &Path, name: &str, notices: &mut Notices) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let file = entry.file_name().to_string_lossy().to_uppercase();
        if NAMES.iter().any(|known| file.starts_with(known)) && entry.path().is_file() {
            let text = fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            let text = String::from_utf8_lossy(&text).replace("\r\n", "\n").trim().to_owned();
            notices.entry(text).or_default().insert(name.to_owned());
        }
    }
    Ok(())
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_only_builds_need_is_left_out() {
        let to = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [{ "id": "app", "name": "outcrop" }, { "id": "a", "name": "a" }],
            "resolve": { "nodes": [
                { "id": "app", "deps": [to("a", Value::Null), to("b", "build".into()), to("t", "dev".into())] },
                { "id": "a", "deps": [to("c", Value::Null), to("app", Value::Null)] },
            ] },
        });
        assert_eq!(linked(&metadata), BTreeSet::from(["app", "a", "c"]));
    }
}
