//! cargo-deny: licences, bans and sources of everything that we depend on.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::command;
use crate::context::Context;
use crate::step::Step;
use crate::tool::Tool;

static DENY: Tool = Tool { krate: "cargo-deny", program: "cargo-deny", version: "0.20.2" };

/// The step that installs it, once per machine.
pub(crate) fn install(context: &Context) -> Step<'_> {
    DENY.install(context)
}

/// The check.
pub(crate) fn check(context: &Context) -> Step<'_> {
    Step::check("licences, bans and sources", "the message above names the crate; deny.toml is the policy", move || {
        let program = DENY.find(context).context("it was installed a moment ago")?;
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

/// Where cargo-deny keeps the advisory databases that it fetched.
fn advisories() -> Option<PathBuf> {
    let home =
        std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    Some(home.join("advisory-dbs"))
}
