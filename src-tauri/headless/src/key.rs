//! Where the key that clients present comes from.

use std::path::Path;

use outcrop_gateway::config::ApiKey;

use crate::failure::Failure;

/// The environment variable that holds the key.
const VARIABLE: &str = "OUTCROP_API_KEY";

/// The key, and whether it was made here and therefore has to be shown.
#[derive(Debug)]
pub(crate) struct Key {
    /// The key.
    pub(crate) key: ApiKey,
    /// Nobody knows it yet.
    pub(crate) made_here: bool,
}

/// The key from `file`, else from the environment, else a fresh one.
///
/// # Errors
/// The file cannot be read, or what it or the environment holds is no key. The text itself is never part of the error.
pub(crate) fn find(file: Option<&Path>) -> Result<Key, Failure> {
    let given = match file {
        Some(file) => Some((read(file)?, file.display().to_string())),
        None => from_environment()?.map(|text| (text, VARIABLE.to_owned())),
    };
    match given {
        Some((text, place)) => {
            let key =
                ApiKey::new(text).map_err(|error| Failure::Key(format!("the key in {place}: {}", error.message)))?;
            Ok(Key { key, made_here: false })
        }
        None => Ok(Key { key: ApiKey::generate()?, made_here: true }),
    }
}

/// An empty variable counts as none: `OUTCROP_API_KEY=` is how service files and compose files say "not set".
fn from_environment() -> Result<Option<String>, Failure> {
    match std::env::var(VARIABLE) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        // The error's own text would print the value.
        Err(std::env::VarError::NotUnicode(_)) => Err(Failure::Key(format!("the key in {VARIABLE} is not UTF-8"))),
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::Key(format!("cannot read the key file {}: {error}", file.display())))?;
    warn_if_others_can_read(file);
    // Editors and `echo` end a file with a newline that is no part of the key.
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(unix)]
fn warn_if_others_can_read(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let others = std::fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0);
    if others {
        tracing::warn!("others on this machine may read {}: `chmod 600` keeps the key to you", file.display());
    }
}

#[cfg(not(unix))]
fn warn_if_others_can_read(_file: &Path) {}
