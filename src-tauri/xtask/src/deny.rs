//! cargo-deny: licences, bans and sources of everything that we depend on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::cargo::cargo;
use crate::command;
use crate::context::Context;
use crate::step::{Outcome, Step};

/// The version that the checks are written for.
const VERSION: &str = "0.20.2";

/// The step that installs it, once per machine.
pub(crate) fn install(context: &Context) -> Step<'_> {
    let advice = format!("run `cargo install --locked cargo-deny --version {VERSION}` yourself, then try again");
    Step::needed("cargo-deny", advice, move || {
        if let Some(program) = find(context) {
            return Ok(Outcome::Nothing(format!("{} is {VERSION}", program.display())));
        }
        let build = context.tools.join("build");
        let mut install =
            cargo(context, &["install", "--locked", "--debug", "--quiet", "--version", VERSION, "cargo-deny"]);
        // It is built to be run, not to be debugged; and its objects are of no use to anything else.
        install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", &build).arg("--root").arg(&context.tools);
        command::run(&mut install)?;
        fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))?;
        Ok(Outcome::Done)
    })
}

/// The check.
pub(crate) fn check(context: &Context) -> Step<'_> {
    Step::check("licences, bans and sources", "the message above names the crate; deny.toml is the policy", move || {
        let program = find(context).context("it was installed a moment ago")?;
        let deny = |arguments: &[&str]| {
            let mut deny = Command::new(&program);
            deny.args(["--locked", "--all-features"]).args(arguments).current_dir(&context.root);
            command::run(&mut deny)
        };
        deny(&["check", "--hide-inclusion-graph", "bans", "licenses", "sources"])?;
        if advisories().is_some_and(|folder| folder.is_dir()) {
            // Offline: the database is taken as it is, and a machine without network is no failure.
            return deny(&["--offline", "check", "--hide-inclusion-graph", "advisories"]);
        }
        println!("  advisories are left out: no advisory database on this machine (`cargo deny fetch db` gets one)");
        Ok(())
    })
}

/// Ours, or one on the path of the same version.
fn find(context: &Context) -> Option<PathBuf> {
    let ours = context.tools.join("bin").join("cargo-deny").with_extension(std::env::consts::EXE_EXTENSION);
    [ours, PathBuf::from("cargo-deny")].into_iter().find(|program| is_right(program))
}

fn is_right(program: &Path) -> bool {
    let version = command::output(Command::new(program).arg("--version"));
    version.is_ok_and(|text| text.split_whitespace().nth(1) == Some(VERSION))
}

/// Where cargo-deny keeps the advisory databases that it fetched.
fn advisories() -> Option<PathBuf> {
    let home =
        std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    Some(home.join("advisory-dbs"))
}
