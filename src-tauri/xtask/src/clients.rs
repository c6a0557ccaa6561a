//! The clients that talk to Outcrop, in Python and in JavaScript, each group in an environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;

use anyhow::{Context as _, Result, anyhow, bail};

use crate::cargo::cargo;
use crate::context::Context;
use crate::stamp::Stamp;
use crate::step::{self, Outcome, Step};
use crate::{command, npm};

/// Python's environments: `tests/clients/requirements/NAME.txt` is installed into `TARGET/clients/NAME`. Two majors of
/// OpenAI's package are in use, and one environment cannot hold both.
const ENVIRONMENTS: [&str; 3] = [MAIN, BEFORE, WINDOW];
/// Where the tests themselves run.
const MAIN: &str = "openai-3";
const BEFORE: &str = "openai-2";
/// Where the app's window is driven from.
const WINDOW: &str = "window";

/// Pythons to try: the path's first, then Debian's own, which python3-venv belongs to.
const PYTHONS: [&str; 3] = ["python3", "/usr/bin/python3", "python"];

/// Says its version, or fails where it is too old for the clients or cannot make virtual environments.
const PROBE: &str = "import sys, venv, ensurepip; print(sys.version); sys.exit(sys.version_info < (3, 11))";

/// `cargo xtask clients`: this part of the tests alone.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    if let Some(arg) = args.first() {
        bail!("`clients` takes no arguments, and `{arg}` is one");
    }
    let mut all = vec![Step::needed("build", "the message above is the compiler's", || {
        let packages = ["--package", "outcropd", "--package", "bedrock-simulator"];
        command::run(cargo(context, &["build", "--locked"]).args(packages))?;
        Ok(Outcome::Done)
    })];
    all.extend(steps(context));
    step::run_checks(all)
}

/// What has to be done once `outcropd` and the simulator are built.
pub(crate) fn steps(context: &Context) -> Vec<Step<'_>> {
    vec![python(context), javascript(context), check(context), check_the_major_before(context)]
}

/// The step that installs the pinned Python clients whose pins have changed.
pub(crate) fn python(context: &Context) -> Step<'_> {
    let advice = "install Python 3.11 or newer with venv (Debian: python3-venv), and see that PyPI can be reached";
    Step::needed("Python clients", advice, || {
        let (python, version) = find().context("no Python 3.11 or newer with venv was found")?;
        let stale: Vec<_> = ENVIRONMENTS
            .into_iter()
            .map(|name| Environment::of(context, name, &version))
            .filter(|it| it.as_ref().map_or(true, |it| !it.is_fresh()))
            .collect::<Result<_>>()?;
        if stale.is_empty() {
            return Ok(Outcome::Nothing("as tests/clients/requirements says".into()));
        }
        // Side by side: most of the time goes by while they wait for the network.
        thread::scope(|scope| {
            let installs: Vec<_> = stale.iter().map(|it| scope.spawn(|| it.install(python))).collect();
            installs.into_iter().try_for_each(|it| it.join().map_err(|_| anyhow!("an installation panicked"))?)
        })?;
        Ok(Outcome::Done)
    })
}

/// The step that installs the pinned JavaScript clients when their lock file has changed.
fn javascript(context: &Context) -> Step<'_> {
    npm::packages(context, "JavaScript clients", "clients-npm", context.root.join("tests/clients/node"))
}

/// The step that runs all of them against `outcropd` and the simulator as the debug build made them.
fn check(context: &Context) -> Step<'_> {
    let advice = "the message above names the test, in tests/clients/";
    Step::check("clients against outcropd", advice, || pytest(context, MAIN, "tests/clients"))
}

/// The step that runs what is written for OpenAI's package on the major before as well.
fn check_the_major_before(context: &Context) -> Step<'_> {
    let advice = "the message above names the test; it passes with the newest openai package, and must with both";
    Step::check("openai 2 against outcropd", advice, || pytest(context, BEFORE, "tests/clients/openai_python"))
}

fn pytest(context: &Context, environment: &str, tests: &str) -> Result<()> {
    let mut pytest = Command::new(python_in(&folder(context, environment)));
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider", tests]).current_dir(&context.root);
    pytest.env("PYTHONDONTWRITEBYTECODE", "1");
    pytest.env("CLIENTS", context.target.join("clients"));
    // Not `current_exe`: the build has put a newer file in its place.
    pytest.env("XTASK", context.program("xtask"));
    pytest.env("OUTCROPD", context.program("outcropd"));
    pytest.env("BEDROCK_SIMULATOR", context.program("bedrock-simulator"));
    command::run(&mut pytest)
}

/// The Python in which the tests run, with the clients at hand.
pub(crate) fn interpreter(context: &Context) -> PathBuf {
    python_in(&folder(context, MAIN))
}

/// The Python that drives the window.
pub(crate) fn window_interpreter(context: &Context) -> PathBuf {
    python_in(&folder(context, WINDOW))
}

/// A virtual environment and the pins that belong in it.
struct Environment {
    folder: PathBuf,
    pins: PathBuf,
    stamp: Stamp,
}

impl Environment {
    fn of(context: &Context, name: &str, python: &str) -> Result<Self> {
        let pins = context.root.join("tests/clients/requirements").join(name).with_extension("txt");
        let stamp = Stamp::of(context, &format!("clients-{name}"), std::slice::from_ref(&pins), python)?;
        Ok(Self { folder: folder(context, name), pins, stamp })
    }

    fn is_fresh(&self) -> bool {
        self.stamp.is_fresh() && python_in(&self.folder).exists()
    }

    fn install(&self, python: &str) -> Result<()> {
        self.stamp.clear();
        if self.folder.exists() {
            // Left-overs of other pins would be tested along with these.
            fs::remove_dir_all(&self.folder).with_context(|| format!("cannot remove {}", self.folder.display()))?;
        }
        command::run(Command::new(python).args(["-m", "venv"]).arg(&self.folder))?;
        let mut pip = Command::new(python_in(&self.folder));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&self.pins);
        command::run(&mut pip)?;
        self.stamp.write()
    }
}

fn folder(context: &Context, environment: &str) -> PathBuf {
    context.target.join("clients").join(environment)
}

fn python_in(folder: &Path) -> PathBuf {
    folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

fn find() -> Option<(&'static str, String)> {
    PYTHONS.into_iter().find_map(|python| {
        let version = command::output(Command::new(python).args(["-c", PROBE])).ok()?;
        Some((python, version))
    })
}
