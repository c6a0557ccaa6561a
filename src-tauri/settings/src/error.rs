//! What is wrong with a settings file.

use std::io;
use std::path::{Path, PathBuf};

use outcrop_gateway::sentences;

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Flaw {
    /// The line, counted from 1, where the trouble has one.
    pub line: Option<usize>,
    /// What is wrong, and what to do. It never quotes the line: a misplaced secret may be in it.
    pub what: Complaint,
}

sentences! {
    /// What is wrong with a text or a file, and what to do.
    pub enum Complaint: "settings" {
        /// It is no TOML, or a value does not fit.
        Grammar {
            /// The parser's words.
            words: String,
        } = "{words}",
        /// Credentials of AWS's.
        Credentials {
            /// The key that holds them.
            name: String,
        } = "`{name}` does not belong in a settings file: AWS credentials belong in the AWS environment or in ~/.aws, where every AWS tool finds them",
        /// Who somebody is.
        Profile {
            /// The key that says so.
            name: String,
        } = "`{name}` does not belong in a settings file: the profile says who you are, and this file is made to be shared: use --profile or AWS_PROFILE",
        /// A key, or another secret.
        Secret {
            /// The key that holds it.
            name: String,
        } = "`{name}` does not belong in a settings file: give the key by OUTCROP_API_KEY or --api-key-file, and take it out of this file",
        /// An origin is none.
        Origin {
            /// What stands there.
            origin: String,
        } = "origins: `{origin}` is no origin: write scheme, host and port only, as in `https://app.example:8443`",
        /// A region is none.
        Region {
            /// What stands there.
            region: String,
        } = "region: `{region}` is no AWS region: it looks like `us-east-1`",
        /// A setting that an editor has written in a way of its own.
        Unchangeable = "the setting is written in a way that cannot be changed from here: change it in the file",
        /// The file is not ours to read.
        CannotRead {
            /// The system's words.
            error: String,
        } = "cannot be read: {error}",
        /// Or to write.
        CannotWrite {
            /// The system's words.
            error: String,
        } = "cannot be written: {error}",
    }
}

/// A file that cannot be used, read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {}", file.display(), flaw.line.map(|line| format!(":{line}")).unwrap_or_default(), flaw.what)]
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

    pub(crate) fn unreadable(file: &Path, error: &io::Error) -> Self {
        Self::new(file, Flaw { line: None, what: Complaint::CannotRead { error: error.to_string() } })
    }

    pub(crate) fn unwritable(file: &Path, error: &io::Error) -> Self {
        Self::new(file, Flaw { line: None, what: Complaint::CannotWrite { error: error.to_string() } })
    }
}
