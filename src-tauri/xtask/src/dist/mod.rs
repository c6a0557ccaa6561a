//! `cargo xtask dist`: the packages that people install.
//!
//! Cargo builds both programs, the Tauri CLI packs them. What is in a package is said in `tauri.conf.json` and
//! `src-tauri/app/packaging`; what only the machine knows (see [`overlay`]) is laid over it.

mod arguments;
mod check;
mod notices;
mod overlay;
mod result;

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use self::arguments::Arguments;
use crate::cargo::cargo;
use crate::context::Context;
use crate::platform::Need;
use crate::step::{Log, Outcome, Step};
use crate::tool::Tool;
use crate::{command, setup};

pub(crate) use self::check::checks;

/// From crates.io: npm's platform packages of it are not in every registry.
static TAURI: Tool = Tool { krate: "tauri-cli", program: "cargo-tauri", version: "2.12.4" };

/// The task.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    let arguments = Arguments::parse(args)?;
    let mut steps = setup::steps(context, if arguments.check { Need::Tests } else { Need::Desktop });
    steps.extend(build_and_pack(context, &arguments));
    if arguments.check {
        steps.extend(checks(context));
    }
    let mut log = Log::default();
    let ran = log.run(steps);
    log.print_times();
    ran?;
    log.passed()?;
    result::print(context, &arguments.bundles)?;
    Ok(ExitCode::SUCCESS)
}

/// The steps that make this system's own package, once the UI is built.
pub(crate) fn steps(context: &Context) -> Vec<Step<'_>> {
    build_and_pack(context, &Arguments::default())
}

fn build_and_pack<'a>(context: &'a Context, arguments: &Arguments) -> Vec<Step<'a>> {
    vec![release(context), TAURI.install(context), pack(context, arguments.clone())]
}

/// Both programs in one build: their dependencies are the same, and so are then the features of these.
fn release(context: &Context) -> Step<'_> {
    Step::needed("release build (the first one takes ten minutes)", "the message above is the compiler's", || {
        command::run(&mut cargo(context, &["build", "--release", "--locked", "-p", "outcrop", "-p", "outcropd"]))?;
        Ok(Outcome::Done)
    })
}

fn pack(context: &Context, arguments: Arguments) -> Step<'_> {
    Step::needed("packages", "the message above is the Tauri CLI's; docs/packaging.md says what it wants", move || {
        result::clear(context, &arguments.bundles)?;
        let program = TAURI.find(context).context("it was installed a moment ago")?;
        let mut tauri = Command::new(program);
        tauri.arg("bundle").arg("--bundles").args(&arguments.bundles);
        // It would write into the program what kind of package it is in; only an updater wants to know.
        tauri.args(["--ci", "--no-binary-patching", "--config"]).arg(overlay::write(context)?).args(&arguments.tauri);
        command::run(tauri.current_dir(&context.root).env("CARGO_TARGET_DIR", &context.target))?;
        Ok(Outcome::Done)
    })
}
