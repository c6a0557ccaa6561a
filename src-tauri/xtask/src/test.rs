//! `cargo xtask test`: every check there is, with nothing to be done before it.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::cargo::cargo;
use crate::context::Context;
use crate::platform::Need;
use crate::step::{self, Outcome, Step};
use crate::{clients, command, deny, dist, setup, ui, window};

/// The task.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    if let Some(arg) = args.first() {
        bail!(
            "`test` takes no arguments, and `{arg}` is one; for a part of the tests, use `cargo test -p CRATE` or \
             `cargo xtask clients`"
        );
    }
    step::run_checks(steps(context))
}

fn steps(context: &Context) -> Vec<Step<'_>> {
    let mut steps = vec![rust_check("formatting", "run `cargo fmt`", context, &["fmt", "--all", "--check"])];
    steps.extend(setup::steps(context, Need::Tests));
    steps.push(ui_check("UI types", context, "check"));
    steps.push(ui_check("UI tests", context, "test"));
    steps.push(ui_check("UI in Chromium", context, "e2e"));
    steps.push(rust_check("clippy", "the message above says what to change", context, &CLIPPY));
    steps.push(build(context));
    steps.push(rust_check("Rust tests", "the message above names the test", context, &TEST));
    steps.push(rust_check(
        "outcropd by itself",
        "a feature that only the workspace turns on may be missing",
        context,
        &ALONE,
    ));
    steps.extend(clients::steps(context));
    steps.extend(window::steps(context));
    steps.push(deny::install(context));
    steps.push(deny::check(context));
    steps.extend(dist::steps(context));
    steps.extend(dist::checks(context));
    steps
}

const CLIPPY: [&str; 7] = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
const TEST: [&str; 4] = ["test", "--locked", "--workspace", "--no-fail-fast"];

/// What `cargo xtask run` builds without a display. The desktop's dependencies turn features on in crates that both use;
/// what a server gets has to do without them, and the clients are run against just that.
const ALONE: [&str; 4] = ["build", "--locked", "--package", "outcropd"];

/// One build for everything that is run afterwards. It takes the same packages, targets and therefore features as
/// [`TEST`]: with other features Cargo would compile the dependencies a second time.
fn build(context: &Context) -> Step<'_> {
    Step::needed("build", "the message above is the compiler's", || {
        command::run(&mut cargo(context, &["build", "--locked", "--workspace", "--all-targets"]))?;
        Ok(Outcome::Done)
    })
}

fn rust_check<'a>(title: &'static str, advice: &str, context: &'a Context, arguments: &'a [&str]) -> Step<'a> {
    Step::check(title, advice, || command::run(&mut cargo(context, arguments)))
}

fn ui_check<'a>(title: &'static str, context: &'a Context, script: &'a str) -> Step<'a> {
    let advice = format!("the message above is from `npm run {script}` in ui/");
    Step::check(title, advice, move || {
        let mut npm: Command = ui::npm(context, &["run", script]);
        // Test runners watch for changes when they take themselves to be on a terminal.
        command::run(npm.env("CI", "true"))
    })
}
