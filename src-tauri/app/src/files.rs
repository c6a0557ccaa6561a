//! Files that the user asked for, in the folder for downloads.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Zoned;

use crate::refusal::Refusal;

/// The files that were saved since the app started: these can be shown, and no others. A clone is the same list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Saved(Arc<Mutex<HashSet<PathBuf>>>);

impl Saved {
    /// Writes a new file, `outcrop-STEM-20261122-101500.ENDING`, into the folder for downloads, for nobody else to read.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be written to.
    pub(crate) fn save(&self, stem: &str, ending: &str, text: &[u8]) -> Result<PathBuf, Refusal> {
        let folder = dirs::download_dir().or_else(dirs::home_dir).ok_or(Refusal::NoFolder)?;
        let saved = self.save_in(&folder, stem, ending, &Zoned::now(), text);
        saved.map_err(|error| Refusal::NotSaved { folder: folder.display().to_string(), error: error.to_string() })
    }

    fn save_in(&self, folder: &Path, stem: &str, ending: &str, now: &Zoned, text: &[u8]) -> io::Result<PathBuf> {
        std::fs::create_dir_all(folder)?;
        let name = format!("outcrop-{stem}-{}", now.strftime("%Y%m%d-%H%M%S"));
        let mut number = 1;
        let (path, mut file) = loop {
            let path = folder.join(match number {
                1 => format!("{name}.{ending}"),
                _ => format!("{name}-{number}.{ending}"),
            });
            match create(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
                created => break (path, created?),
            }
        };
        file.write_all(text)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        Ok(path)
    }

    /// Whether this file was saved since the app started.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

/// A file that was not there. What people said to a model may be in it.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_and_only_what_was_saved_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let now: Zoned = "2026-11-22T10:15:00[UTC]".parse().unwrap();
        let saved = Saved::default();
        let names = ["a", "b"].map(|text| saved.save_in(folder.path(), "log", "har", &now, text.as_bytes()).unwrap());
        let wanted = ["outcrop-log-20261122-101500.har", "outcrop-log-20261122-101500-2.har"];
        assert_eq!(names, wanted.map(|name| folder.path().join(name)));
        assert_eq!(std::fs::read_to_string(&names[0]).unwrap(), "a");
        assert!(saved.has(&names[1]) && !saved.has(Path::new("/etc/passwd")));
    }
}
