//! `cargo xtask TASK`: everything that is done to this repository, in one place.
//!
//! A task is a module with a `task` function; what it does is a list of [`step::Step`]s, each of which says what it is
//! doing and, when it cannot be done, what to do about it. A new task is a module and a row in [`TASKS`].
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "telling people what it does is half of its work")]

mod bench;
mod cargo;
mod clients;
mod command;
mod context;
mod deny;
mod desktop;
mod dist;
mod npm;
mod pictures;
mod platform;
mod run;
mod setup;
mod stamp;
mod step;
mod test;
mod tool;
mod ui;
mod window;

use std::process::ExitCode;

use anyhow::Result;

use context::Context;

/// A task: its name, what it does, and the code.
type Task = (&'static str, &'static str, fn(&Context, Vec<String>) -> Result<ExitCode>);

const TASKS: [Task; 7] = [
    ("run", "build and start Outcrop, installing what is missing", run::task),
    ("test", "run every check there is, installing what is missing", test::task),
    ("clients", "run the clients' part of the tests alone", clients::task),
    ("dist", "make the packages that people install", dist::task),
    ("bench", "measure what the gateway adds to a request", bench::task),
    ("pictures", "take the README's pictures of the real app", pictures::task),
    ("setup", "install what `run` and `test` share", setup::task),
];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let Some((_, _, task)) = TASKS.iter().find(|(known, ..)| *known == name) else {
        eprintln!("usage: cargo xtask TASK [ARGUMENTS]\n");
        for (name, what, _) in TASKS {
            eprintln!("  {name:<10}{what}");
        }
        return ExitCode::from(2);
    };
    match Context::new().and_then(|context| task(&context, args.collect())) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\ncargo xtask {name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
