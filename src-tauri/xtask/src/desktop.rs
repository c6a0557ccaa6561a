//! The scripts that drive the real app on a desktop made for them, in `src-tauri/app/tests/desktop`.

use std::process::Command;

use crate::context::Context;

/// Python with the modules that Debian packages; one from elsewhere does not have them.
const PYTHON: &str = "/usr/bin/python3";

/// The script, on a session bus of its own that starts nothing by itself.
pub(crate) fn driver(context: &Context, script: &str) -> Command {
    let folder = context.root.join("src-tauri/app/tests/desktop");
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(folder.join("bus.conf")).args(["--", PYTHON]).arg(folder.join(script));
    command.current_dir(&context.root).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}
