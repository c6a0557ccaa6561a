//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The places that tasks work in.
#[derive(Debug)]
pub(crate) struct Context {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target directory: inside the checkout, or wherever `CARGO_TARGET_DIR` put it.
    pub(crate) target: PathBuf,
    /// Where tools that Cargo installs are kept. It may outlive the target directory.
    pub(crate) tools: PathBuf,
}

impl Context {
    /// Finds them.
    ///
    /// # Errors
    /// The program does not know its own path.
    pub(crate) fn new() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).context("xtask is two folders below the checkout")?.to_owned();
        // Cargo put this program at TARGET/PROFILE/xtask: whatever configuration chose TARGET, that is where it is.
        let program = std::env::current_exe().context("this program does not know where it is")?;
        let target = program.ancestors().nth(2).map_or_else(|| root.join("target"), Path::to_owned);
        let cache = std::env::var_os("OUTCROP_CACHE").filter(|it| !it.is_empty()).map(PathBuf::from);
        let tools = cache.unwrap_or_else(|| target.clone()).join("tools");
        Ok(Self { root, target, tools })
    }

    /// A program that a debug build made.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name).with_extension(std::env::consts::EXE_EXTENSION)
    }

    /// A program that a release build made.
    pub(crate) fn release(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name).with_extension(std::env::consts::EXE_EXTENSION)
    }
}
