//! The file on disk, and what is in force.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::{Builder, NamedTempFile};

use crate::change::Change;
use crate::error::{Complaint, Error, Flaw};
use crate::read::{self, Read, parse};
use crate::settings::Settings;

/// What a file begins with that is made here.
const BEGINNING: &str = "# Outcrop's settings, shared by the app and `outcropd --config`. No secrets belong here.\n";

/// A settings file that may be changed. What is in force is what the file said when it could last be used.
#[derive(Debug)]
pub struct Store {
    file: PathBuf,
    now: Read,
    trouble: Option<Error>,
    stamp: Option<Stamp>,
}

/// Tells one state of a file from another without reading it.
type Stamp = (Option<SystemTime>, u64);

impl Store {
    /// The settings of this file, which need not be there. One that cannot be used is [`Store::trouble`].
    #[must_use]
    pub fn open(file: PathBuf) -> Self {
        let mut store = Self { file, now: Read::default(), trouble: None, stamp: None };
        store.take();
        store
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What is in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.now.settings
    }

    /// Keys that nobody knows, with their path.
    #[must_use]
    pub fn unknown(&self) -> &[String] {
        &self.now.unknown
    }

    /// Why the file cannot be used as it is.
    #[must_use]
    pub fn trouble(&self) -> Option<&Error> {
        self.trouble.as_ref()
    }

    /// Takes over what somebody else has written; asks for the file's date and length, and reads no more than that where
    /// they are the old ones. Whether settings or trouble have changed.
    pub fn refresh(&mut self) -> bool {
        if stamp(&self.file) == self.stamp {
            return false;
        }
        let before = (self.now.clone(), self.trouble.clone());
        self.take();
        before != (self.now.clone(), self.trouble.clone())
    }

    /// Changes a setting, in the file as it is now. Nothing else in it is touched.
    ///
    /// # Errors
    /// The file cannot be used as it is, the value does not fit, or the file cannot be written; nothing has changed then.
    pub fn change(&mut self, change: &Change) -> Result<(), Error> {
        let (text, old) = self.present()?;
        let wanted = change.made(old.settings.clone());
        if wanted == old.settings {
            return Ok(());
        }
        let text = changed(&text, &old, change, &wanted).map_err(|flaw| Error::new(&self.file, flaw))?;
        self.write(&text, Read { settings: wanted, unknown: old.unknown })
    }

    /// The file's text, which holds no secrets: one that does cannot be used.
    ///
    /// # Errors
    /// The file cannot be used as it is.
    pub fn export(&mut self) -> Result<String, Error> {
        self.present().map(|(text, _)| text)
    }

    /// Puts this text in the place of the file's.
    ///
    /// # Errors
    /// The text is wrong ([`Import::Text`]), or the file cannot be used or written; nothing has changed then.
    pub fn import(&mut self, text: &str) -> Result<(), Import> {
        self.present().map_err(Import::File)?;
        let mut read = parse(text).map_err(Import::Text)?;
        let mut text = text.to_owned();
        // Whoever imports has been welcomed, on this machine too.
        let welcomed = Change::Welcomed(self.now.settings.welcomed || read.settings.welcomed);
        let wanted = welcomed.made(read.settings.clone());
        if wanted != read.settings {
            text = changed(&text, &read, &welcomed, &wanted).map_err(Import::Text)?;
            read.settings = wanted;
        }
        self.write(&text, read).map_err(Import::File)
    }

    /// The text and what it says, as they are now; a file that is not there says nothing.
    fn present(&mut self) -> Result<(String, Read), Error> {
        self.stamp = stamp(&self.file);
        let read = match read::text(&self.file) {
            Ok(text) => parse(&text).map(|read| (text, read)).map_err(|flaw| Error::new(&self.file, flaw)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok((BEGINNING.to_owned(), Read::default())),
            Err(error) => Err(Error::unreadable(&self.file, &error)),
        };
        self.trouble = read.as_ref().err().cloned();
        if let Ok((_, read)) = &read {
            self.now = read.clone();
        }
        read
    }

    fn take(&mut self) {
        // What came of it is in `now` and `trouble`.
        let _ = self.present();
    }

    fn write(&mut self, text: &str, says: Read) -> Result<(), Error> {
        write(&self.file, text).map_err(|error| Error::unwritable(&self.file, &error))?;
        self.stamp = stamp(&self.file);
        self.now = says;
        Ok(())
    }
}

/// Why settings were not taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Import {
    /// The text that was to be taken over is wrong.
    #[error(transparent)]
    Text(Flaw),
    /// The file in whose place it was to be put cannot be used or written.
    #[error(transparent)]
    File(Error),
}

/// The text with the change made, and read again: what is not exactly what was wanted is not written.
fn changed(text: &str, old: &Read, change: &Change, wanted: &Settings) -> Result<String, Flaw> {
    let edited = change.edits(&old.settings).iter().try_fold(text.to_owned(), |text, edit| edit.apply(&text));
    let grammar = |words: &str| Flaw { line: None, what: Complaint::Grammar { words: words.to_owned() } };
    let edited = edited.map_err(|error| grammar(error.message()))?;
    let read = parse(&edited).map_err(|flaw| Flaw { line: None, what: flaw.what })?;
    if read.settings == *wanted && read.unknown == old.unknown {
        return Ok(edited);
    }
    Err(Flaw { line: None, what: Complaint::Unchangeable })
}

fn stamp(file: &Path) -> Option<Stamp> {
    fs::metadata(file).ok().map(|metadata| (metadata.modified().ok(), metadata.len()))
}

/// Writes beside the file and puts the new one in its place, so that a reader never sees half of it. A link stays a link.
fn write(file: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = beside(folder)?;
    beside.write_all(text.as_bytes())?;
    if let Some(old) = fs::metadata(&target).ok().as_ref().map(Metadata::permissions) {
        beside.as_file().set_permissions(old)?;
    }
    beside.as_file().sync_all()?;
    beside.persist(&target)?;
    Ok(())
}

/// Readable for others, as far as the user's umask lets them: there is no secret in it, and `outcropd` may be somebody else.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".settings-").suffix(".toml").tempfile_in(folder)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
