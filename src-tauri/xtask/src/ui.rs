//! The UI: npm's packages and the files that the tray app embeds.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command;
use crate::context::Context;
use crate::stamp::Stamp;
use crate::step::{Outcome, Step};

/// The oldest Node that the UI's tools run on, as in `engines` of ui/package.json.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// What `ui/` holds that is made and not written.
const MADE: [&str; 3] = ["node_modules", "dist", "coverage"];

/// `npm SUBCOMMAND` for the UI.
pub(crate) fn npm(context: &Context, arguments: &[&str]) -> Command {
    // npm is a script with its own extension on Windows.
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.arg("--prefix").arg(context.root.join("ui")).args(arguments);
    command
}

/// The step that installs npm's packages when package-lock.json has changed.
pub(crate) fn packages(context: &Context) -> Step<'_> {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("see that Node {major}.{minor} or newer is there with npm, and that npm reaches its registry");
    Step::needed("npm packages", advice, || {
        let ui = context.root.join("ui");
        let stamp = Stamp::of(context, "npm", &[ui.join("package-lock.json")], "")?;
        if stamp.is_fresh() && ui.join("node_modules/.package-lock.json").exists() {
            return Ok(Outcome::Nothing("as package-lock.json says".into()));
        }
        check_node()?;
        stamp.clear();
        command::run(&mut npm(context, &["ci", "--no-audit", "--no-fund"]))?;
        stamp.write()?;
        Ok(Outcome::Done)
    })
}

/// The step that builds the UI when its sources have changed.
pub(crate) fn build(context: &Context) -> Step<'_> {
    Step::needed("UI", "the message above is from the UI's own build, in ui/", || {
        let stamp = Stamp::of(context, "ui", &sources(context)?, "")?;
        if stamp.is_fresh() && context.root.join("ui/dist/index.html").exists() {
            return Ok(Outcome::Nothing("its sources have not changed".into()));
        }
        stamp.clear();
        command::run(&mut npm(context, &["run", "build"]))?;
        stamp.write()?;
        Ok(Outcome::Done)
    })
}

fn sources(context: &Context) -> Result<Vec<PathBuf>> {
    let ui = context.root.join("ui");
    let entries = fs::read_dir(&ui).with_context(|| format!("cannot read {}", ui.display()))?;
    let mut sources = Vec::new();
    for entry in entries {
        let entry = entry?;
        if !MADE.iter().any(|made| entry.file_name() == *made) {
            sources.push(entry.path());
        }
    }
    Ok(sources)
}

fn check_node() -> Result<()> {
    let text = command::output(Command::new("node").arg("--version"))?;
    let found = version(&text).with_context(|| format!("`node --version` said {:?}", text.trim()))?;
    if found < OLDEST_NODE {
        bail!("Node {}.{} is too old", found.0, found.1);
    }
    Ok(())
}

/// Major and minor of `v20.20.2`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert!(version("v22.1.0") > Some(OLDEST_NODE));
        assert_eq!(version("nonsense"), None);
    }
}
