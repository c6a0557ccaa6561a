//! `cargo xtask run`: build Outcrop, start it, and say how to talk to it.

mod arguments;
mod aws;
mod child;
mod curl;
mod port;

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::cargo::cargo;
use crate::context::Context;
use crate::step::{Log, Outcome, Step};
use crate::{command, setup};
use arguments::Arguments;
use child::{Child, Kind};

/// The environment variable through which the program gets its key: a command line can be read by other users.
const KEY: &str = "OUTCROP_API_KEY";

/// The task.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    let mut arguments = Arguments::parse(args)?;
    let kind = if arguments.headless || !has_display() { Kind::Headless } else { Kind::Desktop };
    if kind == Kind::Headless && !arguments.headless {
        println!("There is no display here: starting `outcropd`, which needs none, instead of the tray app.");
    }
    Log::default().run(steps(context, kind, arguments.release))?;

    if arguments.wants_demo() {
        match aws::find() {
            Some(found) => println!("AWS credentials: {found}."),
            None => {
                println!(
                    "No AWS credentials in the environment or in ~/.aws: starting in demo mode, with made-up answers."
                );
                println!("(On a machine with an instance role: cargo xtask run -- --region REGION)");
                arguments.program.push("--demo".into());
            }
        }
    }
    start(context, kind, &arguments)
}

/// macOS and Windows always have one.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// What has to be done before it can start. Without a display neither WebKit nor npm is asked for.
fn steps(context: &Context, kind: Kind, release: bool) -> Vec<Step<'_>> {
    let mut steps = match kind {
        Kind::Desktop => setup::steps(context, crate::platform::Need::Desktop),
        Kind::Headless => Vec::new(),
    };
    let advice = "the message above is the compiler's; if a linker or `cc` is missing, install a C compiler \
                  (Debian: apt-get install build-essential)";
    steps.push(Step::needed(kind.build_title(), advice, move || {
        let mut build = cargo(context, &["build", "--locked", "--package", kind.package()]);
        command::run(build.args(release.then_some("--release")))?;
        Ok(Outcome::Done)
    }));
    steps
}

fn start(context: &Context, kind: Kind, arguments: &Arguments) -> Result<ExitCode> {
    let key = match std::env::var(KEY) {
        Ok(key) if !key.is_empty() => key,
        _ => fresh_key()?,
    };
    let port = arguments.port().or_else(|| kind.port_of_the_environment()).unwrap_or(port::DEFAULT);
    if port == 0 && kind == Kind::Desktop {
        bail!("the tray app does not tell a program which port it took: give one, or use --headless");
    }
    // Somebody else's gateway would answer in our place, and refuse the key that is shown.
    port::check_free(port)?;
    let program = context.target.join(if arguments.release { "release" } else { "debug" }).join(kind.package());
    let mut command = Command::new(program.with_extension(std::env::consts::EXE_EXTENSION));
    command.args(&arguments.program).env(KEY, &key);
    println!("▸ starting {}", kind.package());
    let mut child = Child::start(command, kind)?;
    let url = child.wait_until_it_listens(port)?;
    println!("\nOutcrop listens on {url}/v1; Ctrl-C stops it. Try:\n\n{}\n", curl::line(&url, &key));
    child.wait()
}

/// 256 random bits, good for this run.
fn fresh_key() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("{error}")).context("no randomness for a key")?;
    Ok(bytes.iter().fold(String::from("outcrop_"), |key, byte| key + &format!("{byte:02x}")))
}
