//! All that the app knows, and what follows from it.
//!
//! Tray and window are both drawn from [`Condition`] and [`State::offers`], so they cannot disagree.

use crate::engine::Listening;
use crate::presence::Presence;
use crate::secrets::Keeping;

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Amazon Bedrock.
    Aws,
    /// The simulator, in this process.
    Demo,
}

/// What the gateway is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Gateway {
    /// Waiting for the key, or for the port.
    Starting,
    /// Listening.
    Running(Listening),
    /// It did not start.
    Failed(Failure),
    /// Letting requests in flight finish.
    Stopping,
}

/// Why the gateway did not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Another program has the port.
    PortTaken {
        /// The port.
        port: u16,
    },
    /// Anything else, in words for the user.
    Other {
        /// What went wrong.
        reason: String,
    },
}

/// The state in one word, for people: what the status line, the icon and the window's headline say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Not yet listening.
    Starting,
    /// Listening, with credentials in sight.
    Running,
    /// Listening, and answering from the simulator.
    Demo,
    /// Listening, but no credentials were found.
    NoCredentials,
    /// Another program has the port.
    PortTaken {
        /// The port.
        port: u16,
    },
    /// It did not start.
    Failed {
        /// What went wrong.
        reason: String,
    },
    /// Letting requests in flight finish.
    Stopping,
}

/// What can be done about the state, in tray or window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Offer {
    /// Answer from the simulator.
    TryDemo,
    /// Answer from AWS again.
    LeaveDemo,
    /// Start once more, as before.
    StartAgain,
    /// Start on whatever port is free.
    UseFreePort,
    /// Ask the keychain once more.
    AskKeychain,
    /// Go on with a key that lasts until the app quits.
    UseSessionKey,
    /// Sign the profile in.
    SignIn,
}

/// What a user can do in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// Put the base URL on the clipboard.
    CopyBaseUrl,
    /// Put the API key on the clipboard.
    CopyApiKey,
    /// Do what was offered.
    Take(Offer),
    /// Show the window.
    Open,
    /// Stop, and end the app.
    Quit,
}

/// All that the app knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// Who answers.
    pub(crate) mode: Mode,
    /// Whether AWS credentials are in sight.
    pub(crate) presence: Presence,
    /// The AWS profile that was asked for.
    pub(crate) profile: Option<String>,
    /// The AWS region that was asked for.
    pub(crate) region: Option<String>,
    /// What the gateway is doing.
    pub(crate) gateway: Gateway,
    /// Where the API key is kept; `None` until it has been looked up.
    pub(crate) key: Option<Keeping>,
}

impl State {
    /// The state in one word.
    pub(crate) fn condition(&self) -> Condition {
        match (&self.gateway, self.mode, self.presence) {
            (Gateway::Starting, _, _) => Condition::Starting,
            (Gateway::Stopping, _, _) => Condition::Stopping,
            (Gateway::Failed(Failure::PortTaken { port }), _, _) => Condition::PortTaken { port: *port },
            (Gateway::Failed(Failure::Other { reason }), _, _) => Condition::Failed { reason: reason.clone() },
            (Gateway::Running(_), Mode::Demo, _) => Condition::Demo,
            (Gateway::Running(_), Mode::Aws, Presence::Missing) => Condition::NoCredentials,
            (Gateway::Running(_), Mode::Aws, Presence::Found) => Condition::Running,
        }
    }

    /// What clients are told: the gateway's URL with `/v1`. `None` unless it listens.
    pub(crate) fn base_url(&self) -> Option<String> {
        match &self.gateway {
            Gateway::Running(Listening { url, .. }) => Some(format!("{url}/v1")),
            Gateway::Starting | Gateway::Failed(_) | Gateway::Stopping => None,
        }
    }

    /// The AWS region that calls go to: the one that was found, and before that the one that was asked for.
    pub(crate) fn effective_region(&self) -> Option<&str> {
        match &self.gateway {
            Gateway::Running(Listening { region, .. }) => Some(region),
            Gateway::Starting | Gateway::Failed(_) | Gateway::Stopping => self.region.as_deref(),
        }
    }

    /// What can be done about the state, most useful first. Copying, Open and Quit are always there and not listed.
    pub(crate) fn offers(&self) -> Vec<Offer> {
        match self.condition() {
            Condition::Starting | Condition::Stopping | Condition::Running => Vec::new(),
            Condition::Demo => vec![Offer::LeaveDemo],
            Condition::NoCredentials => vec![Offer::TryDemo],
            Condition::PortTaken { .. } => vec![Offer::StartAgain, Offer::UseFreePort],
            // Without a key there is nothing to start with, and it does not come by trying again.
            Condition::Failed { .. } if self.key.is_none() => Vec::new(),
            Condition::Failed { .. } => vec![Offer::StartAgain],
        }
    }
}
