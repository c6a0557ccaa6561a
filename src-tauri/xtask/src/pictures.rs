//! `cargo xtask pictures`: the README's pictures, of the real app as it is now.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::cargo::cargo;
use crate::context::Context;
use crate::platform::Need;
use crate::step::{Log, Outcome, Step};
use crate::{clients, command, desktop, setup};

/// The task. Arguments choose among the pictures, by the beginnings of their names.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    if !cfg!(target_os = "linux") {
        bail!("the pictures are taken on an X server of their own, which needs Linux");
    }
    let mut steps = setup::steps(context, Need::Tests);
    steps.push(Step::needed("the tray app", "the message above is the compiler's", || {
        command::run(&mut cargo(context, &["build", "--locked", "--package", "outcrop"]))?;
        Ok(Outcome::Done)
    }));
    steps.push(clients::python(context));
    let advice = "the message above says what did not come about; port 8642 must be free, for it is in the pictures";
    steps.push(Step::needed("pictures", advice, || {
        let mut pictures = desktop::driver(context, "pictures.py");
        pictures.arg(context.program("outcrop")).arg(clients::interpreter(context)).args(&args);
        command::run(&mut pictures)?;
        Ok(Outcome::Done)
    }));
    Log::default().run(steps)?;
    println!("They are in docs/pictures.");
    Ok(ExitCode::SUCCESS)
}
