//! npm and Node.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command;
use crate::context::Context;
use crate::stamp::Stamp;
use crate::step::{Outcome, Step};

/// The oldest Node that everything here runs on, as in `engines` of each package.json.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// `npm SUBCOMMAND` for the project in the folder.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    // npm is a script with its own extension on Windows.
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.arg("--prefix").arg(folder).args(arguments);
    command
}

/// The step that installs the packages of the project in `folder` when its package-lock.json has changed.
pub(crate) fn packages<'a>(context: &'a Context, title: &'static str, stamp: &'a str, folder: PathBuf) -> Step<'a> {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("see that Node {major}.{minor} or newer is there with npm, and that npm reaches its registry");
    Step::needed(title, advice, move || {
        let stamp = Stamp::of(context, stamp, &[folder.join("package-lock.json")], "")?;
        if stamp.is_fresh() && folder.join("node_modules/.package-lock.json").exists() {
            return Ok(Outcome::Nothing("as package-lock.json says".into()));
        }
        check_node()?;
        stamp.clear();
        command::run(&mut npm(&folder, &["ci", "--no-audit", "--no-fund"]))?;
        stamp.write()?;
        Ok(Outcome::Done)
    })
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
