//! Whether AWS credentials are in sight, told without asking AWS for anything.
//!
//! This only decides what to tell the user at the start. The gateway asks AWS's own chain for every request, which
//! knows sources that cannot be seen from here (an instance role), so "missing" never keeps the gateway from running.

use std::path::{Path, PathBuf};

/// Whether AWS credentials are in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Some source is there. Whether it is still valid, AWS will say.
    Found,
    /// None of the places that people use holds any.
    Missing,
}

/// Each of these announces credentials when it is set: keys, a Bedrock API key, a profile, web identity, a container.
const VARIABLES: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_BEARER_TOKEN_BEDROCK",
    "AWS_PROFILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// The files that hold profiles, and the variable that moves each.
const FILES: &[(&str, &str)] =
    &[("AWS_CONFIG_FILE", ".aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials")];

/// What [`presence`] may look at.
pub(crate) trait Surroundings {
    /// An environment variable.
    fn variable(&self, name: &str) -> Option<String>;
    /// The user's home folder.
    fn home(&self) -> Option<PathBuf>;
    /// Whether a file is there.
    fn is_file(&self, path: &Path) -> bool;
}

/// The process's own surroundings.
pub(crate) struct Process;

impl Surroundings for Process {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn home(&self) -> Option<PathBuf> {
        std::env::home_dir()
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }
}

/// Whether credentials are in sight. A profile that was asked for counts: if it does not exist, AWS's own message is the better one.
pub(crate) fn presence(surroundings: &impl Surroundings, profile: Option<&str>) -> Presence {
    let set = |name: &str| surroundings.variable(name).filter(|value| !value.is_empty());
    let file = |(variable, default): &(&str, &str)| {
        let path = set(variable).map(PathBuf::from).or_else(|| Some(surroundings.home()?.join(default)));
        path.is_some_and(|path| surroundings.is_file(&path))
    };
    if profile.is_some() || VARIABLES.iter().any(|name| set(name).is_some()) || FILES.iter().any(file) {
        Presence::Found
    } else {
        Presence::Missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake(&'static [(&'static str, &'static str)], &'static [&'static str]);

    impl Surroundings for Fake {
        fn variable(&self, name: &str) -> Option<String> {
            self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        }
        fn home(&self) -> Option<PathBuf> {
            Some("/home/me".into())
        }
        fn is_file(&self, path: &Path) -> bool {
            self.1.iter().any(|file| Path::new(file) == path)
        }
    }

    #[test]
    fn every_source_counts() {
        for name in VARIABLES {
            let variables: &'static [_] = Box::leak(Box::new([(*name, "x")]));
            assert_eq!(presence(&Fake(variables, &[]), None), Presence::Found, "{name}");
        }
        assert_eq!(presence(&Fake(&[], &["/home/me/.aws/config"]), None), Presence::Found);
        assert_eq!(presence(&Fake(&[], &["/home/me/.aws/credentials"]), None), Presence::Found);
        assert_eq!(presence(&Fake(&[("AWS_CONFIG_FILE", "/etc/aws")], &["/etc/aws"]), None), Presence::Found);
        assert_eq!(presence(&Fake(&[], &[]), Some("work")), Presence::Found);
    }

    #[test]
    fn nothing_anywhere_is_missing() {
        assert_eq!(presence(&Fake(&[], &[]), None), Presence::Missing);
        assert_eq!(presence(&Fake(&[("AWS_ACCESS_KEY_ID", "")], &[]), None), Presence::Missing, "empty is not set");
        let moved = Fake(&[("AWS_CONFIG_FILE", "/etc/aws")], &["/home/me/.aws/config"]);
        assert_eq!(presence(&moved, None), Presence::Missing, "a moved file is not looked for at home");
    }
}
