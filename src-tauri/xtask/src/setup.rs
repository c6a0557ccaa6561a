//! `cargo xtask setup`: what `run` and `test` share.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::context::Context;
use crate::platform::{self, Need};
use crate::step::{Log, Step};
use crate::ui;

/// The task.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    if let Some(arg) = args.first() {
        bail!("`setup` takes no arguments, and `{arg}` is one");
    }
    Log::default().run(steps(context, Need::Desktop))?;
    println!("Ready: `cargo xtask run` starts Outcrop.");
    Ok(ExitCode::SUCCESS)
}

/// System packages, npm packages, the UI: what must be there before the tray app compiles.
pub(crate) fn steps(context: &Context, need: Need) -> Vec<Step<'_>> {
    vec![platform::step(need), ui::packages(context), ui::build(context)]
}
