//! The settings file, where one is given.

use std::path::Path;

use outcrop_settings::Settings;

use crate::failure::Failure;

/// What the file says; the defaults without one. Keys that nobody knows are warned about, those of the app's window are not.
///
/// # Errors
/// It cannot be read, is no TOML, holds a value that does not fit, or a secret.
pub(crate) fn read(file: Option<&Path>) -> Result<Settings, Failure> {
    let Some(file) = file else { return Ok(Settings::default()) };
    let read = outcrop_settings::read(file)?;
    for key in read.unknown {
        tracing::warn!("{}: unknown setting `{key}` is ignored", file.display());
    }
    Ok(read.settings)
}
