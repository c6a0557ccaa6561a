//! The profiles of `~/.aws/config` and `credentials`: what kind each is, and why a broken one is broken.
//!
//! Pure over the two texts. The rules are the AWS SDK's (`aws-config`'s profile chain), told apart one profile at a time.

use std::collections::BTreeMap;
use std::fmt;

use super::chain::{self, Base, Chain};
use super::flaw::Flaw;
use super::ini::{self, FileKind, Section, SectionKind};

/// All profiles of both files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profiles {
    profiles: BTreeMap<String, Entries>,
    sessions: BTreeMap<String, Entries>,
    complaints: Vec<Flaw>,
}

/// A profile, as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Where its credentials come from; `None` where that cannot be told.
    pub kind: Option<ProfileKind>,
    /// The region it names.
    pub region: Option<String>,
    /// Why it cannot be used.
    pub broken: Option<Flaw>,
}

/// Where a profile's credentials come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileKind {
    /// Keys that stand in the file.
    Static,
    /// IAM Identity Center.
    Sso {
        /// The `sso-session` section; `None` for the legacy form, which cannot be refreshed.
        session: Option<String>,
    },
    /// A role, taken on with somebody else's credentials.
    AssumeRole {
        /// The role.
        role_arn: String,
        /// Whose credentials.
        source: Box<ProfileKind>,
        /// Whether a code of a second factor is asked for.
        mfa: bool,
    },
    /// A program that prints credentials.
    Process,
    /// A token file that is exchanged for a role.
    WebIdentity,
    /// A session of `aws login`.
    Login,
    /// Environment variables.
    Environment,
    /// The metadata service of an EC2 instance.
    Instance,
    /// The credentials endpoint of a container.
    Container,
    /// It only holds settings: credentials come from elsewhere.
    Settings,
}

/// The settings of one profile or session, from both files. They may be secrets: only their names are printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Entries {
    values: BTreeMap<String, String>,
    pub(super) flaw: Option<Flaw>,
}

impl Entries {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The file that comes later wins, as it does with AWS's tools.
    fn add(&mut self, section: Section, file: &'static str) {
        self.values.extend(section.entries);
        let flaw = section.flaw.map(|flaw| placed(&flaw, file));
        self.flaw = self.flaw.take().or(flaw);
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values.keys()).finish()
    }
}

impl Profiles {
    /// Reads both texts. Whatever they hold, there is a result.
    #[must_use]
    pub fn read(config: &str, credentials: &str) -> Self {
        let mut all = Self::default();
        all.add(config, FileKind::Config, "config");
        all.add(credentials, FileKind::Credentials, "credentials");
        all
    }

    fn add(&mut self, text: &str, kind: FileKind, file: &'static str) {
        let (sections, flaws) = ini::read(text, kind);
        self.complaints.extend(flaws.iter().map(|flaw| placed(flaw, file)));
        // botocore: of `[default]` and `[profile default]` the one that comes later replaces the other.
        let default = |section: &Section| section.kind == SectionKind::Profile && section.name == "default";
        let form = sections.iter().rfind(|section| default(section)).map(|section| section.prefixed);
        let replaced = |section: &Section| default(section) && Some(section.prefixed) != form;
        for section in sections.into_iter().filter(|section| !replaced(section)) {
            let home = match section.kind {
                SectionKind::Profile => &mut self.profiles,
                SectionKind::SsoSession => &mut self.sessions,
                SectionKind::Other => continue,
            };
            home.entry(section.name.clone()).or_default().add(section, file);
        }
    }

    /// Every profile, by name.
    pub fn all(&self) -> impl Iterator<Item = Profile> {
        self.profiles.keys().filter_map(|name| self.get(name))
    }

    /// The names of all profiles.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    /// What is wrong outside of any profile.
    #[must_use]
    pub fn complaints(&self) -> &[Flaw] {
        &self.complaints
    }

    /// One profile.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Profile> {
        let entries = self.profiles.get(name)?;
        let (kind, broken) = match self.chain(name) {
            Ok(Some(chain)) => (Some(kind(&chain)), None),
            Ok(None) => (Some(ProfileKind::Settings), None),
            Err(flaw) => (None, Some(flaw)),
        };
        Some(Profile { name: name.to_owned(), kind, region: entries.get("region").map(str::to_owned), broken })
    }

    /// The way to a profile's credentials; `None` where it holds settings alone.
    pub(super) fn chain(&self, name: &str) -> Result<Option<Chain>, Flaw> {
        chain::resolve(self, name)
    }

    /// A profile's region. That of a source profile does not count.
    pub(super) fn region(&self, name: &str) -> Option<&str> {
        self.profiles.get(name)?.get("region")
    }

    pub(super) fn profile(&self, name: &str) -> Option<&Entries> {
        self.profiles.get(name)
    }

    pub(super) fn session(&self, name: &str) -> Option<&Entries> {
        self.sessions.get(name)
    }
}

fn placed(flaw: &ini::Flaw, file: &'static str) -> Flaw {
    Flaw { place: Some((file, flaw.line)), what: flaw.what.clone() }
}

fn kind(chain: &Chain) -> ProfileKind {
    let base = match &chain.base {
        Base::Static(_) => ProfileKind::Static,
        Base::Sso(sso) => ProfileKind::Sso { session: sso.session.clone() },
        Base::Process(_) => ProfileKind::Process,
        Base::WebIdentity { .. } => ProfileKind::WebIdentity,
        Base::Login(_) => ProfileKind::Login,
        Base::Environment => ProfileKind::Environment,
        Base::Instance => ProfileKind::Instance,
        Base::Container => ProfileKind::Container,
    };
    chain.roles.iter().fold(base, |source, role| ProfileKind::AssumeRole {
        role_arn: role.arn.clone(),
        source: Box::new(source),
        mfa: role.mfa_serial.is_some(),
    })
}

#[cfg(test)]
#[path = "profiles_tests.rs"]
mod tests;
