//! The scripts that drive the real app on a desktop made for them, in `src-tauri/app/tests/desktop`.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use crate::context::Context;

/// Python with the modules that Debian packages; one from elsewhere does not have them.
const PYTHON: &str = "/usr/bin/python3";

/// The script, on a session bus of its own.
pub(crate) fn driver(context: &Context, script: &str) -> Command {
    let mut command = on_a_bus(context, PYTHON);
    command.arg(folder(context).join(script));
    command
}

/// A program on a session bus of its own that starts nothing by itself.
pub(crate) fn on_a_bus(context: &Context, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(folder(context).join("bus.conf")).arg("--").arg(program);
    command.current_dir(&context.root).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

fn folder(context: &Context) -> PathBuf {
    context.root.join("src-tauri/app/tests/desktop")
}
