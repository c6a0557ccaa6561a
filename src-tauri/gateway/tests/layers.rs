//! Who may know whom: the import table of the design (ARCHITECTURE.md), checked against the sources.

// The lints know test functions, and not the helpers beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "layers/rules.rs"]
mod rules;
#[path = "layers/scan.rs"]
mod scan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rules::{KNOWN, breach};
use scan::references;

/// Small doors that are one file each; the others are folders.
const FILE_DOORS: &[&str] = &["models", "embeddings", "completions", "images", "moderations"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("src-tauri").to_owned()
}

/// Every Rust file below `src-tauri`, by its path there.
fn files() -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() && name != "target" {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "build.rs" {
                files.push(path.strip_prefix(root()).expect("below src-tauri").to_string_lossy().replace('\\', "/"));
            }
        }
    }
    // Tests may link what they like, but for the simulator's: what they shared with the gateway would cancel out.
    files.retain(|file| file.contains("/src/") || file.starts_with("simulator/"));
    files.sort();
    files
}

/// The crates that the workspace can name: whatever else stands before `::` is local.
fn crates() -> Vec<String> {
    let mut names: BTreeSet<String> =
        ["std", "core", "alloc", "outcrop_gateway", "bedrock_simulator"].map(str::to_owned).into();
    let manifests = ["../Cargo.toml", "gateway/Cargo.toml", "simulator/Cargo.toml", "headless/Cargo.toml"];
    for manifest in manifests {
        let text = std::fs::read_to_string(root().join(manifest)).expect(manifest);
        let mut dependencies = false;
        for line in text.lines() {
            if line.starts_with('[') {
                dependencies = line.contains("dependencies");
            } else if let (true, Some((name, _))) = (dependencies, line.split_once(['=', '.', ' '])) {
                names.insert(name.trim().replace('-', "_"));
            }
        }
    }
    assert!(names.contains("axum") && names.contains("aws_sdk_bedrock"), "{names:?}");
    // Never a dependency, and never to become one.
    names.extend(["axum_core", "hyper", "reqwest", "tauri"].map(str::to_owned));
    names.into_iter().collect()
}

fn doors() -> Vec<String> {
    let folders = std::fs::read_dir(root().join("gateway/src/doors")).expect("the doors");
    let folders = folders.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let names = folders.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned());
    names.chain(FILE_DOORS.iter().map(|&name| name.to_owned())).collect()
}

/// `["doors", "chat", "parse"]` for `gateway/src/doors/chat/parse.rs`.
fn module(file: &str) -> Vec<String> {
    let inside = file.split_once("/src/").map_or("", |(_, inside)| inside);
    let parts = inside.trim_end_matches(".rs").split('/').filter(|part| !matches!(*part, "" | "mod" | "lib" | "main"));
    parts.map(str::to_owned).collect()
}

fn breaches(file: &str, source: &str, doors: &[String], crates: &[String]) -> Vec<String> {
    references(source, &module(file)).iter().filter_map(|reference| breach(file, reference, doors, crates)).collect()
}

#[test]
fn every_part_knows_only_what_it_may() {
    let (doors, crates) = (doors(), crates());
    let files = files();
    assert!(files.len() > 100, "these are not all sources: {files:?}");
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let source = std::fs::read_to_string(root().join(file)).expect(file);
            breaches(file, &source, &doors, &crates)
        })
        .collect();
    assert!(found.is_empty(), "the import table is broken:\n{}", found.join("\n"));
}

/// What is mended leaves the list.
#[test]
fn known_breaches_are_still_there() {
    for (file, path) in KNOWN {
        let source = std::fs::read_to_string(root().join(file)).unwrap_or_default();
        let there = references(&source, &module(file)).iter().any(|reference| reference.path.join("::") == *path);
        assert!(there, "`{path}` is gone from {file}: take it out of `KNOWN`");
    }
}

/// Crates that no manifest may link, whatever its sources say.
#[test]
fn manifests_draw_the_outer_edges() {
    for (manifest, banned) in [
        ("simulator/Cargo.toml", ["outcrop-gateway", "axum", "tauri"].as_slice()),
        ("headless/Cargo.toml", &["axum", "tauri", "keyring", "aws-config", "aws-sdk-bedrock"]),
        ("gateway/Cargo.toml", &["tauri", "clap", "keyring"]),
        ("../Cargo.toml", &[]),
    ] {
        let text = std::fs::read_to_string(root().join(manifest)).expect(manifest);
        for name in banned {
            let linked =
                text.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '=', '.'])));
            assert!(!linked, "src-tauri/{manifest} may not link {name}");
        }
    }
}

/// The checker itself: each line is a breach where it says so, and none elsewhere.
#[test]
fn breaches_are_caught() {
    let doors = ["chat", "messages", "models"].map(str::to_owned);
    let crates = ["std", "axum", "serde", "tokio", "hyper", "aws_sdk_bedrock", "outcrop_gateway"].map(str::to_owned);
    for (file, source, expected) in [
        ("gateway/src/ir/turn.rs", "use tokio::sync::Mutex;", true),
        ("gateway/src/ir/turn.rs", "use serde::Serialize; use super::Usage; use std::fmt;", false),
        ("gateway/src/ir/turn.rs", "use super::super::error::Error;", true),
        ("gateway/src/ir/turn.rs", "mod tests { use super::*; use super::super::Usage; }", false),
        ("gateway/src/ir/turn.rs", "mod tests { mod inner { } use super::super::super::config::Config; }", true),
        ("gateway/src/ir/mod.rs", "pub use turn::Turn; fn f() { let x = tokio.y; }", false),
        ("gateway/src/doors/chat/parse.rs", "use crate::{ir::{Turn, Usage}, bedrock::Names};", true),
        ("gateway/src/doors/chat/parse.rs", "use crate::{ir::{Turn, self}, error::{Error as E, Kind}};", false),
        ("gateway/src/doors/chat/parse.rs", "fn f(x: &axum::body::Body) {}", true),
        ("gateway/src/doors/chat/parse.rs", "fn f() { vec![axum::http::StatusCode::OK] }", true),
        ("gateway/src/doors/chat/parse.rs", "use ::hyper::body;", true),
        (
            "gateway/src/doors/chat/parse.rs",
            "// use axum::body;\n/* hyper::x */ const A: &str = \"axum::body\";",
            false,
        ),
        ("gateway/src/doors/chat/parse.rs", "const A: &str = r#\"a\" axum::body\"#; const B: char = '\"';", false),
        ("gateway/src/doors/chat/parse.rs", "const B: char = '\"'; use axum::body; const C: char = '\\'';", true),
        ("gateway/src/doors/chat/parse.rs", "use crate::doors::{openai, media, Door};", false),
        ("gateway/src/doors/chat/parse.rs", "use crate::doors::{openai, messages::wire};", true),
        ("gateway/src/doors/chat/parse.rs", "use super::super::models;", true),
        ("gateway/src/doors/chat/parse.rs", "use super::messages;", false),
        ("gateway/src/doors/openai.rs", "use super::chat::Chat;", true),
        ("gateway/src/doors/mod.rs", "pub use chat::Chat; use self::models::list;", false),
        ("gateway/src/bedrock/client.rs", "use aws_sdk_bedrock::Client;", false),
        ("gateway/src/bedrock/client.rs", "use crate::doors::chat::Chat;", true),
        ("gateway/src/bedrock/client.rs", "let x: axum::Router = y;", true),
        ("gateway/src/http/serve.rs", "use axum::Router; use crate::doors::Door;", false),
        ("gateway/src/http/serve.rs", "tokio::select! { x = aws_sdk_bedrock::Client::new() => {} }", true),
        ("gateway/src/observe/tap.rs", "use crate::http::Server;", true),
        ("gateway/src/newcomer/mod.rs", "use std::fmt;", true),
        ("simulator/src/lib.rs", "use outcrop_gateway::ir::Turn;", true),
        ("headless/src/main.rs", "use axum::Router;", true),
        ("headless/src/main.rs", "use outcrop_gateway::start;", false),
    ] {
        let found = breaches(file, source, &doors, &crates);
        assert_eq!(!found.is_empty(), expected, "{file}: {source}: {found:?}");
    }
}

/// A breach is named so that an editor can jump to it.
#[test]
fn a_breach_says_where_and_why() {
    let source = "//! Doc.\n\nuse crate::{\n    ir::Turn,\n    http::Server,\n};\n";
    let found = breaches("gateway/src/observe/tap.rs", source, &[], &["std".to_owned()]);
    assert_eq!(
        found,
        [
            "src-tauri/gateway/src/observe/tap.rs:5: `crate::http::Server`: gateway/src/observe may know ir, error, observe of its own crate"
        ]
    );
}
