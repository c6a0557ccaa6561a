//! Stamps: a fingerprint of what a step worked on, so that it is not done again for the same.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::context::Context;

/// The fingerprint of some files, next to the one of the last time.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// Fingerprints `inputs` (files, or folders with all that is in them) and `also` for the step `name`.
    ///
    /// The checkout's own path is part of it: checkouts that share a target directory do not share results.
    ///
    /// # Errors
    /// An input cannot be read.
    pub(crate) fn of(context: &Context, name: &str, inputs: &[PathBuf], also: &str) -> Result<Self> {
        let mut files = Vec::new();
        for input in inputs {
            collect(input, &mut files)?;
        }
        files.sort();
        let mut hasher = DefaultHasher::new();
        (&context.root, also).hash(&mut hasher);
        for file in files {
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            (file, content).hash(&mut hasher);
        }
        let file = context.target.join("xtask").join(format!("{name}.stamp"));
        Ok(Self { file, fingerprint: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the step has been done for exactly this.
    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|last| last == self.fingerprint)
    }

    /// The step is about to work: until it has succeeded, what it makes belongs to no fingerprint.
    pub(crate) fn clear(&self) {
        let _ = fs::remove_file(&self.file);
    }

    /// The step has been done.
    ///
    /// # Errors
    /// The stamp cannot be written.
    pub(crate) fn write(&self) -> Result<()> {
        let folder = self.file.parent().context("a stamp lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::write(&self.file, &self.fingerprint).with_context(|| format!("cannot write {}", self.file.display()))
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_fresh_until_an_input_changes() {
        let root = std::env::temp_dir().join(format!("outcrop-stamp-{}", std::process::id()));
        let input = root.join("in/deep/file");
        fs::create_dir_all(input.parent().unwrap()).unwrap();
        fs::write(&input, "one").unwrap();
        let context = Context { root: root.clone(), target: root.join("target"), tools: root.join("tools") };
        let stamp = |also| Stamp::of(&context, "test", &[root.join("in")], also).unwrap();

        assert!(!stamp("x").is_fresh());
        stamp("x").write().unwrap();
        assert!(stamp("x").is_fresh());
        assert!(!stamp("y").is_fresh());
        fs::write(&input, "two").unwrap();
        assert!(!stamp("x").is_fresh());
        stamp("x").write().unwrap();
        stamp("x").clear();
        assert!(!stamp("x").is_fresh());
        fs::remove_dir_all(root).unwrap();
    }
}
