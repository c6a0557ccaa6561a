//! What is wrong in the files of `~/.aws`, and what to do about it.

use std::fmt;

use serde::{Serialize, Serializer};

/// What is wrong in the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Which file, and the line in it, counted from 1, where there is one.
    pub place: Option<(&'static str, usize)>,
    /// What is wrong, and what to do.
    pub what: Fault,
}

impl Flaw {
    pub(super) fn new(what: Fault) -> Self {
        Self { place: None, what }
    }

    fn sentence(&self) -> Fault {
        let what = self.what.clone();
        match self.place {
            Some((file, line)) => Fault::AtLine { file, line, what: Box::new(what) },
            None => what,
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}

/// As the sentence that it is.
impl Serialize for Flaw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.sentence().serialize(serializer)
    }
}

sentences! {
    /// What is wrong with a file, a profile, or a session.
    pub enum Fault: "flaw" {
        /// In a line.
        AtLine {
            /// Which file.
            file: &'static str,
            /// Counted from 1.
            line: usize,
            /// What.
            what: Box<Fault>,
        } = "line {line} of the {file} file: {what}",
        /// In the profile that a role's credentials come from.
        InSource {
            /// Its name.
            name: String,
            /// What.
            what: Box<Fault>,
        } = "in its source_profile `{name}`: {what}",
        /// In a session.
        InSession {
            /// Its name.
            name: String,
            /// What.
            what: Box<Fault>,
        } = "in sso-session `{name}`: {what}",
        /// A header has no end.
        NotClosed = "the section's closing `]` is missing",
        /// A header has no name.
        Nameless = "the section has no name",
        /// A line is no setting.
        NoSetting = "a line needs the form `name = value`",
        /// A setting has no name.
        NoName = "the name before `=` is missing",
        /// A setting stands alone.
        NoSection = "it stands before the first section, so it belongs to no profile",
        /// A line goes on with nothing.
        Indented = "it is indented, but there is no setting before it that it could go on with",
        /// No profile is called that.
        NoProfile {
            /// The name.
            name: String,
        } = "there is no profile `{name}`",
        /// Nobody said which.
        NoSuchProfile = "there is no such profile",
        /// A role's credentials are to come from nowhere.
        NoSource {
            /// The profile.
            profile: String,
            /// What it names.
            name: String,
        } = "profile `{profile}` names source_profile `{name}`, which does not exist",
        /// A role's credentials are to come from where none are.
        EmptySource {
            /// The profile.
            name: String,
        } = "its source_profile `{name}` holds no credentials",
        /// The same, of the profile itself.
        EmptySelf = "it is its own source_profile, but holds no credentials",
        /// Profiles that name each other.
        Circle {
            /// One after the other.
            way: String,
        } = "source_profile goes in a circle: {way}",
        /// Two sources.
        TwoSources = "it has both source_profile and credential_source: only one may be given",
        /// No source.
        RoleAlone = "role_arn needs source_profile or credential_source beside it",
        /// No time.
        Duration = "duration_seconds is no number of seconds",
        /// AWS knows no such source.
        UnknownSource {
            /// What it is called.
            name: String,
        } = "credential_source `{name}` is unknown: it takes Environment, Ec2InstanceMetadata or EcsContainer",
        /// A token for no role.
        TokenAlone = "web_identity_token_file needs role_arn beside it",
        /// Half of the keys.
        IdAlone = "aws_access_key_id stands without aws_secret_access_key",
        /// The other half.
        SecretAlone = "aws_secret_access_key stands without aws_access_key_id",
        /// No session is called that.
        NoSession {
            /// The name.
            name: String,
        } = "it names sso_session `{name}`, which does not exist",
        /// A setting is missing.
        Missing {
            /// Its name.
            name: String,
        } = "{name} is missing",
        /// The same, in the session.
        MissingInSession {
            /// Its name.
            name: String,
        } = "{name} is missing in its sso-session",
    }
}
