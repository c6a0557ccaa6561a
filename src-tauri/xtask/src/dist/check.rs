//! What is checked of a release: that the package can be lived with, and how much memory it takes.

use super::result;
use crate::command;
use crate::context::Context;
use crate::desktop;
use crate::step::Step;

/// The checks. Installing and measuring want a desktop that can be made by programs, which is Linux's.
pub(crate) fn checks(context: &Context) -> Vec<Step<'_>> {
    if cfg!(target_os = "linux") { vec![package(context), memory(context)] } else { Vec::new() }
}

fn package(context: &Context) -> Step<'_> {
    Step::check("install, start, remove", "the message above says what of the package is not right", || {
        command::run(desktop::driver(context, "package.py").args(result::find(context, "deb")?))
    })
}

fn memory(context: &Context) -> Step<'_> {
    Step::check("memory", "the message above says in which state it takes more than its goal", || {
        command::run(desktop::driver(context, "memory.py").arg(context.release("outcrop")))
    })
}
