//! Programs that Cargo installs for us: at one version, once per machine, into the tools folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::cargo::cargo;
use crate::command;
use crate::context::Context;
use crate::step::{Outcome, Step};

/// One of them.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The crate, whose `--version` begins with a name and the version.
    pub(crate) krate: &'static str,
    /// The program in it.
    pub(crate) program: &'static str,
    /// The version that what we ask of it is written for.
    pub(crate) version: &'static str,
}

impl Tool {
    /// The step that installs it.
    pub(crate) fn install<'a>(&'static self, context: &'a Context) -> Step<'a> {
        let Self { krate, version, .. } = self;
        let advice = format!("run `cargo install --locked {krate} --version {version}` yourself, then try again");
        Step::needed(krate, advice, move || {
            if let Some(program) = self.find(context) {
                return Ok(Outcome::Nothing(format!("{} is {version}", program.display())));
            }
            let build = context.tools.join("build");
            let mut install =
                cargo(context, &["install", "--locked", "--debug", "--quiet", "--version", version, krate]);
            // It is built to be run, not to be debugged; and its objects are of no use to anything else.
            install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_TARGET_DIR", &build).arg("--root");
            command::run(install.arg(&context.tools))?;
            fs::remove_dir_all(&build).with_context(|| format!("cannot remove {}", build.display()))?;
            Ok(Outcome::Done)
        })
    }

    /// Ours, or one on the path that says to be of the same version.
    pub(crate) fn find(&self, context: &Context) -> Option<PathBuf> {
        let ours = context.tools.join("bin").join(self.program).with_extension(std::env::consts::EXE_EXTENSION);
        if ours.exists() && self.is_recorded(&context.tools) {
            return Some(ours);
        }
        Some(PathBuf::from(self.program)).filter(|program| self.is(program))
    }

    /// Cargo keeps a record of what it installed: not every program says its version.
    fn is_recorded(&self, tools: &Path) -> bool {
        let record = fs::read_to_string(tools.join(".crates.toml")).unwrap_or_default();
        record.contains(&format!("\"{} {} (", self.krate, self.version))
    }

    fn is(&self, program: &Path) -> bool {
        let version = command::output(Command::new(program).arg("--version"));
        version.is_ok_and(|text| text.split_whitespace().nth(1) == Some(self.version))
    }
}
