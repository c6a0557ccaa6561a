//! The way from a profile to its credentials: a base, and the roles taken on from there.

use std::fmt;
use std::time::Duration;

use secrecy::SecretString;

use super::flaw::{Fault, Flaw};
use super::profiles::{Entries, Profiles};

/// A way to credentials.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) base: Base,
    /// The role that is taken on first stands first.
    pub(super) roles: Vec<Role>,
}

/// Where credentials come from that need no others.
#[derive(Debug, Clone)]
pub(super) enum Base {
    Static(Keys),
    Sso(Sso),
    Process(Command),
    WebIdentity { role_arn: String, token_file: String, session_name: Option<String> },
    Login(String),
    Environment,
    Instance,
    Container,
}

/// Keys that stand in a file.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub(super) id: String,
    pub(super) secret: SecretString,
    pub(super) token: Option<SecretString>,
}

/// IAM Identity Center.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sso {
    pub(super) session: Option<String>,
    pub(super) start_url: String,
    pub(super) region: String,
    pub(super) account: String,
    pub(super) role: String,
    pub(super) scopes: Vec<String>,
}

impl Sso {
    /// What the token's file is named after.
    pub(super) fn token_key(&self) -> &str {
        self.session.as_deref().unwrap_or(&self.start_url)
    }
}

/// A command line. Its arguments may be secrets.
#[derive(Clone)]
pub(super) struct Command(pub(super) String);

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Command({} …)", self.0.split_whitespace().next().unwrap_or_default())
    }
}

/// A role to take on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) external_id: Option<String>,
    pub(super) session_name: Option<String>,
    pub(super) mfa_serial: Option<String>,
    pub(super) duration: Option<Duration>,
}

/// Follows `source_profile` until credentials are found. `None`: the profile names no credentials at all.
pub(super) fn resolve(profiles: &Profiles, name: &str) -> Result<Option<Chain>, Flaw> {
    let mut visited = vec![name.to_owned()];
    let mut roles = Vec::new();
    loop {
        let current = visited.last().map_or(name, String::as_str).to_owned();
        let entries = profiles.profile(&current).ok_or_else(|| missing(&visited))?;
        if let Some(flaw) = &entries.flaw {
            return Err(within(&visited, flaw.clone()));
        }
        // A source profile that has keys is used for them, even where it names a role too.
        if visited.len() > 1
            && let Ok(Some(keys)) = keys(entries)
        {
            return Ok(Some(finish(Base::Static(keys), roles)));
        }
        let role = role(entries).map_err(|flaw| within(&visited, flaw))?;
        let Some(role) = role else {
            let base = base(profiles, entries).map_err(|flaw| within(&visited, flaw))?;
            return match base {
                Some(base) => Ok(Some(finish(base, roles))),
                None if visited.len() == 1 => Ok(None),
                None => Err(Flaw::new(Fault::EmptySource { name: current })),
            };
        };
        roles.push(role);
        match source(entries, &current).map_err(|flaw| within(&visited, flaw))? {
            Source::Itself => {
                let base = base(profiles, entries).map_err(|flaw| within(&visited, flaw))?;
                let base = base.ok_or_else(|| within(&visited, Flaw::new(Fault::EmptySelf)))?;
                return Ok(Some(finish(base, roles)));
            }
            Source::Profile(next) if visited.contains(&next) => {
                visited.push(next);
                return Err(Flaw::new(Fault::Circle { way: visited.join(" → ") }));
            }
            Source::Profile(next) => visited.push(next),
        }
    }
}

fn finish(base: Base, mut roles: Vec<Role>) -> Chain {
    roles.reverse();
    Chain { base, roles }
}

fn missing(visited: &[String]) -> Flaw {
    Flaw::new(match visited {
        [only] => Fault::NoProfile { name: only.clone() },
        [.., from, name] => Fault::NoSource { profile: from.clone(), name: name.clone() },
        [] => Fault::NoSuchProfile,
    })
}

/// Says in which source profile it is.
fn within(visited: &[String], flaw: Flaw) -> Flaw {
    match visited {
        [_, .., name] => {
            Flaw { what: Fault::InSource { name: name.clone(), what: Box::new(flaw.what) }, place: flaw.place }
        }
        _ => flaw,
    }
}

/// Where a role's profile gets the credentials that it needs.
enum Source {
    Itself,
    Profile(String),
}

fn source(entries: &Entries, own: &str) -> Result<Source, Flaw> {
    match (entries.get("source_profile"), entries.get("credential_source")) {
        (Some(_), Some(_)) => Err(Flaw::new(Fault::TwoSources)),
        (None, None) => Err(Flaw::new(Fault::RoleAlone)),
        (None, Some(_)) => Ok(Source::Itself),
        (Some(name), None) if name == own => Ok(Source::Itself),
        (Some(name), None) => Ok(Source::Profile(name.to_owned())),
    }
}

/// A role with a token file is a base, not a link.
fn role(entries: &Entries) -> Result<Option<Role>, Flaw> {
    let Some(arn) = entries.get("role_arn").filter(|_| entries.get("web_identity_token_file").is_none()) else {
        return Ok(None);
    };
    let owned = |name: &str| entries.get(name).map(str::to_owned);
    let duration = entries
        .get("duration_seconds")
        .map(|text| text.parse().map(Duration::from_secs).map_err(|_| Flaw::new(Fault::Duration)));
    Ok(Some(Role {
        arn: arn.to_owned(),
        external_id: owned("external_id"),
        session_name: owned("role_session_name"),
        mfa_serial: owned("mfa_serial"),
        duration: duration.transpose()?,
    }))
}

fn base(profiles: &Profiles, entries: &Entries) -> Result<Option<Base>, Flaw> {
    if let Some(named) = entries.get("credential_source") {
        return match named {
            "Environment" => Ok(Some(Base::Environment)),
            "Ec2InstanceMetadata" => Ok(Some(Base::Instance)),
            "EcsContainer" => Ok(Some(Base::Container)),
            other => Err(Flaw::new(Fault::UnknownSource { name: other.to_owned() })),
        };
    }
    let owned = |name: &str| entries.get(name).map(str::to_owned);
    if let Some(token_file) = owned("web_identity_token_file") {
        let role_arn = owned("role_arn").ok_or_else(|| Flaw::new(Fault::TokenAlone))?;
        return Ok(Some(Base::WebIdentity { role_arn, token_file, session_name: owned("role_session_name") }));
    }
    if let Some(sso) = sso(profiles, entries)? {
        return Ok(Some(Base::Sso(sso)));
    }
    if let Some(session) = owned("login_session") {
        return Ok(Some(Base::Login(session)));
    }
    if let Some(command) = owned("credential_process") {
        return Ok(Some(Base::Process(Command(command))));
    }
    Ok(keys(entries)?.map(Base::Static))
}

fn keys(entries: &Entries) -> Result<Option<Keys>, Flaw> {
    match (entries.get("aws_access_key_id"), entries.get("aws_secret_access_key")) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(Flaw::new(Fault::IdAlone)),
        (None, Some(_)) => Err(Flaw::new(Fault::SecretAlone)),
        (Some(id), Some(secret)) => Ok(Some(Keys {
            id: id.to_owned(),
            secret: secret.into(),
            token: entries.get("aws_session_token").map(Into::into),
        })),
    }
}

fn sso(profiles: &Profiles, entries: &Entries) -> Result<Option<Sso>, Flaw> {
    const NAMES: [&str; 5] = ["sso_session", "sso_start_url", "sso_region", "sso_account_id", "sso_role_name"];
    if NAMES.iter().all(|name| entries.get(name).is_none()) {
        return Ok(None);
    }
    let session = entries.get("sso_session").map(str::to_owned);
    let from = match &session {
        None => entries,
        Some(name) => {
            let found = profiles.session(name);
            let found = found.ok_or_else(|| Flaw::new(Fault::NoSession { name: name.clone() }))?;
            if let Some(flaw) = &found.flaw {
                let what = Box::new(flaw.what.clone());
                return Err(Flaw { what: Fault::InSession { name: name.clone(), what }, ..flaw.clone() });
            }
            found
        }
    };
    let need = |from: &Entries, name: &str| {
        from.get(name).map(str::to_owned).ok_or_else(|| {
            let (own, name) = (from == entries, name.to_owned());
            Flaw::new(if own { Fault::Missing { name } } else { Fault::MissingInSession { name } })
        })
    };
    let scopes = from.get("sso_registration_scopes").unwrap_or_default();
    Ok(Some(Sso {
        start_url: need(from, "sso_start_url")?,
        region: need(from, "sso_region")?,
        account: need(entries, "sso_account_id")?,
        role: need(entries, "sso_role_name")?,
        scopes: scopes.split([',', ' ', '\n']).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        session,
    }))
}
