//! The import table of the design, as data.

use super::scan::Reference;

/// What the modules in a folder may know.
pub struct Rule {
    /// A folder or file below `src-tauri`: the longest that fits counts.
    pub place: &'static str,
    /// Modules of its own crate, from the root; empty: all.
    pub inner: &'static [&'static str],
    /// Other crates.
    pub outer: Outer,
}

/// Which crates.
pub enum Outer {
    /// These and no others.
    Only(&'static [&'static str]),
    /// All but these; a trailing `*` stands for anything.
    AllBut(&'static [&'static str]),
}

const WEB: &[&str] =
    &["axum", "axum_core", "hyper", "hyper_util", "tower", "tower_http", "http_body", "http_body_util"];
const AWS_AND_WEB: &[&str] =
    &["aws_*", "axum", "axum_core", "hyper", "hyper_util", "tower", "tower_http", "http_body", "http_body_util"];
/// A door is a pure function of bytes: no sockets, no clock of a runtime.
const NO_DOOR: &[&str] = &[
    "aws_*",
    "axum",
    "axum_core",
    "hyper",
    "hyper_util",
    "tower",
    "tower_http",
    "http",
    "http_body",
    "http_body_util",
    "tokio",
    "reqwest",
];

#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule { place: "gateway/src/lib.rs", inner: &[], outer: Outer::AllBut(AWS_AND_WEB) },
    Rule { place: "gateway/src/doctor.rs", inner: &[], outer: Outer::AllBut(AWS_AND_WEB) },
    Rule { place: "gateway/src/handle.rs", inner: &[], outer: Outer::AllBut(AWS_AND_WEB) },
    Rule { place: "gateway/src/ir", inner: &["ir", "sentence"], outer: Outer::Only(&["std", "core", "serde", "serde_json", "bytes"]) },
    Rule { place: "gateway/src/config.rs", inner: &["ir", "config"], outer: Outer::AllBut(NO_DOOR) },
    Rule { place: "gateway/src/live.rs", inner: &["config", "live"], outer: Outer::AllBut(NO_DOOR) },
    Rule { place: "gateway/src/sentence.rs", inner: &["sentence", "sentences"], outer: Outer::Only(&["std", "serde", "serde_json"]) },
    Rule { place: "gateway/src/error.rs", inner: &["ir", "error"], outer: Outer::AllBut(NO_DOOR) },
    Rule { place: "gateway/src/doors", inner: &["ir", "error", "doors"], outer: Outer::AllBut(NO_DOOR) },
    Rule { place: "gateway/src/bedrock", inner: &["ir", "config", "error", "sentence", "bedrock", "aws"], outer: Outer::AllBut(WEB) },
    Rule { place: "gateway/src/aws", inner: &["ir", "config", "error", "sentence", "aws"], outer: Outer::AllBut(WEB) },
    Rule { place: "gateway/src/remote", inner: &["ir", "config", "error", "remote"], outer: Outer::AllBut(AWS_AND_WEB) },
    Rule { place: "gateway/src/observe", inner: &["ir", "error", "observe"], outer: Outer::AllBut(AWS_AND_WEB) },
    Rule { place: "gateway/src/http", inner: &[], outer: Outer::AllBut(&["aws_*"]) },
    Rule { place: "simulator", inner: &[], outer: Outer::AllBut(&["outcrop_gateway", "axum"]) },
    Rule { place: "simulator/src", inner: &[], outer: Outer::AllBut(&["outcrop_gateway", "axum", "aws_sdk_*", "aws_config"]) },
    Rule { place: "settings/src", inner: &[], outer: Outer::AllBut(&["bedrock_simulator", "axum", "aws_*", "clap", "tauri", "tauri_*", "keyring", "tokio"]) },
    Rule { place: "headless/src", inner: &[], outer: Outer::AllBut(&["axum", "aws_*", "tauri", "tauri_*", "keyring"]) },
    Rule { place: "app/src", inner: &[], outer: Outer::AllBut(&["axum", "aws_*"]) },
    Rule { place: "xtask/src", inner: &[], outer: Outer::AllBut(&["outcrop_gateway", "bedrock_simulator", "axum", "aws_*", "tauri"]) },
];

/// Breaches that are known, until they are mended: the file and what it refers to.
pub const KNOWN: &[(&str, &str)] = &[];

/// What is wrong with a reference, in words; `file` is its path below `src-tauri`.
pub fn breach(file: &str, reference: &Reference, doors: &[String], crates: &[String]) -> Option<String> {
    let path = reference.path.join("::");
    if KNOWN.contains(&(file, path.as_str())) {
        return None;
    }
    let what = match RULES.iter().filter(|rule| fits(rule.place, file)).max_by_key(|rule| rule.place.len()) {
        None => "has no rule: say in `RULES` what it may know".to_owned(),
        Some(rule) => rule.breach(&reference.path, crates).or_else(|| other_door(file, &reference.path, doors))?,
    };
    Some(format!("src-tauri/{file}:{}: `{path}`: {what}", reference.line))
}

/// Whether the file is the place, or in it.
fn fits(place: &str, file: &str) -> bool {
    file.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Rule {
    fn breach(&self, path: &[String], crates: &[String]) -> Option<String> {
        let first = path.first()?.as_str();
        if first == "crate" {
            let module = path.get(1)?.as_str();
            // What the root itself defines is named in capitals, or not at all.
            let named = module.starts_with(|c: char| c.is_lowercase());
            let allowed = self.inner.is_empty() || self.inner.contains(&module) || !named;
            return (!allowed).then(|| format!("{} may know {} of its own crate", self.place, self.inner.join(", ")));
        }
        if !crates.iter().any(|name| name == first) {
            // Something local: a module, a type, a variant.
            return None;
        }
        let matches = |patterns: &[&str]| {
            patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => first.starts_with(start),
                None => first == *pattern,
            })
        };
        match &self.outer {
            Outer::Only(only) if !matches(only) => {
                Some(format!("{} may know the crates {} and no others", self.place, only.join(", ")))
            }
            Outer::AllBut(banned) if matches(banned) => {
                Some(format!("{} may not know the crates {}", self.place, banned.join(", ")))
            }
            Outer::Only(_) | Outer::AllBut(_) => None,
        }
    }
}

/// Doors do not know each other. A door is a folder, or the file of a small one; what they share are other files.
fn other_door(file: &str, path: &[String], doors: &[String]) -> Option<String> {
    let inside = file.strip_prefix("gateway/src/doors/")?;
    let own = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
    let [first, second, door, ..] = path else { return None };
    let other = first == "crate" && second == "doors" && doors.contains(door) && door != own && own != "mod";
    other.then(|| format!("the door `{own}` may not know the door `{door}`"))
}
