//! Cargo, called by a program that Cargo started.

use std::process::Command;

use crate::context::Context;

/// Variables that `cargo run` sets for this program and that a second Cargo must not take for its own: build scripts
/// that watch one of them would run again, and everything behind them.
const OF_THE_OUTER_RUN: [&str; 5] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];

/// `cargo ARGUMENTS` in the checkout, with the same target directory.
pub(crate) fn cargo(context: &Context, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(&context.root).env("CARGO_TARGET_DIR", &context.target);
    for (name, _) in std::env::vars_os() {
        let known = name.to_str().is_some_and(|name| OF_THE_OUTER_RUN.iter().any(|prefix| name.starts_with(prefix)));
        if known {
            command.env_remove(name);
        }
    }
    command
}
