//! What the machine itself must have, beyond Rust and Node.

mod apt;
mod packages;

use std::process::Command;

use anyhow::{Result, bail};

use crate::command::succeeds;
use crate::step::{Outcome, Step};

/// What the machine's packages are needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building the tray app.
    Desktop,
    /// That, and every test.
    Tests,
    /// That, and measuring under load.
    Bench,
}

/// The step that sees to it.
pub(crate) fn step<'a>(need: Need) -> Step<'a> {
    Step::needed("system packages", advice(need), move || match std::env::consts::OS {
        "linux" if apt::is_here() => apt::install(packages::of(need)),
        "macos" => xcode(),
        "windows" => {
            Ok(Outcome::Nothing("MSVC build tools and WebView2 are taken for granted; Windows 11 has WebView2".into()))
        }
        _ => webkit(),
    })
}

fn advice(need: Need) -> String {
    match std::env::consts::OS {
        "linux" if apt::is_here() => format!("as root, run: {}", apt::command_line(&packages::of(need))),
        "macos" => "run `xcode-select --install`".into(),
        "windows" => "install the Visual Studio C++ build tools and the WebView2 runtime".into(),
        _ => "install what Tauri 2 needs on this system: a C compiler, pkg-config, WebKitGTK 4.1 and the Ayatana \
              appindicator library, each with its development files"
            .into(),
    }
}

fn xcode() -> Result<Outcome> {
    if succeeds(Command::new("xcode-select").arg("-p")) {
        return Ok(Outcome::Nothing("Xcode's command-line tools are there".into()));
    }
    bail!("Xcode's command-line tools are missing")
}

/// A Linux without apt: the libraries can be looked for, but not installed.
fn webkit() -> Result<Outcome> {
    for library in ["webkit2gtk-4.1", "ayatana-appindicator3-0.1"] {
        if !succeeds(Command::new("pkg-config").args(["--exists", library])) {
            bail!("pkg-config does not know {library}");
        }
    }
    Ok(Outcome::Nothing("the libraries are there".into()))
}
