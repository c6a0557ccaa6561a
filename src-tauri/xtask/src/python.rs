//! The Python clients that talk to Outcrop, in a virtual environment of their own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::command;
use crate::context::Context;
use crate::stamp::Stamp;
use crate::step::{Outcome, Step};

/// Pythons to try: the path's first, then Debian's own, which python3-venv belongs to.
const PYTHONS: [&str; 3] = ["python3", "/usr/bin/python3", "python"];

/// Says its version, or fails where it is too old for the clients or cannot make virtual environments.
const PROBE: &str = "import sys, venv, ensurepip; print(sys.version); sys.exit(sys.version_info < (3, 10))";

/// The step that installs the pinned clients when the pins have changed.
pub(crate) fn install(context: &Context) -> Step<'_> {
    let advice = "install Python 3.10 or newer with venv (Debian: python3-venv), and see that PyPI can be reached";
    Step::needed("Python clients", advice, || {
        let pins = context.root.join("tests/clients/requirements.txt");
        let (python, version) = find().context("no Python 3.10 or newer with venv was found")?;
        let stamp = Stamp::of(context, "clients", std::slice::from_ref(&pins), &version)?;
        if stamp.is_fresh() && python_in(context).exists() {
            return Ok(Outcome::Nothing("as requirements.txt says".into()));
        }
        stamp.clear();
        let folder = folder(context);
        if folder.exists() {
            // Left-overs of other pins would be tested along with these.
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        command::run(Command::new(python).args(["-m", "venv"]).arg(&folder))?;
        let mut pip = Command::new(python_in(context));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(pins);
        command::run(&mut pip)?;
        stamp.write()?;
        Ok(Outcome::Done)
    })
}

/// The step that runs them against `outcropd` and the simulator as the debug build made them.
pub(crate) fn check(context: &Context) -> Step<'_> {
    let advice = "the message above names the test, in tests/clients/";
    Step::check("OpenAI, LangChain and AutoGen against outcropd", advice, || {
        let mut pytest = Command::new(python_in(context));
        pytest.args(["-m", "pytest", "-p", "no:cacheprovider", "tests/clients"]).current_dir(&context.root);
        pytest.env("PYTHONDONTWRITEBYTECODE", "1");
        // Not `current_exe`: the build has put a newer file in its place.
        pytest.env("XTASK", context.program("xtask"));
        pytest.env("OUTCROPD", context.program("outcropd"));
        pytest.env("BEDROCK_SIMULATOR", context.program("bedrock-simulator"));
        command::run(&mut pytest)
    })
}

fn folder(context: &Context) -> PathBuf {
    context.target.join("clients-venv")
}

fn python_in(context: &Context) -> PathBuf {
    folder(context).join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

fn find() -> Option<(&'static str, String)> {
    PYTHONS.into_iter().find_map(|python| {
        let version = command::output(Command::new(python).args(["-c", PROBE])).ok()?;
        Some((python, version))
    })
}
