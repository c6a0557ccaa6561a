//! Where the file is when nobody says.

use std::path::PathBuf;

/// `outcrop/settings.toml` in the platform's config folder: `$XDG_CONFIG_HOME` or `~/.config`, `~/Library/Application
/// Support`, `%APPDATA%`. `None` where there is no home.
#[must_use]
pub fn default_file() -> Option<PathBuf> {
    dirs::config_dir().map(|folder| folder.join("outcrop").join("settings.toml"))
}
