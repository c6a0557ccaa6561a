//! What follows from the state.

use std::time::SystemTime;

use outcrop_gateway::aws::{self, Cause, ProfileKind, Region, Source, Trouble};

use super::{Condition, Failure, Gateway, Key, Mode, Offer, State, Who};
use crate::engine::Listening;
use crate::presence::Presence;

/// Until when whom we are is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expiry {
    /// Until when.
    pub(crate) at: SystemTime,
    /// Whether a new one is got without the user.
    pub(crate) renews: bool,
}

impl State {
    /// The state in one word.
    pub(crate) fn condition(&self) -> Condition {
        if let Key::None { why } = self.key {
            return Condition::NoKeychain { why };
        }
        match (&self.gateway, self.mode) {
            (Gateway::Starting, _) => Condition::Starting,
            (Gateway::Stopping, _) => Condition::Stopping,
            (Gateway::Stopped, _) => Condition::Stopped,
            (Gateway::Failed(Failure::PortTaken { port, holder }), _) => {
                Condition::PortTaken { port: *port, holder: holder.clone() }
            }
            (Gateway::Failed(Failure::Other { reason }), _) => Condition::Failed { reason: reason.clone() },
            (Gateway::Running(_), Mode::Demo) => Condition::Demo,
            (Gateway::Running(_), Mode::Aws) => self.credentials(),
        }
    }

    /// How it stands with the credentials of a gateway that listens.
    fn credentials(&self) -> Condition {
        let nobody = self.who == Who::Chain;
        match self.trouble() {
            Some(trouble) if trouble.cause() == Cause::Missing && nobody => Condition::NoCredentials,
            Some(trouble) => Condition::Credentials {
                profile: self.profile().map(str::to_owned),
                what: trouble.what.clone(),
                sign_in: trouble.cause() == Cause::SignIn && self.signs_in().is_some(),
            },
            None if nobody && !self.is_somebody_in_sight() => Condition::NoCredentials,
            None => Condition::Running,
        }
    }

    /// Whether there are credentials: at the start, or in files since then, or AWS knows us by others.
    fn is_somebody_in_sight(&self) -> bool {
        let known = self.identity.as_ref().and_then(|identity| identity.caller.as_ref());
        self.presence == Presence::Found || self.profiles.all().next().is_some() || matches!(known, Some(Ok(_)))
    }

    /// Why nobody can be whom we are to be: what requests met or can be foreseen, else what AWS said when it was asked.
    pub(crate) fn trouble(&self) -> Option<&Trouble> {
        match self.standing.as_ref().map(|standing| &standing.state) {
            Some(aws::State::Trouble(trouble)) => Some(trouble),
            Some(aws::State::SigningIn) => None,
            Some(aws::State::Well) | None => self.not_told(),
        }
    }

    /// Why AWS did not tell who we are. That nobody could be asked says nothing about who we are.
    fn not_told(&self) -> Option<&Trouble> {
        let trouble = self.identity.as_ref()?.caller.as_ref()?.as_ref().err()?;
        (trouble.cause() != Cause::Unreachable).then_some(trouble)
    }

    /// What would give credentials and does not, because a profile was chosen.
    pub(crate) fn overridden_variables(&self) -> Vec<Source> {
        match (&self.who, &self.standing) {
            (Who::Profile(_), Some(standing)) => standing
                .overridden
                .iter()
                .filter(|source| matches!(source, Source::Variables | Source::ApiKeyVariable))
                .cloned()
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The profile whose credentials are used: the one that was chosen, or that the environment leads to.
    pub(crate) fn profile(&self) -> Option<&str> {
        let source = || match self.standing.as_ref()?.source.as_ref()? {
            Source::Profile { name, .. } => Some(name.as_str()),
            _ => None,
        };
        match &self.who {
            Who::Profile(name) => Some(name),
            Who::Chain => source(),
            Who::BedrockKey => None,
        }
    }

    /// The profile that is used, if it is one that the app can sign in.
    pub(crate) fn signs_in(&self) -> Option<&str> {
        self.profile().filter(|name| {
            let kind = self.profiles.get(name).and_then(|profile| profile.kind);
            kind.as_ref().is_some_and(|kind| matches!(root(kind), ProfileKind::Sso { .. }))
        })
    }

    /// What clients are told: the gateway's URL with `/v1`. `None` unless it listens.
    pub(crate) fn base_url(&self) -> Option<String> {
        match &self.gateway {
            Gateway::Running(Listening { url, .. }) => Some(format!("{url}/v1")),
            Gateway::Starting | Gateway::Failed(_) | Gateway::Stopping | Gateway::Stopped => None,
        }
    }

    /// Where it listens: the gateway's URL without `/v1`. `None` unless it listens.
    pub(crate) fn url(&self) -> Option<&str> {
        match &self.gateway {
            Gateway::Running(Listening { url, .. }) => Some(url),
            Gateway::Starting | Gateway::Failed(_) | Gateway::Stopping | Gateway::Stopped => None,
        }
    }

    /// Where calls go, and who said so.
    pub(crate) fn effective_region(&self) -> Option<&Region> {
        self.standing.as_ref().map(|standing| &standing.region)
    }

    /// Until when whom we are is good.
    pub(crate) fn expiry(&self) -> Option<Expiry> {
        self.standing.as_ref().and_then(expiry)
    }

    /// What can be done about the state, most useful first. Copying, Open and Quit are always there and not listed.
    pub(crate) fn offers(&self) -> Vec<Offer> {
        match self.condition() {
            Condition::Starting | Condition::Stopping | Condition::Running => Vec::new(),
            Condition::Demo => vec![Offer::LeaveDemo],
            Condition::NoCredentials => vec![Offer::TryDemo],
            Condition::Credentials { sign_in: true, .. } if self.sign_in.is_none() => vec![Offer::SignIn],
            Condition::Credentials { .. } => Vec::new(),
            Condition::NoKeychain { .. } => vec![Offer::AskKeychain, Offer::UseSessionKey],
            Condition::PortTaken { .. } => vec![Offer::StartAgain, Offer::UseFreePort],
            // Without a key there is nothing to start with, and it does not come by trying again.
            Condition::Failed { .. } if self.key == Key::Pending => Vec::new(),
            Condition::Failed { .. } | Condition::Stopped => vec![Offer::StartAgain],
        }
    }
}

/// Until when somebody is good: the sign-in where there is one, else the credentials.
pub(crate) fn expiry(standing: &aws::Standing) -> Option<Expiry> {
    match &standing.sign_in {
        Some(sign_in) => Some(Expiry { at: sign_in.until, renews: sign_in.renewable }),
        None => {
            // A role is taken on again and a helper run again; an API key ends.
            let renews = !matches!(standing.source, Some(Source::ApiKey | Source::ApiKeyVariable));
            standing.expiry.map(|at| Expiry { at, renews })
        }
    }
}

/// Where credentials come from, behind every role that is taken on.
pub(crate) fn root(kind: &ProfileKind) -> &ProfileKind {
    match kind {
        ProfileKind::AssumeRole { source, .. } => root(source),
        ProfileKind::Static
        | ProfileKind::Sso { .. }
        | ProfileKind::Process
        | ProfileKind::WebIdentity
        | ProfileKind::Login
        | ProfileKind::Environment
        | ProfileKind::Instance
        | ProfileKind::Container
        | ProfileKind::Settings => kind,
    }
}
