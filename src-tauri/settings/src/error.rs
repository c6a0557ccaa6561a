//! What is wrong with a settings file.

use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Flaw {
    /// The line, counted from 1, where the trouble has one.
    pub line: Option<usize>,
    /// What is wrong, and what to do. It never quotes the line: a misplaced secret may be in it.
    pub message: String,
}

/// A file that cannot be used, read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {}", file.display(), flaw.line.map(|line| format!(":{line}")).unwrap_or_default(), flaw.message)]
pub struct Error {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub flaw: Flaw,
}

impl Error {
    pub(crate) fn new(file: &Path, flaw: Flaw) -> Self {
        Self { file: file.to_owned(), flaw }
    }

    pub(crate) fn io(file: &Path, what: &str, error: &io::Error) -> Self {
        Self::new(file, Flaw { line: None, message: format!("{what}: {error}") })
    }
}
