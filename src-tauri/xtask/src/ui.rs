//! The UI: npm's packages and the files that the tray app embeds.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::context::Context;
use crate::stamp::Stamp;
use crate::step::{Outcome, Step};
use crate::{command, npm};

/// What `ui/` holds that is made and not written.
const MADE: [&str; 3] = ["node_modules", "dist", "coverage"];

/// `npm SUBCOMMAND` for the UI.
pub(crate) fn npm(context: &Context, arguments: &[&str]) -> Command {
    npm::npm(&context.root.join("ui"), arguments)
}

/// The step that installs npm's packages when package-lock.json has changed.
pub(crate) fn packages(context: &Context) -> Step<'_> {
    npm::packages(context, "npm packages", "npm", context.root.join("ui"))
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
