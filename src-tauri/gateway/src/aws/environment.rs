//! The environment that AWS's tools read: variables and the files they lead to.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::profiles::Profiles;

/// Environment variables as they were when the program started. Their values are not printed.
#[derive(Clone)]
pub struct Environment(BTreeMap<String, String>);

/// Which version of a file was read; `None` where there is none.
pub(super) type Stamp = Option<(SystemTime, u64)>;
/// Which versions of both files were read.
pub(crate) type Stamps = [Stamp; 2];

/// How all the files are that an identity is made from: both of `~/.aws`, and the one that holds its sign-in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) files: Stamps,
    pub(super) sign_in: Stamp,
}

/// A file of AWS's that this environment leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedFile {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Its text; `None` where there is no such file.
    pub text: Option<String>,
    /// Why it cannot be read, if it is there.
    pub unreadable: Option<String>,
}

impl Default for Environment {
    fn default() -> Self {
        Self::real()
    }
}

impl Environment {
    /// This process's. Variables that are no UTF-8 are none of AWS's.
    #[must_use]
    pub fn real() -> Self {
        Self(std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))).collect())
    }

    /// Exactly these variables.
    pub fn of<K: Into<String>, V: Into<String>>(variables: impl IntoIterator<Item = (K, V)>) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// A variable; an empty one counts as none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The home directory, found as AWS's tools find it.
    #[must_use]
    pub fn home(&self) -> Option<PathBuf> {
        self.get("HOME").or_else(|| self.get("USERPROFILE")).map(PathBuf::from)
    }

    /// The profile that is meant where nobody chose one.
    #[must_use]
    pub fn profile(&self) -> &str {
        self.get("AWS_PROFILE").or_else(|| self.get("AWS_DEFAULT_PROFILE")).unwrap_or("default")
    }

    /// The region that the environment names, and the variable that does.
    #[must_use]
    pub fn region(&self) -> Option<(&'static str, &str)> {
        ["AWS_REGION", "AWS_DEFAULT_REGION"].into_iter().find_map(|name| Some((name, self.get(name)?)))
    }

    /// `~/.aws/config`, or what `AWS_CONFIG_FILE` names.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.file("AWS_CONFIG_FILE", "config")
    }

    /// `~/.aws/credentials`, or what `AWS_SHARED_CREDENTIALS_FILE` names.
    #[must_use]
    pub fn credentials_file(&self) -> PathBuf {
        self.file("AWS_SHARED_CREDENTIALS_FILE", "credentials")
    }

    /// A file of `~/.aws`.
    pub(super) fn below_aws(&self, name: &str) -> PathBuf {
        self.home().unwrap_or_default().join(".aws").join(name)
    }

    fn file(&self, variable: &str, otherwise: &str) -> PathBuf {
        match self.get(variable) {
            Some(path) => self.expanded(path),
            None => self.below_aws(otherwise),
        }
    }

    fn expanded(&self, path: &str) -> PathBuf {
        match (path.strip_prefix("~/"), self.home()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(path),
        }
    }

    /// Both files, as they are now.
    #[must_use]
    pub fn files(&self) -> [SharedFile; 2] {
        [self.config_file(), self.credentials_file()].map(|path| match std::fs::read(&path) {
            Ok(bytes) => {
                SharedFile { path, text: Some(String::from_utf8_lossy(&bytes).into_owned()), unreadable: None }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                SharedFile { path, text: None, unreadable: None }
            }
            Err(error) => SharedFile { path, text: None, unreadable: Some(error.to_string()) },
        })
    }

    /// The profiles of both files, as they are now.
    #[must_use]
    pub fn profiles(&self) -> Profiles {
        let [config, credentials] = self.files();
        Profiles::read(config.text.as_deref().unwrap_or_default(), credentials.text.as_deref().unwrap_or_default())
    }

    /// Changes when either file does.
    pub(crate) fn stamps(&self) -> Stamps {
        [self.config_file(), self.credentials_file()].map(|path| stamp(&path))
    }

    /// The folders that files of AWS's are in, or will be.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let of = |file: PathBuf| file.parent().map(Path::to_owned);
        let mut folders: Vec<PathBuf> =
            [self.config_file(), self.credentials_file()].into_iter().filter_map(of).collect();
        folders.extend([self.below_aws("sso").join("cache"), self.login_folder()]);
        folders.sort();
        folders.dedup();
        folders
    }

    /// Where `aws login` keeps its sessions.
    pub(super) fn login_folder(&self) -> PathBuf {
        match self.get("AWS_LOGIN_CACHE_DIRECTORY") {
            Some(folder) => PathBuf::from(folder),
            None => self.below_aws("login").join("cache"),
        }
    }
}

/// Which version of a file there is.
pub(super) fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.keys().filter(|name| name.starts_with("AWS_"))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_as_the_cli_finds_them() {
        let home = Environment::of([("HOME", "/h"), ("AWS_CONFIG_FILE", "~/c"), ("AWS_SHARED_CREDENTIALS_FILE", "")]);
        assert_eq!(home.config_file(), PathBuf::from("/h/c"));
        assert_eq!(home.credentials_file(), PathBuf::from("/h/.aws/credentials"));
    }

    #[test]
    fn values_are_not_printed() {
        let environment = Environment::of([("AWS_SECRET_ACCESS_KEY", "hush"), ("OTHER", "hush")]);
        assert_eq!(format!("{environment:?}"), r#"["AWS_SECRET_ACCESS_KEY"]"#);
    }
}
